"""The register of recipients and what was sent: `tournai.node.duties.dissemination_rows.DisseminationRows`."""

from collections.abc import Sequence

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as _LABELS
from sqlalchemy import ColumnElement, Connection, delete, insert, join, select, update

from tournai.node.duties.dissemination_rows import StoredDissemination, StoredRecipient
from tournai.node.duties.rows import StoredApproval
from tournai.node.store.dialect import held, insert_or_ignore, insert_or_replace
from tournai.node.store.rows import read, read_all, read_pair, values_of
from tournai.node.store.schema import approvals, disseminations, recipient_accounts, recipients


class DisseminationTables:
    """Recipients and disseminations in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_recipient(self, recipient: StoredRecipient) -> None:
        """Store or replace an entry."""
        insert_or_replace(self._connection, recipients, ["code"], values_of([recipient]))

    def recipients(self) -> list[tuple[StoredRecipient, StoredApproval]]:
        """Return the register with its approvals, by code."""
        joined = join(recipients, approvals, recipients.c.approval_id == approvals.c.approval_id)
        query = select(recipients, approvals).select_from(joined).set_label_style(_LABELS)
        return [
            (read_pair((StoredRecipient, recipients), row), read_pair((StoredApproval, approvals), row))
            for row in self._connection.execute(query.order_by(recipients.c.code))
        ]

    def add(self, sent: StoredDissemination) -> None:
        """Store what was sent."""
        self._connection.execute(insert(disseminations), values_of([sent]))

    def replace(self, sent: StoredDissemination) -> None:
        """Replace what may change of it: its state and what became of it."""
        values = values_of([sent])[0]
        chosen = disseminations.c.dissemination_id == sent.dissemination_id
        self._connection.execute(update(disseminations).where(chosen).values(**values))

    def dissemination(self, dissemination_id: str) -> StoredDissemination | None:
        """Return one; where the transaction writes, nobody else changes it until its end."""
        query = select(disseminations).where(disseminations.c.dissemination_id == dissemination_id)
        row = self._connection.execute(held(self._connection, query)).first()
        return read(StoredDissemination, row) if row else None

    def disseminations(self, *, recipients: Sequence[str] = ()) -> list[StoredDissemination]:
        """Return all, newest first; only to these recipients where any are named."""
        query = select(disseminations).order_by(disseminations.c.sent_at.desc(), disseminations.c.dissemination_id)
        if recipients:
            query = query.where(disseminations.c.recipient.in_(recipients))
        return read_all(StoredDissemination, self._connection.execute(query))

    def of_reference(self, reference: str) -> list[StoredDissemination]:
        """Return those of a match or request, oldest first."""
        return self._chosen(disseminations.c.reference == reference)

    def of_flight(self, flight_id: str) -> list[StoredDissemination]:
        """Return those about a flight's travellers."""
        return self._chosen(disseminations.c.flight_id == flight_id)

    def ties(self) -> dict[str, frozenset[str]]:
        """Return account -> the recipients whose post it may open."""
        found: dict[str, set[str]] = {}
        for account, recipient in self._connection.execute(select(recipient_accounts)):
            found.setdefault(account, set()).add(recipient)
        return {account: frozenset(codes) for account, codes in found.items()}

    def tie(self, account: str, recipient: str) -> None:
        """Let an account open a recipient's post; again changes nothing."""
        insert_or_ignore(self._connection, recipient_accounts, [{"account": account, "recipient": recipient}])

    def untie(self, account: str, recipient: str) -> None:
        """End that."""
        one = recipient_accounts.c
        self._connection.execute(delete(recipient_accounts).where(one.account == account, one.recipient == recipient))

    def _chosen(self, condition: ColumnElement[bool]) -> list[StoredDissemination]:
        query = select(disseminations).where(condition)
        order = (disseminations.c.sent_at, disseminations.c.dissemination_id)
        return read_all(StoredDissemination, self._connection.execute(query.order_by(*order)))
