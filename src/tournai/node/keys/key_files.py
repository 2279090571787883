"""Key files: 32 random bytes in a file that only the node's account may read."""

import os
import stat
from pathlib import Path

from tournai.errors import Unavailable, Unverified
from tournai.values.wordings import say

KEY_BYTES = 32
FOLDER_MODE = 0o700
FILE_MODE = 0o600


class ExposedKeys(Unverified):
    """A key file, or the folder of the keys, can be reached by other accounts: its secrecy is not proven."""


def open_key_folder(folder: Path) -> None:
    """Create the folder of the keys, with mode 0700, where there is none.

    Raises:
        ExposedKeys: The folder is there and other accounts may reach into it.
    """
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    require_private(folder, FOLDER_MODE)


def require_private(path: Path, mode: int) -> None:
    """Refuse a path that others than its owner may read, write or enter.

    Raises:
        ExposedKeys: The group or others have a permission.
    """
    found = stat.S_IMODE(path.stat().st_mode)
    if found & 0o077:
        said = "{path} has mode {found}, expected {mode}: who read it? Then chmod {mode}"
        raise ExposedKeys(say(said, path=str(path), found=f"{found:04o}", mode=f"{mode:04o}"))


def create_key_file(path: Path) -> None:
    """Write 32 random bytes to a new file, whole and durable or not at all.

    The caller holds the folder's lock. A file that a killed process left half-written is never a key: it bears another
    name until it is complete.
    """
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(os.urandom(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
    sync_folder(path.parent)


def read_key_file(path: Path) -> bytes:
    """Return a file's key, 32 bytes.

    Raises:
        Unavailable: There is no such file, or it cannot be read.
        ExposedKeys: Other accounts may read it.
        Unverified: It does not hold 32 bytes.
    """
    try:
        require_private(path, FILE_MODE)
        key = path.read_bytes()
    except OSError as error:
        said = "the key file {path} cannot be read ({reason}): restore it from its copy"
        raise Unavailable(say(said, path=str(path), reason=str(error.strerror))) from error
    if len(key) != KEY_BYTES:
        said = "the key file {path} holds {count} bytes, expected {expected}: restore it from its copy"
        raise Unverified(say(said, path=str(path), count=len(key), expected=KEY_BYTES))
    return key


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
