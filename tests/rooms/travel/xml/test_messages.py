"""PNRGOV XML as a whole: who sends, which flight, how many bookings, in whichever spelling."""

import json
from datetime import UTC, date, datetime

import pytest

from tournai.cli.travel import parse
from tournai.errors import Malformed
from tournai.travel import MessageFunction, MessageSyntax, read_travel_file, summarise

PNR = '<PNR><BookingRefID ID="ABCDEF"/><Passenger RPH="1"><Surname>EXAMPLE</Surname></Passenger></PNR>'


def test_message_names_sender_time_and_flight(push):
    read = push(PNR, attributes=' TransactionIdentifier="00000000000123" MessageFunction="22"')

    (leg,) = read.legs
    assert (read.syntax, read.version, read.sender) == (MessageSyntax.XML, "13.1", "XX")
    assert (read.interchange_reference, read.function) == ("00000000000123", MessageFunction.FULL)
    assert read.prepared_at == datetime(2030, 12, 1, 9, tzinfo=UTC)
    assert (leg.carrier, leg.number, leg.departure_airport, leg.arrival_airport) == ("XX", "1", "NCE", "BRU")
    assert (leg.departure, leg.arrival) == (datetime(2030, 12, 2, 9), datetime(2030, 12, 2, 11, 30))
    assert leg.departure_date == date(2030, 12, 2)
    assert [contact.text for contact in read.reporting_contacts] == ["desk@example.org"]
    assert read.defects == ()


def test_message_that_does_not_say_what_it_does_takes_nobody_off_the_flight(push):
    assert push(PNR).function is MessageFunction.OTHER


def test_update_says_so(push):
    assert push(PNR, attributes=' MessageFunction="141"').function is MessageFunction.UPDATE


def test_count_that_differs_is_a_defect_at_the_bookings_start(message):
    data = message(PNR).replace(b'NumberOfPnrs="1"', b'NumberOfPnrs="3"')

    (defect,) = read_travel_file(data).pushes[0].defects

    assert (defect.code, defect.message) == ("pnr-count", "NumberOfPnrs is 3; the message has 1")
    assert data[defect.offset :].startswith(b"<PNRs")


def test_part_of_a_push_is_told_from_the_whole(push):
    read = push(PNR, attributes=' SequenceNmbr="2" TransactionStatusCode="InSeries"')

    assert (read.part, read.is_last_part) == (2, False)


def test_parts_of_a_push_share_their_transaction(push):
    attributes = ' TransactionIdentifier="00000000000123" SequenceNmbr="1" TransactionStatusCode="End"'

    read = push(PNR, attributes=attributes)

    assert (read.access_reference, read.part, read.is_last_part) == ("00000000000123", 1, True)


def test_sequence_number_alone_makes_no_part(push):
    assert push(PNR, attributes=' SequenceNmbr="1"').part is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b' xmlns="http://www.iata.org/IATA/2007/00"', b""),
        (b"<PNR>", b'<PNR xmlns="http://www.iata.org/IATA/2007/00">'),
        (b"<PNR>", b'<PNR xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'),
        (b"DepartureDateTime", b"Departure_DateTime"),
        (b"09:00:00", b"09:00:00.000"),
        (b"2030-12-02T09:00:00", b"2030-12-02 09:00:00"),
        (b"2030-12-02T09:00:00", b"2030-12-02T09:00:00+01:00"),
        (b"2030-12-02T09:00:00", b"2030-12-02T08:00:00Z"),
        (b'FlightNumber="1"', b'FlightNumber="XX1"'),
        (b"><", b">\r\n\t<"),
    ],
)
def test_spelling_changes_no_value(old, new, message):
    plain = message(PNR)

    read, again = read_travel_file(plain).pushes[0], read_travel_file(plain.replace(old, new)).pushes[0]

    assert [(leg.departure, leg.number) for leg in again.legs] == [(leg.departure, leg.number) for leg in read.legs]
    assert [pnr.travellers[0].surname for pnr in again.pnrs] == ["EXAMPLE"]
    assert again.defects == ()


def test_prefixed_elements_are_read(message):
    data = message(PNR).replace(b"</", b"</i:").replace(b"<", b"<i:").replace(b"<i:/i:", b"</i:")

    read = read_travel_file(data.replace(b"<i:?xml", b"<?xml")).pushes[0]

    assert (len(read.pnrs), read.sender, read.pnrs[0].travellers[0].surname) == (1, "XX", "EXAMPLE")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"])
def test_each_encoding_gives_the_same_names_and_true_offsets(codec, message):
    declared = codec.removesuffix("-sig")
    text = message(PNR.replace("EXAMPLE", "MÜLLER é")).decode().replace("UTF-8", declared)
    data = text.encode(codec)

    (pnr,) = read_travel_file(data).pushes[0].pnrs

    assert pnr.travellers[0].surname == "MÜLLER é"
    assert data[pnr.travellers[0].place.offset :].decode(codec, "ignore").startswith("<Passenger")


def test_bytes_of_another_encoding_than_declared_keep_the_name(message):
    data = message(PNR.replace("EXAMPLE", "MÜLLER"), PNR.replace("EXAMPLE", "ŠKODA")).replace(b"\xc3\x9c", b"\xdc")

    file = read_travel_file(data)

    assert [pnr.travellers[0].surname for pnr in file.pushes[0].pnrs] == ["MÜLLER", "ŠKODA"]
    assert [(defect.code, data[defect.offset]) for defect in file.defects] == [("xml-mended", 0xDC)]


def test_utf_16_declared_of_a_text_in_bytes_is_no_obstacle(message):
    data = message(PNR).replace(b'encoding="UTF-8"', b'encoding="utf-16"')

    assert summarise(read_travel_file(data)).pnrs == 1


def test_several_messages_in_a_wrapper_are_several_pushes(message):
    body = message(PNR).split(b"?>")[1]

    file = read_travel_file(b"<Combined>" + body + body + b"</Combined>")

    assert [len(push.pnrs) for push in file.pushes] == [1, 1]
    assert file.defects == ()


def test_bookings_in_a_wrapper_of_somebodys_own_are_a_push_without_a_flight():
    (push,) = read_travel_file(f"<Data>{PNR}{PNR}</Data>".encode()).pushes

    assert (len(push.pnrs), push.legs) == (2, ())
    assert [defect.code for defect in push.defects] == ["flight-missing"]


@pytest.mark.parametrize("data", [b"<?xml version='1.0'?><html/>", b"<PNRGOV_NotifRQ", b"<?xml version='1.0'?>"])
def test_xml_without_a_message_is_refused(data):
    with pytest.raises(Malformed) as refusal:
        read_travel_file(data)

    assert refusal.value.code == "no-message"


def test_edifact_after_a_bracket_is_still_edifact():
    data = b"<A\r\nUNB+IATA:1+XX++301201:0900+1'UNH+1+PNRGOV:13:1:IA'UNT+2+1'UNZ+1+1'"

    assert read_travel_file(data).pushes[0].syntax is MessageSyntax.EDIFACT


def test_parse_command_shows_that_a_file_is_xml(message, tmp_path, capsys):
    file = tmp_path / "push.xml"
    file.write_bytes(message(PNR, PNR))

    parse([file], as_json=False, summary=True)

    assert "PNRGOV XML 13.1" in capsys.readouterr().out


def test_parse_command_answers_in_json_with_the_syntax(message, tmp_path, capsys):
    file = tmp_path / "push.xml"
    file.write_bytes(message(PNR, PNR))

    parse([file], as_json=True, summary=False)

    (answer,) = json.loads(capsys.readouterr().out)
    assert (answer["format"], answer["version"], answer["pnrs"]) == ("PNRGOV", "13.1", 2)
    assert answer["records"]["pushes"][0]["syntax"] == "XML"
