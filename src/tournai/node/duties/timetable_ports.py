"""What the duties about timetables need from the store; see `tournai.node.duties.ports`."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from tournai.node.duties.rows import (
    Flight,
    PushArrival,
    PushStanding,
    StoredSchedule,
    TimetableChange,
    TimetableImport,
)


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
