"""What an evaluation tells: two error rates at several costs, by kind, script, origin and what is known of births."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.batches import Int64Column
from tournai.screening.evaluation.draws import Float64Column
from tournai.screening.evaluation.intervals import Share, share_of
from tournai.screening.evaluation.metrics import BUDGETS, NOTHING, PER, DetPoint, Scored, det_points, threshold_at

Flags = npt.NDArray[np.bool_]


class Label(msgspec.Struct, frozen=True, gc=False):
    """What is known of a labelled traveller. Empty texts are unknown; ``is_sought`` tells that an alert is on him."""

    is_sought: bool
    kind: str = ""
    script: str = ""
    origin: str = ""
    regime: str = ""


class Rates(msgspec.Struct, frozen=True):
    """How well a threshold tells: of those sought, who is shown with an alert on them (``recall``); of those shown, who
    is sought (``precision``); of those on no alert, who is shown all the same (``false_matches``)."""

    per_10k: float
    """The budget that the threshold was found for; of the usual threshold, what it costs."""
    threshold: float
    recall: Share
    precision: Share
    false_matches: Share


class GroupRates(msgspec.Struct, frozen=True):
    """Both error rates of one group of travellers at one threshold for all."""

    name: str
    recall: Share
    false_matches: Share


class Report(msgspec.Struct, frozen=True):
    """An evaluation. Groups stand at the threshold of ``judged_at`` false matches per 10,000 travellers."""

    weights_version: str
    alerts: int
    sought: int
    others: int
    usual: Rates
    budgets: tuple[Rates, ...]
    det: tuple[DetPoint, ...]
    judged_at: float
    by_kind: tuple[GroupRates, ...]
    by_script: tuple[GroupRates, ...]
    by_origin: tuple[GroupRates, ...]
    by_regime: tuple[GroupRates, ...]


class Truth(msgspec.Struct, frozen=True):
    """Which traveller is on which alert: the places of both, a pair a row. A traveller may be on several."""

    travellers: Int64Column
    alerts: Int64Column


class Scores(msgspec.Struct, frozen=True):
    """The highest score of each traveller with an alert on him (``own``) and with any other (``other``)."""

    own: Float64Column
    other: Float64Column


def scores_of(scored: Scored, truth: Truth, travellers: int) -> Scores:
    """Return the scores of each traveller, minus infinity where nothing is shown."""
    most = 1 + max(int(side.max()) if len(side) else 0 for side in (scored.alerts, truth.alerts))
    is_own = np.isin(scored.travellers * most + scored.alerts, truth.travellers * most + truth.alerts)
    found = []
    for chosen in (is_own, ~is_own):
        best = np.full(travellers, NOTHING)
        np.maximum.at(best, scored.travellers[chosen], scored.scores[chosen])
        found.append(best)
    return Scores(*found)


def report_of(
    scores: Scores,
    labels: Sequence[Label],
    *,
    alerts: int,
    weights_version: str,
    usual: float,
    judged_at: float,
) -> Report:
    """Return the report of labelled travellers.

    Args:
        scores: Of each traveller, as `scores_of` gives them.
        labels: Of each traveller, in the same order.
        alerts: How many alerts they were compared with.
        weights_version: Of the weights that scored.
        usual: The threshold in use.
        judged_at: The budget, in false matches per 10,000 travellers, at which groups are compared.
    """
    is_sought = np.array([label.is_sought for label in labels], np.bool_)
    negatives = scores.other[~is_sought]

    def rates(threshold: float, per_10k: float) -> Rates:
        return _rates(scores, is_sought, threshold, per_10k)

    judged = threshold_at(negatives, judged_at)

    def groups(key: Callable[[Label], str]) -> tuple[GroupRates, ...]:
        return _groups(scores, is_sought, [key(label) for label in labels], judged)

    usual_false = PER * float((negatives > usual).mean()) if len(negatives) else 0.0
    return Report(
        weights_version=weights_version,
        alerts=alerts,
        sought=int(is_sought.sum()),
        others=len(negatives),
        usual=rates(usual, usual_false),
        budgets=tuple(rates(threshold_at(negatives, per_10k), per_10k) for per_10k in BUDGETS),
        det=tuple(det_points(scores.own[is_sought], negatives)),
        judged_at=judged_at,
        by_kind=groups(lambda label: label.kind),
        by_script=groups(lambda label: label.script),
        by_origin=groups(lambda label: label.origin),
        by_regime=groups(lambda label: label.regime),
    )


def _rates(scores: Scores, is_sought: Flags, threshold: float, per_10k: float) -> Rates:
    is_found = is_sought & (scores.own > threshold)
    is_shown = np.maximum(scores.own, scores.other) > threshold
    is_false = ~is_sought & is_shown
    return Rates(
        per_10k=per_10k,
        threshold=threshold,
        recall=_share(is_found, is_sought),
        precision=_share(is_found, is_shown),
        false_matches=_share(is_false, ~is_sought),
    )


def _groups(scores: Scores, is_sought: Flags, names: Sequence[str], threshold: float) -> tuple[GroupRates, ...]:
    """Return the rates of each group that is named, in the order in which they first occur."""
    column = np.array(names, np.object_)
    is_found, is_false = is_sought & (scores.own > threshold), ~is_sought & (scores.other > threshold)
    found = []
    for name in dict.fromkeys(filter(None, names)):
        is_in = column == name
        found.append(GroupRates(name, _share(is_found, is_sought & is_in), _share(is_false, ~is_sought & is_in)))
    return tuple(found)


def _share(chosen: Flags, among: Flags) -> Share:
    return share_of(int((chosen & among).sum()), int(among.sum()))
