"""Flight selections: proposed by one person, approved by a court or independent body, reviewed and ended.

Source: Directive (EU) 2016/681, Art. 2; C-817/19; Regulation (EU) 2025/13, Art. 13; rule PNR-02.
"""

from datetime import UTC, date, datetime, time, timedelta

import msgspec

from tournai.casework.approvals import APPROVALS, MAXIMUM_REASON, ApprovalKind, Scope, ask, decide
from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.duties.admission import as_selection
from tournai.node.duties.alert_sources import stored_approval
from tournai.node.duties.erasing import ERASE_FLIGHTS
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import Duty, Ground, duty
from tournai.node.duties.rows import StoredApproval, StoredSelection, StoredSelectionReview
from tournai.node.duties.screening import read_approval
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.travel.selection import LONGEST, Basis, Part, SelectionState, parse_parts, selection_state
from tournai.values import Actor, LegalBasis, Purpose, check_two_persons
from tournai.values.wordings import say

RULE = "PNR-02"
SELECTION = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.FLIGHT_SELECTION)
STANDING = (SelectionState.COMING, SelectionState.CURRENT, SelectionState.REVIEW_MISSED)
"""The states in which a selection can be reviewed, or ended."""
_DAY = timedelta(days=1)


class Proposal(msgspec.Struct, frozen=True):
    """What is proposed. ``parts`` one a line; ``decided_by`` and ``assessed_on``: who judged or assessed, and when."""

    basis: str
    parts: str
    decided_by: str
    assessed_on: date
    assessment: str
    starts: date
    ends: date
    review_by: date


def propose_selection(ports: Ports, actor: Actor, proposal: Proposal) -> str:
    """Propose that intra-EU flights be kept; return the selection's identifier.

    Raises:
        Incomplete: Something that the law demands is missing, or its days cannot be (rule PNR-02).
        Malformed: A part is no airport, route or pattern, or there is no such basis.
        Refused: The actor may not propose.
    """
    with duty(ports, actor, Action.PROPOSE_SELECTION, SELECTION) as proposing:
        basis, parts = _basis(proposal.basis), parse_parts(proposal.parts)
        _check(proposal, basis, parts, proposing.now.date())
        selection_id = ports.identifier()
        scope = Scope(f"flight selection {selection_id}", SELECTION.purpose, actor.identifier)
        approval = ask(ApprovalKind.FLIGHT_SELECTION, scope, actor, proposal.assessment, proposing.now)
        proposing.unit.cases.put_approval(stored_approval(selection_id, approval))
        proposing.unit.selections.add(_stored(selection_id, proposal, basis, parts))
        proposing.record(
            EventKind.SELECTION_PROPOSED,
            selection_id,
            basis=basis.value,
            parts=len(parts),
            starts=proposal.starts.isoformat(),
            ends=proposal.ends.isoformat(),
        )
        return selection_id


def decide_selection(ports: Ports, actor: Actor, selection_id: str, *, approve: bool, reason: str) -> None:
    """Decide whether intra-EU flights may be kept as proposed: a court or independent body, with reasons.

    Raises:
        Refused: Whoever proposed it, or a role that is not independent (rules SYS-02, PNR-02); its days are over.
        Malformed: There is no such proposal.
    """
    with duty(ports, actor, Action.APPROVE_SELECTION, SELECTION) as deciding:
        stored, asked = find_selection(deciding.unit, selection_id)
        end = datetime.combine(stored.ends + _DAY, time.min, UTC)
        if approve and deciding.now >= end:
            raise Refused("its days are over: have it proposed anew", rule=RULE)
        longest = deciding.now + APPROVALS[ApprovalKind.FLIGHT_SELECTION].longest
        decided = decide(
            read_approval(asked),
            actor,
            deciding.now,
            is_given=approve,
            reason=reason,
            expires_at=min(end, longest) if approve else None,
        )
        deciding.unit.cases.put_approval(stored_approval(selection_id, decided))
        kind = EventKind.SELECTION_APPROVED if approve else EventKind.APPROVAL_REFUSED
        deciding.record(kind, selection_id, basis=stored.basis)


def review_selection(ports: Ports, actor: Actor, selection_id: str, *, reasons: str, review_by: date) -> None:
    """Record that a person reviewed a decision or selection and found it necessary still, until the next review.

    Raises:
        Refused: The actor proposed it (rule SYS-02), or it does not stand (rule PNR-02).
        Incomplete: No reasons, or a next review that is not to come or after its end.
        Malformed: There is no such selection.
    """
    with duty(ports, actor, Action.REVIEW_SELECTION, SELECTION) as reviewing:
        stored, asked = _standing(reviewing, selection_id)
        check_two_persons(read_approval(asked).asked_by.identifier, actor.identifier)
        # Not before the one that is due: of flights until then data may be held already.
        if not max(stored.review_by, reviewing.now.date() + _DAY) <= review_by <= stored.ends:
            raise Incomplete(
                "the next review is on a day to come, not before the one that is due, and not after its end", rule=RULE
            )
        _add_review(ports, reviewing, selection_id, ("regular", "continues"), reasons, review_by)
        reviewing.unit.selections.replace(msgspec.structs.replace(stored, review_by=review_by))
        reviewing.record(EventKind.SELECTION_REVIEWED, selection_id, review_by=review_by.isoformat())


def end_selection(ports: Ports, actor: Actor, selection_id: str, *, reasons: str) -> None:
    """End a decision or selection now: what is kept of flights that have not departed is erased.

    Raises:
        Refused: The actor may not, or it does not stand (rule PNR-02).
        Incomplete: No reasons.
        Malformed: There is no such selection.
    """
    with duty(ports, actor, Action.END_SELECTION, SELECTION) as ending:
        stored, _ = _standing(ending, selection_id)
        _add_review(ports, ending, selection_id, ("regular", "ended"), reasons, None)
        _end(ending, stored, is_annulled=False)
        ending.record(EventKind.SELECTION_ENDED, selection_id)


def judge_selection(ports: Ports, actor: Actor, selection_id: str, *, uphold: bool, reasons: str) -> None:
    """Record what a court or independent body found of a decision or selection; annulled, it never was one.

    It may be judged after its end: what was kept under it is erased then too.

    Raises:
        Refused: The actor proposed or approved it (rule SYS-02), or there is nothing to judge (rule PNR-02).
        Incomplete: No reasons.
        Malformed: There is no such selection.
    """
    with duty(ports, actor, Action.JUDGE_SELECTION, SELECTION) as judging:
        stored, asked = find_selection(judging.unit, selection_id)
        approval = read_approval(asked)
        if not approval.is_given or approval.decided_by is None or stored.is_annulled:
            raise Refused("only what was approved, and is not annulled, can be judged", rule=RULE)
        check_two_persons(approval.asked_by.identifier, actor.identifier)
        check_two_persons(approval.decided_by.identifier, actor.identifier)
        outcome = "upheld" if uphold else "annulled"
        _add_review(ports, judging, selection_id, ("court", outcome), reasons, None)
        if not uphold:
            _end(judging, stored, is_annulled=True)
        judging.record(EventKind.SELECTION_UPHELD if uphold else EventKind.SELECTION_ANNULLED, selection_id)


def _standing(acting: Duty, selection_id: str) -> tuple[StoredSelection, StoredApproval]:
    """Return a selection that applies, will apply, or waits for the review that was missed."""
    stored, asked = find_selection(acting.unit, selection_id)
    state = selection_state(as_selection(stored, asked), acting.now)
    if state not in STANDING:
        raise Refused(say("it is {state}: there is nothing to review or end", state=say(state.value)), rule=RULE)
    return stored, asked


def _add_review(
    ports: Ports, acting: Duty, selection_id: str, found: tuple[str, str], reasons: str, review_by: date | None
) -> None:
    if not reasons.strip() or len(reasons) > MAXIMUM_REASON:
        raise Incomplete(say("give reasons, of at most {most} characters", most=MAXIMUM_REASON), rule=RULE)
    kind, outcome = found
    row = StoredSelectionReview(
        review_id=ports.identifier(),
        selection_id=selection_id,
        kind=kind,
        outcome=outcome,
        reviewer=acting.actor.identifier,
        role=acting.actor.role.value,
        reasons=reasons.strip(),
        reviewed_at=acting.now,
        review_by=review_by,
    )
    acting.unit.selections.add_review(row)


def _end(acting: Duty, stored: StoredSelection, *, is_annulled: bool) -> None:
    ended = msgspec.structs.replace(
        stored,
        ended_at=stored.ended_at or acting.now,
        ended_by=stored.ended_by or acting.actor.identifier,
        is_annulled=is_annulled,
    )
    acting.unit.selections.replace(ended)
    acting.unit.intake.add_jobs(ERASE_FLIGHTS, [stored.selection_id], acting.now)


def find_selection(unit: Unit, selection_id: str) -> tuple[StoredSelection, StoredApproval]:
    """Return a selection and its approval.

    Raises:
        Malformed: There is none.
    """
    for stored, approval in unit.selections.selections():
        if stored.selection_id == selection_id:
            return stored, approval
    raise Malformed("there is no such flight selection", code="no-selection")


def _basis(text: str) -> Basis:
    try:
        return Basis(text)
    except ValueError as error:
        names = ", ".join(each.value for each in Basis)
        raise Malformed(
            say("no such basis: {text!r}; one of: {names}", text=text[:40], names=names), code="selection-basis"
        ) from error


def _check(proposal: Proposal, basis: Basis, parts: tuple[Part, ...], today: date) -> None:
    longest = LONGEST[basis]
    lacks = {
        "name the airports, routes or patterns: only a threat decision is about all flights": (
            basis is Basis.ASSESSMENT and not parts
        ),
        "name who judged the threat, or who made the assessment": not proposal.decided_by.strip(),
        say("give the reasons, in at most {most} characters", most=MAXIMUM_REASON): (
            not proposal.assessment.strip() or len(proposal.assessment) > MAXIMUM_REASON
        ),
        "the judgement or assessment was made today or before": proposal.assessed_on > today,
        "it starts today or later: nothing is selected for days that are past": proposal.starts < today,
        "it ends on the day it starts or later": proposal.ends < proposal.starts,
        say("a {basis} lasts at most {longest} days; then decide anew", basis=say(basis.value), longest=longest.days): (
            proposal.ends - proposal.starts >= longest
        ),
        "the review is due between its start and its end": (not proposal.starts <= proposal.review_by <= proposal.ends),
    }
    for words, is_lacking in lacks.items():
        if is_lacking:
            raise Incomplete(words, rule=RULE)


def _stored(selection_id: str, proposal: Proposal, basis: Basis, parts: tuple[Part, ...]) -> StoredSelection:
    return StoredSelection(
        selection_id=selection_id,
        basis=basis.value,
        parts=msgspec.json.encode(parts).decode(),
        decided_by=" ".join(proposal.decided_by.split())[:200],
        assessed_on=proposal.assessed_on,
        assessment=proposal.assessment.strip(),
        starts=proposal.starts,
        ends=proposal.ends,
        review_by=proposal.review_by,
    )
