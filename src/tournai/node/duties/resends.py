"""What became of a carrier's push, for the carrier; and the end of a quarantine by the resend.

Of a body that cannot be read only its sender and its time are sure. Where its UNB can be read, its interchange
reference is known too: a later push of the same account with that reference is the resend, and ends the quarantine.
Without one the quarantine ends after 24 hours. Source: rules PNR-03 and PNR-13.
"""

from collections.abc import Iterable
from datetime import timedelta
from enum import Enum

import msgspec

from tournai.errors import Malformed, Unavailable, Unverified
from tournai.node.duties.flight_views import DefectView
from tournai.node.duties.ports import Ports, SpoolEntry, Unit
from tournai.node.duties.recording import INTAKE, Duty, permit
from tournai.node.duties.rows import ReceiptRow
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.travel.edifact import read_interchanges
from tournai.travel.interchange import cut_messages
from tournai.travel.records import Defect
from tournai.values import Actor

TOLD_AFTER = timedelta(seconds=60)
"""How long a push counts as received only: screening takes longer where something matches, and a carrier that asks
again and again must not see it (rule PNR-13)."""


class ReceiptState(Enum):
    """What a carrier is told of a push."""

    RECEIVED = "received"
    PROCESSED = "processed"
    QUARANTINED = "quarantined"


class ReceiptView(msgspec.Struct, frozen=True):
    """What became of a push: its located defects, which quote nothing, and nothing of what was found in it."""

    receipt: str
    state: ReceiptState
    defects: tuple[DefectView, ...] = ()


def show_receipt(ports: Ports, actor: Actor, receipt: str) -> ReceiptView | None:
    """Return what became of a push of the actor's own; ``None`` where it has sent none of this receipt.

    Raises:
        Refused: The actor is no carrier.
    """
    permit(ports, actor, Action.PUSH, INTAKE)
    with ports.look() as unit:
        row = unit.intake.receipt(receipt)
        if row is None:
            return ReceiptView(receipt, ReceiptState.RECEIVED) if _is_spooled(ports, actor, receipt) else None
        if row.account != actor.identifier:
            return None
        if ports.clock() < row.received_at + TOLD_AFTER:
            return ReceiptView(receipt, ReceiptState.RECEIVED)
        return _processed(unit, receipt)


def interchange_reference(body: bytes) -> str:
    """Return the interchange reference of a body's first UNB, or nothing where none can be read."""
    try:
        first, *_ = read_interchanges(body)
    except Malformed:
        return ""
    return cut_messages(first)[0].reference


def end_resent(storing: Duty, receipt: str, entry: SpoolEntry, references: Iterable[str]) -> list[str]:
    """End the quarantine of earlier bodies that a readable push sends again; return their receipts."""
    sent = set(references) - {""}
    resent = [
        row.receipt
        for row in storing.unit.intake.quarantined()
        if row.sender == entry.sender and row.interchange_reference in sent and row.receipt < receipt
    ]
    for one in resent:
        storing.record(EventKind.QUARANTINE_ENDED, one, resent_as=receipt)
    storing.unit.intake.end_quarantine(resent, storing.now)
    return resent


def put_receipt(storing: Duty, receipt: str, entry: SpoolEntry) -> None:
    """Record that a body was dealt with."""
    storing.unit.intake.put_receipt(ReceiptRow(receipt, entry.sender, entry.received_at, storing.now))


def _is_spooled(ports: Ports, actor: Actor, receipt: str) -> bool:
    try:
        return ports.spool.read(receipt).sender == actor.identifier
    except (Malformed, Unavailable, Unverified):
        return False


def _processed(unit: Unit, receipt: str) -> ReceiptView:
    broken = unit.intake.quarantined_body(receipt)
    if broken is not None:
        defect = DefectView(broken.offset or 0, broken.code, broken.message)
        return ReceiptView(receipt, ReceiptState.QUARANTINED, (defect,))
    found = (
        DefectView(defect.offset, defect.code, defect.message)
        for push in unit.travel.pushes_of_receipt(receipt)
        for defect in msgspec.json.decode(push.defects, type=tuple[Defect, ...])
    )
    return ReceiptView(receipt, ReceiptState.PROCESSED, tuple(found))
