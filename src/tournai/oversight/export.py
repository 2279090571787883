"""The log as a file: JSON Lines that anybody can keep, and check without the node.

First a header, then every checkpoint, oldest first, then every entry. Each line is JSON in its one canonical form (keys
sorted, no white space, UTF-8, ended by a line feed), so that no byte of the file can change unseen.
`standalone/verify_log.py` reads it with Python alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from tournai.errors import Malformed, Unverified
from tournai.oversight.events import Stream
from tournai.oversight.log import Checkpoint, LogEntry, parse_note, write_note
from tournai.oversight.verify import LogVerdict, verify_log
from tournai.values.wordings import say

FORMAT = "tournai-log 1"
MAXIMUM_LINE = 65_536
"""Bytes of one line; an entry has about 700."""
MAXIMUM_CHECKPOINTS = 3_000_000
"""One a minute for five years, and some more."""


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="header"):
    format: str
    origin: str
    public_key: bytes
    checkpoints: int


class _CheckpointLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="checkpoint"):
    note: str


class _EntryLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="entry"):
    stream: Stream
    sequence: int
    payload: str | None
    key: bytes | None
    commitment: bytes


class Export(msgspec.Struct, frozen=True):
    """A log that was read from a file, not yet verified; ``entries`` are read as they are asked for, once."""

    origin: str
    public_key: bytes
    checkpoints: tuple[Checkpoint, ...]
    entries: Iterator[LogEntry]


def export_lines(entries: Iterable[LogEntry], checkpoints: Sequence[Checkpoint], public_key: bytes) -> Iterator[bytes]:
    """Yield the lines of an export, each ended by a line feed; the last checkpoint must cover every entry.

    Raises:
        Malformed: There is no checkpoint, or a payload is not UTF-8.
    """
    if not checkpoints:
        raise Malformed("an export needs a checkpoint that covers its entries: sign one first", code="no-checkpoint")
    yield _line(_Header(FORMAT, checkpoints[0].head.origin, public_key, len(checkpoints)))
    for checkpoint in checkpoints:
        yield _line(_CheckpointLine(write_note(checkpoint)))
    for entry in entries:
        payload = None if entry.payload is None else _text(entry.payload)
        yield _line(_EntryLine(entry.stream, entry.sequence, payload, entry.key, entry.commitment))


def read_export(lines: Iterable[bytes]) -> Export:
    """Return the log of an export's lines, each with its line feed.

    Raises:
        Malformed: A line is not what stands there in an export, or not in its canonical form. Faults of entry lines
            are raised when the entry is asked for.
    """
    numbered = enumerate(lines, 1)
    header = _parse(*next(numbered, (1, b"")), _Header)
    if header.format != FORMAT or not 0 < header.checkpoints <= MAXIMUM_CHECKPOINTS:
        raise Malformed(say("line 1: this is no export of the format {format}", format=FORMAT), code="export")
    row = tuple(
        parse_note(_parse(*next(numbered, (position + 2, b"")), _CheckpointLine).note)
        for position in range(header.checkpoints)
    )
    if any(checkpoint.head.origin != header.origin for checkpoint in row):
        raise Malformed("line 1: the header names another log than the checkpoints", code="export")
    return Export(header.origin, header.public_key, row, (_entry(number, line) for number, line in numbered))


def verify_export(
    lines: Iterable[bytes], public_key: bytes | None = None, *, witnessed: Iterable[Checkpoint] = ()
) -> LogVerdict:
    """Return what an exported log holds, when all of it adds up.

    Without ``public_key`` the file's own key is used: then the file proves that it is whole, but not whose it is.

    Raises:
        Malformed: See `read_export`.
        Unverified: The file names another key, or the log is broken (`BrokenLog`).
    """
    export = read_export(lines)
    if public_key is not None and export.public_key != public_key:
        raise Unverified("the export names another public key than the one given")
    return verify_log(export.entries, export.checkpoints, export.public_key, witnessed=witnessed)


_Line = TypeVar("_Line", _Header, _CheckpointLine, _EntryLine)


def _line(value: _Header | _CheckpointLine | _EntryLine) -> bytes:
    return msgspec.json.encode(value, order="sorted") + b"\n"


def _text(payload: bytes) -> str:
    try:
        return payload.decode()
    except UnicodeDecodeError as error:
        raise Malformed("a payload that is not UTF-8 cannot be exported", code="payload") from error


def _parse(number: int, line: bytes, kind: type[_Line]) -> _Line:
    if not line or len(line) > MAXIMUM_LINE:
        raise Malformed(
            say(
                "line {number}: missing, or longer than {maximum_line} bytes", number=number, maximum_line=MAXIMUM_LINE
            ),
            code="export",
        )
    try:
        value = msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Malformed(
            say("line {number}: not what stands there in an export of a log", number=number), code="export"
        ) from error
    if _line(value) != line:
        raise Malformed(say("line {number}: not in its canonical form", number=number), code="export")
    return value


def _entry(number: int, line: bytes) -> LogEntry:
    value = _parse(number, line, _EntryLine)
    payload = None if value.payload is None else value.payload.encode()
    return LogEntry(value.stream, value.sequence, payload, value.key, value.commitment)
