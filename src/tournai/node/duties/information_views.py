"""The desk of requests for information: the inbox by time left, one file, the yearly statistics.

Source: Directive (EU) 2023/977, Art. 16 and 18. Rules EXC-01, EXC-09.
"""

from datetime import UTC, datetime, timedelta

import msgspec

from tournai.exchange.clocks.course import Duty as Owed
from tournai.exchange.clocks.course import duties
from tournai.exchange.messages.answering import RefusalGround, RefusedPart
from tournai.exchange.requests.refusals import preview
from tournai.exchange.statistics import RequestRecord, StateRow, yearly
from tournai.node.duties.information_files import InformationFile, ground_of_file, opened
from tournai.node.duties.information_rows import StoredInformationRequest
from tournai.node.duties.partners import EXCHANGE
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import duty, look
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor


class InformationLine(msgspec.Struct, frozen=True):
    """A request in the inbox: nobody whom it is about. ``left`` is ``None`` for what this node sent.

    ``is_suspended``: the asker has a question of this node, and ``left`` stands still.
    """

    file_id: str
    partner: str
    state_code: str
    is_received: bool
    is_urgent: bool
    started_at: datetime
    standing: str
    target_at: datetime | None
    latest_at: datetime | None
    left: timedelta | None
    is_suspended: bool
    is_late: bool


class InformationInbox(msgspec.Struct, frozen=True):
    """What is open, received requests first, those with the least time left before the others."""

    now: datetime
    lines: tuple[InformationLine, ...]


class InformationView(msgspec.Struct, frozen=True):
    """One request, opened. ``owed``: what must be done at once; ``preview``: what the partner would read of a refusal
    that waits for a second person."""

    now: datetime
    line: InformationLine
    file: InformationFile
    owed: tuple[Owed, ...]
    preview: tuple[RefusedPart, ...]


def show_inbox(ports: Ports, actor: Actor) -> InformationInbox:
    """Return the open requests by time left.

    Raises:
        Refused: The actor may not see them.
    """
    with look(ports, actor, Action.VIEW_INFORMATION, EXCHANGE) as looking:
        lines = [line_of(row, looking.now) for row in looking.unit.information.open()]
        ordered = sorted(lines, key=lambda line: (line.left is None, line.left or timedelta(0), line.started_at))
        return InformationInbox(looking.now, tuple(ordered))


def show_information(ports: Ports, actor: Actor, file_id: str) -> InformationView | None:
    """Return one request, opened; ``None`` where there is none. The log tells who opened it.

    Raises:
        Refused: The actor may not open it.
        Unavailable: Its key is gone.
    """
    with duty(ports, actor, Action.OPEN_INFORMATION, ground_of_file(file_id)) as opening:
        row = opening.unit.information.request(file_id)
        if row is None:
            return None
        file = opened(ports, row)
        opening.record(EventKind.INFORMATION_CONSULTED, file_id)
        return InformationView(
            now=opening.now,
            line=line_of(row, opening.now),
            file=file,
            owed=duties(file.course, opening.now) if file.course else (),
            preview=preview(file.refusal.drafts) if file.refusal else (),
        )


def count_information(ports: Ports, actor: Actor, year: int) -> tuple[StateRow, ...]:
    """Return the statistics of Art. 18 for a year, computed from the requests as they are stored.

    Raises:
        Refused: The actor may not see them.
    """
    with look(ports, actor, Action.VIEW_INFORMATION, EXCHANGE) as looking:
        span = (datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))
        return yearly((_record(row) for row in looking.unit.information.between(*span)), year)


def line_of(row: StoredInformationRequest, now: datetime) -> InformationLine:
    """Return the line of a request; while its limits are suspended, what is left is what was left then."""
    until = row.suspended_at or row.closed_at or now
    left = None if row.latest_at is None else row.latest_at - until
    return InformationLine(
        file_id=row.file_id,
        partner=row.partner,
        state_code=row.state_code,
        is_received=row.is_received,
        is_urgent=row.is_urgent,
        started_at=row.started_at,
        standing=row.standing,
        target_at=row.target_at,
        latest_at=row.latest_at,
        left=left,
        is_suspended=row.suspended_at is not None,
        is_late=left is not None and left < timedelta(0),
    )


def _record(row: StoredInformationRequest) -> RequestRecord:
    return RequestRecord(
        state=row.state_code,
        at=row.started_at,
        sent=not row.is_received,
        urgent=row.is_urgent,
        answered=row.is_answered,
        refused=frozenset(RefusalGround(letter) for letter in row.refused.split()),
        derogated=row.is_derogated,
    )
