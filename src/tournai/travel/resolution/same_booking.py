"""Whether two records are one booking: by record locator, confirmed by names and date of creation.

Each system that holds a booking gives it a locator of its own (RCI names them all); two carriers of a codeshare push
the same booking, and may each name only theirs. Systems use a locator again once its booking is purged, so a shared
locator alone says nothing over time.

Source: IATA/WCO/ICAO PNRGOV implementation guide 13.1, RCI and EQN; IATA AIRIMP.
"""

from enum import Enum

from tournai.travel.person_names import name_key
from tournai.travel.records import Locator, Pnr


class Sameness(Enum):
    """What two bookings are to each other."""

    SAME = "same"
    """A locator of one system is shared, and a name or the date of creation confirms it."""
    LIKELY = "likely"
    """A locator is shared, and nothing confirms or contradicts it: the same on one flight, not over flights."""
    SPLIT = "split"
    """One was split from the other, or both from a third."""
    REUSED = "reused"
    """A locator is shared, but no name is, and the dates of creation differ: the system gave it again."""
    OTHER = "other"


def same_booking(one: Pnr, other: Pnr) -> Sameness:
    """Return what two bookings are to each other."""
    if _systems(one.locators) & _systems(other.locators):
        return _confirmed(one, other)
    parents, others = _systems(one.split_from), _systems(other.split_from)
    if parents & _systems(other.locators) or others & _systems(one.locators) or parents & others:
        return Sameness.SPLIT
    return Sameness.OTHER


def _confirmed(one: Pnr, other: Pnr) -> Sameness:
    if _names(one) & _names(other):
        return Sameness.SAME
    created, others = _created(one), _created(other)
    shared = [locator for locator in created if locator in others]
    if not shared:
        return Sameness.LIKELY
    return Sameness.SAME if any(created[name] == others[name] for name in shared) else Sameness.REUSED


def _systems(locators: tuple[Locator, ...]) -> set[tuple[str, str]]:
    return {(locator.carrier, locator.locator) for locator in locators}


def _names(pnr: Pnr) -> set[tuple[str, str]]:
    return {(name_key(one.surname), name_key(one.given)) for one in pnr.travellers}


def _created(pnr: Pnr) -> dict[tuple[str, str], object]:
    return {(one.carrier, one.locator): one.created.date() for one in pnr.locators if one.created}
