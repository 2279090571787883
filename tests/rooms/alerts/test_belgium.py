"""The Belgian consolidated list, CSV; invented rows in the columns that public software reads."""

from datetime import date

import pytest

from tournai.alerts import AlertList, ListFormat, read_list
from tournai.alerts.official.belgium import belgian_date
from tournai.values import DocumentKind, Name, NameKind, PartialDate, Sex

COLUMNS = (
    "type", "Wholename", "Lastname", "Firstname", "Middlename", "Gender", "Birth date", "Birth place", "Birth country",
    "Number", "Function", "Remark", "Embargos", "Regulation", "Publication date", "Links",
)  # fmt: skip
DEFAULTS = {
    "type": "person",
    "Wholename": "Orval TESTIN",
    "Lastname": "TESTIN",
    "Firstname": "Orval",
    "Gender": "M",
    "Birth date": "01-03-72",
    "Birth country": "BELGIUM",
    "Embargos": "TERR",
    "Regulation": "AR 28/12/2006",
    "Publication date": "02-01-15",
}


def read(*rows: dict[str, str]) -> AlertList:
    lines = [";".join(f'"{(DEFAULTS | row).get(column, "")}"' for column in COLUMNS) for row in rows]
    return read_list(ListFormat.BELGIUM, "\r\n".join((";".join(COLUMNS), *lines)).encode("utf-8-sig"))


def test_row_is_a_person_with_programme_and_basis() -> None:
    (alert,) = read({}).alerts

    assert (alert.category, alert.legal_basis, alert.listed_on) == ("TERR", "AR 28/12/2006", date(2015, 1, 2))
    assert (alert.person.names, alert.person.sex) == ((Name("TESTIN", "Orval"),), Sex.MALE)
    assert alert.person.births == (PartialDate.on(date(1972, 3, 1)),)


def test_values_of_a_cell_stand_one_a_line_and_a_written_line_break_is_a_space() -> None:
    (alert,) = read({"Wholename": "Orval TESTIN\nAbu\\nTest", "Birth date": "01-03-72\n02-03-72"}).alerts

    assert alert.person.names == (Name("Orval TESTIN"), Name("Abu Test", kind=NameKind.ALIAS))
    assert len(alert.person.births) == 2


@pytest.mark.parametrize(
    ("text", "expected"), [("16-07-68", "1968-07-16"), ("01-01-05", "2005-01-01"), ("31-02-72", None), ("N/A", None)]
)
def test_year_of_two_digits_is_of_the_century_in_which_a_listed_person_was_born(
    text: str, expected: str | None
) -> None:
    found = belgian_date(text)

    assert (str(found) if found else None) == expected


def test_reference_stays_the_same_for_the_same_names_dates_and_countries() -> None:
    first, second = read({}).alerts, read({"Gender": "", "Function": "tester"}).alerts

    assert first[0].reference == second[0].reference


def test_kind_in_brackets_tells_the_document() -> None:
    (alert,) = read({"Number": "X 123456 (passport-National passport) (lost)\n998877"}).alerts

    assert [(each.number, each.kind) for each in alert.person.documents] == [
        ("X123456", DocumentKind.PASSPORT),
        ("998877", DocumentKind.UNKNOWN),
    ]


def test_enterprise_is_counted_and_left_out() -> None:
    assert read({"type": "enterprise"}).not_persons == 1


def test_line_of_a_row_counts_the_lines_inside_the_cells_before_it() -> None:
    found = read({"Wholename": "A\nB"}, {"Wholename": "", "Birth date": ""})

    assert [(row.position, row.line) for row in found.bad_rows] == [(2, 4)]
