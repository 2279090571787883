"""A traveller of a push as screening compares persons, and under which keyed digests the traveller is found again."""

from collections.abc import Iterable, Sequence

from tournai.travel.person_names import name_key
from tournai.travel.records import Pnr, TravelDocument, Traveller
from tournai.travel.resolution import LinkKind, links_of
from tournai.values import Document, Name, NameKind, PartialDate, Person, StateCode, document_number


def person_of(traveller: Traveller) -> Person:
    """Return what a traveller's record says of the person: the name of the booking, and what the documents add."""
    documents = traveller.documents
    return Person(
        names=_names(traveller),
        births=_unique([traveller.date_of_birth, *(document.date_of_birth for document in documents)]),
        sex=traveller.sex,
        nationalities=_states([*traveller.nationalities, *(document.nationality for document in documents)]),
        birthplaces=tuple(
            {place: None for place in (traveller.place_of_birth, *(d.place_of_birth for d in documents)) if place}
        ),
        documents=tuple(_document(document) for document in documents if document_number(document.number)),
    )


def name_on_flight(traveller: Traveller) -> str:
    """Return the text under which a name is found again in other records of a flight: letters and digits alone."""
    return f"{name_key(traveller.surname)}\x1f{name_key(traveller.given)}"


def person_key(traveller: Traveller) -> str:
    """Return the text under which a listed person is found again in other lists of a flight: name, date of birth."""
    return f"{name_on_flight(traveller)}\x1f{traveller.date_of_birth or ''}"


def record_key(pnr: Pnr) -> str:
    """Return the text under which a booking is found again: its record locators."""
    return "\x1f".join(sorted({f"{locator.carrier}:{locator.locator}" for locator in pnr.locators}))


BOOKING = "booking"
"""The kind of blind entry that finds a booking by one system's locator."""


def booking_values(content: Pnr | Traveller) -> list[tuple[str, str]]:
    """Return the (kind, value) pairs under which a booking is found: each locator with the system that gave it."""
    locators = content.locators if isinstance(content, Pnr) else ()
    return [(BOOKING, value) for value in sorted({f"{one.carrier}:{one.locator}" for one in locators})]


def link_values(content: Pnr | Traveller, ordinal: int) -> list[tuple[str, str]]:
    """Return the (kind, value) pairs under which what ties a traveller to others is found.

    What belongs to a booking stands under its first traveller alone: it leads to the record, and so to all in it.
    """
    booking = content if isinstance(content, Pnr) else None
    traveller = content.travellers[ordinal] if isinstance(content, Pnr) else content
    # These two are look-ups of their own.
    known = {LinkKind.DOCUMENT.value, LinkKind.BOOKING.value}
    links = links_of(traveller, booking if ordinal == 0 else None)
    return [(link.kind, link.value) for link in links if link.kind not in known]


def look_ups(traveller: Traveller, locators: Iterable[str]) -> list[tuple[str, str]]:
    """Return the (kind, value) pairs under which a traveller can be looked up exactly."""
    numbers = {document_number(document.number) for document in traveller.documents} - {""}
    births = {birth for birth in person_of(traveller).births if birth.is_exact}
    found: list[tuple[str, str]] = [("document number", number) for number in sorted(numbers)]
    found += [("record locator", locator) for locator in sorted(set(locators) - {""})]
    for name in _names(traveller):
        found += [("name and birth date", name_and_birth(name.surname, name.given, birth)) for birth in sorted(births)]
    return found


def name_and_birth(surname: str, given: str, birth: PartialDate) -> str:
    """Return the value under which a person's full name and date of birth are looked up: letters only, in order."""
    return f"{_letters(surname)}\x1f{_letters(given)}\x1f{birth}"


def _letters(name: str) -> str:
    return "".join(char for char in name.upper() if char.isalnum())


def _names(traveller: Traveller) -> tuple[Name, ...]:
    names = {(traveller.surname, traveller.given): Name(traveller.surname, traveller.given)}
    for document in traveller.documents:
        if document.surname or document.given:
            spelling = (document.surname, document.given)
            names.setdefault(spelling, Name(*spelling, kind=NameKind.ALIAS))
    return tuple(names.values())


def _document(document: TravelDocument) -> Document:
    expiry = PartialDate.on(document.date_of_expiry) if document.date_of_expiry else None
    return Document(document_number(document.number), document.kind, document.issuing_state, expiry)


def _unique(births: Sequence[PartialDate | None]) -> tuple[PartialDate, ...]:
    return tuple({birth: None for birth in births if birth})


def _states(states: Sequence[StateCode | None]) -> tuple[StateCode, ...]:
    return tuple({state: None for state in states if state})
