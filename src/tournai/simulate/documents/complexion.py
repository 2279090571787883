"""The colours of an invented head: skin, eyes, brows, lips, hair."""

from typing import Any

import numpy as np
import numpy.typing as npt

from tournai.simulate.documents.faces import (
    HAIRS,
    IRISES,
    SKINS,
    Colour,
    Features,
    Map,
    bump,
    halved,
    noise,
    outline,
    step,
)

Colours = npt.NDArray[np.floating[Any]]

VOLUMES = {"short": 0.08, "side": 0.14, "fringe": 0.15, "long": 0.20, "curly": 0.28}
"""By how much hair of a style stands off the skull."""
PIGMENT = 0.10
"""How unevenly skin is coloured."""


def colour(one: Features, x: Map, y: Map) -> tuple[Colours, Map, Map]:
    """Return the colours, shape (side, side, 3), where the head is (0 to 1), and how far hair stands out."""
    chance = np.random.default_rng(one.mottle)
    image = _skin(one, x, y, chance)
    for side in (-1, 1):
        _eye(image, one, x, y, side)
    _nose_and_mouth(image, one, x, y)
    hair_colour = HAIRS[one.hair]
    strands = 1 + 0.22 * noise(chance, 2, 14)
    for side in (-1, 1):
        _lay(image, hair_colour, _brow(one, x, y, side) * np.clip(0.75 + 0.25 * strands, 0, 1))
    _lay(image, hair_colour, _beard(one, x, y, chance), strands)
    half = outline(one, y)
    face = step(np.abs(x) - half, 0.02) * (half > 0.02)
    ears = np.maximum(*(bump(x, y, (side * one.width * 1.0, 0.18), (0.11, 0.27)) for side in (-1, 1)))
    head = np.maximum(face, step(0.45 - ears, 0.06))
    hair = _hair(one, x, y, chance)
    _lay(image, hair_colour, hair, strands)
    return image, np.maximum(head, hair), hair


def _lay(image: Colours, ink: Colour, cover: Map, shade: Map | float = 1.0) -> None:
    for channel in range(3):
        image[..., channel] += cover * (ink[channel] * shade - image[..., channel])


def _skin(one: Features, x: Map, y: Map, chance: np.random.Generator) -> Colours:
    image = np.empty((*x.shape, 3), np.float32)
    image[:] = SKINS[one.skin]
    spots = 0.03 * noise(chance, 2, 2) + PIGMENT * halved(noise(chance, 12, 12))
    image *= (1 + spots)[..., None]
    red = _both(x, y, (0.55, 0.5), (0.3, 0.25)) + 0.7 * bump(x, y, (0, one.nose_long), (0.2, 0.2))
    image[..., 0] *= 1 + 0.5 * one.ruddy * red
    image[..., 1:] *= (1 - one.ruddy * red)[..., None]
    tired = _both(x, y, (one.eye_apart, 0.16), (one.eye_wide, 0.06))
    image *= (1 - 0.10 * tired)[..., None]
    return image


def _both(x: Map, y: Map, at: tuple[float, float], size: tuple[float, float]) -> Map:
    return bump(x, y, at, size) + bump(x, y, (-at[0], at[1]), size)


def _eye(image: Colours, one: Features, x: Map, y: Map, side: int) -> None:
    across = (x - side * one.eye_apart) / one.eye_wide
    tilted = y - -side * (x - side * one.eye_apart) * one.eye_tilt
    arch = np.clip(1 - np.abs(across) ** 2.2, 0, 1)
    upper, lower = tilted + one.eye_open * arch**0.75, tilted - 0.62 * one.eye_open * arch
    is_open = step(-upper, 0.01) * step(lower, 0.01) * step(np.abs(across) - 1, 0.03)
    _lay(image, (0.90, 0.88, 0.86), is_open, 1 - 0.35 * np.abs(across))
    centre = (side * one.eye_apart, -0.012)
    radius = np.hypot(x - centre[0], y - centre[1])
    _lay(image, IRISES[one.iris], is_open * step(radius - 0.088))
    _lay(image, (0.05, 0.04, 0.04), is_open * step(np.abs(radius - 0.088) - 0.008))
    _lay(image, (0.02, 0.02, 0.02), is_open * step(radius - 0.038))
    _lay(image, (1, 1, 1), is_open * step(np.hypot(x - centre[0] - 0.03, y + 0.045) - 0.014))
    lid = step(np.abs(upper) - 0.016) * step(np.abs(across) - 1.04, 0.03)
    _lay(image, (0.10, 0.07, 0.06), 0.85 * lid)
    _lay(image, (0.30, 0.18, 0.14), 0.35 * step(np.abs(lower) - 0.008) * step(np.abs(across) - 0.95, 0.05))
    crease = step(np.abs(upper + 0.045 + 0.02 * arch) - 0.010) * step(np.abs(across) - 0.95, 0.08)
    image *= (1 - 0.28 * crease)[..., None]


def _nose_and_mouth(image: Colours, one: Features, x: Map, y: Map) -> None:
    tip = one.nose_long
    for side in (-1, 1):
        image *= (1 - 0.75 * bump(x, y, (side * one.nose_wide * 0.42, tip + 0.055), (0.055, 0.032)))[..., None]
        image *= (1 - 0.25 * bump(x, y, (side * one.nose_wide * 0.95, tip), (0.028, 0.075)))[..., None]
    mouth = tip + one.mouth_low
    across = x / one.mouth_wide
    line = mouth - one.mouth_bend * (across**2 - 0.4)
    arch = np.clip(1 - across**2, 0, 1)
    bow = 1 - 0.35 * np.exp(-((across / 0.16) ** 2))
    lips = step(line - one.lip_upper * 1.6 * arch**0.7 * bow - y, 0.015)
    lips = lips * step(y - line - one.lip_lower * 1.35 * arch**0.6, 0.015)
    skin = SKINS[one.skin]
    _lay(image, (skin[0] * 0.80, skin[1] * 0.56, skin[2] * 0.58), 0.85 * lips * step(np.abs(across) - 1, 0.04))
    between = step(np.abs(y - line) - 0.010) * step(np.abs(across) - 1, 0.05)
    _lay(image, (skin[0] * 0.28, skin[1] * 0.16, skin[2] * 0.16), 0.9 * between)


def _brow(one: Features, x: Map, y: Map, side: int) -> Map:
    across = side * x - one.eye_apart
    wide = one.eye_wide * 1.35
    centre = -one.brow_high - one.brow_tilt * across - one.brow_bend * (1 - (across / wide) ** 2) + 0.04
    thick = one.brow_thick * np.clip(1.15 - 0.5 * (across / wide + 0.4), 0.3, 1.2)
    return 0.9 * step(np.abs(y - centre) - thick, 0.02) * step(np.abs(across) - wide, 0.05)


def _beard(one: Features, x: Map, y: Map, chance: np.random.Generator) -> Map:
    tip, mouth = one.nose_long, one.nose_long + one.mouth_low
    grain = np.clip(0.8 + 0.3 * noise(chance, 1, 2), 0, 1)
    about_mouth = step(1 - np.hypot(x / one.mouth_wide, (y - mouth) / 0.19), 0.12)
    below = step(mouth - 0.12 + 0.55 * np.abs(x) ** 1.5 - y, 0.10) * about_mouth
    sides = step(0.35 - y, 0.15) * step(0.72 * one.width - np.abs(x), 0.1)
    lip = bump(x, y, (0, (tip + mouth) / 2 + 0.03), (one.mouth_wide * 0.95, (mouth - tip) * 0.33))
    cover = np.maximum(one.beard * np.maximum(below, sides), one.moustache * step(0.45 - lip, 0.15))
    return np.asarray(cover * grain * step(np.abs(x) - outline(one, y), 0.02), np.float32)


def _hair(one: Features, x: Map, y: Map, chance: np.random.Generator) -> Map:
    if one.style == "bald":
        return np.zeros_like(x)
    volume = VOLUMES[one.style]
    ragged = (0.05 if one.style == "curly" else 0.012) * noise(chance, 5, 5)
    skull = np.hypot(x / (one.width * 1.03 + volume), (y + 0.1) / (one.forehead + volume - 0.05)) - 1
    cap = step(skull + ragged, 0.03) * step(y - 0.25, 0.1)
    line = one.hairline + 0.45 * np.abs(x / one.width) ** 3
    if one.style == "side":
        line = line + 0.22 * x
    if one.style == "fringe":
        line = np.full_like(x, -one.brow_high - 0.17)
    cover = cap * step(y - line - ragged, 0.03)
    temple = cap * step(one.width * 0.93 - np.abs(x), 0.04) * step(y - 0.1, 0.1)
    cover = np.maximum(cover, temple)
    if one.style == "long":
        curtain = step(np.abs(np.abs(x) - one.width * 1.02) - 0.20 + ragged, 0.03) * step(-y - 0.1, 0.1)
        cover = np.maximum(cover, curtain)
    return np.asarray(cover, np.float32)
