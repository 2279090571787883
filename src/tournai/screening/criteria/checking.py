"""Whether a criterion may be applied at all: what the text says, tried against what no criterion may do.

The grammar keeps protected grounds out. Here the rest is tried: facts that are allowed, and together stand for a ground
that is not. It does not replace whoever approves; it tells them where to look.

Source: Directive (EU) 2016/681, Art. 6(4); C-817/19: targeted, proportionate, specific. Rule PNR-09.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from math import prod

import msgspec

from tournai.errors import Malformed
from tournai.screening.criteria import expressions as e
from tournai.screening.criteria.facts import FACTS, Fact, Kind, Weight
from tournai.screening.criteria.grounds import TouchesProtectedGround
from tournai.values import StateCode
from tournai.values.places import airport, state_name
from tournai.values.wordings import say

MOST_AIRPORTS_OF_A_STATE = 2
"""In one criterion: more of them stand for the state's people, not for a route."""
MOST_AIRPORTS = 12
MOST_CASES = 20_000
"""How many combinations of facts are tried before a criterion counts as too wide to be understood."""

_ELSEWHERE = "\x00"
"""A code that no criterion can name."""


class SecondLook(msgspec.Struct, frozen=True):
    """What whoever approves a criterion must look at: the fact, and why."""

    fact: str
    why: str


TOGETHER = {
    frozenset({"routing", "departure date"}): SecondLook(
        "routing and departure date", "together they may stand for a pilgrimage, a feast or a meeting"
    ),
    frozenset({"document age", "document validity"}): SecondLook(
        "document age and validity", "together they tell its term, and that its state, or that its holder is a child"
    ),
}
"""Facts that tell more together than each by itself."""
PILGRIMAGE = frozenset({"JED", "MED", "NJF", "MHD", "LDE"})
"""Airports of Mecca, Medina, Najaf, Mashhad and Lourdes."""


def check_criterion(expression: e.Expression) -> tuple[SecondLook, ...]:
    """Return what asks for a second look, in reading order.

    Raises:
        TouchesProtectedGround: It rests on a proxy: a fact of `Weight.SECOND_LOOK` is negated or suffices, airports
            stand for a state, or it would hold for everybody (rule PNR-09).
        Malformed: No journey can meet it, or it has too many cases to tell.
    """
    _check_negations(expression)
    _check_airports(expression)
    _check_conduct(expression)
    return tuple(second_looks(expression))


def second_looks(expression: e.Expression) -> Iterator[SecondLook]:
    """Yield what asks for a second look."""
    named = list(dict.fromkeys(condition.fact for condition in e.conditions(expression)))
    for fact in named:
        if FACTS[fact].weight is Weight.SECOND_LOOK:
            yield SecondLook(fact, FACTS[fact].why)
    for together, look in TOGETHER.items():
        if together <= set(named):
            yield look
    if airports_of(expression) & PILGRIMAGE:
        yield SecondLook("routing", "an airport serves a place of pilgrimage: who flies there may tell a religion")


def airports_of(expression: e.Expression) -> frozenset[str]:
    """Return the airports that a criterion names."""
    routes = (one for one in e.conditions(expression) if isinstance(one, e.Route))
    return frozenset(code for route in routes for stop in route.stops for code in stop.airports)


def states_crowded(airports: Iterable[str]) -> tuple[StateCode, ...]:
    """Return the states of which more airports are named than a route has, in alphabetical order."""
    states = Counter(found.state for found in map(airport, set(airports)) if found)
    return tuple(sorted(state for state, number in states.items() if number > MOST_AIRPORTS_OF_A_STATE))


def _check_negations(expression: e.Expression) -> None:
    for condition, is_negated in _with_sign(expression, is_negated=False):
        if is_negated and FACTS[condition.fact].weight is Weight.SECOND_LOOK:
            raise TouchesProtectedGround(
                say(
                    "'{fact}' may not stand under 'not': whom it leaves out would be the criterion; say what is sought",
                    fact=condition.fact,
                )
            )


def _check_airports(expression: e.Expression) -> None:
    named = airports_of(expression)
    for state in states_crowded(named):
        raise TouchesProtectedGround(
            say(
                "more than {most} airports of one state ({state}) stand for its people: "
                "name the route that the facts speak of",
                most=MOST_AIRPORTS_OF_A_STATE,
                state=state_name(state),
            )
        )
    if len(named) > MOST_AIRPORTS:
        raise TouchesProtectedGround(
            say(
                "a criterion names at most {most} airports: more are a region, and a region is its people",
                most=MOST_AIRPORTS,
            )
        )


def _with_sign(expression: e.Expression, *, is_negated: bool) -> Iterator[tuple[e.Condition, bool]]:
    match expression:
        case e.Not(of=inner):
            yield from _with_sign(inner, is_negated=not is_negated)
        case e.All(of=parts) | e.Any(of=parts):
            for part in parts:
                yield from _with_sign(part, is_negated=is_negated)
        case _:
            yield expression, is_negated


def _check_conduct(expression: e.Expression) -> None:
    """Try every case that the criterion tells apart: it must depend on how somebody travels, whatever the rest is."""
    named = list(dict.fromkeys(condition.fact for condition in e.conditions(expression)))
    cases = {fact: _cases(FACTS[fact], expression) for fact in named}
    if prod(map(len, cases.values())) > MOST_CASES:
        raise Malformed("the criterion has too many cases to be understood: make two of it", code="criterion")
    looked_at = [fact for fact in named if FACTS[fact].weight is Weight.SECOND_LOOK]
    conduct = [fact for fact in named if FACTS[fact].weight is Weight.CONDUCT]
    is_ever_met = False
    for given in product(*(cases[fact] for fact in looked_at)):
        outcomes = {
            _holds(expression, dict(zip([*looked_at, *conduct], [*given, *done], strict=True)))
            for done in product(*(cases[fact] for fact in conduct))
        }
        is_ever_met |= True in outcomes
        if outcomes == {True}:
            raise _without_conduct(looked_at)
    if not is_ever_met:
        raise Malformed("no journey can meet this: two of its conditions exclude each other", code="criterion")


def _without_conduct(looked_at: list[str]) -> TouchesProtectedGround:
    if not looked_at:
        return TouchesProtectedGround(say("every traveller meets this criterion: it seeks nothing that anybody does"))
    return TouchesProtectedGround(
        say(
            "{facts} would suffice, whatever else is true: a route, day, agency, currency, document or age alone "
            "stands for a people or a group; add how the journey was booked, paid or changed",
            facts=", ".join(f"'{fact}'" for fact in looked_at),
        )
    )


_Case = int | frozenset[str] | frozenset[e.Condition]


def _cases(fact: Fact, expression: e.Expression) -> list[_Case]:
    """Return one value of a fact for each case that the criterion tells apart."""
    own = [condition for condition in e.conditions(expression) if condition.fact == fact.name]
    if fact.kind is Kind.ROUTE:
        # Each routing holds or not: more cases than there are, and none too few.
        routes = list(dict.fromkeys(own))
        chosen = product((False, True), repeat=len(routes))
        return [frozenset(one for one, is_in in zip(routes, some, strict=True) if is_in) for some in chosen]
    if fact.kind in (Kind.CHOICE, Kind.CODE):
        named = sorted({value for one in own if isinstance(one, e.OneOf) for value in one.values})
        others = [value for value in fact.values if value not in named][:1] or ([] if fact.values else [_ELSEWHERE])
        single = [frozenset({value}) for value in [*named, *others]]
        return [*single, frozenset([*named, *others])] if len(single) > 1 else list(single)
    bounds = [one.bounds for one in own if isinstance(one, e.Compared)]
    starts = {low for low, _ in bounds if low is not None} | {high + 1 for _, high in bounds if high is not None}
    least, most = (fact.least, fact.most) if fact.most else (0, 10**9)
    return [least, *sorted(start for start in starts if least < start <= most)]


def _holds(expression: e.Expression, case: dict[str, _Case]) -> bool:
    match expression:
        case e.All(of=parts):
            return all(_holds(part, case) for part in parts)
        case e.Any(of=parts):
            return any(_holds(part, case) for part in parts)
        case e.Not(of=inner):
            return not _holds(inner, case)
        case e.Compared() as one:
            low, high = one.bounds
            value = case[one.fact]
            return isinstance(value, int) and (low is None or low <= value) and (high is None or value <= high)
        case e.OneOf() as one:
            value = case[one.fact]
            return isinstance(value, frozenset) and not value.isdisjoint(one.values)
        case e.Route() as one:
            value = case[one.fact]
            return isinstance(value, frozenset) and one in value
