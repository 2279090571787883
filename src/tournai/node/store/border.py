"""Alerts at a border: `tournai.node.duties.border_rows.BorderRows`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as _LABELS
from sqlalchemy import Connection, delete, insert, join, select, update

from tournai.node.duties.border_rows import StoredBorderSource, StoredDiscreetCheck
from tournai.node.duties.rows import StoredApproval
from tournai.node.store.border_schema import border_sources, discreet_checks, used_tickets
from tournai.node.store.dialect import insert_if_new, insert_or_replace
from tournai.node.store.rows import chunks, read, read_all, read_pair, values_of
from tournai.node.store.schema import approvals


class BorderTables:
    """Alerts at a border in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_source(self, source: StoredBorderSource) -> None:
        """Store a proposal."""
        self._connection.execute(insert(border_sources), values_of([source]))

    def end_source(self, source: str, *, at: datetime, by: str) -> None:
        """End the use of a source, and the proposals of it."""
        open_ones = border_sources.c.source == source, border_sources.c.ended_at.is_(None)
        self._connection.execute(update(border_sources).where(*open_ones).values(ended_at=at, ended_by=by))

    def sources(self) -> list[tuple[StoredBorderSource, StoredApproval]]:
        """Return all with their approvals, newest first."""
        joined = join(border_sources, approvals, border_sources.c.approval_id == approvals.c.approval_id)
        query = select(border_sources, approvals).select_from(joined).set_label_style(_LABELS)
        rows = self._connection.execute(query.order_by(approvals.c.asked_at.desc(), approvals.c.approval_id))
        return [
            (read_pair((StoredBorderSource, border_sources), row), read_pair((StoredApproval, approvals), row))
            for row in rows
        ]

    def add_check(self, check: StoredDiscreetCheck) -> None:
        """Store a possible hit."""
        self._connection.execute(insert(discreet_checks), values_of([check]))

    def replace_check(self, check: StoredDiscreetCheck) -> None:
        """Replace what may change of one: its state, end, report and sealed content."""
        insert_or_replace(self._connection, discreet_checks, ["check_id"], values_of([check]))

    def check(self, check_id: str) -> StoredDiscreetCheck | None:
        """Return one."""
        row = self._connection.execute(select(discreet_checks).where(discreet_checks.c.check_id == check_id)).first()
        return read(StoredDiscreetCheck, row) if row else None

    def check_of(self, subject: bytes) -> StoredDiscreetCheck | None:
        """Return the one of a subject."""
        row = self._connection.execute(select(discreet_checks).where(discreet_checks.c.subject == subject)).first()
        return read(StoredDiscreetCheck, row) if row else None

    def checks(self) -> list[StoredDiscreetCheck]:
        """Return all, newest first."""
        order = (discreet_checks.c.met_at.desc(), discreet_checks.c.check_id)
        return read_all(StoredDiscreetCheck, self._connection.execute(select(discreet_checks).order_by(*order)))

    def checks_over(self, at: datetime) -> list[StoredDiscreetCheck]:
        """Return all that end at an instant or before."""
        found = select(discreet_checks).where(discreet_checks.c.ends_at <= at).order_by(discreet_checks.c.check_id)
        return read_all(StoredDiscreetCheck, self._connection.execute(found))

    def erase_checks(self, check_ids: Sequence[str]) -> None:
        """Delete some."""
        for some in chunks(check_ids):
            self._connection.execute(delete(discreet_checks).where(discreet_checks.c.check_id.in_(some)))

    def use_ticket(self, digest: bytes, until: datetime) -> bool:
        """Note that a ticket was used; ``False`` where it was before."""
        return insert_if_new(self._connection, used_tickets, {"digest": digest, "until": until})

    def forget_tickets(self, before: datetime) -> None:
        """Forget the tickets that have ended."""
        self._connection.execute(delete(used_tickets).where(used_tickets.c.until <= before))
