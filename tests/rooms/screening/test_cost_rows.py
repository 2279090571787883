"""A token beside many costs what it costs beside each of them alone."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tournai.screening.alignment import scratch
from tournai.screening.compiled import int64
from tournai.screening.cost_rows import CostRows, cost_beside, cost_rows, write_form
from tournai.screening.graphemes import MOST_SYMBOLS, Symbols, spell
from tournai.screening.similarity import spelling_cost

TOKENS = st.text("AEIOUHKMTYWS", min_size=1, max_size=9)
EVERYTHING = 30_000
SPACE = scratch()


def graphemes(token: str) -> tuple[Symbols, int]:
    symbols = np.zeros(MOST_SYMBOLS, np.uint8)
    return symbols, spell(np.frombuffer(token.encode(), np.uint8).copy(), int64(len(token)), symbols)


def alone(own: str, other: str, free: int) -> int:
    (symbols, count), (others, other_count) = graphemes(own), graphemes(other)
    most, without_vowels = int64(EVERYTHING), int64(free)
    return spelling_cost(symbols, int64(count), others, int64(other_count), most, without_vowels, SPACE.lines)


def beside(rows: CostRows, other: str, most: int, free: int) -> int:
    symbols, count = graphemes(other)
    return cost_beside(int64(0), symbols, int64(count), int64(most), int64(free), rows)


def rows_of(own: str) -> CostRows:
    rows = cost_rows()
    symbols, count = graphemes(own)
    write_form(int64(0), symbols, int64(count), rows)
    return rows


@given(TOKENS, st.lists(TOKENS, min_size=1), st.sampled_from([0, 3]))
def test_cost_beside_each_of_many_is_the_cost_alone(own: str, others: Sequence[str], free: int) -> None:
    rows = rows_of(own)

    costs = [beside(rows, other, EVERYTHING, free) for other in sorted(others)]

    assert costs == [alone(own, other, free) for other in sorted(others)]


@given(TOKENS, st.lists(TOKENS, min_size=1), st.integers(0, 3000))
def test_what_costs_no_more_than_the_most_is_told_exactly(own: str, others: Sequence[str], most: int) -> None:
    rows = rows_of(own)

    costs = [min(beside(rows, other, most, 0), most + 1) for other in sorted(others)]

    assert costs == [min(alone(own, other, 0), most + 1) for other in sorted(others)]
