"""The folder of the screening indexes: what is kept is what is opened, in fewer bytes."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from tournai.errors import Unavailable
from tournai.node.duties.index_ports import MadeFrom, SourceState
from tournai.node.store.index_folder import IndexFolder
from tournai.screening import Index, batch_of, build_index, index_arrays
from tournai.values import Name, PartialDate, Person

ABOUT = MadeFrom((SourceState("test-list", 7, datetime(2026, 11, 1, tzinfo=UTC)),), (), "weights")
LONG = Person((Name("B" * 300, "TAREK"), Name("LI")), (PartialDate.on(date(1981, 4, 9)),))
ALERTS = batch_of([(5, LONG), (9, Person(())), (11, Person((Name("PEETERS", "JAN"),)))])


def saved(folder: Path) -> Index:
    index = build_index(ALERTS, version="one")
    IndexFolder(folder).save("one", index, ABOUT)
    return index


def test_index_that_is_opened_is_the_one_that_was_kept(tmp_path: Path) -> None:
    kept = index_arrays(saved(tmp_path))

    opened = index_arrays(IndexFolder(tmp_path).load("one"))

    assert sorted(opened) == sorted(kept)
    assert [name for name in kept if opened[name].dtype != kept[name].dtype] == []
    assert [name for name in kept if not np.array_equal(opened[name], kept[name])] == []


def test_offsets_are_kept_as_lengths(tmp_path: Path) -> None:
    saved(tmp_path)

    lengths = {path.name: np.load(path) for path in tmp_path.glob("base-*/alerts.name_*.lengths.npy")}

    assert lengths["alerts.name_offsets.lengths.npy"].tolist() == [2, 0, 1]
    assert lengths["alerts.name_offsets.lengths.npy"].dtype == np.uint8
    assert lengths["alerts.name_surname.offsets.lengths.npy"].tolist() == [300, 2, 7]
    assert lengths["alerts.name_surname.offsets.lengths.npy"].dtype == np.uint16


def test_index_is_opened_as_a_memory_map(tmp_path: Path) -> None:
    saved(tmp_path)

    opened = IndexFolder(tmp_path).load("one")

    assert isinstance(opened.posting_rows.base, np.memmap)
    assert isinstance(opened.rows.base.base, np.memmap)


def test_folder_that_lacks_an_array_is_told_from_an_index(tmp_path: Path) -> None:
    saved(tmp_path)
    [path] = tmp_path.glob("base-*/rows.npy")
    path.unlink()

    with pytest.raises(Unavailable, match="damaged"):
        IndexFolder(tmp_path).load("one")


def test_index_whose_folder_went_away_is_built_anew(tmp_path: Path) -> None:
    saved(tmp_path)
    [folder] = tmp_path.glob("base-*")
    folder.rename(tmp_path / "elsewhere")

    assert IndexFolder(tmp_path).load("one") is None
    assert IndexFolder(tmp_path).base() is None


def test_build_that_was_killed_is_swept_once_nobody_can_be_at_it(tmp_path: Path) -> None:
    left, at_work = tmp_path / ".building-left", tmp_path / ".building-now"
    left.mkdir()
    at_work.mkdir()
    os.utime(left, (0, 0))

    IndexFolder(tmp_path).sweep()

    assert list(tmp_path.iterdir()) == [at_work]
