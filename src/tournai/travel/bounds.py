"""What no message from a carrier exceeds, whatever its syntax; each bound is many times what real messages hold.

A file or message with too many parts is refused whole: half of a push would take the rest of its travellers off their
flight, and a flight has some hundred bookings. What is too much within one booking is dropped and reported, for the
other bookings of the flight must be read all the same.

Source: PNRGOV implementation guide (a push is of one flight); EASA type certificate data sheet A.110 (A380: at most 868
passengers).
"""

from tournai.errors import Malformed
from tournai.travel.records import Push
from tournai.values.wordings import say

MOST_INTERCHANGES = 1_000
"""Interchanges of a file; a day of lists that were put one after the other."""
MOST_MESSAGES = 2_000
"""Messages of a file: a push in parts is of some ten."""
MOST_BOOKINGS = 20_000
"""Bookings of a message: twenty times the seats of the largest aircraft."""
MOST_PERSONS = 20_000
"""Persons of a list; crews and passengers of one flight."""
MOST_PERSONS_OF_BOOKINGS = 100_000
"""Travellers of a message's bookings, the same person in many of them included."""
MOST_BOOKINGS_OF_FILE, MOST_PERSONS_OF_FILE = 100_000, 200_000
"""Of all messages of a file: each becomes a record."""
MOST_SEGMENTS_OF_BOOKING = 50_000
"""Segments of a booking: 25 for each of the most travellers."""
MOST_SEGMENTS_OF_PERSON = 1_000
"""Segments of a person of a list, and of the list's header; a person has ten."""
MOST_TRAVELLERS = 2_000
"""Travellers of a booking: two full flights of one group."""
MOST_LEGS = 500
"""Flights of a booking: a journey round the world has sixteen coupons."""
MOST_CHANGES = 20_000
"""Changes of a booking's history: ten for each of the most travellers."""
MOST_OF_A_KIND = 2_000
"""Contacts, locators, bags and the like of a booking, documents, tickets, seats and the like of a person."""


class Total:
    """How much the messages of a file hold together."""

    def __init__(self) -> None:
        self.messages = self.bookings = self.persons = 0

    def add(self, push: Push | None) -> None:
        """Count a message; ``None`` is one of another type.

        Raises:
            Malformed: The file holds more than a carrier sends (``too-many-messages``, ``too-many-bookings``,
                ``too-many-persons``).
        """
        self.messages += 1
        if push is not None:
            self.bookings += len(push.pnrs)
            self.persons += len(push.travellers) + sum(len(pnr.travellers) for pnr in push.pnrs)
        if self.messages > MOST_MESSAGES:
            raise Malformed(
                say("more than {most} messages: send the file in parts", most=MOST_MESSAGES),
                code="too-many-messages",
            )
        if self.bookings > MOST_BOOKINGS_OF_FILE:
            raise Malformed(
                say(
                    "more than {most} bookings: send the file in parts",
                    most=MOST_BOOKINGS_OF_FILE,
                ),
                code="too-many-bookings",
            )
        if self.persons > MOST_PERSONS_OF_FILE:
            raise Malformed(
                say(
                    "more than {most} persons: send the file in parts",
                    most=MOST_PERSONS_OF_FILE,
                ),
                code="too-many-persons",
            )


def check_bookings(bookings: int, persons: int, offset: int) -> None:
    """Check how many bookings, and travellers in them, a message has.

    Raises:
        Malformed: More than the push of a flight has (``too-many-bookings``, ``too-many-persons``).
    """
    if bookings > MOST_BOOKINGS:
        message = say(
            "a message with more than {most} bookings: send the push of one flight, in parts",
            most=MOST_BOOKINGS,
        )
        raise Malformed(message, code="too-many-bookings", offset=offset)
    if persons > MOST_PERSONS_OF_BOOKINGS:
        message = say(
            "a message with more than {most} persons: send the push of one flight, in parts",
            most=MOST_PERSONS_OF_BOOKINGS,
        )
        raise Malformed(message, code="too-many-persons", offset=offset)
