"""One person, one match, for as long as the person is aboard; one booking over pushes and codeshares."""

from datetime import date, timedelta

import msgspec
from tests.acts import (
    SOUGHT,
    SOUGHT_BOOKING,
    UNKNOWN_BOOKING,
    claim_and_decide,
    confirm,
    deliver,
    flights,
    kinds,
    logged,
    prepare_alerts,
    queue,
    tables,
)
from tests.fakes.carrier import UPDATE, Booking, Flight, Passenger, paxlst, pnrgov
from tests.fakes.officers import ANALYST

from tournai.node.duties.matches import claim_match, open_match
from tournai.node.duties.timetable import import_timetable

UNDATED = msgspec.structs.replace(SOUGHT, birth=None, number="")
NAMESAKE = Passenger("ORLANDIC", "TIBOR", date(1999, 5, 6), "ZZ9876543", state="SVN")
CANCELLED = Booking("LOC7Q1", (), is_cancelled=True)
SOLD = Flight(number="4717", carriers=("YY", "XX"))
"""The same flight as `tests.fakes.carrier.FLIGHT`, as the carrier YY sells it."""
OPERATED = ("TVL", "", "", "", "", "717")


def shown(node, show="open"):
    return [match.state for match in queue(node, show)]


def page(node, number=0):
    return open_match(node.ports, ANALYST, queue(node)[number].match_id)


def states(node):
    return sorted(row[5] for row in tables(node)["records"])


class TestOnePerson:
    def test_undated_booking_after_the_passenger_list_gives_no_second_match(self, node):
        prepare_alerts(node)

        deliver(node, paxlst(SOUGHT), pnrgov(Booking("LOC7Q1", (UNDATED,))))

        assert shown(node) == ["new"]

    def test_other_spelling_with_the_same_document_gives_no_second_match(self, node):
        prepare_alerts(node)
        listed = msgspec.structs.replace(SOUGHT, given="TIBOR MARIJAN")

        deliver(node, pnrgov(SOUGHT_BOOKING), paxlst(listed))

        assert shown(node) == ["new"]

    def test_namesake_in_the_list_is_a_person_of_its_own(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(Booking("LOC7Q1", (UNDATED,))))

        deliver(node, paxlst(SOUGHT, NAMESAKE))

        persons = {(row[1], row[4]) for row in tables(node)["travellers"]}
        assert len({person for _, person in persons}) == 3

    def test_namesakes_who_come_later_part_what_was_one(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(Booking("LOC7Q1", (UNDATED,))), paxlst(SOUGHT))
        joined = {row[4] for row in tables(node)["travellers"]}

        deliver(node, paxlst(NAMESAKE, reference="L2"))

        assert len(joined) == 1
        assert len({row[4] for row in tables(node)["travellers"]}) == 3

    def test_refuted_match_takes_no_surer_one_of_the_same_person_with_it(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(Booking("LOC7Q1", (UNDATED,))), paxlst(SOUGHT, NAMESAKE))
        [undated] = [match.match_id for match in queue(node) if match.score == min(one.score for one in queue(node))]
        claim_and_decide(node, ANALYST, undated, "refuted", "photo differs")

        deliver(node, pnrgov(SOUGHT_BOOKING, reference="R2"))

        assert sorted(match.state for match in queue(node)) == ["new", "refuted"]


class TestLeft:
    """A PNR that a full push lacks has left the flight; a cancelled one is cancelled."""

    def test_match_of_who_left_is_closed_and_says_why(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING))

        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2"))

        assert (shown(node), shown(node, "closed")) == ([], ["closed"])
        assert page(node).gone == "left"
        assert not page(node).may_claim
        assert [event.subject for event in logged(node, "match:closed")] == [queue(node)[0].match_id]

    def test_match_of_a_cancelled_booking_is_closed_and_says_why(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))

        deliver(node, pnrgov(CANCELLED, reference="R2", function=UPDATE))

        assert shown(node, "closed") == ["closed"]
        assert page(node).gone == "cancelled"

    def test_match_that_an_officer_holds_is_closed_too(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))
        claim_match(node.ports, ANALYST, queue(node)[0].match_id)

        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2"))

        assert [(match.state, match.claimed_by) for match in queue(node)] == [("closed", None)]

    def test_who_returns_in_a_later_push_is_in_the_queue_again(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING), pnrgov(UNKNOWN_BOOKING, reference="R2"))

        deliver(node, pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING, reference="R3"))

        assert shown(node) == ["reopened"]
        assert page(node).gone == ""
        assert kinds(node).count("match:reopened") == 1

    def test_nobody_returns_to_the_queue_after_the_arrival(self, node, clock):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING), pnrgov(UNKNOWN_BOOKING, reference="R2"))
        clock.move(timedelta(days=2))

        deliver(node, pnrgov(SOUGHT_BOOKING, reference="R3"))

        assert shown(node, "all") == ["closed"]

    def test_decision_of_a_person_stays(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))
        confirm(node, queue(node)[0].match_id)

        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2"))

        assert shown(node, "all") == ["confirmed"]
        assert page(node).gone == "left"

    def test_who_is_in_the_passenger_list_is_still_aboard(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING), paxlst(SOUGHT))

        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2"))

        assert shown(node) == ["new"]

    def test_update_that_lacks_a_booking_closes_nothing(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))

        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2", function=UPDATE))

        assert shown(node) == ["new"]


class TestSameBooking:
    def test_booking_that_gains_a_locator_is_the_same(self, node):
        deliver(node, pnrgov(SOUGHT_BOOKING))
        both = msgspec.structs.replace(SOUGHT_BOOKING, also=(("YY", "ABCDEF"),))

        deliver(node, pnrgov(both, reference="R2", function=UPDATE))

        assert states(node) == ["current", "superseded"]

    def test_push_that_names_both_locators_joins_what_was_two(self, node):
        other = Booking("ABCDEF", (SOUGHT,), system="YY")
        deliver(node, pnrgov(SOUGHT_BOOKING), pnrgov(other, reference="R2", function=UPDATE))
        before = states(node)
        both = msgspec.structs.replace(SOUGHT_BOOKING, also=(("YY", "ABCDEF"),))

        deliver(node, pnrgov(both, reference="R3", function=UPDATE))

        assert (before, states(node)) == (["current", "current"], ["current", "superseded", "superseded"])

    def test_corrected_name_stays_in_its_booking(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(Booking("LOC7Q1", (Passenger("ORLANDITSCH", "TIBOR"),), created=("011026", "1200"))))

        deliver(node, pnrgov(Booking("LOC7Q1", (SOUGHT,), created=("011026", "1200")), reference="R2", function=UPDATE))

        assert states(node) == ["current", "superseded"]

    def test_locator_that_was_used_again_is_another_booking(self, node):
        deliver(node, pnrgov(Booking("LOC7Q1", (SOUGHT,), created=("011026", "1200"))))
        other = Booking("LOC7Q1", UNKNOWN_BOOKING.passengers, created=("051126", "0800"))

        deliver(node, pnrgov(other, reference="R2", function=UPDATE))

        assert states(node) == ["current", "current"]

    def test_split_child_replaces_no_parent(self, node):
        deliver(node, pnrgov(Booking("LOC7Q1", (SOUGHT, *UNKNOWN_BOOKING.passengers))))
        child = Booking("CHILD1", UNKNOWN_BOOKING.passengers, extra=(("EQN", "1"), ("RCI", ("1A", "LOC7Q1"))))

        deliver(node, pnrgov(child, reference="R2", function=UPDATE))

        assert states(node) == ["current", "current"]


class TestCodeshare:
    """Art. 8(1): one operating flight, whoever sells its seats."""

    def sold(self, *also):
        seller = msgspec.structs.replace(SOUGHT, extra=(SOLD.leg, OPERATED))
        return Booking("ABCDEF", (seller,), system="YY", also=also)

    def test_push_of_the_seller_lands_on_the_operating_flight(self, node):
        deliver(node, pnrgov(UNKNOWN_BOOKING))

        deliver(node, pnrgov(self.sold(), reference="R2", flight=SOLD))

        assert [(flight.designator, flight.pnrs) for flight in flights(node)] == [("XX 717", 2)]

    def test_timetable_tells_which_flight_a_seller_means(self, node):
        sold = b"SSM\nLT\nNEW\nYY4717\n28NOV26 24DEC26 1234567\nJ 320\nNCE1100 BRU1255\nNCEBRU 50/XX717\n"
        import_timetable(node.ports, ANALYST, source="YY", data=sold)
        deliver(node, pnrgov(UNKNOWN_BOOKING))

        plain = msgspec.structs.replace(SOLD, carriers=("YY",))
        deliver(node, pnrgov(Booking("ABCDEF", (SOUGHT,), system="YY"), reference="R2", flight=plain))

        assert [(flight.designator, flight.pnrs) for flight in flights(node) if flight.pnrs] == [("XX 717", 2)]

    def test_booking_of_both_carriers_is_one_and_matched_once(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))

        deliver(node, pnrgov(self.sold(("1A", "LOC7Q1")), reference="R2", flight=SOLD))

        assert (states(node), shown(node)) == (["current", "superseded"], ["new"])

    def test_seller_cannot_tell_who_has_left(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING))
        other = msgspec.structs.replace(UNKNOWN_BOOKING.passengers[0], extra=(SOLD.leg, OPERATED))

        deliver(node, pnrgov(Booking("ABCDEF", (other,), system="YY"), reference="R2", flight=SOLD))

        assert shown(node) == ["new"]


class TestTwoSources:
    """The same traveller in the booking and in the passenger list, side by side."""

    def differing(self, node):
        view = page(node).comparison
        return {row.label: row.agreement for row in view.rows if row.agreement != "same"}

    def test_match_shows_what_the_two_sources_say_differently(self, node):
        prepare_alerts(node)
        listed = msgspec.structs.replace(SOUGHT, given="TIBOR MARIJAN")

        deliver(node, pnrgov(SOUGHT_BOOKING), paxlst(listed))

        assert self.differing(node)["given names"] == "spelling"

    def test_value_is_shown_with_its_source_and_place(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(Booking("LOC7Q1", (UNDATED,))), paxlst(SOUGHT))

        view = page(node).comparison

        born = next(row for row in view.rows if row.label == "date of birth")
        assert (view.booked.format, view.listed.format) == ("PNRGOV", "PAXLST")
        assert (born.listed.value, born.listed.tag) == ("1971-03-04", "DTM")
        assert born.agreement == "only in the passenger list"
        assert view.is_same_person

    def test_list_that_names_the_booking_is_compared_though_the_name_differs(self, node):
        prepare_alerts(node)
        born = msgspec.structs.replace(SOUGHT, surname="ORLANDITSCH", number="", extra=(("RFF", ("AVF", "LOC7Q1")),))

        deliver(node, pnrgov(SOUGHT_BOOKING), paxlst(born))

        view = page(node).comparison
        assert (set(view.reasons), view.is_same_person) == ({"date of birth", "record locator"}, False)

    def test_traveller_of_one_source_has_nothing_to_compare(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SOUGHT_BOOKING))

        assert page(node).comparison is None
