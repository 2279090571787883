"""The flights of some days out of what a timetable said: SSIM, sections 4.7 and 5.7."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from tournai.travel.timetable import check_changes, read_timetable, scheduled_flights
from tournai.travel.timetable.local_times import from_local, from_utc

NEAR = date(2026, 5, 1)
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 14)
BASE = ("SSM", "LT", "NEW", "XT123", "01JUN26 30JUN26 15", "J 320", "BRU0715 FCO0915")


def changes(*messages: tuple[str, ...]):
    return [change for lines in messages for change in read_timetable("\n".join(lines).encode(), NEAR).changes]


def flights(*messages: tuple[str, ...]):
    return scheduled_flights(changes(*messages), FIRST, LAST)


def days(found) -> list[int]:
    return [flight.departure_date.day for flight in found]


class TestBasicSchedule:
    """Section 4.7: SSM sub-messages."""

    def test_new_makes_a_flight_on_each_of_its_days(self):
        assert days(flights(BASE)) == [1, 5, 8, 12]

    def test_a_flight_has_its_times_local_and_in_utc(self):
        first = flights(BASE)[0]

        assert (first.departure_local, first.departure_at, first.arrival_at) == (
            datetime(2026, 6, 1, 7, 15),
            datetime(2026, 6, 1, 5, 15, tzinfo=UTC),
            datetime(2026, 6, 1, 7, 15, tzinfo=UTC),
        )

    def test_cnl_cancels_the_flights_of_its_period(self):
        found = flights(BASE, ("SSM", "LT", "CNL", "XT123", "01JUN26 07JUN26 1"))

        assert [flight.departure_date.day for flight in found if flight.is_cancelled] == [1]

    def test_tim_moves_the_named_leg(self):
        found = flights(BASE, ("SSM", "LT", "TIM", "XT123", "08JUN26 30JUN26 1", "BRU0800 FCO1000"))

        assert [flight.departure_local.hour for flight in found] == [7, 7, 8, 7]

    def test_a_time_in_utc_finds_a_flight_in_local_time(self):
        found = flights(BASE, ("SSM", "UTC", "TIM", "XT123", "08JUN26 08JUN26 1", "BRU0600 FCO0800"))

        assert found[2].departure_local == datetime(2026, 6, 8, 8, 0)

    def test_rpl_replaces_what_a_flight_had(self):
        found = flights(BASE, ("SSM", "LT", "RPL", "XT123", "08JUN26 30JUN26 1", "J 320", "BRU0715 MXP0845"))

        assert [flight.arrival_airport for flight in found] == ["FCO", "FCO", "MXP", "FCO"]

    def test_eqt_to_a_freighter_changes_the_service(self):
        found = flights(BASE, ("SSM", "LT", "EQT", "XT123", "01JUN26 07JUN26 1", "F 74F"))

        assert (found[0].service_type, found[0].aircraft, found[1].service_type) == ("F", "74F", "J")

    def test_flt_gives_a_flight_another_number(self):
        found = flights(BASE, ("SSM", "LT", "FLT", "XT123", "01JUN26 07JUN26 1", "XT999"))

        assert [flight.number for flight in found] == ["999", "123", "123", "123"]

    def test_rev_moves_a_flight_to_another_period(self):
        found = flights(BASE, ("SSM", "LT", "REV", "XT123", "01JUN26 30JUN26 15", "03JUN26 30JUN26 3"))

        assert days(found) == [3, 10]

    def test_skd_withdraws_what_its_new_supersedes(self):
        found = flights(
            BASE,
            ("SSM", "LT", "SKD", "XT123", "01JUN26 07JUN26 1234567"),
            ("SSM", "LT", "NEW", "XT123", "01JUN26 07JUN26 2", "J 320", "BRU0715 FCO0915"),
        )

        assert days(found) == [2, 8, 12]

    def test_a_later_data_set_replaces_an_earlier_message(self):
        found = flights(BASE, ("SSM", "LT", "SKD", "XT123", "01JUN26 30JUN26 1234567"))

        assert found == []


class TestAdHocChanges:
    """Section 5.7: ASM sub-messages."""

    def test_a_cancelled_flight_can_be_reinstated(self):
        found = flights(BASE, ("ASM", "LT", "CNL", "XT123/05JUN"), ("ASM", "LT", "RIN", "XT123/05JUN"))

        assert [flight.is_cancelled for flight in found] == [False] * 4

    def test_a_cancellation_stands_above_a_schedule_that_comes_after_it(self):
        found = flights(("ASM", "LT", "CNL", "XT123/05JUN"), BASE)

        assert [flight.departure_date.day for flight in found if flight.is_cancelled] == [5]

    def test_xasm_takes_the_cancellation_away(self):
        found = flights(
            BASE, ("ASM", "LT", "CNL", "XT123/05JUN"), ("SSM", "LT", "EQT XASM", "XT123", "01JUN26 30JUN26 15", "J 321")
        )

        assert [flight.is_cancelled for flight in found] == [False] * 4

    def test_only_the_named_leg_is_cancelled(self):
        two_legs = (*BASE[:6], "BRU0715 FCO0915", "FCO1000 TUN1100")

        found = flights(two_legs, ("ASM", "LT", "CNL", "XT123/01JUN FCO/TUN"))

        assert [(leg.departure_airport, leg.is_cancelled) for leg in found[:2]] == [("BRU", False), ("FCO", True)]

    def test_a_moved_flight_remembers_when_it_was_to_leave(self):
        moved = flights(BASE, ("ASM", "LT", "TIM", "XT123/01JUN", "BRU1115 FCO1315"))[0]

        assert (moved.departure_at.hour, moved.planned_departure_at.hour) == (9, 5)

    def test_a_flight_moved_past_midnight_stays_the_flight_of_its_date(self):
        found = flights(BASE, ("ASM", "LT", "TIM", "XT123/01JUN", "BRU0030/1 FCO0230/1"))

        assert (days(found), found[0].departure_local) == ([1, 5, 8, 12], datetime(2026, 6, 2, 0, 30))

    def test_a_rerouted_flight_goes_elsewhere(self):
        found = flights(BASE, ("ASM", "LT", "RRT", "XT123/01JUN", "BRU0715 CIA0915"))

        assert (found[0].arrival_airport, found[0].service_type) == ("CIA", "J")

    def test_a_flight_that_a_message_makes_knows_when_it_was_announced(self):
        [new] = changes(("ASM", "LT", "NEW", "XT900/03JUN", "C 320", "BRU0715 FCO0915"))
        told = msgspec.structs.replace(new, announced_at=datetime(2026, 6, 2, 20, 0, tzinfo=UTC))

        [found] = scheduled_flights([told], FIRST, LAST)

        assert found.announced_at == datetime(2026, 6, 2, 20, 0, tzinfo=UTC)


class TestLocalTimes:
    """Section 2.6; the clocks of Brussels change on 29 March and 25 October 2026, 01:00 UTC (Directive 2000/84/EC)."""

    def test_a_flight_keeps_its_local_time_when_the_clocks_change(self):
        weekly = ("SSM", "LT", "NEW", "XT1", "27MAR26 30MAR26 1234567", "J 320", "BRU0715 FCO0915")

        found = scheduled_flights(changes(weekly), date(2026, 3, 27), date(2026, 3, 30))

        assert [flight.departure_at.hour for flight in found] == [6, 6, 5, 5]

    def test_a_time_that_the_clocks_skip_is_read_an_hour_later(self):
        moment = from_local(datetime(2026, 3, 29, 2, 30), "BRU")

        assert (moment.at, moment.local, moment.remark) == (
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
            datetime(2026, 3, 29, 3, 30),
            "nonexistent",
        )

    def test_of_a_time_that_comes_twice_the_first_is_taken(self):
        moment = from_local(datetime(2026, 10, 25, 2, 30), "BRU")

        assert (moment.at, moment.remark) == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "ambiguous")

    @pytest.mark.parametrize(("variation", "hour"), [(120, 0), (60, 1)])
    def test_of_a_time_that_comes_twice_the_message_says_which(self, variation, hour):
        moment = from_local(datetime(2026, 10, 25, 2, 30), "BRU", variation)

        assert (moment.at.hour, moment.remark) == (hour, "")

    def test_another_difference_from_utc_than_the_zones_is_told(self):
        moment = from_local(datetime(2026, 6, 1, 12, 0), "BRU", 60)

        assert (moment.at.hour, moment.remark) == (10, "variation")

    def test_an_unknown_airport_is_read_by_what_the_message_says(self):
        assert from_local(datetime(2026, 6, 1, 12, 0), "QQQ", 60).at == datetime(2026, 6, 1, 11, 0, tzinfo=UTC)

    def test_a_date_in_utc_may_be_another_one_at_the_airport(self):
        assert from_utc(datetime(2026, 6, 1, 23, 0), "BRU").local == datetime(2026, 6, 2, 1, 0)

    def test_an_arrival_before_the_departure_is_on_the_next_day(self):
        night = ("SSM", "LT", "NEW", "XT1", "01JUN26 01JUN26 1", "J 320", "BRU2330 FCO0130")

        [found] = flights(night)

        assert found.arrival_local == datetime(2026, 6, 2, 1, 30)

    def test_what_is_odd_about_times_is_told_once(self):
        ambiguous = ("SSM", "LT", "NEW", "XT1", "24OCT26 26OCT26 7", "J 320", "BRU0230 FCO0430")

        assert [remark.code for remark in check_changes(changes(ambiguous))] == ["ambiguous"]

    def test_an_unknown_airport_is_told(self):
        unknown = ("SSM", "LT", "NEW", "XT1", "01JUN26 01JUN26 1", "J 320", "QQQ0230 FCO0430")

        assert [remark.code for remark in check_changes(changes(unknown))] == ["airport"]


class TestCodeshares:
    """DEI 10 and 50 of section 2.6: the operating carrier owes the push (rule PNR-05)."""

    def test_a_flight_that_another_names_as_its_duplicate_says_who_operates_it(self):
        sold = ("SSM", "LT", "NEW", "ZY77", "01JUN26 30JUN26 15", "J 320", "BRU0715 FCO0915")
        found = flights((*BASE, "BRUFCO 10/ZY77"), sold)

        assert [(flight.carrier, flight.operating) for flight in found[:2]] == [("XT", ""), ("ZY", "XT123")]
