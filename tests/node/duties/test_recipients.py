"""The register of recipients: listed by two persons, ended by one; nothing is sent to whom it does not hold."""

from datetime import timedelta

import pytest
from tests.acts import kinds, list_recipient
from tests.fakes.officers import (
    ADMINISTRATOR,
    ANALYST,
    DATA_PROTECTION_OFFICER,
    INVESTIGATOR,
    OTHER_SENIOR,
    SENIOR,
)

from tournai.casework.recipients import Recipient, RecipientKind
from tournai.errors import Malformed, Refused
from tournai.node.duties.accounts import create_account
from tournai.node.duties.recipients import (
    decide_recipient,
    end_recipient,
    propose_recipient,
    require_listed,
    show_recipients,
    tie_recipient,
)

POLICE = Recipient("BE-FPS", RecipientKind.AUTHORITY, "An invented police", "BEL", "an invented list", "desk 1")


def entries(node, actor=ANALYST):
    return [(view.entry.code, view.state) for view in show_recipients(node.ports, actor).recipients]


def is_listed(node, code="BE-FPS"):
    with node.ports.look() as unit:
        try:
            require_listed(unit, code, node.ports.clock())
        except Refused as refused:
            return refused.rule
    return "listed"


def test_proposed_authority_is_not_listed_yet(node):
    propose_recipient(node.ports, ANALYST, POLICE)

    assert (entries(node), is_listed(node)) == ([("BE-FPS", "asked")], "PNR-14")


def test_second_person_lists_it(node):
    list_recipient(node)

    assert (entries(node), is_listed(node)) == ([("BE-FPS", "given")], "listed")
    assert [kind for kind in kinds(node) if kind.startswith("recipient:")] == ["recipient:proposed", "recipient:listed"]


def test_whoever_proposed_it_does_not_list_it(node):
    propose_recipient(node.ports, SENIOR, POLICE)

    with pytest.raises(Refused) as refused:
        decide_recipient(node.ports, SENIOR, "BE-FPS", approve=True, reason="known")

    assert refused.value.rule == "SYS-02"


def test_refused_authority_is_not_listed(node):
    propose_recipient(node.ports, ANALYST, POLICE)

    decide_recipient(node.ports, SENIOR, "BE-FPS", approve=False, reason="not on the list")

    assert is_listed(node) == "PNR-14"


def test_listing_is_looked_at_again_within_a_year(node, clock):
    list_recipient(node)

    clock.move(timedelta(days=365))

    assert (entries(node), is_listed(node)) == ([("BE-FPS", "expired")], "PNR-14")


def test_ended_recipient_is_off_the_register(node):
    list_recipient(node)

    end_recipient(node.ports, OTHER_SENIOR, "BE-FPS")

    assert (entries(node), is_listed(node)) == ([("BE-FPS", "ended")], "PNR-14")


def test_changed_entry_waits_for_the_second_person_again(node):
    list_recipient(node)

    propose_recipient(node.ports, ANALYST, POLICE)

    assert is_listed(node) == "PNR-14"


def test_unknown_entry_is_malformed(node):
    with pytest.raises(Malformed):
        end_recipient(node.ports, SENIOR, "none")


def test_officer_of_data_protection_reads_the_register_and_changes_nothing(node):
    list_recipient(node)

    [view] = show_recipients(node.ports, DATA_PROTECTION_OFFICER).recipients

    assert (view.may_decide, view.may_end) == (False, False)


def test_investigators_account_opens_the_post_of_a_listed_authority(node):
    list_recipient(node)
    create_account(
        node.ports, ADMINISTRATOR, account=INVESTIGATOR.identifier, display_name="desk", role=INVESTIGATOR.role,
        password="long enough by far",
    )  # fmt: skip

    tie_recipient(node.ports, ADMINISTRATOR, account=INVESTIGATOR.identifier, code="BE-FPS")

    assert show_recipients(node.ports, ANALYST).recipients[0].accounts == (INVESTIGATOR.identifier,)


def test_analysts_account_opens_nobodys_post(node):
    list_recipient(node)
    create_account(
        node.ports, ADMINISTRATOR, account="x.analyst", display_name="x", role=ANALYST.role,
        password="long enough by far",
    )  # fmt: skip

    with pytest.raises(Malformed):
        tie_recipient(node.ports, ADMINISTRATOR, account="x.analyst", code="BE-FPS")
