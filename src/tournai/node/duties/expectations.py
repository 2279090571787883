"""The flights of some hours with what is owed for each and how it stands: for the board, and kept for the carrier desk.

Source: Directive (EU) 2016/681, Art. 8(3); rules PNR-02, PNR-05, API-02. The rule itself is
`tournai.travel.timetable.expectations`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from tournai.node.duties.admission import flight_selections
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.rows import Flight, PushArrival, PushStanding, StoredSchedule
from tournai.travel.records import MessageFormat
from tournai.travel.selection import FlightSelection, SelectableFlight, admit
from tournai.travel.timetable import Exemption, Expected, PushState, Received, Standing, exemption_of, states, worst
from tournai.values import airport

KEPT_BEFORE = timedelta(days=3)
"""How far back standings are worked out anew: a flight is settled when it has arrived, at most a day after it left."""
KEPT_AFTER = timedelta(hours=50)
"""How far ahead: nothing is due more than 48 hours before a departure."""


class OwedFlight(msgspec.Struct, frozen=True):
    """A flight of the timetable, or one that was only pushed, and how the pushes that are owed for it stand.

    ``standing`` is the one word for all of them: see `tournai.travel.timetable.worst`.
    """

    flight_id: str
    carrier: str
    number: str
    departure_airport: str
    arrival_airport: str
    departure_local: datetime | None
    arrival_local: datetime | None
    departure_at: datetime | None
    arrival_at: datetime
    """The scheduled arrival; where it is not known, until when travellers may be assessed."""
    has_arrival: bool
    is_scheduled: bool
    standing: str
    standings: tuple[Standing, ...]
    exemption: Exemption
    planned_departure_at: datetime | None = None
    service_type: str = ""
    aircraft: str = ""
    operating: str = ""

    @property
    def leaves_at(self) -> datetime:
        """The departure; where it is not known, the end of the assessment."""
        return self.departure_at or self.arrival_at

    @property
    def is_alarm(self) -> bool:
        """Whether somebody should call the carrier now."""
        return any(standing.is_alarm for standing in self.standings)


class Hours(msgspec.Struct, frozen=True):
    """From when to when flights leave: those of the timetable, and of those only pushed also later ones."""

    first: datetime
    last: datetime
    pushed_until: datetime
    lands_after: datetime | None = None
    """Only flights that have not landed then."""


def owed_flights(unit: Unit, served: frozenset[str], now: datetime, hours: Hours) -> list[OwedFlight]:
    """Return the flights of some hours and how their pushes stand now; in no order."""
    rule = _Rule(served, flight_selections(unit), now)
    scheduled = unit.timetable.schedule_between(hours.first, hours.last, hours.lands_after)
    pushed = unit.timetable.unscheduled_between(hours.first, hours.pushed_until)
    came = _arrivals(unit, [*(flight.flight_id for flight in scheduled), *(flight.flight_id for flight in pushed)])
    return [
        *(_of_schedule(flight, rule, came.get(flight.flight_id, ())) for flight in scheduled),
        *(_of_push(flight, rule, came.get(flight.flight_id, ())) for flight in pushed),
    ]


def owed_flight(unit: Unit, served: frozenset[str], now: datetime, flight_id: str) -> OwedFlight | None:
    """Return one flight and how its pushes stand now; ``None`` where there is none."""
    rule = _Rule(served, flight_selections(unit), now)
    came = _arrivals(unit, [flight_id]).get(flight_id, ())
    scheduled = unit.timetable.scheduled(flight_id)
    if scheduled is not None:
        return _of_schedule(scheduled, rule, came)
    pushed = unit.travel.flight(flight_id)
    return _of_push(pushed, rule, came) if pushed else None


def as_scheduled(unit: Unit, flight: Flight) -> Flight:
    """Return a flight that a push names as the timetable knows it: under its identifier there, and its date."""
    known = unit.timetable.scheduled_like(flight)
    if known is None:
        return flight
    return msgspec.structs.replace(flight, flight_id=known.flight_id, departure_date=known.departure_date)


def keep_standings(ports: Ports) -> int:
    """Work out how the pushes of the flights around now stand, and keep what changed; return how many did."""
    now = ports.clock()
    with ports.look() as unit:
        hours = Hours(now - KEPT_BEFORE, now + KEPT_AFTER, now + KEPT_AFTER)
        flights = owed_flights(unit, ports.states, now, hours)
        held = unit.timetable.standings([flight.flight_id for flight in flights])
    known = {(row.flight_id, row.obligation): row for row in held}
    rows = (row for flight in flights for row in _rows(flight, now))
    changed = [row for row in rows if _is_news(row, known.get((row.flight_id, row.obligation)))]
    if changed:
        with ports.begin() as unit:
            unit.timetable.put_standings(changed)
    return len(changed)


def _arrivals(unit: Unit, flight_ids: Sequence[str]) -> dict[str, list[Received]]:
    found: dict[str, list[Received]] = {}
    for arrival in unit.timetable.arrivals(flight_ids):
        found.setdefault(arrival.flight_id, []).append(_received(arrival))
    return found


def _received(arrival: PushArrival) -> Received:
    return Received(arrival.received_at, is_list=arrival.format == MessageFormat.PAXLST.value)


class _Rule(msgspec.Struct, frozen=True):
    """What decides whether anything is owed for a flight: the states served, the flight selections, the instant."""

    served: frozenset[str]
    selections: Sequence[FlightSelection]
    now: datetime

    def exemption(
        self,
        flight: StoredSchedule | Flight,
        service_type: str = "",
        operating: str = "",
        *,
        is_cancelled: bool = False,
        calls: tuple[str, ...] = (),
    ) -> Exemption:
        """Return why nothing is owed for a flight; ``calls``: its airports, where it has more than two."""
        ends = (flight.departure_airport, flight.arrival_airport)
        selectable = SelectableFlight(flight.carrier, flight.departure_date, calls or ends)
        reason = admit(self.selections, selectable, self.now).reason
        return exemption_of(
            service_type,
            _states(ends),
            self.served,
            is_cancelled=is_cancelled,
            operating=operating,
            dropped=reason.value if reason else "",
        )


def _of_schedule(flight: StoredSchedule, rule: _Rule, came: Sequence[Received]) -> OwedFlight:
    exemption = rule.exemption(
        flight,
        flight.service_type,
        flight.operating,
        is_cancelled=flight.is_cancelled,
        calls=tuple(flight.calls.split("-")) if flight.calls else (),
    )
    planned, announced = flight.planned_departure_at, flight.announced_at
    expected = Expected(flight.departure_at, flight.arrival_at, planned, announced, exemption)
    standings = states(expected, came, rule.now)
    return OwedFlight(
        flight_id=flight.flight_id,
        carrier=flight.carrier,
        number=flight.number,
        departure_airport=flight.departure_airport,
        arrival_airport=flight.arrival_airport,
        departure_local=flight.departure_local,
        arrival_local=flight.arrival_local,
        departure_at=flight.departure_at,
        arrival_at=flight.arrival_at,
        has_arrival=True,
        is_scheduled=True,
        standing=worst(standings),
        standings=standings,
        exemption=exemption,
        planned_departure_at=planned if planned != flight.departure_at else None,
        service_type=flight.service_type,
        aircraft=flight.aircraft,
        operating=flight.operating,
    )


def _of_push(flight: Flight, rule: _Rule, came: Sequence[Received]) -> OwedFlight:
    exemption = rule.exemption(flight)
    arrives = flight.arrival_at or flight.assessable_until
    standings = states(Expected(flight.departure_at, arrives, exemption=exemption), came, rule.now)
    return OwedFlight(
        flight_id=flight.flight_id,
        carrier=flight.carrier,
        number=flight.number,
        departure_airport=flight.departure_airport,
        arrival_airport=flight.arrival_airport,
        departure_local=flight.departure_local,
        arrival_local=flight.arrival_local,
        departure_at=flight.departure_at,
        arrival_at=arrives,
        has_arrival=flight.arrival_at is not None,
        is_scheduled=False,
        standing=worst(standings),
        standings=standings,
        exemption=exemption,
    )


def _states(calls: tuple[str, str]) -> tuple[str, str]:
    departure, arrival = (place.state if place else "" for place in map(airport, calls))
    return departure, arrival


def _rows(flight: OwedFlight, now: datetime) -> Iterable[PushStanding]:
    for standing in flight.standings:
        yield PushStanding(
            flight_id=flight.flight_id,
            obligation=standing.obligation.value,
            carrier=flight.carrier,
            departure_at=flight.leaves_at,
            state=standing.state.value,
            exemption=standing.exemption.value,
            due_by=standing.due_by,
            received_at=standing.received_at,
            since=now,
        )


def _is_news(row: PushStanding, known: PushStanding | None) -> bool:
    if known is None:
        return row.state != PushState.NOT_DUE.value
    return msgspec.structs.replace(row, since=known.since) != known
