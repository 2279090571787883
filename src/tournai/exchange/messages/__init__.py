"""Messages between authorities: a closed list of kinds, one canonical form, a digest.

The model is Tournai's own and neutral. The schemas of UMF and SIENA are not public: nothing here claims to be them.
"""

from tournai.exchange.messages.canonical import (
    MAXIMUM_BYTES,
    MalformedMessage,
    canonical_bytes,
    digest,
    read_message,
)
from tournai.exchange.messages.message import Body, Earlier, Message

__all__ = [
    "MAXIMUM_BYTES",
    "Body",
    "Earlier",
    "MalformedMessage",
    "Message",
    "canonical_bytes",
    "digest",
    "read_message",
]
