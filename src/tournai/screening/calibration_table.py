"""How many of 10,000 travellers on no list reach a score, by the number of alerts searched; measured, then frozen.

Written from ``benchmarks/fit/calibration.py``. The reference population is that of `tournai.screening.evaluation`,
train side: 60,000 travellers with a day of birth against 116,049 alerts, 90,000 against 1,016,049. Counts behind the
rates at -5 bits (alerts that tell a day, a part, nothing): 28, 17 and 7 of 60,000; 65, 17 and 9 of 90,000. So a rate of
10 in all stands for 8 to 12 (95 %).
"""

from collections.abc import Mapping
from types import MappingProxyType

CALIBRATION_VERSION = "2026-11-c"

SHARES = (0.85, 0.1, 0.05)
"""Shares of the reference list's alerts that tell a day of birth, a part of it, nothing."""

_Curve = tuple[tuple[float, float], ...]

FALSE_MATCHES: Mapping[int, tuple[_Curve, _Curve, _Curve]] = MappingProxyType(
    {
        100_000: (
            ((-1.0, 0.4), (-3.0, 1.5), (-5.0, 4.5), (-6.0, 6.5)),
            ((-1.0, 0.2), (-3.0, 0.75), (-5.0, 2.8), (-6.0, 4.8)),
            ((-1.0, 0.08), (-3.0, 0.25), (-5.0, 1.2), (-6.0, 3.3)),
        ),
        1_000_000: (
            ((-1.0, 0.95), (-3.0, 3.0), (-5.0, 7.2), (-7.0, 23.2), (-8.0, 36.9)),
            ((-1.0, 0.2), (-3.0, 0.56), (-5.0, 1.9), (-7.0, 10.2), (-8.0, 20.1)),
            ((-1.0, 0.1), (-3.0, 0.33), (-5.0, 1.0), (-7.0, 4.1), (-8.0, 10.2)),
        ),
    }
)
"""Alerts -> for alerts that tell a day, a part and nothing: scores and the false matches per 10,000 travellers there.
Falling scores, rising rates."""
