"""What two nodes put on the line: a delivery and its answer, both with what they show and say of each other's log."""

from typing import TypeVar

import msgspec

from tournai.errors import Malformed
from tournai.exchange.partners.envelopes import MAXIMUM_CONTENT

MAXIMUM_BODY = MAXIMUM_CONTENT * 4 // 3 + 65_536
"""Bytes of a body: a message in base64, and what goes with it."""
MESSAGES = "/messages"
"""The path of the partners' door."""
CONTENT_TYPE = "application/json"


class Witnessing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one node shows of its log, and how far it cosigned the other's.

    ``checkpoint`` is its own as a note; ``proof`` says that it continues the one of ``from_size``; ``cosigned`` is the
    other's latest checkpoint that it cosigned, with its cosignature, empty where there is none.
    """

    checkpoint: str = ""
    from_size: int = 0
    proof: tuple[bytes, ...] = ()
    cosigned: str = ""


class Delivery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message on its way; without an envelope, only logs are witnessed."""

    witnessing: Witnessing
    envelope: bytes = b""
    evidence: str = ""
    content: bytes = b""


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The receipt of a message, with its evidence; without one, only logs were witnessed."""

    witnessing: Witnessing
    receipt: bytes = b""
    evidence: str = ""


class Problem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a delivery was refused: a code, and a sentence. Nothing of what the node holds."""

    code: str
    error: str


_Wire = TypeVar("_Wire", Delivery, Answer, Problem)


def write(value: Delivery | Answer | Problem) -> bytes:
    """Return the body of a request or response."""
    return msgspec.json.encode(value, order="sorted")


def read(body: bytes, kind: type[_Wire]) -> _Wire:
    """Return what a body holds.

    Raises:
        Malformed: It is something else (code ``delivery``).
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed("the body is not what goes between partner nodes", code="delivery") from error
