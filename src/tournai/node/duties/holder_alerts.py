"""A checked document and its holder against the alerts that may be used at a border, as steps of the verdict.

A match is a possible hit that a person compares, never more. Whoever checks sees what is sought openly; an alert for a
discreet, inquiry or specific check changes nothing of what they see (rule SIS-04): see `discreet_checks`.

Source: Regulation (EU) 2018/1862, Art. 26, 32, 34, 36 to 38; Regulation (EU) 2016/399, Art. 8.
"""

from collections.abc import Sequence

import msgspec

from tournai.alerts.border import BorderUse
from tournai.documents.mrz import Zone
from tournai.documents.verdict import Check, Step, failed, not_done, passed, undetermined
from tournai.node.duties.alert_facts import name_of
from tournai.node.duties.border_alerts import BorderAlerts, Met
from tournai.node.duties.screening import read_alert
from tournai.screening import Feature
from tournai.values import Document, DocumentKind, Name, Person, Sex, StateCode, document_number
from tournai.values.partial_dates import PartialDate, read_partial_date
from tournai.values.wordings import listed, say

ALERTS = "alerts"
"""The evidence of these steps, as the verdict names it."""

KINDS = {
    "P": DocumentKind.PASSPORT,
    "I": DocumentKind.IDENTITY_CARD,
    "A": DocumentKind.IDENTITY_CARD,
    "V": DocumentKind.VISA,
    "R": DocumentKind.RESIDENCE_PERMIT,
}
"""First letter of the document code -> what the document is (ICAO Doc 9303-4 to -7)."""


class AlertMet(msgspec.Struct, frozen=True):
    """A possible hit, for the officer who compares it: the alert as published, and each compared feature."""

    source: str
    reference: str
    category: str
    name: str
    action: str
    decision: str
    score: float
    features: tuple[Feature, ...]


def alert_met(met: Met) -> AlertMet:
    """Return a possible hit as it is shown."""
    alert = read_alert(met.alert)
    return AlertMet(
        source=met.alert.source,
        reference=alert.reference,
        category=alert.category,
        name=name_of(alert),
        action=alert.action,
        decision=alert.decision,
        score=round(met.score, 2),
        features=met.features,
    )


def holders(zones: Sequence[Zone | None]) -> tuple[Person, ...]:
    """Return whom the zones of one document name, each once: page and chip of a forgery may name two."""
    return tuple(dict.fromkeys(_holder(zone) for zone in zones if zone is not None))


def alert_steps(found: BorderAlerts, persons: Sequence[Person], *, is_sure: bool) -> tuple[Step, ...]:
    """Return the steps on the document and on its holder; ``is_sure``: the zone was surely read."""
    if not persons:
        reason = say("no zone was read: there is nothing to look up")
        return tuple(not_done(check, reason, ALERTS) for check in (Check.LOST_AND_STOLEN, Check.WANTED))
    return _document_step(found, is_sure=is_sure), _holder_step(found)


def _document_step(found: BorderAlerts, *, is_sure: bool) -> Step:
    check = Check.LOST_AND_STOLEN
    if not found.has_documents:
        return not_done(check, say("no list of documents is in use at this border"), ALERTS)
    met = found.of(BorderUse.DOCUMENT)
    if not met:
        return passed(check, say("on no list that is in use"), ALERTS)
    sources = listed(dict.fromkeys(each.alert.source for each in met))
    if is_sure and any(each.features[0].similarity == 1.0 for each in met):
        return failed(check, say("listed by {sources}", sources=sources), ALERTS)
    why = say("a number like it is listed by {sources}: compare it with the page", sources=sources)
    return undetermined(check, why, ALERTS)


def _holder_step(found: BorderAlerts) -> Step:
    check = Check.WANTED
    if not found.has_persons:
        return not_done(check, say("no list of persons is in use at this border"), ALERTS)
    if not found.of(BorderUse.HOLDER):
        return passed(check, say("the holder resembles nobody who is sought"), ALERTS)
    return undetermined(check, say("a possible hit: an officer compares it before anything is done"), ALERTS)


def _holder(zone: Zone) -> Person:
    states = zone.value("nationality") or zone.value("issuing_state")
    return Person(
        names=(Name(zone.name.primary, zone.name.secondary),) if zone.name.primary else (),
        births=_dates(zone.value("date_of_birth")),
        sex=_sex(zone),
        nationalities=(StateCode(states),) if states else (),
        documents=_documents(zone),
    )


def _dates(text: str | None) -> tuple[PartialDate, ...]:
    read = read_partial_date(text) if text else None
    return (read,) if read else ()


def _sex(zone: Zone) -> Sex:
    printed = next((field.printed for field in zone.fields if field.name == "sex"), "")
    return Sex(printed) if printed in {"F", "M", "X"} else Sex.UNKNOWN


def _documents(zone: Zone) -> tuple[Document, ...]:
    number = document_number(zone.value("document_number") or "")
    if not number:
        return ()
    state = zone.value("issuing_state")
    kind = KINDS.get((zone.value("document_code") or "")[:1], DocumentKind.UNKNOWN)
    return (Document(number, kind, StateCode(state) if state else None, *_dates(zone.value("date_of_expiry"))[:1]),)
