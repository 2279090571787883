"""The event log in the database: `tournai.node.duties.ports.EventRows`.

Events are kept back until the transaction is about to commit, then numbered, committed to and covered by a signed
checkpoint, all in that transaction: the edge of a stream's tree is held for the shortest time.
"""

from collections.abc import Callable, Iterator

import msgspec
from sqlalchemy import Connection, func, insert, select

from tournai.node.duties.rows import CheckpointRow, EventRow
from tournai.node.store.dialect import insert_or_ignore, insert_or_replace
from tournai.node.store.rows import pages, read, read_all
from tournai.node.store.schema import checkpoints, events, log_edges
from tournai.oversight.events import Event, Stream, canonical
from tournai.oversight.log import (
    KEY_BYTES,
    NO_CHECKPOINT,
    Checkpoint,
    LogEntry,
    TreeHead,
    digest,
    log_entry,
    log_origin,
    sign_checkpoint,
)
from tournai.oversight.merkle import Frontier

HASH_BYTES = 32


class LogSigner(msgspec.Struct, frozen=True):
    """What signs a node's log: its name, its key, and the source of the commitments' keys."""

    node: str
    public_key: bytes
    sign: Callable[[bytes], bytes]
    random_bytes: Callable[[int], bytes]


class EventTables:
    """The event log in one transaction."""

    def __init__(self, connection: Connection, signer: LogSigner) -> None:
        self._connection = connection
        self._signer = signer
        self._waiting: list[Event] = []

    def append(self, event: Event) -> None:
        """Append an event to its stream when the transaction commits."""
        self._waiting.append(event)

    def flush(self) -> list[Checkpoint]:
        """Write the events that wait and return the checkpoints that cover them."""
        waiting, self._waiting = self._waiting, []
        streams = sorted({event.stream for event in waiting}, key=lambda stream: stream.value)
        return [self._write(stream, [event for event in waiting if event.stream is stream]) for stream in streams]

    def page(self, stream: str, *, before: int | None, limit: int) -> list[EventRow]:
        """Return events of a stream, newest first, with sequence numbers below ``before``."""
        found = select(events).where(events.c.stream == stream)
        if before is not None:
            found = found.where(events.c.sequence < before)
        page = found.order_by(events.c.sequence.desc()).limit(limit)
        return read_all(EventRow, self._connection.execute(page))

    def size(self, stream: str) -> int:
        """Return how many events a stream has."""
        counted = select(func.count()).select_from(events).where(events.c.stream == stream)
        return self._connection.execute(counted).scalar_one()

    def entries(self, stream: str) -> Iterator[EventRow]:
        """Yield a stream's events in order."""
        found = select(events).where(events.c.stream == stream)
        yield from (read(EventRow, row) for row in pages(self._connection, found, events.c.sequence))

    def checkpoints(self, stream: str) -> Iterator[CheckpointRow]:
        """Yield a stream's checkpoints, by size."""
        found = select(checkpoints).where(checkpoints.c.stream == stream)
        yield from (read(CheckpointRow, row) for row in pages(self._connection, found, checkpoints.c.size))

    def latest_checkpoints(self) -> list[CheckpointRow]:
        """Return the latest checkpoint of each stream."""
        return [row for stream in Stream if (row := self._latest(stream))]

    def _write(self, stream: Stream, new: list[Event]) -> Checkpoint:
        frontier, previous = self._edge(stream, new[0]), self._latest(stream)
        rows = []
        for event in new:
            entry = log_entry(stream, frontier.size, canonical(event), self._signer.random_bytes(KEY_BYTES))
            frontier = frontier.append(entry.leaf)
            rows.append({**_entry_row(entry), "kind": event.kind.value})
        self._connection.execute(insert(events), rows)
        self._put_edge(stream, frontier)
        return self._sign(stream, frontier, new[-1], previous)

    def _edge(self, stream: Stream, first: Event) -> Frontier:
        """Return the stream's edge, held until the transaction ends; a new stream begins with an empty checkpoint."""
        held = select(log_edges).where(log_edges.c.stream == stream.value).with_for_update()
        row = self._connection.execute(held).first()
        if row is None:
            insert_or_ignore(self._connection, log_edges, [{"stream": stream.value, "size": 0, "hashes": b""}])
            row = self._connection.execute(held).one()
            if row.size == 0:
                self._sign(stream, Frontier(), first, None)
        hashes = tuple(row.hashes[at : at + HASH_BYTES] for at in range(0, len(row.hashes), HASH_BYTES))
        return Frontier(row.size, hashes)

    def _put_edge(self, stream: Stream, frontier: Frontier) -> None:
        edge = {"stream": stream.value, "size": frontier.size, "hashes": b"".join(frontier.hashes)}
        insert_or_replace(self._connection, log_edges, ["stream"], [edge])

    def _sign(self, stream: Stream, frontier: Frontier, last: Event, earlier: CheckpointRow | None) -> Checkpoint:
        previous = digest(self._checkpoint(earlier)) if earlier else NO_CHECKPOINT
        # A clock that was set back must not make a checkpoint older than the one before it.
        at = max(last.at, earlier.at) if earlier else last.at
        head = TreeHead(log_origin(self._signer.node, stream), frontier.size, frontier.root(), at, previous)
        checkpoint = sign_checkpoint(head, self._signer.public_key, self._signer.sign)
        row = {"root": head.root, "at": head.at, "previous": previous, "signature": checkpoint.signature}
        self._connection.execute(insert(checkpoints), [{"stream": stream.value, "size": head.size, **row}])
        return checkpoint

    def _latest(self, stream: Stream) -> CheckpointRow | None:
        found = select(checkpoints).where(checkpoints.c.stream == stream.value)
        row = self._connection.execute(found.order_by(checkpoints.c.size.desc()).limit(1)).first()
        return read(CheckpointRow, row) if row else None

    def _checkpoint(self, row: CheckpointRow) -> Checkpoint:
        origin = log_origin(self._signer.node, Stream(row.stream))
        return Checkpoint(TreeHead(origin, row.size, row.root, row.at, row.previous), b"", row.signature)


def _entry_row(entry: LogEntry) -> dict[str, object]:
    return {
        "stream": entry.stream.value,
        "sequence": entry.sequence,
        "payload": entry.payload,
        "commitment_key": entry.key,
        "commitment": entry.commitment,
    }
