"""Which tokens of the vocabulary may be spellings of a traveller's token, and what each would bring.

Both stand under the keys of their consonants (`tournai.screening.token_tables.skeleton_keys`). What was found of a
token is remembered: it is asked again only where less is enough.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tournai.screening.alignment import Ints, Record, pair_rarity
from tournai.screening.compiled import compiled, inlined, int64
from tournai.screening.cost_rows import FORMS, CostRows, cost_beside, cost_rows, write_form
from tournai.screening.graphemes import MOST_SYMBOLS, differing
from tournai.screening.scorecard import SPELLING, token_points
from tournai.screening.similarity import (
    FAMILIAR,
    MOST,
    MOST_A_GRAPHEME,
    MOST_DIFFERING,
    MOST_OTHER_LENGTH,
    ONE_LETTER,
    OTHER_LENGTH,
    OTHER_SPELLING,
    UNGLUED,
    UNRELATED,
    Tokens,
    are_familiar,
    is_one_letter_off,
    least_cost,
    token_cost,
)
from tournai.screening.token_tables import MOST_KEYS, skeleton_keys

Longs = npt.NDArray[np.int64]

REMEMBERED = 1 << 21
FIRST, FOUND, FLOOR = range(3)
"""Columns of ``tokens``: the first line of a token's spellings, how many they are (-1: not looked for), and what each
brings at least."""


class Vocabulary(NamedTuple):
    """The alerts' tokens and their keys in order; see `tournai.screening.index.Index`."""

    tokens: Tokens
    keys: Longs
    numbers: Ints


class Spellings(NamedTuple):
    """What was found: a line a token of the batch, and ``lines`` of a token of the vocabulary and what it brings."""

    tokens: Longs
    lines: Longs
    written: Longs
    keys: Longs
    beside: CostRows
    costs: Ints


def spellings(tokens: int) -> Spellings:
    """Return working space for so many tokens, of which nothing is known."""
    known = np.zeros((tokens, 3), np.int64)
    known[:, FOUND] = -1
    return Spellings(
        known,
        np.empty((REMEMBERED, 2), np.int64),
        np.zeros(1, np.int64),
        np.zeros(MOST_KEYS, np.int64),
        cost_rows(),
        np.zeros((4, MOST_SYMBOLS + 1), np.int32),
    )


@compiled
def find_spellings(tokens: Tokens, token: int, floor: int, known: Vocabulary, table: Ints, space: Spellings) -> None:
    """Find the tokens of the vocabulary that may be a spelling of this one and would bring the floor or more."""
    if space.written[0] > len(space.lines) // 2:
        space.tokens[:, FOUND] = -1
        space.written[0] = 0
    start = space.written[0]
    at, row = start, token
    forms = _write_forms(tokens, token, space.beside)
    while row >= 0:
        for key in range(skeleton_keys(tokens[row]["symbols"], int64(tokens[row]["count"]), space.keys)):
            low = _bisect(known.keys, space.keys[key])
            while low < len(known.keys) and known.keys[low] == space.keys[key]:
                number = int64(known.numbers[low])
                low += 1
                there = known.tokens[number]
                if key > 0 and row == token and tokens[token]["skeleton"] == there["skeleton"]:
                    continue  # met under the whole skeleton
                value = _value(tokens, token, forms, known.tokens, number, floor, table, space)
                if value >= floor and at < len(space.lines):
                    space.lines[at, 0], space.lines[at, 1] = number, value
                    at += 1
        row = int64(tokens[row]["alternative"])
    space.tokens[token, FIRST], space.tokens[token, FOUND], space.tokens[token, FLOOR] = start, at - start, floor
    space.written[0] = at


@compiled
def _bisect(values: Longs, wanted: int) -> int:
    low, high = int64(0), int64(len(values))
    while low < high:
        middle = (low + high) // 2
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def _most(rarity: int, is_alike: int, floor: int, table: Ints) -> int:
    """Return what a spelling may cost to bring the floor; -1 where none does."""
    left = rarity * int64(table[SPELLING]) - floor * 100
    if left < 0:
        return int64(-1)
    return min(int64(MOST), left // max(int64(1), -int64(table[SPELLING + (1 if is_alike else 2)])))


@compiled
def _write_forms(tokens: Tokens, token: int, beside: CostRows) -> int:
    """Write the token and what it is without a glued part, and return how many they are; the last form is the token
    itself again, for what others are without theirs. 0 where they are too many, or the token is an initial."""
    if tokens[token]["letters"] == 1 or tokens[token]["count"] == 0:
        return int64(0)
    write_form(int64(FORMS - 1), tokens[token]["symbols"], int64(tokens[token]["count"]), beside)
    row, form = token, int64(0)
    while row >= 0:
        if form == FORMS - 1:
            return int64(0)
        write_form(form, tokens[row]["symbols"], int64(tokens[row]["count"]), beside)
        row = int64(tokens[row]["alternative"])
        form += 1
    return form


@inlined
def _value(
    tokens: Tokens, token: int, forms: int, others: Tokens, other: int, floor: int, table: Ints, space: Spellings
) -> int:
    """Return what a pair of tokens would bring, 0 where it is less than the floor."""
    here, there = tokens[token], others[other]
    is_alike = int64(here["skeleton"] == there["skeleton"])
    rarity = pair_rarity(tokens, token, others, other, int64(0))
    most = _most(rarity, is_alike, floor, table)
    if most < 0:
        return int64(0)
    if forms > 0 and there["letters"] > 1 and there["count"] > 0:
        cost = _cost(tokens, token, forms, others, other, most, space.beside)
    else:
        cost = token_cost(tokens, token, others, other, int64(0), most, space.costs)
    if cost > most:
        return int64(0)
    return token_points(pair_rarity(tokens, token, others, other, cost), cost, is_alike, table)


@inlined
def _cost(tokens: Tokens, token: int, forms: int, others: Tokens, other: int, most: int, beside: CostRows) -> int:
    """Return `token_cost` where nothing is cut or an initial."""
    best, row, there = int64(UNRELATED), token, others[other]
    for form in range(forms):
        extra = int64(UNGLUED if form else 0)
        best = min(best, extra + _plain_cost(form, tokens[row], there, min(most, best) - extra, beside))
        row = int64(tokens[row]["alternative"])
    row = int64(there["alternative"])
    while row >= 0:
        cost = _plain_cost(int64(FORMS - 1), tokens[token], others[row], min(most, best) - UNGLUED, beside)
        best = min(best, UNGLUED + cost)
        row = int64(others[row]["alternative"])
    if best > FAMILIAR and are_familiar(tokens, token, others, other):
        best = int64(FAMILIAR)
    return best


@inlined
def _plain_cost(form: int, here: Record, there: Record, most: int, beside: CostRows) -> int:
    fewest = min(int64(here["count"]), int64(there["count"]))
    allowed = MOST_DIFFERING[min(fewest, int64(len(MOST_DIFFERING) - 1))]
    if differing(here["signature"], there["signature"]) > allowed:
        return int64(UNRELATED)
    letters, others = int64(here["letters"]), int64(there["letters"])
    most = min(most, MOST_A_GRAPHEME * fewest)
    if abs(letters - others) >= OTHER_LENGTH:
        most = min(most, MOST_OTHER_LENGTH)
    if least_cost(int64(here["signature"]), int64(there["signature"])) > most:
        return int64(UNRELATED)
    free = int64(3 if here["is_unvowelled"] != there["is_unvowelled"] else 0)
    cost = cost_beside(form, there["symbols"], int64(there["count"]), most, free, beside)
    if cost > ONE_LETTER <= most and is_one_letter_off(here["spelled"], letters, there["spelled"], others):
        cost = int64(ONE_LETTER)
    if cost > most:
        return int64(UNRELATED)
    return int64(OTHER_SPELLING) if cost < OTHER_SPELLING and letters != others else cost
