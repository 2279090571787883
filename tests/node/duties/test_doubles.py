"""Regulation (EU) 2025/13, Art. 16 (rule API-05): what the router and the carrier both deliver is kept once."""

from datetime import timedelta

import pytest
from tests.acts import SOUGHT_BOOKING, UNKNOWN_BOOKING, deliver, flights, kinds, logged, prepare_alerts, queue, tables
from tests.fakes.carrier import UPDATE, pnrgov
from tests.fakes.officers import ADMINISTRATOR, CARRIER

from tournai.errors import Malformed
from tournai.node.duties.accounts import create_account
from tournai.values import Actor, Role

PASSWORD = "correct horse battery staple"
ROUTER = Actor("eulisa", Role.CARRIER)
DIRECT = pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING)
FORWARDED = (
    pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING, reference="EL99")
    .replace(b"+XX+GOV+261130:0900+", b"+EULISA+GOV+261130:0930+")
    .replace(b"UNH+1+", b"UNH+77+")
    .replace(b"'UNT+", b"'\r\nUNT+")
)


@pytest.fixture(autouse=True)
def accounts(node):
    for account, is_router in (("xx", False), ("yy", False), ("eulisa", True)):
        create_account(
            node.ports, ADMINISTRATOR, account=account, display_name=account, role=Role.CARRIER, password=PASSWORD,
            is_router=is_router,
        )  # fmt: skip


def pushes(node):
    return [push.sender for push in flights(node)[0].pushes]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [((DIRECT, CARRIER), (FORWARDED, ROUTER), ["XX"]), ((FORWARDED, ROUTER), (DIRECT, CARRIER), ["EULISA"])],
)
def test_second_delivery_is_removed_with_an_event(node, first, second, kept):
    prepare_alerts(node)
    deliver(node, first[0], by=first[1])
    before = tables(node)

    [receipt] = deliver(node, second[0], by=second[1])

    assert pushes(node) == kept
    assert tables(node)["records"] == before["records"]
    assert len(queue(node)) == 1
    [doubled] = logged(node, "push:doubled")
    assert doubled.details == {"receipt": receipt}


def test_nothing_of_the_second_delivery_is_left(node):
    deliver(node, DIRECT)
    deliver(node, FORWARDED, by=ROUTER)

    assert node.ports.spool.pending() == []
    assert kinds(node)[-2:] == ["push:received", "push:doubled"]


def test_router_that_says_something_else_is_stored(node):
    deliver(node, DIRECT)
    deliver(node, pnrgov(UNKNOWN_BOOKING, reference="EL99", function=UPDATE), by=ROUTER)

    assert len(pushes(node)) == 2


def test_closure_push_that_says_what_the_advance_one_said_is_no_double(node, clock):
    deliver(node, DIRECT)
    clock.move(timedelta(hours=24))
    deliver(node, FORWARDED, by=ROUTER)

    assert len(pushes(node)) == 2
    assert logged(node, "push:doubled") == []


def test_same_message_of_the_same_carrier_again_is_no_double(node):
    deliver(node, DIRECT, FORWARDED)

    assert logged(node, "push:doubled") == []


def test_router_is_no_persons_account(node):
    with pytest.raises(Malformed):
        create_account(
            node.ports, ADMINISTRATOR, account="ann", display_name="Ann", role=Role.ANALYST, password=PASSWORD,
            is_router=True,
        )  # fmt: skip
