"""The flight board and a flight's page: counts and pushes, and nothing that identifies a traveller (rule SYS-01)."""

from collections.abc import Sequence

import msgspec

from tournai.casework.reviews import MatchState
from tournai.node.duties.arrivals import parts_views
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ASSESSMENT, Duty, duty, look
from tournai.node.duties.rows import Flight, FlightCounts, QuarantineRow, StoredPush
from tournai.node.duties.views import (
    BoardView,
    DefectView,
    FlightPage,
    FlightView,
    ManifestRow,
    PushView,
    QuarantineView,
)
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.travel.records import Defect
from tournai.values import Actor

FLIGHTS_A_PAGE = 100
CLAIMED = (MatchState.CLAIMED.value, MatchState.SECOND_CLAIMED.value)
DECIDED = (MatchState.CONFIRMED.value, MatchState.REFUTED.value, MatchState.UNDETERMINED.value)
CLOSED = (MatchState.CLOSED.value,)
OPEN = (MatchState.NEW.value, MatchState.REOPENED.value, MatchState.SECOND_OPINION.value)


def show_board(ports: Ports, actor: Actor, *, show: str = "coming", page: int = 1) -> BoardView:
    """Return one page of the board: ``coming`` flights soonest first, ``past`` ones, or ``all``.

    Raises:
        Refused: The actor may not see the board.
    """
    with look(ports, actor, Action.VIEW_BOARD, ASSESSMENT) as looking:
        unit = looking.unit
        offset = max(page - 1, 0) * FLIGHTS_A_PAGE
        flights, total = unit.travel.flights(now=looking.now, show=show, offset=offset, limit=FLIGHTS_A_PAGE)
        return BoardView(
            now=looking.now,
            flights=tuple(flight_views(unit, flights)),
            quarantine=tuple(_quarantine(row) for row in unit.intake.quarantined()),
            waiting=unit.intake.waiting(),
            total=total,
        )


def show_flight(ports: Ports, actor: Actor, flight_id: str) -> FlightPage | None:
    """Return a flight's page, or ``None`` where there is no such flight.

    Raises:
        Refused: The actor may not see it.
    """
    with duty(ports, actor, Action.VIEW_FLIGHT, ASSESSMENT) as looking:
        flight = looking.unit.travel.flight(flight_id)
        if flight is None:
            return None
        looking.record(EventKind.FLIGHT_CONSULTED, flight_id)
        [view] = flight_views(looking.unit, [flight])
        return FlightPage(looking.now, view, tuple(_manifest(looking, flight_id)))


def flight_views(unit: Unit, flights: Sequence[Flight]) -> list[FlightView]:
    """Return flights as the board shows them, with their pushes."""
    identifiers = [flight.flight_id for flight in flights]
    counts = unit.travel.counts(identifiers)
    stored: dict[str, list[StoredPush]] = {}
    for push in unit.travel.pushes_of(identifiers):
        stored.setdefault(push.flight_id, []).append(push)
    return [
        _flight(flight, counts[flight.flight_id], push_views(stored.get(flight.flight_id, []))) for flight in flights
    ]


def push_views(pushes: Sequence[StoredPush]) -> list[PushView]:
    """Return a flight's pushes as the board shows them, each part with what is known of the whole."""
    parts = parts_views(pushes)
    return [msgspec.structs.replace(push_view(push), parts=parts.get(push.push_id)) for push in pushes]


def push_view(push: StoredPush) -> PushView:
    """Return a push as the board shows it."""
    defects = msgspec.json.decode(push.defects, type=tuple[Defect, ...])
    return PushView(
        push_id=push.push_id,
        format=push.format,
        version=push.version,
        function=push.function,
        sender=push.sender,
        channel=push.channel,
        received_at=push.received_at,
        timing=push.timing,
        pnrs=push.pnrs,
        travellers=push.travellers,
        declared=push.declared,
        defects=tuple(DefectView(defect.offset, defect.code, defect.message) for defect in defects),
        dropped=msgspec.json.decode(push.dropped, type=dict[str, int]),
        is_screened=push.is_screened,
    )


def _flight(flight: Flight, counts: FlightCounts, pushes: Sequence[PushView]) -> FlightView:
    def number_of(states: Sequence[str]) -> int:
        return sum(counts.matches.get(state, 0) for state in states)

    return FlightView(
        flight_id=flight.flight_id,
        carrier=flight.carrier,
        number=flight.number,
        departure_airport=flight.departure_airport,
        arrival_airport=flight.arrival_airport,
        departure_local=flight.departure_local,
        arrival_local=flight.arrival_local,
        departure_at=flight.departure_at,
        arrival_at=flight.arrival_at,
        pnrs=counts.pnrs,
        travellers=counts.travellers,
        listed=counts.listed,
        matches_new=number_of(OPEN),
        matches_claimed=number_of(CLAIMED),
        matches_decided=number_of(DECIDED),
        pushes=tuple(pushes),
    )


def _manifest(looking: Duty, flight_id: str) -> list[ManifestRow]:
    pairs = looking.unit.travel.travellers_of_flight(flight_id)
    # By person, not by record: a match stands beside the booking and beside the passenger list's entry alike.
    matches: dict[bytes, list[str]] = {}
    for match in looking.unit.matches.matches_of_flight(flight_id):
        matches.setdefault(match.person, []).append(match.match_id)
    bookings: dict[str, int] = {}
    rows = [
        ManifestRow(
            traveller_id=traveller.traveller_id,
            record=record.kind,
            booking=bookings.setdefault(record.record_id, len(bookings) + 1),
            type_code=traveller.type_code,
            is_infant=traveller.is_infant,
            is_crew=traveller.is_crew,
            documents=traveller.documents,
            bags=traveller.bags,
            match_ids=tuple(matches.get(traveller.person, ())),
        )
        for traveller, record in pairs
    ]
    return sorted(rows, key=lambda row: not row.match_ids)


def _quarantine(row: QuarantineRow) -> QuarantineView:
    return QuarantineView(
        receipt=row.receipt,
        sender=row.sender,
        channel=row.channel,
        received_at=row.received_at,
        ends_at=row.ends_at,
        code=row.code,
        message=row.message,
        offset=row.offset,
    )
