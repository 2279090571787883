"""Two error rates at a threshold that the negatives give, intervals, origins, judged pairs."""

import numpy as np
import pytest

from tournai.screening.evaluation.intervals import share_of
from tournai.screening.evaluation.labelled import Case, Traveller
from tournai.screening.evaluation.metrics import (
    NOTHING,
    Outcome,
    Scored,
    best_judged,
    det_points,
    judged_at,
    outcome_of,
    rates_by_origin,
    recall_by,
    threshold_at,
    tied_at_top,
)


def case(alert: int, *, kind: str = "exact", origin: str = "Maghreb") -> Case:
    return Case(Traveller("DELVIGNE", "LORE", None), alert, kind, "full date", origin)


def test_the_interval_is_wilsons() -> None:
    # Wilson's interval for 81 of 263 as Newcombe gives it (Statistics in Medicine 17, 1998, table I): 0.2553 to 0.3662
    found = share_of(81, 263)

    assert [found.low, found.high] == pytest.approx([0.2553, 0.3662], abs=5e-5)


def test_a_share_of_none_may_be_anything() -> None:
    assert (share_of(0, 0).low, share_of(0, 0).high) == (0.0, 1.0)


def test_no_more_negatives_than_allowed_are_above_the_threshold() -> None:
    negatives = np.array([5.0, 5.0, 5.0, 4.0, *[0.0] * 9_996])

    assert threshold_at(negatives, 3) == 4.0
    assert threshold_at(negatives, 2) == 5.0


def test_a_threshold_below_one_traveller_lets_none_through() -> None:
    assert threshold_at(np.array([1.0, 2.0]), 10) == 2.0


def test_a_positive_counts_by_his_own_alert_and_a_negative_by_his_highest() -> None:
    scored = Scored(np.array([0, 0, 1, 1]), np.array([7, 8, 7, 8]), np.array([1.0, 9.0, 2.0, 3.0]))

    found = outcome_of([case(7), case(-1), case(5)], scored)

    assert found.scores.tolist() == [1.0, 3.0, NOTHING]


def test_matches_may_be_limited_to_some_alerts() -> None:
    scored = Scored(np.array([0, 0]), np.array([7, 8]), np.array([1.0, 9.0]))

    assert outcome_of([case(-1)], scored, np.array([7])).scores.tolist() == [1.0]


def test_recall_is_told_by_kind_at_each_budget() -> None:
    positives = Outcome([case(1), case(2), case(3, kind="typo")], np.array([5.0, 1.0, 3.0]))

    found = recall_by(positives, np.array([4.0, 2.0]), lambda one: one.kind, (0.0, 5_000.0))

    assert [(one.name, one.per_10k, one.found.share) for one in found] == [
        ("exact", 0.0, 0.5),
        ("typo", 0.0, 0.0),
        ("exact", 5_000.0, 0.5),
        ("typo", 5_000.0, 1.0),
    ]


def test_the_curve_leaves_out_what_the_negatives_cannot_tell() -> None:
    points = det_points(np.array([1.0, 3.0]), np.arange(1_000) / 1_000)

    assert min(point.per_10k for point in points) >= 10
    assert points[0].missed == 0.0


def test_both_rates_are_told_by_origin_at_one_threshold() -> None:
    positives = Outcome([case(1), case(2, origin="Turkey")], np.array([9.0, 1.0]))
    negatives = Outcome([case(-1), case(-1, origin="Turkey")], np.array([5.0, 2.0]))

    rates = {one.origin: one for one in rates_by_origin(positives, negatives, 5_000)}

    assert (rates["Maghreb"].missed.hits, rates["Maghreb"].false_matches.hits) == (0, 1)
    assert (rates["Turkey"].missed.hits, rates["Turkey"].false_matches.hits) == (1, 0)


def test_judged_pairs_give_precision_recall_and_f1() -> None:
    scores, is_match = np.array([0.9, 0.8, 0.7, 0.1]), np.array([True, False, True, True])

    at_070 = judged_at(scores, is_match, 0.7)

    assert (at_070.precision, at_070.recall, at_070.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert best_judged(scores, is_match).threshold == 0.1


def test_ties_at_the_top_are_counted() -> None:
    assert tied_at_top([1.0, 1.0, 0.5, 0.2]) == 0.5
