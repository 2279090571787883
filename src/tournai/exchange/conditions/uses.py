"""What a holder may do with an item, and what it must ask the owner for.

Source: Directive (EU) 2023/977, Art. 1(4) (no use as evidence without consent) and 3(d) (the owner's consent to
transfer); Directive (EU) 2016/680, Art. 4(2), 9(1), 9(3) and 35(1)(c); the handling codes H0 to H3. Rule EXC-10.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum

import msgspec

from tournai.errors import Refused
from tournai.exchange.bases import ExchangePurpose
from tournai.exchange.item import Item
from tournai.exchange.markings import HandlingCode
from tournai.exchange.messages.owning import Consent, Use
from tournai.values.instants import utc
from tournai.values.wordings import say

RULE = "EXC-10"
_ALL = frozenset(HandlingCode)

ASKS_OWNER: dict[Use, frozenset[HandlingCode]] = {
    Use.INQUIRY: frozenset(),
    Use.NATIONAL: frozenset({HandlingCode.H2, HandlingCode.H3}),
    # Whatever the code: no information becomes evidence, and none leaves the State, without its owner.
    Use.PROCEEDINGS: _ALL,
    Use.ONWARD_MEMBER: _ALL,
    Use.ONWARD_THIRD: _ALL,
    Use.OTHER_PURPOSE: _ALL,
}
"""For which codes each use asks the owner's consent. This table is the rule, the badges and the test."""


class NeedsConsent(Refused):
    """The owner of the item must consent to this use first: ask it."""


class WantedUse(msgspec.Struct, frozen=True):
    """What a holder wants to do: which use, for which purpose, and the court, authority or State that would get it."""

    use: Use
    purpose: ExchangePurpose
    recipient: str


class Badge(Enum):
    """What stands beside an item, for an officer to see."""

    NOT_IN_PROCEEDINGS = "not in proceedings without consent"
    NOT_ONWARD = "not to be passed on without consent"
    CONDITIONS = "under the conditions stated"
    EVIDENCE_ALLOWED = "may be evidence"
    ASSESSMENT = "assessment, no fact"
    THIRD_STATE = "came from another State"
    OUT_OF_DATE = "past its review date"


def check_use(item: Item, wanted: WantedUse, consents: Iterable[Consent], now: datetime) -> None:
    """Return when an item may be used so. ``consents``: those whose signature by the owner was verified.

    Raises:
        Refused: The item is past the day until which it may be kept, or is for other purposes. Rule EXC-10.
        NeedsConsent: The owner must consent first. Rule EXC-10.
    """
    if utc(now).date() > item.keep_until:
        raise Refused("the item is past the day until which it may be kept", rule=RULE)
    if wanted.purpose not in item.purposes and wanted.use is not Use.OTHER_PURPOSE:
        raise Refused(
            say("the item was given for other purposes than {purpose}", purpose=say(wanted.purpose.value)), rule=RULE
        )
    if not needs_consent(item, wanted.use) or any(covers(one, item, wanted, now) for one in consents):
        return
    raise NeedsConsent(
        say("'{use}' asks the consent of the item's owner, {owner}", use=say(wanted.use.value), owner=item.owner),
        rule=RULE,
    )


def needs_consent(item: Item, use: Use) -> bool:
    """Whether the owner must be asked, given what it allowed with the item."""
    is_allowed = use is Use.PROCEEDINGS and item.evidence_allowed
    return item.handling in ASKS_OWNER[use] and not is_allowed


def covers(consent: Consent, item: Item, wanted: WantedUse, now: datetime) -> bool:
    """Whether a consent is for this item, this use and this recipient, was given, and has not expired."""
    scope = item.identifier in consent.items and consent.use is wanted.use and consent.recipient == wanted.recipient
    return scope and consent.given and utc(now) <= consent.valid_until


def badges(item: Item, now: datetime) -> tuple[Badge, ...]:
    """Return what stands beside an item."""
    shown = {
        Badge.NOT_IN_PROCEEDINGS: needs_consent(item, Use.PROCEEDINGS),
        Badge.NOT_ONWARD: True,
        Badge.CONDITIONS: bool(item.conditions.strip()),
        Badge.EVIDENCE_ALLOWED: item.evidence_allowed,
        Badge.ASSESSMENT: item.nature.value == "assessment",
        Badge.THIRD_STATE: item.third_state is not None,
        Badge.OUT_OF_DATE: utc(now).date() > item.keep_until,
    }
    return tuple(badge for badge, holds in shown.items() if holds)
