"""The watched folder: files that are dropped into it are taken in, then removed."""

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tournai.errors import Malformed, Unavailable
from tournai.node.transport.folder import collect, read_collected

SETTLED_SECONDS = 1.0
REFUSED = ".refused-"
"""What the name of a file that cannot be taken in is given as a beginning: it is left for the operator."""

LONGEST_NAME = 255
"""Bytes of a file name that Linux file systems take."""

log = logging.getLogger("tournai.folder")


class WatchedFolder:
    """A folder that carriers' systems drop files into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, receive: Callable[[bytes], object]) -> int:
        """Hand every complete file to ``receive`` and remove it once that returned; return how many were taken.

        A file that is received and not yet removed when the process dies is received again: a repeated push changes
        nothing.
        """
        taken = 0
        for path in collect(self._folder, settled_seconds=SETTLED_SECONDS, now=datetime.now(UTC)):
            try:
                receive(read_collected(path))
            except Malformed as error:
                log.warning("a file of the watched folder is refused: %s", error.code)
                _set_aside(path)
                continue
            except Unavailable as error:
                log.warning("a file of the watched folder waits: %s", error)
                continue
            path.unlink(missing_ok=True)
            taken += 1
        return taken


def _set_aside(path: Path) -> None:
    """Rename a refused file so that it is not tried again; a name is cut where the file system takes no longer one."""
    name = os.fsdecode(os.fsencode(REFUSED + path.name)[:LONGEST_NAME])
    try:
        path.rename(path.with_name(name))
    except OSError as error:
        log.warning("a refused file of the watched folder cannot be renamed: %s", error.strerror)
