"""SSM and ASM: SSIM, chapters 4 and 5. The message of Y7 is the public one of a decoder's own tests."""

from datetime import date

import pytest

from tournai.errors import Malformed
from tournai.travel.timetable.changes import Action, Designator
from tournai.travel.timetable.periods import Period, on_day
from tournai.travel.timetable.schedule_messages import read_schedule_message

NEAR = date(2026, 5, 1)
OF_Y7 = (
    "QU BRUXXYY\r\n.SVOXXY7 201200\r\nSSM\r\nUTC\r\n20APR26444E001\r\n"
    "RPL\r\nY7919\r\n01JUN21 28SEP21 2\r\nJ 738 .C6Y174\r\nNSK0845 UFA1210\r\nUFA1340 AAQ1650\r\n"
    "NSKUFA 98/1\r\nUFAAAQ 99/1\r\n//\r\n"
    "RPL\r\nY7920\r\n01JUN21 28SEP21 2\r\nJ 738 .C6Y174\r\nAAQ1930 UFA2215\r\nUFA2345 NSK0310/1\r\n"
    "AAQUFA 98/1\r\nUFANSK 99/1\r\n//\r\nSI AUTOFEED 326444\r\n"
)


def read(*lines: str):
    return read_schedule_message("\n".join(lines).encode(), NEAR)


class TestSsm:
    """Chapter 4."""

    def test_each_sub_message_is_a_change(self):
        found = read_schedule_message(OF_Y7.encode(), NEAR)

        assert [(one.action, str(one.flight), one.line) for one in found.changes] == [
            (Action.RPL, "Y7919", 6),
            (Action.RPL, "Y7920", 15),
        ]
        assert found.remarks == ()

    def test_a_change_has_its_period_and_legs(self):
        change = read_schedule_message(OF_Y7.encode(), NEAR).changes[1]

        assert change.period == Period(date(2021, 6, 1), date(2021, 9, 28), (2,))
        assert [(*leg.ends, leg.departure, leg.arrival, leg.arrival_day) for leg in change.legs] == [
            ("AAQ", "UFA", 1170, 1335, 0),
            ("UFA", "NSK", 1425, 190, 1),
        ]

    def test_equipment_is_that_of_every_leg(self):
        change = read_schedule_message(OF_Y7.encode(), NEAR).changes[0]

        assert {(leg.service_type, leg.aircraft) for leg in change.legs} == {("J", "738")}

    def test_local_times_are_said_by_lt(self):
        [change] = read("SSM", "LT", "CNL", "XT123", "01JUN26 30JUN26 135").changes

        assert (change.action, change.is_utc, change.period.days) == (Action.CNL, False, (1, 3, 5))

    def test_a_fortnight_follows_the_days(self):
        [change] = read("SSM", "UTC", "CNL", "XT123", "01JUN26 30JUN26 1/W2").changes

        assert change.period.every_weeks == 2

    def test_a_period_without_years_may_go_over_the_turn_of_the_year(self):
        message = b"SSM\nUTC\nCNL\nXT123\n20DEC 05JAN 1234567\n"

        [change] = read_schedule_message(message, date(2026, 12, 1)).changes

        assert (change.period.first, change.period.last) == (date(2026, 12, 20), date(2027, 1, 5))

    def test_a_revision_has_the_existing_and_the_new_period(self):
        [change] = read("SSM", "UTC", "REV", "XT123", "01JUN26 30JUN26 1", "08JUN26 30JUN26 12").changes

        assert (change.period.first, change.new_period) == (
            date(2026, 6, 1),
            Period(date(2026, 6, 8), date(2026, 6, 30), (1, 2)),
        )

    def test_a_new_designator_follows_the_period(self):
        [change] = read("SSM", "UTC", "FLT", "XT123", "01JUN26 30JUN26 1", "XT456").changes

        assert (change.flight, change.new_flight) == (Designator("XT", "123"), Designator("XT", "456"))

    def test_xasm_withdraws_ad_hoc_changes(self):
        [change] = read("SSM", "UTC", "CNL XASM", "XT123", "01JUN26 30JUN26 1").changes

        assert change.withdraws_ad_hoc

    def test_several_flights_of_a_sub_message_are_several_changes(self):
        found = read("SSM", "UTC", "CNL", "XT123", "XT124", "01JUN26 30JUN26 1")

        assert [change.flight.number for change in found.changes] == ["123", "124"]

    @pytest.mark.parametrize("word", ["ACK", "NAC", "RSD"])
    def test_an_answer_changes_nothing_and_is_told(self, word):
        found = read("SSM", "UTC", word, "XT123")

        assert (found.changes, [remark.code for remark in found.remarks]) == ((), ["answer"])

    def test_a_codeshare_says_who_operates_it(self):
        period = "01JUN26 30JUN26 1"

        [change] = read("SSM", "UTC", "NEW", "XT123", period, "BRU0715 FCO0915", "BRUFCO 50/ZY9").changes

        assert change.legs[0].operating == "ZY9"


class TestAsm:
    """Chapter 5."""

    def test_a_cancellation_with_its_reason_is_of_one_date(self):
        [change] = read("ASM", "UTC", "24MAY00144E003", "CNL WEAT", "XT544/12MAY26").changes

        assert (change.action, change.flight, change.period, change.is_ad_hoc) == (
            Action.CNL,
            Designator("XT", "544"),
            on_day(date(2026, 5, 12)),
            True,
        )

    def test_a_date_without_a_month_is_the_nearest(self):
        [change] = read("ASM", "UTC", "CNL", "XT544/29").changes

        assert change.period.first == date(2026, 4, 29)

    def test_the_legs_that_are_meant_stand_after_the_flight(self):
        [change] = read("ASM", "UTC", "CNL", "XT544/12MAY26 ORD/LAS/LAX").changes

        assert change.ends == (("ORD", "LAS"), ("LAS", "LAX"))

    def test_a_suffix_belongs_to_the_flight(self):
        [change] = read("ASM", "UTC", "CNL", "LX544A/12MAY03").changes

        assert (change.flight, change.period.first) == (Designator("LX", "544", "A"), date(2003, 5, 12))

    def test_a_new_time_names_its_legs(self):
        [change] = read("ASM", "LT", "TIM", "XT544/12MAY26", "BRU2350/0005 FCO0155/1").changes

        assert [(leg.departure, leg.arrival, leg.arrival_day) for leg in change.legs] == [(5, 115, 1)]

    def test_the_day_before_is_written_m1(self):
        [change] = read("ASM", "UTC", "TIM", "XT544/12MAY26", "BRU2350/M1 FCO0155").changes

        assert change.legs[0].departure_day == -1

    def test_a_new_identifier_follows_the_old_one(self):
        [change] = read("ASM", "UTC", "FLT", "LX544A/12MAY03 LX644/13MAY03").changes

        assert (change.new_flight, change.new_period) == (Designator("LX", "644"), on_day(date(2003, 5, 13)))


class TestBrokenMessages:
    def test_a_bad_sub_message_costs_no_other(self):
        found = read("SSM", "UTC", "NEW", "XT1", "01JUN26 30JUN26 1", "//", "CNL", "XT2", "01JUN26 30JUN26 1")

        assert [change.flight.number for change in found.changes] == ["2"]
        assert [(remark.code, remark.is_lost) for remark in found.remarks] == [("no-legs", True)]

    def test_a_strange_line_is_passed_over_and_told(self):
        found = read("SSM", "UTC", "CNL", "XT2", "01JUN26 30JUN26 1", "HELLO OPS")

        assert [(remark.line, remark.code, remark.is_lost) for remark in found.remarks] == [(6, "unknown-line", False)]

    @pytest.mark.parametrize(
        ("lines", "code"),
        [
            (["hello"], "no-message"),
            (["SSM", "UTC", "ABC", "XT1"], "action"),
            (["SSM", "UTC", "CNL", "XT1"], "no-period"),
            (["SSM", "UTC", "CNL", "01JUN26 30JUN26 1"], "no-flight"),
            (["ASM", "UTC", "CNL", "XT1"], "no-date"),
            (["SSM", "UTC", "CNL", "XT1", "30JUN26 01JUN26 1"], "period"),
        ],
    )
    def test_a_message_of_which_nothing_can_be_read_is_refused(self, lines, code):
        with pytest.raises(Malformed) as refused:
            read(*lines)

        assert refused.value.code == code
