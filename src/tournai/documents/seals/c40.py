"""C40: capitals, digits and spaces, three characters in two bytes.

Source: ISO/IEC 16022, 5.2.5; ICAO Doc 9303-13, 8th edition (2021), Annex A; BSI TR-03137-1, Annex B.
"""

from string import ascii_uppercase, digits

from tournai.errors import Malformed

ALPHABET = " " + digits + ascii_uppercase
"""The characters in the order of their values, which begin at 3."""

_FIRST_VALUE = 3
_UNLATCH = 0xFE
"""Stands before one single character, written as its ASCII code and 1."""


class MalformedC40(Malformed):
    """Bytes that are no text in C40 as seals use it."""


def decode_c40(data: bytes) -> str:
    """Return the text; a filler of a zone comes as a space.

    Raises:
        MalformedC40: An odd length, a value outside the alphabet, or padding before the end.

    >>> decode_c40(bytes.fromhex("eb0466a9"))  # the guideline's own example
    'XK CD'
    """
    if len(data) % 2:
        raise MalformedC40("text in C40 has an even number of bytes", code="odd-length", offset=len(data))
    pairs = [data[place : place + 2] for place in range(0, len(data), 2)]
    return "".join(_decode_pair(pair, 2 * number, len(data)) for number, pair in enumerate(pairs))


def _decode_pair(pair: bytes, place: int, length: int) -> str:
    is_last = place + 2 == length
    if pair[0] == _UNLATCH and is_last:
        character = chr(pair[1] - 1) if pair[1] else ""
        if character in ALPHABET and character:
            return character
    value = int.from_bytes(pair, "big") - 1
    values = [value // 1600, value // 40 % 40, value % 40]
    if is_last and values[-1] == 0:
        values.pop()
    if value < 0 or not all(_FIRST_VALUE <= one < _FIRST_VALUE + len(ALPHABET) for one in values):
        raise MalformedC40("a character is not a capital, digit or space", code="no-such-character", offset=place)
    return "".join(ALPHABET[one - _FIRST_VALUE] for one in values)


def encode_c40(text: str) -> bytes:
    """Return the bytes of a text of capitals, digits, spaces and fillers, which become spaces.

    Raises:
        MalformedC40: Another character.

    >>> encode_c40("XKCD").hex()  # the guideline's own example
    'eb11fe45'
    """
    spaced = text.replace("<", " ")
    if not set(spaced) <= set(ALPHABET):
        raise MalformedC40("only capitals, digits, spaces and fillers can be written in C40", code="no-such-character")
    return b"".join(_encode_group(spaced[place : place + 3]) for place in range(0, len(spaced), 3))


def _encode_group(group: str) -> bytes:
    if len(group) == 1:
        return bytes((_UNLATCH, ord(group) + 1))
    first, second, third = [ALPHABET.index(character) + _FIRST_VALUE for character in group] + [0] * (3 - len(group))
    return (1600 * first + 40 * second + third + 1).to_bytes(2, "big")
