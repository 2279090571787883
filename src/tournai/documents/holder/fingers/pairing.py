"""The inner loops of the comparison of two fingers: likely pairs by votes, their neighbourhoods, what they add up to.

One file on purpose: compiled code is renewed when its own file changes, so all that the loops read stands here. numba
compiles them where it is installed (the extra ``fast``); elsewhere they run as plain Python, slower and with the same
results.

An edge is the line from a minutia to another: its length, and the direction of either minutia against the line. None of
the three changes when the finger is moved or turned. Edges of two fingers agree when the lengths differ by at most
`LENGTH` and both angles by at most `ANGLE`.

1. Each agreement of two edges is a vote for the pair of minutiae that they start from. The `ROOTS` pairs of most votes
   are tried.
2. From a root, the pairing grows along the edges to the nearest neighbours, shortest first; a minutia is paired once.
   An edge between minutiae that are paired already supports both.
3. The pairing is counted: pairs, their share, types, supported pairs, edges, accuracy of lengths and angles. The best
   weighed sum wins.

Source: the description of SourceAFIS (sourceafis.machinezoo.com, algorithm and transparency pages), whose tolerances
and weights are taken over. Roots by votes, instead of the first that agree, are ours.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt

Function = TypeVar("Function", bound=Callable[..., object])
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

try:
    from numba import njit

    IS_COMPILED = True
except ImportError:  # the extra `fast` is not installed
    IS_COMPILED = False


def compiled(function: Function) -> Function:
    """Return the function compiled on its first call and cached on disk; as it is without numba."""
    return cast("Function", njit(cache=True, nogil=True)(function)) if IS_COMPILED else function


LENGTH = np.float32(13)
"""Pixels at 500 dpi by which lengths of agreeing edges may differ."""
ANGLE = np.float32(np.pi / 18)
"""Radians by which their angles may differ."""
TURN = np.float32(2 * np.pi)
NEIGHBOURS = 9
"""Edges of a minutia along which a pairing grows."""
SHORTEST, LONGEST = np.float32(20), np.float32(200)
"""Pixels: edges that vote."""
LENGTH_BINS, ANGLE_BINS = 16, 36
ROOTS = 12
FLAT_LENGTH, FLAT_ANGLE = np.float32(0.69 * 13), np.float32(0.27 * np.pi / 18)
"""An error below these counts as this: skin stretches, and directions are never better known."""
MOST_WAITING = 4096
"""Pairs that may wait to be tried; what would wait behind them is left out."""
_PLACE_BITS = 12
_STEPS_A_PIXEL = 16

PAIR, SHARE, TYPE, SUPPORTED, EDGE, LENGTHS, ANGLES = 0.032, 8.98, 0.629, 0.193, 0.265, 9.9, 2.79
"""Weights: a pair, the share of all minutiae, a pair of one type, a supported pair, an edge, the two accuracies."""


class Edges(NamedTuple):
    """The edges to the nearest neighbours of each minutia, shape (n, 9); neighbour -1 where there are fewer."""

    neighbour: Ints
    length: Floats
    angle: Floats
    neighbour_angle: Floats


class Voters(NamedTuple):
    """All edges that vote, ordered by bin of length and angle; bin b holds ``start[b]`` to ``start[b + 1]``."""

    start: Ints
    owner: Ints
    length: Floats
    angle: Floats
    neighbour_angle: Floats


class Print(NamedTuple):
    """A finger made ready for comparing."""

    edges: Edges
    voters: Voters
    types: Ints


class Scratch(NamedTuple):
    """Memory of one comparison. ``waiting`` holds probe, reference, the probe it was reached from; ``waiting_error``
    the errors of the edge; ``partner`` the reference minutia of each probe minutia, -1 without one."""

    queue: npt.NDArray[np.int64]
    waiting: Ints
    waiting_error: Floats
    partner: Ints
    is_taken: npt.NDArray[np.bool_]
    support: Ints
    errors: npt.NDArray[np.float64]


@compiled
def apart(first: float, second: float) -> float:
    """Return the angle between two directions within one turn, at most half a turn."""
    difference = abs(first - second)
    return min(difference, TURN - difference)


@compiled
def within_turn(angle: float) -> float:
    """Return an angle as at least 0 and less than a turn."""
    turned = np.float32(angle % TURN)
    return turned if turned < TURN else np.float32(0)


@compiled
def bin_of(length: float, angle: float) -> int:
    """Return the bin of an edge."""
    by_angle = min(int(angle / TURN * ANGLE_BINS), ANGLE_BINS - 1)
    return min(int(length / LENGTH), LENGTH_BINS - 1) * ANGLE_BINS + by_angle


@compiled
def edges_of(x: Floats, y: Floats, direction: Floats) -> Edges:
    """Return the edges along which pairings grow. ``y`` counts downwards, directions turn against the clock."""
    count = len(x)
    neighbour = np.full((count, NEIGHBOURS), -1, np.int32)
    measures = np.zeros((3, count, NEIGHBOURS), np.float32)
    for one in range(count):
        lengths = np.hypot(x - x[one], y - y[one])
        lengths[one] = np.inf
        order = np.argsort(lengths, kind="mergesort")
        for place in range(min(NEIGHBOURS, count - 1)):
            other = order[place]
            line = np.arctan2(y[one] - y[other], x[other] - x[one])
            neighbour[one, place] = other
            measures[0, one, place] = lengths[other]
            measures[1, one, place] = within_turn(direction[one] - line)
            measures[2, one, place] = within_turn(direction[other] - line)
    return Edges(neighbour, measures[0], measures[1], measures[2])


@compiled
def voters_of(x: Floats, y: Floats, direction: Floats) -> Voters:
    """Return the edges that vote."""
    count = len(x)
    bins = np.full(count * count, -1, np.int64)
    measures = np.zeros((3, count * count), np.float32)
    start = np.zeros(LENGTH_BINS * ANGLE_BINS + 1, np.int32)
    for at in range(count * count):
        one, other = at // count, at % count
        length = np.hypot(x[other] - x[one], y[other] - y[one])
        if one == other or length < SHORTEST or length >= LONGEST:
            continue
        line = np.arctan2(y[one] - y[other], x[other] - x[one])
        measures[0, at] = length
        measures[1, at] = within_turn(direction[one] - line)
        measures[2, at] = within_turn(direction[other] - line)
        bins[at] = bin_of(measures[0, at], measures[1, at])
        start[bins[at] + 1] += 1
    start[:] = np.cumsum(start)
    order = np.argsort(bins, kind="mergesort")[count * count - start[-1] :]
    owner = (order // max(count, 1)).astype(np.int32)
    return Voters(start, owner, measures[0][order], measures[1][order], measures[2][order])


@compiled
def votes_of(probe: Voters, reference: Voters, votes: npt.NDArray[np.int32]) -> None:
    """Count the edges that agree, by the pair that they start from."""
    for edge in range(len(probe.owner)):
        cell = bin_of(probe.length[edge], probe.angle[edge])
        row, column = cell // ANGLE_BINS, cell % ANGLE_BINS
        for near in range(9):
            near_row = row + near // 3 - 1
            if near_row < 0 or near_row >= LENGTH_BINS:
                continue
            near_cell = near_row * ANGLE_BINS + (column + near % 3 - 1) % ANGLE_BINS
            for other in range(reference.start[near_cell], reference.start[near_cell + 1]):
                if (
                    abs(reference.length[other] - probe.length[edge]) <= LENGTH
                    and apart(reference.angle[other], probe.angle[edge]) <= ANGLE
                    and apart(reference.neighbour_angle[other], probe.neighbour_angle[edge]) <= ANGLE
                ):
                    votes[probe.owner[edge], reference.owner[other]] += 1


@compiled
def roots_of(votes: Ints) -> Ints:
    """Return where the most votes are, most first; of equals the earlier. Places without a vote are left out."""
    roots = np.full(ROOTS, -1, np.int32)
    found = 0
    for at in range(len(votes)):
        if votes[at] == 0 or (found == ROOTS and votes[at] <= votes[roots[ROOTS - 1]]):
            continue
        place = min(found, ROOTS - 1)
        while place > 0 and votes[roots[place - 1]] < votes[at]:
            roots[place] = roots[place - 1]
            place -= 1
        roots[place] = at
        found = min(found + 1, ROOTS)
    return roots[:found]


@compiled
def push(queue: npt.NDArray[np.int64], size: int, key: int) -> None:
    """Put a key into a heap of ``size`` keys, the smallest on top."""
    at = size
    while at > 0 and queue[(at - 1) // 2] > key:
        queue[at] = queue[(at - 1) // 2]
        at = (at - 1) // 2
    queue[at] = key


@compiled
def pop(queue: npt.NDArray[np.int64], size: int) -> int:
    """Take the smallest key out of a heap of ``size`` keys."""
    top, key = queue[0], queue[size - 1]
    at = 0
    while 2 * at + 1 < size - 1:
        child = 2 * at + 1
        if child + 1 < size - 1 and queue[child + 1] < queue[child]:
            child += 1
        if queue[child] >= key:
            break
        queue[at] = queue[child]
        at = child
    queue[at] = key
    return top


@compiled
def grow(probe: Edges, reference: Edges, root: tuple[int, int], scratch: Scratch) -> int:
    """Grow the pairing from a root into the scratch's ``partner``, ``support`` and ``errors``; return its pairs."""
    scratch.partner[:] = -1
    scratch.is_taken[:] = False
    scratch.support[:] = 0
    scratch.errors[:] = 0.0
    scratch.waiting[0, 0], scratch.waiting[0, 1], scratch.waiting[0, 2] = root[0], root[1], -1
    scratch.queue[0] = 0
    size, entries, count = 1, 1, 0
    while size > 0:
        entry = pop(scratch.queue, size) & (MOST_WAITING - 1)
        size -= 1
        one, other, before = scratch.waiting[entry, 0], scratch.waiting[entry, 1], scratch.waiting[entry, 2]
        if scratch.partner[one] >= 0 or scratch.is_taken[other]:
            if scratch.partner[one] == other:
                scratch.support[one] += 1
                scratch.support[before] += 1
            continue
        scratch.partner[one] = other
        scratch.is_taken[other] = True
        count += 1
        if before >= 0:
            scratch.errors[0] += scratch.waiting_error[entry, 0]
            scratch.errors[1] += scratch.waiting_error[entry, 1]
        added = reach(probe, reference, (one, other), scratch, (size, entries))
        size, entries = size + added, entries + added
    return count


@compiled
def reach(probe: Edges, reference: Edges, pair: tuple[int, int], scratch: Scratch, filled: tuple[int, int]) -> int:
    """Let the pairs wait that agreeing edges of a pair lead to, or count their support; return how many wait."""
    one, other = pair
    size, entries = filled
    for place in range(NEIGHBOURS * NEIGHBOURS):
        at, r_at = place // NEIGHBOURS, place % NEIGHBOURS
        to, r_to = probe.neighbour[one, at], reference.neighbour[other, r_at]
        if to < 0 or r_to < 0:
            continue
        by_length = abs(probe.length[one, at] - reference.length[other, r_at])
        if by_length > LENGTH:
            continue
        by_angle = apart(probe.angle[one, at], reference.angle[other, r_at])
        by_neighbour = apart(probe.neighbour_angle[one, at], reference.neighbour_angle[other, r_at])
        if by_angle > ANGLE or by_neighbour > ANGLE:
            continue
        if scratch.partner[to] >= 0 or scratch.is_taken[r_to]:
            if scratch.partner[to] == r_to:
                scratch.support[to] += 1
                scratch.support[one] += 1
        elif entries < MOST_WAITING:
            scratch.waiting[entries, 0], scratch.waiting[entries, 1], scratch.waiting[entries, 2] = to, r_to, one
            scratch.waiting_error[entries, 0] = max(by_length, FLAT_LENGTH)
            scratch.waiting_error[entries, 1] = max(by_angle, FLAT_ANGLE) + max(by_neighbour, FLAT_ANGLE)
            steps = np.int64((probe.length[one, at] + reference.length[other, r_at]) * _STEPS_A_PIXEL)
            push(scratch.queue, size, (steps << _PLACE_BITS) | entries)
            size, entries = size + 1, entries + 1
    return entries - filled[1]


@compiled
def counts_of(probe: Print, reference: Print, count: int, scratch: Scratch) -> npt.NDArray[np.float64]:
    """Return what a pairing adds up to: pairs, share, types, supported, edges, accuracies, and the weighed sum."""
    types, supported, edges = 0, 0, count
    for one in range(len(scratch.partner)):
        if scratch.partner[one] >= 0:
            types += probe.types[one] == reference.types[scratch.partner[one]]
            supported += scratch.support[one] > 0
            edges += scratch.support[one]
    share = 0.5 * (count / len(probe.types) + count / len(reference.types))
    steps = max(count - 1, 1)
    by_length = 1.0 - scratch.errors[0] / (steps * LENGTH) if count > 1 else 0.0
    by_angle = 1.0 - scratch.errors[1] / (steps * 2 * ANGLE) if count > 1 else 0.0
    score = PAIR * count + SHARE * share + TYPE * types + SUPPORTED * supported + EDGE * edges
    score += LENGTHS * by_length + ANGLES * by_angle
    return np.array([count, share, types, supported, edges, by_length, by_angle, score])


@compiled
def pair(probe: Print, reference: Print) -> tuple[npt.NDArray[np.float64], Ints]:
    """Return the counts of the best pairing, the weighed sum last, and each probe minutia's partner, -1 without one."""
    width, length = len(probe.types), len(reference.types)
    best, partner = np.zeros(8, np.float64), np.full(width, -1, np.int32)
    votes = np.zeros((width, length), np.int32)
    votes_of(probe.voters, reference.voters, votes)
    scratch = Scratch(
        np.empty(MOST_WAITING, np.int64),
        np.empty((MOST_WAITING, 3), np.int32),
        np.empty((MOST_WAITING, 2), np.float32),
        np.zeros(width, np.int32),
        np.zeros(length, np.bool_),
        np.zeros(width, np.int32),
        np.zeros(2, np.float64),
    )
    for at in roots_of(votes.reshape(width * length)):
        count = grow(probe.edges, reference.edges, (at // length, at % length), scratch)
        counts = counts_of(probe, reference, count, scratch)
        if counts[7] > best[7]:
            best[:] = counts
            partner[:] = scratch.partner
    return best, partner
