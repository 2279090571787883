"""Sets of numbers in one canonical form of bytes: the same set gives the same bytes, and can be hashed and signed.

Each number is cut in two: low bits stand packed one after the other, high parts are counted in unary (a one bit for
each number, a zero bit for each step). The number of low bits follows from count and width, and reading refuses any
other bytes than those that writing gives.

Source: P. Elias, "Efficient storage and retrieval by content and address of static files", Journal of the ACM 21, 1974;
S. Vigna, "Quasi-succinct indices", WSDM 2013, section 3.
"""

import numpy as np
import numpy.typing as npt

from tournai.errors import Malformed

MOST_WIDTH = 56
"""Bits of a number."""
MOST_NUMBERS = 1 << 28
_NUMBERS_A_CHUNK = 1 << 20

Numbers = npt.NDArray[np.uint64]


class MalformedSet(Malformed):
    """Bytes that are not the canonical form of a set."""

    def __init__(self) -> None:
        super().__init__("the bytes are not the canonical form of a set of that count and width", code="set-form")


def low_bits(count: int, width: int) -> int:
    """Return how many low bits each number keeps: floor(log2(2^width / count)), at least 0."""
    return max(0, ((1 << width) // max(count, 1)).bit_length() - 1)


def encode(numbers: Numbers, width: int) -> bytes:
    """Return the canonical form of numbers below 2^width, sorted and each once."""
    low = low_bits(len(numbers), width)
    high = (numbers >> np.uint64(low)).astype(np.int64)
    bits = np.zeros(_high_size(len(numbers), width), np.bool_)
    bits[high + np.arange(len(numbers))] = True
    return _packed_low(numbers, low) + np.packbits(bits, bitorder="little").tobytes()


def decode(data: bytes, count: int, width: int) -> Numbers:
    """Return the numbers, sorted.

    Raises:
        MalformedSet: The bytes are not what `encode` gives for any such set.
    """
    if not (0 <= count <= MOST_NUMBERS and 0 < width <= MOST_WIDTH):
        raise MalformedSet
    low = low_bits(count, width)
    low_bytes, high_size = -(-count * low // 8), _high_size(count, width)
    if len(data) != low_bytes + -(-high_size // 8):
        raise MalformedSet
    bits = np.unpackbits(np.frombuffer(data, np.uint8, offset=low_bytes), bitorder="little")
    places = np.flatnonzero(bits)
    if len(places) != count or bits[high_size:].any():
        raise MalformedSet
    high = (places - np.arange(count)).astype(np.uint64)
    numbers = (high << np.uint64(low)) | _unpacked_low(data[:low_bytes], count, low)
    if (numbers[1:] <= numbers[:-1]).any() or (numbers >> np.uint64(width)).any() or encode(numbers, width) != data:
        raise MalformedSet
    return numbers


def _high_size(count: int, width: int) -> int:
    return count + (1 << (width - low_bits(count, width)))


def _packed_low(numbers: Numbers, low: int) -> bytes:
    """Return the low bits, packed. A chunk has a multiple of eight numbers, so that it ends on a byte."""
    shifts = np.arange(low, dtype=np.uint64)
    chunks = (numbers[start : start + _NUMBERS_A_CHUNK] for start in range(0, len(numbers), _NUMBERS_A_CHUNK))
    packed = (
        np.packbits(((chunk[:, None] >> shifts) & np.uint64(1)).astype(np.uint8), bitorder="little").tobytes()
        for chunk in chunks
    )
    return b"".join(packed)


def _unpacked_low(data: bytes, count: int, low: int) -> Numbers:
    numbers = np.zeros(count, np.uint64)
    bits = np.unpackbits(np.frombuffer(data, np.uint8), count=count * low, bitorder="little").reshape(count, low)
    for place in range(low):
        numbers |= bits[:, place].astype(np.uint64) << np.uint64(place)
    return numbers
