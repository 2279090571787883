"""`tournai travel parse` and `tournai travel write`."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tournai.cli.files import read_file
from tournai.cli.speech import spoken
from tournai.errors import Malformed
from tournai.travel import (
    Defect,
    MessageFormat,
    MessageSyntax,
    Push,
    Summary,
    TravelFile,
    read_travel_file,
    summarise,
    write_pnrgov,
    write_pnrgov_xml,
)
from tournai.travel.paxlst import write_paxlst
from tournai.values.wordings import as_wording, say

SHOWN_DEFECTS = 5
WIDTH = 160
"""Columns of the table where it goes to a file."""
BROKEN = 3
WRITERS: dict[str, tuple[MessageFormat, Callable[[Push], bytes]]] = {
    "pnrgov": (MessageFormat.PNRGOV, write_pnrgov),
    "pnrgov-xml": (MessageFormat.PNRGOV, write_pnrgov_xml),
    "paxlst": (MessageFormat.PAXLST, write_paxlst),
}
"""Form of `tournai travel write` -> the messages that it is for, and what writes it."""


class Parsed(msgspec.Struct, frozen=True):
    """One file of the JSON answer; its names are a fixed contract. ``records`` is ``None`` for a broken file."""

    file: str
    format: str | None
    version: str | None
    pnrs: int
    travellers: int
    infants: int
    flights: int
    documents: int
    bag_tags: int
    crew: int
    defects: tuple[Defect, ...]
    dropped: dict[str, int] = {}
    records: TravelFile | None = None


def parse(files: list[Path], *, as_json: bool, summary: bool) -> None:
    """Print what files hold; exit code 3 where one of them could not be read at all."""
    found = list(_parse_all(files))
    if as_json:
        left_out = {"records"} if summary else set()
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode([_fields(one, left_out) for one in found])))
        sys.stdout.write("\n")
    else:
        _print(found)
    if any(one.format is None for one in found):
        raise typer.Exit(BROKEN)


def write(path: Path, form: str) -> None:
    """Write the messages of a file anew.

    Raises:
        Malformed: The file cannot be read, or holds a message that the form cannot.
    """
    if form not in WRITERS:
        raise Malformed(
            say("no such form: {form}; write one of {known}", form=form, known=", ".join(WRITERS)), code="form"
        )
    kind, writer = WRITERS[form]
    pushes = read_travel_file(read_file(path)).pushes
    other = next((push.format.value for push in pushes if push.format is not kind), "")
    if other:
        raise Malformed(
            say("the file holds {other}, which cannot be written as {form}", other=other, form=form), code="form"
        )
    sys.stdout.buffer.write(b"".join(writer(push) for push in pushes))


def _parse_all(files: list[Path]) -> Iterator[Parsed]:
    for path in files:
        data = read_file(path)
        try:
            travel_file = read_travel_file(data)
        except Malformed as error:
            yield _broken(path, error)
        else:
            yield _parsed(path, travel_file, summarise(travel_file))


def _parsed(path: Path, travel_file: TravelFile, counts: Summary) -> Parsed:
    numbers = {name: getattr(counts, name) for name in counts.__struct_fields__}
    return Parsed(file=_name(path), **numbers, records=travel_file)


def _name(path: Path) -> str:
    """Return a path as text that can be written; bytes that are not UTF-8 become marks."""
    return str(path).encode("utf-8", "replace").decode()


def _broken(path: Path, error: Malformed) -> Parsed:
    defect = Defect(error.offset or 0, error.code, error.reason)
    return Parsed(_name(path), None, None, 0, 0, 0, 0, 0, 0, 0, (defect,))


def _fields(parsed: Parsed, left_out: set[str]) -> dict[str, object]:
    return {name: getattr(parsed, name) for name in parsed.__struct_fields__ if name not in left_out}


def _kind(parsed: Parsed) -> str:
    """Return a file's format and version as the table shows them; EDIFACT is not named, for nearly all is that."""
    pushes = parsed.records.pushes if parsed.records else ()
    syntax = "XML" if any(push.syntax is MessageSyntax.XML for push in pushes) else ""
    return " ".join(filter(None, (parsed.format, syntax, parsed.version))) or spoken("unreadable")


def _print(found: list[Parsed]) -> None:
    columns = ("pnrs", "travellers", "infants", "flights", "documents", "bag_tags", "crew", "dropped", "defects")
    heads = ("file", "format", *(name.replace("_", " ") for name in columns))
    table = Table(*map(spoken, heads), box=None, pad_edge=False)
    for parsed in found:
        numbers = [str(getattr(parsed, name)) for name in columns[:-2]]
        dropped = str(sum(parsed.dropped.values()))
        table.add_row(Text(parsed.file), _kind(parsed), *numbers, dropped, str(len(parsed.defects)))
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    console.print(table)
    for parsed in found:
        for defect in parsed.defects[:SHOWN_DEFECTS]:
            console.print(
                spoken(
                    say(
                        "{file}: byte {offset}: {code}: {reason}",
                        file=parsed.file,
                        offset=defect.offset,
                        code=defect.code,
                        reason=as_wording(defect.wording),
                    )
                ),
                highlight=False,
                markup=False,
                soft_wrap=True,
            )
        if len(parsed.defects) > SHOWN_DEFECTS:
            rest = len(parsed.defects) - SHOWN_DEFECTS
            console.print(spoken(say("{file}: and {rest} more: see --json", file=parsed.file, rest=rest)), markup=False)
