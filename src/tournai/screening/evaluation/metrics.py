"""Two error rates of a scorer: who is missed at a threshold, and how many travellers are wrongly shown.

A threshold is never a score that somebody liked: it is found on the negatives, as the lowest score at which no more
than N in 10,000 of them have a match. So scorers with scales of their own are compared at the same cost to reviewers.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.batches import Int64Column, PersonBatch
from tournai.screening.evaluation.draws import Float64Column
from tournai.screening.evaluation.intervals import Share, share_of
from tournai.screening.evaluation.labelled import Case

PER = 10_000
BUDGETS = (1.0, 3.0, 10.0, 30.0, 100.0)
"""False matches per 10,000 travellers at which recall is told."""

DET_BUDGETS = tuple(float(rate) for rate in np.geomspace(0.1, 300, 36).round(3))
NOTHING = float("-inf")
"""The score of a pair that a scorer does not show at all."""


class Scored(msgspec.Struct, frozen=True):
    """The pairs that a scorer shows, in no order: keys of traveller and alert, and a score, higher for the likelier."""

    travellers: Int64Column
    alerts: Int64Column
    scores: Float64Column


Scorer = Callable[[PersonBatch, PersonBatch], Scored]
"""Compares travellers (second) with alerts (first). Keys of both batches are their rows."""


class Outcome(msgspec.Struct, frozen=True):
    """Cases beside what a scorer made of them: a score each, and the highest score of a negative."""

    cases: Sequence[Case]
    scores: Float64Column

    @property
    def is_negative(self) -> npt.NDArray[np.bool_]:
        """Which cases are on no alert."""
        return np.array([case.alert < 0 for case in self.cases], np.bool_)


def outcome_of(cases: Sequence[Case], scored: Scored, alerts: Int64Column | None = None) -> Outcome:
    """Return each case's score: of a positive with his own alert, of a negative his highest.

    ``alerts`` limits the pairs to some alerts, such as those of one regime of births.
    """
    travellers, rows, scores = scored.travellers, scored.alerts, scored.scores
    if alerts is not None:
        kept = np.isin(rows, alerts)
        travellers, rows, scores = travellers[kept], rows[kept], scores[kept]
    truth = np.array([case.alert for case in cases], np.int64)
    counted = (truth[travellers] < 0) | (truth[travellers] == rows)
    best = np.full(len(cases), NOTHING)
    np.maximum.at(best, travellers[counted], scores[counted])
    return Outcome(cases, best)


def threshold_at(negatives: Float64Column, per_10k: float) -> float:
    """Return the highest score that no match may have: above it, at most ``per_10k`` of 10,000 negatives have a match.

    >>> threshold_at(np.array([9.0, 8.0, 7.0, 6.0]), 5_000)
    7.0
    """
    allowed = int(per_10k * len(negatives) / PER + 1e-9)
    if allowed >= len(negatives):
        return NOTHING
    return float(np.sort(negatives)[::-1][allowed])


class Recall(msgspec.Struct, frozen=True):
    """How many of one kind are found at a budget of false matches."""

    name: str
    per_10k: float
    found: Share


class DetPoint(msgspec.Struct, frozen=True, gc=False):
    """One point of the detection error trade-off: false matches per 10,000 travellers, and the share missed."""

    per_10k: float
    missed: float


class OriginRates(msgspec.Struct, frozen=True):
    """Both error rates for names of one origin, at one threshold for all."""

    origin: str
    missed: Share
    false_matches: Share


def recall_by(
    positives: Outcome, negatives: Float64Column, key: Callable[[Case], str], budgets: Sequence[float] = BUDGETS
) -> list[Recall]:
    """Return the recall of each kind, in the order of the cases, at each budget."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, case in enumerate(positives.cases):
        rows[key(case)].append(row)
    found = []
    for per_10k in budgets:
        is_found = positives.scores > threshold_at(negatives, per_10k)
        found += [Recall(name, per_10k, share_of(int(is_found[at].sum()), len(at))) for name, at in rows.items()]
    return found


def det_points(positives: Float64Column, negatives: Float64Column) -> list[DetPoint]:
    """Return the curve of misses over false matches; points that too few negatives can tell are left out."""
    told = [rate for rate in DET_BUDGETS if rate * len(negatives) / PER >= 1]
    return [DetPoint(rate, float((positives <= threshold_at(negatives, rate)).mean())) for rate in told]


def rates_by_origin(positives: Outcome, negatives: Outcome, per_10k: float) -> list[OriginRates]:
    """Return both error rates by origin, at the threshold that gives the budget over all origins together."""
    threshold = threshold_at(negatives.scores, per_10k)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for outcome, at in ((positives, 0), (negatives, 2)):
        for case, score in zip(outcome.cases, outcome.scores.tolist(), strict=True):
            counts[case.origin][at] += (score > threshold) != (at == 0)
            counts[case.origin][at + 1] += 1
    return [
        OriginRates(origin, share_of(missed, sought), share_of(false, others))
        for origin, (missed, sought, false, others) in sorted(counts.items())
    ]


def tied_at_top(scores: Sequence[float]) -> float:
    """Return the share of judged pairs that have the highest score; a reviewer gets no order among these."""
    return float(np.mean(np.array(scores) == max(scores))) if len(scores) else 0.0


class Judged(msgspec.Struct, frozen=True, gc=False):
    """How well one threshold tells pairs that people judged: precision, recall and their harmonic mean."""

    threshold: float
    precision: float
    recall: float
    f1: float


def judged_at(scores: Float64Column, is_match: npt.NDArray[np.bool_], threshold: float) -> Judged:
    """Return how well a threshold tells the pairs; a pair is shown from the threshold on."""
    shown = scores >= threshold
    right = int((shown & is_match).sum())
    precision = right / int(shown.sum()) if shown.any() else 0.0
    recall = right / int(is_match.sum()) if is_match.any() else 0.0
    return Judged(threshold, precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0)


def best_judged(scores: Float64Column, is_match: npt.NDArray[np.bool_]) -> Judged:
    """Return the threshold with the highest F1."""
    candidates = np.unique(scores[np.isfinite(scores)]).tolist()
    found = [judged_at(scores, is_match, threshold) for threshold in candidates]
    return max(found, key=lambda one: one.f1, default=Judged(NOTHING, 0.0, 0.0, 0.0))
