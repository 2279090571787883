"""Where in a picture a zone may stand: two or three long, even, parallel lines of print.

The way is the usual one of morphology: dark strokes stand out by a black hat, their upright edges by a gradient, and a
closing along the line joins the characters, which stand at one pitch, into one bar. A zone's lines are filled to their
ends, so its bars begin and end one under the other; that tells them from other print. It is tried for several sizes of
print. A picture may be turned by any of four quarters and lie up to some twenty degrees askew.
"""

from collections.abc import Iterator
from itertools import pairwise

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from tournai.documents.pages.opening import Grey

WORKING_SIDE = 1_200
"""Pixels of the longer side at which lines are sought."""
PRINT_HEIGHTS = (12, 20, 28)
"""Heights of characters, in pixels at that size, for which lines are sought."""
LEAST_LENGTH = 0.2
"""Length of a line, as a part of the longer side."""
LEAST_ASPECT = 11.0
"""Length of a line by its height. 30 characters are 32 times as long as high; a bar is higher than its characters."""
MOST_ANGLE = 40.0
MOST_TURN_BETWEEN_LINES = 4.0
"""Degrees."""
SPACING = (1.1, 4.5)
"""Distance of a line to the next, in heights."""
END_TOLERANCE = 0.05
"""How far ends of lines may stand out, as a part of their length."""
MOST_LINES = 120
MOST_ZONES = 6

Point = NDArray[np.float64]


class Bar(msgspec.Struct, frozen=True):
    """A line of print: middle of its left and right end, and height, in pixels of the picture."""

    left: tuple[float, float]
    right: tuple[float, float]
    height: float

    @property
    def length(self) -> float:
        """Its length in pixels."""
        return float(np.hypot(self.right[0] - self.left[0], self.right[1] - self.left[1]))

    @property
    def angle(self) -> float:
        """Degrees by which it sinks to the right."""
        return float(np.degrees(np.arctan2(self.right[1] - self.left[1], self.right[0] - self.left[0])))


class ZonePlace(msgspec.Struct, frozen=True):
    """A place where a zone may stand: its lines from the upper to the lower."""

    bars: tuple[Bar, ...]


def find_zones(page: Grey, tilt: float = 0.0) -> Iterator[ZonePlace]:
    """Yield the places of a picture, upright or upside down, where a zone may stand; the likeliest first.

    ``tilt`` degrees are taken off before: lines that sink by about as much to the right are found.
    """
    scale = WORKING_SIDE / max(page.shape)
    way = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    small = np.asarray(cv2.resize(page, None, fx=scale, fy=scale, interpolation=way), dtype=np.uint8)
    level, back = _levelled(small, tilt) if tilt else (small, np.eye(2, 3))
    found: list[ZonePlace] = []
    for height in PRINT_HEIGHTS:
        bars = _bars(level, height)
        found += [place for place in _groups(bars) if not any(_is_same(place, other) for other in found)]
    found.sort(key=lambda place: -_likeliness(place))
    for place in found[:MOST_ZONES]:
        yield ZonePlace(tuple(_moved(bar, back / scale, 1 / scale) for bar in place.bars))


def _levelled(grey: Grey, tilt: float) -> tuple[Grey, NDArray[np.float64]]:
    """Return a picture turned back by some degrees, and the move from it to the picture as it was."""
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0)
    cosine, sine = abs(turn[0, 0]), abs(turn[0, 1])
    wide, high = int(width * cosine + height * sine), int(width * sine + height * cosine)
    turn[:, 2] += ((wide - width) / 2, (high - height) / 2)
    level = cv2.warpAffine(grey, turn, (wide, high), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(level, dtype=np.uint8), np.asarray(cv2.invertAffineTransform(turn), dtype=np.float64)


def _bars(grey: Grey, height: int) -> list[Bar]:
    mask = _joined_print(grey, height)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask)
    least = WORKING_SIDE * LEAST_LENGTH
    long = [part for part in range(1, count) if boxes[part][2] * 1.05 >= least]
    found = (_bar(np.asarray(labels), np.asarray(boxes[part]), part) for part in long[:MOST_LINES])
    return [bar for bar in found if bar and bar.length >= least and bar.length >= LEAST_ASPECT * bar.height]


def _joined_print(grey: Grey, height: int) -> Grey:
    """Return where print of a height stands, its characters joined along the line."""
    rectangle = cv2.MORPH_RECT
    hat = cv2.getStructuringElement(rectangle, (int(height * 1.6) | 1, int(height * 1.2) | 1))
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, hat)
    edges = np.absolute(cv2.Sobel(dark, cv2.CV_32F, 1, 0, ksize=3))
    edges = cv2.GaussianBlur(edges, (0, 0), height * 0.25)
    levels = (edges * (255.0 / max(float(edges.max()), 1.0))).astype(np.uint8)
    along = cv2.getStructuringElement(rectangle, (int(height * 1.8) | 1, 1))
    joined = cv2.morphologyEx(levels, cv2.MORPH_CLOSE, along)
    _, mask = cv2.threshold(joined, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    stray = cv2.getStructuringElement(rectangle, (int(height * 1.2) | 1, max(1, int(height * 0.2))))
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, stray), dtype=np.uint8)


def _bar(labels: NDArray[np.int32], box: NDArray[np.int32], part: int) -> Bar | None:
    x, y, width, height = (int(value) for value in box[:4])
    points = cv2.findNonZero((labels[y : y + height, x : x + width] == part).astype(np.uint8))
    (center_x, center_y), (length, across), angle = cv2.minAreaRect(points)
    if length < across:
        length, across, angle = across, length, angle + 90
    angle = (angle + 90) % 180 - 90
    if abs(angle) > MOST_ANGLE:
        return None
    step_x, step_y = np.cos(np.radians(angle)) * length / 2, np.sin(np.radians(angle)) * length / 2
    middle_x, middle_y = center_x + x, center_y + y
    return Bar(
        (float(middle_x - step_x), float(middle_y - step_y)),
        (float(middle_x + step_x), float(middle_y + step_y)),
        across,
    )


def _groups(bars: list[Bar]) -> Iterator[ZonePlace]:
    """Yield chains of two and three lines that begin and end one under the other."""
    ordered = sorted(bars, key=lambda bar: bar.left[1] + bar.right[1])
    below = {at: [lower for lower in ordered[at + 1 :] if _follows(bar, lower)] for at, bar in enumerate(ordered)}
    for at, bar in enumerate(ordered):
        for lower in below[at]:
            yield ZonePlace((bar, lower))
            for last in below[ordered.index(lower)]:
                yield ZonePlace((bar, lower, last))


def _follows(upper: Bar, lower: Bar) -> bool:
    if abs(upper.angle - lower.angle) > MOST_TURN_BETWEEN_LINES:
        return False
    along, across = _axes(upper)
    height = max(upper.height, lower.height)
    distance = float(np.dot(_middle(lower) - _middle(upper), across))
    if not SPACING[0] * height < distance < SPACING[1] * height:
        return False
    outs = [float(np.dot(np.subtract(there, here), along)) for here, there in _ends(upper, lower)]
    # Under perspective the lower line is longer on both sides; a turned page shifts both ends alike.
    return max(abs(out) for out in outs) < END_TOLERANCE * upper.length + 0.1 * distance


def _ends(upper: Bar, lower: Bar) -> tuple[tuple[tuple[float, float], tuple[float, float]], ...]:
    return ((upper.left, lower.left), (upper.right, lower.right))


def _axes(bar: Bar) -> tuple[Point, Point]:
    along = np.subtract(bar.right, bar.left) / max(bar.length, 1e-9)
    return along, np.array([-along[1], along[0]])


def _middle(bar: Bar) -> Point:
    return np.add(bar.left, bar.right) / 2


def _likeliness(place: ZonePlace) -> float:
    """Return how even the lines are: of one height, one distance, one length; more and longer lines before fewer."""
    heights = [bar.height for bar in place.bars]
    lengths = [bar.length for bar in place.bars]
    gaps = [float(np.linalg.norm(_middle(lower) - _middle(upper))) for upper, lower in pairwise(place.bars)]
    evenness = min(heights) / max(heights) * min(lengths) / max(lengths) * min(gaps) / max(gaps)
    return evenness * (1.0 + 0.25 * (len(place.bars) - 2)) * max(lengths) / max(heights)


def _is_same(place: ZonePlace, other: ZonePlace) -> bool:
    if len(place.bars) != len(other.bars):
        return False
    near = 0.5 * min(bar.height for bar in place.bars)
    ends = zip(place.bars, other.bars, strict=True)
    return all(np.hypot(*np.subtract(a, b)) < near for one, two in ends for a, b in _ends(one, two))


def _moved(bar: Bar, move: NDArray[np.float64], factor: float) -> Bar:
    left, right = (move @ (x, y, 1.0) for x, y in (bar.left, bar.right))
    return Bar((float(left[0]), float(left[1])), (float(right[0]), float(right[1])), bar.height * factor)
