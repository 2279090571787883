"""What a score means: how many of 10,000 travellers who are on no list would be matched at that score or a higher one.

The table was measured on travellers of the reference population (names as the alerts', days of birth at random) against
lists of several sizes. Between its rows the logarithm of the rate is linear in the score, and beyond them it goes on as
between the last two; between sizes it is linear in that of the size. In a passenger mix of many origins, namesakes are
rarer than in the reference population.
"""

from collections.abc import Mapping
from math import exp, log
from types import MappingProxyType

from tournai.screening.calibration_table import FALSE_MATCHES

DEFAULT_FALSE_PER_10K = 10.0
"""False matches per 10,000 travellers that `DEFAULT_THRESHOLD` allows for."""

_LOGS: Mapping[int, tuple[tuple[float, float], ...]] = MappingProxyType(
    {alerts: tuple((score, log(rate)) for rate, score in rows) for alerts, rows in FALSE_MATCHES.items()}
)


def false_per_10k(score: float, alerts: int) -> float:
    """Return how many of 10,000 travellers of the reference population have a match of at least the score by chance.

    ``alerts`` is the number of alerts searched. The figure is for all matches of a traveller together, whatever the
    alerts say of births; a higher score never has a higher figure.
    """
    low, high, share = _sizes(alerts)
    return exp((1 - share) * _log_rate(low, score) + share * _log_rate(high, score))


def threshold_of(rate: float, alerts: int) -> float:
    """Return the least score, to hundredths, that has at most so many false matches per 10,000 travellers."""
    low, high = -100.0, 200.0
    for _ in range(40):
        middle = (low + high) / 2
        if false_per_10k(middle, alerts) > rate:
            low = middle
        else:
            high = middle
    return round(high + 0.005, 2)


def _sizes(alerts: int) -> tuple[int, int, float]:
    """Return the two measured sizes about a number of alerts, and how far it is from one to the other."""
    sizes = sorted(_LOGS)
    above = next((place for place, size in enumerate(sizes) if size >= alerts), len(sizes) - 1)
    low, high = sizes[max(above - 1, 0)], sizes[above]
    if low == high or alerts <= low:
        return low, low, 0.0
    return low, high, min(log(alerts / low) / log(high / low), 1.0)


def _log_rate(size: int, score: float) -> float:
    rows = _LOGS[size]
    place = next((place for place, (known, _) in enumerate(rows) if known <= score), len(rows) - 1)
    place = min(max(place, 1), len(rows) - 1)
    (high, rare), (low, frequent) = rows[place - 1], rows[place]
    return rare + (frequent - rare) * (high - score) / (high - low)
