"""The one way a criterion is written: what two persons approve, what a court reads, and what is hashed."""

import hashlib
from datetime import date

from tournai.screening.criteria import expressions as e
from tournai.screening.criteria.facts import DAY, FACTS, Kind

LANGUAGE = 1
"""The version of the language: what a text means never changes within one."""
_HOURS_UNTIL = 3 * DAY
"""From here on whole days are written as days: ``24 hours`` is how the field speaks of one."""


def print_criterion(expression: e.Expression) -> str:
    """Return a criterion in its canonical form, on one line; `parse_criterion` reads the same criterion from it.

    >>> print_criterion(e.not_(e.OneOf("payment", ("card", "cash"))))
    'payment is not one of card, cash'
    """
    return _written(expression)


def digest_of(expression: e.Expression) -> str:
    """Return the SHA-256 of the canonical form and the language's version, in 64 hexadecimal digits."""
    return hashlib.sha256(f"{LANGUAGE}\n{print_criterion(expression)}".encode()).hexdigest()


def print_amount(fact: str, amount: int) -> str:
    """Return an amount of a fact as the language writes it: ``36 hours``, ``2``, ``2027-05-31``."""
    kind = FACTS[fact].kind
    if kind is Kind.DAY:
        return date.fromordinal(amount).isoformat()
    if kind is not Kind.DURATION:
        return str(amount)
    for unit, minutes, least in (("day", DAY, _HOURS_UNTIL), ("hour", 60, 0)):
        if amount % minutes == 0 and amount >= least and amount:
            return _units(amount // minutes, unit)
    return _units(amount, "minute")


def _units(amount: int, unit: str) -> str:
    return f"{amount} {unit}" if amount == 1 else f"{amount} {unit}s"


def _written(expression: e.Expression) -> str:
    match expression:
        case e.All(of=parts):
            return " and ".join(map(_part, parts))
        case e.Any(of=parts):
            return " or ".join(map(_part, parts))
        case e.Not(of=e.OneOf(fact=fact, values=values)):
            return f"{fact} is not {_list(fact, values)}"
        case e.Not(of=e.Compared(relation=e.Relation.IS) as inner):
            return f"{inner.fact} is not {print_amount(inner.fact, inner.amount)}"
        case e.Not(of=inner):
            return f"not {_part(inner)}"
        case e.Route(stops=stops):
            return "routing goes " + " ".join(f"{stop.step} {_list('routing', stop.airports)}" for stop in stops)
        case e.OneOf(fact=fact, values=values):
            return f"{fact} is {_list(fact, values)}"
        case e.Compared() as one:
            return _comparison(one)


def _part(expression: e.Expression) -> str:
    written = _written(expression)
    return f"({written})" if isinstance(expression, e.All | e.Any) else written


def _comparison(one: e.Compared) -> str:
    amount = print_amount(one.fact, one.amount)
    if one.until is not None:
        return f"{one.fact} between {amount} and {print_amount(one.fact, one.until)}"
    return f"{one.fact} {one.relation.value} {amount}"


def _list(fact: str, values: tuple[str, ...]) -> str:
    shown = values if FACTS[fact].kind is Kind.CHOICE else tuple(f'"{value}"' for value in values)
    return shown[0] if len(shown) == 1 else f"one of {', '.join(shown)}"
