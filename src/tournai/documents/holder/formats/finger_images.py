"""Finger images: records of pictures of prints, as DG3 of a chip holds them.

    FIR, 010, length, device, level, fingers, units, resolutions, depth, compression, 0     32 octets
    for each image:  length, finger, views, view, quality, impression, width, height, 0     14
                     the picture, to the end of its length

Source: ISO/IEC 19794-4:2005, clause 8 (record format).
"""

from enum import IntEnum

import msgspec

from tournai.documents.holder.formats.finger_positions import FingerPosition
from tournai.documents.holder.formats.octets import MalformedRecord, Octets

MAGIC, VERSION = b"FIR\0", b"010\0"
MOST_BYTES = 4 << 20
IMAGE_HEADER_LENGTH = 14
CENTIMETRES_PER_INCH = 2.54

_PIXELS_PER_INCH, _PIXELS_PER_CENTIMETRE = 1, 2


class Compression(IntEnum):
    """How the pixels are coded (table 4)."""

    NONE = 0
    BIT_PACKED = 1
    WSQ = 2
    JPEG = 3
    JPEG_2000 = 4
    PNG = 5


class FingerImage(msgspec.Struct, frozen=True):
    """One picture of one print: its size in pixels as the header has it, and its coded pixels."""

    position: FingerPosition
    number: int
    quality: int
    impression: int
    width: int
    height: int
    picture: bytes


class FingerImageRecord(msgspec.Struct, frozen=True):
    """The pictures of a record and what they share. ``pixels_per_inch``: horizontal and vertical, of the image."""

    pixels_per_inch: tuple[float, float]
    bits_per_pixel: int
    compression: Compression
    images: tuple[FingerImage, ...]


def read_finger_images(data: bytes) -> FingerImageRecord:
    """Return the record; its pictures are not decoded.

    Raises:
        MalformedRecord: Another format or version, lengths that do not add up to the record, a code that is not in
            the tables, or more than ``MOST_BYTES``.
    """
    octets = Octets.of_record(data, MAGIC, VERSION, 6, MOST_BYTES)
    octets.take(4, "the capture device and acquisition level")
    count, units = octets.take(2, "the number of fingers and the scale units")
    octets.take(4, "the scan resolution")
    resolution = octets.number(2, "the image resolution"), octets.number(2, "the image resolution")
    depth, compression = octets.take(2, "the pixel depth and compression")
    octets.take(2, "the reserved octets")
    if units not in (_PIXELS_PER_INCH, _PIXELS_PER_CENTIMETRE) or compression > Compression.PNG:
        message = f"there are no scale units {units} or no compression {compression}: use 1 or 2, and 0 to 5"
        raise MalformedRecord(message, code="no-such-code", offset=19)
    images = tuple(_read_image(octets) for _ in range(count))
    if octets.left:
        message = f"{octets.left} bytes stand after the last picture: send the record alone"
        raise MalformedRecord(message, code="record-too-long", offset=octets.place)
    factor = 1.0 if units == _PIXELS_PER_INCH else CENTIMETRES_PER_INCH
    per_inch = resolution[0] * factor, resolution[1] * factor
    return FingerImageRecord(per_inch, depth, Compression(compression), images)


def _read_image(octets: Octets) -> FingerImage:
    start = octets.place
    length = octets.number(4, "the length of an image")
    position, _views, number, quality, impression = octets.take(5, "the header of an image")
    width, height = octets.number(2, "the width"), octets.number(2, "the height")
    octets.take(1, "the reserved octet")
    if length < IMAGE_HEADER_LENGTH:
        message = f"an image takes at least {IMAGE_HEADER_LENGTH} bytes, this one says {length}"
        raise MalformedRecord(message, code="wrong-length", offset=start)
    try:
        finger = FingerPosition(position)
    except ValueError as error:
        message = f"there is no finger position {position}: use 0 to 10 or 13 to 15"
        raise MalformedRecord(message, code="no-such-finger", offset=start + 4) from error
    picture = octets.take(length - IMAGE_HEADER_LENGTH, "the picture")
    return FingerImage(finger, number, quality, impression, width, height, picture)
