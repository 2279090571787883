"""Witnessing: what this node shows a partner of its log of exchanges, and what it cosigns of the partner's.

It happens with every delivery and every answer, so that neither side can later cut or rewrite its log unseen.

Source: C2SP tlog-witness, tlog-cosignature; rule SYS-03.
"""

from datetime import datetime

import msgspec

from tournai.errors import Malformed, Unverified
from tournai.exchange.partners import Member
from tournai.exchange.partners.wire import Witnessing
from tournai.node.duties.partner_rows import CosignedRow, PartnerState
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import Duty
from tournai.oversight.cosigning import (
    continues,
    cosign,
    parse_cosigned,
    verify_cosignature,
    write_cosigned,
)
from tournai.oversight.events import EventKind, Stream
from tournai.oversight.log import (
    Checkpoint,
    TreeHead,
    key_id,
    log_origin,
    parse_note,
    verify_checkpoint,
    write_note,
)

replace = msgspec.structs.replace


def show_log_to(ports: Ports, unit: Unit, state: PartnerState) -> Witnessing:
    """Return what a partner is shown of this node's log, and how far this node cosigned the partner's.

    A log that its own checkpoint contradicts is not shown: `tournai log verify` tells what is wrong.
    """
    own = own_checkpoint(ports, unit)
    if own is None:
        return Witnessing(cosigned=state.their_checkpoint)
    size, old_size = own.head.size, min(state.our_cosigned_size, own.head.size)
    root, proof = ports.exchange_tree.proof(unit.partners, old_size, size)
    if root != own.head.root:
        return Witnessing(cosigned=state.their_checkpoint)
    return Witnessing(write_note(own), old_size, proof, state.their_checkpoint)


def own_checkpoint(ports: Ports, unit: Unit) -> Checkpoint | None:
    """Return the latest checkpoint of this node's log of exchanges."""
    origin, public_key = log_origin(ports.node_name, Stream.EXCHANGE), ports.keys.signing_key().public_key()
    row = next((each for each in unit.events.latest_checkpoints() if each.stream == Stream.EXCHANGE.value), None)
    if row is None:
        return None
    return Checkpoint(
        TreeHead(origin, row.size, row.root, row.at, row.previous), key_id(origin, public_key), row.signature
    )


def witness(ports: Ports, acting: Duty, member: Member, state: PartnerState, shown: Witnessing) -> PartnerState:
    """Take what a partner shows and cosigned; return how the exchange with it stands then.

    A log that does not continue is not cosigned and leaves an event; its messages are still taken, for the duty to
    answer does not end with the doubt.
    """
    state = _take_cosigned(ports, acting, member, state, shown.cosigned)
    try:
        return _cosign(ports, acting, member, state, shown)
    except (Unverified, Malformed) as error:
        if state.log_broken_at is None:
            acting.record(EventKind.PARTNER_LOG_BROKEN, member.node, reason=type(error).__name__)
        return replace(state, log_broken_at=state.log_broken_at or acting.now)


def _take_cosigned(ports: Ports, acting: Duty, member: Member, state: PartnerState, note: str) -> PartnerState:
    """Keep a partner's cosignature of this node's log; what is none is left aside: it proves nothing to anybody."""
    if not note:
        return replace(state, our_cosigned_size=0)
    try:
        checkpoint, [cosignature] = parse_cosigned(note)
        _check_own(ports, checkpoint)
        verify_cosignature(checkpoint, cosignature, member.node, member.witness_key)
    except (Malformed, Unverified, ValueError):
        return state
    _keep(acting.unit, checkpoint, member.node, cosignature.at, note)
    return replace(state, our_cosigned_size=checkpoint.head.size)


def _check_own(ports: Ports, checkpoint: Checkpoint) -> None:
    if checkpoint.head.origin != log_origin(ports.node_name, Stream.EXCHANGE):
        raise Unverified("the cosigned checkpoint is of another log")
    verify_checkpoint(checkpoint, ports.keys.signing_key().public_key())


def _cosign(ports: Ports, acting: Duty, member: Member, state: PartnerState, shown: Witnessing) -> PartnerState:
    if not shown.checkpoint:
        return state
    offered = parse_note(shown.checkpoint)
    if offered.head.origin != log_origin(member.node, Stream.EXCHANGE):
        raise Unverified("the checkpoint is of another log")
    verify_checkpoint(offered, member.log_key)
    seen = parse_cosigned(state.their_checkpoint)[0] if state.their_checkpoint else None
    if seen is not None and shown.from_size != seen.head.size < offered.head.size and seen.head.size:
        # The partner does not know yet how far this node cosigned: it reads that in the answer, and proves from there.
        return state
    if not continues(offered, seen, shown.proof, member.log_key) or offered == seen:
        return state
    key = ports.keys.exchange_key("witness")
    cosignature = cosign(offered, ports.node_name, key.public_key(), key.sign, acting.now)
    note = write_cosigned(offered, [cosignature])
    _keep(acting.unit, offered, ports.node_name, cosignature.at, note)
    return replace(state, their_checkpoint=note, log_broken_at=None)


def _keep(unit: Unit, checkpoint: Checkpoint, witness_name: str, at: datetime, note: str) -> None:
    unit.partners.put_cosigned([CosignedRow(checkpoint.head.origin, checkpoint.head.size, witness_name, at, note)])
