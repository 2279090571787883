"""How often names are borne among the alerts: each token with its spellings, and two tokens together.

Given names and surnames of one culture go together, so what two of them tell is less than the sum of what each tells
(C.3 of the facts on matching: sums of independent evidence are not calibrated). The bearers of both are counted.
"""

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.batches import Int32Column
from tournai.screening.common_names import COMMON_NAMES
from tournai.screening.compiled import compiled, compiled_with_arrays, int64
from tournai.screening.similarity import Tokens, spelling_cost
from tournai.screening.token_tables import group_keys, token_table
from tournai.values.name_tokens import NameTokens

UNSEEN_PERSONS = 4096
"""Persons assumed beside the alerts when rarity is judged, so that a short list calls nothing rare; they bear
`COMMON_NAMES`."""

UNSEEN_BEARERS = 4.0
RAREST, COMMONEST = 1800, 200
"""Hundredths of a bit."""

FARTHEST_SPELLING = 900
SHARE_BITS = 120.0
"""A spelling that costs so many hundredths of a bit counts half."""

SHARES = 2.0 ** (-np.arange(FARTHEST_SPELLING + 1) / SHARE_BITS)

FEWEST_CELLS, MOST_CELLS = 1 << 12, 1 << 22
STEPS = 12.0
"""Counts of pairs are kept as steps of their logarithm: a twelfth of a bit."""


class Bearers(msgspec.Struct, frozen=True, eq=False):
    """How many alerts were counted, how many bear each spelling, each group of spellings, and two groups together.

    ``group_keys`` is sorted, ``group_steps`` how many bear each; the ``spellings`` of a group stand together, each with
    its ``counts``. ``pairs`` holds, in cells that some share, how many bear both of two groups.
    """

    alerts: int
    group_keys: npt.NDArray[np.int64]
    spelling_offsets: Int32Column
    spellings: npt.NDArray[np.uint8]
    spelling_counts: npt.NDArray[np.uint8]
    counts: Int32Column
    group_steps: Int32Column
    pairs: npt.NDArray[np.uint8]


def count_bearers(tokens: Tokens, count: int, names: Int32Column, owners: Int32Column, alerts: int) -> Bearers:
    """Return how often the first ``count`` tokens are borne, among `UNSEEN_PERSONS` more persons too.

    ``names`` has a line of token numbers a name, filled up with ``count``; ``owners`` is the person of each name.
    """
    single = [NameTokens((token,), 1, (False,), is_patronymic=False) for token in COMMON_NAMES]
    common, names_of_common = token_table(single)
    assumed = [round(COMMON_NAMES[token] * UNSEEN_PERSONS / 1000) for token in names_of_common]
    tokens = np.concatenate((tokens[:count], common[: len(assumed)]))
    keys = np.zeros(len(tokens), np.int64)
    group_keys(tokens, keys)
    groups, of_token = np.unique(keys, return_inverse=True)
    of_token = np.append(of_token.reshape(-1), len(groups)).astype(np.int32)
    bearers = np.concatenate((_bearers(names, owners, count), np.array(assumed, np.int32)))
    of_names = np.append(of_token[:count], len(groups)).astype(np.int32)[names]
    in_groups = _bearers(of_names, owners, len(groups))
    by_group = np.argsort(of_token[:-1], kind="stable")
    return Bearers(
        alerts=alerts,
        group_keys=groups,
        spelling_offsets=np.searchsorted(of_token[:-1][by_group], np.arange(len(groups) + 1)).astype(np.int32),
        spellings=tokens["symbols"][by_group],
        spelling_counts=tokens["count"][by_group],
        counts=bearers[by_group],
        group_steps=np.round(np.log2(np.maximum(in_groups, 1)) * STEPS).astype(np.int32),
        pairs=_pairs(of_names, len(groups)),
    )


def with_rarity(tokens: Tokens, bearers: Bearers, judged: Tokens | None = None) -> Tokens:
    """Return the tokens with how seldom each is borne and the number of its group; one that was not seen has -1.

    ``judged`` are tokens that were judged by these bearers, in the order of their skeletons; what they tell is taken.
    """
    keys = np.zeros(len(tokens), np.int64)
    group_keys(tokens, keys)
    groups = np.searchsorted(bearers.group_keys, keys).astype(np.int32)
    last = len(bearers.group_keys) - 1
    groups[bearers.group_keys[np.minimum(groups, last)] != keys] = -1
    tokens = tokens.copy()
    tokens["group"] = groups
    tokens["skeleton"] = keys
    effective = np.zeros(len(groups), np.float64)
    known = np.zeros(len(groups), np.int16)
    if judged is not None:
        judged = judged.view()
        judged.flags.writeable = False
        _take_rarity(tokens, judged, known)
    _count_spellings(
        tokens, known, bearers.spelling_offsets, bearers.spellings, bearers.spelling_counts, bearers.counts,
        SHARES, effective,
    )  # fmt: skip
    bits = np.log2((bearers.alerts + UNSEEN_PERSONS) / (effective + UNSEEN_BEARERS))
    counted = np.clip(np.round(bits * 100), COMMONEST, RAREST).astype(np.int16)
    tokens["rarity"] = np.where(known > 0, known, counted)
    return tokens


@compiled
def _take_rarity(tokens: Tokens, judged: Tokens, known: npt.NDArray[np.int16]) -> None:
    for row in range(len(tokens)):
        own = tokens[row]
        low, high = int64(0), int64(len(judged))
        while low < high:
            middle = (low + high) // 2
            if judged[middle]["skeleton"] < own["skeleton"]:
                low = middle + 1
            else:
                high = middle
        while low < len(judged) and judged[low]["skeleton"] == own["skeleton"]:
            if _is_same(own, judged[low]):
                known[row] = judged[low]["rarity"]
                break
            low += 1


@compiled
def _is_same(one: np.void, other: np.void) -> bool:
    if one["letters"] != other["letters"] or one["is_unvowelled"] != other["is_unvowelled"]:
        return False
    for at in range(one["letters"]):  # noqa: SIM110  # numba compiles no generator
        if one["spelled"][at] != other["spelled"][at]:
            return False
    return True


def _bearers(numbers: Int32Column, owners: Int32Column, count: int) -> Int32Column:
    pairs = np.unique(owners[:, None].astype(np.int64) * (count + 1) + numbers)
    return np.bincount(pairs % (count + 1), minlength=count + 1)[:count].astype(np.int32)


def _pairs(groups: npt.NDArray[np.int32], none: int) -> npt.NDArray[np.uint8]:
    cells = FEWEST_CELLS
    while cells < MOST_CELLS and cells < 4 * len(groups):
        cells *= 2
    counts = np.zeros(cells, np.int32)
    _count_pairs(groups, none, counts)
    return np.minimum(np.round(np.log2(np.maximum(counts, 1)) * STEPS), 255).astype(np.uint8)


@compiled
def pair_cell(one: int, other: int, cells: int) -> int:
    """Return the cell that counts two groups together; others may share it."""
    low, high = min(one, other), max(one, other)
    mixed = (low * 73_856_093) ^ (high * 19_349_663)
    mixed ^= mixed >> 15
    return mixed & (cells - 1)


@compiled
def _count_pairs(groups: npt.NDArray[np.int32], none: int, counts: npt.NDArray[np.int32]) -> None:
    for row in range(len(groups)):
        for i in range(groups.shape[1]):
            one = int(groups[row, i])
            if one == none:
                break
            for j in range(i):
                other = int(groups[row, j])
                if other != one:
                    counts[pair_cell(one, other, len(counts))] += 1


@compiled_with_arrays
def _count_spellings(
    tokens: Tokens,
    known: npt.NDArray[np.int16],
    offsets: Int32Column,
    spellings: npt.NDArray[np.uint8],
    spelling_counts: npt.NDArray[np.uint8],
    bearers: Int32Column,
    shares: npt.NDArray[np.float64],
    effective: npt.NDArray[np.float64],
) -> None:
    lines = np.zeros((4, spellings.shape[1] + 1), np.int32)
    for row in range(len(tokens)):
        group = int(tokens[row]["group"])
        if group < 0 or known[row] > 0:
            continue
        symbols, count = tokens[row]["symbols"], int64(tokens[row]["count"])
        free = int64(3 if tokens[row]["is_unvowelled"] else 0)
        for at in range(offsets[group], offsets[group + 1]):
            cost = spelling_cost(
                symbols, count, spellings[at], int64(spelling_counts[at]), int64(FARTHEST_SPELLING), free,
                lines,
            )  # fmt: skip
            if cost <= FARTHEST_SPELLING:
                effective[row] += bearers[at] * shares[cost]


@compiled
def together(one: int, other: int, group_steps: Int32Column, pairs: npt.NDArray[np.uint8], persons_steps: int) -> int:
    """Return by how many hundredths of a bit two groups are borne together more often than chance has it."""
    if one < 0 or other < 0 or one == other:
        return int64(0)
    both = int64(pairs[pair_cell(one, other, len(pairs))])
    if both == 0:
        return int64(0)  # borne together by one alert at most: that is no habit
    expected = int64(group_steps[one]) + int64(group_steps[other]) - persons_steps
    return max(int64(0), both - expected) * 100 // 12
