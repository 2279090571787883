"""Dates of pushes: two-digit years are read against the day of preparation."""

from datetime import date, datetime

import pytest

from tournai.travel.travel_dates import birth_date, day_of, expiry_date, list_time, local_time
from tournai.values import PartialDate

REFERENCE = date(2030, 12, 1)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("12JUL64", PartialDate.on(date(1964, 7, 12))),
        ("01DEC30", PartialDate.on(date(2030, 12, 1))),
        ("02DEC30", PartialDate.on(date(1930, 12, 2))),
        ("29FEB28", PartialDate.on(date(2028, 2, 29))),
        ("12JUL1964", PartialDate.on(date(1964, 7, 12))),
        ("640712", PartialDate.on(date(1964, 7, 12))),
        ("19640712", PartialDate.on(date(1964, 7, 12))),
        ("00JUL64", PartialDate.in_month(1964, 7)),
        ("640000", PartialDate.in_year(1964)),
        ("31FEB64", None),
        ("12JUX64", None),
        ("", None),
        ("00000000", None),
        ("\u0661\u0662JUL64", None),
    ],
)
def test_birth_date_lies_in_the_past_of_the_push(text, born):
    assert birth_date(text, REFERENCE) == born


@pytest.mark.parametrize(
    ("text", "expires"),
    [
        ("23AUG35", date(2035, 8, 23)),
        ("23AUG79", date(2079, 8, 23)),
        ("23AUG81", date(1981, 8, 23)),
        ("350823", date(2035, 8, 23)),
        ("23AUG2035", date(2035, 8, 23)),
        ("99", None),
    ],
)
def test_date_of_expiry_is_the_one_nearest_to_the_push(text, expires):
    assert expiry_date(text, REFERENCE) == expires


@pytest.mark.parametrize(
    ("text", "day"), [("021230", date(2030, 12, 2)), ("321230", None), ("02123", None), ("", None)]
)
def test_day_of_a_flight_is_read(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("clock", "time"),
    [
        ("0900", datetime(2030, 12, 2, 9, 0)),
        ("090030", datetime(2030, 12, 2, 9, 0)),
        ("2400", datetime(2030, 12, 3, 0, 0)),
        ("2460", None),
        ("9", None),
    ],
)
def test_time_at_an_airport_is_read(clock, time):
    assert local_time("021230", clock) == time


@pytest.mark.parametrize("text", ["3012020900", "203012020900"])
def test_time_of_a_list_has_a_year_of_two_or_four_digits(text):
    assert list_time(text) == datetime(2030, 12, 2, 9, 0)
