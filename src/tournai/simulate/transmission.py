"""How segments leave a carrier: separators, line ends, envelopes, and the damage that real files have.

Source: ISO 9735-1:2002, section 9 and annex (service string advice); IATA Type B messages; the damage: as seen in
public PNRGOV and PAXLST files.
"""

from collections.abc import Callable, Sequence

import msgspec

from tournai.simulate.pnrgov_messages import Segment
from tournai.travel import DEFAULT, Separators, write_interchange, write_segments
from tournai.travel.type_b import DayTime, Envelope, write_envelope

TYPE_B = Envelope(b"", "QU", ("SYNTHXX",), "SYNTHXT", DayTime(1, 0, 0))
"""The heading of a Type B message, before its text."""
MAIL_LINE = 76


class Style(msgspec.Struct, frozen=True):
    """How a carrier writes: its separators, whether it sends UNA, and what follows each segment."""

    separators: Separators = DEFAULT
    has_advice: bool = True
    line_end: bytes = b""


STYLES = (
    Style(has_advice=False, line_end=b"\n"),
    Style(line_end=b"\r\n"),
    Style(Separators(repetition="*")),
    Style(Separators(release="\\", repetition="*"), line_end=b"\r"),
    Style(Separators(component="-", element="*", release="?", terminator="#"), line_end=b"\n"),
    Style(has_advice=False),
)
"""The styles that public samples show; names here hold no hyphen, so that ``-`` can part components."""


class Damage(msgspec.Struct, frozen=True):
    """A way in which a file is damaged, and the defects that a reader should report (``codes``)."""

    name: str
    write: Callable[[Sequence[Segment], Style], bytes]
    codes: tuple[str, ...] = ()


def transmit(segments: Sequence[Segment], style: Style) -> bytes:
    """Return the segments as the style writes them."""
    header, *others = segments
    first = write_interchange([header], style.separators) if style.has_advice else _one(header, style)
    return style.line_end.join([first, *(_one(segment, style) for segment in others)]) + style.line_end


def _one(segment: Segment, style: Style) -> bytes:
    return write_segments([segment], style.separators)


def _wrong_count(segments: Sequence[Segment], style: Style) -> bytes:
    return transmit([("UNT", "99999", *one[2:]) if one[0] == "UNT" else one for one in segments], style)


def _wrong_bookings(segments: Sequence[Segment], style: Style) -> bytes:
    return transmit([("EQN", "9999") if one[0] == "EQN" else one for one in segments], style)


def _wrong_reference(segments: Sequence[Segment], style: Style) -> bytes:
    return transmit([*segments[:-1], ("UNZ", "1", "0")], style)


def _wrapped(segments: Sequence[Segment], style: Style) -> bytes:
    """Break the text into lines at any byte, inside tags and names too."""
    return _lines(transmit(segments, msgspec.structs.replace(style, line_end=b"")), MAIL_LINE)


def _blank_before(segments: Sequence[Segment], style: Style) -> bytes:
    return transmit(segments, msgspec.structs.replace(style, line_end=b"\n "))


def _no_advice(segments: Sequence[Segment], _style: Style) -> bytes:
    return transmit(segments, Style(has_advice=False))


def _no_terminator(segments: Sequence[Segment], style: Style) -> bytes:
    """Lose the terminator between the first RPI and its APD."""
    body = transmit(segments, msgspec.structs.replace(style, line_end=b""))
    mark = style.separators.terminator.encode()
    return body.replace(b"HK" + mark + b"APD", b"HKAPD", 1)


def _type_b(segments: Sequence[Segment], style: Style) -> bytes:
    """Put the message into a Type B envelope, in short lines."""
    body = transmit(segments, msgspec.structs.replace(style, line_end=b""))
    return write_envelope(msgspec.structs.replace(TYPE_B, body=body))


def _lines(body: bytes, length: int) -> bytes:
    return b"\n".join(body[start : start + length] for start in range(0, len(body), length))


DAMAGES = (
    Damage("wrong segment count", _wrong_count, ("unt-count",)),
    Damage("wrong number of bookings", _wrong_bookings, ("eqn-count",)),
    Damage("wrong closing reference", _wrong_reference, ("unz-reference",)),
    Damage("lines wrapped anywhere", _wrapped),
    Damage("blanks before tags", _blank_before),
    Damage("service string advice missing", _no_advice),
    Damage("terminator missing", _no_terminator, ("missing-terminator",)),
)
"""What happens to bookings; the texts of all of them can still be read whole."""

LIST_DAMAGES = (
    Damage("Type B envelope", _type_b),
    Damage("wrong segment count", _wrong_count, ("unt-count",)),
    Damage("blanks before tags", _blank_before),
)
"""What happens to passenger lists."""


def as_beheaded(body: bytes) -> bytes:
    """Return the body from its first booking on, as a gateway leaves it that lost the first block: unreadable."""
    return body[body.index(b"SRC") :]
