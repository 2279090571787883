"""Withdrawals that wait: an edition lacks so many alerts that its file may have been cut short.

What the edition adds and changes is taken at once; what it lacks stays in force until another person than the one who
imported it has decided. The next edition asks anew, or shows that nothing was wrong.
"""

from datetime import datetime

import msgspec

from tournai.casework.approvals import Approval, ApprovalKind, ApprovalState, Scope, approval_state, decide
from tournai.errors import Malformed
from tournai.node.duties.alert_withdrawals import withdraw_alerts
from tournai.node.duties.coming_travellers import seek_again
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ALERT_MANAGEMENT, Duty, duty
from tournai.node.duties.rows import StoredApproval, StoredSource
from tournai.node.duties.screening import read_approval
from tournai.node.duties.views import HeldWithdrawal
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor


def hold(ports: Ports, importing: Duty, source: str, references: tuple[str, ...], known: int) -> str:
    """Keep alerts in force that an edition lacks, ask a second person, and return the question's identifier."""
    approval_id = ports.identifier()
    scope = Scope(f"{source}/withdrawal"[:128], importing.ground.purpose, importing.actor.identifier)
    reason = f"the edition lacks {len(references)} of {known} alerts"
    # Not `ask`: a command on the host imports too, and a person decides all the same.
    approval = Approval(ApprovalKind.WITHDRAWAL, scope, importing.actor, importing.now, reason)
    body = msgspec.json.encode(approval).decode()
    importing.unit.cases.put_approval(
        StoredApproval(approval_id, approval.kind.value, scope.record, approval.asked_at, body)
    )
    importing.unit.alerts.mark_missing(source, references, importing.now)
    importing.record(EventKind.WITHDRAWAL_HELD, approval_id, source=source, alerts=len(references), known=known)
    return approval_id


def held_withdrawal(unit: Unit, source: StoredSource, now: datetime) -> HeldWithdrawal | None:
    """Return the withdrawal of a source that waits for a decision."""
    stored = unit.cases.approval(source.held_approval) if source.held_approval else None
    if stored is None:
        return None
    approval = read_approval(stored)
    if approval_state(approval, now) is not ApprovalState.ASKED:
        return None
    return HeldWithdrawal(len(unit.alerts.missing(source.source)), approval.asked_by.identifier, approval.asked_at)


def decide_withdrawal(ports: Ports, actor: Actor, source: str, *, withdraw: bool) -> int:
    """Withdraw the alerts that the latest edition lacks, or keep them; return how many were withdrawn.

    Raises:
        Refused: The same person who imported it, or a role that may not decide (rule SYS-02).
        Malformed: Nothing waits: another edition came, or it is decided.
    """
    with duty(ports, actor, Action.DECIDE_WITHDRAWAL, ALERT_MANAGEMENT) as deciding:
        known = next((each for each in deciding.unit.alerts.sources() if each.source == source), None)
        stored = deciding.unit.cases.approval(known.held_approval) if known and known.held_approval else None
        if known is None or stored is None:
            raise Malformed("no withdrawal of this source waits: look at its latest edition", code="no-approval")
        approval = read_approval(stored)
        decided = decide(approval, actor, deciding.now, is_given=withdraw, reason=approval.reason)
        body = msgspec.json.encode(decided).decode()
        deciding.unit.cases.put_approval(msgspec.structs.replace(stored, body=body))
        gone = deciding.unit.alerts.missing(source) if withdraw else []
        withdraw_alerts(deciding, source, gone)
        deciding.unit.alerts.mark_missing(source, (), deciding.now)
        version = known.version + bool(gone)
        deciding.unit.alerts.put_source(msgspec.structs.replace(known, version=version, held_approval=""))
        if gone:
            seek_again(deciding, 0)
        kind = EventKind.ALERTS_WITHDRAWN if withdraw else EventKind.ALERTS_KEPT
        deciding.record(kind, stored.approval_id, source=source, alerts=len(gone))
        return len(gone)
