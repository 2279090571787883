"""The coming travellers on disk: sealed a day, and gone with the day's key."""

import os
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.fakes.clock import MovableClock

from tournai.node.duties.coming_ports import KnownDay, KnownFlights
from tournai.node.keys import KeyStore
from tournai.node.store.traveller_folder import LABEL, TravellerFolder
from tournai.screening import batch_of, build_index
from tournai.values import Name, PartialDate, Person

DAY = date(2026, 12, 1)
TRAVELLER = Person((Name("ZQORLANDICQZ", "TIBOR"),), (PartialDate.on(date(1971, 3, 4)),))
KNOWN = KnownDay(
    KnownFlights({"flight-1": 2}, 1), build_index(batch_of([(0, TRAVELLER)]), version="one"), np.zeros(1, np.int32)
)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def keys(tmp_path: Path, clock: MovableClock) -> KeyStore:
    return KeyStore(tmp_path / "keys", clock=clock)


@pytest.fixture
def folder(tmp_path: Path, keys: KeyStore, clock: MovableClock) -> TravellerFolder:
    made = TravellerFolder(tmp_path / "travellers", keys, clock)
    made.save(DAY, KNOWN)
    return made


def made_keys(keys: KeyStore, clock: MovableClock) -> int:
    return len(keys.identifiers(LABEL, clock() + timedelta(days=1)))


def test_day_is_read_as_it_was_written(folder: TravellerFolder) -> None:
    opened = folder.load(DAY)

    assert opened is not None
    assert opened.flights == KNOWN.flights
    assert opened.of_rows.tolist() == [0]
    assert opened.index.alerts.name_surname[0] == "ZQORLANDICQZ"


def test_file_holds_no_traveller(folder: TravellerFolder, tmp_path: Path) -> None:
    [path] = (tmp_path / "travellers").iterdir()

    assert b"ZQORLANDICQZ" not in path.read_bytes().upper()


@pytest.mark.parametrize("place", [0, 40, -1])
def test_changed_file_is_not_opened_and_the_day_is_unknown(folder: TravellerFolder, tmp_path: Path, place: int) -> None:
    [path] = (tmp_path / "travellers").iterdir()
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)

    assert folder.load(DAY) is None
    assert folder.days() == {}


def test_next_version_destroys_the_key_of_the_one_before(
    folder: TravellerFolder, keys: KeyStore, clock: MovableClock
) -> None:
    folder.save(DAY, KNOWN)

    assert made_keys(keys, clock) == 1
    assert folder.load(DAY) is not None


def test_dropped_day_is_gone_with_its_key(folder: TravellerFolder, keys: KeyStore, clock: MovableClock) -> None:
    folder.drop(DAY)

    assert (folder.load(DAY), folder.days(), made_keys(keys, clock)) == (None, {}, 0)


def test_copy_of_a_dropped_day_does_not_open(folder: TravellerFolder, tmp_path: Path) -> None:
    [path] = (tmp_path / "travellers").iterdir()
    copy = path.read_bytes()
    folder.drop(DAY)

    path.write_bytes(copy)

    assert folder.load(DAY) is None


def test_what_a_killed_process_left_is_swept(
    folder: TravellerFolder, keys: KeyStore, clock: MovableClock, tmp_path: Path
) -> None:
    left = tmp_path / "travellers" / ".building-left"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    keys.create_data_keys(1, LABEL)
    clock.move(timedelta(hours=2))

    folder.sweep()

    assert not left.exists()
    assert made_keys(keys, clock) == 1
