"""Who is on board: what a list that changes or closes a flight does to the travellers whom lists reported before.

Such a list names people by references and holds no data of its own, so it changes records and makes none. What it says
of a listed traveller holds for all records of the same person on the flight, a booking's too. Of a person whom no list
reported it says nothing, nor of records that its account may not change (`tournai.node.duties.origins`).

Source: Directive (EU) 2016/681, Annex I point 10 (travel status, no-show), Art. 8(3)(b); `travel.paxlst.standing`.
"""

from collections.abc import Iterable, Sequence

from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import Duty
from tournai.node.duties.rows import StoredRecord, StoredTraveller
from tournai.node.duties.sealed_records import Content, open_record
from tournai.oversight.events import EventKind
from tournai.travel.paxlst import Standing, named_by, standings
from tournai.travel.records import ListAction, Push, Traveller

ABOARD, NOT_ABOARD = "aboard", "not aboard"
"""What is kept of a traveller once a list closed the flight; nothing before."""
CANCELLED = "cancelled"
_CLOSING = (ListAction.ABOARD, ListAction.NOT_ABOARD)
_LEAVING = (ListAction.REMOVE, ListAction.CANCEL_FLIGHT)

Listed = tuple[StoredTraveller, StoredRecord, Traveller]


def apply_list(ports: Ports, storing: Duty, flight_id: str, push: Push, within: frozenset[str]) -> None:
    """Let travellers leave, board or stay behind as a list says; a list that only reports people does nothing here.

    ``within``: the pushes that the list may change.
    """
    if push.list_action not in (*_CLOSING, *_LEAVING):
        return
    listed = _listed(ports, storing.unit, flight_id, within)
    said = standings([traveller for _, _, traveller in listed], push)
    if push.list_action in _LEAVING:
        _cancel(storing, [record for (_, record, _), one in zip(listed, said, strict=True) if one])
    else:
        told = [(row, one) for (row, _, _), one in zip(listed, said, strict=True) if one]
        _close(storing, flight_id, push, told, within)


def changed_identities(
    ports: Ports,
    unit: Unit,
    flight_id: str,
    push: Push,
    contents: Sequence[Content],
    identities: list[bytes],
    within: frozenset[str],
) -> list[bytes]:
    """Return the records' identities, in a list of changes those of the records that each entry changes.

    An entry that names nobody, or several, is a record of its own.
    """
    if push.list_action is not ListAction.CHANGE:
        return identities
    listed = _listed(ports, unit, flight_id, within)
    known = [traveller for _, _, traveller in listed]
    named = [named_by(entry, known) if isinstance(entry, Traveller) else () for entry in contents]
    return [
        listed[places[0]][1].identity if len(places) == 1 else identity
        for places, identity in zip(named, identities, strict=True)
    ]


def inherit_boarding(
    unit: Unit, flight_id: str, push_id: str, arriving: Iterable[StoredTraveller], heeds: frozenset[str]
) -> None:
    """Let arriving records of a person have the status that the person has: a booking pushed after the closing list.

    ``heeds``: the pushes whose word holds for those of the push ``push_id``.
    """
    known = unit.travel.boardings(flight_id, sorted(heeds))
    for status in sorted(set(known.values())):
        persons = [row.person for row in arriving if known.get(row.person) == status]
        unit.travel.set_boarding([push_id], persons, status)


def _listed(ports: Ports, unit: Unit, flight_id: str, within: frozenset[str]) -> list[Listed]:
    """Return the travellers of the passenger lists that are current, opened."""
    current = unit.travel.travellers_of_flight(flight_id)
    pairs = [pair for pair in current if pair[1].kind == "API" and pair[1].push_id in within]
    opened = ((row, record, open_record(ports.keys, record)) for row, record in pairs)
    return [(row, record, content) for row, record, content in opened if isinstance(content, Traveller)]


def _cancel(storing: Duty, records: Sequence[StoredRecord]) -> None:
    storing.unit.travel.set_record_state([record.record_id for record in records], CANCELLED)
    for record in records:
        storing.record(EventKind.PNR_CANCELLED, record.record_id)


def _close(
    storing: Duty,
    flight_id: str,
    push: Push,
    said: Sequence[tuple[StoredTraveller, Standing]],
    within: frozenset[str],
) -> None:
    """Keep who boarded; what a list says of those that it names counts before what it says of the others."""
    statuses = {Standing.ABOARD: ABOARD, Standing.NOT_ABOARD: NOT_ABOARD}
    named = Standing.ABOARD if push.list_action is ListAction.ABOARD else Standing.NOT_ABOARD
    persons: dict[bytes, str] = {}
    for row, standing in sorted(said, key=lambda one: one[1] is named):
        persons[row.person] = statuses[standing]
    for status in statuses.values():
        theirs = [one for one in persons if persons[one] == status]
        storing.unit.travel.set_boarding(sorted(within), theirs, status)
    stayed = {row.person: row for row, _ in said if persons[row.person] == NOT_ABOARD and row.boarding != NOT_ABOARD}
    aboard = sum(status == ABOARD for status in persons.values())
    storing.record(EventKind.FLIGHT_CLOSED, flight_id, aboard=aboard, not_aboard=len(persons) - aboard)
    for row in stayed.values():
        storing.record(EventKind.TRAVELLER_NOT_ABOARD, row.traveller_id, flight=flight_id)
