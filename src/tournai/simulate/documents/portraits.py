"""Pictures of invented people: a head turned, lit and photographed; a passport's portrait and a live picture.

One person gives many pictures: pose, light, distance, noise and coding differ, the person does not.
"""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from random import Random

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from tournai.simulate.documents.complexion import colour
from tournai.simulate.documents.faces import (
    CENTRE,
    EXTENT,
    SIDE,
    SKINS,
    UNIT,
    Features,
    Map,
    depth,
    grid,
    person,
    relief,
    shift,
    step,
)

Pixels = npt.NDArray[np.uint8]

WIDTH, HEIGHT = 413, 531
"""Pixels of a portrait of 35 x 45 mm at 300 dpi (ICAO Doc 9303-3, 3.9.1)."""
HEAD = 1.02
"""Scale of the head in the portrait: crown to chin about three quarters of its height."""
MIDDLE = 0.51
"""Share of the height at which the middle of the map of the head lies."""


CAST = (42, 68, 74, 138, 185, 187, 227)
"""Seeds of people whom the comparison of faces tells apart at its usual threshold, in any two of their pictures that we
took. Of people as the seeds come that is not so: all are drawn in one manner, which the network takes for likeness."""


def cast_member(number: int) -> Features:
    """Return how a person of the cast looks."""
    return person(Random(CAST[number]))  # noqa: S311  # a picture from a seed, no secret


@dataclass(frozen=True)
class Shot:
    """How a picture is taken.

    Args:
        yaw, pitch, roll: Radians that the head is turned, nodded, tilted.
        light: Where the main light stands: right, up, towards the camera.
        fill: Share of light from all sides, 0 to 1.
        warmth: By how much red exceeds and blue lacks.
        scale: Size of the head against a passport's portrait.
        noise: Grey levels of the sensor's noise.
        quality: Of the JPEG, 1 to 95.
        backdrop: Red, green, blue behind the head.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    light: tuple[float, float, float] = (-0.25, 0.5, 1.0)
    fill: float = 0.55
    warmth: float = 0.0
    scale: float = 1.0
    noise: float = 2.0
    quality: int = 90
    backdrop: tuple[float, float, float] = (0.80, 0.82, 0.84)


def live_shot(chance: Random) -> Shot:
    """Return how a camera at a gate takes a picture: the head a little turned, the light from somewhere."""
    return Shot(
        yaw=chance.uniform(-0.22, 0.22),
        pitch=chance.uniform(-0.10, 0.10),
        roll=chance.uniform(-0.08, 0.08),
        light=(chance.uniform(-0.9, 0.9), chance.uniform(0.0, 0.8), 1.0),
        fill=chance.uniform(0.4, 0.65),
        warmth=chance.uniform(-0.05, 0.06),
        scale=chance.uniform(0.8, 1.1),
        noise=chance.uniform(2, 6),
        quality=chance.randint(55, 92),
        backdrop=(chance.uniform(0.25, 0.75), chance.uniform(0.25, 0.75), chance.uniform(0.25, 0.75)),
    )


def photograph(one: Features, shot: Shot, chance: Random) -> Pixels:
    """Return the picture, shape (531, 413, 3), red, green, blue."""
    picture = np.empty((HEIGHT, WIDTH, 3), np.float32)
    picture[:] = np.array(shot.backdrop, np.float32) * np.linspace(1.03, 0.95, HEIGHT, dtype=np.float32)[:, None, None]
    for image, cover in (_body(one, shot), _turned(one, shot)):
        layer, held = (_framed(part, shot) for part in (image, cover))
        picture += held[..., None] * (layer - picture)
    grain = np.random.default_rng(chance.getrandbits(32)).standard_normal(picture.shape, dtype=np.float32)
    tint = np.array([1 + shot.warmth, 1.0, 1 - shot.warmth], np.float32)
    levels = picture * tint * 255 + cv2.GaussianBlur(grain, (0, 0), 0.8) * shot.noise * 2
    return np.asarray(np.clip(levels, 0, 255), np.uint8)


def _framed(part: Map, shot: Shot) -> Map:
    scale = HEAD * shot.scale
    across, down = WIDTH / 2 - scale * SIDE / 2, HEIGHT * MIDDLE - scale * SIDE / 2
    place = np.array([[scale, 0, across], [0, scale, down]], np.float32)
    return np.asarray(cv2.warpAffine(part, place, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE), np.float32)


def write_jpeg(pixels: Pixels, quality: int = 90) -> bytes:
    """Return the picture as JPEG."""
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


@lru_cache(maxsize=16)
def _head(one: Features) -> tuple[Map, Map, Map]:
    """Return the head from the front: its colours, where it is, and how far it stands out."""
    x, y = grid()
    image, cover, hair = colour(one, x, y)
    out = depth(one, x, y) + 0.10 * cv2.GaussianBlur(hair, (0, 0), 4) + relief(one)
    across, down = shift(one)
    where = _pixels(x + across, y - CENTRE + down)
    parts = (cv2.remap(part, *where, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for part in (image, cover, out))
    shifted, shifted_cover, shifted_out = (np.asarray(part, np.float32) for part in parts)
    return shifted, shifted_cover, shifted_out


def _turned(one: Features, shot: Shot) -> tuple[Map, Map]:
    """Return colours and cover of the head as it is turned and lit."""
    image, cover, out = _head(one)
    x, y = grid()
    y = y - CENTRE
    from_x, from_y = x, y
    stands = np.minimum(cv2.GaussianBlur(out, (0, 0), 2.0), 1.6) - 0.5
    for _ in range(3):
        here = cv2.remap(stands, *_pixels(from_x, from_y), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        from_x = (x * np.cos(shot.roll) + y * np.sin(shot.roll) - here * np.sin(shot.yaw)) / np.cos(shot.yaw)
        from_y = (y * np.cos(shot.roll) - x * np.sin(shot.roll) - here * np.sin(shot.pitch)) / np.cos(shot.pitch)
    where = _pixels(from_x, from_y)
    lit = cv2.remap(image * _light(out, shot)[..., None], *where, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    held = cv2.remap(cover, *where, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    return np.asarray(lit, np.float32), np.clip(held, 0, 1)


def _pixels(x: Map, y: Map) -> tuple[Map, Map]:
    across, down = ((along + EXTENT) * UNIT - 0.5 for along in (x, y))
    return across.astype(np.float32), down.astype(np.float32)


def _light(out: Map, shot: Shot) -> Map:
    smooth = cv2.GaussianBlur(out, (0, 0), 2.2)
    slope_x = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=UNIT / 8)
    slope_y = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=UNIT / 8)
    normal = np.stack([-slope_x, slope_y, np.ones_like(out)], -1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    towards = np.array(shot.light, np.float32)
    towards /= np.linalg.norm(towards)
    direct = np.clip(normal @ towards, 0, 1)
    hollow = np.clip((cv2.GaussianBlur(out, (0, 0), 14) - out) * 1.6, 0, 0.5)
    half = towards + np.array([0, 0, 1], np.float32)
    shine = np.clip(normal @ (half / np.linalg.norm(half)), 0, 1) ** 24
    return np.asarray(shot.fill + (1.1 - shot.fill) * direct - hollow + 0.08 * shine, np.float32)


def _body(one: Features, shot: Shot) -> tuple[Map, Map]:
    """Return colours and cover of neck and clothes, behind the head."""
    x, y = grid()
    chance = Random(one.mottle)  # noqa: S311  # a picture from a seed, no secret
    dress = np.array([chance.uniform(0.08, 0.5) for _ in range(3)], np.float32)
    round_neck = np.sqrt(np.clip(1 - (x / (one.width * 0.7)) ** 2, 0, 1)) * (shot.fill + 0.25)
    skin = np.array(SKINS[one.skin], np.float32) * (0.85 * round_neck)[..., None]
    neck = step(np.abs(x) - one.width * 0.6 - 0.25 * np.clip(y - one.chin, 0, 1) ** 2, 0.03) * step(0.6 - y, 0.05)
    cloth = step(one.chin + 0.16 + 0.45 * np.abs(np.abs(x) / 1.6 - 0.25) - y, 0.02)
    folds = 0.8 + 0.2 * np.cos(3 * x + y)
    return skin + cloth[..., None] * (dress * folds[..., None] - skin), np.maximum(neck, cloth)
