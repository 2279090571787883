"""Dates and times as XML writes them: ``2030-12-02T09:00:00``, with a blank for the ``T``, with an offset or without.

Source: XML Schema part 2, sections 3.2.7 to 3.2.9; what public producers of PNRGOV XML write.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from tournai.values import airport

_MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?)?"
    r" ?(Z|[+-][0-9]{2}:?[0-9]{2})?",
    re.ASCII,
)
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?", re.ASCII)
_WIDEST = timedelta(hours=14)
"""The largest offset of any place from UTC."""


_LONGEST = 40
"""No moment is longer, and no longer text is remembered."""


def read_moment(text: str) -> datetime | None:
    """Return a moment, aware where the text has an offset; a day alone is its first minute; ``None`` for no date.

    >>> read_moment("2030-12-02 09:00:00+01:00").isoformat()
    '2030-12-02T09:00:00+01:00'
    """
    plain = text.strip()
    return _read_moment(plain) if len(plain) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _read_moment(text: str) -> datetime | None:
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    hour = int(match[4] or 0)
    try:
        day = datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=_offset(match[7] or ""))
        # 24:00 is the end of the day, which is the next one's first minute.
        hours = timedelta(hours=hour) if hour == 24 and not int(match[5]) else timedelta(0)
        return day + hours if hours else day.replace(hour=hour, minute=int(match[5] or 0), second=int(match[6] or 0))
    except (ValueError, OverflowError):
        return None


def _offset(text: str) -> timezone | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    if ahead > _WIDEST:
        raise ValueError("no place on earth is so far from UTC")
    return timezone(-ahead if text[0] == "-" else ahead)


def instant(text: str) -> datetime | None:
    """Return an instant in UTC; a time without an offset is taken as UTC, as in EDIFACT."""
    found = read_moment(text)
    if found is None:
        return None
    try:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except OverflowError:
        return None


def day_at(text: str, code: str) -> date | None:
    """Return the local day of a moment at an airport."""
    found = _local(text, code)
    return found.date() if found else None


def time_at(text: str, code: str) -> datetime | None:
    """Return the local time at an airport, naive; ``None`` where the text has no time of day.

    With an offset, the time is told in the airport's own zone: some producers send UTC.
    """
    return _local(text, code) if ":" in text else None


def _local(text: str, code: str) -> datetime | None:
    found = read_moment(text)
    place = airport(code) if found and found.tzinfo and code else None
    if found is None:
        return None
    try:
        return (found.astimezone(place.zone) if place else found).replace(tzinfo=None)
    except OverflowError:
        return None


def document_date(text: str) -> str:
    """Return a date as document requests write it, ``yyyymmdd`` with 00 for what is not known; others as they are.

    >>> document_date("1964-07-12"), document_date("1964-07"), document_date("12JUL64")
    ('19640712', '19640700', '12JUL64')
    """
    match = _MOMENT.fullmatch(text)
    if match:
        return match[1] + match[2] + match[3]
    partial = _PARTIAL.fullmatch(text)
    return partial[1] + (partial[2] or "00") + "00" if partial else text
