"""Lists that change or close a flight: who is on board, who stayed, who left (Annex I point 10)."""

from datetime import date

import msgspec
from tests.acts import SOUGHT, SOUGHT_BOOKING, confirm, deliver, flights, logged, prepare_alerts, queue, tables
from tests.fakes.carrier import UPDATE, Passenger, closing, paxlst, pnrgov
from tests.fakes.officers import ANALYST

from tournai.node.duties.boards import show_flight
from tournai.node.duties.matches import open_match

ORLANDIC = msgspec.structs.replace(SOUGHT, extra=(("RFF", ("ABO", "ABC001")), ("RFF", ("AVF", "LOC7Q1"))))
SEATED = Passenger("MUSTER", "PIA", date(1988, 7, 8), "EN5550002", extra=(("RFF", ("SEA", "14C")),))
BOOKED = Passenger("EXAMPLE", "BEN", date(1977, 6, 5), "EN5550003", extra=(("RFF", ("AVF", "TYR123")),))
LISTED = (ORLANDIC, SEATED, BOOKED)
NAMES_ORLANDIC = ("RFF", ("ABO", "ABC001"))
NAMES_SEATED = ("RFF", ("SEA", "014C"))
NAMES_BOOKED = ("RFF", ("AVF", "TYR123"))
NAMES_NOBODY = ("RFF", ("ABO", "ZZZ999"))


def counts(node):
    [flight] = flights(node)
    return flight.aboard, flight.not_aboard, flight.listed


def boarding(node):
    [flight] = flights(node)
    return sorted(row.boarding for row in show_flight(node.ports, ANALYST, flight.flight_id).manifest)


def shown(node, show="open"):
    return [match.state for match in queue(node, show)]


class TestThoseOnBoard:
    """BGM 266 CLOB."""

    def test_list_by_references_tells_who_boarded_and_who_did_not(self, node):
        deliver(node, paxlst(*LISTED), closing("CLOB", NAMES_ORLANDIC, NAMES_SEATED))

        assert counts(node) == (2, 1, 3)
        assert boarding(node) == ["aboard", "aboard", "not aboard"]

    def test_no_nameless_traveller_is_stored(self, node):
        deliver(node, paxlst(*LISTED), closing("CLOB", NAMES_ORLANDIC, NAMES_SEATED, NAMES_BOOKED))

        assert len(tables(node)["travellers"]) == 3
        assert counts(node) == (3, 0, 3)

    def test_list_that_names_somebody_unknown_says_nothing_of_those_it_leaves_out(self, node):
        deliver(node, paxlst(*LISTED), closing("CLOB", NAMES_ORLANDIC, NAMES_NOBODY))

        assert counts(node) == (1, 0, 3)

    def test_match_of_whoever_did_not_board_closes_with_the_reason(self, node):
        prepare_alerts(node)
        deliver(node, paxlst(*LISTED))

        deliver(node, closing("CLOB", NAMES_SEATED, NAMES_BOOKED))

        [match] = queue(node, "all")
        assert match.state == "closed"
        assert open_match(node.ports, ANALYST, match.match_id).gone == "not aboard"

    def test_booking_of_the_same_person_does_not_keep_the_match_open(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING), paxlst(*LISTED), closing("CLOB", NAMES_SEATED, NAMES_BOOKED))

        deliver(node, pnrgov(SOUGHT_BOOKING, reference="R2", function=UPDATE))

        assert shown(node) == []
        assert boarding(node).count("not aboard") == 2

    def test_match_of_whoever_boarded_stays(self, node):
        prepare_alerts(node)

        deliver(node, paxlst(*LISTED), closing("CLOB", NAMES_ORLANDIC))

        assert shown(node) == ["new"]

    def test_decision_of_a_person_stands(self, node):
        prepare_alerts(node)
        deliver(node, paxlst(*LISTED))
        confirm(node, queue(node)[0].match_id)

        deliver(node, closing("CLOB", NAMES_SEATED))

        assert shown(node, "all") == ["confirmed"]

    def test_mended_list_brings_a_traveller_back(self, node):
        prepare_alerts(node)
        deliver(node, paxlst(*LISTED), closing("CLOB", NAMES_SEATED, NAMES_BOOKED))

        deliver(node, closing("CLOB", NAMES_ORLANDIC, NAMES_SEATED, NAMES_BOOKED, reference="C2"))

        assert counts(node) == (3, 0, 3)
        assert shown(node) == ["reopened"]

    def test_events_count_the_flight_and_name_each_who_stayed_by_identifier(self, node):
        deliver(node, paxlst(*LISTED), closing("CLOB", NAMES_ORLANDIC))
        deliver(node, closing("CLOB", NAMES_ORLANDIC, reference="C2"))

        first, again = logged(node, "flight:closed")
        assert first.details == again.details == {"aboard": 1, "not_aboard": 2}
        stayed = {event.subject for event in logged(node, "traveller:not-aboard")}
        assert len(logged(node, "traveller:not-aboard")) == len(stayed) == 2
        assert stayed < {row[0] for row in tables(node)["travellers"]}


class TestThoseNotOnBoard:
    """BGM 266 CLNB."""

    def test_list_tells_who_did_not_board_and_so_who_did(self, node):
        deliver(node, paxlst(*LISTED), closing("CLNB", NAMES_BOOKED))

        assert counts(node) == (2, 1, 3)
        assert len(tables(node)["travellers"]) == 3


class TestChanges:
    """BGM 745 XR, RP and CP."""

    def test_cancelled_reservation_takes_the_person_off_the_flight(self, node):
        prepare_alerts(node)
        deliver(node, paxlst(*LISTED))

        deliver(node, paxlst(ORLANDIC, function="XR", reference="L2"))

        assert shown(node, "all") == ["closed"]
        assert counts(node) == (0, 0, 2)
        assert len(tables(node)["travellers"]) == 3

    def test_party_made_smaller_loses_whom_the_list_names(self, node):
        deliver(node, paxlst(*LISTED))

        deliver(node, paxlst(BOOKED, function="RP", reference="L2"))

        assert counts(node) == (0, 0, 2)

    def test_changed_name_and_birth_replace_the_record_of_the_same_reference(self, node):
        prepare_alerts(node)
        other = msgspec.structs.replace(
            ORLANDIC, surname="EXAMPLE", given="TIM", birth=date(1999, 1, 2), number="A1234567"
        )
        deliver(node, paxlst(*LISTED))

        deliver(node, paxlst(other, function="CP", reference="L2"))

        assert counts(node) == (0, 0, 3)
        assert shown(node, "all") == ["closed"]
