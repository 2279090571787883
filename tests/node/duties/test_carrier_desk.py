"""The carrier desk: how carriers push, and what counts against them (rules PNR-05 and PNR-32)."""

from datetime import timedelta

import pytest
from tests.acts import UNKNOWN_BOOKING, deliver, logged
from tests.fakes.carrier import UPDATE, Booking, Flight, Passenger, paxlst, pnrgov
from tests.fakes.officers import ADMINISTRATOR, ANALYST, CARRIER

from tournai.errors import Malformed
from tournai.node.duties.accounts import create_account
from tournai.node.duties.carrier_desk import show_carrier, show_carriers, tie_account
from tournai.oversight.events import Stream
from tournai.values import Role

BROKEN = b"UNB+IATA:1+XX+GOV+261130:0900+R9'this is no message'"
BARE = Passenger("DEWINTERE", "FLEURTJE")
EXTRA_EU = Flight(origin="CAI", departs="011226:1200", arrives="011226:1555")
"""Departs at 10:00 UTC, as `tests.fakes.carrier.FLIGHT` does, from outside the Union."""


def summary(node):
    [found] = show_carriers(node.ports, ANALYST).carriers
    return found


def counted(node):
    found = summary(node)
    return found.late, found.missing, found.malformed, found.wrongly_timed


def tie(node, *carriers):
    create_account(
        node.ports, ADMINISTRATOR, account="xx", display_name="XX", role=Role.CARRIER, password="long enough by far"
    )
    for carrier in carriers:
        tie_account(node.ports, ADMINISTRATOR, account="xx", carrier=carrier)


def pass_time(node, clock, hours):
    """Let hours pass, and have the node keep its house."""
    clock.move(timedelta(hours=hours))
    node.worker.run_until_idle()


class TestWhatCounts:
    """Directive (EU) 2016/681, Art. 14: absent, late, malformed, wrongly sent."""

    def test_punctual_carrier_has_nothing_against_it(self, node, clock):
        deliver(node, pnrgov(UNKNOWN_BOOKING))
        pass_time(node, clock, 25)
        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2"), paxlst(BARE))
        pass_time(node, clock, 1)

        assert counted(node) == (0, 0, 0, 0)
        assert (summary(node).due, summary(node).on_time) == (3, 3)

    def test_push_at_closure_that_never_came_is_missing(self, node, clock):
        deliver(node, pnrgov(UNKNOWN_BOOKING))
        pass_time(node, clock, 30)

        assert counted(node) == (0, 2, 0, 0)

    def test_push_after_its_time_is_late(self, node, clock):
        clock.move(timedelta(hours=3))
        deliver(node, pnrgov(UNKNOWN_BOOKING))
        pass_time(node, clock, 1)

        assert counted(node) == (1, 0, 0, 0)

    def test_unreadable_body_counts_for_the_carrier_of_its_account(self, node):
        tie(node, "XX")
        deliver(node, BROKEN)

        assert counted(node) == (0, 0, 1, 0)

    def test_unreadable_body_of_an_agent_for_several_counts_for_none(self, node):
        tie(node, "XX", "YY")
        deliver(node, BROKEN)

        page = show_carriers(node.ports, ANALYST)

        assert [one.malformed for one in page.carriers] == [0, 0]
        assert page.unattributed == (("xx", 1),)

    def test_wrong_format_is_counted_apart_from_what_is_unreadable(self, node, clock):
        """Art. 14 and 16; rule PNR-07."""
        tie(node, "XX")
        deliver(node, b"UNB+IATA:1+XX+GOV+261130:0900+R8'UNH+1+INVOIC:D:96A:UN'BGM+380'UNT+3+1'UNZ+1+R8'")
        pass_time(node, clock, 1)

        assert (summary(node).wrong_format, summary(node).malformed, summary(node).counted) == (1, 0, 1)

    def test_all_bookings_between_the_two_times_are_wrongly_timed(self, node, clock):
        deliver(node, pnrgov(UNKNOWN_BOOKING))
        pass_time(node, clock, 10)
        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2"))

        assert counted(node) == (0, 0, 0, 1)

    def test_update_between_the_two_times_counts_for_nothing(self, node, clock):
        deliver(node, pnrgov(UNKNOWN_BOOKING))
        pass_time(node, clock, 10)
        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2", function=UPDATE))

        assert counted(node) == (0, 0, 0, 0)

    def test_defect_that_a_push_was_read_in_spite_of_is_told_and_counts_for_nothing(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING).replace(b"EQN+1'", b"EQN+4'"))

        assert counted(node) == (0, 0, 0, 0)
        assert [(one.code, one.number) for one in summary(node).defects] == [("eqn-count", 1)]

    def test_fields_never_collected_are_shown_and_count_for_nothing(self, node, clock):
        """Art. 8(1): no birth date, no document."""
        deliver(node, pnrgov(Booking("LOC7Q2", (BARE,))))

        page = show_carrier(node.ports, ANALYST, "XX")

        assert counted(node) == (0, 0, 0, 0)
        assert summary(node).defects == ()
        assert (page.completeness.travellers, page.completeness.with_birth, page.completeness.with_document) == (
            1,
            0,
            0,
        )


class TestDesk:
    def test_carrier_against_which_most_counts_comes_first(self, node, clock):
        deliver(node, pnrgov(UNKNOWN_BOOKING, flight=Flight(origin="CAI", carriers=("YY",))))
        pass_time(node, clock, 3)
        deliver(node, pnrgov(UNKNOWN_BOOKING, flight=EXTRA_EU))
        pass_time(node, clock, 1)

        assert [one.carrier for one in show_carriers(node.ports, ANALYST).carriers] == ["XX", "YY"]

    def test_carriers_page_lists_what_counts_first(self, node, clock):
        deliver(node, pnrgov(UNKNOWN_BOOKING))
        pass_time(node, clock, 30)

        [flight] = show_carrier(node.ports, ANALYST, "XX").flights

        assert (flight.designator, flight.departure_airport, flight.arrival_airport) == ("XX 717", "NCE", "BRU")
        assert {one.obligation: one.state for one in flight.owed} == {
            "advance": "on time", "closure": "missing", "list": "missing",
        }  # fmt: skip

    def test_trend_tells_how_much_was_in_time_by_day(self, node, clock):
        deliver(node, pnrgov(UNKNOWN_BOOKING))
        pass_time(node, clock, 30)

        [day] = [one for one in summary(node).trend if one.due]

        assert (str(day.day), day.due, day.on_time, day.share) == ("2026-12-01", 3, 1, 33)

    def test_what_is_longer_ago_is_left_out(self, node, clock):
        deliver(node, pnrgov(UNKNOWN_BOOKING))
        pass_time(node, clock, 30)
        clock.move(timedelta(days=10))

        assert show_carriers(node.ports, ANALYST, days=7).carriers == ()
        assert show_carriers(node.ports, ANALYST, days=30).carriers[0].missing == 2

    def test_unknown_carrier_has_no_page(self, node):
        assert show_carrier(node.ports, ANALYST, "QQ") is None

    def test_there_is_no_other_period(self, node):
        with pytest.raises(Malformed):
            show_carriers(node.ports, ANALYST, days=8)

    def test_desk_names_nobody(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING), paxlst(BARE))

        assert "DEWINTERE" not in repr(show_carrier(node.ports, ANALYST, "XX"))


class TestTies:
    def test_tie_is_an_event_and_can_be_undone(self, node):
        tie(node, "XX")
        tie_account(node.ports, ADMINISTRATOR, account="xx", carrier="xx", remove=True)

        events = logged(node, "account:changed", Stream.NODE)
        assert [one.details for one in events] == [
            {"carrier": "XX", "change": "tied"}, {"carrier": "XX", "change": "untied"},
        ]  # fmt: skip
        assert show_carriers(node.ports, ANALYST).carriers == ()

    @pytest.mark.parametrize(("account", "carrier"), [("nobody", "XX"), ("xx", "X"), ("xx", "X-1"), ("xx", "")])
    def test_account_and_designator_must_be_such(self, node, account, carrier):
        tie(node)

        with pytest.raises(Malformed):
            tie_account(node.ports, ADMINISTRATOR, account=account, carrier=carrier)

    def test_carrier_sees_no_desk(self, node):
        with pytest.raises(Exception, match="may not"):
            show_carriers(node.ports, CARRIER)
