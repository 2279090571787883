"""Laws of timetables: any bytes give a value or `Malformed`; what was written is read; days are the calendar's."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tournai.errors import Malformed
from tournai.travel.timetable import (
    Action,
    Change,
    Designator,
    Expected,
    Period,
    Received,
    TimedLeg,
    Timetable,
    check_changes,
    read_timetable,
    scheduled_flights,
    states,
    write_ssim,
)
from tournai.travel.timetable.expectations import PushState

NEAR = date(2026, 5, 1)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SSIM = write_ssim(
    [
        Change(Action.SKD, Designator("XT", ""), Period(date(2026, 4, 1), date(2026, 10, 24)), is_utc=False),
        Change(
            Action.ADD,
            Designator("XT", "123"),
            Period(date(2026, 6, 1), date(2026, 6, 30), (1, 3)),
            is_utc=False,
            legs=(TimedLeg("BRU", "FCO", 435, 555, duplicates=("ZY9",)),),
        ),
    ],
    NEAR,
)
SSM = (
    b"SSM\nUTC\nNEW\nXT123\n01JUN26 30JUN26 135/W2\nJ 320\nBRU0715 FCO0915/1\nBRUFCO 10/ZY9\n//\nCNL\nXT5\n01JUN 05JUN"
)
ASM = b"ASM\nLT\n24MAY00144E003\nTIM\nXT123/05JUN26 BRU/FCO\nBRU0815 FCO1015\n//\nFLT\nXT5/12 XT6/13\n"
CSV = b"flight;from;to;first;last;days;departure;arrival\nXT1;BRU;FCO;2026-06-01;2026-06-30;1;07:15;09:15\n"
PIECES = st.sampled_from(
    [b"\n", b"//", b"/", b" ", b"NEW", b"CNL", b"SKD", b"31FEB26", b"00XXX00", b"2", b"3", b"\xff"]
)
EDIT = st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 12), PIECES | st.binary(max_size=4))
EDITS = st.lists(EDIT, max_size=12)


def damaged(data: bytes, edits) -> bytes:
    for place, length, piece in edits:
        start = int(place * len(data))
        data = data[:start] + piece + data[start + length :]
    return data


@given(st.sampled_from([SSIM, SSM, ASM, CSV]), EDITS)
def test_damaged_timetables_give_a_timetable_or_malformed(data, edits):
    with suppress(Malformed):
        read = read_timetable(damaged(data, edits), NEAR)
        assert isinstance(read, Timetable)
        scheduled_flights(read.changes, date(2026, 6, 1), date(2026, 6, 10))
        check_changes(read.changes)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_give_a_timetable_or_malformed(data):
    with suppress(Malformed):
        assert isinstance(read_timetable(data, NEAR), Timetable)


@st.composite
def periods(draw) -> Period:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    days = draw(st.sets(st.integers(1, 7), min_size=1))
    return Period(first, last, tuple(sorted(days)), draw(st.sampled_from([1, 2])))


LEGS = st.builds(
    TimedLeg,
    departure_airport=st.text(LETTERS, min_size=3, max_size=3),
    arrival_airport=st.text(LETTERS, min_size=3, max_size=3),
    departure=st.integers(0, 1439),
    arrival=st.integers(0, 1440),
    departure_day=st.integers(-1, 7),
    arrival_day=st.integers(-1, 7),
    departure_variation=st.none() | st.integers(-720, 840),
    arrival_variation=st.none() | st.integers(-720, 840),
    service_type=st.sampled_from(["", "J", "F", "C"]),
    aircraft=st.sampled_from(["", "320", "77W"]),
    operating=st.sampled_from(["", "ZY12", "ZY"]),
    duplicates=st.lists(st.sampled_from(["ZY9", "QX1234", "QX7A"]), max_size=3, unique=True).map(tuple),
)


ADDED = st.tuples(st.integers(1, 9999), st.sampled_from(["", "A"]), periods(), LEGS)


@given(st.lists(ADDED, min_size=1, max_size=120), st.booleans())
def test_a_written_data_set_is_read_as_it_was(drawn, is_utc):
    start = Change(Action.SKD, Designator("XT", ""), Period(date(2026, 1, 1), date(2027, 12, 31)), is_utc=is_utc)
    added = [
        Change(Action.ADD, Designator("XT", str(number), suffix), period, is_utc=is_utc, legs=(leg,))
        for number, suffix, period, leg in drawn
    ]

    read = read_timetable(write_ssim([start, *added], NEAR), NEAR)

    assert read.remarks == ()
    assert [_without_line(change) for change in read.changes] == [start, *added]


def _without_line(change: Change) -> Change:
    return Change(change.action, change.flight, change.period, is_utc=change.is_utc, legs=change.legs)


@given(periods(), DAYS, st.integers(0, 60))
def test_days_of_operation_are_those_of_the_calendar(period, first, length):
    """Against a brute force of its own: every day is asked for its weekday and its week."""
    last = first + timedelta(days=length)

    found = list(period.dates(first, last))

    every = [first + timedelta(days=number) for number in range(length + 1)]
    assert found == [
        day
        for day in every
        if period.first <= day <= period.last
        and day.strftime("%u") in "".join(map(str, period.days))
        and (day.toordinal() - period.first.toordinal()) // 7 in range(0, 1000, period.every_weeks)
    ]


INSTANTS = st.integers(-4000, 4000).map(
    lambda minutes: datetime(2026, 6, 3, 12, tzinfo=UTC) + timedelta(minutes=minutes)
)
FLIGHT = Expected(datetime(2026, 6, 3, 12, tzinfo=UTC), datetime(2026, 6, 3, 15, tzinfo=UTC))


@given(st.lists(st.builds(Received, INSTANTS, st.booleans()), max_size=6), INSTANTS, INSTANTS)
def test_what_came_in_time_stays_so(received, one, other):
    earlier, later = sorted((one, other))

    for before, after in zip(states(FLIGHT, received, earlier), states(FLIGHT, received, later), strict=True):
        assert before.state is not PushState.ON_TIME or after.state is PushState.ON_TIME


@given(st.lists(st.builds(Received, INSTANTS, st.booleans()), max_size=6), INSTANTS)
def test_nothing_changes_before_it_is_said_to(received, now):
    for standing in states(FLIGHT, [push for push in received if push.at <= now], now):
        just_before = (standing.changes_at or now + timedelta(days=9)) - timedelta.resolution
        again = next(
            one
            for one in states(FLIGHT, [push for push in received if push.at <= now], just_before)
            if one.obligation is standing.obligation
        )
        assert (again.state, again.is_alarm) == (standing.state, standing.is_alarm)
