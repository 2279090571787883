"""The clock of a node under test."""

from datetime import UTC, datetime, timedelta

BEGINS = datetime(2026, 11, 30, 9, tzinfo=UTC)
"""25 hours before `tests.fakes.carrier.FLIGHT` departs: within the advance time of Art. 8(3)(a)."""


class MovableClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = BEGINS) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by
