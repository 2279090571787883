"""The watched folder: files that are dropped into it are taken in, then removed.

A folder within it bears the name of a carrier's account: who may write there, which the host decides, pushes as that
carrier. One more level is looked into, for what a server of SFTP or mail needs: ``ba/upload/``, ``ba/Maildir/new/``.
"""

import logging
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tournai.errors import Malformed, Refused, Unavailable
from tournai.node.transport.folder import collect, read_collected

SETTLED_SECONDS = 1.0
REFUSED = ".refused-"
"""What the name of a file that cannot be taken in is given as a beginning: it is left for the operator."""

LONGEST_NAME = 255
"""Bytes of a file name that Linux file systems take."""
MAILBOX, ARRIVED = "Maildir", "new"
"""A mailbox in the maildir format; its folders ``tmp`` and ``cur`` hold what is not yet whole, or was read."""
MAIL_SUFFIX = ".eml"

log = logging.getLogger("tournai.folder")


class Dropped(msgspec.Struct, frozen=True):
    """A file that was dropped: its bytes, the account whose folder it was in (or nothing), whether it is a mail."""

    body: bytes
    account: str
    is_mail: bool


class WatchedFolder:
    """A folder that carriers' systems drop files into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, receive: Callable[[Dropped], object]) -> int:
        """Hand every complete file to ``receive`` and remove it once that returned; return how many were taken.

        A file that is received and not yet removed when the process dies is received again: a repeated push changes
        nothing.
        """
        taken = 0
        for folder, account in self._folders():
            for path in collect(folder, settled_seconds=SETTLED_SECONDS, now=datetime.now(UTC)):
                is_mail = folder.name == ARRIVED or path.name.lower().endswith(MAIL_SUFFIX)
                taken += _take(path, account, receive, is_mail=is_mail)
        return taken

    def _folders(self) -> Iterator[tuple[Path, str]]:
        """Yield the folders that files are dropped into, each with the account that it belongs to."""
        yield self._folder, ""
        for owned in _within(self._folder):
            yield owned, owned.name
            for inner in _within(owned):
                yield (inner / ARRIVED if inner.name == MAILBOX else inner), owned.name


def _within(folder: Path) -> list[Path]:
    """Return the folders in a folder, links not followed, that are neither hidden nor a mailbox's own."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError as error:
        raise Unavailable(f"the watched folder {folder} cannot be read: {error.strerror}") from error
    return sorted(Path(entry.path) for entry in found if not entry.name.startswith(".") and _has_arrivals(entry))


def _has_arrivals(entry: os.DirEntry[str]) -> bool:
    arrived = Path(entry.path, ARRIVED)
    return entry.name != MAILBOX or (arrived.is_dir() and not arrived.is_symlink())


def _take(path: Path, account: str, receive: Callable[[Dropped], object], *, is_mail: bool) -> bool:
    """Hand a file on and remove it; what is refused is set aside, what cannot be read now waits."""
    try:
        receive(Dropped(read_collected(path), account, is_mail))
    except (Malformed, Refused) as error:
        reason = error.code if isinstance(error, Malformed) else error.reason
        log.warning("a file of the watched folder is refused: %s", reason)
        _set_aside(path)
        return False
    except Unavailable as error:
        log.warning("a file of the watched folder waits: %s", error)
        return False
    path.unlink(missing_ok=True)
    return True


def _set_aside(path: Path) -> None:
    """Rename a refused file so that it is not tried again; a name is cut where the file system takes no longer one."""
    name = os.fsdecode(os.fsencode(REFUSED + path.name)[:LONGEST_NAME])
    try:
        path.rename(path.with_name(name))
    except OSError as error:
        log.warning("a refused file of the watched folder cannot be renamed: %s", error.strerror)
