"""A receipt as an EDIFACT message, for carriers whose systems read ACKRES.

It acknowledges receipt, and after processing says whether the push could be read: never whether anything matched, and
never whom to board (rule PNR-13). Source: RFC 1767 (``application/EDIFACT``); PNRGOV implementation guide, ACKRES.
"""

from datetime import datetime
from hashlib import sha256

from starlette.responses import Response

from tournai.node.duties.resends import ReceiptState
from tournai.travel.replies import Ackres, Letter, write_ackres

MEDIA_TYPE = "application/EDIFACT"
CANNOT_PROCESS = "118"
"""PADIS 9321, "system unable to process": what a push in quarantine is answered with."""
LONGEST_REFERENCE = 14
"""Characters that UNB takes as its control reference (0020)."""


def wants_edifact(accept: str) -> bool:
    """Tell whether a client asks for EDIFACT.

    >>> wants_edifact("application/EDIFACT;charset=us-ascii, */*;q=0.1")
    True
    """
    asked = (part.partition(";")[0].strip().lower() for part in accept[:500].split(","))
    return MEDIA_TYPE.lower() in asked


def acknowledge(receipt: str, state: ReceiptState, *, node: str, carrier: str, at: datetime, status: int) -> Response:
    """Return the acknowledgement of a push; its common access reference is the receipt."""
    letter = Letter(node.upper()[:35], carrier.upper()[:35], at, reference_of(receipt), access_reference=receipt)
    errors = (CANNOT_PROCESS,) if state is ReceiptState.QUARANTINED else ()
    return Response(write_ackres(Ackres(letter, errors=errors)), status_code=status, media_type=MEDIA_TYPE)


def reference_of(receipt: str) -> str:
    """Return the interchange's control reference: digits, since a reader that minimises takes letters for a name.

    >>> len(reference_of("01M847BKNS5YNWN1CAHGDS0D0Y"))
    14
    """
    number = int.from_bytes(sha256(receipt.encode()).digest()[:8])
    return f"{number % 10**LONGEST_REFERENCE:0{LONGEST_REFERENCE}}"
