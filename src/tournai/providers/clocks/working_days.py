"""Public holidays and working days of a State.

Source: Regulation (EEC, Euratom) No 1182/71, Art. 2: working days are all days but public holidays, Sundays and
Saturdays; the holidays of a State are those that it told the Commission. National law: BE 4 January 1974; FR Code du
travail L3133-1; IE Organisation of Working Time Act 1997; LU Code du travail L232-2; NL Algemene termijnenwet; DE
federal ones.
"""

from collections.abc import Iterable
from datetime import date, timedelta

_DAY = timedelta(days=1)
_FIXED: dict[str, tuple[tuple[int, int], ...]] = {
    "BE": ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)),
    "DE": ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26)),
    "FR": ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)),
    "IE": ((1, 1), (3, 17), (12, 25), (12, 26)),
    "LU": ((1, 1), (5, 1), (5, 9), (6, 23), (8, 15), (11, 1), (12, 25), (12, 26)),
    "NL": ((1, 1), (4, 27), (12, 25), (12, 26)),
}
_FROM_EASTER: dict[str, tuple[int, ...]] = {
    "BE": (1, 39, 50),
    "DE": (-2, 1, 39, 50),
    "FR": (1, 39, 50),
    "IE": (1,),
    "LU": (1, 39, 50),
    "NL": (-2, 1, 39, 50),
}
"""Days after Easter Sunday."""
_IRISH_MONDAYS = ((5, 1), (6, 1), (8, 1))
KNOWN = frozenset(_FIXED)
"""The States whose holidays are known; of others, Saturdays and Sundays are."""


def holidays(state: str, year: int) -> frozenset[date]:
    """Return the public holidays of a State in a year; none where the State is not known."""
    easter = easter_sunday(year)
    days = {date(year, month, day) for month, day in _FIXED.get(state, ())}
    days |= {easter + shift * _DAY for shift in _FROM_EASTER.get(state, ())}
    return frozenset(days | set(_irish_mondays(year)) if state == "IE" else days)


def is_working_day(day: date, state: str, more_holidays: frozenset[date] = frozenset()) -> bool:
    """Whether a day is neither Saturday, Sunday nor public holiday there."""
    return day.weekday() < 5 and day not in holidays(state, day.year) and day not in more_holidays


def next_working_day(day: date, state: str, more_holidays: frozenset[date] = frozenset()) -> date:
    """Return the day itself where it is a working day, else the first one after it."""
    while not is_working_day(day, state, more_holidays):
        day += _DAY
    return day


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar.

    >>> easter_sunday(2026).isoformat()
    '2026-04-05'
    """
    century = year // 100
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 4) % 7
    shift = epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114
    return date(year, shift // 31, shift % 31 + 1)


def _irish_mondays(year: int) -> Iterable[date]:
    """The first Mondays of May, June and August, the last of October, and the day of St Brigid."""
    for month, first in _IRISH_MONDAYS:
        yield _monday_from(date(year, month, first))
    yield _monday_from(date(year, 10, 25))
    brigid = date(year, 2, 1)
    yield brigid if brigid.weekday() == 4 else _monday_from(brigid)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)
