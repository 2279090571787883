"""Lists of whom to trust as they are stored, and what the duties need from the table that holds them."""

from datetime import datetime
from typing import Protocol

import msgspec


class StoredTrust(msgspec.Struct, frozen=True):
    """One edition of a source: the file as it came, who proposed it, who approved it, and until when it was relied on.

    ``used_for``: documents or seals. ``digest``: the SHA-256 of the file. ``approved_at`` is ``None`` for one that is
    not relied on, ``replaced_at`` for one that waits or is in force. ``approved_by`` is empty where nobody was asked:
    editions from before a second person was.
    """

    edition_id: str
    source: str
    used_for: str
    imported_at: datetime
    imported_by: str
    digest: str
    signer: str
    content: bytes
    approved_at: datetime | None = None
    approved_by: str = ""
    replaced_at: datetime | None = None


class TrustRows(Protocol):
    """Editions of lists of whom to trust."""

    def in_force(self) -> list[StoredTrust]:
        """Return the approved edition of each source that no other has replaced, by source."""

    def proposed(self) -> list[StoredTrust]:
        """Return the editions that wait for a second person, by source."""

    def edition(self, edition_id: str) -> StoredTrust | None:
        """Return an edition."""

    def identifiers(self) -> tuple[str, ...]:
        """Return the identifiers of the editions in force, sorted: two stores that share them are the same."""

    def before(self, edition: StoredTrust) -> StoredTrust | None:
        """Return the edition of its source that an edition replaced, or would."""

    def propose(self, edition: StoredTrust) -> None:
        """Store an edition that waits; one of the same source that waited does so no more."""

    def approve(self, edition: StoredTrust, at: datetime, by: str) -> None:
        """Bring an edition in force; the one before it is kept, and is so no more."""

    def refuse(self, edition: StoredTrust, at: datetime) -> None:
        """Have an edition wait no more."""
