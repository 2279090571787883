"""Lists of whom to trust as they are stored, and what the duties need from the table that holds them."""

from datetime import datetime
from typing import Protocol

import msgspec


class StoredTrust(msgspec.Struct, frozen=True):
    """One edition of a source: the file as it came, who imported it, and until when it was the latest.

    ``replaced_at`` is ``None`` for the one in force. ``digest``: the SHA-256 of the file.
    """

    edition_id: str
    source: str
    imported_at: datetime
    imported_by: str
    digest: str
    signer: str
    content: bytes
    replaced_at: datetime | None = None


class TrustRows(Protocol):
    """Editions of lists of whom to trust."""

    def in_force(self) -> list[StoredTrust]:
        """Return the latest edition of each source, by source."""

    def identifiers(self) -> tuple[str, ...]:
        """Return the identifiers of the editions in force, sorted: two stores that share them are the same."""

    def before(self, source: str) -> StoredTrust | None:
        """Return the edition of a source that the latest one replaced."""

    def replace(self, edition: StoredTrust) -> None:
        """Store an edition, in force from its import; the one before it is kept, and is so no more."""
