"""What carriers tried within the hour: `tournai.node.duties.carrier_ports.TrialRows`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from tournai.node.duties.carrier_rows import StoredTrial
from tournai.node.store.rows import chunks, read_all, values_of
from tournai.node.store.schema import trials


class TrialTables:
    """Trials in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, trial: StoredTrial) -> None:
        """Store what is remembered of a trial."""
        self._connection.execute(insert(trials), values_of([trial]))

    def trials(self, account: str, *, after: datetime) -> list[StoredTrial]:
        """Return an account's trials that end after an instant, oldest first."""
        found = select(trials).where(trials.c.account == account, trials.c.ends_at > after)
        rows = self._connection.execute(found.order_by(trials.c.tried_at, trials.c.trial_id))
        return read_all(StoredTrial, rows)

    def over(self, at: datetime) -> list[StoredTrial]:
        """Return all trials that end at an instant or before."""
        found = select(trials).where(trials.c.ends_at <= at).order_by(trials.c.ends_at, trials.c.trial_id)
        return read_all(StoredTrial, self._connection.execute(found))

    def erase(self, trial_ids: Sequence[str]) -> None:
        """Delete trials."""
        for some in chunks(trial_ids):
            self._connection.execute(delete(trials).where(trials.c.trial_id.in_(some)))
