"""Whether an item may leave this node, and whether one may enter.

Source: Directive (EU) 2023/977, Art. 6(1)(h) and 10; Directive (EU) 2016/680, Art. 6 and 7(2). Rules EXC-06, EXC-10.
"""

from collections.abc import Iterable
from datetime import datetime

from tournai.errors import Incomplete, Refused
from tournai.exchange.item import Item, ItemKind, PersonCategory
from tournai.exchange.markings import Classification, HandlingCode, check_accredited
from tournai.values.instants import utc


def check_item(item: Item, now: datetime) -> None:
    """Return when an item is one that may be sent.

    Raises:
        Incomplete: A person without a category, or a category of nobody; a code H3 without its conditions; a purpose
            twice; a review date that has passed. Rules EXC-06, EXC-10.
    """
    if item.kind is not ItemKind.OBJECT and item.category is PersonCategory.NOBODY:
        raise Incomplete("say what the person is to the matter: suspect, victim, witness, ...", rule="EXC-06")
    if item.kind is ItemKind.OBJECT and item.category is not PersonCategory.NOBODY:
        raise Incomplete("an item about a thing is about nobody", rule="EXC-06")
    if item.handling is HandlingCode.H3 and not item.conditions.strip():
        raise Incomplete("the code H3 stands beside its conditions", rule="EXC-10")
    if len(set(item.purposes)) != len(item.purposes):
        raise Incomplete("a purpose is named once", rule="EXC-10")
    if item.keep_until < utc(now).date():
        raise Incomplete("the day until which the recipient keeps an item lies ahead", rule="EXC-10")


def check_may_enter(items: Iterable[Item], accredited: Classification) -> None:
    """Return when this node may hold all items.

    Raises:
        Refused: One is classified above the node's accreditation. Rule EXC-10.
    """
    for item in items:
        check_accredited(item.classification, accredited)


def unagreed(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items from another State that has not agreed: for each, ground (h) refuses the part that asks it."""
    return tuple(item for item in items if item.third_state is not None and not item.third_state_agreed)


def check_agreed(items: Iterable[Item]) -> None:
    """Return when no item lacks the agreement of the State that it came from.

    Raises:
        Refused: One does. Rule EXC-04.
    """
    if unagreed(items):
        raise Refused("an item came from another State, which has not agreed: ask it, or refuse on (h)", rule="EXC-04")
