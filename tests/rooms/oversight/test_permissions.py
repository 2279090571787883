"""The table of permissions, row by row. Expected rows: DESIGN section 6 and the rules of each test's docstring."""

from itertools import product

import pytest

from tournai.errors import Refused
from tournai.oversight.permissions import (
    PERMISSIONS,
    Action,
    Condition,
    NotPermitted,
    check,
    check_two_persons,
    conditions,
    may,
    permission_rows,
)
from tournai.values import Purpose, Role

CRIME = (Purpose.TERRORISM, Purpose.SERIOUS_CRIME, Purpose.TERRORISM_OR_SERIOUS_CRIME)
READING = (
    "view-board view-flight view-queue open-match consult-traveller view-links view-requests view-alerts "
    "view-quarantine view-statistics view-accounts view-selections read-log export-log view-carriers "
    "view-pull-requests view-criteria"
    " view-recipients view-disseminations view-trust view-partners view-information-requests"
)
OFFICER = (
    "view-board view-flight view-queue open-match claim-match review-match consult-traveller view-links search unseal "
    "open-request view-requests ask-approval import-alerts view-alerts propose-eligibility view-quarantine "
    "ask-register "
    "view-statistics view-selections import-timetable view-carriers "
    "view-pull-requests ask-pull-request view-criteria"
    " answer-request view-recipients propose-recipient disseminate view-disseminations follow-dissemination"
)
MAGISTRATE = " view-information-requests open-information-request authorise-information"
INDEPENDENT = (
    "view-requests approve-disclosure approve-unsealing view-selections approve-selection judge-selection "
    "view-pull-requests approve-pull-request view-criteria"
)
CRITERIA = "write-criterion try-criterion approve-criterion review-criterion suspend-criterion"
DESK = "check-document open-document-case view-document-cases print-verdict decide-biometrics view-trust"
SECOND_LINE = "view-discreet-checks report-discreet-check propose-border-source approve-border-source"
EXPECTED = {
    Role.ANALYST: OFFICER,
    Role.SENIOR_ANALYST: (
        f"{OFFICER} second-opinion approve-eligibility end-eligibility propose-selection review-selection "
        "decide-withdrawal extend-alert "
        f"end-selection review-breach approve-pull-request approve-recipient {CRITERIA}"
    ),
    Role.CRITERIA_OFFICER: f"view-criteria {CRITERIA}",
    Role.JUDGE: INDEPENDENT + MAGISTRATE,
    Role.PROSECUTOR: MAGISTRATE,
    Role.INDEPENDENT_BODY: INDEPENDENT,
    Role.DATA_PROTECTION_OFFICER: f"{READING} advise-criterion",
    Role.SUPERVISOR: READING,
    Role.ADMINISTRATOR: (
        "view-accounts manage-accounts change-settings view-trust import-trust approve-trust "
        "view-partners import-partners"
    ),
    Role.INVESTIGATOR: "read-post",
    Role.BORDER_GATE: "check-document",
    Role.BORDER_OFFICER: DESK,
    Role.SECOND_LINE_OFFICER: f"{DESK} {SECOND_LINE}",
    Role.CARRIER: "push try-push read-notices",
    Role.CARRIER_ON_TRIAL: "try-push",
    Role.NODE: (
        "ingest run-screening enforce-retention import-alerts import-timetable view-board record-evaluation "
        "view-trust import-trust view-partners import-partners send-message take-information"
    ),
    Role.SPOC_OFFICER: (
        "view-partners view-information-requests open-information-request ask-information answer-information"
    ),
    Role.PARTNER_NODE: "exchange-message",
}


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_manual_says_and_nothing_else(role: Role) -> None:
    allowed = {action.value for action in Action if any(may(role, action, purpose) for purpose in Purpose)}

    assert allowed == set(EXPECTED.get(role, "").split())


@pytest.mark.parametrize(("role", "action"), PERMISSIONS)
def test_a_row_lets_pass_its_purposes_only(role: Role, action: Action) -> None:
    passed = {purpose for purpose in Purpose if may(role, action, purpose)}

    others = (Purpose.OVERSIGHT, Purpose.ADMINISTRATION, Purpose.BORDER_CHECK, Purpose.CRIMINAL_OFFENCES)
    assert passed in ({*CRIME}, *({purpose} for purpose in others))


@pytest.mark.parametrize(("role", "action"), sorted(set(product(Role, Action)) - set(PERMISSIONS), key=str))
def test_what_is_not_in_the_table_is_refused(role: Role, action: Action) -> None:
    with pytest.raises(NotPermitted):
        check(role, action, Purpose.TERRORISM)


@pytest.mark.parametrize(
    ("role", "action", "purpose", "rule"),
    [
        (Role.ANALYST, Action.OPEN_MATCH, None, "SYS-01"),
        (Role.ANALYST, Action.OPEN_MATCH, Purpose.ADMINISTRATION, "LED-01"),
        (Role.ANALYST, Action.MANAGE_ACCOUNTS, Purpose.ADMINISTRATION, "SYS-01"),
        (Role.NODE, Action.REVIEW_MATCH, Purpose.TERRORISM, "PNR-10"),
        (Role.DATA_PROTECTION_OFFICER, Action.REVIEW_MATCH, Purpose.OVERSIGHT, "PNR-27"),
        (Role.SUPERVISOR, Action.IMPORT_ALERTS, Purpose.OVERSIGHT, "SYS-09"),
        (Role.SENIOR_ANALYST, Action.APPROVE_DISCLOSURE, Purpose.TERRORISM, "PNR-15"),
        (Role.PROSECUTOR, Action.APPROVE_DISCLOSURE, Purpose.TERRORISM, "PNR-15"),
        (Role.PROSECUTOR, Action.APPROVE_UNSEALING, Purpose.TERRORISM, "PNR-18"),
        (Role.ANALYST, Action.APPROVE_ELIGIBILITY, Purpose.TERRORISM, "PNR-08"),
        (Role.ANALYST, Action.PROPOSE_SELECTION, Purpose.TERRORISM, "PNR-02"),
        (Role.SENIOR_ANALYST, Action.APPROVE_SELECTION, Purpose.TERRORISM, "PNR-02"),
        (Role.PROSECUTOR, Action.JUDGE_SELECTION, Purpose.TERRORISM, "PNR-02"),
        (Role.ANALYST, Action.WRITE_CRITERION, Purpose.TERRORISM, "PNR-09"),
        (Role.ANALYST, Action.APPROVE_CRITERION, Purpose.TERRORISM, "PNR-09"),
        (Role.SENIOR_ANALYST, Action.ADVISE_CRITERION, Purpose.TERRORISM, "PNR-09"),
        (Role.DATA_PROTECTION_OFFICER, Action.APPROVE_CRITERION, Purpose.OVERSIGHT, "PNR-27"),
        (Role.ANALYST, Action.READ_LOG, Purpose.OVERSIGHT, "PNR-30"),
        (Role.ADMINISTRATOR, Action.CONSULT_TRAVELLER, Purpose.ADMINISTRATION, "LED-13"),
    ],
)
def test_a_refusal_names_its_rule(role: Role, action: Action, purpose: Purpose | None, rule: str) -> None:
    with pytest.raises(NotPermitted) as caught:
        check(role, action, purpose)

    assert caught.value.rule == rule


def test_a_permitted_act_passes() -> None:
    check(Role.ANALYST, Action.REVIEW_MATCH, Purpose.SERIOUS_CRIME)


def test_a_search_of_the_stored_past_needs_request_and_approval() -> None:
    assert conditions(Role.ANALYST, Action.SEARCH) >= {Condition.OPEN_REQUEST, Condition.APPROVAL}


def test_those_who_check_need_no_match_to_look_at_one() -> None:
    assert conditions(Role.DATA_PROTECTION_OFFICER, Action.OPEN_MATCH) == frozenset()


@pytest.mark.parametrize(("asker", "approver"), [("officer-1", "officer-1"), ("Officer-1", " officer-1"), ("", "b")])
def test_one_person_cannot_ask_and_approve(asker: str, approver: str) -> None:
    with pytest.raises(Refused) as caught:
        check_two_persons(asker, approver)

    assert caught.value.rule == "SYS-02"


def test_two_persons_can() -> None:
    check_two_persons("officer-1", "officer-2")


def test_the_manual_has_a_line_for_every_row() -> None:
    rows = permission_rows()

    assert ("carrier", "push", "serious crime, terrorism, terrorism or serious crime", "own data") in rows
    assert len(rows) == len(PERMISSIONS)


def test_border_check_opens_no_travel_data() -> None:
    opened = {action for (role, action) in PERMISSIONS if may(role, action, Purpose.BORDER_CHECK)}

    assert {action.value for action in opened} == set(f"{DESK} {SECOND_LINE}".split())
