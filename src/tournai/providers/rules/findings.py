"""What a check of an order found, and what it looked at.

A finding names its rule, its article and the field where it bites. One that refuses stops the order; a warning is
weighed.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import Enum

import msgspec

from tournai.errors import Refused
from tournai.providers.cards.card import Card
from tournai.providers.orders.order import Instrument, Order
from tournai.providers.orders.parties import AddresseeType
from tournai.providers.orders.renderings import Audience
from tournai.providers.orders.signing import Signature
from tournai.values.wordings import say


class Weight(Enum):
    """What a finding does."""

    REFUSED = "refused"
    WARNING = "warning"


class Finding(msgspec.Struct, frozen=True):
    """One finding: the rule, its article, the field's path within the order, what is wrong and what to do."""

    rule: str
    article: str
    field: str
    weight: Weight
    message: str


class OrderRefused(Refused):
    """A rule refuses an order; ``findings`` has all that refuse it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings[0].message, rule=findings[0].rule)
        self.findings = findings


class DirectoryEntry(msgspec.Struct, frozen=True, gc=False):
    """An addressee of the register of Directive (EU) 2023/1544: establishment or representative, and its languages."""

    name: str
    type: AddresseeType
    state: str
    provider: str
    languages: tuple[str, ...] = ()


class Logged(msgspec.Struct, frozen=True, gc=False):
    """One state change, as logged (rule PRV-24)."""

    actor: str
    role: str
    at: datetime
    reason: str
    content_hash: str


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """All that a check looks at. What is ``None`` is not at hand: rules that need it are not applied, and said so.

    ``audience``: for whom the order was rendered. ``other_cases``: identifiers already given. ``languages``: those that
    each State accepts (Art. 27). ``reacted``: whether the designated addressee reacted to this order within its time.
    """

    order: Order
    now: datetime
    audience: Audience = Audience.ISSUING_AUTHORITY
    signatures: tuple[Signature, ...] | None = None
    content_hash: str = ""
    directory: tuple[DirectoryEntry, ...] | None = None
    cards: tuple[Card, ...] | None = None
    other_cases: tuple[str, ...] | None = None
    languages: dict[str, tuple[str, ...]] | None = None
    preserved: tuple[str, ...] | None = None
    """File numbers of preservations that this production follows."""
    designated_did_not_react: bool | None = None
    notified_at: datetime | None = None
    transmitted_at: datetime | None = None
    validated_at: datetime | None = None
    withdrawn_at: datetime | None = None
    user_information_open: bool | None = None
    received_at: datetime | None = None
    log: tuple[Logged, ...] | None = None


class Bite(msgspec.Struct, frozen=True):
    """Where a rule bites: the field's path, the sentence, and whether it refuses."""

    field: str
    message: str
    weight: Weight = Weight.REFUSED


class Rule(msgspec.Struct, frozen=True):
    """A row of the table: what it demands, of which instruments, and what must be at hand to apply it.

    ``needs``: fields of the dossier; ``case file`` where the rule reads what a rendering does not show.
    """

    identifier: str
    article: str
    demand: str
    check: Callable[[Dossier], Iterable[Bite]]
    instruments: frozenset[Instrument] = frozenset(Instrument)
    needs: tuple[str, ...] = ()


def missing(field: str, name: str) -> Bite:
    """Return what is found where a field is empty."""
    return Bite(field, say("state: {field}", field=say(name)))
