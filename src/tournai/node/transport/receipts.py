"""Receipts: identifiers of received bodies whose text order is the order of arrival.

Source: the ULID specification: 48 bits of milliseconds since 1970, then 80 random bits, in Crockford's base32.
"""

import base64
import re
from datetime import UTC, datetime, timedelta

RECEIPT = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
"""Upper case only: a receipt is a file's name, and has one spelling."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
RANDOM_BITS = 80
CROCKFORD = str.maketrans("0123456789ABCDEFGHIJKLMNOPQRSTUV", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
"""From the digits of RFC 4648's base32hex to Crockford's, which leave out I, L, O and U."""


def receipt_identifier(received_at: datetime, random_bits: int) -> str:
    """Return the receipt of an aware instant and 80 random bits: 26 characters.

    >>> receipt_identifier(EPOCH, 31)
    '0000000000000000000000000Z'
    """
    number = (millisecond_of(received_at) << RANDOM_BITS) | random_bits
    return base64.b32hexencode(number.to_bytes(20, "big")).decode()[6:].translate(CROCKFORD)


def millisecond_of(received_at: datetime) -> int:
    """Return the whole milliseconds since 1970 of an aware instant, exactly."""
    if received_at.tzinfo is None:
        raise ValueError("an instant of arrival must be aware")
    return (received_at - EPOCH) // timedelta(milliseconds=1)
