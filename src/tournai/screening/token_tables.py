"""Tokens as columns that compiled loops read: graphemes, consonants, what is glued to them, familiar forms."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from tournai.screening.compiled import compiled, compiled_with_arrays, int64
from tournai.screening.familiar import FAMILIAR_NAMES
from tournai.screening.graphemes import Symbols, consonant_class, signature, spell
from tournai.screening.similarity import TOKEN, Tokens
from tournai.screening.variants import alternatives
from tournai.values.name_tokens import LONGEST_TOKEN, NameTokens, is_slavic_patronymic

FEWEST_CONSONANTS = 2
"""A token with fewer is grouped by all its graphemes."""

FEWEST_SHORTENED = 4
"""Consonants of a skeleton that is found under one consonant less, too: where few remain, they say too little."""

MOST_KEYS = 12
_MOST_CONSONANTS = 10
_VOWEL_FIRST = 15
_BY_GRAPHEMES, _BY_CONSONANT = 1 << 61, 1 << 60


def token_table(names: Iterable[NameTokens]) -> tuple[Tokens, list[str]]:
    """Return the columns of the names' tokens and the tokens, sorted; alternatives of tokens stand behind them.

    Rarity is left at zero, groups at -1.
    """
    names = list(names)
    tokens = sorted({token for name in names for token in name.tokens})
    unvowelled = {token for name in names if name.is_unvowelled for token in name.tokens}
    return _table(tokens, unvowelled), tokens


def _table(tokens: Sequence[str], unvowelled: set[str]) -> Tokens:
    words, links = list(tokens), []
    for at, token in enumerate(tokens):
        before = at
        for rest in alternatives(token):
            links.append((before, len(words)))
            before = len(words)
            words.append(rest)
    letters = np.array(words, f"S{LONGEST_TOKEN}").view(np.uint8).reshape(len(words), LONGEST_TOKEN)
    table = np.zeros(len(words), TOKEN)
    table["letters"] = [min(len(word), LONGEST_TOKEN) for word in words]
    table["alternative"] = -1
    table["group"] = -1
    table["familiar"] = -1
    for at, place in links:
        table["alternative"][at] = place
    for at, token in enumerate(tokens):
        numbers = FAMILIAR_NAMES.get(token, ())
        if numbers:
            table["familiar"][at, : len(numbers)] = numbers
    table["is_patronymic"] = [is_slavic_patronymic(word) for word in words]
    table["is_unvowelled"] = [word in unvowelled for word in words]
    _spell_all(letters, table)
    return table


@compiled
def _spell_all(letters: Symbols, table: Tokens) -> None:
    for row in range(len(table)):
        token = table[row]
        count = spell(letters[row], int(token["letters"]), token["symbols"])
        token["count"] = count
        for at in range(letters.shape[1]):
            token["spelled"][at] = letters[row, at]
        token["signature"] = signature(token["symbols"], count)


@compiled
def skeleton_keys(symbols: Symbols, count: int, keys: npt.NDArray[np.int64]) -> int:
    """Write the keys under which a token is found and return how many: its skeleton, and the skeleton less one
    consonant each. The first key is the token's group; two tokens share a key where their consonants differ in one.

    Where there is one consonant at most, the group is of equal graphemes, and the second key the consonant.
    """
    classes = 0
    length = 0
    last = 0
    for at in range(count):
        number = consonant_class(symbols, count, at)
        if at == 0 and number == 0:
            number = _VOWEL_FIRST
        if number and number != last and length < _MOST_CONSONANTS:
            classes = classes << 4 | number
            length += 1
        if number:
            last = number
    consonants = length - (classes >> 4 * (length - 1) == _VOWEL_FIRST if length else 0)
    if consonants < FEWEST_CONSONANTS:
        # Two that differ in a vowel (WAFA, VAFA) meet under the one consonant.
        keys[0] = _all_graphemes(symbols, count)
        keys[1] = _BY_CONSONANT | (classes & 15 if consonants else 0)
        return 2
    keys[0] = classes
    written = 1
    if consonants >= FEWEST_SHORTENED:
        for at in range(length):
            low = classes & ((1 << 4 * at) - 1)
            keys[written] = (classes >> 4 * (at + 1)) << 4 * at | low
            written += 1
    return written


@compiled
def _all_graphemes(symbols: Symbols, count: int) -> int:
    key = 0
    for at in range(min(count, 9)):
        key = key << 6 | (int(symbols[at]) + 1)
    return _BY_GRAPHEMES | key


def all_skeleton_keys(tokens: Tokens, count: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return the keys of the first ``count`` tokens and of their alternatives, in order, and the token of each."""
    keys = np.zeros(len(tokens) * MOST_KEYS, np.int64)
    numbers = np.zeros(len(keys), np.int32)
    written = _write_keys(tokens, count, keys, numbers)
    keys, numbers = keys[:written], numbers[:written]
    order = np.lexsort((numbers, keys))
    return keys[order], numbers[order]


@compiled_with_arrays
def _write_keys(tokens: Tokens, count: int, keys: npt.NDArray[np.int64], numbers: npt.NDArray[np.int32]) -> int:
    own = np.zeros(MOST_KEYS, np.int64)
    written = 0
    for token in range(count):
        row = token
        while row >= 0:
            for at in range(skeleton_keys(tokens[row]["symbols"], int64(tokens[row]["count"]), own)):
                keys[written], numbers[written] = own[at], token
                written += 1
            row = int(tokens[row]["alternative"])
    return written


@compiled_with_arrays
def group_keys(tokens: Tokens, keys: npt.NDArray[np.int64]) -> None:
    """Write the key of each token's skeleton."""
    own = np.zeros(MOST_KEYS, np.int64)
    for row in range(len(tokens)):
        skeleton_keys(tokens[row]["symbols"], int64(tokens[row]["count"]), own)
        keys[row] = own[0]
