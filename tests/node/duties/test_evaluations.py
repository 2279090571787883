"""Evaluations of screening are kept with the node: added, never changed, of no person."""

import pytest
from tests.acts import kinds
from tests.fakes.officers import ANALYST, DATA_PROTECTION_OFFICER
from tests.node.web.evaluation_scenes import REPORT

from tournai.cli.node import operator
from tournai.errors import Malformed, Refused
from tournai.node.duties.evaluations import record_evaluation, show_evaluation


def record(node, title="invented travellers", actor=None):
    record_evaluation(node.ports, actor or operator(), title=title, report=REPORT)


def test_last_evaluation_is_shown_as_it_was_recorded(node):
    record(node)

    view = show_evaluation(node.ports, ANALYST)

    assert (view.report, [line.title for line in view.lines]) == (REPORT, ["invented travellers"])


def test_nothing_is_shown_before_one_was_recorded(node):
    assert show_evaluation(node.ports, ANALYST).report is None


def test_recording_is_an_event(node):
    record(node)

    assert kinds(node).count("evaluation:recorded") == 1


def test_evaluation_of_other_weights_is_told(node):
    record(node)

    view = show_evaluation(node.ports, DATA_PROTECTION_OFFICER)

    assert view.is_of_these_weights == (REPORT.weights_version == view.weights_version)


def test_an_officer_may_not_record_one(node):
    with pytest.raises(Refused):
        record(node, actor=ANALYST)


@pytest.mark.parametrize("title", ["", " ", "x" * 121])
def test_an_evaluation_has_a_short_title(node, title):
    with pytest.raises(Malformed):
        record(node, title)
