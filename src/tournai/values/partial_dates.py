"""Dates that are not fully known, as half-open intervals.

A birth date given as ``1972`` is the interval ``[1972-01-01, 1973-01-01)``; a full date is an interval of one day.
Official lists also give ranges ("between 1971 and 1973") and estimates ("approximately 1972").
"""

from datetime import date, timedelta

import msgspec


class PartialDate(msgspec.Struct, frozen=True, order=True, gc=False):
    """A date known to lie in ``[earliest, before)``.

    ``is_approximate`` marks a source's own estimate ("circa"): the true date may lie outside the interval.
    """

    earliest: date
    before: date
    is_approximate: bool = False

    def __post_init__(self) -> None:
        if self.earliest >= self.before:
            raise ValueError("a partial date must hold at least one day")

    @classmethod
    def on(cls, day: date, *, is_approximate: bool = False) -> "PartialDate":
        """Return the interval of one day.

        >>> PartialDate.on(date(1972, 3, 1)).is_exact
        True
        """
        return cls(day, _next_day(day), is_approximate)

    @classmethod
    def in_month(cls, year: int, month: int, *, is_approximate: bool = False) -> "PartialDate":
        """Return the interval of a month; ``ValueError`` where there is no such month."""
        following = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date.max
        return cls(date(year, month, 1), following, is_approximate)

    @classmethod
    def in_year(cls, year: int, *, is_approximate: bool = False) -> "PartialDate":
        """Return the interval of a year.

        >>> str(PartialDate.in_year(1972))
        '1972'
        """
        return cls.in_years(year, year, is_approximate=is_approximate)

    @classmethod
    def in_years(cls, first: int, last: int, *, is_approximate: bool = False) -> "PartialDate":
        """Return the interval from the first day of one year to the last of another, both included.

        >>> str(PartialDate.in_years(1971, 1973))
        '1971/1973'
        """
        return cls(date(first, 1, 1), date(last + 1, 1, 1) if last < 9999 else date.max, is_approximate)

    @property
    def is_exact(self) -> bool:
        """Whether the day is known and not an estimate."""
        return (self.before - self.earliest).days == 1 and not self.is_approximate

    def meets(self, other: "PartialDate") -> bool:
        """Whether some day lies in both intervals."""
        return self.earliest < other.before and other.earliest < self.before

    def __str__(self) -> str:
        """Write the interval as ISO 8601 does where it can: ``1972``, ``1972-03``, ``1972-03-01``, ``1971/1973``."""
        last = self.before - timedelta(days=1)
        text = _span(self.earliest, last)
        return f"~{text}" if self.is_approximate else text


def _next_day(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else date.max


def _span(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years:
        return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"
    if first.day == 1 and _next_day(last).day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()}/{last.isoformat()}"
