"""What a new edition of a list changes against what is known."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum

import msgspec

from tournai.alerts.records import Alert, AlertDiff, AlertList, FieldChange
from tournai.values import Document, NameKind, Sex

WITHDRAWN_AT_ONCE = 5
"""So many withdrawals are never held."""

WITHDRAWN_SHARE = 0.05
"""A larger part of a source than this, withdrawn at once, looks like a file cut short. Between two editions of one week
the official lists withdraw well under one in a hundred."""


def digest(alert: Alert, *, key: bytes) -> str:
    """Return the alert's keyed digest, 64 hexadecimal digits: the same for the same content under the same key.

    Keyed, since a plain digest of a name can be tried against every name. A release that adds a field to `Alert`
    changes every digest once: the next import then shows each alert as changed.
    """
    return hmac.new(key, msgspec.json.encode(alert, order="deterministic"), hashlib.sha256).hexdigest()


def diff(known: Mapping[str, str], fetched: AlertList, *, key: bytes) -> AlertDiff:
    """Return what the fetched list changes against the known digests, by reference.

    An entry that is still on the list and could not be read is not withdrawn: it keeps what is known of it, and stands
    among the list's bad rows. A list of changes withdraws what it deletes and nothing else.
    """
    digests = {alert.reference: digest(alert, key=key) for alert in fetched.alerts}
    listed = digests.keys() | {row.reference for row in fetched.bad_rows}
    added = tuple(alert for alert in fetched.alerts if alert.reference not in known)
    changed = tuple(
        alert
        for alert in fetched.alerts
        if alert.reference in known and known[alert.reference] != digests[alert.reference]
    )
    gone = set(fetched.deleted) & known.keys() if fetched.is_delta else known.keys()
    withdrawn = tuple(reference for reference in known if reference in gone and reference not in listed)
    return AlertDiff(added, changed, withdrawn, unchanged=len(fetched.alerts) - len(added) - len(changed))


def is_suspicious(known: int, withdrawn: int) -> bool:
    """Tell whether so many withdrawals out of so many known alerts must wait for a second person.

    >>> is_suspicious(730, 9), is_suspicious(730, 400), is_suspicious(6, 6)
    (False, True, True)
    """
    return withdrawn > max(WITHDRAWN_AT_ONCE, WITHDRAWN_SHARE * known)


def field_changes(before: Alert, after: Alert) -> tuple[FieldChange, ...]:
    """Return the fields in which two editions of one alert differ, with the values that went and those that came.

    A field of several values (names, documents) shows only those that are not in both; a mere change of order shows
    nothing.
    """
    old, new = dict(_fields(before)), dict(_fields(after))
    found = (
        FieldChange(
            field,
            tuple(value for value in old[field] if value not in new[field]),
            tuple(value for value in new[field] if value not in old[field]),
        )
        for field in old
    )
    return tuple(change for change in found if change.gone or change.new)


def _fields(alert: Alert) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield an alert's fields as texts, in the order in which an officer reads them."""
    person = alert.person
    for kind in NameKind:
        yield kind.value, tuple(name.full for name in person.names if name.kind is kind)
    yield "date of birth", tuple(map(str, person.births))
    yield "sex", () if person.sex is Sex.UNKNOWN else (person.sex.value,)
    yield "nationality", person.nationalities
    yield "place of birth", person.birthplaces
    yield "document", tuple(_document(document) for document in person.documents)
    yield "category", alert.programmes or _one(alert.category)
    yield "legal basis", _one(alert.legal_basis)
    yield "action", _one(alert.action)
    yield "decision", _one(alert.decision)
    yield "listed on", _one(alert.listed_on)
    yield "updated on", _one(alert.updated_on)
    yield "review by", _one(alert.review_by)
    yield "expires on", _one(alert.expires_on)
    yield "linked to", _one(alert.linked_to)
    yield "quality", _one(alert.quality)


def _one(value: str | date | Enum | None) -> tuple[str, ...]:
    text = str(value.value if isinstance(value, Enum) else value or "")
    return (text,) if text else ()


def _document(document: Document) -> str:
    state = f" ({document.issuing_state})" if document.issuing_state else ""
    expiry = f", {document.date_of_expiry}" if document.date_of_expiry else ""
    return f"{document.number}{state}{expiry}"
