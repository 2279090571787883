"""Forms 5 and 6: a production is announced, or a preservation extended.

Source: Regulation (EU) 2023/1543, Annexes V and VI; Art. 11(1) and 11(2).
"""

from datetime import date, datetime, timedelta
from enum import Enum

import msgspec

from tournai.errors import Refused
from tournai.values.instants import utc
from tournai.values.wordings import say

RULE = "PRV-23"
PRESERVED, EXTENDED = timedelta(days=60), timedelta(days=90)
"""How long data is preserved from receipt: as ordered, and with the one extension."""


class ProductionRoute(Enum):
    """By which request the data will be produced."""

    EPOC = "European Production Order"
    EIO = "European Investigation Order"
    MLA = "mutual legal assistance"


class Preserved(msgspec.Struct, frozen=True, kw_only=True):
    """The preservation that a form is about: its case, when it was sent and when the addressee got it."""

    case_id: str
    transmitted_at: datetime
    received_at: datetime
    is_extended: bool = False


class ProductionAnnounced(msgspec.Struct, frozen=True, kw_only=True):
    """Form 5: from now on the data is kept until it is produced."""

    preservation: Preserved
    route: ProductionRoute
    authority: str
    file_number: str
    issued_on: date
    transmitted_on: date
    transmitted_to: str


class PreservationExtended(msgspec.Struct, frozen=True, kw_only=True):
    """Form 6: thirty days more, once."""

    preservation: Preserved
    reason: str


def announce_production(form: ProductionAnnounced, now: datetime) -> None:
    """Return when a production may be announced.

    Raises:
        Refused: The preservation is over, or the request is not named. Rule PRV-23.
    """
    _check_running(form.preservation, now)
    for name, text in (
        ("authority", form.authority),
        ("file number", form.file_number),
        ("addressee", form.transmitted_to),
    ):
        if not text.strip():
            raise Refused(say("state: {field}", field=say(name)), rule=RULE)


def extend_preservation(form: PreservationExtended, now: datetime) -> Preserved:
    """Return the preservation, extended.

    Raises:
        Refused: It was extended before, its sixty days are over, or no reason is given. Rule PRV-23.
    """
    if form.preservation.is_extended:
        raise Refused("a preservation is extended once", rule=RULE)
    _check_running(form.preservation, now)
    if not form.reason.strip():
        raise Refused("say why the request for production takes longer", rule=RULE)
    return msgspec.structs.replace(form.preservation, is_extended=True)


def preserved_until(preservation: Preserved) -> datetime:
    """Return until when the addressee preserves the data, unless a production is announced."""
    return preservation.received_at + (EXTENDED if preservation.is_extended else PRESERVED)


def _check_running(preservation: Preserved, now: datetime) -> None:
    if utc(now) > preserved_until(preservation):
        raise Refused("the preservation is over: the data may be gone", rule=RULE)
