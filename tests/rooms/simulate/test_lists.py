"""Lists of invented persons in the official formats, valid against the official schemas."""

from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from tournai.alerts import Alert, ListFormat, read_list
from tournai.simulate.lists import Inexpressible, write_ofac_list, write_un_list
from tournai.values import Document, DocumentKind, DocumentNumber, Name, NameKind, PartialDate, Person, Sex, StateCode

GENERATED = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
PERSON = Person(
    names=(
        Name("TESTIN", "Orval Ben"),
        Name("Orvo", kind=NameKind.ALIAS),
        Name("Testo", kind=NameKind.WEAK_ALIAS),
        Name("Mirin", kind=NameKind.FORMER),
    ),
    births=(
        PartialDate.on(date(1971, 3, 2)),
        PartialDate.in_month(1972, 9),
        PartialDate.in_year(1973, is_approximate=True),
        PartialDate.in_years(1974, 1976),
        PartialDate(date(1971, 1, 2), date(1971, 4, 5)),
    ),
    sex=Sex.FEMALE,
    nationalities=(StateCode("BEL"), StateCode("PRK")),
    birthplaces=("Testville, Belgium", "Belgium"),
    documents=(
        Document(DocumentNumber("X1234"), DocumentKind.PASSPORT, StateCode("FRA"), PartialDate.on(date(2030, 12, 31))),
        Document(DocumentNumber("77"), DocumentKind.IDENTITY_CARD),
    ),
)
ALERT = Alert("4711", "Testland", PERSON, programmes=("Testland",))


@pytest.mark.shared
class TestSchemas:
    """The schemas that lie beside the lists: ``UN_consolidated.xsd`` and ``OFAC_xml.xsd``."""

    def test_un_list_is_valid(self, shared: Path) -> None:
        schema = etree.XMLSchema(etree.parse(shared / "watchlists" / "un_sc" / "UN_consolidated.xsd"))

        schema.assertValid(etree.fromstring(write_un_list([ALERT], GENERATED)))

    def test_ofac_list_is_valid(self, shared: Path) -> None:
        schema = etree.XMLSchema(etree.parse(shared / "watchlists" / "ofac" / "OFAC_xml.xsd"))

        schema.assertValid(etree.fromstring(write_ofac_list([ALERT], date(2026, 3, 4))))


def test_un_list_is_read_back() -> None:
    found = read_list(ListFormat.UN, write_un_list([ALERT], GENERATED))

    assert (found.alerts, found.published_on, found.notes) == ((ALERT,), date(2026, 3, 4), ())


def test_ofac_list_is_read_back() -> None:
    found = read_list(ListFormat.OFAC, write_ofac_list([ALERT], date(2026, 3, 4)))

    assert (found.alerts, found.published_on, found.notes) == ((ALERT,), date(2026, 3, 4), ())


def test_un_list_type_known_to_the_reader_brings_its_legal_basis_back() -> None:
    alert = msgspec.structs.replace(ALERT, category="Haiti", programmes=())

    read = read_list(ListFormat.UN, write_un_list([alert], GENERATED)).alerts[0]

    assert read.legal_basis == "UN Security Council resolutions 2653 (2022)"


def test_un_alias_keeps_its_given_names() -> None:
    person = msgspec.structs.replace(PERSON, names=(Name("TESTIN"), Name("TESTO", "Orvo", NameKind.ALIAS)))

    read = read_list(ListFormat.UN, write_un_list([msgspec.structs.replace(ALERT, person=person)], GENERATED)).alerts[0]

    assert read.person.names[1] == Name("TESTO", "Orvo", NameKind.ALIAS)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"reference": "TSi.001"}, "a reference that is no number"),
        ({"listed_on": date(2020, 1, 1)}, "a day of listing"),
        ({"programmes": ("Elsewhere", "Testland")}, "a category that is not its first programme"),
    ],
)
def test_ofac_list_refuses_what_it_cannot_carry(change: dict[str, object], reason: str) -> None:
    with pytest.raises(Inexpressible, match=reason):
        write_ofac_list([msgspec.structs.replace(ALERT, **change)], date(2026, 3, 4))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"names": (Name("Orvo", kind=NameKind.ALIAS),)}, "no or several primary names"),
        ({"names": (Name("", "Orval"),)}, "one without a surname"),
        ({"names": (Name("TES\x00TIN"),)}, "control characters"),
        ({"sex": Sex.UNSPECIFIED}, "a sex that is stated to be unspecified"),
    ],
)
def test_both_lists_refuse_what_neither_can_carry(change: dict[str, object], reason: str) -> None:
    alert = msgspec.structs.replace(ALERT, person=msgspec.structs.replace(PERSON, **change))

    with pytest.raises(Inexpressible, match=reason):
        write_un_list([alert], GENERATED)
    with pytest.raises(Inexpressible, match=reason):
        write_ofac_list([alert], date(2026, 3, 4))


def test_un_list_refuses_more_programmes_than_its_list_type() -> None:
    with pytest.raises(Inexpressible, match="more programmes"):
        write_un_list([msgspec.structs.replace(ALERT, programmes=("Testland", "Elsewhere"))], GENERATED)
