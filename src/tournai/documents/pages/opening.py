"""Images from outside, opened within bounds: the formats of scanners and cameras, so many bytes and pixels, one frame.

Nothing of an image is trusted: its size is looked at before a pixel is decoded.
"""

import warnings
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tournai.errors import Malformed
from tournai.values.wordings import say

Grey = NDArray[np.uint8]
"""A picture in shades of grey, rows by columns; 0 is black."""

FORMATS = ("JPEG", "PNG", "TIFF", "JPEG2000")
MOST_BYTES = 32 * 1024 * 1024
MOST_PIXELS = 50_000_000
LEAST_SIDE, MOST_SIDE = 48, 20_000
"""Pixels of the shorter side, and of the longer."""
KEPT_SIDE = 3_000
"""Pixels of the longer side that are kept: more adds time and no letter."""


class MalformedImage(Malformed):
    """Bytes that are no image, or one that is too large, too small or of another format than is read."""


def open_page(data: bytes) -> Grey:
    """Return an image in shades of grey, its longer side at most `KEPT_SIDE` pixels; what is transparent is white.

    Raises:
        MalformedImage: It is none that can be read, or out of bounds.
    """
    if len(data) > MOST_BYTES:
        raise MalformedImage(say("larger than {most} bytes: send a smaller image", most=MOST_BYTES), code="image-bytes")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow warns of is bounded here
        try:
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                _check(image)
                _decode_small(image)
                return _grey(image)
        except MalformedImage:
            raise
        except Image.DecompressionBombError as error:
            raise MalformedImage(say("more than {most} pixels", most=MOST_PIXELS), code="image-pixels") from error
        except Exception as error:  # Pillow's readers raise anything on hostile bytes
            raise MalformedImage(
                "not a whole JPEG, PNG, TIFF or JPEG 2000 image: send the picture again", code="image-broken"
            ) from error


def _decode_small(image: Image.Image) -> None:
    """Have a JPEG or JPEG 2000 decoded only as large as it is kept; pixels that are thrown away would cost time."""
    image.draft("L", (KEPT_SIDE, KEPT_SIDE))
    if image.format == "JPEG2000":
        halvings = max(0, int(max(image.size) / KEPT_SIDE).bit_length() - 1)
        image.reduce = halvings  # type: ignore[method-assign,assignment]  # so Pillow's reader of JPEG 2000 is told


def _check(image: Image.Image) -> None:
    width, height = image.size
    if min(width, height) < LEAST_SIDE:
        raise MalformedImage(
            say("{width} x {height} pixels: too small to read", width=width, height=height), code="image-small"
        )
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        raise MalformedImage(
            say("{width} x {height} pixels: more than {most} in all", width=width, height=height, most=MOST_PIXELS),
            code="image-pixels",
        )
    # A camera's JPEG may hold a second, small picture; only the first is read.
    if image.format in ("PNG", "TIFF") and getattr(image, "n_frames", 1) > 1:
        raise MalformedImage("more than one page in the file: send one image a page", code="image-frames")


def _grey(image: Image.Image) -> Grey:
    image.load()
    scale = KEPT_SIDE / max(image.size)
    if image.mode.startswith(("I", "F")):
        image = Image.fromarray(_stretched(np.asarray(image, dtype=np.float64)))
    if "A" in image.mode or "transparency" in image.info:
        layers = image.convert("RGBA")
        image = Image.new("RGBA", layers.size, "white")
        image.alpha_composite(layers)
    image = image.convert("L")
    if scale < 1:
        width, height = image.size
        sides = max(1, round(width * scale)), max(1, round(height * scale))
        image = image.resize(sides, Image.Resampling.BOX)
    return np.asarray(image, dtype=np.uint8)


def _stretched(values: NDArray[np.float64]) -> Grey:
    """Return samples of more than eight bits with the darkest at 0 and the lightest at 255."""
    finite = np.nan_to_num(values)
    least, most = float(finite.min()), float(finite.max())
    return ((finite - least) * (255.0 / max(most - least, 1e-9))).astype(np.uint8)
