"""Days of birth that one slip makes of another, in arithmetic that compiled loops can do.

Source of the calendar arithmetic: the proleptic Gregorian calendar, years that begin in March (as in RFC 3339, appendix
B, for the day of the week). Days count from 1970-01-01.
"""

import numpy as np
import numpy.typing as npt

from tournai.screening.compiled import compiled

MOST_NEAR = 96
"""Days that one slip can make of a day; no day has more."""

ONE_DIGIT_OFF, DAY_AND_MONTH, NEW_YEARS_DAY = 1, 2, 3
"""The kinds of slip, the likelier ones higher; a day that two kinds give has the higher."""

FIRST_YEAR, LAST_YEAR = 1, 9999
_LENGTHS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int32)

Days = npt.NDArray[np.int32]


@compiled
def day_of(year: int, month: int, day: int) -> int:
    """Return the day's number."""
    years = year - (month <= 2)
    era = years // 400
    of_era = years - era * 400
    of_year = (153 * (month + (9 if month <= 2 else -3)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


@compiled
def date_of(number: int) -> tuple[int, int, int]:
    """Return year, month and day."""
    shifted = number + 719_468
    era = shifted // 146_097
    of_era = shifted - era * 146_097
    years = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * years + years // 4 - years // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    return years + era * 400 + (month <= 2), month, day


@compiled
def is_date(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and day >= 1):
        return False
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= _LENGTHS[month - 1] + (month == 2 and is_leap)


@compiled
def near_days(number: int, days: Days, kinds: Days) -> int:
    """Write the days that one slip makes of this one, with the kind of slip, and return how many they are.

    Day and month are exchanged; one digit of day, month or of the year's last two is another, or two neighbouring ones
    are exchanged; the day is one too many or missing; only the year was known and 1 January was written.
    """
    year, month, day = date_of(number)
    count = _add(year, day, month, number, DAY_AND_MONTH, days, kinds, 0)
    count = _add(year, 1, 1, number, NEW_YEARS_DAY, days, kinds, count)
    for value in range(10):
        for unit in (1, 10):
            count = _add(year, month, _with_digit(day, unit, value), number, ONE_DIGIT_OFF, days, kinds, count)
            count = _add(year, _with_digit(month, unit, value), day, number, ONE_DIGIT_OFF, days, kinds, count)
            count = _add(_with_digit(year, unit, value), month, day, number, ONE_DIGIT_OFF, days, kinds, count)
    count = _add(year, month, day // 10 + day % 10 * 10, number, ONE_DIGIT_OFF, days, kinds, count)
    count = _add(year, month // 10 + month % 10 * 10, day, number, ONE_DIGIT_OFF, days, kinds, count)
    turned = year - year % 100 + year % 10 * 10 + year % 100 // 10
    count = _add(turned, month, day, number, ONE_DIGIT_OFF, days, kinds, count)
    for other in (number - 1, number + 1):
        other_year, other_month, other_day = date_of(other)
        count = _add(other_year, other_month, other_day, number, ONE_DIGIT_OFF, days, kinds, count)
    return count


@compiled
def _with_digit(number: int, unit: int, digit: int) -> int:
    return number + (digit - number // unit % 10) * unit


@compiled
def _add(year: int, month: int, day: int, own: int, kind: int, days: Days, kinds: Days, count: int) -> int:
    if not is_date(year, month, day):
        return count
    number = day_of(year, month, day)
    if number == own:
        return count
    for at in range(count):
        if days[at] == number:
            return count
    days[count], kinds[count] = number, kind
    return count + 1
