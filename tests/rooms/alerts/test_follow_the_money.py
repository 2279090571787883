"""Entities of FollowTheMoney, whole and as changes; invented persons."""

import json
from datetime import date

import pytest

from tournai.alerts import AlertList, ListFormat, diff, digest, read_list
from tournai.errors import Malformed
from tournai.values import DocumentKind, Name, NameKind, PartialDate, Sex

KEY = b"k" * 32


def entity(reference: str = "NK-1", schema: str = "Person", **properties: list[str]) -> dict[str, object]:
    defaults = {"name": ["Orval Testin"], "topics": ["crime.terror"]} if schema == "Person" else {}
    return {
        "id": reference,
        "schema": schema,
        "properties": defaults | properties,
        "last_change": "2026-01-02T00:00:00",
    }


def read(*lines: object) -> AlertList:
    return read_list(ListFormat.FOLLOW_THE_MONEY, "\n".join(map(json.dumps, lines)).encode())


def change(op: str, **properties: object) -> dict[str, object]:
    return {"op": op, "entity": {"id": "NK-1"} if op == "DEL" else entity(**properties)}


def test_person_keeps_topics_as_categories_and_the_day_of_change() -> None:
    (alert,) = read(entity()).alerts

    assert (alert.reference, alert.category, alert.updated_on) == ("NK-1", "crime.terror", date(2026, 1, 2))


def test_kinds_of_names_follow_the_property_and_the_script() -> None:
    (alert,) = read(entity(alias=["Abu Test"], weakAlias=["Tester"], name=["Orval Testin", "Орвал Тестин"])).alerts

    assert [name.kind for name in alert.person.names] == [
        NameKind.PRIMARY,
        NameKind.ORIGINAL_SCRIPT,
        NameKind.ALIAS,
        NameKind.WEAK_ALIAS,
    ]


def test_surname_is_told_apart_where_the_entity_gives_it() -> None:
    (alert,) = read(entity(name=["Orval Ben Testin"], lastName=["BEN TESTIN"])).alerts

    assert alert.person.names == (Name("Ben Testin", "Orval"),)


def test_birth_sex_state_and_number_are_read() -> None:
    (alert,) = read(
        entity(birthDate=["1972-03"], gender=["female"], nationality=["be"], passportNumber=["X123456"])
    ).alerts

    person = alert.person
    assert (person.births, person.sex, person.nationalities) == ((PartialDate.in_month(1972, 3),), Sex.FEMALE, ("BEL",))
    assert [(each.number, each.kind) for each in person.documents] == [("X123456", DocumentKind.PASSPORT)]


def test_passport_that_is_an_entity_of_its_own_is_joined_to_its_holder() -> None:
    passport = entity("P-1", "Passport", holder=["NK-1"], number=["X123456"], country=["be"], endDate=["2030-01-31"])

    found = read(passport, entity())

    (document,) = found.alerts[0].person.documents
    assert (document.number, document.issuing_state, str(document.date_of_expiry)) == ("X123456", "BEL", "2030-01-31")
    assert found.not_persons == 0


def test_organisation_is_counted_and_left_out() -> None:
    assert read(entity(), entity("NK-2", "Organization")).not_persons == 1


def test_line_that_is_no_json_is_shown_with_its_number_and_loses_no_other() -> None:
    data = b'{"id": "NK-0", "schema"\n' + json.dumps(entity()).encode()

    found = read_list(ListFormat.FOLLOW_THE_MONEY, data)

    assert ([row.line for row in found.bad_rows], len(found.alerts)) == ([1], 1)


def test_changes_add_and_change_and_delete_and_leave_the_rest() -> None:
    before = read(entity("NK-1"), entity("NK-2"), entity("NK-3"))
    known = {alert.reference: digest(alert, key=KEY) for alert in before.alerts}
    changes = read(
        {"op": "ADD", "entity": entity("NK-4")},
        {"op": "MOD", "entity": entity("NK-2", birthDate=["1972"])},
        {"op": "DEL", "entity": {"id": "NK-3"}},
    )

    found = diff(known, changes, key=KEY)

    assert [alert.reference for alert in found.added] == ["NK-4"]
    assert [alert.reference for alert in found.changed] == ["NK-2"]
    assert found.withdrawn == ("NK-3",)


def test_person_that_became_an_organisation_is_withdrawn() -> None:
    known = {alert.reference: digest(alert, key=KEY) for alert in read(entity("NK-1")).alerts}

    found = diff(known, read({"op": "MOD", "entity": entity("NK-1", "Organization")}), key=KEY)

    assert found.withdrawn == ("NK-1",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"versions": {"20240527-abc": "entities.delta.json"}}', "index"),
        (json.dumps(entity()).encode() + b"\n" + json.dumps(change("ADD")).encode(), "mixed"),
        (b'{"TESTIN": 1}', "json-form"),
    ],
)
def test_file_of_another_kind_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        read_list(ListFormat.FOLLOW_THE_MONEY, data)

    assert caught.value.code == code
