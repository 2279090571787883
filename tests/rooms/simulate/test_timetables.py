"""The timetables of a simulated evening."""

from datetime import UTC, datetime, timedelta

import pytest

from tournai.simulate import evening_cancellation, evening_timetables, make_evening
from tournai.travel.timetable import read_timetable, scheduled_flights

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def evening():
    return make_evening(2016, NOW, flights=4, travellers_per_flight=5, planted=2)


@pytest.fixture(scope="module")
def read(evening):
    return [read_timetable(data, NOW.date()) for _, data in evening_timetables(evening.pushes, NOW)]


@pytest.fixture(scope="module")
def changes(read):
    return [change for one in read for change in one.changes]


def flights(changes):
    return scheduled_flights(changes, NOW.date() - timedelta(days=1), NOW.date() + timedelta(days=3))


def test_data_sets_are_read_without_a_remark(read):
    assert [one.remarks for one in read] == [(), ()]


def test_every_pushed_flight_is_in_its_carriers_timetable(changes):
    assert {"XT101", "ZY101", "XT102", "ZY102"} <= {f"{flight.carrier}{flight.number}" for flight in flights(changes)}


def test_one_flight_has_left_without_a_push(changes):
    [left] = [flight for flight in flights(changes) if flight.departure_at < NOW]

    assert (left.carrier, left.number, left.departure_at) == ("XT", "901", NOW - timedelta(hours=2.5))


def test_one_flight_is_cancelled(changes):
    _, message = evening_cancellation(NOW)
    told = [*changes, *read_timetable(message, NOW.date()).changes]

    assert [flight.number for flight in flights(told) if flight.is_cancelled] == ["907"]
