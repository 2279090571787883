"""The register of recipients and what was sent to them, as stored, and what the duties need from these tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from tournai.node.duties.rows import StoredApproval


class StoredRecipient(msgspec.Struct, frozen=True):
    """An entry of the register, `tournai.casework.recipients.Recipient`, under the approval that lists it."""

    code: str
    approval_id: str
    kind: str
    name: str
    state: str
    listing: str
    contact: str
    unit: str
    ended_at: datetime | None = None
    ended_by: str = ""


class StoredDissemination(msgspec.Struct, frozen=True):
    """What was sent of one person to one recipient: identifiers and names of elements; the copy itself is sealed.

    ``occasion``: ``hit`` or ``answer``; ``reference`` the match or the request. ``elements`` and ``conditions``: JSON
    lists of names. ``digest``: SHA-256 of the copy, which holds a salt that stands nowhere else. ``lands_at``: when the
    flight lands, or departs, by schedule. ``corrects``: the dissemination that this one puts right. The copy's key is
    destroyed with the outcome.
    """

    dissemination_id: str
    occasion: str
    reference: str
    flight_id: str
    traveller_id: str
    recipient: str
    kind: str
    state: str
    purpose: str
    offence: str
    elements: str
    conditions: str
    digest: bytes
    sealed: bytes
    key_id: str
    sent_by: str
    sent_at: datetime
    lands_at: datetime | None
    corrects: str = ""
    received_at: datetime | None = None
    received_by: str = ""
    receipt: str = ""
    outcome: str = ""
    outcome_at: datetime | None = None
    outcome_by: str = ""
    withdrawal: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    destroyed_at: datetime | None = None


class DisseminationRows(Protocol):
    """The register of recipients, and what was sent."""

    def put_recipient(self, recipient: StoredRecipient) -> None:
        """Store or replace an entry."""

    def recipients(self) -> list[tuple[StoredRecipient, StoredApproval]]:
        """Return the register with its approvals, by code."""

    def add(self, sent: StoredDissemination) -> None:
        """Store what was sent."""

    def replace(self, sent: StoredDissemination) -> None:
        """Replace what may change of it: its state and what became of it."""

    def dissemination(self, dissemination_id: str) -> StoredDissemination | None:
        """Return one; where the transaction writes, nobody else changes it until its end."""

    def disseminations(self, *, recipients: Sequence[str] = ()) -> list[StoredDissemination]:
        """Return all, newest first; only to these recipients where any are named."""

    def of_reference(self, reference: str) -> list[StoredDissemination]:
        """Return those of a match or request, oldest first."""

    def of_flight(self, flight_id: str) -> list[StoredDissemination]:
        """Return those about a flight's travellers."""

    def ties(self) -> dict[str, frozenset[str]]:
        """Return account -> the recipients whose post it may open."""

    def tie(self, account: str, recipient: str) -> None:
        """Let an account open a recipient's post; again changes nothing."""

    def untie(self, account: str, recipient: str) -> None:
        """End that."""
