"""Legal clocks: by when something must be done, and how far the time has run.

A clock has a target, which the unit sets itself, and the legal latest instant. None of these stands still; those of
requests between authorities are `tournai.exchange.clocks`. Hours and days are counted as the articles below state
them, from the instant of the start.
"""

from datetime import datetime, timedelta
from enum import Enum

import msgspec

from tournai.values.instants import utc


class ClockKind(Enum):
    """What must be done in time."""

    REVIEW_BEFORE_DEPARTURE = "review before departure"
    REVIEW_BEFORE_ARRIVAL = "review before arrival"
    URGENT_DISCLOSURE_REVIEW = "review of an urgent disclosure"
    RECEIPT = "receipt of a dissemination"
    OUTCOME = "outcome of a dissemination"
    DESTRUCTION = "destruction of what was withdrawn"
    ANSWER_REQUEST = "answer to a request for travel data"
    ANSWER_REQUEST_URGENT = "answer to a request for travel data, urgent"
    BREACH_NOTICE = "notice of a breach"


class ClockRule(msgspec.Struct, frozen=True, gc=False):
    """A clock's target and legal latest, counted from its start; ``None``: set by an event, such as an arrival."""

    target: timedelta | None
    latest: timedelta | None
    article: str
    rule: str


_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
CLOCKS: dict[ClockKind, ClockRule] = {
    ClockKind.REVIEW_BEFORE_DEPARTURE: ClockRule(None, None, "Directive (EU) 2016/681, Art. 6(2)(a)", "PNR-10"),
    ClockKind.REVIEW_BEFORE_ARRIVAL: ClockRule(None, None, "Directive (EU) 2016/681, Art. 6(2)(a)", "PNR-10"),
    ClockKind.URGENT_DISCLOSURE_REVIEW: ClockRule(
        12 * _HOUR, 24 * _HOUR, "Directive (EU) 2016/681, Art. 12(3); C-817/19; hours: own choice", "PNR-15"
    ),
    ClockKind.RECEIPT: ClockRule(None, None, "Directive (EU) 2016/681, Art. 6(6)", "PNR-11"),
    ClockKind.OUTCOME: ClockRule(
        14 * _DAY, 30 * _DAY, "Directive (EU) 2016/681, Art. 12(5); days: own choice", "PNR-20"
    ),
    ClockKind.DESTRUCTION: ClockRule(
        _DAY, 3 * _DAY, "Directive (EU) 2016/680, Art. 7(3) and 16(6); days: own choice", "PNR-11"
    ),
    # Art. 9(2): "as soon as possible".
    ClockKind.ANSWER_REQUEST: ClockRule(
        3 * _DAY, 7 * _DAY, "Directive (EU) 2016/681, Art. 6(2)(b) and 9(2); days: own choice", "PNR-22"
    ),
    ClockKind.ANSWER_REQUEST_URGENT: ClockRule(
        4 * _HOUR, 8 * _HOUR, "Directive (EU) 2016/681, Art. 6(2)(b) and 9(2); hours: own choice", "PNR-22"
    ),
    ClockKind.BREACH_NOTICE: ClockRule(48 * _HOUR, 72 * _HOUR, "Directive (EU) 2016/680, Art. 30(1)", "LED-18"),
}
"""Each clock with its article. A target is always the node's own choice, before the legal latest."""


class Clock(msgspec.Struct, frozen=True):
    """One running deadline."""

    kind: ClockKind
    started_at: datetime
    target_at: datetime
    latest_at: datetime
    stopped_at: datetime | None = None

    def __post_init__(self) -> None:
        for moment in (self.started_at, self.target_at, self.latest_at):
            utc(moment)
        if not self.started_at <= self.target_at <= self.latest_at:
            raise ValueError("a clock starts, meets its target, then its latest, in that order")


class ClockState(Enum):
    """How far a clock has run: towards its target, then towards the legal latest."""

    RUNNING = "running"
    HALF = "half"
    """50 % of the time to the target has gone."""
    AT_RISK = "at risk"
    """80 % of the time to the target has gone."""
    TARGET_MISSED = "target missed"
    """The target has passed, the legal latest has not."""
    LATE = "late"
    STOPPED = "stopped"
    """Done in time."""
    STOPPED_LATE = "stopped late"


_STAGES = ((1.0, ClockState.TARGET_MISSED), (0.8, ClockState.AT_RISK), (0.5, ClockState.HALF))


def start(kind: ClockKind, now: datetime, latest_at: datetime | None = None) -> Clock:
    """Return a clock that starts now. ``latest_at`` is for the kinds that an event ends, and for them only.

    The target of such a clock is halfway. A review that an event already overtook starts late.

    Raises:
        ValueError: The event's instant is missing, or given where the law sets it.
    """
    rule = CLOCKS[kind]
    if (rule.latest is None) is (latest_at is None):
        raise ValueError(f"'{kind.value}' is ended by {'an event: give its instant' if latest_at is None else 'law'}")
    if rule.latest is not None and rule.target is not None:
        return Clock(kind, utc(now), now + rule.target, now + rule.latest)
    end = max(utc(latest_at or now), utc(now))
    return Clock(kind, now, now + (end - now) / 2, end)


def state(clock: Clock, now: datetime) -> ClockState:
    """Return how far the clock has run; at the very instant of the latest it is not yet late."""
    moment = utc(clock.stopped_at or now)
    is_late = moment > clock.latest_at
    if clock.stopped_at is not None:
        return ClockState.STOPPED_LATE if is_late else ClockState.STOPPED
    if is_late:
        return ClockState.LATE
    gone = _fraction_gone(clock, moment)
    return next((stage for share, stage in _STAGES if gone >= share), ClockState.RUNNING)


def stop(clock: Clock, now: datetime) -> Clock:
    """Return the clock stopped: what it waited for is done. A clock that is stopped stays as it is."""
    if clock.stopped_at is not None:
        return clock
    return msgspec.structs.replace(clock, stopped_at=utc(now))


def _fraction_gone(clock: Clock, now: datetime) -> float:
    length = clock.target_at - clock.started_at
    gone = now - clock.started_at
    return gone / length if length else 1.0
