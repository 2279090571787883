"""Epochs of the key: each has a fresh key and sets of its own, and two are live at once so that no partner is cut off.

An epoch's end bounds what a stolen key is good for. A set and a query name their epoch; whoever is asked under an epoch
that is not live refuses, and the asker fetches the newer set.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tournai.errors import Malformed, Unavailable
from tournai.values.wordings import say

MOST_LIVE = 2


class EpochOver(Unavailable):
    """A query under an epoch that is not live."""


class Epoch(msgspec.Struct, frozen=True):
    """An epoch: its number, its public key, and when it is answered under."""

    number: int
    public_key: bytes
    valid_from: datetime
    valid_until: datetime

    def is_live(self, now: datetime) -> bool:
        """Whether queries are answered under it."""
        return self.valid_from <= now < self.valid_until


def live_epoch(epochs: Iterable[Epoch], number: int, now: datetime) -> Epoch:
    """Return the epoch of a number.

    Raises:
        EpochOver: It is not live, or there is none.
    """
    found = next((epoch for epoch in epochs if epoch.number == number and epoch.is_live(now)), None)
    if found is None:
        raise EpochOver(say("epoch {number} is not live: fetch the set that is", number=number))
    return found


def check_epochs(epochs: Iterable[Epoch]) -> None:
    """Pass where numbers and keys are each used once, and never more than two epochs are live.

    Raises:
        Malformed: They are not (code ``epochs``).
    """
    known = sorted(epochs, key=lambda epoch: epoch.number)
    if len({epoch.number for epoch in known}) < len(known) or len({epoch.public_key for epoch in known}) < len(known):
        raise Malformed("an epoch has a number and a key of its own", code="epochs")
    if any(sum(other.is_live(epoch.valid_from) for other in known) > MOST_LIVE for epoch in known):
        raise Malformed(say("at most {most} epochs are live at once", most=MOST_LIVE), code="epochs")
