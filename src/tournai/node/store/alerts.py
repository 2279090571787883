"""Alert sources, alerts and eligibilities: `tournai.node.duties.alert_ports.AlertRows`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as _LABELS
from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, insert, join, or_, select, update

from tournai.node.duties.rows import (
    AlertExtension,
    NewAlert,
    StoredAlert,
    StoredApproval,
    StoredEligibility,
    StoredSource,
)
from tournai.node.store.dialect import held, insert_or_replace
from tournai.node.store.rows import chunks, pages, read, read_all, read_pair, values_of
from tournai.node.store.schema import alert_extensions, alert_sources, alerts, approvals, eligibilities


class AlertTables:
    """Alerts in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sources(self) -> list[StoredSource]:
        """Return all sources, by name; where the transaction writes, none changes until its end."""
        found = select(alert_sources).order_by(alert_sources.c.source)
        return read_all(StoredSource, self._connection.execute(held(self._connection, found, shared=True)))

    def put_source(self, source: StoredSource) -> None:
        """Store or replace a source."""
        insert_or_replace(self._connection, alert_sources, ["source"], values_of([source]))

    def digests(self, source: str) -> dict[str, str]:
        """Return reference -> digest of the active alerts of a source."""
        found = select(alerts.c.reference, alerts.c.digest).where(alerts.c.source == source, alerts.c.is_active)
        return {row.reference: row.digest for row in self._connection.execute(found)}

    def put_alerts(self, new: Sequence[NewAlert]) -> None:
        """Store alerts or replace those of the same source and reference."""
        insert_or_replace(self._connection, alerts, ["source", "reference"], values_of(new))

    def withdraw(self, source: str, references: Sequence[str], at: datetime) -> None:
        """Mark alerts as withdrawn by their source."""
        for some in chunks(references):
            named = (alerts.c.source == source, alerts.c.reference.in_(some))
            self._connection.execute(update(alerts).where(*named).values(is_active=False, changed_at=at, document=None))

    def mark_missing(self, source: str, references: Sequence[str], at: datetime) -> None:
        """Mark the active alerts that the latest edition lacks, and no others of the source."""
        marked = (alerts.c.source == source, alerts.c.missing_since.is_not(None))
        self._connection.execute(update(alerts).where(*marked).values(missing_since=None))
        for some in chunks(references):
            named = (alerts.c.source == source, alerts.c.is_active, alerts.c.reference.in_(some))
            self._connection.execute(update(alerts).where(*named).values(missing_since=at))

    def missing(self, source: str) -> list[str]:
        """Return the references of the active alerts that the latest edition lacks."""
        wanted = (alerts.c.source == source, alerts.c.is_active, alerts.c.missing_since.is_not(None))
        return list(self._connection.execute(select(alerts.c.reference).where(*wanted)).scalars())

    def named(self, source: str, references: Sequence[str]) -> dict[str, StoredAlert]:
        """Return reference -> active alert of a source."""
        found: dict[str, StoredAlert] = {}
        for some in chunks(references):
            query = select(alerts).where(alerts.c.source == source, alerts.c.is_active, alerts.c.reference.in_(some))
            found |= {each.reference: each for each in read_all(StoredAlert, self._connection.execute(query))}
        return found

    def linked_to(self, source: str, references: Sequence[str]) -> list[str]:
        """Return the references of the active alerts that end with those named."""
        found: list[str] = []
        for some in chunks(references):
            wanted = (alerts.c.source == source, alerts.c.is_active, alerts.c.linked_to.in_(some))
            found += self._connection.execute(select(alerts.c.reference).where(*wanted)).scalars()
        return found

    def ending(self, now: datetime) -> list[StoredAlert]:
        """Return the active alerts that end by themselves by now: their own end, or that of their source's copy."""
        found = select(alerts).where(self._is_ending(now)).order_by(alerts.c.alert_id)
        return read_all(StoredAlert, self._connection.execute(found))

    def count_ending(self, now: datetime) -> int:
        """Return how many alerts `ending` would give."""
        return self._connection.execute(select(func.count()).where(self._is_ending(now))).scalar_one()

    def _is_ending(self, now: datetime) -> ColumnElement[bool]:
        # Two steps: a sub-query within the "or" would keep PostgreSQL from its indexes, before each flight screened.
        outlived = select(alert_sources.c.source).where(alert_sources.c.copy_ends_at <= now)
        sources = self._connection.execute(outlived).scalars().all()
        ended = alerts.c.ends_at <= now
        return and_(alerts.c.is_active, or_(ended, alerts.c.source.in_(sources)) if sources else ended)

    def end(self, ended: Mapping[int, tuple[str, bytes]], at: datetime) -> None:
        """End alerts: number -> reference and body of what is left of them."""
        rows = [{"number": number, "name": name, "rest": rest} for number, (name, rest) in ended.items()]
        if rows:
            chosen = update(alerts).where(alerts.c.alert_id == bindparam("number"))
            left: dict[str, object] = {"reference": bindparam("name"), "body": bindparam("rest"), "document": None}
            ended_now = chosen.values(is_active=False, changed_at=at, **left)
            self._connection.execute(ended_now, rows)

    def extend(self, extension: AlertExtension, ends_at: datetime) -> None:
        """Store an assessment, and when the alert ends from now on."""
        self._connection.execute(insert(alert_extensions), values_of([extension]))
        chosen = update(alerts).where(alerts.c.alert_id == extension.alert_id)
        self._connection.execute(chosen.values(ends_at=ends_at))

    def extensions(self, alert_id: int) -> list[AlertExtension]:
        """Return an alert's assessments, oldest first."""
        found = select(alert_extensions).where(alert_extensions.c.alert_id == alert_id)
        return read_all(AlertExtension, self._connection.execute(found.order_by(alert_extensions.c.assessed_at)))

    def active_alerts(self, source: str, category: str) -> Iterator[StoredAlert]:
        """Yield the active alerts of a source; of one category where ``category`` is not empty."""
        wanted = [alerts.c.source == source, *([alerts.c.category == category] if category else [])]
        yield from self._active(*wanted)

    def alerts_on_persons(self, source: str) -> Iterator[StoredAlert]:
        """Yield the active alerts of a source but for those that the table of listed documents finds."""
        yield from self._active(alerts.c.source == source, alerts.c.document.is_(None))

    def alerts_on_documents(self, source: str) -> Iterator[StoredAlert]:
        """Yield the active alerts of a source that the table of listed documents finds."""
        yield from self._active(alerts.c.source == source, alerts.c.document.is_not(None))

    def alerts_listing(self, documents: Sequence[int]) -> list[StoredAlert]:
        """Return the active alerts on documents with these hashes."""
        wanted = sorted(set(documents))
        return [found for some in chunks(wanted) for found in self._active(alerts.c.document.in_(some))]

    def _active(self, *wanted: ColumnElement[bool]) -> Iterator[StoredAlert]:
        found = select(alerts).where(alerts.c.is_active, *wanted)
        yield from (read(StoredAlert, row) for row in pages(self._connection, found, alerts.c.alert_id))

    def changed_since(self, source: str, since: datetime | None, *, limit: int) -> list[StoredAlert]:
        """Return at most so many alerts of a source that were put or withdrawn since; all of it for ``None``."""
        found = select(alerts).where(alerts.c.source == source)
        if since is not None:
            found = found.where(alerts.c.changed_at >= since)
        ordered = found.order_by(alerts.c.changed_at.desc(), alerts.c.alert_id).limit(max(limit, 0))
        return read_all(StoredAlert, self._connection.execute(ordered))

    def alert(self, alert_id: int) -> StoredAlert | None:
        """Return an alert."""
        return self.alerts([alert_id]).get(alert_id)

    def alert_of(self, source: str, reference: str) -> StoredAlert | None:
        """Return the alert of a source by its reference there."""
        query = select(alerts).where(alerts.c.source == source, alerts.c.reference == reference)
        row = self._connection.execute(query).first()
        return read(StoredAlert, row) if row else None

    def alerts(self, alert_ids: Sequence[int]) -> dict[int, StoredAlert]:
        """Return alerts by number."""
        wanted = sorted(set(alert_ids))
        found: dict[int, StoredAlert] = {}
        for start in range(0, len(wanted), 500):
            query = select(alerts).where(alerts.c.alert_id.in_(wanted[start : start + 500]))
            found |= {alert.alert_id: alert for alert in read_all(StoredAlert, self._connection.execute(query))}
        return found

    def page(self, source: str, *, offset: int, limit: int) -> tuple[list[StoredAlert], int]:
        """Return one page of a source's alerts and how many there are."""
        found = select(alerts).where(alerts.c.source == source)
        total = self._connection.execute(select(func.count()).where(alerts.c.source == source)).scalar_one()
        page = found.order_by(alerts.c.is_active.desc(), alerts.c.reference).offset(offset).limit(limit)
        return read_all(StoredAlert, self._connection.execute(page)), total

    def categories(self, source: str) -> dict[str, int]:
        """Return category -> active alerts of a source."""
        counted = (
            select(alerts.c.category, func.count().label("number"))
            .where(alerts.c.source == source, alerts.c.is_active)
            .group_by(alerts.c.category)
            .order_by(alerts.c.category)
        )
        return {row.category: row.number for row in self._connection.execute(counted)}

    def withdrawn(self, source: str) -> int:
        """Return how many alerts of a source were withdrawn."""
        counted = select(func.count()).where(alerts.c.source == source, alerts.c.is_active.is_(False))
        return self._connection.execute(counted).scalar_one()

    def add_eligibility(self, eligibility: StoredEligibility) -> None:
        """Store what an approval of eligibility is about."""
        self._connection.execute(insert(eligibilities), values_of([eligibility]))

    def end_eligibility(self, approval_id: str, *, at: datetime, by: str) -> None:
        """End an eligibility."""
        chosen = update(eligibilities).where(eligibilities.c.approval_id == approval_id)
        self._connection.execute(chosen.values(ended_at=at, ended_by=by))

    def eligibilities(self) -> list[tuple[StoredEligibility, StoredApproval]]:
        """Return all eligibilities with their approvals, newest first; held as `sources` are."""
        joined = join(eligibilities, approvals, eligibilities.c.approval_id == approvals.c.approval_id)
        query = select(eligibilities, approvals).select_from(joined).set_label_style(_LABELS)
        ordered = query.order_by(approvals.c.asked_at.desc(), approvals.c.approval_id)
        rows = self._connection.execute(held(self._connection, ordered, shared=True))
        return [
            (read_pair((StoredEligibility, eligibilities), row), read_pair((StoredApproval, approvals), row))
            for row in rows
        ]
