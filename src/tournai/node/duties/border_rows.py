"""What is stored about alerts at a border, and what the duties need from the tables that hold it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from tournai.node.duties.rows import StoredApproval


class StoredBorderSource(msgspec.Struct, frozen=True):
    """An alert source that checks of documents may use, or that somebody proposed for it; its approval says more."""

    approval_id: str
    source: str
    ended_at: datetime | None = None
    ended_by: str = ""


class StoredDiscreetCheck(msgspec.Struct, frozen=True):
    """A possible hit with an alert for a discreet check; who and what it is about is sealed.

    ``subject``: a keyed digest of alert and document, so that one journey makes one. ``state``: a word of
    `tournai.casework.discreet_checks`. ``due_at``: by when SIRENE must have the form.
    """

    check_id: str
    subject: bytes
    met_at: datetime
    due_at: datetime
    ends_at: datetime
    state: str
    key_id: str
    sealed: bytes
    reported_at: datetime | None = None
    reported_by: str = ""


class BorderRows(Protocol):
    """Sources for checks of documents, possible hits with discreet alerts, and tickets that were used."""

    def add_source(self, source: StoredBorderSource) -> None:
        """Store a proposal."""

    def end_source(self, source: str, *, at: datetime, by: str) -> None:
        """End the use of a source, and the proposals of it."""

    def sources(self) -> list[tuple[StoredBorderSource, StoredApproval]]:
        """Return all with their approvals, newest first."""

    def add_check(self, check: StoredDiscreetCheck) -> None:
        """Store a possible hit."""

    def replace_check(self, check: StoredDiscreetCheck) -> None:
        """Replace what may change of one: its state, end, report and sealed content."""

    def check(self, check_id: str) -> StoredDiscreetCheck | None:
        """Return one."""

    def check_of(self, subject: bytes) -> StoredDiscreetCheck | None:
        """Return the one of a subject."""

    def checks(self) -> list[StoredDiscreetCheck]:
        """Return all, newest first."""

    def checks_over(self, at: datetime) -> list[StoredDiscreetCheck]:
        """Return all that end at an instant or before."""

    def erase_checks(self, check_ids: Sequence[str]) -> None:
        """Delete some."""

    def use_ticket(self, digest: bytes, until: datetime) -> bool:
        """Note that a ticket was used; ``False`` where it was before."""

    def forget_tickets(self, before: datetime) -> None:
        """Forget the tickets that have ended."""
