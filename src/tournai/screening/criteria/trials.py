"""Trying a criterion on the stored past: counts, never persons.

Counts are rounded to fives, and fewer than five is all that is said of few: two trials that differ in one condition
cannot be subtracted to find one traveller. Groups of the fairness table are used to count and for nothing else.

Source: Directive (EU) 2016/681, Art. 6(2)(c) (travel data is analysed to make criteria) and 6(4); C-817/19; rules
PNR-09 and SYS-08.
"""

from collections.abc import Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from tournai.screening.criteria import expressions as e
from tournai.screening.criteria.columns import FactColumns, judge_columns, named_facts
from tournai.screening.criteria.facts import FACTS, Weight

FEWEST = 5
"""Fewer are not told (rule SYS-08), and counts are rounded to as many."""
FEWEST_TRAVELLERS = 100
"""A trial on fewer travellers says nothing, and is not counted at all."""
SMALLEST_GROUP = 100
"""Travellers of a group: smaller ones are told together, as `OTHERS`."""
OTHERS = "others"
NOT_GIVEN = "not known"
MOST_MET_OF_LOOKED_AT = 0.5
"""Where facts that ask for a second look are named: the greatest share of the travellers they fit that may be met.
Above it the conduct that the criterion names leaves out hardly anybody, and the route or agency is the criterion."""
GREATEST_SHARE = 0.01
"""Of all travellers: above it nobody can be looked at individually."""
GREATEST_RATIO = 2.0
"""Between the rates of two groups: above it whoever approves must say why."""

Labels = tuple[NDArray[np.int64], tuple[str, ...]]
"""The group of each traveller as a number, and the words that the numbers stand for."""


class GroupRate(msgspec.Struct, frozen=True):
    """How many of a group were met; ``None``: fewer than five, or so many that the rest would be."""

    dimension: str
    group: str
    travellers: int
    met: int | None

    @property
    def rate(self) -> float | None:
        """Met of the travellers of the group."""
        return None if self.met is None else self.met / self.travellers


class Spread(msgspec.Struct, frozen=True):
    """The greatest rate of a dimension over the smallest. ``is_at_least``: the smallest is of fewer than five, and the
    ratio is counted as if it were four; ``None``: no group has five."""

    dimension: str
    worst: str
    best: str
    ratio: float | None
    is_at_least: bool = False


class TrialCounts(msgspec.Struct, frozen=True):
    """What a trial found. Counts are rounded to fives; ``None``: fewer than five.

    ``days``: of departure, that the past has. ``fitting``: whom the facts that ask for a second look fit, whatever they
    did; ``None`` where the criterion names none. ``not_known``: whom the data told too little of.
    """

    days: int
    travellers: int
    met: int | None
    not_known: int | None
    fitting: int | None
    has_second_look: bool
    groups: tuple[GroupRate, ...]
    spreads: tuple[Spread, ...]

    @property
    def is_enough(self) -> bool:
        """Whether there were travellers enough to count anything."""
        return self.travellers >= FEWEST_TRAVELLERS

    @property
    def met_a_day(self) -> float | None:
        """Expected matches a day; ``None``: too few to say."""
        return None if self.met is None or not self.days else self.met / self.days

    @property
    def share(self) -> float | None:
        """Met of all travellers."""
        return None if self.met is None or not self.travellers else self.met / self.travellers

    @property
    def share_of_fitting(self) -> float | None:
        """Met of whom the facts that ask for a second look fit."""
        return None if self.met is None or not self.fitting else self.met / self.fitting

    @property
    def is_conduct_idle(self) -> bool:
        """Whether the criterion is its route, agency, day or document: the conduct it names leaves out hardly anybody.

        Where fewer than five were met this cannot be told, and is not.
        """
        share = self.share_of_fitting
        return self.has_second_look and share is not None and share > MOST_MET_OF_LOOKED_AT

    @property
    def is_too_wide(self) -> bool:
        """Whether more are met than can be looked at individually."""
        return self.share is not None and self.share > GREATEST_SHARE

    @property
    def is_uneven(self) -> bool:
        """Whether a group is met much more often than another."""
        return any(spread.ratio is not None and spread.ratio > GREATEST_RATIO for spread in self.spreads)


class Trial:
    """Adds up what batches of travellers give, and tells it in the end."""

    def __init__(self, criterion: e.Expression) -> None:
        self._criterion = criterion
        named = named_facts(criterion)
        self._conduct = frozenset(fact for fact in named if FACTS[fact].weight is Weight.CONDUCT)
        self._has_second_look = self._conduct != named
        self._judged = np.zeros(3, np.int64)
        self._fitting = 0
        self._groups: dict[tuple[str, str], NDArray[np.int64]] = {}

    @property
    def facts(self) -> frozenset[str]:
        """The facts that the batches must have."""
        return named_facts(self._criterion)

    def add(self, columns: FactColumns, groups: Mapping[str, Labels]) -> None:
        """Count a batch. ``groups``: dimension -> the group of each traveller."""
        judged = judge_columns(self._criterion, columns)
        self._judged += np.bincount(judged, minlength=3)
        if self._has_second_look:
            # Whatever they did: conduct is taken as not known, and whoever is not ruled out fits.
            self._fitting += int((judge_columns(self._criterion, columns, unknown=self._conduct) > 0).sum())
        is_met = judged == 2
        for dimension, (numbers, words) in groups.items():
            of_all = np.bincount(numbers, minlength=len(words))
            of_met = np.bincount(numbers[is_met], minlength=len(words))
            for word, travellers, met in zip(words, of_all, of_met, strict=True):
                known = self._groups.setdefault((dimension, word), np.zeros(2, np.int64))
                known += (travellers, met)

    def counts(self, days: int) -> TrialCounts:
        """Return what may be told. ``days``: how many days of departure the travellers were of."""
        travellers = int(self._judged.sum())
        if travellers < FEWEST_TRAVELLERS:
            few = travellers // FEWEST * FEWEST
            return TrialCounts(days, few, None, None, None, self._has_second_look, (), ())
        rates = _told_apart(self._groups)
        return TrialCounts(
            days=days,
            travellers=_rounded(travellers),
            met=_told(int(self._judged[2])),
            not_known=_told(int(self._judged[1])),
            fitting=_told(self._fitting) if self._has_second_look else None,
            has_second_look=self._has_second_look,
            groups=rates,
            spreads=tuple(_spread(dimension, rates) for dimension in dict.fromkeys(one.dimension for one in rates)),
        )


def _rounded(number: int) -> int:
    return FEWEST * round(number / FEWEST)


def _told(number: int) -> int | None:
    """Return a count as it may be told; ``None`` where it is of fewer than five."""
    return None if number < FEWEST else _rounded(number)


def _told_of_group(met: int, travellers: int) -> int | None:
    """Return how many of a group were met; ``None`` where that, or the rest, is of fewer than five: that all of a group
    were met would tell it of each."""
    return None if travellers - met < FEWEST else _told(met)


def _told_apart(groups: Mapping[tuple[str, str], NDArray[np.int64]]) -> tuple[GroupRate, ...]:
    found: dict[str, list[tuple[str, int, int]]] = {}
    rest: dict[str, list[int]] = {}
    for (dimension, word), (travellers, met) in sorted(groups.items()):
        if travellers >= SMALLEST_GROUP:
            found.setdefault(dimension, []).append((word, int(travellers), int(met)))
        elif travellers:
            known = rest.setdefault(dimension, [0, 0])
            known[:] = known[0] + int(travellers), known[1] + int(met)
    for dimension, (travellers, met) in rest.items():
        if travellers >= SMALLEST_GROUP:
            found.setdefault(dimension, []).append((OTHERS, travellers, met))
    return tuple(rate for dimension, rows in sorted(found.items()) for rate in _suppressed(dimension, rows))


def _suppressed(dimension: str, rows: list[tuple[str, int, int]]) -> list[GroupRate]:
    """Return the rates of one dimension. One that is not told is never alone: the others would tell it."""
    rates = [GroupRate(dimension, word, _rounded(of), _told_of_group(met, of)) for word, of, met in rows]
    hidden = [rate for rate in rates if rate.met is None]
    shown = [(rate.met, place) for place, rate in enumerate(rates) if rate.met is not None]
    if len(hidden) == 1 and shown:
        _, place = min(shown)
        rates[place] = msgspec.structs.replace(rates[place], met=None)
    return rates


def _spread(dimension: str, rates: tuple[GroupRate, ...]) -> Spread:
    own = [rate for rate in rates if rate.dimension == dimension and rate.group not in (NOT_GIVEN, OTHERS)]
    told = sorted((rate.rate, rate.group) for rate in own if rate.rate is not None)
    few = sorted(((FEWEST - 1) / rate.travellers, rate.group) for rate in own if rate.rate is None)
    if not told:
        return Spread(dimension, "", "", None)
    worst_rate, worst = told[-1]
    # Of whom fewer than five were met, the rate is at most that of four: the largest such group bounds it best.
    best_rate, best = min(told[0], few[0]) if few else told[0]
    if worst_rate is None or best_rate is None:
        return Spread(dimension, "", "", None)
    return Spread(dimension, worst, best, worst_rate / best_rate, is_at_least=bool(few) and (best_rate, best) == few[0])
