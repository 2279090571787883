"""Periods, days of operation and dates: SSIM, section 2.6."""

from datetime import date

import pytest

from tournai.errors import Malformed
from tournai.travel.timetable.periods import OPEN_END, Period, read_date, read_days, write_date, write_days


def test_days_of_operation_are_read_with_blanks_for_days_without_a_flight():
    assert read_days("1 3 56 ") == (1, 3, 5, 6)


def test_days_of_operation_are_written_in_seven_places():
    assert write_days((1, 3, 5, 6)) == "1 3 56 "


@pytest.mark.parametrize("text", ["", "       ", "8", "1x", "0"])
def test_what_is_no_day_of_operation_is_refused(text):
    with pytest.raises(Malformed) as refused:
        read_days(text)

    assert refused.value.code == "days"


def test_a_date_is_read_and_written():
    assert (read_date("09JUN05"), write_date(date(2005, 6, 9))) == (date(2005, 6, 9), "09JUN05")


def test_an_open_end_is_until_further_notice():
    assert read_date("00XXX00") == OPEN_END


def test_a_date_without_a_year_is_the_nearest():
    assert read_date("02JAN", near=date(2026, 12, 20)) == date(2027, 1, 2)


def test_a_leap_day_without_a_year_is_in_a_year_that_has_one():
    assert read_date("29FEB", near=date(2027, 2, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["31FEB26", "01XYZ26", "1JAN26", "", "01JAN"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(Malformed):
        read_date(text)


def test_a_weekly_period_holds_its_days_and_no_others():
    period = Period(date(2026, 6, 1), date(2026, 6, 14), (1, 5))

    found = list(period.dates(date(2026, 1, 1), date(2026, 12, 31)))

    # The calendar of June 2026: the 1st and 8th are Mondays, the 5th and 12th Fridays.
    assert [day.day for day in found] == [1, 5, 8, 12]


def test_a_fortnightly_period_skips_every_other_week():
    period = Period(date(2026, 6, 1), date(2026, 6, 30), (1,), every_weeks=2)

    found = list(period.dates(date(2026, 6, 1), date(2026, 6, 30)))

    assert [day.day for day in found] == [1, 15, 29]
