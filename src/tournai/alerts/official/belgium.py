"""The Belgian consolidated list of financial sanctions, in CSV: its persons.

It holds the European list and the national list of persons linked to terrorism (Royal Decree of 28 December 2006). A
row is a subject; a cell holds several values, one a line. The list gives no reference: a subject is known by a digest
of its names, dates and countries of birth, so that a correction of one of them reads as one entry withdrawn and one
added. Years have two digits; those up to `LAST_SHORT_YEAR` are of this century.

Source: Federal Public Service Finance, Treasury, consolidated list in CSV, as the public crawler of OpenSanctions
(``datasets/be/fod_sanctions``) reads it; no sample of the file could be had.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date

from tournai.alerts.identity_documents import document_kind, read_document
from tournai.alerts.reading import Entry, Reading, unique, unique_names
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.alerts.rows import Cells, decoded, read_lines, read_table, width_defect
from tournai.values import Document, Name, NameKind, PartialDate, Person, Sex
from tournai.values.partial_dates import read_partial_date
from tournai.values.wordings import say

REQUIRED = ("Type", "Wholename", "Birth date", "Birth country", "Number", "Embargos", "Regulation")
PERSON_TYPES = ("person", "persoon", "personne", "p")
SEXES = {"m": Sex.MALE, "male": Sex.MALE, "f": Sex.FEMALE, "female": Sex.FEMALE}

LAST_SHORT_YEAR = 15
SHORT_DATE = re.compile(r"(?P<day>\d{2})[-/](?P<month>\d{2})[-/](?P<year>\d{2}|\d{4})", re.ASCII)

IDENTIFICATION = re.compile(r"^(?P<number>[^()]*)(?:\((?P<kind>[^()]*)\))?")


def read(data: bytes) -> AlertList:
    """Return the persons of the Belgian list; ``Malformed`` where the bytes are none."""
    reading = Reading()
    _, rows = read_table(read_lines(decoded(data), ";", _by_lines), REQUIRED)
    for row in rows:
        if row.cells is None:
            reading.reject(row.position, "", width_defect(row), row.line)
        elif row.cells["type"].strip().lower() not in PERSON_TYPES:
            reading.not_persons += 1
        else:
            entry = Entry(reading, row.position, _reference(row.cells), row.line)
            entry.keep(_alert(entry, row.cells))
    return reading.result(ListFormat.BELGIUM, None)


def belgian_date(text: str) -> PartialDate | None:
    """Return a date of the list: ``16-07-68``, ``16/07/1968``, or one that other lists write too.

    >>> str(belgian_date("16-07-68")), str(belgian_date("01-01-05")), str(belgian_date("1972"))
    ('1968-07-16', '2005-01-01', '1972')
    """
    found = SHORT_DATE.fullmatch(text)
    if found is None:
        return read_partial_date(text)
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year <= LAST_SHORT_YEAR else 1900
    try:
        return PartialDate.on(date(year, int(found["month"]), int(found["day"])))
    except ValueError:
        return None


def _by_lines(cell: str) -> str:
    """Return a cell with one value a line; a written-out ``\\n`` is a space, not a new value."""
    lines = (" ".join(line.split()) for line in cell.replace("\\n", " ").splitlines())
    return "\n".join(line for line in lines if line)


def _values(cells: Cells, column: str) -> list[str]:
    return cells.get(column, "").split("\n") if cells.get(column) else []


def _reference(cells: Cells) -> str:
    known_by = "\0".join(cells[column] for column in ("wholename", "birth date", "birth country"))
    return f"BE-{hashlib.sha256(known_by.encode()).hexdigest()[:16]}"


def _alert(entry: Entry, cells: Cells) -> Alert:
    programmes = unique(_values(cells, "embargos"))
    published = (belgian_date(text) for text in _values(cells, "publication date"))
    days = [day.earliest for day in published if day and day.is_exact]
    return Alert(
        reference=entry.reference,
        category=programmes[0] if programmes else "",
        person=_person(entry, cells),
        legal_basis="; ".join(_values(cells, "regulation")),
        listed_on=min(days, default=None),
        updated_on=max(days, default=None),
        programmes=programmes,
    )


def _person(entry: Entry, cells: Cells) -> Person:
    sexes = {SEXES[word] for text in _values(cells, "gender") if (word := text.lower()) in SEXES}
    places = (*_values(cells, "birth place"), *_values(cells, "birth country"))
    return Person(
        names=unique_names(_names(cells)),
        births=unique(_births(entry, cells)),
        sex=sexes.pop() if len(sexes) == 1 else Sex.UNKNOWN,
        birthplaces=unique(places),
        documents=unique(_documents(entry, cells)),
    )


def _names(cells: Cells) -> Iterator[Name]:
    """Yield the names; surname and given names are told apart where the three columns agree on how many there are."""
    whole, surnames, given = (_values(cells, column) for column in ("wholename", "lastname", "firstname"))
    is_parted = len(whole) == len(surnames) == len(given)
    is_first = True
    for place, name in enumerate(whole):
        is_latin = any("a" <= char <= "z" for char in name.lower())
        kind = NameKind.ORIGINAL_SCRIPT if not is_latin else NameKind.PRIMARY if is_first else NameKind.ALIAS
        is_first = is_first and not is_latin
        if is_parted and name.endswith(surnames[place]) and name.startswith(given[place]):
            yield Name(surnames[place], name.removesuffix(surnames[place]).strip(), kind)
        else:
            yield Name(name, kind=kind)


def _births(entry: Entry, cells: Cells) -> Iterator[PartialDate | None]:
    for text in _values(cells, "birth date"):
        found = belgian_date(text)
        if found is None and text != "N/A":
            entry.note(say("the date of birth is not understood"))
        yield found


def _documents(entry: Entry, cells: Cells) -> Iterator[Document | None]:
    for text in _values(cells, "number"):
        found = IDENTIFICATION.match(text)
        number, kind = (found["number"], found["kind"] or "") if found else ("", "")
        if number.strip():
            yield read_document(entry, document_kind(kind), number, "", None)
