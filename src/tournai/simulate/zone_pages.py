"""Drawn pages with a machine-readable zone, spoiled as cameras and scanners spoil them; the same seed, the same page.

The typeface is OCR-B by Raisty, which ships with `tournai.documents.pages`; the holders are invented. What is drawn
around the zone is print of no meaning.
"""

from importlib.resources import files
from io import BytesIO
from random import Random
from string import ascii_letters

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

WIDTHS_MM = {30: 85.6, 36: 105.0, 44: 125.0}
"""Characters of a line -> width of the document (Doc 9303-5, -6 and -4)."""
PITCH_MM, LINE_MM, LEFT_MM = 2.54, 6.35, 4.5
PIXELS_A_MM = 12
LETTER_MM = 2.3
Picture = NDArray[np.uint8]


class Wear(msgspec.Struct, frozen=True, kw_only=True):
    """How a page is spoiled.

    ``pitch`` in pixels of the finished picture; ``turn`` in degrees, ``tilt`` the part by which one side looks shorter;
    ``blur`` in pixels; ``noise`` and ``pattern`` in shades of 255; ``ink`` the shade of the print; ``quality`` of JPEG;
    ``room`` around the page, as a part of its width.
    """

    pitch: float = 16.0
    turn: float = 0.0
    tilt: float = 0.0
    blur: float = 0.6
    noise: float = 4.0
    pattern: float = 20.0
    ink: int = 40
    quality: int = 85
    room: float = 0.1


def any_wear(random: Random) -> Wear:
    """Return a wear as it comes from a decent camera or scanner, now and then a bad one."""
    return Wear(
        pitch=random.uniform(8, 26),
        turn=random.choice((0, 90, 180, 270)) + random.gauss(0, 4),
        tilt=random.uniform(-0.06, 0.06),
        blur=random.uniform(0.2, 1.3),
        noise=random.uniform(0, 10),
        pattern=random.uniform(0, 45),
        ink=random.randint(10, 90),
        quality=random.randint(40, 95),
        room=random.uniform(0.02, 0.4),
    )


def draw_page(lines: tuple[str, ...], random: Random, wear: Wear) -> bytes:
    """Return a JPEG picture of a page that bears the lines of a zone at its lower edge."""
    sheet = _printed(lines, random, wear)
    worn = _photographed(sheet, random, wear)
    file = BytesIO()
    Image.fromarray(worn).save(file, "JPEG", quality=wear.quality)
    return file.getvalue()


def _printed(lines: tuple[str, ...], random: Random, wear: Wear) -> Picture:
    width, height = _size(len(lines[0]))
    paper = _paper(width, height, random, wear)
    image = Image.fromarray(paper)
    draw = ImageDraw.Draw(image)
    _print_words(draw, width, height, random)
    font = _font(round(LETTER_MM * PIXELS_A_MM / 0.72))
    step, drop = PITCH_MM * PIXELS_A_MM, LINE_MM * PIXELS_A_MM
    lowest = height - 6.5 * PIXELS_A_MM
    for row, line in enumerate(reversed(lines)):
        for at, char in enumerate(line):
            middle = LEFT_MM * PIXELS_A_MM + (at + 0.5) * step
            draw.text((middle, lowest - row * drop), char, fill=(wear.ink,) * 3, font=font, anchor="ms")
    return np.asarray(image, dtype=np.uint8)


def _size(characters: int) -> tuple[int, int]:
    width = WIDTHS_MM[characters]
    return round(width * PIXELS_A_MM), round(width * 0.7 * PIXELS_A_MM)


def _paper(width: int, height: int, random: Random, wear: Wear) -> Picture:
    """Return light paper with fine coloured lines, as security print has them."""
    across, down = np.meshgrid(np.arange(width), np.arange(height))
    paper = np.empty((height, width, 3))
    for channel in range(3):
        turn, length = random.uniform(0, np.pi), random.uniform(8, 60)
        waves = np.sin((across * np.cos(turn) + down * np.sin(turn)) / length * 2 * np.pi)
        paper[..., channel] = random.randint(195, 245) + waves * wear.pattern * random.uniform(0.3, 1)
    return np.clip(paper, 0, 255).astype(np.uint8)


def _print_words(draw: ImageDraw.ImageDraw, width: int, height: int, random: Random) -> None:
    """Print rows of letters and a dark rectangle in place of the page's other contents."""
    draw.rectangle((width * 0.05, height * 0.15, width * 0.28, height * 0.55), fill=(random.randint(40, 160),) * 3)
    for row in range(random.randint(4, 7)):
        size = random.randint(16, 36)
        words = " ".join(
            "".join(random.choices(ascii_letters, k=random.randint(2, 9))) for _ in range(random.randint(1, 5))
        )
        at = (width * random.uniform(0.32, 0.5), height * (0.06 + 0.07 * row))
        draw.text(at, words, fill=(random.randint(0, 120),) * 3, font=_font(size))


def _font(size: int) -> ImageFont.FreeTypeFont:
    data = (files("tournai.documents.pages") / "models" / "ocr_b" / "OCR-B.ttf").read_bytes()
    return ImageFont.truetype(BytesIO(data), size)


def _photographed(sheet: Picture, random: Random, wear: Wear) -> Picture:
    height, width = sheet.shape[:2]
    scale = wear.pitch / (PITCH_MM * PIXELS_A_MM)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
    seen = corners.copy()
    seen[1, 1] += wear.tilt * height / 2
    seen[2, 1] -= wear.tilt * height / 2
    turn = np.radians(wear.turn)
    seen = seen @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) * scale
    room = wear.room * width * scale
    seen += room - seen.min(axis=0)
    size = tuple(int(side + room) for side in seen.max(axis=0))
    small = cv2.GaussianBlur(sheet, (0, 0), max(0.3, 0.45 / scale))
    move = cv2.getPerspectiveTransform(corners.astype(np.float32), seen.astype(np.float32))
    table = (random.randint(20, 240),) * 3
    photo = cv2.warpPerspective(small, move, size, flags=cv2.INTER_LINEAR, borderValue=table)
    photo = cv2.GaussianBlur(photo, (0, 0), max(wear.blur, 0.05))
    chance = np.random.default_rng(random.getrandbits(32))
    return np.clip(photo.astype(np.float64) + chance.normal(0, wear.noise, photo.shape), 0, 255).astype(np.uint8)
