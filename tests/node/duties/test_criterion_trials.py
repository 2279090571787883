"""Trials on the stored past: Directive (EU) 2016/681, Art. 6(2)(c); rules PNR-09 and SYS-08."""

import msgspec
import pytest
from tests.acts import deliver, logged, tables
from tests.fakes.carrier import ARRIVED, Booking, pnrgov
from tests.fakes.criteria import HASTY, LATE_BEFORE, OFFICER, approve, crowd, propose, try_out
from tests.fakes.officers import ANALYST

from tournai.node.duties.criterion_trials import PAST, ask_trial, run_trial
from tournai.oversight import NotPermitted
from tournai.screening.criteria import TrialCounts


def counts(node) -> TrialCounts:
    """Return what the latest trial counted."""
    with node.ports.look() as unit:
        return msgspec.json.decode(unit.criteria.trials()[0].counts, type=TrialCounts)


@pytest.fixture
def past(node):
    """120 travellers of yesterday but one, 8 of whom paid late and in cash."""
    deliver(node, pnrgov(*crowd(120, 8), flight=ARRIVED))
    return node


class TestCounts:
    def test_matches_travellers_and_days_are_counted(self, past):
        try_out(past, propose(past))

        found = counts(past)
        assert (found.days, found.travellers, found.met, found.not_known) == (1, 120, 10, None)

    def test_coming_flights_are_no_past(self, node):
        deliver(node, pnrgov(*crowd(120, 8)))
        try_out(node, propose(node))

        assert counts(node).travellers == 0

    def test_flights_beyond_six_months_are_no_past(self, past, clock):
        clock.move(PAST)
        try_out(past, propose(past))

        assert counts(past).travellers == 0

    def test_deleted_records_are_not_counted(self, past):
        past.keys.destroy_data_keys(past.keys.identifiers("pnr", past.ports.clock() + PAST))
        try_out(past, propose(past))

        assert counts(past).travellers == 0

    def test_groups_are_counted_for_the_fairness_table(self, past):
        deliver(past, pnrgov(*crowd(120, 0, start=500), flight=ARRIVED, reference="R2"))
        try_out(past, propose(past))

        groups = {(rate.dimension, rate.group) for rate in counts(past).groups}
        assert ("nationality", "BEL") in groups
        assert ("sex", "F") in groups
        assert ("age", "30 to 44") in groups


class TestNobody:
    """Nothing of a person leaves a trial."""

    MARKED = Booking(
        "QX77QX", (msgspec.structs.replace(HASTY, surname="QUIXLEBERGSON", number="QX9988776"),), created=LATE_BEFORE
    )

    def test_no_match_no_event_and_no_row_names_anybody(self, past):
        deliver(past, pnrgov(*crowd(120, 8), self.MARKED, flight=ARRIVED, reference="R9"))
        before = tables(past, without=("criterion_trials", "events", "checkpoints", "log_edges", "receipts"))
        version_id = propose(past)
        try_out(past, version_id)
        after = tables(past, without=("criterion_trials", "events", "checkpoints", "log_edges", "receipts"))

        assert {name for name in after if after[name] != before[name]} == {"approvals", "criterion_versions"}
        [event] = logged(past, "criterion:tried")
        assert set(event.details) == {"digest", "travellers", "days"}

    def test_one_traveller_more_changes_no_number(self, past):
        """Two trials that differ in one traveller cannot be subtracted."""
        version_id = propose(past)
        try_out(past, version_id)
        one = counts(past)
        deliver(past, pnrgov(*crowd(120, 8), self.MARKED, flight=ARRIVED, reference="R9"))
        try_out(past, version_id)

        assert (counts(past).met, counts(past).travellers) == (one.met, one.travellers)

    def test_analyst_tries_none(self, past):
        with pytest.raises(NotPermitted):
            ask_trial(past.ports, ANALYST, propose(past))


class TestStanding:
    def test_trial_is_logged_under_its_own_article(self, past):
        try_out(past, propose(past))

        [event] = logged(past, "criterion:tried")
        assert event.legal_basis.value == "Directive (EU) 2016/681, Art. 6(2)(c)"

    def test_done_twice_it_counts_the_same(self, past):
        trial_id = ask_trial(past.ports, OFFICER, propose(past))
        first = run_trial(past.ports, trial_id)

        assert run_trial(past.ports, trial_id) == first

    def test_running_version_may_be_tried_again_for_its_review(self, past):
        version_id = propose(past)
        approve(past, version_id)
        try_out(past, version_id)

        assert len(logged(past, "criterion:tried")) == 2
