"""Instants: aware, UTC, and the arithmetic of periods that laws state in months.

Source: Regulation (EEC, Euratom) No 1182/71, Art. 3(2)(c): a period in months ends on the day of the same number in
the last month, and on that month's last day where it has no such day.
"""

from calendar import monthrange
from datetime import datetime, timedelta

from tournai.errors import Malformed


def utc(moment: datetime) -> datetime:
    """Return the instant as given, when it is aware and in UTC.

    Raises:
        Malformed: The instant is naive or in another zone (code ``not-utc``).
    """
    if moment.utcoffset() != timedelta(0):
        raise Malformed("an instant must be aware and in UTC: convert it where it enters", code="not-utc")
    return moment


def months_after(moment: datetime, months: int) -> datetime:
    """Return the same time of day, that many calendar months later.

    >>> from datetime import UTC
    >>> months_after(datetime(2026, 8, 31, 9, tzinfo=UTC), 6).isoformat()
    '2027-02-28T09:00:00+00:00'
    """
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    last_day = monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last_day))
