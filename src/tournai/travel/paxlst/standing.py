"""What a list that changes or closes a flight says of the travellers who were reported before.

Lists of changes, removals and persons on board name people by references: the passenger reference names one, a locator
with a name those of that name in the booking, a locator alone everyone in it.

Source: WCO/IATA/ICAO PAXLST implementation guide 6.0, BGM functions and RFF (AVF, ABO); CBP guideline 2099001 v4.2.
"""

from collections.abc import Sequence
from enum import Enum

from tournai.travel.person_names import is_same_name, name_key
from tournai.travel.records import ListAction, ListSubject, Push, Traveller


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
    declares. A passenger list says nothing of crew, and a crew list nothing of passengers, whom it does not name.
    """
    if push.list_action is ListAction.CANCEL_FLIGHT:
        return (Standing.REMOVED,) * len(known)
    action = push.list_action or ListAction.OTHER
    named = _NAMED.get(action)
    unnamed = _UNNAMED.get(action) if push.list_subject is ListSubject.FLIGHT and is_whole(push) else None
    found = {place for entry in push.travellers for place in named_by(entry, known)}
    others = [None if traveller.is_crew else unnamed for traveller in known]
    return tuple(named if place in found else others[place] for place in range(len(known)))


def is_whole(push: Push) -> bool:
    """Whether a list is one message that holds as many persons as it declares."""
    is_alone = push.part is None or (push.part == 1 and push.is_last_part is True)
    return is_alone and push.declared_travellers in (None, len(push.travellers))


def named_by(entry: Traveller, known: Sequence[Traveller]) -> tuple[int, ...]:
    """Return the places of the known travellers whom a list's entry names: by its passenger reference, where one of
    them has that; else by locator and name; else by name and date of birth."""
    places: Sequence[int] = range(len(known))
    if entry.unique_reference:
        same = [place for place in places if known[place].unique_reference == entry.unique_reference]
        if same:
            return tuple(same)
    locators, born = set(entry.record_locators), entry.date_of_birth
    if locators:
        places = [place for place in places if locators.intersection(known[place].record_locators)]
    elif entry.surname:
        places = [place for place in places if born == known[place].date_of_birth]
    else:
        return ()
    return tuple(place for place in places if _is_named(entry, known[place]))


def _is_named(entry: Traveller, traveller: Traveller) -> bool:
    names = (name_key(entry.surname), name_key(entry.given))
    return not entry.surname or is_same_name(*names, name_key(traveller.surname), name_key(traveller.given))
