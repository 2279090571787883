"""The table of weights: what each agreement and contradiction counts, in bits.

A bit doubles the odds that traveller and alert are the same person. People set this table from the evaluation and
approve it; nothing changes it by itself (C-817/19, points 194 and 195). The score of a match is the sum of its
features' weights. What two tokens of a name count is how seldom names like them are borne among the alerts, less a
share of what their spellings cost (`tournai.screening.spelling_costs`).

Sex, nationality and birthplace count only as agreement with the alert's value: no value counts by itself.
"""

from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS_VERSION = "2026-11-d"

WEIGHTS: Mapping[str, Mapping[str, float]] = MappingProxyType({
    "surname": {"rarity": 0.43, "cost, same consonants": -0.13, "cost, other consonants": -0.31},
    "given": {"rarity": 0.43, "cost, same consonants": -0.13, "cost, other consonants": -0.31},
    "borne together": {"share": -0.7},
    "no name found": {"nothing alike": -20.0},
    "weakest spelling": {"to 2 bits": 0.0, "to 5 bits": 0.0, "to 8 bits": -0.2, "to 12 bits": -3.5, "above": -3.5},
    "one name found": {
        "0 alert 0 traveller": -2.2, "0 alert 1 traveller": -4.0,
        "0 alert 2 traveller": -6.8, "0 alert 3 traveller": -8.0,
        "1 alert 0 traveller": -3.4, "1 alert 1 traveller": -9.3,
        "1 alert 2 traveller": -9.3, "1 alert 3 traveller": -10.0,
        "2 alert 0 traveller": -7.0, "2 alert 1 traveller": -9.7,
        "2 alert 2 traveller": -12.0, "2 alert 3 traveller": -13.0,
        "3 alert 0 traveller": -7.0, "3 alert 1 traveller": -12.0,
        "3 alert 2 traveller": -13.5, "3 alert 3 traveller": -15.0,
    },
    "two names found": {
        "0 alert 0 traveller": 0.0, "0 alert 1 traveller": -4.0,
        "0 alert 2 traveller": -5.2, "0 alert 3 traveller": -5.2,
        "1 alert 0 traveller": -2.6, "1 alert 1 traveller": -7.1,
        "1 alert 2 traveller": -9.0, "1 alert 3 traveller": -9.0,
        "2 alert 0 traveller": -3.2, "2 alert 1 traveller": -8.6,
        "2 alert 2 traveller": -10.4, "2 alert 3 traveller": -10.4,
        "3 alert 0 traveller": -3.2, "3 alert 1 traveller": -8.6,
        "3 alert 2 traveller": -10.4, "3 alert 3 traveller": -12.0,
    },
    "three names found": {
        "0 alert 0 traveller": 0.5, "0 alert 1 traveller": -4.6,
        "0 alert 2 traveller": -4.6, "0 alert 3 traveller": -4.6,
        "1 alert 0 traveller": -3.9, "1 alert 1 traveller": -7.1,
        "1 alert 2 traveller": -7.1, "1 alert 3 traveller": -7.1,
        "2 alert 0 traveller": -3.9, "2 alert 1 traveller": -7.1,
        "2 alert 2 traveller": -7.1, "2 alert 3 traveller": -8.0,
        "3 alert 0 traveller": -3.9, "3 alert 1 traveller": -7.1,
        "3 alert 2 traveller": -8.0, "3 alert 3 traveller": -9.0,
    },
    "parts of the name": {"surname and given": 0.0, "surname only": 0.0, "given only": -2.3, "not told": 0.0},
    "parts of the alert": {"surname and given": 0.0, "surname only": 0.0, "given only": -0.6, "not told": 0.0},
    "names apart": {"left over on both sides, no birth to compare": -10.0},
    "order of fathers": {"exchanged": -10.0},
    "weak alias": {"known as such": -3.5},
    "birth": {
        "same day": 12.3,
        "same month": 8.2,
        "day and month exchanged": 10.6,
        "same year": 5.2,
        "one digit": 6.1,
        "first of January": 3.5,
        "within the range": 3.2,
        "about": 2.7,
        "not known": 0.0,
        "different": -14.0,
    },
    "names otherwise written": {"day and month exchanged": -4.0, "one digit": -2.9},
    "sex": {"same": 0.8, "not known": 0.0, "different": -4.0},
    "nationality": {"same": 1.2, "not known": 0.0, "different": -2.3},
    "birthplace": {"same": 1.5, "not known": 0.0, "different": 0.0},
    "document": {"same": 60.0, "same but for letters like digits": 56.0, "same number of another state": 8.0},
    "alerts searched": {"each doubling": -1.0},
})  # fmt: skip
"""Rows are features; columns are how the two values may stand to one another."""

FEWEST_ALERTS = 512
"""A shorter list counts as this long: chance agreements are then too few to measure."""

DEFAULT_THRESHOLD = -4.6
"""Bits from which a comparison is a match: at 1,000,000 alerts, fewer than 10 false matches per 10,000 travellers of
the reference population (`tournai.screening.calibration`), some 6.5 of them with alerts that tell a day of birth, 2
with such as tell a part of it, 1.5 with such as tell nothing. The points of birth share them out so, because each kind
then gains about as much from one more."""
