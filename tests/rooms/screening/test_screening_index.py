"""The index as arrays: written, opened read-only by another process, refused when it is something else."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tournai.errors import Malformed
from tournai.screening import Index, batch_of, build_index, index_arrays, index_from_arrays, screen
from tournai.values import Name, PartialDate, Person

BORN = PartialDate.on(date(1981, 4, 9))
TRAVELLERS = batch_of([(70, Person((Name("BENQIRAMI", "TARIK"),), (BORN,)))])


@pytest.fixture
def index() -> Index:
    alerts = [(5, Person((Name("Benkirami", "Tarek"), Name("Haddad", "Salim")), (BORN,))), (6, Person(()))]
    return build_index(batch_of(alerts), version="list of 1 June")


def test_index_opened_from_read_only_maps_gives_the_same_matches(index: Index, tmp_path: Path) -> None:
    for name, array in index_arrays(index).items():
        np.save(tmp_path / f"{name}.npy", array)
    opened = {path.stem: np.load(path, mmap_mode="r") for path in tmp_path.glob("*.npy")}

    matches = screen(index_from_arrays(opened), TRAVELLERS)

    assert matches.features == screen(index, TRAVELLERS).features != ()


def test_version_is_kept(index: Index) -> None:
    assert index_from_arrays(index_arrays(index)).version == "list of 1 June"


def test_missing_array_is_named(index: Index) -> None:
    arrays = index_arrays(index)
    del arrays["rows"]

    with pytest.raises(Malformed, match="'rows'"):
        index_from_arrays(arrays)


def test_other_layout_is_refused(index: Index) -> None:
    arrays = index_arrays(index) | {"layout": np.array([99], np.int32)}

    with pytest.raises(Malformed, match="layout"):
        index_from_arrays(arrays)


def test_empty_index_matches_nobody() -> None:
    assert len(screen(build_index(batch_of([]), version="none"), TRAVELLERS)) == 0


def test_empty_batch_gives_no_matches(index: Index) -> None:
    assert len(screen(index, batch_of([]))) == 0


def test_traveller_without_a_name_matches_nobody(index: Index) -> None:
    assert len(screen(index, batch_of([(1, Person((), (BORN,))), (2, Person((Name(""),), (BORN,)))]))) == 0


def test_limit_keeps_the_best(index: Index) -> None:
    alerts = [(key, Person((Name("Benkirami", "Tarek"),), (BORN,))) for key in range(4)]

    matches = screen(build_index(batch_of(alerts), version="four"), TRAVELLERS, limit=2)

    assert matches.alert.tolist() == [0, 1]
