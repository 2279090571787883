"""Statistics never single anybody out: rule SYS-08."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.oversight.small_numbers import LEAST, told, told_total


@pytest.mark.parametrize("count", [1, 4])
def test_small_count_is_not_told(count: int) -> None:
    assert told({"a": count, "b": count})["a"] is None


@pytest.mark.parametrize("count", [0, 5, 600])
def test_none_and_large_counts_are_told(count: int) -> None:
    assert told({"a": count}) == {"a": count}


def test_one_hidden_count_hides_the_smallest_other() -> None:
    assert told({"arrest": 2, "useful": 6, "nothing": 60}) == {"arrest": None, "useful": None, "nothing": 60}


@pytest.mark.parametrize(("counts", "total"), [({"a": 1, "b": 3}, None), ({"a": 1, "b": 4}, 5), ({}, 0)])
def test_total_is_told_from_five_on(counts: dict[str, int], total: int | None) -> None:
    assert told_total(counts) == total


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40)))
def test_nothing_hidden_follows_from_the_total(counts: dict[str, int]) -> None:
    hidden = [name for name, count in told(counts).items() if count is None]

    assert len(hidden) != 1 or not any(count >= LEAST for count in counts.values())
