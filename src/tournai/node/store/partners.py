"""The exchange with partner nodes: `tournai.node.duties.partner_rows.PartnerRows`."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from tournai.node.duties.partner_rows import CosignedRow, InboxRow, OutboxRow, PartnerState, StoredMemberList
from tournai.node.store.dialect import held, insert_or_ignore, insert_or_replace
from tournai.node.store.partner_schema import (
    cosigned_checkpoints,
    inbox,
    member_lists,
    outbox,
    partner_nonces,
    partner_states,
)
from tournai.node.store.rows import pages, read, read_all, values_of
from tournai.node.store.schema import events

WAITING = "waiting"


class PartnerTables:
    """Partner nodes in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_in_force(self) -> StoredMemberList | None:
        """Return the member list in force."""
        row = self._connection.execute(select(member_lists).where(member_lists.c.replaced_at.is_(None))).first()
        return read(StoredMemberList, row) if row else None

    def put_list(self, edition: StoredMemberList) -> None:
        """Store a list, in force from its import; the one before is kept, and is so no more."""
        in_force = update(member_lists).where(member_lists.c.replaced_at.is_(None))
        self._connection.execute(in_force.values(replaced_at=edition.imported_at))
        self._connection.execute(insert(member_lists), values_of([edition]))

    def state(self, partner: str) -> PartnerState:
        """Return how the exchange with a partner stands; in a transaction that writes, held until its end."""
        found = held(self._connection, select(partner_states).where(partner_states.c.partner == partner))
        row = self._connection.execute(found).first()
        return read(PartnerState, row) if row else PartnerState(partner)

    def states(self) -> list[PartnerState]:
        """Return how the exchange with each partner stands, by name."""
        found = select(partner_states).order_by(partner_states.c.partner)
        return read_all(PartnerState, self._connection.execute(found))

    def put_state(self, state: PartnerState) -> None:
        """Store how the exchange with a partner stands."""
        insert_or_replace(self._connection, partner_states, ["partner"], values_of([state]))

    def add_partners(self, partners: Sequence[str]) -> None:
        """Begin the exchange with partners; with those that are known, nothing changes."""
        insert_or_ignore(self._connection, partner_states, values_of([PartnerState(each) for each in partners]))

    def add_outgoing(self, row: OutboxRow) -> None:
        """Store a message to a partner."""
        self._connection.execute(insert(outbox), values_of([row]))

    def replace_outgoing(self, row: OutboxRow) -> None:
        """Replace what may change of a message to a partner."""
        [values] = values_of([row])
        self._connection.execute(update(outbox).where(outbox.c.message_id == row.message_id).values(values))

    def outgoing(self, message_id: str) -> OutboxRow | None:
        """Return a message to a partner."""
        row = self._connection.execute(select(outbox).where(outbox.c.message_id == message_id)).first()
        return read(OutboxRow, row) if row else None

    def next_outgoing(self, partner: str) -> OutboxRow | None:
        """Return the first message that waits for a partner."""
        found = select(outbox).where(outbox.c.partner == partner, outbox.c.state == WAITING)
        row = self._connection.execute(found.order_by(outbox.c.sequence).limit(1)).first()
        return read(OutboxRow, row) if row else None

    def settled(self, partner: str, limit: int) -> list[OutboxRow]:
        """Return the messages to a partner that are settled, first to last."""
        found = select(outbox).where(outbox.c.partner == partner, outbox.c.state != WAITING)
        return read_all(OutboxRow, self._connection.execute(found.order_by(outbox.c.sequence).limit(limit)))

    def waiting(self) -> dict[str, tuple[int, datetime]]:
        """Return how many messages wait for each partner, and since when the first does."""
        first = func.min(outbox.c.queued_at, type_=outbox.c.queued_at.type)
        found = select(outbox.c.partner, func.count(), first).where(outbox.c.state == WAITING)
        rows = self._connection.execute(found.group_by(outbox.c.partner))
        return {partner: (count, since) for partner, count, since in rows}

    def incoming(self, partner: str, message_id: str) -> InboxRow | None:
        """Return a message of a partner."""
        found = select(inbox).where(inbox.c.partner == partner, inbox.c.message_id == message_id)
        row = self._connection.execute(found).first()
        return read(InboxRow, row) if row else None

    def add_incoming(self, row: InboxRow) -> None:
        """Store a message of a partner."""
        self._connection.execute(insert(inbox), values_of([row]))

    def take_incoming(self, row: InboxRow) -> None:
        """Replace a message that was taken over."""
        its = inbox.c.partner == row.partner, inbox.c.message_id == row.message_id
        self._connection.execute(update(inbox).where(*its).values(sealed=row.sealed, taken_at=row.taken_at))

    def untaken(self, limit: int) -> list[InboxRow]:
        """Return the messages that nobody took over yet, oldest first."""
        found = select(inbox).where(inbox.c.taken_at.is_(None), inbox.c.sealed.is_not(None))
        ordered = found.order_by(inbox.c.received_at, inbox.c.partner, inbox.c.sequence).limit(limit)
        return read_all(InboxRow, self._connection.execute(ordered))

    def remember_nonce(self, partner: str, nonce: str, until: datetime) -> bool:
        """Remember a nonce of a partner; return whether it is new."""
        its = partner_nonces.c.partner == partner, partner_nonces.c.nonce == nonce
        if self._connection.execute(select(partner_nonces.c.nonce).where(*its)).first():
            return False
        row = {"partner": partner, "nonce": nonce, "until": until}
        self._connection.execute(insert(partner_nonces), [row])
        return True

    def forget_nonces(self, now: datetime) -> None:
        """Forget the nonces whose time is over."""
        self._connection.execute(delete(partner_nonces).where(partner_nonces.c.until < now))

    def leaf_rows(self, stream: str, first: int, below: int) -> Iterator[tuple[int, bytes]]:
        """Yield (sequence, commitment) of a stream's entries."""
        its = events.c.stream == stream, events.c.sequence >= first, events.c.sequence < below
        found = select(events.c.sequence, events.c.commitment).where(*its)
        yield from ((row.sequence, row.commitment) for row in pages(self._connection, found, events.c.sequence))

    def put_cosigned(self, rows: Sequence[CosignedRow]) -> None:
        """Store cosigned checkpoints; one that is there already stays."""
        insert_or_ignore(self._connection, cosigned_checkpoints, values_of(rows))

    def cosigned(self, origin: str) -> Iterator[CosignedRow]:
        """Yield the cosigned checkpoints of a log, by size."""
        found = select(cosigned_checkpoints).where(cosigned_checkpoints.c.origin == origin)
        ordered = found.order_by(cosigned_checkpoints.c.size, cosigned_checkpoints.c.witness)
        yield from read_all(CosignedRow, self._connection.execute(ordered))
