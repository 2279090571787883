"""The group that the protocol computes in: ristretto255, as someone hands it in.

Elements and scalars are their 32-byte encodings throughout; no other form ever leaves the group. Secrets go in and out
as bytes, and all arithmetic on them is the implementation's: `tournai.node.keys.ristretto` has libsodium do it.

Source: RFC 9496 (2023), section 4; RFC 9497 (2023), section 2.1.
"""

from typing import Protocol

from tournai.errors import Malformed

ELEMENT_BYTES = SCALAR_BYTES = 32
UNIFORM_BYTES = 64
"""Bytes that are mapped to an element, or reduced to a scalar."""

IDENTITY = bytes(ELEMENT_BYTES)
"""The encoding of the identity element, which no message may hold (RFC 9497, section 2.1)."""


class BadElement(Malformed):
    """Bytes that encode no element, or the identity."""

    def __init__(self) -> None:
        super().__init__("not the encoding of an element of ristretto255 other than the identity", code="bad-element")


class BadScalar(Malformed):
    """Bytes that encode no scalar below the group's order."""

    def __init__(self) -> None:
        super().__init__("not the encoding of a scalar below the order of ristretto255", code="bad-scalar")


class Group(Protocol):
    """ristretto255. Every operation that takes an element raises `BadElement` where the bytes encode none."""

    def element_from_uniform(self, uniform: bytes) -> bytes:
        """Return the element that 64 uniform bytes are mapped to (RFC 9496, section 4.3.4)."""

    def check_element(self, element: bytes) -> None:
        """Pass where the bytes are the canonical encoding of an element other than the identity."""

    def multiply(self, scalar: bytes, element: bytes) -> bytes:
        """Return the element times the scalar; `BadElement` too where the product is the identity."""

    def multiply_generator(self, scalar: bytes) -> bytes:
        """Return the generator times the scalar."""

    def add(self, one: bytes, other: bytes) -> bytes:
        """Return the sum of two elements; the identity may be one of them, and the result."""

    def scalar_from_uniform(self, uniform: bytes) -> bytes:
        """Return 64 bytes, as a little-endian number, reduced by the group's order."""

    def check_scalar(self, scalar: bytes) -> None:
        """Pass where the bytes encode a number below the group's order; `BadScalar` elsewhere."""

    def invert(self, scalar: bytes) -> bytes:
        """Return the scalar's inverse; `BadScalar` where it is zero."""

    def add_scalars(self, one: bytes, other: bytes) -> bytes:
        """Return the sum of two scalars."""

    def subtract_scalars(self, one: bytes, other: bytes) -> bytes:
        """Return the first scalar less the second."""

    def multiply_scalars(self, one: bytes, other: bytes) -> bytes:
        """Return the product of two scalars."""
