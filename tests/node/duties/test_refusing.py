"""Refused sign-ins in the log: the first by itself, the rest of its minute as a number (rules SYS-01, PNR-30)."""

from contextlib import contextmanager
from datetime import timedelta

import msgspec
import pytest
from tests.acts import logged
from tests.fakes.clock import BEGINS
from tests.fakes.officers import ADMINISTRATOR

from tournai.errors import Unavailable
from tournai.node.duties.accounts import SignInRefused, authenticate, create_account, sign_in
from tournai.node.duties.certificates import authenticate_certificate, refuse_certificate, tie_certificate
from tournai.node.duties.certificates import revoke_certificate as revoke
from tournai.node.duties.refusing import log_rests
from tournai.oversight.events import Stream
from tournai.values import Role

RIGHT = "correct horse battery"
WRONG = "a password that is wrong"
MINUTE = timedelta(minutes=1)
REST = {"refusals": 4, "since": BEGINS.isoformat()}


@pytest.fixture(autouse=True)
def accounts(node):
    for name, role in (("xx", Role.CARRIER), ("yy", Role.CARRIER), ("ann", Role.ANALYST)):
        create_account(node.ports, ADMINISTRATOR, account=name, display_name=name, role=role, password=RIGHT)


def fail(node, account, times=1, by=authenticate):
    for _ in range(times):
        with pytest.raises(SignInRefused):
            by(node.ports, account=account, password=WRONG)


def show(node, certificate, times=1):
    for _ in range(times):
        with pytest.raises(SignInRefused):
            authenticate_certificate(node.ports, certificate)


def refusals(node):
    return [(event.actor, event.details) for event in logged(node, "account:sign-in-refused", Stream.NODE)]


@pytest.mark.parametrize("by", [authenticate, sign_in])
@pytest.mark.parametrize(("typed", "actor"), [("xx", "xx"), ("ann", "ann"), ("nobody", "unknown")])
def test_first_refusal_is_logged_and_the_rest_is_counted_a_minute_later(node, clock, typed, actor, by):
    fail(node, typed, 5, by)
    before = refusals(node)
    clock.move(MINUTE)
    node.worker.run_once()

    assert before == [(actor, {})]
    assert refusals(node) == [(actor, {}), (actor, REST)]


def test_names_that_nobody_bears_are_counted_together(node):
    [fail(node, f"nobody{number}") for number in range(5)]

    assert refusals(node) == [("unknown", {})]


def test_each_account_has_its_own_first_refusal(node):
    fail(node, "xx", 2)
    fail(node, "yy", 2)

    assert refusals(node) == [("xx", {}), ("yy", {})]


def test_next_refusal_after_the_minute_logs_the_rest_where_no_worker_runs(node, clock):
    fail(node, "xx", 5)
    clock.move(MINUTE)
    fail(node, "xx")

    assert refusals(node) == [("xx", {}), ("xx", REST), ("xx", {})]


def test_single_refusal_leaves_no_number(node, clock):
    fail(node, "xx")
    clock.move(MINUTE)
    node.worker.run_once()

    assert refusals(node) == [("xx", {})]


def test_end_of_the_process_logs_what_was_counted(node):
    fail(node, "xx", 5)
    log_rests(node.ports, all_runs=True)

    assert refusals(node) == [("xx", {}), ("xx", REST)]


def test_number_outlives_a_database_that_is_away(node, clock):
    @contextmanager
    def away():
        raise Unavailable("the database cannot be used now")
        yield

    fail(node, "xx", 5)
    clock.move(MINUTE)
    with pytest.raises(Unavailable):
        log_rests(msgspec.structs.replace(node.ports, begin=away))
    log_rests(node.ports)

    assert refusals(node) == [("xx", {}), ("xx", REST)]


def test_certificates_that_nobody_tied_are_counted_together(node, clock):
    [show(node, f"certificate {number}".encode()) for number in range(5)]
    clock.move(MINUTE)
    log_rests(node.ports)

    assert [details.get("reason") for _, details in refusals(node)] == ["unknown", "unknown"]
    assert refusals(node)[1] == ("unknown", REST | {"reason": "unknown"})


def test_revoked_certificate_is_not_hidden_by_others(node):
    tie_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=b"tied")
    revoke(node.ports, ADMINISTRATOR, account="xx", certificate=b"tied")

    show(node, b"unknown", 2)
    show(node, b"tied", 2)

    assert [details["reason"] for _, details in refusals(node)] == ["unknown", "revoked"]


def test_handshakes_that_fail_for_one_reason_are_counted_together(node):
    [refuse_certificate(node.ports, "expired") for _ in range(3)]

    assert [details["reason"] for _, details in refusals(node)] == ["expired"]


def test_every_wrong_password_still_counts_towards_the_wait(node):
    fail(node, "ann", 5, sign_in)

    with pytest.raises(SignInRefused):
        sign_in(node.ports, account="ann", password=RIGHT)


def test_no_password_is_in_the_log(node, clock):
    fail(node, "xx", 5)
    clock.move(MINUTE)
    log_rests(node.ports)

    assert WRONG not in repr(refusals(node))
