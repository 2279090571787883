"""Accounts, sign-in and sessions (rules SYS-01, LED-17)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from tests.acts import logged
from tests.fakes.officers import ADMINISTRATOR

from tournai.errors import Malformed
from tournai.node.duties.accounts import (
    SignInRefused,
    authenticate,
    choose_language,
    create_account,
    resume,
    sign_in,
    sign_out,
)
from tournai.oversight.events import Stream
from tournai.values import Actor, Role

RIGHT = "correct horse battery"


@pytest.fixture
def account(node):
    """An analyst's account."""
    create(node, "a.peeters", Role.ANALYST)
    return "a.peeters"


def create(node, name, role, password=RIGHT):
    create_account(node.ports, ADMINISTRATOR, account=name, display_name="A", role=role, password=password)


def fail(node, account, times):
    for _ in range(times):
        with pytest.raises(SignInRefused):
            sign_in(node.ports, account=account, password="wrong")


def test_right_password_opens_a_session_with_what_the_role_may_do(node, account):
    token, signed_in = sign_in(node.ports, account=account, password=RIGHT)

    assert resume(node.ports, token) == (Actor("a.peeters", Role.ANALYST), signed_in)
    assert "open-match" in signed_in.actions
    assert "read-log" not in signed_in.actions


@pytest.mark.parametrize("name", ["a.peeters", "nobody"])
def test_refusal_does_not_tell_whether_the_account_exists(node, account, name):
    with pytest.raises(SignInRefused) as refused:
        sign_in(node.ports, account=name, password="wrong")

    assert "account or password is wrong" in str(refused.value)


def test_wrong_password_is_logged_and_not_kept(node, account):
    fail(node, account, 1)

    [event] = logged(node, "account:sign-in-refused", Stream.NODE)
    assert event.details == {}


def test_account_waits_after_five_wrong_passwords(node, account):
    fail(node, account, 5)

    with pytest.raises(SignInRefused):
        sign_in(node.ports, account=account, password=RIGHT)


def test_account_waits_no_longer_after_five_minutes(node, account, clock):
    fail(node, account, 5)

    clock.move(timedelta(minutes=5))

    assert sign_in(node.ports, account=account, password=RIGHT)


def test_right_password_forgets_the_wrong_ones(node, account):
    fail(node, account, 4)
    sign_in(node.ports, account=account, password=RIGHT)
    fail(node, account, 4)

    assert sign_in(node.ports, account=account, password=RIGHT)


def test_session_ends_after_twelve_hours(node, account, clock):
    token, _ = sign_in(node.ports, account=account, password=RIGHT)

    clock.move(timedelta(hours=12))

    with pytest.raises(SignInRefused):
        resume(node.ports, token)


def test_signed_out_session_is_over(node, account):
    token, _ = sign_in(node.ports, account=account, password=RIGHT)

    sign_out(node.ports, token)
    sign_out(node.ports, token)

    with pytest.raises(SignInRefused):
        resume(node.ports, token)


def test_invented_token_is_no_session(node):
    with pytest.raises(SignInRefused):
        resume(node.ports, "\ud800" * 32)


@pytest.mark.parametrize("role", [Role.CARRIER, Role.NODE, Role.PARTNER_NODE, Role.PROVIDER])
def test_machine_gets_no_session(node, role):
    create(node, "a.machine", role)

    with pytest.raises(SignInRefused):
        sign_in(node.ports, account="a.machine", password=RIGHT)


def test_carrier_is_known_by_its_credentials_without_a_session(node):
    create(node, "xx", Role.CARRIER)

    assert authenticate(node.ports, account="xx", password=RIGHT) == Actor("xx", Role.CARRIER)


def test_wrong_password_of_a_carrier_is_logged(node):
    create(node, "xx", Role.CARRIER)

    with pytest.raises(SignInRefused):
        authenticate(node.ports, account="xx", password="wrong")

    assert [event.actor for event in logged(node, "account:sign-in-refused", Stream.NODE)] == ["xx"]


def test_language_is_kept(node, account):
    choose_language(node.ports, Actor(account, Role.ANALYST), "nl")

    assert sign_in(node.ports, account=account, password=RIGHT)[1].language == "nl"


@pytest.mark.parametrize("name", ["A", "a", "1a", "a b", "a" * 33, ""])
def test_identifier_out_of_form_is_malformed(node, name):
    with pytest.raises(Malformed):
        create(node, name, Role.ANALYST)


def test_account_is_created_once(node, account):
    with pytest.raises(Malformed):
        create(node, account, Role.JUDGE)


def test_no_password_is_in_any_file(node, account):
    sign_in(node.ports, account=account, password=RIGHT)
    files = [path.read_bytes() for path in node.settings.data.rglob("*") if path.is_file()]

    assert not any(RIGHT.encode() in content for content in files)


def test_officers_password_is_not_told_right_from_wrong_at_the_machines_door(node, account):
    with pytest.raises(SignInRefused) as refused:
        authenticate(node.ports, account=account, password=RIGHT)

    assert "account or password is wrong" in str(refused.value)


def test_attempts_that_come_side_by_side_all_count(node, account):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: fail(node, account, 1), range(8)))

    with pytest.raises(SignInRefused):
        sign_in(node.ports, account=account, password=RIGHT)
