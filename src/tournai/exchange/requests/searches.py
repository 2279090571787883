"""Search tasks: who is asked inside the own State, by when, and what that says of accessibility.

Source: Directive (EU) 2023/977, Art. 2(6) and 2(7): directly accessible is what the single point of contact or the
asked authority reaches in a database; indirectly, what others hold. Rule EXC-01. Inner deadlines are the
node's own.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum

import msgspec

from tournai.errors import Refused
from tournai.exchange.messages.answering import Accessibility
from tournai.values.instants import utc
from tournai.values.wordings import say


class SearchState(Enum):
    """Where a search task stands."""

    OPEN = "open"
    FOUND = "found"
    NOTHING = "nothing held"
    UNREACHABLE = "not reachable"


class Source(msgspec.Struct, frozen=True):
    """A register or a unit that is asked. ``needs_authorisation``: a magistrate must allow what it gives."""

    code: str
    accessibility: Accessibility
    needs_authorisation: bool = False


class SearchTask(msgspec.Struct, frozen=True):
    """One source asked about one part of a request."""

    source: Source
    part: int
    asked_at: datetime
    due_at: datetime
    state: SearchState = SearchState.OPEN
    closed_at: datetime | None = None


SHARE = 0.75
"""Of the time to the target of the whole: what is left is for checking, evaluating and writing."""


def open_task(source: Source, part: int, now: datetime, target_at: datetime) -> SearchTask:
    """Return a task whose inner deadline leaves time to write the answer; due now where the target has passed."""
    left = max(utc(target_at) - utc(now), timedelta(0))
    return SearchTask(source, part, now, now + left * SHARE)


def close_task(task: SearchTask, found: SearchState, now: datetime) -> SearchTask:
    """Return the task closed.

    Raises:
        Refused: It is closed already, or is said to be open. Rule EXC-01.
    """
    if task.state is not SearchState.OPEN or found is SearchState.OPEN:
        raise Refused(say("a task that is '{state}' is not closed so", state=say(task.state.value)), rule="EXC-01")
    return msgspec.structs.replace(task, state=found, closed_at=utc(now))


def accessibility_of(tasks: Sequence[SearchTask]) -> Accessibility | None:
    """Return what the tasks say; ``None`` while they do not.

    Direct as soon as a direct source holds it. Indirect only when every direct source was asked and holds nothing, and
    another source is left: a source that cannot be reached proves nothing, and the shorter limit stays.
    """
    direct = [task for task in tasks if task.source.accessibility is Accessibility.DIRECT]
    indirect = [task for task in tasks if task.source.accessibility is Accessibility.INDIRECT]
    if any(task.state is SearchState.FOUND for task in direct):
        return Accessibility.DIRECT
    if indirect and all(task.state is SearchState.NOTHING for task in direct):
        return Accessibility.INDIRECT
    return None


def needs_authorisation(tasks: Sequence[SearchTask]) -> tuple[int, ...]:
    """Return the parts for which a magistrate must allow what a source has found."""
    found = {task.part for task in tasks if task.state is SearchState.FOUND and task.source.needs_authorisation}
    return tuple(sorted(found))


def overdue(tasks: Sequence[SearchTask], now: datetime) -> tuple[SearchTask, ...]:
    """Return the open tasks whose inner deadline has passed."""
    return tuple(task for task in tasks if task.state is SearchState.OPEN and task.due_at < utc(now))
