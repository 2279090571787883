"""The course of a received request: its clock, and every step with article, person and time.

Source: Directive (EU) 2023/977, Art. 5 (limits; delay for a judicial authorisation, told at once) and 6(3) (the limits
are suspended from the receipt of a request for clarification until the clarification is given). Rules EXC-01, EXC-02,
EXC-04. Nothing else makes the clock stand still, and nothing changes it without a step that says so.
"""

from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

import msgspec

from tournai.errors import Incomplete, Refused
from tournai.exchange.clocks.limits import Answer, Limit, answer_of, latest_at, limit_of, target_at
from tournai.exchange.messages.answering import Accessibility
from tournai.values.instants import utc
from tournai.values.roles import Actor
from tournai.values.wordings import say


class CourseState(Enum):
    """Where a received request stands."""

    RUNNING = "running"
    AUTHORISATION = "judicial authorisation awaited"
    """Time goes on; the asker must be told at once by when (Art. 5(2))."""
    CLARIFICATION = "clarification awaited"
    """The asker has the question: the limits are suspended (Art. 6(3))."""
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn by the asker"


class Step(Enum):
    """What happens to it."""

    FIND_DIRECT = "find it directly accessible"
    FIND_INDIRECT = "find it indirectly accessible"
    ASK_AUTHORISATION = "ask for a judicial authorisation"
    NOTIFY_DELAY = "tell the delay"
    AUTHORISE = "authorisation given"
    DENY = "authorisation refused"
    ASK_CLARIFICATION = "ask for a clarification"
    QUESTION_RECEIVED = "the asker received the question"
    CLARIFY = "clarification received"
    ANSWER_PART = "answer in part"
    ANSWER = "answer"
    REFUSE = "refuse"
    EXPLAIN = "explain why it is late"
    WITHDRAW = "withdrawn by the asker"


_OPEN = (CourseState.RUNNING, CourseState.AUTHORISATION, CourseState.CLARIFICATION)
_ANYWHERE_OPEN = (
    Step.FIND_DIRECT,
    Step.FIND_INDIRECT,
    Step.ASK_CLARIFICATION,
    Step.ANSWER_PART,
    Step.EXPLAIN,
)
MOVES: dict[tuple[CourseState, Step], CourseState] = {
    **{(state, step): state for state in _OPEN for step in _ANYWHERE_OPEN},
    **{(state, Step.ANSWER): CourseState.ANSWERED for state in _OPEN},
    **{(state, Step.REFUSE): CourseState.REFUSED for state in _OPEN},
    **{(state, Step.WITHDRAW): CourseState.WITHDRAWN for state in _OPEN},
    (CourseState.RUNNING, Step.ASK_AUTHORISATION): CourseState.AUTHORISATION,
    (CourseState.AUTHORISATION, Step.NOTIFY_DELAY): CourseState.AUTHORISATION,
    (CourseState.AUTHORISATION, Step.AUTHORISE): CourseState.RUNNING,
    (CourseState.AUTHORISATION, Step.DENY): CourseState.RUNNING,
    # Only what the asker has received suspends the limits: until its receipt is here, time runs.
    (CourseState.RUNNING, Step.QUESTION_RECEIVED): CourseState.CLARIFICATION,
    (CourseState.CLARIFICATION, Step.CLARIFY): CourseState.RUNNING,
    (CourseState.RUNNING, Step.CLARIFY): CourseState.RUNNING,
}
"""Every step there is. What is answered, refused or withdrawn has none."""

_DIRECTIVE = "Directive (EU) 2023/977, Art."
ARTICLES = {
    Step.FIND_DIRECT: f"{_DIRECTIVE} 2(6)",
    Step.FIND_INDIRECT: f"{_DIRECTIVE} 2(7)",
    Step.ASK_AUTHORISATION: f"{_DIRECTIVE} 9",
    Step.NOTIFY_DELAY: f"{_DIRECTIVE} 5(2)(a)",
    Step.AUTHORISE: f"{_DIRECTIVE} 9",
    Step.DENY: f"{_DIRECTIVE} 9",
    Step.ASK_CLARIFICATION: f"{_DIRECTIVE} 6(3)",
    Step.QUESTION_RECEIVED: f"{_DIRECTIVE} 6(3)",
    Step.CLARIFY: f"{_DIRECTIVE} 6(3)",
    Step.ANSWER_PART: f"{_DIRECTIVE} 5(1)",
    Step.ANSWER: f"{_DIRECTIVE} 5(1)",
    Step.REFUSE: f"{_DIRECTIVE} 6(1)",
    Step.EXPLAIN: f"{_DIRECTIVE} 5(1)",
    Step.WITHDRAW: f"{_DIRECTIVE} 4",
}
NEEDS_NOTE = frozenset({Step.ASK_AUTHORISATION, Step.NOTIFY_DELAY, Step.EXPLAIN})
MAXIMUM_NOTE = 2000


class Entry(msgspec.Struct, frozen=True):
    """One step: what, when, by whom (an account, never a name), under which article, and why if it needs a reason."""

    step: Step
    at: datetime
    by: Actor
    article: str
    note: str = ""


class Course(msgspec.Struct, frozen=True):
    """A received request's course. ``state_code`` is the receiver's State, ``zone`` its time zone by name.

    ``received_at`` is the receiver's stored instant of receipt, which starts the clock.
    """

    received_at: datetime
    urgent: bool
    state_code: str
    zone: str
    entries: tuple[Entry, ...] = ()


class Duty(Enum):
    """What must be done at once."""

    TELL_DELAY = "tell the asker the expected delay"
    EXPLAIN_LATENESS = "answer, or record why it is late"


def take(course: Course, step: Step, at: datetime, by: Actor, note: str = "") -> Course:
    """Return the course one step on.

    Raises:
        Refused: There is no such step from where it stands, it lies before the last one, or what is not late is
            explained. Rules EXC-01, EXC-04.
        Incomplete: A reason is missing (rule EXC-02).
        Malformed: The instant is not in UTC.
    """
    state = state_of(course)
    if (state, step) not in MOVES:
        message = say("what is {state} has no step '{step}'", state=say(state.value), step=say(step.value))
        raise Refused(message, rule="EXC-04")
    if utc(at) < (course.entries[-1].at if course.entries else course.received_at):
        raise Refused("a step lies after the one before it", rule="EXC-01")
    if step is Step.QUESTION_RECEIVED and not _has_open_question(course):
        raise Refused("no question was asked that could have been received", rule="EXC-04")
    if step is Step.EXPLAIN and not is_overdue(course, at):
        raise Refused("what is not late needs no explanation", rule="EXC-01")
    if step in NEEDS_NOTE and not note.strip():
        raise Incomplete(say("'{step}' needs its reason", step=say(step.value)), rule="EXC-02")
    if len(note) > MAXIMUM_NOTE:
        raise Incomplete(say("a note has at most {most} characters", most=MAXIMUM_NOTE), rule="EXC-02")
    entry = Entry(step, at, by, ARTICLES[step], note)
    return msgspec.structs.replace(course, entries=(*course.entries, entry))


def state_of(course: Course) -> CourseState:
    """Return where the course stands."""
    state = CourseState.RUNNING
    for entry in course.entries:
        state = MOVES[state, entry.step]
    return state


def accessibility_of(course: Course) -> Accessibility | None:
    """Return what was last found of how the information can be had."""
    found = [entry.step for entry in course.entries if entry.step in (Step.FIND_DIRECT, Step.FIND_INDIRECT)]
    if not found:
        return None
    return Accessibility.DIRECT if found[-1] is Step.FIND_DIRECT else Accessibility.INDIRECT


def answer_due(course: Course) -> Answer:
    """Return what must be given in time."""
    return answer_of(accessibility_of(course), urgent=course.urgent)


def limit_now(course: Course) -> Limit:
    """Return the limit that binds the receiver as the course stands."""
    return limit_of(answer_due(course), course.state_code)


def due_at(course: Course, now: datetime) -> tuple[datetime, datetime]:
    """Return the target and the legal latest, suspensions up to now added.

    A judicial authorisation moves neither: what it allows is to be late, once the asker knows.
    """
    limit, zone = limit_now(course), ZoneInfo(course.zone)
    suspended = suspended_for(course, now)
    return (
        target_at(limit, course.received_at, zone) + suspended,
        latest_at(limit, course.received_at, zone) + suspended,
    )


def suspended_for(course: Course, now: datetime) -> timedelta:
    """Return how long the limits were suspended by clarifications, up to now."""
    total, since, state = timedelta(0), None, CourseState.RUNNING
    for entry in course.entries:
        after = MOVES[state, entry.step]
        if after is CourseState.CLARIFICATION and state is not after:
            since = entry.at
        elif since is not None and after is not CourseState.CLARIFICATION:
            total, since = total + (entry.at - since), None
        state = after
    return total + (max(utc(now) - since, timedelta(0)) if since else timedelta(0))


def is_overdue(course: Course, now: datetime) -> bool:
    """Whether the legal latest has passed without an answer, or had when the answer went."""
    closed = next((entry.at for entry in course.entries if _closes(entry.step)), now)
    return closed > due_at(course, closed)[1]


def duties(course: Course, now: datetime) -> tuple[Duty, ...]:
    """Return what must be done at once: an authorisation whose delay nobody told, lateness that nobody explained."""
    steps = [entry.step for entry in course.entries]
    state = state_of(course)
    found = []
    if state is CourseState.AUTHORISATION:
        asked = max(place for place, step in enumerate(steps) if step is Step.ASK_AUTHORISATION)
        if Step.NOTIFY_DELAY not in steps[asked:]:
            found.append(Duty.TELL_DELAY)
    if (
        state in _OPEN
        and is_overdue(course, now)
        and Step.EXPLAIN not in steps
        and state is not CourseState.AUTHORISATION
    ):
        found.append(Duty.EXPLAIN_LATENESS)
    return tuple(found)


def _closes(step: Step) -> bool:
    return step in (Step.ANSWER, Step.REFUSE, Step.WITHDRAW)


def _has_open_question(course: Course) -> bool:
    steps = [entry.step for entry in course.entries]
    asked, given = steps.count(Step.ASK_CLARIFICATION), steps.count(Step.CLARIFY)
    return asked > given
