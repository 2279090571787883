"""Finger minutiae: templates of ridge endings and bifurcations, read and written.

    FMR, 20, length, device, width, height, resolution of x and y, views, 0     24 octets
    for each view:  finger, view and impression, quality, count                     4
        for each minutia:  kind and x, y, angle, quality                            6
        length of extended data, extended data                                      2 and more

Source: ISO/IEC 19794-2:2005, clause 8 (record format). The later version 030 and the compact formats for cards have
another layout and are refused.
"""

from enum import IntEnum

import msgspec

from tournai.documents.holder.formats.finger_positions import ONE_FINGER, FingerPosition
from tournai.documents.holder.formats.octets import MalformedRecord, Octets

MAGIC, VERSION = b"FMR\0", b" 20\0"
HEADER_LENGTH = 24
MOST_BYTES = 1 << 20
DEGREES_PER_ANGLE_UNIT = 360 / 256

_FOURTEEN_BITS = 0x3FFF


class MinutiaKind(IntEnum):
    """What a ridge does there (8.5.2.1)."""

    OTHER = 0
    ENDING = 1
    BIFURCATION = 2


class Minutia(msgspec.Struct, frozen=True, gc=False):
    """One minutia, in pixels from the upper left corner of the image.

    ``angle``: 0 to 255 units of 360/256 degrees, counterclockwise from the axis to the right. ``quality``: 1 to 100,
    or 0 where it is not told.
    """

    kind: MinutiaKind
    x: int
    y: int
    angle: int
    quality: int = 0


class FingerView(msgspec.Struct, frozen=True):
    """The minutiae of one impression of one finger. ``extended``: ridge counts and makers' data, as they stand."""

    position: FingerPosition
    number: int
    impression: int
    quality: int
    minutiae: tuple[Minutia, ...]
    extended: bytes = b""


class MinutiaeRecord(msgspec.Struct, frozen=True):
    """A template: the size of the image it was taken from, its resolution in pixels a centimetre, and its views."""

    width: int
    height: int
    x_resolution: int
    y_resolution: int
    views: tuple[FingerView, ...]
    device: int = 0


def read_minutiae(data: bytes) -> MinutiaeRecord:
    """Return the template.

    Raises:
        MalformedRecord: Another format or version, a length that is not the record's, a finger or kind that is not
            in the tables, or more than ``MOST_BYTES``.
    """
    octets = Octets.of_record(data, MAGIC, VERSION, 4, MOST_BYTES)
    device = octets.number(2, "the capture device")
    width, height, x_resolution, y_resolution = (octets.number(2, "the image size and resolution") for _ in range(4))
    count = octets.number(1, "the number of views")
    octets.expect(b"\0", "the reserved octet")
    views = tuple(_read_view(octets) for _ in range(count))
    if octets.left:
        message = f"{octets.left} bytes stand after the last view: send the record alone"
        raise MalformedRecord(message, code="record-too-long", offset=octets.place)
    return MinutiaeRecord(width, height, x_resolution, y_resolution, views, device)


def _read_view(octets: Octets) -> FingerView:
    start = octets.place
    position, number_and_impression, quality, count = octets.take(4, "the header of a view")
    if position not in ONE_FINGER:
        message = f"there is no finger position {position}: use 0 to 10"
        raise MalformedRecord(message, code="no-such-finger", offset=start)
    minutiae = tuple(_read_minutia(octets) for _ in range(count))
    extended = octets.take(octets.number(2, "the length of the extended data"), "the extended data")
    number, impression = divmod(number_and_impression, 16)
    return FingerView(FingerPosition(position), number, impression, quality, minutiae, extended)


def _read_minutia(octets: Octets) -> Minutia:
    start = octets.place
    kind_and_x, y = octets.number(2, "a minutia"), octets.number(2, "a minutia")
    if (kind := kind_and_x >> 14) > MinutiaKind.BIFURCATION:
        raise MalformedRecord("the kind of a minutia is reserved: use 0 to 2", code="no-such-kind", offset=start)
    angle, quality = octets.take(2, "a minutia")
    return Minutia(MinutiaKind(kind), kind_and_x & _FOURTEEN_BITS, y & _FOURTEEN_BITS, angle, quality)


def write_minutiae(record: MinutiaeRecord) -> bytes:
    """Return the record's octets; ``read_minutiae`` gives the record back.

    Raises:
        MalformedRecord: A number does not fit its field.
    """
    try:
        views = b"".join(_write_view(view) for view in record.views)
        sizes = (record.device, record.width, record.height, record.x_resolution, record.y_resolution)
        header = b"".join(size.to_bytes(2, "big") for size in sizes) + bytes((len(record.views), 0))
        length = (HEADER_LENGTH + len(views)).to_bytes(4, "big")
    except (OverflowError, ValueError) as error:
        raise MalformedRecord(f"a number does not fit its field: {error}", code="out-of-range") from error
    return MAGIC + VERSION + length + header + views


def _write_view(view: FingerView) -> bytes:
    header = bytes((view.position, view.number * 16 + view.impression, view.quality, len(view.minutiae)))
    minutiae = b"".join(_write_minutia(minutia) for minutia in view.minutiae)
    return header + minutiae + len(view.extended).to_bytes(2, "big") + view.extended


def _write_minutia(minutia: Minutia) -> bytes:
    if minutia.x > _FOURTEEN_BITS or minutia.y > _FOURTEEN_BITS:
        raise ValueError(f"a place takes 14 bits: {minutia.x}, {minutia.y}")
    kind_and_x = (minutia.kind << 14 | minutia.x).to_bytes(2, "big")
    return kind_and_x + minutia.y.to_bytes(2, "big") + bytes((minutia.angle, minutia.quality))
