"""What a carrier's message must meet. An optional field that the carrier never collected is no part of it (Art. 8(1)).

Source: Directive (EU) 2016/681, Art. 8(1) to (3) and 16; Regulation (EU) 2025/13, Art. 5(3); rules PNR-05, PNR-07.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import Enum

from tournai.travel.records import MessageFormat, MessageFunction, Push
from tournai.travel.timing import Timing, assessable_until, push_timing, scheduled_departure


class Requirement(Enum):
    """What is asked of a message."""

    READABLE = "readable"
    """An agreed format (Art. 16): PNRGOV in EDIFACT or XML, or PAXLST."""
    REFERENCES = "references"
    """The sender and a reference of the interchange: without them a resend is not known as one."""
    FLIGHT = "flight"
    """The operating carrier, and a date: which flight it is about."""
    DEPARTURE = "departure"
    """The scheduled departure, at an airport that is known: what is on time hangs on it."""
    TIME = "time"
    """At one of the two times of Art. 8(3), or an update between them (Art. 8(4)); a list at check-in or closure."""
    COUNTS = "counts"
    """What it counts is what it holds."""
    GRAMMAR = "grammar"
    """No other fault of the format."""


IN_TIME = frozenset({Timing.ADVANCE, Timing.CLOSURE})
"""When any push may come."""


def requirement_of(defect_code: str) -> Requirement:
    """Return which requirement a defect of that code breaks."""
    return Requirement.COUNTS if defect_code.endswith("-count") else Requirement.GRAMMAR


def timing_of(push: Push, at: datetime) -> Timing:
    """Return when a message came, seen from the flight that it names first."""
    dated = (leg for leg in push.legs if assessable_until(leg) is not None)
    leg = next(dated, None)
    return push_timing(leg, at, is_first=False) if leg else Timing.UNKNOWN


def requirements_missed(push: Push, at: datetime) -> tuple[Requirement, ...]:
    """Return what a message that came at an instant does not meet, in the order of `Requirement`."""
    missed = set(_missed(push, at)) | {requirement_of(defect.code) for defect in push.defects}
    return tuple(requirement for requirement in Requirement if requirement in missed)


def _missed(push: Push, at: datetime) -> Iterator[Requirement]:
    legs = [leg for leg in push.legs if assessable_until(leg) is not None and leg.carrier]
    if not (push.sender and push.interchange_reference):
        yield Requirement.REFERENCES
    if not legs:
        yield Requirement.FLIGHT
    if not legs or scheduled_departure(legs[0]) is None:
        yield Requirement.DEPARTURE
    timing = timing_of(push, at)
    is_whole = push.format is MessageFormat.PNRGOV and push.function is MessageFunction.FULL
    if timing not in IN_TIME and (is_whole or timing is not Timing.BETWEEN):
        yield Requirement.TIME
