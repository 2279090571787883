"""PAXLST: what each segment of a passenger or crew list gives."""

from datetime import date

import pytest

from tournai.travel import ListAction, ListSubject, MessageFunction, read_travel_file
from tournai.travel.paxlst import flight_reference
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
            ("BGM+745+RP", MessageFunction.CANCEL),
            ("BGM+266+CLOB", MessageFunction.CLOSE),
            ("BGM+266+CLNB", MessageFunction.CANCEL),
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

    def test_ports_and_nationality_are_read(self, paxlst):
        (traveller,) = paxlst(ANNA, "LOC+22+BRU", "LOC+178+NCE", "LOC+179+LHR", "NAT+2+LUX").travellers

        assert (traveller.first_port, traveller.journey_start, traveller.journey_end) == ("BRU", "NCE", "LHR")
        assert traveller.nationalities == ("LUX",)

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

    def test_person_without_a_name_is_reported_in_a_list_of_passengers(self, paxlst):
        assert [defect.code for defect in paxlst("NAD+FL+++").defects] == ["name-missing"]


class TestClosedList:
    """Regulation (EU) 2025/13, Art. 4(2) and (3); Directive (EU) 2016/681, Annex I point 18 (rule API-01)."""

    @pytest.mark.parametrize(
        ("segments", "counted"),
        [
            (("LOC+180+FRA:::NICE",), "LOC place of birth"),
            (("LOC+174+BEL",), "LOC state of residence"),
            (("RFF+AEA:1234567890ABC",), "RFF agency reference"),
            (("RFF+CR:20060907NY123",), "RFF customer reference"),
            (("DOC+P+AB123456", "DTM+182:200823"), "DTM date of issue"),
            (("COM+0032 2 555 0100:TE",), "COM"),
            (("EMP+CR1",), "EMP"),
            (("TDT+20+XX9",), "TDT of a person"),
            (("GID+1",), "GID"),
            (("FTX+AAI+++SOME TEXT",), "FTX free text"),
        ],
    )
    def test_what_the_law_does_not_list_is_dropped_and_counted(self, segments, counted, paxlst):
        push = paxlst(ANNA, *segments)

        assert push.dropped == {counted: 1}
        assert push.defects == ()

    def test_address_after_the_name_is_dropped_and_counted(self, paxlst):
        push = paxlst("NAD+FL+++EXAMPLE:ANNA+1 STREET+TOWN++1000+BEL")

        assert push.dropped == {"NAD address": 1}

    def test_contact_of_the_carrier_is_kept(self, paxlst):
        contacts = paxlst("NAD+MS+++HELP DESK", "COM+231384 373 2:TE+1 232 3234 4:FX").reporting_contacts

        assert [(contact.kind, contact.text) for contact in contacts] == [
            ("phone", "231384 373 2"),
            ("fax", "1 232 3234 4"),
        ]


class TestWhatAListSays:
    """BGM: document name and function; CBP guideline 2099001, WCO/IATA/ICAO guide, RFF+TN."""

    @pytest.mark.parametrize(
        ("segment", "subject", "action"),
        [
            ("BGM+745", ListSubject.PASSENGERS, ListAction.REPORT),
            ("BGM+745+CP", ListSubject.PASSENGERS, ListAction.CHANGE),
            ("BGM+745+XR", ListSubject.PASSENGERS, ListAction.REMOVE),
            ("BGM+745+RP", ListSubject.PASSENGERS, ListAction.REMOVE),
            ("BGM+745+DC:1.0", ListSubject.PASSENGERS, ListAction.REPORT),
            ("BGM+250+CC", ListSubject.CREW, ListAction.CHANGE),
            ("BGM+336+G", ListSubject.MASTER_CREW, ListAction.ADD),
            ("BGM+336+H", ListSubject.MASTER_CREW, ListAction.REMOVE),
            ("BGM+266+CL", ListSubject.FLIGHT, ListAction.CLOSE),
            ("BGM+266+CLNB", ListSubject.FLIGHT, ListAction.NOT_ABOARD),
            ("BGM+266+CF", ListSubject.FLIGHT, ListAction.CHANGE_FLIGHT),
            ("BGM+655", ListSubject.GATE_PASSES, ListAction.REPORT),
            ("BGM+745+ZZ9", ListSubject.PASSENGERS, ListAction.OTHER),
            ("BGM+1", ListSubject.OTHER, ListAction.OTHER),
        ],
    )
    def test_subject_and_action_come_from_the_code(self, segment, subject, action, paxlst):
        push = paxlst(segment)

        assert (push.list_subject, push.list_action) == (subject, action)

    def test_who_is_on_board_is_told_by_references_alone(self, paxlst):
        push = paxlst("BGM+266+CLOB", "NAD+ZZZ+++", "RFF+AVF:TYR123", "RFF+ABO:ABC123", "CNT+42:1")

        assert push.list_action is ListAction.ABOARD
        assert [(one.record_locators, one.unique_reference) for one in push.travellers] == [(("TYR123",), "ABC123")]
        assert push.defects == ()

    def test_transaction_reference_is_kept_for_the_answer(self, paxlst):
        assert paxlst("RFF+TN:AJYTR1070219:::001").transaction_reference == "AJYTR1070219"

    def test_master_crew_list_needs_no_flight(self):
        data = b"UNB+UNOA:4+XX+GOV+301201:0900+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+336+G'NAD+FM+++MUSTER:CARL'CNT+41:1'"

        (push,) = read_travel_file(data + b"UNT+5+1'UNZ+1+1'").pushes

        assert push.defects == ()
        assert [traveller.is_crew for traveller in push.travellers] == [True]


class TestItinerary:
    """TDT, LOC and DTM (groups 2 and 3)."""

    @pytest.mark.parametrize(
        ("stops", "pairs"),
        [
            (("92+AAA", "92+BBB", "92+BBB", "92+CCC"), [("AAA", "BBB"), ("BBB", "CCC")]),
            (("92+AAA", "92+BBB", "87+CCC"), [("AAA", "BBB"), ("BBB", "CCC")]),
            (("125+AAA", "87+BBB", "130+CCC"), [("AAA", "BBB"), ("BBB", "CCC")]),
            (("125+AAA", "87+AAA"), [("AAA", "AAA")]),
        ],
    )
    def test_stops_without_times_are_pairs_or_a_chain(self, stops, pairs, paxlst):
        legs = paxlst("TDT+20+XX2", *(f"LOC+{stop}" for stop in stops)).legs[1:]

        assert [(leg.departure_airport, leg.arrival_airport) for leg in legs] == pairs

    def test_stop_that_only_departs_begins_another_pair(self, paxlst):
        stops = ("LOC+92+AAA", "DTM+189:3012021200:201", "LOC+92+BBB", "DTM+232:3012021300:201")

        legs = paxlst("TDT+20+XX2", *stops, "LOC+92+CCC", "DTM+189:3012021400:201", "LOC+87+DDD").legs[1:]

        assert [(leg.departure_airport, leg.arrival_airport) for leg in legs] == [("AAA", "BBB"), ("CCC", "DDD")]

    def test_leg_over_the_border_is_marked(self, paxlst):
        legs = paxlst("TDT+20+XX2", "LOC+92+AAA", "LOC+92+BBB", "LOC+92+BBB", "LOC+87+CCC").legs

        assert [leg.crosses_border for leg in legs] == [True, False, True]

    def test_state_flown_over_is_marked(self, paxlst):
        assert [leg.is_overflight for leg in paxlst("TDT+34+XX2", "LOC+125+AAA", "LOC+87+BBB").legs] == [False, True]

    def test_places_before_the_first_flight_are_no_stops_of_it(self):
        head = b"UNB+UNOA:4+XX+GOV+301201:0900+1'UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'LOC+125+AAA'LOC+87+BBB'"
        data = head + b"TDT+20+XX1'LOC+125+NCE'LOC+87+BRU'CNT+42:0'UNT+9+1'UNZ+1+1'"

        (push,) = read_travel_file(data).pushes

        assert [(leg.number, leg.departure_airport, leg.arrival_airport) for leg in push.legs] == [("1", "NCE", "BRU")]
        assert push.dropped == {"LOC before the flight": 2}

    def test_stops_of_a_stage_that_is_not_kept_make_no_leg(self, paxlst):
        assert len(paxlst("TDT+10+XX2", "LOC+92+AAA", "LOC+92+BBB").legs) == 1

    @pytest.mark.parametrize(
        ("text", "carrier", "number"), [("U21234", "U2", "1234"), ("DLH12", "DLH", "12"), ("2345", "XX", "2345")]
    )
    def test_separate_carrier_tells_where_the_number_begins(self, text, carrier, number, paxlst):
        leg = paxlst(f"TDT+20+{text}+++{carrier}", "LOC+125+BRU", "LOC+87+LHR").legs[-1]

        assert (leg.carrier, leg.number) == (carrier, number)


class TestFlightReference:
    """UNH, common access reference: flight and local arrival, as real carriers write it (ediclean/A.original.txt)."""

    def test_reference_of_a_real_list_is_its_flight_and_arrival(self, sample):
        (push,) = sample("ediclean/A.original.txt").pushes

        assert flight_reference(push.legs[0]) == push.access_reference == "A92707/210713/1200"


class TestPublicList:
    """A list of two flights from the CBP test data (gtas/apisMessage.txt), read by eye."""

    def test_two_stages_are_two_legs(self, sample):
        legs = sample("gtas/apisMessage.txt").pushes[0].legs

        assert [(leg.carrier, leg.number, leg.departure_airport, leg.arrival_airport) for leg in legs] == [
            ("AA", "123", "ATL", "ORD"),
            ("AA", "124", "ORD", "JFK"),
        ]

    def test_references_that_the_law_does_not_list_are_counted(self, sample):
        push = sample("gtas/apisMessage.txt").pushes[0]

        assert push.dropped == {"RFF agency reference": 1, "RFF customer reference": 1}
        assert push.transaction_reference == "AJYTR1070219"
        assert [contact.text for contact in push.reporting_contacts] == ["703-555-1212", "703-555-4545"]


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("TRQWE9980", "TRQWE9980"),
        ("AB 123456", "AB 123456"),
        ("A1 KOSHER", ""),
        ("A1-DIABETIC", ""),
        ("A1HALALMEAL", ""),
    ],
)
def test_text_in_the_place_of_a_document_number_is_none(number, kept, paxlst):
    [anna] = paxlst("NAD+FL+++EXAMPLE:ANNA", f"DOC+P+{number}").travellers

    assert anna.documents[0].number == kept


def test_remark_that_hangs_on_a_name_of_a_list_is_cut_and_counted(paxlst):
    push = paxlst("NAD+FL+++O'EXAMPLE-SMITH:ANNA MARIA/WCHR:(UM)".replace("'", "?'"))

    [anna] = push.travellers
    assert (anna.surname, anna.given) == ("O'EXAMPLE-SMITH", "ANNA MARIA")
    assert push.dropped == {"remark in a name": 1}
