"""Provider cards: what a service can produce, by data category, with its sources and their date.

A card says what is public knowledge or what the provider told; the drafting page offers what it lists, and whoever
asks for more says why (rule PRV-21). It holds no technique against encryption. A card older than twelve months warns.
"""

from datetime import date
from enum import Enum

import msgspec

from tournai.providers.orders.categories import DataCategory
from tournai.values.wordings import Wording, say

FRESH_MONTHS = 12


class Answer(Enum):
    """Whether a service can produce a category."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"
    UNKNOWN = "unknown"


class Capability(msgspec.Struct, frozen=True):
    """What a service can produce of one category: in words, from which source, as of when."""

    category: DataCategory
    answer: Answer
    holds: str
    source: str
    as_of: date
    confidence: str = ""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One service. States are ISO 3166-1 alpha-2; ``identifiers``: values of `IdentifierKind` that it can be asked by.

    ``represented_in``: where its designated establishment or legal representative is.
    """

    service: str
    capabilities: tuple[Capability, ...]
    established_in: tuple[str, ...] = ()
    represented_in: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    us_content_needs_mla: bool = False
    """Its content data lies under the law of the United States: it answers by mutual legal assistance only."""


def capability(card: Card, category: DataCategory) -> Capability | None:
    """Return the newest of what a card says of a category; ``None`` where it says nothing."""
    said = [one for one in card.capabilities if one.category is category]
    return max(said, key=lambda one: one.as_of, default=None)


def answer_of(card: Card, category: DataCategory) -> Answer:
    """Return whether a service can produce a category."""
    found = capability(card, category)
    return found.answer if found else Answer.UNKNOWN


def offered(card: Card) -> tuple[DataCategory, ...]:
    """Return the categories that a drafting page offers: all but those that the card says cannot be produced."""
    return tuple(category for category in DataCategory if answer_of(card, category) is not Answer.NO)


def as_of(card: Card) -> date:
    """Return the date of the oldest statement that the card still rests on."""
    return min(found.as_of for category in DataCategory if (found := capability(card, category)))


def is_stale(card: Card, today: date) -> bool:
    """Whether something on the card is older than twelve months."""
    return _months_between(as_of(card), today) >= FRESH_MONTHS


def warnings_of(card: Card, wanted: frozenset[DataCategory], today: date) -> tuple[Wording, ...]:
    """Return what whoever drafts an order should know of the card."""
    told = []
    if is_stale(card, today):
        told.append(say("the provider's card is of {day}: ask for a newer one", day=as_of(card).isoformat()))
    if card.us_content_needs_mla and DataCategory.CONTENT in wanted:
        told.append(say("content of this provider may need mutual legal assistance with the United States"))
    return tuple(told)


def _months_between(first: date, second: date) -> int:
    whole = (second.year - first.year) * 12 + second.month - first.month
    return whole - (second.day < first.day)
