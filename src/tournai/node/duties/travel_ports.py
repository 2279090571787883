"""What the duties about pushes and travellers need from the store; see `tournai.node.duties.ports`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from tournai.node.duties.rows import (
    BlindEntry,
    Flight,
    FlightCounts,
    StoredPush,
    StoredRecord,
    StoredTraveller,
    Window,
)


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

    def count_pushes(self, flight_ids: Sequence[str]) -> dict[str, int]:
        """Return flight -> how many pushes it has; a flight without any is absent."""

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
