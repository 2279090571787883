"""Withdrawing alerts, and what ends with them: the alert's data where no match names it, and the memory of refutations.

The index and the table of documents that held them are built anew by the job that each change asks for. A match keeps
the alert as it was when a person judged it, and ends with its travel data (Art. 12(5), rule PNR-20).
"""

from collections.abc import Mapping, Sequence

import msgspec

from tournai.alerts import Alert
from tournai.node.duties.recording import Duty
from tournai.node.duties.rows import StoredAlert
from tournai.values import Person


def withdraw_alerts(changing: Duty, source: str, references: Sequence[str]) -> None:
    """Withdraw alerts of a source; what no match names is destroyed but for its reference and category."""
    unit = changing.unit
    gone = {alert.alert_id: alert for alert in unit.alerts.named(source, references).values()}
    unit.alerts.withdraw(source, references, changing.now)
    matched = set(unit.matches.alerts_matched(list(gone)))
    end_data(changing, {number: alert for number, alert in gone.items() if number not in matched})
    unit.false_matches.forget_alerts(list(gone))


def end_data(changing: Duty, alerts: Mapping[int, StoredAlert]) -> None:
    """Destroy what alerts say of a person, and the memory of their refuted matches."""
    changing.unit.alerts.end({number: _rest(alert) for number, alert in alerts.items()}, changing.now)
    changing.unit.false_matches.forget_alerts(list(alerts))


def _rest(stored: StoredAlert) -> tuple[str, bytes]:
    """Return reference and body of what is left of an alert: nothing of the person, no number of a document."""
    # A list of documents may name each by its number.
    reference = stored.reference if stored.document is None else f"ended {stored.alert_id}"
    return reference, msgspec.json.encode(Alert(reference, stored.category, Person(names=())))
