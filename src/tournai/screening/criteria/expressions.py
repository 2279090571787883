"""A criterion as a value: conditions on facts, joined by ``and``, ``or`` and ``not``.

The functions `all_of`, `any_of` and `not_` build it in its one form: nothing nested that need not be, nothing twice.
"""

from collections.abc import Iterator
from enum import Enum

import msgspec

DEEPEST = 4
"""Levels of ``and``, ``or`` and ``not`` within one another: more is not read by anybody."""
MOST_CONDITIONS = 16
MOST_VALUES = 12
"""Values of one list."""
MOST_VIAS = 3


class Relation(Enum):
    """How an amount or a day is compared, in the words of the language."""

    IS = "is"
    UNDER = "under"
    OVER = "over"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    BETWEEN = "between"
    """Both ends included."""


class Stop(msgspec.Struct, frozen=True, tag=True):
    """One step of a routing: ``from``, ``via`` or ``to`` one of the airports, in alphabetical order."""

    step: str
    airports: tuple[str, ...]


class Route(msgspec.Struct, frozen=True, tag=True):
    """The airports of the stops stand in the routing in this order; others may lie between."""

    stops: tuple[Stop, ...]
    fact: str = "routing"


class Compared(msgspec.Struct, frozen=True, tag=True):
    """A count, duration (minutes) or day (proleptic ordinal) against one amount, or two for ``between``."""

    fact: str
    relation: Relation
    amount: int
    until: int | None = None

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """The least and the greatest whole number that meet it."""
        low: dict[Relation, int | None] = {
            Relation.IS: self.amount, Relation.OVER: self.amount + 1, Relation.AT_LEAST: self.amount,
            Relation.BETWEEN: self.amount,
        }  # fmt: skip
        high: dict[Relation, int | None] = {
            Relation.IS: self.amount, Relation.UNDER: self.amount - 1, Relation.AT_MOST: self.amount,
            Relation.BETWEEN: self.until,
        }  # fmt: skip
        return low.get(self.relation), high.get(self.relation)


class OneOf(msgspec.Struct, frozen=True, tag=True):
    """A choice or code is one of the values, which stand in alphabetical order."""

    fact: str
    values: tuple[str, ...]


class Not(msgspec.Struct, frozen=True, tag=True):
    """The contrary of a condition or group."""

    of: "Expression"


class All(msgspec.Struct, frozen=True, tag=True):
    """All of two or more hold."""

    of: tuple["Expression", ...]


class Any(msgspec.Struct, frozen=True, tag=True):
    """At least one of two or more holds."""

    of: tuple["Expression", ...]


Condition = Route | Compared | OneOf
Expression = Route | Compared | OneOf | Not | All | Any


def all_of(*parts: Expression) -> Expression:
    """Return ``parts`` joined by ``and``; one part stands for itself.

    >>> one = OneOf("payment", ("cash",))
    >>> all_of(one, all_of(one)) == one
    True
    """
    inner = dict.fromkeys(each for part in parts for each in (part.of if isinstance(part, All) else (part,)))
    return All(tuple(inner)) if len(inner) > 1 else next(iter(inner))


def any_of(*parts: Expression) -> Expression:
    """Return ``parts`` joined by ``or``; one part stands for itself."""
    inner = dict.fromkeys(each for part in parts for each in (part.of if isinstance(part, Any) else (part,)))
    return Any(tuple(inner)) if len(inner) > 1 else next(iter(inner))


def not_(part: Expression) -> Expression:
    """Return the contrary; that of a contrary is the thing itself."""
    return part.of if isinstance(part, Not) else Not(part)


def conditions(expression: Expression) -> Iterator[Condition]:
    """Yield the conditions of an expression, in reading order."""
    match expression:
        case Not(of=inner):
            yield from conditions(inner)
        case All(of=parts) | Any(of=parts):
            for part in parts:
                yield from conditions(part)
        case _:
            yield expression


def depth(expression: Expression) -> int:
    """Return how many levels stand within one another; a condition alone is 0."""
    match expression:
        case Not(of=inner):
            return 1 + depth(inner)
        case All(of=parts) | Any(of=parts):
            return 1 + max(map(depth, parts))
        case _:
            return 0
