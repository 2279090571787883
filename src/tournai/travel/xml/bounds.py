"""What no message from a carrier exceeds: beyond it a file is refused whole, before it costs time or memory.

A booking with thirty travellers takes about 100 kB of PNRGOV XML; each bound is many times what real messages hold.

Source: decision record 0018.
"""

from tournai.errors import Malformed
from tournai.values.wordings import say

MAX_BYTES = 64 * 1024 * 1024
MAX_PNR_BYTES = 4 * 1024 * 1024
"""The longest booking, in bytes from its start to its end or the next one's start."""
MAX_TOKEN_BYTES = 256 * 1024
"""The longest tag, comment or processing instruction."""
MAX_ATTRIBUTES = 64
MAX_VALUE = 4_096
"""The longest value of an attribute, in characters."""
MAX_TEXT = 65_536
"""The longest text of one element, in characters."""
MAX_DEPTH = 32
MAX_ELEMENTS = 2_000_000
MAX_PNR_ELEMENTS = 100_000
MAX_MENDS = 1_000_000
"""Bytes and ampersands that are put right; a file with more is no text in its encoding."""
MAX_RESTARTS = 1_000
"""How often reading starts again within a booking, or between bookings, after damage; a new booking costs none."""
PIECE = 64 * 1024
"""How many bytes the parser is given at a time."""


def refuse(code: str, message: str, offset: int) -> Malformed:
    """Return the refusal of a whole file, to be raised."""
    return Malformed(
        say("{message}: send it as PNRGOV XML within these bounds", message=message), code=code, offset=offset
    )
