"""The chart of a traveller's links: two hops, within the scope and period, and kept nowhere. Rules PNR-11, PNR-15."""

from datetime import date, timedelta

import msgspec
import pytest
from tests.acts import SOUGHT, confirm, deliver, ensure_listed, kinds, logged, prepare_alerts, queue, tables
from tests.fakes.carrier import ARRIVED, Booking, Flight, Passenger, pnrgov
from tests.fakes.officers import ADMINISTRATOR, ANALYST, JUDGE, OTHER_ANALYST

from tournai.errors import Refused, Unavailable
from tournai.node.duties.linking import MOST_A_LINK, show_links
from tournai.node.duties.matches import open_match
from tournai.node.duties.requests import decide_request, open_request, search
from tournai.node.duties.travellers import consult_traveller
from tournai.oversight import NotPermitted
from tournai.values import Reference

PHONE, MAIL = ("IFT", ("4", "28", "XX"), "CTCP 3225550123"), ("IFT", ("4", "28", "XX"), "CTCE ANN//EXAMPLE.ORG")
COMPANION = Passenger("DEWINTERE", "FLEURTJE", date(1990, 5, 6), "EN5550001", sex="F")
FRIEND = Passenger("LEMMENS", "ANN", date(1985, 1, 2), "EN5550002", sex="F")
THIRD = Passenger("VERBEKE", "KOEN", date(1979, 9, 8), "EN5550003")
LATER = Flight(number="719", departs="051226:1500", arrives="051226:1655")
SAME_PARTY = Booking("LOC7Q1", (SOUGHT, COMPANION))
ASKED = {
    "authority": "BE-FPS",
    "offence": "terrorism",
    "provision": "Criminal Code, art. 137",
    "penalty_years": 10,
    "air_link": "the suspect travels by air",
    "necessity": "the suspect's contacts are to be found",
}


def phoned(booking, *contacts):
    """The booking with contacts of its first traveller."""
    first, *others = booking.passengers
    first = msgspec.structs.replace(first, extra=(*first.extra, *contacts))
    return msgspec.structs.replace(booking, passengers=(first, *others))


def ssr(kind, text):
    return ("SSR", (kind, "HK", "1", "XX", "", "", "", "", text))


def hit(node, *bookings, **changes):
    """Deliver bookings with the person sought, confirm the match, and return its page."""
    prepare_alerts(node)
    deliver(node, pnrgov(*bookings, **changes))
    [match] = queue(node)
    confirm(node, match.match_id)
    return open_match(node.ports, ANALYST, match.match_id)


def chart(node, page):
    return show_links(node.ports, ANALYST, page.traveller_id, Reference("match", page.match.match_id))


def names(view, hop):
    return sorted(person.name.partition(",")[0] for person in view.persons if person.hop == hop)


def ties(view):
    """Kind of link -> surnames it ties."""
    found = {}
    for person, thing in view.ties:
        found.setdefault(view.things[thing].kind, set()).add(view.persons[person].name.partition(",")[0])
    return found


def approved(node, *elements, by=ANALYST, **changes):
    ensure_listed(node)
    number = open_request(node.ports, by, **(ASKED | changes), elements=elements)
    decide_request(node.ports, JUDGE, number, approve=True, reason="needed, reference 12/2026")
    return number


def under(node, number, traveller_id, by=ANALYST):
    return show_links(node.ports, by, traveller_id, Reference("request", number))


def found_under(node, number, on=date(2026, 12, 1)):
    found = search(node.ports, ANALYST, number=number).found
    return next(row.traveller_id for row in found if row.flight.departure_local.date() == on)


class TestHops:
    """From a hit: who shares something, and who shares something with those; nobody further."""

    def test_traveller_of_the_same_booking_is_one_hop_away(self, node):
        view = chart(node, hit(node, SAME_PARTY))

        assert (names(view, 0), names(view, 1), names(view, 2)) == (["ORLANDIC"], ["DEWINTERE"], [])
        assert ties(view) == {"booking": {"ORLANDIC", "DEWINTERE"}}

    def test_second_hop_is_charted_and_the_third_is_not(self, node):
        one = phoned(Booking("LOC7Q2", (COMPANION,)), ssr("CTCM", "3225550123"))
        both = phoned(Booking("LOC7Q3", (FRIEND,)), ssr("CTCM", "003225550123"), ssr("CTCE", "ANN//EXAMPLE.ORG"))
        third = phoned(Booking("LOC7Q4", (THIRD,)), ssr("CTCE", "ANN//EXAMPLE.ORG"))

        view = chart(node, hit(node, SAME_PARTY, one, both, third))

        assert (names(view, 1), names(view, 2)) == (["DEWINTERE"], ["LEMMENS"])
        assert "VERBEKE" not in {person.name for person in view.persons}

    def test_shared_document_ties_bookings_of_two_flights(self, node):
        page = hit(node, Booking("LOC7Q1", (SOUGHT,)))
        other = msgspec.structs.replace(THIRD, number=SOUGHT.number)
        deliver(node, pnrgov(Booking("LOC8Q1", (other,)), reference="R2", flight=LATER))

        view = chart(node, page)

        assert ties(view) == {"document number": {"ORLANDIC", "VERBEKE"}}

    def test_same_traveller_on_a_later_flight_is_no_other_person(self, node):
        page = hit(node, Booking("LOC7Q1", (SOUGHT,)))
        deliver(node, pnrgov(Booking("LOC8Q1", (SOUGHT, FRIEND)), reference="R2", flight=LATER))

        view = chart(node, page)

        assert [person.flights for person in view.persons if person.hop == 0] == [("XX 717", "XX 719")]
        assert names(view, 1) == ["LEMMENS"]
        assert [leg.designator for leg in view.travel] == ["XX 717", "XX 719"]

    def test_link_that_very_many_share_is_bounded_and_the_rest_counted(self, node):
        crowd = [phoned(Booking(f"LOC9{n:02}", (Passenger(f"CROWD{n:02}", "ANN"),)), ssr("CTCM", "3225550123"))
                 for n in range(MOST_A_LINK + 8)]  # fmt: skip

        view = chart(node, hit(node, phoned(Booking("LOC7Q1", (SOUGHT,)), ssr("CTCM", "3225550123")), *crowd))

        assert len(names(view, 1)) <= MOST_A_LINK
        assert view.left_out["phone"] == len(crowd) + 1 - MOST_A_LINK


class TestFromAHit:
    """Rule PNR-15: before the flight has left, and only the flights that are still to come."""

    def test_departed_leg_is_locked(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(Booking("OLD7Q1", (SOUGHT, THIRD)), flight=ARRIVED))

        view = chart(node, hit(node, SAME_PARTY, reference="R2"))

        assert (names(view, 1), [leg.designator for leg in view.travel]) == (["DEWINTERE"], ["XX 717"])

    def test_nothing_is_charted_once_the_flight_has_arrived(self, node, clock):
        page = hit(node, SAME_PARTY)
        clock.move(timedelta(days=2))

        with pytest.raises(Refused) as refused:
            chart(node, page)

        assert refused.value.rule == "PNR-15"
        assert logged(node, "access:refused")[-1].details == {"action": "view-links", "rule": "PNR-15"}

    def test_match_that_nobody_confirmed_opens_no_links(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SAME_PARTY))
        page = open_match(node.ports, ANALYST, queue(node)[0].match_id)

        with pytest.raises(Refused) as refused:
            chart(node, page)

        assert refused.value.rule == "PNR-10"

    def test_hit_opens_no_links_of_another_traveller(self, node):
        page = hit(node, SAME_PARTY)
        other = next(row[0] for row in tables(node)["travellers"] if row[0] != page.traveller_id)

        with pytest.raises(Refused) as refused:
            show_links(node.ports, ANALYST, other, Reference("match", page.match.match_id))

        assert refused.value.rule == "PNR-11"

    @pytest.mark.parametrize("reference", [Reference("case", "7"), Reference("match", "none")])
    def test_links_need_a_reference_that_leads_to_them(self, node, reference):
        page = hit(node, SAME_PARTY)

        with pytest.raises(Refused):
            show_links(node.ports, ANALYST, page.traveller_id, reference)

    def test_administrator_sees_no_links(self, node):
        page = hit(node, SAME_PARTY)

        with pytest.raises(NotPermitted):
            show_links(node.ports, ADMINISTRATOR, page.traveller_id, Reference("match", page.match.match_id))

    def test_hit_offers_the_chart_on_the_traveller_page_and_an_open_match_does_not(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(SAME_PARTY))
        [match] = queue(node)
        page = open_match(node.ports, ANALYST, match.match_id)
        reference = Reference("match", match.match_id)
        before = consult_traveller(node.ports, ANALYST, page.traveller_id, reference).may_chart

        confirm(node, match.match_id)

        after = consult_traveller(node.ports, ANALYST, page.traveller_id, reference).may_chart
        assert (before, after) == (False, True)

    def test_hit_whose_person_left_has_nothing_current(self, node):
        page = hit(node, SAME_PARTY)
        deliver(node, pnrgov(Booking("LOC7Q9", (FRIEND,)), reference="R2"))

        with pytest.raises(Unavailable):
            chart(node, page)


class TestUnderARequest:
    """C-817/19: a court or an independent body opens what has departed, for what was asked and its period."""

    def arrived(self, node):
        deliver(node, pnrgov(Booking("OLD7Q1", (SOUGHT, THIRD)), flight=ARRIVED))
        deliver(node, pnrgov(SAME_PARTY, reference="R2"))

    def test_departed_legs_are_charted(self, node):
        self.arrived(node)
        number = approved(node, ("document number", SOUGHT.number))

        view = under(node, number, found_under(node, number))

        assert names(view, 1) == ["DEWINTERE", "VERBEKE"]
        assert [str(leg.departs_on) for leg in view.travel] == ["2026-11-28", "2026-12-01"]

    def test_flights_outside_of_the_period_are_not(self, node):
        self.arrived(node)
        number = approved(node, ("document number", SOUGHT.number), travel_from=date(2026, 11, 30))

        view = under(node, number, found_under(node, number))

        assert names(view, 1) == ["DEWINTERE"]
        assert [row.flight.designator for row in search(node.ports, ANALYST, number=number).found] == ["XX 717"]

    def test_traveller_outside_of_the_period_is_refused(self, node):
        self.arrived(node)
        wide = approved(node, ("document number", SOUGHT.number))
        old = found_under(node, wide, on=date(2026, 11, 28))
        narrow = approved(node, ("document number", SOUGHT.number), travel_from=date(2026, 11, 30))

        with pytest.raises(Refused) as refused:
            under(node, narrow, old)

        assert refused.value.rule == "PNR-11"

    def test_traveller_whom_the_request_does_not_name_is_refused(self, node):
        self.arrived(node)
        number = approved(node, ("document number", SOUGHT.number))
        wide = approved(node, ("document number", COMPANION.number))

        with pytest.raises(Refused) as refused:
            under(node, number, found_under(node, wide))

        assert refused.value.rule == "PNR-11"

    def test_flight_alone_identifies_nobody(self, node):
        self.arrived(node)
        number = approved(node, ("flight", "XX 717 2026-12-01"))

        with pytest.raises(Refused) as refused:
            under(node, number, found_under(node, number))

        assert refused.value.rule == "PNR-11"

    def test_request_that_no_court_approved_opens_nothing(self, node):
        self.arrived(node)
        wide = approved(node, ("document number", SOUGHT.number))
        ensure_listed(node)
        number = open_request(node.ports, ANALYST, **ASKED, elements=[("document number", SOUGHT.number)])

        with pytest.raises(Refused) as refused:
            under(node, number, found_under(node, wide))

        assert refused.value.rule == "PNR-15"

    def test_request_that_has_ended_opens_nothing(self, node, clock):
        self.arrived(node)
        number = approved(node, ("document number", SOUGHT.number))
        traveller_id = found_under(node, number)
        clock.move(timedelta(days=31))

        with pytest.raises(Refused) as refused:
            under(node, number, traveller_id)

        assert refused.value.rule == "PNR-15"

    def test_request_of_another_officer_opens_nothing(self, node):
        self.arrived(node)
        number = approved(node, ("document number", SOUGHT.number))

        with pytest.raises(Refused) as refused:
            under(node, number, found_under(node, number), by=OTHER_ANALYST)

        assert refused.value.rule == "PNR-15"

    def test_period_that_ends_before_it_begins_is_refused(self, node):
        with pytest.raises(Refused) as refused:
            approved(node, ("document number", "XK1"), travel_from=date(2026, 12, 2), travel_until=date(2026, 12, 1))

        assert refused.value.rule == "PNR-22"


class TestKeptNowhere:
    """No register of persons: the chart is computed, logged with counts, shown and forgotten."""

    def test_no_table_grows_but_the_log(self, node):
        page = hit(node, SAME_PARTY)
        before = tables(node)

        chart(node, page)

        assert tables(node) == before

    def test_no_file_grows_but_the_log(self, node, data):
        page = hit(node, SAME_PARTY)
        chart(node, page)
        before = {path.name for path in data.rglob("*") if path.is_file()}

        chart(node, page)

        assert {path.name for path in data.rglob("*") if path.is_file()} == before

    def test_one_event_names_counts_and_nobody(self, node):
        page = hit(node, SAME_PARTY)

        chart(node, page)

        [event] = logged(node, "links:charted")
        assert (event.subject, event.operation.value) == (page.traveller_id, "consultation")
        assert (event.details["first_hop"], event.details["second_hop"], event.details["records_opened"]) == (1, 0, 1)
        assert kinds(node)[-1] == "links:charted"
        assert "DEWINTERE" not in repr(event)

    def test_what_ties_is_found_by_digests_alone(self, node, data):
        hit(node, phoned(SAME_PARTY, ssr("CTCM", "3225550123")))

        stored = repr(tables(node, without=()))

        assert "3225550123" not in stored
        assert {"booking", "phone"} <= {row[0] for row in tables(node)["blind_index"]}
