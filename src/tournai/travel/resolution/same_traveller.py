"""Pairing travellers of bookings (PNR) with those of a passenger list (API) on one flight, each pair with its reasons.

Source: UN/EDIFACT PAXLST: NAD (name), DTM 329 (birth), DOC (document), RFF+AVF (locator), RFF+SEA (seat), RFF+BAG (bag
tag); Regulation (EU) 2025/13, Art. 4(2). The passenger list ties a person to a booking; carriers often leave that out.
"""

from collections.abc import Iterator, Sequence
from enum import Enum

import msgspec

from tournai.travel.person_names import is_same_name, name_key
from tournai.travel.records import Traveller
from tournai.values import document_number


class Reason(Enum):
    """What two records of one traveller agree on, from what says most."""

    DOCUMENT = "document number"
    NAME = "name"
    BIRTH = "date of birth"
    SEAT = "seat assigned"
    BAG = "bag tags"
    LOCATOR = "record locator"


_STRENGTH = {
    Reason.DOCUMENT: 8,
    Reason.NAME: 4,
    Reason.BIRTH: 4,
    Reason.SEAT: 2,
    Reason.BAG: 2,
    Reason.LOCATOR: 1,
}
"""Only the order counts: a document before a name, a name before a seat, a seat before a booking that many are in."""
_SUPPORTS = {Reason.BIRTH, Reason.SEAT, Reason.BAG, Reason.LOCATOR}


class Booked(msgspec.Struct, frozen=True):
    """A traveller of a booking, and the booking's record locators."""

    traveller: Traveller
    locators: tuple[str, ...] = ()


class Pair(msgspec.Struct, frozen=True):
    """A booked and a listed traveller, by their positions, and why they are one."""

    booked: int
    listed: int
    reasons: tuple[Reason, ...]


def pair_travellers(booked: Sequence[Booked], listed: Sequence[Traveller]) -> tuple[Pair, ...]:
    """Return who is who: each pair is the other's best, and no other is as good. Who could be two stays alone."""
    found = {}
    for one, other in _candidates(booked, listed):
        reasons = agreements(booked[one], listed[other])
        if _stands(reasons):
            found[one, other] = reasons
    scores = {pair: sum(_STRENGTH[reason] for reason in reasons) for pair, reasons in found.items()}
    best_of_booked, best_of_listed = _best(scores, 0), _best(scores, 1)
    return tuple(
        Pair(one, other, reasons)
        for (one, other), reasons in sorted(found.items(), key=lambda item: item[0])
        if best_of_booked[one] == (one, other) == best_of_listed[other]
    )


def agreements(booked: Booked, listed: Traveller) -> tuple[Reason, ...]:
    """Return what a booked and a listed traveller agree on; nothing where dates of birth or being an infant differ."""
    one = booked.traveller
    births = one.date_of_birth, listed.date_of_birth
    is_contradicted = births[0] is not None and births[1] is not None and not births[0].meets(births[1])
    if is_contradicted or one.is_infant != listed.is_infant:
        return ()
    agreed = {
        Reason.DOCUMENT: bool(_documents(one) & _documents(listed)),
        Reason.NAME: is_same_name(*_name(one), *_name(listed)),
        Reason.BIRTH: births[0] is not None and births[0] == births[1],
        Reason.SEAT: bool(_seats(one) & _seats(listed)),
        Reason.BAG: bool(_bags(one) & _bags(listed)),
        Reason.LOCATOR: bool(set(booked.locators) & set(listed.record_locators)),
    }
    return tuple(reason for reason, holds in agreed.items() if holds)


def _stands(reasons: Sequence[Reason]) -> bool:
    """Whether the reasons can carry a pair: a number, a seat or a locator alone is shared or mistyped too often."""
    given = set(reasons)
    if Reason.NAME in given:
        return True
    if Reason.DOCUMENT in given:
        return bool(given & _SUPPORTS)
    return Reason.BIRTH in given and len(given) > 1


def _candidates(booked: Sequence[Booked], listed: Sequence[Traveller]) -> set[tuple[int, int]]:
    """Return the pairs that share a document, surname, seat, bag or birth date: comparing all with all is too many."""
    by_key: dict[tuple[str, str], list[int]] = {}
    for number, traveller in enumerate(listed):
        for key in _keys(traveller):
            by_key.setdefault(key, []).append(number)
    return {
        (one, other) for one, of in enumerate(booked) for key in _keys(of.traveller) for other in by_key.get(key, ())
    }


def _keys(traveller: Traveller) -> Iterator[tuple[str, str]]:
    yield "surname", name_key(traveller.surname)
    if traveller.date_of_birth:
        yield "birth", str(traveller.date_of_birth)
    for kind, values in (
        ("document", _documents(traveller)),
        ("seat", _seats(traveller)),
        ("bag", _bags(traveller)),
    ):
        for value in values:
            yield kind, value


def _best(scores: dict[tuple[int, int], int], side: int) -> dict[int, tuple[int, int] | None]:
    """Return each traveller's best pair, ``None`` where two are as good."""
    best: dict[int, tuple[int, int] | None] = {}
    highest: dict[int, int] = {}
    for pair, score in scores.items():
        who = pair[side]
        if score > highest.get(who, 0):
            highest[who], best[who] = score, pair
        elif score == highest[who]:
            best[who] = None
    return best


def _name(traveller: Traveller) -> tuple[str, str]:
    return name_key(traveller.surname), name_key(traveller.given)


def _documents(traveller: Traveller) -> set[str]:
    return {str(document_number(one.number)) for one in traveller.documents} - {""}


def _seats(traveller: Traveller) -> set[str]:
    return {one.seat.lstrip("0") for one in traveller.seats if one.seat}


def _bags(traveller: Traveller) -> set[str]:
    return {tag for bag in traveller.bags for tag in bag.tags}
