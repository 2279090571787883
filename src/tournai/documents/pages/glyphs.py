"""A second reading, by other means: each position compared with the drawn characters of OCR-B.

The zone's typeface is fixed (Doc 9303-3, section 4.4), so what stands at a position can be compared with all 37
characters of it, drawn as coarse as the picture is. The score is the correlation of grey values, the best of shifts.
The typeface is OCR-B by Raisty (SIL Open Font License 1.1), which ships in this package.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tournai.documents.mrz.characters import VALUES
from tournai.documents.pages.grid import Line
from tournai.documents.pages.opening import Grey
from tournai.errors import Unverified

FONT_SHA256 = "367d876cca948ecd4900851f6e85687cbb6e71de9d0d2f36348edec5655526af"
ALPHABET = "".join(VALUES)
CELL_WIDTH, CELL_HEIGHT = 20, 28
"""Pixels of a position as it is compared; a character takes the middle 20 of the height."""
LETTER_TOP, LETTER_BOTTOM = 4, 24
SHIFTS_X, SHIFTS_Y = (-2, -1, 0, 1, 2), (-2, -1, 0, 1, 2)
DRAWN_SIZE = 120
COARSENESS = (4, 5, 6, 7, 8, 10, 12, 16, 20)
"""Pixels of a pitch in the picture for which characters are drawn."""

Scores = NDArray[np.float32]
"""Positions by characters of `ALPHABET`: how alike, from -1 to 1."""


class Band(msgspec.Struct, frozen=True):
    """Where the letters of a line stand: their middle is ``slope`` * x + ``level``; in pixels of the line."""

    slope: float
    level: float
    height: float


def compare_line(straight: Grey, line: Line, band: Band, pitch_in_picture: float) -> Scores:
    """Return how alike each position of a straight line is to each character."""
    templates = _templates(min(COARSENESS, key=lambda pitch: abs(pitch - pitch_in_picture)))
    cells = np.stack([_unit(cell) for cell in _cells(straight, line, band)])
    alike = cells @ templates.T
    shifts = len(SHIFTS_X) * len(SHIFTS_Y)
    return np.asarray(alike.reshape(len(cells), len(ALPHABET), shifts).max(axis=2), dtype=np.float32)


def _cells(straight: Grey, line: Line, band: Band) -> Iterator[NDArray[np.float32]]:
    down = band.height / (LETTER_BOTTOM - LETTER_TOP)
    for position in range(len(line.symbols)):
        middle, pitch = line.curve.middle(position), line.curve.pitch_at(position)
        across = pitch / CELL_WIDTH
        left, upper = middle - pitch / 2, band.slope * middle + band.level - CELL_HEIGHT / 2 * down
        # Pixel (x, y) of the cell is pixel (left + x * across, upper + y * down) of the line.
        move = np.array([[across, 0, left], [0, down, upper]], np.float32)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        cell = cv2.warpAffine(straight, move, (CELL_WIDTH, CELL_HEIGHT), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        yield np.asarray(cell, dtype=np.float32)


def _unit(values: NDArray[np.float32]) -> NDArray[np.float32]:
    flat = values.ravel() - values.mean()
    return np.asarray(flat / max(float(np.linalg.norm(flat)), 1e-6), dtype=np.float32)


@cache
def _templates(pitch: int) -> NDArray[np.float32]:
    """Return a row for each character and shift, in the order of `ALPHABET`."""
    rows = []
    for char in ALPHABET:
        drawn = _drawn(char, pitch)
        for shift_x in SHIFTS_X:
            for shift_y in SHIFTS_Y:
                rows.append(_unit(np.roll(drawn, (shift_y, shift_x), axis=(0, 1))))
    return np.stack(rows)


def _drawn(char: str, pitch: int) -> NDArray[np.float32]:
    """Return a cell with a character, made as coarse as a picture with that many pixels a pitch."""
    font = _font()
    advance = font.getlength(char)
    _, top, _, bottom = font.getbbox("H", anchor="ls")
    height = (bottom - top) * (CELL_HEIGHT / (LETTER_BOTTOM - LETTER_TOP))
    sheet = Image.new("L", (round(advance), round(height)), 255)
    baseline = height * LETTER_BOTTOM / CELL_HEIGHT
    ImageDraw.Draw(sheet).text((0, baseline), char, fill=0, font=font, anchor="ls")
    coarse = (pitch, max(3, round(pitch * height / advance)))
    small = cv2.resize(np.asarray(sheet), coarse, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (CELL_WIDTH, CELL_HEIGHT), interpolation=cv2.INTER_CUBIC), dtype=np.float32)


@cache
def _font() -> ImageFont.FreeTypeFont:
    data = (files("tournai.documents.pages") / "models" / "ocr_b" / "OCR-B.ttf").read_bytes()
    if sha256(data).hexdigest() != FONT_SHA256:
        raise Unverified("the typeface OCR-B is not the one that was reviewed")
    return ImageFont.truetype(BytesIO(data), DRAWN_SIZE)
