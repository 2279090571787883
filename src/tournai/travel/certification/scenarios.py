"""The scenarios that a carrier shows before it pushes for real, and what is remembered of a trial: counts and codes.

A scenario is passed by one message, or one push in parts, that meets every requirement. Source: Directive (EU)
2016/681, Art. 8(3) and (4); PNRGOV implementation guide (MSG 22 and 141; parts of a message); rules PNR-05, PNR-07.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from enum import Enum

import msgspec

from tournai.travel.certification.requirements import Requirement, requirements_missed, timing_of
from tournai.travel.parts import Completeness, Part, join_parts
from tournai.travel.records import ListAction, MessageFormat, MessageFunction, MessageSyntax, Push
from tournai.travel.timing import Timing


class Scenario(Enum):
    """What a carrier's system must be able to do."""

    ADVANCE = "advance"
    """Every booking of a flight, 48 to 24 hours before departure (Art. 8(3)(a))."""
    CLOSURE = "closure"
    """The bookings at flight closure, all or what changed (Art. 8(3)(b) and (4))."""
    UPDATE = "update"
    """What changed since: MSG 141, or its XML."""
    CANCELLATION = "cancellation"
    """A booking, a listed person or a flight is cancelled."""
    PARTS = "parts"
    """One push in several messages, all of them there."""
    PASSENGER_LIST = "passenger list"
    """A PAXLST with persons."""
    RESEND = "resend"
    """A message that cannot be read, and the same push sent again, right, under the same reference."""
    XML = "xml"
    """The bookings in PNRGOV XML."""


OPTIONAL = frozenset({Scenario.XML})
"""What only a carrier that uses it shows."""


class TriedMessage(msgspec.Struct, frozen=True):
    """What is remembered of one message of a trial. ``group``: a keyed digest of what its parts have in common."""

    format: MessageFormat
    syntax: MessageSyntax
    function: MessageFunction
    timing: Timing
    items: int
    travellers: int
    has_cancellation: bool
    missed: tuple[Requirement, ...]
    defects: dict[str, int]
    dropped: dict[str, int]
    group: str = ""
    part: int | None = None
    is_last_part: bool = False
    declared: int | None = None


class Tried(msgspec.Struct, frozen=True):
    """What is remembered of one body: when it came, its messages, or the code of why it could not be read.

    ``references``: keyed digests of its interchange references.
    """

    at: datetime
    messages: tuple[TriedMessage, ...] = ()
    unreadable: str = ""
    references: tuple[str, ...] = ()
    defects: dict[str, int] = {}
    """Code -> how many outside of any message."""


class Outcome(Enum):
    """How a scenario stands."""

    PASSED = "passed"
    FAILED = "failed"
    """It was tried; what was missing is told."""
    NOT_TRIED = "not tried"


class ScenarioResult(msgspec.Struct, frozen=True):
    """A scenario: how it stands, and what the best attempt did not meet."""

    scenario: Scenario
    outcome: Outcome
    missed: tuple[Requirement, ...] = ()

    @property
    def is_optional(self) -> bool:
        """Whether a carrier that does not use it passes without."""
        return self.scenario in OPTIONAL


class Certification(msgspec.Struct, frozen=True):
    """What a carrier's trials show together."""

    results: tuple[ScenarioResult, ...]
    bodies: int
    unreadable: int
    defects: dict[str, int]

    @property
    def is_passed(self) -> bool:
        """Whether every required scenario was passed, and none that was tried is left failing."""
        outcomes = {result.outcome for result in self.results if not result.is_optional}
        return outcomes <= {Outcome.PASSED} and all(result.outcome is not Outcome.FAILED for result in self.results)


def tried_message(push: Push, at: datetime, keyed: Callable[[str], str]) -> TriedMessage:
    """Return what is remembered of a message; ``keyed`` makes a digest of what its parts have in common."""
    is_list = push.format is MessageFormat.PAXLST
    kind = (push.sender, push.access_reference, push.format.value, push.function.value)
    return TriedMessage(
        format=push.format,
        syntax=push.syntax,
        function=push.function,
        timing=timing_of(push, at),
        items=len(push.travellers) if is_list else len(push.pnrs),
        travellers=len(push.travellers) + sum(len(pnr.travellers) for pnr in push.pnrs),
        has_cancellation=_has_cancellation(push),
        missed=requirements_missed(push, at),
        defects=dict(Counter(defect.code for defect in push.defects)),
        dropped=dict(push.dropped),
        group=keyed("\x1f".join(kind)),
        part=push.part,
        is_last_part=bool(push.is_last_part),
        declared=push.declared_travellers if is_list else push.declared_pnrs,
    )


def certify(tried: Sequence[Tried]) -> Certification:
    """Return what trials show together; ``tried`` in order of arrival."""
    defects: Counter[str] = Counter()
    for one in tried:
        defects.update(one.defects)
        for message in one.messages:
            defects.update(message.defects)
    return Certification(
        results=tuple(_result(scenario, tried) for scenario in Scenario),
        bodies=len(tried),
        unreadable=sum(bool(one.unreadable) for one in tried),
        defects=dict(sorted(defects.items())),
    )


def _has_cancellation(push: Push) -> bool:
    cancels = push.list_action in (ListAction.REMOVE, ListAction.CANCEL_FLIGHT)
    return push.function is MessageFunction.CANCEL or cancels or any(pnr.is_cancelled for pnr in push.pnrs)


def _is_bookings(message: TriedMessage, *functions: MessageFunction) -> bool:
    return message.format is MessageFormat.PNRGOV and message.function in functions and message.items > 0


_SHOWS: dict[Scenario, Callable[[TriedMessage], bool]] = {
    Scenario.ADVANCE: lambda one: _is_bookings(one, MessageFunction.FULL) and one.timing is Timing.ADVANCE,
    Scenario.CLOSURE: lambda one: (
        _is_bookings(one, MessageFunction.FULL, MessageFunction.UPDATE) and one.timing is Timing.CLOSURE
    ),
    Scenario.UPDATE: lambda one: _is_bookings(one, MessageFunction.UPDATE),
    Scenario.CANCELLATION: lambda one: one.has_cancellation,
    Scenario.PASSENGER_LIST: lambda one: one.format is MessageFormat.PAXLST and one.items > 0,
    Scenario.XML: lambda one: one.format is MessageFormat.PNRGOV and one.syntax is MessageSyntax.XML,
}
"""Scenario -> which messages show it; the others take more than one message."""


def _result(scenario: Scenario, tried: Sequence[Tried]) -> ScenarioResult:
    attempts = sorted(_attempts(scenario, tried), key=len)
    if not attempts:
        return ScenarioResult(scenario, Outcome.NOT_TRIED)
    best = attempts[0]
    return ScenarioResult(scenario, Outcome.FAILED if best else Outcome.PASSED, best)


def _attempts(scenario: Scenario, tried: Sequence[Tried]) -> Iterator[tuple[Requirement, ...]]:
    """Yield what each attempt at a scenario did not meet; nothing: it passed."""
    if scenario is Scenario.RESEND:
        yield from _resends(tried)
    elif scenario is Scenario.PARTS:
        yield from _pushes_in_parts(tried)
    else:
        shows = _SHOWS[scenario]
        yield from (message.missed for one in tried for message in one.messages if shows(message))


def _resends(tried: Sequence[Tried]) -> Iterator[tuple[Requirement, ...]]:
    for number, broken in enumerate(tried):
        if not broken.unreadable:
            continue
        # A body that hides its reference is known by nothing: then any readable one that follows will do.
        again = [
            one
            for one in tried[number + 1 :]
            if one.messages and (not broken.references or set(one.references) & set(broken.references))
        ]
        yield from (_missed_by(one.messages) for one in again)
        if not again:
            yield (Requirement.READABLE,)


def _pushes_in_parts(tried: Sequence[Tried]) -> Iterator[tuple[Requirement, ...]]:
    known = {f"{n}.{m}": (one, message) for n, one in enumerate(tried) for m, message in enumerate(one.messages)}
    arrived = [_part(name, one, message) for name, (one, message) in known.items() if message.part is not None]
    for joined in join_parts(part for part in arrived if not part.is_alone):
        missed = set(_missed_by([known[part.name][1] for part in joined.parts]))
        if joined.completeness is not Completeness.WHOLE:
            missed.add(Requirement.COUNTS)
        yield tuple(requirement for requirement in Requirement if requirement in missed)


def _missed_by(messages: Sequence[TriedMessage]) -> tuple[Requirement, ...]:
    missed = {requirement for message in messages for requirement in message.missed}
    return tuple(requirement for requirement in Requirement if requirement in missed)


def _part(name: str, one: Tried, message: TriedMessage) -> Part:
    return Part(
        name=name,
        kind=(message.group,),
        number=message.part,
        is_last=message.is_last_part,
        prepared_at=one.at,
        items=message.items,
        declared=message.declared,
    )
