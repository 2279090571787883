"""What a score means: how many of 10,000 travellers who are on no list would be matched at that score or a higher one.

The table was measured on travellers of the reference population (names as the alerts', days of birth at random) against
lists of several sizes, apart for alerts that tell a day of birth, a part of it, or nothing. Each kind's rate grows with
how many such alerts a list holds; the rate of a list is their sum, so at most that of all kinds together. Between rows
of the table the logarithm of a rate is linear in the score, and beyond them it goes on as between the last two; between
sizes it is linear in that of the size. In a passenger mix of many origins, namesakes are rarer than in the reference
population.
"""

from collections.abc import Mapping
from math import exp, log
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from tournai.screening.batches import PersonBatch
from tournai.screening.calibration_table import FALSE_MATCHES, SHARES

DEFAULT_FALSE_PER_10K = 10.0
"""False matches per 10,000 travellers that `DEFAULT_THRESHOLD` allows for."""


class Births(NamedTuple):
    """How many alerts tell a day of birth, how many a part of it (month, year, range), how many nothing."""

    days: float
    parts: float
    unknown: float


_Curve = tuple[tuple[float, float], ...]
_LOGS: Mapping[int, tuple[_Curve, ...]] = MappingProxyType(
    {
        alerts: tuple(tuple((score, log(rate)) for score, rate in curve) for curve in curves)
        for alerts, curves in FALSE_MATCHES.items()
    }
)


def births_of(alerts: PersonBatch) -> Births:
    """Return what alerts tell of births."""
    exact = (alerts.birth_before - alerts.birth_earliest == 1) & (alerts.birth_approximate == 0)
    owners = np.repeat(np.arange(len(alerts)), np.diff(alerts.birth_offsets))
    told, days = len(np.unique(owners)), len(np.unique(owners[exact]))
    return Births(days, told - days, len(alerts) - told)


def false_per_10k(score: float, alerts: int | Births) -> float:
    """Return how many of 10,000 travellers of the reference population have a match of at least the score by chance.

    ``alerts`` is the number of alerts searched, or what they tell of births; a number stands for as many of each kind
    as in the reference list. The figure is for all matches of a traveller together; a higher score never has a higher
    one.
    """
    births = _usual(alerts) if isinstance(alerts, int) else alerts
    total = sum(births)
    if not total:
        return 0.0
    low, high, share = _sizes(total)
    return sum(
        exp((1 - share) * _log_rate(_LOGS[low][kind], score) + share * _log_rate(_LOGS[high][kind], score))
        * (count / total / SHARES[kind])
        for kind, count in enumerate(births)
    )


def threshold_of(rate: float, alerts: int | Births) -> float:
    """Return the least score, to hundredths, that has at most so many false matches per 10,000 travellers."""
    low, high = -100.0, 200.0
    for _ in range(40):
        middle = (low + high) / 2
        if false_per_10k(middle, alerts) > rate:
            low = middle
        else:
            high = middle
    return round(high + 0.005, 2)


def _usual(alerts: int) -> Births:
    return Births(*(alerts * share for share in SHARES))


def _sizes(alerts: float) -> tuple[int, int, float]:
    """Return the two measured sizes about a number of alerts, and how far it is from one to the other."""
    sizes = sorted(_LOGS)
    above = next((place for place, size in enumerate(sizes) if size >= alerts), len(sizes) - 1)
    low, high = sizes[max(above - 1, 0)], sizes[above]
    if low == high or alerts <= low:
        return low, low, 0.0
    return low, high, min(log(alerts / low) / log(high / low), 1.0)


def _log_rate(curve: _Curve, score: float) -> float:
    place = next((place for place, (known, _) in enumerate(curve) if known <= score), len(curve) - 1)
    place = min(max(place, 1), len(curve) - 1)
    (high, rare), (low, frequent) = curve[place - 1], curve[place]
    return rare + (frequent - rare) * (high - score) / (high - low)
