"""Matches before persons: claimed, decided, looked at twice; and travellers consulted only with a reference."""

from datetime import timedelta

import msgspec
import pytest
from tests.acts import (
    SOUGHT,
    SOUGHT_BOOKING,
    UNKNOWN,
    UNKNOWN_BOOKING,
    claim_and_decide,
    confirm,
    deliver,
    ensure_listed,
    flights,
    kinds,
    logged,
    prepare_alerts,
    queue,
)
from tests.fakes.carrier import Booking, Flight, pnrgov
from tests.fakes.officers import (
    ANALYST,
    DATA_PROTECTION_OFFICER,
    JUDGE,
    OTHER_ANALYST,
    OTHER_SENIOR,
    SENIOR,
)

from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.duties.boards import show_flight
from tournai.node.duties.matches import claim_match, decide_match, open_match, release_match, show_queue
from tournai.node.duties.requests import decide_request, open_request, search, show_requests
from tournai.node.duties.travellers import consult_traveller
from tournai.oversight import NotPermitted
from tournai.values import Reference


@pytest.fixture
def match_id(node):
    """A match that nobody has looked at."""
    prepare_alerts(node)
    deliver(node, pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING))
    return queue(node)[0].match_id


def undetermined(node, actor, match_id):
    claim_and_decide(node, actor, match_id, "undetermined", note="no photo")


class TestQueue:
    def test_strongest_match_stands_first_where_the_officer_asks_for_it(self, node):
        prepare_alerts(node)
        weaker = msgspec.structs.replace(SOUGHT, number="")
        sooner = Flight(number="715", departs="011226:0900", arrives="011226:1055")
        deliver(
            node,
            pnrgov(SOUGHT_BOOKING),
            pnrgov(Booking("LOC9B2", (weaker,)), flight=sooner, reference="R2"),
        )

        by_urgency = [row.designator for row in show_queue(node.ports, ANALYST).matches]
        by_score = [row.designator for row in show_queue(node.ports, ANALYST, by="score").matches]

        assert (by_urgency, by_score) == (["XX 715", "XX 717"], ["XX 717", "XX 715"])

    def test_clock_of_a_decided_match_stands_still(self, node, match_id, clock):
        confirm(node, match_id)

        clock.move(timedelta(days=3))

        assert [row.clock for row in queue(node, "decided")] == ["stopped"]


class TestClaim:
    def test_claimed_match_is_the_claimers_own(self, node, match_id):
        claim_match(node.ports, ANALYST, match_id)

        assert [(row.state, row.claimed_by) for row in queue(node, "mine")] == [("claimed", "a.peeters")]

    def test_match_is_claimed_once(self, node, match_id):
        claim_match(node.ports, ANALYST, match_id)

        with pytest.raises(Refused) as refused:
            claim_match(node.ports, OTHER_ANALYST, match_id)

        assert refused.value.rule == "PNR-10"

    def test_released_match_is_free_again(self, node, match_id):
        claim_match(node.ports, ANALYST, match_id)

        release_match(node.ports, ANALYST, match_id)

        assert [(row.state, row.claimed_by) for row in queue(node)] == [("new", None)]

    def test_nobody_releases_what_another_claimed(self, node, match_id):
        claim_match(node.ports, ANALYST, match_id)

        with pytest.raises(Refused):
            release_match(node.ports, OTHER_ANALYST, match_id)

    def test_unknown_match_is_named_as_such(self, node):
        with pytest.raises(Malformed):
            claim_match(node.ports, ANALYST, "none")


class TestChance:
    def test_score_above_the_threshold_is_reached_by_chance_more_rarely(self, node, match_id):
        page = open_match(node.ports, ANALYST, match_id)

        assert 0 < page.chance < page.chance_of_threshold


class TestDecision:
    """Art. 6(5) and 6(6) of Directive (EU) 2016/681; rules PNR-10 and PNR-13."""

    def test_confirmed_match_keeps_who_decided_on_what_and_when(self, node, match_id):
        confirm(node, match_id)

        [review] = open_match(node.ports, ANALYST, match_id).reviews

        assert (review.reviewer, review.decision, review.grounds) == (
            "a.peeters",
            "confirmed",
            ("same document number",),
        )
        assert (review.note, review.decided_at) == ("checked", node.ports.clock())
        assert kinds(node).count("review:decided") == 1

    @pytest.mark.parametrize(
        ("decision", "grounds", "rule"),
        [
            ("confirmed", (), "PNR-13"),
            ("confirmed", ("same full name",), "PNR-13"),
            ("confirmed", ("different birth date",), "PNR-13"),
            ("refuted", ("same document number",), "PNR-13"),
            ("confirmed", ("same document number", "known false match"), "PNR-13"),
        ],
    )
    def test_grounds_must_carry_the_decision(self, node, match_id, decision, grounds, rule):
        claim_match(node.ports, ANALYST, match_id)

        with pytest.raises(Refused) as refused:
            decide_match(node.ports, ANALYST, match_id, decision=decision, grounds=grounds, note="")

        assert refused.value.rule == rule
        assert [row.state for row in queue(node)] == ["claimed"]

    def test_slip_in_a_review_is_no_refused_access(self, node, match_id):
        claim_match(node.ports, ANALYST, match_id)

        with pytest.raises(Incomplete):
            decide_match(node.ports, ANALYST, match_id, decision="confirmed", grounds=(), note="")

        assert logged(node, "access:refused") == []

    def test_match_is_not_decided_without_a_claim(self, node, match_id):
        with pytest.raises(Refused) as refused:
            decide_match(
                node.ports, ANALYST, match_id, decision="confirmed", grounds=("same document number",), note=""
            )

        assert refused.value.rule == "PNR-10"

    def test_decided_match_is_not_claimed_again(self, node, match_id):
        confirm(node, match_id)

        with pytest.raises(Refused):
            claim_match(node.ports, SENIOR, match_id)


class TestSecondOpinion:
    """Rule SYS-02 and the table of permissions: another person, who may give second opinions."""

    def test_undetermined_match_waits_for_a_second_opinion(self, node, match_id):
        undetermined(node, ANALYST, match_id)

        assert [row.state for row in queue(node)] == ["second opinion"]

    def test_another_person_decides(self, node, match_id):
        undetermined(node, ANALYST, match_id)

        confirm(node, match_id, SENIOR)

        assert [row.state for row in queue(node)] == ["confirmed"]

    def test_the_same_person_does_not(self, node, match_id):
        undetermined(node, SENIOR, match_id)

        with pytest.raises(Refused) as refused:
            claim_match(node.ports, SENIOR, match_id)

        assert refused.value.rule == "SYS-02"

    def test_an_analyst_does_not(self, node, match_id):
        undetermined(node, ANALYST, match_id)

        with pytest.raises(NotPermitted):
            claim_match(node.ports, OTHER_ANALYST, match_id)

        assert not open_match(node.ports, OTHER_ANALYST, match_id).may_claim
        assert open_match(node.ports, SENIOR, match_id).may_claim

    def test_two_persons_who_cannot_tell_end_it(self, node, match_id):
        undetermined(node, SENIOR, match_id)

        undetermined(node, OTHER_SENIOR, match_id)

        assert [row.state for row in queue(node)] == ["undetermined"]


def travellers(node):
    page = show_flight(node.ports, ANALYST, flights(node)[0].flight_id)
    return {bool(row.match_ids): row.traveller_id for row in page.manifest}


class TestConsultUnderAMatch:
    """Rules SYS-01 and PNR-11: only from a match on that very traveller."""

    def test_matched_traveller_is_shown_with_every_kept_value_and_its_place(self, node, match_id):
        page = consult_traveller(node.ports, ANALYST, travellers(node)[True], Reference("match", match_id))

        values = {fact.label: fact.value for fact in page.facts}
        assert (values["surname"], values["document number"]) == (SOUGHT.surname, SOUGHT.number)
        assert {fact.tag for fact in page.facts} >= {"TIF", "SSR"}
        assert kinds(node)[-1] == "traveller:consulted"

    def test_another_traveller_of_the_flight_is_refused_and_logged(self, node, match_id):
        with pytest.raises(Refused) as refused:
            consult_traveller(node.ports, ANALYST, travellers(node)[False], Reference("match", match_id))

        assert refused.value.rule == "PNR-11"
        assert logged(node, "access:refused")[-1].details == {"action": "consult-traveller", "rule": "PNR-11"}

    @pytest.mark.parametrize("reference", [Reference("match", "none"), Reference("", ""), Reference("case", "1")])
    def test_reference_that_leads_nowhere_is_refused(self, node, match_id, reference):
        with pytest.raises(Refused):
            consult_traveller(node.ports, ANALYST, travellers(node)[True], reference)


ASKED = {
    "authority": "BE-FPS",
    "offence": "terrorism",
    "provision": "Art. 137 SC",
    "penalty_years": 10,
    "air_link": "flew to meet the others",
    "necessity": "the only trace of the journey",
}


def opened(node, *elements, actor=ANALYST, **changes):
    ensure_listed(node)
    return open_request(node.ports, actor, **(ASKED | changes), elements=elements or [("record locator", "LOC7Q2")])


def approved(node, *elements):
    number = opened(node, *elements)
    decide_request(node.ports, JUDGE, number, approve=True, reason="order 12/2026")
    return number


class TestRequests:
    """Art. 6(2)(b) and 12(3) of Directive (EU) 2016/681, C-817/19; rules PNR-01, PNR-15, PNR-22."""

    @pytest.mark.parametrize(
        ("change", "rule"),
        [
            ({"offence": "drugs", "penalty_years": 2}, "PNR-01"),
            ({"offence": "shoplifting"}, "PNR-01"),
            ({"air_link": " "}, "PNR-01"),
            ({"provision": ""}, "PNR-01"),
            ({"necessity": ""}, "PNR-22"),
        ],
        ids=repr,
    )
    def test_request_lacking_what_the_law_asks_for_is_refused_by_its_rule(self, node, change, rule):
        with pytest.raises(Refused) as refused:
            opened(node, **change)

        assert refused.value.rule == rule

    def test_request_without_an_element_is_refused(self, node):
        with pytest.raises(Refused) as refused:
            opened(node, ("record locator", " "))

        assert refused.value.rule == "PNR-22"

    @pytest.mark.parametrize(
        "element",
        [
            ("record locator", "loc7q2"),
            ("document number", "en 5550001"),
            ("name and birth date", "Dewintere/Fleurtje/1990-05-06"),
        ],
    )
    def test_search_finds_what_its_element_names_and_nobody_else(self, node, match_id, element):
        found = search(node.ports, ANALYST, number=approved(node, element)).found

        assert [row.traveller_id for row in found] == [travellers(node)[False]]

    def test_search_by_flight_finds_its_travellers(self, node, match_id):
        found = search(node.ports, ANALYST, number=approved(node, ("flight", "XX 717 2026-12-01"))).found

        assert {row.traveller_id for row in found} == set(travellers(node).values())

    def test_search_before_the_decision_is_refused(self, node, match_id):
        with pytest.raises(Refused) as refused:
            search(node.ports, ANALYST, number=opened(node))

        assert refused.value.rule == "PNR-15"

    def test_search_after_a_refusal_is_refused(self, node, match_id):
        number = opened(node)
        decide_request(node.ports, JUDGE, number, approve=False, reason="order 12/2026")

        with pytest.raises(Refused):
            search(node.ports, ANALYST, number=number)

    @pytest.mark.parametrize("approve", [True, False])
    def test_decision_is_shown_with_its_moment_and_its_reasons(self, node, approve):
        number = opened(node)
        decide_request(node.ports, JUDGE, number, approve=approve, reason=" order 12/2026 ")

        [shown] = show_requests(node.ports, ANALYST).requests

        assert (shown.decided_by, shown.decided_at) == (JUDGE.identifier, node.ports.clock())
        assert shown.decision_reason == "order 12/2026"

    def test_decision_without_a_reason_is_refused(self, node):
        with pytest.raises(Refused) as refused:
            decide_request(node.ports, JUDGE, opened(node), approve=True, reason=" ")

        assert refused.value.rule == "PNR-15"

    def test_request_lacking_an_air_link_is_logged_as_refused(self, node):
        with pytest.raises(Refused):
            opened(node, air_link=" ")

        assert logged(node, "access:refused")[-1].details["rule"] == "PNR-01"

    def test_search_after_the_request_has_ended_is_refused(self, node, match_id, clock):
        number = approved(node)
        clock.move(timedelta(days=30))

        with pytest.raises(Refused):
            search(node.ports, ANALYST, number=number)

    def test_another_officer_does_not_search_under_it(self, node, match_id):
        with pytest.raises(Refused) as refused:
            search(node.ports, SENIOR, number=approved(node))

        assert refused.value.rule == "PNR-15"

    @pytest.mark.parametrize("actor", [ANALYST, SENIOR, DATA_PROTECTION_OFFICER])
    def test_the_unit_itself_does_not_decide(self, node, actor):
        number = opened(node)

        with pytest.raises(NotPermitted):
            decide_request(node.ports, actor, number, approve=True, reason="order 12/2026")

    def test_traveller_that_a_request_finds_is_shown_under_it(self, node, match_id):
        number = approved(node)

        page = consult_traveller(node.ports, ANALYST, travellers(node)[False], Reference("request", number))

        assert UNKNOWN.surname in {fact.value for fact in page.facts}
        assert page.access.legal_basis == "Directive (EU) 2016/681, Art. 6(2)(b)"

    def test_traveller_that_a_request_does_not_ask_for_is_refused(self, node, match_id):
        with pytest.raises(Refused) as refused:
            consult_traveller(node.ports, ANALYST, travellers(node)[True], Reference("request", approved(node)))

        assert refused.value.rule == "PNR-11"

    def test_request_is_listed_with_its_state(self, node):
        number = approved(node)

        [row] = show_requests(node.ports, ANALYST).requests

        assert (row.number, row.state, row.decided_by, row.may_search) == (number, "given", "r.lambert", True)
        assert msgspec.structs.asdict(row)["offence"]
