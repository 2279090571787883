"""What a reader hands over (ICAO Doc 9303-10, section 4.6): named files, an archive, a series; nothing else."""

import io
import zipfile

import pytest

from tournai.documents.chip.archive import MalformedArchive, name_of, read_archive, read_files
from tournai.documents.tlv import encoded

ZONE = b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
DG1 = encoded(0x61, encoded(0x5F1F, ZONE))
COM = encoded(0x60, bytes.fromhex("5F0104303130375F36063034303030305C0261 75".replace(" ", "")))


def zipped(**named: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in named.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("EF_DG1.bin", "DG1"),
        ("chip/EF.SOD", "EF.SOD"),
        ("dg14.tlv", "DG14"),
        ("DG02", "DG2"),
        ("EF_COM.bin", "EF.COM"),
        ("sod.der", "EF.SOD"),
        ("011D.bin", "EF.SOD"),
        ("010F", "DG15"),
        ("dsc.cer", None),
        ("DG17.bin", None),
        ("README.md", None),
    ],
)
def test_a_files_name_says_which_of_the_chip_it_is(path: str, name: str | None) -> None:
    assert name_of(path) == name


def test_files_are_read_with_tag_and_length_or_without() -> None:
    whole, bare = read_files({"DG1.bin": DG1}), read_files({"DG1.bin": encoded(0x5F1F, ZONE)})

    assert whole.files["DG1"].data == bare.files["DG1"].data == DG1


def test_an_archive_is_unpacked() -> None:
    assert set(read_archive(zipped(EF_COM=COM, DG1=DG1)).files) == {"EF.COM", "DG1"}


def test_files_one_after_another_are_told_apart_by_tag() -> None:
    assert set(read_archive(COM + DG1).files) == {"EF.COM", "DG1"}


def test_a_file_under_the_name_of_another_is_told_as_unreadable() -> None:
    assert "DG2 was expected" in read_files({"DG1": DG1, "DG2": DG1}).unreadable["DG2"]


def test_one_file_twice_is_refused() -> None:
    with pytest.raises(MalformedArchive, match="twice"):
        read_files({"DG1.bin": DG1, "0101.bin": DG1})


def test_an_archive_that_unpacks_to_more_than_a_chip_holds_is_refused() -> None:
    with pytest.raises(MalformedArchive, match="bytes unpacked"):
        read_archive(zipped(DG1=bytes(17 * 1024 * 1024)))


def test_a_folder_without_a_file_of_a_chip_is_refused() -> None:
    with pytest.raises(MalformedArchive, match="no file of a chip"):
        read_files({"notes.txt": b"?"})
