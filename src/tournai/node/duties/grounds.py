"""Why an access happens: taken from the match or request that is being worked on, never typed in (rule SYS-01)."""

import msgspec

from tournai.node.duties.criterion_locks import Content
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import REVIEW, Ground
from tournai.node.duties.rows import StoredEligibility, StoredMatch
from tournai.node.duties.screening import read_approval
from tournai.values import LegalBasis, Purpose, Reference
from tournai.values.offences import offence_of

CRITERIA_ARTICLE = "Directive (EU) 2016/681, Art. 6(3)(b)"
UNKNOWN = "unknown"
"""What an event names where there is no such match or request: what was typed could be anything, a name too."""


def ground_of_reference(ports: Ports, reference: Reference) -> Ground:
    """Return why something is opened from a match or a request."""
    return (ground_of_request if reference.kind == "request" else ground_of_match)(ports, reference.identifier)


def ground_of_match(ports: Ports, match_id: str) -> Ground:
    """Return why a match is looked at: for the offence of the approval under which travel data was compared."""
    purpose = REVIEW.purpose
    with ports.look() as unit:
        match = unit.matches.match(match_id)
        if match is not None:
            purpose = offence_of(basis_of_match(unit, match).offence).purpose
    return Ground(purpose, LegalBasis.INDIVIDUAL_REVIEW, Reference("match", match_id if match else UNKNOWN))


def ground_of_request(ports: Ports, number: str) -> Ground:
    """Return why a request is worked on: for the offence that it names."""
    purpose = Purpose.TERRORISM_OR_SERIOUS_CRIME
    with ports.look() as unit:
        request = unit.cases.request(number)
        approval = unit.cases.approval(request.approval_id) if request else None
        if approval is not None:
            purpose = read_approval(approval).scope.purpose
    return Ground(purpose, LegalBasis.REASONED_REQUEST, Reference("request", number if request else UNKNOWN))


class Basis(msgspec.Struct, frozen=True):
    """Under what travel data was compared: the article, the offence, and who approved it."""

    article: str
    offence: str
    approver: str


def basis_of_match(unit: Unit, match: StoredMatch) -> Basis:
    """Return under what travel data was compared: the eligibility of a source, or the approved criterion."""
    if match.version_id is None:
        eligibility, approver = eligibility_of_match(unit, match)
        return Basis(eligibility.article, eligibility.offence, approver)
    pair = unit.criteria.version(match.version_id)
    if pair is None:
        raise LookupError("a match without the criterion it was made by")
    decided_by = read_approval(pair[1]).decided_by
    offence = msgspec.json.decode(pair[0].content, type=Content).offence
    return Basis(CRITERIA_ARTICLE, offence, decided_by.identifier if decided_by else "")


def eligibility_of_match(unit: Unit, match: StoredMatch) -> tuple[StoredEligibility, str]:
    """Return the eligibility under which travel data was compared, and who approved it."""
    for stored, approval in unit.alerts.eligibilities():
        if stored.approval_id == match.approval_id:
            decided_by = read_approval(approval).decided_by
            return stored, decided_by.identifier if decided_by else ""
    raise LookupError("a match without the approval it was made under")
