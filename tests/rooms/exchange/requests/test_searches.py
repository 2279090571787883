from collections.abc import Sequence
from datetime import timedelta

import msgspec
import pytest
from tests.fakes.exchange import RECEIVED

from tournai.errors import Refused
from tournai.exchange.messages.answering import Accessibility
from tournai.exchange.requests.searches import (
    SearchState,
    SearchTask,
    Source,
    accessibility_of,
    close_task,
    needs_authorisation,
    open_task,
    overdue,
)

REGISTER = Source("vehicles", Accessibility.DIRECT)
UNIT = Source("local-police", Accessibility.INDIRECT, needs_authorisation=True)
TARGET = RECEIVED + timedelta(hours=4)
OPEN, FOUND, NOTHING, GONE = SearchState.OPEN, SearchState.FOUND, SearchState.NOTHING, SearchState.UNREACHABLE


def task(source: Source, state: SearchState, part: int = 1) -> SearchTask:
    return msgspec.structs.replace(open_task(source, part, RECEIVED, TARGET), state=state)


@pytest.mark.parametrize(
    ("tasks", "found"),
    [
        ([], None),
        ([task(REGISTER, OPEN)], None),
        ([task(REGISTER, FOUND), task(UNIT, OPEN)], Accessibility.DIRECT),
        ([task(REGISTER, OPEN), task(UNIT, FOUND)], None),
        ([task(REGISTER, NOTHING), task(UNIT, OPEN)], Accessibility.INDIRECT),
        ([task(UNIT, OPEN)], Accessibility.INDIRECT),
        ([task(REGISTER, GONE), task(UNIT, FOUND)], None),
        ([task(REGISTER, NOTHING)], None),
    ],
)
def test_the_tasks_decide_the_accessibility(tasks: Sequence[SearchTask], found: Accessibility | None) -> None:
    assert accessibility_of(tasks) is found


def test_an_inner_deadline_leaves_a_quarter_of_the_time_to_write() -> None:
    assert open_task(REGISTER, 1, RECEIVED, TARGET).due_at == RECEIVED + timedelta(hours=3)


def test_a_task_opened_after_the_target_is_due_now() -> None:
    assert open_task(REGISTER, 1, TARGET + timedelta(hours=1), TARGET).due_at == TARGET + timedelta(hours=1)


def test_what_a_source_under_authorisation_has_found_needs_a_magistrate() -> None:
    assert needs_authorisation([task(UNIT, FOUND, 2), task(REGISTER, FOUND, 1), task(UNIT, OPEN, 3)]) == (2,)


def test_only_open_tasks_are_overdue() -> None:
    late, done = task(REGISTER, OPEN), task(UNIT, FOUND)

    assert overdue([late, done], TARGET) == (late,)


@pytest.mark.parametrize(("state", "found"), [(FOUND, NOTHING), (OPEN, OPEN)])
def test_a_task_is_closed_once_and_with_a_finding(state: SearchState, found: SearchState) -> None:
    with pytest.raises(Refused):
        close_task(task(REGISTER, state), found, TARGET)
