"""Scores that so many of 10,000 travellers on no list reach, by the number of alerts searched; measured, then frozen.

The reference population is that of `tournai.screening.evaluation`: 12,000 travellers on no list, test side.
"""

from collections.abc import Mapping
from types import MappingProxyType

CALIBRATION_VERSION = "2026-11-b"

FALSE_MATCHES: Mapping[int, tuple[tuple[float, float], ...]] = MappingProxyType(
    {
        100_000: ((1.0, -3.7), (3.0, -4.5), (10.0, -6.1), (30.0, -7.6)),
        1_000_000: ((1.0, -4.2), (3.0, -5.0), (10.0, -6.5)),
    }
)
"""Alerts -> rows of false matches per 10,000 travellers and the least score that has no more; rising rates."""
