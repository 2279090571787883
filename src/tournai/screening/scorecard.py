"""The table of weights as arrays, and what two names count by it; the same function serves search and reasons."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tournai.screening.alignment import (
    COMMONEST,
    COST,
    FOUND,
    GROUPS_ALIKE,
    PAIR_COUNT,
    RARITY,
    SOUGHT,
    Ints,
    Record,
    Records,
    Scratch,
    align,
)
from tournai.screening.compiled import compiled, inlined, int64
from tournai.screening.rarity import STEPS, Bearers, together
from tournai.screening.similarity import Tokens
from tournai.screening.weights import WEIGHTS
from tournai.values.name_tokens import MOST_TOKENS

NOTHING_ALIKE = round(WEIGHTS["no name found"]["nothing alike"] * 100)

WEAKEST_BOUNDS = (200, 500, 800, 1200)
"""Hundredths of a bit that the columns of ``weakest spelling`` end with."""

BOTH, SURNAME_ONLY, GIVEN_ONLY, NOT_TOLD = range(4)
"""Columns of ``parts of the name``."""

(PAIRS, FOUND_NAMES, LEFT_FOUND, LEFT_SOUGHT, WEAKEST, PARTS, PARTS_SOUGHT, FATHERS, WEAK, NAMES, APART, AS_WRITTEN) = (
    range(12)
)
"""What `name_points` tells beside the points."""

WEAK_ALIAS = 2
BIRTHS = tuple(WEIGHTS["birth"])
(SAME_DAY, SAME_MONTH, EXCHANGED, SAME_YEAR, ONE_DIGIT, FIRST_OF_JANUARY, WITHIN, ABOUT, NOT_KNOWN, DIFFERENT) = range(
    10
)


_PLACES: dict[str, int] = {}
_VALUES: list[int] = []
for _name, _columns in WEIGHTS.items():
    _PLACES[_name] = len(_VALUES)
    _VALUES += [round(_bits * 100) for _bits in _columns.values()]

POINTS = np.array(_VALUES, np.int32)
"""The table of weights in hundredths of a bit, row after row."""

SPELLING, TOGETHER_SHARE, WEAKEST_AT = _PLACES["surname"], _PLACES["borne together"], _PLACES["weakest spelling"]
LEFT_AT, PARTS_AT, PARTS_SOUGHT_AT = (
    _PLACES["one name found"],
    _PLACES["parts of the name"],
    _PLACES["parts of the alert"],
)
FATHERS_AT, WEAK_AT, BIRTH_AT = _PLACES["order of fathers"], _PLACES["weak alias"], _PLACES["birth"]
APART_AT, OTHERWISE_AT = _PLACES["names apart"], _PLACES["names otherwise written"]
SEX_AT, STATE_AT = _PLACES["sex"], _PLACES["nationality"]
"""Where the rows begin; those of ``two names found`` and ``three names found`` follow that of ``one name found``."""


class Counted(NamedTuple):
    """What `together` reads of the bearers."""

    group_steps: Ints
    pairs: npt.NDArray[np.uint8]
    persons_steps: int


def counted(bearers: Bearers) -> Counted:
    """Return what the compiled loops read of the bearers."""
    persons = max(bearers.alerts, 1)
    return Counted(bearers.group_steps, bearers.pairs, round(float(np.log2(persons)) * STEPS))


@compiled
def name_points(
    found: Tokens, names: Records, name: int, sought: Tokens, rows: Records, row: int, table: Ints, known: Counted,
    space: Scratch, told: Ints,
) -> int:  # fmt: skip
    """Return what two names count, in hundredths of a bit; write what it rests on to ``told`` and the pairs to
    ``space.pairs``, whose rarity is then less what names borne together do not tell."""
    pairs = align(found, names, name, sought, rows, row, space)
    told[:] = 0
    told[PAIRS] = pairs
    if pairs == 0:
        return NOTHING_ALIKE
    _lessen_together(sought, rows[row]["tokens"], table, known, space)
    one, other = names[name], rows[row]
    total, costs, weakest, taken, taken_sought = int64(0), int64(0), int64(0), int64(0), int64(0)
    for at in range(pairs):
        total += pair_points(space.pairs[at], table)
        costs += int64(space.pairs[at, COST])
        weakest = max(weakest, int64(space.pairs[at, COST]))
        taken |= int64(space.pairs[at, FOUND])
        taken_sought |= int64(space.pairs[at, SOUGHT])
    told[NAMES] = total
    told[FOUND_NAMES] = min(max(_bits(taken_sought), _bits(taken)), 3) - 1
    told[LEFT_FOUND] = min(_left(found, one["tokens"], int64(one["count"]), taken), 3)
    told[LEFT_SOUGHT] = min(_left(sought, other["tokens"], int64(other["count"]), taken_sought), 3)
    told[AS_WRITTEN] = costs == 0 and told[LEFT_FOUND] == 0 and told[LEFT_SOUGHT] == 0
    is_apart = told[LEFT_FOUND] > 0 and told[LEFT_SOUGHT] > 0
    if is_apart or (_has_father_left(found, one, taken) and _has_father_left(sought, other, taken_sought)):
        told[APART] = 1
    for bound in WEAKEST_BOUNDS:
        told[WEAKEST] += weakest > bound
    told[PARTS] = _parts(int64(one["count"]), int64(one["surnames"]), taken)
    told[PARTS_SOUGHT] = _parts(int64(other["count"]), int64(other["surnames"]), taken_sought)
    total += int64(table[WEAKEST_AT + told[WEAKEST]])
    total += int64(table[LEFT_AT + 16 * told[FOUND_NAMES] + 4 * told[LEFT_SOUGHT] + told[LEFT_FOUND]])
    total += int64(table[PARTS_AT + told[PARTS]]) + int64(table[PARTS_SOUGHT_AT + told[PARTS_SOUGHT]])
    if one["son"] >= 0 <= other["son"] and _is_reversed(one, other, space):
        told[FATHERS] = 1
        total += int64(table[FATHERS_AT])
    if other["traits"] & WEAK_ALIAS:
        told[WEAK] = 1
        total += int64(table[WEAK_AT])
    return total


@compiled
def slip_points(birth: int, told: Ints, table: Ints) -> int:
    """Return what it counts that a birth is a slip off and the names are written otherwise, too."""
    if told[AS_WRITTEN] or birth not in (EXCHANGED, ONE_DIGIT):
        return int64(0)
    return int64(table[OTHERWISE_AT + (birth == ONE_DIGIT)])


@compiled
def pair_points(pair: Ints, table: Ints) -> int:
    """Return what one pair of tokens counts."""
    return token_points(int64(pair[RARITY]), int64(pair[COST]), int64(pair[GROUPS_ALIKE]), table)


@inlined
def token_points(rarity: int, cost: int, is_alike: int, table: Ints) -> int:
    """Return what two tokens count, so seldom borne and at such a cost spellings of one name."""
    slope = int64(table[SPELLING + 1]) if is_alike else int64(table[SPELLING + 2])
    return (rarity * int64(table[SPELLING]) + cost * slope) // 100


@compiled
def _lessen_together(sought: Tokens, tokens: Ints, table: Ints, known: Counted, space: Scratch) -> None:
    """Take from each pair's rarity what it does not tell beside rarer ones; the rarest stands first afterwards."""
    pairs = int64(space.figures[PAIR_COUNT])
    for at in range(pairs):
        best = at
        for other in range(at + 1, pairs):
            if space.pairs[other, RARITY] > space.pairs[best, RARITY]:
                best = other
        for column in range(space.pairs.shape[1]):
            kept = space.pairs[at, column]
            space.pairs[at, column] = space.pairs[best, column]
            space.pairs[best, column] = kept
    for at in range(1, pairs):
        most = int64(0)
        own = _group(sought, tokens, int64(space.pairs[at, SOUGHT]))
        for before in range(at):
            other = _group(sought, tokens, int64(space.pairs[before, SOUGHT]))
            most = max(most, together(own, other, known.group_steps, known.pairs, known.persons_steps))
        rarity = int64(space.pairs[at, RARITY])
        lessened = rarity + most * int64(table[TOGETHER_SHARE]) // 100
        space.pairs[at, RARITY] = max(lessened, min(int64(COMMONEST), rarity))


@compiled
def _group(tokens: Tokens, row: Ints, places: int) -> int:
    for place in range(MOST_TOKENS):
        if (places >> place) & 1:
            return int64(tokens[row[place]]["group"])
    return int64(-1)


@compiled
def _bits(places: int) -> int:
    count = int64(0)
    while places:
        count += places & 1
        places >>= 1
    return count


@compiled
def _left(tokens: Tokens, name: Ints, count: int, taken: int) -> int:
    """Return how many tokens are left over; initials and Slavic fathers' names, which records drop, do not count."""
    left = int64(0)
    for place in range(count):
        token = tokens[name[place]]
        if not (taken >> place) & 1 and token["letters"] > 1 and not token["is_patronymic"]:
            left += 1
    return left


@compiled
def _has_father_left(tokens: Tokens, name: Record, taken: int) -> bool:
    for place in range(name["count"]):
        if not (taken >> place) & 1 and tokens[name["tokens"][place]]["is_patronymic"]:
            return True
    return False


@compiled
def _parts(count: int, surnames: int, taken: int) -> int:
    if surnames == 0 or surnames == count:
        return NOT_TOLD
    has_surname = taken & ((1 << surnames) - 1) != 0
    has_given = taken >> surnames != 0
    if has_surname:
        return BOTH if has_given else SURNAME_ONLY
    return GIVEN_ONLY


@compiled
def _is_reversed(one: Record, other: Record, space: Scratch) -> bool:
    """Whether the son of one name is the father of the other and the father the son."""
    met = int64(0)
    for at in range(space.figures[PAIR_COUNT]):
        found, sought = space.pairs[at, FOUND], space.pairs[at, SOUGHT]
        met += (found >> one["son"]) & (sought >> other["father"]) & 1
        met += (found >> one["father"]) & (sought >> other["son"]) & 1
    return met == 2
