"""The watch list of GTAS, the passenger-screening system of US Customs and Border Protection, in CSV.

A row is a person, with a document, or a document alone. There is no reference: a row is known by a digest of what is
kept of it. Telephone and e-mail are left out: nothing is compared with them. A birth date written with the year last
may have month or day first; where both are possible, both are kept.

Source: US-CBP/GTAS, ``gtas-watchlist-loader`` (columns of ``wl-NS.csv`` and ``WatchListLoaderService``).
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date

from tournai.alerts.identity_documents import read_document
from tournai.alerts.reading import Entry, Reading, unique
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.alerts.rows import Cells, decoded, read_lines, read_table, width_defect
from tournai.values import Document, DocumentKind, Name, PartialDate, Person
from tournai.values.partial_dates import read_partial_date
from tournai.values.wordings import say

KEPT = ("firstname", "lastname", "middlename", "dob", "documentcountry", "documentnumber", "documenttype", "coc")
PERSON_CATEGORY, DOCUMENT_CATEGORY = "passenger", "document"

DOCUMENT_KINDS = {"P": DocumentKind.PASSPORT, "V": DocumentKind.VISA}
YEAR_LAST = re.compile(r"(?P<first>\d{1,2})[-/](?P<second>\d{1,2})[-/](?P<year>\d{4})", re.ASCII)


def read(data: bytes) -> AlertList:
    """Return the persons and documents of a watch list; ``Malformed`` where the bytes are none."""
    reading = Reading()
    _, rows = read_table(read_lines(decoded(data)), KEPT)
    for row in rows:
        if row.cells is None:
            reading.reject(row.position, "", width_defect(row), row.line)
            continue
        entry = Entry(reading, row.position, _reference(row.cells), row.line)
        person = _person(entry, row.cells)
        category = PERSON_CATEGORY if person.names else DOCUMENT_CATEGORY
        entry.keep(Alert(entry.reference, category, person, programmes=(category,)))
    return reading.result(ListFormat.GTAS, None)


def _reference(cells: Cells) -> str:
    kept = "\0".join(cells[column].upper() for column in KEPT)
    return f"GTAS-{hashlib.sha256(kept.encode()).hexdigest()[:16]}"


def _person(entry: Entry, cells: Cells) -> Person:
    given = " ".join(filter(None, (cells["firstname"], cells["middlename"])))
    surname = cells["lastname"]
    name = Name(surname or given, given if surname else "")
    return Person(
        names=(name,) if name.full else (),
        births=unique(_births(entry, cells["dob"])),
        nationalities=entry.states([cells["coc"]], "nationality"),
        documents=unique([_document(entry, cells)]),
    )


def _births(entry: Entry, text: str) -> Iterator[PartialDate]:
    found = YEAR_LAST.fullmatch(text)
    readings = (_day(found, "first", "second"), _day(found, "second", "first")) if found else (read_partial_date(text),)
    if text and not any(readings):
        entry.note(say("the date of birth is not understood"))
    yield from filter(None, readings)


def _day(found: re.Match[str], month: str, day: str) -> PartialDate | None:
    try:
        return PartialDate.on(date(int(found["year"]), int(found[month]), int(found[day])))
    except ValueError:
        return None


def _document(entry: Entry, cells: Cells) -> Document | None:
    kind = DOCUMENT_KINDS.get(cells["documenttype"].upper(), DocumentKind.OTHER)
    number = cells["documentnumber"]
    return read_document(entry, kind, number, cells["documentcountry"], None) if number else None
