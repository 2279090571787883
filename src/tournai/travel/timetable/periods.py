"""Periods and days of operation, and the dates that the standard writes.

Source: IATA Standard Schedules Information Manual (SSIM), March 2011, section 2.6 (Period of Operation, Day(s) of
Operation, Frequency Rate). Recalled, not read again: a fortnight is counted in blocks of seven days from the period's
first date.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from tournai.errors import Malformed

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
OPEN_END = date(2099, 12, 31)
"""What ``00XXX00`` says: until further notice."""
WEEK = 7
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)

_DATE = re.compile(r"(\d{2})([A-Z]{3})(\d{2})?", re.ASCII)


class Period(msgspec.Struct, frozen=True, gc=False):
    """From a first to a last date, both included, on some days of the week (1 is Monday), every so many weeks."""

    first: date
    last: date
    days: tuple[int, ...] = EVERY_DAY
    every_weeks: int = 1

    def holds(self, day: date) -> bool:
        """Tell whether a flight of this period operates on a date."""
        if not self.first <= day <= self.last or day.isoweekday() not in self.days:
            return False
        return (day - self.first).days // WEEK % self.every_weeks == 0

    def dates(self, first: date, last: date) -> Iterator[date]:
        """Yield the dates of operation between two dates, both included."""
        start, end = max(first, self.first), min(last, self.last)
        for number in range((end - start).days + 1):
            day = start + timedelta(days=number)
            if self.holds(day):
                yield day


def on_day(day: date) -> Period:
    """Return the period of a single date."""
    return Period(day, day, (day.isoweekday(),))


def read_date(text: str, near: date | None = None) -> date:
    """Return a date such as ``24MAY26``; where it has no year, the one nearest to ``near``.

    Raises:
        Malformed: It is no such date.

    >>> read_date("24MAY26")
    datetime.date(2026, 5, 24)
    """
    if text == "00XXX00":
        return OPEN_END
    found = _DATE.fullmatch(text)
    if found is None or found[2] not in MONTHS or (found[3] is None and near is None):
        raise Malformed("a date was expected, such as 24MAY26", code="date")
    day, month = int(found[1]), MONTHS.index(found[2]) + 1
    if found[3] is not None:
        return _date(2000 + int(found[3]), month, day)
    return _nearest(month, day, near or date.min)


def write_date(day: date) -> str:
    """Return a date as the standard writes it.

    >>> write_date(date(2026, 5, 24))
    '24MAY26'
    """
    return "00XXX00" if day == OPEN_END else f"{day.day:02}{MONTHS[day.month - 1]}{day.year % 100:02}"


def read_days(text: str) -> tuple[int, ...]:
    """Return days of operation: ``1 3 5  `` and ``135`` are Monday, Wednesday and Friday.

    Raises:
        Malformed: A character is no day, or none is given.
    """
    days = sorted({int(char) for char in text if char in "1234567"})
    if not days or set(text) - set("1234567 "):
        raise Malformed("days of operation were expected: digits 1 (Monday) to 7", code="days")
    return tuple(days)


def write_days(days: tuple[int, ...]) -> str:
    """Return days of operation in seven places, a blank for each day without a flight."""
    return "".join(str(day) if day in days else " " for day in EVERY_DAY)


def _nearest(month: int, day: int, near: date) -> date:
    found = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue  # 29 February, in a year that has none
    if not found:
        raise Malformed("a date was expected, such as 24MAY26", code="date")
    return min(found, key=lambda each: abs((each - near).days))


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Malformed("the calendar has no such date", code="date") from error
