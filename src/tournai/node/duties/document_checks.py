"""Checking a travel document at the desk: read, proved, told; nothing of it is kept.

The answer carries a receipt: what the check found, sealed for the officer who made it. With it a case can be opened
afterwards (`document_cases`); without it nothing of the document is in the node any more (rule AIA-05).

Source: Regulation (EU) 2016/399, Art. 8; BSI TR-03135-1, version 2.5, section 5.1; rules AIA-01, AIA-05, API-06.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from tournai.alerts.border import BorderUse
from tournai.documents.chip.archive import ChipFiles, read_archive
from tournai.documents.chip.faces import read_faces
from tournai.documents.inspection import Challenge, ChipProof, Evidence, Inspection, inspect_document
from tournai.documents.mrz import Zone
from tournai.documents.seals.checks import check_seal, compare_with_zone
from tournai.documents.seals.reading import bytes_of_text, read_any_seal
from tournai.documents.seals.signers import SealTrust
from tournai.documents.verdict import Check, Outcome, Step, Verdict, failed, not_done, undetermined, verdict_of
from tournai.errors import Malformed, Refused, Unavailable
from tournai.node.duties.border_alerts import find_alerts
from tournai.node.duties.case_biometrics import picture_digests
from tournai.node.duties.discreet_checks import DiscreetLine, keep_discreet, show_discreet
from tournai.node.duties.document_grounds import BORDER
from tournai.node.duties.handed_back import opened_for, seal_for
from tournai.node.duties.holder_alerts import AlertMet, alert_met, alert_steps, holders
from tournai.node.duties.picture_ports import Recognition
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import duty, permit
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, may
from tournai.values import Actor
from tournai.values.wordings import as_wording, say

MOST_CHIP_BYTES = 4 * 1024 * 1024
RECEIPT_LASTS = timedelta(minutes=30)

_RECEIPTS = "document receipt"


class Handed(msgspec.Struct, frozen=True):
    """What is handed over of one document and its holder; what is empty was not.

    ``zone``: its text as typed; ``page``: a picture of the page, from which the zone is read where none was typed;
    ``chip``: its files as an archive; ``seal``: its text; ``live``: a picture of the person;
    ``challenge`` and ``chip_proof``: what the chip answered to this node's questions (`document_challenges`).
    """

    zone: str = ""
    page: bytes = b""
    chip: bytes = b""
    seal: str = ""
    live: bytes = b""
    challenge: Challenge | None = None
    chip_proof: ChipProof | None = None


class CheckedZone(msgspec.Struct, frozen=True):
    """A zone: its format, its lines, and its fields as printed."""

    format: str
    lines: tuple[str, ...]
    fields: dict[str, str]


class Findings(msgspec.Struct, frozen=True):
    """What a check found, and what it was made of; no picture.

    ``pictures``: keyed digests of those that were handed over. ``alerts``: whom the holder, and what the document, may
    be; never one for a discreet check (rule SIS-04).
    """

    checked_at: datetime
    verdict: Verdict
    printed: CheckedZone | None
    chip: CheckedZone | None
    alerts: tuple[AlertMet, ...] = ()
    pictures: dict[str, str] = {}


class DocumentCheck(msgspec.Struct, frozen=True):
    """A check for the officer who made it. ``portrait``: the chip's, gone with the page.

    ``discreet``: for the entitled officer alone; empty for everybody else, whatever was met.
    """

    findings: Findings
    portrait: bytes
    receipt: str
    discreet: tuple[DiscreetLine, ...] = ()


def check_document(ports: Ports, actor: Actor, handed: Handed) -> DocumentCheck:
    """Return what a check of a document finds; the log says how it ended, nothing of the document.

    Raises:
        Refused: The actor may not check documents.
        Malformed: Nothing was handed over, or the chip's archive cannot be read.
    """
    permit(ports, actor, Action.CHECK_DOCUMENT, BORDER)
    if not (handed.zone or handed.page or handed.chip or handed.seal):
        raise Malformed("hand over the page, the zone, the chip or the seal of a document", code="no-document")
    now, store = ports.clock(), ports.trusted()
    chip = read_chip(handed.chip)
    zone, doubts = _zone_of(ports, handed, now)
    others = (*doubts, *_seal_steps(handed.seal, zone, ports.seal_trust, now), *_face_steps(ports, handed, chip))
    evidence = Evidence(
        zone or None, chip, challenge=handed.challenge, chip_proof=handed.chip_proof, is_sure=not doubts
    )
    inspection = inspect_document(evidence, store, now, others)
    persons = holders((inspection.chip_zone, inspection.printed))
    alerts = find_alerts(ports, persons)
    steps = alert_steps(alerts, persons, is_sure=not doubts or inspection.chip_zone is not None)
    verdict = verdict_of((*inspection.verdict.steps, *steps), inspection.verdict.defects)
    shown = tuple(alert_met(each) for each in alerts.met if each.use is not BorderUse.DISCREET)
    digests = picture_digests(ports, {"portrait": face_of(chip), "page": handed.page, "live": handed.live})
    found = findings_of(inspection, now)
    findings = msgspec.structs.replace(found, verdict=verdict, alerts=shown, pictures=digests)
    with duty(ports, actor, Action.CHECK_DOCUMENT, BORDER) as checking:
        kept = keep_discreet(ports, checking, alerts.of(BorderUse.DISCREET))
        checking.record(
            EventKind.DOCUMENT_CHECKED,
            verdict=verdict.verdict.value,
            failed=" ".join(failed_checks(verdict))[:256],
            zone=int(bool(handed.zone)),
            page=int(bool(handed.page)),
            chip=int(bool(handed.chip)),
            seal=int(bool(handed.seal)),
            live=int(bool(handed.live)),
        )
    discreet = _discreet(ports, actor, kept)
    return DocumentCheck(findings, face_of(chip), seal_for(ports, actor, _RECEIPTS, findings), discreet)


def findings_of(inspection: Inspection, checked_at: datetime) -> Findings:
    """Return what an inspection found, as it is shown."""
    zones = (_zone(inspection.printed), _zone(inspection.chip_zone))
    return Findings(checked_at, inspection.verdict, *zones)


def _discreet(ports: Ports, actor: Actor, kept: list[str]) -> tuple[DiscreetLine, ...]:
    """Return the possible hits for whom they are for; to everybody else the same nothing."""
    if not kept or not may(actor.role, Action.VIEW_DISCREET, BORDER.purpose):
        return ()
    return show_discreet(ports, actor, only=kept).checks


def failed_checks(verdict: Verdict) -> list[str]:
    """Return the checks that failed, each once, in their order."""
    return list(dict.fromkeys(step.step.value for step in verdict.steps if step.outcome is Outcome.FAILED))


def read_chip(archive: bytes) -> ChipFiles | None:
    """Return a chip's files, ``None`` where no archive was handed over.

    Raises:
        Malformed: It is too large, or none.
    """
    if len(archive) > MOST_CHIP_BYTES:
        raise Malformed(say("a chip has at most {most} bytes", most=MOST_CHIP_BYTES), code="chip-too-large")
    return read_archive(archive) if archive else None


def _zone_of(ports: Ports, handed: Handed, now: datetime) -> tuple[str, tuple[Step, ...]]:
    """Return the zone's text: as typed, else as read from the page, with what speaks against the reading."""
    if handed.zone or not handed.page:
        return handed.zone, ()
    check = Check.MRZ_CONSISTENCY
    try:
        found = _recognition(ports).read_zone(handed.page, now.date())
    except Unavailable as error:
        return "", (not_done(check, as_wording(error.reason), "page"),)
    except Malformed as error:
        why = say("no zone was found on the page: {why}", why=as_wording(error.reason))
        return "", (undetermined(check, why, "page"),)
    unsure = say("the zone read from the picture is not sure: compare it with the page")
    return "\n".join(found.lines), () if found.sure else (undetermined(check, unsure, "page"),)


def _recognition(ports: Ports) -> Recognition:
    if ports.recognition is None:
        raise Unavailable("the extra biometrics is not installed at this node")
    return ports.recognition


def _face_steps(ports: Ports, handed: Handed, chip: ChipFiles | None) -> tuple[Step, ...]:
    at_hand = {"chip": face_of(chip), "page": handed.page, "live": handed.live}
    pictures = {name: data for name, data in at_hand.items() if data}
    if len(pictures) < 2:
        return ()
    try:
        return _recognition(ports).compare_faces(pictures)
    except Unavailable as error:
        check = Check.LIVE_FACE if handed.live else Check.PORTRAITS
        return (not_done(check, as_wording(error.reason), ", ".join(pictures)),)


def face_of(chip: ChipFiles | None) -> bytes:
    """Return the first portrait of a chip; empty where there is none, or DG2 cannot be read."""
    file = chip.files.get("DG2") if chip else None
    try:
        return read_faces(file)[0].data if file else b""
    except Malformed:
        return b""  # a step of its own says that DG2 cannot be read


def _seal_steps(text: str, zone: str, trust: Callable[[], SealTrust], now: datetime) -> tuple[Step, ...]:
    if not text:
        return ()
    try:
        seal = read_any_seal(bytes_of_text(text))
    except Malformed as error:
        return (failed(Check.SEAL_READABILITY, say("no seal: {why}", why=as_wording(error.reason)), "seal"),)
    relied_on = trust()
    steps = check_seal(seal, relied_on.signers, relied_on.store, now).steps
    return (*steps, compare_with_zone(seal, zone.split())) if zone else steps


def _zone(zone: Zone | None) -> CheckedZone | None:
    if zone is None:
        return None
    return CheckedZone(zone.format.value, zone.lines, {field.name: field.printed for field in zone.fields})


def read_receipt(ports: Ports, actor: Actor, receipt: str, now: datetime) -> Findings:
    """Return what a check found, from its receipt.

    Raises:
        Refused: It is of another officer, or too old: the check is to be made again.
        Malformed: It is no receipt.
    """
    findings = opened_for(ports, actor, _RECEIPTS, receipt, Findings)
    if findings is None:
        raise Malformed("this is no receipt of a check that you made: check the document again", code="receipt")
    if now - findings.checked_at > RECEIPT_LASTS:
        raise Refused("the check is older than half an hour: make it again", rule="AIA-05")
    return findings
