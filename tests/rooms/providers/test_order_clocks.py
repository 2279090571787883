"""Clocks: Regulation (EU) 2023/1543, Art. 4(5), 10 to 12, 16; Regulation (EEC, Euratom) No 1182/71, Art. 3."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.fakes.orders import preservation_order, subscriber_order, traffic_order

from tournai.errors import Refused
from tournai.providers.clocks import (
    CLOCKS,
    ClockKind,
    Place,
    alarm,
    is_late,
    latest_at,
    pause,
    production_clock,
    resume,
    start,
    stop,
    target_at,
)
from tournai.providers.clocks.working_days import easter_sunday, holidays, is_working_day

BRUSSELS, DUBLIN = Place("BE", "Europe/Brussels"), Place("IE", "Europe/Dublin")
TUESDAY = datetime(2026, 9, 1, 8, 15, tzinfo=UTC)
"""1 September 2026, 10:15 in Brussels."""
HOUR = timedelta(hours=1)


def local(text: str, zone: str = "Europe/Brussels") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


class TestPeriods:
    """The day or hour of the event is not counted; days end at midnight; rest days move the end, but of hours."""

    def test_ten_days_end_as_in_the_worked_example(self) -> None:
        clock = start(ClockKind.PRODUCE, TUESDAY, BRUSSELS)

        assert clock.target_at == local("2026-09-11T10:15")
        assert clock.latest_at == local("2026-09-12T00:00")

    def test_eight_hours_count_from_the_next_full_hour(self) -> None:
        clock = start(ClockKind.PRODUCE_EMERGENCY, TUESDAY, BRUSSELS)

        assert (clock.target_at, clock.latest_at) == (local("2026-09-01T18:15"), local("2026-09-01T19:00"))

    def test_last_day_on_a_saturday_moves_to_monday(self) -> None:
        wednesday = local("2026-09-02T10:15")

        assert start(ClockKind.PRODUCE, wednesday, BRUSSELS).latest_at == local("2026-09-15T00:00")

    def test_last_day_on_a_holiday_moves_on(self) -> None:
        """11 November is a holiday in Belgium, and none in Ireland."""
        sent = local("2026-11-01T12:00")

        assert start(ClockKind.PRODUCE, sent, BRUSSELS).latest_at == local("2026-11-13T00:00")
        assert start(ClockKind.PRODUCE, sent, DUBLIN).latest_at == local("2026-11-12T00:00", "Europe/Dublin")

    def test_hours_run_through_a_weekend(self) -> None:
        friday = local("2026-09-04T16:00")

        assert start(ClockKind.ASSESS_EMERGENCY, friday, BRUSSELS).target_at == local("2026-09-08T16:00")

    def test_hours_are_counted_through_a_change_of_the_clock(self) -> None:
        before = local("2026-10-24T22:30")

        assert start(ClockKind.PRODUCE_EMERGENCY, before, BRUSSELS).target_at == local("2026-10-25T05:30")

    def test_five_working_days_skip_weekend_and_holiday(self) -> None:
        """From Monday 9 November: 10, 12, 13, 16, 17."""
        clock = start(ClockKind.RECOGNISE, local("2026-11-09T10:00"), BRUSSELS)

        assert (clock.target_at, clock.latest_at) == (local("2026-11-17T10:00"), local("2026-11-18T00:00"))

    def test_validation_after_an_emergency_has_48_hours_and_no_more(self) -> None:
        clock = start(ClockKind.EX_POST_VALIDATION, TUESDAY, BRUSSELS)

        assert clock.target_at == clock.latest_at == TUESDAY + 48 * HOUR

    def test_removal_after_61_minutes_is_late(self) -> None:
        clock = start(ClockKind.REMOVE, TUESDAY, DUBLIN)

        assert not is_late(clock, TUESDAY + HOUR)
        assert is_late(clock, TUESDAY + timedelta(minutes=61))

    def test_removed_content_is_kept_six_months(self) -> None:
        clock = start(ClockKind.KEEP_REMOVED, local("2026-08-31T09:00"), BRUSSELS)

        assert clock.target_at.date() == date(2027, 2, 28)

    def test_preservation_is_60_days_and_90_when_extended(self) -> None:
        days = [CLOCKS[kind].length for kind in (ClockKind.PRESERVE, ClockKind.PRESERVE_EXTENDED)]

        assert days == [60, 90]


class TestWorkingDays:
    """Public holidays as national law has them; Easter by the Gregorian computus."""

    @pytest.mark.parametrize(
        ("year", "day"),
        [(2000, "2000-04-23"), (2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2038, "2038-04-25")],
    )
    def test_easter(self, year: int, day: str) -> None:
        assert easter_sunday(year).isoformat() == day

    def test_irish_mondays_of_2026(self) -> None:
        days = {day.isoformat() for day in holidays("IE", 2026)}

        assert {"2026-02-02", "2026-05-04", "2026-06-01", "2026-08-03", "2026-10-26"} <= days

    def test_belgium_has_ten_holidays(self) -> None:
        assert len(holidays("BE", 2026)) == 10

    def test_state_that_is_not_known_has_weekends_only(self) -> None:
        assert is_working_day(date(2026, 12, 25), "SK")
        assert not is_working_day(date(2026, 12, 26), "SK")


class TestAlarms:
    """At 50, 80 and 100 % of the time to the target."""

    @pytest.mark.parametrize(
        ("share", "expected"),
        [(0.0, 0), (0.49, 0), (0.5, 50), (0.79, 50), (0.8, 80), (0.99, 80), (1.0, 100), (2.0, 100)],
    )
    def test_alarm_at_a_share_of_the_time(self, share: float, expected: int) -> None:
        clock = start(ClockKind.PRODUCE, TUESDAY, BRUSSELS)

        assert alarm(clock, TUESDAY + share * timedelta(days=10)) == expected

    def test_stopped_clock_raises_none(self) -> None:
        clock = stop(start(ClockKind.PRODUCE, TUESDAY, BRUSSELS), TUESDAY + HOUR)

        assert alarm(clock, TUESDAY + timedelta(days=20)) == 0
        assert not is_late(clock, TUESDAY + timedelta(days=20))


class TestPauses:
    """Art. 10(6): the addressee owes nothing until a clarification is provided."""

    def test_clarification_moves_target_and_latest(self) -> None:
        clock = start(ClockKind.PRODUCE, TUESDAY, BRUSSELS)
        clock = resume(pause(clock, TUESDAY + timedelta(days=2)), TUESDAY + timedelta(days=5))
        now = TUESDAY + timedelta(days=6)

        assert target_at(clock, now) - clock.target_at == timedelta(days=3)
        assert latest_at(clock, now) - clock.latest_at == timedelta(days=3)
        assert alarm(clock, now) == 0

    def test_clock_that_stands_still_is_never_late(self) -> None:
        clock = pause(start(ClockKind.PRODUCE, TUESDAY, BRUSSELS), TUESDAY + HOUR)

        assert not is_late(clock, TUESDAY + timedelta(days=90))
        assert alarm(clock, TUESDAY + timedelta(days=90)) == 0

    def test_validation_after_an_emergency_never_stands_still(self) -> None:
        with pytest.raises(Refused, match="PRV-04"):
            pause(start(ClockKind.EX_POST_VALIDATION, TUESDAY, BRUSSELS), TUESDAY)

    def test_clock_that_runs_cannot_be_resumed(self) -> None:
        with pytest.raises(Refused):
            resume(start(ClockKind.PRODUCE, TUESDAY, BRUSSELS), TUESDAY)


def test_each_order_has_its_clock() -> None:
    kinds = [production_clock(order.form) for order in (subscriber_order(), traffic_order(), preservation_order())]

    assert kinds == [ClockKind.PRODUCE, ClockKind.PRODUCE_NOTIFIED, ClockKind.PRESERVE]
