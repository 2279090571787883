"""The French national register of frozen assets (*registre national des gels*), in JSON: its natural persons.

The register writes surnames in capitals. An alias is one text; where some of its words are in capitals and some are
not, the capitals are the surname, else the text is kept whole. The category of an entry is the regime that its legal
basis names in brackets.

Source: Direction générale du Trésor, *Registre national des gels*, JSON export (``Publications``).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import msgspec

from tournai.alerts.identity_documents import document_kind, read_document
from tournai.alerts.json_entries import NotRead, read_entry, read_whole
from tournai.alerts.nationalities import french_state
from tournai.alerts.reading import Entry, Reading, unique, unique_names
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.values import Document, DocumentKind, Name, NameKind, PartialDate, Person, Sex, StateCode
from tournai.values.wordings import say

PERSON_NATURE = "personne physique"
SEXES = {"masculin": Sex.MALE, "féminin": Sex.FEMALE, "feminin": Sex.FEMALE}

APPROXIMATE = re.compile(r"\b(?:vers|environ|circa|approximati|présum|estimé)", re.IGNORECASE)
REGIME = re.compile(r"\((?P<regime>[^()]+?)(?: - .*)?\)\s*$")
"""The last brackets of a legal basis: ``(UE Ukraine intégrité territoriale - R (UE) 269/2014)``."""

NESTED = re.compile(r"\((?:UE|CE|CEE)\)")
SERIES = re.compile(r"s[ée]rie\s*(?P<series>\w{1,6})\s*n[°o]?\s*(?P<number>\w{1,20})", re.IGNORECASE)
"""A passport in two parts, as Russia numbers them: the series belongs to the number."""

IDENTITY_CARD = re.compile(r"carte|identité", re.IGNORECASE)
PASSPORT_WORDS = re.compile(r"passe?port", re.IGNORECASE)

Value = dict[str, str | int | float | bool | None]
Values = dict[str, list[dict[str, str]]]


class Publications(msgspec.Struct, frozen=True):
    """The register: when it was published, and its entries, read one by one."""

    details: list[msgspec.Raw] = msgspec.field(name="PublicationDetail")
    published_at: str = msgspec.field(name="DatePublication", default="")


class Register(msgspec.Struct, frozen=True):
    """The file."""

    publications: Publications = msgspec.field(name="Publications")


class Detail(msgspec.Struct, frozen=True):
    """One kind of field of an entry and its values."""

    kind: str = msgspec.field(name="TypeChamp")
    values: list[Value] = msgspec.field(name="Valeur")


class Registered(msgspec.Struct, frozen=True):
    """An entry of the register."""

    number: int | str = msgspec.field(name="IdRegistre")
    nature: str = msgspec.field(name="Nature")
    name: str = msgspec.field(name="Nom")
    details: list[Detail] = msgspec.field(name="RegistreDetail", default_factory=list)


def read(data: bytes) -> AlertList:
    """Return the natural persons of the register; ``Malformed`` where the bytes are none."""
    reading = Reading()
    publications = read_whole(data, Register, "Publications with PublicationDetail").publications
    for position, raw in enumerate(publications.details, 1):
        try:
            registered = read_entry(raw, Registered)
        except NotRead as error:
            reading.reject(position, "", error.reason)
            continue
        if registered.nature.lower() != PERSON_NATURE:
            reading.not_persons += 1
            continue
        entry = Entry(reading, position, str(registered.number))
        entry.keep(_alert(entry, registered))
    return reading.result(ListFormat.FRANCE, _day(publications.published_at))


def _alert(entry: Entry, registered: Registered) -> Alert:
    values = _values(registered)
    bases = _texts(values, "FONDEMENT_JURIDIQUE", "FondementJuridiqueLabel")
    regimes = unique(_regime(basis) for basis in bases)
    return Alert(
        reference=entry.reference,
        category=regimes[0] if regimes else "",
        person=_person(entry, registered.name, values),
        legal_basis="; ".join(bases),
        programmes=regimes,
    )


def _values(registered: Registered) -> Values:
    found: Values = defaultdict(list)
    for detail in registered.details:
        found[detail.kind] += [
            {key: " ".join(str(text).split()) for key, text in value.items() if text is not None}
            for value in detail.values
        ]
    return found


def _texts(values: Values, kind: str, key: str) -> tuple[str, ...]:
    return unique(value.get(key) or None for value in values[kind])


def _regime(basis: str) -> str:
    found = REGIME.search(NESTED.sub("", basis[:400]))
    return " ".join((found["regime"] if found else basis).split())[:128]


def _person(entry: Entry, surname: str, values: Values) -> Person:
    given = " ".join(_texts(values, "PRENOM", "Prenom"))
    own = Name(" ".join(surname.split()), given)
    sexes = {SEXES[word] for text in _texts(values, "SEXE", "Sexe") if (word := text.lower()) in SEXES}
    return Person(
        names=unique_names([*([own] if own.full else []), *map(_alias, _texts(values, "ALIAS", "Alias"))]),
        births=unique(_birth(entry, value) for value in values["DATE_DE_NAISSANCE"]),
        sex=sexes.pop() if len(sexes) == 1 else Sex.UNKNOWN,
        nationalities=unique(_state(entry, text, "nationality") for text in _texts(values, "NATIONALITE", "Pays")),
        birthplaces=unique(
            ", ".join(filter(None, (value.get("Lieu"), value.get("Pays")))) or None
            for value in values["LIEU_DE_NAISSANCE"]
        ),
        documents=unique(_documents(entry, values)),
    )


def _alias(text: str) -> Name:
    words = text.split()
    surname = [word for word in words if word.isupper() and len(word) > 1]
    given = [word for word in words if word not in surname]
    is_latin = any("a" <= char <= "z" for char in text.lower())
    kind = NameKind.ALIAS if is_latin else NameKind.ORIGINAL_SCRIPT
    return Name(" ".join(surname), " ".join(given), kind) if surname and given else Name(text, kind=kind)


def _birth(entry: Entry, value: dict[str, str]) -> PartialDate | None:
    """Return a date of birth whose day, or day and month, may be missing."""
    day, month, year = (_number(value.get(part, "")) for part in ("Jour", "Mois", "Annee"))
    is_approximate = bool(APPROXIMATE.search(value.get("Commentaire", "")))
    try:
        if year and month and day:
            return PartialDate.on(date(year, month, day), is_approximate=is_approximate)
        if year and month:
            return PartialDate.in_month(year, month, is_approximate=is_approximate)
        if year:
            return PartialDate.in_year(year, is_approximate=is_approximate)
    except ValueError:
        year = -1
    if year or day or month or value.get("Annee"):
        entry.note(say("the date of birth is not understood"))
    return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def _state(entry: Entry, text: str, field: str) -> StateCode | None:
    found = french_state(text)
    if found is None:
        entry.note(say("the {field} is not a known state", field=say(field)))
    return found


def _documents(entry: Entry, values: Values) -> Iterator[Document | None]:
    for value in values["PASSEPORT"]:
        yield _document(entry, value.get("NumeroPasseport", ""), DocumentKind.PASSPORT)
    for value in values["AUTRE_IDENTITE"]:
        remark = value.get("Commentaire", "")
        yield _document(entry, value.get("NumeroCarte", ""), _kind(remark))


def _kind(remark: str) -> DocumentKind:
    if PASSPORT_WORDS.search(remark):
        return DocumentKind.PASSPORT
    if IDENTITY_CARD.search(remark):
        return DocumentKind.IDENTITY_CARD
    found = document_kind(remark)
    return DocumentKind.OTHER if found is DocumentKind.UNKNOWN else found


def _document(entry: Entry, text: str, kind: DocumentKind) -> Document | None:
    series = SERIES.search(text[:200])
    number = f"{series['series']}{series['number']}" if series else text
    return read_document(entry, kind, number, "", None) if text else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
