"""What one token costs beside many: those that begin alike share the rows of the table of costs.

The cost is that of `tournai.screening.similarity.spelling_cost`. A row of its table stands for a grapheme of the other
token. Tokens that come in the order of their letters share what they begin with, and where a beginning alone costs
too much, all that begin so do.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tournai.screening.compiled import compiled, inlined, int64
from tournai.screening.graphemes import GRAPHEMES, MOST_SYMBOLS, Symbols
from tournai.screening.similarity import EXCHANGE_COST, GAP_COSTS, SWAP_COSTS, UNRELATED

Ints = npt.NDArray[np.int32]

FORMS = 8
"""Tokens that are set beside others by turns."""

COUNT, FREE, KNOWN = range(3)
"""Columns of ``figures``: graphemes of the token, the line of gaps that holds, how many rows are known."""


class CostRows(NamedTuple):
    """Working space, for each form: the rows known and the least of each, the graphemes that they stand for, the form's
    own, what these cost beside each other one (``swaps``) and beside none (``gaps``)."""

    rows: Ints
    least: Ints
    begins: Symbols
    own: Symbols
    swaps: Ints
    gaps: Ints
    figures: Ints
    last: Ints


def cost_rows() -> CostRows:
    """Return new working space."""
    long = MOST_SYMBOLS + 1
    return CostRows(
        np.zeros((FORMS, long, long), np.int32),
        np.zeros((FORMS, long), np.int32),
        np.zeros((FORMS, long), np.uint8),
        np.zeros((FORMS, long), np.uint8),
        np.zeros((FORMS, len(GRAPHEMES), long), np.int32),
        np.zeros((FORMS, long), np.int32),
        np.zeros((FORMS, 3), np.int32),
        np.zeros(long, np.int32),
    )


@compiled
def write_form(form: int, symbols: Symbols, count: int, space: CostRows) -> None:
    """Write a token that others are set beside."""
    for at in range(count):
        symbol = int64(symbols[at])
        space.own[form, at] = symbols[at]
        for other in range(space.swaps.shape[1]):
            space.swaps[form, other, at + 1] = SWAP_COSTS[symbol, other]
    space.figures[form, COUNT] = count
    space.figures[form, FREE] = -1


@inlined
def cost_beside(form: int, other: Symbols, others: int, most: int, free: int, space: CostRows) -> int:
    """Return what it costs that the form and the other token spell one name; above ``most`` it may be any number above.

    ``free`` is 3 where one of the two was written without vowels, else 0.
    """
    if space.figures[form, FREE] != free:
        _begin(form, free, space)
    known, shared, begins = int64(space.figures[form, KNOWN]), int64(0), space.begins[form]
    while shared < known and shared < others - 1 and begins[shared] == other[shared]:
        shared += 1
    least = space.least[form]
    # An exchange of neighbours passes over one row: what follows costs the least of two rows.
    if shared > 0 and min(int64(least[shared]), int64(least[shared - 1]) + EXCHANGE_COST) > most:
        return int64(UNRELATED)
    rows = space.rows[form]
    for at in range(shared + 1, others):
        least[at] = _write_row(form, other, at, int64(0 if at == 1 else 1) + free, rows[at], space)
        begins[at - 1] = other[at - 1]
        space.figures[form, KNOWN] = at
        if min(int64(least[at]), int64(least[at - 1]) + EXCHANGE_COST) > most:
            return int64(UNRELATED)
    _write_row(form, other, others, int64(0 if others == 1 else 2) + free, space.last, space)
    return int64(space.last[space.figures[form, COUNT]])


@compiled
def _begin(form: int, free: int, space: CostRows) -> None:
    count, gaps = int64(space.figures[form, COUNT]), space.gaps[form]
    space.figures[form, FREE], space.figures[form, KNOWN] = free, 0
    row = space.rows[form, 0]
    row[0] = space.least[form, 0] = 0
    for at in range(1, count + 1):
        place = free + (0 if at == 1 else (2 if at == count else 1))
        gaps[at] = GAP_COSTS[place, space.own[form, at - 1]]
        row[at] = row[at - 1] + gaps[at]


@inlined
def _write_row(form: int, other: Symbols, at: int, place: int, line: Ints, space: CostRows) -> int:
    """Write the row of the other token's grapheme and return the least of it."""
    symbol = int64(other[at - 1])
    gap = int64(GAP_COSTS[place, symbol])
    over, swaps, gaps, own = space.rows[form, at - 1], space.swaps[form, symbol], space.gaps[form], space.own[form]
    slant = int64(over[0])
    cost = slant + gap
    line[0] = cost
    least = cost
    before = int64(other[at - 2]) if at > 1 else int64(-1)
    for j in range(1, space.figures[form, COUNT] + 1):
        up = int64(over[j])
        cost = min(slant + swaps[j], up + gap, cost + gaps[j])
        if own[j - 1] == before and j > 1 and own[j - 2] == symbol and before != symbol:
            cost = min(cost, int64(space.rows[form, at - 2, j - 2]) + EXCHANGE_COST)
        line[j] = cost
        least = min(least, cost)
        slant = up
    return least
