"""Setting the tokens of two names against one another: which is a spelling of which, and what is left over.

All figures are hundredths of a bit. A pair's value is how seldom its tokens are borne, less what their spellings cost;
the most valuable pairs are taken first. Tokens left on both sides are then tried joined (``JEAN PIERRE`` and
``JEANPIERRE``).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tournai.screening.compiled import compiled, inlined, int64
from tournai.screening.graphemes import MOST_SYMBOLS, Symbols, spell
from tournai.screening.rarity import RAREST
from tournai.screening.similarity import (
    MOST,
    MOST_A_GRAPHEME,
    MOST_OTHER_LENGTH,
    UNRELATED,
    Tokens,
    spelling_cost,
    token_cost,
)
from tournai.values.name_tokens import MOST_TOKENS

Ints = npt.NDArray[np.int32]
Record = np.void
Records = npt.NDArray[np.void]

MOST_PAIRS = MOST_TOKENS
FOUND, SOUGHT, COST, RARITY, GROUPS_ALIKE = range(5)
"""Columns of a pair: bits of the found tokens' places, of the sought tokens' places, what the spellings cost, how
seldom the tokens are borne, and whether both are of one skeleton."""

A_LETTER = 225
"""Tokens cannot be worth more than this for each letter of the shorter one: two letters agree often."""

SAME_LETTER = 400
"""The same where both are spelled alike: how often that is borne then tells more than how short it is (KIM, RI)."""

AN_INITIAL = 300
JOINED = 50
"""What joining tokens costs."""

MOST_SINGLY = 450
"""Tokens that cost more are paired with one another only after it was tried to join some of them."""

MOST_LETTERS_OFF = 3
"""Letters by which a joined token may be longer or shorter than its parts."""

SHORTEST_JOINED = 5
PAIR_COUNT, LEFT_HERE, LEFT_THERE, JOINED_COUNT = range(4)
"""Columns of ``figures``: how many pairs there are, the places left over on each side, the letters joined."""

COMMONEST = 150


class Scratch(NamedTuple):
    """Working space of the compiled loops; one serves one thread."""

    lines: Ints
    costs: Ints
    values: Ints
    letters: Symbols
    joined: Symbols
    pairs: Ints
    figures: npt.NDArray[np.int64]


def scratch() -> Scratch:
    """Return new working space."""
    square = (MOST_TOKENS, MOST_TOKENS)
    return Scratch(
        np.zeros((4, MOST_SYMBOLS + 1), np.int32),
        np.zeros(square, np.int32),
        np.zeros(square, np.int32),
        np.zeros(4 * MOST_SYMBOLS, np.uint8),
        np.zeros(MOST_SYMBOLS, np.uint8),
        np.zeros((MOST_PAIRS, 5), np.int32),
        np.zeros(4, np.int64),
    )


@inlined
def pair_rarity(found: Tokens, one: int, sought: Tokens, other: int, cost: int) -> int:
    """Return how seldom what two tokens share is borne, whose spellings cost so much."""
    here, there = found[one], sought[other]
    letters = min(int64(here["letters"]), int64(there["letters"]))
    if letters == 1:
        return AN_INITIAL
    a_letter = SAME_LETTER if cost == 0 else A_LETTER
    return min(int64(here["rarity"]), int64(there["rarity"]), letters * a_letter)


@compiled
def align(found: Tokens, names: Records, name: int, sought: Tokens, rows: Records, row: int, space: Scratch) -> int:
    """Write the pairs of two names to ``space.pairs`` and return how many they are.

    ``names`` and ``rows`` are records with the fields ``tokens`` and ``count``; those of names say in ``cuts``, a bit a
    token, which may have been cut.
    """
    one, other = names[name], rows[row]
    for i in range(one["count"]):
        for j in range(other["count"]):
            token, like = int64(one["tokens"][i]), int64(other["tokens"][j])
            cost = token_cost(found, token, sought, like, int64((one["cuts"] >> i) & 1), int64(MOST), space.lines)
            space.costs[i, j] = cost
            if cost < UNRELATED:
                space.values[i, j] = pair_rarity(found, token, sought, like, cost) - cost
    space.figures[PAIR_COUNT] = 0
    space.figures[LEFT_HERE] = (1 << one["count"]) - 1
    space.figures[LEFT_THERE] = (1 << other["count"]) - 1
    _pair_singly(found, names, name, sought, rows, row, int64(MOST_SINGLY), space)
    if space.figures[LEFT_HERE] and space.figures[LEFT_THERE]:
        _pair_joined(found, names, name, sought, rows, row, space)
    if space.figures[LEFT_HERE] and space.figures[LEFT_THERE]:
        # The same the other way round: what is left there may be what several tokens here spell together.
        _exchange(space)
        _pair_joined(sought, rows, row, found, names, name, space)
        _exchange(space)
    if space.figures[LEFT_HERE] and space.figures[LEFT_THERE]:
        _pair_singly(found, names, name, sought, rows, row, int64(UNRELATED - 1), space)
    return int(space.figures[PAIR_COUNT])


@compiled
def _exchange(space: Scratch) -> None:
    """Let found and sought change sides."""
    left = space.figures[LEFT_HERE]
    space.figures[LEFT_HERE] = space.figures[LEFT_THERE]
    space.figures[LEFT_THERE] = left
    for at in range(space.figures[PAIR_COUNT]):
        places = space.pairs[at, FOUND]
        space.pairs[at, FOUND] = space.pairs[at, SOUGHT]
        space.pairs[at, SOUGHT] = places


@compiled
def _keep(space: Scratch, found: int, sought: int, cost: int, rarity: int, is_alike: int) -> None:
    pair = space.pairs[space.figures[PAIR_COUNT]]
    pair[FOUND], pair[SOUGHT], pair[COST], pair[RARITY], pair[GROUPS_ALIKE] = found, sought, cost, rarity, is_alike
    space.figures[PAIR_COUNT] += 1
    space.figures[LEFT_HERE] &= ~found
    space.figures[LEFT_THERE] &= ~sought


@compiled
def _pair_singly(
    found: Tokens, names: Records, name: int, sought: Tokens, rows: Records, row: int, most: int, space: Scratch
) -> None:
    """Pair tokens one by one that cost at most so much, the most valuable pairs first."""
    one, other = names[name], rows[row]
    while True:
        best, here, there = -UNRELATED, -1, -1
        for i in range(one["count"]):
            if not (space.figures[LEFT_HERE] >> i) & 1:
                continue
            for j in range(other["count"]):
                if (space.figures[LEFT_THERE] >> j) & 1 and space.costs[i, j] <= most and space.values[i, j] > best:
                    best, here, there = int64(space.values[i, j]), i, j
        if here < 0:
            return
        token, like = int64(one["tokens"][here]), int64(other["tokens"][there])
        cost = int64(space.costs[here, there])
        rarity = pair_rarity(found, token, sought, like, cost)
        is_alike = int64(found[token]["skeleton"] == sought[like]["skeleton"])
        _keep(space, 1 << here, 1 << there, cost, rarity, is_alike)


@compiled
def _pair_joined(
    whole: Tokens, names: Records, name: int, parts: Tokens, rows: Records, row: int, space: Scratch
) -> None:
    """Pair a token left over here with two or three of the other side that together spell it."""
    one, other = names[name], rows[row]
    count = int64(other["count"])
    for i in range(one["count"]):
        token = int64(one["tokens"][i])
        left = int64(space.figures[LEFT_THERE])
        if not (space.figures[LEFT_HERE] >> i) & 1 or whole[token]["letters"] < SHORTEST_JOINED:
            continue
        longest, shortest = _lengths(whole, token)
        best, run = int64(UNRELATED), int64(0)
        for first in range(count):
            letters = int64(parts[other["tokens"][first]]["letters"])
            if (
                not (left >> first) & 1
                or letters >= longest
                or not _begins(whole, token, parts, other["tokens"][first])
            ):
                continue
            for second in range(count):
                two = letters + int64(parts[other["tokens"][second]]["letters"])
                if second == first or not (left >> second) & 1 or two > longest:
                    continue
                for third in range(count + 1):  # the last stands for none
                    three = two
                    if third < count:
                        if third in (first, second) or not (left >> third) & 1:
                            continue
                        three += int64(parts[other["tokens"][third]]["letters"])
                    if not shortest <= three <= longest:
                        continue
                    cost = joined_cost(whole, token, parts, other["tokens"], first, second, third, count, space)
                    if cost < best:
                        best = cost
                        run = int64(1 << first | 1 << second | (1 << third if third < count else 0))
        if run:
            letters = int64(whole[token]["letters"])
            rarity = min(_joined_rarity(parts, other["tokens"], run), letters * A_LETTER, int64(RAREST))
            _keep(space, 1 << i, run, best, rarity, int64(1))


@compiled
def _lengths(tokens: Tokens, token: int) -> tuple[int, int]:
    """Return how many letters parts of a token may have together at most and at least."""
    longest = int64(tokens[token]["letters"]) + MOST_LETTERS_OFF
    shortest = longest
    while token >= 0:
        shortest = min(shortest, int64(tokens[token]["letters"]) - MOST_LETTERS_OFF)
        token = int64(tokens[token]["alternative"])
    return longest, shortest


@compiled
def _begins(whole: Tokens, token: int, parts: Tokens, part: int) -> bool:
    """Whether a token, or what it is without a glued part, begins with the letter of the part."""
    while token >= 0:
        if whole[token]["spelled"][0] == parts[part]["spelled"][0]:
            return True
        token = int64(whole[token]["alternative"])
    return False


@compiled
def joined_cost(
    whole: Tokens, token: int, parts: Tokens, tokens: Ints, first: int, second: int, third: int, count: int,
    space: Scratch,
) -> int:  # fmt: skip
    """Return what it costs that two or three tokens in a row spell one; ``third`` may be ``count``: none."""
    letters = int64(parts[tokens[first]]["letters"]) + int64(parts[tokens[second]]["letters"])
    if third < count:
        letters += int64(parts[tokens[third]]["letters"])
    best = int64(UNRELATED)
    glued = int64(0)
    while token >= 0:
        own = whole[token]
        token = int64(own["alternative"])
        glued += JOINED
        if abs(letters - int64(own["letters"])) > MOST_LETTERS_OFF:
            continue
        # Spelled again from the letters: where RASHID meets JAFAR, DJ is one grapheme.
        space.figures[JOINED_COUNT] = 0
        _append(parts, int64(tokens[first]), space)
        _append(parts, int64(tokens[second]), space)
        if third < count:
            _append(parts, int64(tokens[third]), space)
        written = spell(space.letters, int64(space.figures[JOINED_COUNT]), space.joined)
        most = min(MOST_A_GRAPHEME * written // 3, MOST_OTHER_LENGTH)
        cost = spelling_cost(own["symbols"], int64(own["count"]), space.joined, written, most, int64(0), space.lines)
        if cost <= most:
            best = min(best, cost + glued)
    return best


@compiled
def _append(parts: Tokens, part: int, space: Scratch) -> None:
    letters = parts[part]["spelled"]
    for at in range(parts[part]["letters"]):
        space.letters[space.figures[JOINED_COUNT]] = letters[at]
        space.figures[JOINED_COUNT] += 1


@compiled
def _joined_rarity(parts: Tokens, tokens: Ints, run: int) -> int:
    rarity = int64(0)
    for place in range(MOST_TOKENS):
        if (run >> place) & 1:
            part = parts[tokens[place]]
            rarity += min(int64(part["rarity"]), int64(part["letters"]) * A_LETTER)
    return rarity
