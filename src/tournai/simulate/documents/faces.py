"""Invented faces, drawn and shaded from numbers: what a person looks like, and the maps of a head.

A head is two maps over the plane of the picture, seen from the front: how far each point stands out (for the shading
and for turning the head), and its colour. Lengths are in half widths of an average head; the origin lies between the
eyes, x to the right of the picture, y downwards. Nothing here comes from a picture of anybody.
"""

from dataclasses import dataclass
from random import Random
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Map = npt.NDArray[np.floating[Any]]
Colour = tuple[float, float, float]

SIDE = 480
"""Pixels of the square map, which shows `EXTENT` units to either side of its centre, `CENTRE` below the eyes."""
EXTENT, CENTRE = 2.0, 0.1
UNIT = SIDE / (2 * EXTENT)

SKINS: tuple[Colour, ...] = (
    (0.93, 0.77, 0.67), (0.89, 0.70, 0.58), (0.83, 0.64, 0.50), (0.76, 0.56, 0.42), (0.66, 0.47, 0.34),
    (0.55, 0.38, 0.27), (0.43, 0.29, 0.20), (0.33, 0.22, 0.15),
)  # fmt: skip
"""Red, green, blue of skin, lightest first."""
HAIRS: tuple[Colour, ...] = (
    (0.07, 0.06, 0.05), (0.16, 0.11, 0.08), (0.27, 0.18, 0.11), (0.42, 0.28, 0.16), (0.62, 0.45, 0.25),
    (0.78, 0.64, 0.42), (0.50, 0.23, 0.10), (0.55, 0.54, 0.53), (0.80, 0.80, 0.79),
)  # fmt: skip
IRISES: tuple[Colour, ...] = (
    (0.18, 0.11, 0.07), (0.30, 0.19, 0.10), (0.42, 0.33, 0.16), (0.30, 0.38, 0.24), (0.32, 0.45, 0.56),
    (0.45, 0.50, 0.54),
)  # fmt: skip
STYLES = ("bald", "short", "short", "side", "fringe", "long", "long", "curly")


@dataclass(frozen=True)
class Features:
    """What a person looks like; lengths in half widths of an average head, tilts as slopes."""

    width: float
    forehead: float
    chin: float
    jaw: float
    cheek: float
    eye_apart: float
    eye_wide: float
    eye_open: float
    eye_tilt: float
    eye_deep: float
    brow_high: float
    brow_thick: float
    brow_tilt: float
    brow_bend: float
    brow_ridge: float
    nose_long: float
    nose_wide: float
    nose_bridge: float
    nose_out: float
    mouth_low: float
    mouth_wide: float
    lip_upper: float
    lip_lower: float
    mouth_bend: float
    chin_out: float
    fold: float
    skin: int
    hair: int
    iris: int
    style: str
    hairline: float
    beard: float
    moustache: float
    ruddy: float
    mottle: int


RANGES: dict[str, tuple[float, float]] = {
    "width": (0.78, 1.16), "forehead": (1.08, 1.44), "chin": (1.30, 1.84), "jaw": (1.5, 4.6), "cheek": (0.0, 0.13),
    "eye_apart": (0.34, 0.50), "eye_wide": (0.16, 0.26), "eye_open": (0.045, 0.125), "eye_tilt": (-0.22, 0.26),
    "eye_deep": (0.0, 0.15), "brow_high": (0.17, 0.38), "brow_thick": (0.02, 0.10), "brow_tilt": (-0.24, 0.28),
    "brow_bend": (0.0, 0.15), "brow_ridge": (0.0, 0.12), "nose_long": (0.48, 0.82), "nose_wide": (0.13, 0.33),
    "nose_bridge": (0.05, 0.15), "nose_out": (0.20, 0.50), "mouth_low": (0.28, 0.44), "mouth_wide": (0.25, 0.47),
    "lip_upper": (0.02, 0.12), "lip_lower": (0.04, 0.15), "mouth_bend": (-0.07, 0.09), "chin_out": (0.0, 0.18),
    "fold": (0.0, 1.0), "hairline": (-1.02, -0.58), "ruddy": (0.0, 0.16),
}  # fmt: skip
RELIEF, RELIEF_GRAIN = 0.035, 18
"""Hills and hollows of a face that no feature names: height in half widths, grain in pixels."""
SHIFT, SHIFT_GRAIN = 0.05, 45
"""How far features stand from where the numbers alone would put them."""
LIKENESS = 0.85
"""How alike the two halves of a face are, 0 to 1."""
DARK_SKIN, DARK_HAIRS, DARK_IRISES = 4, (0, 0, 1, 2, 7), (0, 0, 1)


def person(chance: Random) -> Features:
    """Return how an invented person looks."""
    lengths = {name: chance.uniform(*ends) for name, ends in RANGES.items()}
    hairy = chance.random() < 0.4
    skin = chance.randrange(len(SKINS))
    is_dark = skin >= DARK_SKIN
    return Features(
        **lengths,
        skin=skin,
        hair=chance.choice(DARK_HAIRS if is_dark else range(len(HAIRS))),
        iris=chance.choice(DARK_IRISES if is_dark else range(len(IRISES))),
        style=chance.choice(STYLES),
        beard=chance.uniform(0.3, 0.9) if hairy and chance.random() < 0.6 else 0.0,
        moustache=chance.uniform(0.4, 0.9) if hairy else 0.0,
        mottle=chance.randrange(1 << 30),
    )


def grid() -> tuple[Map, Map]:
    """Return x and y of each point of a map."""
    along = (np.arange(SIDE, dtype=np.float32) + 0.5) / UNIT - EXTENT
    x, y = np.meshgrid(along, along + CENTRE)
    return x, y


def noise(chance: np.random.Generator, across: float, down: float) -> Map:
    """Return noise about zero of deviation one, whose grains have a size of so many pixels."""
    rough = chance.standard_normal((SIDE, SIDE), dtype=np.float32)
    soft = cv2.GaussianBlur(rough, (0, 0), across, sigmaY=down)
    return np.asarray(soft / max(float(soft.std()), 1e-6), np.float32)


def halved(values: Map, sign: int = 1) -> Map:
    """Return a map whose left half is nearly the mirror of its right; with sign -1 its negative."""
    even = (values + sign * values[:, ::-1]) / np.float32(np.sqrt(2))
    return np.asarray(LIKENESS * even + (1 - LIKENESS) * values, np.float32)


def relief(one: Features) -> Map:
    """Return the person's own hills and hollows."""
    return RELIEF * halved(noise(np.random.default_rng(one.mottle + 1), RELIEF_GRAIN, RELIEF_GRAIN))


def shift(one: Features) -> tuple[Map, Map]:
    """Return by how much features are shifted, across and down."""
    chance = np.random.default_rng(one.mottle + 2)
    across, down = (noise(chance, SHIFT_GRAIN, SHIFT_GRAIN) for _ in range(2))
    return SHIFT * halved(across, -1), SHIFT * halved(down)


def step(distance: Map, soft: float = 0.012) -> Map:
    """Return 1 where a signed distance is well below zero, 0 well above, soft between."""
    return np.asarray(np.clip(0.5 - distance / (2 * soft), 0, 1))


def bump(x: Map, y: Map, at: tuple[float, float], size: tuple[float, float]) -> Map:
    """Return a round hill of height one."""
    return np.asarray(np.exp(-(((x - at[0]) / size[0]) ** 2) - ((y - at[1]) / size[1]) ** 2))


def outline(one: Features, y: Map) -> Map:
    """Return half the width of the face at a height; 0 above and below it."""
    above = np.clip(1 - np.abs(np.minimum(y, 0) / one.forehead) ** 2.3, 0, 1) ** 0.5
    below = np.clip(1 - np.abs(np.maximum(y, 0) / one.chin) ** one.jaw, 0, 1) ** 0.62
    return np.asarray(one.width * np.where(y < 0, above, below))


def depth(one: Features, x: Map, y: Map) -> Map:
    """Return how far each point of the head stands out."""
    across = np.clip(1 - (x / (one.width * 1.08)) ** 2, 0, 1)
    down = np.clip(1 - ((y - 0.15) / (one.chin + 0.25)) ** 2, 0, 1)
    out = 0.95 * np.sqrt(across * down)
    tip = one.nose_long
    rise = np.clip((y + 0.12) / (tip + 0.12), 0, 1) ** 1.5
    under = step(y - tip - 0.03, 0.09)
    breadth = one.nose_bridge + (one.nose_wide * 0.62 - one.nose_bridge) * rise
    out += one.nose_out * rise * under * np.exp(-(np.abs(x / breadth) ** 2.2))
    for side in (-1, 1):
        out += 0.10 * bump(x, y, (side * one.nose_wide * 0.78, tip - 0.03), (0.085, 0.085))
        out -= (0.10 + one.eye_deep) * bump(x, y, (side * one.eye_apart, 0.0), (one.eye_wide * 1.25, 0.15))
        out += 0.07 * bump(x, y, (side * one.eye_apart, 0.0), (one.eye_wide * 0.7, one.eye_open * 1.3))
        out += one.brow_ridge * bump(x, y, (side * one.eye_apart * 0.9, -one.brow_high), (0.30, 0.09))
        out += one.cheek * bump(x, y, (side * one.width * 0.62, 0.38), (0.24, 0.2))
        out -= (
            0.05
            * one.fold
            * bump(x - side * 0.18 * (y - tip), y, (side * (one.nose_wide + 0.09), tip + 0.17), (0.03, 0.19))
        )
    mouth = tip + one.mouth_low
    wide = one.mouth_wide * 1.1
    out += 0.12 * bump(x, y, (0, mouth), (wide, 0.24))
    out += 0.9 * one.lip_upper * bump(x, y, (0, mouth - one.lip_upper * 0.55), (wide * 0.75, one.lip_upper * 0.7))
    out += 0.9 * one.lip_lower * bump(x, y, (0, mouth + one.lip_lower * 0.55), (wide * 0.65, one.lip_lower * 0.7))
    out -= 0.04 * bump(x, y, (0, mouth + one.lip_lower + 0.08), (0.2, 0.05))
    out += one.chin_out * bump(x, y, (0, one.chin - 0.17), (0.24, 0.16))
    return np.asarray(out, np.float32)
