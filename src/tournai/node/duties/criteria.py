"""Criteria: written by one person, advised on by the data protection officer, approved by another, reviewed, ended.

Source: Directive (EU) 2016/681, Art. 5, 6(3)(b) and 6(4); C-817/19; rules PNR-01, PNR-09, SYS-02.
"""

from datetime import UTC, date, datetime, time, timedelta

import msgspec

from tournai.casework.approvals import (
    APPROVALS,
    MAXIMUM_REASON,
    Approval,
    ApprovalKind,
    Scope,
    ask,
    decide,
)
from tournai.casework.offences import OffenceGround, check_offence
from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.duties.alert_sources import stored_approval
from tournai.node.duties.applying import CRITERIA
from tournai.node.duties.criterion_locks import (
    ADVISE,
    NO_OBJECTION,
    OBJECTION,
    Content,
    Version,
    content_digest,
    find_version,
    lock_of,
    lock_of_act,
    next_act_id,
    read_versions,
)
from tournai.node.duties.criterion_rows import StoredAct, StoredTrial, StoredVersion
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import NODE, Duty, duty, look
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.screening.criteria import TrialCounts, check_criterion, parse_criterion, print_criterion
from tournai.screening.criteria.checking import SecondLook, airports_of, states_crowded
from tournai.screening.criteria.grounds import RULE
from tournai.screening.criteria.life import LONGEST, LONGEST_UNREVIEWED, Act, VersionState, check_act
from tournai.values import Actor, check_two_persons
from tournai.values.offences import offence_of
from tournai.values.places import state_name
from tournai.values.wordings import say

LONGEST_TITLE = 120
_DAY = timedelta(days=1)
_EVENTS = {
    Act.SUSPEND: EventKind.CRITERION_SUSPENDED,
    Act.RESUME: EventKind.CRITERION_RESUMED,
    Act.REVIEW: EventKind.CRITERION_REVIEWED,
    Act.WITHDRAW: EventKind.CRITERION_WITHDRAWN,
    Act.REPLACE: EventKind.CRITERION_REPLACED,
}
_ACTIONS = {
    Act.SUSPEND: Action.SUSPEND_CRITERION,
    Act.RESUME: Action.REVIEW_CRITERION,
    Act.REVIEW: Action.REVIEW_CRITERION,
    Act.WITHDRAW: Action.SUSPEND_CRITERION,
}


class Draft(msgspec.Struct, frozen=True):
    """What a person writes. ``criterion_id``: empty for a new criterion, else of which it is a new version."""

    title: str
    content: Content
    criterion_id: str = ""


class Checked(msgspec.Struct, frozen=True):
    """A text that was checked: its canonical form, and what asks for a second look."""

    text: str
    second_looks: tuple[SecondLook, ...]


def check_text(ports: Ports, actor: Actor, text: str) -> Checked:
    """Return a criterion's text in its canonical form, with what asks for a second look; nothing is stored.

    Raises:
        Malformed: It is no criterion; the message names line and column.
        Refused: It rests on a protected ground or proxy, or the actor may not write criteria (rule PNR-09).
    """
    with look(ports, actor, Action.WRITE_CRITERION, CRITERIA) as looking:
        return _checked(looking.unit, ports, text, "", looking.now)


def write_version(ports: Ports, actor: Actor, draft: Draft) -> str:
    """Propose a criterion, or a new version of one; return the version's identifier.

    Raises:
        Malformed: The text is no criterion.
        Refused: It rests on a protected ground or proxy, or the actor may not write criteria (rule PNR-09); the
            offence does not permit it (rule PNR-01).
        Incomplete: Something that the law demands is missing, or its days cannot be.
    """
    with duty(ports, actor, Action.WRITE_CRITERION, CRITERIA) as writing:
        checked = _checked(writing.unit, ports, draft.content.text, draft.criterion_id, writing.now)
        content = _completed(draft, checked.text, writing.now.date())
        version_id = ports.identifier()
        number = _next_number(writing.unit, draft.criterion_id)
        stored = StoredVersion(
            version_id=version_id,
            criterion_id=draft.criterion_id or version_id,
            number=number,
            title=" ".join(draft.title.split()),
            content=msgspec.json.encode(content).decode(),
            digest="",
        )
        stored = msgspec.structs.replace(stored, digest=content_digest(stored))
        scope = Scope(f"criterion {version_id}", offence_of(content.offence).purpose, actor.identifier)
        approval = ask(ApprovalKind.CRITERION, scope, actor, content.knowledge, writing.now)
        writing.unit.cases.put_approval(stored_approval(version_id, approval))
        writing.unit.criteria.add_version(stored)
        writing.record(
            EventKind.CRITERION_WRITTEN,
            version_id,
            criterion=stored.criterion_id,
            version=number,
            digest=stored.digest,
            offence=content.offence,
        )
        return version_id


def advise(ports: Ports, actor: Actor, version_id: str, *, objects: bool, reasons: str) -> None:
    """Record the data protection officer's advice on a proposed version; an objection keeps it from approval.

    Raises:
        Refused: The actor is not the data protection officer, or the version is not proposed (rule PNR-09).
        Incomplete: No reasons.
    """
    with duty(ports, actor, Action.ADVISE_CRITERION, CRITERIA) as advising:
        version = find_version(advising.unit, ports.keys, version_id, advising.now)
        _check_proposed(version)
        outcome = OBJECTION if objects else NO_OBJECTION
        _add_act(ports, advising, version_id, ADVISE, reasons, outcome=outcome)
        advising.record(EventKind.CRITERION_ADVISED, version_id, outcome=outcome, digest=version.stored.digest)


def decide_version(ports: Ports, actor: Actor, version_id: str, *, approve: bool, reason: str) -> None:
    """Approve or refuse a proposed version, as a second person; approved, it replaces the version before it.

    Raises:
        Refused: Whoever wrote it, or a version that may not be approved: without a trial of this very content, without
            the data protection officer, or whose route would be its reason (rules SYS-02, PNR-09).
    """
    with duty(ports, actor, Action.APPROVE_CRITERION, CRITERIA) as deciding:
        version = find_version(deciding.unit, ports.keys, version_id, deciding.now)
        if approve:
            _check_approvable(deciding, version)
        approval = _decide(version, actor, deciding.now, approve=approve, reason=reason)
        row = stored_approval(version_id, approval)
        deciding.unit.cases.put_approval(row)
        if not approve:
            deciding.record(EventKind.APPROVAL_REFUSED, version_id, digest=version.stored.digest)
            return
        locked = msgspec.structs.replace(version.stored, lock=lock_of(ports.keys, version.stored, row))
        deciding.unit.criteria.replace_version(locked)
        deciding.record(EventKind.CRITERION_APPROVED, version_id, digest=version.stored.digest)
        _replace_earlier(ports, deciding, version)


def suspend(ports: Ports, actor: Actor, version_id: str, *, reasons: str) -> None:
    """Stop applying a version, until it is resumed.

    Raises:
        Refused: The actor may not, or it does not stand (rule PNR-09).
        Incomplete: No reasons.
    """
    _act(ports, actor, version_id, Act.SUSPEND, reasons)


def resume(ports: Ports, actor: Actor, version_id: str, *, reasons: str) -> None:
    """Apply a suspended version again; not whoever wrote it decides that.

    Raises:
        Refused: The actor may not, wrote it (rule SYS-02), or it is not suspended (rule PNR-09).
        Incomplete: No reasons.
    """
    _act(ports, actor, version_id, Act.RESUME, reasons)


def withdraw(ports: Ports, actor: Actor, version_id: str, *, reasons: str) -> None:
    """End a version for good.

    Raises:
        Refused: The actor may not, or it has ended (rule PNR-09).
        Incomplete: No reasons.
    """
    _act(ports, actor, version_id, Act.WITHDRAW, reasons)


def review(ports: Ports, actor: Actor, version_id: str, *, reasons: str, review_by: date) -> None:
    """Record the regular review of a version with the competent authorities: it continues until the next one.

    Raises:
        Refused: The actor may not, wrote it (rule SYS-02), or it does not stand (rule PNR-09).
        Incomplete: No reasons, or a next review too late, or not to come.
    """
    _act(ports, actor, version_id, Act.REVIEW, reasons, review_by)


def latest_trial(unit: Unit, version: Version) -> StoredTrial | None:
    """Return the newest trial of a version that has ended, whatever content it was of."""
    own = (one for one in unit.criteria.trials() if one.version_id == version.stored.version_id and one.ended_at)
    return next(own, None)


def read_counts(trial: StoredTrial) -> TrialCounts:
    """Return what a trial that has ended counted."""
    return msgspec.json.decode(trial.counts, type=TrialCounts)


# --- writing ---


def _checked(unit: Unit, ports: Ports, text: str, criterion_id: str, now: datetime) -> Checked:
    criterion = parse_criterion(text)
    looks = list(check_criterion(criterion))
    others = {
        code
        for version in read_versions(unit, ports.keys, now)
        if version.state in (VersionState.IN_FORCE, VersionState.COMING) and version.stored.criterion_id != criterion_id
        for code in airports_of(version.criterion)
    }
    named = airports_of(criterion)
    # A list of airports may be spread over several criteria, too: no one of them shows it.
    for state in states_crowded(named | others) if named else ():
        looks.append(
            SecondLook(
                "routing",
                say("with the criteria in force, many airports of {state} are named", state=state_name(state)),
            )
        )
    return Checked(print_criterion(criterion), tuple(looks))


def _completed(draft: Draft, text: str, today: date) -> Content:
    content = draft.content
    offence = OffenceGround(content.offence, content.provision, content.penalty_years, content.air_link)
    check_offence(offence, offence_of(content.offence).purpose)
    lacks = {
        say("give a title of at most {most} characters", most=LONGEST_TITLE): not 0
        < len(draft.title.strip())
        <= LONGEST_TITLE,
        say(
            "say from which cases it is drawn and why it is necessary, in at most {most} characters",
            most=MAXIMUM_REASON,
        ): (not 0 < len(content.knowledge.strip()) <= MAXIMUM_REASON),
        say("say what speaks against a match, in at most {most} characters", most=MAXIMUM_REASON): (
            not 0 < len(content.against.strip()) <= MAXIMUM_REASON
        ),
        say("it starts today or later"): content.starts < today,
        say("it ends on the day it starts or later"): content.ends < content.starts,
        say("it is applied for at most {most} days; then it is proposed anew", most=LONGEST.days): (
            content.ends - content.starts >= LONGEST
        ),
        say(
            "its review is due between its start and its end, and within {most} days", most=LONGEST_UNREVIEWED.days
        ): not (content.starts <= content.review_by <= min(content.ends, content.starts + LONGEST_UNREVIEWED)),
    }
    for words, is_lacking in lacks.items():
        if is_lacking:
            raise Incomplete(words, rule=RULE)
    return msgspec.structs.replace(
        content, text=text, knowledge=content.knowledge.strip(), against=content.against.strip()
    )


def _next_number(unit: Unit, criterion_id: str) -> int:
    numbers = [one.number for one, _ in unit.criteria.versions() if one.criterion_id == criterion_id]
    if criterion_id and not numbers:
        raise Malformed("there is no such criterion", code="no-criterion")
    return max(numbers, default=0) + 1


# --- approving ---


def _check_proposed(version: Version) -> None:
    if version.state is not VersionState.PROPOSED:
        raise Refused(
            say("it is {state}: only a proposed version is advised on or decided", state=say(version.state.value)),
            rule=RULE,
        )


def _check_approvable(deciding: Duty, version: Version) -> None:
    _check_proposed(version)
    # The rules may have become stricter since it was written.
    check_criterion(version.criterion)
    advice, trial = version.advice, latest_trial(deciding.unit, version)
    if trial is None or trial.digest != version.stored.digest:
        raise Incomplete("try this version on the stored past first", rule=RULE)
    counts = read_counts(trial)
    if not counts.is_enough:
        raise Incomplete("the past has too few travellers for a trial: nobody knows yet whom it would meet", rule=RULE)
    if counts.is_conduct_idle:
        raise Incomplete(
            "of those whom its route, day, agency or document fits, it met more than half: "
            "the conduct that it names leaves out hardly anybody; write another version",
            rule=RULE,
        )
    if advice is None or advice.outcome != NO_OBJECTION:
        raise Incomplete("the data protection officer has not said yet that nothing stands against it", rule=RULE)
    check_two_persons(advice.actor, deciding.actor.identifier)


def _decide(version: Version, by: Actor, now: datetime, *, approve: bool, reason: str) -> Approval:
    end = datetime.combine(version.content.ends + _DAY, time.min, UTC)
    longest = now + APPROVALS[ApprovalKind.CRITERION].longest
    expires_at = min(end, longest) if approve else None
    return decide(version.approval, by, now, is_given=approve, reason=reason, expires_at=expires_at)


def _replace_earlier(ports: Ports, deciding: Duty, version: Version) -> None:
    for other in read_versions(deciding.unit, ports.keys, deciding.now):
        is_earlier = other.stored.criterion_id == version.stored.criterion_id and other.stored != version.stored
        if is_earlier and other.stored.number < version.stored.number and _stands(other):
            node = msgspec.structs.replace(deciding, actor=NODE)
            _add_act(ports, node, other.stored.version_id, Act.REPLACE.value, "a later version was approved")
            node.record(EventKind.CRITERION_REPLACED, other.stored.version_id, digest=other.stored.digest)


def _stands(version: Version) -> bool:
    try:
        check_act(Act.REPLACE, version.state)
    except Refused:
        return False
    return True


# --- acts ---


def _act(ports: Ports, actor: Actor, version_id: str, act: Act, reasons: str, review_by: date | None = None) -> None:
    with duty(ports, actor, _ACTIONS[act], CRITERIA) as acting:
        version = find_version(acting.unit, ports.keys, version_id, acting.now)
        check_act(act, version.state)
        if act in (Act.RESUME, Act.REVIEW):
            check_two_persons(version.approval.asked_by.identifier, actor.identifier)
        if review_by is not None:
            _check_next_review(version, review_by, acting.now.date())
        _add_act(ports, acting, version_id, act.value, reasons, review_by=review_by)
        if act in (Act.RESUME, Act.REVIEW) and version.state is not VersionState.IN_FORCE:
            # What was pushed meanwhile was not judged by it.
            acting.unit.criteria.replace_version(msgspec.structs.replace(version.stored, applied_since=None))
        acting.record(_EVENTS[act], version_id, digest=version.stored.digest)


def _check_next_review(version: Version, review_by: date, today: date) -> None:
    if not today < review_by <= min(version.content.ends, today + LONGEST_UNREVIEWED):
        raise Incomplete(
            say(
                "the next review is on a day to come, within {most} days, and not after its end",
                most=LONGEST_UNREVIEWED.days,
            ),
            rule=RULE,
        )


def _add_act(
    ports: Ports,
    acting: Duty,
    version_id: str,
    act: str,
    reasons: str,
    *,
    outcome: str = "",
    review_by: date | None = None,
) -> None:
    if not reasons.strip() or len(reasons) > MAXIMUM_REASON:
        raise Incomplete(say("give reasons, of at most {most} characters", most=MAXIMUM_REASON), rule=RULE)
    row = StoredAct(
        act_id=next_act_id(ports, acting.unit, version_id),
        version_id=version_id,
        act=act,
        outcome=outcome,
        actor=acting.actor.identifier,
        role=acting.actor.role.value,
        reasons=reasons.strip(),
        acted_at=acting.now,
        review_by=review_by,
        lock=b"",
    )
    acting.unit.criteria.add_act(msgspec.structs.replace(row, lock=lock_of_act(ports.keys, row)))
