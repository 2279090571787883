"""Laws of the readers of rows and entries: nothing is lost in silence, no field takes longer than its length."""

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.alerts import ListFormat, read_list
from tournai.alerts.interchange import gtas, lost_documents, police
from tournai.alerts.official import belgium, eu_csv, uk
from tournai.values import Name, NameKind, PartialDate, Sex

cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["P", "36", "Individual", "person", "BEL", "A123456", "1972", "01/03/1972", "2026-03-01", "stolen", "TESTIN"]
)

COLUMNS = {
    ListFormat.POLICE: (*police.REQUIRED, *police.OPTIONAL),
    ListFormat.DOCUMENTS: (*lost_documents.REQUIRED, "alert_id", "expires_on", "linked_to"),
    ListFormat.GTAS: (*gtas.KEPT, "phone", "email"),
    ListFormat.UK: (*uk.REQUIRED, "Passport Details", "NI Number", "Town of Birth"),
    ListFormat.BELGIUM: (*belgium.REQUIRED, "Lastname", "Firstname", "Gender"),
    ListFormat.EU_CSV: (*eu_csv.REQUIRED, "EU_ref_num", "Citi_country", "Iden_country"),
}
REFERENCES = {
    ListFormat.POLICE: "alert_id",
    ListFormat.DOCUMENTS: "alert_id",
    ListFormat.UK: "Group ID",
}
DELIMITERS = {ListFormat.BELGIUM: ";", ListFormat.EU_CSV: ";"}


def table(form: ListFormat, rows: list[dict[str, str]]) -> bytes:
    text = StringIO(newline="")
    written = csv.DictWriter(text, COLUMNS[form], delimiter=DELIMITERS.get(form, ","))
    written.writeheader()
    written.writerows(rows)
    return text.getvalue().encode()


def rows_of(form: ListFormat) -> st.SearchStrategy[list[dict[str, str]]]:
    """Return rows of any cells, each of a subject of its own."""
    drawn = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS[form], cells)), min_size=1, max_size=5)
    return drawn.map(lambda rows: [row | own(form, number) for number, row in enumerate(rows)])


def own(form: ListFormat, number: int) -> dict[str, str]:
    if form is ListFormat.EU_CSV:  # entries of one EU reference are one person under several regimes, and are joined
        return {"Entity_logical_id": f"R{number}", "EU_ref_num": f"EU.{number}"}
    return {REFERENCES[form]: f"R{number}"} if form in REFERENCES else {"lastname": f"N{number}"}


class TestNothingIsLost:
    """Every row is an alert, a subject that is no person, or shown with its reason."""

    @pytest.mark.parametrize("form", [form for form in COLUMNS if form is not ListFormat.BELGIUM])
    @given(data=st.data())
    def test_every_subject_is_accounted_for(self, form: ListFormat, data: st.DataObject) -> None:
        rows = data.draw(rows_of(form))

        found = read_list(form, table(form, rows))

        assert len(found.alerts) + len(found.bad_rows) + found.not_persons == len(rows)

    @given(st.lists(st.sampled_from(["Person", "Organization", "", "Passport"]), min_size=1, max_size=6), st.data())
    def test_every_entity_is_accounted_for(self, schemata: list[str], data: st.DataObject) -> None:
        entities = [
            {"id": f"E{number}", "schema": schema, "properties": {"name": data.draw(st.lists(cells, max_size=2))}}
            for number, schema in enumerate(schemata)
        ]

        found = read_list(ListFormat.FOLLOW_THE_MONEY, "\n".join(map(json.dumps, entities)).encode())

        assert len(found.alerts) + len(found.bad_rows) + found.not_persons == len(entities)

    @given(st.lists(st.booleans(), min_size=1, max_size=6))
    def test_line_that_is_no_entity_loses_no_other(self, is_whole: list[bool]) -> None:
        whole = json.dumps({"id": "E{}", "schema": "Person", "properties": {"name": ["Orval Testin"]}})
        lines = [whole.replace("{}", str(number)) if one else whole[:20] for number, one in enumerate(is_whole)]

        found = read_list(ListFormat.FOLLOW_THE_MONEY, "\n".join([*lines, whole]).encode())

        assert len(found.alerts) == sum(is_whole) + 1
        assert [row.line for row in found.bad_rows] == [n for n, one in enumerate(is_whole, 1) if not one]


icao_names = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=10)
births = st.builds(PartialDate.on, st.dates()) | st.builds(PartialDate.in_year, st.integers(1900, 2020))


@given(icao_names, icao_names, births, st.sampled_from(Sex), st.sampled_from(["26", "34", "36", "40"]))
def test_police_alert_is_read_as_it_was_written(
    surname: str, given_names: str, birth: PartialDate, sex: Sex, category: str
) -> None:
    row = dict.fromkeys(COLUMNS[ListFormat.POLICE], "") | {
        "alert_id": "BE-1",
        "category": category,
        "surname": surname,
        "given_names": given_names,
        "birth_date": str(birth),
        "sex": sex.value,
        "action": "check",
        "decision": "D-1",
        "entered_on": "2026-03-01",
    }

    (alert,) = read_list(ListFormat.POLICE, table(ListFormat.POLICE, [row])).alerts

    assert (alert.category, alert.person.names) == (category, (Name(surname, given_names, NameKind.PRIMARY),))
    assert (alert.person.births, alert.person.sex) == ((birth,), sex)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["(", "(1) ", "a) ", "A1 (", "série 1 n° ", "no 1", "expires 1 ", "-", "1", ";", "é "]
)
@pytest.mark.parametrize("form", list(COLUMNS))
def test_long_cell_takes_no_longer_than_its_length(form: ListFormat, piece: str) -> None:
    """At 100 kB in every cell anything that grows with the square of the length outlasts the limit."""
    kinds = {
        "Group Type": "Individual",
        "Subject_type": "P",
        "Type": "person",
        "category": "36",
        "circumstance": "lost",
    }
    row = dict.fromkeys(COLUMNS[form], piece * (100_000 // len(piece))) | {
        column: text for column, text in kinds.items() if column in COLUMNS[form]
    }

    found = read_list(form, table(form, [row]))

    assert len(found.alerts) + len(found.bad_rows) == 1
