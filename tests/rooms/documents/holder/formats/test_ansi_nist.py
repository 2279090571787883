"""ANSI/NIST-ITL files: a file laid out by hand after NIST SP 500-290, and NIST's own reference files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.holder.formats.ansi_nist import BinaryHeader, Record, read_ansi_nist
from tournai.documents.holder.formats.octets import MalformedRecord

FINGER = bytes.fromhex("00000016 01 00 02ffffffffff 01 0002 0002 00 10203040".replace(" ", ""))


def tagged(kind: int, *fields: bytes) -> bytes:
    """Return a record of text with its length before the fields."""
    rest = b"".join(b"\x1d" + field for field in fields) + b"\x1c"
    tag = b"%d.001:" % kind
    length = len(tag) + len(rest)
    digits = len(str(length + len(str(length))))
    return tag + b"%d" % (length + digits) + rest


FILE = (
    tagged(1, b"1.002:0500", b"1.003:1\x1f3\x1e2\x1f0\x1e4\x1f1\x1e14\x1f2", b"1.004:TEST")
    + tagged(2, b"2.002:0", b"2.018:DOE\x1fJANE\x1eROE\x1fJANE")
    + FINGER
    + tagged(14, b"14.002:02", b"14.013:7", b"14.999:\x1d\x1c\x00picture")
)


def test_records_are_read_by_their_layout() -> None:
    first, second, finger, last = read_ansi_nist(FILE)

    assert [(record.kind, record.idc) for record in (first, second, finger, last)] == [(1, 0), (2, 0), (4, 1), (14, 2)]
    assert second.fields[-1].subfields == (("DOE", "JANE"), ("ROE", "JANE"))
    assert finger.header == BinaryHeader(2, 2, 0, 0, (2,), is_native=True)
    assert (finger.picture, last.picture) == (bytes.fromhex("10203040"), b"\x1d\x1c\x00picture")


def test_field_is_found_by_its_number_however_it_is_written() -> None:
    short = tagged(1, b"1.2:0500", b"1.03:1\x1f0")

    (record,) = read_ansi_nist(short)

    assert [field.number for field in record.fields] == [1, 2, 3]
    assert record.field(9) is None


@given(st.integers(0, len(FILE) - 1))
def test_cut_file_is_malformed(length: int) -> None:
    with pytest.raises(MalformedRecord):
        read_ansi_nist(FILE[:length])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"4\x1f1\x1e14", b"4\x1f2\x1e14", "records-differ"),
        (b"1.003:1\x1f3", b"1.003:1\x1f4", "records-differ"),
        (b"1.003:1\x1f3", b"1.003:1\x1fx", "no-list"),
        (b"14\x1f2", b"13\x1f2", "no-record"),
        (b"14.002:02", b"14.002:x2", "no-number"),
        (b"14.013:7", b"15.013:7", "no-field"),
        (b"picture\x1c", b"picture.", "no-end"),
        (b"\x00\x00\x00\x16", b"\x00\x00\x00\x04", "wrong-length"),
        (b"picture\x1c", b"picture\x1c.", "records-differ"),
    ],
)
def test_what_does_not_agree_is_named(old: bytes, new: bytes, code: str) -> None:
    with pytest.raises(MalformedRecord) as refused:
        read_ansi_nist(FILE.replace(old, new))

    assert code == refused.value.code


@given(st.integers(0, len(FILE)), st.binary(max_size=6), st.integers(0, 6))
def test_any_altered_bytes_are_records_or_malformed(place: int, inserted: bytes, removed: int) -> None:
    assert isinstance(outcome(FILE[:place] + inserted + FILE[place + removed :]), tuple | MalformedRecord)


def outcome(data: bytes) -> tuple[Record, ...] | MalformedRecord:
    try:
        return read_ansi_nist(data)
    except MalformedRecord as malformed:
        return malformed


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("rec01_rec02_rec16.nst", [1, 2, 16]),
        ("type-10-branded-tattoo-mark", [1, 2, 10, 10]),
        ("type-10-sap10", [1, 2, 10]),
        ("type-13-tip-eji-wsq", [1, 2, 13, 13, 13, 13, 13]),
        ("type-14-amp-nqm-utf8", [1, 2, 14, 14, 14]),
        ("type-17-iris", [1, 2, 17]),
        ("type-3", [1, 2, 3]),
        ("type-4-slaps", [1, 2, 4, 4, 4, 4]),
        ("type-6", [1, 2, 6]),
        ("type-8-sig-raw", [1, 2, 8]),
        ("type-9-14-std", [1, 2, 9, 14]),
    ],
)
def test_reference_file_has_the_records_that_it_lists(shared: Path, name: str, kinds: list[int]) -> None:
    records = read_ansi_nist((shared / "documents" / "ansi-nist" / f"{name}.an2").read_bytes())

    assert [record.kind for record in records] == kinds


@pytest.mark.parametrize(("name", "bits"), [("type-3", 8), ("type-9-14-std", 8)])
def test_picture_without_compression_has_the_size_that_its_header_tells(shared: Path, name: str, bits: int) -> None:
    *_, last = read_ansi_nist((shared / "documents" / "ansi-nist" / f"{name}.an2").read_bytes())
    told = [int(last.field(number).text) for number in (6, 7)] if last.header is None else []
    width, height = told or (last.header.width, last.header.height)

    assert width * height * bits == 8 * len(last.picture)
