"""The course of an order: Regulation (EU) 2023/1543, Art. 4(5), 8 to 13 and 16."""

from datetime import timedelta
from functools import reduce

import msgspec
import pytest
from tests.fakes.orders import (
    JUDGE,
    NOW,
    POLICE,
    PROSECUTOR,
    preservation_order,
    subscriber_order,
    traffic_order,
    with_form,
)
from tests.rooms.providers.test_rules import EMERGENCY

from tournai.errors import Refused
from tournai.providers.course import (
    Act,
    Assessment,
    AssessmentStep,
    Course,
    RefusalReason,
    State,
    Step,
    Validation,
    ValidationStep,
    advance,
    assess,
    must_erase,
    must_withdraw,
    steps_of,
    validate_after,
)
from tournai.providers.course.moves import MOVES
from tournai.providers.orders import Form

ACT = Act(actor="r.lambert", role="judge", at=NOW, reason="as the file says", content_hash="ab" * 32)
JUDGES = traffic_order().form
PROSECUTORS = subscriber_order().form
PRESERVING = preservation_order().form
SENT = (Step.SIGN, Step.TRANSMIT)
RUNNING = (*SENT, Step.ACKNOWLEDGE, Step.EXECUTE)


def run(form: Form, *steps: Step, course: Course | None = None) -> Course:
    """Return the course after steps, each done by the same act."""
    return reduce(lambda one, step: advance(one, step, ACT, form), steps, course or Course())


def test_judges_order_runs_from_draft_to_closed() -> None:
    course = assess(run(JUDGES, *RUNNING), AssessmentStep.SILENCE, ACT)
    steps = (Step.DELIVER, Step.RECEIVE, Step.VERIFY, Step.DELAY_INFORMATION, Step.INFORM_USER, Step.CLOSE)

    course = run(JUDGES, *steps, course=course)

    assert (course.state, course.assessment) == (State.CLOSED, Assessment.SILENT)


def test_every_change_is_logged_with_its_act() -> None:
    course = run(JUDGES, *SENT)

    assert [(one.step, one.before, one.after) for one in course.log] == [
        ("sign", "draft", "signed"),
        ("transmit", "signed", "transmitted"),
        ("notify", "not notified", "notified"),
    ]
    assert {one.act for one in course.log} == {ACT}


def test_prosecutors_traffic_order_is_not_signed_before_validation() -> None:
    form = with_form(traffic_order(), issuing=PROSECUTOR, validating=JUDGE).form

    with pytest.raises(Refused, match="PRV-02"):
        run(form, Step.SIGN)


def test_prosecutors_traffic_order_is_signed_once_validated() -> None:
    form = with_form(traffic_order(), issuing=PROSECUTOR, validating=JUDGE).form

    assert run(form, Step.SUBMIT, Step.VALIDATE, Step.SIGN).state is State.SIGNED


def test_order_without_a_validator_cannot_wait_for_one() -> None:
    with pytest.raises(Refused, match="PRV-03"):
        run(JUDGES, Step.SUBMIT)


def test_assessment_suspends_delivery() -> None:
    with pytest.raises(Refused, match="PRV-13"):
        run(JUDGES, *RUNNING, Step.DELIVER)


def test_clearance_lets_delivery_go_at_once() -> None:
    course = assess(run(JUDGES, *RUNNING), AssessmentStep.CLEAR, ACT)

    assert run(JUDGES, Step.DELIVER, course=course).state is State.DELIVERED


def test_assessment_of_an_emergency_does_not_suspend() -> None:
    form = with_form(traffic_order(), deadline=EMERGENCY).form

    assert run(form, *RUNNING, Step.DELIVER).state is State.DELIVERED


def test_objection_leaves_nothing_but_withdrawal() -> None:
    course = assess(run(JUDGES, *RUNNING), AssessmentStep.OBJECT, ACT)

    assert must_withdraw(course)
    assert not must_erase(course)
    with pytest.raises(Refused, match="withdrawn"):
        run(JUDGES, Step.DELIVER, course=course)
    assert run(JUDGES, Step.WITHDRAW, Step.CLOSE, course=course).state is State.CLOSED


def test_objection_after_delivery_in_an_emergency_has_data_erased() -> None:
    form = with_form(traffic_order(), deadline=EMERGENCY).form
    course = assess(run(form, *RUNNING, Step.DELIVER, Step.RECEIVE), AssessmentStep.OBJECT, ACT)

    assert must_erase(course)


def test_emergency_order_owes_validation_until_it_is_given() -> None:
    form = with_form(subscriber_order(), issuing=POLICE, emergency_without_validation=True, deadline=EMERGENCY).form
    course = run(form, *RUNNING, Step.DELIVER, Step.RECEIVE, Step.VERIFY, Step.INFORM_USER)

    assert course.validation is Validation.OWED
    with pytest.raises(Refused, match="PRV-04"):
        run(form, Step.CLOSE, course=course)
    given = validate_after(course, ValidationStep.GIVE, ACT)
    assert run(form, Step.CLOSE, course=given).state is State.CLOSED


def test_validation_denied_withdraws_and_erases() -> None:
    form = with_form(subscriber_order(), issuing=POLICE, emergency_without_validation=True, deadline=EMERGENCY).form
    course = run(form, *RUNNING, Step.DELIVER, Step.RECEIVE)

    denied = validate_after(course, ValidationStep.DENY, ACT)

    assert (must_withdraw(denied), must_erase(denied)) == (True, True)


def test_failed_verification_asks_for_delivery_again() -> None:
    steps = (Step.DELIVER, Step.RECEIVE, Step.FAIL_VERIFICATION, Step.ASK_REDELIVERY, Step.DELIVER)

    assert run(PROSECUTORS, *RUNNING, *steps).state is State.DELIVERED


def test_preservation_is_extended_once() -> None:
    course = run(PRESERVING, *SENT, Step.PRESERVE, Step.EXTEND)

    with pytest.raises(Refused, match="PRV-24"):
        run(PRESERVING, Step.EXTEND, course=course)
    assert run(PRESERVING, Step.ANNOUNCE_PRODUCTION, Step.LIFT, course=course).state is State.LIFTED


def test_production_that_was_announced_keeps_data_from_expiring() -> None:
    course = run(PRESERVING, *SENT, Step.PRESERVE, Step.ANNOUNCE_PRODUCTION)

    assert Step.EXPIRE not in steps_of(course)


@pytest.mark.parametrize(("form", "step"), [(PRESERVING, Step.DELIVER), (PROSECUTORS, Step.PRESERVE)])
def test_step_of_the_other_kind_of_order_is_refused(form: Form, step: Step) -> None:
    with pytest.raises(Refused, match="PRV-24"):
        run(form, *RUNNING, step)


def test_third_country_conflict_goes_to_court() -> None:
    course = run(PROSECUTORS, *RUNNING, Step.REFUSE, Step.REFER_TO_COURT)

    assert run(PROSECUTORS, Step.UPHOLD, course=course).state is State.IN_EXECUTION
    assert run(PROSECUTORS, Step.LIFT_BY_COURT, course=course).state is State.WITHDRAWN


def test_enforcement_is_recognised_and_delivers() -> None:
    steps = (Step.REFUSE, Step.ENFORCE, Step.RECOGNISE, Step.DELIVER)

    assert run(PROSECUTORS, *RUNNING, *steps).state is State.DELIVERED


@pytest.mark.parametrize("lacking", ["actor", "role", "reason"])
def test_act_without_actor_role_or_reason_changes_nothing(lacking: str) -> None:
    act = msgspec.structs.replace(ACT, **{lacking: " "})

    with pytest.raises(Refused, match="PRV-24"):
        advance(Course(), Step.SIGN, act, JUDGES)


def test_act_before_the_last_one_is_refused() -> None:
    earlier = msgspec.structs.replace(ACT, at=NOW - timedelta(seconds=1))

    with pytest.raises(Refused, match="PRV-24"):
        advance(run(JUDGES, Step.SIGN), Step.TRANSMIT, earlier, JUDGES)


def test_form_3_asks_clarification_for_what_art_10_6_names() -> None:
    asking = {one.value for one in RefusalReason if one.asks_clarification}

    assert asking == {"incomplete", "manifest_error", "insufficient_information"}


def test_every_state_but_closed_can_be_left() -> None:
    left = {state for state, _ in MOVES}

    assert set(State) - left == {State.CLOSED, State.REJECTED, State.CANCELLED}
