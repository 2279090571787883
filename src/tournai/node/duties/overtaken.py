"""A push that comes after one that was prepared later: what it says of records of which the later one spoke is past.

The clocks of two systems differ, so only pushes of one account and one sender of UNB are ordered by UNB's time of
preparation; all others by arrival. Source: ISO 9735-1:2002, UNB S004; Directive (EU) 2016/681, Art. 8(3) and 8(4).
"""

from collections.abc import Sequence
from datetime import timedelta

from tournai.node.duties.arrivals import join_stored, order_of
from tournai.node.duties.ports import Unit
from tournai.node.duties.rows import StoredPush, StoredRecord
from tournai.travel.parts import PartedPush, push_of
from tournai.travel.records import MessageFormat, MessageFunction

FASTEST_CLOCK = timedelta(hours=14)
"""How far a time of preparation may lie after the arrival: UNB names no zone, and no zone is farther ahead of UTC. One
that lies farther ahead is wrong; it would overtake whatever comes after it."""


def is_newer(one: StoredPush, other: StoredPush) -> bool:
    """Whether a push tells what became of a flight after another."""
    if _is_timed(one) and _is_timed(other) and (one.account, one.sender) == (other.account, other.sender):
        prepared, others = one.prepared_at, other.prepared_at
        if prepared is not None and others is not None and prepared != others:
            return prepared > others
    return order_of(one) > order_of(other)


def overtaken(
    unit: Unit, stored: StoredPush, pushes: Sequence[StoredPush], records: Sequence[StoredRecord]
) -> frozenset[str]:
    """Return those of a push's ``records`` of which a newer push of the same account has spoken, by ``record_id``.

    A newer full push that is whole has spoken of every booking: what it lacks has left. ``pushes``: the flight's.
    """
    joined = join_stored(pushes)
    own = set(_names(push_of(joined, stored.push_id)))
    newer = [
        push
        for push in pushes
        if push.push_id not in own
        and (push.account, push.format) == (stored.account, stored.format)
        and is_newer(push, stored)
    ]
    if any(_is_whole(push, joined) for push in newer):
        return frozenset(record.record_id for record in records)
    told = unit.travel.identities_of([push.push_id for push in newer])
    return frozenset(record.record_id for record in records if record.identity in told)


def _is_whole(push: StoredPush, joined: Sequence[PartedPush]) -> bool:
    is_full = push.format == MessageFormat.PNRGOV.value and push.function == MessageFunction.FULL.value
    return is_full and push_of(joined, push.push_id).holds_all_items


def _names(push: PartedPush) -> tuple[str, ...]:
    return (*(part.name for part in push.parts), *push.repeated)


def _is_timed(push: StoredPush) -> bool:
    return push.prepared_at is not None and push.prepared_at <= push.received_at + FASTEST_CLOCK
