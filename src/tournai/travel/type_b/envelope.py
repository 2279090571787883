"""Type B envelopes: who a message is for, who sent it and when, its body without line breaks, and what stood around.

A message stands behind address lines and an origin line, its text broken into lines at any byte; mails and printers put
headers before it and notices, time stamps and form feeds after it.

    QP MSWEFS2 GTYESDF          priority and addresses, eight a line, 32 at most
    .HERSDE2 170021             origin, day and time (UTC)
    UNA:*.? #UNB*UNOA:4*...     text, to the end of its interchange

Source: IATA Systems and Communications Reference, Type B message format (heading, address and origin elements).
"""

import re
from enum import Enum

import msgspec

from tournai.travel.edifact import Interchange, read_interchanges
from tournai.travel.type_b.mail import plain_mail

MOST_ADDRESSES = 32
MOST_HEADING_LINES = 40
"""How many lines above a message are looked at for its heading."""

_CONTROLS = bytes((*range(32), 127))
_LINE = re.compile(r"[^\r\n\x0b\x0c]+")
_MARKS = " \t\x00\x01\x02\x03"
"""What may stand around a line: blanks, start of heading, start and end of text."""
_ORIGIN = re.compile(r"\.([A-Z0-9]{7})(?: +([0-9]{2})([0-9]{2})([0-9]{2}))?(?: .*)?")
_ADDRESSES = re.compile(r"(?:([QS][A-Z]) +)?([A-Z0-9]{7}(?: +[A-Z0-9]{7}){0,7})\.?")


class DayTime(msgspec.Struct, frozen=True, gc=False):
    """When a message was handed in: the day of an unnamed month, and the time, in UTC."""

    day: int
    hour: int
    minute: int


class DebrisKind(Enum):
    """Where text stood that is neither heading nor message."""

    BEFORE = "before the heading"
    AFTER = "after the message"


class Debris(msgspec.Struct, frozen=True, gc=False):
    """Text that is no part of the message: its place and length in bytes, never what it says."""

    kind: DebrisKind
    offset: int
    length: int


class Envelope(msgspec.Struct, frozen=True, gc=False):
    """A message out of its envelope.

    ``body`` holds one interchange, service string advice included, without line ends and control characters;
    ``offset`` is where it began in the file. ``priority`` and ``origin`` are empty, ``sent`` is ``None``, where the
    message had no heading or one that lacks them.
    """

    body: bytes
    priority: str = ""
    addresses: tuple[str, ...] = ()
    origin: str = ""
    sent: DayTime | None = None
    offset: int = 0
    debris: tuple[Debris, ...] = ()


def read_envelope(data: bytes) -> Envelope:
    """Return the first message of a file, out of its envelope.

    Raises:
        Malformed: The file is empty, too large or holds no interchange; ``code`` says which.
    """
    return read_envelopes(data)[0]


def read_envelopes(data: bytes) -> tuple[Envelope, ...]:
    """Return every message of a file, each out of its envelope, in their order; raises as `read_envelope` does."""
    plain = plain_mail(data)
    interchanges = read_interchanges(plain)
    text = plain.decode("latin-1")
    ends = [_end(text, one, after) for one, after in zip(interchanges, [*interchanges[1:], None], strict=True)]
    found: list[Envelope] = []
    begin = 0
    for number, (interchange, end) in enumerate(zip(interchanges, ends, strict=True)):
        is_last = number == len(interchanges) - 1
        heading = _heading(text, begin, interchange.offset)
        after = _debris(text, DebrisKind.AFTER, end, len(text)) if is_last else ()
        body = plain[interchange.offset : end].translate(None, _CONTROLS)
        found.append(
            msgspec.structs.replace(heading, body=body, offset=interchange.offset, debris=(*heading.debris, *after))
        )
        begin = end
    return tuple(found)


def _end(text: str, interchange: Interchange, following: Interchange | None) -> int:
    """Return where an interchange ends: after its last terminator, or, where that is missing, before the next one."""
    reach = following.offset if following else len(text)
    if not interchange.segments:
        return reach
    end = text.find(interchange.separators.terminator, interchange.segments[-1].offset, reach)
    return reach if end < 0 else end + 1


def _heading(text: str, begin: int, end: int) -> Envelope:
    """Return the heading between one message's end and the next one's beginning, and the text that is none."""
    lines = [(match.start(), match[0].strip(_MARKS)) for match in _LINE.finditer(text, begin, end)]
    lines = [line for line in lines if line[1]][-MOST_HEADING_LINES:]
    for number in range(len(lines) - 1, -1, -1):
        origin = _ORIGIN.fullmatch(lines[number][1])
        if origin:
            priority, addresses, first = _addressees(lines[:number])
            start = first if first is not None else lines[number][0]
            rest = lines[number + 1][0] if number + 1 < len(lines) else end
            debris = (*_debris(text, DebrisKind.BEFORE, begin, start), *_debris(text, DebrisKind.BEFORE, rest, end))
            return Envelope(b"", priority, addresses, origin[1], _day_time(origin), debris=debris)
    return Envelope(b"", debris=_debris(text, DebrisKind.BEFORE, begin, end))


def _addressees(lines: list[tuple[int, str]]) -> tuple[str, tuple[str, ...], int | None]:
    """Return priority, addresses, and where the first address line begins, of the lines right above an origin."""
    priority, first = "", None
    addresses: list[str] = []
    for offset, line in reversed(lines):
        match = _ADDRESSES.fullmatch(line)
        named = match[2].split() if match else []
        if match is None or len(named) + len(addresses) > MOST_ADDRESSES:
            break
        addresses, first, priority = [*named, *addresses], offset, match[1] or ""
        if priority:
            break
    return priority, tuple(addresses), first


def _day_time(origin: re.Match[str]) -> DayTime | None:
    if origin[2] is None:
        return None
    day, hour, minute = int(origin[2]), int(origin[3]), int(origin[4])
    return DayTime(day, hour, minute) if 1 <= day <= 31 and hour < 24 and minute < 60 else None


def _debris(text: str, kind: DebrisKind, begin: int, end: int) -> tuple[Debris, ...]:
    found = text[begin:end]
    bare = found.strip(_MARKS + "\r\n\x0b\x0c")
    return (Debris(kind, begin + found.index(bare), len(bare)),) if bare else ()
