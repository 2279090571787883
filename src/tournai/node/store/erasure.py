"""Erasing a row together with all rows that refer to it, in whatever table they stand."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Table, delete, select

from tournai.node.store.schema import metadata


def keys_of(connection: Connection, table: Table, chosen: ColumnElement[bool]) -> set[str]:
    """Return the data keys that seal anything in the chosen rows, or in those that refer to them."""
    found: set[str] = set()
    for one, condition in _with_dependents(table, chosen):
        if "key_id" in one.c:
            found |= set(connection.execute(select(one.c.key_id).where(condition)).scalars())
    return found


def erase(connection: Connection, table: Table, chosen: ColumnElement[bool]) -> None:
    """Delete the chosen rows, after those that refer to them."""
    for one, condition in _with_dependents(table, chosen):
        connection.execute(delete(one).where(condition))


def _with_dependents(table: Table, chosen: ColumnElement[bool]) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Yield tables with the rows to take of each; those that refer to others come before them."""
    for child in metadata.sorted_tables:
        for key in child.foreign_keys:
            if key.column.table is table:
                yield from _with_dependents(child, key.parent.in_(select(key.column).where(chosen)))
    yield table, chosen
