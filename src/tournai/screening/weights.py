"""The table of weights: what each agreement and contradiction counts, in bits.

A bit doubles the odds that traveller and alert are the same person. People set this table from the evaluation and
approve it; nothing changes it by itself (C-817/19, points 194 and 195). The score of a match is the sum of its
features' weights. What a name counts is not in the table: it is how rare its tokens are among the alerts, times how
alike the spellings are (`tournai.screening.similarity`).

Sex, nationality and birthplace count only as agreement with the alert's value: no value counts by itself.
"""

from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS_VERSION = "2026-11-a"

WEIGHTS: Mapping[str, Mapping[str, float]] = MappingProxyType({
    "surname": {"none of it found": -10.0, "a part not found": -1.0},
    "given": {"none of it found": -5.0, "a part not found": -1.0},
    "further names": {"each": -1.0, "none of the surname sought": -3.0},
    "order of fathers": {"exchanged": -9.0},
    "weak alias": {"share of the names taken off": 0.4},
    "birth": {
        "same day": 14.0,
        "same month": 9.0,
        "day and month exchanged": 8.0,
        "same year": 5.5,
        "one digit": 4.0,
        "first of January": 4.0,
        "within the range": 3.0,
        "about": 3.0,
        "not known": 0.0,
        "different": -14.0,
    },
    "sex": {"same": 0.5, "not known": 0.0, "different": -3.0},
    "nationality": {"same": 2.0, "not known": 0.0, "different": -0.5},
    "birthplace": {"same": 3.0, "not known": 0.0, "different": 0.0},
    "document": {"same": 70.0, "same but for letters like digits": 66.0, "same number of another state": 16.0},
    "alerts searched": {"each doubling": -1.05},
})  # fmt: skip
"""Rows are features; columns are how the two values may stand to one another."""

DAMPING = (1.0, 0.85, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
"""Share that the best, second best ... token counts: names of one language go together, so they agree together."""

FEWEST_ALERTS = 512
"""A shorter list counts as this long: chance agreements are then too few to measure."""

DEFAULT_THRESHOLD = 2.2
"""Bits from which a comparison is a match.

Measured false matches on invented persons: 6.5 per 10,000 travellers against 100,000 alerts (``python
benchmarks/screening.py 100000 20000``, 13 events), 12 per 10,000 against 1,000,000 (``... 1000000 10000``, 12 events).
Twelve events leave the true rate anywhere between half and twice the figure.
"""
