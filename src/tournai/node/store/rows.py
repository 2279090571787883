"""Between structs and table rows: fields are named as columns, so that nothing is mapped by hand."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec
from sqlalchemy import Column, Connection, Row, Select, Table

Stored = TypeVar("Stored", bound=msgspec.Struct)
Value = TypeVar("Value")


def values_of(structs: Iterable[msgspec.Struct]) -> list[dict[str, object]]:
    """Return the structs as rows to insert."""
    return [msgspec.structs.asdict(struct) for struct in structs]


def read(kind: type[Stored], row: Row[*tuple[object, ...]]) -> Stored:
    """Return the struct that a row of its table holds; the row may hold more columns."""
    found = row._mapping  # the documented way to read a row by column name
    return kind(**{name: found[name] for name in kind.__struct_fields__})


def read_all(kind: type[Stored], rows: Iterable[Row[*tuple[object, ...]]]) -> list[Stored]:
    """Return the structs that rows hold."""
    return [read(kind, row) for row in rows]


def read_pair(kinds: tuple[type[Stored], Table], row: Row[*tuple[object, ...]]) -> Stored:
    """Return the struct of one table out of a row of a join; columns are labelled ``table_column``."""
    kind, table = kinds
    found = row._mapping
    return kind(**{name: found[f"{table.name}_{name}"] for name in kind.__struct_fields__})


def pages(
    connection: Connection, query: Select[*tuple[object, ...]], number: Column[int], size: int = 2000
) -> Iterator[Row[*tuple[object, ...]]]:
    """Yield the rows of a query of one table in the order of a number that is unique among them, page by page.

    Pages and not a cursor: a reader that stops halfway leaves nothing open on the server.
    """
    query = query.order_by(number).limit(size)
    found = connection.execute(query).all()
    while found:
        yield from found
        last = found[-1]._mapping[number]
        found = connection.execute(query.where(number > last)).all() if len(found) == size else []


def chunks(values: Sequence[Value], size: int = 500) -> Iterable[Sequence[Value]]:
    """Yield the values in runs that every database takes as parameters of one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
