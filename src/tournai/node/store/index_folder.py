"""Screening indexes on disk: folders of ``.npy`` files, one an array, memory-mapped by every process.

A folder is a base or a delta, immutable and named by the hash of its arrays; ``about.json`` lists the source snapshots
that it was made from. A file named by a version says which base and which delta are its index. Whatever no version
names any more is destroyed: it may hold an alert that was withdrawn. Offsets are kept as the lengths between them where
these fit one or two bytes: most of a person's lists have one member or none.
"""

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.errors import Malformed, Unavailable
from tournai.node.duties.index_ports import MadeFrom
from tournai.node.store.version_files import VersionFiles
from tournai.screening import Index, Snapshot, index_arrays, index_from_arrays

OFFSETS, LENGTHS = "offsets", ".lengths"
ABOUT, MASKED = "about.json", "masked"
NAME_LETTERS = 32
Arrays = Mapping[str, npt.NDArray[np.generic]]


class About(msgspec.Struct, frozen=True):
    """What a folder holds: the index's own version, how many alerts, and what they were made from."""

    version: str
    alerts: int
    made_from: MadeFrom


class Parts(msgspec.Struct, frozen=True):
    """The folders of a version's index; ``delta`` is empty where the base is all."""

    base: str
    delta: str = ""


class IndexFolder:
    """The folder of the screening indexes: `tournai.node.duties.index_ports.IndexFolder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: tuple[Parts, Index | Snapshot] | None = None
        self._versions = VersionFiles(folder, Parts)

    def load(self, version: str) -> Index | Snapshot | None:
        """Return the index of a version, memory-mapped; ``None`` where it was not built yet."""
        parts = self._versions.read(version)
        if parts is None:
            return None
        if self._opened is None or self._opened[0] != parts:
            try:
                self._opened = (parts, self._open(parts))
            except FileNotFoundError:
                # Another process has just built the index anew, and destroyed these files.
                return None
        return self._opened[1]

    def base(self) -> tuple[Index, MadeFrom] | None:
        """Return the base that there is and what it was made from, or ``None`` where there is none."""
        for name in sorted({parts.base for parts in self._versions.all()}):
            try:
                base = self._opened_base(name)
                return base, self._about(name).made_from
            except (FileNotFoundError, Unavailable):
                continue
        return None

    def save(self, version: str, index: Index, made_from: MadeFrom) -> None:
        """Keep an index as the base of a version, and destroy all other files: a withdrawn alert ends with them."""
        name = self._write("base", index_arrays(index), About(index.version, len(index), made_from))
        self._versions.publish(version, Parts(name), name)

    def save_delta(self, version: str, snapshot: Snapshot, made_from: MadeFrom) -> None:
        """Keep the delta of a snapshot beside its base, and destroy other deltas; nothing where the base is gone."""
        bases = {parts.base for parts in self._versions.all()}
        held = [name for name in sorted(bases) if self._holds(name, snapshot.base.version)]
        if held:
            arrays = index_arrays(snapshot.delta) | {MASKED: snapshot.masked}
            about = About(snapshot.version, len(snapshot.delta), made_from)
            delta = self._write("delta", arrays, about)
            self._versions.publish(version, Parts(held[0], delta), held[0], delta)

    def sweep(self) -> None:
        """Destroy what a killed build left: it may hold an alert that was withdrawn since."""
        self._versions.sweep()

    def _write(self, kind: str, arrays: Arrays, about: About) -> str:
        unfinished = self._versions.unfinished()
        digest = hashlib.sha256()
        for name, array in sorted(map(_packed, arrays.items()), key=lambda item: item[0]):
            digest.update(f"{name} {array.dtype} {array.shape}\n".encode())
            digest.update(np.ascontiguousarray(array).view(np.uint8).reshape(-1).data)
            np.save(unfinished / f"{name}.npy", array, allow_pickle=False)
        (unfinished / ABOUT).write_bytes(msgspec.json.encode(about))
        folder = f"{kind}-{digest.hexdigest()[:NAME_LETTERS]}"
        try:
            unfinished.rename(self._folder / folder)
        except OSError:
            # It is there already: another process built the same, or nothing has changed but the version.
            shutil.rmtree(unfinished)
        return folder

    def _open(self, parts: Parts) -> Index | Snapshot:
        base = self._opened_base(parts.base)
        if not parts.delta:
            return base
        arrays = self._arrays(parts.delta)
        masked = np.asarray(arrays.pop(MASKED, np.zeros(0, np.int64)), np.int64)
        delta = self._index(parts.delta, arrays)
        return Snapshot(delta.version, base, delta, masked)

    def _opened_base(self, name: str) -> Index:
        if self._opened and self._opened[0].base == name:
            index = self._opened[1]
            return index.base if isinstance(index, Snapshot) else index
        return self._index(name, self._arrays(name))

    def _arrays(self, name: str) -> dict[str, npt.NDArray[np.generic]]:
        folder = self._folder / name
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        try:
            return dict(_unpacked(path.stem, _open(path)) for path in sorted(folder.glob("*.npy")))
        except ValueError as error:
            raise self._damaged(name) from error

    def _index(self, name: str, arrays: Arrays) -> Index:
        try:
            return index_from_arrays(arrays)
        except (ValueError, KeyError, Malformed) as error:
            raise self._damaged(name) from error

    def _damaged(self, name: str) -> Unavailable:
        # Half of an index is never one: it is renamed into place whole. This one was damaged since.
        return Unavailable(f"the screening index {name} is damaged: remove the folder {self._folder / name}")

    def _about(self, name: str) -> About:
        return msgspec.json.decode((self._folder / name / ABOUT).read_bytes(), type=About)

    def _holds(self, name: str, version: str) -> bool:
        try:
            return self._about(name).version == version
        except FileNotFoundError:
            return False


def _open(path: Path) -> npt.NDArray[np.generic]:
    # An empty array has no bytes to map.
    array: npt.NDArray[np.generic] = np.load(path, mmap_mode=None if _is_empty(path) else "r", allow_pickle=False)
    return array


def _is_empty(path: Path) -> bool:
    with path.open("rb") as file:
        np.lib.format.read_magic(file)
        shape, _, _ = np.lib.format.read_array_header_1_0(file)
    return 0 in shape


def _packed(item: tuple[str, npt.NDArray[np.generic]]) -> tuple[str, npt.NDArray[np.generic]]:
    name, array = item
    if not name.endswith(OFFSETS) or array.dtype != np.int32 or len(array) < 2 or array[0] != 0:
        return item
    lengths = np.diff(array.view(np.int32))
    for dtype in (np.uint8, np.uint16):
        if lengths.min() >= 0 and lengths.max() <= np.iinfo(dtype).max:
            return f"{name}{LENGTHS}", lengths.astype(dtype)
    return item


def _unpacked(name: str, array: npt.NDArray[np.generic]) -> tuple[str, npt.NDArray[np.generic]]:
    if not name.endswith(LENGTHS):
        return name, array
    offsets = np.zeros(len(array) + 1, np.int32)
    np.cumsum(array, out=offsets[1:], dtype=np.int32)
    offsets.flags.writeable = False
    return name.removesuffix(LENGTHS), offsets
