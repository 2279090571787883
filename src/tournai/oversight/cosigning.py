"""Witnessing another node's log: its checkpoint is cosigned once it is proven to continue the one cosigned before.

A cosignature says: at this time, this is the largest tree of that log that I have seen, and it holds all that I saw
before. Whoever later cuts, edits or forks the log contradicts a signature that it cannot make.

Source: C2SP tlog-cosignature v1 (Ed25519), signed-note, tlog-witness; RFC 9162, section 2.1.4.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tournai.errors import Malformed, Unverified
from tournai.oversight.log import Checkpoint, checkpoint_body, parse_note, verify_checkpoint, write_note
from tournai.oversight.merkle import verify_consistency
from tournai.values.wordings import say

_COSIGNATURE = b"\x04"
MOST_COSIGNATURES = 64
MAXIMUM_NOTE = 32_768


class Cosignature(msgspec.Struct, frozen=True):
    """What a witness says of a checkpoint: its name, its key's four bytes, when, and the signature (64 bytes)."""

    witness: str
    key_id: bytes
    at: datetime
    signature: bytes


class LogTurnedBack(Unverified):
    """A log shows less than it showed before: it was cut, or an older state of it was put back."""


def cosign(
    checkpoint: Checkpoint, witness: str, public_key: bytes, sign: Callable[[bytes], bytes], at: datetime
) -> Cosignature:
    """Return a witness's cosignature of a checkpoint, at a whole second."""
    moment = at.replace(microsecond=0)
    return Cosignature(witness, cosigner_id(witness, public_key), moment, sign(_signed(checkpoint, moment)))


def cosigner_id(witness: str, public_key: bytes) -> bytes:
    """Return the four bytes by which a note names a cosigner's key."""
    return sha256(witness.encode() + b"\n" + _COSIGNATURE + public_key).digest()[:4]


def verify_cosignature(checkpoint: Checkpoint, cosignature: Cosignature, witness: str, public_key: bytes) -> None:
    """Return when the witness cosigned the checkpoint.

    Raises:
        Unverified: It did not.
    """
    if (cosignature.witness, cosignature.key_id) != (witness, cosigner_id(witness, public_key)):
        raise Unverified("the cosignature is of another witness")
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(cosignature.signature, _signed(checkpoint, cosignature.at))
    except (InvalidSignature, ValueError) as error:
        raise Unverified("the cosignature is not of this checkpoint") from error


def continues(offered: Checkpoint, seen: Checkpoint | None, proof: Sequence[bytes], log_key: bytes) -> bool:
    """Return whether a checkpoint may be cosigned: the log's key signed it, and it holds what was seen before.

    False where it is older than what was seen: two exchanges overtook one another. The first one seen is believed.

    Raises:
        LogTurnedBack: It is newer and smaller.
        Unverified: The log's key did not sign it, or it does not continue what was seen.
    """
    verify_checkpoint(offered, log_key)
    if seen is None:
        return True
    if offered.head.origin != seen.head.origin:
        raise Unverified("the checkpoint is of another log")
    if offered.head.size < seen.head.size:
        if offered.head.at > seen.head.at:
            said = "the log shows {size} entries after it showed {seen}"
            raise LogTurnedBack(say(said, size=offered.head.size, seen=seen.head.size))
        return False
    if seen.head.size == 0:
        # Any log continues an empty one, and RFC 9162 has no proof for it.
        return True
    verify_consistency(seen.head.size, seen.head.root, offered.head.size, offered.head.root, proof)
    return True


def write_cosigned(checkpoint: Checkpoint, cosignatures: Sequence[Cosignature]) -> str:
    """Return a checkpoint as a signed note, with a line for each cosignature after the log's own."""
    return write_note(checkpoint) + "".join(f"{_line(each)}\n" for each in cosignatures)


def parse_cosigned(text: str) -> tuple[Checkpoint, tuple[Cosignature, ...]]:
    """Return a checkpoint and its cosignatures; nothing is verified here.

    Raises:
        Malformed: The text is no such note, or not in its one form (code ``checkpoint``).
    """
    lines = text.split("\n")
    if len(text) > MAXIMUM_NOTE or not 8 <= len(lines) <= 8 + MOST_COSIGNATURES:
        raise Malformed("a cosigned checkpoint is a note with one signature or more", code="checkpoint")
    checkpoint = parse_note("\n".join([*lines[:7], ""]))
    cosignatures = tuple(parse_cosignature(line) for line in lines[7:-1])
    if write_cosigned(checkpoint, cosignatures) != text:
        raise Malformed("the cosigned checkpoint is not in its canonical form", code="checkpoint")
    return checkpoint, cosignatures


def write_cosignature(cosignature: Cosignature) -> str:
    """Return a cosignature as the line of a note, without its line feed."""
    return _line(cosignature)


def parse_cosignature(line: str) -> Cosignature:
    """Return the cosignature of a line.

    Raises:
        Malformed: The line is none (code ``cosignature``).
    """
    try:
        _, witness, blob = line.split(" ")
        data = b64decode(blob, validate=True)
        at = datetime.fromtimestamp(int.from_bytes(data[4:12], "big"), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Malformed("a cosignature cannot be read", code="cosignature") from error
    cosignature = Cosignature(witness, data[:4], at, data[12:])
    if len(data) != 76 or _line(cosignature) != line:
        raise Malformed("a cosignature is not in its canonical form", code="cosignature")
    return cosignature


def _signed(checkpoint: Checkpoint, at: datetime) -> bytes:
    return f"cosignature/v1\ntime {int(at.timestamp())}\n".encode() + checkpoint_body(checkpoint.head)


def _line(cosignature: Cosignature) -> str:
    stamp = int(cosignature.at.timestamp()).to_bytes(8, "big")
    blob = b64encode(cosignature.key_id + stamp + cosignature.signature).decode()
    return f"— {cosignature.witness} {blob}"
