"""By when the law wants an answer: a table by legal basis, country and case.

Source: Directive (EU) 2023/977, Art. 5(1); Framework Decision 2006/960/JHA, Art. 4; Regulation (EU) 2018/1862, Art.
8(3); Regulation (EU) 2024/982, Art. 47(1); Directive 2014/41/EU, Art. 12 and 16(1); Directive (EU) 2016/681, Art. 9(2).
Rules EXC-01, SIS-07, PRU-01.

Hours are counted as they pass. Days are calendar days of the receiver: an answer that is due in three days is due when
its wall clock shows the hour of receipt three days later. That Regulation (EEC, Euratom) No 1182/71 may let a period
run to the end of its last day, or past a holiday, is not used: the strictest reading is the default.
"""

from datetime import UTC, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

import msgspec

from tournai.exchange.bases import ExchangeBasis
from tournai.exchange.messages.answering import Accessibility
from tournai.values.instants import utc


class Answer(Enum):
    """What must be given in time."""

    URGENT_DIRECT = "answer, urgent, directly accessible"
    URGENT_INDIRECT = "answer, urgent, indirectly accessible"
    DIRECT = "answer, directly accessible"
    INDIRECT = "answer, indirectly accessible"
    SIRENE = "answer to a form of SIRENE"
    SIRENE_TERRORISM = "answer to a form of SIRENE, terrorism"
    CORE_DATA = "core data of a confirmed match"
    PASSENGER_DATA = "answer to a passenger information unit"
    PASSENGER_DATA_EMERGENCY = "answer to a passenger information unit, emergency"
    ORDER_RECEIPT = "receipt of an investigation order"
    ORDER_RECOGNITION = "recognition of an investigation order"
    ORDER_EXECUTION = "execution of an investigation order"


class Limit(msgspec.Struct, frozen=True, gc=False):
    """The legal latest and the node's own target before it, each in hours or in calendar days, and the article."""

    article: str
    rule: str
    hours: int = 0
    days: int = 0
    target_hours: int = 0
    target_days: int = 0
    is_law: bool = True
    """Whether the figure is the law's own; else the law says 'without delay' and the figure is a choice."""


_DIRECTIVE, _DECISION = "Directive (EU) 2023/977, Art. 5(1)", "Framework Decision 2006/960/JHA, Art. 4"
_WEEK = Limit(f"{_DIRECTIVE}(c)", "EXC-01", days=7, target_days=5)
DIRECTIVE_LIMITS = {
    Answer.URGENT_DIRECT: Limit(f"{_DIRECTIVE}(a)", "EXC-01", hours=8, target_hours=4),
    Answer.URGENT_INDIRECT: Limit(f"{_DIRECTIVE}(b)", "EXC-01", days=3, target_days=2),
    Answer.DIRECT: _WEEK,
    Answer.INDIRECT: _WEEK,
}
_FORTNIGHT = Limit(f"{_DECISION}(4)", "EXC-01", days=14, target_days=7)
DECISION_LIMITS = {
    Answer.URGENT_DIRECT: Limit(f"{_DECISION}(1)", "EXC-01", hours=8, target_hours=4),
    # Its Art. 4(1) and (3) speak of databases alone: whatever else is asked has the limit of Art. 4(4).
    Answer.URGENT_INDIRECT: _FORTNIGHT,
    Answer.DIRECT: Limit(f"{_DECISION}(3)", "EXC-01", days=7, target_days=5),
    Answer.INDIRECT: _FORTNIGHT,
}
_ORDER = "Directive 2014/41/EU, Art."
_UNITS = "Directive (EU) 2016/681, Art. 9"
OTHER_LIMITS = {
    Answer.SIRENE: Limit("Regulation (EU) 2018/1862, Art. 8(3); SIRENE manual", "SIS-07", hours=12, target_hours=6),
    Answer.SIRENE_TERRORISM: Limit(
        "Regulation (EU) 2018/1862, Art. 8(3); SIRENE manual", "SIS-07", hours=1, target_hours=1, is_law=False
    ),
    Answer.CORE_DATA: Limit("Regulation (EU) 2024/982, Art. 47(1)", "PRU-01", hours=48, target_hours=24),
    Answer.PASSENGER_DATA: Limit(f"{_UNITS}(2)", "PNR-22", days=7, target_days=3, is_law=False),
    Answer.PASSENGER_DATA_EMERGENCY: Limit(f"{_UNITS}(3)", "PNR-22", hours=8, target_hours=4, is_law=False),
    Answer.ORDER_RECEIPT: Limit(f"{_ORDER} 16(1)", "EXC-01", days=7, target_days=2),
    Answer.ORDER_RECOGNITION: Limit(f"{_ORDER} 12(3)", "EXC-01", days=30, target_days=20),
    Answer.ORDER_EXECUTION: Limit(f"{_ORDER} 12(4)", "EXC-01", days=90, target_days=60),
}
"""The limits that hang on no country."""


class Profile(msgspec.Struct, frozen=True):
    """How a State has put the directive into its law: the limits that bind its node, and where that stands."""

    state: str
    basis: ExchangeBasis
    limits: dict[Answer, Limit]
    source: str
    zone: str = "UTC"
    """The time zone in which its calendar days are counted."""


PROFILES = {
    "FRA": Profile(
        "FRA",
        ExchangeBasis.DIRECTIVE,
        DIRECTIVE_LIMITS,
        "Code de procédure pénale, art. 695-9-31 to 695-9-49 and R. 49-35 to R. 49-38 (Loi 2024-364, Décret 2025-84)",
        "Europe/Paris",
    ),
    "BEL": Profile(
        "BEL",
        ExchangeBasis.FRAMEWORK_DECISION,
        DECISION_LIMITS,
        "Framework Decision 2006/960/JHA: the directive stood in a preliminary draft law on 23 January 2026",
        "Europe/Brussels",
    ),
}
STRICTEST = Profile("", ExchangeBasis.DIRECTIVE, DIRECTIVE_LIMITS, "no profile: the strictest limits are taken")


def profile_of(state: str) -> Profile:
    """Return a State's profile; the strictest where none is known."""
    return PROFILES.get(state, STRICTEST)


def answer_of(accessibility: Accessibility | None, *, urgent: bool) -> Answer:
    """Return what must be given; while the accessibility is not known, as if it were direct: the shorter limit."""
    is_direct = accessibility is not Accessibility.INDIRECT
    if urgent:
        return Answer.URGENT_DIRECT if is_direct else Answer.URGENT_INDIRECT
    return Answer.DIRECT if is_direct else Answer.INDIRECT


def limit_of(answer: Answer, state: str) -> Limit:
    """Return the limit that binds the node of a State."""
    return OTHER_LIMITS.get(answer) or profile_of(state).limits[answer]


def latest_at(limit: Limit, start: datetime, zone: ZoneInfo) -> datetime:
    """Return the legal latest of what was received at ``start``, days counted in the receiver's zone; in UTC.

    >>> from zoneinfo import ZoneInfo
    >>> received = datetime(2026, 3, 27, 9, tzinfo=UTC)  # the Friday before summer time begins
    >>> latest_at(DIRECTIVE_LIMITS[Answer.URGENT_INDIRECT], received, ZoneInfo("Europe/Brussels")).isoformat()
    '2026-03-30T08:00:00+00:00'
    """
    return _later(start, zone, limit.hours, limit.days)


def target_at(limit: Limit, start: datetime, zone: ZoneInfo) -> datetime:
    """Return the node's own target for what was received at ``start``; in UTC."""
    return _later(start, zone, limit.target_hours, limit.target_days)


def _later(start: datetime, zone: ZoneInfo, hours: int, days: int) -> datetime:
    local = utc(start).astimezone(zone) + timedelta(days=days)  # the wall clock moves by days, whatever a day lasts
    return local.astimezone(UTC) + timedelta(hours=hours)
