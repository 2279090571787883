"""Accounts and sessions: `tournai.node.duties.ports.AccountRows`."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from tournai.node.duties.rows import Account, Session, StoredCertificate
from tournai.node.store.dialect import held, insert_or_replace
from tournai.node.store.rows import read, read_all, values_of
from tournai.node.store.schema import accounts, certificates, sessions


class AccountTables:
    """Accounts in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def account(self, account: str) -> Account | None:
        """Return an account; where the transaction writes, nobody else changes it until its end."""
        query = select(accounts).where(accounts.c.account == account)
        row = self._connection.execute(held(self._connection, query)).first()
        return read(Account, row) if row else None

    def accounts(self) -> list[Account]:
        """Return all accounts, by identifier."""
        return read_all(Account, self._connection.execute(select(accounts).order_by(accounts.c.account)))

    def routers(self) -> frozenset[str]:
        """Return the accounts of the eu-LISA router."""
        found = select(accounts.c.account).where(accounts.c.is_router)
        return frozenset(self._connection.execute(found).scalars())

    def change_nothing(self) -> None:
        """Write what was there: as slow as a change, so that its time tells nobody whether there was one."""
        first = select(func.min(accounts.c.account)).scalar_subquery()
        self._connection.execute(update(accounts).where(accounts.c.account == first).values(failed=accounts.c.failed))

    def put_account(self, account: Account) -> None:
        """Store or replace an account."""
        insert_or_replace(self._connection, accounts, ["account"], values_of([account]))

    def certificate(self, fingerprint: str) -> StoredCertificate | None:
        """Return a client certificate."""
        found = select(certificates).where(certificates.c.fingerprint == fingerprint)
        row = self._connection.execute(found).first()
        return read(StoredCertificate, row) if row else None

    def put_certificate(self, certificate: StoredCertificate) -> None:
        """Store or replace a client certificate."""
        insert_or_replace(self._connection, certificates, ["fingerprint"], values_of([certificate]))

    def add_session(self, session: Session) -> None:
        """Store a session."""
        self._connection.execute(insert(sessions), values_of([session]))

    def session(self, token_digest: bytes) -> Session | None:
        """Return a session."""
        row = self._connection.execute(select(sessions).where(sessions.c.token_digest == token_digest)).first()
        return read(Session, row) if row else None

    def end_session(self, token_digest: bytes) -> None:
        """Forget a session."""
        self._connection.execute(delete(sessions).where(sessions.c.token_digest == token_digest))

    def end_sessions_before(self, now: datetime) -> None:
        """Forget the sessions that have expired."""
        self._connection.execute(delete(sessions).where(sessions.c.expires_at <= now))
