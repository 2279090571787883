"""What ties travellers, and the chart of it: two hops, one person over flights, nothing said twice.

Contacts in service information: IATA AIRIMP (``//`` for ``@``, ``..`` for ``_``, ``./`` for ``-``).
"""

from datetime import date, datetime

import pytest

from tournai.travel.records import (
    Agency,
    Bag,
    Contact,
    FrequentFlyer,
    Leg,
    Locator,
    Payment,
    Pnr,
    Ticket,
    TravelDocument,
    Traveller,
)
from tournai.travel.resolution import Link, LinkKind, Seen, chart_of, is_one_traveller, links_of
from tournai.values import PartialDate

BORN, LATER = PartialDate.on(date(1971, 3, 4)), PartialDate.on(date(1999, 5, 6))
ORLANDIC, DEWINTERE = Traveller("ORLANDIC", "TIBOR", date_of_birth=BORN), Traveller("DEWINTERE", "FLEURTJE")


def values(booking: Pnr, kind: LinkKind, of: Traveller = ORLANDIC) -> list[str]:
    return [link.value for link in links_of(of, booking) if link.kind == kind.value]


class TestContacts:
    @pytest.mark.parametrize("text", ["+32 2 555.01.23", "0032 2 5550123", "3225550123"])
    def test_spellings_of_one_telephone_are_one(self, text: str) -> None:
        assert values(Pnr((), contacts=(Contact("phone", text),)), LinkKind.PHONE) == ["3225550123"]

    def test_extension_ties_nobody(self) -> None:
        assert values(Pnr((), contacts=(Contact("phone", "123"),)), LinkKind.PHONE) == []

    @pytest.mark.parametrize("text", ["A..B//EXAMPLE./ONE.ORG", "a_b@example-one.org"])
    def test_signs_of_service_information_are_read(self, text: str) -> None:
        assert values(Pnr((), contacts=(Contact("e-mail", text),)), LinkKind.EMAIL) == ["A_B@EXAMPLE-ONE.ORG"]

    def test_contact_of_a_traveller_ties_as_well(self) -> None:
        found = links_of(Traveller("MAES", contacts=(Contact("phone", "+3225550123"),)), None)

        assert found == (Link("phone", "3225550123", "+3225550123"),)


class TestOtherLinks:
    def test_masked_account_is_told_apart_by_issuer_and_expiry(self) -> None:
        def paid(vendor: str, expiry: str) -> list[str]:
            card = Payment("CC", vendor=vendor, account="411111XXXXXX1111", expiry=expiry)
            return values(Pnr((), (Traveller("MAES", tickets=(Ticket("1", payments=(card,)),)),)), LinkKind.ACCOUNT)

        assert paid("VI", "0130") != paid("VI", "0231")
        assert paid("VI", "0130") == paid("VI", "0130") != []

    def test_cash_ties_nobody(self) -> None:
        cash = Traveller("MAES", tickets=(Ticket("1", payments=(Payment("CA"),)),))

        assert values(Pnr((), (cash,)), LinkKind.ACCOUNT, cash) == []

    def test_agency_ties_on_one_day_only(self) -> None:
        def booked(day: int) -> list[str]:
            locator = Locator("1A", "LOC7Q1", created=datetime(2026, 10, day, 12, 0))
            return values(Pnr((locator,), agency=Agency(agency_number="99887766")), LinkKind.AGENCY)

        assert booked(1) != booked(2)

    def test_single_leg_is_no_shared_journey(self) -> None:
        leg, back = Leg("XX", "717", "NCE", "BRU"), Leg("XX", "718", "BRU", "NCE")

        assert values(Pnr((), legs=(leg,)), LinkKind.JOURNEY) == []
        assert len(values(Pnr((), legs=(leg, back)), LinkKind.JOURNEY)) == 1

    def test_split_booking_is_found_from_both_parts(self) -> None:
        parent = Pnr((Locator("1A", "LOC7Q1"),))
        child = Pnr((Locator("1A", "CHILD1"),), split_from=(Locator("1A", "LOC7Q1"),))

        assert set(values(parent, LinkKind.SPLIT)) & set(values(child, LinkKind.SPLIT)) == {"1A:LOC7Q1"}

    def test_own_things_are_the_travellers_alone(self) -> None:
        traveller = Traveller(
            "MAES",
            documents=(TravelDocument(number="XK 123"),),
            frequent_flyer=(FrequentFlyer("XX", "88001"),),
            bags=(Bag(("0999123456",)),),
        )

        found = {link.kind: link.value for link in links_of(traveller, None)}

        assert found == {"document number": "XK123", "frequent flyer": "XX\x1f88001", "bag tag": "0999123456"}


class TestOneTraveller:
    """Over flights: surer than on one, since nothing says who else bears the name."""

    @pytest.mark.parametrize(
        ("other", "is_same"),
        [
            (Traveller("ORLANDIC", "TIBOR", date_of_birth=BORN), True),
            (Traveller("ORLANDIC", "TIBOR"), False),
            (Traveller("ORLANDIC", "TIBOR", date_of_birth=LATER), False),
            (Traveller("ORLANDIC", "TIBOR MARIJAN", date_of_birth=BORN), False),
        ],
    )
    def test_name_and_birth_are_needed(self, other: Traveller, is_same: bool) -> None:
        assert is_one_traveller(ORLANDIC, other) is is_same

    def test_document_bears_another_spelling(self) -> None:
        document = (TravelDocument(number="XK1"),)
        one = Traveller("ORLANDIC", "TIBOR", documents=document)

        assert is_one_traveller(one, Traveller("ORLANDIC", "TIBOR MARIJAN", documents=document))
        assert not is_one_traveller(one, Traveller("MAES", "KOEN", documents=document))


def seen(identifier: str, *things: str, of: Traveller | None = None) -> Seen:
    links = tuple(Link(*thing.split("=")) for thing in things)
    return Seen(identifier, "flight", identifier, of or Traveller(identifier), links)


class TestChart:
    def ties(self, *rings: list[Seen]) -> list[tuple[str, str]]:
        chart = chart_of(rings)
        return sorted(
            (chart.persons[one].records[0].identifier, chart.things[other].value) for one, other in chart.ties
        )

    def test_only_what_is_shared_is_on_it(self) -> None:
        assert self.ties([seen("A", "phone=1", "phone=2")], [seen("B", "phone=1")]) == [("A", "1"), ("B", "1")]

    def test_records_of_one_traveller_are_one_person_and_tie_nothing(self) -> None:
        records = [seen("A", "phone=1", of=ORLANDIC), seen("B", "phone=1", of=ORLANDIC)]

        chart = chart_of([records])

        assert (len(chart.persons), chart.things) == (1, ())

    def test_what_a_booking_gives_all_in_it_is_said_once(self) -> None:
        party = "booking=1A:X", "booking=YY:Z", "phone=1", "agency and day=9"

        assert self.ties([seen("A", *party)], [seen("B", *party)]) == [("A", "1A:X"), ("B", "1A:X")]

    def test_what_only_the_second_hop_shares_is_beyond_it(self) -> None:
        rings = [seen("A", "phone=1")], [seen("B", "phone=1", "phone=2")], [seen("C", "phone=2", "phone=3")]
        also = seen("D", "phone=2", "phone=3")

        assert "3" not in {value for _, value in self.ties(rings[0], rings[1], [*rings[2], also])}

    def test_three_hops_are_no_chart(self) -> None:
        with pytest.raises(ValueError, match="2 hops"):
            chart_of([[], [], [], []])
