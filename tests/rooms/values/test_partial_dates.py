"""Dates that are not fully known, and the ways in which lists write them."""

from datetime import date

import pytest

from tournai.values import PartialDate
from tournai.values.partial_dates import read_partial_date


@pytest.mark.parametrize(
    ("text", "earliest", "last"),
    [
        ("1972", date(1972, 1, 1), date(1972, 12, 31)),
        ("1972-02", date(1972, 2, 1), date(1972, 2, 29)),
        ("1972-03-01", date(1972, 3, 1), date(1972, 3, 1)),
        ("01 Mar 1972", date(1972, 3, 1), date(1972, 3, 1)),
        ("1 March 1972", date(1972, 3, 1), date(1972, 3, 1)),
        ("1st March, 1972", date(1972, 3, 1), date(1972, 3, 1)),
        ("March 1, 1972", date(1972, 3, 1), date(1972, 3, 1)),
        ("29 Feb 1972", date(1972, 2, 29), date(1972, 2, 29)),
        ("Feb 1973", date(1973, 2, 1), date(1973, 2, 28)),
        ("Sept. 1973", date(1973, 9, 1), date(1973, 9, 30)),
        ("DECEMBER 1973", date(1973, 12, 1), date(1973, 12, 31)),
        ("1971 to 1973", date(1971, 1, 1), date(1973, 12, 31)),
        ("1971-1973", date(1971, 1, 1), date(1973, 12, 31)),
        ("1971/1973", date(1971, 1, 1), date(1973, 12, 31)),
        ("between 1971 and 1973", date(1971, 1, 1), date(1973, 12, 31)),
        ("01 Feb 1971 to 05 Mar 1972", date(1971, 2, 1), date(1972, 3, 5)),
        ("Aug. and Sep. 1977", date(1977, 8, 1), date(1977, 9, 30)),
        ("  1972\n", date(1972, 1, 1), date(1972, 12, 31)),
    ],
)
def test_text_is_read_as_its_first_and_last_day(text: str, earliest: date, last: date) -> None:
    found = read_partial_date(text)

    assert found is not None
    assert (found.earliest, found.before.toordinal() - 1, found.is_approximate) == (earliest, last.toordinal(), False)


@pytest.mark.parametrize(
    "text", ["circa 1972", "approximately 1972", "Approx. 1972", "c. 1972", "ca. 1972", "~1972", "about 1972"]
)
def test_estimate_is_marked(text: str) -> None:
    assert read_partial_date(text) == PartialDate.in_year(1972, is_approximate=True)


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "circa", "unknown", "30 Feb 1972", "1972-13", "1972-02-30", "0000", "Foo 1972", "M 1972", "12", "72",
        "1972 to", "to 1972", "30-35 years old", "24/06/1402 (Hijri Calendar)", "٤٤٤٤", "1972" + " " * 100,
        "31 Dec 9999",
    ],
)  # fmt: skip
def test_text_that_is_no_date_is_none(text: str) -> None:
    assert read_partial_date(text) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (PartialDate.on(date(1972, 3, 1)), "1972-03-01"),
        (PartialDate.in_month(1972, 12), "1972-12"),
        (PartialDate.in_years(1971, 1973, is_approximate=True), "~1971/1973"),
        (PartialDate(date(1971, 1, 2), date(1972, 1, 1)), "1971-01-02/1971-12-31"),
    ],
)
def test_date_is_written_as_iso_8601_has_it(value: PartialDate, text: str) -> None:
    assert str(value) == text


@pytest.mark.parametrize(
    ("other", "does_meet"),
    [
        (PartialDate.in_year(1972), True),
        (PartialDate.on(date(1972, 12, 31)), True),
        (PartialDate.in_year(1973), False),
        (PartialDate.on(date(1971, 12, 31)), False),
    ],
)
def test_dates_meet_where_they_share_a_day(other: PartialDate, does_meet: bool) -> None:
    assert PartialDate.in_year(1972).meets(other) == does_meet


def test_estimate_of_a_day_is_not_exact() -> None:
    assert not PartialDate.on(date(1972, 3, 1), is_approximate=True).is_exact


def test_interval_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        PartialDate(date(1972, 1, 1), date(1972, 1, 1))
