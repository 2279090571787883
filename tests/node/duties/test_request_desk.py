"""The request desk: who may ask, urgency and its review, element by element, and the answer."""

from datetime import timedelta

import msgspec
import pytest
from tests.acts import SOUGHT, UNKNOWN, deliver, ensure_listed, kinds, list_recipient, logged, tables
from tests.fakes.carrier import Booking, pnrgov
from tests.fakes.officers import ANALYST, DATA_PROTECTION_OFFICER, JUDGE, OTHER_ANALYST, SENIOR

from tournai.casework.recipients import RecipientKind
from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.duties.disseminating import Proposal, send_dissemination
from tournai.node.duties.disseminations import show_dissemination, take_package
from tournai.node.duties.recipients import end_recipient
from tournai.node.duties.request_desk import close_request, decide_on_element, lapse_urgent_requests, show_request
from tournai.node.duties.requests import decide_request, open_request, search, show_requests
from tournai.oversight import NotPermitted
from tournai.values import Reference

TOGETHER = pnrgov(Booking("LOC7Q1", (SOUGHT, UNKNOWN)))
BY_DOCUMENT = ("document number", SOUGHT.number)
BY_NOBODY = ("document number", "NOBODY12345")
ASKED = {
    "offence": "terrorism", "provision": "Art. 137 SC", "penalty_years": 10, "air_link": "flew to meet the others",
    "necessity": "the only trace of the journey",
}  # fmt: skip


def opened(node, *elements, authority="BE-FPS", actor=ANALYST, **changes):
    ensure_listed(node)
    asked = elements or (BY_DOCUMENT,)
    return open_request(node.ports, actor, authority=authority, elements=list(asked), **(ASKED | changes))


def approved(node, *elements, **changes):
    number = opened(node, *elements, **changes)
    decide_request(node.ports, JUDGE, number, approve=True, reason="order 12/2026")
    return number


def found(node, number):
    return [row.traveller_id for row in search(node.ports, ANALYST, number=number).found]


def send(node, number, traveller_id="", *, recipient="BE-FPS", elements=("name",)):
    traveller_id = traveller_id or found(node, number)[0]
    reference = Reference("request", number)
    proposal = Proposal(reference, traveller_id, recipient, tuple(elements), (), "it was asked for")
    return send_dissemination(node.ports, ANALYST, proposal)


def shown(node, number, actor=ANALYST):
    return show_request(node.ports, actor, number)


class TestWhoAsks:
    """Rules PNR-14 and PNR-23."""

    def test_authority_off_the_register_asks_nothing(self, node):
        with pytest.raises(Refused) as refused:
            opened(node, authority="XX-NOBODY")

        assert refused.value.rule == "PNR-14"
        assert tables(node)["requests"] == []

    @pytest.fixture
    def abroad(self, node):
        """A node of one State, an authority of another, and its unit."""
        list_recipient(node, "FR-POLICE", RecipientKind.AUTHORITY, "FRA")
        list_recipient(node, "FR-PIU", RecipientKind.UNIT, "FRA")
        return msgspec.structs.replace(node, ports=msgspec.structs.replace(node.ports, states=frozenset({"BEL"})))

    @pytest.mark.parametrize(
        "changes",
        [{}, {"is_urgent": True}, {"copied_to": "FR-PIU"}, {"is_urgent": True, "copied_to": "BE-FPS"}],
        ids=["no emergency, no copy", "no copy", "no emergency", "copied to no unit of its own"],
    )
    def test_authority_of_another_state_is_refused(self, abroad, changes):
        with pytest.raises(Refused) as refused:
            opened(abroad, authority="FR-POLICE", **changes)

        assert refused.value.rule == "PNR-23"

    def test_authority_of_another_state_asks_in_an_emergency_with_a_copy(self, abroad):
        number = opened(abroad, authority="FR-POLICE", is_urgent=True, copied_to="FR-PIU")

        assert shown(abroad, number).request.copied_to == "FR-PIU"

    def test_unit_of_another_state_asks(self, abroad):
        assert opened(abroad, authority="FR-PIU")


class TestUrgency:
    """C-817/19: in duly justified urgency the review follows within a short time; rule PNR-15."""

    def test_urgent_request_is_used_at_once(self, node):
        deliver(node, TOGETHER)

        assert len(found(node, opened(node, is_urgent=True))) == 1

    def test_unreviewed_after_a_day_it_is_locked(self, node, clock):
        number = opened(node, is_urgent=True)
        clock.move(timedelta(hours=24))

        with pytest.raises(Refused) as refused:
            search(node.ports, ANALYST, number=number)

        assert refused.value.rule == "PNR-15"

    def test_lapse_is_an_alarm_once(self, node, clock):
        number = opened(node, is_urgent=True)
        clock.move(timedelta(hours=24))

        counts = [lapse_urgent_requests(node.ports), lapse_urgent_requests(node.ports)]

        assert counts == [1, 0]
        assert [event.subject for event in logged(node, "approval:lapsed")] == [number]
        assert shown(node, number).request.lapsed_at == node.ports.clock()

    def test_a_second_before_nothing_lapses(self, node, clock):
        opened(node, is_urgent=True)
        clock.move(timedelta(hours=24) - timedelta(seconds=1))

        assert lapse_urgent_requests(node.ports) == 0

    def test_reviewed_in_time_it_goes_on(self, node, clock):
        deliver(node, TOGETHER)
        number = opened(node, is_urgent=True)
        decide_request(node.ports, JUDGE, number, approve=True, reason="order 12/2026")
        clock.move(timedelta(hours=25))

        assert lapse_urgent_requests(node.ports) == 0
        assert len(found(node, number)) == 1

    def test_refused_by_the_court_what_was_sent_is_withdrawn(self, node):
        deliver(node, TOGETHER)
        number = opened(node, is_urgent=True)
        sent = send(node, number)

        decide_request(node.ports, JUDGE, number, approve=False, reason="order 13/2026")

        view = show_dissemination(node.ports, ANALYST, sent).view
        assert (view.sent.state, view.sent.withdrawal) == ("withdrawn", "its legal basis was annulled")

    def test_unhurried_request_waits(self, node):
        with pytest.raises(Refused) as refused:
            search(node.ports, ANALYST, number=opened(node))

        assert refused.value.rule == "PNR-15"


class TestClock:
    """Art. 9(2): as soon as possible. The hours are the node's own choice."""

    @pytest.mark.parametrize(
        ("is_urgent", "latest"), [(False, timedelta(days=7)), (True, timedelta(hours=8))], ids=["normal", "urgent"]
    )
    def test_answer_is_due(self, node, is_urgent, latest):
        number = opened(node, is_urgent=is_urgent)

        assert shown(node, number).request.answer_by == node.ports.clock() + latest

    def test_queue_shows_the_most_urgent_first_and_the_ended_last(self, node):
        ended = opened(node)
        decide_on_element(node.ports, ANALYST, ended, 0, answer=False, ground="not duly reasoned")
        close_request(node.ports, ANALYST, ended)
        normal, urgent = opened(node), opened(node, is_urgent=True)

        assert [row.number for row in show_requests(node.ports, ANALYST).requests] == [urgent, normal, ended]


class TestAnswer:
    """Art. 6(2)(b) and 9(2): answered in whole, in part, or refused with the rule."""

    def test_what_an_element_finds_is_sent_as_a_dissemination(self, node):
        deliver(node, TOGETHER)
        number = approved(node)

        sent = send(node, number)

        content = take_package(node.ports, ANALYST, sent).decode()
        assert "ORLANDIC" in content
        assert UNKNOWN.surname not in content
        [event] = logged(node, "request:answered")
        assert event.legal_basis.value == "Directive (EU) 2016/681, Art. 6(6)"
        assert [one.dissemination_id for one in shown(node, number).sent] == [sent]

    def test_answer_goes_to_whoever_asked(self, node):
        deliver(node, TOGETHER)
        list_recipient(node, "BE-CUSTOMS")
        number = approved(node)

        with pytest.raises(Refused) as refused:
            send(node, number, recipient="BE-CUSTOMS")

        assert refused.value.rule == "PNR-14"

    def test_answer_to_an_authority_off_the_register_is_refused(self, node):
        deliver(node, TOGETHER)
        number = approved(node)
        end_recipient(node.ports, SENIOR, "BE-FPS")

        with pytest.raises(Refused) as refused:
            send(node, number)

        assert refused.value.rule == "PNR-14"

    def test_whom_the_request_does_not_name_is_not_sent(self, node):
        deliver(node, TOGETHER)
        by_locator = approved(node, ("record locator", "LOC7Q1"))
        other = next(one for one in found(node, by_locator) if one not in found(node, approved(node)))

        with pytest.raises(Refused) as refused:
            send(node, approved(node), other)

        assert refused.value.rule == "PNR-11"

    def test_what_a_refused_element_finds_is_not_sent(self, node):
        deliver(node, TOGETHER)
        number = approved(node)
        decide_on_element(node.ports, ANALYST, number, 0, answer=False, ground="not necessary for the offence")

        with pytest.raises(Refused) as refused:
            send(node, number)

        assert refused.value.rule == "PNR-11"

    def test_after_six_months_the_data_is_masked(self, node, clock):
        """Art. 12(2) and 12(3); rule PNR-18."""
        deliver(node, TOGETHER)
        clock.move(timedelta(days=181))
        number = approved(node)

        with pytest.raises(Refused) as refused:
            send(node, number)

        assert refused.value.rule == "PNR-18"

    def test_answered_in_whole(self, node):
        deliver(node, TOGETHER)
        number = approved(node)
        send(node, number)
        decide_on_element(node.ports, ANALYST, number, 0, answer=True)

        answer = close_request(node.ports, ANALYST, number)

        request = shown(node, number).request
        assert (answer, request.state, request.answer) == ("answered in whole", "closed", "answered in whole")
        assert logged(node, "request:closed")[0].details["answer"] == "answered in whole"

    def test_answered_in_part_with_the_rule_of_what_is_refused(self, node):
        deliver(node, TOGETHER)
        number = approved(node, BY_DOCUMENT, ("flight", "XX 717 2026-12-01"))
        send(node, number)
        decide_on_element(node.ports, ANALYST, number, 0, answer=True)
        ground = "it names more people than it needs to"
        decide_on_element(node.ports, ANALYST, number, 1, answer=False, ground=ground)

        answer = close_request(node.ports, ANALYST, number)

        assert answer == "answered in part"
        assert logged(node, "request:closed")[0].details["rules"] == "PNR-22"
        assert [(one.is_answered, one.rule) for one in shown(node, number).elements] == [(True, ""), (False, "PNR-22")]

    def test_nothing_found_is_an_answer(self, node):
        number = approved(node, BY_NOBODY)
        decide_on_element(node.ports, ANALYST, number, 0, answer=True)

        assert close_request(node.ports, ANALYST, number) == "nothing found"
        assert logged(node, "request:answered")[0].details["answer"] == "nothing found"

    def test_refused_before_any_court_is_asked_to_decide(self, node):
        number = opened(node)
        decide_on_element(node.ports, OTHER_ANALYST, number, 0, answer=False, ground="not duly reasoned")

        assert close_request(node.ports, OTHER_ANALYST, number) == "refused"

    def test_refusal_of_the_court_refuses_its_elements(self, node):
        number = opened(node, BY_DOCUMENT, BY_NOBODY)
        decide_request(node.ports, JUDGE, number, approve=False, reason="order 13/2026")

        assert close_request(node.ports, ANALYST, number) == "refused"
        assert {one.rule for one in shown(node, number).elements} == {"PNR-15"}

    def test_answer_before_the_court_decided_tells_nothing_of_the_stored_data(self, node):
        deliver(node, TOGETHER)
        number = opened(node)
        decide_on_element(node.ports, ANALYST, number, 0, answer=True)

        with pytest.raises(Refused) as refused:
            close_request(node.ports, ANALYST, number)

        assert refused.value.rule == "PNR-15"

    def test_found_and_not_sent_is_a_slip(self, node):
        deliver(node, TOGETHER)
        number = approved(node)
        decide_on_element(node.ports, ANALYST, number, 0, answer=True)

        with pytest.raises(Incomplete):
            close_request(node.ports, ANALYST, number)

    def test_undecided_element_is_a_slip(self, node):
        with pytest.raises(Incomplete):
            close_request(node.ports, ANALYST, approved(node))

    def test_refusal_without_a_ground_is_a_slip(self, node):
        with pytest.raises(Incomplete):
            decide_on_element(node.ports, ANALYST, opened(node), 0, answer=False)

    @pytest.mark.parametrize(("element", "ground"), [(1, "not duly reasoned"), (0, "no such ground")])
    def test_element_or_ground_that_is_none_is_malformed(self, node, element, ground):
        with pytest.raises(Malformed):
            decide_on_element(node.ports, ANALYST, opened(node), element, answer=False, ground=ground)

    def test_ended_request_is_neither_decided_nor_searched(self, node):
        number = opened(node)
        decide_on_element(node.ports, ANALYST, number, 0, answer=False, ground="not duly reasoned")
        close_request(node.ports, ANALYST, number)

        with pytest.raises(Refused):
            decide_on_element(node.ports, ANALYST, number, 0, answer=True)
        with pytest.raises(Refused):
            search(node.ports, ANALYST, number=number)

    @pytest.mark.parametrize("actor", [JUDGE, DATA_PROTECTION_OFFICER])
    def test_others_answer_nothing(self, node, actor):
        number = opened(node)

        with pytest.raises(NotPermitted):
            decide_on_element(node.ports, actor, number, 0, answer=True)

    def test_court_reads_the_request_and_what_was_sent(self, node):
        deliver(node, TOGETHER)
        number = approved(node)
        send(node, number)

        page = shown(node, number, JUDGE)

        assert (page.may_answer, len(page.sent)) == (False, 1)
        assert kinds(node).count("request:opened") == 1

    def test_unknown_request_is_no_page(self, node):
        assert shown(node, "none") is None
