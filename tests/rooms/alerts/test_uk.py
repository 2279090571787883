"""The UK's consolidated list, both layouts; invented rows."""

from datetime import date

import pytest

from tournai.alerts import AlertList, ListFormat, read_list
from tournai.alerts.official.uk import uk_date
from tournai.values import DocumentKind, Name, NameKind, PartialDate

OLD = (
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Town of Birth,Country of Birth,Nationality,Passport Details,"
    "NI Number,Position,Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip Code,Country,"
    "Other Information,Group Type,Alias Type,Regime,Listed On,Last Updated,Group ID"
)
NEW = OLD.replace("Title,DOB", "Title,Name Non-Latin Script,Non-Latin Script Type,Non-Latin Script Language,DOB")
NEW = NEW.replace(
    "Passport Details,NI Number", "Passport Number,Passport Details,National Identification Number,NI Details"
)
NEW = NEW.replace("Alias Type", "Alias Type,Alias Quality")
DEFAULTS = {
    "Name 6": "TESTIN",
    "Name 1": "Orval",
    "Group Type": "Individual",
    "Alias Type": "Prime Alias",
    "Regime": "Testland",
    "Listed On": "01/12/2025",
    "Last Updated": "02/01/2026",
    "Group ID": "7001",
}


def read(*rows: dict[str, str], columns: str = OLD) -> AlertList:
    lines = [",".join(f'"{(DEFAULTS | row).get(column, "")}"' for column in columns.split(",")) for row in rows]
    published = "Last Updated,04/03/2026" + "," * (columns.count(",") - 1)
    return read_list(ListFormat.UK, "\r\n".join((published, columns, *lines)).encode())


def test_list_and_entry_keep_their_days_and_regime() -> None:
    found = read({})

    (alert,) = found.alerts
    assert (found.published_on, alert.listed_on, alert.updated_on) == (
        date(2026, 3, 4),
        date(2025, 12, 1),
        date(2026, 1, 2),
    )
    assert (alert.reference, alert.category) == ("7001", "Testland")


def test_rows_of_one_group_are_one_person_whose_primary_name_comes_first() -> None:
    found = read({"Name 6": "TESTER", "Alias Type": "AKA"}, {}, {"Name 6": "TESTOW", "Alias Type": "FKA"})

    assert found.alerts[0].person.names == (
        Name("TESTIN", "Orval"),
        Name("TESTER", "Orval", NameKind.ALIAS),
        Name("TESTOW", "Orval", NameKind.FORMER),
    )


def test_group_without_a_primary_name_has_its_first_one() -> None:
    found = read({"Alias Type": "AKA"}, {"Name 6": "TESTER", "Alias Type": "AKA"})

    assert [name.kind for name in found.alerts[0].person.names] == [NameKind.PRIMARY, NameKind.ALIAS]


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("01/03/1972", PartialDate.on(date(1972, 3, 1))),
        ("00/03/1972", PartialDate.in_month(1972, 3)),
        ("00/00/1972", PartialDate.in_year(1972)),
        ("10/00/1983", PartialDate.in_year(1983)),
        ("00/00/0000", None),
        ("31/02/1972", None),
        ("1972", None),
    ],
)
def test_date_with_noughts_is_known_in_part(text: str, birth: PartialDate | None) -> None:
    assert uk_date(text) == birth


def test_nationalities_numbered_in_one_cell_are_told_apart() -> None:
    found = read({"Nationality": "(1) Belgium (2) Malian"})

    assert found.alerts[0].person.nationalities == ("BEL", "MLI")


def test_nationality_not_known_is_noted_once_for_all_rows_of_the_person() -> None:
    found = read({"Nationality": "Utopian"}, {"Nationality": "Utopian", "Name 6": "TESTER"})

    assert [note.reason for note in found.notes] == ["the nationality is not a known state"]


def test_passports_numbered_in_one_cell_are_told_apart_with_their_states() -> None:
    details = "(1) A123456 (Malian). Issued on 14 Feb 1995. Expired on 13 Feb 2000. (2) B234567 (Belgian)"

    documents = read({"Passport Details": details}).alerts[0].person.documents

    assert [(each.number, each.issuing_state, each.kind.value) for each in documents] == [
        ("A123456", "MLI", "P"),
        ("B234567", "BEL", "P"),
    ]
    assert str(documents[0].date_of_expiry) == "2000-02-13"


def test_place_of_issue_is_not_taken_for_the_issuing_state() -> None:
    documents = (
        read({"Passport Details": "A123456. Issued in Dubai by the consulate in Pakistan"}).alerts[0].person.documents
    )

    assert documents[0].issuing_state is None


def test_national_number_that_is_no_identity_card_is_of_another_kind() -> None:
    documents = read({"NI Number": "(1) Fiscal Code 123456 (2) 987654"}).alerts[0].person.documents

    assert [each.kind for each in documents] == [DocumentKind.OTHER, DocumentKind.IDENTITY_CARD]


def test_later_layout_gives_original_script_weak_aliases_and_numbers_apart() -> None:
    found = read(
        {
            "Name Non-Latin Script": "Тестин",
            "Passport Number": "A123456",
            "Passport Details": "Malian, expires 13 Feb 2030",
        },
        {"Name 6": "TESTER", "Alias Type": "AKA", "Alias Quality": "Low"},
        columns=NEW,
    )

    person = found.alerts[0].person
    assert [name.kind for name in person.names] == [NameKind.PRIMARY, NameKind.ORIGINAL_SCRIPT, NameKind.WEAK_ALIAS]
    assert [(each.number, each.issuing_state) for each in person.documents] == [("A123456", "MLI")]


def test_entity_of_several_rows_is_counted_once() -> None:
    found = read({"Group Type": "Entity", "Group ID": "9"}, {"Group Type": "Entity", "Group ID": "9"})

    assert (found.alerts, found.not_persons) == ((), 1)
