"""Tables of stolen documents on disk: built in bounded memory, memory-mapped by every process.

Records are first spread over run files by the first bits of their hash; each run is then ordered by itself, and the
runs one after the other are the table. A table is a folder named by the hash of its content. ``table.json`` lists the
source snapshots it was made from, so that whoever holds a withdrawn document can be found and told to destroy it.

A file named by a version says which table is its own, and holds what was added since. Whatever no version names any
more is destroyed: it may hold a document that was withdrawn.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.errors import Unavailable
from tournai.node.duties.index_ports import MadeFrom
from tournai.node.store.version_files import VersionFiles, destroy
from tournai.screening.stolen_documents import DocumentRecords, DocumentSnapshot, DocumentTable, changed_snapshot
from tournai.screening.stolen_documents.records import States, in_order
from tournai.screening.stolen_documents.table import bucket_counts, directory_bits, directory_of, entries_of

LAYOUT = 1
"""Raised with every change of the files' meaning."""

RUN_BITS = 6
"""Two to the power of this many runs: a sixty-fourth of the records is in memory at once."""

RECORD = np.dtype([("hash", "<u8"), ("tail", "<u4")])
"""A line of a run file."""

ABOUT, DIRECTORY, ENTRIES = "table.json", "directory.u32", "entries.u64"
HASH_LETTERS = 32


class About(msgspec.Struct, frozen=True):
    """What a folder says of its table."""

    layout: int
    sources: list[str]
    bits: int
    documents: int
    states: list[str]
    digest: str


class Version(msgspec.Struct, frozen=True):
    """What a version's file says: its table, what that was made from, and what was added since.

    ``hashes`` and ``tails`` are little-endian columns of 64 and 32 bits.
    """

    table: str
    made_from: MadeFrom
    hashes: bytes = b""
    tails: bytes = b""
    states: tuple[str, ...] = ()


class DocumentFolder:
    """The folder of the tables of stolen documents: `tournai.node.duties.index_ports.DocumentFolder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: tuple[Version, DocumentSnapshot] | None = None
        self._versions = VersionFiles(folder, Version)

    def load(self, version: str) -> DocumentSnapshot | None:
        """Return what is listed in a version; ``None`` where it was not built yet, or was damaged since."""
        found = self._versions.read(version)
        if found is None:
            return None
        if self._opened is None or self._opened[0] != found:
            if not (self._folder / found.table).is_dir():
                # Another process has just built the table anew, and destroyed this one.
                return None
            try:
                self._opened = (found, _snapshot(self.open(found.table), found))
            except Unavailable:
                # Nothing else holds what it did: it is built anew from the alerts in force.
                destroy(self._folder / found.table)
                return None
        return self._opened[1]

    def base(self) -> MadeFrom | None:
        """Return what the table that there is was made from, or ``None`` where there is none."""
        return next((known.made_from for known in self._held()), None)

    def save(self, version: str, batches: Iterable[DocumentRecords], made_from: MadeFrom) -> None:
        """Build the table of a version, and destroy all other files: a withdrawn document ends with them."""
        sources = [f"{source.source} {source.version}" for source in made_from.sources]
        table = self.build(batches, sources=sources)
        self._versions.publish(version, Version(table, made_from), table)

    def save_delta(self, version: str, added: DocumentRecords) -> None:
        """Keep what was added since the table was built beside it; nothing where the table is gone."""
        for known in self._held():
            states = tuple(state.decode() for state in added.states.tolist())
            columns = added.hashes.astype("<u8").tobytes(), added.tails.astype("<u4").tobytes()
            self._versions.publish(version, Version(known.table, known.made_from, *columns, states), known.table)
            return

    def build(self, batches: Iterable[DocumentRecords], *, sources: Iterable[str]) -> str:
        """Build the table of all records of the batches, and return the name of its folder.

        ``sources`` name the source snapshots that the records come from.
        """
        unfinished = self._versions.unfinished()
        try:
            about = _write(unfinished, batches, sorted(sources))
            name = hashlib.sha256(msgspec.json.encode(about)).hexdigest()[:HASH_LETTERS]
            (unfinished / ABOUT).write_bytes(msgspec.json.encode(about))
            if not (self._folder / name).is_dir():
                unfinished.rename(self._folder / name)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        return name

    def open(self, name: str) -> DocumentTable:
        """Return a table, memory-mapped.

        Raises:
            Unavailable: There is no such table, or its files are damaged or of another layout.
        """
        folder = self._folder / name
        try:
            about = self.about(name)
            entries = _mapped(folder / ENTRIES, about.documents, "<u8")
            directory = _mapped(folder / DIRECTORY, (1 << about.bits) + 1, "<u4")
        except (OSError, ValueError) as error:
            raise Unavailable(f"the table of stolen documents {name} is damaged: build it anew") from error
        states = np.array([state.encode() for state in about.states], "S3")
        return DocumentTable(name, about.bits, states, directory, entries)

    def about(self, name: str) -> About:
        """Return what a table was made from.

        Raises:
            Unavailable: There is no such table, or it is of another layout.
        """
        try:
            about = msgspec.json.decode((self._folder / name / ABOUT).read_bytes(), type=About)
        except (OSError, msgspec.DecodeError) as error:
            raise Unavailable(f"there is no table of stolen documents {name}: build it") from error
        if about.layout != LAYOUT:
            raise Unavailable(f"the table of stolen documents {name} does not have layout {LAYOUT}: build it anew")
        return about

    def sweep(self) -> None:
        """Destroy what a killed build left: it may hold a document that was withdrawn since."""
        self._versions.sweep()

    def _held(self) -> Iterator[Version]:
        return (version for version in self._versions.all() if (self._folder / version.table).is_dir())


def _snapshot(table: DocumentTable, version: Version) -> DocumentSnapshot:
    snapshot = DocumentSnapshot.of(table)
    if not version.hashes:
        return snapshot
    states = np.array([state.encode() for state in version.states], "S3")
    added = DocumentRecords(np.frombuffer(version.hashes, "<u8"), np.frombuffer(version.tails, "<u4"), states)
    return changed_snapshot(snapshot, added=added, withdrawn=snapshot.withdrawn)


def _write(folder: Path, batches: Iterable[DocumentRecords], sources: list[str]) -> About:
    states, records = _spread(folder, batches)
    bits = directory_bits(records)
    counts = np.zeros(1 << bits, np.int64)
    digest = hashlib.sha256()
    with (folder / ENTRIES).open("wb") as out:
        for run in _runs(folder, states):
            entries = entries_of(run, bits).astype("<u8").tobytes()
            counts += bucket_counts(run, bits)
            digest.update(entries)
            out.write(entries)
    directory_of(counts).astype("<u4").tofile(folder / DIRECTORY)
    return About(
        layout=LAYOUT,
        sources=sources,
        bits=bits,
        documents=int(counts.sum()),
        states=[state.decode() for state in states.tolist()],
        digest=digest.hexdigest(),
    )


def _spread(folder: Path, batches: Iterable[DocumentRecords]) -> tuple[States, int]:
    """Write each record into the run of its hash's first bits; return the states that occur, and how many records."""
    states, count = np.zeros(0, "S3"), 0
    starts = np.arange(1 << RUN_BITS, dtype=np.uint64) << np.uint64(64 - RUN_BITS)
    for batch in batches:
        states, count = np.union1d(states, batch.states), count + len(batch)
        records = np.empty(len(batch), RECORD)
        records["hash"], records["tail"] = batch.hashes, batch.tails
        bounds = [*np.searchsorted(batch.hashes, starts).tolist(), len(batch)]
        for run, (first, after) in enumerate(pairwise(bounds)):
            with (folder / f"run-{run}").open("ab") as out:
                out.write(records[first:after].tobytes())
    return states, count


def _runs(folder: Path, states: States) -> Iterator[DocumentRecords]:
    for run in range(1 << RUN_BITS):
        path = folder / f"run-{run}"
        if path.exists():
            records = np.fromfile(path, RECORD)
            path.unlink()
            yield in_order(DocumentRecords(records["hash"], records["tail"], states))


def _mapped(path: Path, count: int, dtype: "npt.DTypeLike") -> "npt.NDArray[Any]":
    if path.stat().st_size != count * np.dtype(dtype).itemsize:
        raise ValueError(f"{path.name} does not have the length that its table says")
    # An empty array has no bytes to map. A plain view of a map reads the same pages and is cheaper to index.
    return np.asarray(np.memmap(path, dtype, "r", shape=(count,))) if count else np.zeros(0, dtype)
