"""How many of 10,000 travellers on no list reach a score, by the number of alerts searched; measured, then frozen.

``benchmarks/fit/calibration.py`` measures it. The reference population is that of `tournai.screening.evaluation`,
train side: 60,000 travellers with a day of birth against 26,049 and 116,049 alerts, 180,000 against 1,016,049. Counts
behind the rates at -5 bits (alerts that tell a day, a part, nothing): 12, 18 and 5, then 28, 17 and 7 of 60,000; 125,
46 and 24 of 180,000. So a rate of 10 at a million alerts stands for 8.7 to 11.6 (95 %). Of the 180,000 the half that
took no part in the fit of the weights has 11.2 at -5 bits, the other half 10.4. Rates are brought to the shares below.
"""

from collections.abc import Mapping
from types import MappingProxyType

CALIBRATION_VERSION = "2026-11-c"

SHARES = (0.85, 0.1, 0.05)
"""Shares of the reference list's alerts that tell a day of birth, a part of it, nothing."""

_Curve = tuple[tuple[float, float], ...]

FALSE_MATCHES: Mapping[int, tuple[_Curve, _Curve, _Curve]] = MappingProxyType(
    {
        26_049: (
            ((-2.0, 0.69), (-4.0, 1.73), (-6.0, 4.5), (-7.0, 6.7)),
            ((-3.0, 0.54), (-5.0, 2.4), (-7.0, 6.2)),
            ((-4.0, 0.15), (-5.0, 0.74), (-7.0, 4.6)),
        ),
        116_049: (
            ((-1.0, 0.4), (-3.0, 1.5), (-5.0, 4.5), (-6.0, 6.5)),
            ((-1.0, 0.2), (-3.0, 0.72), (-5.0, 2.7), (-6.0, 4.5)),
            ((-1.0, 0.08), (-3.0, 0.24), (-5.0, 1.1), (-6.0, 3.2)),
        ),
        1_016_049: (
            ((0.0, 0.67), (-2.0, 1.67), (-4.0, 4.0), (-5.0, 6.94), (-6.0, 12.4), (-8.0, 36.1)),
            ((-2.0, 0.22), (-4.0, 1.11), (-5.0, 2.56), (-6.0, 5.67), (-8.0, 21.5)),
            ((-2.0, 0.17), (-4.0, 0.72), (-5.0, 1.33), (-6.0, 2.72), (-8.0, 11.2)),
        ),
    }
)
"""Alerts -> for alerts that tell a day, a part and nothing: scores and the false matches per 10,000 travellers there.
Falling scores, rising rates."""
