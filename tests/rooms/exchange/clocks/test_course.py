from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tournai.errors import Incomplete, Refused
from tournai.exchange.clocks.course import (
    Course,
    CourseState,
    Duty,
    Step,
    accessibility_of,
    due_at,
    duties,
    is_overdue,
    state_of,
    take,
)
from tournai.exchange.messages.answering import Accessibility
from tournai.values import Actor, Role

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OFFICER = Actor("officer-anna", Role.SPOC_OFFICER)
URGENT = Course(received_at=START, urgent=True, state_code="FRA", zone="Europe/Paris")


def hours(count: float) -> datetime:
    return START + timedelta(hours=count)


def after(*steps: tuple[Step, float], course: Course = URGENT) -> Course:
    return (
        course if not steps else after(*steps[1:], course=take(course, steps[0][0], hours(steps[0][1]), OFFICER, "why"))
    )


def rule_of(course: Course, step: Step, at: float = 1, note: str = "why") -> str:
    with pytest.raises(Refused) as caught:
        take(course, step, hours(at), OFFICER, note)
    return caught.value.rule


class TestClarification:
    """Directive (EU) 2023/977, Art. 6(3): suspended from the asker's receipt of the question until its answer."""

    ASKED = ((Step.ASK_CLARIFICATION, 1), (Step.QUESTION_RECEIVED, 2))

    def test_a_question_that_nobody_received_suspends_nothing(self) -> None:
        assert due_at(after((Step.ASK_CLARIFICATION, 1)), hours(5))[1] == hours(8)

    def test_the_limit_moves_by_the_time_the_question_lay_with_the_asker(self) -> None:
        course = after(*self.ASKED, (Step.CLARIFY, 5))

        assert due_at(course, hours(6)) == (hours(7), hours(11))

    def test_while_it_lies_there_the_limit_moves_on(self) -> None:
        assert due_at(after(*self.ASKED), hours(4))[1] == hours(10)

    def test_what_was_late_before_stays_late(self) -> None:
        course = after((Step.ASK_CLARIFICATION, 8), (Step.QUESTION_RECEIVED, 9))

        assert is_overdue(course, hours(30))

    def test_a_receipt_without_a_question_is_refused(self) -> None:
        assert rule_of(URGENT, Step.QUESTION_RECEIVED) == "EXC-04"

    def test_a_second_question_suspends_again(self) -> None:
        course = after(*self.ASKED, (Step.CLARIFY, 3), (Step.ASK_CLARIFICATION, 4), (Step.QUESTION_RECEIVED, 4))

        assert due_at(take(course, Step.CLARIFY, hours(6), OFFICER), hours(7))[1] == hours(11)


class TestAuthorisation:
    """Art. 5(2): the limits may be exceeded, but the asker is told at once by when and why."""

    def test_time_goes_on_while_a_magistrate_decides(self) -> None:
        assert due_at(after((Step.ASK_AUTHORISATION, 1)), hours(6))[1] == hours(8)

    def test_telling_the_delay_is_due_at_once(self) -> None:
        assert duties(after((Step.ASK_AUTHORISATION, 1)), hours(1)) == (Duty.TELL_DELAY,)

    def test_once_told_nothing_is_due(self) -> None:
        course = after((Step.ASK_AUTHORISATION, 1), (Step.NOTIFY_DELAY, 1))

        assert duties(course, hours(20)) == ()

    def test_a_second_authorisation_is_told_again(self) -> None:
        course = after((Step.ASK_AUTHORISATION, 1), (Step.NOTIFY_DELAY, 1), (Step.AUTHORISE, 2))

        assert duties(take(course, Step.ASK_AUTHORISATION, hours(3), OFFICER, "why"), hours(3)) == (Duty.TELL_DELAY,)

    def test_a_delay_has_its_reasons(self) -> None:
        assert rule_of(after((Step.ASK_AUTHORISATION, 1)), Step.NOTIFY_DELAY, note=" ") == "EXC-02"


class TestNeverSilent:
    """Nothing stops the clock unsaid; what is late is explained."""

    def test_lateness_without_its_reason_is_a_duty(self) -> None:
        assert duties(URGENT, hours(8.1)) == (Duty.EXPLAIN_LATENESS,)

    def test_at_the_very_instant_it_is_not_late(self) -> None:
        assert duties(URGENT, hours(8)) == ()

    def test_an_explanation_ends_the_duty_and_not_the_clock(self) -> None:
        course = after((Step.EXPLAIN, 9))

        assert (duties(course, hours(10)), state_of(course), is_overdue(course, hours(10))) == (
            (),
            CourseState.RUNNING,
            True,
        )

    def test_what_is_not_late_is_not_explained(self) -> None:
        assert rule_of(URGENT, Step.EXPLAIN, 2) == "EXC-01"

    @pytest.mark.parametrize("last", [Step.ANSWER, Step.REFUSE, Step.WITHDRAW])
    @pytest.mark.parametrize("step", [Step.ANSWER, Step.ASK_CLARIFICATION, Step.FIND_INDIRECT])
    def test_what_is_closed_has_no_further_step(self, last: Step, step: Step) -> None:
        assert rule_of(after((last, 1)), step, 2) == "EXC-04"

    def test_a_step_before_the_last_one_is_refused(self) -> None:
        assert rule_of(after((Step.FIND_DIRECT, 3)), Step.ANSWER, 2) == "EXC-01"

    def test_each_step_carries_article_person_and_time(self) -> None:
        entry = after((Step.ASK_CLARIFICATION, 1)).entries[0]

        assert (entry.article, entry.by, entry.at) == ("Directive (EU) 2023/977, Art. 6(3)", OFFICER, hours(1))

    def test_an_answer_in_time_is_not_late_afterwards(self) -> None:
        assert not is_overdue(after((Step.ANSWER, 7)), hours(100))


class TestAccessibility:
    @pytest.mark.parametrize(
        ("steps", "found"),
        [
            ((), None),
            (((Step.FIND_INDIRECT, 1),), Accessibility.INDIRECT),
            (((Step.FIND_INDIRECT, 1), (Step.FIND_DIRECT, 2)), Accessibility.DIRECT),
        ],
    )
    def test_the_last_finding_counts(self, steps: Sequence[tuple[Step, float]], found: Accessibility | None) -> None:
        assert accessibility_of(after(*steps)) is found

    def test_an_indirect_source_gives_three_days(self) -> None:
        assert due_at(after((Step.FIND_INDIRECT, 1)), hours(2))[1] == START + timedelta(days=3)

    def test_too_long_a_note_is_refused(self) -> None:
        with pytest.raises(Incomplete):
            take(URGENT, Step.ASK_AUTHORISATION, hours(1), OFFICER, "x" * 2001)
