"""The flight board and a flight's page: counts and pushes, and nothing that identifies a traveller (rule SYS-01)."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from tournai.casework.reviews import MatchState
from tournai.node.duties.arrivals import parts_views
from tournai.node.duties.boarding import ABOARD, NOT_ABOARD
from tournai.node.duties.expectations import KEPT_AFTER, Hours, OwedFlight, owed_flight, owed_flights
from tournai.node.duties.flight_views import (
    BoardView,
    DefectView,
    FlightPage,
    FlightView,
    ManifestRow,
    PushView,
    QuarantineView,
    StandingView,
)
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ASSESSMENT, Duty, duty, look
from tournai.node.duties.rows import Flight, FlightCounts, QuarantineRow, StoredPush
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.travel.records import Defect
from tournai.travel.timetable import Standing
from tournai.values import Actor

FLIGHTS_A_PAGE = 100
DAY = timedelta(days=1)
LONGEST_UNDER_WAY = timedelta(days=2)
"""The flights under way left at most so long ago: until their arrival, or the end of their assessment."""
PAST = timedelta(days=3)
"""How far back the board goes; a day before is asked for by its date."""
AHEAD = timedelta(days=14)
"""How far ahead flights that were pushed are shown; those of the timetable, as far as anything may be due."""
STANDINGS = ("alarm", "missing", "late", "expected", "on time", "cancelled", "not owed", "not in the timetable")
"""The words that the board counts and filters by: see `tournai.travel.timetable.worst`."""
CLAIMED = (MatchState.CLAIMED.value, MatchState.SECOND_CLAIMED.value)
DECIDED = (MatchState.CONFIRMED.value, MatchState.REFUTED.value, MatchState.UNDETERMINED.value)
CLOSED = (MatchState.CLOSED.value,)
SUPPRESSED = (MatchState.SUPPRESSED.value,)
OPEN = (MatchState.NEW.value, MatchState.REOPENED.value, MatchState.SECOND_OPINION.value)


class BoardFilter(msgspec.Struct, frozen=True):
    """What of the board is shown.

    ``show``: ``coming`` (also those under way), ``past``, or ``all``. ``standing``: one of `STANDINGS`, or empty.
    ``text``: a part of a flight's designator, or an airport of its route. ``on``: another day, in UTC, in place of
    ``show``.
    """

    show: str = "coming"
    standing: str = ""
    carrier: str = ""
    text: str = ""
    on: date | None = None


def show_board(
    ports: Ports, actor: Actor, *, show: str = "coming", chosen: BoardFilter | None = None, page: int = 1
) -> BoardView:
    """Return one page of the board, those about which a carrier should be called first, then by departure.

    Raises:
        Refused: The actor may not see the board.
    """
    chosen = chosen or BoardFilter(show)
    with look(ports, actor, Action.VIEW_BOARD, ASSESSMENT) as looking:
        unit, now = looking.unit, looking.now
        near = owed_flights(unit, ports.states, now, _hours(chosen, now))
        shown = [flight for flight in near if _is_time(chosen, flight, now)]
        found = sorted((flight for flight in shown if _is_chosen(chosen, flight)), key=_order(chosen))
        offset = max(page - 1, 0) * FLIGHTS_A_PAGE
        return BoardView(
            now=now,
            flights=tuple(_board_flights(unit, found[offset : offset + FLIGHTS_A_PAGE])),
            quarantine=tuple(_quarantine(row) for row in unit.intake.quarantined()),
            waiting=unit.intake.waiting(),
            total=len(found),
            standings=_standings_counted(shown),
            carriers=tuple(sorted({flight.carrier for flight in shown})),
        )


def show_flight(ports: Ports, actor: Actor, flight_id: str) -> FlightPage | None:
    """Return a flight's page, or ``None`` where there is no such flight.

    Raises:
        Refused: The actor may not see it.
    """
    with duty(ports, actor, Action.VIEW_FLIGHT, ASSESSMENT) as looking:
        flight = owed_flight(looking.unit, ports.states, looking.now, flight_id)
        if flight is None:
            return None
        looking.record(EventKind.FLIGHT_CONSULTED, flight_id)
        [view] = _board_flights(looking.unit, [flight])
        selections = tuple(looking.unit.selections.selections_of(flight_id))
        return FlightPage(looking.now, view, tuple(_manifest(looking, flight_id)), selections)


def flight_views(unit: Unit, flights: Sequence[Flight]) -> list[FlightView]:
    """Return flights as the board shows them, with their pushes."""
    identifiers = [flight.flight_id for flight in flights]
    counts, pushes = unit.travel.counts(identifiers), _pushes(unit, identifiers)
    return [_flight(flight, counts[flight.flight_id], pushes.get(flight.flight_id, ())) for flight in flights]


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
        defects=tuple(DefectView(defect.offset, defect.code, defect.wording) for defect in defects),
        dropped=msgspec.json.decode(push.dropped, type=dict[str, int]),
        is_screened=push.is_screened,
    )


def _hours(chosen: BoardFilter, now: datetime) -> Hours:
    if chosen.on is not None:
        midnight = datetime.combine(chosen.on, time(), UTC)
        return Hours(midnight, midnight + DAY, midnight + DAY)
    begins = now - (LONGEST_UNDER_WAY if chosen.show == "coming" else PAST)
    if chosen.show == "past":
        return Hours(begins, now, now)
    return Hours(begins, now + KEPT_AFTER, now + AHEAD, now if chosen.show == "coming" else None)


def _is_time(chosen: BoardFilter, flight: OwedFlight, now: datetime) -> bool:
    if chosen.on is not None or chosen.show not in ("coming", "past"):
        return True
    return (flight.arrival_at >= now) is (chosen.show == "coming")


def _is_chosen(chosen: BoardFilter, flight: OwedFlight) -> bool:
    text = chosen.text.upper().replace(" ", "")
    ends = (flight.departure_airport, flight.arrival_airport)
    is_named = not text or text in f"{flight.carrier}{flight.number}" or text in ends or text == "".join(ends)
    return is_named and chosen.carrier in ("", flight.carrier) and chosen.standing in ("", *_standings(flight))


def _standings(flight: OwedFlight) -> tuple[str, ...]:
    """Return the standings that a flight is counted under."""
    more = (("alarm", flight.is_alarm), ("not in the timetable", not flight.is_scheduled))
    return (flight.standing, *(word for word, holds in more if holds))


def _standings_counted(flights: Sequence[OwedFlight]) -> dict[str, int]:
    counted = Counter(word for flight in flights for word in _standings(flight))
    return {word: counted[word] for word in STANDINGS}


def _order(chosen: BoardFilter) -> Callable[[OwedFlight], tuple[bool, float, str]]:
    step = -1 if chosen.show == "past" and chosen.on is None else 1
    return lambda flight: (not flight.is_alarm, step * flight.leaves_at.timestamp(), flight.flight_id)


def _board_flights(unit: Unit, flights: Sequence[OwedFlight]) -> list[FlightView]:
    identifiers = [flight.flight_id for flight in flights]
    counts, pushes = unit.travel.counts(identifiers), _pushes(unit, identifiers)
    return [_board_flight(flight, counts[flight.flight_id], pushes.get(flight.flight_id, ())) for flight in flights]


def _board_flight(flight: OwedFlight, counts: FlightCounts, pushes: Sequence[PushView]) -> FlightView:
    return FlightView(
        flight_id=flight.flight_id,
        carrier=flight.carrier,
        number=flight.number,
        departure_airport=flight.departure_airport,
        arrival_airport=flight.arrival_airport,
        departure_local=flight.departure_local,
        arrival_local=flight.arrival_local,
        departure_at=flight.departure_at,
        arrival_at=flight.arrival_at if flight.has_arrival else None,
        pnrs=counts.pnrs,
        travellers=counts.travellers,
        listed=counts.listed,
        matches_new=_number_of(counts, OPEN),
        matches_claimed=_number_of(counts, CLAIMED),
        matches_decided=_number_of(counts, DECIDED),
        aboard=counts.boarding.get(ABOARD, 0),
        not_aboard=counts.boarding.get(NOT_ABOARD, 0),
        pushes=tuple(pushes),
        standing=flight.standing,
        standings=tuple(_standing(standing) for standing in flight.standings),
        is_alarm=flight.is_alarm,
        exemption=flight.exemption.value,
        is_scheduled=flight.is_scheduled,
        planned_departure_at=flight.planned_departure_at,
        operating=flight.operating,
    )


def _standing(standing: Standing) -> StandingView:
    return StandingView(
        obligation=standing.obligation.value,
        state=standing.state.value,
        due_by=standing.due_by,
        received_at=standing.received_at,
        is_alarm=standing.is_alarm,
        exemption=standing.exemption.value,
    )


def _pushes(unit: Unit, flight_ids: Sequence[str]) -> dict[str, list[PushView]]:
    stored: dict[str, list[StoredPush]] = {}
    for push in unit.travel.pushes_of(flight_ids):
        stored.setdefault(push.flight_id, []).append(push)
    return {flight_id: push_views(pushes) for flight_id, pushes in stored.items()}


def _number_of(counts: FlightCounts, states: Sequence[str]) -> int:
    return sum(counts.matches.get(state, 0) for state in states)


def _flight(flight: Flight, counts: FlightCounts, pushes: Sequence[PushView]) -> FlightView:
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
        matches_new=_number_of(counts, OPEN),
        matches_claimed=_number_of(counts, CLAIMED),
        matches_decided=_number_of(counts, DECIDED),
        aboard=counts.boarding.get(ABOARD, 0),
        not_aboard=counts.boarding.get(NOT_ABOARD, 0),
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
            boarding=traveller.boarding,
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
        message=row.said,
        offset=row.offset,
    )
