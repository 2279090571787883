"""What two names can count at most, told without aligning them: most rows that are met go no further."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tournai.screening.alignment import A_LETTER, AN_INITIAL, MOST_LETTERS_OFF, SAME_LETTER, SHORTEST_JOINED
from tournai.screening.compiled import compiled, inlined, int64
from tournai.screening.graphemes import both, differing
from tournai.screening.scorecard import (
    APART_AT,
    FATHERS_AT,
    LEFT_AT,
    NOTHING_ALIKE,
    OTHERWISE_AT,
    PARTS_AT,
    PARTS_SOUGHT_AT,
    SPELLING,
    WEAK_AT,
    WEAKEST_AT,
    WEAKEST_BOUNDS,
)
from tournai.screening.similarity import AT_A_BORDER, MOST_DIFFERING, MOST_OTHER_LENGTH, UNRELATED, Tokens, least_cost
from tournai.screening.similarity import FAMILIAR as FAMILIAR_COST
from tournai.values.name_tokens import MOST_TOKENS

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Record = np.void

VALUE, SIGNATURE, LETTERS, BEGINS, GRAPHEMES, CUT, SPECIAL, COUNTS = range(8)
"""Columns of a token of the traveller's name: the most that it brings, its signature,
letters, first letter and graphemes, whether it may be cut, whether it has a glued part (1)
or familiar forms (2), and whether it counts where it is left over."""

GLUED, FAMILIAR = 1, 2
BESIDE, SLOPE = range(2)
"""Places of what counts beside the pairs at most, and of what a hundred of costs takes at least."""


class Most(NamedTuple):
    """The most that a name can bring: a line a token of it, and what counts beside its pairs.

    ``cells`` is the most that names left over count: where at most so many are found (less one), and at least so many
    are left, of the alert's and of the traveller's.
    """

    tokens: Longs
    cells: Longs
    beside: Longs


def most() -> Most:
    """Return new working space."""
    return Most(np.zeros((MOST_TOKENS, 8), np.int64), np.zeros((3, 4, 4), np.int64), np.zeros(2, np.int64))


@compiled
def write_cells(table: Ints, own: Most) -> None:
    """Write what the table of weights allows beside the pairs of two names."""
    for found in range(3):
        for there in range(3, -1, -1):
            for here in range(3, -1, -1):
                best = int64(table[LEFT_AT + 16 * found + 4 * there + here])
                if found > 0:
                    best = max(best, own.cells[found - 1, there, here])
                if there < 3:
                    best = max(best, own.cells[found, there + 1, here])
                if here < 3:
                    best = max(best, own.cells[found, there, here + 1])
                own.cells[found, there, here] = best
    own.beside[SLOPE] = -max(int64(table[SPELLING + 1]), int64(table[SPELLING + 2]))
    own.beside[BESIDE] = (
        _most(table, WEAKEST_AT, len(WEAKEST_BOUNDS) + 1) + _most(table, PARTS_AT, 4)
        + _most(table, PARTS_SOUGHT_AT, 4) + max(int64(table[FATHERS_AT]), int64(0))
        + max(int64(table[WEAK_AT]), int64(0)) + max(_most(table, OTHERWISE_AT, 2), int64(0))
        + max(int64(table[APART_AT]), int64(0))
    )  # fmt: skip


@compiled
def _most(table: Ints, first: int, count: int) -> int:
    best = int64(table[first])
    for at in range(first + 1, first + count):
        best = max(best, int64(table[at]))
    return best


@compiled
def write_tokens(tokens: Tokens, name: Record, table: Ints, own: Most) -> None:
    """Write what each token of a traveller's name can bring."""
    for place in range(name["count"]):
        token, line = tokens[name["tokens"][place]], own.tokens[place]
        letters = int64(token["letters"])
        line[VALUE] = _worth(int64(token["rarity"]), letters, table)
        line[SIGNATURE], line[LETTERS], line[BEGINS] = token["signature"], letters, int64(token["spelled"][0])
        line[GRAPHEMES] = int64(token["count"])
        line[CUT] = int64((name["cuts"] >> place) & 1)
        line[SPECIAL] = GLUED * (token["alternative"] >= 0) + FAMILIAR * (token["familiar"][0] >= 0)
        line[COUNTS] = int64(letters > 1 and not token["is_patronymic"])


@inlined
def _worth(rarity: int, letters: int, table: Ints) -> int:
    """Return the most that a pair with a token brings; rounding may add one."""
    rarity = min(rarity, letters * SAME_LETTER) if letters > 1 else int64(AN_INITIAL)
    return rarity * int64(table[SPELLING]) // 100 + 1


@compiled
def most_points(found: Tokens, name: Record, sought: Tokens, row: Record, table: Ints, own: Most) -> int:
    """Return a bound that what the two names count does not exceed."""
    count, others = int64(name["count"]), int64(row["count"])
    total, here_paired, there_paired, there_left = int64(0), int64(0), int64(0), int64(0)
    for j in range(others):
        there = sought[row["tokens"][j]]
        worth, brings = _worth(int64(there["rarity"]), int64(there["letters"]), table), int64(0)
        for i in range(count):
            cost = _least_cost(own.tokens[i], found, int64(name["tokens"][i]), sought, int64(row["tokens"][j]))
            if cost < UNRELATED:
                here_paired |= int64(1) << i
                is_initial = there["letters"] == 1 or own.tokens[i, LETTERS] == 1
                value = worth if is_initial else min(worth, own.tokens[i, VALUE])
                brings = max(brings, value - cost * own.beside[SLOPE] // 100, int64(1))
        if brings > 0:
            there_paired += 1
            total += brings
        elif there["letters"] > 1 and not there["is_patronymic"]:
            there_left += 1
    joined = _joined_points(found, name, sought, row, table, own)
    if joined > 0:
        return int64(total + joined + own.cells[2, 0, 0] + own.beside[BESIDE])
    if here_paired == 0:
        return int64(NOTHING_ALIKE)
    pairs, here_left = int64(0), int64(0)
    for i in range(count):
        if (here_paired >> i) & 1:
            pairs += 1
        else:
            here_left += own.tokens[i, COUNTS]
    pairs = min(pairs, there_paired, int64(3))
    left = own.cells[pairs - 1, min(there_left, int64(3)), min(here_left, int64(3))]
    return int64(total + left + own.beside[BESIDE])


@inlined
def _least_cost(here: Longs, found: Tokens, one: int, sought: Tokens, other: int) -> int:
    """Return what it costs at least that two tokens are spellings of one name; `UNRELATED` where they cannot be."""
    there = sought[other]
    is_alike = here[BEGINS] == there["spelled"][0]
    if here[LETTERS] == 1 or there["letters"] == 1:
        return int64(0 if is_alike else UNRELATED)
    if here[CUT] and is_alike and here[LETTERS] < there["letters"]:
        return int64(0)
    best = _spelled_out(here[SIGNATURE], here[GRAPHEMES], sought, other)
    if here[SPECIAL] & FAMILIAR and there["familiar"][0] >= 0:
        best = min(best, FAMILIAR_COST)
    if here[SPECIAL] & GLUED:
        row = int64(found[one]["alternative"])
        while row >= 0:
            best = min(best, _spelled_out(int64(found[row]["signature"]), int64(found[row]["count"]), sought, other))
            row = int64(found[row]["alternative"])
    row = int64(there["alternative"])
    while row >= 0:
        best = min(best, _spelled_out(here[SIGNATURE], here[GRAPHEMES], sought, row))
        row = int64(sought[row]["alternative"])
    return int64(best)


@inlined
def _spelled_out(signature: int, count: int, tokens: Tokens, token: int) -> int:
    other = int64(tokens[token]["signature"])
    fewer = min(count, int64(tokens[token]["count"]), int64(len(MOST_DIFFERING) - 1))
    return int64(UNRELATED) if differing(signature, other) > MOST_DIFFERING[fewer] else least_cost(signature, other)


@compiled
def _joined_points(found: Tokens, name: Record, sought: Tokens, row: Record, table: Ints, own: Most) -> int:
    """Return the most that tokens bring which several of the other name may spell; 0 where there are none."""
    points = int64(0)
    for place in range(name["count"]):
        token = int64(name["tokens"][place])
        if own.tokens[place, LETTERS] >= SHORTEST_JOINED:
            points += _joined(found, token, sought, row, table, own)
    for place in range(row["count"]):
        token = int64(row["tokens"][place])
        if sought[token]["letters"] >= SHORTEST_JOINED:
            points += _joined(sought, token, found, name, table, own)
    return points


@inlined
def _joined(whole: Tokens, token: int, parts: Tokens, name: Record, table: Ints, own: Most) -> int:
    """Return the most that a token brings which two or three of a name may spell together; 0 where none may."""
    letters = int64(whole[token]["letters"])
    longest, best = letters + MOST_LETTERS_OFF, int64(0)
    is_plain = whole[token]["alternative"] < 0
    tokens, count = name["tokens"], int64(name["count"])
    for first in range(count):
        one = parts[tokens[first]]
        if one["letters"] >= longest or not _begins(whole, token, int64(one["spelled"][0])):
            continue
        for second in range(count):
            other = parts[tokens[second]]
            two = int64(one["letters"]) + int64(other["letters"])
            if second == first or two > longest:
                continue
            worth = _worth(int64(one["rarity"]), int64(one["letters"]), table)
            worth += _worth(int64(other["rarity"]), int64(other["letters"]), table)
            is_third = False
            for third in range(count):
                part = parts[tokens[third]]
                if third not in (first, second) and two + int64(part["letters"]) <= longest:
                    is_third = True
                    worth += _worth(int64(part["rarity"]), int64(part["letters"]), table)
            cost = int64(0)
            if is_plain and not is_third:
                together = both(int64(one["signature"]), int64(other["signature"]))
                cost = max(int64(0), least_cost(int64(whole[token]["signature"]), together) - AT_A_BORDER)
                if two < letters - MOST_LETTERS_OFF or cost > MOST_OTHER_LENGTH:
                    continue
            worth = min(worth, letters * A_LETTER * int64(table[SPELLING]) // 100 + 1)
            best = max(best, worth - cost * own.beside[SLOPE] // 100, int64(1))
    return best


@inlined
def _begins(tokens: Tokens, token: int, letter: int) -> bool:
    while token >= 0:
        if int64(tokens[token]["spelled"][0]) == letter:
            return True
        token = int64(tokens[token]["alternative"])
    return False
