"""Checking a travel document at the desk: read, proved, told; nothing of it is kept.

The answer carries a receipt: what the check found, sealed for the officer who made it. With it a case can be opened
afterwards (`document_cases`); without it nothing of the document is in the node any more (rule AIA-05).

Source: Regulation (EU) 2016/399, Art. 8; BSI TR-03135-1, version 2.5, section 5.1; rules AIA-01, AIA-05, API-06.
"""

import base64
from datetime import datetime, timedelta

import msgspec

from tournai.documents.chip.archive import ChipFiles, read_archive
from tournai.documents.chip.faces import read_faces
from tournai.documents.inspection import Evidence, inspect_document
from tournai.documents.mrz import Zone
from tournai.documents.seals.checks import check_seal, compare_with_zone
from tournai.documents.seals.reading import bytes_of_text, read_any_seal
from tournai.documents.trust import TrustStore
from tournai.documents.verdict import Check, Outcome, Step, Verdict, failed
from tournai.errors import Malformed, Refused, Unverified
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import Ground, duty, permit
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor, LegalBasis, Purpose
from tournai.values.wordings import say

BORDER = Ground(Purpose.BORDER_CHECK, LegalBasis.BORDER_CHECK)
MOST_CHIP_BYTES = 4 * 1024 * 1024
RECEIPT_LASTS = timedelta(minutes=30)

_RECEIPTS = "document receipt"


class Handed(msgspec.Struct, frozen=True):
    """What is handed over of one document: the zone's text, the chip's files as an archive, the seal's text."""

    zone: str = ""
    chip: bytes = b""
    seal: str = ""


class CheckedZone(msgspec.Struct, frozen=True):
    """A zone: its format, its lines, and its fields as printed."""

    format: str
    lines: tuple[str, ...]
    fields: dict[str, str]


class Findings(msgspec.Struct, frozen=True):
    """What a check found, and what it was made of; no picture."""

    checked_at: datetime
    verdict: Verdict
    printed: CheckedZone | None
    chip: CheckedZone | None


class DocumentCheck(msgspec.Struct, frozen=True):
    """A check for the officer who made it. ``portrait``: the chip's, with its kind; gone with the page."""

    findings: Findings
    portrait: bytes
    portrait_kind: str
    receipt: str


def check_document(ports: Ports, actor: Actor, handed: Handed) -> DocumentCheck:
    """Return what a check of a document finds; the log says how it ended, nothing of the document.

    Raises:
        Refused: The actor may not check documents.
        Malformed: Nothing was handed over, or the chip's archive cannot be read.
    """
    permit(ports, actor, Action.CHECK_DOCUMENT, BORDER)
    if not (handed.zone or handed.chip or handed.seal):
        raise Malformed("hand over the zone, the chip or the seal of a document", code="no-document")
    now, store = ports.clock(), ports.trusted()
    chip = _read_chip(handed.chip)
    evidence = Evidence(mrz=handed.zone or None, chip=chip)
    inspection = inspect_document(evidence, store, now, _seal_steps(handed, store, now))
    findings = Findings(now, inspection.verdict, _zone(inspection.printed), _zone(inspection.chip_zone))
    with duty(ports, actor, Action.CHECK_DOCUMENT, BORDER) as checking:
        checking.record(
            EventKind.DOCUMENT_CHECKED,
            verdict=inspection.verdict.verdict.value,
            failed=" ".join(failed_checks(inspection.verdict))[:256],
            zone=int(bool(handed.zone)),
            chip=int(bool(handed.chip)),
            seal=int(bool(handed.seal)),
        )
    portrait, kind = _portrait(chip)
    return DocumentCheck(findings, portrait, kind, _write_receipt(ports, actor, findings))


def failed_checks(verdict: Verdict) -> list[str]:
    """Return the checks that failed, each once, in their order."""
    return list(dict.fromkeys(step.step.value for step in verdict.steps if step.outcome is Outcome.FAILED))


def _read_chip(archive: bytes) -> ChipFiles | None:
    if len(archive) > MOST_CHIP_BYTES:
        raise Malformed(say("a chip has at most {most} bytes", most=MOST_CHIP_BYTES), code="chip-too-large")
    return read_archive(archive) if archive else None


def _seal_steps(handed: Handed, store: TrustStore, now: datetime) -> tuple[Step, ...]:
    if not handed.seal:
        return ()
    try:
        seal = read_any_seal(bytes_of_text(handed.seal))
    except Malformed as error:
        return (failed(Check.SEAL_READABILITY, say("no seal: {why}", why=say(error.reason)), "seal"),)
    steps = check_seal(seal, (), store, now).steps
    return (*steps, compare_with_zone(seal, handed.zone.split())) if handed.zone else steps


def _zone(zone: Zone | None) -> CheckedZone | None:
    if zone is None:
        return None
    return CheckedZone(zone.format.value, zone.lines, {field.name: field.printed for field in zone.fields})


def _portrait(chip: ChipFiles | None) -> tuple[bytes, str]:
    """Return the chip's portrait where a browser can show it as it is: JPEG."""
    file = chip.files.get("DG2") if chip else None
    try:
        faces = read_faces(file) if file else ()
    except Malformed:
        return b"", ""
    shown = next((face for face in faces if face.format == "JPEG"), None)
    return (shown.data, "image/jpeg") if shown else (b"", "")


def _write_receipt(ports: Ports, actor: Actor, findings: Findings) -> str:
    key = ports.keys.blind_key(_RECEIPTS)
    sealed = ports.keys.seal(key, msgspec.json.encode(findings), context=_context(actor))
    return base64.urlsafe_b64encode(sealed).decode()


def read_receipt(ports: Ports, actor: Actor, receipt: str, now: datetime) -> Findings:
    """Return what a check found, from its receipt.

    Raises:
        Refused: It is of another officer, or too old: the check is to be made again.
        Malformed: It is no receipt.
    """
    key = ports.keys.blind_key(_RECEIPTS)
    try:
        sealed = base64.urlsafe_b64decode(receipt.encode())
        findings = msgspec.json.decode(ports.keys.unseal(key, sealed, context=_context(actor)), type=Findings)
    except (ValueError, msgspec.DecodeError, Unverified) as error:
        raise Malformed(
            "this is no receipt of a check that you made: check the document again", code="receipt"
        ) from error
    if now - findings.checked_at > RECEIPT_LASTS:
        raise Refused("the check is older than half an hour: make it again", rule="AIA-05")
    return findings


def _context(actor: Actor) -> bytes:
    return f"document receipt\x00{actor.identifier}".encode()
