"""What the demonstration shows of cases: recipients, one hit that was sent, one request at the desk, one for the judge.

Every step is the duty that an officer, a court or a recipient would call.
"""

from collections.abc import Iterable

import msgspec

from tournai.casework.annex import DEFAULTS
from tournai.casework.recipients import Recipient, RecipientKind
from tournai.casework.reviews import Ground, MatchState
from tournai.cli.node import administrator
from tournai.node.assembly import Node
from tournai.node.duties.disseminating import Proposal, send_dissemination
from tournai.node.duties.matches import claim_match, decide_match, open_match, show_queue
from tournai.node.duties.ports import Ports
from tournai.node.duties.post import acknowledge
from tournai.node.duties.recipients import decide_recipient, propose_recipient, tie_recipient
from tournai.node.duties.requests import decide_request, open_request
from tournai.node.duties.views import MatchPage
from tournai.values import Actor, Purpose, Reference, Role

ANALYST, SENIOR = Actor("analyst", Role.ANALYST), Actor("senior", Role.SENIOR_ANALYST)
JUDGE, POLICE = Actor("judge", Role.JUDGE), Actor("police", Role.INVESTIGATOR)
INVENTED = "invented for the demonstration"
REGISTER = (
    Recipient("BE-POLICE", RecipientKind.AUTHORITY, "Invented police of Belgium", "BEL", INVENTED, "duty desk"),
    Recipient("FR-CUSTOMS", RecipientKind.AUTHORITY, "Invented customs of France", "FRA", INVENTED, "duty desk"),
    Recipient("NL-PIU", RecipientKind.UNIT, "Invented unit of the Netherlands", "NLD", INVENTED, "duty desk"),
    Recipient("EUROPOL", RecipientKind.EUROPOL, "Europol", "", INVENTED, "desk", "an invented national unit"),
)
PROPOSED = Recipient("XA-INT", RecipientKind.THIRD_COUNTRY, "Interior ministry of Arcadia", "XAA", INVENTED, "desk")
NECESSITY = "To meet the traveller at the gate (demonstration)."
PROVISION = "Criminal Code, Art. 137 (demonstration)"


class Cases(msgspec.Struct, frozen=True):
    """What the cases hold: disseminations sent, requests approved, requests that wait for the judge."""

    sent: int
    approved: int
    waiting: int


def play_cases(node: Node) -> Cases:
    """Play what follows a match, and return what came of it.

    The register of recipients is filled, one entry waits for the second person; the strongest match by document is
    confirmed, sent and acknowledged; one request is approved and can be answered, another one waits for the judge.
    """
    _register(node.ports)
    hit = _hit(node.ports)
    if hit is None:
        return Cases(0, 0, 0)
    sent = send_dissemination(
        node.ports,
        ANALYST,
        Proposal(
            reference=Reference("match", hit.match.match_id),
            traveller_id=hit.traveller_id,
            recipient=REGISTER[0].code,
            elements=tuple(element.value for element in DEFAULTS[Purpose.TERRORISM]),
            conditions=(),
            necessity=NECESSITY,
        ),
    )
    acknowledge(node.ports, POLICE, sent, receipt="2026/118")
    first = _ask(node.ports, [("document number", number) for number in _values(hit, "document number")][:1])
    decide_request(node.ports, JUDGE, first, approve=True, reason="Order 12/2026 (demonstration).")
    _ask(node.ports, [("record locator", "DEMO42"), ("flight", f"XT 999 {node.ports.clock().date()}")])
    return Cases(1, 1, 1)


def _register(ports: Ports) -> None:
    for recipient in REGISTER:
        propose_recipient(ports, ANALYST, recipient)
        decide_recipient(ports, SENIOR, recipient.code, approve=True, reason="It is on the list (demonstration).")
    propose_recipient(ports, ANALYST, PROPOSED)
    tie_recipient(ports, administrator(), account=POLICE.identifier, code=REGISTER[0].code)


def _hit(ports: Ports) -> MatchPage | None:
    """Confirm the first match in the queue that agrees by document and whose flight is still to land."""
    for row in show_queue(ports, ANALYST).matches:
        if row.state != MatchState.NEW.value or "document" not in row.reasons:
            continue
        claim_match(ports, ANALYST, row.match_id)
        grounds = (Ground.SAME_DOCUMENT_NUMBER.value,)
        decide_match(
            ports, ANALYST, row.match_id, decision="confirmed", grounds=grounds, note="Checked (demonstration)."
        )
        page = open_match(ports, ANALYST, row.match_id)
        if page is not None and page.may_send:
            return page
    return None


def _ask(ports: Ports, elements: Iterable[tuple[str, str]]) -> str:
    return open_request(
        ports,
        ANALYST,
        authority=REGISTER[0].code,
        offence="terrorism",
        provision=PROVISION,
        penalty_years=10,
        air_link="A journey by air is part of the preparation (demonstration).",
        necessity="The booking is named in the file; nothing else tells who paid for it (demonstration).",
        elements=list(elements),
    )


def _values(page: MatchPage, label: str) -> list[str]:
    return [fact.value for fact in page.facts if fact.label == label]
