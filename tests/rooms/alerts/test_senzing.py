"""Persons in Senzing's entity layout; invented records."""

import json

import pytest

from tournai.alerts import AlertList, ListFormat, read_list
from tournai.errors import Malformed
from tournai.values import Name, NameKind, PartialDate, Sex

RECORD = {"DATA_SOURCE": "TEST", "RECORD_ID": "T-1", "RECORD_TYPE": "PERSON"}


def read(**attributes: object) -> AlertList:
    return read_list(ListFormat.SENZING, json.dumps(RECORD | attributes).encode())


def test_features_are_read_from_lists() -> None:
    (alert,) = read(
        NAMES=[{"NAME_TYPE": "PRIMARY", "NAME_FULL": "Orval Testin"}, {"NAME_TYPE": "ALIAS", "NAME_FULL": "Abu Test"}],
        DATES=[{"DATE_OF_BIRTH": "1972"}],
        COUNTRIES=[{"NATIONALITY": "be"}],
        RISKS=[{"TOPIC": "wanted"}],
    ).alerts

    assert alert.person.names == (Name("Orval Testin"), Name("Abu Test", kind=NameKind.ALIAS))
    assert (alert.person.births, alert.person.nationalities) == ((PartialDate.in_year(1972),), ("BEL",))
    assert (alert.reference, alert.category) == ("T-1", "wanted")


def test_features_are_read_from_the_record_itself() -> None:
    (alert,) = read(
        NAME_LAST="TESTIN", NAME_FIRST="Orval", GENDER="F", PASSPORT_NUMBER="X123456", PASSPORT_COUNTRY="BE"
    ).alerts

    assert (alert.person.names, alert.person.sex) == ((Name("TESTIN", "Orval"),), Sex.FEMALE)
    assert [(each.number, each.issuing_state) for each in alert.person.documents] == [("X123456", "BEL")]


@pytest.mark.parametrize("kind", ["ORGANIZATION", None])
def test_record_of_another_type_is_counted_and_left_out(kind: str | None) -> None:
    found = read(RECORD_TYPE=kind, NAME_FULL="Test Trading")

    assert (found.alerts, found.not_persons) == ((), 1)


def test_file_without_records_is_refused() -> None:
    with pytest.raises(Malformed, match="no line is a record"):
        read_list(ListFormat.SENZING, b'{"id": 1}')
