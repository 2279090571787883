"""Which alert sources a document check at a border may use: proposed by one officer, approved by another.

An approval for travel data (rule PNR-08) opens nothing here, and one of these opens nothing there: other purpose, other
categories, an index of its own (rules PNR-34, API-06).

Source: Regulation (EU) 2018/1862, Art. 44(1)(a); rules SIS-04, SYS-02.
"""

from datetime import datetime

import msgspec

from tournai.alerts.border import FORMATS
from tournai.casework.approvals import ApprovalKind, ApprovalState, Scope, approval_state, ask, decide
from tournai.errors import Malformed, Refused
from tournai.node.duties.alert_sources import stored_approval
from tournai.node.duties.border_rows import StoredBorderSource
from tournai.node.duties.document_grounds import BORDER
from tournai.node.duties.indexing import BUILD_INDEX
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import Duty, duty
from tournai.node.duties.rows import StoredApproval
from tournai.node.duties.screening import read_approval
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor, Purpose
from tournai.values.wordings import say


class BorderSource(msgspec.Struct, frozen=True):
    """A source and whether checks of documents may use it: ``state`` is empty where nobody proposed that."""

    source: str
    format: str
    imported_at: datetime
    active: int
    approval_id: str = ""
    state: str = ""
    asked_by: str = ""
    decided_by: str = ""
    until: datetime | None = None


def propose_border_source(ports: Ports, actor: Actor, source: str, reason: str) -> str:
    """Propose that checks of documents use a source; return the approval's identifier.

    Raises:
        Refused: The actor may not propose, gives no reason, or the source is no list of persons or documents sought.
        Malformed: There is no such source.
    """
    with duty(ports, actor, Action.PROPOSE_BORDER_SOURCE, BORDER) as proposing:
        known = next((each for each in proposing.unit.alerts.sources() if each.source == source), None)
        if known is None:
            raise Malformed(
                say("there is no alert source {source!r}: import it first", source=source), code="no-source"
            )
        if known.format not in {form.value for form in FORMATS}:
            raise Refused("only police alerts and lists of documents may be used at a border", rule="SIS-04")
        scope = Scope(source, Purpose.BORDER_CHECK, actor.identifier)
        approval = ask(ApprovalKind.BORDER_SOURCE, scope, actor, reason, proposing.now)
        approval_id = ports.identifier()
        proposing.unit.cases.put_approval(stored_approval(approval_id, approval))
        proposing.unit.border.add_source(StoredBorderSource(approval_id, source))
        proposing.record(EventKind.BORDER_SOURCE_PROPOSED, approval_id, source=source)
    return approval_id


def decide_border_source(ports: Ports, actor: Actor, approval_id: str, *, approve: bool, reason: str) -> None:
    """Decide on a proposal; another person than who made it.

    Raises:
        Refused: The same person, or one who may not decide (rule SYS-02).
        Malformed: There is no such proposal.
    """
    with duty(ports, actor, Action.APPROVE_BORDER_SOURCE, BORDER) as deciding:
        source, stored = _proposal(deciding.unit, approval_id)
        decided = decide(read_approval(stored), actor, deciding.now, is_given=approve, reason=reason)
        deciding.unit.cases.put_approval(stored_approval(approval_id, decided))
        _build(deciding)
        kind = EventKind.BORDER_SOURCE_APPROVED if approve else EventKind.BORDER_SOURCE_REFUSED
        deciding.record(kind, approval_id, source=source.source)


def end_border_source(ports: Ports, actor: Actor, approval_id: str) -> None:
    """End the use of a source, at once, and every proposal of it.

    Raises:
        Refused: The actor may not end it.
        Malformed: There is no such proposal.
    """
    with duty(ports, actor, Action.PROPOSE_BORDER_SOURCE, BORDER) as ending:
        source = _proposal(ending.unit, approval_id)[0].source
        ending.unit.border.end_source(source, at=ending.now, by=actor.identifier)
        _build(ending)
        ending.record(EventKind.BORDER_SOURCE_ENDED, approval_id, source=source)


def approved_sources(unit: Unit, now: datetime) -> dict[str, str]:
    """Return source -> approval, of the sources that checks of documents may use now."""
    return {
        source.source: source.approval_id
        for source, stored in unit.border.sources()
        if source.ended_at is None and approval_state(read_approval(stored), now) is ApprovalState.GIVEN
    }


def border_sources(unit: Unit, now: datetime) -> tuple[BorderSource, ...]:
    """Return every source that could be used, with its latest proposal."""
    latest = {source.source: (source, stored) for source, stored in reversed(unit.border.sources())}
    usable = [each for each in unit.alerts.sources() if each.format in {form.value for form in FORMATS}]
    lines = []
    for each in usable:
        active = sum(unit.alerts.categories(each.source).values())
        line = BorderSource(each.source, each.format, each.imported_at, active)
        lines.append(_with_proposal(line, *latest[each.source], now) if each.source in latest else line)
    return tuple(lines)


def _with_proposal(
    line: BorderSource, source: StoredBorderSource, stored: StoredApproval, now: datetime
) -> BorderSource:
    approval = read_approval(stored)
    return msgspec.structs.replace(
        line,
        approval_id=source.approval_id,
        state="ended" if source.ended_at else approval_state(approval, now).value,
        asked_by=approval.asked_by.identifier,
        decided_by=approval.decided_by.identifier if approval.decided_by else "",
        until=approval.expires_at,
    )


def _build(changing: Duty) -> None:
    # The job of every change of alerts: it builds the index of the border too.
    changing.unit.intake.add_jobs(BUILD_INDEX, ["alerts"], changing.now)


def _proposal(unit: Unit, approval_id: str) -> tuple[StoredBorderSource, StoredApproval]:
    for source, approval in unit.border.sources():
        if source.approval_id == approval_id:
            return source, approval
    raise Malformed("there is no such proposal", code="no-approval")
