"""One finger against one finger: a score with what it is made of, the threshold, and what the pictures are worth."""

import msgspec
import numpy as np

from tournai.documents.holder.fingers.pairing import Print, pair
from tournai.documents.holder.fingers.templates import Minutia, best_minutiae, prepare_finger
from tournai.documents.holder.thresholds import FINGERS, Measured

FEWEST_MINUTIAE = 12
"""Below, a print says too little for a decision. (The number that courts of several states ask to agree.)"""


class FingerQuality(msgspec.Struct, frozen=True):
    """What a print is worth: minutiae, their mean quality (0 to 1), and whether they suffice for a decision."""

    minutiae: int
    mean_quality: float
    sufficient: bool


class FingerComparison(msgspec.Struct, frozen=True):
    """What two prints have in common.

    Args:
        score: Weighed sum of what pairs; without an upper bound.
        threshold: From it on, the prints count as of one finger, with a false match in 1,000.
        same: The score reaches the threshold. Whether the pictures suffice to say so, `quality` tells.
        quality: Of the first and of the second print.
        paired: Minutiae that pair, as places in the first and in the second print.
        supported: Paired minutiae that further edges support.
        measured: Thresholds, their errors, and on what they were measured.
    """

    score: float
    threshold: float
    same: bool
    quality: tuple[FingerQuality, FingerQuality]
    paired: tuple[tuple[Minutia, Minutia], ...]
    supported: int
    measured: Measured


def score_fingers(first: Print, second: Print) -> float:
    """Return the score of two prints made ready by `prepare_finger`."""
    return float(pair(first, second)[0][-1])


def compare_fingers(first: tuple[Minutia, ...], second: tuple[Minutia, ...]) -> FingerComparison:
    """Compare two prints by their minutiae."""
    counts, partner = pair(prepare_finger(first), prepare_finger(second))
    ordered = [best_minutiae(minutiae) for minutiae in (first, second)]
    score = round(float(counts[-1]), 2)
    return FingerComparison(
        score,
        FINGERS.threshold,
        score >= FINGERS.threshold,
        (judge_finger(first), judge_finger(second)),
        tuple((ordered[0][one], ordered[1][other]) for one, other in enumerate(partner.tolist()) if other >= 0),
        int(counts[3]),
        FINGERS,
    )


def judge_finger(minutiae: tuple[Minutia, ...]) -> FingerQuality:
    """Return what a print is worth."""
    mean = float(np.mean([one.quality for one in minutiae])) if minutiae else 0.0
    return FingerQuality(len(minutiae), round(mean, 3), len(minutiae) >= FEWEST_MINUTIAE)
