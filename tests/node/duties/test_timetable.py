"""Timetables in a node, and the board out of them: rules PNR-05, API-02."""

from datetime import date, datetime, timedelta

import pytest
from tests.acts import UNKNOWN, UNKNOWN_BOOKING, deliver, logged
from tests.fakes.carrier import Flight, paxlst, pnrgov
from tests.fakes.officers import ANALYST, CARRIER

from tournai.errors import Malformed, Refused
from tournai.node.duties.boards import BoardFilter, show_board
from tournai.node.duties.expectations import keep_standings
from tournai.node.duties.timetable import (
    extend_schedules,
    import_timetable,
    preview_timetable,
    show_timetable,
    type_flight,
)

HOUR = timedelta(hours=1)
SCHEDULE = b"SSM\nLT\nNEW\nXX717\n28NOV26 24DEC26 1234567\nJ 320\nNCE1100 BRU1255\n"
"""The flight of `tests.fakes.carrier` on each day: it leaves Nice at 10:00 UTC, on 1 December 25 hours from now."""
TYPED = {
    "flight": "XX900",
    "from": "IST",
    "to": "BRU",
    "first": "2026-12-01",
    "departure": "12:00",
    "arrival": "14:00",
    "service": "J",
}


def load(node, data=SCHEDULE, actor=ANALYST):
    return import_timetable(node.ports, actor, source="XX", data=data)


def board(node, **chosen):
    return show_board(node.ports, ANALYST, chosen=BoardFilter(**({"show": "all"} | chosen)))


def on(node, day, number="717"):
    """Return a flight of a day of December."""
    return next(flight for flight in board(node, on=date(2026, 12, day)).flights if flight.number == number)


def states(flight):
    return [standing.state for standing in flight.standings]


def kept(node):
    with node.ports.look() as unit:
        [flight] = [one.flight_id for one in unit.timetable.schedule("XX", date(2026, 12, 1), date(2026, 12, 1))]
        return {row.obligation: row for row in unit.timetable.standings([flight])}


class TestImports:
    def test_a_preview_says_what_would_change_and_stores_nothing(self, node):
        report = preview_timetable(node.ports, ANALYST, source="XX", data=SCHEDULE)

        # The window is from yesterday to 14 days ahead: 29 November to 14 December.
        assert (report.carriers, report.added, report.unchanged) == (("XX",), 16, 0)
        assert (board(node).total, show_timetable(node.ports, ANALYST).imports) == (0, ())

    def test_an_import_puts_the_flights_of_the_coming_days_on_the_board(self, node):
        load(node)

        # Shown as far as anything may be due: 50 hours.
        assert [flight.departure_local.day for flight in board(node, show="coming").flights] == [30, 1, 2]

    def test_the_same_timetable_again_changes_nothing(self, node):
        load(node)

        report = load(node)

        assert (report.added, report.changed, report.unchanged) == (0, 0, 16)

    def test_a_flight_that_is_announced_again_stays_announced_when_it_was(self, node, clock):
        announced = b"ASM\nLT\nNEW\nXX900/02DEC26\nJ 320\nIST1200 BRU1400\n"
        load(node, announced)
        clock.move(HOUR)

        again = load(node, announced)

        assert (again.added, again.changed, again.unchanged) == (0, 0, 1)

    def test_a_bad_line_is_reported_and_costs_no_other(self, node):
        report = load(node, SCHEDULE + b"//\nNEW\nXX718\n99NOV26 24DEC26 1\nNCE1100 BRU1255\n")

        assert (report.added, report.bad_lines, [row.code for row in report.remarks]) == (16, 1, ["date"])

    def test_a_timetable_of_which_nothing_can_be_read_is_refused_and_nothing_is_stored(self, node):
        with pytest.raises(Malformed):
            load(node, b"hello")

        assert show_timetable(node.ports, ANALYST).imports == ()

    def test_a_message_of_another_carrier_under_a_carriers_name_is_warned_about(self, node):
        report = preview_timetable(node.ports, ANALYST, source="YY", data=SCHEDULE)

        assert report.strange == ("XX",)

    def test_a_source_that_spoke_for_one_carrier_so_far_is_not_known_to_speak_for_another(self, node):
        import_timetable(node.ports, ANALYST, source="their office", data=SCHEDULE)

        report = preview_timetable(node.ports, ANALYST, source="their office", data=SCHEDULE.replace(b"XX", b"YY"))

        assert report.strange == ("YY",)

    def test_a_carriers_own_message_is_not_warned_about(self, node):
        assert import_timetable(node.ports, ANALYST, source="xx", data=SCHEDULE).strange == ()

    def test_an_import_is_in_the_log(self, node):
        load(node)

        [event] = logged(node, "timetable:imported")
        assert (event.actor, event.details["source"], event.details["added"]) == (ANALYST.identifier, "XX", 16)

    def test_a_carrier_may_not_import(self, node):
        with pytest.raises(Refused):
            load(node, actor=CARRIER)

    def test_a_typed_flight_is_on_the_board(self, node):
        report = type_flight(node.ports, ANALYST, TYPED)

        assert (report.added, on(node, 1, "900").departure_airport) == (1, "IST")

    @pytest.mark.parametrize(("field", "value"), [("from", "QQQ"), ("departure", "9"), ("flight", "?"), ("first", "")])
    def test_a_typed_flight_that_makes_no_sense_is_refused(self, node, field, value):
        with pytest.raises(Malformed):
            type_flight(node.ports, ANALYST, TYPED | {field: value})

    def test_the_window_moves_with_the_days(self, node, clock):
        load(node)
        clock.move(timedelta(days=5))

        assert extend_schedules(node.ports) == 1
        assert board(node, on=date(2026, 12, 19)).total == 1

    def test_a_withdrawal_takes_flights_off_the_board(self, node):
        load(node)

        report = load(node, b"SSM\nLT\nSKD\nXX717\n02DEC26 24DEC26 1234567\n//\nCNL\nXX5\n01DEC26 02DEC26 12\n")

        assert (report.withdrawn, board(node, on=date(2026, 12, 2)).total) == (13, 0)

    def test_the_page_tells_carriers_and_imports(self, node):
        load(node)

        page = show_timetable(node.ports, ANALYST)

        assert [(row.carrier, row.flights, row.until) for row in page.carriers] == [("XX", 16, date(2026, 12, 14))]
        assert [(row.source, row.format, row.imported_by) for row in page.imports] == [("XX", "SSM", "a.peeters")]


class TestAdHocMessages:
    def test_a_cancelled_flight_owes_nothing(self, node):
        load(node)

        report = load(node, b"ASM\nLT\nCNL OPER\nXX717/01DEC26\n")

        assert report.cancelled == 1
        assert (on(node, 1).standing, states(on(node, 1))) == ("cancelled", ["not owed"] * 3)

    def test_a_moved_flight_moves_what_is_due(self, node, clock):
        load(node)
        clock.move(2 * HOUR)
        before = states(on(node, 1))

        load(node, b"ASM\nLT\nTIM\nXX717/01DEC26\nNCE1700 BRU1855\n")

        assert (before[0], states(on(node, 1))[0]) == ("late", "due")

    def test_a_delay_past_midnight_keeps_the_pushes_of_the_flight(self, node):
        load(node)
        deliver(node, pnrgov(UNKNOWN_BOOKING))

        load(node, b"ASM\nLT\nTIM\nXX717/01DEC26\nNCE0030/1 BRU0230/1\n")
        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2", flight=Flight(departs="021226:0030")))

        found = [flight for flight in board(node, on=date(2026, 12, 1)).flights if flight.pushes]
        assert [(flight.departure_local, len(flight.pushes)) for flight in found] == [(datetime(2026, 12, 2, 0, 30), 2)]

    def test_a_freighter_owes_nothing(self, node):
        load(node, SCHEDULE.replace(b"J 320", b"F 74F"))

        assert (on(node, 1).standing, on(node, 1).exemption) == ("not owed", "no passengers")

    def test_a_flight_between_member_states_that_nobody_selected_owes_nothing(self, node):
        load(node, SCHEDULE.replace(b"NCE1100", b"LIS1000"))

        assert (on(node, 1).standing, on(node, 1).exemption) == ("not owed", "not selected")

    def test_a_leg_between_member_states_of_a_flight_from_elsewhere_is_owed(self, node):
        legs = b"JFK1800 LIS0600/1\nLIS0800/1 BRU1130/1\n"
        load(node, SCHEDULE.replace(b"NCE1100 BRU1255\n", legs))

        owed = {flight.departure_airport: flight.exemption for flight in board(node, on=date(2026, 12, 1)).flights}

        # The authority serves any state here; the flight calls at a third country (Directive (EU) 2016/681, Art. 3(2)).
        assert owed == {"LIS": "", "JFK": ""}

    def test_a_codeshare_is_owed_by_who_operates_it(self, node):
        load(node, SCHEDULE + b"NCEBRU 50/ZZ9\n")

        assert (on(node, 1).exemption, on(node, 1).operating) == ("codeshare", "ZZ9")


class TestPushes:
    """The clock stands 25 hours before the flight of 1 December leaves."""

    def test_a_push_is_that_of_the_timetables_flight(self, node):
        load(node)
        deliver(node, pnrgov(UNKNOWN_BOOKING))

        assert (states(on(node, 1)), on(node, 1).travellers) == (["on time", "not due", "not due"], 1)
        assert on(node, 1).is_scheduled

    def test_a_timetable_takes_up_the_flight_that_a_push_made(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING))
        load(node)

        assert (on(node, 1).travellers, states(on(node, 1))[0]) == (1, "on time")

    def test_a_flight_in_no_timetable_says_so(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING))

        assert (on(node, 1).is_scheduled, board(node).standings["not in the timetable"]) == (False, 1)

    @pytest.mark.parametrize(
        ("hours", "state"),
        [(1, "due"), (1.02, "late"), (2, "late"), (25, "late"), (25.02, "missing")],
    )
    def test_what_does_not_come_is_late_and_then_missing(self, node, clock, hours, state):
        load(node)
        clock.move(hours * HOUR)

        assert states(on(node, 1))[0] == state

    def test_an_hour_late_is_an_alarm_and_stands_first(self, node, clock):
        load(node)
        clock.move(2 * HOUR)

        first = board(node, show="coming").flights[0]

        assert (first.departure_local.day, first.is_alarm) == (30, True)

    def test_a_list_and_bookings_at_closure_settle_the_flight(self, node, clock):
        load(node)
        deliver(node, pnrgov(UNKNOWN_BOOKING))
        clock.move(25 * HOUR)
        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2"), paxlst(UNKNOWN))

        assert (states(on(node, 1)), on(node, 1).standing) == (["on time"] * 3, "on time")


class TestStandings:
    def test_they_are_kept_for_who_asks_by_carrier(self, node, clock):
        load(node)
        clock.move(26 * HOUR)
        keep_standings(node.ports)

        advance = kept(node)["advance"]

        assert (advance.state, advance.carrier, advance.since) == ("missing", "XX", clock())

    def test_what_did_not_change_is_kept_as_it_was(self, node, clock):
        load(node)
        clock.move(26 * HOUR)
        keep_standings(node.ports)
        clock.move(timedelta(minutes=1))

        assert keep_standings(node.ports) == 0

    def test_a_late_push_is_kept_with_its_time(self, node, clock):
        load(node)
        clock.move(10 * HOUR)
        deliver(node, pnrgov(UNKNOWN_BOOKING))
        keep_standings(node.ports)

        assert (kept(node)["advance"].state, kept(node)["advance"].received_at) == ("received late", clock())


class TestFilters:
    @pytest.fixture
    def busy(self, node, clock):
        load(node)
        type_flight(node.ports, ANALYST, TYPED)
        load(node, b"ASM\nLT\nCNL\nXX717/02DEC26\n")
        clock.move(2 * HOUR)
        return node

    @pytest.mark.parametrize(
        ("chosen", "flights"),
        [
            ({"standing": "cancelled"}, ["717"]),
            ({"standing": "missing"}, ["717"]),
            ({"standing": "late"}, ["900", "717"]),
            ({"text": "xx 90"}, ["900"]),
            ({"text": "IST"}, ["900"]),
            ({"text": "istbru"}, ["900"]),
            ({"carrier": "ZZ"}, []),
        ],
    )
    def test_the_board_shows_what_is_asked_for(self, busy, chosen, flights):
        assert [flight.number for flight in board(busy, show="coming", **chosen).flights] == flights

    def test_the_counts_are_of_everything_whatever_is_filtered(self, busy):
        counted = board(busy, show="coming", standing="cancelled").standings

        assert {word: number for word, number in counted.items() if number} == {
            "alarm": 3,
            "missing": 1,
            "late": 2,
            "cancelled": 1,
        }
