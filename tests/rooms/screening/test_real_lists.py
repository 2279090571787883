"""Every person on a real list is found by the primary name and first birth that the list gives."""

import gzip
from pathlib import Path

import msgspec
import pytest

from tournai.alerts import ListFormat, read_list
from tournai.screening import batch_of, build_index, screen
from tournai.values import Person


def as_traveller(person: Person) -> Person:
    return msgspec.structs.replace(person, names=person.names[:1], births=person.births[:1], documents=())


@pytest.mark.shared
def test_every_alert_of_the_un_list_finds_itself(shared: Path) -> None:
    data = (shared / "watchlists/un_sc/un_consolidated_2026-02-27.xml.gz").read_bytes()
    persons = [alert.person for alert in read_list(ListFormat.UN, gzip.decompress(data)).alerts]
    index = build_index(batch_of(enumerate(persons)), version="un")

    matches = screen(index, batch_of(enumerate(map(as_traveller, persons))), limit=50)

    found = {
        pair[0] for pair in zip(matches.traveller.tolist(), matches.alert.tolist(), strict=True) if pair[0] == pair[1]
    }
    assert sorted(set(range(len(persons))) - found) == []
