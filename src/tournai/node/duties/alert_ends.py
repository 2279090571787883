"""Alerts end by themselves: on their last day, with the alert that they hang on, with the copy that they came in.

What ends is destroyed: of its body nothing but reference and category is left, for the matches that name it. Rules
SIS-01 (review and expiry), SIS-02 (objects live as long as the alert on the person), Regulation (EU) 2018/1862, Art.
53 to 56.
"""

from datetime import UTC, date, datetime, time, timedelta

import msgspec

from tournai.alerts import Alert, ListFormat
from tournai.alerts.police_categories import extended, is_on_object
from tournai.errors import Malformed, Refused
from tournai.node.duties.alert_withdrawals import end_data
from tournai.node.duties.indexing import BUILD_INDEX
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import ALERT_MANAGEMENT, NODE, Duty, duty
from tournai.node.duties.rows import AlertExtension, StoredAlert, StoredSource
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor
from tournai.values.wordings import say

COPY_HOURS = 48
"""How long a copy of police data lives unless its import says otherwise: our choice, after the limit for technical
copies that were made to be used off line."""

LONGEST_COPY_HOURS = 31 * 24

COPIES = (ListFormat.POLICE.value, ListFormat.DOCUMENTS.value)
"""The formats of data that belong to another authority's system unless the import says that they are the node's own."""

OWN = 0
"""The hours of data that are no copy: the authority's own alerts."""


def copy_end(form: str, keep_hours: int | None, now: datetime) -> datetime | None:
    """Return when a copy imported now is destroyed; ``None`` for official lists and for the authority's own alerts.

    Raises:
        Malformed: The time is negative or longer than `LONGEST_COPY_HOURS`.
    """
    hours = keep_hours if keep_hours is not None else COPY_HOURS if form in COPIES else OWN
    if not 0 <= hours <= LONGEST_COPY_HOURS:
        raise Malformed(
            say("a copy is kept for 1 to {most} hours, 0 for alerts of your own", most=LONGEST_COPY_HOURS), code="hours"
        )
    return now + timedelta(hours=hours) if hours else None


def end_alerts(ports: Ports) -> int:
    """Destroy the alerts that have ended by themselves, and those linked to them; return how many."""
    now = ports.clock()
    with ports.look() as unit:
        if not unit.alerts.count_ending(now):
            return 0
    with duty(ports, NODE, Action.ENFORCE_RETENTION, ALERT_MANAGEMENT) as ending:
        ended = ending.unit.alerts.ending(ending.now)
        by_source: dict[str, list[StoredAlert]] = {}
        for alert in ended:
            by_source.setdefault(alert.source, []).append(alert)
        ending.unit.intake.add_jobs(BUILD_INDEX, ["alerts"], ending.now)
        return sum(_end(ending, source, alerts) for source, alerts in by_source.items())


def _end(ending: Duty, source: str, alerts: list[StoredAlert]) -> int:
    references = [alert.reference for alert in alerts]
    linked = ending.unit.alerts.named(source, ending.unit.alerts.linked_to(source, references))
    every = {alert.alert_id: alert for alert in (*alerts, *linked.values())}
    end_data(ending, every)
    known = next(each for each in ending.unit.alerts.sources() if each.source == source)
    ending.unit.alerts.put_source(_next_version(known, ending.now))
    ending.record(EventKind.ALERTS_ENDED, source, alerts=len(every), linked=len(every) - len(alerts))
    return len(every)


def _next_version(known: StoredSource, now: datetime) -> StoredSource:
    is_over = known.copy_ends_at is not None and known.copy_ends_at <= now
    copy_ends_at = None if is_over else known.copy_ends_at
    return msgspec.structs.replace(known, version=known.version + 1, copy_ends_at=copy_ends_at)


def is_own(source: StoredSource) -> bool:
    """Tell whether a source holds the authority's own police alerts: it, and nobody else, extends them."""
    return source.format in COPIES and source.copy_ends_at is None


def extend_alert(ports: Ports, actor: Actor, alert_id: int, *, until: date, reason: str) -> None:
    """Let one of the node's own alerts last longer, after a person assessed it again.

    Raises:
        Refused: No reason, a past day, longer than its category may last, or an alert that is another authority's
            (rules SIS-01, SIS-06).
        Malformed: There is no such alert in force.
    """
    with duty(ports, actor, Action.EXTEND_ALERT, ALERT_MANAGEMENT) as extending:
        stored = extending.unit.alerts.alert(alert_id)
        if stored is None or not stored.is_active:
            raise Malformed("there is no such alert in force", code="no-alert")
        source = next(each for each in extending.unit.alerts.sources() if each.source == stored.source)
        if not is_own(source):
            raise Refused("only its owner extends an alert: import the owner's later review date", rule="SIS-06")
        alert = msgspec.json.decode(stored.body, type=Alert)
        today = extending.now.date()
        end = extended(alert.category, until=until, reason=reason, assessed_on=today, is_on_object=is_on_object(alert))
        extension = AlertExtension(alert_id, extending.now, actor.identifier, end, reason.strip())
        extending.unit.alerts.extend(extension, datetime.combine(end, time.max, UTC))
        extending.record(EventKind.ALERT_EXTENDED, str(alert_id), until=end.isoformat())
