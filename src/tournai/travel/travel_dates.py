"""Dates and times as PNRGOV and PAXLST write them; two-digit years are read against the push's own date.

A room has no clock: the reference is the day on which the interchange was prepared (UNB).

Source: IATA AIRIMP (``12JUL64``); UN/EDIFACT 2379 (101, 102, 201, 203); PNRGOV C310, C330, C688 (``ddmmyy``).
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from tournai.values import PartialDate

MONTHS = {
    name: number
    for number, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), 1
    )
}
_WORDED = re.compile(r"([0-9]{1,2})([A-Z]{3})([0-9]{4}|[0-9]{2})")
_DIGITS = re.compile(r"[0-9]{6}(?:[0-9]{2})?")
_DAYS = {f"{day:02}{name}": (month, day) for name, month in MONTHS.items() for day in range(32)}
"""``12JUL`` -> month, day: as nearly every date of a document begins."""
DAYS_OF_LIVES = 32_768
"""How many birth dates are remembered: those of ninety years, for a node reads each of them many times a day."""
_CENTURY = 100
_TRAVEL_CENTURY = 2000
"""The century of flights, bookings and tickets: no push is older than the formats."""


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """Return the day of a flight or booking written ``ddmmyy``; ``None`` where it is no date."""
    if len(text) != 6 or not text.isdecimal() or not text.isascii():
        return None
    return _day(_TRAVEL_CENTURY + int(text[4:]), int(text[2:4]), int(text[:2]))


@lru_cache(maxsize=4096)
def local_time(day: str, clock: str) -> datetime | None:
    """Return a local time of an airport, naive, from ``ddmmyy`` and ``hhmm``; ``None`` where either is unreadable."""
    found = day_of(day)
    if found is None or len(clock) not in (4, 6) or not clock.isdecimal() or not clock.isascii():
        return None
    hour, minute = int(clock[:2]), int(clock[2:4])
    # 2400 is written for the end of a day; it is the next day's first minute.
    if (hour, minute) == (24, 0):
        return datetime(found.year, found.month, found.day) + timedelta(days=1)  # noqa: DTZ001  # local to its airport
    if hour > 23 or minute > 59:
        return None
    return datetime(found.year, found.month, found.day, hour, minute)  # noqa: DTZ001  # local to its airport


@lru_cache(maxsize=4096)
def universal_time(day: str, clock: str) -> datetime | None:
    """Return an instant (UTC) from ``ddmmyy`` and ``hhmm`` or ``hhmmss``; without a time, the day's first minute."""
    found = local_time(day, clock or "0000")
    return found.replace(tzinfo=UTC) if found else None


def preparation_time(day: str, clock: str) -> datetime | None:
    """Return when an interchange was prepared (UNB: ``yymmdd`` or ``yyyymmdd``, ``hhmm``), taken as UTC."""
    if not _DIGITS.fullmatch(day):
        return None
    short = day[-6:]
    return universal_time(short[4:] + short[2:4] + short[:2], clock)


def list_time(text: str) -> datetime | None:
    """Return a local time of a passenger list: ``yymmddhhmm`` (201) or ``yyyymmddhhmm`` (203); naive."""
    if len(text) not in (6, 8, 10, 12) or not text.isdecimal() or not text.isascii():
        return None
    digits = text if len(text) in (6, 10) else text[2:]
    return local_time(digits[4:6] + digits[2:4] + digits[:2], digits[6:] or "0000")


@lru_cache(maxsize=DAYS_OF_LIVES)
def birth_date(text: str, reference: date | None) -> PartialDate | None:
    """Return a birth date: ``ddMMMyy``, ``ddMMMyyyy``, ``yymmdd`` or ``yyyymmdd``.

    Day 00 gives a month, month 00 a year. A two-digit year is the last one that is not after the reference.
    ``None`` where it is no date.
    """
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day, is_full = parts
    if not is_full:
        latest = reference or date(_TRAVEL_CENTURY + 49, 12, 31)
        year += _TRAVEL_CENTURY
        if year >= latest.year and (year, month, day) > (latest.year, latest.month, latest.day):
            year -= _CENTURY
    return _partial(year, month, day)


@lru_cache(maxsize=8192)
def expiry_date(text: str, reference: date | None) -> date | None:
    """Return a date of expiry or issue; a two-digit year is the one nearest to the reference."""
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day, is_full = parts
    if not is_full:
        near = reference.year if reference else _TRAVEL_CENTURY
        # The year with these two digits that lies within half a century of the reference.
        year = near + (year - near + _CENTURY // 2) % _CENTURY - _CENTURY // 2
    return _day(year, month, day)


def _parts(text: str) -> tuple[int, int, int, bool] | None:
    """Return year (of the century where two digits), month, day, and whether the year is written in full."""
    known, figures = _DAYS.get(text[:-2]), text[-2:]
    if known is not None and figures.isdecimal() and figures.isascii():
        return int(figures), *known, False
    worded = _WORDED.fullmatch(text)
    if worded:
        month = MONTHS.get(worded[2])
        return None if month is None else (int(worded[3]), month, int(worded[1]), len(worded[3]) == 4)
    if not _DIGITS.fullmatch(text):
        return None
    return int(text[:-4]), int(text[-4:-2]), int(text[-2:]), len(text) == 8


def _partial(year: int, month: int, day: int) -> PartialDate | None:
    try:
        if day == 0:
            return PartialDate.in_year(year) if month == 0 else PartialDate.in_month(year, month)
        return PartialDate.on(date(year, month, day))
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
