"""Tables that a command reads and writes row by row: CSV and Parquet, told apart by the file's ending.

CSV is UTF-8, with or without a byte order mark, parted by comma, semicolon or tab, quoted where needed, and may be
packed (``.csv.gz``). A file is written whole or not at all. Parquet needs the extra ``bulk``.
"""

import csv
import gzip
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import msgspec

from tournai.errors import Malformed, Unavailable
from tournai.values.wordings import say

PARQUET = ".parquet"
DELIMITERS = ",;\t"
LONGEST_FIELD = 1 << 17
ROWS_A_BATCH = 8_192


class TableRow(msgspec.Struct, frozen=True, gc=False):
    """A row: the line it begins at (of Parquet: its number), its values in the order asked for, or what is wrong."""

    line: int
    values: tuple[str, ...]
    problem: str = ""


def read_table(path: Path, columns: Sequence[str], needed: Sequence[str]) -> Iterator[TableRow]:
    """Yield the rows of a table, each value under its column's name; columns that are not there are empty.

    Raises:
        Malformed: No such file, no such columns, or not the form that the ending says.
        Unavailable: Parquet without the extra ``bulk``.
    """
    reader = _parquet_rows if path.suffix == PARQUET else _csv_rows
    try:
        yield from reader(path, columns, needed)
    except OSError as error:
        raise Malformed(f"{path}: {error.strerror or 'cannot be read'}", code="no-file") from error


def _csv_rows(path: Path, columns: Sequence[str], needed: Sequence[str]) -> Iterator[TableRow]:
    csv.field_size_limit(LONGEST_FIELD)
    with _text(path) as text:
        lines = csv.reader(text, delimiter=_delimiter(path, text))
        head = [name.strip().lower() for name in next(lines, [])]
        places = _places(path, head, columns, needed)
        line = lines.line_num + 1
        try:
            for row in lines:
                if row:
                    yield _row(line, row, head, places)
                line = lines.line_num + 1
        except csv.Error as error:
            said = say("{path}: line {line}: no row of a table; is a quote not closed?", path=path, line=line)
            raise Malformed(said, code="csv") from error
        except EOFError as error:
            raise Malformed(say("{path}: not a whole gzip file", path=path), code="gzip") from error


def _row(line: int, row: list[str], head: list[str], places: list[int]) -> TableRow:
    values = tuple(row[place] if 0 <= place < len(row) else "" for place in places)
    if len(row) != len(head):
        said = say("{count} fields, {expected} expected", count=len(row), expected=len(head))
        return TableRow(line, values, said)
    if any("\udc80" <= char <= "\udcff" for value in values if not value.isascii() for char in value):
        return TableRow(line, values, say("not UTF-8"))
    return TableRow(line, values)


@contextmanager
def _text(path: Path) -> Iterator[io.TextIOBase]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rb") as file, io.TextIOWrapper(file, "utf-8-sig", "surrogateescape", newline="") as text:
        yield text


def _delimiter(path: Path, text: io.TextIOBase) -> str:
    """Return what parts the first line most often; the text is put back to its start."""
    first = text.readline(LONGEST_FIELD)
    text.seek(0)
    if not first.strip():
        raise Malformed(say("{path}: the file is empty", path=path), code="empty")
    return max(DELIMITERS, key=first.count)


def _places(path: Path, head: list[str], columns: Sequence[str], needed: Sequence[str]) -> list[int]:
    lacking = [name for name in needed if name not in head]
    if lacking:
        said = say("{path}: no column {names} in the first line", path=path, names=", ".join(lacking))
        raise Malformed(said, code="no-column")
    twice = [name for name in columns if head.count(name) > 1]
    if twice:
        said = say("{path}: the column {names} stands twice in the first line", path=path, names=", ".join(twice))
        raise Malformed(said, code="column-twice")
    return [head.index(name) if name in head else -1 for name in columns]


def _arrow(module: str) -> Any:  # pyarrow ships no types
    try:
        return import_module(module)
    except ImportError:
        raise Unavailable("Parquet needs the extra bulk: pip install 'tournai[bulk]'") from None


def _parquet_rows(path: Path, columns: Sequence[str], needed: Sequence[str]) -> Iterator[TableRow]:
    pyarrow, parquet = _arrow("pyarrow"), _arrow("pyarrow.parquet")
    try:
        with parquet.ParquetFile(path) as file:
            head = [name.strip().lower() for name in file.schema_arrow.names]
            _places(path, head, columns, needed)
            wanted = [name for name in file.schema_arrow.names if name.strip().lower() in columns]
            number = 0
            for batch in file.iter_batches(ROWS_A_BATCH, columns=wanted):
                found = {name.strip().lower(): batch.column(name).to_pylist() for name in wanted}
                lists = [found.get(name) or [None] * batch.num_rows for name in columns]
                for values in zip(*lists, strict=True):
                    number += 1
                    yield TableRow(number, tuple("" if value is None else str(value) for value in values))
    except pyarrow.ArrowException as error:
        raise Malformed(say("{path}: not a whole Parquet file", path=path), code="parquet") from error


class TableWriter(Protocol):
    """Takes the rows of a table."""

    def write(self, rows: Sequence[Sequence[object]]) -> None:
        """Write rows, each a value a column."""


@contextmanager
def write_table(path: Path, columns: dict[str, type]) -> Iterator[TableWriter]:
    """Give a writer; the file stands under its name once the block has ended well, and is not touched otherwise.

    ``columns`` gives each column's type: ``str`` or ``float``; ``None`` is an empty value.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise Malformed(f"{path}: {error.strerror}", code="cannot-write") from error
    os.close(descriptor)
    unfinished = Path(name)
    try:
        with (_parquet_writer if path.suffix == PARQUET else _csv_writer)(unfinished, columns) as writer:
            yield writer
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _csv_writer(path: Path, columns: dict[str, type]) -> Iterator[TableWriter]:
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)

        class Rows:
            def write(self, rows: Sequence[Sequence[object]]) -> None:
                writer.writerows(rows)

        yield Rows()
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _parquet_writer(path: Path, columns: dict[str, type]) -> Iterator[TableWriter]:
    pyarrow, parquet = _arrow("pyarrow"), _arrow("pyarrow.parquet")
    types = {str: pyarrow.string(), float: pyarrow.float64()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
    with parquet.ParquetWriter(path, schema) as writer:

        class Rows:
            def write(self, rows: Sequence[Sequence[object]]) -> None:
                values = list(zip(*rows, strict=True)) or [()] * len(columns)
                arrays = [pyarrow.array(one, field.type) for one, field in zip(values, schema, strict=True)]
                writer.write_batch(pyarrow.record_batch(arrays, schema=schema))

        yield Rows()
