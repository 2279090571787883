"""The one form of a message in bytes, and its digest.

The form is RFC 8785 (JSON Canonicalization Scheme) of a narrower JSON: names are ASCII, numbers are integers below
2^53, what has its default is left out, instants are RFC 3339 in UTC with ``Z``. Names sorted by code point and shortest
escapes are then all that RFC 8785 asks (its sections 3.2.2 and 3.2.3); a number with a fraction never occurs.

Bytes in any other form are refused, even where they would mean the same: a signature then covers the one form, and two
partners never hold two texts of one message.
"""

import hashlib

import msgspec

from tournai.errors import Malformed
from tournai.exchange.messages.message import Message
from tournai.values.wordings import say

MAXIMUM_BYTES = 4_000_000
"""A message's greatest size. Pictures and files travel apart, by their digest."""

_DECODER = msgspec.json.Decoder(Message)
"""Depth is bounded by the types: none holds itself, and an unknown name is refused before what it holds is read."""


class MalformedMessage(Malformed):
    """Bytes that are no message: too large, not of the types, or not in the canonical form."""


def canonical_bytes(message: Message) -> bytes:
    """Return a message's canonical form.

    Raises:
        MalformedMessage: A field does not hold what its type allows, so that no partner would read it.
    """
    data = msgspec.json.encode(message, order="sorted")
    read_message(data)
    return data


def read_message(data: bytes) -> Message:
    """Return the message that `canonical_bytes` wrote.

    Raises:
        MalformedMessage: Too large (code ``message-size``), no message (``message``), an instant that is not UTC
            (``message``), or another form of one (``message-form``).
    """
    if len(data) > MAXIMUM_BYTES:
        raise MalformedMessage(
            say("a message has at most {most} bytes; this has {found}", most=MAXIMUM_BYTES, found=len(data)),
            code="message-size",
        )
    try:
        message = _DECODER.decode(data)
    except Malformed as error:  # an instant
        raise MalformedMessage(error.reason, code="message") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedMessage(_place(error), code="message") from error
    if msgspec.json.encode(message, order="sorted") != data:
        raise MalformedMessage("the message is not in its canonical form (RFC 8785)", code="message-form")
    return message


def digest(data: bytes) -> str:
    """Return the SHA-256 of canonical bytes, as lower-case hexadecimal: what receipts and replies name."""
    return hashlib.sha256(data).hexdigest()


def _place(error: Exception) -> str:
    """Say where the bytes break, without repeating what they hold."""
    _, marker, path = str(error).rpartition("`$")
    place = path.rstrip("`") if marker else ""
    is_plain = place.replace(".", "").replace("[", "").replace("]", "").isidentifier() and len(place) < 80
    if not is_plain:
        return "these bytes are no message of the exchange"
    return say("the message does not hold what it must at '{place}'", place=place.lstrip("."))
