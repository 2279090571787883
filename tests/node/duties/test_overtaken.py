"""Pushes out of order: UNB's time of preparation orders those of one account (ISO 9735-1, S004)."""

import pytest
from tests.acts import SOUGHT_BOOKING, UNKNOWN_BOOKING, deliver, flights, logged, prepare_alerts, queue, tables
from tests.fakes.carrier import UPDATE, Booking, pnrgov
from tests.fakes.officers import ADMINISTRATOR, CARRIER

from tournai.node.duties.accounts import create_account
from tournai.values import Actor, Role

ROUTER = Actor("eulisa", Role.CARRIER)
BOTH, ONE = (SOUGHT_BOOKING, UNKNOWN_BOOKING), (UNKNOWN_BOOKING,)


@pytest.fixture(autouse=True)
def accounts(node):
    for account, is_router in (("xx", False), ("eulisa", True)):
        create_account(
            node.ports, ADMINISTRATOR, account=account, display_name=account, role=Role.CARRIER,
            password="correct horse battery staple", is_router=is_router,
        )  # fmt: skip
    prepare_alerts(node)


def at(time, *bookings, day="261130", **fields):
    """Return a push that UNB says was prepared at a time of a day."""
    body = pnrgov(*bookings, reference=f"R{day}{time}", **fields)
    return body.replace(b"+261130:0900+", f"+{day}:{time}+".encode())


def states(node):
    return sorted(row[5] for row in tables(node)["records"])


def test_older_full_push_that_comes_late_makes_nobody_leave(node):
    deliver(node, at("0800", *BOTH))

    deliver(node, at("0700", *ONE))

    assert states(node) == ["current", "current", "superseded"]
    assert len(queue(node, "open")) == 1
    assert flights(node)[0].pushes[-1].pnrs == 1
    assert [event.details for event in logged(node, "push:overtaken")] == [{"records": 1}]


def test_booking_that_left_does_not_come_back_with_an_older_push(node):
    deliver(node, at("0800", *ONE))

    deliver(node, at("0700", *BOTH))

    assert states(node) == ["current", "superseded", "superseded"]
    assert queue(node, "open") == []


def test_older_update_does_not_undo_a_newer_cancellation(node):
    gone = Booking(SOUGHT_BOOKING.locator, (), is_cancelled=True)
    deliver(node, at("0700", *BOTH), at("0800", gone, function=UPDATE))

    deliver(node, at("0730", SOUGHT_BOOKING, function=UPDATE))

    assert queue(node, "open") == []


def test_newer_push_still_replaces_an_older_one(node):
    deliver(node, at("0700", *BOTH), at("0800", *ONE))

    assert states(node) == ["current", "left", "superseded"]


def test_time_of_preparation_that_is_far_ahead_overtakes_nothing(node):
    deliver(node, at("0800", *BOTH, day="271130"))

    deliver(node, at("0800", *ONE))

    assert states(node) == ["current", "left", "superseded"]


def test_pushes_of_different_accounts_are_ordered_by_arrival(node):
    deliver(node, at("0800", *BOTH), by=CARRIER)

    deliver(node, at("0700", *ONE), by=ROUTER)

    assert states(node) == ["current", "left", "superseded"]


def test_booking_that_left_is_reinstated_by_the_router_with_the_words_of_an_earlier_push(node):
    deliver(node, at("0700", *BOTH), at("0800", *ONE))

    deliver(node, at("0815", *BOTH), by=ROUTER)

    assert logged(node, "push:doubled") == []
    assert states(node) == ["current", "current", "left", "superseded", "superseded"]
    assert len(queue(node, "open")) == 1
