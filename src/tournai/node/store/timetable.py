"""Timetables and what is owed under them: `tournai.node.duties.timetable_ports.TimetableRows`."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from tournai.node.duties.rows import (
    Flight,
    PushArrival,
    PushStanding,
    StoredSchedule,
    TimetableChange,
    TimetableImport,
)
from tournai.node.store.dialect import insert_or_replace
from tournai.node.store.rows import chunks, read, read_all, values_of
from tournai.node.store.schema import (
    flights,
    push_standings,
    pushes,
    scheduled_flights,
    timetable_carriers,
    timetable_changes,
    timetable_imports,
)
from tournai.travel.records import MessageFunction

Key = tuple[str, str, date, str, str]

_ASSESSED_AFTER = timedelta(days=2)
"""A flight may be assessed until at most so long after it left."""


class TimetableTables:
    """Timetables in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_import(self, loaded: TimetableImport) -> int:
        """Store that a timetable was loaded; return its number."""
        [values] = values_of([loaded])
        values.pop("import_number")
        statement = insert(timetable_imports).values(**values).returning(timetable_imports.c.import_number)
        number: int = self._connection.execute(statement).scalar_one()
        return number

    def imports(self, limit: int) -> list[TimetableImport]:
        """Return the latest imports, newest first."""
        found = select(timetable_imports).order_by(timetable_imports.c.import_number.desc()).limit(limit)
        return read_all(TimetableImport, self._connection.execute(found))

    def add_changes(self, changes: Sequence[TimetableChange]) -> None:
        """Store changes, in their order."""
        if changes:
            self._connection.execute(insert(timetable_changes), values_of(changes))

    def changes(self, carrier: str, since: date, numbers: Sequence[str] = ()) -> list[bytes]:
        """Return the bodies of a carrier's changes in force that reach a date, in their order.

        ``numbers``: only what is said of these flights, or of all flights at once.
        """
        table = timetable_changes.c
        in_force = (table.carrier == carrier, table.last >= since, table.superseded_by.is_(None))
        found = select(table.body).where(*in_force).order_by(table.change_number)
        if numbers:
            found = found.where(table.number.in_([*numbers, ""]))
        return [row.body for row in self._connection.execute(found)]

    def supersede(self, carrier: str, first: date, last: date, *, by: int) -> None:
        """Put a carrier's basic changes within a period out of force, but those of the import ``by``."""
        table = timetable_changes.c
        within = (table.carrier == carrier, table.first >= first, table.last <= last, table.is_ad_hoc.is_(False))
        former = (*within, table.superseded_by.is_(None), table.import_number != by)
        self._connection.execute(update(timetable_changes).where(*former).values(superseded_by=by))

    def carriers(self) -> dict[str, date]:
        """Return carrier -> until which day its flights were worked out."""
        found = select(timetable_carriers).order_by(timetable_carriers.c.carrier)
        return {row.carrier: row.worked_out_until for row in self._connection.execute(found)}

    def set_worked_out(self, carrier: str, until: date) -> None:
        """Note until which day a carrier's flights were worked out."""
        row = {"carrier": carrier, "worked_out_until": until}
        insert_or_replace(self._connection, timetable_carriers, ["carrier"], [row])

    def schedule(self, carrier: str, first: date, last: date, numbers: Sequence[str] = ()) -> list[StoredSchedule]:
        """Return a carrier's flights with dates between two; only those with the ``numbers``, where any are given."""
        table = scheduled_flights.c
        found = select(scheduled_flights).where(table.carrier == carrier, table.departure_date.between(first, last))
        if numbers:
            found = found.where(table.number.in_(numbers))
        return read_all(StoredSchedule, self._connection.execute(found))

    def put_schedule(self, flights_: Sequence[StoredSchedule], gone: Sequence[str]) -> None:
        """Store or replace flights, and remove those with the identifiers ``gone``."""
        for some in chunks(gone):
            self._connection.execute(delete(scheduled_flights).where(scheduled_flights.c.flight_id.in_(some)))
        insert_or_replace(self._connection, scheduled_flights, ["flight_id"], values_of(flights_))

    def identifiers(self, carrier: str, first: date, last: date) -> dict[Key, str]:
        """Return the key of each flight that a push of the carrier made between two dates -> its identifier."""
        found = select(flights).where(flights.c.carrier == carrier, flights.c.departure_date.between(first, last))
        return {
            (row.carrier, row.number, row.departure_date, row.departure_airport, row.arrival_airport): row.flight_id
            for row in self._connection.execute(found)
        }

    def scheduled(self, flight_id: str) -> StoredSchedule | None:
        """Return a flight of the timetable."""
        found = select(scheduled_flights).where(scheduled_flights.c.flight_id == flight_id)
        row = self._connection.execute(found).first()
        return read(StoredSchedule, row) if row else None

    def scheduled_like(self, flight: Flight) -> StoredSchedule | None:
        """Return the timetable's flight of the same designator and airports that leaves on the same local date."""
        table = scheduled_flights.c
        names = ("carrier", "number", "departure_airport", "arrival_airport")
        near = table.departure_date.between(flight.departure_date - timedelta(days=2), flight.departure_date)
        alike = [table[name] == getattr(flight, name) for name in names]
        rows = self._connection.execute(select(scheduled_flights).where(*alike, near))
        found = read_all(StoredSchedule, rows)
        # A flight that was moved past midnight may be pushed under its new date, or still under the old one.
        exact = [one for one in found if one.departure_local == flight.departure_local]
        dated = [one for one in found if one.departure_date == flight.departure_date]
        moved = [one for one in found if one.departure_local.date() == flight.departure_date]
        return next(iter((*exact, *dated, *moved)), None)

    def schedule_between(
        self, first: datetime, last: datetime, lands_after: datetime | None = None
    ) -> list[StoredSchedule]:
        """Return the timetable's flights that leave between two instants, and land after one where it is given."""
        found = select(scheduled_flights).where(scheduled_flights.c.departure_at.between(first, last))
        if lands_after is not None:
            found = found.where(scheduled_flights.c.arrival_at >= lands_after)
        return read_all(StoredSchedule, self._connection.execute(found))

    def unscheduled_between(self, first: datetime, last: datetime) -> list[Flight]:
        """Return the flights of pushes, in no timetable, that leave (without a time: arrive) between two instants."""
        leaves = func.coalesce(flights.c.departure_at, flights.c.assessable_until)
        near = flights.c.assessable_until.between(first, last + _ASSESSED_AFTER)
        known = exists().where(scheduled_flights.c.flight_id == flights.c.flight_id)
        found = select(flights).where(near, leaves.between(first, last), ~known)
        return read_all(Flight, self._connection.execute(found))

    def arrivals(self, flight_ids: Sequence[str]) -> list[PushArrival]:
        """Return when pushes of flights came, oldest first."""
        table = pushes.c
        columns = select(table.flight_id, table.format, table.received_at)
        found: list[PushArrival] = []
        for some in chunks(flight_ids):
            query = columns.where(table.flight_id.in_(some), table.function != MessageFunction.CANCEL.value)
            found += [PushArrival(*row) for row in self._connection.execute(query)]
        return sorted(found, key=lambda arrival: arrival.received_at)

    def standings(self, flight_ids: Sequence[str]) -> list[PushStanding]:
        """Return how the pushes of flights stood when that was last worked out."""
        found: list[PushStanding] = []
        for some in chunks(flight_ids):
            query = select(push_standings).where(push_standings.c.flight_id.in_(some))
            found += read_all(PushStanding, self._connection.execute(query))
        return found

    def put_standings(self, standings: Sequence[PushStanding]) -> None:
        """Store or replace how pushes stand."""
        insert_or_replace(self._connection, push_standings, ["flight_id", "obligation"], values_of(standings))
