"""GOVREQ: ad-hoc requests, read and written (PNRGOV implementation guide, GOVREQ, ORG, RCI, TVL)."""

from datetime import UTC, date, datetime

import pytest

from tournai.errors import Malformed
from tournai.travel import Agency, Leg, Locator, Unwritable
from tournai.travel.replies import Govreq, Letter, read_govreq, write_govreq

LETTER = Letter("GOV", "XT", datetime(2030, 12, 1, 9, tzinfo=UTC), "42")
LEG = Leg("XT", "1", "NCE", "BRU", datetime(2030, 12, 2, 9), datetime(2030, 12, 2, 11))


def read(body):
    count = body.count("'") + 2
    head = "UNB+IATA:1+GOV+XT+301201:0900+42'UNH+1+GOVREQ:13:1:IA'"
    (govreq,) = read_govreq(f"{head}{body}UNT+{count}+1'UNZ+1+42'".encode())
    return govreq


def test_request_names_bookings_and_flights():
    govreq = read("MSG+:22'ORG+GV:BRU'RCI+XT:ABCDEF+1A:GHIJKL'TVL+021230:0900:021230:1100+NCE+BRU+XT+1'")

    assert [(one.carrier, one.locator) for one in govreq.locators] == [("XT", "ABCDEF"), ("1A", "GHIJKL")]
    assert [(leg.carrier, leg.number, leg.departure) for leg in govreq.legs] == [("XT", "1", datetime(2030, 12, 2, 9))]
    assert (govreq.message_function, govreq.originator.place_code) == ("22", "BRU")
    assert govreq.defects == ()


def test_request_for_nothing_is_reported():
    assert [defect.code for defect in read("MSG'ORG+GV:BRU'").defects] == ["nothing-requested"]


def test_segment_of_another_message_is_reported_and_skipped():
    assert [defect.code for defect in read("RCI+XT:ABCDEF'FOP+CC'").defects] == ["unknown-segment"]


def test_written_request_has_the_segments_in_their_order():
    govreq = Govreq(LETTER, "13.1", "22", Agency("GV", "BRU"), (Locator("XT", "ABCDEF"),), (LEG,))

    assert write_govreq(govreq).decode() == (
        "UNA:+.? 'UNB+IATA:1+GOV+XT+301201:0900+42++GOVREQ'UNH+1+GOVREQ:13:1:IA'MSG+:22'ORG+GV:BRU'RCI+XT:ABCDEF'"
        "TVL+021230:0900:021230:1100+NCE+BRU+XT+1'UNT+6+1'UNZ+1+42'"
    )


def test_flight_may_be_named_by_its_day_alone():
    written = write_govreq(Govreq(LETTER, legs=(Leg("XT", "1", "NCE", "BRU", departure_date=date(2030, 12, 2)),)))

    assert b"TVL+021230+NCE+BRU+XT+1'" in written


@pytest.mark.parametrize(
    "govreq", [Govreq(LETTER), Govreq(LETTER, locators=tuple(Locator("XT", f"ABCDE{one}") for one in range(10)))]
)
def test_request_that_the_format_cannot_say_is_not_written(govreq):
    with pytest.raises(Unwritable):
        write_govreq(govreq)


def test_file_without_a_request_is_malformed():
    with pytest.raises(Malformed, match="no GOVREQ"):
        read_govreq(b"UNB+IATA:1+GOV+XT+301201:0900+42'UNH+1+PNRGOV:13:1:IA'UNT+2+1'UNZ+1+42'")
