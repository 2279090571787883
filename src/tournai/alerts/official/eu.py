"""The consolidated list of the European Union's financial sanctions, in XML: its persons.

A person under two regimes stands twice in the list, under one ``euReferenceNumber``; the entries are joined. Names in
another script than Latin are names in the original script, whatever language they are marked with. A date in the
Islamic calendar that the list does not give in the Gregorian one is noted and left out: the list does not say whether
the moon's or the sun's calendar is meant, and forty years lie between the two.

Source: European Commission, Financial Sanctions Files, XML 1.1 (``EU_20171012-FULL-schema-1_1.xsd``).
"""

from collections.abc import Iterator
from datetime import date

from lxml.etree import _Element as Element
from msgspec.structs import replace

from tournai.alerts.entries import line_of, local_name, read_entries
from tournai.alerts.identity_documents import read_document
from tournai.alerts.reading import Entry, Reading, Rows, merged, unique
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.values import Document, DocumentKind, Name, NameKind, PartialDate, Person, Sex, StateCode
from tournai.values.partial_dates import read_partial_date
from tournai.values.wordings import say

ROOT = "export"
ENTRY = "sanctionEntity"
PERSON_CODE = "P"
GREGORIAN = "GREGORIAN"
UNKNOWN_STATE = ("", "00")

SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}

DOCUMENT_KINDS = {
    "passport": DocumentKind.PASSPORT,
    "travelcardid": DocumentKind.PASSPORT,
    "id": DocumentKind.IDENTITY_CARD,
    "electionid": DocumentKind.IDENTITY_CARD,
    "residentperm": DocumentKind.RESIDENCE_PERMIT,
}
"""Identification types that are travel or identity documents; the other numbers of a person are `OTHER`."""

NOT_DOCUMENTS = ("imo", "regnumber", "swiftbic", "tradelic")
"""Identification types of ships, firms and banks."""


def read(data: bytes) -> AlertList:
    """Return the persons of an EU list; ``Malformed`` where the bytes are none."""
    reading = Reading()
    published_on: date | None = None
    others: set[str] = set()
    persons = Rows()
    for position, (name, element) in enumerate(read_entries(data, ROOT, (ENTRY,))):
        if name != ENTRY:
            published_on = _day(element.get("generationDate"))
            continue
        reference = _text(element, "euReferenceNumber") or _text(element, "logicalId")
        if _children(element, "subjectType").get("classificationCode", "") != PERSON_CODE:
            others.add(reference or str(position))
            continue
        entry = Entry(reading, position, reference, line_of(element))
        persons.add(entry, _alert(entry, element))
    persons.keep(merged)
    reading.not_persons = len(others)
    return reading.result(ListFormat.EU, published_on)


def _alert(entry: Entry, element: Element) -> Alert:
    regulation = _children(element, "regulation")
    programme = regulation.get("programme", "")
    return Alert(
        reference=entry.reference,
        category=programme,
        person=_person(entry, element),
        legal_basis=regulation.get("numberTitle", ""),
        listed_on=entry.day(_text(element, "designationDate"), "day of designation"),
        updated_on=entry.day(regulation.get("publicationDate", ""), "day of publication"),
        programmes=(programme,) if programme else (),
    )


def _person(entry: Entry, element: Element) -> Person:
    births = list(_all(element, "birthdate"))
    return Person(
        names=unique(_names(element)),
        births=unique(_birth(entry, birth) for birth in births),
        sex=_sex(element),
        nationalities=unique(_state(entry, each, "nationality") for each in _all(element, "citizenship")),
        birthplaces=unique(_place(birth) or None for birth in births),
        documents=unique(_document(entry, each) for each in _all(element, "identification")),
    )


def _names(element: Element) -> Iterator[Name]:
    is_named = False
    for alias in _all(element, "nameAlias"):
        given = " ".join(filter(None, (_text(alias, "firstName"), _text(alias, "middleName"))))
        surname = _text(alias, "lastName")
        parts = (surname, given) if surname else (_text(alias, "wholeName") or given, "")
        if not parts[0]:
            continue
        kind = _kind(" ".join(parts), is_strong=alias.get("strong") != "false", is_named=is_named)
        is_named = is_named or kind is NameKind.PRIMARY
        yield Name(*parts, kind)


def _kind(name: str, *, is_strong: bool, is_named: bool) -> NameKind:
    if not is_strong:
        return NameKind.WEAK_ALIAS
    if not any("a" <= char <= "z" for char in name.lower()) and any(map(str.isalpha, name)):
        return NameKind.ORIGINAL_SCRIPT
    return NameKind.ALIAS if is_named else NameKind.PRIMARY


def _birth(entry: Entry, birth: Element) -> PartialDate | None:
    """Return a date of birth from its most precise part."""
    first, last = _text(birth, "yearRangeFrom"), _text(birth, "yearRangeTo")
    year, month = _text(birth, "year"), _text(birth, "monthOfYear")
    texts = [_text(birth, "birthdate")[:10]]
    if birth.get("calendarType", GREGORIAN) == GREGORIAN:
        texts += [f"{year}-{month:0>2}" if year and month else "", year, _years(first, last)]
    found = next((reading for text in texts if text and (reading := read_partial_date(text))), None)
    if found is None:
        if any((texts[0], year, first, last)):
            entry.note(say("the date of birth is not understood"))
        return None
    return PartialDate(found.earliest, found.before, is_approximate=birth.get("circa") == "true")


def _years(first: str, last: str) -> str:
    return f"{first} to {last}" if first and last else first or last


def _sex(element: Element) -> Sex:
    found = {SEXES[word] for alias in _all(element, "nameAlias") if (word := _text(alias, "gender")) in SEXES}
    return found.pop() if len(found) == 1 else Sex.UNKNOWN


def _place(birth: Element) -> str:
    country = "" if _text(birth, "countryIso2Code") in UNKNOWN_STATE else _text(birth, "countryDescription")
    parts = (_text(birth, "place"), _text(birth, "city"), _text(birth, "region"), country)
    return ", ".join(filter(None, parts))


def _document(entry: Entry, element: Element) -> Document | None:
    code = _text(element, "identificationTypeCode").lower()
    number = _text(element, "number") or _text(element, "latinNumber")
    if code in NOT_DOCUMENTS or not number:
        return None
    expiry = read_partial_date(_text(element, "validTo")) if _text(element, "validTo") else None
    found = read_document(entry, DOCUMENT_KINDS.get(code, DocumentKind.OTHER), number, "", expiry)
    return replace(found, issuing_state=_state(entry, element, "issuing state")) if found else None


def _state(entry: Entry, element: Element, field: str) -> StateCode | None:
    code = _text(element, "countryIso2Code")
    return None if code in UNKNOWN_STATE else entry.state(code, field)


def _all(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local_name(child) == name)


def _children(element: Element, name: str) -> dict[str, str]:
    """Return the attributes of the first child of that name, none where there is none."""
    child = next(_all(element, name), None)
    return {} if child is None else {str(key): " ".join(str(text).split()) for key, text in child.attrib.items()}


def _text(element: Element, attribute: str) -> str:
    return " ".join(str(element.get(attribute, "")).split())


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
