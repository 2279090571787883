"""The pitch of a zone's print: which character stands at which position.

A zone is printed at a fixed pitch (Doc 9303-3, section 4.4), so a character that a reader overlooked leaves a gap, and
one that it made up stands off the pitch.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from tournai.documents.pages.recognising import Symbol
from tournai.documents.pages.straightening import MARGIN, WHITE_EDGE_X

WIDTHS = {3: (30,), 2: (36, 44)}
"""Number of lines -> the positions that they may have."""
MOST_OFF = 2
"""How many positions a line may seem to have more or fewer than a format."""
LEAST_SYMBOLS = 12
LEAST_STEP = 4.0
NEIGHBOURS = 5
OFF_PITCH = 0.42
"""Part of the pitch by which a character may stand off its position."""


class Curve(msgspec.Struct, frozen=True):
    """Where positions (from 0) have their middle, in pixels; seen from a side, the pitch changes along the line."""

    first: float
    pitch: float
    widening: float

    def middle(self, position: float) -> float:
        """Return the middle of a position."""
        return self.first + (self.pitch + self.widening * position) * position

    def pitch_at(self, position: float) -> float:
        """Return the pitch at a position."""
        return self.pitch + 2 * self.widening * position

    def moved(self, positions: int) -> "Curve":
        """Return the curve whose position 0 is another of this one."""
        return Curve(self.middle(positions), self.pitch_at(positions), self.widening)


class Line(msgspec.Struct, frozen=True):
    """A line on its pitch: where its positions are, and what was read at each."""

    curve: Curve
    symbols: tuple[Symbol | None, ...]


class _Fit(msgspec.Struct, frozen=True):
    curve: Curve
    places: dict[int, Symbol]

    @property
    def count(self) -> int:
        return max(self.places) + 1


def may_be_line(symbols: tuple[Symbol, ...], lines: int) -> bool:
    """Whether what was read may be one of so many lines of a zone: about as many positions, at one pitch."""
    fit = _fit(symbols)
    return fit is not None and any(abs(fit.count - width) <= MOST_OFF for width in WIDTHS[lines])


def place_on_grid(lines: Sequence[tuple[Symbol, ...]]) -> tuple[Line, ...] | None:
    """Return each line's characters by position, or ``None`` where the lines have not the positions of a format."""
    fits = [_fit(line) for line in lines]
    known = [fit for fit in fits if fit]
    if len(known) < len(lines):
        return None
    counts = [fit.count for fit in known]
    width = min(WIDTHS[len(lines)], key=lambda width: sum(abs(count - width) for count in counts))
    if any(abs(count - width) > MOST_OFF for count in counts):
        return None
    whole = [fit for fit in known if fit.count == width]
    start = float(np.mean([fit.curve.first for fit in whole])) if whole else None
    return tuple(_placed(fit, width, start) for fit in known)


def _fit(symbols: tuple[Symbol, ...]) -> _Fit | None:
    if len(symbols) < LEAST_SYMBOLS:
        return None
    middles = np.array([symbol.middle for symbol in symbols])
    places = _counted(middles)
    curve: Curve | None = None
    for _ in range(3):
        curve = _curve(places, middles, curve)
        if curve is None:
            return None
        around = np.arange(places.min() - 3, places.max() + 4)
        stands = np.array([curve.middle(float(place)) for place in around])
        places = around[np.abs(stands[None, :] - middles[:, None]).argmin(axis=1)]
    held = _held(symbols, places.astype(int).tolist(), curve) if curve else {}
    if len(held) < LEAST_SYMBOLS or curve is None:
        return None
    least = min(held)
    return _Fit(curve.moved(least), {place - least: symbol for place, symbol in held.items()})


def _counted(middles: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the position of each character, counted from its neighbour by the pitch thereabouts."""
    steps = np.diff(middles)
    usual = float(np.median(steps[steps > LEAST_STEP])) if (steps > LEAST_STEP).any() else 1.0
    whole = np.where((steps > 0.6 * usual) & (steps < 1.5 * usual), steps, np.nan)
    near = [whole[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1] for at in range(len(steps))]
    pitch = np.array([float(np.nanmedian(some)) if np.isfinite(some).any() else usual for some in near])
    return np.concatenate(([0.0], np.cumsum(np.rint(steps / pitch))))


def _curve(places: NDArray[np.float64], middles: NDArray[np.float64], curve: Curve | None) -> Curve | None:
    """Return the curve through the characters that stand near the last one."""
    pitch = curve.pitch if curve else LEAST_STEP
    stands = np.array([curve.middle(float(place)) for place in places]) if curve else middles
    near = np.abs(middles - stands) < max(OFF_PITCH * pitch, 1.0)
    if near.sum() < LEAST_SYMBOLS or len(set(places[near].tolist())) < LEAST_SYMBOLS:
        return None
    widening, pitch, first = (float(value) for value in np.polyfit(places[near], middles[near], 2))
    found = Curve(first, pitch, widening)
    ends = (float(places.min()), float(places.max()))
    return found if all(found.pitch_at(end) > 1 for end in ends) else None


def _held(symbols: tuple[Symbol, ...], places: list[int], curve: Curve) -> dict[int, Symbol]:
    """Return the characters that stand on the pitch; of two at one position, the nearer."""
    held: dict[int, Symbol] = {}
    off = [abs(one.middle - curve.middle(at)) / curve.pitch_at(at) for one, at in zip(symbols, places, strict=True)]
    for distance, place, symbol in sorted(zip(off, places, symbols, strict=True), key=lambda one: -one[0]):
        if distance < OFF_PITCH:
            held[place] = symbol
    return held


def _placed(fit: _Fit, width: int, start: float | None) -> Line:
    if fit.count == width:
        skipped = 0
    elif start is not None:
        skipped = round((start - fit.curve.first) / fit.curve.pitch)
    elif fit.count > width:
        skipped = _weaker_end(fit, width)
    else:
        # The line was cut out where its bar begins: the first character stands half a pitch further.
        skipped = round((MARGIN + WHITE_EDGE_X + fit.curve.pitch / 2 - fit.curve.first) / fit.curve.pitch)
    skipped = min(max(skipped, -MOST_OFF), MOST_OFF)
    symbols = tuple(fit.places.get(place + skipped) for place in range(width))
    return Line(fit.curve.moved(skipped), symbols)


def _weaker_end(fit: _Fit, width: int) -> int:
    """Return how many characters are too many at the beginning: those read with the least confidence."""
    extra = fit.count - width
    ends = range(extra + 1)
    return max(ends, key=lambda skipped: _confidence(fit, skipped, width))


def _confidence(fit: _Fit, skipped: int, width: int) -> float:
    kept = (fit.places.get(place + skipped) for place in range(width))
    return sum(symbol.confidence for symbol in kept if symbol)
