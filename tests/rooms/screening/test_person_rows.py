"""Persons as rows of plain tables."""

import pytest

from tournai.errors import Malformed
from tournai.screening.person_rows import Alerts, read_alert_row, read_traveller_row
from tournai.values import Sex


def alert(identifier: str, name: str, birth: str = "", sex: str = "", state: str = "", number: str = ""):
    return read_alert_row((identifier, name, birth, sex, state, number, ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1972", "1972"), ("1972-03", "1972-03"), ("1970/1975", "1970/1975"), ("1972-03-01", "1972-03-01")],
)
def test_a_birth_date_may_be_partly_known(text: str, expected: str) -> None:
    assert str(alert("A1", "Zoubir Tchalabi", text).birth) == expected


def test_a_comma_parts_the_surname_from_the_given_names() -> None:
    assert alert("A1", "TCHALABI, Zoubir").name.given == "Zoubir"
    assert alert("A1", "Zoubir Tchalabi").name.surname == "Zoubir Tchalabi"


def test_what_is_not_understood_is_left_out_and_told() -> None:
    row = alert("A1", "Zoubir Tchalabi", "1972-15-40", "Z", "Nowhere")

    assert (row.birth, row.sex, row.nationality) == (None, Sex.UNKNOWN, None)
    assert [remark.split()[0] for remark in row.remarks] == ["birth_date", "sex", "nationality"]


@pytest.mark.parametrize(
    ("identifier", "name"), [("", "Zoubir Tchalabi"), ("A1", " "), ("A1", "123"), ("A1", "x" * 2_000)]
)
def test_a_row_that_is_no_person_is_refused(identifier: str, name: str) -> None:
    with pytest.raises(Malformed):
        alert(identifier, name)


def test_rows_of_one_identifier_are_one_alert_wherever_they_stand() -> None:
    alerts = Alerts()
    for row in (
        alert("A1", "Zoubir Tchalabi", "1971", "M", "DZA"),
        alert("A2", "Lore Delvigne", number="ea 123-456"),
        alert("A1", "Zubayr Shalaby", "1972", "", "FRA"),
    ):
        alerts.add(row)

    batch = alerts.batch()

    assert list(alerts.ids) == ["A1", "A2"]
    assert batch.name_offsets.tolist() == [0, 2, 3]
    assert [batch.name_surname[row] for row in range(3)] == ["Zoubir Tchalabi", "Zubayr Shalaby", "Lore Delvigne"]
    assert (batch.birth_offsets.tolist(), batch.nationality_offsets.tolist()) == ([0, 2, 2], [0, 2, 2])
    assert batch.document_number[0] == "EA123456"


def test_a_traveller_without_surname_goes_by_the_given_names() -> None:
    row = read_traveller_row(("T1", "", "AINO", "1990-01-02", "F", "FIN", "", ""))

    assert row.person.names[0].full == "AINO"
