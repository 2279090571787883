"""Evaluations of screening: `tournai.node.duties.evaluation_rows.EvaluationRows`."""

from sqlalchemy import Connection, insert, select

from tournai.node.duties.evaluation_rows import StoredEvaluation
from tournai.node.store.rows import read_all, values_of
from tournai.node.store.schema import evaluations


class EvaluationTables:
    """Evaluations in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, row: StoredEvaluation) -> None:
        """Store an evaluation. They are added, never changed."""
        self._connection.execute(insert(evaluations), values_of([row]))

    def latest(self, count: int) -> list[StoredEvaluation]:
        """Return the newest, newest first."""
        order = (evaluations.c.recorded_at.desc(), evaluations.c.evaluation_id)
        return read_all(StoredEvaluation, self._connection.execute(select(evaluations).order_by(*order).limit(count)))
