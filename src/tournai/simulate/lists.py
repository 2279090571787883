"""Lists of invented persons in the official formats, so that a demonstration imports what an authority would.

What a format cannot carry is refused rather than left out: what is read from these lists is what was written.

Source: UN Security Council ``sc-sanctions.xsd``; OFAC ``sdnList.xsd``.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from lxml import etree
from lxml.etree import _Element as Element

from tournai.alerts import Alert
from tournai.errors import Malformed
from tournai.values import Document, DocumentKind, Name, NameKind, PartialDate, Person, Sex
from tournai.values.partial_dates import MONTHS
from tournai.values.places import state_name

OFAC_NAMESPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"

SEX_WORDS = {Sex.MALE: "Male", Sex.FEMALE: "Female"}

UN_ALIAS_WORDS = {
    NameKind.ALIAS: ("Good", ""),
    NameKind.WEAK_ALIAS: ("Low", ""),
    NameKind.FORMER: ("Good", "previously listed as"),
}
"""The quality and the note that the UN list gives an alias of each kind."""

UN_DOCUMENT_TYPES = {
    DocumentKind.PASSPORT: "Passport",
    DocumentKind.IDENTITY_CARD: "National Identification Number",
    DocumentKind.VISA: "Visa",
    DocumentKind.RESIDENCE_PERMIT: "Residence permit",
    DocumentKind.CREW: "Seafarer's document",
    DocumentKind.OTHER: "Other document",
}

OFAC_ALIAS_WORDS = {
    NameKind.ALIAS: ("a.k.a.", "strong"),
    NameKind.WEAK_ALIAS: ("a.k.a.", "weak"),
    NameKind.FORMER: ("f.k.a.", "strong"),
}
OFAC_DOCUMENT_TYPES = {
    DocumentKind.PASSPORT: "Passport",
    DocumentKind.IDENTITY_CARD: "National ID No.",
    DocumentKind.VISA: "VisaNumberID",
    DocumentKind.RESIDENCE_PERMIT: "Residency Number",
    DocumentKind.CREW: "Seafarer's Identification Document",
    DocumentKind.OTHER: "Registration ID",
}


class Inexpressible(Malformed):
    """An alert holds something that the format has no place for."""


def write_un_list(alerts: Iterable[Alert], generated: datetime) -> bytes:
    """Return a UN consolidated list of the alerts, UTF-8.

    An alias is one text in this format, written ``surname, given names``. The legal basis is not written: it follows
    from the list type, which is the alert's category.

    Raises:
        Inexpressible: An alert holds what the format cannot carry.
    """
    root = etree.Element("CONSOLIDATED_LIST", dateGenerated=generated.isoformat(timespec="milliseconds"))
    individuals = etree.SubElement(root, "INDIVIDUALS")
    etree.SubElement(root, "ENTITIES")
    for number, alert in enumerate(alerts, 1):
        _write_individual(_add(individuals, "INDIVIDUAL"), number, alert)
    return _as_bytes(root)


def write_ofac_list(alerts: Iterable[Alert], published: date) -> bytes:
    """Return an OFAC list of the alerts, UTF-8; each alert's reference becomes its ``uid``.

    Raises:
        Inexpressible: An alert holds what the format cannot carry; a reference must be a number.
    """
    entries = tuple(alerts)
    root = etree.Element(f"{{{OFAC_NAMESPACE}}}sdnList", nsmap={None: OFAC_NAMESPACE})  # type: ignore[dict-item]  # None: the default
    header = _add(root, "publshInformation")
    _add(header, "Publish_Date", f"{published.month:02}/{published.day:02}/{published.year:04}")
    _add(header, "Record_Count", str(len(entries)))
    for alert in entries:
        _write_entry(_add(root, "sdnEntry"), alert)
    return _as_bytes(root)


def _write_individual(individual: Element, number: int, alert: Alert) -> None:
    primary = _primary(alert)
    originals = [name for name in alert.person.names if name.kind is NameKind.ORIGINAL_SCRIPT]
    _refuse_if(len(originals) > 1, "two names in an original script")
    _refuse_if(alert.programmes not in ((), (alert.category,)), "more programmes than its list type")
    _add(individual, "DATAID", str(number))
    _add(individual, "FIRST_NAME", primary.given or primary.surname)
    _add_if(individual, "SECOND_NAME", primary.surname if primary.given else "")
    _add_if(individual, "UN_LIST_TYPE", alert.category)
    _add(individual, "REFERENCE_NUMBER", alert.reference)
    _add_if(individual, "LISTED_ON", alert.listed_on.isoformat() if alert.listed_on else "")
    _add_if(individual, "GENDER", _sex_words(alert.person))
    _add_if(individual, "NAME_ORIGINAL_SCRIPT", originals[0].full if originals else "")
    _add_values(individual, "NATIONALITY", [state_name(state) for state in alert.person.nationalities])
    _add_values(individual, "LIST_TYPE", ["UN List"])
    _add_values(individual, "LAST_DAY_UPDATED", [alert.updated_on.isoformat()] if alert.updated_on else [])
    _write_un_details(individual, alert.person)


def _write_un_details(individual: Element, person: Person) -> None:
    for name in _aliases(person):
        if name.kind is not NameKind.ORIGINAL_SCRIPT:
            quality, note = UN_ALIAS_WORDS[name.kind]
            text = f"{name.surname}, {name.given}" if name.given else name.surname
            _add_all(individual, "INDIVIDUAL_ALIAS", QUALITY=quality, ALIAS_NAME=text, NOTE=note)
    for birth in person.births:
        _add_all(individual, "INDIVIDUAL_DATE_OF_BIRTH", **_un_birth(birth))
    for place in person.birthplaces:
        city, _, country = place.rpartition(", ")
        _add_all(individual, "INDIVIDUAL_PLACE_OF_BIRTH", CITY=city, COUNTRY=country)
    for document in person.documents:
        _add_all(individual, "INDIVIDUAL_DOCUMENT", **_un_document(document))


def _un_birth(birth: PartialDate) -> dict[str, str]:
    """Return the parts of a date of birth; what is neither a day nor whole years stands as a note, as it does there."""
    first, last = birth.earliest, birth.before - timedelta(days=1)
    kind = "APPROXIMATELY" if birth.is_approximate else "EXACT"
    if first == last:
        return {"TYPE_OF_DATE": kind, "DATE": first.isoformat()}
    if not _is_whole_years(first, last):
        return {"TYPE_OF_DATE": kind, "NOTE": _date_words(birth)}
    if first.year == last.year:
        return {"TYPE_OF_DATE": kind, "YEAR": str(first.year)}
    note = "Approximately" if birth.is_approximate else ""
    return {"TYPE_OF_DATE": "BETWEEN", "FROM_YEAR": str(first.year), "TO_YEAR": str(last.year), "NOTE": note}


def _un_document(document: Document) -> dict[str, str]:
    expiry = document.date_of_expiry
    return {
        "TYPE_OF_DOCUMENT": UN_DOCUMENT_TYPES.get(document.kind, ""),
        "NUMBER": document.number,
        "ISSUING_COUNTRY": state_name(document.issuing_state) if document.issuing_state else "",
        "NOTE": f"Expires on {_date_words(expiry)}" if expiry else "",
    }


def _write_entry(entry: Element, alert: Alert) -> None:
    _refuse_if(not alert.reference.isdecimal(), "a reference that is no number")
    _refuse_if(bool(alert.listed_on or alert.updated_on), "a day of listing or of an update")
    _refuse_if(alert.programmes[:1] not in ((), (alert.category,)), "a category that is not its first programme")
    primary, person = _primary(alert), alert.person
    _add(entry, "uid", alert.reference)
    _add_if(entry, "firstName", primary.given)
    _add(entry, "lastName", primary.surname)
    _add(entry, "sdnType", "Individual")
    programmes = _add(entry, "programList")
    for programme in alert.programmes or (alert.category,):
        _add_if(programmes, "program", programme)
    _add_items(entry, "idList", "id", _ofac_numbers(person))
    _add_items(entry, "akaList", "aka", map(_ofac_alias, _aliases(person)))
    states = ({"country": state_name(state)} for state in person.nationalities)
    _add_items(entry, "nationalityList", "nationality", _with_main_entry(states))
    births = ({"dateOfBirth": _date_words(birth)} for birth in person.births)
    _add_items(entry, "dateOfBirthList", "dateOfBirthItem", _with_main_entry(births))
    places = ({"placeOfBirth": place} for place in person.birthplaces)
    _add_items(entry, "placeOfBirthList", "placeOfBirthItem", _with_main_entry(places))


def _ofac_alias(name: Name) -> dict[str, str]:
    _refuse_if(name.kind not in OFAC_ALIAS_WORDS, f"a name of the kind {name.kind.value} beside its primary one")
    kind, category = OFAC_ALIAS_WORDS[name.kind]
    return {"type": kind, "category": category, "lastName": name.surname, "firstName": name.given}


def _ofac_numbers(person: Person) -> Iterator[dict[str, str]]:
    sex = _sex_words(person)
    if sex:
        yield {"idType": "Gender", "idNumber": sex}
    for document in person.documents:
        _refuse_if(document.kind not in OFAC_DOCUMENT_TYPES, "a document of an unknown kind")
        yield {
            "idType": OFAC_DOCUMENT_TYPES[document.kind],
            "idNumber": document.number,
            "idCountry": state_name(document.issuing_state) if document.issuing_state else "",
            "expirationDate": _date_words(document.date_of_expiry) if document.date_of_expiry else "",
        }


def _with_main_entry(items: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    for number, item in enumerate(items):
        yield item | {"mainEntry": "false" if number else "true"}


def _primary(alert: Alert) -> Name:
    _refuse_if(not alert.reference, "no reference")
    names = [name for name in alert.person.names if name.kind is NameKind.PRIMARY]
    _refuse_if(len(names) != 1 or not names[0].surname, "no or several primary names, or one without a surname")
    return names[0]


def _aliases(person: Person) -> list[Name]:
    return [name for name in person.names if name.kind is not NameKind.PRIMARY]


def _sex_words(person: Person) -> str:
    _refuse_if(person.sex is Sex.UNSPECIFIED, "a sex that is stated to be unspecified")
    return SEX_WORDS.get(person.sex, "")


def _date_words(when: PartialDate) -> str:
    """Return a date as OFAC writes it: ``circa 1960``, ``Jan 1960``, ``01 Jan 1960 to 05 Mar 1960``."""
    first, last = when.earliest, when.before - timedelta(days=1)
    return ("circa " if when.is_approximate else "") + _span_words(first, last)


def _span_words(first: date, last: date) -> str:
    if first == last:
        return _day_words(first)
    if _is_whole_years(first, last):
        return f"{first.year:04}" if first.year == last.year else f"{first.year:04} to {last.year:04}"
    month = PartialDate.in_month(first.year, first.month)
    if (first, last) == (month.earliest, month.before - timedelta(days=1)):
        return _day_words(first)[3:]
    return f"{_day_words(first)} to {_day_words(last)}"


def _day_words(day: date) -> str:
    # Not strftime: its month names follow the machine's language.
    return f"{day.day:02} {MONTHS[day.month - 1][:3].title()} {day.year:04}"


def _is_whole_years(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _refuse_if(is_inexpressible: bool, what: str) -> None:  # noqa: FBT001 - a condition, not a mode
    if is_inexpressible:
        raise Inexpressible(f"the format cannot carry {what}", code="inexpressible")


def _add(parent: Element, name: str, text: str = "") -> Element:
    """Add an element in its parent's namespace and return it."""
    namespace = etree.QName(parent).namespace
    child = etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace else name)
    try:
        child.text = text or None
    except ValueError:
        raise Inexpressible("XML cannot carry control characters", code="inexpressible") from None
    return child


def _add_if(parent: Element, name: str, text: str) -> None:
    if text:
        _add(parent, name, text)


def _add_all(parent: Element, element: str, **texts: str) -> None:
    """Add an element with a child for each text that is not empty."""
    child = _add(parent, element)
    for name, text in texts.items():
        _add_if(child, name, text)


def _add_values(parent: Element, name: str, values: list[str]) -> None:
    if values:
        element = _add(parent, name)
        for value in values:
            _add(element, "VALUE", value)


def _add_items(parent: Element, outer: str, inner: str, items: Iterable[dict[str, str]]) -> None:
    """Add a list of items, each with a ``uid`` of its own within the list; no list where there are no items."""
    found = list(items)
    if found:
        element = _add(parent, outer)
        for number, item in enumerate(found, 1):
            _add_all(element, inner, uid=str(number), **item)


def _as_bytes(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
