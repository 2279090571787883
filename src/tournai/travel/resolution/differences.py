"""What a booking and a passenger list say differently of one traveller, value by value, each with its place."""

from enum import Enum

import msgspec

from tournai.travel.person_names import name_key
from tournai.travel.records import Place, TravelDocument, Traveller
from tournai.values import Sex, document_number


class Agreement(Enum):
    """How two values of one field stand to each other."""

    SAME = "same"
    SPELLING = "spelling"
    """The same letters written otherwise, or one continues the other: ``TIBOR`` and ``TIBOR MARIJAN``."""
    DIFFERENT = "different"
    ONLY_BOOKED = "only in the booking"
    ONLY_LISTED = "only in the passenger list"


class Value(msgspec.Struct, frozen=True):
    """A value as its source has it (``""``: it has none), and where it stood."""

    text: str
    place: Place | None = None


class Difference(msgspec.Struct, frozen=True):
    """One field of one traveller in two sources. ``field`` is the label that facts have, e.g. ``date of birth``."""

    field: str
    agreement: Agreement
    booked: Value
    listed: Value


_NAMES = frozenset({"surname", "given names"})
_SETS = frozenset({"nationality", "bag tags", "seat assigned"})


def differences(booked: Traveller, listed: Traveller) -> tuple[Difference, ...]:
    """Return each field that at least one source has, in a fixed order, and how the two values stand to each other.

    Of several documents, those with one number are compared, else the first of each.
    """
    documents = _documents(booked, listed)
    one, other = _fields(booked, documents[0]), _fields(listed, documents[1])
    return tuple(
        Difference(field, _agreement(field, one[field].text, other[field].text), one[field], other[field])
        for field in one
        if one[field].text or other[field].text
    )


def _agreement(field: str, booked: str, listed: str) -> Agreement:
    if not booked or not listed:
        return Agreement.ONLY_BOOKED if booked else Agreement.ONLY_LISTED
    if booked == listed or (field in _SETS and set(booked.split()) == set(listed.split())):
        return Agreement.SAME
    keys = name_key(booked), name_key(listed)
    if field in _NAMES and (keys[0].startswith(keys[1]) or keys[1].startswith(keys[0])):
        return Agreement.SPELLING
    is_same_number = field == "document number" and document_number(booked) == document_number(listed)
    return Agreement.SPELLING if is_same_number else Agreement.DIFFERENT


def _fields(traveller: Traveller, document: TravelDocument) -> dict[str, Value]:
    seats = [one for one in traveller.seats if one.seat]
    bags = [one for one in traveller.bags if one.tags]
    sex = "" if traveller.sex is Sex.UNKNOWN else traveller.sex.value
    return {
        "surname": Value(traveller.surname, traveller.place),
        "given names": Value(traveller.given, traveller.place),
        "date of birth": Value(str(traveller.date_of_birth or ""), traveller.birth_place),
        "sex": Value(sex, traveller.sex_place),
        "nationality": Value(" ".join(traveller.nationalities), traveller.nationality_place),
        "document number": Value(document.number, document.place),
        "document type": Value(document.type_code, document.place),
        "issuing state": Value(document.issuing_state or "", document.place),
        "date of expiry": Value(str(document.date_of_expiry or ""), document.place),
        "seat assigned": Value(" ".join(one.seat for one in seats), seats[0].place if seats else None),
        "bag tags": Value(" ".join(tag for one in bags for tag in one.tags), bags[0].place if bags else None),
    }


def _documents(booked: Traveller, listed: Traveller) -> tuple[TravelDocument, TravelDocument]:
    numbered = {document_number(one.number): one for one in reversed(listed.documents) if one.number}
    for document in booked.documents:
        if document_number(document.number) in numbered:
            return document, numbered[document_number(document.number)]
    none = TravelDocument()
    return next(iter(booked.documents), none), next(iter(listed.documents), none)
