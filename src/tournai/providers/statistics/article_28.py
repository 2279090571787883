"""The yearly statistics on orders, out of their records.

Source: Regulation (EU) 2023/1543, Art. 28(2), points (a) to (j): by type of data, addressee and situation. A record
holds no person; an order for several categories counts once under each of them, and once in the total.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import msgspec

from tournai.providers.course.moves import RefusalGround
from tournai.providers.orders.categories import DataCategory
from tournai.providers.orders.order import Instrument


class OrderRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What the statistics need of one order. Costs are in euro cents."""

    instrument: Instrument
    categories: frozenset[DataCategory]
    addressee: str
    addressee_state: str
    is_emergency: bool
    without_prior_validation: bool = False
    issued_at: datetime
    fulfilled_at: datetime | None = None
    """When the data was obtained; for a preservation, when the request for production was issued."""
    notified: bool = False
    refused_on: RefusalGround | None = None
    sent_for_enforcement: bool = False
    enforced: bool = False
    remedies_in_issuing_state: int = 0
    remedies_in_enforcing_state: int = 0
    validation_denied: bool = False
    costs_claimed: int = 0
    costs_reimbursed: int = 0


class Row(msgspec.Struct, frozen=True, order=True):
    """One figure: which point of Art. 28(2), of what, how much. ``value``: a count, average hours, or euro cents."""

    point: str
    instrument: str
    data: str
    addressee: str
    situation: str
    ground: str
    value: int


_EPOC, _EPOC_PR = Instrument.EPOC, Instrument.EPOC_PR
_COUNTED: tuple[tuple[str, Callable[[OrderRecord], bool]], ...] = (
    ("a issued", lambda one: True),
    ("b issued under the emergency derogation", lambda one: one.without_prior_validation),
    ("c fulfilled", lambda one: one.fulfilled_at is not None),
    ("c not fulfilled", lambda one: one.fulfilled_at is None),
    ("d notified", lambda one: one.notified),
    ("d refused", lambda one: one.refused_on is not None),
    ("g sent for enforcement", lambda one: one.sent_for_enforcement),
    ("g enforced", lambda one: one.sent_for_enforcement and one.enforced),
    ("i validation denied afterwards", lambda one: one.validation_denied),
)


def yearly_statistics(records: Iterable[OrderRecord], year: int) -> tuple[Row, ...]:
    """Return the figures of orders issued in a calendar year (UTC), sorted; figures of zero are left out."""
    issued = [one for one in records if one.issued_at.year == year and one.instrument.is_european]
    counted = [row for point, holds in _COUNTED for row in _counts(point, [one for one in issued if holds(one)])]
    return tuple(sorted([*counted, *_averages(issued), *_remedies(issued), *_costs(issued)]))


def _counts(point: str, records: list[OrderRecord]) -> Iterable[Row]:
    counter = Counter(key for one in records for key in _keys(one, with_ground=point == "d refused"))
    return (Row(point, *key, value=count) for key, count in counter.items())


def _averages(records: list[OrderRecord]) -> Iterable[Row]:
    spans: dict[tuple[str, str, str, str, str, str], list[timedelta]] = {}
    for one in records:
        if one.fulfilled_at is not None:
            point = "e average hours to the data" if one.instrument is _EPOC else "f average hours to the production"
            for key in _keys(one):
                spans.setdefault((point, *key), []).append(one.fulfilled_at - one.issued_at)
    for named, gone in spans.items():
        yield Row(*named, value=round(sum(gone, timedelta()) / len(gone) / timedelta(hours=1)))


def _remedies(records: list[OrderRecord]) -> Iterable[Row]:
    counter: Counter[tuple[str, str]] = Counter()
    for one in records:
        for data in _data(one):
            counter["h remedies in the issuing State", data] += one.remedies_in_issuing_state
            counter["h remedies in the enforcing State", data] += one.remedies_in_enforcing_state
    return (Row(point, _EPOC.value, data, "", "", "", count) for (point, data), count in counter.items() if count)


def _costs(records: list[OrderRecord]) -> Iterable[Row]:
    for point, cents in (
        ("j costs claimed", sum(one.costs_claimed for one in records)),
        ("j costs reimbursed", sum(one.costs_reimbursed for one in records)),
    ):
        if cents:
            yield Row(point, "", "", "", "", "", cents)


def _keys(one: OrderRecord, *, with_ground: bool = False) -> Iterable[tuple[str, str, str, str, str]]:
    situation = "emergency" if one.is_emergency else "no emergency"
    ground = one.refused_on.value if with_ground and one.refused_on else ""
    addressee = f"{one.addressee} ({one.addressee_state})"
    return ((one.instrument.value, data, addressee, situation, ground) for data in _data(one))


def _data(one: OrderRecord) -> tuple[str, ...]:
    return ("total", *sorted(category.value for category in one.categories))
