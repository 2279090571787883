"""Evidence packages on disk: a folder, a zip or a tar archive, read in pieces and never unpacked.

Whoever made one chose its names, sizes and links: nothing of it is followed, executed or written anywhere.
"""

import gzip
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tournai.errors import Malformed
from tournai.providers.evidence.package import MOST_FILES, DamagedPackage, Package, PackageFile
from tournai.values.wordings import say

GZIP = b"\x1f\x8b"
PIECE = 1024 * 1024
GREATEST_RATIO = 300
"""Unpacked bytes for one packed one, beyond the first 16 MiB: logs pack to a fiftieth, bombs to a thousandth."""
UNSUSPECTED = 16 * 1024 * 1024
_FILE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


@contextmanager
def opened_package(path: Path) -> Iterator[Package]:
    """Open a package for as long as it is read.

    Raises:
        Malformed: Nothing is there, it cannot be opened, or it is neither a folder nor a zip or tar archive.
    """
    try:
        if path.is_dir():
            yield FolderPackage(path)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield ZipPackage(archive)
        else:
            with _unpacked(path) as file, tarfile.open(fileobj=file, mode="r:") as archive:
                yield TarPackage(archive)
    except OSError as error:
        raise Malformed(say("{path}: {strerror}", path=path, strerror=error.strerror), code="no-file") from error
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, zlib.error) as error:
        what = say("{path}: no folder, zip or tar archive, or not whole", path=path)
        raise DamagedPackage(what, code="damaged-archive") from error


class FolderPackage:
    """A folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def files(self) -> Sequence[PackageFile]:
        """Return every file below the folder."""
        found: list[PackageFile] = []
        pending = [""]
        while pending:
            below = pending.pop()
            with os.scandir(self._path / below) as entries:
                for entry in sorted(entries, key=lambda one: one.name):
                    name = f"{below}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(name + "/")
                    else:
                        found.append(_entry(name, entry.stat(follow_symlinks=False)))
                    _check_count(len(found) + len(pending))
        return found

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes."""
        try:
            with open(os.open(self._path / name, _FILE), "rb", buffering=0) as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise DamagedPackage("a link or device in place of a file", code="not-a-file")
                yield from _pieces(file)
        except OSError as error:
            raise DamagedPackage(say("cannot be read: {strerror}", strerror=error.strerror), code="unread") from error


class ZipPackage:
    """A zip archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._infos = {info.filename: info for info in archive.infolist()}

    def files(self) -> Sequence[PackageFile]:
        """Return the files that the archive's directory names."""
        infos = self._archive.infolist()
        _check_count(len(infos))
        return [
            PackageFile(info.filename, info.file_size, is_regular=_is_plain(info.external_attr >> 16))
            for info in infos
            if not info.is_dir()
        ]

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes, unpacked as they are asked for."""
        info = self._infos[name]
        if info.flag_bits & 1:
            raise DamagedPackage("encrypted with a password, which no order allows", code="password")
        try:
            with self._archive.open(info) as file:
                yield from _bounded(_pieces(file), info.compress_size, info.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise DamagedPackage("cannot be unpacked: damaged, or cut off", code="damaged-archive") from error


class TarPackage:
    """A tar archive, plain or packed."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self._members: dict[str, tarfile.TarInfo] = {}

    def files(self) -> Sequence[PackageFile]:
        """Return the files of the archive, which is read to its end."""
        found = []
        try:
            for member in self._archive:
                if member.isdir():
                    continue
                self._members[member.name] = member
                found.append(PackageFile(member.name, member.size, is_regular=member.isreg()))
                _check_count(len(found))
        except (tarfile.TarError, EOFError, zlib.error, OSError, ValueError) as error:
            raise DamagedPackage("the archive is damaged, or cut off", code="damaged-archive") from error
        return found

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes."""
        member = self._members[name]
        try:
            file = self._archive.extractfile(member) if member.isreg() else None
            if file is None:
                raise DamagedPackage("a link or device in place of a file", code="not-a-file")
            yield from _bounded(_pieces(file), member.size, member.size)
        except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
            raise DamagedPackage("cannot be unpacked: damaged, or cut off", code="damaged-archive") from error


class _BoundedGzip(gzip.GzipFile):
    """A packed file that stops where it unpacks to far more than any data does; read twice over at most."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self._left = 2 * max(UNSUSPECTED, path.stat().st_size * GREATEST_RATIO)

    def read(self, size: int | None = -1) -> bytes:
        """Return the next bytes."""
        data = super().read(size)
        self._spend(len(data))
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place, by unpacking what lies before it."""
        here = super().seek(0, os.SEEK_CUR)
        if whence == os.SEEK_SET:
            self._spend(offset - here if offset >= here else offset)
        return super().seek(offset, whence)

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise DamagedPackage("unpacks to far more than any data does", code="bomb")


def _unpacked(path: Path) -> IO[bytes] | gzip.GzipFile:
    with path.open("rb") as file:
        is_packed = file.read(len(GZIP)) == GZIP
    return _BoundedGzip(path) if is_packed else path.open("rb")


def _entry(name: str, status: os.stat_result) -> PackageFile:
    return PackageFile(name, status.st_size, is_regular=stat.S_ISREG(status.st_mode))


def _is_plain(mode: int) -> bool:
    """Whether a mode that a zip archive notes is a plain file's; archives of other systems note none."""
    return stat.S_IFMT(mode) in (0, stat.S_IFREG)


def _pieces(file: IO[bytes] | tarfile.ExFileObject) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _bounded(pieces: Iterator[bytes], packed: int, said: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > UNSUSPECTED and size > packed * GREATEST_RATIO:
            raise DamagedPackage("unpacks to far more than any data does", code="bomb")
        yield piece
    if size != said:
        raise DamagedPackage(say("{said} bytes were said, {size} are there", said=said, size=size), code="cut-off")


def _check_count(count: int) -> None:
    if count > MOST_FILES:
        raise DamagedPackage(say("more than {most} files", most=MOST_FILES), code="too-many-files")
