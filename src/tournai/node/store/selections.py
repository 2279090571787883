"""Flight selections and what was dropped for want of one: `tournai.node.duties.selection_ports.SelectionRows`."""

from datetime import date

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as _LABELS
from sqlalchemy import Connection, delete, func, insert, join, select, update

from tournai.node.duties.rows import (
    DroppedCount,
    DroppedPush,
    SelectedFlight,
    StoredApproval,
    StoredSelection,
    StoredSelectionReview,
)
from tournai.node.store.dialect import held, insert_or_ignore
from tournai.node.store.erasure import erase, keys_of
from tournai.node.store.rows import read_all, read_pair, values_of
from tournai.node.store.schema import (
    approvals,
    dropped_pushes,
    flight_selections,
    flights,
    selected_flights,
    selection_reviews,
)


class SelectionTables:
    """Flight selections in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, selection: StoredSelection) -> None:
        """Store what an approval of a flight selection is about."""
        self._connection.execute(insert(flight_selections), values_of([selection]))

    def selections(self) -> list[tuple[StoredSelection, StoredApproval]]:
        """Return all selections with their approvals, newest first; where it writes, none changes until its end."""
        joined = join(flight_selections, approvals, flight_selections.c.selection_id == approvals.c.approval_id)
        query = select(flight_selections, approvals).select_from(joined).set_label_style(_LABELS)
        ordered = query.order_by(approvals.c.asked_at.desc(), approvals.c.approval_id)
        rows = self._connection.execute(held(self._connection, ordered, shared=True))
        return [
            (read_pair((StoredSelection, flight_selections), row), read_pair((StoredApproval, approvals), row))
            for row in rows
        ]

    def replace(self, selection: StoredSelection) -> None:
        """Replace what may change of a selection: its review date and its end."""
        chosen = update(flight_selections).where(flight_selections.c.selection_id == selection.selection_id)
        self._connection.execute(chosen.values(**values_of([selection])[0]))

    def add_review(self, review: StoredSelectionReview) -> None:
        """Store a review."""
        self._connection.execute(insert(selection_reviews), values_of([review]))

    def reviews(self) -> list[StoredSelectionReview]:
        """Return all reviews, oldest first."""
        found = select(selection_reviews).order_by(selection_reviews.c.reviewed_at, selection_reviews.c.review_id)
        return read_all(StoredSelectionReview, self._connection.execute(found))

    def keep_flight(self, flight: SelectedFlight) -> None:
        """Store that a flight is kept under a selection; again changes nothing."""
        insert_or_ignore(self._connection, selected_flights, values_of([flight]))

    def kept_flights(self, selection_id: str) -> list[SelectedFlight]:
        """Return the flights that are kept under a selection."""
        found = select(selected_flights).where(selected_flights.c.selection_id == selection_id)
        return read_all(SelectedFlight, self._connection.execute(found.order_by(selected_flights.c.flight_id)))

    def selections_of(self, flight_id: str) -> list[str]:
        """Return the selections under which a flight is kept."""
        found = select(selected_flights.c.selection_id).where(selected_flights.c.flight_id == flight_id)
        return list(self._connection.execute(found.order_by(selected_flights.c.selection_id)).scalars())

    def is_annulled(self, flight_id: str) -> bool:
        """Tell whether a selection under which a flight is kept was annulled, and the flight waits to be erased."""
        joined = join(selected_flights, flight_selections)
        found = select(flight_selections.c.selection_id).select_from(joined)
        chosen = found.where(selected_flights.c.flight_id == flight_id, flight_selections.c.is_annulled)
        return self._connection.execute(chosen.limit(1)).first() is not None

    def release_flight(self, flight_id: str, selection_id: str) -> None:
        """Forget that a flight was kept under a selection: it is kept under another one."""
        kept = selected_flights.c
        self._connection.execute(
            delete(selected_flights).where(kept.flight_id == flight_id, kept.selection_id == selection_id)
        )

    def flights_kept(self) -> dict[str, int]:
        """Return selection -> how many flights are kept under it."""
        counted = select(selected_flights.c.selection_id, func.count().label("number"))
        rows = self._connection.execute(counted.group_by(selected_flights.c.selection_id))
        return {row.selection_id: row.number for row in rows}

    def keys_of_flight(self, flight_id: str) -> list[str]:
        """Return the data keys that seal what is kept of a flight; nothing is added to it until the end."""
        chosen = flights.c.flight_id == flight_id
        self._connection.execute(held(self._connection, select(flights.c.flight_id).where(chosen)))
        return sorted(keys_of(self._connection, flights, chosen))

    def erase_flight(self, flight_id: str) -> None:
        """Delete a flight with everything that is kept of it."""
        erase(self._connection, flights, flights.c.flight_id == flight_id)

    def add_dropped(self, dropped: DroppedPush) -> None:
        """Count a push that was dropped; again changes nothing."""
        insert_or_ignore(self._connection, dropped_pushes, values_of([dropped]))

    def was_dropped(self, receipt: str) -> bool:
        """Tell whether a push of this receipt was dropped."""
        found = select(dropped_pushes.c.receipt).where(dropped_pushes.c.receipt == receipt).limit(1)
        return self._connection.execute(found).first() is not None

    def dropped_counts(self, since: date) -> list[DroppedCount]:
        """Return what was dropped by day, carrier and reason, the latest day first."""
        table = dropped_pushes.c
        groups = (table.day, table.carrier, table.reason, table.airport)
        counted = (
            select(
                *groups,
                func.count().label("pushes"),
                func.sum(table.pnrs).label("pnrs"),
                func.sum(table.travellers).label("travellers"),
            )
            .where(table.day >= since)
            .group_by(*groups)
            .order_by(table.day.desc(), table.carrier, table.reason, table.airport)
        )
        return read_all(DroppedCount, self._connection.execute(counted))
