"""Type B messages, written: a body in its envelope, and a passenger list in as many messages as it needs.

Source: IATA Systems and Communications Reference, Type B message format: addresses eight a line, text in lines of 63 or
69 characters, messages of limited length; WCO/IATA/ICAO PAXLST implementation guide 6.0, UNH (parts) and CNT.
"""

import re

import msgspec

from tournai.travel.paxlst import STANDARD, Variant, person_segments, write_paxlst
from tournai.travel.records import Push, Traveller
from tournai.travel.type_b.envelope import MOST_ADDRESSES, Envelope
from tournai.travel.write import Unwritable, write_segments
from tournai.values.wordings import say

LINE_LENGTH = 63
"""Characters of a line; some networks take 69."""
MESSAGE_LIMIT = 3_840
"""Characters of a message, heading and line ends included: sixty lines of 64."""

_LINE_END = b"\r\n"
_ADDRESS = re.compile(r"[A-Z0-9]{7}")
_PRIORITY = re.compile(r"[QS][A-Z]")
_ADDRESSES_A_LINE = 8
_SHORTEST_BY = 4
"""Characters that a line may leave empty, on average, so that it does not end in a release character."""
_COUNTS_MARGIN = 24
"""Characters by which the counts and part numbers of a part may be longer than those of the whole list."""


def write_envelope(envelope: Envelope, *, line_length: int = LINE_LENGTH) -> bytes:
    """Return a message with its heading, lines ended by CR LF; ``offset`` and ``debris`` are not written.

    Raises:
        Unwritable: An address or the origin has not seven letters and digits, there are more than 32 addresses or none,
            the priority is none, or the line length is below 20.
    """
    _check(envelope, line_length)
    addresses = envelope.addresses
    rows = [
        " ".join(addresses[start : start + _ADDRESSES_A_LINE]) for start in range(0, len(addresses), _ADDRESSES_A_LINE)
    ]
    rows[0] = f"{envelope.priority} {rows[0]}".lstrip()
    sent = envelope.sent
    signature = f" {sent.day:02}{sent.hour:02}{sent.minute:02}" if sent else ""
    heading = [row.encode() for row in (*rows, f".{envelope.origin}{signature}")]
    return _LINE_END.join([*heading, *_broken(envelope.body, line_length), b""])


def _broken(body: bytes, line_length: int) -> list[bytes]:
    """Return the lines of a text; none ends in the release character, which some readers count along a line only."""
    release = body[6:7] if body.startswith(b"UNA") else b"?"
    lines = []
    start = 0
    while start < len(body):
        line = body[start : start + line_length]
        whole = line.rstrip(release) if release.strip() else line
        line = whole if whole and start + line_length < len(body) else line
        lines.append(line)
        start += len(line)
    return lines


def _check(envelope: Envelope, line_length: int) -> None:
    named = (*envelope.addresses, envelope.origin)
    if not all(_ADDRESS.fullmatch(address) for address in named):
        raise Unwritable("an address of seven letters and digits was expected")
    if not 1 <= len(envelope.addresses) <= MOST_ADDRESSES:
        message = say(
            "{count} addresses; expected 1 to {most}",
            count=len(envelope.addresses),
            most=MOST_ADDRESSES,
        )
        raise Unwritable(message)
    if envelope.priority and not _PRIORITY.fullmatch(envelope.priority):
        raise Unwritable("a priority of two letters (QU, QP, QK, QD) was expected")
    if line_length < 20:
        raise Unwritable(say("lines of {line_length} characters; expected 20 or more", line_length=line_length))


def write_list_telegrams(
    push: Push,
    envelope: Envelope,
    *,
    variant: Variant = STANDARD,
    line_length: int = LINE_LENGTH,
    limit: int = MESSAGE_LIMIT,
) -> tuple[bytes, ...]:
    """Return a list as Type B messages of at most ``limit`` characters, one part each; the envelope's body is not used.

    Every part repeats the flight and counts all persons in CNT; the interchange references are the push's first nine
    characters with the part's number.

    Raises:
        Unwritable: One person alone does not fit, or the list or heading cannot be written.
    """
    groups = _fitting(push, envelope, variant, (line_length, limit))
    declared = len(push.travellers) if push.declared_travellers is None else push.declared_travellers
    found = []
    for number, travellers in enumerate(groups, 1):
        part = msgspec.structs.replace(
            push,
            interchange_reference=f"{push.interchange_reference[:9]}{number:02}",
            part=number,
            is_last_part=number == len(groups),
            travellers=travellers,
            declared_travellers=declared,
        )
        body = write_paxlst(part, variant)
        found.append(write_envelope(msgspec.structs.replace(envelope, body=body), line_length=line_length))
    if any(len(telegram) > limit for telegram in found):
        raise Unwritable(say("a part is longer than a message of {limit} characters", limit=limit))
    return tuple(found)


def _fitting(push: Push, envelope: Envelope, variant: Variant, bounds: tuple[int, int]) -> list[tuple[Traveller, ...]]:
    """Return the persons in groups, each as large as fits into one message."""
    line_length, limit = bounds
    bare = msgspec.structs.replace(push, travellers=(), part=99, is_last_part=False)
    heading = len(write_envelope(msgspec.structs.replace(envelope, body=b""), line_length=line_length))
    groups: list[list[Traveller]] = [[]]
    length = empty = len(write_paxlst(bare, variant)) + _COUNTS_MARGIN
    for traveller in push.travellers:
        size = len(write_segments(person_segments(push, traveller, variant)))
        if groups[-1] and heading + _lines(length + size, line_length) > limit:
            groups.append([])
            length = empty
        if heading + _lines(length + size, line_length) > limit:
            raise Unwritable(say("a person alone is longer than a message of {limit} characters", limit=limit))
        groups[-1].append(traveller)
        length += size
    return [tuple(group) for group in groups]


def _lines(length: int, line_length: int) -> int:
    """Return how many characters a text takes at most, its line ends included; lines may fall short by a release."""
    return length + -(-length // (line_length - _SHORTEST_BY)) * len(_LINE_END)
