"""Criteria at intake: what meets one is reviewed (Directive (EU) 2016/681, Art. 6(2)(a), 6(3)(b) and 6(5))."""

from datetime import timedelta

import msgspec
import pytest
from tests.acts import SOUGHT, claim_and_decide, deliver, kinds, logged, prepare_alerts, queue, run_sql, tables
from tests.fakes.carrier import ARRIVED, Booking, paxlst, pnrgov
from tests.fakes.criteria import (
    AGAINST,
    CALM_BOOKING,
    DAY,
    HASTY,
    HASTY_BOOKING,
    LATE,
    OFFICER,
    approve,
    crowd,
    propose,
)
from tests.fakes.officers import ANALYST, OTHER_SENIOR, SENIOR

from tournai.errors import Incomplete, Refused
from tournai.node.duties.criteria import resume, suspend, withdraw
from tournai.node.duties.matches import claim_match, decide_match, open_match

POINTS = "circumstances point to the offence"


@pytest.fixture
def past(node):
    deliver(node, pnrgov(*crowd(120, 8), flight=ARRIVED))
    return node


@pytest.fixture
def version_id(past):
    """A criterion in force: late bookings paid in cash."""
    found = propose(past)
    approve(past, found)
    return found


def push(node, *bookings, reference: str = "R2") -> None:
    deliver(node, pnrgov(*bookings, reference=reference))


class TestMatches:
    """Who meets a criterion in force is matched, with reasons; nothing else is."""

    def test_journey_that_meets_it_is_in_the_queue(self, past, version_id):
        push(past, HASTY_BOOKING, CALM_BOOKING)

        [row] = queue(past)
        assert (row.sought, row.version, row.state, row.reasons) == (
            "Late cash bookings", 1, "new", ("payment", "lead time"),
        )  # fmt: skip

    def test_page_tells_which_facts_met_it_and_what_speaks_against(self, past, version_id):
        push(past, HASTY_BOOKING)

        page = open_match(past.ports, ANALYST, queue(past)[0].match_id)

        told = [(reason.condition, reason.found) for reason in page.criterion.reasons]
        assert told == [("payment is cash", "cash"), ("lead time under 24 hours", "22 hours")]
        assert (page.criterion.against, page.criterion.state, page.alert) == (AGAINST, "in force", None)
        assert (page.article, page.offence, page.approver) == (
            "Directive (EU) 2016/681, Art. 6(3)(b)", "drugs", "s.martin",
        )  # fmt: skip

    def test_event_names_the_version_by_its_digest(self, past, version_id):
        push(past, HASTY_BOOKING)

        [event] = logged(past, "criterion:met")
        [version] = tables(past)["criterion_versions"]
        assert event.details == {"criterion": version_id, "version": 1, "digest": version[5]}

    def test_what_the_data_does_not_tell_makes_no_match(self, past, version_id):
        push(past, msgspec.structs.replace(HASTY_BOOKING, created=()))

        assert queue(past) == []

    def test_proposal_matches_nobody(self, past):
        propose(past)
        push(past, HASTY_BOOKING)

        assert (queue(past), "criteria:applied" in kinds(past)) == ([], False)

    def test_travel_pushed_before_the_approval_is_judged_once_it_is_in_force(self, past):
        push(past, HASTY_BOOKING)
        approve(past, propose(past))

        assert [row.sought for row in queue(past)] == ["Late cash bookings"]

    def test_stored_past_is_not_judged(self, past):
        """Art. 6(2)(c): of the past a criterion gives counts, never persons."""
        approve(past, propose(past))

        assert queue(past) == []

    def test_it_begins_on_its_first_day(self, past, clock):
        starts = clock().date() + DAY
        approve(past, propose(past, starts=starts, ends=starts + 9 * DAY, review_by=starts + 5 * DAY))
        push(past, HASTY_BOOKING)
        before = queue(past)

        clock.move(timedelta(hours=16))
        past.worker.run_until_idle()

        assert (before, len(queue(past))) == ([], 1)

    def test_suspended_version_matches_nobody_and_catches_up_when_it_is_resumed(self, past, clock, version_id):
        suspend(past.ports, OFFICER, version_id, reasons="two false matches")
        push(past, HASTY_BOOKING)
        meanwhile = queue(past)
        resume(past.ports, SENIOR, version_id, reasons="explained")
        clock.move(timedelta(minutes=2))
        past.worker.run_until_idle()

        assert (meanwhile, len(queue(past))) == ([], 1)

    def test_version_altered_in_the_database_matches_nobody(self, past, version_id):
        run_sql(past, "UPDATE criterion_versions SET content = replace(content, '24 hours', '240 days')")
        push(past, HASTY_BOOKING, CALM_BOOKING)

        assert (queue(past), len(logged(past, "criterion:altered"))) == ([], 1)

    def test_alert_and_criterion_stand_in_one_queue(self, past, version_id):
        prepare_alerts(past)
        sought = msgspec.structs.replace(SOUGHT, extra=HASTY.extra)
        push(past, Booking("LOCB01", (sought,), created=LATE))

        assert {row.version for row in queue(past)} == {None, 1}


class TestPushes:
    """One person, one match, however often the flight is pushed."""

    def test_repeated_push_makes_no_second_match(self, past, version_id):
        push(past, HASTY_BOOKING)
        push(past, HASTY_BOOKING, CALM_BOOKING, reference="R3")

        assert (len(queue(past)), len(logged(past, "criterion:met"))) == (1, 1)

    def test_passenger_list_makes_no_second_match(self, past, version_id):
        push(past, HASTY_BOOKING)
        deliver(past, paxlst(HASTY))

        assert len(queue(past)) == 1

    def test_booking_that_left_closes_its_match_and_coming_back_reopens_it(self, past, version_id):
        push(past, HASTY_BOOKING, CALM_BOOKING)
        push(past, CALM_BOOKING, reference="R3")
        left = [row.state for row in queue(past)]
        push(past, HASTY_BOOKING, CALM_BOOKING, reference="R4")

        assert (left, [row.state for row in queue(past)]) == (["closed"], ["reopened"])

    def test_refuted_match_is_not_raised_again_by_the_same_facts(self, past, version_id):
        push(past, HASTY_BOOKING)
        claim_and_decide(past, ANALYST, queue(past)[0].match_id, "refuted", "innocent explanation")
        push(past, HASTY_BOOKING, CALM_BOOKING, reference="R3")

        assert [row.state for row in queue(past)] == ["refuted"]

    def test_later_version_that_is_met_too_reopens_it(self, past, version_id):
        push(past, HASTY_BOOKING)
        claim_and_decide(past, ANALYST, queue(past)[0].match_id, "refuted", "innocent explanation")
        text = "payment is cash and lead time under 23 hours"
        approve(past, propose(past, criterion_id=version_id, text=text))

        assert [(row.state, row.version) for row in queue(past)] == [("reopened", 2)]


class TestReview:
    """Art. 6(5): a person decides, on grounds that fit a criterion."""

    @pytest.fixture
    def match_id(self, past, version_id):
        push(past, HASTY_BOOKING)
        return queue(past)[0].match_id

    def test_person_confirms_it(self, past, match_id):
        claim_and_decide(past, ANALYST, match_id, "confirmed", POINTS)

        [event] = logged(past, "review:decided")
        assert (event.purpose.value, event.details["decision"]) == ("serious crime", "confirmed")

    def test_right_facts_alone_confirm_nothing(self, past, match_id):
        claim_match(past.ports, ANALYST, match_id)

        with pytest.raises(Incomplete, match="can carry the decision"):
            decide_match(
                past.ports, ANALYST, match_id, decision="confirmed", grounds=("facts verified",), note="checked"
            )

    def test_grounds_of_an_alert_are_none_of_a_criterion(self, past, match_id):
        page = open_match(past.ports, ANALYST, match_id)

        assert "same document number" not in page.incriminating
        assert POINTS in page.incriminating

    @pytest.mark.parametrize("act", [suspend, withdraw])
    def test_match_of_a_version_that_was_stopped_is_not_confirmed(self, past, version_id, match_id, act):
        act(past.ports, OTHER_SENIOR, version_id, reasons="a mistake")

        with pytest.raises(Refused, match="is not confirmed"):
            claim_and_decide(past, ANALYST, match_id, "confirmed", POINTS)
