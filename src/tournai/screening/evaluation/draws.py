"""Draws without a generator's state: the same seed, stream and number give the same draw, on any machine, for ever.

A draw depends on nothing drawn before it, so a set of a million alerts begins with the set of ten thousand.

Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014), the mixing function of SplitMix64.
"""

import hashlib
from collections.abc import Mapping

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.batches import Int64Column

Float64Column = npt.NDArray[np.float64]

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
MANTISSA_BITS = 53


class Draws(msgspec.Struct, frozen=True):
    """Draws of one set, told apart by the name of what is drawn (``stream``) and the number of whom it is drawn for."""

    seed: str

    def units(self, stream: str, numbers: Int64Column) -> Float64Column:
        """Return a draw from 0 up to and without 1 for each number."""
        start = hashlib.sha256(f"{self.seed}|{stream}".encode()).digest()
        state = numbers.astype(np.uint64) * GOLDEN + np.uint64(int.from_bytes(start[:8], "big"))
        state = (state ^ (state >> np.uint64(30))) * FIRST
        state = (state ^ (state >> np.uint64(27))) * SECOND
        state ^= state >> np.uint64(31)
        units: Float64Column = (state >> np.uint64(64 - MANTISSA_BITS)).astype(np.float64) / 2.0**MANTISSA_BITS
        return units

    def unit(self, stream: str, number: int) -> float:
        """Return one draw, from 0 up to and without 1."""
        return float(self.units(stream, np.array([number], np.int64))[0])


class Dice:
    """The draws of one case, one after the other."""

    def __init__(self, draws: Draws, stream: str, number: int, most: int = 64) -> None:
        self._units = draws.units(stream, np.arange(most, dtype=np.int64) + np.int64(number) * most).tolist()
        self._next = 0

    def unit(self) -> float:
        """Return the next draw; after the last, the first again."""
        drawn: float = self._units[self._next % len(self._units)]
        self._next += 1
        return drawn

    def below(self, count: int) -> int:
        """Return a whole number from 0 up to and without ``count``."""
        return min(int(self.unit() * count), count - 1)


class Pool(msgspec.Struct, frozen=True):
    """Texts with the share that each is drawn with."""

    texts: tuple[str, ...]
    cumulated: Float64Column

    @classmethod
    def of(cls, counts: Mapping[str, float]) -> "Pool":
        """Return the pool of texts with their counts, in an order that depends on nothing but the texts."""
        texts = tuple(sorted(counts))
        weights = np.cumsum([counts[text] for text in texts]) if texts else np.zeros(0)
        return cls(texts, weights / weights[-1] if texts else weights)

    def __len__(self) -> int:
        return len(self.texts)

    def places(self, units: Float64Column) -> Int64Column:
        """Return the place of the text that each draw falls on."""
        found = np.searchsorted(self.cumulated, units, "right")
        return np.minimum(found, len(self.texts) - 1).astype(np.int64)

    def at(self, unit: float) -> str:
        """Return the text that a draw falls on."""
        return self.texts[int(self.places(np.array([unit]))[0])]
