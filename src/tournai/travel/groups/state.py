"""Where the reading of one booking stands: its group, and whom and what the next segments speak of.

Source: IATA/WCO/ICAO PNRGOV implementation guide, message diagram.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from tournai.travel.bookings import Booking, Person, TicketDraft, new_person
from tournai.travel.edifact import Segment
from tournai.travel.minimise import Minimiser
from tournai.travel.records import ChangedName, CheckIn, Leg, Place
from tournai.travel.service_requests import WaitingRequest

MOST_REMEMBERED = 2_000
"""How many segments of a kind that come again and again (flights, equipment, agencies) a message remembers as read."""

Found = TypeVar("Found")


class Group:
    """Where in a booking a segment stands; the values are the guide's groups.

    Plain numbers and no enum: they are looked up for every segment, and an enum's members are slow to look up.
    """

    BOOKING = 1
    TRAVELLER = 2
    TICKET = 3
    PAYMENT = 4
    FLIGHT = 5
    CHECK_IN = 6  # and 7
    SPLIT = 8
    LAND = 9
    HISTORY = 10
    CHANGE = 11  # and 12


Reader = Callable[["BookingState", Segment], None]
Grammar = Mapping[int, Mapping[str, Reader]]
"""Group -> tag -> what reads the segment."""


class Shared:
    """What a message's bookings share: its counts, the pushed flight, and segments as read before, since flights and
    offices recur in each booking.

    ``reference`` is the day against which two-digit years are read.
    """

    def __init__(self, minimiser: Minimiser, reference: date | None) -> None:
        self.minimiser = minimiser
        self.reference = reference
        self.flight: Leg | None = None
        self._known: defaultdict[object, dict[str, object]] = defaultdict(dict)
        """Reader -> text -> what it gave: the same text means another thing elsewhere; an operating flight in the
        history is none that changed."""

    def recall(self, segment: Segment, minimiser: Minimiser, read: Callable[[Segment, Minimiser], Found]) -> Found:
        """Return what the segment says, its place apart; what loses something is read, and counted, each time anew."""
        known, text = self._known[read], segment.text
        found = known.get(text, known)
        if found is not known:
            return found  # type: ignore[return-value]  # what this reader gave
        before = minimiser.drops
        fresh = read(segment, minimiser)
        if minimiser.drops == before:
            if len(known) >= MOST_REMEMBERED:
                known.clear()  # what recurs comes back at once
            known[text] = fresh
        return fresh


class ChangeDraft:
    """A change of the history while its segments are read."""

    __slots__ = ("action", "legs", "names", "place", "subject")

    def __init__(self, action: str, place: Place) -> None:
        self.action = action
        self.place = place
        self.subject = ""
        self.legs: list[Leg] = []
        self.names: list[ChangedName] = []


class BookingState:
    """One booking while it is read, segment by segment."""

    __slots__ = (
        "amendments", "booking", "change", "changed", "checked_in", "checked_in_at", "grammar", "group", "leg",
        "memory", "minimiser", "named", "office", "person", "readers", "record", "requests", "split_count", "ticket",
    )  # fmt: skip

    def __init__(self, place: Place, shared: Shared, grammar: Grammar) -> None:
        self.booking = Booking(place, shared.minimiser)
        self.minimiser = self.booking.minimiser
        self.memory = shared
        self.grammar = grammar
        self.group = Group.BOOKING
        self.readers = grammar[Group.BOOKING]
        self.person: Person | None = None
        self.ticket: TicketDraft | None = None
        self.leg: int | None = None
        self.amendments: list[dict[str, Any]] = []
        """What the segments after each flight's TVL say of it; it is made anew once, at the booking's end."""
        self.checked_in: Person | None = None
        self.checked_in_at: datetime | None = None
        self.record: tuple[str, str, Place] | None = None
        """The check-in that is open: its number, the traveller's reference, and where TRI stands."""
        self.named: dict[str, Person | None] = {}
        """TIF as written -> whom it named, ``None`` where it named more than one."""
        self.requests: list[WaitingRequest] = []
        self.split_count: int | None = None
        self.change: ChangeDraft | None = None
        self.changed: tuple[str, datetime | None] = ("", None)
        """When the changes that follow were made: as sent, and as an instant."""
        self.office = ""

    def enter(self, group: int) -> None:
        """Go on in another group; the check-in of the traveller before ends with its group."""
        if self.record is not None:
            self.close_check_in()
        self.group = group
        self.readers = self.grammar[group]

    def holder(self) -> Person | None:
        """Return who is checked in: whom TIF names, else whom TRI refers to, else the only traveller."""
        if self.checked_in is None and self.record is not None:
            self.checked_in = self.booking.by_reference(self.record[1])
        return self.checked_in or self.booking.only_person()

    def close_check_in(self) -> None:
        """Note that a traveller checked in, once all is read that tells whom a TRI means."""
        if self.record is None:
            return
        number, _, place = self.record
        holder = self.holder()
        if holder is not None:
            holder.check_ins.append(CheckIn(self.leg, self.checked_in_at, number, place=place))
        self.record = None

    def begin_leg(self, leg: Leg, place: Place) -> None:
        """Go on with a flight, as read somewhere, that stands at a place."""
        self.leg = self.booking.add_leg(leg)
        self.amendments.append({"place": place})

    def amend_leg(self, **changes: object) -> None:
        """Note more of the flight that is open, if there is one."""
        if self.leg is not None:
            self.amendments[self.leg].update(changes)

    def legs(self) -> list[Leg]:
        """Return the booking's flights, whole."""
        found = []
        for leg, changes in zip(self.booking.legs, self.amendments, strict=True):
            if "locators" in changes:
                changes["locators"] = tuple(changes["locators"])
            found.append(msgspec.structs.replace(leg, **changes))
        return found

    def add_person(self, surname: str, given: str, type_code: str, reference: str, place: Place) -> Person:
        """Add a traveller to the booking, and return it."""
        type_code = self.minimiser.keep("person type", type_code)
        person = new_person(surname, given, place, self.minimiser, type_code=type_code, reference=reference)
        return self.booking.add_person(person)
