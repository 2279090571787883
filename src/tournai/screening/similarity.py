"""How alike two tokens are, 0 to 1, and what their agreement is worth in bits.

Spelling is compared by optimal string alignment (a transposition is one edit), sound the same way, consonants by
equality: the best of the three counts. The same function serves the search for candidates and the score.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from tournai.screening.keys import Form, form_of, variants_of

Similarities = npt.NDArray[np.float32]

EDIT_COST = 0.8
"""What one edit costs, as a share of the longer token's letters."""

SAME_SOUND = 0.95
SAME_CONSONANTS = {1: 0.6, 2: 0.8}
SAME_CONSONANTS_LONG = 0.88
"""Three consonants or more are equal and only vowels differ."""

UNGLUED = 0.95
"""Factor where a glued particle or title had to be taken off to make two tokens alike."""

CUT = {3: 0.78, 4: 0.85}
CUT_LONG = 0.92
"""One token is the beginning of the other and may have been cut, by its letters; shorter ones count as initials."""

INITIAL = 0.9

WORTH = ((0.66, 0.0), (0.73, 0.3), (0.8, 0.55), (0.86, 0.75), (0.92, 0.9), (1.0, 1.0))
"""Share of a token's rarity that a similarity is worth, linear between the rows."""

BITS_PER_LETTER = 2.5
"""A token cannot be worth more than this for each letter of the shorter spelling: two letters agree often."""


def similarities(found: Sequence[str], sought: Sequence[str], may_be_cut: Sequence[bool]) -> Similarities:
    """Return how alike each found token (rows) and each sought token (columns) are, 0 to 1.

    ``may_be_cut`` tells which found tokens may be the beginning of a longer one.
    """
    result = np.zeros((len(found), len(sought)), np.float32)
    if not result.size:
        return result
    spelled = [(column, variant) for column, token in enumerate(sought) for variant in variants_of(token)]
    columns = np.array([column for column, _ in spelled])
    targets = [form_of(variant) for _, variant in spelled]
    factors = np.array([1.0 if sought[column] == variant else UNGLUED for column, variant in spelled], np.float32)
    for row, token in enumerate(found):
        for variant in variants_of(token):
            factor = 1.0 if variant == token else UNGLUED
            np.maximum.at(result[row], columns, np.minimum(factors, factor) * _alike(form_of(variant), targets))
        _add_beginnings(result[row], token, sought, may_be_cut=may_be_cut[row])
    return result


def worth(similarity: Similarities | float) -> npt.NDArray[np.float64]:
    """Return the share of a token's rarity that each similarity is worth, 0 to 1."""
    known, shares = zip(*WORTH, strict=True)
    result: npt.NDArray[np.float64] = np.interp(similarity, known, shares)
    return result


def most_bits(found: str, sought: str) -> float:
    """Return the most that the agreement of two tokens can be worth."""
    return BITS_PER_LETTER * min(len(found), len(sought))


def _alike(form: Form, targets: Sequence[Form]) -> Similarities:
    spelling = _edit_similarity(form.spelling, [target.spelling for target in targets])
    sound = SAME_SOUND * _edit_similarity(form.sound, [target.sound for target in targets])
    same = SAME_CONSONANTS.get(len(form.consonants), SAME_CONSONANTS_LONG)
    equal = [same if target.consonants == form.consonants else 0.0 for target in targets]
    best: Similarities = np.maximum(np.maximum(spelling, sound), np.array(equal, np.float32))
    return best


def _edit_similarity(text: str, others: Sequence[str]) -> Similarities:
    distances = cdist([text], others, scorer=OSA.distance, dtype=np.uint8)[0]
    longest = np.maximum(len(text), np.array([len(other) for other in others]))
    result: Similarities = (1 - EDIT_COST * distances / longest).astype(np.float32)
    return result


def _add_beginnings(row: Similarities, token: str, sought: Sequence[str], *, may_be_cut: bool) -> None:
    for column, other in enumerate(sought):
        short, long = sorted((token, other), key=len)
        if not long.startswith(short) or short == long:
            continue
        if len(short) == 1:
            row[column] = max(row[column], INITIAL)
        elif may_be_cut and short == token:
            row[column] = max(row[column], CUT.get(len(short), CUT_LONG if len(short) > 4 else INITIAL))
