"""Cases about documents: opened in one move where a check failed, kept sealed for a time, then destroyed.

A case holds the steps, their evidence and the lines of the zone. No picture and nothing biometric is kept: that takes
the decision of a second officer, which this node does not ask for yet.

Source: Regulation (EU) 2016/399, Art. 8; Directive (EU) 2016/680, Art. 4 and 5; rules AIA-01, AIA-05, LED-03.
"""

from datetime import datetime

import msgspec

from tournai.documents.verdict import Outcome
from tournai.errors import Refused
from tournai.node.duties.document_checks import Findings, failed_checks, read_receipt
from tournai.node.duties.document_grounds import BORDER
from tournai.node.duties.document_rows import StoredDocumentCase
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import NODE, Duty, Ground, duty, look
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.oversight.retention import Kept, due
from tournai.values import Actor, Reference

SHOWN = 50


class CaseLine(msgspec.Struct, frozen=True):
    """A case in the list: nothing of its document."""

    case_id: str
    opened_at: datetime
    opened_by: str
    ends_at: datetime
    outcome: str
    failed: tuple[str, ...]


class CaseList(msgspec.Struct, frozen=True):
    """The newest cases, newest first."""

    now: datetime
    cases: tuple[CaseLine, ...]


class DocumentCase(msgspec.Struct, frozen=True):
    """A case, opened: its line, and what the check found."""

    now: datetime
    line: CaseLine
    findings: Findings


def open_case(ports: Ports, actor: Actor, receipt: str) -> str:
    """Keep what a check found, sealed; return the case's identifier.

    Raises:
        Refused: The actor may not; the check is too old, or nothing failed in it (rule AIA-05).
        Malformed: The receipt is none.
    """
    with duty(ports, actor, Action.OPEN_DOCUMENT_CASE, BORDER) as opening:
        findings = read_receipt(ports, actor, receipt, opening.now)
        failed = failed_checks(findings.verdict)
        if not failed:
            raise Refused("nothing failed in this check: without a reason nothing of it is kept", rule="AIA-05")
        case_id = ports.identifier()
        [key] = ports.keys.create_data_keys(1, "document case")
        row = StoredDocumentCase(
            case_id=case_id,
            opened_at=opening.now,
            opened_by=actor.identifier,
            ends_at=due(Kept.DOCUMENT_CASE, opening.now),
            outcome=findings.verdict.verdict.value,
            failed=" ".join(failed),
            key_id=key.identifier,
            sealed=ports.keys.seal(key.material, msgspec.json.encode(findings), context=_context(case_id)),
        )
        opening.unit.document_cases.add(row)
        opening.record(EventKind.DOCUMENT_CASE_OPENED, case_id, ground=_ground(case_id), failed=row.failed[:256])
    return case_id


def show_cases(ports: Ports, actor: Actor) -> CaseList:
    """Return the newest cases, without what they hold.

    Raises:
        Refused: The actor may not see them.
    """
    with look(ports, actor, Action.VIEW_DOCUMENT_CASES, BORDER) as looking:
        return CaseList(looking.now, tuple(_line(row) for row in looking.unit.document_cases.cases(SHOWN)))


def show_case(ports: Ports, actor: Actor, case_id: str) -> DocumentCase | None:
    """Return a case, opened; ``None`` where there is none, or its time is over.

    Raises:
        Refused: The actor may not see it.
    """
    with duty(ports, actor, Action.VIEW_DOCUMENT_CASES, BORDER) as opening:
        row = opening.unit.document_cases.case(case_id)
        if row is None or row.ends_at <= opening.now:
            return None
        keys = ports.keys.open_data_keys([row.key_id])
        if row.key_id not in keys:
            return None
        opened = ports.keys.unseal(keys[row.key_id], row.sealed, context=_context(case_id))
        opening.record(EventKind.DOCUMENT_CASE_CONSULTED, case_id, ground=_ground(case_id))
        return DocumentCase(opening.now, _line(row), msgspec.json.decode(opened, type=Findings))


def end_document_cases(ports: Ports) -> int:
    """Destroy the cases whose time is over; return how many there were."""
    with ports.look() as unit:
        if not unit.document_cases.over(ports.clock()):
            return 0
    with ports.begin() as unit:
        ending = Duty(unit, ports.clock(), NODE, BORDER)
        over = unit.document_cases.over(ending.now)
        # The keys first: where this is killed, nothing opens any more, and doing it again deletes the rows.
        ports.keys.destroy_data_keys([row.key_id for row in over])
        unit.document_cases.erase([row.case_id for row in over])
        ending.record(EventKind.DOCUMENT_CASES_ERASED, cases=len(over))
    return len(over)


def _line(row: StoredDocumentCase) -> CaseLine:
    failed = tuple(row.failed.split())
    return CaseLine(row.case_id, row.opened_at, row.opened_by, row.ends_at, Outcome(row.outcome).value, failed)


def _ground(case_id: str) -> Ground:
    return msgspec.structs.replace(BORDER, reference=Reference("document case", case_id))


def _context(case_id: str) -> bytes:
    return f"document case\x00{case_id}".encode()
