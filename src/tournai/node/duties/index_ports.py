"""What the duties need from the folder of the screening indexes; see `tournai.node.duties.ports`."""

from datetime import datetime
from typing import Protocol

import msgspec

from tournai.screening import Index, Snapshot


class SourceState(msgspec.Struct, frozen=True):
    """An alert source as an index saw it: its version, and when that was imported."""

    source: str
    version: int
    imported_at: datetime


class MadeFrom(msgspec.Struct, frozen=True):
    """What an index was made from: sources, the approvals under which they may be matched, the table of weights.

    It stands beside the files of the index: whoever holds a withdrawn alert's data can be found by it.
    """

    sources: tuple[SourceState, ...]
    approvals: tuple[str, ...]
    weights: str


class IndexFolder(Protocol):
    """Screening indexes on disk: a base and at most one delta, immutable, memory-mapped, named by their content."""

    def load(self, version: str) -> Index | Snapshot | None:
        """Return the index of a version, or ``None`` where it was not built yet."""

    def base(self) -> tuple[Index, MadeFrom] | None:
        """Return the base that there is and what it was made from, or ``None`` where there is none."""

    def save(self, version: str, index: Index, made_from: MadeFrom) -> None:
        """Keep an index as the base of a version, and destroy all other files: a withdrawn alert ends with them."""

    def save_delta(self, version: str, snapshot: Snapshot, made_from: MadeFrom) -> None:
        """Keep the delta of a snapshot beside its base, and destroy other deltas; nothing where the base is gone."""
