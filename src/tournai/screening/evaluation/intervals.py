"""How sure a share is that was counted.

Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927).
"""

from math import sqrt

import msgspec

Z = 1.959964
"""Standard deviations on both sides that hold 95 % of a normal distribution."""


class Share(msgspec.Struct, frozen=True, gc=False):
    """So many of so many, with the Wilson interval of 95 %. A share of none is 0, anywhere from 0 to 1."""

    hits: int
    of: int
    share: float
    low: float
    high: float


def share_of(hits: int, of: int) -> Share:
    """Return the share with its interval.

    >>> round(share_of(5, 10).low, 3), round(share_of(5, 10).high, 3)
    (0.237, 0.763)
    """
    if not of:
        return Share(0, 0, 0.0, 0.0, 1.0)
    p = hits / of
    middle = (p + Z * Z / (2 * of)) / (1 + Z * Z / of)
    margin = Z / (1 + Z * Z / of) * sqrt(p * (1 - p) / of + Z * Z / (4 * of * of))
    return Share(hits, of, p, max(0.0, middle - margin) if hits else 0.0, min(1.0, middle + margin))
