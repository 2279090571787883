"""Travellers of the coming days on disk: for each day of departure one sealed index, under a data key of its own.

A file is a line of JSON (the key's identifier; the flights by the node's own numbers, with their pushes counted) and
the sealed index. Dropping a day destroys its key first: no copy of the file opens any more.
"""

import io
import os
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.errors import Malformed, Unverified
from tournai.node.duties.coming_ports import KnownDay, KnownFlights
from tournai.node.duties.ports import Keys
from tournai.node.store.version_files import LONGEST_BUILD, UNFINISHED, sweep
from tournai.screening import index_arrays, index_from_arrays

LABEL, SUFFIX = "coming travellers", ".sealed"
OF_FLIGHTS = "flights"


class LabelledKeys(Keys, Protocol):
    """A key store that can tell which keys a label has."""

    def identifiers(self, label: str, before: datetime) -> list[str]:
        """Return the data keys of a label that were created before an instant."""


class Header(msgspec.Struct, frozen=True):
    """The first line of a file."""

    key_id: str
    flights: KnownFlights


class TravellerFolder:
    """The folder of the coming travellers: `tournai.node.duties.coming_ports.TravellerFolder`."""

    def __init__(self, folder: Path, keys: LabelledKeys, clock: Callable[[], datetime]) -> None:
        self._folder, self._keys, self._clock = folder, keys, clock
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def days(self) -> dict[date, KnownFlights]:
        """Return the days that are known, with their flights."""
        headers = {path.stem: self._header(path) for path in sorted(self._folder.glob(f"*{SUFFIX}"))}
        return {date.fromisoformat(day): header.flights for day, header in headers.items() if header is not None}

    def load(self, day: date) -> KnownDay | None:
        """Return the travellers of a day, opened in memory; ``None`` where it is not known.

        A file that was changed, or has another layout, is dropped: the day is indexed anew, and nothing rests on it.
        """
        header = self._header(self._path(day))
        if header is None:
            return None
        try:
            return self._opened(day, header)
        except (Unverified, Malformed, ValueError, KeyError):
            self.drop(day)
            return None

    def _opened(self, day: date, header: Header) -> KnownDay:
        _, _, sealed = self._path(day).read_bytes().partition(b"\n")
        key = self._keys.open_data_keys([header.key_id]).get(header.key_id)
        if key is None:
            raise Unverified("the day's key was destroyed")
        content = self._keys.unseal(key, sealed, context=_context(day, header))
        with np.load(io.BytesIO(content), allow_pickle=False) as opened:
            arrays: dict[str, npt.NDArray[np.generic]] = dict(opened)
        of_rows = arrays.pop(OF_FLIGHTS).astype(np.int32)
        return KnownDay(header.flights, index_from_arrays(arrays), of_rows)

    def save(self, day: date, known: KnownDay) -> None:
        """Keep the travellers of a day in place of what was kept before."""
        before = self._header(self._path(day))
        [key] = self._keys.create_data_keys(1, LABEL)
        header = Header(key.identifier, known.flights)
        content = io.BytesIO()
        arrays: dict[str, npt.NDArray[np.generic]] = dict(index_arrays(known.index)) | {OF_FLIGHTS: known.of_rows}
        np.savez(content, allow_pickle=False, **arrays)
        sealed = self._keys.seal(key.material, content.getvalue(), context=_context(day, header))
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix=UNFINISHED, delete=False) as out:
            out.write(msgspec.json.encode(header) + b"\n" + sealed)
        os.replace(out.name, self._path(day))
        if before is not None:
            self._keys.destroy_data_keys([before.key_id])

    def drop(self, day: date) -> None:
        """Destroy a day's key, then its file."""
        header = self._header(self._path(day))
        if header is not None:
            self._keys.destroy_data_keys([header.key_id])
        self._path(day).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Destroy what a killed process left: files that were never finished, keys that no file names."""
        sweep(self._folder)
        made = self._keys.identifiers(LABEL, self._clock() - LONGEST_BUILD)
        headers = [self._header(path) for path in self._folder.glob(f"*{SUFFIX}")]
        orphans = set(made) - {header.key_id for header in headers if header is not None}
        if orphans:
            self._keys.destroy_data_keys(sorted(orphans))

    def _path(self, day: date) -> Path:
        return self._folder / f"{day.isoformat()}{SUFFIX}"

    def _header(self, path: Path) -> Header | None:
        try:
            with path.open("rb") as file:
                return msgspec.json.decode(file.readline(), type=Header)
        except (FileNotFoundError, msgspec.DecodeError):
            return None


def _context(day: date, header: Header) -> bytes:
    return b"coming travellers\0" + day.isoformat().encode() + b"\0" + msgspec.json.encode(header)
