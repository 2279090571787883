"""Pushes: from a body received to what is stored, replaced, refused or put in quarantine."""

from datetime import timedelta

import msgspec
import pytest
from tests.acts import (
    SOUGHT,
    SOUGHT_BOOKING,
    UNKNOWN,
    UNKNOWN_BOOKING,
    deliver,
    flights,
    kinds,
    logged,
    prepare_alerts,
    queue,
    tables,
)
from tests.fakes.carrier import ARRIVED, FLIGHT, FULL, UPDATE, Booking, Passenger, paxlst, pnrgov
from tests.fakes.officers import ANALYST, CARRIER, NODE

from tournai.errors import Malformed, Refused
from tournai.node.duties.boards import show_board, show_flight
from tournai.node.duties.pushes import adopt_spooled, process_push, receive_push

BROKEN = b"UNB+IATA:1+XX+GOV+261130:0900+R1'this is no message'"

WORKED_OUT = ("push_standings", "breaches")
"""What the worker works out by the way."""


def states(node):
    return sorted(row[5] for row in tables(node)["records"])


class TestStored:
    def test_push_is_counted_on_the_board(self, node):
        deliver(node, pnrgov(SOUGHT_BOOKING, Booking("LOC7Q3", (UNKNOWN, Passenger("DEWINTERE", "OSCAR")))))

        [flight] = flights(node)

        assert (flight.designator, flight.departure_airport, flight.arrival_airport) == ("XX 717", "NCE", "BRU")
        assert (flight.pnrs, flight.travellers, flight.listed) == (2, 3, 0)
        assert [(push.pnrs, push.travellers, push.declared) for push in flight.pushes] == [(2, 3, 2)]

    def test_passenger_list_is_counted_beside_the_bookings(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING), paxlst(UNKNOWN, SOUGHT))

        [flight] = flights(node)

        assert (flight.pnrs, flight.travellers, flight.listed) == (1, 1, 2)

    def test_scheduled_times_are_instants_of_the_airports_zones(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING))

        [flight] = flights(node)

        assert str(flight.departure_at) == "2026-12-01 10:00:00+00:00"
        assert str(flight.arrival_at) == "2026-12-01 11:55:00+00:00"

    def test_defect_is_shown_with_its_place(self, node):
        body = pnrgov(UNKNOWN_BOOKING).replace(b"EQN+1'", b"EQN+4'")
        deliver(node, body)

        [defect] = flights(node)[0].pushes[0].defects

        assert (defect.code, defect.offset) == ("eqn-count", body.index(b"EQN"))

    def test_dropped_values_are_counted_without_their_content(self, node):
        meal = ("SSR", ("KSML", "HK", "1", "XX"))
        many = tuple(msgspec.structs.replace(UNKNOWN, given=f"FLEURTJE{sign}") for sign in "ABCDEFGHIJ")
        deliver(node, pnrgov(Booking("LOC7Q2", many, extra=(meal, meal))))

        [flight] = flights(node)

        assert flight.pushes[0].dropped == {"SSR outside Annex I": 2}
        assert [event.details for event in logged(node, "data:dropped")] == [{"values": 2}]

    def test_of_few_travellers_no_kind_is_told(self, node):
        """Of one traveller, a count by kind tells who asked for a meal."""
        meal, name = ("SSR", ("KSML", "HK", "1", "XX")), ("IFT", ("4", "28"), "XX GROUP")
        deliver(node, pnrgov(Booking("LOC7Q2", (UNKNOWN,), extra=(meal, name))))

        [flight] = flights(node)

        assert flight.pushes[0].dropped == {"values of few travellers": 2}

    def test_spool_is_empty_after_the_work(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING))

        assert node.ports.spool.pending() == []
        assert show_board(node.ports, ANALYST).waiting == 0

    def test_events_tell_the_way_of_a_push(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING))

        assert kinds(node) == ["index:built", "push:received", "push:stored", "flight:screened"]

    def test_manifest_names_nobody(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING, SOUGHT_BOOKING))
        [flight] = flights(node)

        page = show_flight(node.ports, ANALYST, flight.flight_id)

        assert [row.booking for row in page.manifest] == [1, 2]
        assert UNKNOWN.surname not in repr(page)
        assert UNKNOWN.number not in repr(page)


class TestTiming:
    """Art. 8(3) of Directive (EU) 2016/681: 24 to 48 hours before departure, and at closure (rule PNR-05)."""

    @pytest.mark.parametrize(
        ("hours_before_departure", "expected"),
        [(49, "early"), (48, "advance"), (24, "advance"), (23, "late"), (2, "closure"), (-1, "closure")],
    )
    def test_push_is_classified_by_when_it_came(self, node, clock, hours_before_departure, expected):
        clock.now += timedelta(hours=25 - hours_before_departure)

        deliver(node, pnrgov(UNKNOWN_BOOKING))

        assert [push.timing for push in flights(node)[0].pushes] == [expected]

    def test_push_for_a_flight_that_arrived_is_stored_and_not_screened(self, node):
        prepare_alerts(node)

        deliver(node, pnrgov(SOUGHT_BOOKING, flight=ARRIVED))

        [push] = flights(node)[0].pushes
        assert (push.timing, push.is_screened, push.travellers) == ("after arrival", False, 1)
        assert queue(node) == []


class TestRepeated:
    def test_same_body_again_changes_no_table_but_the_log(self, node):
        body = pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING)
        prepare_alerts(node)
        deliver(node, body)
        before = tables(node)

        deliver(node, body)

        assert tables(node) == before
        assert kinds(node)[-2:] == ["push:received", "push:repeated"]

    def test_same_bookings_under_another_reference_replace_the_known_ones(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING), pnrgov(UNKNOWN_BOOKING, reference="R2"))

        assert states(node) == ["current", "superseded"]
        assert flights(node)[0].travellers == 1

    def test_repeated_push_leaves_no_key_behind(self, node):
        body = pnrgov(UNKNOWN_BOOKING)
        deliver(node, body)
        before = node.keys.identifiers("pnr", node.ports.clock() + timedelta(days=1))

        deliver(node, body)

        assert node.keys.identifiers("pnr", node.ports.clock() + timedelta(days=1)) == before


class TestUpdated:
    def test_update_replaces_by_record_locator_and_leaves_the_others(self, node):
        deliver(node, pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING))

        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2", function=UPDATE))

        assert states(node) == ["current", "current", "superseded"]
        assert kinds(node).count("pnr:updated") == 1

    def test_full_push_marks_the_bookings_that_it_lacks_as_left(self, node):
        deliver(node, pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING))

        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2", function=FULL))

        assert states(node) == ["current", "left", "superseded"]
        assert flights(node)[0].pnrs == 1

    def test_full_push_without_a_booking_marks_all_as_left(self, node):
        deliver(node, pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING))

        deliver(node, pnrgov(reference="R2", function=FULL))

        assert states(node) == ["left", "left"]

    def test_full_push_that_counts_more_than_it_holds_marks_none_as_left(self, node):
        deliver(node, pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING))

        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2").replace(b"EQN+1'", b"EQN+2'"))

        assert states(node) == ["current", "current", "superseded"]

    def test_cancellation_ends_a_booking_and_keeps_its_history(self, node):
        deliver(node, pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING))

        deliver(node, pnrgov(Booking("LOC7Q1", (), is_cancelled=True), reference="R2", function=UPDATE))

        assert states(node) == ["cancelled", "current", "superseded"]
        assert kinds(node).count("pnr:cancelled") == 1
        assert flights(node)[0].travellers == 1

    def test_list_of_those_who_cancelled_ends_their_records_and_makes_none(self, node):
        deliver(node, paxlst(SOUGHT, UNKNOWN))

        deliver(node, paxlst(UNKNOWN, reference="L2", function="XR"))

        assert states(node) == ["cancelled", "current"]

    def test_passenger_list_does_not_replace_bookings(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING), paxlst(UNKNOWN))

        assert states(node) == ["current", "current"]

    def test_times_that_a_first_push_lacked_are_filled_in(self, node):
        without_arrival = pnrgov(UNKNOWN_BOOKING).replace(b"011226:1100:011226:1255", b"011226:1100")
        deliver(node, without_arrival)

        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2"))

        [flight] = flights(node)
        assert str(flight.arrival_at) == "2026-12-01 11:55:00+00:00"


class TestQuarantine:
    def test_body_that_cannot_be_read_waits_with_its_defect(self, node):
        [receipt] = deliver(node, BROKEN)

        [row] = show_board(node.ports, ANALYST).quarantine

        assert (row.receipt, row.sender, row.channel) == (receipt, "xx", "http")
        assert row.code
        assert row.message
        assert node.ports.spool.pending() == []

    def test_message_without_a_flight_is_named_as_such(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING).replace(b"TVL+011226", b"TXL+011226"))

        assert [row.code for row in show_board(node.ports, ANALYST).quarantine] == ["no-flight"]
        assert flights(node) == []

    def test_quarantine_ends_after_24_hours_and_its_file_is_gone(self, node, clock, data):
        deliver(node, BROKEN)

        clock.move(timedelta(hours=24))
        node.worker.run_until_idle()

        assert show_board(node.ports, ANALYST).quarantine == ()
        assert list((data / "quarantine").iterdir()) == []
        assert kinds(node)[-1] == "quarantine:ended"

    def test_quarantine_has_not_ended_a_second_before(self, node, clock):
        deliver(node, BROKEN)

        clock.move(timedelta(hours=24, seconds=-1))
        node.worker.run_until_idle()

        assert len(show_board(node.ports, ANALYST).quarantine) == 1

    def test_push_that_could_not_be_processed_three_times_goes_to_quarantine(self, node):
        receipt = receive_push(node.ports, CARRIER, pnrgov(UNKNOWN_BOOKING), channel="http").identifier
        adopt_spooled(node.ports)

        process_push(node.ports, receipt, attempts=4)

        assert [row.code for row in show_board(node.ports, ANALYST).quarantine] == ["unprocessable"]
        assert flights(node) == []

    def test_spooled_body_that_was_changed_on_disk_is_reported_once(self, node, data):
        receive_push(node.ports, CARRIER, pnrgov(UNKNOWN_BOOKING), channel="http")
        [entry] = (data / "spool").iterdir()
        changed = bytearray(entry.read_bytes())
        changed[-1] ^= 1
        entry.write_bytes(changed)

        done = [node.worker.run_once() for _ in range(3)]

        assert done == [1, 0, 0]
        assert [row.code for row in show_board(node.ports, ANALYST).quarantine] == ["unreadable-spool-entry"]
        assert kinds(node).count("push:quarantined") == 1


class KeptSpool:
    """A spool whose process dies before it removes anything."""

    def __init__(self, spool):
        self.read = spool.read
        self.pending = spool.pending

    def remove(self, receipt):
        """End before the entry does."""


class TestInterrupted:
    def test_body_that_was_stored_and_not_yet_removed_is_not_stored_again(self, node):
        receipt = receive_push(node.ports, CARRIER, pnrgov(UNKNOWN_BOOKING), channel="http").identifier
        process_push(msgspec.structs.replace(node.ports, spool=KeptSpool(node.ports.spool)), receipt)
        before = tables(node, without=WORKED_OUT)

        node.worker.run_until_idle()

        assert tables(node, without=WORKED_OUT) == before
        assert node.ports.spool.pending() == []

    def test_entry_whose_key_is_destroyed_is_swept_and_nothing_is_said(self, node, clock):
        receive_push(node.ports, CARRIER, pnrgov(UNKNOWN_BOOKING), channel="http")
        node.worker.run_once()
        receive_push(node.ports, CARRIER, pnrgov(UNKNOWN_BOOKING), channel="http")
        node.keys.destroy_data_keys(node.keys.identifiers("spool", clock() + timedelta(days=1)))
        before = kinds(node)

        clock.move(timedelta(minutes=2))
        node.worker.run_until_idle()

        assert node.ports.spool.pending() == []
        assert kinds(node) == before


class TestReceived:
    @pytest.mark.parametrize("actor", [CARRIER, NODE])
    def test_carriers_and_the_node_itself_may_deliver(self, node, actor):
        assert receive_push(node.ports, actor, pnrgov(UNKNOWN_BOOKING), channel="http").identifier

    def test_an_officer_may_not_deliver_and_the_refusal_is_logged(self, node):
        with pytest.raises(Refused):
            receive_push(node.ports, ANALYST, pnrgov(UNKNOWN_BOOKING), channel="http")

        assert kinds(node) == ["access:refused"]

    @pytest.mark.parametrize("body", [b"", b" \r\n "])
    def test_nothing_is_not_received(self, node, body):
        with pytest.raises(Malformed):
            receive_push(node.ports, CARRIER, body, channel="http")

    def test_a_body_received_before_a_restart_is_processed_after_it(self, node):
        receive_push(node.ports, CARRIER, pnrgov(UNKNOWN_BOOKING, flight=FLIGHT), channel="http")

        node.worker.run_until_idle()

        assert len(flights(node)) == 1
