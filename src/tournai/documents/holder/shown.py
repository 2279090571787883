"""A picture as every browser shows it: JPEG and PNG as they are, what else is read as PNG, in memory alone."""

from io import BytesIO

from PIL import Image

from tournai.documents.holder.pictures import read_picture
from tournai.errors import Malformed

KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n": "image/png"}
"""How a picture begins -> its kind, of those that every browser shows."""


def as_shown(data: bytes) -> tuple[str, bytes]:
    """Return a picture's kind and bytes for a page; empty for what is no picture that is read.

    JPEG 2000, in which chips keep portraits, and TIFF are shown by no browser or by few.
    """
    kind = next((kind for start, kind in KINDS.items() if data.startswith(start)), "")
    if kind or not data:
        return kind, data
    try:
        pixels = read_picture(data).pixels
    except Malformed:
        return "", b""
    made = BytesIO()
    Image.fromarray(pixels).save(made, "PNG")
    return "image/png", made.getvalue()
