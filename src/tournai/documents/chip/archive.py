"""What a reader hands over: the files of a chip as a folder's or an archive's, told apart by name and by tag.

A file may come with its tag and length, as it is in the chip, or without; or all one after another in one file.

Source: ICAO Doc 9303-10, 8th edition (2021), section 4.6 and table 38 (file identifiers).
"""

import io
import re
import zipfile
from collections.abc import Mapping

import msgspec

from tournai.documents.chip.files import COM, NAMES, SOD, TAGS, ChipFile, read_file
from tournai.documents.tlv import encoded, read_tlv
from tournai.errors import Malformed
from tournai.values.wordings import say

MOST_FILES = 64
MAXIMUM_BYTES = 16 * 1024 * 1024
"""Of all files together, unpacked."""
IDENTIFIERS = {"011E": COM, "011D": SOD} | {f"01{number:02X}": f"DG{number}" for number in range(1, 17)}
"""File identifier on the chip -> file."""
_NAME = re.compile(r"(?:EF[._\- ]?)?(COM|SOD|DG[._\- ]?0?([1-9]|1[0-6]))", re.IGNORECASE)
_IDENTIFIER = re.compile(r"(?:EF[._\- ]?)?(01[01][0-9A-F])", re.IGNORECASE)
_ENDINGS = frozenset({"", "bin", "tlv", "dat", "raw", "ber", "der", "ef"})
_INNER = {SOD: (0x30,), "DG1": (0x5F1F,), "DG2": (0x7F61,), "DG3": (0x7F61,), "DG14": (0x31,), "DG15": (0x30,)}
"""File -> the tag that its content begins with, where it comes without its own."""
_ZIP = b"PK\x03\x04"


class MalformedArchive(Malformed):
    """What was handed over is no readable set of a chip's files."""


class ChipFiles(msgspec.Struct, frozen=True):
    """The files of a chip by name, e.g. ``EF.SOD``, ``DG1``; those that could not be read, each with why."""

    files: dict[str, ChipFile]
    unreadable: dict[str, str] = {}

    @property
    def groups(self) -> dict[int, ChipFile]:
        """The data groups by number."""
        return {int(name[2:]): file for name, file in self.files.items() if name.startswith("DG")}


def read_archive(data: bytes) -> ChipFiles:
    """Return the files of a ZIP archive, or those that stand one after another in the bytes.

    Raises:
        MalformedArchive: It is neither, holds too much, or one file twice.
    """
    if not data.startswith(_ZIP):
        return _read_series(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return read_files(_unpack(archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise MalformedArchive("the archive cannot be unpacked", code="archive") from error
    except Exception as error:
        if isinstance(error, Malformed) or not _is_unpacking(error):
            raise
        raise MalformedArchive("the archive cannot be unpacked", code="archive") from error


def _is_unpacking(error: Exception) -> bool:
    return type(error).__module__ in ("zlib", "_lzma", "lzma", "bz2")


def _unpack(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise MalformedArchive(say("more than {most} files", most=MOST_FILES), code="too-many")
    found, left = {}, MAXIMUM_BYTES
    for entry in entries:
        with archive.open(entry) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise MalformedArchive(say("more than {most} bytes unpacked", most=MAXIMUM_BYTES), code="too-large")
        found[entry.filename] = content
    return found


def read_files(named: Mapping[str, bytes]) -> ChipFiles:
    """Return the files of a chip among named files; those whose name is of none are left aside.

    Raises:
        MalformedArchive: Too many, too large, one twice, or none at all.
    """
    if len(named) > MOST_FILES or sum(map(len, named.values())) > MAXIMUM_BYTES:
        raise MalformedArchive(say("more than {most} files, or too large", most=MOST_FILES), code="too-large")
    files: dict[str, ChipFile] = {}
    unreadable: dict[str, str] = {}
    for path, data in sorted(named.items()):
        name = name_of(path)
        if name is None:
            continue
        if name in files or name in unreadable:
            raise MalformedArchive(say("{name} is there twice", name=name), code="twice")
        try:
            files[name] = _read(data, name)
        except Malformed as error:
            unreadable[name] = error.reason
    if not files and not unreadable:
        raise MalformedArchive("no file of a chip is there: EF.COM, EF.SOD, DG1 to DG16", code="no-file")
    return ChipFiles({name: files[name] for name in TAGS if name in files}, unreadable)


def name_of(path: str) -> str | None:
    """Return the chip's file that a file name stands for, e.g. ``EF_DG1.bin`` or ``0101``; ``None`` for another."""
    stem, _, ending = path.replace("\\", "/").rpartition("/")[2].rpartition(".")
    if not stem or ending.lower() not in _ENDINGS:
        stem = path.replace("\\", "/").rpartition("/")[2]
    if found := _NAME.fullmatch(stem):
        return f"DG{found[2]}" if found[2] else f"EF.{found[1].upper()}"
    found = _IDENTIFIER.fullmatch(stem)
    return IDENTIFIERS.get(found[1].upper()) if found else None


def _read(data: bytes, name: str) -> ChipFile:
    if data and name in _INNER and read_tlv(data).tag in _INNER[name] and TAGS[name] not in _INNER[name]:
        data = encoded(TAGS[name], data)
    return read_file(data, name)


def _read_series(data: bytes) -> ChipFiles:
    if len(data) > MAXIMUM_BYTES:
        raise MalformedArchive(say("larger than {most} bytes", most=MAXIMUM_BYTES), code="too-large")
    files: dict[str, ChipFile] = {}
    at = 0
    while at < len(data):
        element = read_tlv(data, at)
        name = NAMES.get(element.tag)
        if name is None:
            raise MalformedArchive(say("tag {tag} begins no file of a chip", tag=f"{element.tag:02X}"), offset=at)
        if name in files:
            raise MalformedArchive(say("{name} is there twice", name=name), code="twice")
        files[name] = ChipFile(name, element.raw)
        at = element.stop
    if not files:
        raise MalformedArchive("no file of a chip is there: EF.COM, EF.SOD, DG1 to DG16", code="no-file")
    return ChipFiles(files)
