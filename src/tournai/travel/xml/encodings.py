"""XML's bytes as UTF-8, and the way back from a place in them to a byte of the file.

Carriers declare one encoding and send another, leave ampersands as they are and put control characters into remarks.
What an XML parser would end at is mended here, so that it costs one character and no traveller; it is reported once.

Source: XML 1.0, sections 2.2 (characters), 4.1 (references), 4.3.3 and appendix F (encodings).
"""

import re
from array import array
from bisect import bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, getincrementaldecoder

import msgspec

from tournai.errors import Malformed
from tournai.travel.records import Defect
from tournai.travel.xml.bounds import MAX_BYTES, MAX_MENDS, PIECE, refuse
from tournai.values.wordings import say

_UTF8_NAMES = {"utf-8", "utf8", "us-ascii", "ascii"}
_UTF16_NAMES = {"utf-16", "utf-16le", "utf-16be", "ucs-2", "iso-10646-ucs-2"}
_ONE_BYTE = {
    "iso-8859-1": "latin-1", "iso8859-1": "latin-1", "latin1": "latin-1", "latin-1": "latin-1",
    "iso-8859-2": "iso-8859-2", "iso-8859-15": "iso-8859-15", "windows-1250": "cp1250", "cp1250": "cp1250",
    "windows-1252": "cp1252", "cp1252": "cp1252",
}  # fmt: skip
"""Declared name -> Python's codec, of encodings with one byte a character; any other encoding is refused."""

_DECLARATION = re.compile(rb"<\?xml\s[^>]{0,300}\?>")
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_OPENING = re.compile(rb"<(?:\?|!|[A-Za-z_:])")
_MARKS = (b"PNRGOV_NotifRQ", b"<PNR", b":PNR")
_EDIFACT = re.compile(rb"UN[ABH][+:]")
_NOT_CONTROLS = bytes(byte for byte in range(256) if byte >= 32 or byte in b"\t\n\r")
_REFERENCE = rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)"
_BARE = re.compile(_REFERENCE)
_MEND = re.compile(
    rb"(<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}"
    rb"|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})"
    rb"|" + _REFERENCE + rb"|[\x00-\x08\x0b\x0c\x0e-\x1f]|[\x80-\xff]"
)
"""What stands as it is (group 1), else what is mended."""


class Source(msgspec.Struct):
    """A document as UTF-8 from ``start`` on (after byte order mark and declaration), and what was mended in it."""

    text: bytes
    start: int
    defects: list[Defect]
    places: "_Places"
    length: int

    @property
    def is_plain(self) -> bool:
        """Whether a place in the text is the byte of the file."""
        return type(self.places) is _Places and not self.places.has_shifts

    def offset(self, index: int) -> int:
        """Return the byte of the file that a place in the text came from."""
        return min(self.places.offset(index), self.length)


class _Places:
    """Where places of the text stood in the file: each mend or block of characters shifts what follows."""

    def __init__(self, width: int = 0) -> None:
        self._width = width
        self._text: bytes = b""
        self._at = array("Q")
        self._came_from = array("Q")

    @property
    def has_shifts(self) -> bool:
        """Whether any place in the text differs from the byte of the file."""
        return bool(self._at)

    def note(self, index: int, original: int) -> None:
        """Note that a place in the text, and what follows, came from a byte of the file."""
        self._at.append(index)
        self._came_from.append(original)

    def hold(self, text: bytes) -> bytes:
        """Keep the text, where characters must be counted in it; return it."""
        self._text = text if self._width else b""
        return text

    def offset(self, index: int) -> int:
        block = bisect_right(self._at, index) - 1
        if block < 0:
            return index
        start, original = self._at[block], self._came_from[block]
        if not self._width:
            return original + index - start
        return original + self._width * len(self._text[start:index].decode("utf-8", "ignore"))


def is_xml(data: bytes) -> bool:
    """Whether a file is XML: ``<`` is the first thing in it, and no EDIFACT interchange stands in it instead."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE)) or data[:4].strip() in (b"<\0?\0", b"\0<\0?"):
        return b"<" in data[:80]
    head = data.removeprefix(BOM_UTF8)[:4096].lstrip()
    if not _OPENING.match(head):
        return False
    is_named = head.startswith((b"<?xml", b"<!DOCTYPE")) or any(mark in data for mark in _MARKS)
    return is_named or not _EDIFACT.search(data)


def read_source(data: bytes) -> Source:
    """Return a document as UTF-8, whichever encoding it came in.

    Raises:
        Malformed: Too large (``too-large``), in an encoding that is not read (``encoding``), or with more damage than
            text has (``encoding``).
    """
    if len(data) > MAX_BYTES:
        raise refuse("too-large", say("the file has more than {most} bytes", most=MAX_BYTES), MAX_BYTES)
    if data.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        raise _unread("UTF-32")
    wide = _utf16(data)
    if wide:
        return _transcoded(data, wide, 2)
    name = _declared(data)
    if name in _ONE_BYTE:
        return _transcoded(data, _ONE_BYTE[name], 1)
    # Programs declare UTF-16 of a text that they then write as bytes; its bytes tell that it is not.
    if name not in _UTF8_NAMES and name not in _UTF16_NAMES:
        raise _unread("the declared encoding")
    return _mended(data, _Places(), len(data))


def _unread(what: str) -> Malformed:
    message = say(
        "{what} is not read: send the message in UTF-8, UTF-16, ISO 8859-1, -2, -15 or Windows-1250, -1252",
        what=say(what),
    )
    return Malformed(message, code="encoding", offset=0)


def _utf16(data: bytes) -> str:
    if data.startswith(BOM_UTF16_LE) or data[:4] == b"<\0?\0":
        return "utf-16-le"
    if data.startswith(BOM_UTF16_BE) or data[:4] == b"\0<\0?":
        return "utf-16-be"
    return ""


def _declared(data: bytes) -> str:
    declaration = _DECLARATION.match(data.removeprefix(BOM_UTF8)[:4096].lstrip())
    found = _DECLARED.search(declaration[0]) if declaration else None
    return found[1].decode("ascii").lower() if found else "utf-8"


def _transcoded(data: bytes, codec: str, width: int) -> Source:
    """Return a text of ``width`` bytes a character as UTF-8; a pair of surrogates counts as one character."""
    decoder = getincrementaldecoder(codec)(errors="replace")
    places, written, length = _Places(width), [], 0
    for start in range(0, len(data), PIECE):
        places.note(length, start)
        piece = decoder.decode(data[start : start + PIECE], start + PIECE >= len(data)).encode("utf-8", "replace")
        written.append(piece)
        length += len(piece)
    return _mended(places.hold(b"".join(written)), places, len(data))


def _mended(text: bytes, places: _Places, length: int) -> Source:
    if not _needs_mending(text):
        return Source(text, _start(text), [], places, length)
    mender = _Mender()
    mended = _MEND.sub(mender.mend, text)
    message = say(
        "{count} bytes or ampersands that XML does not allow were mended; write & as &amp;", count=mender.count
    )
    defects = [Defect(places.offset(mender.first), "xml-mended", message)] if mender.count else []
    return Source(mended, _start(mended), defects, _Twice(mender.places, places), length)


class _Twice(_Places):
    """Places of a text that was mended after it was transcoded."""

    def __init__(self, mended: _Places, transcoded: _Places) -> None:
        super().__init__()
        self._mended = mended
        self._transcoded = transcoded

    def offset(self, index: int) -> int:
        return self._transcoded.offset(self._mended.offset(index))


def _needs_mending(text: bytes) -> bool:
    if _BARE.search(text) or text.translate(None, delete=_NOT_CONTROLS):
        return True
    if text.isascii():
        return False
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


class _Mender:
    """Puts bytes right, one after another, and notes by how much each moves what follows."""

    def __init__(self) -> None:
        self.places = _Places()
        self.count = 0
        self.first = 0
        self._grown = 0

    def mend(self, match: re.Match[bytes]) -> bytes:
        if match[1] is not None:
            return match[1]
        if self.count == MAX_MENDS:
            raise refuse("encoding", say("more than {most} bytes are not text", most=MAX_MENDS), match.start())
        found = match[0]
        better = b"&amp;" if found == b"&" else b" " if found < b" " else found.decode("latin-1").encode()
        self.first = match.start() if not self.count else self.first
        self.count += 1
        self._grown += len(better) - 1
        if len(better) > 1:
            self.places.note(match.end() + self._grown, match.end())
        return better


def _start(text: bytes) -> int:
    """Return where the document begins: after byte order mark, blanks and declaration."""
    begin = len(BOM_UTF8) if text.startswith(BOM_UTF8) else 0
    while text[begin : begin + 1].isspace():
        begin += 1
    declaration = _DECLARATION.match(text, begin)
    return declaration.end() if declaration else begin
