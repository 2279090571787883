"""Which name rows are worth comparing with a traveller, and what they count: the compiled search of a batch.

Rows of the traveller's own day of birth are all compared, so are those of day and month exchanged, or of the month
alone. Other rows whose birth is compatible (a digit off, a year, none) are reached through a token: a match there needs
so many bits from the names that some tokens must bring a share of them, and only spellings of these are followed. A row
of another birth is reached by a rare token, and by document. Most rows that are met end at a bound of what they can
count (`tournai.screening.bounds`).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tournai.screening.alignment import Scratch
from tournai.screening.birth_days import DAY_AND_MONTH, NEW_YEARS_DAY, date_of, day_of, near_days
from tournai.screening.bounds import BESIDE, Most, most_points, write_cells, write_tokens
from tournai.screening.compiled import compiled, inlined, int64
from tournai.screening.index import (
    APPROXIMATE_BIRTH,
    FIRST_DAY,
    FIRST_PERIOD,
    PERIODS_A_YEAR,
    RANGE_OF_BIRTHS,
    UNDATED,
    Rows,
)
from tournai.screening.scorecard import (
    ABOUT,
    APART,
    APART_AT,
    BIRTH_AT,
    DIFFERENT,
    EXCHANGED,
    FIRST_OF_JANUARY,
    NOT_KNOWN,
    ONE_DIGIT,
    SAME_DAY,
    SAME_MONTH,
    SAME_YEAR,
    SEX_AT,
    STATE_AT,
    WITHIN,
    Counted,
    name_points,
    slip_points,
    token_points,
)
from tournai.screening.similarity import Tokens
from tournai.screening.spellings import FIRST, FLOOR, FOUND, Spellings, Vocabulary, find_spellings
from tournai.values.name_tokens import MOST_TOKENS

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Record = np.void
Bytes = npt.NDArray[np.uint8]
Int8s = npt.NDArray[np.int8]

MOST_RANGES = 256
LEAST_VALUE = 180
"""Hundredths of a bit that a token must bring to lead to a row of another day."""

MOST_RARE, LEAST_RARE = 32, 400
"""A row of another birth is reached by a token that so few rows bear, and that brings so many hundredths of a bit."""

WALKED, MOST_OVERLAPPING = 1 << 12, 4
"""Rows of a token are walked through one by one where they are no more; where they are, each range is looked up."""

BLOCK_BITS = 8
"""Rows are told apart by blocks of so many bits of their number: most stand in a block without any range."""

MET = 1 << 12
"""Rows met through tokens that are remembered: one that is forgotten is compared once more."""

APPROXIMATE_YEARS = 2
TOLD = 12
RANGE_COUNT, FOUND_COUNT = range(2)
"""Places of ``figures``."""

EVER = -4_000_000
"""Before every day of birth."""


TRAVELLER = np.dtype([
    ("first_name", np.int32), ("after_names", np.int32), ("first_birth", np.int32), ("after_births", np.int32),
    ("first_state", np.int32), ("after_states", np.int32), ("sex", np.int32),
])  # fmt: skip
NAME = np.dtype([
    ("tokens", np.int32, (MOST_TOKENS,)), ("cuts", np.int32), ("count", np.int8), ("surnames", np.int8),
    ("son", np.int8), ("father", np.int8),
], align=True)  # fmt: skip
BIRTH = np.dtype([("earliest", np.int32), ("before", np.int32), ("is_approximate", np.int32)])


class Lists(NamedTuple):
    """What the search reads of an index; see `tournai.screening.index.Index`."""

    tokens: Tokens
    vocabulary: Vocabulary
    rows: Rows
    day_rows: Ints
    posting_offsets: Ints
    posting_rows: Ints
    sexes: Int8s
    state_offsets: Ints
    state_bounds: Ints
    states: Bytes


class Batch(NamedTuple):
    """The travellers: a record each (`TRAVELLER`), their names (`NAME`) over a table of tokens, births and states."""

    travellers: Rows
    names: Rows
    births: Rows
    tokens: Tokens
    state_bounds: Ints
    states: Bytes


class Space(NamedTuple):
    """Working space of the search; ``blocks`` marks the blocks of rows that hold one of a range."""

    scratch: Scratch
    ranges: Longs
    near: Ints
    told: Ints
    spellings: Spellings
    figures: Longs
    met: Longs
    blocks: Bytes
    most: Most


Found = npt.NDArray[np.int32]
"""A line a pair that reaches the threshold: traveller, its name, the row, points in hundredths of a bit."""


class Aim(NamedTuple):
    """The traveller's name that is looked for, and the points that a match needs."""

    traveller: int
    name: int
    threshold: int


@compiled
def search(
    batch: Batch, lists: Lists, table: Ints, known: Counted, threshold: int, first: int, space: Space, found: Found
) -> tuple[int, int]:
    """Write what reaches the threshold for the travellers from ``first`` on; return the traveller that comes next and
    how many pairs were found. It stops where ``found`` might not hold another traveller's."""
    space.figures[FOUND_COUNT] = 0
    write_cells(table, space.most)
    for traveller in range(first, len(batch.travellers)):
        before = space.figures[FOUND_COUNT]
        who = batch.travellers[traveller]
        write_ranges(batch, traveller, lists, space)
        for name in range(int64(who["first_name"]), int64(who["after_names"])):
            aim = Aim(int64(traveller), name, threshold)
            write_tokens(batch.tokens, batch.names[name], table, space.most)
            for at in range(space.figures[RANGE_COUNT]):
                if _are_all_compared(space.ranges[at, 2]):
                    _compare_rows(
                        batch, aim, lists, space.ranges[at, 0], space.ranges[at, 1], space.ranges[at, 2], table, known,
                        space, found,
                    )  # fmt: skip
            _follow(batch, aim, lists, table, known, space, found)
        if space.figures[FOUND_COUNT] == len(found):
            # Too many for what is left: this traveller is begun again with an empty table, or kept cut when alone.
            return (traveller, before) if before else (traveller + 1, len(found))
    return len(batch.travellers), space.figures[FOUND_COUNT]


@compiled
def _are_all_compared(column: int) -> bool:
    """Whether all rows of such births are compared: they are few, and a match needs little of the names."""
    return bool(column in (SAME_DAY, SAME_MONTH, EXCHANGED))


@compiled
def _first_row(lists: Lists, wanted: int) -> int:
    """Return the first row whose birth is not before the one wanted."""
    at = wanted - FIRST_DAY
    if 0 <= at < len(lists.day_rows):
        return int64(lists.day_rows[at])
    rows = lists.rows
    low, high = int64(0), int64(len(rows))
    while low < high:
        middle = (low + high) // 2
        if rows[middle]["birth"] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def write_ranges(batch: Batch, traveller: int, lists: Lists, space: Space) -> None:
    """Write the ranges of rows whose birth is compatible, each with its column of the weights."""
    space.figures[RANGE_COUNT] = 0
    who = batch.travellers[traveller]
    for at in range(who["first_birth"], who["after_births"]):
        birth = batch.births[at]
        earliest, before = int64(birth["earliest"]), int64(birth["before"])
        if birth["is_approximate"]:
            _add_about(lists, earliest, before, space)
        elif before - earliest == 1:
            _add_day(lists, earliest, space)
        else:
            _add_period(lists, earliest, before, space)
    is_undated = who["first_birth"] == who["after_births"]
    _add_range(lists, int64(EVER if is_undated else UNDATED), int64(UNDATED + 1), int64(NOT_KNOWN), space)
    _sort_ranges(space)


@compiled
def _sort_ranges(space: Space) -> None:
    """Put the ranges in the order of their first rows: the rows of a token are then walked through once."""
    ranges = space.ranges
    for at in range(1, space.figures[RANGE_COUNT]):
        first, after, column = ranges[at, 0], ranges[at, 1], ranges[at, 2]
        place = at
        while place > 0 and ranges[place - 1, 0] > first:
            ranges[place, 0], ranges[place, 1], ranges[place, 2] = (
                ranges[place - 1, 0], ranges[place - 1, 1], ranges[place - 1, 2],
            )  # fmt: skip
            place -= 1
        ranges[place, 0], ranges[place, 1], ranges[place, 2] = first, after, column


@compiled
def _add_range(lists: Lists, low: int, high: int, column: int, space: Space) -> None:
    """Add the rows whose birth is ``low`` or later and before ``high``."""
    at = space.figures[RANGE_COUNT]
    start, after = _first_row(lists, low), _first_row(lists, high)
    if start < after and at < MOST_RANGES:
        space.ranges[at, 0], space.ranges[at, 1], space.ranges[at, 2] = start, after, column
        space.figures[RANGE_COUNT] += 1


@compiled
def _add_day(lists: Lists, day: int, space: Space) -> None:
    _add_range(lists, day, day + 1, int64(SAME_DAY), space)
    for at in range(near_days(day, space.near[0], space.near[1])):
        kind = space.near[1, at]
        column = EXCHANGED if kind == DAY_AND_MONTH else (FIRST_OF_JANUARY if kind == NEW_YEARS_DAY else ONE_DIGIT)
        near = int64(space.near[0, at])
        _add_range(lists, near, near + 1, int64(column), space)
    year, month, _ = date_of(day)
    period = int64(FIRST_PERIOD + year * PERIODS_A_YEAR)
    _add_range(lists, period + month, period + month + 1, int64(SAME_MONTH), space)
    _add_range(lists, period, period + 1, int64(SAME_YEAR), space)


@compiled
def _add_period(lists: Lists, earliest: int, before: int, space: Space) -> None:
    kind = SAME_MONTH if before - earliest <= 31 else (SAME_YEAR if before - earliest <= 366 else WITHIN)
    _add_range(lists, earliest, before, int64(kind), space)
    year, month, _ = date_of(earliest)
    last_year, last_month, _ = date_of(before - 1)
    for at in range(year, min(last_year, year + MOST_RANGES // 4) + 1):
        period = FIRST_PERIOD + at * PERIODS_A_YEAR
        low, high = (month if at == year else 1), (last_month if at == last_year else 12)
        _add_range(lists, period + low, period + high + 1, int64(kind), space)
        _add_range(lists, period, period + 1, int64(SAME_YEAR if year == last_year else WITHIN), space)


@compiled
def _add_about(lists: Lists, earliest: int, before: int, space: Space) -> None:
    year, last_year = date_of(earliest)[0] - APPROXIMATE_YEARS, date_of(before - 1)[0] + APPROXIMATE_YEARS
    one = int64(1)
    _add_range(lists, day_of(year, one, one), day_of(last_year + 1, one, one), int64(ABOUT), space)
    low, high = FIRST_PERIOD + year * PERIODS_A_YEAR, FIRST_PERIOD + (last_year + 1) * PERIODS_A_YEAR
    _add_range(lists, low, high, int64(ABOUT), space)


@compiled
def _compare_rows(
    batch: Batch, aim: Aim, lists: Lists, first: int, after: int, column: int, table: Ints, known: Counted,
    space: Space, found: Found,
) -> None:  # fmt: skip
    """Compare the name with rows whose birth stands as the column says; write those that reach the threshold."""
    for row in range(first, after):
        _compare_row(batch, aim, lists, int64(row), column, table, known, space, found)


@inlined
def _compare_row(
    batch: Batch, aim: Aim, lists: Lists, row: int, column: int, table: Ints, known: Counted, space: Space,
    found: Found,
) -> None:  # fmt: skip
    """Compare the name with a row, if it may reach the threshold at all."""
    beside = int64(table[BIRTH_AT + column]) + int64(table[STATE_AT])
    beside += _sex_points(batch.travellers[aim.traveller]["sex"], lists.sexes[lists.rows[row]["alert"]], table)
    name = batch.names[aim.name]
    if most_points(batch.tokens, name, lists.tokens, lists.rows[row], table, space.most) >= aim.threshold - beside:
        score_row(batch, aim, lists, row, column, table, known, space, found)


@compiled
def score_row(
    batch: Batch, aim: Aim, lists: Lists, row: int, column: int, table: Ints, known: Counted, space: Space,
    found: Found,
) -> None:  # fmt: skip
    """Compare the name with a row whose birth stands as the column says; write it if it reaches the threshold."""
    alert = int64(lists.rows[row]["alert"])
    beside = int64(table[BIRTH_AT + column])
    beside += _sex_points(batch.travellers[aim.traveller]["sex"], lists.sexes[alert], table)
    beside += _state_points(batch, aim.traveller, lists, alert, table)
    count = space.figures[FOUND_COUNT]
    if count == len(found):
        return
    result = name_points(
        batch.tokens, batch.names, aim.name, lists.tokens, lists.rows, row, table, known, space.scratch, space.told
    )
    if result < aim.threshold - beside:
        return
    kind, traits = column, lists.rows[row]["traits"]
    if kind == SAME_YEAR and traits & APPROXIMATE_BIRTH:
        kind = int64(ABOUT)
    elif kind == SAME_YEAR and traits & RANGE_OF_BIRTHS:
        kind = int64(WITHIN)
    if kind == NOT_KNOWN and space.told[APART]:
        result += int64(table[APART_AT])
    result += slip_points(kind, space.told, table)
    result += beside + int64(table[BIRTH_AT + kind]) - int64(table[BIRTH_AT + column])
    if result >= aim.threshold:
        found[count, 0], found[count, 1], found[count, 2], found[count, 3] = aim.traveller, aim.name, row, result
        space.figures[FOUND_COUNT] += 1


@inlined
def _sex_points(one: int, other: int, table: Ints) -> int:
    if one not in (1, 2) or other not in (1, 2):
        return int64(table[SEX_AT + 1])
    return int64(table[SEX_AT] if one == other else table[SEX_AT + 2])


@compiled
def _state_points(batch: Batch, traveller: int, lists: Lists, alert: int, table: Ints) -> int:
    who = batch.travellers[traveller]
    first, after = int64(who["first_state"]), int64(who["after_states"])
    low, high = int64(lists.state_offsets[alert]), int64(lists.state_offsets[alert + 1])
    if first == after or low == high:
        return int64(table[STATE_AT + 1])
    for one in range(first, after):
        for other in range(low, high):
            if _is_same(batch.states, batch.state_bounds, one, lists.states, lists.state_bounds, other):
                return int64(table[STATE_AT])
    return int64(table[STATE_AT + 2])


@compiled
def _is_same(texts: Bytes, bounds: Ints, one: int, other_texts: Bytes, other_bounds: Ints, other: int) -> bool:
    start, start_other = int64(bounds[one]), int64(other_bounds[other])
    length = int64(bounds[one + 1]) - start
    if int64(other_bounds[other + 1]) - start_other != length:
        return False
    for at in range(length):  # noqa: SIM110  # numba compiles no generator
        if texts[start + at] != other_texts[start_other + at]:
            return False
    return True


@compiled
def _follow(batch: Batch, aim: Aim, lists: Lists, table: Ints, known: Counted, space: Space, found: Found) -> None:
    """Follow the spellings of the tokens that a match of another day cannot do without."""
    name = batch.names[aim.name]
    most_beside = max(int64(0), space.most.cells[2, 0, 0] + space.most.beside[BESIDE])
    best = aim.threshold - int64(table[SEX_AT]) - int64(table[STATE_AT]) - most_beside
    least = best - int64(table[BIRTH_AT + DIFFERENT])
    for at in range(space.figures[RANGE_COUNT]):
        if not _are_all_compared(space.ranges[at, 2]):
            least = min(least, best - int64(table[BIRTH_AT + space.ranges[at, 2]]))
    possible, most, skipped, done = int64(0), int64(0), int64(0), int64(0)
    for place in range(name["count"]):
        worth = token_points(int64(batch.tokens[name["tokens"][place]]["rarity"]), int64(0), int64(1), table)
        possible += worth
        most = max(most, worth)
    if possible < least:
        return
    _mark_blocks(space, int64(1))
    for _ in range(name["count"]):
        place = _commonest(batch, name, done)
        done |= int64(1) << place
        token = int64(name["tokens"][place])
        rarity = token_points(int64(batch.tokens[token]["rarity"]), int64(0), int64(1), table)
        floor = max(int64(LEAST_VALUE), least - possible + rarity)
        # What the commonest tokens bring is not enough: a match has one of the others, and where the rarest became what
        # no spelling leads to, one beside it.
        if skipped + rarity < least and (skipped + rarity + most < least or rarity < LEAST_RARE):
            skipped += rarity
        elif rarity >= floor:
            if space.spellings.tokens[token, FOUND] < 0 or space.spellings.tokens[token, FLOOR] > floor:
                find_spellings(batch.tokens, token, floor, lists.vocabulary, table, space.spellings)
            _follow_token(batch, aim, lists, token, possible - rarity, best, least, table, known, space, found)
    _mark_blocks(space, int64(0))


@compiled
def _mark_blocks(space: Space, mark: int) -> None:
    for at in range(space.figures[RANGE_COUNT]):
        if not _are_all_compared(space.ranges[at, 2]):
            for block in range(space.ranges[at, 0] >> BLOCK_BITS, ((space.ranges[at, 1] - 1) >> BLOCK_BITS) + 1):
                space.blocks[block] = mark


@compiled
def _commonest(batch: Batch, name: Record, done: int) -> int:
    best, least = int64(-1), int64(1 << 30)
    for place in range(name["count"]):
        rarity = int64(batch.tokens[name["tokens"][place]]["rarity"])
        if not (done >> place) & 1 and rarity < least:
            best, least = int64(place), rarity
    return best


@compiled
def _follow_token(
    batch: Batch, aim: Aim, lists: Lists, token: int, rest: int, best: int, least: int, table: Ints, known: Counted,
    space: Space, found: Found,
) -> None:  # fmt: skip
    first = space.spellings.tokens[token, FIRST]
    for at in range(first, first + space.spellings.tokens[token, FOUND]):
        value = space.spellings.lines[at, 1]
        possible = value + rest
        if possible < least:
            continue
        number = space.spellings.lines[at, 0]
        low, high = int64(lists.posting_offsets[number]), int64(lists.posting_offsets[number + 1])
        is_rare = high - low <= MOST_RARE and value >= LEAST_RARE
        if is_rare and possible >= best - int64(table[BIRTH_AT + DIFFERENT]):
            _compare_postings(batch, aim, lists, low, high, int64(DIFFERENT), table, known, space, found)
        if high - low <= WALKED:
            _compare_few(batch, aim, lists, low, high, possible, best, table, known, space, found)
            continue
        for within in range(space.figures[RANGE_COUNT]):
            low = _forward(lists.posting_rows, space.ranges[within, 0], low, high)
            if low == high:
                break
            column = space.ranges[within, 2]
            if not _are_all_compared(column) and possible >= best - int64(table[BIRTH_AT + column]):
                last = _forward(lists.posting_rows, space.ranges[within, 1], low, high)
                _compare_postings(batch, aim, lists, low, last, column, table, known, space, found)


@compiled
def _compare_few(
    batch: Batch, aim: Aim, lists: Lists, low: int, high: int, possible: int, best: int, table: Ints, known: Counted,
    space: Space, found: Found,
) -> None:  # fmt: skip
    """Compare the rows of a token that stand in a range: each is looked up among the ranges."""
    for at in range(low, high):
        row = int64(lists.posting_rows[at])
        if not space.blocks[row >> BLOCK_BITS]:
            continue
        within, after = int64(0), space.figures[RANGE_COUNT]
        while within < after:
            middle = (within + after) // 2
            if space.ranges[middle, 0] <= row:
                within = middle + 1
            else:
                after = middle
        # Ranges overlap where a traveller gives several births, or one that is not exact: then several hold the row.
        for back in range(within - 1, max(within - 1 - MOST_OVERLAPPING, -1), -1):
            column = space.ranges[back, 2]
            if (
                row < space.ranges[back, 1]
                and not _are_all_compared(column)
                and possible >= best - int64(table[BIRTH_AT + column])
            ):
                _compare_postings(batch, aim, lists, int64(at), int64(at + 1), column, table, known, space, found)


@inlined
def _forward(values: Ints, wanted: int, low: int, high: int) -> int:
    """Return the first place from ``low`` on, before ``high``, whose value is not less than the one wanted."""
    step = int64(1)
    while low + step < high and values[low + step] < wanted:
        low += step
        step += step
    high = min(high, low + step)
    while low < high:
        middle = (low + high) // 2
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def _compare_postings(
    batch: Batch, aim: Aim, lists: Lists, low: int, high: int, column: int, table: Ints, known: Counted, space: Space,
    found: Found,
) -> None:  # fmt: skip
    for at in range(low, high):
        row = int64(lists.posting_rows[at])
        place = row & (MET - 1)
        if space.met[place, 0] == row and space.met[place, 1] == aim.name and space.met[place, 2] == column:
            continue  # met under another token
        space.met[place, 0], space.met[place, 1], space.met[place, 2] = row, aim.name, column
        _compare_row(batch, aim, lists, row, column, table, known, space, found)
