"""What a scan finds: every row of the alerts compared with a traveller, without an index, for what an index drops."""

from enum import IntEnum

import numpy as np

from tournai.screening.batches import PersonBatch
from tournai.screening.candidates import (
    FOUND_COUNT,
    RANGE_COUNT,
    Aim,
    Batch,
    Found,
    Ints,
    Lists,
    Space,
    score_row,
    write_ranges,
)
from tournai.screening.compiled import compiled, int64
from tournai.screening.index import Index
from tournai.screening.matching import FOUND_AT_ONCE, search_columns
from tournai.screening.scorecard import DIFFERENT, NOT_KNOWN, Counted


class Reach(IntEnum):
    """Which alerts are compared: those of a compatible date, those without one, all others."""

    DATED = 0
    UNDATED = 1
    OTHER_DATE = 2


def scanned(index: Index, travellers: PersonBatch, threshold: float, reach: Reach) -> set[tuple[int, int]]:
    """Return the keys of the pairs of traveller and alert whose names, births, sex and states reach the threshold.

    A scan takes about two microseconds a row and traveller.
    """
    columns = search_columns(index, travellers, threshold)
    found = np.zeros((FOUND_AT_ONCE, 4), np.int32)
    pairs, traveller = set(), 0
    while traveller < len(travellers):
        traveller, count = _scan(*columns, traveller, int(reach), found)
        alerts = index.rows["alert"][found[:count, 2]]
        keys = index.alerts.keys[alerts].tolist()
        pairs |= set(zip(travellers.keys[found[:count, 0]].tolist(), keys, strict=True))
    return pairs


@compiled
def _scan(
    batch: Batch, lists: Lists, table: Ints, known: Counted, least: int, space: Space, first: int, reach: int,
    found: Found,
) -> tuple[int, int]:  # fmt: skip
    """Write what reaches the threshold; return the traveller that comes next and how many pairs were found."""
    space.figures[FOUND_COUNT] = 0
    for traveller in range(first, len(batch.travellers)):
        if space.figures[FOUND_COUNT] > len(found) // 2:
            return traveller, space.figures[FOUND_COUNT]
        who = batch.travellers[traveller]
        write_ranges(batch, traveller, lists, space)
        for name in range(int64(who["first_name"]), int64(who["after_names"])):
            aim, after = Aim(int64(traveller), name, least), int64(0)
            for at in range(space.figures[RANGE_COUNT]):
                low, high, column = space.ranges[at, 0], space.ranges[at, 1], space.ranges[at, 2]
                if reach == 2:
                    _score(batch, aim, lists, after, low, int64(DIFFERENT), table, known, space, found)
                elif reach == (column == NOT_KNOWN):
                    _score(batch, aim, lists, low, high, column, table, known, space, found)
                after = max(after, high)
            if reach == 2:
                _score(batch, aim, lists, after, int64(len(lists.rows)), int64(DIFFERENT), table, known, space, found)
    return len(batch.travellers), space.figures[FOUND_COUNT]


@compiled
def _score(
    batch: Batch, aim: Aim, lists: Lists, low: int, high: int, column: int, table: Ints, known: Counted, space: Space,
    found: Found,
) -> None:  # fmt: skip
    for row in range(low, high):
        score_row(batch, aim, lists, int64(row), column, table, known, space, found)
