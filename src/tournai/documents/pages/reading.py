"""A page's zone read from its picture: two readings compared, every doubt told, refused where nothing is to be trusted.

The first reading is Tesseract's, the second the comparison with the drawn typeface (`glyphs`). `deciding` brings them
together, `doubting` tells whether the result is sure. Which way up a picture lies is found by trying.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product

import msgspec
import numpy as np

from tournai.documents.mrz.reading import Zone, read_lines
from tournai.documents.mrz.repairs import Repair, propose_repairs
from tournai.documents.pages.attempts import Attempt, attempt_at
from tournai.documents.pages.deciding import chosen
from tournai.documents.pages.doubting import is_beyond_doubt
from tournai.documents.pages.finding import Bar, ZonePlace, find_zones
from tournai.documents.pages.opening import Grey, open_page
from tournai.documents.pages.recognising import Recogniser
from tournai.errors import Malformed

TILTS = (0.0, 22.0, -22.0)
"""Degrees beyond a quarter by which a picture is tried; some fifteen more on either side are no matter."""
MOST_TRIES = 20
"""Places at which a picture is read, either way up; each takes about a sixth of a second."""
LEAST_READ = 0.8
"""Part of the characters that must be read for a picture to be shown as a zone at all."""


class NoZone(Malformed):
    """A picture in which no machine-readable zone can be read."""


class PageReading(msgspec.Struct, frozen=True):
    """What a picture's zone says: the zone, what was repaired and could be, whether the reading is sure.

    ``confidence`` has a value from 0 to 99 for each character of each line. ``corners`` are those of the zone in the
    picture (x, y), clockwise from the upper left as it is read; ``turned`` by how many quarters it is turned clockwise.
    """

    zone: Zone
    repairs: tuple[Repair, ...]
    sure: bool
    confidence: tuple[tuple[int, ...], ...]
    turned: int
    corners: tuple[tuple[int, int], ...]


def read_page(data: bytes, today: date, recogniser: Recogniser) -> PageReading:
    """Return what the machine-readable zone in an image says; upright, upside down or lying on a side.

    Raises:
        MalformedImage: The bytes are no image that is read.
        NoZone: No zone was found, or none whose characters can be told.
    """
    page = open_page(data)
    best: Attempt | None = None
    tries = iter(range(MOST_TRIES))
    for tilt, turned in product(TILTS, (0, 1)):
        if best is None or not best.is_likely:
            best = _best_attempt(_Lie(page, turned, tilt, tries), recogniser, best)
    if best is None or best.read < LEAST_READ:
        raise NoZone(
            "no machine-readable zone can be read: take the picture again, flat, sharp, with the whole zone in it",
            code="no-zone",
        )
    return _reading(best, page, today)


class _Lie(msgspec.Struct, frozen=True):
    """How a picture is taken to lie: quarters by which it is turned clockwise, and degrees beyond."""

    page: Grey
    turned: int
    tilt: float
    tries: Iterator[int]
    """What is left of `MOST_TRIES`."""


def _best_attempt(lie: _Lie, recogniser: Recogniser, best: Attempt | None) -> Attempt | None:
    """Return the best of what is read at each place of a picture, and of what was read before."""
    for attempt in _attempts(lie, recogniser):
        if best is None or attempt.rank > best.rank:
            best = attempt
        if attempt.is_convincing:
            break
    return best


def _attempts(lie: _Lie, recogniser: Recogniser) -> Iterator[Attempt]:
    """Yield what is read at each place, and where that does not convince, upside down."""
    lying = np.ascontiguousarray(np.rot90(lie.page, lie.turned))
    over = np.ascontiguousarray(np.rot90(lying, 2))
    for place in find_zones(lying, lie.tilt):
        if next(lie.tries, None) is None:
            return
        attempt = attempt_at(lying, place, recogniser, lie.turned)
        if attempt:
            yield attempt
        if (attempt is None or not attempt.is_convincing) and next(lie.tries, None) is not None:
            attempt = attempt_at(over, _upside_down(lying, place), recogniser, lie.turned + 2)
            if attempt:
                yield attempt


def _upside_down(page: Grey, place: ZonePlace) -> ZonePlace:
    height, width = page.shape

    def turned(point: tuple[float, float]) -> tuple[float, float]:
        return width - 1 - point[0], height - 1 - point[1]

    return ZonePlace(tuple(Bar(turned(bar.right), turned(bar.left), bar.height) for bar in reversed(place.bars)))


def _reading(attempt: Attempt, page: Grey, today: date) -> PageReading:
    zone = read_lines(attempt.lines, today)
    proposed = propose_repairs(attempt.lines)
    sure = not proposed and zone.passes_all_check_digits and zone.passes_all_fields and is_beyond_doubt(attempt)
    confidence = tuple(
        tuple(
            round(min(sure_of, 99.0) * max(0.0, float(alike)))
            for sure_of, alike in zip(one, chosen(score, line), strict=True)
        )
        for one, score, line in zip(attempt.confidences, attempt.scores, attempt.lines, strict=True)
    )
    corners = _corners(attempt, page)
    return PageReading(zone, (*attempt.made, *proposed), sure, confidence, attempt.turned, corners)


def _corners(attempt: Attempt, page: Grey) -> tuple[tuple[int, int], ...]:
    """Return the zone's corners in the picture as it was given."""
    first, last = attempt.place.bars[0], attempt.place.bars[-1]
    lying = np.rot90(page, attempt.turned)
    corners = []
    for x, y in (first.left, first.right, last.right, last.left):
        height, width = lying.shape
        for _ in range(attempt.turned):  # undo a quarter counter-clockwise: (x, y) was (height - 1 - y, x) before
            x, y = height - 1 - y, x
            height, width = width, height
        corners.append((round(x), round(y)))
    return tuple(corners)
