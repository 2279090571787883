"""What SQLite and PostgreSQL do differently, and nothing else of the store.

SQLite: write-ahead log, every commit flushed to disk, one writer at a time that says so when it begins.
PostgreSQL: psycopg 3; work is claimed with SKIP LOCKED.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import TypeVarTuple

from sqlalchemy import Connection, Engine, Select, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from tournai.errors import Malformed
from tournai.values.wordings import say

Columns = TypeVarTuple("Columns")

BUSY_SECONDS = 60
OLDEST_SQLITE = (3, 35)
"""The first SQLite with RETURNING."""
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    f"busy_timeout={BUSY_SECONDS}000",
)
WRITES = "writes"
"""Execution option of a connection whose transaction will write."""
ON_ONE_STATE = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""PostgreSQL: a transaction that reads sees what was committed when it began. SQLite's do so by themselves."""


def open_engine(url: str) -> Engine:
    """Return an engine for ``sqlite:///PATH`` or ``postgresql://...``.

    Raises:
        Malformed: The address names another database, or this Python's SQLite is too old.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(url)
    if address.get_backend_name() == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    raise Malformed(
        f"no such kind of database: {address.get_backend_name()!r}; use sqlite or postgresql", code="database"
    )


def _open_sqlite(url: str) -> Engine:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        said = say("this Python has SQLite {version}; 3.35 or newer is needed", version=sqlite3.sqlite_version)
        raise Malformed(said, code="database")
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver would begin transactions by itself, and only at the first write: `_begin_sqlite` does it instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail when another one wrote in between.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")


def insert_or_ignore(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows; those whose key is there already change nothing."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), rows)


def insert_if_new(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert a row; tell whether its key was not there before."""
    inserted = _insert(connection, table).on_conflict_do_nothing().values(row).returning(*table.primary_key)
    return connection.execute(inserted).first() is not None  # not every driver counts the rows of an insertion


def insert_or_replace(
    connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Mapping[str, object]]
) -> None:
    """Insert rows; those whose key columns are there already take the new values."""
    if not rows:
        return
    statement = _insert(connection, table)
    changes = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=changes), rows)


def reading(connection: Connection) -> Connection:
    """Return the connection for a transaction that only reads, all of it on one state of the data."""
    return connection if is_sqlite(connection) else connection.execution_options(**ON_ONE_STATE)


def held(connection: Connection, select: Select[*Columns], *, shared: bool = False) -> Select[*Columns]:
    """Return the query that, in a transaction that writes, keeps others from changing its rows until the end.

    ``shared``: others may hold them too. A transaction that only reads holds nothing.
    """
    writes = connection.get_execution_options().get(WRITES)
    return select.with_for_update(read=shared) if writes else select


def skip_locked(select: Select[*Columns]) -> Select[*Columns]:
    """Return the query that passes over rows which another worker holds; SQLite has one writer and ignores it."""
    return select.with_for_update(skip_locked=True)


def is_sqlite(connection: Connection) -> bool:
    """Tell whether this is SQLite."""
    return connection.dialect.name == "sqlite"


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if is_sqlite(connection) else postgresql.insert(table)
