"""Persons in the entity layout of Senzing, one JSON record a line.

Features stand in the record itself or in lists of its own choice (``NAMES``, ``DATES``, ``FEATURES``): they are told by
their attributes, wherever they stand.

Source: Senzing, Entity Specification (``DATA_SOURCE``, ``RECORD_ID``, ``RECORD_TYPE`` and attributes of features).
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from tournai.alerts.identity_documents import read_document
from tournai.alerts.json_entries import NotRead, lines_of, read_entry
from tournai.alerts.reading import Entry, Reading, unique, unique_names
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.errors import Malformed
from tournai.values import Document, DocumentKind, Name, NameKind, Person, Sex

PERSON = "PERSON"
SEXES = {"M": Sex.MALE, "MALE": Sex.MALE, "F": Sex.FEMALE, "FEMALE": Sex.FEMALE}
NAME_KINDS = {"PRIMARY": NameKind.PRIMARY, "FORMER": NameKind.FORMER, "MAIDEN": NameKind.FORMER}
STATES = ("NATIONALITY", "CITIZENSHIP")
NUMBERS = (
    ("PASSPORT_NUMBER", "PASSPORT_COUNTRY", DocumentKind.PASSPORT),
    ("NATIONAL_ID_NUMBER", "NATIONAL_ID_COUNTRY", DocumentKind.IDENTITY_CARD),
)

Feature = dict[str, str]


class Record(msgspec.Struct, frozen=True):
    """What every record has; one without a type, or of none, is counted as no person."""

    source: str = msgspec.field(name="DATA_SOURCE")
    number: str | int = msgspec.field(name="RECORD_ID")
    kind: str | None = msgspec.field(name="RECORD_TYPE", default=None)


def read(data: bytes) -> AlertList:
    """Return the persons of the records; ``Malformed`` where no line is a record."""
    reading = Reading()
    count = 0
    for line, text in lines_of(data):
        try:
            record = read_entry(text, Record)
            features = _features(read_entry(text, dict[str, msgspec.Raw]))
        except NotRead as error:
            reading.reject(line, "", error.reason, line)
            continue
        count += 1
        if (record.kind or "").upper() != PERSON:
            reading.not_persons += 1
            continue
        entry = Entry(reading, line, str(record.number), line)
        entry.keep(_alert(entry, record, features))
    if not count:
        raise Malformed("not this format: no line is a record with DATA_SOURCE and RECORD_ID", code="json-form")
    return reading.result(ListFormat.SENZING, None)


def _features(record: dict[str, msgspec.Raw]) -> list[Feature]:
    """Return the features of a record, its own attributes first; values that are no texts or numbers are left out."""
    own: Feature = {}
    found = [own]
    for name, raw in record.items():
        value = read_entry(raw, object)
        if isinstance(value, list):
            found += [_texts(item) for item in value if isinstance(item, dict)]
        else:
            own |= _texts({name: value})
    return found


def _texts(item: dict[object, object]) -> Feature:
    return {str(key): " ".join(str(text).split()) for key, text in item.items() if isinstance(text, str | int)}


def _alert(entry: Entry, record: Record, features: list[Feature]) -> Alert:
    topics = unique(_each(features, "TOPIC"))
    changed = next(_each(features, "LAST_CHANGE"), "")
    return Alert(
        reference=entry.reference,
        category=topics[0] if topics else record.source,
        person=_person(entry, features),
        updated_on=_day(changed),
        programmes=topics or (record.source,),
    )


def _each(features: list[Feature], *attributes: str) -> Iterator[str]:
    return (text for feature in features for attribute in attributes if (text := feature.get(attribute)))


def _person(entry: Entry, features: list[Feature]) -> Person:
    sexes = {SEXES[word] for text in _each(features, "GENDER") if (word := text.upper()) in SEXES}
    return Person(
        names=unique_names(name for feature in features if (name := _name(feature))),
        births=entry.births(_each(features, "DATE_OF_BIRTH")),
        sex=sexes.pop() if len(sexes) == 1 else Sex.UNKNOWN,
        nationalities=entry.states(_each(features, *STATES), "nationality"),
        birthplaces=unique(_each(features, "PLACE_OF_BIRTH")),
        documents=unique(_documents(entry, features)),
    )


def _name(feature: Feature) -> Name | None:
    given = " ".join(filter(None, (feature.get("NAME_FIRST"), feature.get("NAME_MIDDLE"))))
    surname = feature.get("NAME_LAST", "")
    whole = feature.get("NAME_FULL", "")
    kind = NAME_KINDS.get(feature.get("NAME_TYPE", "PRIMARY").upper(), NameKind.ALIAS)
    if surname:
        return Name(surname, given, kind)
    return Name(whole or given, kind=kind) if whole or given else None


def _documents(entry: Entry, features: list[Feature]) -> Iterator[Document | None]:
    for feature in features:
        for number, state, kind in NUMBERS:
            if feature.get(number):
                yield read_document(entry, kind, feature[number], feature.get(state, ""), None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
