"""The timetables of a simulated evening: the flights that it pushes, and some that show what a board is for.

Each carrier's data set is as SSIM chapter 7 has it; one flight is cancelled by an ASM. All flights are invented.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from tournai.simulate.deliveries import Delivery, DeliveryKind
from tournai.simulate.flights import CARRIERS, ROUTES, Flight, flight_between
from tournai.travel import Leg, read_travel_file
from tournai.travel.timetable import Action, Change, Designator, Period, TimedLeg, write_ssim
from tournai.travel.timetable.periods import on_day, write_date
from tournai.travel.timing import scheduled_arrival, scheduled_departure

HOUR = timedelta(hours=1)
FIRST_NUMBER = 901
SILENT = (
    ("IST", "BRU", -2.5 * HOUR, "J"),
    ("CMN", "BRU", 15 * HOUR, "J"),
    ("TUN", "CDG", 23.5 * HOUR, "J"),
    ("JFK", "BRU", 30 * HOUR, "J"),
    ("DXB", "CDG", 36 * HOUR, "J"),
    ("DXB", "BRU", 8 * HOUR, "F"),
    ("IST", "CDG", 9 * HOUR, "J"),
)
"""Flights that nobody pushes: from, to, when they leave, service type. The first has left, and what is owed for it is
missing; the next two are late, then two are due; then comes a freighter; the last is cancelled."""
SEASON_BEFORE, SEASON_AFTER = timedelta(days=30), timedelta(days=150)
"""What a data set replaces of its carrier: so long before and after the evening."""

Timed = tuple[Designator, tuple[str, str], datetime, datetime, str]
"""Flight, airports, departure and arrival in UTC, service type."""


def evening_timetables(pushes: Sequence[Delivery], now: datetime) -> tuple[tuple[str, bytes], ...]:
    """Return each carrier's name and data set: the flights of an evening's pushes, and those that nobody pushes."""
    season = Period((now - SEASON_BEFORE).date(), (now + SEASON_AFTER).date())
    added: dict[str, dict[Designator, Change]] = {}
    for timed in (*_pushed(pushes), *_silent(now)):
        added.setdefault(timed[0].carrier, {})[timed[0]] = _added(timed)
    return tuple(
        (carrier, write_ssim([_start(carrier, season), *changes.values()], now.date()))
        for carrier, changes in sorted(added.items())
    )


def evening_cancellation(now: datetime) -> tuple[str, bytes]:
    """Return a carrier's name and the ASM that cancels one flight of the evening."""
    flight = _silent_flights(now)[-1]
    identifier = f"{flight.designator}/{write_date(flight.departs_at.astimezone(UTC).date())}"
    return flight.carrier, f"ASM\r\nUTC\r\nCNL TECH\r\n{identifier}\r\n".encode()


def _pushed(pushes: Sequence[Delivery]) -> Iterator[Timed]:
    for delivery in pushes:
        if delivery.kind is DeliveryKind.BOOKINGS:
            leg = read_travel_file(delivery.body).pushes[0].legs[0]
            departs, arrives = _instants(leg)
            yield (
                Designator(leg.carrier, leg.number),
                (leg.departure_airport, leg.arrival_airport),
                departs,
                arrives,
                "J",
            )


def _instants(leg: Leg) -> tuple[datetime, datetime]:
    departs, arrives = scheduled_departure(leg), scheduled_arrival(leg)
    assert departs is not None and arrives is not None  # noqa: S101, PT018  # simulated pushes name both
    return departs, arrives


def _silent(now: datetime) -> Iterator[Timed]:
    for flight, (_, _, _, service_type) in zip(_silent_flights(now), SILENT, strict=True):
        named, ends = Designator(flight.carrier, flight.number), (flight.origin, flight.destination)
        departs = flight.departs_at.astimezone(UTC)
        yield named, ends, departs, departs + flight.duration, service_type


def _silent_flights(now: datetime) -> list[Flight]:
    routes = {route.airport: route for route in ROUTES}
    return [
        flight_between(
            routes[origin],
            (origin, destination),
            (now + leaves).replace(second=0, microsecond=0),
            (CARRIERS[index % len(CARRIERS)], str(FIRST_NUMBER + index)),
        )
        for index, (origin, destination, leaves, _) in enumerate(SILENT)
    ]


def _start(carrier: str, season: Period) -> Change:
    return Change(Action.SKD, Designator(carrier, ""), season, is_utc=True)


def _added(timed: Timed) -> Change:
    flight, ends, departs, arrives, service_type = timed
    leg = TimedLeg(
        *ends,
        departure=departs.hour * 60 + departs.minute,
        arrival=arrives.hour * 60 + arrives.minute,
        arrival_day=(arrives.date() - departs.date()).days,
        service_type=service_type,
        aircraft="320",
    )
    return Change(Action.ADD, flight, on_day(departs.date()), is_utc=True, legs=(leg,))
