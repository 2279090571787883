"""The same message twice, by the eu-LISA router and directly from the carrier: the second is removed at once.

When the router fails a carrier may deliver by other means; once it works again, the router may deliver the same data.
Source: Regulation (EU) 2025/13, Art. 16; rule API-05. Envelope and sender differ, so what the messages say is compared.
"""

from datetime import timedelta

from tournai.node.duties.ports import SpoolEntry, Unit
from tournai.node.duties.rows import StoredPush

LONGEST_BETWEEN = timedelta(hours=12)
"""How far apart the two deliveries come. The pushes of Directive (EU) 2016/681, Art. 8(3), are 22 hours apart at least:
one at closure that says what the advance one said is no double."""


def double_of(unit: Unit, flight_id: str, content: bytes, entry: SpoolEntry) -> StoredPush | None:
    """Return the stored push of a flight that a message doubles, or ``None``.

    ``content`` is the message's digest (`tournai.node.duties.arrivals.content_digest`).
    """
    alike = [push for push in unit.travel.pushes_of([flight_id]) if push.content == content]
    near = [push for push in alike if abs(push.received_at - entry.received_at) <= LONGEST_BETWEEN]
    if not near:
        return None
    routers = unit.accounts.routers()
    by_router = entry.sender in routers
    return next(
        (push for push in near if _account(unit, push) and (_account(unit, push) in routers) != by_router), None
    )


def _account(unit: Unit, push: StoredPush) -> str:
    """Return the account that a push came by; none where it was stored before receipts were, or comes just now."""
    receipt = unit.intake.receipt(push.receipt)
    return receipt.account if receipt else ""
