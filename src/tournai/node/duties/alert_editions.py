"""One edition of a list against what is known of its source: what it changes, and what of it is not taken.

What is past its last day is not taken (rule SIS-01), nor what ends with an alert that is gone (rule SIS-02); a
withdrawal so large that the file may have been cut short waits for a second person.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time

import msgspec

from tournai.alerts import Alert, AlertDiff, AlertList, BadRow, diff, digest, field_changes, is_suspicious
from tournai.alerts.police_categories import is_in_force, last_day, orphans
from tournai.node.duties.listed_documents import document_marks
from tournai.node.duties.ports import Keys, Unit
from tournai.node.duties.rows import NewAlert, StoredAlert
from tournai.node.duties.views import AlertLine, BadRowView, ImportReport

SHOWN_ROWS = 100
SHOWN_ALERTS = 50
SHOWN_BIRTHS = 3


class Edition(msgspec.Struct, frozen=True):
    """An edition weighed: the list without what is not taken, its changes, and whether its withdrawals are held."""

    fetched: AlertList
    changes: AlertDiff
    known: int
    ended: int

    @property
    def is_held(self) -> bool:
        """Whether the withdrawals wait for a second person."""
        return is_suspicious(self.known, len(self.changes.withdrawn))

    @property
    def is_change(self) -> bool:
        """Whether anything in force changes when it is taken."""
        changes = self.changes
        return bool(changes.added or changes.changed or (changes.withdrawn and not self.is_held))


def weigh(unit: Unit, source: str, fetched: AlertList, now: datetime, *, key: bytes) -> Edition:
    """Return what an edition changes of a source."""
    known = unit.alerts.digests(source)
    living = tuple(alert for alert in fetched.alerts if is_in_force(alert, now.date()))
    linked = {alert.linked_to for alert in living if alert.linked_to}
    # An edition is whole: an alert that it lacks is gone. A list of changes leaves what it does not name.
    elsewhere = (set(known) - set(fetched.deleted)) & linked if fetched.is_delta else set()
    gone = set(orphans(living, elsewhere))
    taken = tuple(alert for alert in living if alert.reference not in gone)
    changes = diff(known, msgspec.structs.replace(fetched, alerts=taken), key=key)
    if fetched.is_delta and changes.withdrawn:
        named = {alert.reference for alert in taken}
        also = [each for each in unit.alerts.linked_to(source, changes.withdrawn) if each not in named]
        changes = msgspec.structs.replace(changes, withdrawn=tuple(dict.fromkeys((*changes.withdrawn, *also))))
    return Edition(fetched, changes, len(known), len(fetched.alerts) - len(taken))


def new_alerts(alerts: Sequence[Alert], source: str, now: datetime, *, keys: Keys) -> list[NewAlert]:
    """Return alerts as they are stored."""
    key = keys.blind_key("alerts")
    return [
        NewAlert(
            source=source,
            reference=alert.reference,
            category=alert.category,
            digest=digest(alert, key=key),
            is_active=True,
            changed_at=now,
            body=msgspec.json.encode(alert),
            ends_at=end_of(alert),
            linked_to=alert.linked_to,
            document=mark,
        )
        for alert, mark in zip(alerts, document_marks(alerts, keys), strict=True)
    ]


def end_of(alert: Alert) -> datetime | None:
    """Return the instant at which an alert ends by itself: the end of its last day."""
    day = last_day(alert)
    return datetime.combine(day, time.max, UTC) if day else None


def report(
    unit: Unit, source: str, edition: Edition, *, is_eligible: bool, copy_ends_at: datetime | None = None
) -> ImportReport:
    """Return an edition as a person reads it: counts, and the first alerts of each kind of change, field by field."""
    changes, fetched = edition.changes, edition.fetched
    before = unit.alerts.named(
        source, [*(alert.reference for alert in changes.changed[:SHOWN_ALERTS]), *changes.withdrawn[:SHOWN_ALERTS]]
    )
    return ImportReport(
        source=source,
        format=fetched.format.value,
        published_on=fetched.published_on,
        persons=len(fetched.alerts),
        added=len(changes.added),
        changed=len(changes.changed),
        withdrawn=len(changes.withdrawn),
        unchanged=changes.unchanged,
        not_persons=fetched.not_persons,
        bad_rows=_rows(fetched.bad_rows),
        is_eligible=is_eligible,
        known=edition.known,
        is_held=edition.is_held,
        ended=edition.ended,
        notes=_rows(fetched.notes),
        note_count=len(fetched.notes),
        added_alerts=tuple(_line(alert) for alert in changes.added[:SHOWN_ALERTS]),
        changed_alerts=tuple(_line(alert, before.get(alert.reference)) for alert in changes.changed[:SHOWN_ALERTS]),
        withdrawn_alerts=tuple(
            _line(_read(before[reference])) for reference in changes.withdrawn[:SHOWN_ALERTS] if reference in before
        ),
        copy_ends_at=copy_ends_at,
    )


def _rows(rows: Sequence[BadRow]) -> tuple[BadRowView, ...]:
    return tuple(BadRowView(row.position, row.reference, row.reason, row.line) for row in rows[:SHOWN_ROWS])


def _line(alert: Alert, before: StoredAlert | None = None) -> AlertLine:
    person = alert.person
    documents = (document.number for document in person.documents)
    return AlertLine(
        reference=alert.reference,
        name=person.names[0].full if person.names else next(documents, ""),
        births=tuple(str(birth) for birth in person.births[:SHOWN_BIRTHS]),
        category=alert.category,
        changes=field_changes(_read(before), alert) if before else (),
    )


def _read(stored: StoredAlert) -> Alert:
    return msgspec.json.decode(stored.body, type=Alert)
