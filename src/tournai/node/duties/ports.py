"""What the duties need from the world, in the field's words. Assembly hands in the adapters; tests hand in the same.

A `Unit` is one transaction: what a duty writes through it lands together with its events, or not at all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

import msgspec

from tournai.node.duties.carrier_ports import CarrierRows, TrialRows
from tournai.node.duties.refused_runs import RefusedRuns
from tournai.node.duties.rows import (
    Account,
    BlindEntry,
    CheckpointRow,
    DroppedCount,
    DroppedPush,
    EventRow,
    Flight,
    FlightCounts,
    Job,
    NewAlert,
    PushArrival,
    PushStanding,
    QuarantineRow,
    ReceiptRow,
    SelectedFlight,
    Session,
    StoredAlert,
    StoredApproval,
    StoredCertificate,
    StoredEligibility,
    StoredMatch,
    StoredPush,
    StoredRecord,
    StoredRequest,
    StoredReview,
    StoredSchedule,
    StoredSelection,
    StoredSelectionReview,
    StoredSource,
    StoredTraveller,
    TimetableChange,
    TimetableImport,
    Window,
)
from tournai.oversight.events import Event
from tournai.screening import Index


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


class IndexFolder(Protocol):
    """Screening indexes on disk, immutable, memory-mapped, named by their version."""

    def load(self, version: str) -> Index | None:
        """Return the index of a version, or ``None`` where it was not built yet."""

    def save(self, version: str, index: Index) -> None:
        """Keep an index under its version and destroy those of other versions."""


class TravelRows(Protocol):
    """Flights, pushes, records and travellers."""

    def has_receipt(self, receipt: str) -> bool:
        """Tell whether a push of this receipt was stored."""

    def find_push(self, sender: str, interchange_reference: str, digest: bytes, ordinal: int) -> StoredPush | None:
        """Return the push that is already known by its idempotence key."""

    def flight_of(self, flight: Flight) -> Flight:
        """Return the stored flight of the same carrier, number, date and airports, stored now where it is new."""

    def held_flight(self, flight_id: str) -> Flight | None:
        """Return a flight that nobody else changes until the transaction ends."""

    def set_times(self, flight: Flight) -> None:
        """Replace a flight's times, and until when it may be assessed."""

    def add_push(self, push: StoredPush) -> None:
        """Store a push."""

    def add_records(self, records: Sequence[StoredRecord], travellers: Sequence[StoredTraveller]) -> None:
        """Store records and the travellers in them."""

    def add_blind_entries(self, entries: Sequence[BlindEntry]) -> None:
        """Store look-up digests."""

    def current_records(self, flight_id: str, kind: str) -> list[StoredRecord]:
        """Return the current records of a flight."""

    def set_record_state(self, record_ids: Sequence[str], state: str) -> None:
        """Change the state of records."""

    def records_of_push(self, push_id: str) -> list[StoredRecord]:
        """Return the records that a push brought."""

    def identities_of(self, push_ids: Sequence[str]) -> frozenset[bytes]:
        """Return the identities of the records that pushes brought, whatever became of them."""

    def set_boarding(self, push_ids: Sequence[str], persons: Sequence[bytes], boarding: str) -> None:
        """Change whether persons are on board, in all their records that pushes brought."""

    def boardings(self, flight_id: str, push_ids: Sequence[str]) -> dict[bytes, str]:
        """Return the persons of a flight, in records of pushes, of whom a list said whether they are on board."""

    def flight(self, flight_id: str) -> Flight | None:
        """Return a flight."""

    def flights(self, *, now: datetime, show: str, offset: int, limit: int) -> tuple[list[Flight], int]:
        """Return one page of flights and how many there are: ``coming`` soonest first, ``past``, or ``all``."""

    def coming_flights(self, now: datetime) -> list[Flight]:
        """Return the flights that may still be assessed (Art. 6(2)(a))."""

    def counts(self, flight_ids: Sequence[str]) -> dict[str, FlightCounts]:
        """Return what the board counts, by flight."""

    def pushes_of(self, flight_ids: Sequence[str]) -> list[StoredPush]:
        """Return the pushes of flights, oldest first."""

    def push(self, push_id: str) -> StoredPush | None:
        """Return a push."""

    def pushes_of_receipt(self, receipt: str) -> list[StoredPush]:
        """Return the messages that one body held, in order."""

    def travellers_of_flight(self, flight_id: str) -> list[tuple[StoredTraveller, StoredRecord]]:
        """Return the travellers of a flight's current records, in order."""

    def traveller(self, traveller_id: str) -> tuple[StoredTraveller, StoredRecord] | None:
        """Return a traveller and its record."""

    def travellers_of_record(self, record_id: str) -> list[StoredTraveller]:
        """Return the travellers of a record, in order."""

    def same_person(self, flight_id: str, person: bytes) -> list[tuple[StoredTraveller, StoredRecord]]:
        """Return the current records of one person on a flight."""

    def versions(self, flight_id: str, identity: bytes) -> int:
        """Return how many versions of a record are stored."""

    def flights_named(self, carrier: str, number: str, on: date) -> list[Flight]:
        """Return the flights of a designator that depart on a local date."""

    def find_blind(self, kind: str, digest: bytes) -> list[tuple[StoredTraveller, StoredRecord]]:
        """Return the travellers under a digest, with their records."""


Linked = tuple[list[tuple[StoredTraveller, StoredRecord, Flight]], int]
"""Travellers under a digest, the first of them, and how many there are."""


class ResolutionRows(Protocol):
    """Who is the same, told by digests."""

    def named_aboard(self, flight_id: str, names: Sequence[bytes]) -> list[tuple[StoredTraveller, StoredRecord]]:
        """Return the travellers of a flight's current records under digests of names."""

    def found_aboard(
        self, flight_id: str, kind: str, digests: Sequence[bytes]
    ) -> list[tuple[bytes, StoredTraveller, StoredRecord]]:
        """Return digest, traveller and record of a flight's current records under digests of the blind index."""

    def digests_of(self, kind: str, traveller_ids: Sequence[str]) -> dict[str, frozenset[bytes]]:
        """Return traveller -> digests of one kind in the blind index."""

    def set_identity(self, record_ids: Sequence[str], identity: bytes) -> None:
        """Make records versions of one."""

    def set_persons(self, persons: Mapping[str, bytes]) -> None:
        """Change which person travellers are: traveller -> digest."""

    def persons_aboard(self, flight_id: str, persons: Sequence[bytes]) -> frozenset[bytes]:
        """Return those persons that a current record of a flight has."""

    def linked(self, kind: str, digests: Sequence[bytes], within: Window, *, limit: int) -> dict[bytes, Linked]:
        """Return, for each digest, current travellers on flights within a window, latest flight first; and how many."""

    def last_version(self, flight_id: str, identity: bytes) -> StoredRecord | None:
        """Return the newest version of a record."""


class TimetableRows(Protocol):
    """Timetables, the flights out of them, and how the pushes that are owed stand."""

    def add_import(self, loaded: TimetableImport) -> int:
        """Store that a timetable was loaded; return its number."""

    def imports(self, limit: int) -> list[TimetableImport]:
        """Return the latest imports, newest first."""

    def add_changes(self, changes: Sequence[TimetableChange]) -> None:
        """Store changes, in their order."""

    def changes(self, carrier: str, since: date, numbers: Sequence[str] = ()) -> list[bytes]:
        """Return the bodies of a carrier's changes in force that reach a date, in their order.

        ``numbers``: only what is said of these flights, or of all flights at once.
        """

    def supersede(self, carrier: str, first: date, last: date, *, by: int) -> None:
        """Put a carrier's basic changes within a period out of force, but those of the import ``by``."""

    def carriers(self) -> dict[str, date]:
        """Return carrier -> until which day its flights were worked out."""

    def set_worked_out(self, carrier: str, until: date) -> None:
        """Note until which day a carrier's flights were worked out."""

    def schedule(self, carrier: str, first: date, last: date, numbers: Sequence[str] = ()) -> list[StoredSchedule]:
        """Return a carrier's flights with dates between two; only those with the ``numbers``, where any are given."""

    def put_schedule(self, flights: Sequence[StoredSchedule], gone: Sequence[str]) -> None:
        """Store or replace flights, and remove those with the identifiers ``gone``."""

    def identifiers(self, carrier: str, first: date, last: date) -> dict[tuple[str, str, date, str, str], str]:
        """Return the key of each flight that a push of the carrier made between two dates -> its identifier."""

    def scheduled(self, flight_id: str) -> StoredSchedule | None:
        """Return a flight of the timetable."""

    def scheduled_like(self, flight: Flight) -> StoredSchedule | None:
        """Return the timetable's flight of the same designator and airports that leaves on the same local date."""

    def schedule_between(
        self, first: datetime, last: datetime, lands_after: datetime | None = None
    ) -> list[StoredSchedule]:
        """Return the timetable's flights that leave between two instants, and land after one where it is given."""

    def unscheduled_between(self, first: datetime, last: datetime) -> list[Flight]:
        """Return the flights of pushes, in no timetable, that leave (without a time: arrive) between two instants."""

    def arrivals(self, flight_ids: Sequence[str]) -> list[PushArrival]:
        """Return when pushes of flights came, oldest first."""

    def standings(self, flight_ids: Sequence[str]) -> list[PushStanding]:
        """Return how the pushes of flights stood when that was last worked out."""

    def put_standings(self, standings: Sequence[PushStanding]) -> None:
        """Store or replace how pushes stand."""


class AlertRows(Protocol):
    """Alert sources, alerts, eligibilities."""

    def sources(self) -> list[StoredSource]:
        """Return all sources, by name."""

    def put_source(self, source: StoredSource) -> None:
        """Store or replace a source."""

    def digests(self, source: str) -> dict[str, str]:
        """Return reference -> digest of the active alerts of a source."""

    def put_alerts(self, alerts: Sequence[NewAlert]) -> None:
        """Store alerts or replace those of the same source and reference."""

    def withdraw(self, source: str, references: Sequence[str], at: datetime) -> None:
        """Mark alerts as withdrawn by their source."""

    def active_alerts(self, source: str, category: str) -> Iterator[StoredAlert]:
        """Yield the active alerts of a source; of one category where ``category`` is not empty."""

    def alert(self, alert_id: int) -> StoredAlert | None:
        """Return an alert."""

    def alerts(self, alert_ids: Sequence[int]) -> dict[int, StoredAlert]:
        """Return alerts by number."""

    def page(self, source: str, *, offset: int, limit: int) -> tuple[list[StoredAlert], int]:
        """Return one page of a source's alerts and how many there are."""

    def categories(self, source: str) -> dict[str, int]:
        """Return category -> active alerts of a source."""

    def withdrawn(self, source: str) -> int:
        """Return how many alerts of a source were withdrawn."""

    def add_eligibility(self, eligibility: StoredEligibility) -> None:
        """Store what an approval of eligibility is about."""

    def end_eligibility(self, approval_id: str, *, at: datetime, by: str) -> None:
        """End an eligibility."""

    def eligibilities(self) -> list[tuple[StoredEligibility, StoredApproval]]:
        """Return all eligibilities with their approvals, newest first."""


class MatchRows(Protocol):
    """Matches and reviews."""

    def matches_of_flight(self, flight_id: str) -> list[StoredMatch]:
        """Return the matches of a flight."""

    def add_matches(self, matches: Sequence[StoredMatch]) -> None:
        """Store new matches."""

    def replace_match(self, match: StoredMatch) -> None:
        """Replace what may change of a match: traveller, score, values, state, claim."""

    def match(self, match_id: str) -> StoredMatch | None:
        """Return a match."""

    def matches(self, states: Sequence[str]) -> list[StoredMatch]:
        """Return the matches in these states, the most urgent first: by ``due_at``, then by score."""

    def counts(self) -> dict[str, int]:
        """Return state -> matches."""

    def matches_of_travellers(self, traveller_ids: Sequence[str]) -> list[StoredMatch]:
        """Return the matches of travellers."""

    def add_review(self, review: StoredReview) -> None:
        """Store a review."""

    def reviews(self, match_id: str) -> list[StoredReview]:
        """Return a match's reviews, oldest first."""


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

    def requests(self) -> list[tuple[StoredRequest, StoredApproval]]:
        """Return the requests with their approvals, newest first."""


class SelectionRows(Protocol):
    """Flight selections, their reviews, the flights kept under them, and counts of what was dropped (rule PNR-02)."""

    def add(self, selection: StoredSelection) -> None:
        """Store what an approval of a flight selection is about."""

    def selections(self) -> list[tuple[StoredSelection, StoredApproval]]:
        """Return all selections with their approvals, newest first; where it writes, none changes until its end."""

    def replace(self, selection: StoredSelection) -> None:
        """Replace what may change of a selection: its review date and its end."""

    def add_review(self, review: StoredSelectionReview) -> None:
        """Store a review."""

    def reviews(self) -> list[StoredSelectionReview]:
        """Return all reviews, oldest first."""

    def keep_flight(self, flight: SelectedFlight) -> None:
        """Store that a flight is kept under a selection; again changes nothing."""

    def kept_flights(self, selection_id: str) -> list[SelectedFlight]:
        """Return the flights that are kept under a selection."""

    def selections_of(self, flight_id: str) -> list[str]:
        """Return the selections under which a flight is kept."""

    def is_annulled(self, flight_id: str) -> bool:
        """Tell whether a selection under which a flight is kept was annulled, and the flight waits to be erased."""

    def release_flight(self, flight_id: str, selection_id: str) -> None:
        """Forget that a flight was kept under a selection: it is kept under another one."""

    def flights_kept(self) -> dict[str, int]:
        """Return selection -> how many flights are kept under it."""

    def keys_of_flight(self, flight_id: str) -> list[str]:
        """Return the data keys that seal what is kept of a flight; nothing is added to it until the end."""

    def erase_flight(self, flight_id: str) -> None:
        """Delete a flight with everything that is kept of it."""

    def add_dropped(self, dropped: DroppedPush) -> None:
        """Count a push that was dropped; again changes nothing."""

    def was_dropped(self, receipt: str) -> bool:
        """Tell whether a push of this receipt was dropped."""

    def dropped_counts(self, since: date) -> list[DroppedCount]:
        """Return what was dropped by day, carrier and reason, the latest day first."""


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
    def cases(self) -> CaseRows:
        """Approvals and requests."""

    @property
    def selections(self) -> SelectionRows:
        """Flight selections and what was dropped for want of one."""

    @property
    def carriers(self) -> CarrierRows:
        """How carriers push."""

    @property
    def trials(self) -> TrialRows:
        """What carriers tried within the hour."""

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
    passwords: Passwords
    clock: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]
    node_name: str
    """The node's name in its log's checkpoints, e.g. ``piu.example``."""
    states: frozenset[str] = frozenset()
    """The states that the authority serves: a flight that leaves one of them is reviewed before it departs."""
    refused: RefusedRuns = msgspec.field(default_factory=RefusedRuns)
    """The refused sign-ins that this process counts before it logs them."""

    def identifier(self) -> str:
        """Return a new random identifier: 26 characters, 130 bits, safe in addresses."""
        alphabet = "abcdefghijklmnopqrstuvwxyz234567"
        return "".join(alphabet[byte & 31] for byte in self.random_bytes(26))
