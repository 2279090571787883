"""Travellers' documents against the documents that sources list as lost, stolen or invalidated.

Alerts on documents alone stand in a table of their own, which holds no number (`tournai.screening.stolen_documents`).
What the table finds is checked against the alert in force before it becomes a match. So a withdrawn alert is found no
more at once, though the table holds its hash until the next build destroys it. Rules PNR-08, SIS-05.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import msgspec

from tournai.alerts import Alert
from tournai.errors import Unavailable
from tournai.node.duties.index_ports import MadeFrom
from tournai.node.duties.indexing import MOST_CHANGES, changed_alerts
from tournai.node.duties.ports import Keys, Ports, Unit
from tournai.node.duties.rows import StoredAlert
from tournai.screening.batches import Feature
from tournai.screening.stolen_documents import (
    DocumentRecords,
    DocumentSnapshot,
    compare_documents,
    document_batch,
    document_hashes,
    document_records,
    look_up,
)
from tournai.values import Document, Person

BATCH = 50_000
"""Alerts that are read at once while a table is built."""

Eligible = Callable[[StoredAlert], Person | None]
Hit = tuple[int, StoredAlert, Feature]
"""A traveller's place among those asked about, the alert that lists a document of theirs, and the reason."""


class ListedDocuments(msgspec.Struct, frozen=True):
    """What is listed in a version, and the key of its table."""

    snapshot: DocumentSnapshot
    key: bytes

    def find(self, unit: Unit, travellers: Sequence[Person]) -> list[Hit]:
        """Return the alerts in force on documents that travellers carry, in the order of the travellers."""
        carried = [(row, document) for row, person in enumerate(travellers) for document in person.documents]
        hits = look_up(self.snapshot, document_batch(document for _, document in carried), key=self.key)
        if not len(hits):
            return []
        listing: dict[int | None, list[StoredAlert]] = {}
        for alert in unit.alerts.alerts_listing(hits.hashes.tolist()):
            listing.setdefault(alert.document, []).append(alert)
        found: dict[tuple[int, int], Hit] = {}
        for place, mark in zip(hits.rows.tolist(), hits.hashes.tolist(), strict=True):
            row, document = carried[place]
            for alert in listing.get(mark, ()):
                reason = compare_documents(document, _document_of(alert))
                if reason is not None:
                    found.setdefault((row, alert.alert_id), (row, alert, reason))
        return list(found.values())


def document_marks(alerts: Sequence[Alert], keys: Keys) -> list[int | None]:
    """Return the hash under which the table finds each alert; ``None`` for one that is not on one document alone."""
    on_documents = [place for place, alert in enumerate(alerts) if is_on_document_alone(alert.person)]
    documents = document_batch(alerts[place].person.documents[0] for place in on_documents)
    marks: list[int | None] = [None] * len(alerts)
    for place, mark in zip(on_documents, document_hashes(documents, key=table_key(keys)), strict=True):
        marks[place] = mark
    return marks


def is_on_document_alone(person: Person) -> bool:
    """Tell whether nothing is said of a person but one document."""
    return person == Person(names=(), documents=person.documents[:1]) and bool(person.documents)


def table_key(keys: Keys) -> bytes:
    """Return the 16 bytes that key the table's hashes."""
    return keys.blind_key("listed documents")[:16]


def current_documents(
    ports: Ports, unit: Unit, version: str, source: MadeFrom, eligible: Eligible, *, is_whole: bool
) -> ListedDocuments:
    """Return what is listed in a version; the table is brought up to date first where there is none for it.

    ``eligible`` gives the person of an alert in force that may be matched. ``is_whole`` asks for a table that was made
    from nothing but what is in force now.
    """
    key = table_key(ports.keys)
    snapshot = ports.documents.load(version)
    if snapshot is None or (is_whole and ports.documents.base() != source):
        if is_whole or not _keep_delta(ports, unit, version, source, eligible, key):
            ports.documents.save(version, _records(unit, source, eligible, key), source)
        snapshot = ports.documents.load(version)
    if snapshot is None:
        raise Unavailable("another worker has just replaced the table of listed documents: try again")
    return ListedDocuments(snapshot, key)


def _keep_delta(ports: Ports, unit: Unit, version: str, source: MadeFrom, eligible: Eligible, key: bytes) -> bool:
    """Keep what was added since the table was built beside it; tell whether that was possible."""
    before = ports.documents.base()
    if before is None or (before.approvals, before.weights) != (source.approvals, source.weights):
        return False
    changed = changed_alerts(unit, before, source)
    if len(changed) > MOST_CHANGES:
        return False
    ports.documents.save_delta(version, _records_of(changed, eligible, key))
    return True


def _records(unit: Unit, source: MadeFrom, eligible: Eligible, key: bytes) -> Iterator[DocumentRecords]:
    for state in source.sources:
        stored = unit.alerts.alerts_on_documents(state.source)
        while some := list(islice(stored, BATCH)):
            yield _records_of(some, eligible, key)


def _records_of(alerts: Sequence[StoredAlert], eligible: Eligible, key: bytes) -> DocumentRecords:
    persons = (eligible(alert) for alert in alerts if alert.document is not None)
    documents = document_batch(person.documents[0] for person in persons if person is not None)
    return document_records(documents, key=key)[0]


def _document_of(stored: StoredAlert) -> Document:
    return msgspec.json.decode(stored.body, type=Alert).person.documents[0]
