"""What a push may change: what its own account brought, whatever sender UNB names (Art. 13(2))."""

import pytest
from tests.acts import SOUGHT, SOUGHT_BOOKING, UNKNOWN, UNKNOWN_BOOKING, deliver, flights, logged, prepare_alerts, queue
from tests.acts import tables as rows_of
from tests.fakes.carrier import UPDATE, Booking, Flight, Passenger, closing, paxlst, pnrgov
from tests.fakes.officers import ADMINISTRATOR, ANALYST, CARRIER, NODE

from tournai.node.duties.accounts import create_account
from tournai.node.duties.boards import show_board
from tournai.node.duties.carrier_desk import tie_account
from tournai.values import Actor, Role

OTHER = Actor("yy", Role.CARRIER)
ROUTER = Actor("eulisa", Role.CARRIER)
NAMES_SOUGHT, NAMES_UNKNOWN = ("RFF", ("ABO", "ABC001")), ("RFF", ("ABO", "ABC002"))
LISTED = (
    Passenger(SOUGHT.surname, SOUGHT.given, SOUGHT.birth, SOUGHT.number, extra=(NAMES_SOUGHT,)),
    Passenger(UNKNOWN.surname, UNKNOWN.given, UNKNOWN.birth, UNKNOWN.number, extra=(NAMES_UNKNOWN,)),
)
BOTH = pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING)
ONE = pnrgov(UNKNOWN_BOOKING, reference="E1")
CANCELLED = pnrgov(Booking(SOUGHT_BOOKING.locator, (), is_cancelled=True), reference="E2", function=UPDATE)


@pytest.fixture(autouse=True)
def accounts(node):
    for account, is_router in (("xx", False), ("yy", False), ("eulisa", True)):
        create_account(
            node.ports, ADMINISTRATOR, account=account, display_name=account, role=Role.CARRIER,
            password="correct horse battery staple", is_router=is_router,
        )  # fmt: skip
    prepare_alerts(node)


def tie(node, account, *carriers):
    for carrier in carriers:
        tie_account(node.ports, ADMINISTRATOR, account=account, carrier=carrier)


def states(node, kind="PNR"):
    return sorted(row[5] for row in rows_of(node)["records"] if row[1] == kind)


def quarantined(node):
    return [row.code for row in show_board(node.ports, ANALYST).quarantine]


class TestAnotherAccount:
    def test_full_push_empties_no_flight_of_another_account(self, node):
        deliver(node, BOTH)

        deliver(node, ONE, by=OTHER)

        assert states(node) == ["current"] * 3
        assert len(queue(node, "open")) == 1

    def test_cancellation_by_the_locator_alone_cancels_no_booking_of_another_account(self, node):
        deliver(node, BOTH)

        deliver(node, CANCELLED, by=OTHER)

        assert states(node) == ["cancelled", "current", "current"]
        assert len(queue(node, "open")) == 1

    def test_booking_with_the_locators_of_two_makes_them_no_versions_of_one(self, node):
        deliver(node, BOTH)
        joining = Booking(
            SOUGHT_BOOKING.locator,
            (Passenger("NOBODY", "ANN"),),
            also=((UNKNOWN_BOOKING.system, UNKNOWN_BOOKING.locator),),
        )
        deliver(node, pnrgov(joining, reference="E3", function=UPDATE), by=OTHER)

        deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2", function=UPDATE))

        assert states(node) == ["current"] * 3 + ["superseded"]
        assert len(queue(node, "open")) == 1

    @pytest.mark.parametrize("body", [closing("CLOB", NAMES_UNKNOWN), paxlst(*LISTED, function="XR", reference="E4")])
    def test_list_takes_nobody_off_the_flight_whom_another_account_listed(self, node, body):
        deliver(node, paxlst(*LISTED))

        deliver(node, body, by=OTHER)

        assert len(queue(node, "open")) == 1
        assert states(node, "API") == ["current", "current"]
        assert flights(node)[0].not_aboard == 0

    def test_list_of_the_same_person_leaves_nobody_behind_in_the_records_of_another_account(self, node):
        deliver(node, paxlst(*LISTED, reference="E5"), closing("CLOB", NAMES_UNKNOWN), by=OTHER)

        deliver(node, pnrgov(SOUGHT_BOOKING))

        assert [match.state for match in queue(node, "open")] == ["reopened"]

    def test_push_says_that_another_account_has_pushed_bookings(self, node):
        deliver(node, BOTH)

        deliver(node, ONE, by=OTHER)

        assert [[one.code for one in push.defects] for push in flights(node)[0].pushes] == [[], ["other-account"]]


class TestTheSameAndTheFree:
    @pytest.mark.parametrize("by", [CARRIER, ROUTER, NODE])
    def test_account_itself_the_router_and_the_authority_replace_what_an_account_brought(self, node, by):
        deliver(node, BOTH)

        deliver(node, ONE, by=by)

        assert states(node) == ["current", "left", "superseded"]
        assert queue(node, "open") == []

    @pytest.mark.parametrize("first", [ROUTER, NODE])
    def test_account_of_the_operating_carrier_replaces_what_the_router_or_the_authority_brought(self, node, first):
        tie(node, "xx", "XX")
        deliver(node, BOTH, by=first)

        deliver(node, ONE)

        assert states(node) == ["current", "left", "superseded"]

    def test_account_that_is_tied_to_no_carrier_replaces_nothing_of_the_router(self, node):
        deliver(node, BOTH, by=ROUTER)

        deliver(node, ONE, by=OTHER)

        assert states(node) == ["current"] * 3

    def test_two_accounts_of_the_operating_carrier_replace_what_each_brought(self, node):
        tie(node, "xx", "XX")
        tie(node, "yy", "XX")
        deliver(node, BOTH)

        deliver(node, CANCELLED, by=OTHER)

        assert queue(node, "open") == []


class TestTiedAccounts:
    def test_push_about_another_carriers_flight_goes_to_quarantine_and_nothing_of_it_is_stored(self, node):
        tie(node, "yy", "YY", "ZZ")

        deliver(node, BOTH, by=OTHER)

        assert quarantined(node) == ["not-your-flight"]
        assert [event.details["code"] for event in logged(node, "push:quarantined")] == ["not-your-flight"]
        assert (rows_of(node)["records"], rows_of(node)["flights"]) == ([], [])

    def test_carrier_that_sells_seats_of_the_flight_pushes_its_bookings(self, node):
        tie(node, "yy", "YY")

        deliver(node, pnrgov(UNKNOWN_BOOKING, flight=Flight(carriers=("YY", "XX"))), by=OTHER)

        assert quarantined(node) == []
        assert states(node) == ["current"]

    def test_sender_that_unb_names_makes_no_flight_ones_own(self, node):
        tie(node, "yy", "YY")

        deliver(node, BOTH.replace(b"+XX+GOV+", b"+YY+GOV+"), by=OTHER)

        assert quarantined(node) == ["not-your-flight"]

    def test_router_delivers_for_every_carrier(self, node):
        tie(node, "eulisa", "YY")

        deliver(node, BOTH, by=ROUTER)

        assert states(node) == ["current", "current"]
