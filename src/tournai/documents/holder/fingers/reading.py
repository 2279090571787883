"""A print from outside as minutiae: a template, a record of finger images, or a picture.

Of a template or record with several prints the first counts: one reference, one probe.

WSQ, the coding of fingerprints, is unpacked by whoever calls, in a process of its own: the only free decoder writes
past its memory on hostile bytes, which would take the caller along.
"""

import math
from collections.abc import Callable

import numpy as np

from tournai.documents.holder.fingers.extraction import (
    LEAST_RESOLUTION,
    MOST_RESOLUTION,
    RESOLUTION,
    MinutiaeNetwork,
    extract_minutiae,
)
from tournai.documents.holder.fingers.templates import Minutia
from tournai.documents.holder.formats import finger_images, minutiae
from tournai.documents.holder.formats.finger_images import CENTIMETRES_PER_INCH, Compression
from tournai.documents.holder.formats.minutiae import MinutiaKind
from tournai.documents.holder.pictures import MalformedPicture, Picture, read_picture
from tournai.values.wordings import say

MOST_QUALITY = 100
WSQ = b"\xff\xa0"
LENGTH = slice(8, 12)
"""Where a template says its length. Cards are read in blocks: zeros behind it are left aside."""


def refuse_wsq(data: bytes) -> bytes:
    """Refuse WSQ: what reads prints without a process for it does so.

    Raises:
        MalformedPicture: Always.
    """
    raise MalformedPicture(say("WSQ of {count} bytes is not unpacked here", count=len(data)), code="wsq")


def read_finger(
    data: bytes, network: Callable[[], MinutiaeNetwork], from_wsq: Callable[[bytes], bytes] = refuse_wsq
) -> tuple[Minutia, ...]:
    """Return the minutiae of an ISO/IEC 19794-2 template, a 19794-4 record, or a picture (PNG, TIFF, JPEG, WSQ, ...).

    Args:
        data: The file.
        network: Gives the network; called for pictures only.
        from_wsq: Turns a picture in WSQ into one of a kind that `read_picture` reads.

    Raises:
        Malformed: The file is none of them, broken, or holds no print.
    """
    if data.startswith(minutiae.MAGIC):
        return _of_template(data)
    picture = _of_record(data, from_wsq) if data.startswith(finger_images.MAGIC) else _of_picture(data, from_wsq)
    return extract_minutiae(network(), picture)


def _of_picture(data: bytes, from_wsq: Callable[[bytes], bytes]) -> Picture:
    return read_picture(from_wsq(data) if data.startswith(WSQ) else data, grey=True)


def _of_template(data: bytes) -> tuple[Minutia, ...]:
    length = int.from_bytes(data[LENGTH], "big")
    padding = data[length:] if length else b""
    record = minutiae.read_minutiae(data[:length] if not padding.strip(b"\0") else data)
    if not record.views:
        raise MalformedPicture(say("the template holds no print"), code="no-print")
    across, down = _scale(record.x_resolution), _scale(record.y_resolution)
    return tuple(
        Minutia(
            one.x * across,
            one.y * down,
            math.radians(one.angle * minutiae.DEGREES_PER_ANGLE_UNIT),
            one.kind is MinutiaKind.ENDING,
            one.quality / MOST_QUALITY if one.quality else 1.0,
        )
        for one in record.views[0].minutiae
    )


def _scale(pixels_a_centimetre: int) -> float:
    """Return what makes a template's pixels those of 500 dpi; a resolution that no scanner has is not believed."""
    if not LEAST_RESOLUTION <= pixels_a_centimetre * CENTIMETRES_PER_INCH <= MOST_RESOLUTION:
        return 1.0
    return RESOLUTION / (pixels_a_centimetre * CENTIMETRES_PER_INCH)


def _of_record(data: bytes, from_wsq: Callable[[bytes], bytes]) -> Picture:
    record = finger_images.read_finger_images(data)
    if not record.images:
        raise MalformedPicture(say("the record holds no print"), code="no-print")
    image = record.images[0]
    if record.compression is not Compression.NONE:
        picture = _of_picture(image.picture, from_wsq)
        return Picture(picture.pixels, picture.form, record.pixels_per_inch[0])
    pixels = np.frombuffer(image.picture, np.uint8)
    if record.bits_per_pixel != 8 or pixels.size != image.width * image.height or min(image.width, image.height) < 16:
        raise MalformedPicture(say("the picture of the record has not the size that it says"), code="no-picture")
    return Picture(pixels.reshape(image.height, image.width), "raw", record.pixels_per_inch[0])
