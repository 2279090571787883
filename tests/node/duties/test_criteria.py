"""The life of a criterion on a node: Directive (EU) 2016/681, Art. 6(4); C-817/19; rules PNR-09 and SYS-02."""

from datetime import timedelta

import msgspec
import pytest
from tests.acts import deliver, logged, run_sql
from tests.fakes.carrier import ARRIVED, pnrgov
from tests.fakes.criteria import DAY, OFFICER, TEXT, approve, crowd, draft, propose, try_out
from tests.fakes.officers import ANALYST, DATA_PROTECTION_OFFICER, OTHER_SENIOR, SENIOR

from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.duties.criteria import (
    advise,
    check_text,
    decide_version,
    resume,
    review,
    suspend,
    withdraw,
    write_version,
)
from tournai.node.duties.criterion_locks import content_digest, read_versions
from tournai.oversight import NotPermitted


@pytest.fixture
def past(node):
    """A node whose stored past has travellers enough for a trial: 8 of 120 paid late and in cash."""
    deliver(node, pnrgov(*crowd(120, 8), flight=ARRIVED))
    return node


def states(node) -> list[str]:
    with node.ports.look() as unit:
        return [one.state.value for one in read_versions(unit, node.ports.keys, node.ports.clock())]


def rule_of(act, *arguments, **named) -> str:
    with pytest.raises(Refused) as caught:
        act(*arguments, **named)
    return caught.value.rule


class TestWriting:
    """A person writes it; the language keeps protected grounds out, and its content must be whole."""

    def test_proposal_waits_and_is_logged_with_its_digest(self, node):
        version_id = propose(node)

        [event] = logged(node, "criterion:written")
        assert states(node) == ["proposed"]
        assert (event.subject, event.actor, len(event.details["digest"])) == (version_id, "c.claes", 64)

    def test_text_is_kept_in_its_canonical_form(self, node):
        propose(node, text="(payment IS cash)\n and lead time under 1440 minutes")

        with node.ports.look() as unit:
            [version] = read_versions(unit, node.ports.keys, node.ports.clock())
        assert version.content.text == TEXT

    def test_protected_ground_is_refused_and_the_attempt_logged(self, node):
        assert rule_of(propose, node, text='nationality is "TUR"') == "PNR-09"

        [event] = logged(node, "access:refused")
        assert event.details == {"action": "write-criterion", "rule": "PNR-09"}

    def test_what_breaks_the_grammar_names_its_place(self, node):
        with pytest.raises(Malformed, match="line 1, column 12"):
            propose(node, text="payment is gold")

    @pytest.mark.parametrize(
        ("change", "rule"),
        [
            ({"offence": "theft"}, "PNR-01"),
            ({"penalty_years": 2}, "PNR-01"),
            ({"air_link": ""}, "PNR-01"),
            ({"knowledge": " "}, "PNR-09"),
            ({"against": ""}, "PNR-09"),
            ({"title": ""}, "PNR-09"),
        ],
    )
    def test_what_is_missing_is_asked_for(self, node, change, rule):
        assert rule_of(propose, node, **change) == rule

    @pytest.mark.parametrize(
        ("starts", "ends", "review_by"), [(-1, 59, 29), (0, 180, 29), (0, 59, 60), (0, 120, 100), (3, 2, 3)]
    )
    def test_days_are_bounded(self, node, starts, ends, review_by):
        today = node.ports.clock().date()
        days = {"starts": today + starts * DAY, "ends": today + ends * DAY, "review_by": today + review_by * DAY}

        assert rule_of(propose, node, **days) == "PNR-09"

    def test_analyst_writes_none(self, node):
        with pytest.raises(NotPermitted):
            write_version(node.ports, ANALYST, draft(node.ports))

    def test_text_is_checked_without_being_stored(self, node):
        checked = check_text(node.ports, OFFICER, 'routing goes from "IST" and payment is cash')

        assert ([look.fact for look in checked.second_looks], states(node)) == (["routing"], [])

    def test_airports_spread_over_criteria_are_told(self, past):
        approve(past, propose(past, text='routing goes from one of "IST", "SAW" and payment is cash'))

        checked = check_text(past.ports, OFFICER, 'routing goes from "ESB" and payment is cash')

        assert [look.why.partition(",")[0] for look in checked.second_looks][1:] == ["with the criteria in force"]


class TestApproval:
    """Two other persons: the data protection officer says that nothing stands against it, a second officer approves."""

    def test_tried_advised_and_approved_it_is_in_force(self, past):
        approve(past, propose(past))

        assert states(past) == ["in force"]
        assert [event.actor for event in logged(past, "criterion:approved")] == ["s.martin"]

    def test_without_trial_it_is_not_approved(self, past):
        version_id = propose(past)
        advise(past.ports, DATA_PROTECTION_OFFICER, version_id, objects=False, reasons="necessary")

        with pytest.raises(Incomplete, match="try this version on the stored past first"):
            decide_version(past.ports, SENIOR, version_id, approve=True, reason="known")

    def test_trial_on_too_few_travellers_is_none(self, node):
        version_id = propose(node)
        try_out(node, version_id)

        with pytest.raises(Incomplete, match="too few travellers"):
            decide_version(node.ports, SENIOR, version_id, approve=True, reason="known")

    def test_without_the_data_protection_officer_it_is_not_approved(self, past):
        version_id = propose(past)
        try_out(past, version_id)

        with pytest.raises(Incomplete, match="data protection officer"):
            decide_version(past.ports, SENIOR, version_id, approve=True, reason="known")

    def test_objection_keeps_it_from_approval(self, past):
        version_id = propose(past)
        try_out(past, version_id)
        advise(past.ports, DATA_PROTECTION_OFFICER, version_id, objects=True, reasons="too wide")

        assert rule_of(decide_version, past.ports, SENIOR, version_id, approve=True, reason="known") == "PNR-09"

    def test_author_does_not_approve(self, past):
        version_id = propose(past, SENIOR)
        try_out(past, version_id)
        advise(past.ports, DATA_PROTECTION_OFFICER, version_id, objects=False, reasons="necessary")

        assert rule_of(decide_version, past.ports, SENIOR, version_id, approve=True, reason="known") == "SYS-02"

    def test_data_protection_officer_does_not_approve(self, past):
        assert (
            rule_of(decide_version, past.ports, DATA_PROTECTION_OFFICER, propose(past), approve=True, reason="known")
            == "PNR-27"
        )

    def test_route_that_is_its_own_reason_is_not_approved(self, past):
        """C-817/19: of those whom the route fits, the conduct must leave out most."""
        version_id = propose(past, text='routing goes from "NCE" and lead time under 99 days')
        try_out(past, version_id)
        advise(past.ports, DATA_PROTECTION_OFFICER, version_id, objects=False, reasons="necessary")

        with pytest.raises(Incomplete, match="leaves out hardly anybody"):
            decide_version(past.ports, SENIOR, version_id, approve=True, reason="known")

    def test_refused_it_is_refused(self, past):
        version_id = propose(past)

        decide_version(past.ports, SENIOR, version_id, approve=False, reason="too few cases")

        assert states(past) == ["refused"]

    def test_approved_version_replaces_the_one_before_it(self, past):
        first = propose(past)
        approve(past, first)

        approve(past, propose(past, criterion_id=first, text="payment is cash and lead time under 12 hours"))

        assert states(past) == ["replaced", "in force"]


class TestAfterApproval:
    """Suspended, resumed, reviewed, withdrawn, expired."""

    @pytest.fixture
    def version_id(self, past):
        version_id = propose(past)
        approve(past, version_id)
        return version_id

    def test_suspended_and_resumed(self, past, version_id):
        suspend(past.ports, OFFICER, version_id, reasons="two false matches")
        suspended = states(past)
        resume(past.ports, SENIOR, version_id, reasons="explained")

        assert (suspended, states(past)) == (["suspended"], ["in force"])

    def test_acts_of_one_instant_keep_their_order(self, past, version_id):
        acts = (suspend, resume) * 4  # the identifiers are random: once would prove nothing
        done = [act(past.ports, SENIOR, version_id, reasons="a false match") for act in acts]

        assert (len(done), states(past)) == (8, ["in force"])

    def test_author_does_not_resume_it(self, past, version_id):
        suspend(past.ports, OFFICER, version_id, reasons="two false matches")

        assert rule_of(resume, past.ports, OFFICER, version_id, reasons="explained") == "SYS-02"

    def test_missed_review_stops_it_and_a_review_lets_it_go_on(self, past, clock, version_id):
        clock.move(30 * DAY)
        missed = states(past)
        review(past.ports, SENIOR, version_id, reasons="still seen", review_by=clock().date() + 20 * DAY)

        assert (missed, states(past)) == (["review missed"], ["in force"])

    def test_review_does_not_reach_beyond_its_end(self, past, clock, version_id):
        late = clock().date() + 70 * DAY

        assert rule_of(review, past.ports, SENIOR, version_id, reasons="seen", review_by=late) == "PNR-09"

    def test_withdrawn_it_stays_so(self, past, version_id):
        withdraw(past.ports, SENIOR, version_id, reasons="the network is dissolved")

        assert rule_of(resume, past.ports, OTHER_SENIOR, version_id, reasons="again") == "PNR-09"
        assert states(past) == ["withdrawn"]

    def test_after_its_last_day_it_has_expired(self, past, clock, version_id):
        review(past.ports, SENIOR, version_id, reasons="seen", review_by=clock().date() + 59 * DAY)
        clock.move(60 * DAY)

        assert states(past) == ["expired"]

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE criterion_versions SET content = replace(content, '24 hours', '240 hours')",
            "UPDATE criterion_versions SET title = 'Another'",
            "UPDATE criterion_versions SET content = replace(content, 'by\":\"2026-12', 'by\":\"2027-12')",
            "UPDATE approvals SET body = replace(body, 's.martin', 'x.nobody') WHERE kind = 'criterion'",
            "UPDATE criterion_acts SET outcome = 'objection'",
        ],
        ids=["text", "title", "review date", "approver", "advice"],
    )
    def test_changed_behind_the_nodes_back_it_is_locked_with_one_event(self, past, clock, version_id, change):
        assert run_sql(past, change) > 0

        clock.move(timedelta(minutes=2))
        past.worker.run_until_idle()
        clock.move(timedelta(minutes=2))
        past.worker.run_until_idle()

        assert states(past) == ["altered"]
        assert [event.subject for event in logged(past, "criterion:altered")] == [version_id]

    def test_digest_made_anew_does_not_unlock_it(self, past, clock, version_id):
        """Who writes the database can compute a digest, and has no key for the lock."""
        with past.ports.look() as unit:
            [version] = read_versions(unit, past.ports.keys, clock())
        content = version.stored.content.replace("24 hours", "240 hours")
        forged = content_digest(msgspec.structs.replace(version.stored, content=content))
        run_sql(
            past, "UPDATE criterion_versions SET content = :content, digest = :digest", content=content, digest=forged
        )

        assert states(past) == ["altered"]

    def test_approval_without_its_lock_does_not_run(self, past, version_id):
        run_sql(past, "UPDATE criterion_versions SET lock = NULL")
        assert states(past) == ["altered"]
