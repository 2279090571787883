"""The consolidated list of the European Union's financial sanctions, in CSV: its persons.

The layout of 59 columns, one fact a row (a name, an address, a birth, an identification or a citizenship); the rows of
one ``Entity_logical_id`` are one subject. A file that a spreadsheet has saved, each line in one quoted cell, is read
too. Aliases have no quality in this layout; the XML has it and is preferred.

Source: European Commission, Financial Sanctions Files, CSV 1.0.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date

from tournai.alerts.identity_documents import document_kind, read_document
from tournai.alerts.reading import Entry, Reading, Rows, merged, unique
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.alerts.rows import Cells, decoded, read_lines, read_table, width_defect
from tournai.errors import Malformed
from tournai.values import Document, Name, NameKind, PartialDate, Person, Sex, StateCode

REQUIRED = ("Entity_logical_id", "Subject_type", "Programme", "Naal_wholename", "Birt_date", "Iden_number")
PERSON_CODE = "P"
SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}
NOTHING = ("", "N/A")

IDENTIFICATION = re.compile(r"^(?P<number>[^()]*)(?:\((?P<kind>[^()]*)\))?")
"""A number and its type in brackets: ``A0000001 (passport-National passport) (...)``."""


def read(data: bytes) -> AlertList:
    """Return the persons of an EU list in CSV; ``Malformed`` where the bytes are none."""
    reading = Reading()
    _, rows = read_table(_lines(decoded(data)), REQUIRED)
    persons = Rows()
    others: set[str] = set()
    published: set[date] = set()
    for row in rows:
        if row.cells is None:
            reading.reject(row.position, "", width_defect(row), row.line)
        elif row.cells["subject_type"].upper() != PERSON_CODE:
            others.add(row.cells["entity_logical_id"])
        else:
            number = row.cells["entity_logical_id"]
            entry = Entry(reading, row.position, row.cells.get("eu_ref_num", "") or number, row.line)
            persons.add(entry, _alert(entry, row.cells))
            published |= _generated_on(row.cells)
    persons.keep(merged)
    reading.not_persons = len(others)
    return reading.result(ListFormat.EU_CSV, max(published, default=None))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of values, out of one cell a line where a spreadsheet has put them there."""
    for line, row in read_lines(text, ";"):
        cells = [cell for cell in row if cell]
        if len(cells) == 1 and ";" in cells[0]:
            try:
                yield line, [" ".join(cell.split()) for cell in next(csv.reader([cells[0]], delimiter=";"), [])]
            except csv.Error:
                raise Malformed("not separated values", code="csv") from None
        else:
            yield line, row


def _generated_on(cells: Cells) -> set[date]:
    """Return the day on which the file was made, in its first column: ``04/07/2018``."""
    day, _, rest = next(iter(reversed(cells.values())), "").partition("/")
    month, _, year = rest.partition("/")
    try:
        return {date(int(year), int(month), int(day))}
    except ValueError:
        return set()


def _alert(entry: Entry, cells: Cells) -> Alert:
    programme = cells["programme"]
    return Alert(
        reference=entry.reference,
        category=programme,
        person=_person(entry, cells),
        legal_basis=cells.get("leba_numtitle", ""),
        updated_on=entry.day(cells.get("leba_publication_date", ""), "day of publication"),
        programmes=(programme,) if programme else (),
    )


def _person(entry: Entry, cells: Cells) -> Person:
    sex = SEXES.get(cells.get("naal_gender", "").upper(), Sex.UNKNOWN)
    place = ", ".join(filter(None, (cells.get("birt_place", ""), cells.get("birt_country", ""))))
    return Person(
        names=unique([_name(cells)]),
        births=unique([_birth(entry, cells["birt_date"])]),
        sex=sex,
        nationalities=unique([_state(entry, cells.get("citi_country", ""), "nationality")]),
        birthplaces=(place,) if place else (),
        documents=unique([_document(entry, cells)]),
    )


def _name(cells: Cells) -> Name | None:
    surname = cells.get("naal_lastname", "")
    given = " ".join(filter(None, (cells.get("naal_firstname", ""), cells.get("naal_middlename", ""))))
    whole = cells["naal_wholename"] or given
    name = Name(surname, given) if surname else Name(whole)
    if not name.full:
        return None
    is_latin = any("a" <= char <= "z" for char in name.full.lower())
    return name if is_latin else Name(name.surname, name.given, NameKind.ORIGINAL_SCRIPT)


def _birth(entry: Entry, text: str) -> PartialDate | None:
    return None if text in NOTHING else entry.date_read(text, "date of birth")


def _document(entry: Entry, cells: Cells) -> Document | None:
    found = IDENTIFICATION.match(cells["iden_number"])
    if found is None or not found["number"].strip():
        return None
    state = cells.get("iden_country", "")
    document = read_document(entry, document_kind(found["kind"] or ""), found["number"], "", None)
    return (
        Document(document.number, document.kind, _state(entry, state, "issuing state"), document.date_of_expiry)
        if document
        else None
    )


def _state(entry: Entry, text: str, field: str) -> StateCode | None:
    return None if text in NOTHING else entry.state(text, field)
