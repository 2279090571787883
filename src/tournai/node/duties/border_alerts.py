"""The alerts that a document check may use: their own index and table, and what of them resembles a holder or document.

Built from approved sources alone (`border_sources`) and the categories of `tournai.alerts.border`; kept in a folder
apart from the index of travel data. Rules PNR-34, API-06, SIS-04.
"""

import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from tournai.alerts import ListFormat
from tournai.alerts.border import BorderUse, border_use
from tournai.node.duties.alert_ends import end_alerts
from tournai.node.duties.border_sources import approved_sources
from tournai.node.duties.document_grounds import BORDER
from tournai.node.duties.index_ports import MadeFrom, SourceState
from tournai.node.duties.indexing import changed_index
from tournai.node.duties.listed_documents import ListedDocuments, current_documents
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import NODE, Duty
from tournai.node.duties.rows import StoredAlert
from tournai.node.duties.screening import read_alert
from tournai.oversight.events import EventKind
from tournai.screening import (
    DEFAULT_THRESHOLD,
    WEIGHTS_VERSION,
    Feature,
    Index,
    Snapshot,
    batch_of,
    build_index,
    screen,
)
from tournai.screening.index import LAYOUT
from tournai.values import Person

MOST_ALERTS = 10
"""The most alerts that are shown of one holder; the strongest ones."""


class Met(msgspec.Struct, frozen=True):
    """An alert that a holder or document resembles, what it is used for, and why it was found.

    ``holder``: whom the alert resembles, of those whom page and chip name.
    """

    alert: StoredAlert
    holder: Person
    use: BorderUse
    score: float
    features: tuple[Feature, ...]


class BorderAlerts(msgspec.Struct, frozen=True):
    """What was found of a check's persons; whether there was any list of documents, and of persons, to look in."""

    met: tuple[Met, ...]
    has_documents: bool
    has_persons: bool

    def of(self, use: BorderUse) -> tuple[Met, ...]:
        """Return the alerts of one use."""
        return tuple(each for each in self.met if each.use is use)


def find_alerts(ports: Ports, persons: Sequence[Person]) -> BorderAlerts:
    """Return the alerts in force that persons, or the documents that they carry, resemble."""
    end_alerts(ports)
    with ports.look() as unit:
        approved = approved_sources(unit, ports.clock())
        made_from = _made_from(unit, approved)
        if not made_from.sources:
            return BorderAlerts((), has_documents=False, has_persons=False)
        forms = {each.format for each in unit.alerts.sources() if each.source in approved}
        version = _version(unit, ports, made_from)
        index, is_new = _index(ports, unit, version, made_from)
        documents = _documents(ports, unit, version, made_from)
        found = tuple(_met(unit, index, documents, persons))
    if is_new:
        _record_built(ports, version, len(approved))
    return BorderAlerts(found, has_documents=True, has_persons=ListFormat.POLICE.value in forms)


def build_border_index(ports: Ports) -> None:
    """Build the index and the table anew from what is in force, so that no file holds what was withdrawn."""
    with ports.look() as unit:
        made_from = _made_from(unit, approved_sources(unit, ports.clock()))
        if not made_from.sources and ports.border_indexes.base() is None:
            return
        version = _version(unit, ports, made_from)
        _index(ports, unit, version, made_from, is_whole=True)
        _documents(ports, unit, version, made_from, is_whole=True)
    _record_built(ports, version, len(made_from.sources))


def _met(unit: Unit, index: Index | Snapshot, documents: ListedDocuments, persons: Sequence[Person]) -> Iterator[Met]:
    result = screen(index, batch_of(enumerate(persons)), threshold=DEFAULT_THRESHOLD, limit=MOST_ALERTS)
    alerts = unit.alerts.alerts([int(number) for number in result.alert])
    best: dict[int, tuple[float, int, tuple[Feature, ...]]] = {}
    for who, number, score, features in zip(result.traveller, result.alert, result.score, result.features, strict=True):
        # Zone and chip may name two persons: the one that is more alike stands for both.
        if int(number) not in best or best[int(number)][0] < score:
            best[int(number)] = (float(score), int(who), features)
    for who, alert, reason in documents.find(unit, persons):
        alerts[alert.alert_id] = alert
        best.setdefault(alert.alert_id, (reason.weight, who, (reason,)))
    for number, (score, who, features) in sorted(best.items(), key=lambda one: (-one[1][0], one[0])):
        use = border_use(read_alert(alerts[number]))
        if use is not None:
            yield Met(alerts[number], persons[who], use, score, features)


def _made_from(unit: Unit, approved: dict[str, str]) -> MadeFrom:
    known = [each for each in unit.alerts.sources() if each.source in approved]
    sources = tuple(SourceState(each.source, each.version, each.imported_at) for each in known)
    return MadeFrom(sources, tuple(sorted(approved[each.source] for each in known)), WEIGHTS_VERSION)


def _version(unit: Unit, ports: Ports, made_from: MadeFrom) -> str:
    states = [(state.source, state.version) for state in made_from.sources]
    ending = unit.alerts.count_ending(ports.clock())
    text = msgspec.json.encode(["border", states, made_from.approvals, WEIGHTS_VERSION, LAYOUT, ending])
    return hashlib.sha256(text).hexdigest()[:32]


def _index(
    ports: Ports, unit: Unit, version: str, made_from: MadeFrom, *, is_whole: bool = False
) -> tuple[Index | Snapshot, bool]:
    index = ports.border_indexes.load(version)
    if index is not None and not (is_whole and isinstance(index, Snapshot)):
        return index, False
    sources = {state.source for state in made_from.sources}
    if not is_whole:
        changed = changed_index(
            ports.border_indexes, unit, made_from, lambda alert: _person_sought(alert, sources), version=version
        )
        if changed is not None:
            ports.border_indexes.save_delta(version, changed, made_from)
            return changed, True
    built = build_index(batch_of(_persons(unit, sources)), version=version)
    ports.border_indexes.save(version, built, made_from)
    return built, True


def _documents(
    ports: Ports, unit: Unit, version: str, made_from: MadeFrom, *, is_whole: bool = False
) -> ListedDocuments:
    sources = {state.source for state in made_from.sources}
    apart = msgspec.structs.replace(ports, documents=ports.border_documents)
    return current_documents(
        apart, unit, version, made_from, lambda alert: _in_force(alert, sources), is_whole=is_whole
    )


def _persons(unit: Unit, sources: set[str]) -> Iterator[tuple[int, Person]]:
    for source in sorted(sources):
        for stored in unit.alerts.alerts_on_persons(source):
            person = _person_sought(stored, sources)
            if person is not None:
                yield stored.alert_id, person


def _person_sought(stored: StoredAlert, sources: set[str]) -> Person | None:
    """Return whom the index of persons holds: an alert on a document alone stands in the table of documents."""
    return None if stored.document is not None else _in_force(stored, sources)


def _in_force(stored: StoredAlert, sources: set[str]) -> Person | None:
    if not stored.is_active or stored.source not in sources:
        return None
    alert = read_alert(stored)
    return alert.person if border_use(alert) else None


def _record_built(ports: Ports, version: str, sources: int) -> None:
    with ports.begin() as unit:
        Duty(unit, ports.clock(), NODE, BORDER).record(EventKind.BORDER_INDEX_BUILT, version, sources=sources)
