"""The data page of a passport of Utopia, drawn: portrait, fields, zone in OCR-B. It says what it is: a specimen.

Source: ICAO Doc 9303-4, 8th edition (2021), sections 2 and 4 (size and zones of a TD3 page), 9303-3, 4.2 (OCR-B).
"""

import math
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tournai.simulate.documents.authorities import MARK
from tournai.simulate.documents.portraits import Pixels

DOTS_PER_MM = 300 / 25.4
SIZE = (round(125 * DOTS_PER_MM), round(88 * DOTS_PER_MM))
PORTRAIT_AT = (round(6 * DOTS_PER_MM), round(14 * DOTS_PER_MM))
FIELDS_LEFT, FIELDS_TOP, FIELD_STEP = round(48 * DOTS_PER_MM), round(13 * DOTS_PER_MM), 92
ZONE_TOPS = (round(69.5 * DOTS_PER_MM), round(75.9 * DOTS_PER_MM))
ZONE_LEFT, PITCH = round(6.4 * DOTS_PER_MM), 300 / 10
"""Ten characters an inch."""
PAPER, LINES, INK, RED = (232, 238, 240), (190, 208, 214), (25, 25, 35), (178, 34, 34)
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def draw_page(portrait: Pixels, fields: Mapping[str, str], zone: str) -> Image.Image:
    """Return the page; ``zone`` is 88 characters, ``fields`` caption -> what is printed under it."""
    page = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(page)
    for number in range(34):
        pen.line(_wave(number), fill=LINES, width=2)
    pen.text((70, 40), "UTOPIA   PASSPORT   PASSEPORT", fill=INK, font=_plain(54))
    page.paste(Image.fromarray(portrait), PORTRAIT_AT)
    for number, (caption, value) in enumerate(fields.items()):
        top = FIELDS_TOP + number * FIELD_STEP
        pen.text((FIELDS_LEFT, top), caption, fill=(90, 100, 120), font=_plain(24))
        pen.text((FIELDS_LEFT, top + 28), value, fill=INK, font=_plain(40))
    pen.text((FIELDS_LEFT + 430, FIELDS_TOP + 3), "SPECIMEN", fill=RED, font=_plain(64))
    pen.text((70, PORTRAIT_AT[1] + portrait.shape[0] + 16), MARK, fill=RED, font=_plain(28))
    pen.rectangle((0, ZONE_TOPS[0] - 30, SIZE[0], SIZE[1]), fill=(244, 246, 246))
    for top, line in zip(ZONE_TOPS, (zone[:44], zone[44:]), strict=True):
        for place, character in enumerate(line):
            pen.text((ZONE_LEFT + place * PITCH, top), character, fill=INK, font=_ocr_b())
    return page


def photograph_page(page: Image.Image, seed: int) -> bytes:
    """Return a page as a reader takes it: a little blurred, with noise, as JPEG of 300 dpi."""
    levels = np.asarray(page, np.float32)
    noise = np.random.default_rng(seed).normal(0, 3, levels.shape)
    buffer = BytesIO()
    taken = Image.fromarray(np.clip(levels + noise, 0, 255).astype(np.uint8))
    taken.save(buffer, "JPEG", quality=88, dpi=(300, 300))
    return buffer.getvalue()


def _wave(number: int) -> list[tuple[float, float]]:
    across = range(0, SIZE[0] + 20, 12)
    return [(x, 24 * number + 34 * math.sin(x / 130 + number / 3) + 12 * math.sin(x / 37)) for x in across]


def _plain(size: int) -> Font:
    return ImageFont.load_default(size)


def _ocr_b() -> Font:
    """Return OCR-B with characters as wide as the pitch."""
    data = files("tournai.documents.pages").joinpath("models/ocr_b/OCR-B.ttf").read_bytes()
    font = ImageFont.truetype(BytesIO(data), 100)
    return ImageFont.truetype(BytesIO(data), round(100 * PITCH / font.getlength("<")))
