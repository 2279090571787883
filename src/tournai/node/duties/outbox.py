"""The outbox: a message is numbered, signed and sealed in the transaction of what it tells, and delivered in order.

A partner that cannot be reached is asked again, ever less often; its messages wait, and are shown. What was delivered
leaves its envelope and the partner's signed receipt; its sealed content is destroyed.

Source: Directive (EU) 2023/977, Art. 13 and 16; Directive (EU) 2016/680, Art. 25.
"""

from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from tournai.errors import Malformed, Unavailable
from tournai.exchange.partners import Envelope, Member, check_receipt, sign_detached
from tournai.exchange.partners.envelopes import MAXIMUM_CONTENT, envelope_bytes, read_envelope
from tournai.exchange.partners.receipts import Outcome, read_receipt
from tournai.exchange.partners.wire import Answer, Delivery, Witnessing
from tournai.node.duties.partner_rows import OutboxRow, PartnerState
from tournai.node.duties.partners import EXCHANGE, members_of, partner_of
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import NODE, Duty, Ground, duty
from tournai.node.duties.witnessing import show_log_to, witness
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor, Reference
from tournai.values.wordings import say

CLAIM = timedelta(minutes=2)
"""How long one process delivers to a partner alone; one that dies leaves the partner alone for as long."""
LONGEST_WAIT = timedelta(minutes=5)
WITNESSED_EVERY = timedelta(minutes=5)
"""How often a partner is shown the log though no message waits for it."""
LIFE = timedelta(days=30)

replace = msgspec.structs.replace


class Outgoing(msgspec.Struct, frozen=True):
    """What goes to a partner next. ``row`` is ``None`` where only logs are witnessed."""

    member: Member
    row: OutboxRow | None
    delivery: Delivery


def queue_message(
    ports: Ports, telling: Duty, *, partner: str, kind: str, content: bytes, life: timedelta = LIFE
) -> str:
    """Hand a message over for delivery, in the transaction of the duty that it tells of; return its identifier.

    Raises:
        Malformed: No such partner, or the message is too long.
        Unavailable: No list of partners is in force.
    """
    partner_of(members_of(telling.unit), partner, telling.now)
    if len(content) > MAXIMUM_CONTENT:
        raise Malformed(say("a message has at most {most} bytes", most=MAXIMUM_CONTENT), code="too-large")
    state = telling.unit.partners.state(partner)
    envelope = Envelope(
        message_id=ports.identifier(),
        sender=ports.node_name,
        recipient=partner,
        kind=kind,
        sequence=state.sent + 1,
        created=telling.now,
        expires=telling.now + life,
        digest=sha256(content).digest(),
    )
    telling.unit.partners.put_state(replace(state, sent=envelope.sequence))
    telling.unit.partners.add_outgoing(_sealed(ports, envelope, content))
    _record(telling, EventKind.EXCHANGE_QUEUED, envelope)
    return envelope.message_id


def send_message(ports: Ports, actor: Actor, *, partner: str, kind: str, content: bytes, life: timedelta = LIFE) -> str:
    """Hand a message of the node itself over for delivery; return its identifier.

    Raises:
        Refused: The actor may not send.
        Malformed: No such partner, or the message is too long.
        Unavailable: No list of partners is in force.
    """
    with duty(ports, actor, Action.SEND_MESSAGE, EXCHANGE) as sending:
        return queue_message(ports, sending, partner=partner, kind=kind, content=content, life=life)


def due_partners(ports: Ports) -> list[str]:
    """Return the partners for whom something is due, those first whose first message waits longest."""
    now = ports.clock()
    with ports.look() as unit:
        waiting = unit.partners.waiting()
        stored = unit.partners.list_in_force()
        states = [state for state in unit.partners.states() if _is_due(state, now, state.partner in waiting)]
    if stored is None:
        return []
    return sorted((state.partner for state in states), key=lambda node: waiting.get(node, (0, now))[1])


def claim_next(ports: Ports, partner: str, claim: timedelta = CLAIM) -> Outgoing | None:
    """Claim a partner for a time, and return what goes to it next.

    ``None`` where another process delivers, or nothing is due.

    Raises:
        Malformed: The partner is on the list no more.
        Unavailable: The list is not valid any more.
    """
    with ports.begin() as unit:
        now, state = ports.clock(), unit.partners.state(partner)
        row = unit.partners.next_outgoing(partner)
        if not _is_due(state, now, row is not None):
            return None
        member = partner_of(members_of(unit), partner, now)
        unit.partners.put_state(replace(state, claimed_until=now + claim))
        if row is not None:
            row = replace(row, attempts=row.attempts + 1)
            unit.partners.replace_outgoing(row)
    with ports.look() as unit:
        shown = show_log_to(ports, unit, unit.partners.state(partner))
    return Outgoing(member, row, _delivery(ports, row, shown))


def settle(ports: Ports, outgoing: Outgoing, answer: Answer, certificate_ends_at: datetime | None = None) -> None:
    """Keep a partner's receipt, once it is proven to be of this message and signed by the partner; free the partner.

    Raises:
        Unverified: The receipt proves nothing: the message waits on.
        Malformed: It cannot be read.
    """
    row, node = outgoing.row, outgoing.member.node
    with ports.begin() as unit:
        acting = Duty(unit, ports.clock(), NODE, EXCHANGE)
        state = witness(ports, acting, outgoing.member, unit.partners.state(node), answer.witnessing)
        state = replace(
            state,
            failures=0,
            next_at=None,
            claimed_until=None,
            last_failure="",
            last_contact_at=acting.now,
            certificate_ends_at=certificate_ends_at or state.certificate_ends_at,
        )
        if row is not None:
            _settle(acting, outgoing.member, row, answer)
            state = replace(state, last_receipt_at=acting.now)
        unit.partners.put_state(state)
    if row is not None:
        ports.keys.destroy_data_keys([row.key_id])


def fail(ports: Ports, partner: str, code: str) -> None:
    """Note that a delivery failed; the partner is asked again later, after a wait that doubles up to five minutes."""
    with ports.begin() as unit:
        state, now = unit.partners.state(partner), ports.clock()
        wait = min(timedelta(seconds=2 ** min(state.failures, 16) / 4), LONGEST_WAIT)
        failed = replace(
            state, failures=state.failures + 1, next_at=now + wait, claimed_until=None, last_failure=code[:64]
        )
        unit.partners.put_state(failed)


def _is_due(state: PartnerState, now: datetime, has_message: bool) -> bool:  # noqa: FBT001  # a private step, called in one way
    if state.claimed_until is not None and state.claimed_until > now:
        return False
    if state.next_at is not None and state.next_at > now:
        return False
    return has_message or state.last_contact_at is None or now - state.last_contact_at >= WITNESSED_EVERY


def _sealed(ports: Ports, envelope: Envelope, content: bytes) -> OutboxRow:
    signing, written = ports.keys.exchange_key("messages"), envelope_bytes(envelope)
    [key] = ports.keys.create_data_keys(1, "exchange")
    return OutboxRow(
        message_id=envelope.message_id,
        partner=envelope.recipient,
        sequence=envelope.sequence,
        kind=envelope.kind,
        queued_at=envelope.created,
        expires_at=envelope.expires,
        envelope=written,
        evidence=sign_detached(written, signing.public_key(), signing.sign),
        key_id=key.identifier,
        sealed=ports.keys.seal(key.material, content, context=_context(envelope.message_id)),
    )


def _delivery(ports: Ports, row: OutboxRow | None, shown: Witnessing) -> Delivery:
    if row is None:
        return Delivery(shown)
    key = ports.keys.open_data_keys([row.key_id]).get(row.key_id)
    if row.sealed is None or key is None:
        raise Unavailable("the content of a message that waits is not here: restore the keys from their copy")
    content = ports.keys.unseal(key, row.sealed, context=_context(row.message_id))
    return Delivery(shown, row.envelope, row.evidence, content)


def _settle(acting: Duty, member: Member, row: OutboxRow, answer: Answer) -> None:
    envelope, receipt = read_envelope(row.envelope), read_receipt(answer.receipt)
    check_receipt(receipt, answer.evidence, envelope=envelope, recipient=member, now=acting.now)
    kept = acting.unit.partners.outgoing(row.message_id)
    if kept is None or kept.state != "waiting":
        return
    acting.unit.partners.replace_outgoing(
        replace(
            kept,
            state="delivered" if receipt.outcome is Outcome.STORED else "expired",
            settled_at=acting.now,
            sealed=None,
            receipt=answer.receipt,
            receipt_evidence=answer.evidence,
        )
    )
    _record(acting, EventKind.EXCHANGE_DELIVERED, envelope, outcome=receipt.outcome.value)


def _record(acting: Duty, kind: EventKind, envelope: Envelope, **details: str) -> None:
    acting.record(
        kind,
        envelope.message_id,
        ground=Ground(EXCHANGE.purpose, EXCHANGE.legal_basis, Reference("message", envelope.message_id)),
        partner=envelope.recipient,
        message_kind=envelope.kind,
        sequence=envelope.sequence,
        envelope=sha256(envelope_bytes(envelope)).hexdigest(),
        **details,
    )


def _context(message_id: str) -> bytes:
    return f"outbox {message_id}".encode()
