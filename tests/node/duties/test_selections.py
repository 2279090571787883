"""Rule PNR-02 at the door: Directive (EU) 2016/681, Art. 2; C-817/19; Regulation (EU) 2025/13, Art. 13."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.acts import UNKNOWN_BOOKING, deliver, flights, logged, select_flights, tables
from tests.fakes.carrier import Booking, Flight, Passenger, paxlst, pnrgov
from tests.fakes.officers import ANALYST, CARRIER, JUDGE, OTHER_SENIOR, SENIOR

from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.api.notices import notice
from tournai.node.duties.boards import show_flight
from tournai.node.duties.pushes import process_push, receive_push
from tournai.node.duties.resends import ReceiptState, ReceiptView, show_receipt
from tournai.node.duties.selections import Proposal, decide_selection, propose_selection
from tournai.node.duties.timetable import import_timetable

INSIDE = Flight(origin="CDG", destination="BRU")
DOMESTIC = Flight(origin="CDG", destination="NCE")
OUTSIDE = Flight(origin="TUN", destination="BRU")
MARKER = "QUIXLEBERGSON"
MARKED = Booking("ZQ7Q7Q", (Passenger(MARKER, "ODALRICA", number="QX9988776"),))
DAY = timedelta(days=1)
TRAVEL = ("flights", "pushes", "records", "travellers", "blind_index", "matches", "selected_flights", "jobs")
ROUTES = {"basis": "route selection", "parts": "CDG-BRU", "decided_by": "a body", "assessment": "three known journeys"}


def proposal(node, **changes) -> Proposal:
    today = node.ports.clock().date()
    days = {"assessed_on": today, "starts": today, "ends": today + 29 * DAY, "review_by": today + 9 * DAY}
    return Proposal(**(ROUTES | days | changes))


def found_in(folder: Path, *words: str) -> list[str]:
    """Return the files in which one of the words stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word.encode() in path.read_bytes() for word in words)]


def kept_files(folder: Path) -> set[str]:
    """Return the files and folders but those of the alerts sought and of the log's checkpoints."""
    others = {"index", "documents", "log"}
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not others & set(path.parts)}


def flush(server) -> None:
    """Have a database server write what it holds in memory."""
    if server is not None:
        server.execute("CHECKPOINT")


def left(node) -> dict[str, int]:
    """Return how many rows of travel data there are, where there are any."""
    rows = tables(node)
    return {name: len(rows[name]) for name in TRAVEL if rows[name]}


def data_keys(node) -> list[str]:
    return node.keys.identifiers("pnr", node.ports.clock() + 999 * DAY)


def dropped(node) -> list[tuple[str, str, int, int, int]]:
    with node.ports.look() as unit:
        rows = unit.selections.dropped_counts(node.ports.clock().date() - 30 * DAY)
    return [(row.carrier, row.reason, row.pushes, row.pnrs, row.travellers) for row in rows]


class TestNotSelected:
    """C-817/19: without a decision or selection in force, the data of intra-EU flights may not be processed."""

    def test_it_leaves_no_row_no_file_and_no_key(self, node, data):
        before = kept_files(data)

        deliver(node, pnrgov(MARKED, flight=INSIDE), paxlst(*MARKED.passengers, flight=INSIDE))

        assert (left(node), data_keys(node), node.ports.spool.pending()) == ({}, [], [])
        assert found_in(data, MARKER, "ODALRICA", "ZQ7Q7Q", "QX9988776") == []
        assert kept_files(data) == before

    def test_it_is_in_no_byte_of_the_database_server(self, node, database, request):
        server = request.getfixturevalue("postgres") if database == "postgresql" else None
        deliver(node, pnrgov(MARKED, flight=INSIDE))

        flush(server)

        assert found_in(server.data if server else node.settings.data, MARKER, "ODALRICA", "ZQ7Q7Q") == []

    def test_carrier_is_told_what_it_is_told_of_any_push(self, node, clock):
        """Rule PNR-13: receipts are alike."""
        receipts = deliver(node, pnrgov(MARKED, flight=INSIDE), pnrgov(MARKED, flight=OUTSIDE, reference="R2"))
        clock.move(timedelta(minutes=2))

        told = [show_receipt(node.ports, CARRIER, receipt) for receipt in receipts]

        assert [(one.state, one.defects) for one in told] == [(ReceiptState.PROCESSED, ())] * 2

    def test_it_is_counted_by_carrier_and_day(self, node):
        deliver(node, pnrgov(MARKED, UNKNOWN_BOOKING, flight=INSIDE), paxlst(*MARKED.passengers, flight=INSIDE))

        assert dropped(node) == [("XX", "not selected", 2, 2, 3)]

    def test_its_one_event_names_nobody(self, node):
        [receipt] = deliver(node, pnrgov(MARKED, flight=INSIDE))

        [event] = logged(node)[-1:]
        assert (event.kind.value, event.subject) == ("push:dropped", receipt)
        assert event.details == {
            "sender": "xx", "channel": "http", "carrier": "XX", "reason": "not selected", "pnrs": 1, "travellers": 1,
        }  # fmt: skip
        assert logged(node, "push:received") == []

    def test_processing_it_again_counts_nothing_more(self, node):
        [receipt] = deliver(node, pnrgov(MARKED, flight=INSIDE))
        body = pnrgov(MARKED, flight=INSIDE)
        again = receive_push(node.ports, CARRIER, body, channel="http")

        process_push(node.ports, receipt)
        process_push(node.ports, again.identifier)
        process_push(node.ports, again.identifier)

        assert dropped(node) == [("XX", "not selected", 2, 2, 2)]

    def test_selection_that_ended_yesterday_keeps_nothing(self, node, clock, data):
        clock.move(-9 * DAY)
        select_flights(node, "CDG-BRU", days=9)
        clock.move(9 * DAY)

        deliver(node, pnrgov(MARKED, flight=INSIDE))

        assert (left(node), found_in(data, MARKER)) == ({}, [])

    def test_selection_whose_review_was_missed_keeps_nothing(self, node, clock):
        today = clock().date()
        clock.move(-9 * DAY)
        asked = propose_selection(node.ports, SENIOR, proposal(node, review_by=today - DAY))
        decide_selection(node.ports, JUDGE, asked, approve=True, reason="necessary")
        clock.move(9 * DAY)

        deliver(node, pnrgov(MARKED, flight=INSIDE))

        assert left(node) == {}

    def test_proposal_alone_keeps_nothing(self, node):
        propose_selection(node.ports, SENIOR, proposal(node))

        deliver(node, pnrgov(MARKED, flight=INSIDE))

        assert left(node) == {}

    def test_codes_that_are_none_are_not_kept(self, node, data):
        deliver(node, pnrgov(MARKED, flight=Flight(origin="BRU", destination=MARKER)))

        assert dropped(node) == [("XX", "unknown airport", 1, 1, 1)]
        assert found_in(data, MARKER) == []


class TestKept:
    def test_extra_eu_flight_needs_no_selection(self, node):
        deliver(node, pnrgov(MARKED, flight=OUTSIDE))

        assert [(flight.departure_airport, flight.pnrs) for flight in flights(node)] == [("TUN", 1)]
        assert "selected_flights" not in left(node)

    def test_list_of_a_flight_with_a_stop_in_a_third_country_needs_no_selection(self, node):
        stop = b"LOC+92+IST'DTM+232:2612011130:201'DTM+189:2612011200:201'LOC+87+BRU"
        listed = paxlst(*MARKED.passengers, flight=INSIDE).replace(b"LOC+87+BRU", stop)

        deliver(node, listed)

        assert [flight.departure_airport for flight in flights(node)] == ["CDG"]

    def test_leg_of_a_flight_that_comes_from_a_third_country_by_the_timetable_needs_no_selection(self, node):
        legs = b"JFK2330/M1 CDG0930\nCDG1100 BRU1255\n"
        timetable = b"SSM\nLT\nNEW\nXX717\n01DEC26 01DEC26 2\nJ 320\n" + legs
        import_timetable(node.ports, ANALYST, source="XX", data=timetable)

        deliver(node, pnrgov(MARKED, flight=INSIDE))

        assert [flight.pnrs for flight in flights(node) if flight.departure_airport == "CDG"] == [1]

    def test_selected_flight_is_kept_under_its_selection(self, node):
        selection = select_flights(node, "CDG-BRU")

        deliver(node, pnrgov(MARKED, flight=INSIDE))

        [row] = tables(node)["selected_flights"]
        page = show_flight(node.ports, ANALYST, row[0])
        assert (row[1:3], page.selections) == ((selection, "CDG-BRU"), (selection,))

    def test_pattern_of_a_carrier_is_about_what_it_operates(self, node):
        select_flights(node, "CDG-BRU ZZ")
        sold = Flight(origin="CDG", destination="BRU", carriers=("XX", "ZZ"))
        seat = Passenger(MARKER, "ODALRICA", extra=(sold.leg, ("TVL", "", "", "", "", "9")))

        deliver(node, pnrgov(Booking("ZQ7Q7Q", (seat,)), flight=sold))

        assert [flight.pnrs for flight in flights(node)] == [1]

    def test_threat_decision_keeps_every_intra_eu_flight(self, node):
        select_flights(node, "", basis="threat decision")

        deliver(node, pnrgov(MARKED, flight=INSIDE))

        assert [flight.pnrs for flight in flights(node)] == [1]

    def test_domestic_flight_is_dropped_under_a_threat_decision_too(self, node, data):
        select_flights(node, "", basis="threat decision")

        deliver(node, pnrgov(MARKED, flight=DOMESTIC))

        assert (left(node), found_in(data, MARKER)) == ({}, [])
        assert dropped(node) == [("XX", "domestic", 1, 1, 1)]

    def test_dropped_message_of_a_file_costs_the_others_nothing(self, node, data):
        both = pnrgov(MARKED, flight=INSIDE, reference="R1") + pnrgov(UNKNOWN_BOOKING, flight=OUTSIDE, reference="R2")

        deliver(node, both)

        assert [(flight.departure_airport, flight.pnrs) for flight in flights(node)] == [("TUN", 1)]
        assert (len(data_keys(node)), found_in(data, MARKER)) == (1, [])


class TestProposed:
    """Two persons; the second a court or independent body (rules SYS-02, PNR-02)."""

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"parts": " \n"}, "name the airports, routes or patterns"),
            ({"decided_by": " "}, "name who judged"),
            ({"assessment": ""}, "give the reasons"),
        ],
    )
    def test_what_the_law_demands_is_asked_for(self, node, changes, said):
        with pytest.raises(Incomplete, match=said) as refused:
            propose_selection(node.ports, SENIOR, proposal(node, **changes))

        assert refused.value.rule == "PNR-02"

    @pytest.mark.parametrize(
        ("basis", "starts", "ends", "review", "assessed", "said"),
        [
            ("route selection", -1, 9, 9, 0, "today or later"),
            ("route selection", 5, 4, 4, 0, "ends on the day it starts or later"),
            ("route selection", 0, 180, 9, 0, "at most 180 days"),
            ("threat decision", 0, 90, 9, 0, "at most 90 days"),
            ("route selection", 0, 9, 10, 0, "between its start and its end"),
            ("route selection", 0, 9, 9, 1, "made today or before"),
        ],
    )
    def test_days_that_cannot_be_are_refused(self, node, basis, starts, ends, review, assessed, said):
        today = node.ports.clock().date()
        days = {"starts": today + starts * DAY, "ends": today + ends * DAY, "review_by": today + review * DAY}

        with pytest.raises(Incomplete, match=said):
            propose_selection(
                node.ports, SENIOR, proposal(node, basis=basis, assessed_on=today + assessed * DAY, **days)
            )

    def test_route_within_one_state_is_malformed(self, node):
        with pytest.raises(Malformed, match="within one Member State"):
            propose_selection(node.ports, SENIOR, proposal(node, parts="CDG-NCE"))

    def test_the_unit_does_not_approve_its_own_selection(self, node):
        asked = propose_selection(node.ports, SENIOR, proposal(node))

        with pytest.raises(Refused) as refused:
            decide_selection(node.ports, OTHER_SENIOR, asked, approve=True, reason="necessary")

        assert refused.value.rule == "PNR-02"

    def test_refused_selection_keeps_nothing(self, node):
        asked = propose_selection(node.ports, SENIOR, proposal(node))
        decide_selection(node.ports, JUDGE, asked, approve=False, reason="the assessment names no route")

        deliver(node, pnrgov(MARKED, flight=INSIDE))

        assert left(node) == {}

    def test_decision_gives_its_reasons(self, node):
        asked = propose_selection(node.ports, SENIOR, proposal(node))

        with pytest.raises(Incomplete):
            decide_selection(node.ports, JUDGE, asked, approve=True, reason=" ")


def test_carrier_is_not_told_of_defects_where_none_are_told() -> None:
    language, text = notice(ReceiptView("01", ReceiptState.PROCESSED), "fr-BE")

    assert (language, text) == ("fr", "Lu. Rien n’est à renvoyer.")
