"""The watch list of GTAS, CSV; invented rows."""

from datetime import date

import pytest

from tournai.alerts import AlertList, ListFormat, read_list
from tournai.values import Document, DocumentKind, DocumentNumber, Name, PartialDate, StateCode

COLUMNS = "firstname,lastname,middlename,dob,documentcountry,documentnumber,documenttype,coc,phone,email"


def read(*rows: str) -> AlertList:
    return read_list(ListFormat.GTAS, "\n".join((COLUMNS, *rows)).encode())


def test_row_is_a_person_with_a_document() -> None:
    (alert,) = read("Orval,TESTIN,Ben,1972-03-01,BEL,X123456,P,FRA,0,a@b.test").alerts

    document = Document(DocumentNumber("X123456"), DocumentKind.PASSPORT, StateCode("BEL"))
    assert (alert.category, alert.person.names) == ("passenger", (Name("TESTIN", "Orval Ben"),))
    assert (alert.person.nationalities, alert.person.documents) == (("FRA",), (document,))


def test_row_without_a_name_is_an_alert_on_the_document() -> None:
    (alert,) = read(",,,,BEL,X123456,P,,,").alerts

    assert (alert.category, alert.person.names) == ("document", ())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1972-03-01", {date(1972, 3, 1)}),
        ("02-12-1965", {date(1965, 2, 12), date(1965, 12, 2)}),
        ("02/25/1965", {date(1965, 2, 25)}),
        ("25-02-1965", {date(1965, 2, 25)}),
        ("99-99-1965", set()),
    ],
)
def test_birth_with_the_year_last_keeps_each_day_that_it_may_mean(text: str, days: set[date]) -> None:
    (alert,) = read(f"Orval,TESTIN,,{text},,,,,,").alerts

    assert set(alert.person.births) == {PartialDate.on(day) for day in days}


def test_telephone_and_mail_are_not_kept_and_change_no_reference() -> None:
    first, second = (read(f"Orval,TESTIN,,,,,,,{phone},a@b.test").alerts[0] for phone in ("1", "2"))

    assert first == second


def test_row_that_names_nobody_is_shown() -> None:
    assert [row.reason for row in read(",,,,,,,BEL,,").bad_rows] == ["no name"]
