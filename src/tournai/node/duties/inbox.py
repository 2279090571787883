"""The inbox: a partner's message is stored once, before it is acknowledged, and its receipt is signed.

Source: Directive (EU) 2023/977, Art. 5 (clocks start at receipt) and 16; Directive (EU) 2016/680, Art. 25.
"""

from datetime import datetime, timedelta

import msgspec

from tournai.errors import TournaiError, Unavailable, Unverified
from tournai.exchange.partners import (
    Envelope,
    Member,
    check_content,
    check_envelope,
    envelope_digest,
    sign_detached,
    verify_detached,
)
from tournai.exchange.partners.envelopes import (
    CLOCK_SKEW,
    EnvelopeRefused,
    Known,
    is_expired,
    is_repeated,
    read_envelope,
)
from tournai.exchange.partners.http_signatures import LIFETIME
from tournai.exchange.partners.receipts import Outcome, receipt_bytes, receipt_for
from tournai.exchange.partners.wire import Answer, Delivery
from tournai.node.duties.partner_rows import InboxRow, PartnerState
from tournai.node.duties.partners import EXCHANGE, members_of, partner_of
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import Duty, Ground, duty
from tournai.node.duties.witnessing import show_log_to, witness
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor, Reference, Role

SECURITY_EVENTS = frozenset({"conflict", "sequence-used"})
"""Codes of refusals that no accident explains."""
NONCE_KEPT: timedelta = LIFETIME + 2 * CLOCK_SKEW
MOST_REASON = 40

replace = msgspec.structs.replace


class Caller(msgspec.Struct, frozen=True):
    """Who calls at the partners' door: the member that its certificate proved, and what the connection said."""

    member: Member
    nonce: str
    certificate_ends_at: datetime


class Received(msgspec.Struct, frozen=True):
    """A message of a partner, opened: whose, its envelope, when it came (the law's clocks start then), its bytes."""

    partner: str
    envelope: Envelope
    received_at: datetime
    content: bytes


def caller_of(ports: Ports, pin: str) -> tuple[Member, Member]:
    """Return the member whose certificate has a pin, and this node's own entry.

    Raises:
        Unverified: No member's certificate has it, or this node is not on the list.
        Unavailable: There is no list, or it is not valid any more.
    """
    with ports.look() as unit:
        members = members_of(unit)
    found = members.member_of_pin(pin)
    if found is None or found.node == ports.node_name:
        raise Unverified("this certificate is of no partner node")
    return found, partner_of(members, ports.node_name, ports.clock())


def receive_delivery(ports: Ports, caller: Caller, delivery: Delivery) -> Answer:
    """Store a partner's message and return its signed receipt; one that is there already gets the same receipt again.

    Raises:
        EnvelopeRefused: The message is not the partner's, not for this node, altered, replayed, or out of its order.
        Malformed: The envelope cannot be read.
        Unverified: The evidence is not of the partner's key.
    """
    node = caller.member.node
    with duty(ports, Actor(node, Role.PARTNER_NODE), Action.EXCHANGE_MESSAGE, EXCHANGE) as receiving:
        rows, now = receiving.unit.partners, receiving.now
        state = rows.state(node)
        if not rows.remember_nonce(node, caller.nonce, now + NONCE_KEPT):
            raise EnvelopeRefused("this very request came before", "replay")
        state = replace(state, last_contact_at=now, certificate_ends_at=caller.certificate_ends_at)
        state = witness(ports, receiving, caller.member, state, delivery.witnessing)
        row = _take(ports, receiving, caller.member, state, delivery) if delivery.envelope else None
        rows.put_state(replace(state, received=max(state.received, row.sequence if row else 0)))
    with ports.look() as unit:
        # Only now: what the partner cosigns covers the message that it just delivered.
        shown = show_log_to(ports, unit, unit.partners.state(node))
    return Answer(shown, row.receipt, row.receipt_evidence) if row else Answer(shown)


def refuse_delivery(ports: Ports, node: str, error: TournaiError) -> str:
    """Log that the partners' door refused something of a partner; return the reason's code."""
    code = str(getattr(error, "code", "unverified"))[:MOST_REASON]
    kind = EventKind.EXCHANGE_CONFLICT if code in SECURITY_EVENTS else EventKind.EXCHANGE_REFUSED
    with ports.begin() as unit:
        Duty(unit, ports.clock(), Actor(node, Role.PARTNER_NODE), EXCHANGE).record(kind, node, reason=code)
    return code


def open_message(ports: Ports, unit: Unit, row: InboxRow) -> Received:
    """Return a message of the inbox, opened.

    Raises:
        Unavailable: Its content is gone: the desk took it over.
    """
    key = ports.keys.open_data_keys([row.key_id]).get(row.key_id)
    if row.sealed is None or key is None:
        raise Unavailable("the content of this message is not here any more")
    content = ports.keys.unseal(key, row.sealed, context=_context(row.partner, row.message_id))
    return Received(row.partner, read_envelope(row.envelope), row.received_at, content)


def next_messages(ports: Ports, unit: Unit, limit: int = 20) -> list[Received]:
    """Return the messages that the desk has not taken over yet, in the order in which they came."""
    return [open_message(ports, unit, row) for row in unit.partners.untaken(limit)]


def take_over(taking: Duty, partner: str, message_id: str) -> str:
    """Say, in the desk's own transaction, that it took a message over; its sealed copy goes with it.

    Return the key's identifier, which the caller destroys once its transaction is done.
    """
    row = taking.unit.partners.incoming(partner, message_id)
    if row is None or row.taken_at is not None:
        raise Unavailable("the message was taken over already")
    taking.unit.partners.take_incoming(replace(row, sealed=None, taken_at=taking.now))
    return row.key_id


def forget_nonces(ports: Ports) -> None:
    """Forget the nonces whose signatures do not count any more."""
    with ports.begin() as unit:
        unit.partners.forget_nonces(ports.clock())


def _take(ports: Ports, receiving: Duty, member: Member, state: PartnerState, delivery: Delivery) -> InboxRow:
    envelope = read_envelope(delivery.envelope)
    check_envelope(envelope, sender=member.node, recipient=ports.node_name, now=receiving.now)
    check_content(envelope, delivery.content)
    verify_detached(delivery.evidence, delivery.envelope, member.keys_ever())
    kept = receiving.unit.partners.incoming(member.node, envelope.message_id)
    if is_repeated(envelope, Known(state.received, kept.envelope_digest if kept else None)) and kept:
        return kept
    return _store(ports, receiving, envelope, delivery)


def _store(ports: Ports, receiving: Duty, envelope: Envelope, delivery: Delivery) -> InboxRow:
    outcome = Outcome.EXPIRED if is_expired(envelope, receiving.now) else Outcome.STORED
    receipt = receipt_bytes(receipt_for(envelope, receiving.now, outcome))
    signing = ports.keys.exchange_key("messages")
    key_id, sealed = "", None
    if outcome is Outcome.STORED:
        [key] = ports.keys.create_data_keys(1, "exchange")
        context = _context(envelope.sender, envelope.message_id)
        key_id, sealed = key.identifier, ports.keys.seal(key.material, delivery.content, context=context)
    row = InboxRow(
        partner=envelope.sender,
        message_id=envelope.message_id,
        sequence=envelope.sequence,
        kind=envelope.kind,
        received_at=receiving.now,
        envelope_digest=envelope_digest(envelope),
        envelope=delivery.envelope,
        evidence=delivery.evidence,
        outcome=outcome.value,
        receipt=receipt,
        receipt_evidence=sign_detached(receipt, signing.public_key(), signing.sign),
        key_id=key_id,
        sealed=sealed,
    )
    receiving.unit.partners.add_incoming(row)
    receiving.record(
        EventKind.EXCHANGE_RECEIVED,
        envelope.message_id,
        ground=Ground(EXCHANGE.purpose, EXCHANGE.legal_basis, Reference("message", envelope.message_id)),
        partner=envelope.sender,
        message_kind=envelope.kind,
        sequence=envelope.sequence,
        envelope=row.envelope_digest.hex(),
        outcome=outcome.value,
    )
    return row


def _context(partner: str, message_id: str) -> bytes:
    return f"inbox {partner} {message_id}".encode()
