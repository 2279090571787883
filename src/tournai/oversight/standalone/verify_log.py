"""Check an exported log of a Tournai node. One file, Python 3.11 and nothing else: read it before you trust it.

    python verify_log.py EXPORT [--key KEY] [--witness FILE ...] [--cosigner NAME KEY] [--events]
                         [--other EXPORT] [--other-key KEY]

EXPORT     the exported log, JSON Lines
--key      the log's public key, had from elsewhere, in hexadecimal or base64; without it the file's own key is used,
           which proves that the file is whole but not whose it is
--witness  a file of checkpoints that somebody else kept, a few or a node's whole checkpoints.txt: the log must agree
           with each of its own among them, and there must be one
--cosigner a partner node and its witness key: each checkpoint of the witness files must be cosigned by it
--events   write every event, one a line
--other    the log of exchanges of a partner node, and --other-key its key: both logs must tell the same of every
           message between the two; a message that one side lacks, or knows otherwise, is named

Exit code: 0 the log holds; 1 it does not, the first bad entry is named; 2 the command was wrong.

What is checked, in this order:
  1. Every line is JSON in its one canonical form, and holds the fields that belong there.
  2. Every checkpoint is signed by the key (Ed25519, RFC 8032), and names the one before it by its SHA-256.
  3. Every entry stands in its place: its number is one more than the one before.
  4. Every event is the one that was logged: HMAC-SHA256 of the event, under the entry's own key, is its commitment.
     An event past its retention is erased; its commitment stays. None was erased before its date.
  5. At each checkpoint the Merkle tree (RFC 6962, section 2.1) over the entries so far has the signed root.
  6. The last checkpoint covers the last entry.
  7. Cosignatures of partners hold (C2SP tlog-cosignature, Ed25519), and both sides' logs agree on every message.
"""

import argparse
import hashlib
import hmac
import json
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

FORMAT = "tournai-log 1"
RETENTION_YEARS = {"pnr": 5, "border": 5, "exchange": 5, "node": 5}
MAXIMUM_LINE = 65_536
ALLOWED: dict[str, tuple[type, ...]] = {
    "checkpoints": (int,),
    "sequence": (int,),
    "payload": (str, type(None)),
    "key": (str, type(None)),
}
"""The types of the fields that are not text."""


class Header(NamedTuple):
    """The first line."""

    type: str
    format: str
    origin: str
    public_key: str
    checkpoints: int


class Note(NamedTuple):
    """A checkpoint's line."""

    type: str
    note: str


class Entry(NamedTuple):
    """An entry's line."""

    type: str
    stream: str
    sequence: int
    payload: str | None
    key: str | None
    commitment: str


class Checkpoint(NamedTuple):
    """A checkpoint whose signature is checked; ``digest`` is what the next one names as ``previous``."""

    origin: str
    size: int
    root: bytes
    at: datetime
    previous: bytes
    digest: bytes


Line = TypeVar("Line", Header, Note, Entry)
Point = tuple[int, int, int, int]
KINDS = {Header: "header", Note: "checkpoint", Entry: "entry"}


class BrokenLogError(Exception):
    """The log does not hold; the message names the first bad entry."""


# --- Ed25519: RFC 8032, sections 5.1.7 and 6. Slow, public values only, so no care for timing is needed. ---

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(a: Point, b: Point) -> Point:
    """Return the sum of two points in extended coordinates (X, Y, Z, T)."""
    left, right = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = right - left, d - c, d + c, right + left
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar: int, point: Point) -> Point:
    """Return a point added to itself so many times."""
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def decompress(data: bytes) -> Point | None:
    """Return the point of 32 bytes, or None where they are none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def compress(point: Point) -> bytes:
    """Return the 32 bytes of a point."""
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = (
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    46316835694926478169428394003475163141307993866256225615783033603165251855960,
    1,
    46827403850823179245072216630277197565144205554125654976674165829533817101731,
)


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the key signed the message."""
    point = decompress(public_key) if len(public_key) == 32 else None
    if point is None or len(signature) != 64:
        return False
    number = int.from_bytes(signature[32:], "little")
    if number >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public_key + message).digest()
    negative = (P - point[0], point[1], point[2], P - point[3])
    challenge = int.from_bytes(digest, "little") % ORDER
    return compress(add(multiply(number, BASE), multiply(challenge, negative))) == signature[:32]


# --- The Merkle tree: RFC 6962, section 2.1. Only the right edge is kept. ---


def append(edge: list[bytes], size: int, leaf: bytes) -> None:
    """Add a leaf hash to the right edge of a tree that had ``size`` leaves."""
    while size & 1:
        leaf, size = hashlib.sha256(b"\x01" + edge.pop() + leaf).digest(), size >> 1
    edge.append(leaf)


def root_of(edge: list[bytes]) -> bytes:
    """Return the root of the tree."""
    if not edge:
        return hashlib.sha256(b"").digest()
    root = edge[-1]
    for left in reversed(edge[:-1]):
        root = hashlib.sha256(b"\x01" + left + root).digest()
    return root


# --- The file ---


def decode(text: str) -> bytes:
    """Return the bytes of canonical base64."""
    data = b64decode(text, validate=True)
    if b64encode(data).decode() != text:
        raise ValueError("base64 is not canonical")
    return data


def read_key(text: str) -> bytes:
    """Return the 32 bytes of a public key in hexadecimal or base64."""
    try:
        key = bytes.fromhex(text) if len(text) == 64 else decode(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise argparse.ArgumentTypeError("a public key is 64 hexadecimal digits, or 44 characters of base64")
    return key


def notes_of(origin: str, text: str) -> list[str]:
    """Return a log's own checkpoints out of a text of several, empty lines between: each holds one itself."""
    parts = [part.strip("\n") for part in text.split("\n\n") if part.strip("\n")]
    notes = [f"{body}\n\n{signature}\n" for body, signature in zip(parts[::2], [*parts[1::2], ""], strict=False)]
    own = [note for note in notes if note.startswith(origin + "\n")]
    if not own:
        raise BrokenLogError(f"a witness holds no checkpoint of {origin}")
    return own


def read_line(number: int, line: bytes, kind: type[Line]) -> Line:
    """Return the fields of a line that must be of one kind."""
    if not line or len(line) > MAXIMUM_LINE:
        raise BrokenLogError(f"line {number}: missing or too long")
    try:
        value = json.loads(line.decode())
        again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
    except (ValueError, RecursionError) as error:
        raise BrokenLogError(f"line {number}: not JSON") from error
    is_object = again == line and type(value) is dict and value.get("type") == KINDS[kind]
    if not is_object or set(value) != set(kind._fields):
        raise BrokenLogError(f"line {number}: not a canonical {KINDS[kind]} line")
    if any(type(field) not in ALLOWED.get(name, (str,)) for name, field in value.items()):
        raise BrokenLogError(f"line {number}: a field is of another type")
    return kind(**value)


def without_cosignatures(note: str, cosigner: tuple[str, bytes] | None) -> str:
    """Return a note with the log's own signature alone, once the cosigner's is checked, where one must be there."""
    body, _, signatures = note.partition("\n\n")
    own, *others = signatures.removesuffix("\n").split("\n")
    if cosigner is not None and not any(is_cosigned(body + "\n", line, *cosigner) for line in others):
        raise BrokenLogError(f"a witnessed checkpoint is not cosigned by {cosigner[0]}")
    return f"{body}\n\n{own}\n"


def is_cosigned(body: str, line: str, name: str, key: bytes) -> bool:
    """Whether a line of a note is a witness's cosignature of its body."""
    words = line.split(" ")
    blob = decode(words[2]) if len(words) == 3 and words[:2] == ["—", name] else b""
    key_id = hashlib.sha256(name.encode() + b"\n\x04" + key).digest()[:4]
    message = f"cosignature/v1\ntime {int.from_bytes(blob[4:12], 'big')}\n{body}"
    return len(blob) == 76 and blob[:4] == key_id and is_signed(key, message.encode(), blob[12:])


def read_checkpoint(text: str, public_key: bytes) -> Checkpoint:
    """Return a checkpoint that is in its canonical form and signed."""
    try:
        body, signature_line = text.split("\n\n")
        origin, size, root, time, previous = body.split("\n")
        blob = signature_line.removesuffix("\n").split(" ")[2]
        at = datetime.fromisoformat(time.removeprefix("time "))
        signed, hashes = decode(blob), (decode(root), decode(previous.removeprefix("previous ")))
        number = int(size)
    except (ValueError, IndexError) as error:
        raise BrokenLogError("a checkpoint cannot be read") from error
    lines = (origin, str(number), root, f"time {at.replace(tzinfo=None).isoformat()}Z", previous)
    signed_text = "".join(line + "\n" for line in lines)
    is_canonical = f"{signed_text}\n— {origin} {blob}\n" == text and previous.startswith("previous ")
    if not is_canonical or number < 0 or [len(each) for each in hashes] != [32, 32]:
        raise BrokenLogError("a checkpoint is not in its canonical form")
    key_id = hashlib.sha256(origin.encode() + b"\n\x01" + public_key).digest()[:4]
    if signed[:4] != key_id or not is_signed(public_key, signed_text.encode(), signed[4:]):
        raise BrokenLogError(f"entry {number}: forged signature of the checkpoint of that size")
    return Checkpoint(origin, number, hashes[0], at, hashes[1], hashlib.sha256(signed_text.encode()).digest())


def read_row(lines: Iterator[bytes], header: Header, public_key: bytes) -> list[Checkpoint]:
    """Return the checkpoints of the file, each following the one before."""
    row: list[Checkpoint] = []
    last = Checkpoint(header.origin, 0, b"", datetime.min.replace(tzinfo=UTC), b"", bytes(32))
    for number in range(2, header.checkpoints + 2):
        this = read_checkpoint(read_line(number, next(lines, b""), Note).note, public_key)
        if row and this.size == last.size and this.root != last.root:
            raise BrokenLogError(f"entry {this.size}: forked: two signed roots for one size")
        is_next = this.previous == last.digest and this.size >= last.size and this.at >= last.at
        if not is_next or this.origin != last.origin:
            raise BrokenLogError(f"entry {last.size}: a checkpoint is missing, out of order or of another log")
        row.append(this)
        last = this
    return row


def check_event(entry: Entry) -> str:
    """Return the event, when it is the one that was logged."""
    if entry.payload is None or entry.key is None:
        raise BrokenLogError(f"entry {entry.sequence}: payload edited: half an event was erased")
    key = decode(entry.key)
    if len(key) != 32 or hmac.digest(key, entry.payload.encode(), "sha256") != decode(entry.commitment):
        raise BrokenLogError(f"entry {entry.sequence}: payload edited: not the event that was logged")
    return entry.payload


def check_erasure(row: list[Checkpoint], place: int, stream: str) -> None:
    """Refuse an erasure whose date cannot have come: the entry is younger than the checkpoint before it."""
    older = [checkpoint.at for checkpoint in row if checkpoint.size <= place]
    if older and years_after(older[-1], RETENTION_YEARS[stream]) > row[-1].at:
        raise BrokenLogError(f"entry {place}: erased early")


def years_after(moment: datetime, years: int) -> datetime:
    """Return the same day that many years later; 28 February where the year has no 29th."""
    year = moment.year + years
    is_leap_day = (moment.month, moment.day) == (2, 29) and year % 4
    return moment.replace(year=year, day=28 if is_leap_day else moment.day)


def check_entries(
    lines: Iterator[bytes], row: list[Checkpoint], roots: dict[int, bytes], show: Callable[[str], object]
) -> tuple[int, int]:
    """Walk over the entries; return how many there are and how many events were erased."""
    stream, first_line, place, erased = row[0].origin.rpartition("/log/")[2], len(row) + 2, 0, 0
    edge: list[bytes] = []
    agreed = check_root(edge, roots, 0, 0)
    for line in lines:
        entry = read_line(first_line + place, line, Entry)
        if (entry.sequence, entry.stream) != (place, stream):
            raise BrokenLogError(f"entry {place}: misplaced: an entry was deleted, repeated or moved")
        if entry.payload is None and entry.key is None:
            check_erasure(row, place, stream)
            erased += 1
        else:
            show(check_event(entry))
        leaf = f"{stream}\n{place}\n".encode() + decode(entry.commitment)
        append(edge, place, hashlib.sha256(b"\x00" + leaf).digest())
        place += 1
        agreed = check_root(edge, roots, place, agreed)
    return place, erased


def check_root(edge: list[bytes], roots: dict[int, bytes], size: int, agreed: int) -> int:
    """Compare the root with the one signed for this size, where one was; return the size agreed on."""
    if size not in roots:
        return agreed
    if roots[size] != root_of(edge):
        raise BrokenLogError(f"entry {agreed}: root differs: it, or one before entry {size}, is not what was logged")
    return size


def verify(
    lines: Iterator[bytes],
    key: bytes | None = None,
    witnesses: Iterable[str] = (),
    show: Callable[[str], object] = lambda payload: None,
    cosigner: tuple[str, bytes] | None = None,
) -> str:
    """Return a sentence on a log that holds; raise BrokenLogError on one that does not."""
    header = read_line(1, next(lines, b""), Header)
    public_key = decode(header.public_key)
    if header.format != FORMAT or header.checkpoints < 1:
        raise BrokenLogError(f"line 1: not an export of the format {FORMAT}")
    if key is not None and key != public_key:
        raise BrokenLogError("line 1: the file names another key than the one given")
    if header.origin.rpartition("/log/")[2] not in RETENTION_YEARS:
        raise BrokenLogError("line 1: the origin names no stream")
    row = read_row(lines, header, public_key)
    roots = {checkpoint.size: checkpoint.root for checkpoint in row}
    notes = [without_cosignatures(note, cosigner) for text in witnesses for note in notes_of(header.origin, text)]
    for witness in (read_checkpoint(note, public_key) for note in notes):
        if roots.setdefault(witness.size, witness.root) != witness.root:
            raise BrokenLogError(f"entry {witness.size}: forked: a witness holds another checkpoint")
    size, erased = check_entries(lines, row, roots, show)
    if max(roots) > size:
        raise BrokenLogError(f"entry {size}: truncated: {max(roots)} entries were signed")
    if row[-1].size < size:
        raise BrokenLogError(f"entry {row[-1].size}: unsigned: no checkpoint covers it")
    counts = f"{size} entries, {erased} of them erased, {len(row)} checkpoints"
    return f"{header.origin}: {counts}, last {row[-1].at.isoformat()}, key {header.public_key}"


# --- Both sides of the exchange ---


class Side:
    """What one node's log tells of its messages: (sender, recipient, identifier) -> the envelope's digest."""

    def __init__(self) -> None:
        self.queued: dict[tuple[str, str, str], str] = {}
        self.delivered: dict[tuple[str, str, str], str] = {}
        self.received: dict[tuple[str, str, str], str] = {}
        self.node = ""

    def take(self, payload: str) -> None:
        """Take an event; those that are not of messages say nothing here."""
        event = json.loads(payload)
        told = {
            "exchange:queued": self.queued,
            "exchange:delivered": self.delivered,
            "exchange:received": self.received,
        }
        if event["kind"] in told:
            partner, own = event["details"]["partner"], self.node
            ends = (partner, own) if event["kind"] == "exchange:received" else (own, partner)
            told[event["kind"]][(*ends, event["subject"])] = event["details"]["envelope"]


def read_side(
    path: str, key: bytes | None, witnesses: Iterable[str] = (), cosigner: tuple[str, bytes] | None = None
) -> tuple[Side, str]:
    """Return what an export tells of its messages, and the sentence on it; raise BrokenLogError where it is broken."""
    side = Side()
    with open(path, "rb") as stream:
        header = read_line(1, stream.readline(MAXIMUM_LINE + 1), Header)
        side.node = header.origin.rpartition("/log/")[0]
        stream.seek(0)
        lines = iter(lambda: stream.readline(MAXIMUM_LINE + 1), b"")
        return side, verify(lines, key, witnesses, side.take, cosigner)


def differences(one: Side, other: Side) -> Iterator[str]:
    """Yield, of every message between two nodes, what their logs tell differently."""
    for sender, recipient in ((one, other), (other, one)):
        between = (sender.node, recipient.node)
        for message in sender.delivered:
            if message[:2] == between and message not in recipient.received:
                yield f"missing: {recipient.node} does not tell of message {message[2]}, which {sender.node} delivered"
        for message, envelope in recipient.received.items():
            if message[:2] != between:
                continue
            if message not in sender.queued:
                yield f"missing: {sender.node} does not tell of message {message[2]}, which {recipient.node} received"
            elif sender.queued[message] != envelope:
                yield f"altered: {sender.node} and {recipient.node} tell of message {message[2]} with other envelopes"


def compare(path: str, key: bytes | None, one: Side) -> int:
    """Compare one side with the export of the other; write what differs; return the exit code."""
    other, sentence = read_side(path, key)
    _write(f"holds: {sentence}")
    found = list(differences(one, other))
    for difference in found:
        _write(f"BROKEN: {difference}")
    if not found:
        count = len(one.received.keys() | one.delivered.keys())
        _write(f"holds: both sides tell the same of their messages, {count} of them settled")
    return 1 if found else 0


def main(words: list[str]) -> int:
    """Check the file that the command names; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export")
    parser.add_argument("--key", type=read_key, help="the log's public key, hexadecimal or base64")
    parser.add_argument("--witness", action="append", default=[], help="a file with checkpoints")
    parser.add_argument("--events", action="store_true", help="write every event")
    parser.add_argument("--cosigner", nargs=2, metavar=("NAME", "KEY"), help="who must have cosigned the witness files")
    parser.add_argument("--other", help="the partner node's exported log of exchanges")
    parser.add_argument("--other-key", type=read_key, help="its public key, hexadecimal or base64")
    given = parser.parse_args(words)
    try:
        cosigner = (given.cosigner[0], read_key(given.cosigner[1])) if given.cosigner else None
        witnesses = [_read_text(path) for path in given.witness]
        if given.other:
            side, sentence = read_side(given.export, given.key, witnesses, cosigner)
            _write(f"holds: {sentence}")
            return compare(given.other, given.other_key, side)
        with open(given.export, "rb") as stream:
            lines = iter(lambda: stream.readline(MAXIMUM_LINE + 1), b"")
            sentence = verify(lines, given.key, witnesses, _write if given.events else lambda payload: None, cosigner)
    except (BrokenLogError, ValueError, KeyError, OverflowError, argparse.ArgumentTypeError) as error:
        _write(f"BROKEN: {error}")
        return 1
    except OSError as error:
        sys.stderr.write(f"cannot read: {error}\n")
        return 2
    _write(f"holds: {sentence}")
    return 0


def _read_text(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as stream:
        return stream.read()


def _write(text: str) -> None:
    # An event may hold any character; a terminal or pipe that cannot show it must not end the check.
    sys.stdout.buffer.write(text.encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
