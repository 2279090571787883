"""Clocks of orders: by when who must do what, when to be alarmed, and when a clock stands still.

Source: Regulation (EU) 2023/1543, Art. 4(5), 10 to 12, 16(2) and 17(2); Regulation (EU) 2021/784, Art. 3(3), 4 and 6. A
clock has a target (so many hours from receipt) and the legal latest (`tournai.providers.clocks.periods`). While a
clarification is asked the addressee owes nothing (Art. 10(6)): the clock stands still and both move by the pause.
"""

from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

import msgspec

from tournai.errors import Refused
from tournai.providers.clocks.periods import end_of_days, end_of_hours, end_of_months, end_of_working_days
from tournai.providers.orders.conditions import DeadlineChoice
from tournai.providers.orders.order import Form, Instrument
from tournai.values.instants import months_after, utc
from tournai.values.wordings import say

ALARMS = (50, 80, 100)
"""Per cent of the time to the target at which whoever is on duty is told."""


class Unit(Enum):
    """In what a period is counted."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    MONTHS = "months"


class ClockKind(Enum):
    """What must be done in time."""

    PRODUCE = "produce data"
    PRODUCE_NOTIFIED = "produce data, notified"
    PRODUCE_EMERGENCY = "produce data, emergency"
    PRESERVE = "preserve data"
    PRESERVE_EXTENDED = "preserve data, extended"
    EX_POST_VALIDATION = "validation after an emergency"
    CLARIFY = "answer a clarification"
    ASSESS = "assess grounds for refusal"
    ASSESS_EMERGENCY = "assess grounds for refusal, emergency"
    OBJECT_THIRD_COUNTRY = "reasoned objection, law of a third country"
    RECOGNISE = "decide on recognition"
    ANSWER_ENFORCING = "answer the enforcing authority"
    REMOVE = "remove terrorist content"
    SCRUTINISE = "scrutinise a removal order"
    KEEP_REMOVED = "keep removed content"


class ClockRule(msgspec.Struct, frozen=True, gc=False):
    """A period, its article, who must act, and whether a clarification stops it."""

    length: int
    unit: Unit
    article: str
    actor: str
    rule: str = "PRV-15"
    can_pause: bool = False


_ADDRESSEE, _ISSUER, _ENFORCER = "addressee", "issuing authority", "enforcing authority"
CLOCKS: dict[ClockKind, ClockRule] = {
    ClockKind.PRODUCE: ClockRule(10, Unit.DAYS, "Art. 10(3)", _ADDRESSEE, can_pause=True),
    ClockKind.PRODUCE_NOTIFIED: ClockRule(10, Unit.DAYS, "Art. 10(2)", _ADDRESSEE, can_pause=True),
    ClockKind.PRODUCE_EMERGENCY: ClockRule(8, Unit.HOURS, "Art. 10(4)", _ADDRESSEE, can_pause=True),
    ClockKind.PRESERVE: ClockRule(60, Unit.DAYS, "Art. 11(1)", _ADDRESSEE),
    ClockKind.PRESERVE_EXTENDED: ClockRule(90, Unit.DAYS, "Art. 11(1)", _ADDRESSEE),
    ClockKind.EX_POST_VALIDATION: ClockRule(48, Unit.HOURS, "Art. 4(5)", _ISSUER, "PRV-04"),
    ClockKind.CLARIFY: ClockRule(5, Unit.DAYS, "Art. 10(6), 11(5)", _ISSUER),
    ClockKind.ASSESS: ClockRule(10, Unit.DAYS, "Art. 12(1)", _ENFORCER, "PRV-13"),
    ClockKind.ASSESS_EMERGENCY: ClockRule(96, Unit.HOURS, "Art. 12(1)", _ENFORCER, "PRV-13"),
    ClockKind.OBJECT_THIRD_COUNTRY: ClockRule(10, Unit.DAYS, "Art. 17(2)", _ADDRESSEE),
    ClockKind.RECOGNISE: ClockRule(5, Unit.WORKING_DAYS, "Art. 16(2)", _ENFORCER),
    ClockKind.ANSWER_ENFORCING: ClockRule(5, Unit.WORKING_DAYS, "Art. 16(7)", _ISSUER),
    ClockKind.REMOVE: ClockRule(1, Unit.HOURS, "Regulation (EU) 2021/784, Art. 3(3)", _ADDRESSEE, "TCO-01"),
    ClockKind.SCRUTINISE: ClockRule(72, Unit.HOURS, "Regulation (EU) 2021/784, Art. 4(3)", _ENFORCER, "TCO-01"),
    ClockKind.KEEP_REMOVED: ClockRule(6, Unit.MONTHS, "Regulation (EU) 2021/784, Art. 6(2)", _ADDRESSEE, "TCO-01"),
}
"""Every clock, with its article."""
EXACT = frozenset({ClockKind.EX_POST_VALIDATION, ClockKind.REMOVE})
"""Clocks whose legal latest is the target itself, in the strictest reading of "at the latest within"."""


class Place(msgspec.Struct, frozen=True):
    """Where a period runs: the State whose holidays count (ISO 3166-1 alpha-2), and the time zone (IANA)."""

    state: str
    time_zone: str

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.time_zone)


class Pause(msgspec.Struct, frozen=True, gc=False):
    """A span in which the clock stands still; ``end`` is ``None`` while it does."""

    start: datetime
    end: datetime | None = None


class Clock(msgspec.Struct, frozen=True):
    """One running deadline, in UTC. ``target_at`` and ``latest_at``: as set at the start, pauses not yet added."""

    kind: ClockKind
    started_at: datetime
    target_at: datetime
    latest_at: datetime
    stopped_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()


def start(kind: ClockKind, received_at: datetime, place: Place) -> Clock:
    """Return the clock that starts on receipt, or on the act that the article names."""
    rule = CLOCKS[kind]
    event = utc(received_at)
    target = _target(rule, event, place)
    return Clock(kind, event, target, target if kind in EXACT else max(target, _latest(rule, event, place)))


def production_clock(form: Form) -> ClockKind:
    """Return which clock the addressee of an order runs against."""
    if form.instrument is Instrument.EPOC_PR:
        return ClockKind.PRESERVE
    if form.instrument is Instrument.TCO:
        return ClockKind.REMOVE
    if form.deadline.choice is DeadlineChoice.EIGHT_HOURS:
        return ClockKind.PRODUCE_EMERGENCY
    return ClockKind.PRODUCE_NOTIFIED if form.notified else ClockKind.PRODUCE


def pause(clock: Clock, now: datetime) -> Clock:
    """Return the clock standing still: the addressee asked for a clarification.

    Raises:
        Refused: No clarification stops this clock, or it does not run. The clock's rule.
    """
    rule = CLOCKS[clock.kind]
    if not rule.can_pause or clock.stopped_at is not None or is_paused(clock):
        raise Refused(say("the clock '{kind}' cannot stand still", kind=say(clock.kind.value)), rule=rule.rule)
    return msgspec.structs.replace(clock, pauses=(*clock.pauses, Pause(utc(now))))


def resume(clock: Clock, now: datetime) -> Clock:
    """Return the clock running again: the clarification was given.

    Raises:
        Refused: It does not stand still. The clock's rule.
    """
    if not is_paused(clock) or utc(now) < clock.pauses[-1].start:
        raise Refused("the clock does not stand still", rule=CLOCKS[clock.kind].rule)
    return msgspec.structs.replace(clock, pauses=(*clock.pauses[:-1], Pause(clock.pauses[-1].start, now)))


def stop(clock: Clock, now: datetime) -> Clock:
    """Return the clock stopped: what it waited for is done. A clock that is stopped stays as it is."""
    return clock if clock.stopped_at is not None else msgspec.structs.replace(clock, stopped_at=utc(now))


def is_paused(clock: Clock) -> bool:
    """Whether the clock stands still."""
    return bool(clock.pauses) and clock.pauses[-1].end is None


def target_at(clock: Clock, now: datetime) -> datetime:
    """Return the target, pauses up to now added."""
    return clock.target_at + _paused(clock, now)


def latest_at(clock: Clock, now: datetime) -> datetime:
    """Return the legal latest, pauses up to now added."""
    return clock.latest_at + _paused(clock, now)


def is_late(clock: Clock, now: datetime) -> bool:
    """Whether the legal latest passed before it was done; at that very instant it has not."""
    return (clock.stopped_at or utc(now)) > latest_at(clock, now)


def alarm(clock: Clock, now: datetime) -> int:
    """Return the highest of `ALARMS` that is reached, in per cent of the time to the target; 0 before the first.

    A clock that is stopped or stands still raises no alarm.
    """
    if clock.stopped_at is not None or is_paused(clock):
        return 0
    gone = now - clock.started_at - _paused(clock, now)
    return max((share for share in ALARMS if gone * 100 >= share * (clock.target_at - clock.started_at)), default=0)


def _target(rule: ClockRule, event: datetime, place: Place) -> datetime:
    if rule.unit is Unit.HOURS:
        return event + timedelta(hours=rule.length)
    if rule.unit is Unit.DAYS:
        return event + timedelta(days=rule.length)
    if rule.unit is Unit.MONTHS:
        return months_after(event, rule.length)
    # So many working days later, at the same time of day: the end of the day before, and the hours that had gone.
    return _latest(rule, event, place) - timedelta(days=1) + _time_of_day(event, place)


def _time_of_day(event: datetime, place: Place) -> timedelta:
    local = event.astimezone(place.zone)
    return timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)


def _latest(rule: ClockRule, event: datetime, place: Place) -> datetime:
    if rule.unit is Unit.HOURS:
        return end_of_hours(event, rule.length, place.zone)
    if rule.unit is Unit.DAYS:
        return end_of_days(event, rule.length, place.zone, place.state)
    if rule.unit is Unit.MONTHS:
        return end_of_months(event, rule.length, place.zone, place.state)
    return end_of_working_days(event, rule.length, place.zone, place.state)


def _paused(clock: Clock, now: datetime) -> timedelta:
    moment = clock.stopped_at or now
    spans = (max((each.end or moment) - each.start, timedelta(0)) for each in clock.pauses)
    return sum(spans, timedelta(0))
