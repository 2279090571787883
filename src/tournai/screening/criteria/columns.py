"""Judging many travellers at once: the facts that a criterion names, as NumPy columns.

The judgement is that of `judging`, value for value; a law compares the two.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import zip_longest

import msgspec
import numpy as np
from numpy.typing import NDArray

from tournai.screening.criteria import expressions as e
from tournai.screening.criteria.facts import FACTS, Kind, TravelFacts

Judgements = NDArray[np.uint8]
"""0 not met, 1 not known, 2 met: the values of `judging.Judgement`, one a traveller."""
_ABSENT = -1
"""In a column of amounts: not known. In a column of codes: no further code."""
_MET, _NOT_KNOWN = np.uint8(2), np.uint8(1)


class FactColumns(msgspec.Struct, frozen=True):
    """Facts of ``length`` travellers, by fact: amounts (-1 where not known); sets of a choice's words as bits (0 where
    not known); codes and airports as numbers in rows of equal width, filled up with -1, with what each stands for."""

    length: int
    amounts: dict[str, NDArray[np.int64]]
    choices: dict[str, NDArray[np.uint16]]
    codes: dict[str, NDArray[np.int32]]
    numbers: dict[str, dict[str, int]]


def named_facts(*criteria: e.Expression) -> frozenset[str]:
    """Return the facts that criteria name: the columns that they need."""
    return frozenset(condition.fact for criterion in criteria for condition in e.conditions(criterion))


def columns_of(travellers: Sequence[TravelFacts], facts: Iterable[str]) -> FactColumns:
    """Return the columns of some facts of travellers."""
    columns = FactColumns(len(travellers), {}, {}, {}, {})
    for name in facts:
        field, kind = FACTS[name].field, FACTS[name].kind
        values = [getattr(one, field) for one in travellers]
        if kind is Kind.CHOICE:
            columns.choices[name] = _bits(values, FACTS[name].values)
        elif kind in (Kind.CODE, Kind.ROUTE):
            columns.codes[name], columns.numbers[name] = _coded(values)
        elif kind is Kind.DAY:
            days = (_ABSENT if value is None else value.toordinal() for value in values)
            columns.amounts[name] = np.fromiter(days, np.int64, len(values))
        else:
            amounts = (_ABSENT if value is None else value for value in values)
            columns.amounts[name] = np.fromiter(amounts, np.int64, len(values))
    return columns


def judge_columns(
    expression: e.Expression, columns: FactColumns, *, unknown: frozenset[str] = frozenset()
) -> Judgements:
    """Return the judgement of each traveller. ``unknown``: facts to take as not known, whatever the columns say."""
    match expression:
        case e.All(of=parts):
            judged = [judge_columns(part, columns, unknown=unknown) for part in parts]
            return reduce(np.minimum, judged)
        case e.Any(of=parts):
            judged = [judge_columns(part, columns, unknown=unknown) for part in parts]
            return reduce(np.maximum, judged)
        case e.Not(of=inner):
            return _MET - judge_columns(inner, columns, unknown=unknown)
        case _ if expression.fact in unknown:
            return np.full(columns.length, _NOT_KNOWN)
        case e.Compared() as one:
            return _compared(one, columns.amounts[one.fact])
        case e.OneOf() as one if FACTS[one.fact].kind is Kind.CHOICE:
            return _chosen(one, columns.choices[one.fact])
        case e.OneOf() as one:
            return _coded_as(one, columns)
        case e.Route() as one:
            return _routed(one, columns)


def _bits(values: Sequence[tuple[str, ...] | None], words: tuple[str, ...]) -> NDArray[np.uint16]:
    bit = {word: 1 << place for place, word in enumerate(words)}
    # Few sets of words occur: each is worked out once.
    known: dict[tuple[str, ...] | None, int] = {None: 0}
    for value in set(values) - {None}:
        known[value] = sum(bit[word] for word in set(value or ()))
    return np.fromiter((known[value] for value in values), np.uint16, len(values))


def _coded(values: Sequence[tuple[str, ...] | None]) -> tuple[NDArray[np.int32], dict[str, int]]:
    """Return codes as numbers, a row each, and code -> number. As few distinct rows occur, each is made once."""
    rows: dict[tuple[str, ...], int] = {}
    which = np.fromiter((rows.setdefault(value or (), len(rows)) for value in values), np.int64, len(values))
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(code, len(numbers)) for code in row] for row in rows]
    width = max(map(len, coded), default=0)
    table = np.array(list(zip_longest(*coded, fillvalue=_ABSENT)), np.int32).reshape(width, len(coded)).T
    return table[which], numbers


def _judged(is_met: NDArray[np.bool_], is_known: NDArray[np.bool_]) -> Judgements:
    return np.where(is_known, is_met.astype(np.uint8) * _MET, _NOT_KNOWN)


def _compared(one: e.Compared, amounts: NDArray[np.int64]) -> Judgements:
    low, high = one.bounds
    widest = np.iinfo(np.int64)
    least, most = widest.min if low is None else low, widest.max if high is None else high
    return _judged(np.logical_and(amounts >= least, amounts <= most), amounts != _ABSENT)


def _chosen(one: e.OneOf, bits: NDArray[np.uint16]) -> Judgements:
    wanted = sum(1 << FACTS[one.fact].values.index(value) for value in one.values)
    return _judged(np.bitwise_and(bits, wanted) != 0, bits != 0)


def _coded_as(one: e.OneOf, columns: FactColumns) -> Judgements:
    codes, numbers = columns.codes[one.fact], columns.numbers[one.fact]
    wanted = [numbers[value] for value in one.values if value in numbers]
    is_met = np.count_nonzero(np.isin(codes, wanted), axis=1) > 0
    return _judged(is_met, np.count_nonzero(codes != _ABSENT, axis=1) > 0)


def _routed(one: e.Route, columns: FactColumns) -> Judgements:
    codes, numbers = columns.codes[one.fact], columns.numbers[one.fact]
    width = codes.shape[1]
    lengths = (codes != _ABSENT).sum(axis=1)
    # The first place from which the next stop may be looked for; past the end where a stop was not found.
    at = np.zeros(columns.length, np.int64)
    places = np.arange(width)
    for stop in one.stops:
        wanted = [numbers[code] for code in stop.airports if code in numbers]
        first = at if stop.step == "from" else np.maximum(at, 1)
        last = lengths if stop.step == "to" else lengths - 1
        is_here = np.isin(codes, wanted) & (places >= first[:, None]) & (places < last[:, None])
        found = is_here.any(axis=1)
        at = np.where(found, is_here.argmax(axis=1) + 1 if width else 0, width + 1)
    return _judged(at <= width, lengths > 0)
