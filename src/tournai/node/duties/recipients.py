"""The register of those who may receive travel data: proposed by one officer, listed by a second, ended by either.

Source: Directive (EU) 2016/681, Art. 7(1) to 7(3), 9, 10 and 11; rules PNR-14 and SYS-02.
"""

from datetime import datetime

import msgspec

from tournai.casework.approvals import ApprovalKind, ApprovalState, Scope, approval_state, ask, decide
from tournai.casework.recipients import KINDS, RULE, Recipient, RecipientKind, check_recipient
from tournai.errors import Malformed, Refused
from tournai.node.duties.alert_sources import stored_approval
from tournai.node.duties.dissemination_rows import StoredRecipient
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ADMINISTRATION, Duty, Ground, Look, duty, look
from tournai.node.duties.rows import StoredApproval
from tournai.node.duties.screening import read_approval
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, may
from tournai.values import Actor, LegalBasis, Purpose, Role
from tournai.values.wordings import say

REGISTER = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.AUTHORITY_REGISTER)
ENDED = "ended"
OPENS_POST = Role.INVESTIGATOR
"""The role of whoever opens a recipient's post at this node."""


class RecipientView(msgspec.Struct, frozen=True):
    """An entry of the register: how it stands, who proposed and listed it, and what the reader may do with it."""

    entry: StoredRecipient
    article: str
    state: str
    """``asked``, ``given``, ``refused``, ``expired`` or ``ended``."""
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    accounts: tuple[str, ...]
    """Accounts that open its post at this node."""
    may_decide: bool
    may_end: bool


class RecipientsPage(msgspec.Struct, frozen=True):
    """The register, by code."""

    now: datetime
    recipients: tuple[RecipientView, ...]
    kinds: tuple[str, ...]
    may_propose: bool


def show_recipients(ports: Ports, actor: Actor) -> RecipientsPage:
    """Return the register.

    Raises:
        Refused: The actor may not see it.
    """
    with look(ports, actor, Action.VIEW_RECIPIENTS, REGISTER) as looking:
        ties = looking.unit.disseminations.ties()
        rows = looking.unit.disseminations.recipients()
        return RecipientsPage(
            now=looking.now,
            recipients=tuple(_view(looking, entry, approval, ties) for entry, approval in rows),
            kinds=tuple(kind.value for kind in RecipientKind),
            may_propose=may(actor.role, Action.PROPOSE_RECIPIENT, looking.ground.purpose),
        )


def propose_recipient(ports: Ports, actor: Actor, recipient: Recipient) -> None:
    """Propose an entry of the register; one that is listed already is proposed anew in its new wording.

    Raises:
        Refused: The actor may not propose, or the entry lacks what it needs (rules PNR-14, PNR-25).
    """
    with duty(ports, actor, Action.PROPOSE_RECIPIENT, REGISTER) as proposing:
        check_recipient(recipient)
        scope = Scope(f"recipient {recipient.code}", REGISTER.purpose, actor.identifier)
        approval = ask(ApprovalKind.RECIPIENT, scope, actor, recipient.listing, proposing.now)
        approval_id = ports.identifier()
        proposing.unit.cases.put_approval(stored_approval(approval_id, approval))
        values = msgspec.structs.asdict(recipient) | {"kind": recipient.kind.value}
        proposing.unit.disseminations.put_recipient(StoredRecipient(**values, approval_id=approval_id))
        proposing.record(EventKind.RECIPIENT_PROPOSED, recipient.code, recipient_kind=recipient.kind.value)


def decide_recipient(ports: Ports, actor: Actor, code: str, *, approve: bool, reason: str) -> None:
    """List a recipient, or refuse to, as a second person.

    Raises:
        Refused: Whoever proposed it decides (SYS-02), a role that may not, or no reason is given (PNR-14).
        Malformed: There is no such entry.
    """
    with duty(ports, actor, Action.APPROVE_RECIPIENT, REGISTER) as deciding:
        entry, stored = _find(deciding.unit, code)
        decided = decide(read_approval(stored), actor, deciding.now, is_given=approve, reason=reason.strip())
        deciding.unit.cases.put_approval(stored_approval(entry.approval_id, decided))
        deciding.record(EventKind.RECIPIENT_LISTED if approve else EventKind.APPROVAL_REFUSED, code)


def end_recipient(ports: Ports, actor: Actor, code: str) -> None:
    """Take a recipient off the register: nothing is sent to it any more.

    Raises:
        Refused: The actor may not, or it is ended already (PNR-14).
        Malformed: There is no such entry.
    """
    with duty(ports, actor, Action.APPROVE_RECIPIENT, REGISTER) as ending:
        entry, _ = _find(ending.unit, code)
        if entry.ended_at is not None:
            raise Refused("it is off the register already", rule=RULE)
        ended = msgspec.structs.replace(entry, ended_at=ending.now, ended_by=actor.identifier)
        ending.unit.disseminations.put_recipient(ended)
        ending.record(EventKind.RECIPIENT_ENDED, code)


def tie_recipient(ports: Ports, actor: Actor, *, account: str, code: str, remove: bool = False) -> None:
    """Let an account open a recipient's post at this node; or no more.

    Raises:
        Malformed: There is no such account of an investigator, or no such entry.
        Refused: The actor may not manage accounts.
    """
    with duty(ports, actor, Action.MANAGE_ACCOUNTS, ADMINISTRATION) as tying:
        holder = tying.unit.accounts.account(account)
        if holder is None or holder.role != OPENS_POST.value:
            said = say("a recipient's post is opened by an account of role {role}", role=say(OPENS_POST.value))
            raise Malformed(said, code="account")
        _find(tying.unit, code)
        change = tying.unit.disseminations.untie if remove else tying.unit.disseminations.tie
        change(account, code)
        tying.record(EventKind.ACCOUNT_CHANGED, account, recipient=code, change="untied" if remove else "tied")


def listed(unit: Unit, now: datetime) -> dict[str, Recipient]:
    """Return the recipients that are listed now, by code."""
    return {
        entry.code: as_recipient(entry)
        for entry, approval in unit.disseminations.recipients()
        if _state(entry, approval, now) == ApprovalState.GIVEN.value
    }


def require_listed(unit: Unit, code: str, now: datetime) -> Recipient:
    """Return a recipient that is listed now.

    Raises:
        Refused: It is not. Rule PNR-14.
    """
    found = listed(unit, now).get(code)
    if found is None:
        raise Refused("this authority is not in the register of recipients: have it listed first", rule=RULE)
    return found


def as_recipient(entry: StoredRecipient) -> Recipient:
    """Return an entry as the rules read it."""
    kind = RecipientKind(entry.kind)
    return Recipient(entry.code, kind, entry.name, entry.state, entry.listing, entry.contact, entry.unit)


def _find(unit: Unit, code: str) -> tuple[StoredRecipient, StoredApproval]:
    for entry, approval in unit.disseminations.recipients():
        if entry.code == code:
            return entry, approval
    raise Malformed("there is no such entry in the register", code="no-recipient")


def _state(entry: StoredRecipient, approval: StoredApproval, now: datetime) -> str:
    return ENDED if entry.ended_at is not None else approval_state(read_approval(approval), now).value


def _view(
    looking: Look | Duty, entry: StoredRecipient, stored: StoredApproval, ties: dict[str, frozenset[str]]
) -> RecipientView:
    approval = read_approval(stored)
    state = _state(entry, stored, looking.now)
    may_decide = may(looking.actor.role, Action.APPROVE_RECIPIENT, looking.ground.purpose)
    return RecipientView(
        entry=entry,
        article=KINDS[RecipientKind(entry.kind)].legal_basis.value,
        state=state,
        asked_by=approval.asked_by.identifier,
        asked_at=approval.asked_at,
        decided_by=approval.decided_by.identifier if approval.decided_by else "",
        decided_at=approval.decided_at,
        accounts=tuple(sorted(account for account, codes in ties.items() if entry.code in codes)),
        may_decide=may_decide and state == "asked" and approval.asked_by.identifier != looking.actor.identifier,
        may_end=may_decide and state == "given",
    )
