"""Images from outside: opened within bounds, refused with what to do."""

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tournai.documents.pages.opening import MOST_BYTES, MalformedImage, open_page


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def grey(width: int = 200, height: int = 100) -> Image.Image:
    return Image.fromarray(np.tile(np.arange(width, dtype=np.uint8), (height, 1)))


def bomb(width: int, height: int) -> bytes:
    """Return the start of a PNG that claims a size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\x00\x00\x00\x00IDAT"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "JPEG2000"])
def test_each_format_gives_its_pixels(form: str) -> None:
    page = open_page(saved(grey(), form))

    assert page.shape == (100, 200)
    assert abs(int(page[50, 150]) - 150) < 8


@pytest.mark.parametrize("form", ["GIF", "BMP", "PPM", "WEBP"])
def test_other_formats_are_refused(form: str) -> None:
    with pytest.raises(MalformedImage, match="send the picture again"):
        open_page(saved(grey(), form))


def test_transparent_paper_is_white() -> None:
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))

    assert open_page(saved(clear, "PNG")).min() == 255


def test_sixteen_bits_are_stretched() -> None:
    deep = Image.fromarray((np.arange(100 * 100, dtype=np.uint16) * 3).reshape(100, 100))

    page = open_page(saved(deep, "PNG"))

    assert (page.min(), page.max()) == (0, 255)


def test_large_picture_is_made_smaller() -> None:
    assert max(open_page(saved(grey(6000, 100), "PNG")).shape) == 3000


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bomb(100_000, 100_000), "image-pixels"),
        (bomb(30_000, 1_000), "image-pixels"),
        (bomb(20, 20), "image-small"),
        (bomb(100, 100), "image-broken"),
        (b"", "image-broken"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "image-broken"),
        (bytes(MOST_BYTES + 1), "image-bytes"),
    ],
)
def test_what_is_out_of_bounds_is_refused_before_it_is_decoded(data: bytes, code: str) -> None:
    with pytest.raises(MalformedImage) as raised:
        open_page(data)

    assert raised.value.code == code


def test_several_pages_are_refused() -> None:
    with pytest.raises(MalformedImage, match="one image a page"):
        open_page(saved(grey(), "TIFF", save_all=True, append_images=[grey()]))


def test_cut_picture_is_refused() -> None:
    with pytest.raises(MalformedImage):
        open_page(saved(grey(), "PNG")[:-40])
