"""Bringing the index of alerts up to date: by a delta within a second where little changed, else built anew.

A delta masks what was withdrawn at once. The files still hold it until the index is built anew, which each change of
the alerts asks for: see `tournai.node.duties.screening.screen_again`.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

import numpy as np

from tournai.node.duties.index_ports import IndexFolder, MadeFrom, SourceState
from tournai.node.duties.ports import Unit
from tournai.node.duties.rows import StoredAlert
from tournai.screening import WEIGHTS_VERSION, Snapshot, batch_of, snapshot_of
from tournai.values import Person

BUILD_INDEX = "build-index"
"""The job that builds the index anew, so that no file holds what was withdrawn."""

FEWEST_FOR_A_DELTA = 20_000
"""A shorter list is built anew within a second or two."""

MOST_CHANGES = 5_000
"""Changed alerts up to which a delta is faster than building anew."""

OVERLAP = timedelta(hours=1)
"""How much longer ago than the last import that the base saw changes are looked for: an import reads the clock before
it waits for another one. What is found twice is the same twice."""

Eligible = Callable[[StoredAlert], Person | None]


def made_from(unit: Unit, approvals: Sequence[str]) -> MadeFrom:
    """Return what an index of the alerts in force is made from."""
    sources = (SourceState(each.source, each.version, each.imported_at) for each in unit.alerts.sources())
    return MadeFrom(tuple(sources), tuple(sorted(approvals)), WEIGHTS_VERSION)


def changed_index(
    indexes: IndexFolder,
    unit: Unit,
    now_from: MadeFrom,
    eligible: Eligible,
    *,
    version: str,
    fewest: int = FEWEST_FOR_A_DELTA,
) -> Snapshot | None:
    """Return the base with what changed since, ``None`` where an index must be built anew.

    ``eligible`` gives the person of an alert in force that may be matched. A base of fewer than ``fewest`` alerts, of
    other approvals or of other weights is not brought up to date.
    """
    found = indexes.base()
    if found is None:
        return None
    base, before = found
    if len(base) < fewest or (before.approvals, before.weights) != (now_from.approvals, now_from.weights):
        return None
    stored = changed_alerts(unit, before, now_from)
    if len(stored) > MOST_CHANGES:
        return None
    persons = {alert.alert_id: eligible(alert) for alert in stored}
    changed = batch_of((number, person) for number, person in persons.items() if person is not None)
    gone = np.array([number for number, person in persons.items() if person is None], np.int64)
    return snapshot_of(base, changed, gone, version=f"{base.version[:16]}+{version[:16]}")


def changed_alerts(unit: Unit, before: MadeFrom, now_from: MadeFrom) -> list[StoredAlert]:
    """Return the alerts that were imported, replaced or withdrawn since; at most one more than a delta may hold."""
    known = {state.source: state for state in before.sources}
    changed: list[StoredAlert] = []
    for state in now_from.sources:
        seen = known.get(state.source)
        if seen is None or seen.version != state.version:
            since = seen.imported_at - OVERLAP if seen else None
            changed += unit.alerts.changed_since(state.source, since, limit=MOST_CHANGES + 1 - len(changed))
    return changed
