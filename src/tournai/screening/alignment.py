"""Setting the tokens of two names against one another: which is a spelling of which, and what is left over."""

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.names import NameTokens
from tournai.screening.similarity import similarities, worth
from tournai.screening.weights import DAMPING

LEAST_SIMILARITY = 0.68
"""Two tokens that are less alike are two names."""

LEAST_JOINED_SIMILARITY = 0.86
"""The same where tokens must be joined first."""


class Pair(msgspec.Struct, frozen=True, gc=False):
    """Tokens of the traveller's name (``found``) and of the alert's (``sought``) that are taken for one name."""

    found: tuple[int, ...]
    sought: tuple[int, ...]
    similarity: float
    bits: float


class Alignment(msgspec.Struct, frozen=True):
    """The pairs of two names, the rarest first and damped in that order, and the tokens left over on each side."""

    pairs: tuple[Pair, ...]
    found_left: tuple[int, ...]
    sought_left: tuple[int, ...]


class Likeness(msgspec.Struct, frozen=True, eq=False):
    """How alike the tokens of two names are and what each pairing counts in bits: a row a found token, a column a
    sought one. ``rarity`` is the most that each sought token can count."""

    similarity: npt.NDArray[np.float32]
    bits: npt.NDArray[np.float64]
    rarity: npt.NDArray[np.float64]


def align(found: NameTokens, sought: NameTokens, likeness: Likeness) -> Alignment:
    """Return the alignment of two names; the most alike tokens are paired first, joined ones last."""
    pairs = _pair_singly(likeness.similarity, likeness.bits)
    found_left = _left(len(found.tokens), [pair.found for pair in pairs])
    sought_left = _left(len(sought.tokens), [pair.sought for pair in pairs])
    if found_left and sought_left and len(found_left) + len(sought_left) > 2:
        pairs += _pair_joined(found, sought, (found_left, sought_left), likeness.rarity)
        found_left = _left(len(found.tokens), [pair.found for pair in pairs])
        sought_left = _left(len(sought.tokens), [pair.sought for pair in pairs])
    pairs.sort(key=lambda pair: (-pair.bits, pair.sought, pair.found))
    damped = [
        Pair(pair.found, pair.sought, pair.similarity, pair.bits * share)
        for pair, share in zip(pairs, DAMPING, strict=False)
    ]
    return Alignment(tuple(damped), tuple(found_left), tuple(sought_left))


def is_reversed(alignment: Alignment) -> bool:
    """Whether the first two names sought are found in the other order, as of a son who bears his grandfather's name."""
    order = [pair.found[0] for pair in sorted(alignment.pairs, key=lambda pair: pair.sought)]
    return len(order) > 1 and order != sorted(order)


def _pair_singly(alike: npt.NDArray[np.float32], bits: npt.NDArray[np.float64]) -> list[Pair]:
    values, worths = alike.tolist(), bits.tolist()
    ranked = sorted(
        (-similarity, -worths[row][column], row, column)
        for row, line in enumerate(values)
        for column, similarity in enumerate(line)
        if similarity >= LEAST_SIMILARITY
    )
    pairs: list[Pair] = []
    rows: set[int] = set()
    columns: set[int] = set()
    for similarity, worth_negated, row, column in ranked:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append(Pair((row,), (column,), -similarity, -worth_negated))
    return pairs


def _left(count: int, taken: Sequence[tuple[int, ...]]) -> list[int]:
    used = {position for positions in taken for position in positions}
    return [position for position in range(count) if position not in used]


def _pair_joined(
    found: NameTokens, sought: NameTokens, left: tuple[list[int], list[int]], rarity: npt.NDArray[np.float64]
) -> list[Pair]:
    """Pair a token with two or three of the other side that together spell it."""
    pairs = []
    found_left, sought_left = left
    for position in found_left:
        run = _best_run(found.tokens[position], sought.tokens, sought_left, cut=found.may_be_cut[position])
        if run:
            pairs.append(Pair((position,), run[0], run[1], _joined_bits(rarity, run)))
            sought_left = [place for place in sought_left if place not in run[0]]
    taken = {position for pair in pairs for position in pair.found}
    found_left = [position for position in found_left if position not in taken]
    for position in sought_left:
        run = _best_run(sought.tokens[position], found.tokens, found_left, cut=False)
        if run:
            pairs.append(Pair(run[0], (position,), run[1], _joined_bits(rarity, ((position,), run[1]))))
            found_left = [place for place in found_left if place not in run[0]]
    return pairs


def _joined_bits(rarity: npt.NDArray[np.float64], run: tuple[tuple[int, ...], float]) -> float:
    single = sorted((float(rarity[place]) for place in run[0]), reverse=True)
    return float(worth(run[1])) * sum(bits * share for bits, share in zip(single, DAMPING, strict=False))


def _best_run(
    token: str, others: Sequence[str], left: Sequence[int], *, cut: bool
) -> tuple[tuple[int, ...], float] | None:
    runs = [tuple(left[at : at + count]) for count in (2, 3) for at in range(len(left) - count + 1)]
    runs += [run[::-1] for run in runs]
    if not runs:
        return None
    joined = ["".join(others[place] for place in run) for run in runs]
    alike = similarities([token], joined, [cut])[0]
    best = int(alike.argmax())
    return (runs[best], float(alike[best])) if alike[best] >= LEAST_JOINED_SIMILARITY else None
