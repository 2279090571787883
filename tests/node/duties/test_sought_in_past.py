"""A new alert against the stored past: one alert under one approved request (Art. 6(2)(b), C-817/19; rule PNR-15)."""

from datetime import date, timedelta

import pytest
from tests.acts import (
    SOUGHT,
    SOUGHT_BOOKING,
    UNKNOWN,
    UNKNOWN_BOOKING,
    deliver,
    ensure_listed,
    import_list,
    logged,
    prepare_alerts,
    queue,
)
from tests.fakes.carrier import Booking, pnrgov
from tests.fakes.officers import ANALYST, JUDGE
from tests.fakes.wanted import SOURCE

from tournai.errors import Refused
from tournai.node.duties.disseminating import Proposal, send_dissemination
from tournai.node.duties.linking import show_links
from tournai.node.duties.requests import decide_request, open_request, search
from tournai.node.duties.travellers import consult_traveller
from tournai.values import Reference

ALERT = ("alert", f"{SOURCE}/QDi.901")
ASKED = {
    "authority": "BE-FPS", "offence": "terrorism", "provision": "Art. 137 SC", "penalty_years": 10,
    "air_link": "flew to meet the others", "necessity": "the alert is new; was he here last month?",
}  # fmt: skip


@pytest.fixture
def past(node, clock):
    """A node on which a person departed before the alert about them came."""
    ensure_listed(node)
    deliver(node, pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING))
    clock.move(timedelta(days=4))
    prepare_alerts(node)
    node.worker.run_until_idle()
    return node


def opened(node, *elements, **changes):
    return open_request(node.ports, ANALYST, elements=list(elements or (ALERT,)), **(ASKED | changes))


def approved(node, **changes):
    number = opened(node, **changes)
    decide_request(node.ports, JUDGE, number, approve=True, reason="order 12/2026")
    return number


def found(node, number):
    return search(node.ports, ANALYST, number=number).found


def test_new_alert_by_itself_finds_nobody_of_the_past(past):
    assert queue(past) == []


def test_approved_request_finds_whom_the_alert_is_about_and_nobody_else(past):
    number = approved(past)

    [row] = found(past, number)
    page = consult_traveller(past.ports, ANALYST, row.traveller_id, Reference("request", number))

    assert SOUGHT.surname in {fact.value for fact in page.facts}
    assert UNKNOWN.surname not in {fact.value for fact in page.facts}
    assert logged(past, "search:made")[-1].details["found"] == 1


def test_nothing_is_told_before_the_approval(past):
    with pytest.raises(Refused) as refused:
        found(past, opened(past))

    assert refused.value.rule == "PNR-15"


def test_period_of_travel_bounds_it(past):
    assert found(past, approved(past, travel_from=date(2026, 12, 2))) == ()


def test_one_alert_stands_alone(past):
    with pytest.raises(Refused) as refused:
        opened(past, ALERT, ("document number", SOUGHT.number))

    assert refused.value.rule == "PNR-22"


@pytest.mark.parametrize("value", [f"{SOURCE}/none", "no-list/QDi.901"])
def test_alert_that_is_none_is_refused(past, value):
    with pytest.raises(Refused) as refused:
        opened(past, ("alert", value))

    assert refused.value.rule == "PNR-08"


def test_source_that_nobody_approved_is_refused(node):
    ensure_listed(node)
    import_list(node)

    with pytest.raises(Refused) as refused:
        opened(node)

    assert refused.value.rule == "PNR-08"


def test_coming_travel_is_not_the_past(node):
    ensure_listed(node)
    prepare_alerts(node)
    deliver(node, pnrgov(Booking("LOC7Q1", (SOUGHT,))))

    assert found(node, approved(node)) == ()


def test_whom_it_finds_can_be_sent_to_whoever_asked(past):
    number = approved(past)
    [row] = found(past, number)

    proposal = Proposal(Reference("request", number), row.traveller_id, "BE-FPS", ("name",), (), "it was asked for")

    assert send_dissemination(past.ports, ANALYST, proposal)


def test_resemblance_alone_opens_no_links(past):
    number = approved(past)
    [row] = found(past, number)

    with pytest.raises(Refused) as refused:
        show_links(past.ports, ANALYST, row.traveller_id, Reference("request", number))

    assert refused.value.rule == "PNR-11"
