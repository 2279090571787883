"""Issue 6: pair-level recall on same-looking names of the UN list, one name left out, with the classes of any set."""

from pathlib import Path

import pytest
from benchmarks.hit_no_hit_recall import UN_LIST, un_row

from tournai.simulate.attested import read_list

pytestmark = pytest.mark.shared


@pytest.mark.parametrize("records", [50_000, 1_000_000])
def test_recall_on_same_looking_names_is_at_least_95_in_100(shared: Path, records: int) -> None:
    row = un_row(records, read_list(shared / "watchlists", UN_LIST))

    assert row["same-looking (803)"] >= 0.95
