"""Every role at every duty that a door offers: allowed or refused as the table says, and every refusal logged."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.acts import logged
from tests.conftest import NewDatabase
from tests.fakes.clock import MovableClock
from tests.fakes.criteria import draft
from tests.fakes.wanted import published
from tests.node.web.evaluation_scenes import REPORT

from tournai.casework.recipients import Recipient, RecipientKind
from tournai.errors import Malformed, Refused
from tournai.node.assembly import assemble
from tournai.node.duties import criteria, disseminating
from tournai.node.duties.accounts import create_account
from tournai.node.duties.alert_ends import extend_alert
from tournai.node.duties.alert_sources import (
    decide_eligibility,
    end_eligibility,
    import_alerts,
    preview_import,
    propose_eligibility,
    show_alerts,
)
from tournai.node.duties.boards import show_board, show_flight
from tournai.node.duties.breaches import acknowledge_notice, export_breaches, review_breach, show_breaches, show_notices
from tournai.node.duties.carrier_desk import show_carrier, show_carriers
from tournai.node.duties.criterion_trials import ask_trial
from tournai.node.duties.criterion_views import show_criteria, show_criterion
from tournai.node.duties.disseminating import draft_dissemination, send_dissemination
from tournai.node.duties.disseminations import (
    record_destruction,
    record_outcome,
    record_receipt,
    show_dissemination,
    show_disseminations,
    take_package,
    withdraw,
)
from tournai.node.duties.evaluations import record_evaluation, show_evaluation
from tournai.node.duties.false_matches import raise_again
from tournai.node.duties.held_withdrawals import decide_withdrawal
from tournai.node.duties.linking import show_links
from tournai.node.duties.log import export_log, show_log
from tournai.node.duties.matches import claim_match, decide_match, open_match, release_match, show_queue
from tournai.node.duties.ports import Ports
from tournai.node.duties.post import acknowledge, confirm_destruction, open_letter, show_post, tell_outcome
from tournai.node.duties.pull_requests import (
    PullProposal,
    ask_pull,
    decide_pull,
    fetch_pulls,
    show_pulls,
    take_message,
)
from tournai.node.duties.pushes import receive_push
from tournai.node.duties.recipients import (
    decide_recipient,
    end_recipient,
    propose_recipient,
    show_recipients,
    tie_recipient,
)
from tournai.node.duties.registers import open_register
from tournai.node.duties.request_desk import close_request, decide_on_element, show_request
from tournai.node.duties.requests import decide_request, open_request, search, show_requests
from tournai.node.duties.screening import screen_coming
from tournai.node.duties.selection_views import show_selections
from tournai.node.duties.selections import (
    Proposal,
    decide_selection,
    end_selection,
    judge_selection,
    propose_selection,
    review_selection,
)
from tournai.node.duties.statistics import show_statistics
from tournai.node.duties.timetable import import_timetable, preview_timetable, show_timetable, type_flight
from tournai.node.duties.travellers import consult_traveller
from tournai.node.duties.trials import show_certification, try_push
from tournai.node.duties.trust_imports import decide_trust, preview_trust, propose_trust, show_edition
from tournai.node.duties.trusting import show_trust
from tournai.node.settings import Settings
from tournai.oversight import NotPermitted
from tournai.oversight.permissions import PERMISSIONS, Action
from tournai.values import Actor, Reference, Role

Act = Callable[[Ports, Actor], object]
LIST = {"source": "a-list", "format": "un", "data": published()}
TIMETABLE = {"source": "XX", "data": b"SSM\nLT\nCNL\nXX1\n01DEC26 02DEC26 1234567\n"}
TYPED = {"flight": "XX1", "from": "NCE", "to": "BRU", "first": "2026-12-01", "departure": "0900", "arrival": "1000"}
PROPOSAL = {"source": "a-list", "category": "", "article": "Art. 6", "offence": "terrorism"}
REQUEST = {
    "authority": "BE-FPS", "offence": "terrorism", "provision": "Art. 137", "penalty_years": 9, "air_link": "flew",
    "necessity": "needed", "elements": [("record locator", "ABCDEF")],
}  # fmt: skip
SELECTION = Proposal(
    "route selection", "MAD-BRU", "a body", date(2026, 11, 30), "needed", date(2026, 12, 1), date(2026, 12, 9),
    date(2026, 12, 5),
)  # fmt: skip
RECIPIENT = Recipient("BE-FPS", RecipientKind.AUTHORITY, "police", "BEL", "a list", "desk")
SENDING = disseminating.Proposal(Reference("match", "none"), "", "none", ("name",), (), "needed")
PULL = PullProposal("XX1", date(2026, 12, 1), "NCE", "BRU", "", 24)
ACCOUNT = {"account": "x.new", "display_name": "X", "role": Role.ANALYST, "password": "short"}
NO_DECISION = {"decision": "confirmed", "grounds": (), "note": ""}

DUTIES: dict[str, tuple[Action, Act]] = {
    "show_board": (Action.VIEW_BOARD, show_board),
    "show_flight": (Action.VIEW_FLIGHT, lambda ports, actor: show_flight(ports, actor, "none")),
    "show_timetable": (Action.VIEW_BOARD, show_timetable),
    "preview_timetable": (
        Action.IMPORT_TIMETABLE,
        lambda ports, actor: preview_timetable(ports, actor, **TIMETABLE),
    ),
    "import_timetable": (Action.IMPORT_TIMETABLE, lambda ports, actor: import_timetable(ports, actor, **TIMETABLE)),
    "type_flight": (Action.IMPORT_TIMETABLE, lambda ports, actor: type_flight(ports, actor, TYPED)),
    "show_notices": (Action.READ_NOTICES, show_notices),
    "acknowledge_notice": (Action.READ_NOTICES, lambda ports, actor: acknowledge_notice(ports, actor, "none")),
    "show_breaches": (Action.VIEW_CARRIERS, lambda ports, actor: show_breaches(ports, actor, year=2026)),
    "export_breaches": (Action.VIEW_CARRIERS, lambda ports, actor: export_breaches(ports, actor, year=2026)),
    "review_breach": (
        Action.REVIEW_BREACH,
        lambda ports, actor: review_breach(ports, actor, "none", excuse="", reason="known"),
    ),
    "show_pulls": (Action.VIEW_PULLS, show_pulls),
    "take_message": (Action.VIEW_PULLS, lambda ports, actor: take_message(ports, actor, "none")),
    "ask_pull": (Action.ASK_PULL, lambda ports, actor: ask_pull(ports, actor, PULL)),
    "decide_pull": (
        Action.APPROVE_PULL,
        lambda ports, actor: decide_pull(ports, actor, "none", approve=True, reason="known"),
    ),
    "fetch_pulls": (Action.READ_NOTICES, fetch_pulls),
    "show_carriers": (Action.VIEW_CARRIERS, show_carriers),
    "show_carrier": (Action.VIEW_CARRIERS, lambda ports, actor: show_carrier(ports, actor, "XX")),
    "try_push": (Action.TRY_PUSH, lambda ports, actor: try_push(ports, actor, b"", is_synthetic=True)),
    "show_certification": (Action.TRY_PUSH, show_certification),
    "show_queue": (Action.VIEW_QUEUE, show_queue),
    "open_match": (Action.OPEN_MATCH, lambda ports, actor: open_match(ports, actor, "none")),
    "claim_match": (Action.CLAIM_MATCH, lambda ports, actor: claim_match(ports, actor, "none")),
    "release_match": (Action.CLAIM_MATCH, lambda ports, actor: release_match(ports, actor, "none")),
    "raise_again": (Action.CLAIM_MATCH, lambda ports, actor: raise_again(ports, actor, "none")),
    "decide_match": (Action.REVIEW_MATCH, lambda ports, actor: decide_match(ports, actor, "none", **NO_DECISION)),
    "consult_traveller": (
        Action.CONSULT_TRAVELLER,
        lambda ports, actor: consult_traveller(ports, actor, "none", Reference("match", "none")),
    ),
    "show_links": (
        Action.VIEW_LINKS,
        lambda ports, actor: show_links(ports, actor, "none", Reference("match", "none")),
    ),
    "show_requests": (Action.VIEW_REQUESTS, show_requests),
    "open_request": (Action.OPEN_REQUEST, lambda ports, actor: open_request(ports, actor, **REQUEST)),
    "decide_request": (
        Action.APPROVE_DISCLOSURE,
        lambda ports, actor: decide_request(ports, actor, "no", approve=True, reason="needed"),
    ),
    "show_request": (Action.VIEW_REQUESTS, lambda ports, actor: show_request(ports, actor, "none")),
    "decide_on_element": (
        Action.ANSWER_REQUEST,
        lambda ports, actor: decide_on_element(ports, actor, "none", 0, answer=True),
    ),
    "close_request": (Action.ANSWER_REQUEST, lambda ports, actor: close_request(ports, actor, "none")),
    "search": (Action.SEARCH, lambda ports, actor: search(ports, actor, number="none")),
    "show_recipients": (Action.VIEW_RECIPIENTS, show_recipients),
    "propose_recipient": (
        Action.PROPOSE_RECIPIENT,
        lambda ports, actor: propose_recipient(ports, actor, RECIPIENT),
    ),
    "decide_recipient": (
        Action.APPROVE_RECIPIENT,
        lambda ports, actor: decide_recipient(ports, actor, "none", approve=True, reason="known"),
    ),
    "end_recipient": (Action.APPROVE_RECIPIENT, lambda ports, actor: end_recipient(ports, actor, "none")),
    "tie_recipient": (
        Action.MANAGE_ACCOUNTS,
        lambda ports, actor: tie_recipient(ports, actor, account="none", code="none"),
    ),
    "draft_dissemination": (
        Action.DISSEMINATE,
        lambda ports, actor: draft_dissemination(ports, actor, Reference("match", "none")),
    ),
    "send_dissemination": (
        Action.DISSEMINATE,
        lambda ports, actor: send_dissemination(ports, actor, SENDING),
    ),
    "show_disseminations": (Action.VIEW_DISSEMINATIONS, show_disseminations),
    "show_dissemination": (
        Action.VIEW_DISSEMINATIONS,
        lambda ports, actor: show_dissemination(ports, actor, "none"),
    ),
    "take_package": (Action.DISSEMINATE, lambda ports, actor: take_package(ports, actor, "none")),
    "record_receipt": (
        Action.FOLLOW_DISSEMINATION,
        lambda ports, actor: record_receipt(ports, actor, "none", receipt=""),
    ),
    "record_outcome": (
        Action.FOLLOW_DISSEMINATION,
        lambda ports, actor: record_outcome(ports, actor, "none", outcome="useful"),
    ),
    "withdraw": (Action.DISSEMINATE, lambda ports, actor: withdraw(ports, actor, "none", reason="wrong recipient")),
    "record_destruction": (
        Action.FOLLOW_DISSEMINATION,
        lambda ports, actor: record_destruction(ports, actor, "none"),
    ),
    "show_statistics": (Action.VIEW_STATISTICS, show_statistics),
    "show_post": (Action.READ_POST, show_post),
    "open_letter": (Action.READ_POST, lambda ports, actor: open_letter(ports, actor, "none")),
    "acknowledge": (Action.READ_POST, lambda ports, actor: acknowledge(ports, actor, "none", receipt="")),
    "tell_outcome": (Action.READ_POST, lambda ports, actor: tell_outcome(ports, actor, "none", outcome="useful")),
    "confirm_destruction": (Action.READ_POST, lambda ports, actor: confirm_destruction(ports, actor, "none")),
    "show_alerts": (Action.VIEW_ALERTS, show_alerts),
    "preview_import": (Action.IMPORT_ALERTS, lambda ports, actor: preview_import(ports, actor, **LIST)),
    "import_alerts": (Action.IMPORT_ALERTS, lambda ports, actor: import_alerts(ports, actor, **LIST)),
    "propose_eligibility": (
        Action.PROPOSE_ELIGIBILITY,
        lambda ports, actor: propose_eligibility(ports, actor, **PROPOSAL, review_by=date(2027, 1, 1)),
    ),
    "decide_eligibility": (
        Action.APPROVE_ELIGIBILITY,
        lambda ports, actor: decide_eligibility(ports, actor, "none", approve=True),
    ),
    "decide_withdrawal": (
        Action.DECIDE_WITHDRAWAL,
        lambda ports, actor: decide_withdrawal(ports, actor, "none", withdraw=True),
    ),
    "extend_alert": (
        Action.EXTEND_ALERT,
        lambda ports, actor: extend_alert(ports, actor, 0, until=date(2027, 1, 1), reason="still sought"),
    ),
    "open_register": (Action.IMPORT_ALERTS, lambda ports, actor: open_register(ports, actor, " ")),
    "end_eligibility": (Action.END_ELIGIBILITY, lambda ports, actor: end_eligibility(ports, actor, "none")),
    "show_selections": (Action.VIEW_SELECTIONS, show_selections),
    "propose_selection": (
        Action.PROPOSE_SELECTION,
        lambda ports, actor: propose_selection(ports, actor, SELECTION),
    ),
    "decide_selection": (
        Action.APPROVE_SELECTION,
        lambda ports, actor: decide_selection(ports, actor, "none", approve=True, reason="needed"),
    ),
    "review_selection": (
        Action.REVIEW_SELECTION,
        lambda ports, actor: review_selection(ports, actor, "none", reasons="on", review_by=date(2027, 1, 1)),
    ),
    "judge_selection": (
        Action.JUDGE_SELECTION,
        lambda ports, actor: judge_selection(ports, actor, "none", uphold=True, reasons="lawful"),
    ),
    "end_selection": (
        Action.END_SELECTION,
        lambda ports, actor: end_selection(ports, actor, "none", reasons="over"),
    ),
    "show_criteria": (Action.VIEW_CRITERIA, show_criteria),
    "show_criterion": (Action.VIEW_CRITERIA, lambda ports, actor: show_criterion(ports, actor, "none")),
    "check_text": (Action.WRITE_CRITERION, lambda ports, actor: criteria.check_text(ports, actor, "bags is 0")),
    "write_version": (
        Action.WRITE_CRITERION,
        lambda ports, actor: criteria.write_version(ports, actor, draft(ports, criterion_id="none")),
    ),
    "ask_trial": (Action.TRY_CRITERION, lambda ports, actor: ask_trial(ports, actor, "none")),
    "advise": (
        Action.ADVISE_CRITERION,
        lambda ports, actor: criteria.advise(ports, actor, "none", objects=False, reasons="needed"),
    ),
    "decide_version": (
        Action.APPROVE_CRITERION,
        lambda ports, actor: criteria.decide_version(ports, actor, "none", approve=True, reason="needed"),
    ),
    "suspend": (Action.SUSPEND_CRITERION, lambda ports, actor: criteria.suspend(ports, actor, "none", reasons="known")),
    "withdraw_version": (
        Action.SUSPEND_CRITERION,
        lambda ports, actor: criteria.withdraw(ports, actor, "none", reasons="known"),
    ),
    "resume": (Action.REVIEW_CRITERION, lambda ports, actor: criteria.resume(ports, actor, "none", reasons="known")),
    "review": (
        Action.REVIEW_CRITERION,
        lambda ports, actor: criteria.review(ports, actor, "none", reasons="known", review_by=date(2027, 1, 1)),
    ),
    "screen_coming": (Action.RUN_SCREENING, screen_coming),
    "record_evaluation": (
        Action.RECORD_EVALUATION,
        lambda ports, actor: record_evaluation(ports, actor, title="invented", report=REPORT),
    ),
    "show_evaluation": (Action.VIEW_STATISTICS, show_evaluation),
    "decide_trust": (
        Action.APPROVE_TRUST,
        lambda ports, actor: decide_trust(ports, actor, "none", approve=True),
    ),
    "show_edition": (Action.VIEW_TRUST, lambda ports, actor: show_edition(ports, actor, "none")),
    "propose_trust": (
        Action.IMPORT_TRUST,
        lambda ports, actor: propose_trust(ports, actor, source="invented", data=b""),
    ),
    "preview_trust": (
        Action.IMPORT_TRUST,
        lambda ports, actor: preview_trust(ports, actor, source="invented", data=b""),
    ),
    "show_trust": (Action.VIEW_TRUST, show_trust),
    "show_log": (Action.READ_LOG, show_log),
    "export_log": (Action.EXPORT_LOG, lambda ports, actor: list(export_log(ports, actor, stream="pnr"))),
    "create_account": (
        Action.MANAGE_ACCOUNTS,
        lambda ports, actor: create_account(ports, actor, **(ACCOUNT | {"password": "long enough by far"})),
    ),
}
"""Each duty of a door: the action it asks permission for, and a call that gets as far as that."""

CASES = [(name, role) for name in DUTIES for role in Role]


@pytest.fixture(scope="module")
def shared_node(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory):
    """A node that these tests share: a refusal changes nothing but the log."""
    data = tmp_path_factory.mktemp("permissions")
    data.chmod(0o700)
    with new_database(data) as url:
        made = assemble(Settings(data=data, database=url, node_name="piu.example"), MovableClock())
        yield made
        made.close()


def outcome(act: Act, ports: Ports, actor: Actor) -> str:
    """Return how a duty ended for an actor: another refusal or error shows that the table let the actor in."""
    try:
        act(ports, actor)
    except NotPermitted as error:
        return f"refused by {error.rule}"
    except (Refused, Malformed):
        return "allowed"
    return "allowed"


@pytest.mark.parametrize(("name", "role"), CASES, ids=lambda value: getattr(value, "value", value))
def test_duty_asks_the_table(shared_node, name, role):
    action, act = DUTIES[name]
    is_permitted = (role, action) in PERMISSIONS

    found = outcome(act, shared_node.ports, Actor(f"{role.value}.x", role))

    assert found.startswith("allowed" if is_permitted else "refused by ")


@pytest.mark.parametrize("name", DUTIES)
def test_refusal_is_logged_with_actor_action_and_rule(shared_node, name):
    action, act = DUTIES[name]
    before = len(logged(shared_node, "access:refused"))

    found = outcome(act, shared_node.ports, Actor("p.provider", Role.PROVIDER))

    [event] = logged(shared_node, "access:refused")[before:]
    assert (event.actor, event.role, event.details["action"]) == ("p.provider", Role.PROVIDER, action.value)
    assert found == f"refused by {event.details['rule']}"


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_only_carriers_push_and_only_the_node_takes_in(shared_node, role):
    found = outcome(
        lambda ports, actor: receive_push(ports, actor, b"UNB", channel="http"), shared_node.ports, Actor("x", role)
    )

    assert found.startswith("allowed") == (role in (Role.CARRIER, Role.NODE))


def test_create_account_of_a_short_password_is_malformed(shared_node):
    with pytest.raises(Malformed):
        create_account(shared_node.ports, Actor("admin", Role.ADMINISTRATOR), **ACCOUNT)
