"""Dates that are not fully known, as half-open intervals.

A birth date given as ``1972`` is the interval ``[1972-01-01, 1973-01-01)``; a full date is an interval of one day.
Official lists also give ranges ("between 1971 and 1973") and estimates ("approximately 1972").
"""

import re
from datetime import date, timedelta

import msgspec

_ONE_DAY = timedelta(days=1)
MAX_TEXT = 80
"""The longest text, in characters, that is read as a date."""

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

ESTIMATE = re.compile(r"^(?:~|circa\b|ca?\.|approximately\b|approx\b\.?|about\b)\s*", re.IGNORECASE)
"""The words with which a list marks a date as its own estimate."""

RANGE = re.compile(r"^(?:between\s+)?(.+?)(?:\s+(?:to|and)\s+|\s*/\s*|(?<=\d{4})\s*-\s*(?=\d{4}$))(.+)$", re.IGNORECASE)
"""Two dates joined: ``1959 to 1962``, ``between 1971 and 1973``, ``1971/1973``, ``1971-1973``."""

DATE_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})",
        r"(?P<year>\d{4})-(?P<number>\d{2})",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})",
        r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})",
        r"(?P<month>[A-Za-z]{3,9})\.? (?P<year>\d{4})",
        r"(?P<year>\d{4})",
    )
)
"""A single date as official lists write it: ISO 8601, or English months in full or shortened."""


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
        last = self.before - _ONE_DAY
        text = _span(self.earliest, last)
        return f"~{text}" if self.is_approximate else text


def _next_day(day: date) -> date:
    return day + _ONE_DAY if day < date.max else date.max


def _span(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years:
        return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"
    if first.day == 1 and _next_day(last).day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()}/{last.isoformat()}"


def read_partial_date(text: str) -> PartialDate | None:
    """Return the date that a list's text gives, or ``None`` where it gives none that is understood.

    Reads single dates (`DATE_FORMS`), ranges of two (`RANGE`) and estimates (`ESTIMATE`): all that ``str`` writes.

    >>> str(read_partial_date("circa 1960")), str(read_partial_date("Between Aug. and Sep. 1977"))
    ('~1960', '1977-08-01/1977-09-30')
    """
    words = " ".join(text[: MAX_TEXT + 1].split()).rstrip(".")
    estimate = ESTIMATE.match(words)
    plain = words[estimate.end() :] if estimate else words
    if len(text) > MAX_TEXT or not plain:
        return None
    found = _single(plain) or _range(plain)
    if found is None or not estimate:
        return found
    return PartialDate(found.earliest, found.before, is_approximate=True)


def _range(text: str) -> PartialDate | None:
    halves = RANGE.match(text)
    if halves is None:
        return None
    first, last = halves.groups()
    start, end = _single(first) or _single(f"{first} {last[-4:]}"), _single(last)
    if start is None or end is None:
        return None
    return PartialDate(min(start.earliest, end.earliest), max(start.before, end.before))


def _single(text: str) -> PartialDate | None:
    for form in DATE_FORMS:
        found = form.fullmatch(text)
        if found:
            return _from_parts(found.groupdict())
    return None


def _from_parts(parts: dict[str, str]) -> PartialDate | None:
    year = int(parts["year"])
    month = int(parts["number"]) if "number" in parts else _month(parts.get("month", ""))
    try:
        if "day" in parts:
            return PartialDate.on(date(year, month, int(parts["day"])))
        return PartialDate.in_month(year, month) if month or len(parts) > 1 else PartialDate.in_year(year)
    except ValueError:  # no such day, month or year
        return None


def _month(word: str) -> int:
    """Return the month's number, 0 where the word is none."""
    return next((number for number, name in enumerate(MONTHS, 1) if word and name.startswith(word.lower())), 0)
