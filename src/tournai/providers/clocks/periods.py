"""Ends of periods as the law counts them.

Source: Regulation (EEC, Euratom) No 1182/71, Art. 3: the hour or day of the event is not counted; a period in hours
ends with its last hour, one in days with the last hour of its last day; a last day that is a holiday, Saturday or
Sunday moves to the next working day, except for periods in hours; a period of two days or more has at least two
working days. Whether it governs Regulation (EU) 2023/1543 is for a lawyer to confirm: the target, which alarms use,
is always earlier.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tournai.providers.clocks.working_days import is_working_day, next_working_day
from tournai.values.instants import months_after, utc

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


def end_of_hours(event: datetime, hours: int, zone: ZoneInfo) -> datetime:
    """Return the end of a period in hours, in UTC: hours run on through nights, holidays and changes of the clock.

    >>> from datetime import UTC
    >>> end_of_hours(datetime(2026, 9, 1, 8, 15, tzinfo=UTC), 8, ZoneInfo("Europe/Dublin")).isoformat()
    '2026-09-01T17:00:00+00:00'
    """
    local = utc(event).astimezone(zone)
    begun = event - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return begun + (hours + 1) * _HOUR


def end_of_days(event: datetime, days: int, zone: ZoneInfo, state: str) -> datetime:
    """Return the end of a period in days, in UTC: midnight after its last day, in the zone where it runs."""
    first = utc(event).astimezone(zone).date() + _DAY
    last = first + (days - 1) * _DAY
    if days >= 2:
        last = max(last, _second_working_day(first, state))
    return _midnight_after(next_working_day(last, state), zone)


def end_of_working_days(event: datetime, days: int, zone: ZoneInfo, state: str) -> datetime:
    """Return the end of a period in working days, in UTC."""
    day = utc(event).astimezone(zone).date()
    left = days
    while left:
        day += _DAY
        left -= is_working_day(day, state)
    return _midnight_after(day, zone)


def end_of_months(event: datetime, months: int, zone: ZoneInfo, state: str) -> datetime:
    """Return the end of a period in months, in UTC."""
    last = months_after(utc(event).astimezone(zone), months).date()
    return _midnight_after(next_working_day(last, state), zone)


def _second_working_day(first: date, state: str) -> date:
    return next_working_day(next_working_day(first, state) + _DAY, state)


def _midnight_after(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + _DAY, time(), zone).astimezone(UTC)
