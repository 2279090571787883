"""The same message twice, by the eu-LISA router and directly from the carrier: the second is removed at once.

When the router fails a carrier may deliver by other means; once it works again, the router may deliver the same data.
Source: Regulation (EU) 2025/13, Art. 16; rule API-05. Envelope and sender differ, so what the messages say is compared.
"""

from collections.abc import Sequence
from datetime import timedelta

from tournai.node.duties.arrivals import join_stored, order_of
from tournai.node.duties.ports import SpoolEntry, Unit
from tournai.node.duties.rows import StoredPush, StoredRecord
from tournai.travel.parts import push_of
from tournai.travel.records import MessageFunction

LONGEST_BETWEEN = timedelta(hours=12)
"""How far apart the two deliveries come. The pushes of Directive (EU) 2016/681, Art. 8(3), are 22 hours apart at least:
one at closure that says what the advance one said is no double."""


def double_of(unit: Unit, flight_id: str, content: bytes, entry: SpoolEntry) -> StoredPush | None:
    """Return the stored push of a flight that a message doubles, or ``None``: what it says still stands.

    ``content`` is the message's digest (`tournai.node.duties.arrivals.content_digest`).
    """
    pushes = unit.travel.pushes_of([flight_id])
    alike = [push for push in pushes if push.content == content]
    near = [push for push in alike if abs(push.received_at - entry.received_at) <= LONGEST_BETWEEN]
    if not near:
        return None
    routers = unit.accounts.routers()
    by_router = entry.sender in routers
    found = (push for push in near if push.account and (push.account in routers) != by_router)
    return next((push for push in found if _still_stands(unit, push, pushes)), None)


def _still_stands(unit: Unit, push: StoredPush, pushes: Sequence[StoredPush]) -> bool:
    """Whether no push stored since has changed what a push says: a booking that left, and is back, is no double."""
    records = unit.travel.records_of_push(push.push_id)
    if not records:
        own = push_of(join_stored(pushes), push.push_id)
        parts = {*(part.name for part in own.parts), *own.repeated}
        later = (one for one in pushes if one.format == push.format and order_of(one) > order_of(push))
        return all(one.push_id in parts for one in later)
    return all(_is_as_brought(unit, push, record) for record in records)


def _is_as_brought(unit: Unit, push: StoredPush, record: StoredRecord) -> bool:
    if record.state == "current":
        return True
    # A passenger's record is cancelled by a later list as well.
    may_come_cancelled = record.kind == "PNR" or push.function == MessageFunction.CANCEL.value
    last = unit.resolution.last_version(record.flight_id, record.identity)
    return may_come_cancelled and record.state == "cancelled" and last is not None and last.push_id == push.push_id
