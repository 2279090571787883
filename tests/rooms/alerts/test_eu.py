"""The EU's Financial Sanctions Files, XML 1.1; invented entries in the published form."""

from datetime import date

import pytest

from tournai.alerts import Alert, AlertList, ListFormat, read_list
from tournai.values import Document, DocumentKind, DocumentNumber, Name, NameKind, PartialDate, Sex, StateCode

NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
PERSON = '<subjectType code="person" classificationCode="P"/>'
REGULATION = '<regulation programme="TST" numberTitle="2026/1 (OJ L1)" publicationDate="2026-01-02"/>'
ORVAL = '<nameAlias firstName="Orval" middleName="Ben" lastName="TESTIN" wholeName="Orval Ben TESTIN" strong="true"/>'


def entity(inner: str, *, reference: str = "EU.1.11", regulation: str = REGULATION) -> str:
    head = f'<sanctionEntity euReferenceNumber="{reference}" logicalId="11" designationDate="2025-12-01">'
    return f"{head}{regulation}{inner}</sanctionEntity>"


def read(*entities: str) -> AlertList:
    head = f'<export xmlns="{NAMESPACE}" generationDate="2026-03-04T10:00:00.000+01:00">'
    return read_list(ListFormat.EU, f"{head}{''.join(entities)}</export>".encode())


def read_one(inner: str) -> Alert:
    return read(entity(PERSON + ORVAL + inner)).alerts[0]


def test_list_knows_its_day_and_format() -> None:
    found = read(entity(PERSON + ORVAL))

    assert (found.format, found.published_on) == (ListFormat.EU, date(2026, 3, 4))


def test_entry_keeps_reference_programme_basis_and_days() -> None:
    alert = read_one("")

    assert (alert.reference, alert.category, alert.legal_basis) == ("EU.1.11", "TST", "2026/1 (OJ L1)")
    assert (alert.listed_on, alert.updated_on) == (date(2025, 12, 1), date(2026, 1, 2))


def test_first_strong_name_is_primary_and_the_next_an_alias() -> None:
    alias = '<nameAlias firstName="" lastName="" wholeName="Abu Test" strong="true"/>'

    assert read_one(alias).person.names == (Name("TESTIN", "Orval Ben"), Name("Abu Test", kind=NameKind.ALIAS))


def test_name_that_is_not_strong_is_a_weak_alias() -> None:
    weak = '<nameAlias wholeName="The Tester" strong="false"/>'

    assert read_one(weak).person.names[1] == Name("The Tester", kind=NameKind.WEAK_ALIAS)


def test_name_in_another_script_is_one_in_the_original_script_even_where_it_stands_first() -> None:
    original = '<nameAlias wholeName="Тестин" nameLanguage="RU" strong="true"/>'

    names = read(entity(PERSON + original + ORVAL)).alerts[0].person.names

    assert [name.kind for name in names] == [NameKind.ORIGINAL_SCRIPT, NameKind.PRIMARY]


@pytest.mark.parametrize(
    ("attributes", "birth"),
    [
        ('birthdate="1972-03-01" year="1972"', PartialDate.on(date(1972, 3, 1))),
        ('monthOfYear="3" year="1972"', PartialDate.in_month(1972, 3)),
        ('year="1972"', PartialDate.in_year(1972)),
        ('year="1972" circa="true"', PartialDate.in_year(1972, is_approximate=True)),
        ('yearRangeFrom="1970" yearRangeTo="1973"', PartialDate.in_years(1970, 1973)),
        ('yearRangeTo="1973"', PartialDate.in_year(1973)),
    ],
)
def test_birth_is_read_from_its_most_precise_part(attributes: str, birth: PartialDate) -> None:
    alert = read_one(f'<birthdate calendarType="GREGORIAN" {attributes}/>')

    assert alert.person.births == (birth,)


def test_birth_in_the_islamic_calendar_is_read_from_the_gregorian_day_beside_it() -> None:
    alert = read_one('<birthdate calendarType="ISLAMIC" year="1402" monthOfYear="6" birthdate="1982-04-19"/>')

    assert alert.person.births == (PartialDate.on(date(1982, 4, 19)),)


def test_year_of_the_islamic_calendar_alone_is_noted_and_not_taken_for_a_gregorian_one() -> None:
    found = read(entity(PERSON + ORVAL + '<birthdate calendarType="ISLAMIC" year="1343"/>'))

    assert found.alerts[0].person.births == ()
    assert [note.reason for note in found.notes] == ["the date of birth is not understood"]


def test_place_without_a_date_is_no_defect() -> None:
    found = read(
        entity(
            PERSON + ORVAL + '<birthdate calendarType="GREGORIAN" city="Testville" countryIso2Code="BE" '
            'countryDescription="BELGIUM"/>'
        )
    )

    assert found.alerts[0].person.birthplaces == ("Testville, BELGIUM",)
    assert found.notes == ()


def test_unknown_state_is_none_and_no_defect() -> None:
    found = read(entity(PERSON + ORVAL + '<citizenship countryIso2Code="00" countryDescription="UNKNOWN"/>'))

    assert (found.alerts[0].person.nationalities, found.notes) == ((), ())


@pytest.mark.parametrize(("genders", "sex"), [(("F",), Sex.FEMALE), (("F", "M"), Sex.UNKNOWN), (("",), Sex.UNKNOWN)])
def test_sex_is_that_of_the_names_where_they_agree(genders: tuple[str, ...], sex: Sex) -> None:
    names = "".join(f'<nameAlias wholeName="Name {gender}" gender="{gender}"/>' for gender in genders)

    assert read_one(names).person.sex is sex


def test_passport_keeps_number_state_and_expiry() -> None:
    attributes = 'identificationTypeCode="passport" number="X 123456" countryIso2Code="BE" validTo="2030-01-31"'

    documents = read_one(f"<identification {attributes}/>").person.documents

    expiry = PartialDate.on(date(2030, 1, 31))
    assert documents == (Document(DocumentNumber("X123456"), DocumentKind.PASSPORT, StateCode("BEL"), expiry),)


@pytest.mark.parametrize("code", ["imo", "swiftbic", "regnumber", "tradelic"])
def test_numbers_of_ships_firms_and_banks_are_no_documents(code: str) -> None:
    assert read_one(f'<identification identificationTypeCode="{code}" number="123456"/>').person.documents == ()


def test_enterprise_is_counted_and_left_out() -> None:
    found = read(entity('<subjectType code="enterprise" classificationCode="E"/>' + ORVAL))

    assert (found.alerts, found.not_persons) == ((), 1)


def test_person_under_two_regimes_is_one_alert_with_both_programmes() -> None:
    second = REGULATION.replace("TST", "OTHER").replace("2026/1", "2026/2")
    found = read(entity(PERSON + ORVAL), entity(PERSON + ORVAL, regulation=second))

    assert [alert.programmes for alert in found.alerts] == [("TST", "OTHER")]
    assert found.alerts[0].legal_basis == "2026/1 (OJ L1); 2026/2 (OJ L1)"


def test_entry_without_a_name_is_a_bad_row_with_its_line() -> None:
    found = read("\n\n", entity(PERSON))

    assert [(row.reference, row.reason, row.line) for row in found.bad_rows] == [("EU.1.11", "no name", 3)]
