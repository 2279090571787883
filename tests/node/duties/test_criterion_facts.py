"""The facts that criteria are judged by, out of bookings and passenger lists (Directive (EU) 2016/681, Annex I)."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from tournai.node.duties.criterion_facts import Aboard, persons_of
from tournai.node.duties.rows import Flight, StoredTraveller
from tournai.node.duties.sealed_records import Content
from tournai.screening.criteria import TravelFacts
from tournai.screening.criteria.facts import FACTS
from tournai.travel.records import (
    Agency,
    Bag,
    Change,
    ChangedName,
    CheckIn,
    Contact,
    Leg,
    Locator,
    Payment,
    Pnr,
    SplitBooking,
    Ticket,
    TravelDocument,
    Traveller,
)
from tournai.values import DocumentKind, StateCode

HOUR, DAY = 60, 24 * 60
LEAVES = datetime(2026, 12, 1, 10, tzinfo=UTC)
FLIGHT = Flight(
    "f", "XX", "717", "IST", "BRU", date(2026, 12, 1), None, None, LEAVES, LEAVES + timedelta(hours=3),
    LEAVES + timedelta(hours=3),
)  # fmt: skip
OUT = Leg("XX", "717", "IST", "BRU", datetime(2026, 12, 1, 12), datetime(2026, 12, 1, 15))
BACK = Leg("XX", "718", "BRU", "IST", datetime(2026, 12, 4, 15), datetime(2026, 12, 4, 20))
ON = Leg("XX", "9", "BRU", "CDG", datetime(2026, 12, 1, 18), datetime(2026, 12, 1, 19))
ANYBODY = Traveller("MOREAUX", "ODILON")


def aboard(content: Content, person: bytes = b"one", record: str = "r", ordinal: int = 0, **changes: object) -> Aboard:
    row = StoredTraveller(
        f"t{record}{ordinal}", record, "f", ordinal, person, None, None, "A", is_infant=False, is_crew=False,
        documents=0, bags=0,
    )  # fmt: skip
    return Aboard(msgspec.structs.replace(row, **changes), "key", content)


def facts_of(*contents: Content) -> TravelFacts:
    """Return the facts of one person who stands first in each of these records."""
    [person] = persons_of(FLIGHT, [aboard(one, record=f"r{number}") for number, one in enumerate(contents)])
    return person.facts


def booking(traveller: Traveller = ANYBODY, **changes: object) -> Pnr:
    values: dict[str, object] = {"locators": (Locator("1A", "ABCDEF"),), "travellers": (traveller,), "legs": (OUT,)}
    return Pnr(**(values | changes))  # type: ignore[arg-type]


def paid(*payments: Payment, **changes: object) -> Traveller:
    return msgspec.structs.replace(ANYBODY, tickets=(Ticket("1", payments=payments, **changes),))  # type: ignore[arg-type]


class TestJourney:
    """Annex I, point 7."""

    def test_airports_stand_once_in_their_order(self):
        assert facts_of(booking(legs=(OUT, ON))).routing == ("IST", "BRU", "CDG")

    @pytest.mark.parametrize(
        ("legs", "journey"), [((OUT,), "one-way"), ((OUT, ON), "one-way"), ((OUT, BACK), "return")]
    )
    def test_journey_returns_where_it_began_or_not(self, legs, journey):
        assert facts_of(booking(legs=legs)).journey == (journey,)

    def test_stay_is_the_time_between_arrival_and_return(self):
        assert facts_of(booking(legs=(OUT, BACK))).stay == 3 * DAY

    def test_one_way_has_no_stay(self):
        assert facts_of(booking(legs=(OUT, ON))).stay is None

    def test_leg_without_an_airport_leaves_the_routing_unknown(self):
        unknown = msgspec.structs.replace(OUT, arrival_airport="")

        assert (facts_of(booking(legs=(unknown,))).routing, facts_of(booking(legs=())).journey) == (None, None)

    def test_list_tells_the_airports_that_it_names(self):
        listed = msgspec.structs.replace(ANYBODY, journey_start="ESB", journey_end="BRU")

        assert facts_of(listed).routing == ("ESB", "IST", "BRU")


class TestTimes:
    """Annex I, points 2, 3 and 19."""

    def test_lead_time_counts_from_the_first_locator(self):
        first, later = datetime(2026, 11, 30, 12, tzinfo=UTC), datetime(2026, 11, 30, 20, tzinfo=UTC)
        found = facts_of(booking(locators=(Locator("1A", "B", later), Locator("XX", "C", first))))

        assert found.lead_time == 22 * HOUR

    def test_booking_after_the_departure_is_an_error_of_the_data(self):
        assert facts_of(booking(locators=(Locator("1A", "B", LEAVES + timedelta(hours=1)),))).lead_time is None

    def test_history_tells_changes_and_the_last_of_them(self):
        history = (
            Change("A", "TVL", changed_at=LEAVES - timedelta(hours=30), legs=(ON,)),
            Change("C", "TIF", changed_at=LEAVES - timedelta(hours=5), names=(ChangedName("X"),)),
        )
        found = facts_of(booking(history=history))

        assert (found.changes, found.flight_changes, found.name_changes, found.last_change) == (2, 1, 1, 5 * HOUR)

    def test_without_history_nobody_knows_of_changes(self):
        found = facts_of(booking())

        assert (found.changes, found.flight_changes, found.last_change) == (None, None, None)


class TestPayment:
    """Annex I, points 5, 6 and 13."""

    @pytest.mark.parametrize(
        ("form", "word"), [("CA", "cash"), ("CC", "card"), ("CK", "cheque"), ("GR", "account"), ("MS", "other")]
    )
    def test_form_is_told_in_the_words_of_the_language(self, form, word):
        assert facts_of(booking(paid(Payment(form)))).payment == (word,)

    def test_companions_ticket_pays_for_who_has_none(self):
        found = facts_of(booking(travellers=(ANYBODY, paid(Payment("CA")))))

        assert found.payment == ("cash",)

    def test_nothing_of_a_payment_is_not_known(self):
        assert facts_of(booking()).payment is None

    @pytest.mark.parametrize(("address", "told"), [("Rue Haute 1", ("own",)), ("Lange Nieuwstraat 4", ("other",))])
    def test_billing_address_is_the_bookings_own_or_not(self, address, told):
        payer = paid(Payment("CC", billing_address=address))
        found = facts_of(booking(payer, contacts=(Contact("address", "RUE HAUTE, 1"),)))

        assert found.billing_address == told

    def test_currency_is_that_of_the_ticket(self):
        assert facts_of(booking(paid(amounts=(("T", "10", "TRY"),)))).payment_currency == ("TRY",)

    def test_what_is_no_code_is_no_currency_and_no_agency(self):
        found = facts_of(booking(paid(amounts=(("T", "10", "??"),)), agency=Agency(agency_number="12")))

        assert (found.payment_currency, found.agency) == (None, None)


class TestShared:
    """Another booking of the flight has the same contact, or is paid by the same card."""

    CALLED = (Contact("phone", "+32 2 555 01 23"),)

    def persons(self, *bookings: Pnr) -> list[TravelFacts]:
        rows = [aboard(one, bytes([number]), f"r{number}") for number, one in enumerate(bookings)]
        return [person.facts for person in persons_of(FLIGHT, rows)]

    def test_contact_in_two_bookings_is_shared(self):
        same = (Contact("phone", "0032 25550123"),)
        found = self.persons(booking(contacts=self.CALLED), booking(contacts=same), booking())

        assert [one.contact for one in found] == [("shared",), ("shared",), None]

    def test_contact_of_one_booking_is_its_own(self):
        assert [one.contact for one in self.persons(booking(contacts=self.CALLED))] == [("own",)]

    def test_companions_of_one_booking_share_nothing_with_another(self):
        two = booking(travellers=(ANYBODY, ANYBODY), contacts=self.CALLED)
        found = persons_of(FLIGHT, [aboard(two, b"a", "r"), aboard(two, b"b", "r", 1)])

        assert [one.facts.contact for one in found] == [("own",), ("own",)]

    @pytest.mark.parametrize(("bookings", "told"), [(5, ("shared",)), (6, None)])
    def test_contact_of_many_bookings_is_an_agencys_and_tells_nothing(self, bookings, told):
        found = self.persons(*[booking(contacts=self.CALLED)] * bookings)

        assert {one.contact for one in found} == {told}

    def test_card_that_pays_for_two_bookings_is_shared(self):
        card = Payment("CC", vendor="VI", account="411111XXXXXX1111", expiry="1230")
        found = self.persons(booking(paid(card)), booking(paid(card)))

        assert [one.payment_card for one in found] == [("shared",), ("shared",)]


class TestPersons:
    """One person in a booking and in a list is one; the document may stand in either."""

    PASSPORT = TravelDocument(
        DocumentKind.PASSPORT, number="X1", issuing_state=StateCode("BEL"), date_of_issue=date(2026, 11, 11),
        date_of_expiry=date(2027, 1, 10),
    )  # fmt: skip

    def test_list_adds_the_document_to_the_booking(self):
        found = facts_of(booking(), msgspec.structs.replace(ANYBODY, documents=(self.PASSPORT,)))

        assert (found.party_size, found.document, found.document_age, found.document_validity) == (
            1, ("passport",), 20 * DAY, 40 * DAY,
        )  # fmt: skip

    def test_dates_of_a_visa_are_none_of_the_document(self):
        visa = msgspec.structs.replace(self.PASSPORT, kind=DocumentKind.VISA)
        found = facts_of(booking(msgspec.structs.replace(ANYBODY, documents=(visa,))))

        assert (found.document, found.document_age) == (None, None)

    def test_crew_is_judged_by_no_criterion(self):
        assert persons_of(FLIGHT, [aboard(ANYBODY, is_crew=True)]) == []

    def test_party_counts_a_groups_size(self):
        assert facts_of(booking(group_size=40)).party_size == 40

    def test_divided_booking_is_told(self):
        assert facts_of(booking(splits=(SplitBooking(),))).booking == ("split",)

    @pytest.mark.parametrize(
        ("changes", "bags"),
        [
            ({"bags": (Bag(count=2), Bag(tags=("1", "2", "3")))}, 5),
            ({"check_ins": (CheckIn(),)}, 0),
            ({}, None),
        ],
    )
    def test_no_bag_is_known_only_of_who_checked_in(self, changes, bags):
        assert facts_of(booking(msgspec.structs.replace(ANYBODY, **changes))).bags == bags

    def test_unaccompanied_minor_is_told_by_the_coded_remark(self):
        minor = msgspec.structs.replace(ANYBODY, minor_remarks=("unaccompanied minor", "age 9"))

        assert (facts_of(booking(minor)).minor, facts_of(booking()).minor) == (("unaccompanied",), ("none",))


def test_vocabulary_of_the_language_is_that_of_the_facts() -> None:
    assert {fact.field for fact in FACTS.values()} == set(TravelFacts.__struct_fields__)


def test_whole_booking_gives_words_of_the_language_alone() -> None:
    found = facts_of(booking(paid(Payment("CA")), legs=(OUT, BACK), contacts=TestShared.CALLED))
    told = {name: getattr(found, fact.field) for name, fact in FACTS.items() if fact.values}

    assert [name for name, words in told.items() if words and not set(words) <= set(FACTS[name].values)] == []
