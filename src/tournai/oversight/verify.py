"""Checking a log from nothing but its entries, its checkpoints and the public key.

What it proves: every entry is the one that was logged, in its place, none added or removed, up to the last checkpoint.
What it cannot prove alone: that nobody cut off entries *and* the checkpoints over them, or showed others another log.
For that, give the checkpoints that somebody else kept (``witnessed``): a supervisor, a partner node.

Source: rule SYS-03; RFC 9162 section 2.1; C2SP tlog-checkpoint.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

import msgspec

from tournai.errors import Malformed, Unverified
from tournai.oversight.events import Stream
from tournai.oversight.log import (
    NO_CHECKPOINT,
    BrokenLog,
    Checkpoint,
    Fault,
    LogEntry,
    commit,
    digest,
    verify_checkpoint,
)
from tournai.oversight.merkle import Frontier
from tournai.oversight.retention import STREAM_RETENTION, due


class LogVerdict(msgspec.Struct, frozen=True):
    """A log that holds: how many entries and checkpoints, how many events were erased in time, root and last time."""

    origin: str
    entries: int
    erased: int
    checkpoints: int
    root: bytes
    at: datetime


def verify_log(
    entries: Iterable[LogEntry],
    checkpoints: Iterable[Checkpoint],
    public_key: bytes,
    *,
    witnessed: Iterable[Checkpoint] = (),
) -> LogVerdict:
    """Return what a whole stream holds, when all of it adds up; entries are read once, in order, none kept.

    An event erased before its date is found where a checkpoint older than the entry proves the date: sign one of the
    empty log, so that this holds from the first entry on.

    Raises:
        BrokenLog: The first fault found. Signatures are checked first, for a root counts only when it is signed.
    """
    row = tuple(checkpoints)
    _check_row(row, public_key)
    roots = _signed_roots(row, tuple(witnessed), public_key)
    walk = _Walk(row)
    walk.compare(roots)
    for entry in entries:
        walk.take(entry)
        walk.compare(roots)
    return walk.end(roots)


def _check_row(row: Sequence[Checkpoint], public_key: bytes) -> None:
    """Check each checkpoint's signature, and that they follow one another."""
    if not row:
        raise BrokenLog(Fault.CHECKPOINTS_BROKEN, 0, 0, "a log without a checkpoint proves nothing")
    for checkpoint in row:
        _check_signature(checkpoint, public_key)
    if row[0].head.previous != NO_CHECKPOINT:
        raise BrokenLog(Fault.CHECKPOINTS_BROKEN, 0, row[0].head.size, "the first checkpoint is missing")
    for older, newer in pairwise(row):
        _check_pair(older, newer)


def _check_pair(older: Checkpoint, newer: Checkpoint) -> None:
    before, after = older.head, newer.head
    if before.size == after.size and before.root != after.root:
        raise BrokenLog(Fault.FORKED, before.size, before.size, f"two signed roots for size {before.size}")
    is_next = after.previous == digest(older) and before.size <= after.size and before.at <= after.at
    if not is_next or before.origin != after.origin:
        message = f"the checkpoint of size {after.size} does not follow the one of size {before.size}"
        raise BrokenLog(Fault.CHECKPOINTS_BROKEN, before.size, after.size, message)


def _check_signature(checkpoint: Checkpoint, public_key: bytes) -> None:
    try:
        verify_checkpoint(checkpoint, public_key)
    except Unverified as error:
        raise BrokenLog(Fault.FORGED_SIGNATURE, checkpoint.head.size, checkpoint.head.size, str(error)) from error


def _signed_roots(row: Sequence[Checkpoint], witnessed: Sequence[Checkpoint], public_key: bytes) -> dict[int, bytes]:
    roots = {checkpoint.head.size: checkpoint.head.root for checkpoint in row}
    for checkpoint in witnessed:
        _check_signature(checkpoint, public_key)
        head = checkpoint.head
        if head.origin != row[0].head.origin:
            raise BrokenLog(Fault.CHECKPOINTS_BROKEN, 0, head.size, "a witnessed checkpoint is of another log")
        if roots.setdefault(head.size, head.root) != head.root:
            raise BrokenLog(Fault.FORKED, head.size, head.size, f"a witness holds another root for size {head.size}")
    return roots


class _Walk:
    """The walk over the entries: where it is, and what the checkpoints passed so far prove."""

    def __init__(self, row: Sequence[Checkpoint]) -> None:
        self.frontier = Frontier()
        self.erased = 0
        self.row = row
        self.stream = _stream_of(row[0])
        self.agreed = 0
        self.passed = 0

    def take(self, entry: LogEntry) -> None:
        """Check one entry by itself and add its leaf."""
        place = self.frontier.size
        if entry.sequence != place or entry.stream is not self.stream:
            message = f"found {entry.stream.value} {entry.sequence}: an entry was deleted, repeated or moved"
            raise BrokenLog(Fault.MISPLACED, place, place, message)
        if entry.is_erased:
            self._check_erasure(place)
        else:
            _check_payload(entry)
        self.frontier = self.frontier.append(entry.leaf)

    def compare(self, roots: dict[int, bytes]) -> None:
        """Compare the root with what was signed for this size, where something was."""
        size = self.frontier.size
        if size in roots:
            if roots[size] != self.frontier.root():
                message = f"the entries do not give the root signed for size {size}"
                raise BrokenLog(Fault.ROOT_DIFFERS, self.agreed, max(size - 1, self.agreed), message)
            self.agreed = size

    def end(self, roots: dict[int, bytes]) -> LogVerdict:
        """Check that the entries end where the checkpoints do; return the verdict."""
        size, last = self.frontier.size, self.row[-1].head
        if max(roots) > size:
            raise BrokenLog(Fault.TRUNCATED, size, max(roots) - 1, f"{size} entries where {max(roots)} were signed")
        if size > last.size:
            raise BrokenLog(Fault.UNSIGNED, last.size, size - 1, "no checkpoint covers them")
        return LogVerdict(last.origin, size, self.erased, len(self.row), last.root, last.at)

    def _check_erasure(self, place: int) -> None:
        """Refuse an erasure whose date cannot have come: the entry is younger than the last checkpoint before it."""
        self.erased += 1
        while self.passed < len(self.row) and self.row[self.passed].head.size <= place:
            self.passed += 1
        if not self.passed:
            return
        after = self.row[self.passed - 1].head.at
        if due(STREAM_RETENTION[self.stream], after) > self.row[-1].head.at:
            raise BrokenLog(Fault.ERASED_EARLY, place, place, f"it was logged after {after:%Y-%m-%d}")


def _check_payload(entry: LogEntry) -> None:
    try:
        is_committed = commit(entry.payload or b"", entry.key or b"") == entry.commitment
    except Malformed:
        is_committed = False
    if entry.payload is None or not is_committed:
        message = "the event is not the one that was committed to"
        raise BrokenLog(Fault.PAYLOAD_EDITED, entry.sequence, entry.sequence, message)


def _stream_of(checkpoint: Checkpoint) -> Stream:
    try:
        return Stream(checkpoint.head.origin.rpartition("/log/")[2])
    except ValueError as error:
        message = f"the origin {checkpoint.head.origin} names no stream"
        raise BrokenLog(Fault.CHECKPOINTS_BROKEN, 0, checkpoint.head.size, message) from error
