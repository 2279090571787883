"""Screening: only against approved sources, each person once, and always against the alerts in force."""

from datetime import date, timedelta

import msgspec
import pytest
from tests.acts import (
    SOUGHT,
    SOUGHT_BOOKING,
    UNKNOWN_BOOKING,
    approve,
    confirm,
    deliver,
    import_list,
    kinds,
    logged,
    prepare_alerts,
    queue,
    screen_again,
)
from tests.fakes.carrier import UPDATE, Booking, Flight, Passenger, paxlst, pnrgov
from tests.fakes.officers import ANALYST, NODE, SENIOR
from tests.fakes.wanted import KOVALCHUKOV, ORLANDIC, SOURCE, VANDERSTRAAT, alert, published

from tournai.alerts import NotEligible
from tournai.errors import Refused
from tournai.node.duties.alert_sources import decide_eligibility, end_eligibility, propose_eligibility, show_alerts
from tournai.node.duties.matches import open_match
from tournai.node.duties.screening import screen_coming


def index_bytes(node):
    return b"".join(path.read_bytes() for path in sorted((node.settings.data / "index").rglob("*.*")))


def proposal(node, **changes):
    asked = {
        "source": SOURCE,
        "category": "",
        "article": "Directive (EU) 2016/681, Art. 6(3)(a)",
        "offence": "terrorism",
        "review_by": date(2027, 6, 30),
    }
    return propose_eligibility(node.ports, ANALYST, **(asked | changes))


class TestOnlyApprovedSources:
    """Rule PNR-08 (Directive (EU) 2016/681, Art. 6(3)(a); C-817/19): default no."""

    def test_traveller_is_not_matched_before_the_source_is_approved(self, node):
        import_list(node)

        deliver(node, pnrgov(SOUGHT_BOOKING))

        assert queue(node) == []

    def test_screening_against_a_source_without_approval_is_refused_by_its_rule(self, node):
        import_list(node)

        with pytest.raises(NotEligible) as refused:
            screen_coming(node.ports, NODE, source=SOURCE)

        assert refused.value.rule == "PNR-08"
        assert [event.details for event in logged(node, "access:refused")] == [
            {"action": "run-screening", "rule": "PNR-08"}
        ]

    def test_screening_without_any_approval_is_refused(self, node):
        import_list(node)

        with pytest.raises(NotEligible):
            screen_coming(node.ports, NODE)

    def test_proposal_alone_is_no_approval(self, node):
        import_list(node)
        proposal(node)

        with pytest.raises(NotEligible):
            screen_coming(node.ports, NODE, source=SOURCE)

    def test_refused_proposal_is_no_approval(self, node):
        import_list(node)
        decide_eligibility(node.ports, SENIOR, proposal(node), approve=False)

        with pytest.raises(NotEligible):
            screen_coming(node.ports, NODE, source=SOURCE)

    def test_whoever_proposed_does_not_decide(self, node):
        import_list(node)
        asked = propose_eligibility(
            node.ports,
            SENIOR,
            source=SOURCE,
            category="",
            article="Art. 6(3)(a)",
            offence="terrorism",
            review_by=date(2027, 1, 1),
        )

        with pytest.raises(Refused) as refused:
            decide_eligibility(node.ports, SENIOR, asked, approve=True)

        assert refused.value.rule == "SYS-02"

    @pytest.mark.parametrize(
        "change", [{"article": " "}, {"review_by": date(2026, 11, 30)}, {"offence": "jaywalking"}], ids=repr
    )
    def test_proposal_without_article_offence_or_review_is_refused(self, node, change):
        import_list(node)

        with pytest.raises(Refused):
            proposal(node, **change)

    def test_approval_ends_after_the_day_of_its_review(self, node, clock):
        import_list(node)
        approve(node, review_by=date(2026, 12, 1))

        clock.move(timedelta(days=2))

        with pytest.raises(NotEligible):
            screen_coming(node.ports, NODE, source=SOURCE)

    def test_ended_approval_ends_the_matching(self, node):
        end_eligibility(node.ports, SENIOR, prepare_alerts(node))

        deliver(node, pnrgov(SOUGHT_BOOKING))

        assert queue(node) == []
        assert show_alerts(node.ports, ANALYST).sources[0].eligibilities[0].state == "ended"

    def test_approval_of_one_category_opens_no_other(self, node):
        import_list(node)
        approve(node, category="T")
        other = Passenger("VANDERSTRAAT", "JORIS", date(1988, 8, 19), "EH7654321", state="SVN")

        deliver(node, pnrgov(SOUGHT_BOOKING, Booking("LOC7Q4", (other,))))

        assert [match.category for match in queue(node)] == ["T"]

    def test_approval_of_another_source_opens_none(self, node):
        import_list(node)
        import_list(node, published(KOVALCHUKOV), source="other-list")
        approve(node, source="other-list")

        with pytest.raises(NotEligible):
            screen_coming(node.ports, NODE, source=SOURCE)


class TestMatches:
    def test_match_lists_every_reason_and_they_add_up(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))
        [row] = queue(node)

        page = open_match(node.ports, ANALYST, row.match_id)

        assert (row.source, row.state) == (SOURCE, "new")
        assert sum(feature.weight for feature in page.features) == pytest.approx(row.score, abs=0.01)
        assert {"surname", "given"} & {feature.name for feature in page.features}

    def test_traveller_whom_no_alert_is_about_gives_no_match(self, node):
        prepare_alerts(node)

        deliver(node, pnrgov(UNKNOWN_BOOKING))

        assert queue(node) == []

    def test_match_is_due_at_the_scheduled_arrival(self, node):
        prepare_alerts(node)

        deliver(node, pnrgov(SOUGHT_BOOKING))

        assert [str(match.due_at) for match in queue(node)] == ["2026-12-01 11:55:00+00:00"]

    def test_person_of_several_pushes_and_a_passenger_list_is_matched_once(self, node):
        prepare_alerts(node)

        deliver(node, pnrgov(SOUGHT_BOOKING), pnrgov(SOUGHT_BOOKING, reference="R2"), paxlst(SOUGHT))

        assert len(queue(node)) == 1
        assert kinds(node).count("match:made") == 1

    def test_booking_that_gets_its_document_later_is_matched_once(self, node):
        prepare_alerts(node)
        without_document = msgspec.structs.replace(SOUGHT, birth=None, number="")
        deliver(node, pnrgov(Booking("LOC7Q1", (without_document,))))

        deliver(node, pnrgov(SOUGHT_BOOKING, reference="R2"))

        assert len(queue(node)) == 1

    def test_booking_without_a_birth_date_and_the_passenger_list_with_it_give_one_match(self, node):
        prepare_alerts(node)
        without_document = msgspec.structs.replace(SOUGHT, birth=None, number="")

        deliver(node, pnrgov(Booking("LOC7Q1", (without_document,))), paxlst(SOUGHT))

        assert len(queue(node)) == 1

    def test_arrival_that_no_flight_takes_is_not_believed(self, node):
        prepare_alerts(node)

        deliver(node, pnrgov(SOUGHT_BOOKING, flight=Flight(arrives="011227:1255")))

        assert [str(match.due_at) for match in queue(node)] == ["2026-12-02 10:00:00+00:00"]

    def test_decided_match_stays_decided_when_the_same_comes_again(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))
        confirm(node, queue(node)[0].match_id)

        deliver(node, pnrgov(SOUGHT_BOOKING, reference="R2", function=UPDATE))

        assert [match.state for match in queue(node)] == ["confirmed"]

    def test_decided_match_is_reopened_when_its_alert_changes(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))
        confirm(node, queue(node)[0].match_id)
        changed = alert("QDi.901", "ORLANDIC", "TIBOR MARIJAN", date(1971, 3, 4), number="XK1234567")

        import_list(node, published(changed, VANDERSTRAAT, KOVALCHUKOV))
        node.worker.run_until_idle()

        assert [match.state for match in queue(node)] == ["reopened"]
        assert kinds(node).count("match:reopened") == 1

    def test_most_urgent_flight_comes_first_in_the_queue(self, node):
        prepare_alerts(node)
        later = Flight(number="719", departs="011226:1500", arrives="011226:1655")

        deliver(node, pnrgov(SOUGHT_BOOKING, flight=later), pnrgov(SOUGHT_BOOKING, reference="R2"))

        assert [match.designator for match in queue(node)] == ["XX 717", "XX 719"]


class TestAlertsInForce:
    def test_new_alert_finds_those_who_are_coming_at_once(self, node):
        import_list(node, published(VANDERSTRAAT))
        approve(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))

        import_list(node, published(VANDERSTRAAT, ORLANDIC))
        node.worker.run_until_idle()

        assert len(queue(node)) == 1

    def test_approval_screens_those_who_are_coming_at_once(self, node):
        import_list(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))

        approve(node)
        node.worker.run_until_idle()

        assert len(queue(node)) == 1

    def test_withdrawn_alert_is_in_no_index_file(self, node):
        prepare_alerts(node)
        node.worker.run_until_idle()
        before = index_bytes(node)

        import_list(node, published(VANDERSTRAAT, KOVALCHUKOV))
        node.worker.run_until_idle()

        assert b"ORLANDIC" in before.upper()
        assert b"ORLANDIC" not in index_bytes(node).upper()
        assert b"XK1234567" not in index_bytes(node)

    def test_ended_approval_empties_the_index(self, node):
        approval_id = prepare_alerts(node)
        node.worker.run_until_idle()

        end_eligibility(node.ports, SENIOR, approval_id)
        node.worker.run_until_idle()

        assert b"ORLANDIC" not in index_bytes(node).upper()
        assert len(list((node.settings.data / "index").glob("base-*"))) == 1

    def test_withdrawn_alert_matches_nobody(self, node):
        prepare_alerts(node)
        import_list(node, published(VANDERSTRAAT))

        deliver(node, pnrgov(SOUGHT_BOOKING))

        assert queue(node) == []

    def test_unchanged_edition_builds_no_new_index(self, node):
        prepare_alerts(node)
        node.worker.run_until_idle()
        built = kinds(node).count("index:built")

        import_list(node)
        node.worker.run_until_idle()

        assert kinds(node).count("index:built") == built

    def test_flight_that_arrived_is_not_screened_again(self, node, clock):
        import_list(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))
        clock.move(timedelta(days=2))

        approve(node)
        screen_again(node)

        assert queue(node) == []
