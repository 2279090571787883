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
SAME_CONSONANTS, SAME_TWO_CONSONANTS, SAME_CONSONANT = 0.94, 0.86, 0.6
"""Three consonants or more are equal, two, one; before the vowels that differ are counted."""

VOWEL_COST = 0.06
"""What each vowel that sounds otherwise costs where the consonants are equal."""

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


def _alike(form: Form, targets: Sequence[Form]) -> Similarities:
    spelling = _edits(form.spelling, [target.spelling for target in targets])
    sound = _edits(form.sound, [target.sound for target in targets])
    lengths = np.array([(len(target.spelling), len(target.sound)) for target in targets])
    by_spelling = 1 - EDIT_COST * spelling / np.maximum(len(form.spelling), lengths[:, 0])
    by_sound = SAME_SOUND * (1 - EDIT_COST * sound / np.maximum(len(form.sound), lengths[:, 1]))
    most = {1: SAME_CONSONANT, 2: SAME_TWO_CONSONANTS}.get(len(form.consonants), SAME_CONSONANTS)
    has_same = np.array([target.consonants == form.consonants for target in targets])
    by_consonants = np.where(has_same, most - VOWEL_COST * sound, 0.0)
    best: Similarities = np.maximum(np.maximum(by_spelling, by_sound), by_consonants).astype(np.float32)
    return best


def _edits(text: str, others: Sequence[str]) -> npt.NDArray[np.uint8]:
    distances: npt.NDArray[np.uint8] = cdist([text], others, scorer=OSA.distance, dtype=np.uint8)[0]
    return distances


def _add_beginnings(row: Similarities, token: str, sought: Sequence[str], *, may_be_cut: bool) -> None:
    for column, other in enumerate(sought):
        short, long = sorted((token, other), key=len)
        if not long.startswith(short) or short == long:
            continue
        if len(short) == 1:
            row[column] = max(row[column], INITIAL)
        elif may_be_cut and short == token:
            row[column] = max(row[column], CUT.get(len(short), CUT_LONG if len(short) > 4 else INITIAL))
