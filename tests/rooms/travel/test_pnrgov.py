"""PNRGOV, group by group: what each segment of a booking gives."""

from datetime import UTC, date, datetime

import pytest

from tournai.travel import MessageFunction, read_travel_file
from tournai.values import DocumentKind, Sex

ANNA = "TIF+EXAMPLE+ANNA:A:1"
BERT = "TIF+SPECIMEN+BERT:A:2"
LEG = "TVL+021230:0900:021230:1130+NCE+BRU+XX+1:Y"


class TestMessage:
    """Level 0: MSG, ORG, TVL, EQN."""

    def test_full_push_of_a_flight_is_recognised(self, pnrgov_bytes):
        push = read_travel_file(pnrgov_bytes("SRC", "RCI+1A:ABCDEF", ANNA)).pushes[0]

        assert push.function == MessageFunction.FULL
        assert (
            push.version,
            push.sender,
            push.recipient,
            push.part,
            push.is_last_part,
        ) == ("13.1", "XX", "GOV", 1, True)
        assert datetime(2030, 12, 1, 9, 0, tzinfo=UTC) == push.prepared_at
        assert [("NCE", "BRU", date(2030, 12, 2))] == [
            (leg.departure_airport, leg.arrival_airport, leg.departure_date) for leg in push.legs
        ]

    def test_update_push_is_recognised(self, pnrgov_bytes):
        data = pnrgov_bytes("SRC", "RCI+1A:ABCDEF").replace(b"MSG+:22", b"MSG+:141")

        assert read_travel_file(data).pushes[0].function == MessageFunction.UPDATE

    def test_wrong_number_of_bookings_is_reported_for_a_message_that_stands_alone(self, pnrgov_bytes):
        data = pnrgov_bytes("SRC", "RCI+1A:ABCDEF", "SRC", "RCI+1A:GHIJKL")

        (defect,) = read_travel_file(data).pushes[0].defects

        assert ("eqn-count", data.index(b"EQN")) == (defect.code, defect.offset)
        assert defect.message == "EQN counts 1 PNRs; the message has 2"

    def test_number_of_bookings_says_nothing_of_one_part_of_a_push(self, pnrgov_bytes):
        data = pnrgov_bytes("SRC", "RCI+1A:ABCDEF", "SRC", "RCI+1A:GHIJKL").replace(b"01:F", b"02")

        assert read_travel_file(data).pushes[0].defects == ()

    def test_damaged_booking_costs_no_other_booking(self, pnrgov_bytes):
        broken = ("SRC", "RCI+::::", "TVL+XX+++++", "SSR", "TIF", "TBD+:::", "SAC", "ZZZ+1")

        pnrs = read_travel_file(pnrgov_bytes(*broken, "SRC", "RCI+1A:ABCDEF", ANNA)).pushes[0].pnrs

        assert [traveller.surname for traveller in pnrs[1].travellers] == ["EXAMPLE"]

    def test_booking_without_its_trigger_is_read(self, pnrgov_bytes):
        push = read_travel_file(pnrgov_bytes("RCI+1A:ABCDEF", ANNA)).pushes[0]

        assert [traveller.surname for traveller in push.pnrs[0].travellers] == ["EXAMPLE"]
        assert "src-missing" in [defect.code for defect in push.defects]


class TestBooking:
    """Group 1: RCI, DAT, ORG, ADD, EBD."""

    @pytest.mark.parametrize("created", [":011130:1530", "::011130:1530", "::011130:153000"])
    def test_time_of_a_locator_stands_in_its_own_place_or_in_the_types(self, created, pnrgov_bytes):
        data = pnrgov_bytes("SRC", f"RCI+1A:ABCDEF{created}")

        (locator,) = read_travel_file(data).pushes[0].pnrs[0].locators

        assert datetime(2030, 11, 1, 15, 30, tzinfo=UTC) == locator.created

    def test_empty_origin_alone_marks_a_cancelled_booking(self, booking):
        assert booking("ORG").is_cancelled

    def test_empty_origin_of_a_booking_with_travellers_cancels_nothing(self, booking):
        assert not booking("ORG+:+:++++:+", ANNA).is_cancelled

    def test_times_of_change_and_of_ticketing_are_told_apart(self, booking):
        pnr = booking("DAT+700:301130:1010+710:291130:1200")

        assert (datetime(2030, 11, 30, 10, 10, tzinfo=UTC), datetime(2030, 11, 29, 12, 0, tzinfo=UTC)) == (
            pnr.last_changed,
            pnr.ticketed_on,
        )

    def test_agency_keeps_its_office_and_number(self, booking):
        agency = booking("ORG+1A:MUC+12345678:F31+LON++T+GB:GBP+A78987").agency

        assert (
            agency.system,
            agency.place_code,
            agency.agency_number,
            agency.office,
            agency.type_code,
            agency.state,
            agency.sine,
        ) == ("1A", "MUC", "12345678", "F31", "T", "GBR", "A78987")

    def test_address_and_phone_of_the_booker_are_kept(self, booking):
        contacts = booking("ADD++700:1 RUE NEUVE:TOURNAI:::BE:7500:003269000000").contacts

        assert [(contact.kind, contact.text) for contact in contacts] == [
            ("address", "1 RUE NEUVE, TOURNAI, BE, 7500"),
            ("phone", "003269000000"),
        ]

    def test_prepaid_bags_are_counted(self, booking):
        assert [(bag.count, bag.weight, bag.weight_unit) for bag in booking("EBD+EUR:40.00+2:20:W:K").prepaid_bags] == [
            (2, "20", "KG")
        ]


class TestTravellers:
    """Group 2: TIF, FTI, REF, SSR; no traveller is lost."""

    @pytest.mark.parametrize(
        ("written", "given", "title"),
        [
            ("JOHNMR", "JOHN", "MR"),
            ("NINA MS", "NINA", "MS"),
            ("STACYMRS", "STACY", "MRS"),
            ("ANNA MARIA MISS", "ANNA MARIA", "MISS"),
            ("ALEKSANDR", "ALEKSANDR", ""),
            ("YASIR", "YASIR", ""),
            ("AMR", "AMR", ""),
            ("IVO DR", "IVO", "DR"),
        ],
    )
    def test_title_is_taken_off_a_given_name_where_a_name_remains(self, written, given, title, booking):
        (traveller,) = booking(f"TIF+EXAMPLE+{written}:A:1").travellers

        assert (given, title) == (traveller.given, traveller.title)

    def test_traveller_without_any_document_is_kept(self, booking):
        assert [(t.surname, t.documents) for t in booking(ANNA, BERT).travellers] == [("EXAMPLE", ()), ("SPECIMEN", ())]

    def test_group_keeps_its_size_and_loses_its_name(self, booking):
        pnr = booking("TIF+PELERINAGE:G:25", ANNA)

        assert (pnr.is_group, pnr.group_size, [traveller.surname for traveller in pnr.travellers]) == (
            True,
            25,
            ["EXAMPLE"],
        )
        assert "PELERINAGE" not in repr(pnr)

    def test_document_goes_to_the_traveller_it_stands_under(self, booking):
        text = "SSR+DOCS:HK:1:XX:::::/P/BEL/AB123456/BEL/12JUL64/F/23AUG35/EXAMPLE/ANNA/MARIA"

        (document,) = booking(ANNA, text, BERT).travellers[0].documents

        assert (
            document.kind,
            document.number,
            document.issuing_state,
            document.nationality,
        ) == (DocumentKind.PASSPORT, "AB123456", "BEL", "BEL")
        assert (date(1964, 7, 12), Sex.FEMALE, date(2035, 8, 23), "ANNA MARIA") == (
            document.date_of_birth.earliest,
            document.sex,
            document.date_of_expiry,
            document.given,
        )

    @pytest.mark.parametrize("reference", ["2", "002"])
    def test_document_before_the_travellers_goes_by_reference(self, reference, booking):
        text = f"SSR+DOCS:HK:1:XX:::::/P/BEL/AB123456/BEL/12JUL64/M//SPECIMEN/BERT+::{reference}"

        assert [len(traveller.documents) for traveller in booking(text, ANNA, BERT).travellers] == [0, 1]

    def test_document_of_a_flight_goes_by_name(self, booking):
        text = "SSR+DOCS:HK:1:XX:::::/P/BEL/AB123456/BEL/12JUL64/M//SPECI MEN/BERT/KAREL"

        assert [len(traveller.documents) for traveller in booking(ANNA, BERT, LEG, text).travellers] == [0, 1]

    def test_document_repeated_for_every_flight_is_one(self, booking):
        text = "SSR+DOCS:HK:1:XX:::::/P/BEL/AB123456/BEL/12JUL64/F//EXAMPLE/ANNA+::1"

        assert [len(traveller.documents) for traveller in booking(ANNA, text, LEG, text, LEG, text).travellers] == [1]

    def test_documents_of_namesakes_are_shared_out(self, booking):
        texts = [f"SSR+DOCS:HK:1:XX:::::/P/BEL/AB{n}/BEL/12JUL64/F//EXAMPLE/ANNA" for n in (111111, 222222)]

        travellers = booking("TIF+EXAMPLE+ANNA", "TIF+EXAMPLE+ANNA", LEG, *texts, LEG, *texts).travellers

        assert [[d.number for d in traveller.documents] for traveller in travellers] == [["AB111111"], ["AB222222"]]

    def test_person_whom_only_a_document_names_becomes_a_traveller(self, booking):
        text = "SSR+DOCS:HK:1:XX:::::/P/BEL/AB123456/BEL/12JUL64/M//MUSTER/CARL"

        assert [t.surname for t in booking(text, ANNA, BERT).travellers] == ["EXAMPLE", "SPECIMEN", "MUSTER"]

    def test_married_name_in_a_document_parts_nobody_from_it(self, booking):
        text = "SSR+DOCS:HK:1:XX:::::/P/BEL/AB123456/BEL/12JUL64/F//MUSTER/ANNA"

        (traveller,) = booking(ANNA, text).travellers

        assert (traveller.surname, traveller.documents[0].surname) == ("EXAMPLE", "MUSTER")

    def test_birth_date_and_sex_without_a_number_are_kept_for_the_traveller(self, booking):
        (traveller,) = booking(ANNA, "SSR+DOCS:HK:1:XX::::://///21APR66/F//EXAMPLE/ANNA").travellers

        assert (date(1966, 4, 21), Sex.FEMALE) == (traveller.date_of_birth.earliest, traveller.sex)
        assert traveller.birth_place.tag == "SSR"

    def test_infant_of_an_inft_without_a_name_segment_becomes_a_traveller(self, booking):
        _, infant = booking(ANNA, "SSR+INFT:HK:1:XX:::::EXAMPLE/CLEO/10AUG30+::1").travellers

        assert ("CLEO", True, date(2030, 8, 10)) == (infant.given, infant.is_infant, infant.date_of_birth.earliest)

    def test_infant_of_an_inft_is_not_named_twice(self, booking):
        inft = "SSR+INFT:HK:1:XX:::::EXAMPLE/CLEO/10AUG30+::1"

        travellers = booking(ANNA, inft, "TIF+EXAMPLE+CLEO:IN:3", LEG, inft).travellers

        assert [(t.given, t.is_infant) for t in travellers] == [("ANNA", False), ("CLEO", True)]

    def test_infants_document_without_any_infant_makes_one(self, booking):
        docs = "SSR+DOCS:HK:1:XX:::::/P/BEL/CD123456/BEL/10AUG30/FI//EXAMPLE/CLEO+::1"

        adult, infant = booking(ANNA, docs).travellers

        assert (adult.documents, infant.given, infant.is_infant) == ((), "CLEO", True)

    def test_documents_of_two_infants_go_by_birth_date_and_by_order(self, booking):
        infts = ("SSR+INFT:HK:1:XX:::::EXAMPLE/CLEO/10AUG30+::1", "SSR+INFT:HK:1:XX:::::SPECIMEN/DORA/11AUG30+::3")
        first = "SSR+DOCS:HK:1:XX:::::/P/BEL/CD111111/BEL/11AUG30/FI//MUSTER/DORIS+::1"
        second = "SSR+DOCS:HK:1:XX:::::/P/BEL/CD222222/BEL/01JAN30/FI//MUSTER/CLEA+::1"
        people = (ANNA, first, second, "TIF+EXAMPLE+CLEO:IN:2", "TIF+SPECIMEN+BERT:A:3", "TIF+SPECIMEN+DORA:IN:4")

        travellers = booking(*people[:1], *infts, *people[1:]).travellers

        assert [(t.given, [d.number for d in t.documents]) for t in travellers] == [
            ("ANNA", []),
            ("CLEO", ["CD222222"]),
            ("BERT", []),
            ("DORA", ["CD111111"]),
        ]

    def test_frequent_flyer_numbers_and_the_unique_reference_are_kept(self, booking):
        (traveller,) = booking(ANNA, "FTI+XX:1234567890:::GOLD+YY:99887766", "REF+:00243519B9209183").travellers

        assert [(number.carrier, number.number, number.level) for number in traveller.frequent_flyer] == [
            ("XX", "1234567890", "GOLD"),
            ("YY", "99887766", ""),
        ]
        assert traveller.unique_reference == "00243519B9209183"


class TestTickets:
    """Groups 3 and 4: TKT, MON, FOP."""

    def test_ticket_has_its_amounts_and_a_masked_card(self, booking):
        segments = ("TKT+0062120234533:T:1", "MON+B:288.00:EUR", "FOP+CC::288.00:VI:4111111111111111:0231")

        (ticket,) = booking(ANNA, *segments).travellers[0].tickets

        assert (ticket.number, ticket.amounts) == ("0062120234533", (("B", "288.00", "EUR"),))
        assert (
            ticket.payments[0].form,
            ticket.payments[0].vendor,
            ticket.payments[0].account,
            ticket.payments[0].expiry,
        ) == ("CC", "VI", "411111XXXXXX1111", "0231")

    def test_ticket_that_only_a_service_names_is_kept(self, booking):
        segments = (BERT, LEG, "SSR+TKNE:HK:1:XX:::NCE:BRU:1392178947000C2+::1")

        assert [
            [ticket.number for ticket in traveller.tickets] for traveller in booking(ANNA, *segments).travellers
        ] == [["1392178947000"], []]

    def test_pricing_of_the_guides_example_is_read(self, booking):
        (ticket,) = booking(ANNA, "TKT+0062230534212:T:2", "PTK+NR++150610:2200+DL+006+ATL").travellers[0].tickets

        assert (ticket.type_code, ticket.booklets) == ("T", 2)
        assert (("NR",), datetime(2010, 6, 15, 22, 0, tzinfo=UTC), "DL", "006", ("ATL",)) == (
            ticket.pricing.indicators,
            ticket.pricing.ticket_before,
            ticket.pricing.carrier,
            ticket.pricing.airline_number,
            ticket.pricing.places,
        )

    @pytest.mark.parametrize(
        ("segment", "tax"), [("TXD++5:GB::9", ("5", "GBR", "", "9")), ("TXD++6.27::USD", ("6.27", "", "USD", ""))]
    )
    def test_taxes_of_the_guides_examples_are_read(self, segment, tax, booking):
        (ticket,) = booking(ANNA, "TKT+0062230534212:T", segment).travellers[0].tickets

        assert [tax] == [(one.amount, one.state, one.currency, one.type_code) for one in ticket.taxes]


class TestFlights:
    """Group 5: TVL, TRA, RPI, APD."""

    def test_leg_has_times_status_class_and_equipment(self, booking):
        (leg,) = booking(ANNA, LEG, "RPI+1+HK", "APD+320").legs

        assert (
            leg.carrier,
            leg.number,
            leg.booking_class,
            leg.status,
            leg.equipment,
        ) == ("XX", "1", "Y", ("HK",), "320")
        assert (datetime(2030, 12, 2, 9, 0), datetime(2030, 12, 2, 11, 30)) == (leg.departure, leg.arrival)

    @pytest.mark.parametrize(("clock", "day"), [("1130", 2), ("0030", 3)])
    def test_arrival_without_a_date_is_the_next_day_where_its_clock_is_earlier(self, clock, day, booking):
        (leg,) = booking(f"TVL+021230:0900::{clock}+NCE+BRU+XX+1").legs

        assert day == leg.arrival.day

    @pytest.mark.parametrize("arrival", ["031230", "031230:2599"])
    def test_arrival_date_without_a_readable_time_is_kept(self, arrival, booking):
        (leg,) = booking(f"TVL+021230:0900:{arrival}+NCE+BRU+XX+1").legs

        assert (leg.arrival, leg.arrival_date) == (None, date(2030, 12, 3))

    def test_operating_flight_after_status_belongs_to_the_marketed_leg(self, booking):
        (leg,) = booking("TVL+021230:0900+NCE+BRU+YY:XX+9001", "RPI+1+HK", "APD+320", "TVL+++++1:M").legs

        assert (leg.carrier, leg.number, leg.operating_carrier, leg.operating_number) == ("YY", "9001", "XX", "1")

    def test_operating_flight_of_release_14_stands_in_its_own_segment(self, booking):
        (leg,) = booking("TVL+021230:0900+NCE+BRU+YY+9001", "TRA+XX+0001:B").legs

        assert (leg.operating_carrier, leg.operating_number) == ("XX", "0001")

    def test_surface_and_open_segments_are_told_apart(self, booking):
        legs = booking("TVL+++++ARNK", "TVL++BRU+NCE+XX+OPEN").legs

        assert [(leg.number, leg.departure) for leg in legs] == [("OPEN", None)]

    def test_unreadable_date_is_reported_and_the_leg_kept(self, pnrgov_bytes):
        data = pnrgov_bytes("SRC", "RCI+1A:ABCDEF", "TVL+991399:0900+NCE+BRU+XX+1")

        push = read_travel_file(data).pushes[0]

        assert [(leg.departure_airport, leg.departure_date) for leg in push.pnrs[0].legs] == [("NCE", None)]
        assert [("date-unreadable", data.index(b"TVL+99"))] == [(d.code, d.offset) for d in push.defects]


class TestCheckIn:
    """Groups 6 and 7: DAT, TRI, TIF, SSD, TBD."""

    def test_seat_and_bags_go_to_the_traveller_who_checked_in(self, booking):
        record = ("DAT+2:021230:0700", "TRI++12:::2", BERT, "SSD+014C++++Y", "TBD++2:30:700+++XX:0683:2:BRU:006")

        anna, bert = booking(ANNA, BERT, LEG, *record).travellers

        assert (list(anna.seats), [(s.seat, s.leg, s.is_assigned) for s in bert.seats]) == ([], [("14C", 0, True)])
        assert [(bag.tags, bag.count, bag.weight, bag.weight_unit, bag.destination) for bag in bert.bags] == [
            (("XX0683", "XX0684"), 2, "30", "KG", "BRU")
        ]

    def test_time_and_number_of_a_check_in_go_to_its_traveller_and_leg(self, booking):
        record = ("DAT+2:021230:0700", "TRI++012:::2", BERT, "TRI++013:::1", "SSD+14C")

        anna, bert = booking(ANNA, BERT, LEG, "RPI+2+HK", *record).travellers

        at = datetime(2030, 12, 2, 7, 0, tzinfo=UTC)
        assert [(0, at, "013")] == [(one.leg, one.at, one.boarding_number) for one in anna.check_ins]
        assert [(0, at, "012")] == [(one.leg, one.at, one.boarding_number) for one in bert.check_ins]

    def test_head_of_a_pool_of_bags_of_the_guides_example_is_kept(self, booking):
        record = ("TRI++1:::1", ANNA, "TBD++3:84:700++HP+KL:4074902824:3:MSP")

        (bag,) = booking(ANNA, LEG, *record).travellers[0].bags

        assert (bag.pool, bag.count, bag.weight, bag.weight_unit, bag.destination) == ("HP", 3, "84", "KG", "MSP")
        assert bag.tags == ("KL4074902824", "KL4074902825", "KL4074902826")

    def test_check_in_record_without_a_name_goes_by_reference(self, booking):
        _, bert = booking(ANNA, BERT, LEG, "TRI++12:::2", "SSD+14C").travellers

        assert [seat.seat for seat in bert.seats] == ["14C"]

    def test_traveller_who_only_checked_in_is_not_lost(self, booking):
        travellers = booking(ANNA, LEG, "DAT+2:021230:0700", "TRI++12:::9", "TIF+MUSTER+CARL:A:9").travellers

        assert [traveller.surname for traveller in travellers] == ["EXAMPLE", "MUSTER"]

    def test_namesakes_who_check_in_are_not_counted_again(self, booking):
        twin = "TIF+EXAMPLE+ANNA"

        travellers = booking(twin, twin, LEG, "TRI++1", twin, "TRI++2", twin).travellers

        assert [traveller.given for traveller in travellers] == ["ANNA", "ANNA"]

    def test_requested_seats_go_to_their_travellers_and_legs(self, booking):
        seats = "SSR+SEAT:HK:2:XX:::NCE:BRU+14C::1+XXX::2+014D::2"

        anna, bert = booking(ANNA, BERT, LEG, seats).travellers

        assert (
            [(seat.seat, seat.leg) for seat in anna.seats],
            [(seat.seat, seat.leg) for seat in bert.seats],
        ) == ([("14C", 0)], [("14D", 0)])

    def test_seat_requested_before_the_flights_finds_its_leg(self, booking):
        seats = "SSR+SEAT:HK:1:XX:::BRU:LHR+14C::1"

        (traveller,) = booking(ANNA, seats, LEG, "TVL+031230:0900+BRU+LHR+XX+2").travellers

        assert [(seat.seat, seat.leg) for seat in traveller.seats] == [("14C", 1)]

    @pytest.mark.parametrize("count", ["", "1", "0", "250", "ABC"])
    def test_impossible_number_of_tags_is_one_tag(self, count, booking):
        (bag,) = booking(ANNA, LEG, "TRI++1:::1", ANNA, f"TBD++++XX+XX:0099:{count}").travellers[0].bags

        assert bag.tags == ("XX0099",)

    def test_runs_of_tags_cannot_swell_a_message(self, booking):
        runs = [f"TBD++++XX+XX:{first:06}:99" for first in range(2_000)]

        (traveller,) = booking(ANNA, LEG, "TRI++1:::1", ANNA, *runs).travellers

        assert 100_000 <= sum(len(bag.tags) for bag in traveller.bags) <= 104_000


class TestHistory:
    """Groups 8 to 12: EQN, MSG, ABI, SAC, LTS."""

    def test_changes_keep_action_time_office_and_no_text(self, booking):
        segments = ("ABI+1+:NCEXX+NCE++XX", "DAT+ZT:011230:1010", "SAC+++X", "SSR+KSML:HK:1:XX", "SAC+++A", ANNA)

        pnr = booking(*segments)

        assert [(change.action, change.subject, change.at, change.office) for change in pnr.history] == [
            ("X", "SSR", "011230:1010", "NCEXX"),
            ("A", "TIF", "011230:1010", "NCEXX"),
        ]
        assert pnr.travellers == ()

    def test_flights_of_the_history_are_no_flights_of_the_booking(self, booking):
        assert booking("ABI+1", "SAC+++X", LEG).legs == ()

    def test_split_booking_is_named(self, booking):
        pnr = booking(ANNA, LEG, "EQN+3", "RCI+1A:GHIJKL", "EQN+1", "RCI+1A:MNOPQR")

        assert [(split.traveller_count, split.locators[0].locator) for split in pnr.splits] == [
            (3, "GHIJKL"),
            (1, "MNOPQR"),
        ]
        assert [locator.locator for locator in pnr.split_from] == ["GHIJKL", "MNOPQR"]

    def test_an_operating_flight_that_the_itinerary_has_too_is_no_change(self, booking):
        operating = "TVL+++++972:M"
        pnr = booking("TVL+021230:0900::1130+NCE+BRU+XX:YY+1", operating, "ABI+1", "SAC+++A", operating)

        assert [leg.operating_number for leg in pnr.legs] == ["972"]
        assert [change.legs for change in pnr.history] == [()]

    def test_unstructured_history_is_dropped_and_counted(self, booking):
        pnr = booking(ANNA, "LTS+14/A/SR/SSR KSML", "LTS+0/O/NM/EXAMPLE")

        assert pnr.dropped == {"LTS": 2}


class TestInfants:
    """Groups 2 and 5: TIF with the flag of an accompanying infant, INFT, DOCS with MI or FI."""

    def test_infant_of_an_inft_is_tied_to_the_traveller_it_stands_under(self, booking):
        inft = "SSR+INFT:HK:1:XX:::::EXAMPLE/CLEO/10AUG30+::2"

        anna, bert, cleo = booking(ANNA, BERT, inft).travellers

        assert (anna.is_with_infant, bert.is_with_infant, cleo.accompanied_by) == (False, True, 1)

    def test_infants_document_of_the_guides_example_ties_the_infant_to_the_adult(self, booking):
        # PNRGOV guide 11.1, appendix: infant under the adult of reference 2, who has the flag in TIF.
        adult, infant = booking(
            "TIF+BELT:I+ISABELLE MRS:A:2:1",
            "SSR+DOCS:HK:1:SQ:::::/P/GBR/512731999/GBR/20SEP12/FI/25OCT17/BELT/SOPHY OLIVIA/",
            "SSR+DOCS:HK:1:SQ:::::/P/GBR/509229987/GBR/01JUL78/F/12NOV22/BELT/ISABELLE RUTH/",
            "TIF+BELT:I+SOPHY:IN:3",
        ).travellers

        assert (adult.is_with_infant, infant.given, infant.accompanied_by) == (True, "SOPHY", 0)

    def test_infant_that_nothing_ties_to_anybody_stays_alone(self, booking):
        travellers = booking(ANNA, BERT, "TIF+EXAMPLE+CLEO:IN:3").travellers

        assert travellers[2].accompanied_by is None

    def test_infant_named_after_the_adult_with_the_flag_is_tied_to_that_adult(self, booking):
        travellers = booking("TIF+EXAMPLE+ANNA:A:1:1", "TIF+EXAMPLE+CLEO:IN:3", BERT).travellers

        assert [traveller.accompanied_by for traveller in travellers] == [None, 0, None]


class TestCodeshares:
    """Group 5: the flight that is sold and the flight that is flown, in the form of each release."""

    def test_flight_of_the_guides_example_is_operated_under_the_number_of_the_second_segment(self, booking):
        (leg,) = booking("TVL+010410:2235:020410:1200+ATL+AMS+DL:KL+8976:K", "TVL+++++972:M").legs

        assert (leg.carrier, leg.number, leg.booking_class) == ("DL", "8976", "K")
        assert (leg.operating_carrier, leg.operating_number, leg.operating_class) == ("KL", "972", "M")

    def test_operating_flight_of_release_14_has_its_own_class(self, booking):
        (leg,) = booking("TVL+121210:0915::1230+LHR+JFK+DL+324:B", "TRA+KL+8734:B").legs

        assert (leg.operating_carrier, leg.operating_number, leg.operating_class) == ("KL", "8734", "B")

    def test_pushed_flight_of_the_guides_example_is_the_one_that_is_flown(self, pnrgov_bytes):
        # PNRGOV guide 11.1, page 75: SQ 609 is pushed; it was sold as KE 303, and the flown number stands first.
        data = pnrgov_bytes("SRC", "RCI+1A:2LS6KP", "TVL+021230:0900:021230:1130+NCE+BRU+KE:XX+1:B", "TVL+++++303:Y")

        (leg,) = read_travel_file(data).pushes[0].pnrs[0].legs

        assert (leg.carrier, leg.number, leg.booking_class) == ("KE", "303", "Y")
        assert (leg.operating_carrier, leg.operating_number, leg.operating_class) == ("XX", "1", "B")

    def test_locator_of_the_other_carrier_stands_with_its_flight(self, booking):
        (leg,) = booking(LEG, "RCI+1A:ABCDEF+KE:EDP2RW").legs

        assert [(one.carrier, one.locator) for one in leg.locators] == [("KE", "EDP2RW")]


class TestChanges:
    """Groups 8 to 12 and messages of function 141: splits, merges, cancellations, changes of names and flights."""

    def test_change_of_a_name_in_the_guides_example_keeps_both_names(self, sample):
        # PNRGOV guide 10.1, scenario of two passengers, PNR 2: "The name has been changed".
        changes = sample("gtas/2_pnrs_basic.edi").pushes[0].pnrs[1].history

        assert [(c.action, c.subject, [(n.surname, n.given, n.title) for n in c.names]) for c in changes] == [
            ("X", "TIF", [("WAYNE", "JON", "MR")]),
            ("A", "TIF", [("WAYNE", "JOHN", "MR")]),
        ]
        assert {datetime(2010, 12, 7, 10, 10, tzinfo=UTC)} == {change.changed_at for change in changes}

    def test_change_of_a_flight_in_the_guides_example_keeps_date_airports_and_status(self, sample):
        # PNR 1 of the same scenario: the itinerary moved from 10 to 12 December.
        changes = sample("gtas/2_pnrs_basic.edi").pushes[0].pnrs[0].history
        flights = [(change.action, leg) for change in changes for leg in change.legs]

        assert [
            (action, leg.departure_date.day, leg.departure_airport, leg.arrival_airport, leg.status)
            for action, leg in flights
        ] == [
            ("X", 10, "LHR", "JFK", ("K",)),
            ("X", 10, "JFK", "YVR", ("K",)),
            ("A", 12, "LHR", "JFK", ("K",)),
            ("A", 12, "JFK", "YVR", ("K",)),
        ]

    def test_group_name_of_the_history_is_dropped(self, booking):
        pnr = booking(
            "ABI+4++++XX", "SAC+++X", "TIF+ACME TEAM PARTY:G", "SAC+++A", "IFT+4:19+GN FROM NONE TO ACME TEAM"
        )

        assert [(change.subject, change.names) for change in pnr.history] == [("TIF", ()), ("IFT", ())]
        assert "ACME" not in repr(pnr)

    def test_split_of_the_public_example_names_the_other_booking(self, booking):
        # GTAS pnr_split.edi: EQN and RCI after the itinerary.
        (split,) = booking(ANNA, LEG, "EQN+1", "RCI+AM:ZLMXXX::110513:114800").splits

        assert (split.traveller_count, [one.locator for one in split.locators]) == (1, ["ZLMXXX"])

    def test_merged_booking_has_the_locators_of_both(self, pnrgov_bytes):
        data = pnrgov_bytes("SRC", "RCI+1A:2LS6KP::200513:0439+KE:EDP2RW+XX:GHIJKL", ANNA)

        (pnr,) = read_travel_file(data).pushes[0].pnrs

        assert [(one.carrier, one.locator) for one in pnr.locators] == [
            ("1A", "2LS6KP"),
            ("KE", "EDP2RW"),
            ("XX", "GHIJKL"),
        ]

    def test_cancelled_booking_of_an_update_is_told_from_a_changed_one(self, pnrgov_bytes):
        body = ("SRC", "RCI+XX:ABCDEF", "ORG", "SRC", "RCI+XX:GHIJKL", "ORG+1A:MUC+12345678", ANNA, LEG)

        push = read_travel_file(pnrgov_bytes(*body).replace(b"MSG+:22", b"MSG+:141")).pushes[0]

        assert push.function == MessageFunction.UPDATE
        assert [(pnr.locators[0].locator, pnr.is_cancelled) for pnr in push.pnrs] == [
            ("ABCDEF", True),
            ("GHIJKL", False),
        ]


class TestFares:
    """Groups 2 to 4: FAR, IFT 4:15, ADD of a payment."""

    @pytest.mark.parametrize(
        ("segment", "fare"),
        [
            ("FAR+C+9+1:20:US+++YEE3M", ("C", "20", "", "YEE3M")),
            ("FAR+I++764:4::B2+++C", ("I", "4", "B2", "C")),
            ("FAR+N+++++MIL24", ("N", "", "", "MIL24")),
        ],
    )
    def test_fares_of_the_guides_examples_are_read(self, segment, fare, booking):
        (found,) = booking(ANNA, segment).travellers[0].fares

        assert fare == (found.passenger_type, found.percentage, found.type_code, found.fare_basis)

    def test_fare_calculation_of_the_guides_example_is_kept_as_codes(self, booking):
        text = "IFT+4:15:9+LHR DL X/JFK DL YVR GBP/IT END ROE0.618831 XT3.10AY6 8.50YQ3.40+YC4.30XY3.10XA2.80XFATL4.5"

        pnr = booking(ANNA, text, "TKT+0062120234533:T:1")

        (ticket,) = pnr.travellers[0].tickets
        assert [(step.departure, step.carrier, step.arrival) for step in ticket.fare_components] == [
            ("LHR", "DL", "JFK"),
            ("JFK", "DL", "YVR"),
        ]
        assert pnr.dropped == {"IFT 4:15 fare calculation": 1}

    @pytest.mark.parametrize("text", ["LHR DL JFK PAX IS BLIND END", "KSML LHR DL JFK END", "LHR DL JFK"])
    def test_text_that_is_no_fare_calculation_leaves_nothing(self, text, booking):
        (ticket,) = booking(ANNA, f"IFT+4:15+{text}", "TKT+0062120234533:T:1").travellers[0].tickets

        assert ticket.fare_components == ()

    def test_billing_address_stays_with_the_payment_and_nobodys_name_or_phone_does(self, booking):
        segments = ("TKT+0062120234533:T:1", "FOP+CC:3:288.00:VI:4111111111111111:0231")
        address = "ADD++702:45 HIGH STREET:SLOUGH:BERKSHIRE::GB:SL1AA:00441753637285"

        pnr = booking(ANNA, *segments, address)

        (payment,) = pnr.travellers[0].tickets[0].payments
        assert (payment.indicator, payment.billing_address) == ("3", "45 HIGH STREET, SLOUGH, BERKSHIRE, GB, SL1AA")
        assert "00441753637285" not in repr(pnr)


class TestDamage:
    """Damage in one booking is never another's."""

    @pytest.mark.parametrize("trigger", ["SRX", "S?RC", "XYZ+SRC", "SRCX", "RC"])
    def test_booking_whose_trigger_is_damaged_is_still_a_booking(self, trigger, pnrgov_bytes):
        data = pnrgov_bytes("SRC", "RCI+1A:ABCDEF", ANNA, LEG, trigger, "RCI+1A:GHIJKL", BERT)

        pnrs = read_travel_file(data).pushes[0].pnrs

        assert [(pnr.locators[0].locator, [t.surname for t in pnr.travellers]) for pnr in pnrs] == [
            ("ABCDEF", ["EXAMPLE"]),
            ("GHIJKL", ["SPECIMEN"]),
        ]

    @pytest.mark.parametrize("end", ["", "?'", "+", "X"])
    def test_terminator_lost_before_a_booking_costs_the_next_one_nothing(self, end, pnrgov_bytes):
        data = pnrgov_bytes("SRC", "RCI+1A:ABCDEF", ANNA, LEG, "RPI+1+HK@", "SRC", "RCI+1A:GHIJKL", BERT)

        pnrs = read_travel_file(data.replace(b"@'", end.encode())).pushes[0].pnrs

        assert [traveller.surname for traveller in pnrs[1].travellers] == ["SPECIMEN"]
