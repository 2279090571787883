"""Flights, pushes, records and travellers: `tournai.node.duties.travel_ports.TravelRows`."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as _LABELS
from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, join, select, update

from tournai.node.duties.rows import (
    BlindEntry,
    Flight,
    FlightCounts,
    StoredPush,
    StoredRecord,
    StoredTraveller,
)
from tournai.node.store.dialect import insert_or_ignore
from tournai.node.store.rows import chunks, read, read_all, read_pair, values_of
from tournai.node.store.schema import blind_index, flights, matches, pushes, records, travellers

_PAIR = join(travellers, records, travellers.c.record_id == records.c.record_id)
_CURRENT = records.c.state == "current"


class TravelTables:
    """Travel data in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def has_receipt(self, receipt: str) -> bool:
        """Tell whether a push of this receipt was stored."""
        found = self._connection.execute(select(pushes.c.push_id).where(pushes.c.receipt == receipt).limit(1))
        return found.first() is not None

    def find_push(self, sender: str, interchange_reference: str, digest: bytes, ordinal: int) -> StoredPush | None:
        """Return the push that is already known by its idempotence key."""
        row = self._connection.execute(
            select(pushes).where(
                pushes.c.sender == sender,
                pushes.c.interchange_reference == interchange_reference,
                pushes.c.digest == digest,
                pushes.c.ordinal == ordinal,
            )
        ).first()
        return read(StoredPush, row) if row else None

    def flight_of(self, flight: Flight) -> Flight:
        """Return the stored flight of the same designator, date and airports, stored now where it is new.

        Nobody else changes it until the transaction ends.
        """
        insert_or_ignore(self._connection, flights, values_of([flight]))
        row = self._connection.execute(select(flights).where(_same_flight(flight)).with_for_update()).one()
        return read(Flight, row)

    def held_flight(self, flight_id: str) -> Flight | None:
        """Return a flight that nobody else changes until the transaction ends."""
        row = self._connection.execute(select(flights).where(flights.c.flight_id == flight_id).with_for_update())
        found = row.first()
        return read(Flight, found) if found else None

    def set_times(self, flight: Flight) -> None:
        """Replace a flight's times, and until when it may be assessed."""
        values = {name: getattr(flight, name) for name in _TIMES}
        self._connection.execute(update(flights).where(flights.c.flight_id == flight.flight_id).values(**values))

    def add_push(self, push: StoredPush) -> None:
        """Store a push."""
        self._connection.execute(insert(pushes), values_of([push]))

    def add_records(self, stored: Sequence[StoredRecord], persons: Sequence[StoredTraveller]) -> None:
        """Store records and the travellers in them."""
        if stored:
            self._connection.execute(insert(records), values_of(stored))
        if persons:
            self._connection.execute(insert(travellers), values_of(persons))

    def add_blind_entries(self, entries: Sequence[BlindEntry]) -> None:
        """Store look-up digests."""
        insert_or_ignore(self._connection, blind_index, values_of(entries))

    def current_records(self, flight_id: str, kind: str) -> list[StoredRecord]:
        """Return the current records of a flight."""
        found = select(records).where(records.c.flight_id == flight_id, records.c.kind == kind, _CURRENT)
        return read_all(StoredRecord, self._connection.execute(found.order_by(records.c.record_id)))

    def set_record_state(self, record_ids: Sequence[str], state: str) -> None:
        """Change the state of records."""
        for some in chunks(record_ids):
            self._connection.execute(update(records).where(records.c.record_id.in_(some)).values(state=state))

    def records_of_push(self, push_id: str) -> list[StoredRecord]:
        """Return the records that a push brought."""
        found = select(records).where(records.c.push_id == push_id).order_by(records.c.record_id)
        return read_all(StoredRecord, self._connection.execute(found))

    def identities_of(self, push_ids: Sequence[str]) -> frozenset[bytes]:
        """Return the identities of the records that pushes brought, whatever became of them."""
        found: set[bytes] = set()
        for some in chunks(push_ids):
            query = select(records.c.identity).where(records.c.push_id.in_(some)).distinct()
            found |= {bytes(identity) for identity in self._connection.execute(query).scalars()}
        return frozenset(found)

    def set_boarding(self, push_ids: Sequence[str], persons: Sequence[bytes], boarding: str) -> None:
        """Change whether persons are on board, in all their records that pushes brought."""
        for some in chunks(push_ids):
            brought = select(records.c.record_id).where(records.c.push_id.in_(some))
            for few in chunks(persons):
                theirs = (travellers.c.record_id.in_(brought), travellers.c.person.in_(few))
                self._connection.execute(update(travellers).where(*theirs).values(boarding=boarding))

    def boardings(self, flight_id: str, push_ids: Sequence[str]) -> dict[bytes, str]:
        """Return the persons of a flight, in records of pushes, of whom a list said whether they are on board."""
        found: dict[bytes, str] = {}
        for some in chunks(push_ids):
            told = select(travellers.c.person, travellers.c.boarding).select_from(_PAIR).distinct()
            told = told.where(travellers.c.flight_id == flight_id, travellers.c.boarding != "")
            told = told.where(records.c.push_id.in_(some))
            found |= {bytes(person): boarding for person, boarding in self._connection.execute(told)}
        return found

    def flight(self, flight_id: str) -> Flight | None:
        """Return a flight."""
        row = self._connection.execute(select(flights).where(flights.c.flight_id == flight_id)).first()
        return read(Flight, row) if row else None

    def flights(self, *, now: datetime, show: str, offset: int, limit: int) -> tuple[list[Flight], int]:
        """Return one page of flights and how many there are: ``coming`` soonest first, ``past``, or ``all``."""
        until = flights.c.assessable_until
        chosen = {"coming": until >= now, "past": until < now}.get(show)
        found = select(flights) if chosen is None else select(flights).where(chosen)
        total = self._connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()
        # By what happens first: officers read the board as a departure board; a flight under way comes first.
        leaves = func.coalesce(flights.c.departure_at, until)
        order = leaves if show == "coming" else leaves.desc()
        page = found.order_by(order, flights.c.flight_id).offset(offset).limit(limit)
        return read_all(Flight, self._connection.execute(page)), total

    def coming_flights(self, now: datetime) -> list[Flight]:
        """Return the flights that may still be assessed (Art. 6(2)(a))."""
        found = select(flights).where(flights.c.assessable_until >= now).order_by(flights.c.assessable_until)
        return read_all(Flight, self._connection.execute(found))

    def counts(self, flight_ids: Sequence[str]) -> dict[str, FlightCounts]:
        """Return what the board counts, by flight."""
        persons: dict[str, dict[tuple[str, str], int]] = {}
        states: dict[str, dict[str, int]] = {}
        boarding: dict[str, dict[str, int]] = {}
        for some in chunks(flight_ids):
            for flight_id, kind, bookings, people in self._connection.execute(_persons_counted(some)):
                persons.setdefault(flight_id, {}).update({(kind, "records"): bookings, (kind, "travellers"): people})
            for flight_id, state, number in self._connection.execute(_matches_counted(some)):
                states.setdefault(flight_id, {})[state] = number
            for flight_id, status, number in self._connection.execute(_boarding_counted(some)):
                boarding.setdefault(flight_id, {})[status] = number
        return {
            flight_id: FlightCounts(
                pnrs=persons.get(flight_id, {}).get(("PNR", "records"), 0),
                travellers=persons.get(flight_id, {}).get(("PNR", "travellers"), 0),
                listed=persons.get(flight_id, {}).get(("API", "travellers"), 0),
                matches=states.get(flight_id, {}),
                boarding=boarding.get(flight_id, {}),
            )
            for flight_id in flight_ids
        }

    def count_pushes(self, flight_ids: Sequence[str]) -> dict[str, int]:
        """Return flight -> how many pushes it has; a flight without any is absent."""
        found: dict[str, int] = {}
        for some in chunks(flight_ids):
            counted = select(pushes.c.flight_id, func.count().label("number")).where(pushes.c.flight_id.in_(some))
            found |= {
                row.flight_id: row.number for row in self._connection.execute(counted.group_by(pushes.c.flight_id))
            }
        return found

    def pushes_of(self, flight_ids: Sequence[str]) -> list[StoredPush]:
        """Return the pushes of flights, oldest first."""
        found: list[StoredPush] = []
        for some in chunks(flight_ids):
            query = select(pushes).where(pushes.c.flight_id.in_(some))
            found += read_all(StoredPush, self._connection.execute(query))
        return sorted(found, key=lambda push: (push.received_at, push.ordinal))

    def push(self, push_id: str) -> StoredPush | None:
        """Return a push."""
        row = self._connection.execute(select(pushes).where(pushes.c.push_id == push_id)).first()
        return read(StoredPush, row) if row else None

    def pushes_of_receipt(self, receipt: str) -> list[StoredPush]:
        """Return the messages that one body held, in order."""
        found = select(pushes).where(pushes.c.receipt == receipt).order_by(pushes.c.ordinal)
        return read_all(StoredPush, self._connection.execute(found))

    def travellers_of_flight(self, flight_id: str) -> list[tuple[StoredTraveller, StoredRecord]]:
        """Return the travellers of a flight's current records, in order."""
        return self._pairs(_pair().where(travellers.c.flight_id == flight_id, _CURRENT))

    def traveller(self, traveller_id: str) -> tuple[StoredTraveller, StoredRecord] | None:
        """Return a traveller and its record."""
        found = self._pairs(_pair().where(travellers.c.traveller_id == traveller_id))
        return found[0] if found else None

    def travellers_of_record(self, record_id: str) -> list[StoredTraveller]:
        """Return the travellers of a record, in order."""
        found = select(travellers).where(travellers.c.record_id == record_id).order_by(travellers.c.ordinal)
        return read_all(StoredTraveller, self._connection.execute(found))

    def same_person(self, flight_id: str, person: bytes) -> list[tuple[StoredTraveller, StoredRecord]]:
        """Return the current records of one person on a flight."""
        return self._pairs(_pair().where(travellers.c.flight_id == flight_id, travellers.c.person == person, _CURRENT))

    def versions(self, flight_id: str, identity: bytes) -> int:
        """Return how many versions of a record are stored."""
        found = select(func.count()).where(records.c.flight_id == flight_id, records.c.identity == identity)
        return self._connection.execute(found).scalar_one()

    def flights_named(self, carrier: str, number: str, on: date) -> list[Flight]:
        """Return the flights of a designator that depart on a local date."""
        named = (flights.c.carrier == carrier, flights.c.number == number, flights.c.departure_date == on)
        return read_all(Flight, self._connection.execute(select(flights).where(*named)))

    def find_blind(self, kind: str, digest: bytes) -> list[tuple[StoredTraveller, StoredRecord]]:
        """Return the travellers under a digest, with their records."""
        under = select(blind_index.c.traveller_id).where(blind_index.c.kind == kind, blind_index.c.digest == digest)
        return self._pairs(_pair().where(travellers.c.traveller_id.in_(under)))

    def _pairs(self, query: Select[*tuple[object, ...]]) -> list[tuple[StoredTraveller, StoredRecord]]:
        ordered = query.order_by(records.c.created_at, records.c.record_id, travellers.c.ordinal)
        return [
            (read_pair((StoredTraveller, travellers), row), read_pair((StoredRecord, records), row))
            for row in self._connection.execute(ordered)
        ]


_TIMES = ("departure_local", "arrival_local", "departure_at", "arrival_at", "assessable_until")


def _same_flight(flight: Flight) -> ColumnElement[bool]:
    names = ("carrier", "number", "departure_date", "departure_airport", "arrival_airport")
    return and_(*(flights.c[name] == getattr(flight, name) for name in names))


def _pair() -> Select[*tuple[object, ...]]:
    return select(travellers, records).select_from(_PAIR).set_label_style(_LABELS)


def _persons_counted(flight_ids: Sequence[str]) -> Select[str, str, int, int]:
    return (
        select(
            records.c.flight_id,
            records.c.kind,
            func.count(records.c.record_id.distinct()),
            func.count(travellers.c.traveller_id),
        )
        .select_from(records.outerjoin(travellers, travellers.c.record_id == records.c.record_id))
        .where(records.c.flight_id.in_(flight_ids), _CURRENT)
        .group_by(records.c.flight_id, records.c.kind)
    )


def _boarding_counted(flight_ids: Sequence[str]) -> Select[str, str, int]:
    return (
        select(travellers.c.flight_id, travellers.c.boarding, func.count(travellers.c.person.distinct()))
        .select_from(_PAIR)
        .where(travellers.c.flight_id.in_(flight_ids), travellers.c.boarding != "", _CURRENT)
        .group_by(travellers.c.flight_id, travellers.c.boarding)
    )


def _matches_counted(flight_ids: Sequence[str]) -> Select[str, str, int]:
    return (
        select(matches.c.flight_id, matches.c.state, func.count())
        .where(matches.c.flight_id.in_(flight_ids))
        .group_by(matches.c.flight_id, matches.c.state)
    )
