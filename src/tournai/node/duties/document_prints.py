"""A verdict on paper: whoever checked a document may take it with him, once more by name and on record.

The node has kept nothing of the check: what it found, and the pictures, come back sealed for the officer who made it.

Source: Directive (EU) 2016/680, Art. 25 (disclosure is logged); rule AIA-05.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

import msgspec

from tournai.documents.holder.pictures import as_jpeg
from tournai.errors import Malformed
from tournai.node.duties.document_cases import show_case
from tournai.node.duties.document_checks import Findings, read_receipt
from tournai.node.duties.document_grounds import BORDER
from tournai.node.duties.handed_back import opened_for, seal_for
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import duty, permit
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor

_PICTURES = "document pictures"


class PrintedVerdict(msgspec.Struct, frozen=True):
    """What stands on the paper, for whom, when. ``pictures``: JPEG, under ``portrait``, ``page``, ``live``."""

    findings: Findings
    pictures: dict[str, bytes]
    by: str
    at: datetime


class SealedPictures(msgspec.Struct, frozen=True):
    """The pictures of a check, reduced, tied to its receipt."""

    receipt: bytes
    pictures: dict[str, bytes]


def seal_pictures(ports: Ports, actor: Actor, receipt: str, pictures: Mapping[str, bytes]) -> str:
    """Return the pictures of a check, reduced and sealed, for its page to hand back; one that is none is left out."""
    return seal_for(ports, actor, _PICTURES, SealedPictures(_digest(receipt), reduced(pictures)))


def reduced(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return pictures as they go on paper; one that is none is left out."""
    return {name: small for name, data in pictures.items() if (small := _reduced(data))}


def print_verdict(ports: Ports, actor: Actor, receipt: str, pictures: str = "") -> PrintedVerdict:
    """Return the verdict of a check to be put on paper; that it was is an event.

    Raises:
        Refused: The actor may not, or the check is too old.
        Malformed: The receipt is none, or the pictures are of another check.
    """
    with duty(ports, actor, Action.PRINT_VERDICT, BORDER) as printing:
        findings = read_receipt(ports, actor, receipt, printing.now)
        shown = _opened(ports, actor, receipt, pictures) if pictures else {}
        printing.record(
            EventKind.DOCUMENT_VERDICT_EXPORTED, verdict=findings.verdict.verdict.value, pictures=len(shown)
        )
        return PrintedVerdict(findings, shown, actor.identifier, printing.now)


def print_case(ports: Ports, actor: Actor, case_id: str) -> PrintedVerdict | None:
    """Return the verdict of a case to be put on paper; ``None`` where there is no such case. No picture is in it.

    Raises:
        Refused: The actor may not.
    """
    permit(ports, actor, Action.PRINT_VERDICT, BORDER)
    case = show_case(ports, actor, case_id)
    if case is None:
        return None
    with duty(ports, actor, Action.PRINT_VERDICT, BORDER) as printing:
        verdict = case.findings.verdict.verdict.value
        printing.record(EventKind.DOCUMENT_VERDICT_EXPORTED, case_id, verdict=verdict, pictures=0)
        return PrintedVerdict(case.findings, {}, actor.identifier, printing.now)


def _opened(ports: Ports, actor: Actor, receipt: str, pictures: str) -> dict[str, bytes]:
    opened = opened_for(ports, actor, _PICTURES, pictures, SealedPictures)
    if opened is None or opened.receipt != _digest(receipt):
        raise Malformed("these are no pictures of this check: check the document again", code="receipt")
    return opened.pictures


def _digest(receipt: str) -> bytes:
    return sha256(receipt.encode()).digest()


def _reduced(data: bytes) -> bytes:
    try:
        return as_jpeg(data) if data else b""
    except Malformed:
        return b""
