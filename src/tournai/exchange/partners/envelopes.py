"""The envelope of a message: whose, for whom, which one of the row, until when, and the digest of what is in it.

It holds nothing of the message itself, so that it can be kept as evidence when the message is gone. Messages to one
partner are numbered without a gap; what was put in a queue may be delivered days later, so its age is bounded by its
expiry and not by the clock's skew.

Source: the exchange facts, C (exactly once); RFC 8785 (canonical form); Directive (EU) 2016/680, Art. 25 and 29.
"""

import re
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from tournai.errors import Malformed, Unverified
from tournai.values.instants import utc
from tournai.values.wordings import say

CLOCK_SKEW = timedelta(seconds=60)
"""By how much the clocks of two nodes may differ."""
LONGEST_LIFE = timedelta(days=60)
"""From creation to expiry: longer than any clock of a reply runs."""
MAXIMUM_CONTENT = 8 * 1024 * 1024
"""Bytes of a message."""
MESSAGE_ID = re.compile(r"[a-z2-7]{26}")
KIND = re.compile(r"[a-z][a-z-]{1,39}")


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is signed of a message.

    ``sender`` and ``recipient`` are names of nodes; ``kind`` is the message's kind; ``sequence`` counts the sender's
    messages to this recipient from 1; ``digest`` is the SHA-256 of the message's canonical bytes.

    Raises:
        Malformed: A field is not what it must be (code ``envelope``).
    """

    message_id: str
    sender: str
    recipient: str
    kind: str
    sequence: int
    created: datetime
    expires: datetime
    digest: bytes

    def __post_init__(self) -> None:
        is_named = MESSAGE_ID.fullmatch(self.message_id) and KIND.fullmatch(self.kind) and self.sequence > 0
        is_timed = utc(self.created) < utc(self.expires) <= self.created + LONGEST_LIFE
        if not is_named or not is_timed or len(self.digest) != 32:
            raise Malformed(
                "an envelope has an identifier, a kind, a number, a life of at most 60 days and a SHA-256 digest",
                code="envelope",
            )


class EnvelopeRefused(Unverified):
    """A message that its envelope does not fit, or that is not for this node. ``code`` is what the log says."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def envelope_bytes(envelope: Envelope) -> bytes:
    """Return the canonical bytes, over which the evidence is."""
    return msgspec.json.encode(envelope, order="sorted")


def envelope_digest(envelope: Envelope) -> bytes:
    """Return the SHA-256 of the canonical bytes: what a receipt names."""
    return sha256(envelope_bytes(envelope)).digest()


def read_envelope(data: bytes) -> Envelope:
    """Return the envelope of its canonical bytes.

    Raises:
        Malformed: The bytes are none, or another form of one (code ``envelope``).
    """
    try:
        envelope = msgspec.json.decode(data, type=Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, Malformed) as error:
        raise Malformed("these bytes are no envelope", code="envelope") from error
    if envelope_bytes(envelope) != data:
        raise Malformed("the envelope is not in its canonical form", code="envelope")
    return envelope


def check_envelope(envelope: Envelope, *, sender: str, recipient: str, now: datetime) -> None:
    """Return when an envelope is of the partner that the connection proved, for this node, and not of the future.

    Raises:
        EnvelopeRefused: It is not (codes ``other-sender``, ``other-recipient``, ``clock``).
    """
    if envelope.sender != sender:
        raise EnvelopeRefused("the message is of another sender than the connection", "other-sender")
    if envelope.recipient != recipient:
        raise EnvelopeRefused("the message is for another node", "other-recipient")
    if envelope.created > now + CLOCK_SKEW:
        raise EnvelopeRefused("the message is of a time to come: set the clock right", "clock")


def check_content(envelope: Envelope, content: bytes) -> None:
    """Return when the content is what the envelope's digest says.

    Raises:
        EnvelopeRefused: It is not, or it is too long (codes ``altered``, ``too-large``).
    """
    if len(content) > MAXIMUM_CONTENT:
        raise EnvelopeRefused(say("a message has at most {most} bytes", most=MAXIMUM_CONTENT), "too-large")
    if sha256(content).digest() != envelope.digest:
        raise EnvelopeRefused("the message is not what its envelope says", "altered")


def is_expired(envelope: Envelope, now: datetime) -> bool:
    """Whether a message came too late to be acted on."""
    return now >= envelope.expires


class Known(msgspec.Struct, frozen=True):
    """What a node knows of a sender when a message comes: its last number, and what is kept under the identifier."""

    last_sequence: int
    same_id: bytes | None = None
    """The digest of the envelope that is kept under the same identifier; ``None`` where there is none."""


def is_repeated(envelope: Envelope, known: Known) -> bool:
    """Return whether a message is there already (true), or is the next one (false).

    Raises:
        EnvelopeRefused: The same identifier came with another envelope (``conflict``: a security event), the number was
            used by another message (``sequence-used``), or messages before it are missing (``sequence-gap``).
    """
    if known.same_id is not None:
        if known.same_id != envelope_digest(envelope):
            raise EnvelopeRefused("another message came under this identifier before", "conflict")
        return True
    if envelope.sequence <= known.last_sequence:
        raise EnvelopeRefused("another message came under this number before", "sequence-used")
    if envelope.sequence > known.last_sequence + 1:
        said = "messages before this one are missing: send number {next} first"
        raise EnvelopeRefused(say(said, next=known.last_sequence + 1), "sequence-gap")
    return False
