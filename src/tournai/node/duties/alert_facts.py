"""An alert as facts to show."""

from collections.abc import Iterator

from tournai.alerts import Alert
from tournai.node.duties.rows import StoredAlert
from tournai.node.duties.screening import read_alert
from tournai.node.duties.views import AlertFact, AlertView
from tournai.values import Document, DocumentKind, Sex


def alert_view(stored: StoredAlert) -> AlertView:
    """Return an alert as its source publishes it."""
    alert = read_alert(stored)
    return AlertView(
        alert_id=str(stored.alert_id),
        source=stored.source,
        reference=stored.reference,
        category=stored.category,
        name=name_of(alert),
        legal_basis=alert.legal_basis,
        quality=alert.quality.value,
        listed_on=alert.listed_on,
        updated_on=alert.updated_on,
        state="active" if stored.is_active else "withdrawn",
        facts=tuple(_facts(stored)),
        last_day=stored.ends_at.date() if stored.ends_at else None,
        is_on_document=not alert.person.names and bool(alert.person.documents),
    )


def name_of(alert: Alert) -> str:
    """Return what an alert is called: the person's name, else the document, else its reference."""
    if alert.person.names:
        return alert.person.names[0].full
    return _document(alert.person.documents[0]) if alert.person.documents else alert.reference


def _facts(stored: StoredAlert) -> Iterator[AlertFact]:
    """Yield what an alert says; what is to be done first, for the officer who must carry it out (rule SIS-04)."""
    alert = read_alert(stored)
    person = alert.person
    if alert.action:
        yield AlertFact("alert action", alert.action)
    if alert.decision:
        yield AlertFact("alert decision", alert.decision)
    if stored.ends_at:
        yield AlertFact("last day", stored.ends_at.date().isoformat())
    yield from (AlertFact(name.kind.value, name.full) for name in person.names)
    yield from (AlertFact("date of birth", str(birth)) for birth in person.births)
    if person.sex is not Sex.UNKNOWN:
        yield AlertFact("sex", person.sex.value)
    yield from (AlertFact("nationality", state) for state in person.nationalities)
    yield from (AlertFact("place of birth", place) for place in person.birthplaces)
    for document in person.documents:
        yield AlertFact("document number", _document(document))
        if document.kind is not DocumentKind.UNKNOWN:
            yield AlertFact("document type", document.kind.value)


def _document(document: Document) -> str:
    return f"{document.number} ({document.issuing_state})" if document.issuing_state else document.number
