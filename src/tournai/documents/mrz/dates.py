"""The dates of a zone: six digits, of which some may be unknown, and the century that they leave out.

Source: ICAO Doc 9303-3, 8th edition (2021), section 4.8, which names no century; BSI TR-03135, section 5.7.1, takes a
date of expiry as at most fifteen years ahead.
"""

from datetime import date

from tournai.documents.mrz.characters import FILLER
from tournai.values import PartialDate

MOST_YEARS_VALID = 15
UNKNOWN = FILLER * 6


def birth_date(text: str, today: date) -> PartialDate | None:
    """Return a date of birth ``YYMMDD``: the latest such day that is not after ``today``.

    ``None`` where its year is unknown. Positions with fillers are unknown: ``72<<<<`` is the year 1972.

    Raises:
        ValueError: There is no such day, or the unknown parts stand before known ones.

    >>> str(birth_date("420712", date(2030, 12, 1))), str(birth_date("29<<<<", date(2030, 12, 1)))
    ('1942-07-12', '2029')
    """
    return _latest(text, today)


def expiry_date(text: str, today: date) -> PartialDate | None:
    """Return a date of expiry ``YYMMDD``: the latest such day that is at most fifteen years after ``today``.

    Raises:
        ValueError: There is no such day, or the unknown parts stand before known ones.

    >>> str(expiry_date("350520", date(2030, 12, 1))), str(expiry_date("940623", date(2030, 12, 1)))
    ('2035-05-20', '1994-06-23')
    """
    return _latest(text, date(today.year + MOST_YEARS_VALID, 12, 31))


def issue_month(text: str, today: date) -> PartialDate | None:
    """Return the month ``YYMM`` in which a French card was issued: the latest that is not after ``today``.

    Raises:
        ValueError: There is no such month.
    """
    return _latest(text + FILLER * 2, today)


def write_date(day: PartialDate | None) -> str:
    """Return a date as a zone has it, with fillers for what is unknown.

    >>> write_date(PartialDate.in_year(1972)), write_date(None)
    ('72<<<<', '<<<<<<')
    """
    if day is None:
        return UNKNOWN
    known = str(day).replace("-", "")
    if not known.isdigit():
        raise ValueError("a zone holds a day, a month or a year")
    return known[2:].ljust(6, FILLER)


def _latest(text: str, limit: date) -> PartialDate | None:
    known = text.rstrip(FILLER)
    if not known:
        return None
    if len(known) not in (2, 4, 6) or not known.isdigit():
        raise ValueError("no date")
    thousands = limit.year // 100
    found = [_in(century * 100 + int(known[:2]), known[2:]) for century in (thousands, thousands - 1)]
    # 29 February is a day of only one of two centuries.
    days = [day for day in found if day is not None and day.earliest <= limit]
    if not days:
        raise ValueError("no such day")
    return days[0]


def _in(year: int, rest: str) -> PartialDate | None:
    try:
        if not rest:
            return PartialDate.in_year(year)
        if len(rest) == 2:
            return PartialDate.in_month(year, int(rest))
        return PartialDate.on(date(year, int(rest[:2]), int(rest[2:])))
    except ValueError:
        return None
