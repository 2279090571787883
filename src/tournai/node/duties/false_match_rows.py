"""Known false matches as they are stored, and what the duties need from the tables that hold them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec


class StoredFalseMatch(msgspec.Struct, frozen=True):
    """What a refutation is remembered by: keyed digests, in hexadecimal with blanks between; see `KnownFalse`.

    It ends with the match that was refuted, and so with the travel data that the match rests on (Art. 12(5)).
    """

    match_id: str
    alert_id: int
    alert_digest: str
    names: str
    documents: str
    score: float
    weights_version: str
    remembered_at: datetime
    expires_at: datetime


class FalseMatchRows(Protocol):
    """Known false matches."""

    def remember(self, row: StoredFalseMatch) -> None:
        """Store what a refutation is remembered by; a later one of the same match takes its place."""

    def forget(self, match_ids: Sequence[str]) -> None:
        """Forget what was remembered of matches."""

    def forget_alerts(self, alert_ids: Sequence[int]) -> None:
        """Forget what was remembered about alerts."""

    def known_of(self, alert_ids: Sequence[int]) -> list[StoredFalseMatch]:
        """Return what is remembered about alerts, newest first."""
