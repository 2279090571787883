"""One traveller in a booking and in a passenger list: who is who, why, and what the two say differently."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.travel.records import Bag, Place, Seat, TravelDocument, Traveller
from tournai.travel.resolution import Agreement, Booked, Reason, differences, pair_travellers
from tournai.values import PartialDate

BORN, LATER = PartialDate.on(date(1971, 3, 4)), PartialDate.on(date(1999, 5, 6))


def person(surname: str = "ORLANDIC", given: str = "TIBOR", **changes: object) -> Traveller:
    return Traveller(surname, given, **changes)  # type: ignore[arg-type]


def document(number: str) -> tuple[TravelDocument, ...]:
    return (TravelDocument(number=number),)


def pairs(booked: list[Traveller], listed: list[Traveller], *locators: str) -> list[tuple[int, int]]:
    return [(pair.booked, pair.listed) for pair in pair_travellers([Booked(one, locators) for one in booked], listed)]


class TestPairs:
    @pytest.mark.parametrize(
        ("booked", "listed", "reasons"),
        [
            (person(), person(), {Reason.NAME}),
            (person(date_of_birth=BORN), person(date_of_birth=BORN), {Reason.NAME, Reason.BIRTH}),
            (person(), person(given="TIBOR MARIJAN"), {Reason.NAME}),
            (
                person("ORLANDITSCH", date_of_birth=BORN, documents=document("XK 1")),
                person(date_of_birth=BORN, documents=document("XK1")),
                {Reason.DOCUMENT, Reason.BIRTH},
            ),
            (
                person("ORLANDITSCH", date_of_birth=BORN, seats=(Seat("12A"),)),
                person(date_of_birth=BORN, seats=(Seat("012A"),)),
                {Reason.BIRTH, Reason.SEAT},
            ),
            (
                person("ORLANDITSCH", documents=document("XK1"), bags=(Bag(("0999123456",)),)),
                person(documents=document("XK1"), bags=(Bag(("0999123456",)),)),
                {Reason.DOCUMENT, Reason.BAG},
            ),
        ],
    )
    def test_pair_has_its_reasons(self, booked: Traveller, listed: Traveller, reasons: set[Reason]) -> None:
        [pair] = pair_travellers([Booked(booked)], [listed])

        assert set(pair.reasons) == reasons

    def test_locator_of_the_list_supports_a_name(self) -> None:
        [pair] = pair_travellers([Booked(person(), ("LOC7Q1",))], [person(record_locators=("LOC7Q1",))])

        assert pair.reasons == (Reason.NAME, Reason.LOCATOR)

    @pytest.mark.parametrize(
        ("booked", "listed"),
        [
            (person(date_of_birth=BORN), person(date_of_birth=LATER)),
            (person("MAES", documents=document("XK1")), person(documents=document("XK1"))),
            (person("MAES", seats=(Seat("12A"),)), person(seats=(Seat("12A"),))),
            (person("MAES", date_of_birth=BORN), person(date_of_birth=BORN)),
            (person(is_infant=True), person()),
        ],
    )
    def test_what_contradicts_or_says_too_little_is_no_pair(self, booked: Traveller, listed: Traveller) -> None:
        assert pairs([booked], [listed]) == []

    def test_namesakes_are_told_apart_by_their_seats(self) -> None:
        booked = [person(seats=(Seat("1A"),)), person(seats=(Seat("2B"),))]
        listed = [person(seats=(Seat("2B"),)), person(seats=(Seat("1A"),))]

        assert pairs(booked, listed) == [(0, 1), (1, 0)]

    def test_namesakes_whom_nothing_tells_apart_stay_alone(self) -> None:
        assert pairs([person(), person()], [person(), person()]) == []

    def test_namesake_with_a_document_leaves_the_other_one_alone(self) -> None:
        booked = [person(), person(documents=document("XK1"))]

        assert pairs(booked, [person(documents=document("XK1"))]) == [(1, 0)]


PEOPLE = st.builds(
    person,
    st.sampled_from(["ORLANDIC", "MAES"]),
    st.sampled_from(["TIBOR", "TIBOR MARIJAN", "ANN"]),
    date_of_birth=st.sampled_from([None, BORN, LATER]),
    documents=st.sampled_from([(), document("XK1"), document("XK2")]),
)


@given(st.lists(PEOPLE, max_size=6), st.lists(PEOPLE, max_size=6))
def test_nobody_is_in_two_pairs(booked: list[Traveller], listed: list[Traveller]) -> None:
    found = pairs(booked, listed)

    assert len({one for one, _ in found}) == len({other for _, other in found}) == len(found)


class TestDifferences:
    def found(self, booked: Traveller, listed: Traveller) -> dict[str, Agreement]:
        return {one.field: one.agreement for one in differences(booked, listed)}

    def test_fields_that_neither_has_are_left_out(self) -> None:
        assert self.found(person(), person()) == {"surname": Agreement.SAME, "given names": Agreement.SAME}

    @pytest.mark.parametrize(
        ("booked", "listed", "field", "agreement"),
        [
            (person(), person(given="TIBOR MARIJAN"), "given names", Agreement.SPELLING),
            (person("O'BRIEN"), person("OBRIEN"), "surname", Agreement.SPELLING),
            (person(), person("ORLANDITSCH"), "surname", Agreement.DIFFERENT),
            (person(date_of_birth=BORN), person(date_of_birth=LATER), "date of birth", Agreement.DIFFERENT),
            (person(), person(date_of_birth=BORN), "date of birth", Agreement.ONLY_LISTED),
            (person(seats=(Seat("1A"),)), person(), "seat assigned", Agreement.ONLY_BOOKED),
            (person(nationalities=("BEL", "SVN")), person(nationalities=("SVN", "BEL")), "nationality", Agreement.SAME),
            (
                person(documents=document("XK1")),
                person(documents=document("XK2")),
                "document number",
                Agreement.DIFFERENT,
            ),
        ],
    )
    def test_field_is_compared(self, booked: Traveller, listed: Traveller, field: str, agreement: Agreement) -> None:
        assert self.found(booked, listed)[field] is agreement

    def test_documents_of_one_number_are_compared_with_one_another(self) -> None:
        booked = person(documents=(TravelDocument(number="VISA9"), TravelDocument(number="XK1")))

        assert self.found(booked, person(documents=document("XK1")))["document number"] is Agreement.SAME

    def test_each_value_keeps_its_place_in_its_message(self) -> None:
        booked, listed = person(place=Place("TIF", 9, 310)), person(place=Place("NAD", 12, 280))

        surname = differences(booked, listed)[0]

        assert (surname.booked.place, surname.listed.place) == (Place("TIF", 9, 310), Place("NAD", 12, 280))
