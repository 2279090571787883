"""The consolidated list of the United Nations Security Council, in XML: its individuals.

Names: the list gives up to four parts in the order in which they are said, and does not tell which is the surname. The
last part is taken as the surname and the others as given names; screening treats their order as unsure. An alias
is one text, kept whole as a surname (see `Name`) unless a comma parts it.

Source: UN Security Council, consolidated list XML, schema ``sc-sanctions.xsd``.
"""

import re
from collections.abc import Iterator
from datetime import date

from lxml.etree import _Element as Element

from tournai.alerts.entries import Parts, line_of, parts_of, read_entries, text_of, texts_of
from tournai.alerts.identity_documents import document_kind, read_document, read_expiry
from tournai.alerts.reading import Entry, Reading, unique
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.values import Document, Name, NameKind, PartialDate, Person, Sex
from tournai.values.partial_dates import read_partial_date
from tournai.values.wordings import say

ROOT = "CONSOLIDATED_LIST"
INDIVIDUAL = "INDIVIDUAL"
ENTITY = "ENTITY"
NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")

SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}
ALIAS_KINDS = {"low": NameKind.WEAK_ALIAS, "f.k.a.": NameKind.FORMER}
"""The alias qualities that mean more than a plain alias."""

NAMES_APART = re.compile(r";|(?:^|\s)[a-z]\)\s")
"""What parts several names in one alias: semicolons, ``a) ... b) ...``."""
BRACKETED = re.compile(r"\(([^()]*)\)?")
REMARK_AFTER_NAME = re.compile(r",? born\b.*")
AROUND_NAMES = ' ,()“”"'
LATIN = re.compile(r"[A-Za-z]")
FORMER_NOTE = re.compile(r"^\W*(?:previously|formerly) listed as", re.IGNORECASE)
ORIGINAL_SCRIPT_NOTE = re.compile(r"(?:in arabic|original script):\s*(?P<name>[^;\n]+)", re.IGNORECASE)
APPROXIMATE_TYPE = "APPROXIMATELY"

RESOLUTIONS = {
    "alqaida": "1267 (1999), 1989 (2011), 2253 (2015)",
    "car": "2127 (2013), 2745 (2024)",
    "dprk": "1718 (2006)",
    "drc": "1533 (2004)",
    "gb": "2048 (2012)",
    "haiti": "2653 (2022)",
    "iran": "1737 (2006), 2231 (2015)",
    "iraq": "1518 (2003)",
    "libya": "1970 (2011)",
    "mali": "2374 (2017)",
    "somalia": "751 (1992), 2713 (2023)",
    "southsudan": "2206 (2015)",
    "sudan": "1591 (2005)",
    "taliban": "1988 (2011)",
    "yemen": "2140 (2014)",
}
"""The resolutions that founded each list type's regime or gave its committee its present name."""


def read(data: bytes) -> AlertList:
    """Return the individuals of a UN consolidated list; ``Malformed`` where the bytes are none."""
    reading = Reading()
    published_on: date | None = None
    entries = read_entries(data, ROOT, (INDIVIDUAL, ENTITY))
    for position, (name, element) in enumerate(entries):
        if name == INDIVIDUAL:
            _read_individual(reading, position, element)
        elif name == ENTITY:
            reading.not_persons += 1
        else:
            published_on = _generated_on(str(element.get("dateGenerated", "")))
    return reading.result(ListFormat.UN, published_on)


def resolutions(list_type: str) -> str:
    """Return the instrument behind a list type, empty where it is not known.

    >>> resolutions("DRC")
    'UN Security Council resolutions 1533 (2004)'
    """
    numbers = RESOLUTIONS.get("".join(char for char in list_type.lower() if char.isalnum()))
    return f"UN Security Council resolutions {numbers}" if numbers else ""


def _generated_on(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _read_individual(reading: Reading, position: int, element: Element) -> None:
    parts = parts_of(element)
    reference = text_of(parts, "REFERENCE_NUMBER") or text_of(parts, "DATAID")
    entry = Entry(reading, position, reference, line_of(element))
    category = text_of(parts, "UN_LIST_TYPE")
    updates = (entry.day(text, "day of an update") for text in texts_of(parts, "LAST_DAY_UPDATED", "VALUE"))
    alert = Alert(
        reference=reference,
        category=category,
        person=_person(entry, parts),
        legal_basis=resolutions(category),
        listed_on=entry.day(text_of(parts, "LISTED_ON"), "day of listing"),
        updated_on=max((day for day in updates if day), default=None),
        programmes=(category,) if category else (),
    )
    entry.keep(alert)


def _person(entry: Entry, parts: Parts) -> Person:
    aliases = [parts_of(alias) for alias in parts["INDIVIDUAL_ALIAS"]]
    return Person(
        names=unique([*_own_names(parts), *(name for alias in aliases for name in _alias_names(alias))]),
        births=_births(entry, parts, aliases),
        sex=SEXES.get(text_of(parts, "GENDER").lower(), Sex.UNKNOWN),
        nationalities=entry.states(texts_of(parts, "NATIONALITY", "VALUE"), "nationality"),
        birthplaces=_birthplaces(parts, aliases),
        documents=unique(_document(entry, parts_of(document)) for document in parts["INDIVIDUAL_DOCUMENT"]),
    )


def _own_names(parts: Parts) -> Iterator[Name]:
    *given, surname = [text for text in (text_of(parts, part) for part in NAME_PARTS) if text] or [""]
    if surname:
        yield Name(surname, " ".join(given))
    original = text_of(parts, "NAME_ORIGINAL_SCRIPT")
    if original:
        yield Name(original, kind=NameKind.ORIGINAL_SCRIPT)


def _alias_names(alias: Parts) -> Iterator[Name]:
    """Yield an alias's names: some texts hold several, some give one in its own script in brackets or in the note."""
    kind = ALIAS_KINDS.get(text_of(alias, "QUALITY").lower(), NameKind.ALIAS)
    note = text_of(alias, "NOTE")
    if FORMER_NOTE.match(note):
        kind = NameKind.FORMER
    text = text_of(alias, "ALIAS_NAME")
    for part in NAMES_APART.split(" ".join(BRACKETED.sub(" ", text).split())):
        name = REMARK_AFTER_NAME.sub("", part).strip(AROUND_NAMES)
        if name:
            yield _in_order(name, kind)
    for original in (*BRACKETED.findall(text), *(found["name"] for found in ORIGINAL_SCRIPT_NOTE.finditer(note))):
        # Brackets also hold remarks in the list's own language: only another script is surely a name.
        name = original.rpartition(":")[2].strip(AROUND_NAMES)
        if name and not LATIN.search(name):
            yield Name(name, kind=NameKind.ORIGINAL_SCRIPT)


def _in_order(text: str, kind: NameKind) -> Name:
    """Return a name; ``SURNAME, given`` tells which is which, and all else is kept whole as a surname."""
    surname, _, given = text.partition(", ")
    return Name(surname, given, kind)


def _births(entry: Entry, parts: Parts, aliases: list[Parts]) -> tuple[PartialDate, ...]:
    own = [_birth(entry, parts_of(birth)) for birth in parts["INDIVIDUAL_DATE_OF_BIRTH"]]
    of_aliases = entry.births(text for alias in aliases if (text := text_of(alias, "DATE_OF_BIRTH")))
    return unique([*own, *of_aliases])


def _birth(entry: Entry, birth: Parts) -> PartialDate | None:
    """Return a date of birth from its most precise part: the day, the month in a note, the years."""
    note, years = text_of(birth, "NOTE"), _years(birth)
    day = text_of(birth, "DATE")[:10]
    readings = [read_partial_date(text) for text in (day, note, f"{note} {years}", years) if text]
    found = next((reading for reading in readings if reading), None)
    if found is None:
        if day or note or years:
            entry.note(say("the date of birth is not understood"))
        return None
    if text_of(birth, "TYPE_OF_DATE") == APPROXIMATE_TYPE or note.lower().startswith("approx"):
        return PartialDate(found.earliest, found.before, is_approximate=True)
    return found


def _years(birth: Parts) -> str:
    first, last = text_of(birth, "FROM_YEAR"), text_of(birth, "TO_YEAR")
    return text_of(birth, "YEAR") or (f"{first} to {last}" if first and last else first or last)


def _birthplaces(parts: Parts, aliases: list[Parts]) -> tuple[str, ...]:
    own = (_place(parts_of(place), "STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
           for place in parts["INDIVIDUAL_PLACE_OF_BIRTH"])  # fmt: skip
    of_aliases = (_place(alias, "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH") for alias in aliases)
    return unique([place or None for place in (*own, *of_aliases)])


def _place(parts: Parts, *names: str) -> str:
    return ", ".join(text for text in (text_of(parts, name) for name in names) if text)


def _document(entry: Entry, document: Parts) -> Document | None:
    described = text_of(document, "TYPE_OF_DOCUMENT2"), text_of(document, "TYPE_OF_DOCUMENT")
    number = text_of(document, "NUMBER") or described[0]
    note = text_of(document, "NOTE")
    if not any((*described, number, note)):
        return None
    kind = document_kind(*described)
    state = text_of(document, "ISSUING_COUNTRY") or text_of(document, "COUNTRY_OF_ISSUE")
    return read_document(entry, kind, number, state, read_expiry(note))
