"""Following an order: each step with its guard, its effect on the other states, and its line of the log.

Source: Regulation (EU) 2023/1543, Art. 4(5), 8(4), 10 to 13 and 16. Rules PRV-02, PRV-04, PRV-13, PRV-24.
"""

from datetime import datetime

import msgspec

from tournai.errors import Refused
from tournai.providers.course.moves import (
    ASSESSMENTS,
    MOVES,
    VALIDATIONS,
    Assessment,
    AssessmentStep,
    State,
    Step,
    Validation,
    ValidationStep,
)
from tournai.providers.orders.order import Form, Instrument
from tournai.providers.rules.roles import needs_validation
from tournai.values.instants import utc
from tournai.values.wordings import say


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Who does a step: the account (never a name), its role, when, why, on which content."""

    actor: str
    role: str
    at: datetime
    reason: str
    content_hash: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an order's log (rule PRV-24): the act, the step, where it led."""

    act: Act
    step: str
    before: str
    after: str


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """An order's states, and every change so far, the oldest first."""

    state: State = State.DRAFT
    assessment: Assessment = Assessment.NOT_NOTIFIED
    validation: Validation = Validation.NOT_OWED
    has_data: bool = False
    """Data was received: a withdrawal after an emergency must delete it or restrict its use."""
    log: tuple[Change, ...] = ()


_PRODUCTION = frozenset({Step.DELIVER, Step.RECEIVE, Step.VERIFY, Step.FAIL_VERIFICATION, Step.ASK_REDELIVERY})
_PRESERVATION = frozenset({Step.PRESERVE, Step.EXTEND, Step.ANNOUNCE_PRODUCTION, Step.EXPIRE, Step.LIFT})
_AFTER_AN_END = frozenset({Step.WITHDRAW, Step.CLOSE})
_ENDED = frozenset({State.WITHDRAWN, State.CANCELLED, State.REJECTED})


def advance(course: Course, step: Step, act: Act, form: Form) -> Course:
    """Return the course after a step of the order.

    Raises:
        Refused: The state knows no such step, or a guard forbids it. The guard's rule, else PRV-24.
    """
    after = MOVES.get((course.state, step))
    if after is None:
        raise Refused(
            say("an order that is '{state}' cannot {step}", state=say(course.state.value), step=say(step.value)),
            rule="PRV-24",
        )
    _check_act(act)
    _guard_sending(step, course, form)
    _guard_execution(step, course, form)
    moved = _logged(course, act, step.value, course.state.value, after.value)
    moved = msgspec.structs.replace(moved, state=after, has_data=course.has_data or step is Step.RECEIVE)
    return _after_sending(moved, act, form) if step is Step.TRANSMIT else moved


def assess(course: Course, step: AssessmentStep, act: Act) -> Course:
    """Return the course after a step of the notified enforcing authority, or after its silence.

    Raises:
        Refused: Its assessment knows no such step now. Rule PRV-13.
    """
    after = ASSESSMENTS.get((course.assessment, step))
    if after is None:
        raise Refused("the enforcing authority's assessment knows no such step now", rule="PRV-13")
    _check_act(act)
    moved = _logged(course, act, step.value, course.assessment.value, after.value)
    return msgspec.structs.replace(moved, assessment=after)


def validate_after(course: Course, step: ValidationStep, act: Act) -> Course:
    """Return the course after validation of an emergency order was given or denied.

    Raises:
        Refused: No such validation is owed. Rule PRV-04.
    """
    after = VALIDATIONS.get((course.validation, step))
    if after is None:
        raise Refused("no validation after the fact is owed", rule="PRV-04")
    _check_act(act)
    moved = _logged(course, act, step.value, course.validation.value, after.value)
    return msgspec.structs.replace(moved, validation=after)


def must_withdraw(course: Course) -> bool:
    """Whether the issuing authority must withdraw: an objection (Art. 12(2)), or validation denied (Art. 4(5))."""
    is_stopped = course.assessment is Assessment.OBJECTED or course.validation is Validation.DENIED
    return is_stopped and course.state not in _ENDED | {State.CLOSED}


def must_erase(course: Course) -> bool:
    """Whether data that was received must be deleted, or its use restricted (Art. 4(5), 10(4))."""
    return course.has_data and (course.assessment is Assessment.OBJECTED or course.validation is Validation.DENIED)


def is_bound_by_conditions(course: Course) -> bool:
    """Whether the enforcing authority set conditions that bind every use of the data (Art. 10(4), 12(4))."""
    return course.assessment is Assessment.CONDITIONED


def steps_of(course: Course) -> tuple[Step, ...]:
    """Return the steps that the state knows, for a page to offer; guards may still refuse one."""
    return tuple(step for state, step in MOVES if state is course.state)


def _after_sending(course: Course, act: Act, form: Form) -> Course:
    """Notify the enforcing authority in the same act (Art. 8(1)); owe validation where none was given before."""
    if form.notified is not None:
        course = assess(course, AssessmentStep.NOTIFY, act)
    return validate_after(course, ValidationStep.OWE, act) if form.emergency_without_validation else course


def _guard_sending(step: Step, course: Course, form: Form) -> None:
    if (
        step is Step.SIGN
        and course.state is State.DRAFT
        and needs_validation(form)
        and not form.emergency_without_validation
    ):
        raise Refused("this issuer's order is validated before it is signed", rule="PRV-02")
    if step is Step.SUBMIT and form.validating is None:
        raise Refused("name the authority that validates", rule="PRV-03")


def _guard_execution(step: Step, course: Course, form: Form) -> None:
    is_preservation = form.instrument is Instrument.EPOC_PR
    if (step in _PRODUCTION and is_preservation) or (step in _PRESERVATION and not is_preservation):
        raise Refused("this step is of the other kind of order: production or preservation", rule="PRV-24")
    if must_withdraw(course) and step not in _AFTER_AN_END:
        raise Refused("the order must be withdrawn: nothing else is possible", rule="PRV-13")
    if step is Step.DELIVER and course.assessment is Assessment.NOTIFIED and not form.is_emergency:
        raise Refused("the enforcing authority's assessment suspends the delivery", rule="PRV-13")
    if step is Step.CLOSE and course.validation is Validation.OWED:
        raise Refused("validation after the emergency is still owed", rule="PRV-04")


def _check_act(act: Act) -> None:
    utc(act.at)
    if not all(text.strip() for text in (act.actor, act.role, act.reason)):
        raise Refused("a change of state is logged with actor, role and reason", rule="PRV-24")


def _logged(course: Course, act: Act, step: str, before: str, after: str) -> Course:
    if course.log and act.at < course.log[-1].act.at:
        raise Refused("changes of state are logged in the order of their times", rule="PRV-24")
    return msgspec.structs.replace(course, log=(*course.log, Change(act=act, step=step, before=before, after=after)))
