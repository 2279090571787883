"""A token as the graphemes that spell its sounds: ``CH``, ``OU``, ``KH`` are one each, a doubled consonant is single.

A grapheme is a small number; what one costs for another stands in `tournai.screening.spelling_costs`. The skeleton of a
token is the row of its consonants' classes: it survives the vowels, which records write as they please.
"""

import numpy as np
import numpy.typing as npt

from tournai.screening.compiled import compiled, inlined

Symbols = npt.NDArray[np.uint8]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
GRAPHEMES = (
    *LETTERS, "CH", "SH", "KH", "GH", "DJ", "ZH", "TH", "DH", "PH", "TS", "TZ", "CK", "QU", "OU", "OO", "EE", "AI",
    "AY", "EI", "EY", "AE", "OE", "UE", "EU", "IE", "AA", "AH", "EH", "AU", "AW", "TJ", "TCH", "SCH",
)  # fmt: skip
"""The number of a grapheme is its place here; the longest that fits is read first."""

CONSONANT_CLASSES = {
    "B": 1, "P": 1, "F": 2, "V": 2, "PH": 2, "D": 3, "T": 3, "TH": 3, "DH": 3, "J": 4, "G": 4, "DJ": 4, "ZH": 4,
    "GH": 4, "K": 5, "Q": 5, "KH": 5, "CK": 5, "QU": 5, "C": 5, "S": 6, "Z": 6, "X": 6, "SH": 6, "SCH": 6, "CH": 6,
    "TCH": 6, "TJ": 6, "TS": 6, "TZ": 6, "L": 7, "M": 8, "N": 9, "R": 10,
}  # fmt: skip
"""Consonants that records write for one another share a number; H, W and Y come and go like vowels and have none."""

MOST_SYMBOLS = 24
SOFT_C = 6
"""The class of C before E, I and Y."""

_PAIRS = np.full((26, 26), -1, np.int16)
for _number, _grapheme in enumerate(GRAPHEMES):
    if len(_grapheme) == 2:
        _PAIRS[LETTERS.index(_grapheme[0]), LETTERS.index(_grapheme[1])] = _number
_CLASSES = np.array([CONSONANT_CLASSES.get(grapheme, 0) for grapheme in GRAPHEMES], np.int16)
_C, _E, _H, _I, _K, _S, _T, _X, _Y = (LETTERS.index(letter) for letter in "CEHIKSTXY")
_TCH, _SCH = GRAPHEMES.index("TCH"), GRAPHEMES.index("SCH")


@compiled
def spell(letters: Symbols, count: int, symbols: Symbols) -> int:
    """Write the graphemes of a token's letters (ASCII capitals) to ``symbols`` and return how many they are."""
    at, written = 0, 0
    while at < count and written < MOST_SYMBOLS:
        symbol = int(letters[at]) - 65
        taken = 1
        if at + 1 < count:
            following = int(letters[at + 1]) - 65
            if at + 2 < count and following == _C and int(letters[at + 2]) - 65 == _H and symbol in (_S, _T):
                symbol, taken = (_SCH if symbol == _S else _TCH), 3
            elif _PAIRS[symbol, following] >= 0:
                symbol, taken = int(_PAIRS[symbol, following]), 2
        at += taken
        if symbol == _X and 0 < written < MOST_SYMBOLS - 1:
            # ALEXANDER is ALEKSANDER; a name that begins with X (XAVIER, XI) has another sound.
            if int(symbols[written - 1]) != _K:
                symbols[written] = _K
                written += 1
            symbol = _S
        # A doubled letter is one; a doubled vowel is a grapheme of its own.
        if written == 0 or int(symbols[written - 1]) != symbol:
            symbols[written] = symbol
            written += 1
    return written


@compiled
def consonant_class(symbols: Symbols, count: int, at: int) -> int:
    """Return the class of the consonant at a place; 0 where there is none."""
    symbol = int(symbols[at])
    if symbol == _C and at + 1 < count and int(symbols[at + 1]) in (_E, _I, _Y):
        return SOFT_C
    return int(_CLASSES[symbol])


@compiled
def signature(symbols: Symbols, count: int) -> int:
    """Return which consonant classes a token has and how often, up to five times, in five bits a class.

    Bits that two signatures do not share count the consonants that one token has and the other lacks.
    """
    result = 0
    for at in range(count):
        number = consonant_class(symbols, count, at)
        if number:
            shift = 5 * (number - 1)
            seen = (result >> shift) & 31
            result |= ((seen << 1) | 1) << shift & (31 << shift)
    return result


@inlined
def differing(one: int, other: int) -> int:
    """Return how many bits two signatures do not share."""
    bits = one ^ other
    bits = bits - ((bits >> 1) & 0x1555555555555555)
    bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333)
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F
    bits += bits >> 8
    bits += bits >> 16
    bits += bits >> 32
    return bits & 0x7F


@inlined
def both(one: int, other: int) -> int:
    """Return the signature of two tokens written together."""
    result = one
    for shift in range(0, 50, 5):
        added = (other >> shift) & 31
        while added:
            seen = (result >> shift) & 31
            result |= ((seen << 1) | 1) << shift & (31 << shift)
            added >>= 1
    return result
