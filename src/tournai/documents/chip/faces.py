"""The portraits of DG2, in the old and in the new encoding; decided by what the picture is, not by what is said of it.

The header of a genuine chip said 337 x 449 where the picture had 413 x 531: the difference is told, the picture wins.

Source: ISO/IEC 19794-5:2005, section 5; ISO/IEC 39794-5:2019, annex A; ICAO Doc 9303-10, 8th edition (2021), 4.7.2.
"""

import struct

import msgspec

from tournai.documents.chip.biometric_templates import BiometricTemplate, read_templates
from tournai.documents.chip.files import ChipFile
from tournai.documents.tlv import Tlv, read_tlv
from tournai.errors import Malformed

OLD, NEW = "ISO/IEC 19794-5", "ISO/IEC 39794-5"
JPEG, JPEG_2000 = "JPEG", "JPEG 2000"
MOST_FACES = 10
_RECORD = struct.Struct(">4s4sIH")
_FACE = struct.Struct(">IHBBB3sH3s3s")
_POINT_BYTES = 8
_IMAGE = struct.Struct(">BBHHBBHH")
_OLD_FORMATS = {0: JPEG, 1: JPEG_2000}
_NEW_FORMATS = {2: JPEG, 3: JPEG_2000, 4: JPEG_2000}
_MAGICS = ((b"\xff\xd8\xff", JPEG), (b"\0\0\0\x0cjP  \r\n\x87\n", JPEG_2000), (b"\xff\x4f\xff\x51", JPEG_2000))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class MalformedFace(Malformed):
    """A portrait's record breaks its form, or its picture is none that the standard allows."""


class FacePicture(msgspec.Struct, frozen=True):
    """A portrait: its picture as it is in the chip, and what the record says of it.

    ``format``, ``width`` and ``height`` are those of the picture itself; ``differences`` are stable words for what the
    record says otherwise.
    """

    data: bytes
    format: str
    width: int
    height: int
    encoding: str
    differences: tuple[str, ...] = ()


def read_faces(file: ChipFile) -> tuple[FacePicture, ...]:
    """Return the portraits of DG2, the first first.

    Raises:
        MalformedFace: A record breaks its form, or a picture is neither JPEG nor JPEG 2000, or there is none.
        MalformedTemplate, MalformedTlv: The group breaks its form.
    """
    found = tuple(face for template in read_templates(file) for face in _faces(template))
    if not found:
        raise MalformedFace("DG2 holds no portrait")
    return found


def _faces(template: BiometricTemplate) -> list[FacePicture]:
    return _read_new(read_tlv(template.data)) if template.is_nested else _read_old(template.data)


def _read_old(data: bytes) -> list[FacePicture]:
    try:
        magic, version, length, count = _RECORD.unpack_from(data)
        if magic != b"FAC\0" or version != b"010\0" or not 1 <= count <= MOST_FACES:
            raise MalformedFace("no record of ISO/IEC 19794-5, version 010, with a face")
        found, at = [], _RECORD.size
        for _ in range(count):
            size, points = _FACE.unpack_from(data, at)[:2]
            image = at + _FACE.size + points * _POINT_BYTES
            _, kind, width, height = _IMAGE.unpack_from(data, image)[:4]
            start, end = image + _IMAGE.size, at + size
            if not start < end <= len(data):
                raise MalformedFace("a face's block is longer than its record", code="cut-off", offset=at)
            found.append(_picture(data[start:end], OLD, _OLD_FORMATS.get(kind, ""), (width, height)))
            at = end
    except struct.error as error:
        raise MalformedFace("a face's record is cut off", code="cut-off") from error
    if length != len(data):
        found[0] = msgspec.structs.replace(found[0], differences=(*found[0].differences, "record-length"))
    return found


def _read_new(element: Tlv) -> list[FacePicture]:
    """Return the portraits of A1 { 65 { version, A1 { SEQUENCE representation ... } } }."""
    block = element.expect(0xA1).only().expect(0x65)
    representations = [child for child in block.children() if child.tag == 0xA1]
    if not representations:
        raise MalformedFace("no representation of a face")
    return [_representation(each) for each in representations[0].children()[:MOST_FACES]]


def _representation(element: Tlv) -> FacePicture:
    image = next((child for child in element.expect(0x30).children() if child.tag == 0xA1), None)
    if image is None:
        raise MalformedFace("a representation without a picture")
    parts = {child.tag: child for child in image.only().expect(0xA0).only().expect(0xA0).children()}
    if 0x80 not in parts:
        raise MalformedFace("a representation without a picture")
    said = {child.tag: child for child in parts[0xA1].children()} if 0xA1 in parts else {}
    kind = said[0xA0].only().integer() if 0xA0 in said else None
    size = {child.tag: child.integer() for child in said[0xA7].children()} if 0xA7 in said else {}
    declared = _NEW_FORMATS.get(kind, "") if kind is not None else ""
    return _picture(parts[0x80].value, NEW, declared, (size.get(0x80, 0), size.get(0x81, 0)))


def _picture(data: bytes, encoding: str, declared: str, said: tuple[int, int]) -> FacePicture:
    found = next((name for magic, name in _MAGICS if data.startswith(magic)), None)
    if found is None:
        raise MalformedFace("the picture is neither JPEG nor JPEG 2000", code="picture")
    width, height = _jpeg_size(data) if found == JPEG else _jpeg_2000_size(data)
    words = ["picture-format"] if declared and declared != found else []
    if said != (0, 0) and said != (width, height):
        words.append("picture-size")
    return FacePicture(data, found, width, height, encoding, tuple(words))


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Return width and height from the frame header of a JPEG (ITU-T T.81, annex B.2.2)."""
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            break
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xFF:
            at += 1
        elif marker in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        else:
            at += 2 + max(length, 2)
    raise MalformedFace("the JPEG has no frame header", code="picture")


def _jpeg_2000_size(data: bytes) -> tuple[int, int]:
    """Return width and height from the SIZ segment of a JPEG 2000 codestream (ITU-T T.800, annex A.5.1)."""
    at = data.find(b"\xff\x4f\xff\x51")
    if at < 0 or at + 24 > len(data):
        raise MalformedFace("the JPEG 2000 has no size segment", code="picture")
    numbers = struct.unpack_from(">4I", data, at + 8)
    width, height = (whole - offset for whole, offset in zip(numbers[:2], numbers[2:], strict=True))
    if not (0 < width <= 0xFFFF and 0 < height <= 0xFFFF):
        raise MalformedFace("the JPEG 2000 says an impossible size", code="picture")
    return width, height
