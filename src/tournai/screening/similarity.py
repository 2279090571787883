"""What it costs, in hundredths of a bit, that two tokens spell one name.

The cost is the least of the ways to turn one row of graphemes into the other: a grapheme for another, one left out, two
neighbours exchanged (optimal string alignment with the costs of `tournai.screening.spelling_costs`). A token may also
be cut, be an initial, a familiar form, or carry a glued particle or title.
"""

import numpy as np
import numpy.typing as npt

from tournai.screening.compiled import compiled, inlined, int64
from tournai.screening.familiar import MOST_FAMILIAR
from tournai.screening.graphemes import CONSONANT_CLASSES, GRAPHEMES, MOST_SYMBOLS, SOFT_C, Symbols, differing
from tournai.screening.spelling_costs import EXCHANGED, GAPS, SWAPS, UNLIKE

Costs = npt.NDArray[np.int16]

UNRELATED = 30_000
"""The cost of two tokens that are not two spellings of one name."""

MOST_DIFFERING = np.array([1, 1, 1, 1, 2, 2, 3], np.int64)
"""Consonants by which tokens may differ to be compared at all, by the graphemes of the shorter one."""

MOST_A_GRAPHEME, MOST = 300, 1_500
"""Spellings that cost more for each grapheme of the shorter one, or in all, are unrelated."""

OTHER_LENGTH, MOST_OTHER_LENGTH = 4, 800
"""Letters by which one token is longer from which less is allowed: it may be two names in one."""

ONE_LETTER = 600
"""One letter is another, is missing, or two neighbours are exchanged, whatever graphemes that breaks."""

OTHER_SPELLING = 50
"""The least that two different spellings cost."""

UNGLUED = 100
"""A glued particle or title had to be taken off."""

FAMILIAR = 400
"""One is a familiar form of the other (BOB, ROBERT)."""

CUT_OFF = 150
"""One is the beginning of the other and may have been cut."""

INITIAL = 250
"""One is the initial of the other."""


TOKEN = np.dtype([
    ("signature", np.int64),
    ("skeleton", np.int64),
    ("alternative", np.int32),
    ("group", np.int32),
    ("rarity", np.int16),
    ("count", np.uint8),
    ("letters", np.uint8),
    ("is_patronymic", np.uint8),
    ("is_unvowelled", np.uint8),
    ("spelled", np.uint8, (MOST_SYMBOLS,)),
    ("familiar", np.int16, (MOST_FAMILIAR,)),
    ("symbols", np.uint8, (MOST_SYMBOLS,)),
], align=True)  # fmt: skip
"""A token as compiled loops read it: ``count`` graphemes in ``symbols``, ``letters`` letters in ``spelled``.

``alternative`` is the row of what the token is without a glued part, or -1; ``familiar`` the numbers of the names that
it is a familiar form of (-1 fills up); ``rarity`` is in hundredths of a bit; ``is_unvowelled`` tells that short vowels
were not written; ``group`` numbers the skeleton among those that were counted, or is -1.
"""

Tokens = npt.NDArray[np.void]


def _swaps() -> Costs:
    table = np.full((len(GRAPHEMES), len(GRAPHEMES)), round(UNLIKE * 100), np.int16)
    for cost, pairs in SWAPS.items():
        for pair in pairs.split():
            one, other = (GRAPHEMES.index(grapheme) for grapheme in pair.split("-"))
            table[one, other] = table[other, one] = round(cost * 100)
    np.fill_diagonal(table, 0)
    return table


SWAP_COSTS = _swaps()
"""Hundredths of a bit, by the numbers of two graphemes."""

GAP_COSTS = np.array(
    [[round(GAPS.get(grapheme, (UNLIKE,) * 3)[place] * 100) for grapheme in GRAPHEMES] for place in range(3)], np.int16
)
_FREE_VOWEL = 60
"""What a vowel costs that a script did not write."""

_VOWELISH = np.array([grapheme[0] in "AEIOUYWH" for grapheme in GRAPHEMES])
GAP_COSTS = np.concatenate((GAP_COSTS, np.where(_VOWELISH, np.minimum(GAP_COSTS, _FREE_VOWEL), GAP_COSTS))).astype(
    np.int16
)
"""What a grapheme costs that one token lacks: lines for the first, the middle, the last; the same without vowels."""

EXCHANGE_COST = round(EXCHANGED * 100)


def _consonants_of(least: int) -> tuple[int, int]:
    """Return the bits of the classes whose consonants cost that much at least, and what the cheapest of them costs.

    A consonant that only one token has is left out, stands for a vowel, or, half each, for one of another class; one
    letter off may break two. What C counts as hangs on the vowel behind it: its classes tell nothing.
    """
    costs = dict.fromkeys(set(CONSONANT_CLASSES.values()) - {CONSONANT_CLASSES["C"], SOFT_C}, ONE_LETTER // 2)
    for at, grapheme in enumerate(GRAPHEMES):
        own = CONSONANT_CLASSES.get(grapheme, 0)
        if own in costs:
            others = [CONSONANT_CLASSES.get(other, 0) for other in GRAPHEMES]
            swaps = [cost // 2 if other else cost for cost, other in zip(SWAP_COSTS[at].tolist(), others, strict=True)
                     if other != own]  # fmt: skip
            costs[own] = min(costs[own], *swaps, int(GAP_COSTS[:, at].min()))
    bits = sum(31 << 5 * (own - 1) for own, cost in costs.items() if cost >= least)
    return bits, min((cost for cost in costs.values() if cost >= least), default=0)


_ANY, _ANY_COST = _consonants_of(100)
_DEAR, _DEAR_COST = _consonants_of(2 * _ANY_COST)
AT_A_BORDER = 3 * max(_ANY_COST, _DEAR_COST)
"""What `least_cost` counts at most where two tokens written together have other graphemes at the border."""


@inlined
def least_cost(one: int, other: int) -> int:
    """Return what tokens of these signatures cost at least where both are spelled out."""
    differ = (one ^ other) & _ANY
    if differ == 0:
        return int64(0)
    dear = differing(differ & _DEAR, int64(0))
    return differing(differ, int64(0)) * _ANY_COST + dear * max(_DEAR_COST - _ANY_COST, 0)


@compiled
def spelling_cost(
    one: Symbols, count: int, other: Symbols, others: int, most: int, free: int, lines: npt.NDArray[np.int32]
) -> int:
    """Return what it costs that two rows of graphemes spell one name; more than ``most`` may be any number above it.

    ``free`` is 3 where one was written without vowels, else 0. ``lines`` is working space of four lines of
    `MOST_SYMBOLS` + 1.
    """
    gaps = lines[3]
    lines[0, 0] = 0
    for j in range(1, others + 1):
        place = free + (0 if j == 1 else (2 if j == others else 1))
        gaps[j] = GAP_COSTS[place, other[j - 1]]
        lines[0, j] = lines[0, j - 1] + gaps[j]
    before, above, here = 2, 0, 1
    for i in range(1, count + 1):
        symbol = one[i - 1]
        gap = int64(GAP_COSTS[free + (0 if i == 1 else (2 if i == count else 1)), symbol])
        swaps, over, line = SWAP_COSTS[symbol], lines[above], lines[here]
        slant = int64(over[0])
        cost = slant + gap
        line[0] = cost
        least = cost
        for j in range(1, others + 1):
            up = int64(over[j])
            cost = min(slant + swaps[other[j - 1]], up + gap, cost + gaps[j])
            if i > 1 and j > 1 and symbol == other[j - 2] and one[i - 2] == other[j - 1] and symbol != one[i - 2]:
                cost = min(cost, int64(lines[before, j - 2]) + EXCHANGE_COST)
            line[j] = cost
            least = min(least, cost)
            slant = up
        if least > most:
            return int64(UNRELATED)
        before, above, here = above, here, before
    return int64(lines[above, others])


@compiled
def beginning_cost(
    one: Symbols, count: int, other: Symbols, others: int, most: int, lines: npt.NDArray[np.int32]
) -> int:
    """Return what it costs that the first row of graphemes is a beginning of the second."""
    best = int64(UNRELATED)
    for length in range(max(1, count - 1), min(others, count + 1) + 1):
        best = min(best, spelling_cost(one, count, other, int64(length), most, int64(0), lines))
    return best


@compiled
def token_cost(
    found: Tokens, one: int, sought: Tokens, other: int, may_be_cut: int, most: int, lines: npt.NDArray[np.int32]
) -> int:
    """Return what it costs that a found and a sought token are one name; `UNRELATED` where nothing says so.

    What costs more than ``most`` may be unrelated.
    """
    here, there = found[one], sought[other]
    count, others = int64(here["count"]), int64(there["count"])
    if count == 0 or others == 0:
        return int64(UNRELATED)
    if here["letters"] == 1 or there["letters"] == 1:
        if here["spelled"][0] != there["spelled"][0]:
            return int64(UNRELATED)
        return int64(0 if here["letters"] == there["letters"] else INITIAL)
    best = _plain_cost(found, one, sought, other, most, lines)
    alternative = int64(here["alternative"])
    while alternative >= 0:
        best = min(best, UNGLUED + _plain_cost(found, alternative, sought, other, most, lines))
        alternative = int64(found[alternative]["alternative"])
    alternative = int64(there["alternative"])
    while alternative >= 0:
        best = min(best, UNGLUED + _plain_cost(found, one, sought, alternative, most, lines))
        alternative = int64(sought[alternative]["alternative"])
    if best > FAMILIAR and are_familiar(found, one, sought, other):
        best = int64(FAMILIAR)
    if may_be_cut and here["letters"] < there["letters"] and here["spelled"][0] == there["spelled"][0]:
        least = MOST_A_GRAPHEME * count // 2
        best = min(best, CUT_OFF + beginning_cost(here["symbols"], count, there["symbols"], others, least, lines))
    return best


@compiled
def _plain_cost(found: Tokens, one: int, sought: Tokens, other: int, most: int, lines: npt.NDArray[np.int32]) -> int:
    here, there = found[one], sought[other]
    count, others = int64(here["count"]), int64(there["count"])
    allowed = MOST_DIFFERING[min(count, others, len(MOST_DIFFERING) - 1)]
    if differing(here["signature"], there["signature"]) > allowed:
        return int64(UNRELATED)
    letters, other_letters = int64(here["letters"]), int64(there["letters"])
    most = min(most, MOST_A_GRAPHEME * min(count, others))
    if abs(letters - other_letters) >= OTHER_LENGTH:
        most = min(most, MOST_OTHER_LENGTH)
    if least_cost(int64(here["signature"]), int64(there["signature"])) > most:
        return int64(UNRELATED)
    free = int64(3 if here["is_unvowelled"] != there["is_unvowelled"] else 0)
    cost = spelling_cost(here["symbols"], count, there["symbols"], others, most, free, lines)
    if cost > ONE_LETTER and is_one_letter_off(here["spelled"], letters, there["spelled"], other_letters):
        cost = int64(ONE_LETTER)
    if cost > most:
        return int64(UNRELATED)
    if cost < OTHER_SPELLING and letters != other_letters:
        return int64(OTHER_SPELLING)
    return cost


@compiled
def is_one_letter_off(one: Symbols, count: int, other: Symbols, others: int) -> bool:
    """Whether one letter is another or missing, or two neighbours are exchanged."""
    if abs(count - others) > 1:
        return False
    at = 0
    while at < count and at < others and one[at] == other[at]:
        at += 1
    here, there = count, others
    while here > at and there > at and one[here - 1] == other[there - 1]:
        here -= 1
        there -= 1
    if here - at <= 1 and there - at <= 1:
        return True
    return here - at == 2 and there - at == 2 and one[at] == other[at + 1] and one[at + 1] == other[at]


@compiled
def are_familiar(found: Tokens, one: int, sought: Tokens, other: int) -> bool:
    """Whether both are, or are familiar forms of, one name."""
    here, there = found[one]["familiar"], sought[other]["familiar"]
    for i in range(MOST_FAMILIAR):
        if here[i] < 0:
            return False
        for j in range(MOST_FAMILIAR):
            if there[j] == here[i]:
                return True
    return False
