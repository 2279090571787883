"""What makes two writings of a document number meet."""

from zlib import crc32

from tournai.values import document_number


def document_key(number: str) -> int:
    """Return the 32-bit key of a document number; letters and digits that are misread for one another are one."""
    return crc32(tolerant_number(number).encode(errors="replace"))


def tolerant_number(number: str) -> str:
    """Return the number as `document_number` writes it, with O written 0 and I written 1.

    >>> tolerant_number("ab-IO 12")
    'AB1012'
    """
    return document_number(number).replace("O", "0").replace("I", "1")
