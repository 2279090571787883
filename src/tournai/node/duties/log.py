"""Reading, exporting and checking the event log.

Source: Directive (EU) 2016/681, Art. 13(6); Directive (EU) 2016/680, Art. 25; rules PNR-30, SYS-03, SYS-09. Reading the
log is an event of the log.
"""

from collections.abc import Iterable, Iterator, Sequence

from tournai.errors import Malformed
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import OVERSIGHT, Duty, duty
from tournai.node.duties.rows import CheckpointRow, EventRow
from tournai.node.duties.views import CheckpointView, EventView, LogPage
from tournai.oversight.events import EventKind, Stream, parse_event
from tournai.oversight.export import export_lines
from tournai.oversight.log import BrokenLog, Checkpoint, Fault, LogEntry, TreeHead, key_id, log_origin
from tournai.oversight.permissions import Action
from tournai.oversight.verify import LogVerdict, verify_log
from tournai.values import Actor
from tournai.values.wordings import say

EVENTS_A_PAGE = 100


def show_log(ports: Ports, actor: Actor, *, stream: str = "pnr", before: int | None = None) -> LogPage:
    """Return a page of a stream's events, newest first, with sequence numbers below ``before``.

    Raises:
        Refused: The actor may not read the log.
        Malformed: There is no such stream.
    """
    _stream(stream)
    with duty(ports, actor, Action.READ_LOG, OVERSIGHT) as reading:
        reading.record(EventKind.LOG_READ, stream, before=before or 0)
        rows = reading.unit.events.page(stream, before=before, limit=EVENTS_A_PAGE)
        return LogPage(
            now=reading.now,
            events=tuple(_event(row) for row in rows if row.payload is not None),
            total=reading.unit.events.size(stream),
            checkpoints=tuple(
                CheckpointView(row.stream, row.size, row.root.hex(), row.at)
                for row in reading.unit.events.latest_checkpoints()
            ),
            public_key=ports.keys.signing_key().public_key().hex(),
        )


def export_log(ports: Ports, actor: Actor, *, stream: str) -> Iterator[bytes]:
    """Yield the lines of a stream's export, as it stands once the export itself is logged.

    Raises:
        Refused: The actor may not export the log.
        Malformed: There is no such stream.
    """
    found = _stream(stream)
    with duty(ports, actor, Action.EXPORT_LOG, OVERSIGHT) as exporting:
        exporting.record(EventKind.LOG_EXPORTED, stream)
    return _lines(ports, found)


def export_lines_of(ports: Ports, operator: Actor, stream: str) -> Iterator[bytes]:
    """Yield the lines of a stream's export for whoever runs the host; the export is logged.

    Raises:
        Malformed: There is no such stream.
    """
    found = _stream(stream)
    with ports.begin() as unit:
        Duty(unit, ports.clock(), operator, OVERSIGHT).record(EventKind.LOG_EXPORTED, stream)
    return _lines(ports, found)


def verify_own_log(
    ports: Ports, witnessed: Sequence[Checkpoint] = (), public_key: bytes | None = None
) -> dict[Stream, LogVerdict]:
    """Return what each stream of this node's log holds, when all adds up; a stream without events is left out.

    ``witnessed`` are checkpoints kept outside the database, which it must agree with; ``public_key`` is the log's, as
    somebody else kept it.

    Raises:
        BrokenLog: The first fault found.
    """
    trusted = public_key or ports.keys.signing_key().public_key()
    verdicts = {}
    with ports.look() as unit:
        for stream in Stream:
            row = _checkpoints(ports, unit, stream)
            kept = [checkpoint for checkpoint in witnessed if checkpoint.head.origin == _origin(ports, stream)]
            if row or kept or unit.events.size(stream.value):
                entries = (_entry(entry) for entry in unit.events.entries(stream.value))
                verdicts[stream] = verify_log(entries, row, trusted, witnessed=kept)
        if not verdicts and (unit.accounts.accounts() or unit.alerts.sources()):
            raise BrokenLog(Fault.TRUNCATED, 0, 0, "the log is empty, and accounts or alerts are there: it was removed")
    return verdicts


def _lines(ports: Ports, stream: Stream) -> Iterator[bytes]:
    with ports.look() as unit:
        row = _checkpoints(ports, unit, stream)
        # Events that land while the export runs are covered by no checkpoint of it: they belong to the next one.
        size = row[-1].head.size if row else 0
        entries = _first(unit.events.entries(stream.value), size)
        yield from export_lines((_entry(entry) for entry in entries), row, ports.keys.signing_key().public_key())


def _first(entries: Iterable[EventRow], size: int) -> Iterator[EventRow]:
    return (entry for entry in entries if entry.sequence < size)


def _stream(name: str) -> Stream:
    try:
        return Stream(name)
    except ValueError as error:
        raise Malformed(
            say("no such stream; known: {known}", known=", ".join(each.value for each in Stream)), code="stream"
        ) from error


def _origin(ports: Ports, stream: Stream) -> str:
    return log_origin(ports.node_name, stream)


def _checkpoints(ports: Ports, unit: Unit, stream: Stream) -> list[Checkpoint]:
    origin, public_key = _origin(ports, stream), ports.keys.signing_key().public_key()
    return [_checkpoint(row, origin, public_key) for row in unit.events.checkpoints(stream.value)]


def _checkpoint(row: CheckpointRow, origin: str, public_key: bytes) -> Checkpoint:
    head = TreeHead(origin, row.size, row.root, row.at, row.previous)
    return Checkpoint(head, key_id(origin, public_key), row.signature)


def _entry(row: EventRow) -> LogEntry:
    return LogEntry(Stream(row.stream), row.sequence, row.payload, row.commitment_key, row.commitment)


def _event(row: EventRow) -> EventView:
    event = parse_event(row.payload or b"")
    reference = f"{event.reference.kind} {event.reference.identifier}".strip() if event.reference else ""
    return EventView(
        stream=row.stream,
        sequence=row.sequence,
        at=event.at,
        kind=event.kind.value,
        actor=event.actor,
        role=event.role.value if event.role else "",
        purpose=event.purpose.value if event.purpose else "",
        legal_basis=event.legal_basis.value if event.legal_basis else "",
        reference=reference,
        subject=event.subject,
        details=event.details,
    )
