"""PAXLST: what each segment of a passenger or crew list gives."""

from datetime import date

import pytest

from tournai.travel import MessageFunction
from tournai.values import DocumentKind, Sex

ANNA = "NAD+FL+++EXAMPLE:ANNA:MARIA"


class TestList:
    """BGM, TDT, LOC, DTM, NAD+MS, CNT."""

    @pytest.mark.parametrize(
        ("segment", "function"),
        [
            ("BGM+745", MessageFunction.FULL),
            ("BGM+745+C", MessageFunction.FULL),
            ("BGM+745+CP", MessageFunction.UPDATE),
            ("BGM+745+XR", MessageFunction.CANCEL),
            ("BGM+250+C", MessageFunction.CREW),
            ("BGM+266+CLOB", MessageFunction.CLOSE),
            ("BGM+266+XF", MessageFunction.CANCEL),
            ("BGM+655", MessageFunction.OTHER),
        ],
    )
    def test_function_of_a_list_comes_from_its_code(self, segment, function, paxlst):
        assert paxlst(segment).function is function

    def test_flight_and_its_airports_make_a_leg(self, paxlst):
        (leg,) = paxlst(ANNA).legs

        assert (leg.carrier, leg.number, leg.departure_airport, leg.arrival_airport) == ("XX", "0001", "NCE", "BRU")
        assert (leg.departure.hour, leg.arrival.hour, leg.departure_date) == (9, 11, date(2030, 12, 2))

    @pytest.mark.parametrize(
        ("text", "carrier", "number"), [("A92707", "A9", "2707"), ("B2740", "B2", "740"), ("DLH12", "DLH", "12")]
    )
    def test_carrier_is_parted_from_the_glued_flight_number(self, text, carrier, number, paxlst):
        leg = paxlst(f"TDT+20+{text}", "LOC+125+BRU", "LOC+87+LHR").legs[-1]

        assert (leg.carrier, leg.number) == (carrier, number)

    def test_stop_with_a_departure_begins_the_next_leg(self, paxlst):
        stop = ("LOC+92+CDG", "DTM+232:3012021300:201", "DTM+189:3012021400:201", "LOC+92+LHR")

        legs = paxlst("TDT+20+XX2", "LOC+125+BRU", "DTM+189:3012021200:201", *stop).legs

        assert [(leg.departure_airport, leg.arrival_airport) for leg in legs[1:]] == [("BRU", "CDG"), ("CDG", "LHR")]

    @pytest.mark.parametrize("count", ["CNT+42:3", "CNT+42+3"])
    def test_wrong_count_of_a_list_that_stands_alone_is_reported(self, count, paxlst):
        push = paxlst(ANNA, count)

        assert push.declared_travellers == 3
        assert [(defect.code, defect.message) for defect in push.defects] == [
            ("cnt-count", "CNT counts 3 passengers; the list has 1")
        ]

    def test_crew_is_counted_apart_from_passengers(self, paxlst):
        push = paxlst(
            ANNA, "NAD+FM+++MUSTER:CARL", "NAD+DDT+++MUSTER:DORA", "NAD+DDU+++MUSTER:ELSA", "CNT+42:2", "CNT+41:2"
        )

        assert [(t.given, t.is_crew, t.is_transit) for t in push.travellers] == [
            ("ANNA MARIA", False, False),
            ("CARL", True, False),
            ("DORA", True, True),
            ("ELSA", False, True),
        ]
        assert push.defects == ()


class TestPerson:
    """NAD and what follows it: ATT, DTM, LOC, NAT, RFF, MEA, FTX, GEI, DOC."""

    @pytest.mark.parametrize(
        ("code", "sex"), [("M", Sex.MALE), ("F", Sex.FEMALE), ("X", Sex.UNSPECIFIED), ("U", Sex.UNKNOWN)]
    )
    def test_sex_is_read_and_located(self, code, sex, paxlst):
        (traveller,) = paxlst(ANNA, f"ATT+2++{code}").travellers

        assert (traveller.sex, traveller.sex_place.tag) == (sex, "ATT")

    @pytest.mark.parametrize("written", ["640712", "19640712"])
    def test_birth_date_has_a_year_of_two_or_four_digits(self, written, paxlst):
        (traveller,) = paxlst(ANNA, f"DTM+329:{written}").travellers

        assert traveller.date_of_birth.earliest == date(1964, 7, 12)

    def test_unreadable_birth_date_is_reported_without_its_value(self, paxlst):
        push = paxlst(ANNA, "DTM+329:12JUL64X")

        assert [defect.code for defect in push.defects] == ["date-unreadable"]
        assert "12JUL64X" not in repr(push)

    def test_places_nationality_and_residence_are_read(self, paxlst):
        places = ("LOC+22+BRU", "LOC+178+NCE", "LOC+179+LHR", "LOC+174+BEL", "LOC+180+FRA:::NICE", "NAT+2+LUX")

        (traveller,) = paxlst(ANNA, *places).travellers

        assert (traveller.first_port, traveller.journey_start, traveller.journey_end) == ("BRU", "NCE", "LHR")
        assert (traveller.residence, traveller.place_of_birth, traveller.nationalities) == (
            "BEL",
            "NICE, FRA",
            ("LUX",),
        )

    def test_references_are_the_booking_the_person_and_the_seat(self, paxlst):
        (traveller,) = paxlst(ANNA, "RFF+AVF:TYR123", "RFF+ABO:ABC123", "RFF+SEA:056F").travellers

        assert (traveller.record_locators, traveller.unique_reference) == (("TYR123",), "ABC123")
        assert [(seat.seat, seat.is_assigned) for seat in traveller.seats] == [("56F", True)]

    @pytest.mark.parametrize(
        ("segment", "tags"),
        [
            ("FTX+BAG+++2660001", [("2660001",)]),
            ("FTX+BAG+++2660009:2", [("2660009", "2660010")]),
            ("FTX+BAG+++BA987654:3", [("BA987654", "BA987655", "BA987656")]),
            ("FTX+BAG+++NULL", []),
        ],
    )
    def test_runs_of_bag_tags_are_written_out(self, segment, tags, paxlst):
        (traveller,) = paxlst(ANNA, segment).travellers

        assert [bag.tags for bag in traveller.bags] == tags

    @pytest.mark.parametrize("measured", ["2", ":2"])
    def test_number_and_weight_of_bags_are_read(self, measured, paxlst):
        (bag,) = paxlst(ANNA, f"MEA+CT++{measured}", "MEA+WT++KGM:32").travellers[0].bags

        assert (bag.count, bag.weight, bag.weight_unit) == (2, "32", "KG")

    @pytest.mark.parametrize(("segment", "verified"), [("GEI+4+173", True), ("GEI+4+174", False), ("GEI+4+ZZZ", None)])
    def test_code_tells_whether_a_reader_captured_the_document(self, segment, verified, paxlst):
        assert paxlst(ANNA, segment).travellers[0].capture_verified is verified

    @pytest.mark.parametrize(
        ("segment", "kind"),
        [
            ("DOC+P:110:111+AB123456", DocumentKind.PASSPORT),
            ("DOC+I+AB123456", DocumentKind.IDENTITY_CARD),
            ("DOC+V+AB123456", DocumentKind.VISA),
            ("DOC+AC+AB123456", DocumentKind.CREW),
            ("DOC+39+AB123456", DocumentKind.OTHER),
            ("DOC++AB123456", DocumentKind.UNKNOWN),
        ],
    )
    def test_document_is_kept_with_any_type_and_with_none(self, segment, kind, paxlst):
        (document,) = paxlst(ANNA, segment, "DTM+36:350823", "LOC+91+BEL").travellers[0].documents

        assert (document.kind, document.number, document.issuing_state) == (kind, "AB123456", "BEL")
        assert document.date_of_expiry == date(2035, 8, 23)

    def test_person_without_a_name_is_kept_for_the_booking_it_names(self, paxlst):
        push = paxlst("BGM+266+CLOB", "NAD+ZZZ+++", "RFF+AVF:TYR123")

        assert [traveller.record_locators for traveller in push.travellers] == [("TYR123",)]
        assert "name-missing" in [defect.code for defect in push.defects]
