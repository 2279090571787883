"""What the duties need from the folder of the screening indexes; see `tournai.node.duties.ports`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

import msgspec

from tournai.screening import Index, Snapshot
from tournai.screening.stolen_documents import DocumentRecords, DocumentSnapshot


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


class DocumentFolder(Protocol):
    """Tables of listed documents on disk: one, and what was added since; memory-mapped, holding no number."""

    def load(self, version: str) -> DocumentSnapshot | None:
        """Return what is listed in a version, or ``None`` where it was not built yet."""

    def base(self) -> MadeFrom | None:
        """Return what the table that there is was made from, or ``None`` where there is none."""

    def save(self, version: str, batches: Iterable[DocumentRecords], made_from: MadeFrom) -> None:
        """Build the table of a version, and destroy all other files: a withdrawn document ends with them."""

    def save_delta(self, version: str, added: DocumentRecords) -> None:
        """Keep what was added since the table was built beside it; nothing where the table is gone."""
