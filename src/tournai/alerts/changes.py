"""What a new edition of a list changes against what is known."""

import hashlib
import hmac
from collections.abc import Mapping

import msgspec

from tournai.alerts.records import Alert, AlertDiff, AlertList


def digest(alert: Alert, *, key: bytes) -> str:
    """Return the alert's keyed digest, 64 hexadecimal digits: the same for the same content under the same key.

    Keyed, since a plain digest of a name can be tried against every name. A release that adds a field to `Alert`
    changes every digest once: the next import then shows each alert as changed.
    """
    return hmac.new(key, msgspec.json.encode(alert, order="deterministic"), hashlib.sha256).hexdigest()


def diff(known: Mapping[str, str], fetched: AlertList, *, key: bytes) -> AlertDiff:
    """Return what the fetched list changes against the known digests, by reference.

    An entry that is still on the list and could not be read is not withdrawn: it keeps what is known of it, and stands
    among the list's bad rows.
    """
    digests = {alert.reference: digest(alert, key=key) for alert in fetched.alerts}
    listed = digests.keys() | {row.reference for row in fetched.bad_rows}
    added = tuple(alert for alert in fetched.alerts if alert.reference not in known)
    changed = tuple(
        alert
        for alert in fetched.alerts
        if alert.reference in known and known[alert.reference] != digests[alert.reference]
    )
    withdrawn = tuple(reference for reference in known if reference not in listed)
    return AlertDiff(added, changed, withdrawn, unchanged=len(fetched.alerts) - len(added) - len(changed))
