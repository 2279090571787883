"""Who holds an item, and whether a correction or a withdrawal has reached each of them.

Source: Directive (EU) 2016/680, Art. 7(3) and 16(5) to 16(6): recipients of wrong data are told, and correct or erase
it. A recall has come back only when every holder, and every holder of theirs, has sent its receipt. Rule EXC-10.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum

import msgspec

from tournai.errors import Refused
from tournai.exchange.item import Item
from tournai.exchange.messages.linking import Receipt, ReceiptOf
from tournai.values.instants import utc

REMIND_AFTER = timedelta(days=3)
"""After which a holder without a receipt is reminded: the node's own choice."""


class Recall(Enum):
    """What a holder must do."""

    CORRECT = "correct"
    ERASE = "erase"


DONE = {Recall.CORRECT: ReceiptOf.CORRECTED, Recall.ERASE: ReceiptOf.ERASED}


class Notice(msgspec.Struct, frozen=True):
    """One recall sent to one holder: the message that carried it, its digest, and the receipt that it is done."""

    holder: str
    recall: Recall
    message: str
    digest: str
    sent_at: datetime
    done_at: datetime | None = None


def notices_due(holders: Iterable[str], source: str | None) -> tuple[str, ...]:
    """Return to whom a recall goes on: every holder but the one that sent it here."""
    return tuple(sorted({holder for holder in holders if holder != source}))


def confirm(notice: Notice, receipt: Receipt) -> Notice:
    """Return the notice done.

    Raises:
        Refused: The receipt is for another message, or says that something else was done. Rule EXC-10.
    """
    if (receipt.message, receipt.digest) != (notice.message, notice.digest):
        raise Refused("the receipt is for another message", rule="EXC-10")
    if receipt.of is not DONE[notice.recall]:
        raise Refused("the receipt does not say that it is done", rule="EXC-10")
    return msgspec.structs.replace(notice, done_at=receipt.at)


def may_report_done(notices: Iterable[Notice]) -> bool:
    """Whether this holder may tell that it is done: everybody whom it passed the item to has."""
    return all(notice.done_at is not None for notice in notices)


def to_remind(notices: Iterable[Notice], now: datetime) -> tuple[Notice, ...]:
    """Return the notices without a receipt after some days."""
    return tuple(each for each in notices if each.done_at is None and utc(now) - each.sent_at > REMIND_AFTER)


def check_correction(held: Item, corrected: Item, sender: str) -> None:
    """Return when a correction replaces what is held.

    Raises:
        Refused: It is not from the item's owner, is about another item, or is no later version. Rule EXC-10.
    """
    if sender != held.owner or corrected.owner != held.owner:
        raise Refused("only the owner corrects an item", rule="EXC-10")
    if corrected.identifier != held.identifier or corrected.version <= held.version:
        raise Refused("a correction is a later version of the same item", rule="EXC-10")


def check_withdrawal(held: Iterable[Item], sender: str) -> None:
    """Return when whoever withdraws items owns them all.

    Raises:
        Refused: Another authority does. Rule EXC-10.
    """
    if any(item.owner != sender for item in held):
        raise Refused("only the owner withdraws an item", rule="EXC-10")
