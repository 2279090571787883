"""What a score means: at which threshold how many pairs of two persons match, and on what that was measured."""

import msgspec


class OperatingPoint(msgspec.Struct, frozen=True):
    """A threshold with its measured errors.

    Args:
        false_match_rate: Share of pairs of two persons whose score reaches the threshold.
        threshold: A pair matches when its score is at least this.
        false_non_match_rate: Share of pairs of one person whose score stays below it.
    """

    false_match_rate: float
    threshold: float
    false_non_match_rate: float


class Measured(msgspec.Struct, frozen=True):
    """The operating points of a comparison, the usual one first, and what they were measured on."""

    points: tuple[OperatingPoint, ...]
    measured_on: str

    @property
    def threshold(self) -> float:
        """The usual threshold."""
        return self.points[0].threshold


FACES = Measured(
    (OperatingPoint(1e-3, 0.42, 0.044), OperatingPoint(1e-4, 0.48, 0.103)),
    "40 people of the ORL set at 23 x 28 pixels; false non-matches on 20 of them (900 pairs of one person)",
)
"""Scores are cosines, -1 to 1. Source: `./run bench faces`. The usual threshold is that of a false match in 1,000, as
the Frontex guidelines for automated border control ask."""

FINGERS = Measured(
    (OperatingPoint(1e-3, 23.2, 0.024), OperatingPoint(1e-4, 26.3, 0.027)),
    "20 fingers of FVC2002 DB1, DB4 and FVC2004 DB3, DB4 (560 pairs of one finger, 12,160 of two)",
)
"""Scores are weighed sums without an upper bound. Source: `./run bench fingerprints`."""
