"""A table and what changed since: added documents are found, withdrawn ones are not, from the moment of the change."""

import msgspec
import numpy as np

from tournai.screening.stolen_documents.records import DocumentRecords, Hashes, States, found_at, holds, joined, without
from tournai.screening.stolen_documents.table import DocumentTable, Found, find_in_table


class DocumentSnapshot(msgspec.Struct, frozen=True, eq=False):
    """What is listed now: the table without the withdrawn records, and the added ones."""

    table: DocumentTable
    added: DocumentRecords
    withdrawn: DocumentRecords

    @classmethod
    def of(cls, table: DocumentTable) -> "DocumentSnapshot":
        """Return the snapshot of a table of which nothing has changed."""
        none = DocumentRecords(np.zeros(0, np.uint64), np.zeros(0, np.uint32), table.states[:0])
        return cls(table, none, none)

    @property
    def states(self) -> States:
        """The issuing states that occur."""
        return np.union1d(self.table.states, self.added.states)


def changed_snapshot(
    snapshot: DocumentSnapshot, *, added: DocumentRecords, withdrawn: DocumentRecords
) -> DocumentSnapshot:
    """Return the snapshot after a change; a document that is withdrawn and added at once is listed."""
    return DocumentSnapshot(
        table=snapshot.table,
        added=joined(without(snapshot.added, withdrawn), added),
        withdrawn=joined(snapshot.withdrawn, withdrawn),
    )


def find_in_snapshot(snapshot: DocumentSnapshot, hashes: Hashes) -> Found:
    """Return (place of the hash, spelling and kind) of each listed document that has the hash."""
    rows, tails = find_in_table(snapshot.table, hashes)
    if len(snapshot.withdrawn) and len(rows):
        listed = ~holds(snapshot.withdrawn, hashes[rows], tails)
        rows, tails = rows[listed], tails[listed]
    if not len(snapshot.added):
        return rows, tails
    new_rows, places = found_at(snapshot.added.hashes, hashes)
    return np.concatenate((rows, new_rows)), np.concatenate((tails, snapshot.added.tails[places]))
