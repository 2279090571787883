"""Entities of FollowTheMoney as OpenSanctions publishes them, whole or as changes: the persons.

One entity a line. A file of changes (``entities.delta.json``) wraps each in ``{"op": "ADD" | "MOD" | "DEL", "entity":
...}``: what it does not name stays as it is, and what became another kind of entity is withdrawn. Entities of identity
documents that name their holder are joined to the person. Names are whole; a surname is told apart where ``lastName``
gives it.

Source: FollowTheMoney, schemata ``Person``, ``Passport``, ``Identification``; OpenSanctions, delta files.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from tournai.alerts.identity_documents import document_kind, read_document
from tournai.alerts.json_entries import NotRead, lines_of, read_entry
from tournai.alerts.reading import Entry, Reading, unique, unique_names
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.errors import Malformed
from tournai.values import Document, DocumentKind, Name, NameKind, Person, Sex
from tournai.values.partial_dates import read_partial_date

PERSON = "Person"
DOCUMENTS = {"Passport": DocumentKind.PASSPORT, "Identification": DocumentKind.IDENTITY_CARD}
DELETION = "DEL"
CHANGES = ("ADD", "MOD", DELETION)

SEXES = {"male": Sex.MALE, "female": Sex.FEMALE, "m": Sex.MALE, "f": Sex.FEMALE}

MAX_SURNAMES = 50
"""The most surnames of one person that are looked for in the names."""

NAME_PROPERTIES = (
    ("name", NameKind.PRIMARY),
    ("alias", NameKind.ALIAS),
    ("weakAlias", NameKind.WEAK_ALIAS),
    ("previousName", NameKind.FORMER),
)
DOCUMENT_PROPERTIES = (("passportNumber", DocumentKind.PASSPORT), ("idNumber", DocumentKind.IDENTITY_CARD))


class Entity(msgspec.Struct, frozen=True):
    """An entity; each property is a list of texts."""

    id: str
    schema: str = ""
    properties: dict[str, list[msgspec.Raw]] = {}
    datasets: list[str] = []
    first_seen: str = ""
    last_change: str = ""


class Change(msgspec.Struct, frozen=True):
    """A line of a file of changes."""

    op: str
    entity: Entity


class Line(msgspec.Struct, frozen=True):
    """What tells a change from an entity."""

    op: str = ""
    id: str = ""
    versions: msgspec.Raw = msgspec.Raw(b"")


def read(data: bytes) -> AlertList:
    """Return the persons of a file of entities or of changes; ``Malformed`` where the bytes are neither."""
    reading = Reading()
    persons: list[tuple[Entry, Alert]] = []
    held: dict[str, list[Entity]] = defaultdict(list)
    kinds: set[bool] = set()
    for line, text in lines_of(data):
        try:
            op, entity = _entity(text)
        except NotRead as error:
            reading.reject(line, "", error.reason, line)
            continue
        kinds.add(bool(op))
        if op == DELETION:
            reading.deleted.append(entity.id)
        elif entity.schema == PERSON:
            entry = Entry(reading, line, entity.id, line)
            persons.append((entry, _alert(entry, entity)))
        else:
            _put_aside(reading, held, entity, is_change=bool(op))
    _check(kinds, data)
    for entry, alert in persons:
        entry.keep(_with_documents(entry, alert, held.get(entry.reference, [])))
    return reading.result(ListFormat.FOLLOW_THE_MONEY, None, is_delta=kinds == {True})


def _entity(text: bytes) -> tuple[str, Entity]:
    if read_entry(text, Line).op:
        change = read_entry(text, Change)
        if change.op not in CHANGES:
            raise NotRead("a change is ADD, MOD or DEL")
        return change.op, change.entity
    return "", read_entry(text, Entity)


def _check(kinds: set[bool], data: bytes) -> None:
    if kinds == {True, False}:
        raise Malformed("entities and changes in one file: import them one after the other", code="mixed")
    if not kinds and b'"versions"' in data[:4096]:
        raise Malformed("an index of changes, not the changes: import the files that it names, in order", code="index")
    if not kinds and data.strip():
        raise Malformed("not this format: no line is an entity", code="json-form")


def _put_aside(reading: Reading, held: dict[str, list[Entity]], entity: Entity, *, is_change: bool) -> None:
    holders = _texts(entity, "holder") if entity.schema in DOCUMENTS else ()
    for holder in holders:
        held[holder].append(entity)
    if not holders:
        reading.not_persons += 1
        if is_change:
            # It may have been a person before.
            reading.deleted.append(entity.id)


def _texts(entity: Entity, name: str) -> tuple[str, ...]:
    """Return a property's texts; values of another type are left out."""
    return unique(_text(raw) or None for raw in entity.properties.get(name, ()))


def _text(raw: msgspec.Raw) -> str:
    try:
        found = msgspec.json.decode(raw, type=str)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    return " ".join(found.split())


def _alert(entry: Entry, entity: Entity) -> Alert:
    topics = _texts(entity, "topics")
    return Alert(
        reference=entity.id,
        category=topics[0] if topics else "",
        person=_person(entry, entity),
        legal_basis="; ".join(unique((*_texts(entity, "program"), *_texts(entity, "programId"), *entity.datasets))),
        listed_on=_day(next(iter(_texts(entity, "createdAt")), entity.first_seen)),
        updated_on=_day(entity.last_change),
        programmes=topics,
    )


def _person(entry: Entry, entity: Entity) -> Person:
    sexes = {SEXES[word] for text in _texts(entity, "gender") if (word := text.lower()) in SEXES}
    return Person(
        names=unique_names(_names(entity)),
        births=entry.births(_texts(entity, "birthDate")),
        sex=sexes.pop() if len(sexes) == 1 else Sex.UNKNOWN,
        nationalities=entry.states((*_texts(entity, "nationality"), *_texts(entity, "citizenship")), "nationality"),
        birthplaces=_texts(entity, "birthPlace"),
        documents=unique(
            read_document(entry, kind, number, "", None)
            for name, kind in DOCUMENT_PROPERTIES
            for number in _texts(entity, name)
        ),
    )


def _names(entity: Entity) -> Iterator[Name]:
    surnames = sorted(_texts(entity, "lastName")[:MAX_SURNAMES], key=len, reverse=True)
    for name, kind in NAME_PROPERTIES:
        for text in _texts(entity, name):
            is_latin = any("a" <= char <= "z" for char in text.lower())
            is_plain = kind in (NameKind.PRIMARY, NameKind.ALIAS)
            yield _parted(text, surnames, kind if is_latin or not is_plain else NameKind.ORIGINAL_SCRIPT)


def _parted(text: str, surnames: list[str], kind: NameKind) -> Name:
    """Return a name whose surname stands first or last in it; else the name whole."""
    words = text.casefold().split()
    for surname in surnames:
        parts = surname.casefold().split()
        size = len(parts)
        if 0 < size < len(words) and words[-size:] == parts:
            return Name(" ".join(text.split()[-size:]), " ".join(text.split()[:-size]), kind)
        if 0 < size < len(words) and words[:size] == parts:
            return Name(" ".join(text.split()[:size]), " ".join(text.split()[size:]), kind)
    return Name(text, kind=kind)


def _with_documents(entry: Entry, alert: Alert, entities: list[Entity]) -> Alert:
    found = (_document(entry, entity) for entity in entities)
    documents = unique((*alert.person.documents, *found))
    return replace(alert, person=replace(alert.person, documents=documents))


def _document(entry: Entry, entity: Entity) -> Document | None:
    number = next(iter(_texts(entity, "number")), "")
    stated = document_kind(*_texts(entity, "type"))
    kind = DOCUMENTS[entity.schema] if stated is DocumentKind.UNKNOWN else stated
    country = next(iter(_texts(entity, "country")), "")
    end = next(iter(_texts(entity, "endDate")), "")
    return read_document(entry, kind, number, country, read_partial_date(end) if end else None) if number else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
