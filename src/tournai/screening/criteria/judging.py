"""Judging one traveller's facts by a criterion, in three values, and saying why it is met.

What is not known is neither true nor false (Kleene's strong logic): ``and`` is the least, ``or`` the greatest, ``not``
turns round, of not met < not known < met. So a criterion is met only where the facts that carry it are known; what a
carrier left out never makes a match, not even under ``not``.
"""

from collections.abc import Iterator
from enum import Enum

import msgspec

from tournai.screening.criteria import expressions as e
from tournai.screening.criteria.facts import FACTS, Kind, TravelFacts
from tournai.screening.criteria.printing import print_amount, print_criterion


class Judgement(Enum):
    """Whether a traveller's facts meet a criterion. The values order them; none is a truth value of Python."""

    NOT_MET = 0
    NOT_KNOWN = 1
    MET = 2

    def __bool__(self) -> bool:
        raise TypeError("a judgement has three values: compare it with Judgement.MET")


class Reason(msgspec.Struct, frozen=True):
    """A condition of a criterion that was met, or, under ``not``, was not; with what the traveller's facts say."""

    fact: str
    condition: str
    """As the language writes it, ``not`` included."""
    found: str


def judge(expression: e.Expression, facts: TravelFacts) -> Judgement:
    """Return whether the facts meet the criterion.

    >>> judge(e.OneOf("payment", ("cash",)), TravelFacts())
    <Judgement.NOT_KNOWN: 1>
    """
    match expression:
        case e.All(of=parts):
            return Judgement(min(judge(part, facts).value for part in parts))
        case e.Any(of=parts):
            return Judgement(max(judge(part, facts).value for part in parts))
        case e.Not(of=inner):
            return Judgement(2 - judge(inner, facts).value)
        case _:
            return _judge_condition(expression, facts)


def reasons_of(expression: e.Expression, facts: TravelFacts) -> tuple[Reason, ...]:
    """Return the conditions that made the criterion met, in reading order; none where it is not met."""
    return tuple(dict.fromkeys(_reasons(expression, facts, Judgement.MET)))


def not_known(expression: e.Expression, facts: TravelFacts) -> tuple[str, ...]:
    """Return the facts that the criterion names and the data does not tell, in reading order."""
    named = dict.fromkeys(condition.fact for condition in e.conditions(expression))
    return tuple(fact for fact in named if _value(fact, facts) is None)


def shown(fact: str, facts: TravelFacts) -> str:
    """Return what the data says of a fact, in the words of the language; empty where it is not known."""
    value = _value(fact, facts)
    if value is None:
        return ""
    if FACTS[fact].kind is Kind.ROUTE:
        return "-".join(value)
    return ", ".join(value) if isinstance(value, tuple) else print_amount(fact, value)


def _judge_condition(condition: e.Condition, facts: TravelFacts) -> Judgement:
    value = _value(condition.fact, facts)
    if value is None:
        return Judgement.NOT_KNOWN
    match condition:
        case e.Route(stops=stops):
            is_met = _goes(stops, value)
        case e.OneOf(values=values):
            is_met = not set(values).isdisjoint(value)
        case e.Compared():
            low, high = condition.bounds
            is_met = (low is None or low <= value) and (high is None or value <= high)
    return Judgement.MET if is_met else Judgement.NOT_MET


def _goes(stops: tuple[e.Stop, ...], airports: tuple[str, ...]) -> bool:
    """Whether the stops stand among the airports in their order, whatever lies between.

    A ``from`` is no last airport and a ``to`` no first one: something must leave there, or land there.
    """
    at = 0
    for stop in stops:
        first = at if stop.step == "from" else max(at, 1)
        last = len(airports) if stop.step == "to" else len(airports) - 1
        at = next((place for place in range(first, last) if airports[place] in stop.airports), -1) + 1
        if at == 0:
            return False
    return True


def _value(fact: str, facts: TravelFacts):  # type: ignore[no-untyped-def]  # the type is the fact's own
    value = getattr(facts, FACTS[fact].field)
    return value.toordinal() if value is not None and FACTS[fact].kind is Kind.DAY else value


def _reasons(expression: e.Expression, facts: TravelFacts, wanted: Judgement) -> Iterator[Reason]:
    """Yield the conditions for which the expression is ``wanted``: met, or not met where a ``not`` asked for it."""
    if judge(expression, facts) is not wanted:
        return
    match expression:
        case e.All(of=parts) | e.Any(of=parts):
            for part in parts:
                yield from _reasons(part, facts, wanted)
        case e.Not(of=inner):
            yield from _reasons(inner, facts, Judgement(2 - wanted.value))
        case _:
            said = expression if wanted is Judgement.MET else e.not_(expression)
            yield Reason(expression.fact, print_criterion(said), shown(expression.fact, facts))
