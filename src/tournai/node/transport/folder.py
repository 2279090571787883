"""Watched folders: carriers and test set-ups that deliver by file drop or SFTP.

Who may write to the folder chooses names, sizes, links and moments: each is taken as hostile. So a folder is opened
once, and everything in it is listed, read, renamed and removed through that descriptor: what is put in the place of the
folder, or of one above it, meanwhile is never reached.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from tournai.errors import Malformed, Unavailable

MAX_FILE_BYTES = 256 * 1024 * 1024
UNFINISHED_PREFIXES = (".", "~")
UNFINISHED_SUFFIXES = ("~", ".crdownload", ".filepart", ".lock", ".part", ".partial", ".swp", ".temp", ".tmp")
"""Names that file transfer programs give to a file while they write it; compared without regard to case."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class OversizedFile(msgspec.Struct, frozen=True, gc=False):
    """A file that is too large to be a push, for an operator to look at."""

    name: str
    size: int


class CollectedFile(msgspec.Struct, frozen=True):
    """A file of a folder, held open; ``name`` is what it was called when it was opened."""

    folder: int
    name: str
    descriptor: int
    opened: os.stat_result

    def read(self, *, max_bytes: int = MAX_FILE_BYTES) -> bytes:
        """Return its bytes.

        Raises:
            Unavailable: It cannot be read.
            Malformed: It has grown past ``max_bytes``.
        """
        try:
            with open(self.descriptor, "rb", closefd=False) as file:
                body = file.read(max_bytes + 1)
        except OSError as error:
            raise Unavailable(f"a file of the watched folder cannot be read: {error.strerror}") from error
        if len(body) > max_bytes:
            raise Malformed(f"a file of more than {max_bytes} bytes in the watched folder", code="too-large")
        return body

    def remove(self) -> bool:
        """Remove it, unless something else bears its name now or it was changed: that is to be read first.

        Raises:
            Unavailable: It cannot be removed.
        """
        return self._is_as_opened() and self._done(lambda: os.unlink(self.name, dir_fd=self.folder))

    def rename(self, name: str) -> bool:
        """Give it another name in its folder, unless something else bears its own now or it was changed.

        Raises:
            Unavailable: It cannot be renamed.
        """
        return self._is_as_opened() and self._done(
            lambda: os.rename(self.name, name, src_dir_fd=self.folder, dst_dir_fd=self.folder)
        )

    def _is_as_opened(self) -> bool:
        # While it is held open, no other file can be given its inode number.
        try:
            now = os.stat(self.name, dir_fd=self.folder, follow_symlinks=False)
        except OSError:
            return False
        return (now.st_dev, now.st_ino, now.st_ctime_ns) == (
            self.opened.st_dev,
            self.opened.st_ino,
            self.opened.st_ctime_ns,
        )

    @staticmethod
    def _done(act: Callable[[], None]) -> bool:
        try:
            act()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise Unavailable(f"a file of the watched folder cannot be taken away: {error.strerror}") from error
        return True


@contextmanager
def opened_folder(folder: Path | str, within: int | None = None) -> Iterator[int]:
    """Open a folder and give its descriptor.

    ``within``: the descriptor of the folder that holds it. Then a link is not followed, and it must be on the same
    device: a folder that was mounted there is none that a carrier could have made.

    Raises:
        Unavailable: There is no such folder, it cannot be read, it is a link, or it is on another device.
    """
    try:
        descriptor = os.open(folder, _FOLDER | (0 if within is None else os.O_NOFOLLOW), dir_fd=within)
    except OSError as error:
        raise Unavailable(f"a watched folder cannot be read: {error.strerror}") from error
    try:
        if within is not None and os.fstat(descriptor).st_dev != os.fstat(within).st_dev:
            raise Unavailable("a watched folder cannot be read: it is on another device")
        yield descriptor
    finally:
        os.close(descriptor)


def folders_within(folder: int) -> list[str]:
    """Return the names of the folders in a folder, links not followed, that are not hidden.

    Raises:
        Unavailable: The folder cannot be read.
    """
    return sorted(name for name, status in _entries(folder) if stat.S_ISDIR(status.st_mode) and name[0] != ".")


def collect(folder: int, *, settled_seconds: float, now: datetime, max_bytes: int = MAX_FILE_BYTES) -> list[str]:
    """Return the names of the files that are complete, the one that settled first first.

    A file is complete when nothing changed it for ``settled_seconds`` (measured on its status change time: the sender
    can forge the modification time). Hidden and temporary names, folders, links, pipes, files of another device and
    files larger than ``max_bytes`` are left alone; `oversized` tells the last. Names may hold any byte but ``/`` and
    NUL.

    Raises:
        Unavailable: The folder cannot be read.
    """
    latest_ns = int((now.timestamp() - settled_seconds) * 1_000_000_000)
    settled = [(found.st_ctime_ns, name) for name, found in _files(folder) if found.st_size <= max_bytes]
    return [name for changed_ns, name in sorted(settled) if changed_ns <= latest_ns]


def oversized(folder: int, *, max_bytes: int = MAX_FILE_BYTES) -> list[OversizedFile]:
    """Return the files that `collect` leaves alone because they are larger than ``max_bytes``.

    Raises:
        Unavailable: The folder cannot be read.
    """
    found = sorted((name, status.st_size) for name, status in _files(folder) if status.st_size > max_bytes)
    return [OversizedFile(name, size) for name, size in found]


@contextmanager
def opened_file(folder: int, name: str) -> Iterator[CollectedFile]:
    """Open a file that `collect` named; what a link put in its place meanwhile leads to is not opened.

    Raises:
        Unavailable: The file is gone, cannot be opened or is no file any more.
    """
    try:
        descriptor = os.open(name, _FILE, dir_fd=folder)
    except OSError as error:
        raise Unavailable(f"a file of the watched folder cannot be read: {error.strerror}") from error
    try:
        opened = os.fstat(descriptor)
        if not stat.S_ISREG(opened.st_mode) or opened.st_dev != os.fstat(folder).st_dev:
            raise Unavailable("a file of the watched folder was replaced by something else")
        yield CollectedFile(folder, name, descriptor, opened)
    finally:
        os.close(descriptor)


def _files(folder: int) -> Iterator[tuple[str, os.stat_result]]:
    """Give the regular files, links not followed, that do not bear an unfinished file's name."""
    device = os.fstat(folder).st_dev
    for name, found in _entries(folder):
        if stat.S_ISREG(found.st_mode) and found.st_dev == device and not _is_unfinished(name):
            yield name, found


def _entries(folder: int) -> Iterator[tuple[str, os.stat_result]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                found = _status(entry)
                if found is not None:
                    yield entry.name, found
    except OSError as error:
        raise Unavailable(f"a watched folder cannot be read: {error.strerror}") from error


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None


def _is_unfinished(name: str) -> bool:
    return name.startswith(UNFINISHED_PREFIXES) or name.lower().endswith(UNFINISHED_SUFFIXES)
