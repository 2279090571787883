"""Approvals: one person asks, another decides; for some acts the other must be a court or an independent body.

Source: Directive (EU) 2016/681, Art. 12(3); C-817/19 (prior review by a court or independent administrative body, which
the passenger information unit is not); rules SYS-02, PNR-02, PNR-08, PNR-09, PNR-15, PNR-18.
"""

from datetime import datetime, timedelta
from enum import Enum

import msgspec

from tournai.errors import Incomplete, Refused
from tournai.values.instants import utc
from tournai.values.purposes import Purpose
from tournai.values.roles import Actor, Role, check_two_persons
from tournai.values.wordings import listed, say

MAXIMUM_REASON = 4000
"""Characters of a reason."""


class ApprovalKind(Enum):
    """What is asked for."""

    DISCLOSURE = "disclosure"
    """To disclose or search stored travel data after arrival."""
    UNSEALING = "unsealing"
    """To open depersonalised travel data."""
    ALERT_SOURCE = "alert source"
    """To match travel data against a source."""
    BORDER_SOURCE = "alert source at a border"
    """To use a source when documents are checked at a border."""
    CRITERION = "criterion"
    """To apply a pre-determined criterion."""
    PULL_REQUEST = "pull request"
    """To ask a carrier for a flight's data outside of the two times (Art. 8(5))."""
    RECIPIENT = "recipient"
    """To enter an authority in the register of those that may receive."""
    FLIGHT_SELECTION = "flight selection"
    """To process flights inside the Union."""
    WITHDRAWAL = "withdrawal of alerts"
    """To withdraw so many alerts of a source at once that the file may have been cut short."""


class ApprovalRule(msgspec.Struct, frozen=True, gc=False):
    """Who may decide, for how long a decision holds at most and how long an unanswered question waits."""

    deciders: frozenset[Role]
    longest: timedelta
    waits: timedelta
    rule: str
    article: str
    is_urgency_possible: bool = False


_INDEPENDENT = frozenset(role for role in Role if role.is_independent)
_SENIOR = frozenset({Role.SENIOR_ANALYST})
_DAY = timedelta(days=1)

APPROVALS: dict[ApprovalKind, ApprovalRule] = {
    ApprovalKind.DISCLOSURE: ApprovalRule(
        _INDEPENDENT,
        30 * _DAY,
        30 * _DAY,
        "PNR-15",
        "Directive (EU) 2016/681, Art. 12(3); C-817/19",
        is_urgency_possible=True,
    ),
    ApprovalKind.UNSEALING: ApprovalRule(
        _INDEPENDENT, 7 * _DAY, 30 * _DAY, "PNR-18", "Directive (EU) 2016/681, Art. 12(3)"
    ),
    ApprovalKind.ALERT_SOURCE: ApprovalRule(
        _SENIOR, 365 * _DAY, 30 * _DAY, "PNR-08", "Directive (EU) 2016/681, Art. 6(3)(a)"
    ),
    ApprovalKind.BORDER_SOURCE: ApprovalRule(
        frozenset({Role.SECOND_LINE_OFFICER}),
        365 * _DAY,
        30 * _DAY,
        "SYS-02",
        "Regulation (EU) 2018/1862, Art. 44(1)(a)",
    ),
    ApprovalKind.CRITERION: ApprovalRule(
        _SENIOR | {Role.CRITERIA_OFFICER}, 180 * _DAY, 30 * _DAY, "PNR-09", "Directive (EU) 2016/681, Art. 6(4)"
    ),
    ApprovalKind.PULL_REQUEST: ApprovalRule(
        _SENIOR | _INDEPENDENT, 3 * _DAY, _DAY, "PNR-06", "Directive (EU) 2016/681, Art. 8(5) and 9(4)"
    ),
    ApprovalKind.RECIPIENT: ApprovalRule(
        _SENIOR, 365 * _DAY, 30 * _DAY, "PNR-14", "Directive (EU) 2016/681, Art. 7(1) to 7(3)"
    ),
    ApprovalKind.WITHDRAWAL: ApprovalRule(_SENIOR, _DAY, 30 * _DAY, "SYS-02", "Directive (EU) 2016/680, Art. 4(1)(d)"),
    ApprovalKind.FLIGHT_SELECTION: ApprovalRule(
        _INDEPENDENT, 180 * _DAY, 30 * _DAY, "PNR-02", "Directive (EU) 2016/681, Art. 2; C-817/19"
    ),
}
"""Each kind's rule. The law says who decides and that decisions end; the lengths are the node's own choice."""


class Scope(msgspec.Struct, frozen=True, gc=False):
    """What an approval is bound to: the record, the purpose, and who may use it."""

    record: str
    purpose: Purpose
    requester: str


class Approval(msgspec.Struct, frozen=True):
    """A question and, once decided, its answer. ``is_urgent``: usable before it is decided, for a short time."""

    kind: ApprovalKind
    scope: Scope
    asked_by: Actor
    asked_at: datetime
    reason: str
    is_urgent: bool = False
    decided_by: Actor | None = None
    is_given: bool | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""
    expires_at: datetime | None = None


class ApprovalState(Enum):
    """Where an approval stands at an instant."""

    ASKED = "asked"
    URGENT = "urgent"
    """Usable now, undecided; the review must follow shortly (C-817/19)."""
    GIVEN = "given"
    REFUSED = "refused"
    EXPIRED = "expired"
    """It was given and has ended, or nobody decided in time."""


URGENT_FOR = timedelta(hours=24)
"""How long an urgent approval is usable before it is decided: "within a short time" is the law's; 24 h our choice."""


def ask(
    kind: ApprovalKind, scope: Scope, by: Actor, reason: str, now: datetime, *, is_urgent: bool = False
) -> Approval:
    """Return a question put to those who may decide.

    Raises:
        Refused: No person asks, no reason or too long a one, or no urgency exists for the kind. The kind's rule.
    """
    rule = APPROVALS[kind]
    if not by.role.is_human or not by.identifier.strip():
        raise Refused("a person asks for an approval", rule=rule.rule)
    _check_reason(reason, rule)
    if is_urgent and not rule.is_urgency_possible:
        raise Refused(say("the law knows no urgency for {kind}", kind=say(kind.value)), rule=rule.rule)
    if not scope.record.strip() or not scope.requester.strip():
        raise Refused("an approval names the record and who will use it", rule=rule.rule)
    return Approval(kind, scope, by, utc(now), reason, is_urgent)


def decide(
    approval: Approval, by: Actor, now: datetime, *, is_given: bool, reason: str, expires_at: datetime | None = None
) -> Approval:
    """Return the approval with its decision. Without ``expires_at`` it holds as long as its kind may.

    Raises:
        Refused: It is decided or too old, the decider may not (the kind's rule), asked for it or is to use it (SYS-02),
            gives no reason, or lets it hold longer than the kind may.
    """
    rule = APPROVALS[approval.kind]
    _check_decider(approval, by, rule)
    _check_reason(reason, rule)
    if approval.is_given is not None:
        raise Refused("it is decided: ask anew", rule=rule.rule)
    if not approval.asked_at <= utc(now) < approval.asked_at + rule.waits:
        raise Refused("nobody decided in time: ask anew", rule=rule.rule)
    end = utc(expires_at) if expires_at else now + rule.longest
    if not now < end <= now + rule.longest:
        raise Refused(
            say(
                "an approval of {kind} holds at most {longest} days",
                kind=say(approval.kind.value),
                longest=rule.longest.days,
            ),
            rule=rule.rule,
        )
    return msgspec.structs.replace(
        approval, decided_by=by, is_given=is_given, decided_at=now, decision_reason=reason, expires_at=end
    )


def approval_state(approval: Approval, now: datetime) -> ApprovalState:
    """Return where an approval stands; its last instant is no longer within it."""
    if approval.is_given is None:
        return _undecided(approval, utc(now))
    if not approval.is_given:
        return ApprovalState.REFUSED
    is_running = approval.expires_at is not None and utc(now) < approval.expires_at
    return ApprovalState.GIVEN if is_running else ApprovalState.EXPIRED


def is_valid_for(approval: Approval, scope: Scope, now: datetime) -> bool:
    """Whether the approval lets this requester act on this record for this purpose, now."""
    is_open = approval_state(approval, now) in (ApprovalState.GIVEN, ApprovalState.URGENT)
    started = approval.decided_at or approval.asked_at
    return is_open and started <= now and approval.scope == scope


def require_approval(approval: Approval | None, kind: ApprovalKind, scope: Scope, now: datetime) -> None:
    """Return when a valid approval of that kind is there.

    Raises:
        Refused: There is none, it is for another scope or kind, or it is not valid now. The kind's rule.
    """
    if approval is None or approval.kind is not kind or not is_valid_for(approval, scope, now):
        raise Refused(
            say("this needs an approval of {kind} that is valid now", kind=say(kind.value)), rule=APPROVALS[kind].rule
        )


def _undecided(approval: Approval, now: datetime) -> ApprovalState:
    if approval.is_urgent and now < approval.asked_at + URGENT_FOR:
        return ApprovalState.URGENT
    is_waiting = now < approval.asked_at + APPROVALS[approval.kind].waits
    return ApprovalState.ASKED if is_waiting else ApprovalState.EXPIRED


def _check_decider(approval: Approval, by: Actor, rule: ApprovalRule) -> None:
    if by.role not in rule.deciders:
        names = listed(sorted(role.value for role in rule.deciders))
        raise Refused(say("{kind} is decided by: {names}", kind=say(approval.kind.value), names=names), rule=rule.rule)
    check_two_persons(approval.asked_by.identifier, by.identifier)
    check_two_persons(approval.scope.requester, by.identifier)


def _check_reason(reason: str, rule: ApprovalRule) -> None:
    if not reason.strip() or len(reason) > MAXIMUM_REASON:
        raise Incomplete(say("give a reason, of at most {most} characters", most=MAXIMUM_REASON), rule=rule.rule)
