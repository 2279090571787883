"""The EU's list in CSV, 59 columns; invented rows in the published layout."""

from datetime import date

from tournai.alerts import AlertList, ListFormat, read_list
from tournai.values import Document, DocumentKind, DocumentNumber, Name, PartialDate, Sex, StateCode

COLUMNS = (
    "Date_file04/03/2026;Entity_logical_id;Subject_type;Leba_numtitle;Leba_publication_date;Programme;"
    "Naal_lastname;Naal_firstname;Naal_middlename;Naal_wholename;Naal_gender;Birt_date;Birt_place;Birt_country;"
    "Iden_number;Iden_country;Citi_country;Entity_logical_id;EU_ref_num"
)
NAME = "04/03/2026;1;P;2026/1;2026-01-02;TST;TESTIN;Orval;Ben;Orval Ben TESTIN;M;;;;;;;1;EU.1.11"
BIRTH = "04/03/2026;1;P;2026/1;2026-01-02;TST;;;;;;1972-03-01;Testville;BEL;;;;1;EU.1.11"
PASSPORT = "04/03/2026;1;P;2026/1;2026-01-02;TST;;;;;;;;;X 123 (passport-National passport) (lost);BEL;;1;EU.1.11"
CITIZEN = "04/03/2026;1;P;2026/1;2026-01-02;TST;;;;;;;;;;;FRA;1;EU.1.11"
FIRM = "04/03/2026;2;E;2026/1;2026-01-02;TST;;;;TEST TRADING;;;;;;;;2;EU.2.22"


def read(*rows: str) -> AlertList:
    return read_list(ListFormat.EU_CSV, "\r\n".join((COLUMNS, *rows)).encode())


def test_rows_of_one_subject_are_one_person() -> None:
    (alert,) = read(NAME, BIRTH, PASSPORT, CITIZEN).alerts

    person = alert.person
    assert (alert.reference, alert.category, person.sex) == ("EU.1.11", "TST", Sex.MALE)
    assert person.names == (Name("TESTIN", "Orval Ben"),)
    assert person.births == (PartialDate.on(date(1972, 3, 1)),)
    assert person.birthplaces == ("Testville, BEL",)
    assert person.documents == (Document(DocumentNumber("X123"), DocumentKind.PASSPORT, StateCode("BEL")),)
    assert person.nationalities == ("FRA",)


def test_first_column_tells_the_day_of_the_file() -> None:
    assert read(NAME).published_on == date(2026, 3, 4)


def test_firm_of_several_rows_is_counted_once() -> None:
    assert read(NAME, FIRM, FIRM).not_persons == 1


def test_file_that_a_spreadsheet_saved_in_one_cell_a_line_is_read_alike() -> None:
    saved = "\r\n".join(f'"{line}\t\t\t"' for line in (COLUMNS, NAME, BIRTH)).encode("cp1252")

    assert read_list(ListFormat.EU_CSV, saved) == read(NAME, BIRTH)


def test_row_of_another_width_is_shown_with_its_line_and_loses_no_other() -> None:
    found = read("a;b", NAME)

    assert [(row.line, row.position) for row in found.bad_rows] == [(2, 1)]
    assert len(found.alerts) == 1
