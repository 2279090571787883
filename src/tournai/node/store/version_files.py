"""Files that a version names: what is built is named by its content; a file of the version's name says what it uses.

Whatever no version names any more is destroyed: it may hold an alert, or a document, that was withdrawn.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

UNFINISHED = ".building-"
LONGEST_BUILD = timedelta(hours=1)
VERSION_SUFFIX = ".json"

Said = TypeVar("Said", bound=msgspec.Struct)
"""What the file of a version says."""


class VersionFiles(Generic[Said]):
    """The files of the versions in a folder, which is made where it is not there."""

    def __init__(self, folder: Path, kind: type[Said]) -> None:
        self._folder, self._kind = folder, kind
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def read(self, version: str) -> Said | None:
        """Return what a version says; ``None`` where there is none, or it was damaged."""
        try:
            return msgspec.json.decode((self._folder / f"{version}{VERSION_SUFFIX}").read_bytes(), type=self._kind)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def all(self) -> Iterator[Said]:
        """Yield what each version says."""
        for path in sorted(self._folder.glob(f"*{VERSION_SUFFIX}")):
            said = self.read(path.stem)
            if said is not None:
                yield said

    def unfinished(self) -> Path:
        """Return a new folder to build in, of this build alone: workers of one process build side by side."""
        return Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self._folder))

    def publish(self, version: str, said: Said, *used: str) -> None:
        """Have a version say this, and destroy all that is neither used by it nor being built."""
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix=UNFINISHED, delete=False) as out:
            out.write(msgspec.json.encode(said))
        os.replace(out.name, self._folder / f"{version}{VERSION_SUFFIX}")
        kept = {f"{version}{VERSION_SUFFIX}", *used}
        for other in self._folder.iterdir():
            if other.name not in kept and not _is_being_built(other):
                destroy(other)

    def sweep(self) -> None:
        """Destroy what a killed build left."""
        sweep(self._folder)


def sweep(folder: Path) -> None:
    """Destroy what a killed build left in a folder."""
    for path in folder.glob(f"{UNFINISHED}*"):
        if not _is_being_built(path):
            destroy(path)


def destroy(path: Path) -> None:
    """Remove a file, or a folder with what is in it."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _is_being_built(path: Path) -> bool:
    """Tell whether another worker may still be writing there; one that died left it behind."""
    try:
        age = time.time() - path.stat().st_mtime
    except OSError:
        return False
    return path.name.startswith(UNFINISHED) and age < LONGEST_BUILD.total_seconds()
