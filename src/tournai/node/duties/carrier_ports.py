"""What the duties about carriers need from the store; see `tournai.node.duties.ports`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from tournai.node.duties.carrier_rows import StoredTrial


class TrialRows(Protocol):
    """What carriers tried within the hour."""

    def add(self, trial: StoredTrial) -> None:
        """Store what is remembered of a trial."""

    def trials(self, account: str, *, after: datetime) -> list[StoredTrial]:
        """Return an account's trials that end after an instant, oldest first."""

    def over(self, at: datetime) -> list[StoredTrial]:
        """Return all trials that end at an instant or before."""

    def erase(self, trial_ids: Sequence[str]) -> None:
        """Delete trials."""
