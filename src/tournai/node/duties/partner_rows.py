"""Partner nodes as they are stored: the lists, what waits for each, what came from each, what they cosigned."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

import msgspec


class StoredMemberList(msgspec.Struct, frozen=True):
    """An edition of the member list: the file as it came, who imported it; ``replaced_at`` is ``None`` in force."""

    version: int
    network: str
    imported_at: datetime
    imported_by: str
    digest: bytes
    content: bytes
    replaced_at: datetime | None = None


class PartnerState(msgspec.Struct, frozen=True):
    """How the exchange with one partner stands.

    ``sent`` and ``received`` are the last numbers given and taken; ``failures`` follow one another since the last
    success; ``their_checkpoint`` is the last of its log that this node cosigned, ``our_cosigned_size`` how far it
    cosigned this node's.
    """

    partner: str
    sent: int = 0
    received: int = 0
    failures: int = 0
    next_at: datetime | None = None
    claimed_until: datetime | None = None
    last_failure: str = ""
    last_contact_at: datetime | None = None
    last_receipt_at: datetime | None = None
    certificate_ends_at: datetime | None = None
    their_checkpoint: str = ""
    our_cosigned_size: int = 0
    log_broken_at: datetime | None = None


class OutboxRow(msgspec.Struct, frozen=True):
    """A message that goes to a partner.

    ``sealed`` is ``None`` once its key is destroyed; ``state``: waiting, delivered, or expired (it came too late).
    """

    message_id: str
    partner: str
    sequence: int
    kind: str
    queued_at: datetime
    expires_at: datetime
    envelope: bytes
    evidence: str
    key_id: str
    sealed: bytes | None
    state: str = "waiting"
    attempts: int = 0
    settled_at: datetime | None = None
    receipt: bytes | None = None
    receipt_evidence: str = ""


class InboxRow(msgspec.Struct, frozen=True):
    """A message that came from a partner. ``taken_at``: when the desk took it over, and the sealed content went."""

    partner: str
    message_id: str
    sequence: int
    kind: str
    received_at: datetime
    envelope_digest: bytes
    envelope: bytes
    evidence: str
    outcome: str
    receipt: bytes
    receipt_evidence: str
    key_id: str
    sealed: bytes | None
    taken_at: datetime | None = None


class CosignedRow(msgspec.Struct, frozen=True):
    """A checkpoint with one witness's cosignature, as a note."""

    origin: str
    size: int
    witness: str
    at: datetime
    note: str


class PartnerRows(Protocol):
    """Partner nodes, their outbox and inbox."""

    def list_in_force(self) -> StoredMemberList | None:
        """Return the member list in force."""

    def put_list(self, edition: StoredMemberList) -> None:
        """Store a list, in force from its import; the one before is kept, and is so no more."""

    def state(self, partner: str) -> PartnerState:
        """Return how the exchange with a partner stands; in a transaction that writes, held until its end."""

    def states(self) -> list[PartnerState]:
        """Return how the exchange with each partner stands, by name."""

    def add_partners(self, partners: Sequence[str]) -> None:
        """Begin the exchange with partners; with those that are known, nothing changes."""

    def put_state(self, state: PartnerState) -> None:
        """Store how the exchange with a partner stands."""

    def add_outgoing(self, row: OutboxRow) -> None:
        """Store a message to a partner."""

    def replace_outgoing(self, row: OutboxRow) -> None:
        """Replace what may change of a message to a partner."""

    def outgoing(self, message_id: str) -> OutboxRow | None:
        """Return a message to a partner."""

    def next_outgoing(self, partner: str) -> OutboxRow | None:
        """Return the first message that waits for a partner."""

    def settled(self, partner: str, limit: int) -> list[OutboxRow]:
        """Return the messages to a partner that are settled, first to last."""

    def waiting(self) -> dict[str, tuple[int, datetime]]:
        """Return how many messages wait for each partner, and since when the first does."""

    def incoming(self, partner: str, message_id: str) -> InboxRow | None:
        """Return a message of a partner."""

    def add_incoming(self, row: InboxRow) -> None:
        """Store a message of a partner."""

    def take_incoming(self, row: InboxRow) -> None:
        """Replace a message that was taken over."""

    def untaken(self, limit: int) -> list[InboxRow]:
        """Return the messages that nobody took over yet, oldest first."""

    def remember_nonce(self, partner: str, nonce: str, until: datetime) -> bool:
        """Remember a nonce of a partner; return whether it is new."""

    def forget_nonces(self, now: datetime) -> None:
        """Forget the nonces whose time is over."""

    def leaf_rows(self, stream: str, first: int, below: int) -> Iterator[tuple[int, bytes]]:
        """Yield (sequence, commitment) of a stream's entries."""

    def put_cosigned(self, rows: Sequence[CosignedRow]) -> None:
        """Store cosigned checkpoints; one that is there already stays."""

    def cosigned(self, origin: str) -> Iterator[CosignedRow]:
        """Yield the cosigned checkpoints of a log, by size."""
