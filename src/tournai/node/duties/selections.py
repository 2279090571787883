"""Flight selections: proposed by one person, approved by a court or independent body, reviewed and ended.

Source: Directive (EU) 2016/681, Art. 2; C-817/19; Regulation (EU) 2025/13, Art. 13; rule PNR-02.
"""

from datetime import UTC, date, datetime, time, timedelta

import msgspec

from tournai.casework.approvals import APPROVALS, MAXIMUM_REASON, ApprovalKind, Scope, ask, decide
from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.duties.alert_sources import stored_approval
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import Ground, duty
from tournai.node.duties.rows import StoredApproval, StoredSelection
from tournai.node.duties.screening import read_approval
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.travel.selection import LONGEST, Basis, Part, parse_parts
from tournai.values import Actor, LegalBasis, Purpose

RULE = "PNR-02"
SELECTION = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.FLIGHT_SELECTION)
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
        raise Malformed(f"no such basis: {text[:40]!r}; one of: {names}", code="selection-basis") from error


def _check(proposal: Proposal, basis: Basis, parts: tuple[Part, ...], today: date) -> None:
    longest = LONGEST[basis]
    lacks = {
        "name the airports, routes or patterns: only a threat decision is about all flights": (
            basis is Basis.ASSESSMENT and not parts
        ),
        "name who judged the threat, or who made the assessment": not proposal.decided_by.strip(),
        f"give the reasons, in at most {MAXIMUM_REASON} characters": (
            not proposal.assessment.strip() or len(proposal.assessment) > MAXIMUM_REASON
        ),
        "the judgement or assessment was made today or before": proposal.assessed_on > today,
        "it starts today or later: nothing is selected for days that are past": proposal.starts < today,
        "it ends on the day it starts or later": proposal.ends < proposal.starts,
        f"a {basis.value} lasts at most {longest.days} days; then decide anew": (
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
