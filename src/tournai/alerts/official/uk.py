"""The consolidated list of the United Kingdom's Office of Financial Sanctions Implementation, in CSV: its individuals.

A row is a name with a date of birth; the rows of one ``Group ID`` are one person. Both layouts are read: 29 columns,
and 36 with names in other scripts, the quality of aliases and numbers of passports and identity cards in columns of
their own. Columns are found by their names.

Source: HM Treasury, Office of Financial Sanctions Implementation, ``ConList.csv`` (layouts of 2018 and of 2020).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from tournai.alerts.enumerated import parts_of_text, state_words
from tournai.alerts.identity_documents import document_kind, read_document
from tournai.alerts.nationalities import named_state
from tournai.alerts.reading import Entry, Reading, Rows, merged, unique, unique_names
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.alerts.rows import Cells, decoded, read_lines, read_table, width_defect
from tournai.values import Document, DocumentKind, Name, NameKind, PartialDate, Person, StateCode
from tournai.values.wordings import say

REQUIRED = ("Name 6", "Name 1", "DOB", "Nationality", "Group Type", "Alias Type", "Regime", "Group ID")
GIVEN_NAMES = ("name 1", "name 2", "name 3", "name 4", "name 5")
PERSON_TYPE = "individual"
NO_DATE = "00/00/0000"

NAME_KINDS = {
    "prime alias": NameKind.PRIMARY,
    "primary name": NameKind.PRIMARY,
    "primary name variation": NameKind.ALIAS,
    "fka": NameKind.FORMER,
}
"""What an alias type means; any other is a plain alias."""

LOW_QUALITY = "low"

DATE = re.compile(r"(?P<day>\d{2})/(?P<month>\d{2})/(?P<year>\d{4})", re.ASCII)
"""A date: ``00`` stands for a day or month that is not known; a day of an unknown month is lost in its year."""

OTHER_NUMBER = re.compile(r"fiscal|social security|birth|driver|ration|nationality|certificate", re.IGNORECASE)
"""Words of a national number that is no identity card's."""


def read(data: bytes) -> AlertList:
    """Return the individuals of a UK list; ``Malformed`` where the bytes are none."""
    reading = Reading()
    before, rows = read_table(read_lines(decoded(data)), REQUIRED)
    persons = Rows()
    others: set[str] = set()
    for row in rows:
        if row.cells is None:
            reading.reject(row.position, "", width_defect(row), row.line)
        elif row.cells["group type"].lower() != PERSON_TYPE:
            others.add(row.cells["group id"])
        else:
            entry = Entry(reading, row.position, row.cells["group id"], row.line)
            persons.add(entry, _alert(entry, row.cells))
    persons.keep(_joined)
    reading.not_persons = len(others)
    return reading.result(ListFormat.UK, _published_on(before))


def uk_date(text: str) -> PartialDate | None:
    """Return a date of the list; ``None`` where it is none or says nothing.

    >>> str(uk_date("00/04/1984")), str(uk_date("00/00/1980")), uk_date("00/00/0000")
    ('1984-04', '1980', None)
    """
    found = DATE.fullmatch(text)
    if found is None:
        return None
    day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
    try:
        if day and month:
            return PartialDate.on(date(year, month, day))
        return PartialDate.in_month(year, month) if month else PartialDate.in_year(year)
    except ValueError:
        return None


def _published_on(before: list[list[str]]) -> date | None:
    found = (uk_date(cell) for row in before for cell in row[1:2])
    return next((day.earliest for day in found if day), None)


def _alert(entry: Entry, cells: Cells) -> Alert:
    regime = cells["regime"]
    return Alert(
        reference=entry.reference,
        category=regime,
        person=_person(entry, cells),
        listed_on=_day(cells, "listed on"),
        updated_on=_day(cells, "last updated"),
        programmes=(regime,) if regime else (),
    )


def _joined(rows: Sequence[Alert]) -> Alert:
    """Return the rows on one person as one, the primary name first; the first name, where the rows mark none."""
    joined = merged(rows)
    marked = sorted(
        (name for row in rows for name in row.person.names), key=lambda name: name.kind is not NameKind.PRIMARY
    )
    names = unique_names(marked)
    if names and names[0].kind is NameKind.ALIAS:
        names = (replace(names[0], kind=NameKind.PRIMARY), *names[1:])
    return replace(joined, person=replace(joined.person, names=names))


def _person(entry: Entry, cells: Cells) -> Person:
    return Person(
        names=unique(_names(cells)),
        births=unique([_birth(entry, cells["dob"])]),
        nationalities=entry.states(parts_of_text(cells["nationality"]), "nationality"),
        birthplaces=tuple(_birthplaces(cells)),
        documents=unique(_documents(entry, cells)),
    )


def _names(cells: Cells) -> Iterator[Name]:
    given = " ".join(filter(None, (cells.get(column, "") for column in GIVEN_NAMES)))
    kind = NAME_KINDS.get(cells["alias type"].lower(), NameKind.ALIAS)
    if cells.get("alias quality", "").lower() == LOW_QUALITY:
        kind = NameKind.WEAK_ALIAS
    surname = cells["name 6"]
    if surname or given:
        yield Name(surname or given, given if surname else "", kind)
    original = cells.get("name non-latin script", "")
    if original:
        yield Name(original, kind=NameKind.ORIGINAL_SCRIPT)


def _birth(entry: Entry, text: str) -> PartialDate | None:
    found = uk_date(text)
    if found is None and text not in ("", NO_DATE):
        entry.note(say("the date of birth is not understood"))
    return found


def _birthplaces(cells: Cells) -> Iterator[str]:
    towns = parts_of_text(cells.get("town of birth", ""))
    countries = parts_of_text(cells.get("country of birth", ""))
    if len(towns) <= 1 and len(countries) <= 1:
        place = ", ".join((*towns, *countries))
        yield from (place,) if place else ()
    else:
        # Which town lies in which state is told by their numbers at best, and often by nothing.
        yield from dict.fromkeys((*towns, *countries))


def _documents(entry: Entry, cells: Cells) -> Iterator[Document | None]:
    yield from _numbers(entry, cells, "passport number", "passport details", DocumentKind.PASSPORT)
    yield from _numbers(entry, cells, "national identification number", "ni details", DocumentKind.IDENTITY_CARD)
    for part in parts_of_text(cells.get("ni number", "")):
        kind = DocumentKind.OTHER if OTHER_NUMBER.search(part) else DocumentKind.IDENTITY_CARD
        yield _document(entry, part, kind)


def _numbers(entry: Entry, cells: Cells, number: str, details: str, kind: DocumentKind) -> Iterator[Document | None]:
    """Yield the documents of two columns: in the later layout the number stands apart from what is said of it."""
    numbers, words = parts_of_text(cells.get(number, "")), parts_of_text(cells.get(details, ""))
    if numbers and len(numbers) == len(words):
        yield from (_document(entry, f"{one} ({said})", kind) for one, said in zip(numbers, words, strict=True))
    else:
        yield from (_document(entry, part, kind) for part in numbers or words)


def _document(entry: Entry, text: str, kind: DocumentKind) -> Document | None:
    if not any(map(str.isdigit, text)):
        return None
    found = read_document(entry, kind, text, "", None)
    stated = document_kind(text)
    if found is None:
        return None
    if kind is DocumentKind.PASSPORT and stated is DocumentKind.IDENTITY_CARD:
        found = replace(found, kind=stated)
    return replace(found, issuing_state=_state(text))


def _state(text: str) -> StateCode | None:
    return next((state for words in state_words(text) if (state := named_state(words))), None)


def _day(cells: Cells, column: str) -> date | None:
    found = uk_date(cells.get(column, ""))
    return found.earliest if found and found.is_exact else None
