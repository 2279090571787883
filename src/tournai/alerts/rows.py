"""Rows of separated values, from bytes that may be hostile: text, columns by name, the line where each row begins."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO

import msgspec

from tournai.errors import Malformed
from tournai.values.wordings import say

ENCODINGS = ("utf-8-sig", "cp1252")
"""How lists are written: UTF-8, and what spreadsheets on Windows make of it."""

MAX_HEADER_LINES = 10
"""Lines that may stand before the names of the columns."""

Cells = dict[str, str]


class Row(msgspec.Struct, frozen=True, gc=False):
    """A row after the header: its number from 1, its line in the file, and its cells by column.

    ``cells`` is ``None`` where the row has another number of columns than the header; ``width`` tells how many.
    """

    position: int
    line: int
    width: int
    cells: Cells | None


def decoded(data: bytes) -> str:
    """Return the text of a file.

    Raises:
        Malformed: It is neither UTF-8 nor Windows-1252.
    """
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Malformed("the file is neither UTF-8 nor Windows-1252 text", code="encoding")


def single(cell: str) -> str:
    """Return a cell's text with its white space made single."""
    return " ".join(cell.split())


def read_lines(text: str, delimiter: str = ",", cell: Callable[[str], str] = single) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of values with the line in which it begins, from 1; ``cell`` cleans each value.

    Raises:
        Malformed: The text is not separated values.
    """
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in rows:
            yield line, [cell(value) for value in row]
            line = rows.line_num + 1
    except csv.Error:
        raise Malformed("not separated values", code="csv") from None


def read_table(
    lines: Iterator[tuple[int, list[str]]], required: Sequence[str]
) -> tuple[list[list[str]], Iterator[Row]]:
    """Return the rows that stand before the header, and the rows after it; empty rows are left out.

    The header is the first row that holds every required column. Columns are named in lower case; of two of one
    name the first is taken.

    Raises:
        Malformed: No such row is among the first `MAX_HEADER_LINES`; the message names the columns.
    """
    wanted = {name.lower() for name in required}
    before: list[list[str]] = []
    for _, row in lines:
        names = [name.lower() for name in row]
        if wanted <= set(names):
            return before, _rows(lines, names)
        before.append(row)
        if len(before) == MAX_HEADER_LINES:
            break
    raise Malformed(
        say("not this format: the columns {columns} were expected", columns=", ".join(required)), code="columns"
    )


def _rows(lines: Iterator[tuple[int, list[str]]], names: list[str]) -> Iterator[Row]:
    position = 0
    for line, row in lines:
        if not any(row):
            continue
        position += 1
        cells = dict(zip(reversed(names), reversed(row), strict=True)) if len(row) == len(names) else None
        yield Row(position, line, len(row), cells)


def width_defect(row: Row) -> str:
    """Return why a row of another width was left out."""
    return say("a row of {found} columns, another number than the header has", found=row.width)
