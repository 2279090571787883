"""Whether a reading is beyond doubt: both readings at one so far as no check digit can tell.

Names, states and the sex have no check digit, so there all rests on the two readings.
"""

from tournai.documents.mrz.repairs import alike
from tournai.documents.pages.attempts import Attempt
from tournai.documents.pages.deciding import BY_POSITION, best_of, covered_positions, is_blind_to
from tournai.documents.pages.glyphs import ALPHABET

LEAST_CONFIDENCE = 80.0
LEAST_LIKENESS, LEAST_MEAN_LIKENESS = 0.45, 0.72
MOST_WORSE, MOST_WORSE_CHECKED = 0.08, 0.3
"""How much worse than the best a sure character may compare: where no check digit covers it, and where one does."""
LEAST_APART, LEAST_APART_LETTERS = 0.03, -0.03
"""How much better than its look-alike a sure character compares where no check digit can tell them apart: a digit and a
letter, two letters. The first reading hardly ever takes one letter for another."""


def is_beyond_doubt(attempt: Attempt) -> bool:
    """Whether nothing of either reading speaks against the lines; check digits and fields are another matter."""
    if any(repair.reason != BY_POSITION for repair in attempt.made) or attempt.likeness < LEAST_MEAN_LIKENESS:
        return False
    return all(_is_sure(attempt, row, at) for row, line in enumerate(attempt.lines) for at in range(len(line)))


def _is_sure(attempt: Attempt, row: int, at: int) -> bool:
    """Whether both readings agree on a character so far as no check digit can tell."""
    char, allowed = attempt.lines[row][at], attempt.layout.alphabets[row][at]
    score = attempt.scores[row][at]
    own, best = float(score[ALPHABET.index(char)]), float(score[ALPHABET.index(best_of(score, allowed))])
    if own < LEAST_LIKENESS or attempt.confidences[row][at] < LEAST_CONFIDENCE:
        return False
    is_checked = (row, at) in covered_positions(attempt.layout)
    if best - own > (MOST_WORSE_CHECKED if is_checked else MOST_WORSE):
        return False
    # A check digit is blind to characters whose values differ by ten or twenty: 6 and G, 8 and I or S.
    unseen = [other for other in alike(char) if other in allowed and (not is_checked or is_blind_to(char, other))]
    return all(own - float(score[ALPHABET.index(other)]) >= _least_apart(char, other) for other in unseen)


def _least_apart(char: str, other: str) -> float:
    return LEAST_APART if char.isdigit() or other.isdigit() else LEAST_APART_LETTERS
