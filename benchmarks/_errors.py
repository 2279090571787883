"""Error rates of comparing one with one, and their 95 % intervals.

Source: ISO/IEC 19795-1:2021 (false match, false non-match, equal error rate); Clopper and Pearson (1934).
"""

import math

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]


def equal_error(same: Scores, different: Scores) -> tuple[float, float]:
    """Return the equal error rate in percent and the threshold nearest to it."""
    thresholds = np.unique(np.concatenate([same, different]))
    missed = np.searchsorted(np.sort(same), thresholds, "left") / len(same)
    matched = 1 - np.searchsorted(np.sort(different), thresholds, "left") / len(different)
    at = int(np.argmin(np.abs(missed - matched)))
    return float(missed[at] + matched[at]) * 50, float(thresholds[at])


def rates_at(threshold: float, same: Scores, different: Scores) -> dict[str, object]:
    """Return false matches and false non-matches at a threshold in percent, each with its interval."""
    matched, missed = int((different >= threshold).sum()), int((same < threshold).sum())
    return {
        "threshold": threshold,
        "FMR %": 100 * matched / len(different),
        "FMR 95 %": _interval(matched, len(different)),
        "FNMR %": 100 * missed / len(same),
        "FNMR 95 %": _interval(missed, len(same)),
    }


def _interval(found: int, of: int) -> str:
    low = 0.0 if found == 0 else _root(lambda rate: _at_most(found - 1, of, rate) - 0.975)
    return f"{100 * low:.3f} to {100 * _root(lambda rate: _at_most(found, of, rate) - 0.025):.3f}"


def _at_most(found: int, of: int, rate: float) -> float:
    logs = (
        math.lgamma(of + 1) - math.lgamma(k + 1) - math.lgamma(of - k + 1)
        + k * math.log(rate) + (of - k) * math.log1p(-rate)
        for k in range(found + 1)
    )  # fmt: skip
    return sum(math.exp(log) for log in logs)


def _root(falling) -> float:
    """Return where a falling function of a rate crosses zero."""
    low, high = 1e-12, 1 - 1e-12
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return low
