"""Invented fingers: ridges grown along a flow, their minutiae known, and impressions as a scanner takes them.

A flow (Sherlock and Monro's model: each core turns it by half a turn, each delta back) and a period make a bank of
Gabor filters; noise that is filtered again and again grows ridges, and where they cannot agree, minutiae. Where the
phase of the ridges winds once around a point, a minutia is: so all are known.

Source: Maltoni et al., Handbook of Fingerprint Recognition, 3rd edition (2022), chapter 7 (the method of SFinGe);
Larkin and Fletcher, A coherent framework for fingerprint analysis (2007), for the winding phase.
"""

import math
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Map = npt.NDArray[np.floating[Any]]
Pixels = npt.NDArray[np.uint8]

WIDTH, HEIGHT = 320, 400
RESOLUTION = 500
"""Dots per inch."""
FLOWS, GROWTH = 24, 14
"""Filters of the bank, and how often the noise is filtered."""
KERNEL = 25
BORDER = 14
"""Pixels at the edge of the pad where minutiae are not counted."""
BEND, BEND_GRAIN = 0.16, 45
"""Radians by which a finger's flow differs from its kind's, and over how many pixels that changes."""
WIDE, LONG = 0.42, 0.62
"""Deviations of a filter across and along the ridges, in periods."""
CANCELLING = 9.0
"""Pixels within which two windings of opposite sense cancel out: about a ridge's period."""
FULL_TURN = 2 * math.pi


@dataclass(frozen=True)
class KnownMinutia:
    """Where a ridge ends or forks: pixels from the upper left, and the line of the ridges there.

    The line is 0 to pi radians against the clock. Which of both it is depends on the pressure, and is not told.
    """

    x: float
    y: float
    line: float


@dataclass(frozen=True)
class Finger:
    """A finger: ridges as waves, -1 (valley) to 1 (ridge), shape (400, 320); where its pad is; its minutiae."""

    ridges: Map
    pad: Map
    minutiae: tuple[KnownMinutia, ...]


def grow_finger(chance: Random) -> Finger:
    """Return an invented finger: loop, whorl or arch."""
    x, y = np.meshgrid(np.arange(WIDTH, dtype=np.float32), np.arange(HEIGHT, dtype=np.float32))
    seeds = np.random.default_rng(chance.getrandbits(32))
    bend = cv2.GaussianBlur(seeds.standard_normal((HEIGHT, WIDTH), dtype=np.float32), (0, 0), BEND_GRAIN)
    flow = np.asarray((_flow(x, y, chance) + BEND * bend / bend.std()) % math.pi, np.float32)
    period = chance.uniform(7.8, 11.0)
    even, odd = _bank(period)
    which = np.floor(flow / math.pi * FLOWS + 0.5).astype(np.int64) % FLOWS
    ridges = seeds.standard_normal((HEIGHT, WIDTH), dtype=np.float32)
    for _ in range(GROWTH):
        ridges = np.tanh(1.6 * _filtered(ridges, even, which))
    quadrature = _filtered(ridges, odd, which)
    pad = _pad(x, y, chance)
    line = (which * (math.pi / FLOWS)).astype(np.float32)
    return Finger(ridges, pad, _winding(ridges, quadrature, line, pad))


@dataclass(frozen=True)
class Touch:
    """How a finger is laid down: radians, pixels, pixels that the skin is pulled, pressure (above 0: thick ridges),
    grey levels of noise."""

    turn: float = 0.0
    right: float = 0.0
    down: float = 0.0
    pull: float = 0.0
    pressure: float = 0.0
    noise: float = 6.0


def some_touch(chance: Random) -> Touch:
    """Return how a finger happens to be laid down."""
    return Touch(
        chance.uniform(-0.3, 0.3), chance.uniform(-25, 25), chance.uniform(-25, 25),
        chance.uniform(1, 4), chance.uniform(-0.35, 0.35), chance.uniform(5, 16),
    )  # fmt: skip


def press(finger: Finger, touch: Touch, chance: Random) -> Pixels:
    """Return an impression, grey, shape (400, 320), ridges dark."""
    seeds = np.random.default_rng(chance.getrandbits(32))
    x, y = _pulled(touch, seeds)
    ridges, pad = (cv2.remap(part, x, y, cv2.INTER_CUBIC, borderValue=0) for part in (finger.ridges, finger.pad))
    uneven = cv2.GaussianBlur(seeds.standard_normal((HEIGHT, WIDTH), dtype=np.float32), (0, 0), 25) * 8
    ink = 1 / (1 + np.exp(-4.5 * (ridges + touch.pressure + uneven)))
    levels = 235 - 190 * ink * np.clip(pad, 0, 1)
    grain = cv2.GaussianBlur(seeds.standard_normal(levels.shape, dtype=np.float32), (0, 0), 0.7)
    return np.asarray(np.clip(levels + 2 * touch.noise * grain, 0, 255), np.uint8)


def write_png(pixels: Pixels) -> bytes:
    """Return the impression as PNG of 500 dpi."""
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", dpi=(RESOLUTION, RESOLUTION))
    return buffer.getvalue()


def _flow(x: Map, y: Map, chance: Random) -> Map:
    """Return the line of the ridges at each point, 0 to pi, against the clock."""
    kind = chance.choices(("loop", "whorl", "arch"), (6, 3, 1))[0]
    middle, high = WIDTH / 2 + chance.uniform(-30, 30), HEIGHT * 0.42 + chance.uniform(-35, 35)
    if kind == "arch":
        steep = chance.uniform(0.6, 1.1)
        rise = np.clip(1.3 - np.abs(y - high) / (0.7 * HEIGHT), 0, 1) * steep
        return np.asarray(np.arctan(rise * np.sin((middle - x) / WIDTH * math.pi * 1.2)) % math.pi, np.float32)
    side = chance.choice((-1, 1))
    cores = [(middle, high)]
    deltas = [(middle + side * chance.uniform(70, 125), high + chance.uniform(80, 150))]
    if kind == "whorl":
        cores.append((middle + chance.uniform(-12, 12), high + chance.uniform(25, 60)))
        deltas.append((middle - side * chance.uniform(70, 125), high + chance.uniform(80, 150)))
    turned = np.zeros_like(x)
    for at_x, at_y in cores:
        turned += np.arctan2(at_y - y, x - at_x)
    for at_x, at_y in deltas:
        turned -= np.arctan2(at_y - y, x - at_x)
    return np.asarray(turned / 2 % math.pi, np.float32)


def _bank(period: float) -> tuple[list[Map], list[Map]]:
    """Return the even and odd filters, one a line of ridges."""
    half = KERNEL // 2
    across, down = np.meshgrid(np.arange(-half, half + 1), np.arange(-half, half + 1))
    even, odd = [], []
    for number in range(FLOWS):
        line = number * math.pi / FLOWS
        athwart, along = (
            across * math.sin(line) + down * math.cos(line),
            across * math.cos(line) - down * math.sin(line),
        )
        spread = np.exp(-((athwart / (WIDE * period)) ** 2 + (along / (LONG * period)) ** 2) / 2)
        wave = athwart * FULL_TURN / period
        cosine = np.cos(wave) * spread
        cosine -= cosine.sum() * spread / spread.sum()
        scale = np.abs(cosine).sum()
        even.append((cosine / scale * 2).astype(np.float32))
        odd.append((np.sin(wave) * spread / scale * 2).astype(np.float32))
    return even, odd


def _filtered(image: Map, bank: list[Map], which: npt.NDArray[np.int64]) -> Map:
    out = np.zeros_like(image)
    for number, kernel in enumerate(bank):
        here = which == number
        rows, columns = np.flatnonzero(here.any(1)), np.flatnonzero(here.any(0))
        if not rows.size:
            continue
        top, left = max(rows[0] - KERNEL, 0), max(columns[0] - KERNEL, 0)
        part = np.s_[top : rows[-1] + KERNEL, left : columns[-1] + KERNEL]
        answer = cv2.filter2D(image[part], cv2.CV_32F, kernel, borderType=cv2.BORDER_REFLECT)
        out[part][here[part]] = answer[here[part]]
    return out


def _pad(x: Map, y: Map, chance: Random) -> Map:
    wide, high = chance.uniform(118, 140), chance.uniform(160, 185)
    from_edge = 1 - np.hypot((x - WIDTH / 2) / wide, (y - HEIGHT / 2) / high)
    return np.asarray(np.clip(from_edge * 12, 0, 1), np.float32)


def _winding(even: Map, odd: Map, flow: Map, pad: Map) -> tuple[KnownMinutia, ...]:
    """Return where the phase winds once around a square of four points."""
    phase = np.arctan2(odd, even)
    corners = [np.s_[:-1, :-1], np.s_[:-1, 1:], np.s_[1:, 1:], np.s_[1:, :-1]]
    first = flow[corners[0]]
    turned = []
    for corner in corners:
        apart = np.abs(flow[corner] - first)
        turned.append(np.where(apart > math.pi / 2, -phase[corner], phase[corner]))
    winding = np.zeros_like(first)
    for one, other in zip(turned, [*turned[1:], turned[0]], strict=True):
        winding += (other - one + math.pi) % FULL_TURN - math.pi
    inner = cv2.erode(pad, np.ones((2 * BORDER + 1, 2 * BORDER + 1)))[:-1, :-1] >= 1
    rows, columns = np.nonzero((np.abs(winding) > math.pi) & inner)
    signs = np.sign(winding[rows, columns])
    kept = _unpaired(np.stack([columns, rows], 1).astype(np.float32), signs)
    return tuple(
        KnownMinutia(float(columns[at]) + 0.5, float(rows[at]) + 0.5, float(flow[rows[at], columns[at]])) for at in kept
    )


def _unpaired(places: Map, signs: Map) -> list[int]:
    """Return which windings stay: two of opposite sense side by side are a ridge that is thin there, and cancel out."""
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    apart[np.equal.outer(signs, signs)] = np.inf
    left = set(range(len(places)))
    for one, other in zip(*np.unravel_index(np.argsort(apart, axis=None), apart.shape), strict=True):
        if apart[one, other] > CANCELLING:
            break
        if one in left and other in left:
            left -= {int(one), int(other)}
    return sorted(left)


def _pulled(touch: Touch, seeds: np.random.Generator) -> tuple[Map, Map]:
    x, y = np.meshgrid(np.arange(WIDTH, dtype=np.float32), np.arange(HEIGHT, dtype=np.float32))
    across, down = x - WIDTH / 2 - touch.right, y - HEIGHT / 2 - touch.down
    cosine, sine = math.cos(touch.turn), math.sin(touch.turn)
    back_x, back_y = across * cosine - down * sine + WIDTH / 2, across * sine + down * cosine + HEIGHT / 2
    pulls = []
    for _ in range(2):
        pull = cv2.GaussianBlur(seeds.standard_normal((HEIGHT, WIDTH), dtype=np.float32), (0, 0), 50)
        pulls.append(pull / max(float(np.abs(pull).max()), 1e-6) * touch.pull)
    return (back_x + pulls[0]).astype(np.float32), (back_y + pulls[1]).astype(np.float32)
