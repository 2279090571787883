"""Screening indexes on disk: one folder a version, one ``.npy`` file an array, memory-mapped by every process."""

import shutil
import tempfile
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tournai.errors import Malformed, Unavailable
from tournai.screening import Index, index_arrays, index_from_arrays

UNFINISHED = ".building-"
LONGEST_BUILD_SECONDS = 3600


class IndexFolder:
    """The folder of the screening indexes: `tournai.node.duties.ports.IndexFolder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: tuple[str, Index] | None = None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def load(self, version: str) -> Index | None:
        """Return the index of a version, memory-mapped; ``None`` where it was not built yet."""
        opened = self._opened
        if opened and opened[0] == version:
            return opened[1]
        folder = self._folder / version
        if not folder.is_dir():
            return None
        try:
            index = index_from_arrays({path.stem: _open(path) for path in sorted(folder.glob("*.npy"))})
        except (OSError, ValueError, KeyError, Malformed) as error:
            # Half of an index is never one: it is renamed into place whole. This one was damaged since.
            raise Unavailable(f"the screening index {version} is damaged: remove the folder {folder}") from error
        self._opened = (version, index)
        return index

    def save(self, version: str, index: Index) -> None:
        """Keep an index under its version and destroy those of other versions (a withdrawn alert ends there too)."""
        # A name of its own for each build: workers of one process build side by side.
        unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self._folder))
        for name, array in index_arrays(index).items():
            np.save(unfinished / f"{name}.npy", array, allow_pickle=False)
        try:
            unfinished.rename(self._folder / version)
        except OSError:
            # Another process built the same index first.
            shutil.rmtree(unfinished)
        self._opened = None
        for other in self._folder.iterdir():
            if other.name != version and not _is_being_built(other):
                shutil.rmtree(other, ignore_errors=True)


def _is_being_built(folder: Path) -> bool:
    """Tell whether another worker may still be writing an index there; one that died left it behind."""
    try:
        age = time.time() - folder.stat().st_mtime
    except OSError:
        return False
    return folder.name.startswith(UNFINISHED) and age < LONGEST_BUILD_SECONDS


def _open(path: Path) -> npt.NDArray[np.generic]:
    # An empty array has no bytes to map.
    array: npt.NDArray[np.generic] = np.load(path, allow_pickle=False)
    return array if array.size == 0 else np.load(path, mmap_mode="r", allow_pickle=False)
