"""Certifying a carrier: what a message must meet, and which scenarios were shown.

Source: Directive (EU) 2016/681, Art. 8.
"""

from datetime import UTC, datetime, timedelta

import pytest
from tests.acts import SOUGHT_BOOKING, UNKNOWN, UNKNOWN_BOOKING
from tests.fakes.carrier import UPDATE, Booking, Flight, Passenger, paxlst, pnrgov

from tournai.travel import read_travel_file
from tournai.travel.certification import (
    Outcome,
    Requirement,
    Scenario,
    Tried,
    certify,
    requirement_of,
    requirements_missed,
    tried_message,
)

DEPARTS = datetime(2026, 12, 1, 10, tzinfo=UTC)
"""Of `tests.fakes.carrier.FLIGHT`."""
ADVANCE = DEPARTS - timedelta(hours=30)
CLOSED = DEPARTS
NOWHERE = Flight(origin="ZZZ")
LATE = (Requirement.TIME,)


def tried(body: bytes, at: datetime = ADVANCE, reference: str = "r") -> Tried:
    pushes = read_travel_file(body).pushes
    return Tried(at, tuple(tried_message(push, at, str) for push in pushes), references=(reference,))


def outcome(scenario: Scenario, *trials: Tried) -> Outcome:
    return next(one.outcome for one in certify(trials).results if one.scenario is scenario)


def missed(body: bytes, at: datetime = ADVANCE) -> tuple[Requirement, ...]:
    [push] = read_travel_file(body).pushes
    return requirements_missed(push, at)


def part(number: str, place: str) -> bytes:
    whole = pnrgov(UNKNOWN_BOOKING, reference=f"P{number}").replace(b"EQN+1'", b"EQN+2'")
    return whole.replace(b"+XX717/011226/1100'", f"+XX717/011226/1100+{number}:{place}'".encode(), 1)


class TestRequirements:
    def test_clean_push_in_advance_misses_nothing(self):
        assert missed(pnrgov(UNKNOWN_BOOKING)) == ()

    def test_fields_that_a_carrier_never_collected_are_no_fault(self):
        """Art. 8(1): only what it already collects in the normal course of its business."""
        bare = Passenger("DEWINTERE", "FLEURTJE")

        assert missed(pnrgov(Booking("LOC7Q2", (bare,)))) == ()
        assert missed(paxlst(bare)) == ()

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            (pnrgov(UNKNOWN_BOOKING).replace(b"EQN+1'", b"EQN+4'"), (Requirement.COUNTS,)),
            (pnrgov(UNKNOWN_BOOKING).replace(b"UNZ+1+R1'", b"UNZ+1+R1'REST"), ()),
            (pnrgov(UNKNOWN_BOOKING, reference=""), (Requirement.REFERENCES,)),
            (pnrgov(UNKNOWN_BOOKING, flight=NOWHERE), (Requirement.DEPARTURE, Requirement.TIME)),
        ],
    )
    def test_fault_is_named_by_what_it_breaks(self, body, expected):
        assert missed(body) == expected

    @pytest.mark.parametrize(
        ("hours_before", "expected"),
        [(49, LATE), (48, ()), (24, ()), (23, LATE), (2, ()), (-1, ()), (-2, LATE)],
    )
    def test_full_push_has_two_times(self, hours_before, expected):
        assert missed(pnrgov(UNKNOWN_BOOKING), DEPARTS - timedelta(hours=hours_before)) == expected

    def test_updates_and_lists_may_come_between(self):
        between = DEPARTS - timedelta(hours=10)

        assert missed(pnrgov(UNKNOWN_BOOKING, function=UPDATE), between) == ()
        assert missed(paxlst(UNKNOWN), between) == ()

    @pytest.mark.parametrize(
        ("code", "expected"), [("unt-count", Requirement.COUNTS), ("unb-date", Requirement.GRAMMAR)]
    )
    def test_each_defect_breaks_a_requirement(self, code, expected):
        assert requirement_of(code) is expected


class TestScenarios:
    @pytest.mark.parametrize(
        ("scenario", "body", "at"),
        [
            (Scenario.ADVANCE, pnrgov(UNKNOWN_BOOKING), ADVANCE),
            (Scenario.CLOSURE, pnrgov(UNKNOWN_BOOKING), CLOSED),
            (Scenario.CLOSURE, pnrgov(UNKNOWN_BOOKING, function=UPDATE), CLOSED),
            (Scenario.UPDATE, pnrgov(UNKNOWN_BOOKING, function=UPDATE), ADVANCE),
            (Scenario.CANCELLATION, pnrgov(Booking("LOC7Q2", (), is_cancelled=True), function=UPDATE), ADVANCE),
            (Scenario.PASSENGER_LIST, paxlst(UNKNOWN), ADVANCE),
        ],
    )
    def test_one_clean_message_passes_its_scenario(self, scenario, body, at):
        assert outcome(scenario, tried(body, at)) is Outcome.PASSED

    def test_nothing_tried_is_nothing_passed(self):
        found = certify([])

        assert {one.outcome for one in found.results} == {Outcome.NOT_TRIED}
        assert not found.is_passed

    def test_faulty_message_fails_its_scenario_and_says_why(self):
        faulty = tried(pnrgov(UNKNOWN_BOOKING).replace(b"EQN+1'", b"EQN+4'"))

        [result] = [one for one in certify([faulty]).results if one.scenario is Scenario.ADVANCE]

        assert (result.outcome, result.missed) == (Outcome.FAILED, (Requirement.COUNTS,))

    def test_clean_message_after_a_faulty_one_passes(self):
        faulty = tried(pnrgov(UNKNOWN_BOOKING).replace(b"EQN+1'", b"EQN+4'"))

        assert outcome(Scenario.ADVANCE, faulty, tried(pnrgov(UNKNOWN_BOOKING))) is Outcome.PASSED

    def test_push_in_parts_is_passed_once_all_parts_are_there(self):
        first, last = tried(part("1", "C")), tried(part("2", "F"))

        assert outcome(Scenario.PARTS, first) is Outcome.FAILED
        assert outcome(Scenario.PARTS, first, last) is Outcome.PASSED

    def test_whole_message_is_no_push_in_parts(self):
        assert outcome(Scenario.PARTS, tried(pnrgov(UNKNOWN_BOOKING, SOUGHT_BOOKING))) is Outcome.NOT_TRIED

    @pytest.mark.parametrize(
        ("broken_under", "again_under", "expected"),
        [
            ("r1", ["r1"], Outcome.PASSED),
            ("r1", ["r2"], Outcome.FAILED),
            ("", ["r2"], Outcome.PASSED),
            ("r1", [], Outcome.FAILED),
        ],
    )
    def test_unreadable_body_is_answered_by_the_same_push_again(self, broken_under, again_under, expected):
        broken = Tried(ADVANCE, unreadable="no-message", references=tuple(filter(None, [broken_under])))
        again = [tried(pnrgov(UNKNOWN_BOOKING), reference=one) for one in again_under]

        assert outcome(Scenario.RESEND, broken, *again) is expected

    def test_carrier_that_does_not_use_xml_is_certified_without(self):
        broken = Tried(ADVANCE, unreadable="no-message", references=("r",))
        bodies = [
            broken,
            tried(pnrgov(UNKNOWN_BOOKING)),
            tried(part("1", "C")),
            tried(part("2", "F")),
            tried(paxlst(UNKNOWN)),
            tried(pnrgov(Booking("LOC7Q2", (), is_cancelled=True), function=UPDATE)),
            tried(pnrgov(UNKNOWN_BOOKING), CLOSED),
        ]

        assert certify(bodies).is_passed
        assert not certify(bodies[:-1]).is_passed

    def test_defects_of_all_trials_are_counted(self):
        faulty = tried(pnrgov(UNKNOWN_BOOKING).replace(b"EQN+1'", b"EQN+4'"))

        assert certify([faulty, faulty]).defects == {"eqn-count": 2}
