"""Approvals and requests: `tournai.node.duties.ports.CaseRows`."""

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as _LABELS
from sqlalchemy import Connection, insert, join, select, update

from tournai.node.duties.rows import StoredApproval, StoredDecision, StoredRequest
from tournai.node.store.dialect import held, insert_or_replace
from tournai.node.store.rows import read, read_all, read_pair, values_of
from tournai.node.store.schema import approvals, request_decisions, requests


class CaseTables:
    """Approvals and requests in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_approval(self, approval: StoredApproval) -> None:
        """Store or replace an approval."""
        insert_or_replace(self._connection, approvals, ["approval_id"], values_of([approval]))

    def approval(self, approval_id: str) -> StoredApproval | None:
        """Return an approval; where the transaction writes, nobody else changes it until its end."""
        query = select(approvals).where(approvals.c.approval_id == approval_id)
        row = self._connection.execute(held(self._connection, query)).first()
        return read(StoredApproval, row) if row else None

    def add_request(self, request: StoredRequest) -> None:
        """Store a request."""
        self._connection.execute(insert(requests), values_of([request]))

    def request(self, number: str) -> StoredRequest | None:
        """Return a request."""
        row = self._connection.execute(select(requests).where(requests.c.number == number)).first()
        return read(StoredRequest, row) if row else None

    def replace_request(self, request: StoredRequest) -> None:
        """Replace what may change of a request: how and when it ended."""
        values = values_of([request])[0]
        self._connection.execute(update(requests).where(requests.c.number == request.number).values(**values))

    def put_decision(self, decision: StoredDecision) -> None:
        """Store what was decided on an element; a later decision takes its place."""
        insert_or_replace(self._connection, request_decisions, ["number", "element"], values_of([decision]))

    def decisions(self, number: str) -> list[StoredDecision]:
        """Return what was decided on the elements of a request, in their order."""
        found = select(request_decisions).where(request_decisions.c.number == number)
        return read_all(StoredDecision, self._connection.execute(found.order_by(request_decisions.c.element)))

    def requests(self) -> list[tuple[StoredRequest, StoredApproval]]:
        """Return the requests with their approvals, newest first."""
        joined = join(requests, approvals, requests.c.approval_id == approvals.c.approval_id)
        query = select(requests, approvals).select_from(joined).set_label_style(_LABELS)
        rows = self._connection.execute(query.order_by(requests.c.opened_at.desc(), requests.c.number))
        return [
            (read_pair((StoredRequest, requests), row), read_pair((StoredApproval, approvals), row)) for row in rows
        ]
