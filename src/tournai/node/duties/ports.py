"""What the duties need from the world, in the field's words. Assembly hands in the adapters; tests hand in the same.

A `Unit` is one transaction: what a duty writes through it lands together with its events, or not at all.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

import msgspec

from tournai.documents.seals.signers import SealTrust
from tournai.documents.trust import TrustStore
from tournai.node.duties.alert_ports import AlertRows, MatchRows
from tournai.node.duties.border_rows import BorderRows
from tournai.node.duties.carrier_ports import CarrierRows, TrialRows
from tournai.node.duties.coming_ports import TravellerFolder
from tournai.node.duties.criterion_rows import CriterionRows
from tournai.node.duties.dissemination_rows import DisseminationRows
from tournai.node.duties.document_rows import DocumentCaseRows
from tournai.node.duties.evaluation_rows import EvaluationRows
from tournai.node.duties.false_match_rows import FalseMatchRows
from tournai.node.duties.index_ports import DocumentFolder, IndexFolder
from tournai.node.duties.information_rows import InformationRows
from tournai.node.duties.partner_rows import PartnerRows
from tournai.node.duties.picture_ports import Recognition
from tournai.node.duties.refused_runs import RefusedRuns
from tournai.node.duties.register_ports import AlertRegister
from tournai.node.duties.rows import (
    Account,
    CheckpointRow,
    EventRow,
    Job,
    QuarantineRow,
    ReceiptRow,
    Session,
    StoredApproval,
    StoredCertificate,
    StoredDecision,
    StoredRequest,
)
from tournai.node.duties.selection_ports import SelectionRows
from tournai.node.duties.shared_tree import SharedTree
from tournai.node.duties.statistics_rows import StatisticsRows
from tournai.node.duties.timetable_ports import TimetableRows
from tournai.node.duties.travel_ports import ResolutionRows, TravelRows
from tournai.node.duties.trust_rows import TrustRows
from tournai.oversight.events import Event


class DataKey(Protocol):
    """A key that seals one record."""

    @property
    def identifier(self) -> str:
        """The key's name: 32 characters."""

    @property
    def material(self) -> bytes:
        """The key: 32 bytes."""


class SigningKey(Protocol):
    """The key that signs the log's checkpoints."""

    def sign(self, message: bytes) -> bytes:
        """Return an Ed25519 signature: 64 bytes."""

    def public_key(self) -> bytes:
        """Return the public key: 32 bytes."""


class Keys(Protocol):
    """The key store, outside the database and its backups."""

    def create_data_keys(self, count: int, label: str) -> Sequence[DataKey]:
        """Return new data keys, durable."""

    def open_data_keys(self, identifiers: Sequence[str]) -> dict[str, bytes]:
        """Return identifier -> key; a destroyed key is absent."""

    def destroy_data_keys(self, identifiers: Sequence[str]) -> int:
        """Destroy keys for good; what they sealed is gone with them."""

    def seal(self, key: bytes, plaintext: bytes, *, context: bytes) -> bytes:
        """Return the plaintext sealed under a key and a context."""

    def unseal(self, key: bytes, sealed: bytes, *, context: bytes) -> bytes:
        """Return what was sealed; `Unverified` where a byte, the key or the context differs."""

    def blind(self, name: str, kind: str, value: str) -> bytes:
        """Return the 16-byte keyed digest of a value for the blind index ``name``."""

    def blind_key(self, name: str) -> bytes:
        """Return the key of 32 bytes of one purpose, always the same for the same name."""

    def signing_key(self) -> SigningKey:
        """Return the key that signs the log."""

    def exchange_key(self, use: str) -> SigningKey:
        """Return the key that signs what partner nodes get: ``messages`` or ``witness``."""


class Receipt(Protocol):
    """What a sender gets once the body is durably spooled."""

    @property
    def identifier(self) -> str:
        """The receipt's identifier; sorts by time."""


class SpoolEntry(Protocol):
    """A received body, opened."""

    @property
    def body(self) -> bytes:
        """The bytes as received."""

    @property
    def sender(self) -> str:
        """The account that sent it."""

    @property
    def channel(self) -> str:
        """How it came: ``http``, ``folder``, ``command``."""

    @property
    def received_at(self) -> datetime:
        """When."""

    @property
    def digest(self) -> bytes:
        """A keyed digest of the body."""


class Spool(Protocol):
    """Sealed bodies on disk, each under a key of its own: those that wait to be processed, or to be sent again."""

    def put(self, body: bytes, *, sender: str, channel: str, received_at: datetime) -> Receipt:
        """Seal and write a body; on return it is durable."""

    def pending(self) -> list[str]:
        """Return the receipts of complete entries, oldest first."""

    def read(self, receipt: str) -> SpoolEntry:
        """Return an entry; `Unavailable` where there is none, `Unverified` where it was changed."""

    def remove(self, receipt: str) -> None:
        """Destroy the entry's key, then its file."""


class Quarantine(Protocol):
    """Sealed bodies that could not be read."""

    def put(self, receipt: str, entry: SpoolEntry) -> None:
        """Seal and write an entry under the same receipt; durable on return; again is harmless."""

    def pending(self) -> list[str]:
        """Return the receipts of complete entries, oldest first."""

    def remove(self, receipt: str) -> None:
        """Destroy the entry's key, then its file."""


class CaseRows(Protocol):
    """Approvals and requests."""

    def put_approval(self, approval: StoredApproval) -> None:
        """Store or replace an approval."""

    def approval(self, approval_id: str) -> StoredApproval | None:
        """Return an approval."""

    def add_request(self, request: StoredRequest) -> None:
        """Store a request."""

    def request(self, number: str) -> StoredRequest | None:
        """Return a request."""

    def replace_request(self, request: StoredRequest) -> None:
        """Replace what may change of a request: how and when it ended."""

    def requests(self) -> list[tuple[StoredRequest, StoredApproval]]:
        """Return the requests with their approvals, newest first."""

    def put_decision(self, decision: StoredDecision) -> None:
        """Store what was decided on an element; a later decision takes its place."""

    def decisions(self, number: str) -> list[StoredDecision]:
        """Return what was decided on the elements of a request, in their order."""


class AccountRows(Protocol):
    """Accounts and sessions."""

    def account(self, account: str) -> Account | None:
        """Return an account."""

    def accounts(self) -> list[Account]:
        """Return all accounts, by identifier."""

    def routers(self) -> frozenset[str]:
        """Return the accounts of the eu-LISA router."""

    def change_nothing(self) -> None:
        """Write what was there: as slow as a change, so that its time tells nobody whether there was one."""

    def put_account(self, account: Account) -> None:
        """Store or replace an account."""

    def certificate(self, fingerprint: str) -> StoredCertificate | None:
        """Return a client certificate."""

    def put_certificate(self, certificate: StoredCertificate) -> None:
        """Store or replace a client certificate."""

    def add_session(self, session: Session) -> None:
        """Store a session."""

    def session(self, token_digest: bytes) -> Session | None:
        """Return a session."""

    def end_session(self, token_digest: bytes) -> None:
        """Forget a session."""

    def end_sessions_before(self, now: datetime) -> None:
        """Forget the sessions that have expired."""


class IntakeRows(Protocol):
    """Jobs and quarantine."""

    def add_jobs(self, kind: str, subjects: Sequence[str], at: datetime) -> None:
        """Add jobs; those that are there already stay as they are."""

    def claim_jobs(self, now: datetime, *, until: datetime, limit: int) -> list[Job]:
        """Claim due jobs that nobody holds; each claim counts as an attempt. One claimed before is claimed alone."""

    def finish_job(self, kind: str, subject: str) -> None:
        """Remove a job that is done."""

    def fail_job(self, job: Job, *, run_at: datetime, failure: str, counts: bool) -> None:
        """Give a claimed job back, to be run later; one that was claimed anew since then stays as it is.

        ``counts``: the attempt was one, for something of the job's own failed.
        """

    def waiting(self) -> int:
        """Return how many jobs wait or run."""

    def put_quarantine(self, row: QuarantineRow) -> None:
        """Store a defect of a body that could not be read."""

    def quarantined(self) -> list[QuarantineRow]:
        """Return the open quarantine entries, newest first."""

    def quarantined_body(self, receipt: str) -> QuarantineRow | None:
        """Return a quarantine entry, open or closed."""

    def end_quarantine(self, ended: Sequence[str], at: datetime) -> None:
        """Close quarantine entries."""

    def put_receipt(self, row: ReceiptRow) -> None:
        """Record that a body was dealt with."""

    def receipt(self, receipt: str) -> ReceiptRow | None:
        """Return what is known of a body that was dealt with."""


class EventRows(Protocol):
    """The event log."""

    def append(self, event: Event) -> None:
        """Append an event to its stream; its checkpoint is signed when the transaction commits."""

    def page(self, stream: str, *, before: int | None, limit: int) -> list[EventRow]:
        """Return events of a stream, newest first, with sequence numbers below ``before``."""

    def size(self, stream: str) -> int:
        """Return how many events a stream has."""

    def entries(self, stream: str) -> Iterator[EventRow]:
        """Yield a stream's events in order."""

    def checkpoints(self, stream: str) -> Iterator[CheckpointRow]:
        """Yield a stream's checkpoints, by size."""

    def latest_checkpoints(self) -> list[CheckpointRow]:
        """Return the latest checkpoint of each stream."""


class Unit(Protocol):
    """One transaction."""

    @property
    def travel(self) -> TravelRows:
        """Flights, pushes, records, travellers."""

    @property
    def resolution(self) -> ResolutionRows:
        """Who is the same."""

    @property
    def timetable(self) -> TimetableRows:
        """Timetables and their flights."""

    @property
    def alerts(self) -> AlertRows:
        """Alert sources, alerts, eligibilities."""

    @property
    def matches(self) -> MatchRows:
        """Matches and reviews."""

    @property
    def false_matches(self) -> FalseMatchRows:
        """Known false matches."""

    @property
    def evaluations(self) -> EvaluationRows:
        """Evaluations of screening."""

    @property
    def disseminations(self) -> DisseminationRows:
        """The register of recipients, and what was sent."""

    @property
    def statistics(self) -> StatisticsRows:
        """Counts for the yearly statistics."""

    @property
    def cases(self) -> CaseRows:
        """Approvals and requests."""

    @property
    def selections(self) -> SelectionRows:
        """Flight selections and what was dropped for want of one."""

    @property
    def criteria(self) -> CriterionRows:
        """Criteria, what was done with them, their trials."""

    @property
    def carriers(self) -> CarrierRows:
        """How carriers push."""

    @property
    def trials(self) -> TrialRows:
        """What carriers tried within the hour."""

    @property
    def document_cases(self) -> DocumentCaseRows:
        """What checks of documents found, where a case was opened."""

    @property
    def border(self) -> BorderRows:
        """Alerts at a border."""

    @property
    def trust(self) -> TrustRows:
        """Lists of whom checks of documents rely on."""

    @property
    def information(self) -> InformationRows:
        """Requests for information of and to partners."""

    @property
    def partners(self) -> PartnerRows:
        """Partner nodes, their outbox and inbox."""

    @property
    def accounts(self) -> AccountRows:
        """Accounts and sessions."""

    @property
    def intake(self) -> IntakeRows:
        """Jobs and quarantine."""

    @property
    def events(self) -> EventRows:
        """The event log."""


class Passwords(Protocol):
    """Password hashing (Argon2id, RFC 9106)."""

    def hash(self, password: str) -> str:
        """Return the encoded hash of a password."""

    def is_right(self, encoded: str, password: str) -> bool:
        """Tell whether a password belongs to a hash; takes as long for an empty ``encoded``."""


class Ports(msgspec.Struct, frozen=True):
    """Everything a duty may reach. ``begin`` opens a transaction that writes, ``look`` one that only reads."""

    begin: Callable[[], AbstractContextManager[Unit]]
    look: Callable[[], AbstractContextManager[Unit]]
    keys: Keys
    spool: Spool
    quarantine: Quarantine
    indexes: IndexFolder
    documents: DocumentFolder
    border_indexes: IndexFolder
    """The index of alerts that checks of documents may use: apart from that of travel data."""
    border_documents: DocumentFolder
    coming: TravellerFolder
    passwords: Passwords
    clock: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]
    node_name: str
    """The node's name in its log's checkpoints, e.g. ``piu.example``."""
    states: frozenset[str] = frozenset()
    """The states that the authority serves: a flight that leaves one of them is reviewed before it departs."""
    registers: tuple[AlertRegister, ...] = ()
    """The registers of alerts that are asked about travellers."""
    recognition: Recognition | None = None
    """Who reads pages and compares faces; ``None`` where nobody does."""
    trusted: Callable[[], TrustStore] = TrustStore
    """Whom checks of documents rely on."""
    seal_trust: Callable[[], SealTrust] = SealTrust
    """Whom checks of seals rely on."""
    refused: RefusedRuns = msgspec.field(default_factory=RefusedRuns)
    """The refused sign-ins that this process counts before it logs them."""

    exchange_tree: SharedTree = msgspec.field(default_factory=SharedTree)
    """The tree of the log of exchanges, as far as this process has read it: it proves to partners how the log grew."""

    def identifier(self) -> str:
        """Return a new random identifier: 26 characters, 130 bits, safe in addresses."""
        alphabet = "abcdefghijklmnopqrstuvwxyz234567"
        return "".join(alphabet[byte & 31] for byte in self.random_bytes(26))
