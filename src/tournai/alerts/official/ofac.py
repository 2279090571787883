"""The lists of the Office of Foreign Assets Control of the United States, in XML: their individuals.

The Specially Designated Nationals (SDN) list and the consolidated non-SDN list share the format.

Source: OFAC, ``SDN.XML`` and ``CONSOLIDATED.XML``, schema ``sdnList.xsd``.
"""

from collections.abc import Iterable
from datetime import date, datetime

from lxml.etree import _Element as Element

from tournai.alerts.entries import Parts, items_of, line_of, parts_of, read_entries, text_of, texts_of
from tournai.alerts.identity_documents import document_kind, read_document
from tournai.alerts.reading import Entry, Reading, unique
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.errors import Malformed
from tournai.values import Document, DocumentKind, Name, NameKind, Person, Sex
from tournai.values.wordings import say

ROOT = "sdnList"
HEADER = "publshInformation"
ENTRY = "sdnEntry"
PERSON_TYPE = "individual"
GENDER = "gender"

SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}
ALIAS_KINDS = {
    ("f.k.a.", "strong"): NameKind.FORMER,
    ("f.k.a.", "weak"): NameKind.FORMER,
    ("a.k.a.", "weak"): NameKind.WEAK_ALIAS,
    ("n.k.a.", "weak"): NameKind.WEAK_ALIAS,
}
"""What an alias's type and category mean; any other pair is a plain alias."""

NUMBER_KINDS = {
    "c.u.i.": DocumentKind.IDENTITY_CARD,
    "c.u.i.p.": DocumentKind.OTHER,
    "c.u.i.t.": DocumentKind.OTHER,
    "c.u.r.p.": DocumentKind.IDENTITY_CARD,
    "cnp (personal numerical code)": DocumentKind.IDENTITY_CARD,
    "d.n.i.": DocumentKind.IDENTITY_CARD,
    "i.f.e.": DocumentKind.IDENTITY_CARD,
    "le number": DocumentKind.IDENTITY_CARD,
    "matricula mercantil no": DocumentKind.OTHER,
    "n.i.e.": DocumentKind.RESIDENCE_PERMIT,
    "nit #": DocumentKind.OTHER,
    "r.f.c.": DocumentKind.OTHER,
    "registration id": DocumentKind.OTHER,
    "registration number": DocumentKind.OTHER,
    "rfc": DocumentKind.OTHER,
    "rtn": DocumentKind.OTHER,
    "ruc #": DocumentKind.OTHER,
    "serial no.": DocumentKind.OTHER,
    "tarjeta profesional": DocumentKind.OTHER,
    "credencial electoral": DocumentKind.IDENTITY_CARD,
}
"""Types of number whose name does not say what they are, in lower case; the words of others tell (`KIND_WORDS`)."""

NOT_DOCUMENTS = (
    "additional sanctions", "caatsa", "chinese commercial code", "digital currency", "email", "executive order",
    "gender", "phone", "secondary sanctions", "transactions prohibited", "website",
)  # fmt: skip
"""How types begin, in lower case, that stand among the numbers and are none."""


def read(data: bytes) -> AlertList:
    """Return the individuals of an OFAC list.

    Raises:
        Malformed: The bytes are no such list, or hold another number of entries than they announce.
    """
    reading = Reading()
    position, announced = 0, ""
    published_on: date | None = None
    for name, element in read_entries(data, ROOT, (HEADER, ENTRY)):
        if name == ENTRY:
            position += 1
            _read_entry(reading, position, element)
        elif name == HEADER:
            header = parts_of(element)
            announced = text_of(header, "Record_Count")
            published_on = _published_on(text_of(header, "Publish_Date"))
    # A list cut short would withdraw every alert that it lost.
    if announced and announced != str(position):
        raise Malformed(
            say(
                "the list announces {announced} entries and holds {counted}", announced=announced[:20], counted=position
            ),
            code="record-count",
        )
    return reading.result(ListFormat.OFAC, published_on)


def document_type(described: str) -> DocumentKind | None:
    """Return the kind of a number's type, ``None`` where the type is no document.

    >>> document_type("Cedula No."), document_type("Email Address")
    (<DocumentKind.IDENTITY_CARD: 'I'>, None)
    """
    words = described.lower()
    if not words or words.startswith(NOT_DOCUMENTS):
        return None
    return NUMBER_KINDS.get(words) or document_kind(words)


def sex_of(texts: Iterable[str]) -> Sex:
    """Return the sex that the texts name, ``UNKNOWN`` where they name none or several."""
    found = {SEXES[text.lower()] for text in texts if text.lower() in SEXES}
    return found.pop() if len(found) == 1 else Sex.UNKNOWN


def _published_on(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007 - a day, not an instant
    except ValueError:
        return None


def _read_entry(reading: Reading, position: int, element: Element) -> None:
    parts = parts_of(element)
    if text_of(parts, "sdnType").lower() != PERSON_TYPE:
        reading.not_persons += 1
        return
    entry = Entry(reading, position, text_of(parts, "uid"), line_of(element))
    programmes = unique(texts_of(parts, "programList", "program"))
    entry.keep(
        Alert(
            reference=entry.reference,
            category=programmes[0] if programmes else "",
            person=_person(entry, parts),
            programmes=programmes,
        )
    )


def _person(entry: Entry, parts: Parts) -> Person:
    numbers = items_of(parts, "idList", "id")
    nationalities = items_of(parts, "nationalityList", "nationality")
    citizenships = items_of(parts, "citizenshipList", "citizenship")
    births = items_of(parts, "dateOfBirthList", "dateOfBirthItem")
    places = items_of(parts, "placeOfBirthList", "placeOfBirthItem")
    return Person(
        names=unique([_name(parts, NameKind.PRIMARY), *map(_alias, items_of(parts, "akaList", "aka"))]),
        births=entry.births(text_of(birth, "dateOfBirth") for birth in births),
        sex=sex_of(text_of(number, "idNumber") for number in numbers if text_of(number, "idType").lower() == GENDER),
        nationalities=entry.states(
            (text_of(state, "country") for state in nationalities + citizenships), "nationality"
        ),
        birthplaces=unique(text_of(place, "placeOfBirth") or None for place in places),
        documents=unique(_document(entry, number) for number in numbers),
    )


def _name(parts: Parts, kind: NameKind) -> Name | None:
    surname, given = text_of(parts, "lastName"), text_of(parts, "firstName")
    return Name(surname or given, given if surname else "", kind) if surname or given else None


def _alias(alias: Parts) -> Name | None:
    meaning = text_of(alias, "type").lower(), text_of(alias, "category").lower()
    return _name(alias, ALIAS_KINDS.get(meaning, NameKind.ALIAS))


def _document(entry: Entry, number: Parts) -> Document | None:
    kind = document_type(text_of(number, "idType"))
    if kind is None:
        return None
    expires = text_of(number, "expirationDate")
    expiry = entry.date_read(expires, "date of expiry") if expires else None
    return read_document(entry, kind, text_of(number, "idNumber"), text_of(number, "idCountry"), expiry)
