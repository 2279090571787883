"""Who is the same, told by digests: `tournai.node.duties.travel_ports.ResolutionRows`."""

from collections.abc import Mapping, Sequence

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as _LABELS
from sqlalchemy import Connection, Select, bindparam, func, join, select, update

from tournai.node.duties.rows import Flight, StoredRecord, StoredTraveller, Window
from tournai.node.duties.travel_ports import Linked
from tournai.node.store.rows import chunks, read, read_pair
from tournai.node.store.schema import blind_index, flights, records, travellers

_PAIR = join(travellers, records, travellers.c.record_id == records.c.record_id)
_CURRENT = records.c.state == "current"


class ResolutionTables:
    """Digests in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def named_aboard(self, flight_id: str, names: Sequence[bytes]) -> list[tuple[StoredTraveller, StoredRecord]]:
        """Return the travellers of a flight's current records under digests of names."""
        found = []
        for some in chunks(names):
            query = select(travellers, records).select_from(_PAIR).set_label_style(_LABELS)
            query = query.where(travellers.c.flight_id == flight_id, travellers.c.name.in_(some), _CURRENT)
            for row in self._connection.execute(query.order_by(travellers.c.traveller_id)):
                found.append((read_pair((StoredTraveller, travellers), row), read_pair((StoredRecord, records), row)))
        return found

    def found_aboard(
        self, flight_id: str, kind: str, digests: Sequence[bytes]
    ) -> list[tuple[bytes, StoredTraveller, StoredRecord]]:
        """Return digest, traveller and record of a flight's current records under digests of the blind index."""
        joined = join(blind_index, _PAIR, blind_index.c.traveller_id == travellers.c.traveller_id)
        found = []
        for some in chunks(digests):
            query = select(blind_index.c.digest, travellers, records).select_from(joined).set_label_style(_LABELS)
            query = query.where(blind_index.c.kind == kind, blind_index.c.digest.in_(some))
            query = query.where(travellers.c.flight_id == flight_id, _CURRENT).order_by(travellers.c.traveller_id)
            for row in self._connection.execute(query):
                pair = read_pair((StoredTraveller, travellers), row), read_pair((StoredRecord, records), row)
                found.append((bytes(row._mapping["blind_index_digest"]), *pair))
        return found

    def digests_of(self, kind: str, traveller_ids: Sequence[str]) -> dict[str, frozenset[bytes]]:
        """Return traveller -> digests of one kind in the blind index."""
        found: dict[str, set[bytes]] = {}
        for some in chunks(traveller_ids):
            query = select(blind_index.c.traveller_id, blind_index.c.digest)
            query = query.where(blind_index.c.traveller_id.in_(some), blind_index.c.kind == kind)
            for traveller_id, digest in self._connection.execute(query):
                found.setdefault(traveller_id, set()).add(digest)
        return {traveller_id: frozenset(digests) for traveller_id, digests in found.items()}

    def set_identity(self, record_ids: Sequence[str], identity: bytes) -> None:
        """Make records versions of one."""
        for some in chunks(record_ids):
            self._connection.execute(update(records).where(records.c.record_id.in_(some)).values(identity=identity))

    def set_persons(self, persons: Mapping[str, bytes]) -> None:
        """Change which person travellers are: traveller -> digest."""
        if persons:
            changed = update(travellers).where(travellers.c.traveller_id == bindparam("who"))
            values = [{"who": who, "person_now": person} for who, person in persons.items()]
            self._connection.execute(changed.values(person=bindparam("person_now")), values)

    def persons_aboard(self, flight_id: str, persons: Sequence[bytes]) -> frozenset[bytes]:
        """Return those persons that a current record of a flight has, and of whom no list says that they stayed."""
        found: set[bytes] = set()
        for some in chunks(persons):
            query = select(travellers.c.person).select_from(_PAIR).distinct()
            query = query.where(travellers.c.flight_id == flight_id, travellers.c.person.in_(some), _CURRENT)
            query = query.where(travellers.c.boarding != "not aboard")
            found |= set(self._connection.execute(query).scalars())
        return frozenset(found)

    def linked(self, kind: str, digests: Sequence[bytes], within: Window, *, limit: int) -> dict[bytes, Linked]:
        """Return, for each digest, current travellers on flights within a window, latest flight first; and how many."""
        found: dict[bytes, Linked] = {}
        for some in chunks(digests):
            first = _first_linked(kind, some, within).subquery()
            query = select(first.c.digest, first.c.total, travellers, records, flights).set_label_style(_LABELS)
            joined = join(first, travellers, first.c.traveller_id == travellers.c.traveller_id)
            joined = join(joined, records, records.c.record_id == travellers.c.record_id)
            joined = join(joined, flights, flights.c.flight_id == travellers.c.flight_id)
            query = query.select_from(joined).where(first.c.place <= limit).order_by(first.c.digest, first.c.place)
            for row in self._connection.execute(query):
                digest, total = row[0], row[1]
                pairs, _ = found.setdefault(digest, ([], total))
                traveller, record = (
                    read_pair((StoredTraveller, travellers), row),
                    read_pair((StoredRecord, records), row),
                )
                pairs.append((traveller, record, read_pair((Flight, flights), row)))
        return found

    def last_version(self, flight_id: str, identity: bytes) -> StoredRecord | None:
        """Return the newest version of a record."""
        query = select(records).where(records.c.flight_id == flight_id, records.c.identity == identity)
        newest = query.order_by(records.c.created_at.desc(), records.c.state, records.c.record_id).limit(1)
        row = self._connection.execute(newest).first()
        return read(StoredRecord, row) if row else None


def _first_linked(kind: str, digests: Sequence[bytes], within: Window) -> Select[bytes, str, int, int]:
    """Return digest, traveller, its place among those of the digest, and how many there are: no content is read."""
    joined = join(blind_index, _PAIR, blind_index.c.traveller_id == travellers.c.traveller_id)
    joined = join(joined, flights, flights.c.flight_id == travellers.c.flight_id)
    order = (flights.c.departure_date.desc(), travellers.c.traveller_id)
    query = select(
        blind_index.c.digest,
        blind_index.c.traveller_id,
        func.row_number().over(partition_by=blind_index.c.digest, order_by=order).label("place"),
        func.count().over(partition_by=blind_index.c.digest).label("total"),
    ).select_from(joined)
    query = query.where(blind_index.c.kind == kind, blind_index.c.digest.in_(digests), _CURRENT)
    query = query.where(flights.c.departure_date.between(within.first, within.last))
    return query if within.after is None else query.where(flights.c.assessable_until >= within.after)
