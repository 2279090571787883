"""Erasing what was kept under a selection that a court annulled, or that ended before its time.

What annulment takes: everything that was kept under it, for it never had a basis. What an early end takes: flights that
have not departed, for their data has no basis any more. A flight for which another selection stands is kept under that.
Source: Directive (EU) 2016/681, Art. 2; C-817/19; rule PNR-02.
"""

from datetime import datetime

import msgspec

from tournai.casework.reviews import MatchState
from tournai.node.duties.admission import flight_selections
from tournai.node.duties.coming_travellers import forget_flight
from tournai.node.duties.disseminating import withdraw_all
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import NODE, Duty, Ground
from tournai.node.duties.rows import Flight, SelectedFlight
from tournai.oversight.events import EventKind
from tournai.travel.selection import FlightSelection, SelectableFlight, applies
from tournai.values import LegalBasis, Purpose

ERASE_FLIGHTS = "erase-flights"
ERASURE = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.FLIGHT_SELECTION)


def erase_flights(ports: Ports, selection_id: str) -> int:
    """Erase what was kept under a selection that is annulled or ended; return how many flights there were.

    Doing it again changes nothing.
    """
    with ports.look() as unit:
        kept = unit.selections.kept_flights(selection_id)
    erased = sum(_erase(ports, flight) for flight in kept)
    with ports.begin() as unit:
        unit.intake.finish_job(ERASE_FLIGHTS, selection_id)
    return erased


def _erase(ports: Ports, kept: SelectedFlight) -> bool:
    with ports.begin() as unit:
        erasing = Duty(unit, ports.clock(), NODE, ERASURE)
        flight = unit.travel.flight(kept.flight_id)
        if flight is None or not _must_go(erasing, flight, kept):
            return False
        # The keys first: where this is killed, nothing opens any more, and doing it again deletes the rows.
        keys = unit.selections.keys_of_flight(flight.flight_id)
        ports.keys.destroy_data_keys(keys)
        forget_flight(ports, flight.flight_id)
        # Whoever got something of these travellers is to destroy it too.
        withdraw_all(ports, erasing, unit.disseminations.of_flight(flight.flight_id))
        _record(erasing, flight, kept.selection_id)
        unit.selections.erase_flight(flight.flight_id)
    return True


def _must_go(erasing: Duty, flight: Flight, kept: SelectedFlight) -> bool:
    selections = {one.identifier: one for one in flight_selections(erasing.unit)}
    lost = selections.pop(kept.selection_id)
    if not lost.is_annulled and not _is_to_come(flight, erasing.now):
        return False
    # An annulled one never was a basis: another one counts if it stood when the flight was first kept.
    since = kept.kept_at if lost.is_annulled else erasing.now
    seen = SelectableFlight(flight.carrier, flight.departure_date, tuple(kept.calls.split("-")))
    other = applies(selections.values(), seen, since)
    if other is not None:
        _move(erasing.unit, kept, other)
    return other is None


def _move(unit: Unit, kept: SelectedFlight, other: FlightSelection) -> None:
    unit.selections.keep_flight(msgspec.structs.replace(kept, selection_id=other.identifier))
    unit.selections.release_flight(kept.flight_id, kept.selection_id)


def _is_to_come(flight: Flight, now: datetime) -> bool:
    return flight.departure_at > now if flight.departure_at else flight.departure_date >= now.date()


def _record(erasing: Duty, flight: Flight, selection_id: str) -> None:
    matches = erasing.unit.matches.matches_of_flight(flight.flight_id)
    counts = erasing.unit.travel.counts([flight.flight_id])[flight.flight_id]
    erasing.record(
        EventKind.FLIGHT_ERASED,
        flight.flight_id,
        selection=selection_id,
        pnrs=counts.pnrs,
        travellers=counts.travellers + counts.listed,
        matches=len(matches),
        confirmed=sum(match.state == MatchState.CONFIRMED.value for match in matches),
    )
