"""Invented bookings of a flight: who travels together, what is booked, and what a carrier writes beside it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

import msgspec
from msgspec.structs import replace

from tournai.simulate.flights import Flight
from tournai.simulate.name_parts import PRACTICE_BY_NAME
from tournai.simulate.people import Identity, draw_person
from tournai.simulate.variants import as_sent
from tournai.values import Sex

ALPHABET = "BCDFGHJKLMNPQRSTVWXYZ23456789"
LOCATOR_LENGTH = 6
LOCATORS = len(ALPHABET) ** LOCATOR_LENGTH
STRIDE = 348_275_117
"""Without a common divisor with `LOCATORS`, so that every number gives another locator."""
MOST_BOOKINGS = 1000
"""More bookings than one flight has: a flight's share of the numbers."""

PARTY_SIZES = (1, 1, 1, 2, 2, 2, 3, 4, 5)
INFANT_SHARE = 0.15
ALONE_SHARE = 0.03
"""Of the bookings for one person: those of an unaccompanied minor."""
HISTORY_SHARE, RETURN_SHARE = 0.2, 0.35
NO_DOCUMENT_SHARE = 0.06
NO_BIRTH_SHARE = 0.03
TITLES = {Sex.MALE: ("MR", "MR", " MR", ""), Sex.FEMALE: ("MRS", "MS", " MS", "MISS", "")}
REMARKS = (
    "SSR MOML", "SSR KSML", "SSR AVML", "SSR VGML", "SSR DBML", "SSR WCHR", "SSR WCHS", "SSR BLND", "OSI VIP",
    "OSI ELDERLY", "OSI GROUP",
)  # fmt: skip
"""What minimisation must drop: meals and assistance tell religion and health, other service information anything."""
REMARK_SHARE = 0.25
FREQUENT_FLYER_SHARE = 0.3
ADULT, CHILD, INFANT = "A", "C", "IN"


class Passenger(msgspec.Struct, frozen=True):
    """A person in a booking, the name in a message's letters.

    ``has_documents`` tells whether the booking holds the passport (SSR DOCS); a passenger list holds it all the same.
    """

    person: Identity
    reference: int
    type_code: str = ADULT
    has_documents: bool = True
    seat: str = ""
    bags: int = 0
    ticket: str = ""
    remark: str = ""
    frequent_flyer: str = ""
    age_alone: int = 0
    """The age of a minor who travels alone; 0 for everyone else."""


class Booking(msgspec.Struct, frozen=True):
    """One booking; ``created`` is when it was made (UTC)."""

    locator: str
    passengers: tuple[Passenger, ...]
    created: datetime
    agency: str
    phone: str
    card: str
    has_history: bool = False
    days_to_return: int = 0
    """How many days later the booking's flight back leaves; 0 where there is none."""


def locator(number: int) -> str:
    """Return the record locator with that number; numbers below `LOCATORS` have different ones."""
    rest = number * STRIDE % LOCATORS
    signs = []
    for _ in range(LOCATOR_LENGTH):
        rest, place = divmod(rest, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def draw_bookings(
    rng: Random, flight: Flight, known: Sequence[Identity], travellers: int, first_number: int
) -> tuple[Booking, ...]:
    """Return the bookings of a flight: one for each known traveller, and others until there are enough travellers.

    Every known traveller is the first one of his booking. The locators are those from ``first_number`` on.
    """
    parties = [_party(rng, flight, person) for person in known]
    booked = sum(map(len, parties))
    while booked < travellers:
        parties.append(_party(rng, flight, None))
        booked += len(parties[-1])
    rng.shuffle(parties)
    seats = iter(_seats(booked))
    return tuple(_booking(rng, flight, number, party, seats) for number, party in enumerate(parties, first_number))


def _party(rng: Random, flight: Flight, known: Identity | None) -> list[Passenger]:
    """Return people who travel together; a family shares a surname, whoever travels with a known traveller does not."""
    practice = PRACTICE_BY_NAME[rng.choice(flight.practices)]
    size = rng.choice(PARTY_SIZES)
    first = _titled(rng, as_sent(draw_person(rng, (practice,))))
    surname, state = first.surname, first.nationality
    if known is None and size == 1 and rng.random() < ALONE_SHARE:
        return [_minor_alone(rng, flight, first)]
    if known is not None:
        first, size = known, min(size, 2)
        surname = as_sent(draw_person(rng, (practice,))).surname
    party = [_passenger(rng, first, 1, is_known=known is not None)]
    for reference in range(2, size + 1):
        other = replace(as_sent(draw_person(rng, (practice,))), surname=surname, nationality=state)
        is_child = known is None and reference > 2
        party.append(_child(rng, flight, other, reference) if is_child else _adult(rng, other, reference))
    if known is None and size > 1 and rng.random() < INFANT_SHARE:
        infant = replace(as_sent(draw_person(rng, (practice,))), surname=surname, nationality=state)
        party.append(_infant(rng, flight, infant, size + 1))
    return party


def _adult(rng: Random, person: Identity, reference: int) -> Passenger:
    return _passenger(rng, _titled(rng, person), reference, is_known=False)


def _passenger(rng: Random, person: Identity, reference: int, *, is_known: bool) -> Passenger:
    """Return an adult; what the message of a known traveller leaves out is his variant's to say."""
    chance, remark = rng.random(), rng.choice(REMARKS) if rng.random() < REMARK_SHARE else ""
    if not is_known and chance < NO_BIRTH_SHARE:
        person = replace(person, born=None)
    return Passenger(
        person,
        reference,
        has_documents=is_known or not NO_BIRTH_SHARE < chance < NO_BIRTH_SHARE + NO_DOCUMENT_SHARE,
        bags=rng.choice((0, 1, 1, 2)),
        ticket=f"999{rng.randrange(10**10):010}",
        remark=remark,
        frequent_flyer=f"{rng.randrange(10**9):09}" if rng.random() < FREQUENT_FLYER_SHARE else "",
    )


def _child(rng: Random, flight: Flight, person: Identity, reference: int) -> Passenger:
    born = flight.date - timedelta(days=rng.randrange(3 * 365, 11 * 365))
    title = rng.choice(("MSTR", "")) if person.sex is Sex.MALE else rng.choice(("MISS", ""))
    ticket = f"999{rng.randrange(10**10):010}"
    return Passenger(replace(person, born=born, title=title), reference, CHILD, bags=1, ticket=ticket)


def _minor_alone(rng: Random, flight: Flight, person: Identity) -> Passenger:
    child = _child(rng, flight, person, 1)
    assert child.person.born is not None  # noqa: S101  # a child is drawn with a birth date
    return replace(child, age_alone=(flight.date - child.person.born).days // 366)


def _infant(rng: Random, flight: Flight, person: Identity, reference: int) -> Passenger:
    born = flight.date - timedelta(days=rng.randrange(60, 600))
    return Passenger(replace(person, born=born), reference, INFANT)


def _titled(rng: Random, person: Identity) -> Identity:
    return replace(person, title=rng.choice(TITLES[person.sex]))


def _booking(rng: Random, flight: Flight, number: int, party: list[Passenger], seats: Iterator[str]) -> Booking:
    created = flight.departs_at - timedelta(hours=rng.randrange(20, 24 * 60), minutes=rng.randrange(60))
    seated = (one if one.type_code == INFANT else replace(one, seat=next(seats)) for one in party)
    return Booking(
        locator=locator(number),
        passengers=tuple(seated),
        created=created,
        agency=f"{rng.randrange(10**8):08}",
        phone=f"0000{rng.randrange(10**7):07}",
        card=f"{rng.randrange(10**4):04}",
        has_history=rng.random() < HISTORY_SHARE,
        days_to_return=rng.randrange(2, 21) if rng.random() < RETURN_SHARE else 0,
    )


def _seats(travellers: int) -> list[str]:
    """Return as many seats as there are travellers, from row 1."""
    return [f"{1 + number // 6}{'ABCDEF'[number % 6]}" for number in range(travellers)]
