"""What a year is counted by, and what the duty needs from the tables for it: counts alone."""

from datetime import datetime
from typing import Protocol

import msgspec


class YearCounts(msgspec.Struct, frozen=True):
    """Counts of what began between two instants; each table is name -> count."""

    travellers: int
    """Persons on flights of these days whose data was received, each once a flight."""
    matches: dict[str, int]
    """State of a match -> how many were made."""
    recipients: dict[str, int]
    """Kind of recipient -> how many disseminations."""
    outcomes: dict[str, int]
    """Outcome -> how many disseminations; empty: none is known yet."""
    withdrawn: int
    requests: dict[str, int]
    """How requests ended -> how many were opened; empty: they are open."""


class StatisticsRows(Protocol):
    """Counts for the yearly statistics."""

    def counts(self, first: datetime, last: datetime) -> YearCounts:
        """Return what is counted from the first instant to before the last."""
