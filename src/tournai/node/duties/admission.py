"""At the door of the tables: a push about a flight that no law allows to keep leaves counts behind, and nothing else.

Source: Directive (EU) 2016/681, Art. 2 and 3(2) and (3); C-817/19; rule PNR-02.
"""

import re
from collections.abc import Sequence
from datetime import datetime

import msgspec

from tournai.casework.approvals import APPROVALS
from tournai.errors import Malformed
from tournai.node.duties.ports import Ports, SpoolEntry, Unit
from tournai.node.duties.recording import Duty
from tournai.node.duties.rows import DroppedPush, SelectedFlight, StoredApproval, StoredSelection
from tournai.node.duties.screening import read_approval
from tournai.oversight.events import EventKind
from tournai.travel.records import Leg, Push
from tournai.travel.resolution import operating_designator
from tournai.travel.selection import (
    Admission,
    Basis,
    FlightSelection,
    Part,
    SelectableFlight,
    admit,
    selectable_flight,
)

_CARRIER = re.compile(r"[A-Z0-9]{2,3}")
_AIRPORT = re.compile(r"[A-Z]{3,4}")


def admissions(ports: Ports, pushes: Sequence[tuple[Push, Leg]]) -> list[Admission]:
    """Return of each push whether it may be kept, before any key is made for it."""
    with ports.look() as unit:
        return _admissions(unit, pushes, ports.clock(), ports.states)


def confirmed(
    storing: Duty, pushes: Sequence[tuple[Push, Leg]], before: Sequence[Admission], served: frozenset[str]
) -> list[Admission]:
    """Return the admissions as they are in this transaction, in which no selection changes any more.

    A push that was not admitted before stays out: what was approved meanwhile counts from the next push.
    """
    again = _admissions(storing.unit, pushes, storing.now, served)
    return [new if old.is_kept else old for old, new in zip(before, again, strict=True)]


def is_done(unit: Unit, receipt: str) -> bool:
    """Tell whether what came under a receipt is stored or dropped already."""
    return unit.travel.has_receipt(receipt) or unit.selections.was_dropped(receipt)


def drop_push(dropping: Duty, entry: SpoolEntry, row: DroppedPush) -> None:
    """Count a push that may not be kept, and record that it was dropped."""
    dropping.unit.selections.add_dropped(row)
    dropping.record(
        EventKind.PUSH_DROPPED,
        row.receipt,
        sender=entry.sender,
        channel=entry.channel,
        carrier=row.carrier,
        reason=row.reason,
        pnrs=row.pnrs,
        travellers=row.travellers,
    )


def dropped_push(receipt: str, ordinal: int, push: Push, leg: Leg, admission: Admission, now: datetime) -> DroppedPush:
    """Return what is left of a push: counts, and codes that are certainly codes."""
    return DroppedPush(
        receipt=receipt,
        ordinal=ordinal,
        day=now.date(),
        carrier=leg.carrier if _CARRIER.fullmatch(leg.carrier) else "",
        reason=admission.reason.value if admission.reason else "",
        airport=admission.airport if _AIRPORT.fullmatch(admission.airport) else "",
        pnrs=len(push.pnrs),
        travellers=len(push.travellers) + sum(len(pnr.travellers) for pnr in push.pnrs),
    )


def keep_under(storing: Duty, flight_id: str, flight: SelectableFlight, admission: Admission) -> None:
    """Record under which selection a flight is kept, so that it goes when the selection is annulled."""
    if admission.selection:
        kept = SelectedFlight(flight_id, admission.selection, "-".join(flight.calls), storing.now)
        storing.unit.selections.keep_flight(kept)


def flight_of_push(unit: Unit, push: Push, leg: Leg) -> SelectableFlight:
    """Return the flight that a push is about, under its operating carrier, as the rule of selection sees it.

    A push may name one leg of a flight that calls at more airports: the timetable has them all.
    """
    found = selectable_flight(leg, push.legs)
    if found is None:
        raise Malformed("a flight needs a date of departure", code="no-flight")
    carrier = operating_designator(leg, push.pnrs).carrier
    return msgspec.structs.replace(found, carrier=carrier, calls=_calls(unit, leg, found))


def _calls(unit: Unit, leg: Leg, found: SelectableFlight) -> tuple[str, ...]:
    day = found.departure_date
    listed = unit.timetable.schedule(leg.carrier, day, day, (leg.number.lstrip("0") or "0",))
    ends = (leg.departure_airport, leg.arrival_airport)
    calls = next((one.calls for one in listed if (one.departure_airport, one.arrival_airport) == ends), "")
    return max(found.calls, tuple(calls.split("-")), key=len)


def flight_selections(unit: Unit) -> list[FlightSelection]:
    """Return all decisions and selections, whatever their state."""
    return [as_selection(stored, approval) for stored, approval in unit.selections.selections()]


def as_selection(stored: StoredSelection, asked: StoredApproval) -> FlightSelection:
    """Return a stored selection with its approval as the rule reads it."""
    approval = read_approval(asked)
    return FlightSelection(
        identifier=stored.selection_id,
        basis=Basis(stored.basis),
        parts=msgspec.json.decode(stored.parts, type=tuple[Part, ...]),
        starts=stored.starts,
        ends=stored.ends,
        review_by=stored.review_by,
        given_at=approval.decided_at if approval.is_given else None,
        expires_at=approval.expires_at if approval.is_given else None,
        ended_at=stored.ended_at,
        is_annulled=stored.is_annulled,
        is_refused=approval.is_given is False,
        lapses_at=approval.asked_at + APPROVALS[approval.kind].waits if approval.is_given is None else None,
    )


def _admissions(
    unit: Unit, pushes: Sequence[tuple[Push, Leg]], now: datetime, served: frozenset[str]
) -> list[Admission]:
    selections = flight_selections(unit)
    return [admit(selections, flight_of_push(unit, push, leg), now, served) for push, leg in pushes]
