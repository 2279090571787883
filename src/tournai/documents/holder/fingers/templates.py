"""A finger as its minutiae, and made ready for comparing.

Source: ISO/IEC 19794-2:2005, 7.2 (location, direction, type).
"""

import math
from collections.abc import Sequence

import msgspec
import numpy as np

from tournai.documents.holder.fingers.pairing import TURN, Edges, Print, Voters, edges_of, voters_of

MOST_MINUTIAE = 150
"""Minutiae that are compared; of more, those of best quality."""


class Minutia(msgspec.Struct, frozen=True):
    """A ridge's ending or fork.

    Args:
        x: Pixels at 500 dpi from the left.
        y: Pixels at 500 dpi from the top.
        direction: Radians against the clock from the right, as ISO/IEC 19794-2 has it.
        is_ending: An ending; else a fork or not known.
        quality: 0 to 1; 1 where nothing is known.
    """

    x: float
    y: float
    direction: float
    is_ending: bool
    quality: float = 1.0


def best_minutiae(minutiae: Sequence[Minutia]) -> list[Minutia]:
    """Return the minutiae that are compared, best first; what is not finite is left out."""
    usable = [one for one in minutiae if all(map(math.isfinite, (one.x, one.y, one.direction)))]
    return sorted(usable, key=lambda one: -one.quality)[:MOST_MINUTIAE]


def prepare_finger(minutiae: Sequence[Minutia]) -> Print:
    """Return the minutiae made ready for comparing, in the order of `best_minutiae`."""
    best = best_minutiae(minutiae)
    x = np.array([one.x for one in best], np.float32)
    y = np.array([one.y for one in best], np.float32)
    direction = np.array([one.direction % TURN for one in best], np.float32)
    types = np.array([one.is_ending for one in best], np.int32)
    return Print(Edges(*edges_of(x, y, direction)), Voters(*voters_of(x, y, direction)), types)
