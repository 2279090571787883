"""The yearly statistics of the exchange, computed from the records of requests: the same records, the same table.

Source: Directive (EU) 2023/977, Art. 18: by 1 March each year, for the year before: requests sent; received and
answered, urgent or not, by State; refused, by State and ground; derogations for a judicial authorisation, by State.
Rule EXC-09.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from tournai.exchange.messages.answering import RefusalGround
from tournai.values.instants import utc


class RequestRecord(msgspec.Struct, frozen=True):
    """What the statistics need of one request: nobody's data. ``state``: the other State; ``at``: sent or received.

    ``derogated``: the answer waited for a judicial authorisation beyond the limit (Art. 5(2)).
    """

    state: str
    at: datetime
    sent: bool
    urgent: bool
    answered: bool = False
    refused: frozenset[RefusalGround] = frozenset()
    derogated: bool = False


class StateRow(msgspec.Struct, frozen=True):
    """One State's line: counts of requests. ``refused`` counts each ground once a request."""

    state: str
    sent: int
    received_urgent: int
    received_other: int
    answered_urgent: int
    answered_other: int
    derogated: int
    refused: dict[RefusalGround, int]


def due_on(year: int) -> date:
    """Return by when the statistics of a year are sent."""
    return date(year + 1, 3, 1)


def yearly(records: Iterable[RequestRecord], year: int) -> tuple[StateRow, ...]:
    """Return the table of a year, by State; a year is one of UTC, by when a request was sent or received."""
    by_state: dict[str, list[RequestRecord]] = {}
    for record in records:
        if utc(record.at).year == year:
            by_state.setdefault(record.state, []).append(record)
    return tuple(_row(state, by_state[state]) for state in sorted(by_state))


def _row(state: str, records: list[RequestRecord]) -> StateRow:
    received = [record for record in records if not record.sent]
    urgent = [record for record in received if record.urgent]
    other = [record for record in received if not record.urgent]
    grounds = Counter(ground for record in received for ground in record.refused)
    return StateRow(
        state=state,
        sent=len(records) - len(received),
        received_urgent=len(urgent),
        received_other=len(other),
        answered_urgent=sum(record.answered for record in urgent),
        answered_other=sum(record.answered for record in other),
        derogated=sum(record.derogated for record in received),
        refused={ground: grounds[ground] for ground in RefusalGround if grounds[ground]},
    )
