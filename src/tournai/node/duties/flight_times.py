"""When a flight leaves and lands, and so until when its travellers may be assessed: who is believed.

The timetable's times count where it has the flight. Else an account's latest times correct its earlier ones; and where
accounts differ, the later end of the assessment counts: nobody ends the screening of another's flight. How late that
can be is bounded by `tournai.travel.timing`. Source: Directive (EU) 2016/681, Art. 6(2)(a).
"""

from collections.abc import Iterable, Sequence

import msgspec

from tournai.node.duties.arrivals import order_of
from tournai.node.duties.overtaken import is_newer
from tournai.node.duties.ports import Unit
from tournai.node.duties.recording import Duty
from tournai.node.duties.rows import Flight, StoredPush, StoredSchedule
from tournai.node.duties.screening import SCREEN_FLIGHT
from tournai.travel.records import Leg
from tournai.travel.timing import assessable_until, review_due, scheduled_arrival, scheduled_departure


def settle_times(duty: Duty, served: frozenset[str], flight: Flight, pushes: Sequence[StoredPush]) -> Flight:
    """Give a flight, which no one else may change now, the times that count, and return it so.

    Its matches fall due accordingly; one that may be assessed again is screened again.
    """
    settled = _settled(duty.unit, flight, pushes)
    if settled == flight:
        return flight
    duty.unit.travel.set_times(settled)
    due_at = review_due(settled.departure_airport, settled.departure_at, settled.assessable_until, served)
    for match in duty.unit.matches.matches_of_flight(flight.flight_id):
        duty.unit.matches.replace_match(msgspec.structs.replace(match, due_at=due_at))
    if flight.assessable_until < duty.now <= settled.assessable_until:
        duty.unit.intake.add_jobs(SCREEN_FLIGHT, [flight.flight_id], duty.now)
    return settled


def settle_scheduled(duty: Duty, served: frozenset[str], flight_ids: Iterable[str]) -> None:
    """Give flights of which the timetable says something else now the times that count."""
    for flight_id in sorted(flight_ids):
        flight = duty.unit.travel.held_flight(flight_id)
        if flight is not None:
            settle_times(duty, served, flight, duty.unit.travel.pushes_of([flight_id]))


def _settled(unit: Unit, flight: Flight, pushes: Sequence[StoredPush]) -> Flight:
    scheduled = unit.timetable.scheduled(flight.flight_id)
    if scheduled is not None:
        return _as_told(flight, _scheduled_leg(flight, scheduled)) or flight
    told = [_as_told(flight, leg) for leg in _legs(flight, pushes)]
    stated = sorted((one for one in told if one is not None), key=lambda one: one.assessable_until)
    if not stated:
        return flight
    # Who knows the departure tells more than who knows the date alone.
    timed = [one for one in stated if one.departure_local is not None] or stated
    return msgspec.structs.replace(timed[-1], assessable_until=stated[-1].assessable_until)


def _legs(flight: Flight, pushes: Sequence[StoredPush]) -> list[Leg]:
    """Return the flight as each account tells it."""
    by_account: dict[str, list[StoredPush]] = {}
    for push in sorted(pushes, key=order_of):
        by_account.setdefault(push.account, []).append(push)
    return [_told_by(flight, theirs) for _, theirs in sorted(by_account.items())]


def _told_by(flight: Flight, pushes: Sequence[StoredPush]) -> Leg:
    leaving: StoredPush | None = None
    landing: StoredPush | None = None
    for push in pushes:
        if push.departure_local and (leaving is None or is_newer(push, leaving)):
            leaving = push
        if push.arrival_local and (landing is None or is_newer(push, landing)):
            landing = push
    leg = Leg(flight.carrier, flight.number, flight.departure_airport, flight.arrival_airport)
    return msgspec.structs.replace(
        leg,
        departure=leaving.departure_local if leaving else None,
        arrival=landing.arrival_local if landing else None,
        departure_date=flight.departure_date,
    )


def _scheduled_leg(flight: Flight, scheduled: StoredSchedule) -> Leg:
    leg = Leg(flight.carrier, flight.number, flight.departure_airport, flight.arrival_airport)
    return msgspec.structs.replace(leg, departure=scheduled.departure_local, arrival=scheduled.arrival_local)


def _as_told(flight: Flight, leg: Leg) -> Flight | None:
    until = assessable_until(leg)
    if until is None:
        return None
    return msgspec.structs.replace(
        flight,
        departure_local=leg.departure,
        arrival_local=leg.arrival,
        departure_at=scheduled_departure(leg),
        arrival_at=scheduled_arrival(leg),
        assessable_until=until,
    )
