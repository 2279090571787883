"""Document cases: `tournai.node.duties.document_rows.DocumentCaseRows`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from tournai.node.duties.document_rows import StoredCaseBiometrics, StoredDocumentCase
from tournai.node.store.dialect import insert_or_replace
from tournai.node.store.document_schema import case_biometrics, document_cases
from tournai.node.store.rows import chunks, read, read_all, values_of


class DocumentCaseTables:
    """Document cases in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, case: StoredDocumentCase) -> None:
        """Store a case. They are added and erased, never changed."""
        self._connection.execute(insert(document_cases), values_of([case]))

    def case(self, case_id: str) -> StoredDocumentCase | None:
        """Return a case."""
        row = self._connection.execute(select(document_cases).where(document_cases.c.case_id == case_id)).first()
        return read(StoredDocumentCase, row) if row else None

    def cases(self, limit: int) -> list[StoredDocumentCase]:
        """Return the newest, newest first."""
        order = (document_cases.c.opened_at.desc(), document_cases.c.case_id)
        rows = self._connection.execute(select(document_cases).order_by(*order).limit(limit))
        return read_all(StoredDocumentCase, rows)

    def over(self, at: datetime) -> list[StoredDocumentCase]:
        """Return all that end at an instant or before."""
        found = select(document_cases).where(document_cases.c.ends_at <= at)
        rows = self._connection.execute(found.order_by(document_cases.c.ends_at, document_cases.c.case_id))
        return read_all(StoredDocumentCase, rows)

    def put_biometrics(self, biometrics: StoredCaseBiometrics) -> None:
        """Store or replace whether pictures of a case are kept."""
        insert_or_replace(self._connection, case_biometrics, ["case_id"], values_of([biometrics]))

    def biometrics(self, case_id: str) -> StoredCaseBiometrics | None:
        """Return that of a case."""
        row = self._connection.execute(select(case_biometrics).where(case_biometrics.c.case_id == case_id)).first()
        return read(StoredCaseBiometrics, row) if row else None

    def erase(self, case_ids: Sequence[str]) -> None:
        """Delete cases, and what is kept of their pictures."""
        for some in chunks(case_ids):
            self._connection.execute(delete(case_biometrics).where(case_biometrics.c.case_id.in_(some)))
            self._connection.execute(delete(document_cases).where(document_cases.c.case_id.in_(some)))
