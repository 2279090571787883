"""Tag, length, value: the encoding of a chip's files, of certificates and of signatures; bounded in depth and size.

Real objects break DER, so BER is read too: indefinite lengths, lengths longer than they need be, strings in pieces.
Whoever asks for a value says what is strange about it; nothing here decides whether it matters.

Source: ITU-T X.690 (02/2021), section 8; ISO/IEC 7816-4:2020, section 6.3.
"""

from __future__ import annotations

from tournai.errors import Malformed
from tournai.values.wordings import say

MAXIMUM_DEPTH = 32
MAXIMUM_PIECES = 200_000
"""Elements within one element: the largest revocation lists have tens of thousands."""

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06
SEQUENCE, SET = 0x30, 0x31
_CONSTRUCTED = 0x20


class MalformedTlv(Malformed):
    """Bytes that are no tag, length and value, or another one than was asked for."""


class Tlv:
    """An element of some bytes: its ``tag`` (with all its bytes, e.g. 0x7F61), and where it stands in them."""

    __slots__ = ("_content", "_data", "_depth", "_end", "_start", "_stop", "tag")

    def __init__(self, data: bytes, tag: int, places: tuple[int, int, int, int], depth: int) -> None:
        self.tag = tag
        self._data = data
        self._start, self._content, self._end, self._stop = places
        self._depth = depth

    @property
    def value(self) -> bytes:
        """The bytes after tag and length."""
        return self._data[self._content : self._end]

    @property
    def raw(self) -> bytes:
        """The whole element: tag, length, value, and the end mark where the length is indefinite."""
        return self._data[self._start : self._stop]

    @property
    def start(self) -> int:
        """Where it begins in the bytes that were read."""
        return self._start

    @property
    def stop(self) -> int:
        """Where the next element begins."""
        return self._stop

    @property
    def is_indefinite(self) -> bool:
        """Whether its length was left open, to be ended by a mark."""
        return self._end != self._stop

    @property
    def is_constructed(self) -> bool:
        """Whether its value is made of elements."""
        tag = self.tag
        while tag > 0xFF:
            tag >>= 8
        return bool(tag & _CONSTRUCTED)

    def children(self) -> list[Tlv]:
        """Return the elements of its value.

        Raises:
            MalformedTlv: The value is not made of whole elements, too deep, or of too many.
        """
        data, at, end, depth = self._data, self._content, self._end, self._depth + 1
        if depth > MAXIMUM_DEPTH:
            raise MalformedTlv(say("elements within elements deeper than {most}", most=MAXIMUM_DEPTH), offset=at)
        found: list[Tlv] = []
        while at < end:
            element = _read(data, at, end, depth)
            found.append(element)
            at = element._stop
        if len(found) > MAXIMUM_PIECES:
            raise MalformedTlv(say("more than {most} elements in one", most=MAXIMUM_PIECES), offset=self._start)
        return found

    def only(self) -> Tlv:
        """Return the first element of its value, whatever it is.

        Raises:
            MalformedTlv: There is none.
        """
        children = self.children()
        if not children:
            raise MalformedTlv("an element is empty where another was expected in it", offset=self._start)
        return children[0]

    def expect(self, *tags: int) -> Tlv:
        """Return the element itself.

        Raises:
            MalformedTlv: It has none of these tags.
        """
        if self.tag not in tags:
            wanted = " / ".join(f"{tag:02X}" for tag in tags)
            raise MalformedTlv(
                say("tag {found} where {wanted} was expected", found=f"{self.tag:02X}", wanted=wanted),
                code="tag",
                offset=self._start,
            )
        return self

    def octets(self) -> bytes:
        """Return the bytes of a string, whose pieces are joined where it was sent in pieces."""
        if not self.is_constructed:
            return self.value
        return b"".join(piece.octets() for piece in self.children())

    def integer(self) -> int:
        """Return an INTEGER or ENUMERATED.

        Raises:
            MalformedTlv: It is empty.
        """
        if self._content == self._end:
            raise MalformedTlv("a number without bytes", offset=self._start)
        return int.from_bytes(self.value, "big", signed=True)

    def oid(self) -> str:
        """Return an OBJECT IDENTIFIER in dotted form.

        Raises:
            MalformedTlv: It has another tag, or is cut off.
        """
        if self.tag != OID:
            self.expect(OID)
        return dotted(self.value)

    def bits(self) -> bytes:
        """Return the bytes of a BIT STRING of whole bytes.

        Raises:
            MalformedTlv: It has another tag, or bits left over.
        """
        value = self.expect(BIT_STRING).value
        if not value or value[0]:
            raise MalformedTlv("a bit string that is not of whole bytes", offset=self._start)
        return value[1:]


def read_tlv(data: bytes, at: int = 0) -> Tlv:
    """Return the element that begins at a place; what follows it is the caller's matter (``stop``).

    Raises:
        MalformedTlv: There is none, or it is cut off.
    """
    return _read(data, at, len(data), 0)


def read_whole(data: bytes) -> Tlv:
    """Return the one element that the bytes are.

    Raises:
        MalformedTlv: There is none, it is cut off, or something follows.
    """
    element = _read(data, 0, len(data), 0)
    if element.stop != len(data):
        left = len(data) - element.stop
        raise MalformedTlv(say("{count} bytes after the end of the element", count=left), code="trailing-bytes")
    return element


def _read(data: bytes, start: int, end: int, depth: int) -> Tlv:
    at = start
    try:
        tag = data[at]
        at += 1
        if tag & 0x1F == 0x1F:
            tag, at = _long_tag(data, tag, at)
        length = data[at]
    except IndexError as error:
        raise MalformedTlv("an element is cut off in its tag or length", code="cut-off", offset=start) from error
    at += 1
    if length > 0x80:
        size = length & 0x7F
        if size > 4:
            raise MalformedTlv(say("a length of {size} bytes", size=size), code="length", offset=start)
        length, at = int.from_bytes(data[at : at + size], "big"), at + size
    elif length == 0x80:
        return _read_indefinite(data, tag, (start, at, end), depth)
    stop = at + length
    if stop > end:
        raise MalformedTlv(
            say("an element says {length} bytes; {left} are left", length=length, left=max(end - at, 0)),
            code="cut-off",
            offset=start,
        )
    return Tlv(data, tag, (start, at, stop, stop), depth)


def _long_tag(data: bytes, tag: int, at: int) -> tuple[int, int]:
    for _ in range(2):
        byte = data[at]
        tag, at = tag << 8 | byte, at + 1
        if byte < 0x80:
            return tag, at
    raise MalformedTlv("a tag longer than three bytes", code="tag", offset=at - 3)


def _read_indefinite(data: bytes, tag: int, places: tuple[int, int, int], depth: int) -> Tlv:
    start, content, end = places
    if depth >= MAXIMUM_DEPTH:
        raise MalformedTlv(say("elements within elements deeper than {most}", most=MAXIMUM_DEPTH), offset=start)
    at = content
    while data[at : at + 2] != b"\0\0":
        at = _read(data, at, end, depth + 1).stop
    if at + 2 > end:
        raise MalformedTlv("an open length without its end mark", code="cut-off", offset=start)
    return Tlv(data, tag, (start, content, at, at + 2), depth)


def dotted(value: bytes) -> str:
    """Return an object identifier's bytes in dotted form.

    Raises:
        MalformedTlv: It is empty, cut off, or longer than any.

    >>> dotted(bytes.fromhex("67 81 08 01 01 01"))
    '2.23.136.1.1.1'
    """
    if not value or len(value) > 64 or value[-1] & 0x80:
        raise MalformedTlv("an object identifier is cut off")
    numbers, number = [], 0
    for byte in value:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:])))


def encoded(tag: int, value: bytes) -> bytes:
    """Return tag, length in DER, and value."""
    head = tag.to_bytes((tag.bit_length() + 7) // 8 or 1, "big")
    size = len(value)
    if size < 0x80:
        return head + bytes((size,)) + value
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return head + bytes((0x80 | len(length),)) + length + value


def in_der(element: Tlv) -> bytes:
    """Return an element with every length in DER, as signatures over BER objects are made; the order is kept."""
    if not element.is_constructed:
        return encoded(element.tag, element.value)
    return encoded(element.tag, b"".join(in_der(child) for child in element.children()))
