"""ISO/IEC 19794-4:2005 records."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.holder.formats.finger_images import (
    Compression,
    FingerImage,
    FingerImageRecord,
    read_finger_images,
)
from tournai.documents.holder.formats.finger_positions import FingerPosition
from tournai.documents.holder.formats.octets import MalformedRecord
from tournai.errors import Malformed

# A record with one picture of four pixels, laid out by hand after clause 8: left index, 500 dots an inch.
ONE_IMAGE = bytes.fromhex(
    "46495200 30313000 000000000032 0000 001f 01 01 01f4 01f4 01f4 01f4 08 00 0000"
    "00000012 07 01 01 fe 00 0002 0002 00 10203040".replace(" ", "")
)


def test_record_is_read_by_its_layout() -> None:
    image = FingerImage(FingerPosition.LEFT_INDEX, 1, 254, 0, 2, 2, bytes.fromhex("10203040"))

    assert read_finger_images(ONE_IMAGE) == FingerImageRecord((500.0, 500.0), 8, Compression.NONE, (image,))


def test_resolution_in_centimetres_is_told_in_inches() -> None:
    in_centimetres = bytearray(ONE_IMAGE)
    in_centimetres[19:28] = bytes.fromhex("02 00c5 00c5 00c5 00c5".replace(" ", ""))

    assert read_finger_images(bytes(in_centimetres)).pixels_per_inch == pytest.approx((500.4, 500.4), abs=0.1)


@given(st.integers(0, len(ONE_IMAGE) - 1))
def test_cut_record_is_malformed(length: int) -> None:
    with pytest.raises(MalformedRecord):
        read_finger_images(ONE_IMAGE[:length])


@given(st.integers(14, len(ONE_IMAGE) - 1), st.integers(0, 255))
def test_any_octet_gives_a_record_or_malformed(place: int, octet: int) -> None:
    altered = bytearray(ONE_IMAGE)
    altered[place] = octet

    assert isinstance(outcome(bytes(altered)), FingerImageRecord | Malformed)


def outcome(data: bytes) -> object:
    try:
        return read_finger_images(data)
    except Malformed as malformed:
        return malformed


@pytest.mark.parametrize(
    ("offset", "octet", "code"),
    [
        (3, 1, "other-format"),
        (13, 0x33, "wrong-length"),
        (19, 3, "no-such-code"),
        (29, 9, "no-such-code"),
        (35, 2, "wrong-length"),
        (36, 12, "no-such-finger"),
        (18, 2, "record-cut-off"),
        (18, 0, "record-too-long"),
    ],
)
def test_wrong_field_is_named(offset: int, octet: int, code: str) -> None:
    altered = bytearray(ONE_IMAGE)
    altered[offset] = octet

    with pytest.raises(MalformedRecord) as refused:
        read_finger_images(bytes(altered))

    assert code == refused.value.code


def test_specimen_of_a_chip_holds_two_prints_in_wsq(shared: Path) -> None:
    dg3 = (shared / "documents" / "chip-etsi" / "EF_DG3.bin").read_bytes()
    parts = [b"FIR\0" + part for part in dg3.split(b"FIR\0")[1:]]

    records = [read_finger_images(part[: int.from_bytes(part[8:14], "big")]) for part in parts]

    assert [record.compression for record in records] == [Compression.WSQ, Compression.WSQ]
    assert all(record.images[0].picture.startswith(b"\xff\xa0") for record in records)
