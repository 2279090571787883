"""Requests for information: `tournai.node.duties.information_rows.InformationRows`."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from tournai.node.duties.information_rows import StoredInformationRequest
from tournai.node.store.dialect import held
from tournai.node.store.information_schema import information_requests as table
from tournai.node.store.rows import read, read_all, values_of


class InformationTables:
    """Requests for information in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, row: StoredInformationRequest) -> None:
        """Store a request."""
        self._connection.execute(insert(table), values_of([row]))

    def replace(self, row: StoredInformationRequest) -> None:
        """Replace what may change of a request."""
        values = values_of([row])[0]
        self._connection.execute(update(table).where(table.c.file_id == row.file_id).values(**values))

    def request(self, file_id: str) -> StoredInformationRequest | None:
        """Return a request; in a transaction that writes, held until its end."""
        row = self._connection.execute(held(self._connection, select(table).where(table.c.file_id == file_id))).first()
        return read(StoredInformationRequest, row) if row else None

    def of_message(self, partner: str, message: str) -> StoredInformationRequest | None:
        """Return the request that a message made, of this partner or to it."""
        found = select(table).where(table.c.partner == partner, table.c.message == message)
        row = self._connection.execute(held(self._connection, found)).first()
        return read(StoredInformationRequest, row) if row else None

    def open(self) -> list[StoredInformationRequest]:
        """Return what is not closed, by legal latest; what was sent comes last."""
        found = select(table).where(table.c.closed_at.is_(None))
        order = (table.c.is_received.desc(), table.c.latest_at, table.c.started_at, table.c.file_id)
        return read_all(StoredInformationRequest, self._connection.execute(found.order_by(*order)))

    def with_questions(self) -> list[StoredInformationRequest]:
        """Return the open requests with a question on its way."""
        found = select(table).where(table.c.closed_at.is_(None), table.c.question != "")
        return read_all(StoredInformationRequest, self._connection.execute(found.order_by(table.c.file_id)))

    def between(self, first: datetime, before: datetime) -> list[StoredInformationRequest]:
        """Return the requests that began in a span."""
        found = select(table).where(table.c.started_at >= first, table.c.started_at < before)
        return read_all(StoredInformationRequest, self._connection.execute(found.order_by(table.c.file_id)))
