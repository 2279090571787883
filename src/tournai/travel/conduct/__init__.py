"""What counts against a carrier, and what does not.

Only absent, late, malformed or wrongly sent pushes, and those in a wrong format, count. A field that the carrier never
collected is no defect (Art. 8(1)); a defect that the message was read in spite of is told to the carrier, and counts
for nothing.

Source: Directive (EU) 2016/681, Art. 8, 14 and 16; rules PNR-05, PNR-06, PNR-07 and PNR-32.
"""

from enum import Enum

from tournai.travel.records import MessageFormat, MessageFunction
from tournai.travel.timetable import PushState
from tournai.travel.timing import Timing

__all__ = ["BREACHES", "SETTLED", "BreachKind", "Excuse", "breach_of_body", "breach_of_state", "is_wrongly_timed"]


class BreachKind(Enum):
    """What a carrier did wrong."""

    MISSING = "missing"
    """A push that was owed never came."""
    LATE = "late"
    """It came, or may still come, after its time."""
    MALFORMED = "malformed"
    """A body that nothing could be read of, or no flight."""
    WRONG_FORMAT = "wrong format"
    """A body in another format than those that Art. 16 has agreed (rule PNR-07)."""
    WRONGLY_TIMED = "wrongly timed"
    """Bookings outside both times of Art. 8(3), which nobody had asked for (Art. 8(5))."""


class Excuse(Enum):
    """Why a person found that a breach is not the carrier's fault."""

    TECHNICAL_FAILURE = "technical failure"
    """The agreed way failed; other means were taken, or could not be (Art. 16; rule PNR-07)."""
    STRIKE = "strike"
    AUTHORITY = "authority"
    """The authority's own fault: its door was closed, or its timetable wrong."""
    OTHER = "other"


_BREACHES = {
    PushState.MISSING.value: BreachKind.MISSING,
    PushState.LATE.value: BreachKind.LATE,
    PushState.RECEIVED_LATE.value: BreachKind.LATE,
}
BREACHES = tuple(_BREACHES)
"""The states of an obligation that count against a carrier."""
SETTLED = frozenset({PushState.ON_TIME.value, *_BREACHES})
"""The states in which it is known whether an obligation was met in time."""


def breach_of_state(state: str) -> BreachKind | None:
    """Return what a state of an obligation counts as; ``None`` where it counts for nothing.

    >>> breach_of_state("received late")
    <BreachKind.LATE: 'late'>
    """
    return _BREACHES.get(state)


WRONG_FORMATS = frozenset({"document-type", "encoding", "no-interchange", "packed", "unknown-message"})
"""Why a body cannot be read where that is its format: neither EDIFACT nor PNRGOV XML, packed, in another alphabet, or a
message of another kind. Source: Implementing Decision (EU) 2017/759, annex."""


def breach_of_body(code: str) -> BreachKind:
    """Return what a body counts as that could not be read, by the code of why.

    >>> breach_of_body("unknown-message")
    <BreachKind.WRONG_FORMAT: 'wrong format'>
    """
    return BreachKind.WRONG_FORMAT if code in WRONG_FORMATS else BreachKind.MALFORMED


def is_wrongly_timed(format_: str, function: str, timing: str, *, was_requested: bool = False) -> bool:
    """Tell whether a push came at a time of which the law knows nothing.

    Too early, after the arrival, or every booking between the two times; an update between them follows what came in
    advance (Art. 8(4)), a passenger list comes at check-in, and what is late counts as late already. A push that
    answers a request of Art. 8(5) is as it should be.
    """
    if was_requested:
        return False
    if timing in (Timing.EARLY.value, Timing.AFTER_ARRIVAL.value):
        return True
    is_whole = format_ == MessageFormat.PNRGOV.value and function == MessageFunction.FULL.value
    return is_whole and timing == Timing.BETWEEN.value
