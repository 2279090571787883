"""A simulated day of flights: its timetable, what each carrier sends and when, and how each push stands at any moment.

The truth is told from the plan alone, in the words of Art. 8(3) of Directive (EU) 2016/681, and not by the code that
is checked against it. Everything follows from the seed and the day's first moment.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from random import Random

import msgspec

from tournai.simulate.bookings import MOST_BOOKINGS, draw_bookings
from tournai.simulate.flights import CARRIERS, HOMES, ROUTES, Flight, flight_between
from tournai.simulate.paxlst_messages import paxlst_segments
from tournai.simulate.pnrgov_messages import Header, pnrgov_segments
from tournai.simulate.transmission import STYLES, transmit
from tournai.travel.timetable import Action, Change, Designator, Period, TimedLeg, write_ssim
from tournai.travel.timetable.periods import on_day, write_date

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
FIRST_NUMBER = 1001
UNION = frozenset({"MAD", "FRA"})
"""Of `ROUTES`, those within the Union: the simulated authority has selected none of them."""
RELEASE, LIST_RELEASE = "13", "05B"
LATE_SHARE, MISSING_SHARE, CANCELLED_SHARE, DELAYED_SHARE = 0.05, 0.05, 0.04, 0.03
DELAY = timedelta(hours=2)


class Kind(Enum):
    """What a carrier owes for a flight; the values are those of the board."""

    ADVANCE = "advance"
    CLOSURE = "closure"
    LIST = "list"


class Event(msgspec.Struct, frozen=True):
    """Something that a carrier does: bytes that it sends at a moment; ``kind`` is ``None`` for a timetable message."""

    at: datetime
    flight: int
    kind: Kind | None
    body: bytes


class DayFlight(msgspec.Struct, frozen=True):
    """A flight of the day and what becomes of it. A moment that is ``None`` never comes."""

    flight: Flight
    arrives_at: datetime
    sent_at: dict[Kind, datetime | None]
    cancelled_at: datetime | None = None
    delayed_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Carrier and number: no two flights of the day share them."""
        return self.flight.carrier, self.flight.number

    @property
    def is_selected(self) -> bool:
        """Whether the flight leaves or enters the Union: no flight within it is selected on this day."""
        return not UNION & {self.flight.origin, self.flight.destination}

    def known_by(self, then: datetime) -> "DayFlight":
        """Return the flight as who has heard of nothing after a moment knows it."""
        sent = {kind: at if at and at <= then else None for kind, at in self.sent_at.items()}
        cancelled = self.cancelled_at if self.cancelled_at and self.cancelled_at <= then else None
        delayed = self.delayed_at if self.delayed_at and self.delayed_at <= then else None
        return msgspec.structs.replace(self, sent_at=sent, cancelled_at=cancelled, delayed_at=delayed)

    def truth(self, now: datetime) -> dict[Kind, str]:
        """Return how each push stands, in the board's words."""
        if self.cancelled_at and now >= self.cancelled_at:
            return dict.fromkeys(Kind, "not owed")
        if not self.is_selected:
            return dict.fromkeys(Kind, "not owed")
        return {kind: self._standing(kind, now) for kind in Kind}

    def _standing(self, kind: Kind, now: datetime) -> str:
        planned = self.flight.departs_at
        delay = DELAY if self.delayed_at and now >= self.delayed_at else timedelta()
        # Art. 8(3)(a): 48 to 24 hours before the scheduled departure; (b): at closure, two hours about it.
        opens, due = (-48 * HOUR, -24 * HOUR) if kind is Kind.ADVANCE else (-2 * HOUR, 2 * HOUR)
        final = planned + delay if kind is Kind.ADVANCE else max(self.arrives_at + delay, planned + delay + due)
        sent = self.sent_at[kind]
        if sent and sent <= now:
            is_in_time = any(each + opens <= sent <= each + due for each in (planned, planned + delay))
            return "on time" if is_in_time else "received late"
        if now > final:
            return "missing"
        if now > planned + delay + due:
            return "late"
        return "due" if now >= planned + delay + opens else "not due"


class Day(msgspec.Struct, frozen=True):
    """A day's flights, soonest first, the timetable of each carrier, and who flies: drawn when it is asked for."""

    seed: int
    begins_at: datetime
    travellers_per_flight: int
    flights: tuple[DayFlight, ...]

    def timetables(self) -> Iterator[tuple[str, bytes]]:
        """Yield (carrier, schedule data set in SSIM)."""
        for carrier in CARRIERS:
            listed = [one.flight for one in self.flights if one.flight.carrier == carrier]
            yield carrier, _timetable(carrier, listed, self.begins_at.date())

    def events(self) -> Iterator[Event]:
        """Yield what the carriers do, in its order."""
        moments = [(at, number, kind) for number, one in enumerate(self.flights) for at, kind in _moments(one)]
        for at, number, kind in sorted(moments, key=lambda moment: (moment[0], moment[1])):
            yield Event(at, number, kind, self._body(at, number, kind))

    def _body(self, at: datetime, number: int, kind: Kind | None) -> bytes:
        one = self.flights[number]
        if kind is None:
            return _schedule_message(one, is_cancelled=at == one.cancelled_at)
        rng = Random(f"{self.seed} travellers {number}")  # noqa: S311  # repeatable on purpose: invented people
        first = (self.seed * len(self.flights) + number) * MOST_BOOKINGS
        bookings = draw_bookings(rng, one.flight, (), self.travellers_per_flight, first)
        reference = f"{number:06}{list(Kind).index(kind):06}"
        if kind is Kind.LIST:
            return transmit(paxlst_segments(Header(LIST_RELEASE, at, reference), one.flight, bookings), STYLES[0])
        header = Header(RELEASE, at, reference)
        return transmit(pnrgov_segments(header, one.flight, bookings, is_update=False), STYLES[0])


def plan_day(seed: int, begins_at: datetime, *, flights: int = 1500, travellers_per_flight: int = 12) -> Day:
    """Return a day that begins at an instant (UTC), its departures spread evenly over 24 hours."""
    planned = [_flight(seed, begins_at.astimezone(UTC), number, flights) for number in range(flights)]
    return Day(seed, begins_at, travellers_per_flight, tuple(planned))


def _flight(seed: int, begins_at: datetime, number: int, flights: int) -> DayFlight:
    rng = Random(f"{seed} day {number}")  # noqa: S311  # repeatable on purpose: invented data, no secret
    route, home = ROUTES[number % len(ROUTES)], rng.choice(HOMES)
    ends = (home, route.airport) if rng.random() < 0.5 else (route.airport, home)
    departs_at = begins_at + DAY * number / flights
    departs_at = departs_at.replace(minute=departs_at.minute - departs_at.minute % 5, second=0, microsecond=0)
    carrier, flight_number = CARRIERS[number % len(CARRIERS)], str(FIRST_NUMBER + number // len(CARRIERS))
    flight = flight_between(route, ends, departs_at, (carrier, flight_number))
    chance = rng.random()
    cancelled = departs_at - rng.randrange(2, 10) * HOUR if chance < CANCELLED_SHARE else None
    is_delayed = CANCELLED_SHARE <= chance < CANCELLED_SHARE + DELAYED_SHARE
    arrives_at = departs_at + route.minutes * MINUTE
    sent = {kind: _sent(rng, kind, departs_at) for kind in Kind}
    if cancelled:
        sent = {kind: at if at and at < cancelled else None for kind, at in sent.items()}
    return DayFlight(flight, arrives_at, sent, cancelled, departs_at - 3 * HOUR if is_delayed else None)


def _sent(rng: Random, kind: Kind, departs_at: datetime) -> datetime | None:
    """Return when a push is sent: in its time, late, or ``None``."""
    chance = rng.random()
    if chance < MISSING_SHARE:
        return None
    is_late = chance < MISSING_SHARE + LATE_SHARE
    if kind is Kind.ADVANCE:
        before = rng.uniform(3, 23) if is_late else rng.uniform(25, 47)
        return departs_at - before * HOUR
    after = rng.uniform(125, 170) if is_late else rng.uniform(-20, 25)
    return departs_at + after * MINUTE


def _moments(one: DayFlight) -> Iterator[tuple[datetime, Kind | None]]:
    for kind, at in one.sent_at.items():
        if at:
            yield at, kind
    for at in (one.cancelled_at, one.delayed_at):
        if at:
            yield at, None


def _timetable(carrier: str, flights: Sequence[Flight], created_on: date) -> bytes:
    dates = [flight.departs_at.astimezone(UTC).date() for flight in flights]
    whole = Period(min(dates), max(dates))
    changes = [Change(Action.SKD, Designator(carrier, ""), whole, is_utc=True)]
    changes += [_scheduled(flight, day) for flight, day in zip(flights, dates, strict=True)]
    return write_ssim(changes, created_on)


def _scheduled(flight: Flight, day: date) -> Change:
    departs = flight.departs_at.astimezone(UTC)
    arrives = departs + flight.duration
    leg = TimedLeg(
        departure_airport=flight.origin,
        arrival_airport=flight.destination,
        departure=departs.hour * 60 + departs.minute,
        arrival=arrives.hour * 60 + arrives.minute,
        arrival_day=(arrives.date() - departs.date()).days,
        service_type="J",
        aircraft="320",
    )
    return Change(Action.ADD, Designator(flight.carrier, flight.number), on_day(day), is_utc=True, legs=(leg,))


def _schedule_message(one: DayFlight, *, is_cancelled: bool) -> bytes:
    """Return the ASM that cancels a flight, or moves it by `DELAY`."""
    flight = one.flight
    departs = flight.departs_at.astimezone(UTC)
    named = f"{flight.designator}/{write_date(departs.date())}"
    if is_cancelled:
        lines = ["ASM", "UTC", "CNL", named]
    else:
        ends = [_timed(place, at, departs) for place, at in _delayed(one, departs)]
        lines = ["ASM", "UTC", "TIM", named, " ".join(ends)]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _delayed(one: DayFlight, departs: datetime) -> tuple[tuple[str, datetime], tuple[str, datetime]]:
    flight = one.flight
    return (flight.origin, departs + DELAY), (flight.destination, one.arrives_at.astimezone(UTC) + DELAY)


def _timed(place: str, at: datetime, departs: datetime) -> str:
    days = (at.date() - departs.date()).days
    return f"{place}{at:%H%M}{f'/{days}' if days else ''}"
