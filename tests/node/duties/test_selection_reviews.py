"""Rule PNR-02 after the approval: regular review, effective review by a court, early end; and what goes with them."""

from datetime import timedelta

import pytest
from tests.acts import (
    SOUGHT_BOOKING,
    confirm,
    deliver,
    flights,
    logged,
    prepare_alerts,
    queue,
    select_flights,
    tables,
    verify,
)
from tests.fakes.carrier import Booking, Flight, Passenger, pnrgov
from tests.fakes.officers import ANALYST, JUDGE, OTHER_JUDGE, OTHER_SENIOR, SENIOR

from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.duties.screening import screen_flight
from tournai.node.duties.selection_views import show_selections
from tournai.node.duties.selections import (
    Proposal,
    decide_selection,
    end_selection,
    judge_selection,
    propose_selection,
    review_selection,
)

INSIDE = Flight(origin="CDG", destination="BRU")
TODAY_OUTSIDE = Flight(origin="TUN", destination="BRU", number="88")
DEPARTED = Flight(origin="CDG", destination="BRU", departs="301126:0700", arrives="301126:0800", number="99")
MARKER = "QUIXLEBERGSON"
MARKED = Booking("ZQ7Q7Q", (Passenger(MARKER, "ODALRICA", number="QX9988776"),))
DAY = timedelta(days=1)
WHY = "the threat is over"


def data_keys(node) -> list[str]:
    return node.keys.identifiers("pnr", node.ports.clock() + 999 * DAY)


def view_of(node, selection_id: str, actor=SENIOR):
    [view] = [one for one in show_selections(node.ports, actor).selections if one.selection_id == selection_id]
    return view


def routes(node) -> list[str]:
    return sorted(f"{flight.departure_airport}-{flight.number}" for flight in flights(node))


def propose(node, days: int = 60, review: int = 20, **changes) -> str:
    today = node.ports.clock().date()
    fields = {"basis": "route selection", "parts": "CDG-BRU", "decided_by": "a body", "assessment": "three journeys"}
    days_of = {"assessed_on": today, "starts": today, "ends": today + days * DAY, "review_by": today + review * DAY}
    return propose_selection(node.ports, SENIOR, Proposal(**(fields | days_of | changes)))


@pytest.fixture
def selection(node) -> str:
    """A selection in force: 60 days, its review due in 20."""
    asked = propose(node)
    decide_selection(node.ports, JUDGE, asked, approve=True, reason="necessary")
    return asked


class TestRegularReview:
    def test_it_moves_the_day_of_the_next_one(self, node, selection):
        later = node.ports.clock().date() + 40 * DAY

        review_selection(node.ports, OTHER_SENIOR, selection, reasons="still known routes", review_by=later)

        view = view_of(node, selection)
        assert (view.review_by, view.reviews[0].outcome, view.reviews[0].reviewer) == (later, "continues", "l.dubois")

    def test_a_missed_one_is_made_good_by_a_person(self, node, clock, selection):
        clock.move(21 * DAY)
        before = view_of(node, selection).state

        review_selection(node.ports, OTHER_SENIOR, selection, reasons="known", review_by=clock().date() + 9 * DAY)

        assert (before, view_of(node, selection).state) == ("review missed", "current")

    def test_whoever_proposed_it_does_not_review_it(self, node, selection):
        with pytest.raises(Refused) as refused:
            review_selection(node.ports, SENIOR, selection, reasons="fine", review_by=node.ports.clock().date() + DAY)

        assert refused.value.rule == "SYS-02"

    @pytest.mark.parametrize(("days", "reasons"), [(0, "known"), (19, "known"), (61, "known"), (30, " ")])
    def test_it_has_reasons_and_a_next_one_before_the_end(self, node, selection, days, reasons):
        with pytest.raises(Incomplete):
            review_selection(
                node.ports, OTHER_SENIOR, selection, reasons=reasons, review_by=node.ports.clock().date() + days * DAY
            )

    def test_one_that_has_ended_is_not_reviewed_back_to_life(self, node, clock, selection):
        clock.move(61 * DAY)

        with pytest.raises(Refused, match="it is ended"):
            review_selection(node.ports, OTHER_SENIOR, selection, reasons="on", review_by=clock().date() + DAY)


class TestAnnulled:
    """C-817/19: open to effective review by a court or independent body, whose decision is binding."""

    def test_everything_that_was_kept_under_it_is_gone(self, node, data, selection):
        deliver(node, pnrgov(MARKED, flight=INSIDE), pnrgov(MARKED, flight=DEPARTED, reference="R2"))
        before = (routes(node), len(data_keys(node)))

        judge_selection(node.ports, OTHER_JUDGE, selection, uphold=False, reasons=WHY)
        node.worker.run_until_idle()

        rows = tables(node)
        assert before == (["CDG-717", "CDG-99"], 2)
        assert (flights(node), data_keys(node)) == ([], [])
        assert [rows[name] for name in ("pushes", "records", "travellers", "blind_index", "selected_flights")] == [
            []
        ] * 5

    def test_other_flights_stay(self, node, selection):
        deliver(node, pnrgov(MARKED, flight=INSIDE), pnrgov(MARKED, flight=TODAY_OUTSIDE, reference="R2"))

        judge_selection(node.ports, OTHER_JUDGE, selection, uphold=False, reasons=WHY)
        node.worker.run_until_idle()

        assert (routes(node), len(data_keys(node))) == (["TUN-88"], 1)

    def test_its_matches_go_with_their_reviews(self, node, selection):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING, flight=INSIDE))
        [match] = queue(node)
        confirm(node, match.match_id)

        judge_selection(node.ports, OTHER_JUDGE, selection, uphold=False, reasons=WHY)
        node.worker.run_until_idle()

        [erased] = logged(node, "flight:erased")
        assert (queue(node), tables(node)["matches"], tables(node)["reviews"]) == ([], [], [])
        assert (erased.details["matches"], erased.details["confirmed"]) == (1, 1)

    def test_it_is_compared_with_no_alert_while_it_waits_to_be_erased(self, node, selection):
        prepare_alerts(node)
        deliver(node, pnrgov(MARKED, flight=INSIDE))
        before = len(logged(node, "flight:screened"))
        judge_selection(node.ports, OTHER_JUDGE, selection, uphold=False, reasons=WHY)

        [flight] = flights(node)
        screen_flight(node.ports, flight.flight_id)

        assert len(logged(node, "flight:screened")) == before

    def test_nothing_more_is_kept_under_it(self, node, selection):
        judge_selection(node.ports, OTHER_JUDGE, selection, uphold=False, reasons=WHY)

        deliver(node, pnrgov(MARKED, flight=INSIDE))

        assert flights(node) == []

    def test_one_that_has_ended_takes_what_is_still_kept(self, node, clock, selection):
        deliver(node, pnrgov(MARKED, flight=INSIDE))
        clock.move(61 * DAY)

        judge_selection(node.ports, OTHER_JUDGE, selection, uphold=False, reasons=WHY)
        node.worker.run_until_idle()

        assert data_keys(node) == []

    def test_flight_that_another_selection_named_all_along_stays(self, node, selection):
        deliver(node, pnrgov(MARKED, flight=INSIDE))
        other = select_flights(node, "", basis="threat decision")
        deliver(node, pnrgov(MARKED, flight=Flight(origin="CDG", destination="BRU", number="98"), reference="R2"))

        judge_selection(node.ports, OTHER_JUDGE, selection, uphold=False, reasons=WHY)
        node.worker.run_until_idle()

        assert routes(node) == ["CDG-717", "CDG-98"]
        assert {row[1] for row in tables(node)["selected_flights"]} == {other}

    def test_a_selection_of_a_later_day_does_not_save_it(self, node, clock, selection):
        deliver(node, pnrgov(MARKED, flight=INSIDE))
        clock.move(timedelta(hours=2))
        select_flights(node, "", basis="threat decision")

        judge_selection(node.ports, OTHER_JUDGE, selection, uphold=False, reasons=WHY)
        node.worker.run_until_idle()

        assert flights(node) == []

    def test_erasing_again_after_keys_were_destroyed_ends_the_rows(self, node, selection):
        deliver(node, pnrgov(MARKED, flight=INSIDE))
        node.keys.destroy_data_keys(data_keys(node))

        judge_selection(node.ports, OTHER_JUDGE, selection, uphold=False, reasons=WHY)
        node.worker.run_until_idle()

        assert tables(node)["records"] == []

    @pytest.mark.parametrize(("judge", "rule"), [(JUDGE, "SYS-02"), (OTHER_SENIOR, "PNR-02")])
    def test_whoever_approved_it_is_not_its_judge_nor_is_the_unit(self, node, selection, judge, rule):
        with pytest.raises(Refused) as refused:
            judge_selection(node.ports, judge, selection, uphold=True, reasons="fine")

        assert refused.value.rule == rule

    def test_outcome_is_recorded_with_reasons(self, node, selection):
        judge_selection(node.ports, OTHER_JUDGE, selection, uphold=True, reasons="Judgment 12/2026")

        [review] = view_of(node, selection).reviews
        assert (review.kind, review.outcome, review.reasons) == ("court", "upheld", "Judgment 12/2026")
        assert view_of(node, selection).state == "current"

    def test_what_nobody_approved_is_not_judged(self, node):
        with pytest.raises(Refused, match="only what was approved"):
            judge_selection(node.ports, OTHER_JUDGE, propose(node), uphold=False, reasons=WHY)

    def test_log_is_whole_afterwards(self, node, selection):
        deliver(node, pnrgov(MARKED, flight=INSIDE))
        judge_selection(node.ports, OTHER_JUDGE, selection, uphold=False, reasons=WHY)
        node.worker.run_until_idle()

        assert verify(node) > 0
        assert [event.kind.value for event in logged(node)][-2:] == ["selection:annulled", "flight:erased"]


class TestEnded:
    def test_flights_to_come_go_and_those_that_left_stay(self, node, selection):
        deliver(node, pnrgov(MARKED, flight=INSIDE), pnrgov(MARKED, flight=DEPARTED, reference="R2"))

        end_selection(node.ports, SENIOR, selection, reasons=WHY)
        node.worker.run_until_idle()

        assert (routes(node), len(data_keys(node))) == (["CDG-99"], 1)
        assert view_of(node, selection).state == "ended"

    def test_flight_that_another_selection_names_stays(self, node, selection):
        deliver(node, pnrgov(MARKED, flight=INSIDE))
        select_flights(node, "BRU")

        end_selection(node.ports, SENIOR, selection, reasons=WHY)
        node.worker.run_until_idle()

        assert routes(node) == ["CDG-717"]

    def test_it_needs_reasons(self, node, selection):
        with pytest.raises(Incomplete):
            end_selection(node.ports, SENIOR, selection, reasons="")

    def test_there_must_be_one(self, node):
        with pytest.raises(Malformed, match="no such flight selection"):
            end_selection(node.ports, SENIOR, "none", reasons=WHY)


class TestShown:
    @pytest.mark.parametrize(
        ("days", "alarm"), [(0, ""), (5, ""), (6, "review soon"), (20, "review soon"), (21, "review missed")]
    )
    def test_review_is_announced_fourteen_days_before_it_is_due(self, node, clock, selection, days, alarm):
        clock.move(days * DAY)

        assert view_of(node, selection).alarm == alarm

    def test_end_is_announced_fourteen_days_before(self, node, clock):
        asked = propose(node, days=30, review=30)
        decide_selection(node.ports, JUDGE, asked, approve=True, reason="necessary")
        clock.move(16 * DAY)

        assert view_of(node, asked).alarm == "ends soon"

    def test_page_offers_each_what_is_theirs(self, node, selection):
        offers = {
            actor.identifier: view_of(node, selection, actor) for actor in (SENIOR, OTHER_SENIOR, JUDGE, OTHER_JUDGE)
        }

        found = {name: (one.may_decide, one.may_review, one.may_judge, one.may_end) for name, one in offers.items()}
        assert found == {
            "s.martin": (False, False, False, True),
            "l.dubois": (False, True, False, True),
            "r.lambert": (False, False, False, False),
            "h.delcourt": (False, False, True, False),
        }

    def test_proposal_waits_for_the_independent_body(self, node):
        asked = propose(node)

        assert [view_of(node, asked, actor).may_decide for actor in (SENIOR, OTHER_SENIOR, JUDGE)] == [
            False,
            False,
            True,
        ]

    def test_proposal_that_nobody_decided_lapses(self, node, clock):
        asked = propose(node)
        clock.move(30 * DAY)

        assert view_of(node, asked).state == "ended"

    def test_flights_kept_under_it_are_counted(self, node, selection):
        deliver(node, pnrgov(MARKED, flight=INSIDE))

        assert view_of(node, selection).flights == 1

    def test_dropped_pushes_are_counted(self, node):
        deliver(node, pnrgov(MARKED, flight=INSIDE))

        [row] = show_selections(node.ports, ANALYST).dropped
        assert (row.day, row.carrier, row.reason, row.pushes) == (node.ports.clock().date(), "XX", "not selected", 1)
