"""Entries in JSON from bytes that may be hostile: each is read alone, so that a bad one loses no other."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from tournai.errors import Malformed
from tournai.values.wordings import say

Value = TypeVar("Value")

MAX_ENTRY = 16 * 2**20
"""The longest entry, in bytes."""


class NotRead(Malformed):
    """One entry is no such entry; the reason names the field, never its text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, code="entry")
        self.reason = reason


def read_whole(data: bytes, kind: type[Value], what: str) -> Value:
    """Return a file's JSON as a value of a type.

    Raises:
        Malformed: It is no JSON, nested too deep, or of another form; the message does not quote it.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise Malformed(
            say("not this format: {what} was expected ({place})", what=what, place=_place(error)), code="json-form"
        ) from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Malformed("the list is not well-formed JSON: fetch it again", code="json") from None


def read_entry(data: bytes | msgspec.Raw, kind: type[Value]) -> Value:
    """Return one entry as a value of a type.

    Raises:
        NotRead: It is no such entry.
    """
    if len(bytes(data)) > MAX_ENTRY:
        raise NotRead(say("an entry of more than {most} bytes", most=MAX_ENTRY))
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise NotRead(say("not an entry of this format ({place})", place=_place(error))) from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise NotRead("not well-formed JSON") from None


def lines_of(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file that are not empty, with their number from 1."""
    start, number = 0, 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        number += 1
        line = data[start:end].strip()
        if line:
            yield number, line
        start = end + 1


def _place(error: msgspec.ValidationError) -> str:
    """Return where and of which type: the library's message names fields of the format and types, never a value."""
    return str(error)[:200]
