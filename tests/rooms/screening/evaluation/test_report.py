"""What an evaluation tells of labelled travellers."""

import numpy as np
import pytest

from tournai.screening.evaluation.metrics import NOTHING, Scored
from tournai.screening.evaluation.report import Label, Report, Scores, Truth, report_of, scores_of

SOUGHT = (Label(is_sought=True, kind="exact"), Label(is_sought=True, kind="typo"))
OTHERS = (Label(is_sought=False, origin="Turkey"), Label(is_sought=False, origin="Balkans"))


@pytest.fixture
def report() -> Report:
    scores = Scores(np.array([9.0, 1.0, NOTHING, NOTHING]), np.array([NOTHING, NOTHING, 5.0, 0.5]))
    return report_of(
        scores, [*SOUGHT, *OTHERS], alerts=100, weights_version="test", usual=4.0, judged_at=5_000
    )  # fmt: skip


def test_own_alerts_are_told_from_others() -> None:
    scored = Scored(np.array([0, 0, 0]), np.array([7, 8, 9]), np.array([1.0, 2.0, 3.0]))
    truth = Truth(np.array([0, 0]), np.array([7, 8]))

    found = scores_of(scored, truth, 2)

    assert (found.own.tolist(), found.other.tolist()) == ([2.0, NOTHING], [3.0, NOTHING])


def test_both_rates_are_told_at_the_threshold_in_use(report: Report) -> None:
    usual = report.usual

    assert (usual.recall.share, usual.precision.share, usual.false_matches.share) == (0.5, 0.5, 0.5)
    assert usual.per_10k == 5_000


def test_groups_are_told_at_one_threshold_for_all(report: Report) -> None:
    assert [(row.name, row.recall.share) for row in report.by_kind] == [("exact", 1.0), ("typo", 1.0)]
    assert [(row.name, row.false_matches.hits) for row in report.by_origin] == [("Turkey", 1), ("Balkans", 0)]


def test_groups_without_a_name_are_not_told(report: Report) -> None:
    assert report.by_script == ()
