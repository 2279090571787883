"""ISO/IEC 19794-2:2005 templates."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.holder.formats.finger_positions import FingerPosition
from tournai.documents.holder.formats.minutiae import (
    FingerView,
    Minutia,
    MinutiaeRecord,
    MinutiaKind,
    read_minutiae,
    write_minutiae,
)
from tournai.documents.holder.formats.octets import MalformedRecord

# One view with one minutia, laid out by hand after clause 8: ending at (165, 48), angle 6B, quality 50.
ONE_MINUTIA = bytes.fromhex(
    "464d5200 20323000 00000024 0000 012c 0190 00c5 00c5 01 00 02 10 4b 01 40a5 0030 6b 32 0000".replace(" ", "")
)

numbers = st.integers(0, 0xFFFF)
octets = st.integers(0, 0xFF)
places = st.integers(0, 0x3FFF)
minutiae = st.builds(Minutia, st.sampled_from(MinutiaKind), places, places, octets, octets)
views = st.builds(
    FingerView,
    st.sampled_from([position for position in FingerPosition if position <= 10]),
    st.integers(0, 15),
    st.integers(0, 15),
    octets,
    st.lists(minutiae, max_size=12).map(tuple),
    st.binary(max_size=20),
)
records = st.builds(MinutiaeRecord, numbers, numbers, numbers, numbers, st.lists(views, max_size=4).map(tuple), numbers)


def test_template_is_read_by_its_layout() -> None:
    record = read_minutiae(ONE_MINUTIA)

    view = FingerView(FingerPosition.RIGHT_INDEX, 1, 0, 75, (Minutia(MinutiaKind.ENDING, 165, 48, 0x6B, 50),))
    assert record == MinutiaeRecord(300, 400, 197, 197, (view,))


@given(records)
def test_what_was_written_is_read_back(record: MinutiaeRecord) -> None:
    assert read_minutiae(write_minutiae(record)) == record


@given(st.binary(max_size=60))
def test_any_bytes_are_a_template_or_malformed(data: bytes) -> None:
    with pytest.raises(MalformedRecord):
        read_minutiae(b"FMR\0 20\0" + data[:2] + b"\xff" + data)


@given(st.integers(0, len(ONE_MINUTIA) - 1))
def test_cut_template_is_malformed(length: int) -> None:
    with pytest.raises(MalformedRecord):
        read_minutiae(ONE_MINUTIA[:length])


@pytest.mark.parametrize(
    ("offset", "octet", "code"),
    [
        (0, 0x47, "other-format"),
        (5, 0x33, "other-format"),
        (11, 0x25, "wrong-length"),
        (24, 11, "no-such-finger"),
        (28, 0xC0, "no-such-kind"),
        (35, 1, "record-cut-off"),
    ],
)
def test_wrong_field_is_named(offset: int, octet: int, code: str) -> None:
    altered = bytearray(ONE_MINUTIA)
    altered[offset] = octet

    with pytest.raises(MalformedRecord) as refused:
        read_minutiae(bytes(altered))

    assert code == refused.value.code


def test_number_that_does_not_fit_is_not_written() -> None:
    with pytest.raises(MalformedRecord, match="does not fit"):
        write_minutiae(MinutiaeRecord(70_000, 1, 1, 1, ()))


def test_real_templates_are_read(shared: Path) -> None:
    templates = sorted((shared / "documents" / "fingers").glob("fvc*/*/*.iso"))

    counts = [len(read_minutiae(path.read_bytes()).views[0].minutiae) for path in templates]

    assert len(counts) == 160
    assert min(counts) > 3
    assert [write_minutiae(read_minutiae(path.read_bytes())) == path.read_bytes() for path in templates].count(
        False
    ) == 0
