"""Timetables as people write them."""

from datetime import date

import pytest

from tournai.errors import Malformed
from tournai.travel.timetable import Action, read_timetable
from tournai.travel.timetable.periods import on_day

HEADER = "flight;from;to;first;last;days;departure;arrival;service"
NEAR = date(2026, 5, 1)


def read(*rows: str):
    return read_timetable("\n".join((HEADER, *rows)).encode(), NEAR)


def test_a_row_with_a_period_belongs_to_the_basic_schedule():
    [change] = read("XT123;BRU;FCO;2026-06-01;2026-06-30;135;07:15;09:15;J").changes

    assert (change.action, change.is_ad_hoc, change.period.days, change.legs[0].departure) == (
        Action.NEW,
        False,
        (1, 3, 5),
        435,
    )


def test_a_row_with_one_date_is_a_single_flight():
    [change] = read("XT123;BRU;FCO;2026-06-01;;;7:15;9:15;J").changes

    assert (change.is_ad_hoc, change.period) == (True, on_day(date(2026, 6, 1)))


def test_an_arrival_before_the_departure_is_on_the_next_day():
    [change] = read("XT123;BRU;FCO;2026-06-01;;;23:15;01:15;J").changes

    assert change.legs[0].arrival_day == 1


def test_a_bad_row_is_told_with_its_place_and_costs_no_other():
    found = read("XT123;BRU;FCO;2026-06-01;;;25:99;9:15;J", "XT124;BRU;FCO;2026-06-01;;;7:15;9:15;J")

    assert [(remark.line, remark.offset, remark.code) for remark in found.remarks] == [(2, len(HEADER) + 1, "time")]
    assert [change.flight.number for change in found.changes] == ["124"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "format"),
        (b"a;b;c\n1;2;3", "format"),
        (b"flight;from;to;first\nXT1;BRU;FCO;2026-06-01", "no-header"),
        (HEADER.encode(), "no-rows"),
    ],
)
def test_what_is_no_timetable_is_refused(data, code):
    with pytest.raises(Malformed) as refused:
        read_timetable(data, NEAR)

    assert refused.value.code == code
