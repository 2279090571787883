"""Matches and reviews: `tournai.node.duties.alert_ports.MatchRows`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from tournai.node.duties.rows import StoredMatch, StoredReview
from tournai.node.store.dialect import held
from tournai.node.store.rows import chunks, read, read_all, values_of
from tournai.node.store.schema import matches, reviews


class MatchTables:
    """Matches in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def matches_of_flight(self, flight_id: str) -> list[StoredMatch]:
        """Return the matches of a flight."""
        found = select(matches).where(matches.c.flight_id == flight_id).order_by(matches.c.match_id)
        return read_all(StoredMatch, self._connection.execute(found))

    def flights_matched(self, alert_ids: Sequence[int]) -> list[str]:
        """Return the flights that have matches with these alerts."""
        found: set[str] = set()
        for some in chunks(alert_ids):
            query = select(matches.c.flight_id).where(matches.c.alert_id.in_(some)).distinct()
            found |= set(self._connection.execute(query).scalars())
        return sorted(found)

    def alerts_matched(self, alert_ids: Sequence[int]) -> list[int]:
        """Return those of the alerts that have matches."""
        found: set[int] = set()
        for some in chunks(alert_ids):
            query = select(matches.c.alert_id).where(matches.c.alert_id.in_(some)).distinct()
            found |= set(self._connection.execute(query).scalars())
        return sorted(found)

    def add_matches(self, new: Sequence[StoredMatch]) -> None:
        """Store new matches."""
        if new:
            self._connection.execute(insert(matches), values_of(new))

    def replace_match(self, match: StoredMatch) -> None:
        """Replace what may change of a match."""
        values = values_of([match])[0]
        self._connection.execute(update(matches).where(matches.c.match_id == match.match_id).values(**values))

    def match(self, match_id: str) -> StoredMatch | None:
        """Return a match; where the transaction writes, nobody else changes it until its end."""
        query = select(matches).where(matches.c.match_id == match_id)
        row = self._connection.execute(held(self._connection, query)).first()
        return read(StoredMatch, row) if row else None

    def matches(self, states: Sequence[str]) -> list[StoredMatch]:
        """Return the matches in these states, the most urgent first."""
        order = (matches.c.due_at, matches.c.score.desc(), matches.c.match_id)
        found = select(matches).where(matches.c.state.in_(states)).order_by(*order)
        return read_all(StoredMatch, self._connection.execute(found))

    def counts(self) -> dict[str, int]:
        """Return state -> matches."""
        counted = select(matches.c.state, func.count().label("number")).group_by(matches.c.state)
        return {row.state: row.number for row in self._connection.execute(counted)}

    def matches_of_travellers(self, traveller_ids: Sequence[str]) -> list[StoredMatch]:
        """Return the matches of travellers."""
        found: list[StoredMatch] = []
        for some in chunks(traveller_ids):
            query = select(matches).where(matches.c.traveller_id.in_(some)).order_by(matches.c.match_id)
            found += read_all(StoredMatch, self._connection.execute(query))
        return found

    def add_review(self, review: StoredReview) -> None:
        """Store a review."""
        self._connection.execute(insert(reviews), values_of([review]))

    def decided_at(self, match_ids: Sequence[str]) -> dict[str, datetime]:
        """Return match -> when it was last reviewed; one that nobody reviewed is absent."""
        found: dict[str, datetime] = {}
        for some in chunks(match_ids):
            last = func.max(reviews.c.decided_at).label("at")
            query = select(reviews.c.match_id, last).where(reviews.c.match_id.in_(some))
            found |= {row.match_id: row.at for row in self._connection.execute(query.group_by(reviews.c.match_id))}
        return found

    def reviews(self, match_id: str) -> list[StoredReview]:
        """Return a match's reviews, oldest first."""
        found = select(reviews).where(reviews.c.match_id == match_id)
        return read_all(StoredReview, self._connection.execute(found.order_by(reviews.c.decided_at)))
