"""The OFAC lists in XML. The invented entries follow the published schema; the counts of real ones come from lxml."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from tournai.alerts import Alert, AlertList, ListFormat, read_list
from tournai.errors import Malformed
from tournai.values import Document, DocumentKind, DocumentNumber, Name, NameKind, PartialDate, Sex, StateCode

NAMESPACES = [
    "http://tempuri.org/sdnList.xsd",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
]
PERSON = "<firstName>Orval</firstName><lastName>TESTIN</lastName><sdnType>Individual</sdnType>"


def read(entries: str, header: str = "", namespace: str = NAMESPACES[1]) -> AlertList:
    text = f'<sdnList xmlns="{namespace}"><publshInformation>{header}</publshInformation>{entries}</sdnList>'
    return read_list(ListFormat.OFAC, text.encode())


def entry(content: str) -> str:
    return f"<sdnEntry><uid>7</uid>{PERSON}{content}</sdnEntry>"


def read_one(content: str) -> Alert:
    return read(entry(content)).alerts[0]


def number(kind: str, text: str = "X 12-34", rest: str = "") -> str:
    return f"<idList><id><uid>1</uid><idType>{kind}</idType><idNumber>{text}</idNumber>{rest}</id></idList>"


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_namespace_of_any_year_is_read(namespace: str) -> None:
    assert read(entry(""), namespace=namespace).alerts[0].reference == "7"


def test_first_and_last_name_are_given_names_and_surname() -> None:
    assert read_one("").person.names == (Name("TESTIN", "Orval"),)


@pytest.mark.parametrize(
    ("kind", "category", "expected"),
    [
        ("a.k.a.", "strong", NameKind.ALIAS),
        ("a.k.a.", "weak", NameKind.WEAK_ALIAS),
        ("f.k.a.", "strong", NameKind.FORMER),
        ("f.k.a.", "weak", NameKind.FORMER),
        ("n.k.a.", "strong", NameKind.ALIAS),
    ],
)
def test_alias_type_and_category_tell_its_kind(kind: str, category: str, expected: NameKind) -> None:
    aka = f"<type>{kind}</type><category>{category}</category><lastName>TESTO</lastName><firstName>Orvo</firstName>"
    names = read_one(f"<akaList><aka><uid>1</uid>{aka}</aka></akaList>").person.names

    assert names[1:] == (Name("TESTO", "Orvo", expected),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01 Feb 1960", "1960-02-01"),
        ("Feb 1960", "1960-02"),
        ("1960", "1960"),
        ("circa 1960", "~1960"),
        ("circa 01 Feb 1960", "~1960-02-01"),
        ("1959 to 1962", "1959/1962"),
        ("01 Jan 1960 to 31 Dec 1960", "1960"),
        ("Feb 1960 to Mar 1960", "1960-02-01/1960-03-31"),
    ],
)
def test_date_of_birth_is_read_as_precisely_as_it_stands(text: str, expected: str) -> None:
    item = (
        f"<dateOfBirthItem><uid>1</uid><dateOfBirth>{text}</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem>"
    )
    births = read_one(f"<dateOfBirthList>{item}</dateOfBirthList>").person.births

    assert [str(birth) for birth in births] == [expected]


def test_date_that_is_not_understood_is_noted_without_its_text() -> None:
    item = "<dateOfBirthItem><dateOfBirth>in the war</dateOfBirth></dateOfBirthItem>"
    found = read(entry(f"<dateOfBirthList>{item}</dateOfBirthList>"))

    assert [(note.reference, note.reason) for note in found.notes] == [("7", "the date of birth is not understood")]
    assert found.alerts[0].person.births == ()


@pytest.mark.parametrize(
    ("described", "kind"),
    [
        ("Passport", DocumentKind.PASSPORT),
        ("Diplomatic Passport", DocumentKind.PASSPORT),
        ("Travel Document Number", DocumentKind.PASSPORT),
        ("National ID No.", DocumentKind.IDENTITY_CARD),
        ("Cedula No.", DocumentKind.IDENTITY_CARD),
        ("C.U.R.P.", DocumentKind.IDENTITY_CARD),
        ("Residency Number", DocumentKind.RESIDENCE_PERMIT),
        ("VisaNumberID", DocumentKind.VISA),
        ("Seafarer's Identification Document", DocumentKind.CREW),
        ("Tax ID No.", DocumentKind.OTHER),
        ("Driver's License No.", DocumentKind.OTHER),
        ("Some New Thing", DocumentKind.UNKNOWN),
    ],
)
def test_type_of_number_tells_the_kind_of_document(described: str, kind: DocumentKind) -> None:
    assert read_one(number(described)).person.documents == (Document(DocumentNumber("X1234"), kind),)


@pytest.mark.parametrize(
    "described", ["Gender", "Email Address", "Secondary sanctions risk:", "Digital Currency Address - XBT"]
)
def test_what_is_no_document_is_kept_from_the_documents(described: str) -> None:
    assert read_one(number(described)).person.documents == ()


def test_document_has_its_state_and_expiry() -> None:
    rest = "<idCountry>Iran</idCountry><issueDate>01 Jan 2010</issueDate><expirationDate>31 Dec 2019</expirationDate>"
    document = read_one(number("Passport", rest=rest)).person.documents[0]

    assert (document.issuing_state, document.date_of_expiry) == (StateCode("IRN"), PartialDate.on(date(2019, 12, 31)))


@pytest.mark.parametrize(("text", "sex"), [("Male", Sex.MALE), ("Female", Sex.FEMALE), ("-", Sex.UNKNOWN)])
def test_number_of_type_gender_is_the_sex(text: str, sex: Sex) -> None:
    assert read_one(number("Gender", text)).person.sex == sex


def test_citizenships_are_nationalities_too() -> None:
    states = (
        "<nationalityList><nationality><country>Syria</country></nationality></nationalityList>"
        "<citizenshipList><citizenship><country>Syria</country></citizenship>"
        "<citizenship><country>Korea, North</country></citizenship></citizenshipList>"
    )

    assert read_one(states).person.nationalities == ("SYR", "PRK")


def test_birthplaces_are_kept_as_written() -> None:
    place = "<placeOfBirthItem><placeOfBirth>Testville, Belgium</placeOfBirth></placeOfBirthItem>"

    assert read_one(f"<placeOfBirthList>{place}</placeOfBirthList>").person.birthplaces == ("Testville, Belgium",)


def test_first_programme_is_the_category_and_all_are_kept() -> None:
    alert = read_one("<programList><program>SDGT</program><program>IRGC</program></programList>")

    assert (alert.category, alert.programmes) == ("SDGT", ("SDGT", "IRGC"))


@pytest.mark.parametrize("kind", ["Entity", "Vessel", "Aircraft"])
def test_what_is_no_person_is_counted_and_not_kept(kind: str) -> None:
    found = read(f"<sdnEntry><uid>7</uid><lastName>TEST TRADING</lastName><sdnType>{kind}</sdnType></sdnEntry>")

    assert (found.alerts, found.not_persons) == ((), 1)


def test_day_of_publication_has_the_month_first() -> None:
    assert read("", "<Publish_Date>05/07/2024</Publish_Date>").published_on == date(2024, 5, 7)


def test_list_that_holds_fewer_entries_than_announced_is_refused() -> None:
    with pytest.raises(Malformed, match="announces 2 entries and holds 1"):
        read(entry(""), "<Record_Count>2</Record_Count>")


def test_person_without_a_name_is_a_bad_row() -> None:
    found = read("<sdnEntry><uid>7</uid><sdnType>Individual</sdnType></sdnEntry>")

    assert [(row.position, row.reference, row.reason) for row in found.bad_rows] == [(1, "7", "no name")]


@pytest.mark.shared
class TestRealLists:
    """Counts by an xpath over the same files, by ``sdnType``."""

    @pytest.mark.parametrize(
        ("name", "individuals", "others"),
        [("sdn_2021-03-10", 4539, 4293), ("sdn_2024-05-07", 6855, 8111), ("cons_nonsdn_2024-05-06", 79, 364)],
    )
    def test_every_individual_becomes_an_alert(self, shared: Path, name: str, individuals: int, others: int) -> None:
        packed = shared / "watchlists" / "ofac" / f"{name}.xml.gz"
        found = read_list(ListFormat.OFAC, gzip.decompress(packed.read_bytes()))

        assert (len(found.alerts), found.not_persons, found.bad_rows) == (individuals, others, ())

    def test_every_date_state_and_document_of_2024_is_understood(self, shared: Path) -> None:
        packed = shared / "watchlists" / "ofac" / "sdn_2024-05-07.xml.gz"
        found = read_list(ListFormat.OFAC, gzip.decompress(packed.read_bytes()))

        assert found.notes == ()
        assert sum(len(alert.person.names) for alert in found.alerts) == 6855 + 8362 + 2066 + 23
