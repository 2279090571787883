"""Which finger, and how it met the surface: one numbering for templates, images and ANSI/NIST files.

Source: ISO/IEC 19794-2:2005, tables 2 and 3; ANSI/NIST-ITL 1-2011, tables 7 and 8.
"""

from enum import IntEnum


class FingerPosition(IntEnum):
    """The finger or fingers of a print."""

    UNKNOWN = 0
    RIGHT_THUMB = 1
    RIGHT_INDEX = 2
    RIGHT_MIDDLE = 3
    RIGHT_RING = 4
    RIGHT_LITTLE = 5
    LEFT_THUMB = 6
    LEFT_INDEX = 7
    LEFT_MIDDLE = 8
    LEFT_RING = 9
    LEFT_LITTLE = 10
    PLAIN_RIGHT_FOUR = 13
    PLAIN_LEFT_FOUR = 14
    PLAIN_THUMBS = 15


ONE_FINGER = frozenset(position for position in FingerPosition if position <= FingerPosition.LEFT_LITTLE)
"""The positions that name one finger, or none."""
