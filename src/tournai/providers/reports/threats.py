"""Reports that providers send unasked: a suspected threat to life, voluntary disclosure in an emergency.

Source: Regulation (EU) 2022/2065, Art. 18: a hosting provider that suspects a crime involving a threat to life or
safety tells the Member State concerned at once; where it cannot tell which, its own State or Europol. Rule DSA-02.
"""

from datetime import datetime, timedelta
from enum import Enum

import msgspec

from tournai.errors import Refused
from tournai.values.instants import utc
from tournai.values.wordings import say

TRIAGE_WITHIN = timedelta(hours=1)
"""By when somebody looks at a report: own choice, the law says that providers report promptly."""


class ReportKind(Enum):
    """What a report is."""

    THREAT = "threat to life or safety"
    VOLUNTARY = "voluntary emergency disclosure"


class ReportState(Enum):
    """Where a report stands."""

    RECEIVED = "received"
    TAKEN = "taken"
    HANDED_OVER = "handed over"
    CLOSED = "closed"


class ReportStep(Enum):
    """What moves a report on."""

    TAKE = "take"
    HAND_OVER = "hand over"
    CLOSE = "close"


MOVES: dict[tuple[ReportState, ReportStep], ReportState] = {
    (ReportState.RECEIVED, ReportStep.TAKE): ReportState.TAKEN,
    (ReportState.TAKEN, ReportStep.HAND_OVER): ReportState.HANDED_OVER,
    (ReportState.TAKEN, ReportStep.CLOSE): ReportState.CLOSED,
    (ReportState.HANDED_OVER, ReportStep.CLOSE): ReportState.CLOSED,
}
"""Every step there is: nobody closes a report that nobody took."""


class ThreatReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report as received. ``states``: of the offence, the suspect or the victim, ISO 3166-1 alpha-2."""

    kind: ReportKind
    provider: str
    provider_state: str
    received_at: datetime
    suspicion: str
    states: tuple[str, ...] = ()
    contact: str = ""


EUROPOL = "EUROPOL"


def check_report(report: ThreatReport) -> None:
    """Return when a report can be acted upon.

    Raises:
        Refused: No provider, no suspicion, nobody who can be asked. Rule DSA-02.
    """
    utc(report.received_at)
    for name, text in (
        ("provider", report.provider),
        ("suspicion", report.suspicion),
        ("contact", report.contact),
    ):
        if not text.strip():
            raise Refused(say("state: {field}", field=say(name)), rule="DSA-02")


def hand_over_to(report: ThreatReport, own_state: str) -> tuple[str, ...]:
    """Return to whom a report is passed on: the States concerned but one's own; where none is known, Europol."""
    if not report.states:
        return (EUROPOL,)
    return tuple(state for state in report.states if state != own_state)


def move(state: ReportState, step: ReportStep) -> ReportState:
    """Return where a step leads.

    Raises:
        Refused: The state knows no such step. Rule DSA-02.
    """
    after = MOVES.get((state, step))
    if after is None:
        raise Refused(
            say("a report that is '{state}' cannot {step}", state=say(state.value), step=say(step.value)), rule="DSA-02"
        )
    return after


def is_overdue(report: ThreatReport, state: ReportState, now: datetime) -> bool:
    """Whether nobody took a report in time."""
    return state is ReportState.RECEIVED and utc(now) > report.received_at + TRIAGE_WITHIN
