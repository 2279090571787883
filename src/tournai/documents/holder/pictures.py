"""Pictures from outside as pixels: of bounded size, of known kinds, upright.

Whatever the bytes are, the result is a picture or `MalformedPicture`. Sizes are checked before anything is unpacked.
"""

from io import BytesIO

import msgspec
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from tournai.errors import Malformed
from tournai.values.wordings import say

Pixels = npt.NDArray[np.uint8]

FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "JPEG2000", "PPM")
MOST_BYTES = 16 * 1024 * 1024
MOST_PIXELS = {"JPEG2000": 4_000_000}
MOST_PIXELS_ELSE = 16_000_000
LEAST_SIDE = 16
MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr")
"""Pillow's names of what has at most 8 bits a channel."""
LONGEST_SIDE = 1600
"""Pixels to which a larger JPEG is reduced while it is unpacked."""
PAPER_SIDES, PAPER_BYTES = (900, 450), 150_000
"""Pixels of the longest side of a picture on paper, the next where it is still larger than so many bytes."""


class MalformedPicture(Malformed):
    """The bytes are no picture that can be compared."""


class Picture(msgspec.Struct, frozen=True):
    """Pixels, 8 bits each: shape (height, width, 3) red, green, blue, or (height, width) grey.

    ``dots_per_inch`` as the file says it; ``None`` where it does not.
    """

    pixels: Pixels
    form: str
    dots_per_inch: float | None = None


def read_picture(data: bytes, *, grey: bool = False) -> Picture:
    """Return the picture that the bytes hold; of several in one file the first.

    Raises:
        MalformedPicture: It is of no known kind, broken, too small or too large.
    """
    if len(data) > MOST_BYTES:
        raise MalformedPicture(
            say("a picture of {count} bytes; at most {most} are read", count=len(data), most=MOST_BYTES),
            code="picture-too-large",
        )
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        _check_size(image)
        if image.format == "JPEG":
            image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image).convert("L" if grey else "RGB")
        pixels = np.asarray(upright, dtype=np.uint8)
    except MalformedPicture:
        raise
    except Exception as error:  # what decoders raise on broken bytes is anything
        raise MalformedPicture(
            say("not a picture: {kinds} are read", kinds=", ".join(FORMATS)), code="no-picture"
        ) from error
    return Picture(pixels, image.format or "", _dots_per_inch(image))


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS.get(image.format or "", MOST_PIXELS_ELSE):
        raise MalformedPicture(
            say("a picture of {width} x {height} pixels is too large", width=width, height=height),
            code="picture-too-large",
        )
    if min(width, height) < LEAST_SIDE:
        raise MalformedPicture(
            say("a picture of {width} x {height} pixels is too small", width=width, height=height),
            code="picture-too-small",
        )
    if image.mode not in MODES:
        raise MalformedPicture(
            say("a picture of more than 8 bits a channel ({mode}) is not read", mode=image.mode), code="picture-depth"
        )


def _dots_per_inch(image: Image.Image) -> float | None:
    try:
        across, down = (float(value) for value in image.info.get("dpi", ()))
    except (TypeError, ValueError, ArithmeticError):
        return None
    return across if across == down and np.isfinite(across) and across > 0 else None


def as_jpeg(data: bytes) -> bytes:
    """Return a picture as a JPEG for paper: upright, in colour, of at most `PAPER_SIDES` pixels and `PAPER_BYTES`.

    Raises:
        MalformedPicture: It is of no known kind, broken, too small or too large.
    """
    image = Image.fromarray(read_picture(data).pixels)
    for side in PAPER_SIDES:
        image.thumbnail((side, side))
        made = BytesIO()
        image.save(made, "JPEG", quality=80)
        if made.tell() <= PAPER_BYTES:
            break
    return made.getvalue()
