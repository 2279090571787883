"""The carrier on trial of the demonstration: what its messages show when they are read."""

from datetime import UTC, datetime

import pytest

from tournai.errors import Malformed
from tournai.simulate import APPLICANT, trial_deliveries
from tournai.travel import read_travel_file
from tournai.travel.certification import Outcome, Scenario, Tried, certify, tried_message

NOW = datetime(2026, 11, 24, 20, 3, 17, 250, tzinfo=UTC)


def tried(body: bytes) -> Tried:
    try:
        found = read_travel_file(body)
    except Malformed as error:
        return Tried(NOW, unreadable=error.code)
    return Tried(NOW, tuple(tried_message(push, NOW, str) for push in found.pushes))


@pytest.fixture(scope="module")
def certification():
    return certify([tried(delivery.body) for delivery in trial_deliveries(2016, NOW)])


def test_all_scenarios_but_a_push_in_parts_are_passed(certification):
    left = {one.scenario for one in certification.results if one.outcome is not Outcome.PASSED}

    assert left == {Scenario.PARTS, Scenario.XML}


def test_one_message_has_a_wrong_count_and_one_cannot_be_read(certification):
    assert (certification.defects, certification.unreadable) == ({"eqn-count": 1}, 1)


def test_flights_are_the_applicants_alone():
    files = [read_travel_file(one.body) for one in trial_deliveries(2016, NOW) if one.name != "broken"]

    assert {leg.carrier for file in files for push in file.pushes for leg in push.legs} == {APPLICANT}


def test_same_seed_gives_the_same_trial():
    assert trial_deliveries(7, NOW) == trial_deliveries(7, NOW)
