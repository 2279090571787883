"""How many of 10,000 travellers on no list reach a score, by the number of alerts searched; measured, then frozen.

``benchmarks/fit/calibration.py`` measures it. The reference population is that of `tournai.screening.evaluation`,
train side: 60,000 travellers with a day of birth against 26,049 and 116,049 alerts, 120,000 against 1,016,049. Counts
behind the rates at -5 bits (alerts that tell a day, a part, nothing): 11, 18 and 5, then 24, 18 and 12 of 60,000; 92,
32 and 23 of 120,000. So a rate of 10 at a million alerts stands for 8.3 to 11.9 (95 %). `SAME_LETTER`, habits of names
and the points of births that are a slip off were chosen on the first half of those travellers; the last 30,000 alone
give 10.3 (7.3 to 14.7). Rates are brought to the shares below.
"""

from collections.abc import Mapping
from types import MappingProxyType

CALIBRATION_VERSION = "2026-11-d"

SHARES = (0.85, 0.1, 0.05)
"""Shares of the reference list's alerts that tell a day of birth, a part of it, nothing."""

_Curve = tuple[tuple[float, float], ...]

FALSE_MATCHES: Mapping[int, tuple[_Curve, _Curve, _Curve]] = MappingProxyType(
    {
        26_049: (
            ((-2.0, 0.86), (-4.0, 1.38), (-5.0, 1.9), (-6.0, 3.8), (-8.0, 10.4)),
            ((-3.0, 0.54), (-5.0, 2.42), (-6.0, 3.77), (-8.0, 9.41)),
            ((-4.0, 0.3), (-5.0, 0.74), (-6.0, 1.63), (-8.0, 8.72)),
        ),
        116_049: (
            ((-2.0, 1.01), (-4.0, 2.35), (-5.0, 4.03), (-6.0, 6.04), (-8.0, 13.3)),
            ((-3.0, 0.8), (-4.0, 1.76), (-5.0, 2.88), (-6.0, 4.48), (-8.0, 12.2)),
            ((-3.0, 0.32), (-4.0, 0.65), (-5.0, 1.95), (-6.0, 4.7), (-8.0, 11.7)),
        ),
        1_016_049: (
            ((0.0, 0.92), (-2.0, 1.75), (-3.0, 3.25), (-4.0, 4.75), (-5.0, 7.67), (-6.0, 12.9), (-8.0, 31.5)),
            ((-2.0, 0.33), (-4.0, 1.16), (-5.0, 2.66), (-6.0, 6.47), (-8.0, 19.9)),
            ((-2.0, 0.33), (-4.0, 0.99), (-5.0, 1.91), (-6.0, 3.48), (-8.0, 15.7)),
        ),
    }
)
"""Alerts -> for alerts that tell a day, a part and nothing: scores and the false matches per 10,000 travellers there.
Falling scores, rising rates."""
