"""Known false matches: `tournai.node.duties.false_match_rows.FalseMatchRows`."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from tournai.node.duties.false_match_rows import StoredFalseMatch
from tournai.node.store.dialect import insert_or_replace
from tournai.node.store.rows import chunks, read_all, values_of
from tournai.node.store.schema import false_matches


class FalseMatchTables:
    """Known false matches in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def remember(self, row: StoredFalseMatch) -> None:
        """Store what a refutation is remembered by; a later one of the same match takes its place."""
        insert_or_replace(self._connection, false_matches, ["match_id"], values_of([row]))

    def forget(self, match_ids: Sequence[str]) -> None:
        """Forget what was remembered of matches."""
        for some in chunks(match_ids):
            self._connection.execute(delete(false_matches).where(false_matches.c.match_id.in_(some)))

    def forget_alerts(self, alert_ids: Sequence[int]) -> None:
        """Forget what was remembered about alerts."""
        for some in chunks(alert_ids):
            self._connection.execute(delete(false_matches).where(false_matches.c.alert_id.in_(some)))

    def known_of(self, alert_ids: Sequence[int]) -> list[StoredFalseMatch]:
        """Return what is remembered about alerts, newest first."""
        found: list[StoredFalseMatch] = []
        for some in chunks(alert_ids):
            query = select(false_matches).where(false_matches.c.alert_id.in_(some))
            order = (false_matches.c.remembered_at.desc(), false_matches.c.match_id)
            found += read_all(StoredFalseMatch, self._connection.execute(query.order_by(*order)))
        return found
