"""Pictures from outside: known kinds are read, all else is refused with its reason."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tournai.documents.holder.pictures import MalformedPicture, read_picture

RAMP = np.tile(np.arange(64, dtype=np.uint8) * 4, (48, 1))


def coded(form: str, image: Image.Image | None = None, **options: object) -> bytes:
    buffer = BytesIO()
    (image or Image.fromarray(RAMP)).save(buffer, form, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("form", ["PNG", "TIFF", "BMP", "PPM", "JPEG2000"])
def test_lossless_picture_keeps_its_pixels(form: str) -> None:
    assert (read_picture(coded(form), grey=True).pixels == RAMP).all()


def test_colour_picture_has_three_channels() -> None:
    assert read_picture(coded("JPEG")).pixels.shape == (48, 64, 3)


def test_resolution_is_what_the_file_says() -> None:
    assert read_picture(coded("TIFF", dpi=(500, 500)), grey=True).dots_per_inch == 500


def test_turned_picture_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned by a quarter

    assert read_picture(coded("JPEG", exif=exif), grey=True).pixels.shape == (64, 48)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-picture"),
        (b"\xff\xd8\xff\xe0 not a picture", "no-picture"),
        (coded("PNG")[:-40], "no-picture"),
        (coded("GIF"), "no-picture"),
        (coded("PNG", Image.new("L", (4, 400))), "picture-too-small"),
        (coded("PNG", Image.new("L", (5000, 4000))), "picture-too-large"),
        (coded("PNG", Image.new("I;16", (64, 64))), "picture-depth"),
        (bytes(17 * 1024 * 1024), "picture-too-large"),
    ],
    ids=["nothing", "words", "cut off", "unknown kind", "narrow", "vast", "deep", "long"],
)
def test_what_cannot_be_compared_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(MalformedPicture) as refused:
        read_picture(data)

    assert refused.value.code == code
