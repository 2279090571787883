"""A prosecutor's view of a case: what may be evidence, what needs permission, what needs an order.

Source: Directive (EU) 2023/977, Art. 1(4); Directive 2014/41/EU, Art. 1(1) (evidence that another State already has is
obtained by an investigation order too). Rule EXC-10.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum

from tournai.exchange.bases import ExchangePurpose
from tournai.exchange.conditions.uses import WantedUse, covers, needs_consent
from tournai.exchange.item import Item
from tournai.exchange.messages.owning import Consent, Use
from tournai.values.instants import utc


class Standing(Enum):
    """What a prosecutor may do with an item."""

    EVIDENCE = "may be evidence"
    ASK_CONSENT = "needs the owner's consent"
    ASK_ORDER = "needs an investigation order"
    """The owner has refused its consent: what it holds can only be had by an order."""
    EXPIRED = "past its review date"


def standing(item: Item, court: str, consents: Iterable[Consent], now: datetime) -> Standing:
    """Return what a prosecutor may do with an item before a court. ``consents``: the owner's verified decisions."""
    if utc(now).date() > item.keep_until:
        return Standing.EXPIRED
    known = tuple(consents)
    wanted = WantedUse(Use.PROCEEDINGS, ExchangePurpose.PROSECUTION, court)
    if not needs_consent(item, Use.PROCEEDINGS) or any(covers(one, item, wanted, now) for one in known):
        return Standing.EVIDENCE
    denied = any(item.identifier in one.items and one.use is Use.PROCEEDINGS and not one.given for one in known)
    return Standing.ASK_ORDER if denied else Standing.ASK_CONSENT
