"""What the duties about flight selections need from the store; see `tournai.node.duties.ports`."""

from datetime import date
from typing import Protocol

from tournai.node.duties.rows import (
    DroppedCount,
    DroppedPush,
    SelectedFlight,
    StoredApproval,
    StoredSelection,
    StoredSelectionReview,
)


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
