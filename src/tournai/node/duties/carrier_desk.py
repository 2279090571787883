"""The carrier desk: how each carrier pushes, what to tell it, and what counts against it; nobody who travels.

Source: Directive (EU) 2016/681, Art. 8 and 14; rules PNR-05 and PNR-32. What counts is `tournai.travel.conduct`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import msgspec

from tournai.errors import Malformed
from tournai.node.duties.carrier_rows import CarrierPush, Completeness, Owed
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.pull_requests import requested_pushes
from tournai.node.duties.recording import ADMINISTRATION, ASSESSMENT, duty, look
from tournai.node.duties.rows import QuarantineRow
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.travel.conduct import SETTLED, BreachKind, breach_of_body, breach_of_state, is_wrongly_timed
from tournai.travel.records import Defect
from tournai.travel.timetable import PushState
from tournai.values import Actor, Role
from tournai.values.wordings import say

PERIODS = (7, 30, 90, 365)
"""Days back that the desk can look."""
AHEAD = timedelta(hours=50)
"""How far ahead flights count: nothing is due earlier."""
MOST_BARS = 31
"""Bars of a trend: of a longer period, one stands for several days."""
MOST_ROWS = 500
"""Flights, and pushes, that a carrier's page lists: those that count first, then the latest."""


class DefectCount(msgspec.Struct, frozen=True):
    """A kind of defect: how often it was found, and what to tell the carrier, with the byte of one of them."""

    code: str
    number: int
    message: str
    offset: int | None


class DayQuality(msgspec.Struct, frozen=True):
    """The pushes that were due for flights of one day, or of some from it on: how many, and how many came in time."""

    day: date
    due: int
    on_time: int

    @property
    def share(self) -> int:
        """How many of a hundred came in time; 100 where none was due."""
        return round(100 * self.on_time / self.due) if self.due else 100


class CarrierSummary(msgspec.Struct, frozen=True):
    """How a carrier pushed. ``due``: the pushes of which it is known whether they came in time."""

    carrier: str
    flights: int
    due: int
    on_time: int
    late: int
    missing: int
    malformed: int
    wrongly_timed: int
    fallback: int
    """Pushes by other means, on a technical failure (Art. 16): for information, and counted for nothing."""
    pushes: int
    defects: tuple[DefectCount, ...]
    last_push: datetime | None
    trend: tuple[DayQuality, ...]
    accounts: tuple[str, ...] = ()
    wrong_format: int = 0

    @property
    def counted(self) -> int:
        """What counts against the carrier."""
        return self.late + self.missing + self.malformed + self.wrong_format + self.wrongly_timed


class CarriersPage(msgspec.Struct, frozen=True):
    """All carriers, those against which most counts first; and the unreadable bodies of accounts tied to no carrier."""

    now: datetime
    days: int
    carriers: tuple[CarrierSummary, ...]
    unattributed: tuple[tuple[str, int], ...]


class FlightConduct(msgspec.Struct, frozen=True):
    """A flight and what was owed for it."""

    flight_id: str
    designator: str
    departure_airport: str
    arrival_airport: str
    departure_at: datetime
    owed: tuple[Owed, ...]

    @property
    def counts(self) -> bool:
        """Whether any of it counts against the carrier."""
        return any(breach_of_state(one.state) for one in self.owed)


class PushConduct(msgspec.Struct, frozen=True):
    """A push of a carrier, and whether its time was wrong."""

    push: CarrierPush
    defects: int
    is_wrongly_timed: bool


class CarrierPage(msgspec.Struct, frozen=True):
    """One carrier: its flights, its pushes, what could not be read; completeness apart, for information."""

    now: datetime
    days: int
    summary: CarrierSummary
    flights: tuple[FlightConduct, ...]
    pushes: tuple[PushConduct, ...]
    unreadable: tuple[QuarantineRow, ...]
    completeness: Completeness
    all_flights: int
    all_pushes: int


def show_carriers(ports: Ports, actor: Actor, *, days: int = PERIODS[1]) -> CarriersPage:
    """Return how all carriers pushed in the last days.

    Raises:
        Refused: The actor may not see the desk.
        Malformed: There is no such period.
    """
    _check_period(days)
    with look(ports, actor, Action.VIEW_CARRIERS, ASSESSMENT) as looking:
        period = Period.of(looking.now, days)
        found = gather(looking.unit, period)
        summaries = [_summary(carrier, found, period) for carrier in found.carriers]
        ordered = sorted(summaries, key=lambda one: (-one.counted, one.carrier))
        counted = Counter(row.sender for row in found.unattributed)
        return CarriersPage(looking.now, days, tuple(ordered), tuple(sorted(counted.items())))


def show_carrier(ports: Ports, actor: Actor, carrier: str, *, days: int = PERIODS[1]) -> CarrierPage | None:
    """Return how one carrier pushed in the last days; ``None`` where nothing is known of it.

    Raises:
        Refused: The actor may not see the desk.
        Malformed: There is no such period.
    """
    _check_period(days)
    with look(ports, actor, Action.VIEW_CARRIERS, ASSESSMENT) as looking:
        period = Period.of(looking.now, days)
        found = gather(looking.unit, period, carrier)
        if carrier not in found.carriers:
            return None
        flights, pushes = _flights(found.owed), _pushes(found.came, found.requested)
        return CarrierPage(
            now=looking.now,
            days=days,
            summary=_summary(carrier, found, period),
            flights=tuple(sorted(flights, key=lambda one: (not one.counts, -one.departure_at.timestamp()))[:MOST_ROWS]),
            pushes=tuple(pushes[:MOST_ROWS]),
            unreadable=tuple(found.unreadable[carrier]),
            completeness=looking.unit.carriers.completeness(period.first, period.last, carrier),
            all_flights=len(flights),
            all_pushes=len(pushes),
        )


def tie_account(ports: Ports, actor: Actor, *, account: str, carrier: str, remove: bool = False) -> None:
    """Have an account push for a carrier, so that its faults are that carrier's; or no more.

    Raises:
        Malformed: There is no such account of a machine, or the designator is none.
        Refused: The actor may not manage accounts.
    """
    designator = carrier.strip().upper()
    if not (designator.isascii() and designator.isalnum() and 2 <= len(designator) <= 3):
        raise Malformed("a carrier is named by its designator, e.g. XX", code="carrier")
    with duty(ports, actor, Action.MANAGE_ACCOUNTS, ADMINISTRATION) as tying:
        holder = tying.unit.accounts.account(account)
        if holder is None or Role(holder.role).is_human:
            raise Malformed("a carrier is tied to the account of its system: create that first", code="account")
        change = tying.unit.carriers.untie if remove else tying.unit.carriers.tie
        change(account, designator)
        tying.record(EventKind.ACCOUNT_CHANGED, account, carrier=designator, change="untied" if remove else "tied")


class Period(msgspec.Struct, frozen=True):
    """From when to when flights leave, and pushes come; and the instant that it is."""

    first: datetime
    last: datetime
    now: datetime

    @classmethod
    def of(cls, now: datetime, days: int) -> "Period":
        """Return the last days until now, and the hours ahead in which something may be due."""
        return cls(now - timedelta(days=days), now + AHEAD, now)


class Gathered(msgspec.Struct, frozen=True):
    """What the desk works with: by carrier what could not be read, and what no carrier can be named for."""

    owed: list[Owed]
    came: list[CarrierPush]
    unreadable: dict[str, list[QuarantineRow]]
    unattributed: list[QuarantineRow]
    accounts: dict[str, tuple[str, ...]]
    carriers: tuple[str, ...]
    requested: frozenset[str]
    """The pushes that answer a request of Art. 8(5)."""


def gather(unit: Unit, period: Period, carrier: str = "") -> Gathered:
    """Return what is known of all carriers, or of one, in a period."""
    owed = unit.carriers.owed(period.first, period.last, carrier)
    came = unit.carriers.came(period.first, period.last, carrier)
    ties = unit.carriers.ties()
    unreadable: dict[str, list[QuarantineRow]] = {}
    unattributed = []
    for row in unit.carriers.unreadable(period.first, period.last):
        # Of an agent that pushes for several carriers nobody can say whose body it was.
        tied = ties.get(row.sender, frozenset())
        if len(tied) == 1:
            unreadable.setdefault(next(iter(tied)), []).append(row)
        else:
            unattributed.append(row)
    accounts: dict[str, tuple[str, ...]] = {}
    for account, designators in sorted(ties.items()):
        for designator in designators:
            accounts[designator] = (*accounts.get(designator, ()), account)
    known = {one.carrier for one in owed} | {one.carrier for one in came} | set(unreadable) | set(accounts)
    carriers = tuple(sorted(known & {carrier} if carrier else known))
    empty: dict[str, list[QuarantineRow]] = {one: [] for one in carriers}
    return Gathered(owed, came, empty | unreadable, unattributed, accounts, carriers, requested_pushes(unit, came))


def defect_counts(pushes: Iterable[CarrierPush], unreadable: Iterable[QuarantineRow]) -> tuple[DefectCount, ...]:
    """Return the kinds of defects of pushes and of what could not be read, the most frequent first."""
    counted: Counter[str] = Counter()
    last: dict[str, tuple[str, int | None]] = {}
    for push in pushes:
        for defect in msgspec.json.decode(push.defects, type=tuple[Defect, ...]):
            counted[defect.code] += 1
            last[defect.code] = (defect.wording, defect.offset)
    for row in unreadable:
        counted[row.code] += 1
        last[row.code] = (row.said, row.offset)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(DefectCount(code, number, *last[code]) for code, number in ordered)


def _check_period(days: int) -> None:
    if days not in PERIODS:
        raise Malformed(say("no such period; one of {known} days", known=", ".join(map(str, PERIODS))), code="period")


def _summary(carrier: str, found: Gathered, period: Period) -> CarrierSummary:
    owed = [one for one in found.owed if one.carrier == carrier and one.state != PushState.NOT_OWED.value]
    came = [one for one in found.came if one.carrier == carrier]
    breaches = Counter(breach_of_state(one.state) for one in owed)
    bodies = Counter(breach_of_body(row.code) for row in found.unreadable[carrier])
    settled = [one for one in owed if one.state in SETTLED]
    return CarrierSummary(
        carrier=carrier,
        flights=len({one.flight_id for one in owed}),
        due=len(settled),
        on_time=sum(one.state == PushState.ON_TIME.value for one in settled),
        late=breaches[BreachKind.LATE],
        missing=breaches[BreachKind.MISSING],
        malformed=bodies[BreachKind.MALFORMED],
        wrong_format=bodies[BreachKind.WRONG_FORMAT],
        wrongly_timed=sum(_is_wrongly_timed(one, found.requested) for one in came),
        fallback=sum(one.channel.startswith("fallback ") for one in came),
        pushes=len(came),
        defects=defect_counts(came, found.unreadable[carrier]),
        last_push=came[-1].received_at if came else None,
        trend=_trend(settled, period),
        accounts=found.accounts.get(carrier, ()),
    )


def _trend(settled: Sequence[Owed], period: Period) -> tuple[DayQuality, ...]:
    due = Counter(one.departure_at.date() for one in settled)
    good = Counter(one.departure_at.date() for one in settled if one.state == PushState.ON_TIME.value)
    today = period.now.date()
    length = (today - period.first.date()).days
    step = -(-length // MOST_BARS)
    begins = [today - timedelta(days=back) for back in range(length - 1, -1, -step)]
    return tuple(
        DayQuality(day, sum(due[one] for one in days), sum(good[one] for one in days))
        for day in begins
        for days in [[day + timedelta(days=number) for number in range(step)]]
    )


def _flights(owed: Sequence[Owed]) -> list[FlightConduct]:
    by_flight: dict[str, list[Owed]] = {}
    for one in owed:
        if one.state != PushState.NOT_OWED.value:
            by_flight.setdefault(one.flight_id, []).append(one)
    return [_flight(rows) for rows in by_flight.values()]


def _flight(rows: Sequence[Owed]) -> FlightConduct:
    first = rows[0]
    return FlightConduct(
        first.flight_id,
        f"{first.carrier} {first.number}",
        first.departure_airport,
        first.arrival_airport,
        first.departure_at,
        tuple(rows),
    )


def _is_wrongly_timed(push: CarrierPush, requested: frozenset[str]) -> bool:
    return is_wrongly_timed(push.format, push.function, push.timing, was_requested=push.push_id in requested)


def _pushes(came: Sequence[CarrierPush], requested: frozenset[str]) -> list[PushConduct]:
    views = [
        PushConduct(
            push,
            len(msgspec.json.decode(push.defects, type=tuple[Defect, ...])),
            _is_wrongly_timed(push, requested),
        )
        for push in reversed(came)
    ]
    return sorted(views, key=lambda view: not view.is_wrongly_timed)
