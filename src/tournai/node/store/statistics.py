"""Counts for the yearly statistics: `tournai.node.duties.statistics_rows.StatisticsRows`."""

from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Table, func, select

from tournai.node.duties.statistics_rows import YearCounts
from tournai.node.store.schema import disseminations, flights, matches, requests, travellers


class StatisticsTables:
    """Counts in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, first: datetime, last: datetime) -> YearCounts:
        """Return what is counted from the first instant to before the last."""
        sent = disseminations.c.sent_at.between(first, last)
        return YearCounts(
            travellers=self._travellers(first, last),
            matches=self._by(matches, matches.c.state, matches.c.created_at.between(first, last)),
            recipients=self._by(disseminations, disseminations.c.kind, sent),
            outcomes=self._by(disseminations, disseminations.c.outcome, sent),
            withdrawn=sum(self._by(disseminations, disseminations.c.withdrawal, sent & _is_withdrawn()).values()),
            requests=self._by(requests, requests.c.answer, requests.c.opened_at.between(first, last)),
        )

    def _by(self, table: Table, column: Column[str], chosen: ColumnElement[bool]) -> dict[str, int]:
        counted = select(column.label("name"), func.count().label("number")).select_from(table).where(chosen)
        return {row.name: row.number for row in self._connection.execute(counted.group_by(column))}

    def _travellers(self, first: datetime, last: datetime) -> int:
        persons = select(travellers.c.flight_id, travellers.c.person).distinct()
        persons = persons.join(flights, flights.c.flight_id == travellers.c.flight_id)
        persons = persons.where(flights.c.departure_date >= first.date(), flights.c.departure_date < last.date())
        return self._connection.execute(select(func.count()).select_from(persons.subquery())).scalar_one()


def _is_withdrawn() -> ColumnElement[bool]:
    return disseminations.c.withdrawn_at.is_not(None)
