"""Requests for information as they are stored, and what the duties need from the table that holds them."""

from datetime import datetime
from typing import Protocol

import msgspec


class StoredInformationRequest(msgspec.Struct, frozen=True):
    """One request of or to a partner: what the desk sorts and counts by; what it is about is sealed.

    ``message``: the identifier of the request's message. ``suspended_at``: since when its limits stand still.
    ``question``: the outgoing message whose receipt suspends them. ``refused``: the grounds' letters, one word each.
    """

    file_id: str
    partner: str
    state_code: str
    message: str
    is_received: bool
    is_urgent: bool
    started_at: datetime
    standing: str
    key_id: str
    sealed: bytes
    target_at: datetime | None = None
    latest_at: datetime | None = None
    suspended_at: datetime | None = None
    closed_at: datetime | None = None
    question: str = ""
    refused: str = ""
    is_answered: bool = False
    is_derogated: bool = False


class InformationRows(Protocol):
    """Requests for information."""

    def add(self, row: StoredInformationRequest) -> None:
        """Store a request."""

    def replace(self, row: StoredInformationRequest) -> None:
        """Replace what may change of a request."""

    def request(self, file_id: str) -> StoredInformationRequest | None:
        """Return a request; in a transaction that writes, held until its end."""

    def of_message(self, partner: str, message: str) -> StoredInformationRequest | None:
        """Return the request that a message made, of this partner or to it."""

    def open(self) -> list[StoredInformationRequest]:
        """Return what is not closed, by legal latest; what was sent comes last."""

    def with_questions(self) -> list[StoredInformationRequest]:
        """Return the open requests with a question on its way."""

    def between(self, first: datetime, before: datetime) -> list[StoredInformationRequest]:
        """Return the requests that began in a span."""
