"""One booking while it is read: its travellers, flights and services, until it is a frozen `Pnr`.

Special services name travellers by reference, by place or by name, and often stand before the travellers; so they
wait until the booking's end. No traveller is lost: one without a document stays, an infant named only by a document or
an INFT becomes a traveller, and so does a person whom only a document names.

Source: IATA/WCO/ICAO PNRGOV implementation guide 13.1, groups 1 to 12.
"""

from datetime import date, datetime
from operator import attrgetter
from typing import Any

import msgspec

from tournai.travel.bounds import MOST_CHANGES, MOST_LEGS, MOST_OF_A_KIND, MOST_TRAVELLERS
from tournai.travel.minimise import Minimiser
from tournai.travel.person_names import cut_remark, is_same_name, name_key, split_title
from tournai.travel.records import (
    Agency,
    Bag,
    Change,
    CheckIn,
    Contact,
    Defect,
    Fare,
    FareComponent,
    FrequentFlyer,
    Leg,
    Locator,
    Payment,
    Place,
    Pnr,
    Pricing,
    Seat,
    SplitBooking,
    Tax,
    Ticket,
    TravelDocument,
    Traveller,
)
from tournai.values import PartialDate, Sex, StateCode
from tournai.values.wordings import say

_UNKNOWN = Sex.UNKNOWN
_IS_CREW = _IS_TRANSIT = False
"""What a passenger list alone says of a traveller."""
INFANT_TYPES = {"IN", "INF", "INS"}
_ACCOMPANIED = attrgetter("accompanied_by")

MOST_ALIKE = 100
"""How many travellers of one surname are compared by given name; more are no family, and time must stay linear."""


class TicketDraft(msgspec.Struct, gc=False):
    """A ticket while its group is read."""

    number: str
    place: Place
    issued_on: date | None = None
    amounts: list[tuple[str, str, str]] = msgspec.field(default_factory=list)
    payments: list[Payment] = msgspec.field(default_factory=list)
    type_code: str = ""
    booklets: int | None = None
    taxes: list[Tax] = msgspec.field(default_factory=list)
    pricing: Pricing | None = None
    fare_components: tuple[FareComponent, ...] = ()


class Person(msgspec.Struct, gc=False):
    """A traveller while the booking is read."""

    surname: str
    given: str = ""
    title: str = ""
    type_code: str = ""
    reference: str = ""
    place: Place | None = None
    is_infant: bool = False
    surname_key: str = ""
    given_key: str = ""
    unique_reference: str = ""
    date_of_birth: PartialDate | None = None
    birth_place: Place | None = None
    documents: list[TravelDocument] = msgspec.field(default_factory=list)
    contacts: list[Contact] = msgspec.field(default_factory=list)
    frequent_flyer: list[FrequentFlyer] = msgspec.field(default_factory=list)
    tickets: list[TicketDraft] = msgspec.field(default_factory=list)
    seats: list[Seat] = msgspec.field(default_factory=list)
    bags: list[Bag] = msgspec.field(default_factory=list)
    minor_remarks: list[str] = msgspec.field(default_factory=list)
    check_ins: list[CheckIn] = msgspec.field(default_factory=list)
    fares: list[Fare] = msgspec.field(default_factory=list)
    fare_components: tuple[FareComponent, ...] = ()
    """Of the fare calculation; they go to the traveller's first ticket, for the calculation stands before it."""
    is_with_infant: bool = False
    accompanied_by: "Person | None" = None
    """Of an infant: whom the message ties it to."""

    def is_named(self, surname: str, given: str) -> bool:
        """Whether the person can have this name (keys as `name_key` gives them)."""
        return is_same_name(self.surname_key, self.given_key, surname, given)

    def freeze(self, adult: int | None) -> Traveller:
        """Return the traveller; what documents say of birth, sex and nationality counts for the person.

        ``adult`` is the index of who accompanies an infant.
        """
        documents = self.documents
        born, sexed, national, states = _facts(documents)
        has_birth = self.date_of_birth is not None
        # By position, in the order of the record: by name it takes three times as long.
        return Traveller(
            self.surname,
            self.given,
            self.title,
            self.type_code,
            self.reference,
            self.unique_reference,
            self.is_infant,
            _IS_CREW,
            _IS_TRANSIT,
            self.date_of_birth if has_birth or born is None else born.date_of_birth,
            self.birth_place if has_birth or born is None else born.place,
            sexed.sex if sexed else _UNKNOWN,
            sexed.place if sexed else None,
            states,
            national.place if national else None,
            "",  # place_of_birth
            None,  # residence
            tuple(documents),
            tuple(self.contacts),
            tuple(self.frequent_flyer),
            self._tickets(),
            tuple(self.seats),
            tuple(self.bags),
            "",  # first_port
            "",  # journey_start
            "",  # journey_end
            None,  # capture_verified
            (),  # record_locators
            tuple(self.minor_remarks),
            self.place,
            tuple(self.check_ins),
            tuple(self.fares),
            adult,
            self.is_with_infant,
        )

    def size(self) -> int:
        """Return how many of `lists` there are, all together."""
        services = len(self.documents) + len(self.contacts) + len(self.frequent_flyer) + len(self.tickets)
        journey = len(self.seats) + len(self.bags) + len(self.check_ins) + len(self.fares)
        return services + journey + len(self.minor_remarks)

    def lists(self) -> tuple[list[Any], ...]:
        """Return all that a person may have more of than one."""
        return (
            self.documents,
            self.contacts,
            self.frequent_flyer,
            self.tickets,
            self.seats,
            self.bags,
            self.minor_remarks,
            self.check_ins,
            self.fares,
        )

    def _tickets(self) -> tuple[Ticket, ...]:
        found = [_ticket(draft) for draft in self.tickets]
        if found and self.fare_components:
            found[0] = msgspec.structs.replace(found[0], fare_components=self.fare_components)
        return tuple(found)


def new_person(
    surname: str, given: str, place: Place, minimiser: Minimiser, *, type_code: str = "", reference: str = ""
) -> Person:
    """Return a person of that name, remarks cut off and counted, the title taken off the given name."""
    surname, plain, title = plain_name(surname, given, minimiser)
    is_infant = type_code in INFANT_TYPES
    return Person(surname, plain, title, type_code, reference, place, is_infant, name_key(surname), name_key(plain))


def plain_name(surname: str, given: str, minimiser: Minimiser) -> tuple[str, str, str]:
    """Return surname, given name and title without the remarks that hang on them, which are counted."""
    if (not surname or surname.isalpha()) and (not given or given.isalpha()):
        return surname, *split_title(given)
    if not given and "/" in surname:
        surname, _, given = surname.partition("/")
    family, has_remark = cut_remark(surname)
    plain, has_other = cut_remark(given)
    if has_remark or has_other:
        minimiser.drop("remark in a name")
    return family.strip(), *split_title(plain)


class Booking:
    """One booking while it is read."""

    def __init__(self, place: Place, whole: Minimiser | None = None) -> None:
        self.place = place
        self.minimiser = Minimiser(whole)
        self.locators: list[Locator] = []
        self.people: list[Person] = []
        self.legs: list[Leg] = []
        self.last_changed: datetime | None = None
        self.ticketed_on: datetime | None = None
        self.agency: Agency | None = None
        self.has_empty_origin = False
        self.contacts: list[Contact] = []
        self.splits: list[SplitBooking] = []
        self.prepaid_bags: list[Bag] = []
        self.history: list[Change] = []
        self.group_size: int | None = None
        self.is_group = False
        self.defects: list[Defect] = []
        self.ticket_numbers: set[str] = set()
        self.has_infants = False
        self.locators_of_flights: dict[str, list[Locator]] = {}
        """Flights' RCI as written -> what is new in it; empty where it repeats the booking's own."""
        self._by_reference: dict[str, list[Person]] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self._leg_numbers: dict[tuple[str, str], int] = {}
        self._seen: set[tuple[str, int, tuple[object, ...]]] = set()

    def add_person(self, person: Person) -> Person:
        """Add a traveller, and return it."""
        self.people.append(person)
        self.has_infants = self.has_infants or person.is_infant
        self._by_reference.setdefault(person.reference.lstrip("0"), []).append(person)
        self._by_surname.setdefault(person.surname_key, []).append(person)
        return person

    def add_leg(self, leg: Leg) -> int:
        """Add a flight, and return its index."""
        self.legs.append(leg)
        number = len(self.legs) - 1
        self._leg_numbers.setdefault((leg.departure_airport, leg.arrival_airport), number)
        return number

    def forget_flights_locators(self) -> None:
        """Judge the locators of flights anew: the booking has its own now."""
        self.locators_of_flights = {text: new for text, new in self.locators_of_flights.items() if not new}

    def by_reference(self, reference: str) -> Person | None:
        """Return the one traveller with that reference (``001`` and ``1`` are the same), else ``None``."""
        wanted = reference.lstrip("0")
        found = self._by_reference.get(wanted, []) if wanted else []
        return found[0] if len(found) == 1 else None

    def by_name(self, surname: str, given: str) -> Person | None:
        """Return the traveller of that name, ``None`` where it fits none or more than one equally well."""
        found = self.all_named(surname, given)
        return found[0] if len(found) == 1 else None

    def all_named(self, surname: str, given: str) -> list[Person]:
        """Return the travellers of exactly that name, or, where there are none, those whom it can mean."""
        keys = name_key(surname), name_key(split_title(cut_remark(given)[0])[0])
        alike = self._by_surname.get(keys[0], [])[:MOST_ALIKE]
        found = [person for person in alike if person.is_named(*keys)]
        return [person for person in found if person.given_key == keys[1]] or found

    def only_person(self) -> Person | None:
        """Return the traveller of a booking that has one."""
        return self.people[0] if len(self.people) == 1 else None

    def leg_between(self, board: str, off: str) -> int | None:
        """Return the index of the first leg between two airports, ``None`` where there is none."""
        return self._leg_numbers.get((board, off))

    def is_new(self, kind: str, person: Person | None, *value: object) -> bool:
        """Whether this value was not seen before for this person (or booking); notes it as seen."""
        key = (kind, id(person), value)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def report(self, place: Place, code: str, message: str) -> None:
        """Note a defect at a segment's place."""
        self.defects.append(Defect(place.offset, code, message))

    def _travellers(self) -> tuple[Traveller, ...]:
        people = self.people
        if not any(map(_ACCOMPANIED, people)):
            return tuple([person.freeze(None) for person in people])
        numbers = {id(person): number for number, person in enumerate(people)}
        return tuple([person.freeze(numbers.get(id(person.accompanied_by))) for person in people])

    def _drop_excess(self) -> None:
        self._cut(self.people, MOST_TRAVELLERS)
        self._cut(self.legs, MOST_LEGS)
        self._cut(self.history, MOST_CHANGES)
        for items in (self.contacts, self.locators, self.splits, self.prepaid_bags):
            self._cut(items, MOST_OF_A_KIND)
        for person in self.people:
            if person.size() > MOST_OF_A_KIND:
                for items in person.lists():
                    self._cut(items, MOST_OF_A_KIND)

    def _cut(self, items: list[Any], most: int) -> None:
        if len(items) > most:
            self.minimiser.drop("part beyond a bound", len(items) - most)
            self.report(
                self.place, "too-many-parts", say("more than {most} of a kind; the rest of them was dropped", most=most)
            )
            del items[most:]

    def freeze(self) -> Pnr:
        """Return the booking, whole, without what no booking has so many of."""
        self._drop_excess()
        is_cancelled = self.has_empty_origin and not self.people and not self.legs
        return Pnr(
            tuple(self.locators),
            self._travellers(),
            tuple(self.legs),
            self.last_changed,
            self.ticketed_on,
            self.agency,
            tuple(self.contacts),
            tuple([locator for split in self.splits for locator in split.locators]) if self.splits else (),
            tuple(self.prepaid_bags),
            tuple(self.history),
            self.group_size,
            is_cancelled,
            dict(self.minimiser.dropped),
            self.place,
            tuple(self.splits),
            self.is_group,
        )


def _ticket(draft: TicketDraft) -> Ticket:
    return Ticket(
        draft.number,
        draft.issued_on,
        tuple(draft.amounts),
        tuple(draft.payments),
        draft.place,
        draft.type_code,
        draft.booklets,
        tuple(draft.taxes),
        draft.pricing,
        draft.fare_components,
    )


_Facts = tuple[TravelDocument | None, TravelDocument | None, TravelDocument | None, tuple[StateCode, ...]]


def _facts(documents: list[TravelDocument]) -> _Facts:
    """Return the first document with a birth date, with a sex and with a nationality, and all nationalities."""
    born = sexed = national = None
    states: tuple[StateCode, ...] = ()
    for document in documents:
        state = document.nationality
        if born is None and document.date_of_birth is not None:
            born = document
        if sexed is None and document.sex is not _UNKNOWN:
            sexed = document
        if state is not None and state not in states:
            national = document if national is None else national
            states = (*states, state)
    return born, sexed, national, states
