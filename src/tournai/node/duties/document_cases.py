"""Cases about documents: opened in one move where a check failed, kept sealed for a time, then destroyed.

A case holds the steps, their evidence and the lines of the zone. A picture is kept only by the decision of a second
officer (`case_biometrics`).

Source: Regulation (EU) 2016/399, Art. 8; Directive (EU) 2016/680, Art. 4 and 5; rules AIA-01, AIA-05, LED-03.
"""

from datetime import datetime

import msgspec

from tournai.documents.verdict import Check, Outcome
from tournai.errors import Malformed, Refused
from tournai.node.duties.case_biometrics import CaseBiometrics, biometrics_of, keep_biometrics, propose_biometrics
from tournai.node.duties.document_checks import Findings, Handed, face_of, failed_checks, read_chip, read_receipt
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
    biometrics: CaseBiometrics | None = None


def open_case(ports: Ports, actor: Actor, receipt: str, *, with_pictures: bool = False) -> str:
    """Keep what a check found, sealed; return the case's identifier.

    ``with_pictures`` proposes that its pictures be kept too: a second officer decides, none is kept yet.

    Raises:
        Refused: The actor may not; the check is too old, or nothing failed in it and nobody sought was met (AIA-05).
        Malformed: The receipt is none.
    """
    with duty(ports, actor, Action.OPEN_DOCUMENT_CASE, BORDER) as opening:
        findings = read_receipt(ports, actor, receipt, opening.now)
        failed = failed_checks(findings.verdict) or ([Check.WANTED.value] if findings.alerts else [])
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
        if with_pictures and findings.pictures:
            propose_biometrics(opening, case_id)
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
        found = _opened(ports, opening, case_id)
        if found is None:
            return None
        row, findings = found
        opening.record(EventKind.DOCUMENT_CASE_CONSULTED, case_id, ground=_ground(case_id))
        return DocumentCase(opening.now, _line(row), findings, biometrics_of(ports, opening, case_id))


def keep_pictures(ports: Ports, actor: Actor, case_id: str, handed: Handed) -> None:
    """Keep the pictures of a case, where a second officer allowed it: those of its check, handed over again.

    Raises:
        Refused: Nobody allowed it, too long ago, or they are others (rule AIA-05).
        Malformed: There is no such case, or the chip's archive cannot be read.
    """
    with duty(ports, actor, Action.OPEN_DOCUMENT_CASE, BORDER) as keeping:
        found = _opened(ports, keeping, case_id)
        if found is None:
            raise Malformed("there is no such case any more", code="no-case")
        pictures = {"portrait": face_of(read_chip(handed.chip)), "page": handed.page, "live": handed.live}
        keep_biometrics(ports, keeping, case_id, pictures, found[1].pictures)


def end_document_cases(ports: Ports) -> int:
    """Destroy the cases whose time is over; return how many there were."""
    with ports.look() as unit:
        if not unit.document_cases.over(ports.clock()):
            return 0
    with ports.begin() as unit:
        ending = Duty(unit, ports.clock(), NODE, BORDER)
        over = unit.document_cases.over(ending.now)
        # The keys first: where this is killed, nothing opens any more, and doing it again deletes the rows.
        pictures = [ending.unit.document_cases.biometrics(row.case_id) for row in over]
        ports.keys.destroy_data_keys([row.key_id for row in (*over, *pictures) if row is not None])
        unit.document_cases.erase([row.case_id for row in over])
        ending.record(EventKind.DOCUMENT_CASES_ERASED, cases=len(over))
    return len(over)


def _opened(ports: Ports, acting: Duty, case_id: str) -> tuple[StoredDocumentCase, Findings] | None:
    row = acting.unit.document_cases.case(case_id)
    if row is None or row.ends_at <= acting.now:
        return None
    keys = ports.keys.open_data_keys([row.key_id])
    if row.key_id not in keys:
        return None
    opened = ports.keys.unseal(keys[row.key_id], row.sealed, context=_context(case_id))
    return row, msgspec.json.decode(opened, type=Findings)


def _line(row: StoredDocumentCase) -> CaseLine:
    failed = tuple(row.failed.split())
    return CaseLine(row.case_id, row.opened_at, row.opened_by, row.ends_at, Outcome(row.outcome).value, failed)


def _ground(case_id: str) -> Ground:
    return msgspec.structs.replace(BORDER, reference=Reference("document case", case_id))


def _context(case_id: str) -> bytes:
    return f"document case\x00{case_id}".encode()
