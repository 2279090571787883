"""What a list that changes or closes a flight says of the travellers who were reported before.

Lists of changes, removals and persons on board name people by references: the passenger reference, a document or a seat
names one, a locator with a name those of that name in the booking, a locator alone everyone in it.

Source: WCO/IATA/ICAO PAXLST implementation guide 6.0, BGM functions and RFF (AVF, ABO, SEA); CBP guideline
2099001 v4.2.
"""

from collections.abc import Sequence
from enum import Enum

from tournai.travel.person_names import is_same_name, name_key
from tournai.travel.records import ListAction, ListSubject, Push, Traveller
from tournai.values import document_number


class Standing(Enum):
    """Where a traveller stands after a list."""

    REPORTED = "reported"
    CHANGED = "changed"
    REMOVED = "removed"
    """The traveller left the flight, or the flight was cancelled."""
    ABOARD = "aboard"
    NOT_ABOARD = "not aboard"


_NAMED = {
    ListAction.REPORT: Standing.REPORTED,
    ListAction.ADD: Standing.REPORTED,
    ListAction.CHANGE: Standing.CHANGED,
    ListAction.REMOVE: Standing.REMOVED,
    ListAction.ABOARD: Standing.ABOARD,
    ListAction.NOT_ABOARD: Standing.NOT_ABOARD,
}
"""What a list says of those that it names."""

_UNNAMED = {ListAction.ABOARD: Standing.NOT_ABOARD, ListAction.NOT_ABOARD: Standing.ABOARD}
"""What a whole list says of those that it does not name."""


def standings(known: Sequence[Traveller], push: Push) -> tuple[Standing | None, ...]:
    """Return where each known traveller of the flight stands after a list; ``None`` where it says nothing of them.

    A list of those on board tells who is not, but only when it is whole: one message, with as many persons as it
    declares, each of whom is known; where one is not, whoever seems to be left out may be that one. A passenger list
    says nothing of crew, and a crew list nothing of passengers, whom it does not name.
    """
    if push.list_action is ListAction.CANCEL_FLIGHT:
        return (Standing.REMOVED,) * len(known)
    action = push.list_action or ListAction.OTHER
    named = _NAMED.get(action)
    places = [named_by(entry, known) for entry in push.travellers]
    tells_of_others = push.list_subject is ListSubject.FLIGHT and is_whole(push) and all(places)
    unnamed = _UNNAMED.get(action) if tells_of_others else None
    found = {place for named_places in places for place in named_places}
    others = [None if traveller.is_crew else unnamed for traveller in known]
    return tuple(named if place in found else others[place] for place in range(len(known)))


def reported(push: Push) -> tuple[Traveller, ...]:
    """Return the persons of a list who are told of by their data: not those that it names by references alone, and
    none whom it takes off the flight."""
    if push.list_action in (ListAction.REMOVE, ListAction.NOT_ABOARD, ListAction.CANCEL_FLIGHT):
        return ()
    if push.list_action in (ListAction.ABOARD, ListAction.CLOSE):
        return tuple(entry for entry in push.travellers if entry.surname)
    return push.travellers


def is_whole(push: Push) -> bool:
    """Whether a list is one message that holds as many persons as it declares."""
    is_alone = push.part is None or (push.part == 1 and push.is_last_part is True)
    return is_alone and push.declared_travellers in (None, len(push.travellers))


def named_by(entry: Traveller, known: Sequence[Traveller]) -> tuple[int, ...]:
    """Return the places of the known travellers whom a list's entry names: by its passenger reference, a document's
    number or a seat, where one of them has that; else by locator and name; else by name and date of birth."""
    places: Sequence[int] = range(len(known))
    for signs in (_references, _document_numbers, _seats):
        same = tuple(place for place in places if signs(entry) & signs(known[place]))
        # Seats change hands.
        if same and (signs is not _seats or all(_is_named(entry, known[place]) for place in same)):
            return same
    locators, born = set(entry.record_locators), entry.date_of_birth
    if locators:
        places = [place for place in places if locators.intersection(known[place].record_locators)]
    elif entry.surname:
        places = [place for place in places if born == known[place].date_of_birth]
    else:
        return ()
    return tuple(place for place in places if _is_named(entry, known[place]))


def _references(traveller: Traveller) -> frozenset[str]:
    return frozenset({traveller.unique_reference} - {""})


def _document_numbers(traveller: Traveller) -> frozenset[str]:
    return frozenset(document_number(document.number) for document in traveller.documents) - {""}


def _seats(traveller: Traveller) -> frozenset[str]:
    return frozenset(seat.seat for seat in traveller.seats)


def _is_named(entry: Traveller, traveller: Traveller) -> bool:
    names = (name_key(entry.surname), name_key(entry.given))
    return not entry.surname or is_same_name(*names, name_key(traveller.surname), name_key(traveller.given))
