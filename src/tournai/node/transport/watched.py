"""The watched folder: files that are dropped into it are taken in, then removed.

A folder within it bears the name of a carrier's account: who may write there, which the host decides, pushes as that
carrier. One more level is looked into, for what a server of SFTP or mail needs: ``ba/upload/``, ``ba/Maildir/new/``.
Each level is opened from the one above it and no link is followed: a carrier may swap its folders at any moment.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tournai.errors import Malformed, Refused, Unavailable
from tournai.node.transport.folder import CollectedFile, collect, folders_within, opened_file, opened_folder

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


Receive = Callable[[Dropped], object]


class WatchedFolder:
    """A folder that carriers' systems drop files into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, receive: Receive) -> int:
        """Hand every complete file to ``receive`` and remove it once that returned; return how many were taken.

        A file that is received and not yet removed when the process dies is received again: a repeated push changes
        nothing. One that was replaced or changed meanwhile is left for the next time.

        Raises:
            Unavailable: The watched folder itself cannot be read.
        """
        with opened_folder(self._folder) as watched:
            taken = _take_files(watched, "", receive, is_mailbox=False)
            for account in folders_within(watched):
                with _held(watched, account) as owned:
                    taken += _take_owned(owned, account, receive) if owned is not None else 0
        return taken


def _take_owned(owned: int, account: str, receive: Receive) -> int:
    """Take the files of a carrier's folder and of the folders within it; what cannot be read now waits."""
    taken = 0
    try:
        taken += _take_files(owned, account, receive, is_mailbox=account == ARRIVED)
        for name in folders_within(owned):
            with _held(owned, name) as inner:
                taken += _take_inner(inner, name, account, receive) if inner is not None else 0
    except Unavailable as error:
        # One carrier's folder is no reason to keep the others waiting.
        log.warning("a folder of the watched folder waits: %s", error)
    return taken


def _take_inner(inner: int, name: str, account: str, receive: Receive) -> int:
    if name != MAILBOX:
        return _take_files(inner, account, receive, is_mailbox=name == ARRIVED)
    with _held(inner, ARRIVED) as arrived:
        return _take_files(arrived, account, receive, is_mailbox=True) if arrived is not None else 0


@contextmanager
def _held(parent: int, name: str) -> Iterator[int | None]:
    """Open a folder within another; nothing where there is none any more, or something else."""
    with ExitStack() as stack:
        try:
            held = stack.enter_context(opened_folder(name, within=parent))
        except Unavailable as error:
            if isinstance(error.__cause__, PermissionError):
                log.warning("a folder of the watched folder waits: %s", error)
            held = None
        yield held


def _take_files(folder: int, account: str, receive: Receive, *, is_mailbox: bool) -> int:
    names = collect(folder, settled_seconds=SETTLED_SECONDS, now=datetime.now(UTC))
    return sum(
        _take(folder, name, account, receive, is_mail=is_mailbox or name.lower().endswith(MAIL_SUFFIX))
        for name in names
    )


def _take(folder: int, name: str, account: str, receive: Receive, *, is_mail: bool) -> bool:
    """Hand a file on and remove it; what is refused is set aside, what cannot be read now waits."""
    try:
        with opened_file(folder, name) as file:
            return _hand_on(file, account, receive, is_mail=is_mail)
    except Unavailable as error:
        log.warning("a file of the watched folder waits: %s", error)
        return False


def _hand_on(file: CollectedFile, account: str, receive: Receive, *, is_mail: bool) -> bool:
    try:
        receive(Dropped(file.read(), account, is_mail))
    except (Malformed, Refused) as error:
        reason = error.code if isinstance(error, Malformed) else error.reason
        # An account's name is no personal data, a file's name may be.
        where = f"the folder {account!r}" if account else "the watched folder"
        log.warning("a file of %s is refused: %s", where, reason)
        # So that it is not tried again; the name is cut where the file system takes no longer one.
        file.rename(os.fsdecode(os.fsencode(REFUSED + file.name)[:LONGEST_NAME]))
        return False
    file.remove()
    return True
