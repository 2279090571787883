"""Document cases as they are stored, and what the duties need from the table that holds them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec


class StoredDocumentCase(msgspec.Struct, frozen=True):
    """A case: how the check ended, by words of the table of checks; the document itself is sealed."""

    case_id: str
    opened_at: datetime
    opened_by: str
    ends_at: datetime
    outcome: str
    failed: str
    """The checks that failed, one after the other."""
    key_id: str
    sealed: bytes


class StoredCaseBiometrics(msgspec.Struct, frozen=True):
    """Whether pictures of a case are kept: a word of `case_biometrics`; the pictures, sealed under their own key."""

    case_id: str
    proposed_at: datetime
    proposed_by: str
    state: str
    decided_at: datetime | None = None
    decided_by: str = ""
    key_id: str = ""
    sealed: bytes = b""


class DocumentCaseRows(Protocol):
    """Document cases."""

    def add(self, case: StoredDocumentCase) -> None:
        """Store a case. They are added and erased, never changed."""

    def case(self, case_id: str) -> StoredDocumentCase | None:
        """Return a case."""

    def cases(self, limit: int) -> list[StoredDocumentCase]:
        """Return the newest, newest first."""

    def over(self, at: datetime) -> list[StoredDocumentCase]:
        """Return all that end at an instant or before."""

    def put_biometrics(self, biometrics: StoredCaseBiometrics) -> None:
        """Store or replace whether pictures of a case are kept."""

    def biometrics(self, case_id: str) -> StoredCaseBiometrics | None:
        """Return that of a case."""

    def erase(self, case_ids: Sequence[str]) -> None:
        """Delete cases, and what is kept of their pictures."""
