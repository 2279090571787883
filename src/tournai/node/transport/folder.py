"""Watched folders: carriers and test set-ups that deliver by file drop or SFTP.

Who may write to the folder chooses names, sizes, links and moments: each is taken as hostile.
"""

import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from tournai.errors import Malformed, Unavailable

MAX_FILE_BYTES = 256 * 1024 * 1024
UNFINISHED_PREFIXES = (".", "~")
UNFINISHED_SUFFIXES = ("~", ".crdownload", ".filepart", ".lock", ".part", ".partial", ".swp", ".temp", ".tmp")
"""Names that file transfer programs give to a file while they write it; compared without regard to case."""


class OversizedFile(msgspec.Struct, frozen=True, gc=False):
    """A file that is too large to be a push, for an operator to look at."""

    path: Path
    size: int


def collect(folder: Path, *, settled_seconds: float, now: datetime, max_bytes: int = MAX_FILE_BYTES) -> Iterator[Path]:
    """Give the files that are complete, the one that settled first first.

    A file is complete when nothing changed it for ``settled_seconds`` (measured on its status change time: the sender
    can forge the modification time). Hidden and temporary names, folders, links, pipes and files larger than
    ``max_bytes`` are left alone; `oversized` tells the last. Names may hold any byte but ``/`` and NUL.

    Raises:
        Unavailable: The folder cannot be read.
    """
    latest_ns = int((now.timestamp() - settled_seconds) * 1_000_000_000)
    settled = [(found.st_ctime_ns, path) for path, found in _files(folder) if found.st_size <= max_bytes]
    yield from (path for changed_ns, path in sorted(settled) if changed_ns <= latest_ns)


def oversized(folder: Path, *, max_bytes: int = MAX_FILE_BYTES) -> Iterator[OversizedFile]:
    """Give the files that `collect` leaves alone because they are larger than ``max_bytes``.

    Raises:
        Unavailable: The folder cannot be read.
    """
    found = sorted((path, status.st_size) for path, status in _files(folder) if status.st_size > max_bytes)
    yield from (OversizedFile(path, size) for path, size in found)


def read_collected(path: Path, *, max_bytes: int = MAX_FILE_BYTES) -> bytes:
    """Return the bytes of a file that `collect` gave; what a link put in its place meanwhile leads to is not read.

    Raises:
        Unavailable: The file is gone, cannot be read or is no file any more.
        Malformed: It has grown past ``max_bytes``.
    """
    try:
        with open(path, "rb", opener=_open_no_link) as file:
            is_regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            body = file.read(max_bytes + 1) if is_regular else b""
    except OSError as error:
        raise Unavailable(f"a file of the watched folder cannot be read: {error.strerror}") from error
    if not is_regular:
        raise Unavailable("a file of the watched folder was replaced by something else")
    if len(body) > max_bytes:
        raise Malformed(f"a file of more than {max_bytes} bytes in the watched folder", code="too-large")
    return body


def _open_no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Give the regular files, links not followed, that do not bear an unfinished file's name."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                found = None if _is_unfinished(entry.name) else _status(entry)
                if found is not None and stat.S_ISREG(found.st_mode):
                    yield Path(entry.path), found
    except OSError as error:
        raise Unavailable(f"the watched folder {folder} cannot be read: {error.strerror}") from error


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None


def _is_unfinished(name: str) -> bool:
    return name.startswith(UNFINISHED_PREFIXES) or name.lower().endswith(UNFINISHED_SUFFIXES)
