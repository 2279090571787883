"""Pull requests: Art. 8(5) and 9(4) of Directive (EU) 2016/681; rules PNR-06 and PNR-24."""

from datetime import date, timedelta

import msgspec
import pytest
from tests.acts import UNKNOWN_BOOKING, deliver, logged
from tests.fakes.carrier import pnrgov
from tests.fakes.officers import ADMINISTRATOR, ANALYST, CARRIER, DATA_PROTECTION_OFFICER, JUDGE, SENIOR

from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.duties.accounts import create_account
from tournai.node.duties.carrier_desk import show_carriers, tie_account
from tournai.node.duties.pull_requests import (
    PullProposal,
    ask_pull,
    decide_pull,
    fetch_pulls,
    show_pulls,
    take_message,
)
from tournai.travel.replies import read_govreq
from tournai.values import Role

ASKED = PullProposal("XX 717", date(2026, 12, 1), "nce", "BRU", "a threat against this flight is known", 24)


def change(**changes):
    return msgspec.structs.replace(ASKED, **changes)


def given(node, **changes):
    request_id = ask_pull(node.ports, ANALYST, change(**changes))
    decide_pull(node.ports, SENIOR, request_id, approve=True, reason="specific and actual")
    return request_id


@pytest.fixture
def tied(node):
    create_account(
        node.ports, ADMINISTRATOR, account="xx", display_name="XX", role=Role.CARRIER, password="long enough by far"
    )
    tie_account(node.ports, ADMINISTRATOR, account="xx", carrier="XX")
    return node


@pytest.mark.parametrize("threat", ["", "  ", "x" * 5000])
def test_request_without_a_threat_is_refused_under_its_rule(node, threat):
    with pytest.raises(Incomplete) as caught:
        ask_pull(node.ports, ANALYST, change(threat=threat))

    assert caught.value.rule == "PNR-06"
    assert show_pulls(node.ports, ANALYST).pulls == ()


@pytest.mark.parametrize("changes", [{"flight": "717"}, {"departure_airport": "NICE"}, {"hours": 100}])
def test_slip_is_malformed(node, changes):
    with pytest.raises(Malformed):
        ask_pull(node.ports, ANALYST, change(**changes))


def test_whoever_asked_cannot_approve(node):
    request_id = ask_pull(node.ports, SENIOR, ASKED)

    with pytest.raises(Refused) as caught:
        decide_pull(node.ports, SENIOR, request_id, approve=True, reason="mine")

    assert caught.value.rule == "SYS-02"


@pytest.mark.parametrize("actor", [ANALYST, DATA_PROTECTION_OFFICER, CARRIER])
def test_only_a_second_person_with_the_role_approves(node, actor):
    request_id = ask_pull(node.ports, ANALYST, ASKED)

    with pytest.raises(Refused):
        decide_pull(node.ports, actor, request_id, approve=True, reason="known")


def test_independent_body_may_approve_too(node):
    request_id = ask_pull(node.ports, ANALYST, change(on_behalf_of="French unit"))

    decide_pull(node.ports, JUDGE, request_id, approve=True, reason="order 7")

    [view] = show_pulls(node.ports, ANALYST).pulls
    assert (view.state.value, view.pull.on_behalf_of) == ("given", "French unit")


def test_carrier_fetches_a_message_that_names_the_flight_and_not_the_threat(tied):
    given(tied)

    [message] = fetch_pulls(tied.ports, CARRIER)

    [govreq] = read_govreq(message.govreq)
    [leg] = govreq.legs
    assert (leg.carrier, leg.number, leg.departure_airport, leg.departure_date) == (
        "XX", "717", "NCE", date(2026, 12, 1),
    )  # fmt: skip
    assert b"THREAT" not in message.govreq.upper()


def test_fetch_is_logged_once(tied):
    given(tied)
    fetch_pulls(tied.ports, CARRIER)
    fetch_pulls(tied.ports, CARRIER)

    assert [event.actor for event in logged(tied, "pull-request:fetched")] == ["xx"]


def test_carrier_gets_none_that_is_undecided_refused_expired_or_anothers(tied, clock):
    ask_pull(tied.ports, ANALYST, ASKED)
    refused = ask_pull(tied.ports, ANALYST, ASKED)
    decide_pull(tied.ports, SENIOR, refused, approve=False, reason="not specific")
    given(tied, flight="YY1")
    given(tied, hours=6)
    clock.move(timedelta(hours=6))

    assert fetch_pulls(tied.ports, CARRIER) == []


def test_operator_takes_the_message_of_an_approved_request_only(node):
    asked = ask_pull(node.ports, ANALYST, ASKED)

    with pytest.raises(Refused) as caught:
        take_message(node.ports, ANALYST, asked)
    assert caught.value.rule == "PNR-06"
    assert b"GOVREQ" in take_message(node.ports, ANALYST, given(node))


def test_push_that_answers_a_request_is_not_wrongly_timed(node, clock):
    deliver(node, pnrgov(UNKNOWN_BOOKING))
    clock.move(timedelta(hours=10))
    deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2"))
    clock.move(timedelta(minutes=1))
    given(node)
    clock.move(timedelta(hours=1))
    deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R3"))

    [summary] = show_carriers(node.ports, ANALYST).carriers
    assert (summary.pushes, summary.wrongly_timed) == (3, 1)
