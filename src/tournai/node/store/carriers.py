"""How carriers push: `tournai.node.duties.carrier_ports.CarrierRows`."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as _LABELS
from sqlalchemy import Connection, delete, func, insert, or_, select

from tournai.node.duties.carrier_rows import BreachReview, CarrierPush, Completeness, Owed, StoredBreach, StoredPull
from tournai.node.duties.rows import QuarantineRow, StoredApproval
from tournai.node.store.dialect import insert_or_ignore, insert_or_replace
from tournai.node.store.rows import chunks, read, read_all, read_pair, values_of
from tournai.node.store.schema import (
    approvals,
    breach_reviews,
    breaches,
    carrier_accounts,
    flights,
    pull_requests,
    push_standings,
    pushes,
    quarantine,
    receipts,
    records,
    scheduled_flights,
    travellers,
)


class CarrierTables:
    """Carriers in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tie(self, account: str, carrier: str) -> None:
        """Store that an account pushes for a carrier (a designator); again changes nothing."""
        insert_or_ignore(self._connection, carrier_accounts, [{"account": account, "carrier": carrier}])

    def untie(self, account: str, carrier: str) -> None:
        """Forget that an account pushes for a carrier."""
        tied = carrier_accounts.c
        self._connection.execute(delete(carrier_accounts).where(tied.account == account, tied.carrier == carrier))

    def ties(self) -> dict[str, frozenset[str]]:
        """Return account -> the designators that it pushes for."""
        found: dict[str, frozenset[str]] = {}
        for row in self._connection.execute(select(carrier_accounts)):
            found[row.account] = found.get(row.account, frozenset()) | {row.carrier}
        return found

    def owed(self, first: datetime, last: datetime, carrier: str = "", states: Sequence[str] = ()) -> list[Owed]:
        """Return what was owed for flights that left between two instants, by departure; of one carrier if named.

        ``states``: only what stands so.
        """
        table, planned, pushed = push_standings.c, scheduled_flights.c, flights.c
        known = push_standings.outerjoin(scheduled_flights, planned.flight_id == table.flight_id).outerjoin(
            flights, pushed.flight_id == table.flight_id
        )
        query = select(
            push_standings,
            func.coalesce(planned.number, pushed.number, "").label("number"),
            func.coalesce(planned.departure_airport, pushed.departure_airport, "").label("departure_airport"),
            func.coalesce(planned.arrival_airport, pushed.arrival_airport, "").label("arrival_airport"),
        ).select_from(known)
        query = query.where(table.departure_at >= first, table.departure_at < last)
        query = query.where(table.carrier == carrier) if carrier else query
        query = query.where(table.state.in_(states)) if states else query
        ordered = query.order_by(table.departure_at, table.flight_id, table.obligation)
        return read_all(Owed, self._connection.execute(ordered))

    def came(self, first: datetime, last: datetime, carrier: str = "") -> list[CarrierPush]:
        """Return what came between two instants, oldest first; about one carrier's flights if it is named."""
        table = pushes.c
        known = pushes.join(flights, flights.c.flight_id == table.flight_id).outerjoin(
            receipts, receipts.c.receipt == table.receipt
        )
        own = ("push_id", "receipt", "flight_id", "channel", "format", "function", "received_at", "timing", "pnrs")
        query = select(
            *(table[name] for name in (*own, "travellers", "defects")),
            flights.c.carrier,
            *(flights.c[name] for name in ("number", "departure_airport", "arrival_airport", "departure_at")),
            func.coalesce(receipts.c.account, "").label("account"),
        ).select_from(known)
        query = query.where(table.received_at >= first, table.received_at < last)
        query = query.where(flights.c.carrier == carrier) if carrier else query
        return read_all(CarrierPush, self._connection.execute(query.order_by(table.receipt, table.ordinal)))

    def unreadable(self, first: datetime, last: datetime) -> list[QuarantineRow]:
        """Return the bodies that came between two instants and could not be read, open or closed, oldest first."""
        found = select(quarantine).where(quarantine.c.received_at >= first, quarantine.c.received_at < last)
        return read_all(QuarantineRow, self._connection.execute(found.order_by(quarantine.c.receipt)))

    def completeness(self, first: datetime, last: datetime, carrier: str) -> Completeness:
        """Return what the current records of flights of a carrier that left between two instants came with."""
        known = travellers.join(records, records.c.record_id == travellers.c.record_id).join(
            flights, flights.c.flight_id == travellers.c.flight_id
        )
        chosen = (
            flights.c.carrier == carrier,
            flights.c.departure_at >= first,
            flights.c.departure_at < last,
            records.c.state == "current",
        )
        numbers = select(
            func.count(), func.count(travellers.c.birth), func.count().filter(travellers.c.documents > 0)
        ).select_from(known)
        return Completeness(*self._connection.execute(numbers.where(*chosen)).one())

    def put_breach(self, breach: StoredBreach) -> None:
        """Store or replace a breach."""
        insert_or_replace(self._connection, breaches, ["subject", "obligation"], values_of([breach]))

    def breach(self, breach_id: str) -> StoredBreach | None:
        """Return a breach."""
        row = self._connection.execute(select(breaches).where(breaches.c.breach_id == breach_id)).first()
        return read(StoredBreach, row) if row else None

    def breaches(self, first: datetime, last: datetime, carrier: str = "") -> list[StoredBreach]:
        """Return what was found between two instants, oldest first; of one carrier if it is named."""
        found = select(breaches).where(breaches.c.found_at >= first, breaches.c.found_at < last)
        found = found.where(breaches.c.carrier == carrier) if carrier else found
        ordered = found.order_by(breaches.c.found_at, breaches.c.breach_id)
        return read_all(StoredBreach, self._connection.execute(ordered))

    def notices(self, account: str, carriers: Collection[str], since: datetime) -> list[StoredBreach]:
        """Return what was found since an instant about an account's own bodies or about carriers, newest first."""
        own = or_(breaches.c.account == account, breaches.c.carrier.in_(carriers))
        found = select(breaches).where(breaches.c.found_at >= since, own)
        ordered = found.order_by(breaches.c.found_at.desc(), breaches.c.breach_id)
        return read_all(StoredBreach, self._connection.execute(ordered))

    def add_breach_review(self, review: BreachReview) -> None:
        """Store a review of a breach."""
        self._connection.execute(insert(breach_reviews), values_of([review]))

    def breach_reviews(self, breach_ids: Sequence[str]) -> list[BreachReview]:
        """Return the reviews of breaches, oldest first."""
        found: list[BreachReview] = []
        for some in chunks(breach_ids):
            query = select(breach_reviews).where(breach_reviews.c.breach_id.in_(some))
            found += read_all(BreachReview, self._connection.execute(query))
        return sorted(found, key=lambda review: (review.reviewed_at, review.review_id))

    def put_pull(self, pull: StoredPull) -> None:
        """Store or replace a pull request."""
        insert_or_replace(self._connection, pull_requests, ["request_id"], values_of([pull]))

    def pulls(self) -> list[tuple[StoredPull, StoredApproval]]:
        """Return all pull requests with their approvals, newest first."""
        joined = pull_requests.join(approvals, pull_requests.c.request_id == approvals.c.approval_id)
        query = select(pull_requests, approvals).select_from(joined).set_label_style(_LABELS)
        rows = self._connection.execute(query.order_by(approvals.c.asked_at.desc(), approvals.c.approval_id))
        return [
            (read_pair((StoredPull, pull_requests), row), read_pair((StoredApproval, approvals), row)) for row in rows
        ]

    def pulled_flights(self) -> dict[str, frozenset[str]]:
        """Return pull request -> the flights with pushes that it is about."""
        asked, flown = pull_requests.c, flights.c
        same = (asked.carrier == flown.carrier) & (asked.number == flown.number)
        joined = pull_requests.join(flights, same & (asked.departure_date == flown.departure_date))
        found: dict[str, frozenset[str]] = {}
        for row in self._connection.execute(select(asked.request_id, flown.flight_id).select_from(joined)):
            found[row.request_id] = found.get(row.request_id, frozenset()) | {row.flight_id}
        return found
