"""The log: entries that commit to events, and signed checkpoints of the tree over them.

A leaf of the tree is not the event but a commitment to it, keyed with 32 random bytes of its own. When an event's
retention ends, payload and key are erased: what is left tells nothing of the event, and the tree still verifies.

Source: RFC 9162 section 2.1 (the tree); C2SP tlog-checkpoint and signed-note (the checkpoint's text and signature);
RFC 8032 (Ed25519); rule SYS-03.
"""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tournai.errors import Malformed, Unverified
from tournai.oversight.events import Stream
from tournai.oversight.merkle import leaf_hash
from tournai.values.instants import utc
from tournai.values.wordings import say

KEY_BYTES = 32
NO_CHECKPOINT = bytes(32)
"""What the first checkpoint of a log names as the one before it."""
LAST_YEAR = 9000
"""No checkpoint is later: retention periods must still fit the calendar."""
MAXIMUM_NOTE = 4096
"""Characters of a checkpoint's text; ours have about 350."""

_ED25519 = b"\x01"
_NOTE_LINES = 8


class LogEntry(msgspec.Struct, frozen=True):
    """One entry of a stream: its place, its commitment and, until erased, the event with the commitment's key."""

    stream: Stream
    sequence: int
    payload: bytes | None
    key: bytes | None
    commitment: bytes

    @property
    def is_erased(self) -> bool:
        """Whether payload and key are gone."""
        return self.payload is None and self.key is None

    @property
    def leaf(self) -> bytes:
        """The leaf's hash: over stream, sequence number and commitment, so that a commitment fits one place only."""
        return leaf_hash(f"{self.stream.value}\n{self.sequence}\n".encode() + self.commitment)


class TreeHead(msgspec.Struct, frozen=True):
    """What a checkpoint says: the log's name, how many entries it has, their root, when, and what came before.

    ``previous`` is the `digest` of the checkpoint before this one, so that none can be taken out of the row.
    """

    origin: str
    size: int
    root: bytes
    at: datetime
    previous: bytes = NO_CHECKPOINT

    def __post_init__(self) -> None:
        utc(self.at)
        is_named = bool(self.origin) and "+" not in self.origin and self.origin.isprintable() and " " not in self.origin
        if (
            not is_named
            or self.at.year > LAST_YEAR
            or self.size < 0
            or len(self.root) != 32
            or len(self.previous) != 32
        ):
            raise Malformed(
                "a checkpoint needs an origin without spaces or '+', a size and two hashes", code="checkpoint"
            )


class Checkpoint(msgspec.Struct, frozen=True):
    """A signed tree head: Ed25519 over `checkpoint_body`; ``key_id`` is four bytes as signed-note has them."""

    head: TreeHead
    key_id: bytes
    signature: bytes


def commit(payload: bytes, key: bytes) -> bytes:
    """Return the commitment to an event: HMAC-SHA256 of its canonical bytes under a key of its own, 32 bytes.

    Raises:
        Malformed: The key is not 32 bytes.
    """
    # A fixed length, for HMAC pads short keys with zeros: two keys would then open one commitment.
    if len(key) != KEY_BYTES:
        raise Malformed(
            say("a commitment's key has {key_bytes} bytes, not {count}", key_bytes=KEY_BYTES, count=len(key)),
            code="commitment-key",
        )
    return hmac.digest(key, payload, sha256)


def log_entry(stream: Stream, sequence: int, payload: bytes, key: bytes) -> LogEntry:
    """Return the entry that logs a payload at a place of a stream; ``key`` is 32 fresh random bytes."""
    return LogEntry(stream, sequence, payload, key, commit(payload, key))


def erased(entry: LogEntry) -> LogEntry:
    """Return the entry without payload and key: what stays after its retention.

    Sign a checkpoint after an erasure: its time is what shows that the retention had ended (`Fault.ERASED_EARLY`).
    """
    return LogEntry(entry.stream, entry.sequence, None, None, entry.commitment)


def log_origin(node: str, stream: Stream) -> str:
    """Return the name of a node's log.

    >>> log_origin("piu.example", Stream.PNR)
    'piu.example/log/pnr'
    """
    return f"{node}/log/{stream.value}"


def key_id(origin: str, public_key: bytes) -> bytes:
    """Return the four bytes by which signed-note names an Ed25519 key."""
    return sha256(origin.encode() + b"\n" + _ED25519 + public_key).digest()[:4]


def checkpoint_body(head: TreeHead) -> bytes:
    """Return the bytes that are signed: origin, size, root, and two extension lines: time and previous checkpoint."""
    lines = (
        head.origin,
        str(head.size),
        _base64(head.root),
        f"time {_zulu(head.at)}",
        f"previous {_base64(head.previous)}",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def digest(checkpoint: Checkpoint) -> bytes:
    """Return what the next checkpoint names as ``previous``: SHA-256 of the body."""
    return sha256(checkpoint_body(checkpoint.head)).digest()


def sign_checkpoint(head: TreeHead, public_key: bytes, sign: Callable[[bytes], bytes]) -> Checkpoint:
    """Return the head, signed by a function that holds the private key."""
    return Checkpoint(head, key_id(head.origin, public_key), sign(checkpoint_body(head)))


def verify_checkpoint(checkpoint: Checkpoint, public_key: bytes) -> None:
    """Return when the key signed the checkpoint.

    Raises:
        Unverified: It did not, or the checkpoint names another key.
    """
    place = f"checkpoint of size {checkpoint.head.size} of {checkpoint.head.origin}"
    if checkpoint.key_id != key_id(checkpoint.head.origin, public_key):
        raise Unverified(say("the {place} names another key than the log's", place=place))
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(checkpoint.signature, checkpoint_body(checkpoint.head))
    except (InvalidSignature, ValueError) as error:
        raise Unverified(say("the signature of the {place} is not the log's", place=place)) from error


def write_note(checkpoint: Checkpoint) -> str:
    """Return a checkpoint as the signed note that other log tools read."""
    body = checkpoint_body(checkpoint.head).decode()
    return f"{body}\n— {checkpoint.head.origin} {_base64(checkpoint.key_id + checkpoint.signature)}\n"


def parse_note(text: str) -> Checkpoint:
    """Return the checkpoint that `write_note` wrote; its signature is not verified here.

    Raises:
        Malformed: The text is no such note, or not written in the one way (code ``checkpoint``).
    """
    lines = text.split("\n")
    if len(text) > MAXIMUM_NOTE or len(lines) != _NOTE_LINES:
        raise Malformed("a checkpoint is a note of five lines, a blank one and one signature", code="checkpoint")
    try:
        checkpoint = _read_lines(lines)
    except (ValueError, IndexError) as error:
        raise Malformed("a line of the checkpoint cannot be read", code="checkpoint") from error
    if write_note(checkpoint) != text:
        raise Malformed("the checkpoint is not in its canonical form", code="checkpoint")
    return checkpoint


def _read_lines(lines: list[str]) -> Checkpoint:
    at = datetime.fromisoformat(lines[3].removeprefix("time "))
    previous = b64decode(lines[4].removeprefix("previous "), validate=True)
    head = TreeHead(lines[0], int(lines[1]), b64decode(lines[2], validate=True), at, previous)
    signed = b64decode(lines[6].split(" ")[2], validate=True)
    return Checkpoint(head, signed[:4], signed[4:])


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def _zulu(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat() + "Z"


class Fault(Enum):
    """What is wrong with a log."""

    FORGED_SIGNATURE = "forged signature"
    CHECKPOINTS_BROKEN = "checkpoints broken"
    """A checkpoint is missing, out of order, of another log, or there is none."""
    FORKED = "forked"
    """Two roots for one size: the log told two stories."""
    PAYLOAD_EDITED = "payload edited"
    """The event is not the one that was committed to, or half of it was erased."""
    MISPLACED = "misplaced"
    """An entry stands where another was expected: one was deleted, repeated, reordered or is of another stream."""
    ROOT_DIFFERS = "root differs"
    """The entries up to a checkpoint do not give its root: a commitment was edited, or entries replaced."""
    TRUNCATED = "truncated"
    """A checkpoint covers more entries than there are."""
    UNSIGNED = "unsigned"
    """Entries follow the last checkpoint: nothing vouches for them."""
    ERASED_EARLY = "erased early"
    """An event was erased although its retention cannot have ended."""


class BrokenLog(Unverified):
    """A log does not prove what it claims.

    Args:
        fault: What is wrong.
        first: The sequence number of the first entry that is or may be wrong.
        last: The last that may be; equal to ``first`` where the place is exact.
        message: In words.
    """

    def __init__(self, fault: Fault, first: int, last: int, message: str) -> None:
        place = f"entry {first}" if first == last else f"entries {first} to {last}"
        super().__init__(f"{place}: {fault.value}: {message}")
        self.fault = fault
        self.first = first
        self.last = last
