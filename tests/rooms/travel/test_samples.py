"""Public sample messages give the counts and facts that an independent reading of them gave."""

import json
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from tournai.travel import Summary, TravelDocument, TravelFile, read_travel_file, summarise
from tournai.values import DocumentKind

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "travel"
EXPECTED: dict[str, dict[str, int]] = json.loads((VECTORS / "expected.json").read_text())
PNRGOV_SAMPLES = sorted(name for name in EXPECTED if "pnrs" in EXPECTED[name])


def counts(summary: Summary, like: dict[str, int]) -> dict[str, int]:
    return {count: getattr(summary, count) for count in like}


def documents(file: TravelFile) -> list[TravelDocument]:
    travellers = [traveller for push in file.pushes for traveller in push.travellers]
    travellers += [traveller for push in file.pushes for pnr in push.pnrs for traveller in pnr.travellers]
    return [document for traveller in travellers for document in traveller.documents]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_sample_message_gives_the_counts_of_an_independent_reading(name, sample):
    expected = EXPECTED[name]

    summary = summarise(sample(name))

    assert expected == counts(summary, expected)


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_shared_message_is_the_one_in_the_package(name, shared):
    folder, file = name.split("/")
    packaged = (files("tournai") / "simulate" / "samples" / folder / file).read_bytes()

    originals = {path.read_bytes() for path in (shared / "travel").rglob(file)}

    assert {packaged} == originals


@pytest.mark.parametrize("letter", ["A", "C"])
def test_type_b_envelope_gives_the_same_travellers_as_the_cleaned_message(letter, sample):
    original = sample(f"ediclean/{letter}.original.txt").pushes[0]
    reference = sample(f"ediclean/{letter}.reference.txt").pushes[0]

    assert [(t.surname, t.given, t.record_locators) for t in reference.travellers] == [
        (t.surname, t.given, t.record_locators) for t in original.travellers
    ]
    assert [(d.number, d.date_of_expiry) for t in reference.travellers for d in t.documents] == [
        (d.number, d.date_of_expiry) for t in original.travellers for d in t.documents
    ]


def test_telegrams_of_several_parts_in_one_file_are_all_read():
    folder = files("tournai") / "simulate" / "samples" / "ediclean"
    telegrams = [folder.joinpath(f"{letter}.original.txt").read_bytes() for letter in "AC"]

    pushes = read_travel_file(b"\r\n".join(telegrams)).pushes

    assert [(push.part, push.is_last_part, len(push.travellers)) for push in pushes] == [(2, False, 1), (6, False, 3)]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_place_of_every_document_is_the_byte_offset_of_its_segment(name, sample):
    data = (files("tournai") / "simulate" / "samples" / name).read_bytes()

    places = [document.place for document in documents(sample(name))]

    assert all(data[place.offset :].startswith(place.tag.encode()) for place in places)


@pytest.mark.parametrize("name", PNRGOV_SAMPLES)
def test_no_traveller_of_a_booking_is_without_a_surname(name, sample):
    travellers = [traveller for pnr in sample(name).pushes[0].pnrs for traveller in pnr.travellers]

    assert all(traveller.surname for traveller in travellers)


def test_infants_passport_under_the_adult_goes_to_the_infant(sample):
    adult, infant = sample("gtas/adult_and_infant.edi").pushes[0].pnrs[0].travellers

    assert infant.is_infant
    assert [document.number for document in infant.documents] == ["AO234000"]
    assert [document.number for document in adult.documents] == ["52263000"]


def test_both_locators_of_an_rci_are_kept(sample):
    pnrs = sample("gtas/no_pnr_history.edi").pushes[0].pnrs

    assert [tuple(locator.locator for locator in pnr.locators) for pnr in pnrs] == [
        ("3MZVP2", "P46KA5"),
        ("33O6DK", "MS6HXI"),
        ("35K2IO", "EVFSDI"),
    ]


def test_operating_flight_is_part_of_the_marketed_leg(sample):
    legs = sample("gtas/multiple_flight_leg_pnr.txt").pushes[0].pnrs[0].legs

    assert [(leg.number, leg.operating_carrier, leg.operating_number) for leg in legs] == [
        ("989", "", ""),
        ("8749", "LH", "624"),
        ("8750", "LH", "625"),
        ("988", "", ""),
    ]


def test_guide_example_has_its_tickets_cards_split_and_history(sample):
    first, second = sample("gtas/2_pnrs_basic.edi").pushes[0].pnrs
    tickets = [ticket for pnr in (first, second) for traveller in pnr.travellers for ticket in traveller.tickets]

    assert [f"006212023453{last}" for last in (3, 4, 5, 6)] == [ticket.number for ticket in tickets]
    assert sum(payment.form == "CC" for ticket in tickets for payment in ticket.payments) == 4
    assert [locator.locator for locator in first.split_from] == ["ABCDEF"]
    assert len(first.history) + len(second.history) == 14


def test_hotel_of_the_guide_example_is_dropped_and_counted(sample):
    file = sample("gtas/2_pnrs_basic.edi")
    push = file.pushes[0]

    assert summarise(file).dropped["GR9 hotel, car or rail"] == 1
    assert push.dropped["GR9 hotel, car or rail"] == 1
    assert "VANCOUVER ARMS" not in repr(push)


def test_visa_of_a_doco_is_kept_beside_the_passport(sample):
    (traveller,) = sample("gtas/pnrWithDoco.txt").pushes[0].pnrs[0].travellers

    assert [(document.kind, document.number) for document in traveller.documents] == [
        (DocumentKind.PASSPORT, "602120901"),
        (DocumentKind.VISA, "8675309"),
    ]


def test_requested_seats_lose_the_free_text_beside_them(sample):
    (traveller,) = sample("gtas/pnrSeatFormats.txt").pushes[0].pnrs[0].travellers

    assert [seat.seat for seat in traveller.seats] == ["36K", "74E"]


def test_traveller_without_a_document_keeps_the_phone(sample):
    (traveller,) = sample("gtas/pnrPhoneCTCM.txt").pushes[0].pnrs[0].travellers

    assert (traveller.surname, traveller.given, traveller.title) == ("LOBB", "MOLLY", "MRS")
    assert "123456789" in [contact.text for contact in traveller.contacts]


def test_one_booking_with_five_payers_has_five_tickets_four_cards_and_cash(sample):
    travellers = sample("gtas/pnrMessageExample.txt").pushes[0].pnrs[0].travellers
    forms = [payment.form for traveller in travellers for ticket in traveller.tickets for payment in ticket.payments]

    assert sorted(forms) == ["CA", "CC", "CC", "CC", "CC"]
    assert [len(traveller.tickets) for traveller in travellers] == [1, 1, 1, 1, 1]


def test_list_gives_the_flight_with_its_local_times(sample):
    (leg,) = sample("gtas/Test3.txt").pushes[0].legs

    assert (leg.carrier, leg.number, leg.departure_airport, leg.arrival_airport) == ("UA", "0989", "FRA", "IAD")
    assert (datetime(2017, 1, 27, 17, 25), datetime(2017, 1, 28, 7, 10)) == (leg.departure, leg.arrival)


def test_each_flight_of_a_list_with_stops_is_a_leg(sample):
    legs = sample("gtas/apisMessage.txt").pushes[0].legs

    assert [(leg.carrier, leg.number, leg.departure_airport, leg.arrival_airport) for leg in legs] == [
        ("AA", "123", "ATL", "ORD"),
        ("AA", "124", "ORD", "JFK"),
    ]


def test_documents_without_a_type_are_kept(sample):
    kinds = [document.kind for document in documents(sample("gtas/tamr_flight1.txt"))]

    assert kinds.count(DocumentKind.UNKNOWN) == 1
    assert kinds.count(DocumentKind.VISA) == 5


def test_run_of_bag_tags_is_written_out(sample):
    bags = [bag for traveller in sample("gtas/tamr_flight1.txt").pushes[0].travellers for bag in traveller.bags]

    assert ("2660009", "2660010") in [bag.tags for bag in bags]


def test_name_with_a_byte_that_is_no_utf_8_is_kept(sample):
    travellers = sample("gtas/Test3.txt").pushes[0].travellers

    assert sum(not traveller.surname.isascii() or not traveller.given.isascii() for traveller in travellers) == 1


def test_birth_dates_are_read_against_the_day_of_preparation(sample):
    (traveller,) = sample("gtas/pnr4.txt").pushes[0].pnrs[0].travellers

    assert date(1964, 9, 9) == traveller.date_of_birth.earliest
    assert date(2025, 5, 16) == traveller.documents[0].date_of_expiry


def test_wrong_count_in_unt_is_a_defect_at_its_offset(sample):
    data = (files("tournai") / "simulate" / "samples" / "gtas/bigbigPnr.txt").read_bytes()

    defects = {defect.code: defect for defect in read_travel_file(data).pushes[0].defects}

    assert data[defects["unt-count"].offset :].startswith(b"UNT+75")
    assert defects["unt-count"].message == "UNT counts 75 segments; the message has 2570"
