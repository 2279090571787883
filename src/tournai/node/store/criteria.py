"""Criteria, what was done with them, and their trials: `tournai.node.duties.criterion_rows.CriterionRows`."""

from datetime import date, datetime

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as _LABELS
from sqlalchemy import Connection, Select, func, insert, join, select, update

from tournai.node.duties.criterion_rows import StoredAct, StoredTrial, StoredVersion
from tournai.node.duties.rows import Flight, StoredApproval
from tournai.node.store.dialect import held, insert_or_replace
from tournai.node.store.rows import read, read_all, read_pair, values_of
from tournai.node.store.schema import (
    approvals,
    criterion_acts,
    criterion_trials,
    criterion_versions,
    flights,
    matches,
)


class CriterionTables:
    """Criteria in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_version(self, version: StoredVersion) -> None:
        """Store a version."""
        self._connection.execute(insert(criterion_versions), values_of([version]))

    def replace_version(self, version: StoredVersion) -> None:
        """Replace what may change of a version: its lock, and since when it is applied."""
        chosen = update(criterion_versions).where(criterion_versions.c.version_id == version.version_id)
        self._connection.execute(chosen.values(lock=version.lock, applied_since=version.applied_since))

    def versions(self) -> list[tuple[StoredVersion, StoredApproval]]:
        """Return all versions with their approvals, by criterion and number; none changes until the end."""
        ordered = _versions().order_by(criterion_versions.c.criterion_id, criterion_versions.c.number)
        return self._pairs(held(self._connection, ordered, shared=True))

    def version(self, version_id: str) -> tuple[StoredVersion, StoredApproval] | None:
        """Return a version with its approval; where the transaction writes, nobody else changes it until its end."""
        chosen = _versions().where(criterion_versions.c.version_id == version_id)
        return next(iter(self._pairs(held(self._connection, chosen))), None)

    def add_act(self, act: StoredAct) -> None:
        """Store what was done."""
        self._connection.execute(insert(criterion_acts), values_of([act]))

    def acts(self) -> list[StoredAct]:
        """Return everything that was done, oldest first."""
        ordered = select(criterion_acts).order_by(criterion_acts.c.acted_at, criterion_acts.c.act_id)
        return read_all(StoredAct, self._connection.execute(ordered))

    def put_trial(self, trial: StoredTrial) -> None:
        """Store or replace a trial."""
        insert_or_replace(self._connection, criterion_trials, ["trial_id"], values_of([trial]))

    def trial(self, trial_id: str) -> StoredTrial | None:
        """Return a trial."""
        found = select(criterion_trials).where(criterion_trials.c.trial_id == trial_id)
        row = self._connection.execute(found).first()
        return read(StoredTrial, row) if row else None

    def trials(self) -> list[StoredTrial]:
        """Return all trials, newest first."""
        ordered = select(criterion_trials).order_by(criterion_trials.c.asked_at.desc(), criterion_trials.c.trial_id)
        return read_all(StoredTrial, self._connection.execute(ordered))

    def matches(self) -> dict[tuple[str, str], int]:
        """Return (version, state) -> matches."""
        counted = select(matches.c.version_id, matches.c.state, func.count().label("number"))
        counted = counted.where(matches.c.version_id.is_not(None)).group_by(matches.c.version_id, matches.c.state)
        return {(row.version_id, row.state): row.number for row in self._connection.execute(counted)}

    def past_flights(self, since: date, now: datetime) -> list[Flight]:
        """Return the flights that departed since a day and may not be assessed any more, by departure."""
        found = select(flights).where(flights.c.departure_date >= since, flights.c.assessable_until < now)
        ordered = found.order_by(flights.c.departure_date, flights.c.flight_id)
        return read_all(Flight, self._connection.execute(ordered))

    def _pairs(self, query: Select[*tuple[object, ...]]) -> list[tuple[StoredVersion, StoredApproval]]:
        return [
            (read_pair((StoredVersion, criterion_versions), row), read_pair((StoredApproval, approvals), row))
            for row in self._connection.execute(query)
        ]


def _versions() -> Select[*tuple[object, ...]]:
    joined = join(criterion_versions, approvals, criterion_versions.c.version_id == approvals.c.approval_id)
    return select(criterion_versions, approvals).select_from(joined).set_label_style(_LABELS)
