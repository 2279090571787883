"""Damaged and hostile XML: one booking's damage costs no other, and what no carrier sends is refused at once."""

import tracemalloc

import pytest

from tournai.errors import Malformed
from tournai.travel import read_travel_file

OPEN = b'<IATA_PNRGOV_NotifRQ><FlightLeg><ArrivalAirport LocationCode="BRU"/></FlightLeg><PNRs NumberOfPnrs="3">'
CLOSE = b"</PNRs></IATA_PNRGOV_NotifRQ>"
FIRST, SECOND, THIRD = (
    b'<PNR><BookingRefID ID="%s"/><Passenger RPH="1"><GivenName>ANNA</GivenName><Surname>EXAMPLE</Surname></Passenger>'
    b'<Passenger RPH="2"><GivenName>BO</GivenName><Surname>OTHER</Surname></Passenger></PNR>' % locator
    for locator in (b"AAAAAA", b"BBBBBB", b"CCCCCC")
)
MEMORY_FACTOR = 12
"""Bytes of memory a byte of the file, records included, of bookings that hold next to nothing; 4 of usual ones."""
DAMAGES = {
    "end tag of another element": (b"ANNA</GivenName>", b"ANNA</Surname>"),
    "end tag of the booking missing": (b"</PNR>", b""),
    "start tag without its end": (b'RPH="1">', b'RPH="1"'),
    "quote missing": (b'RPH="1"', b'RPH="1'),
    "comment without end": (b"<GivenName>ANNA", b"<!-- <GivenName>ANNA"),
    "CDATA without end": (b"<GivenName>ANNA", b"<![CDATA[ <GivenName>ANNA"),
    "instruction without end": (b"<GivenName>ANNA", b"<?x <GivenName>ANNA"),
    "bracket in text": (b"ANNA", b"AN<NA"),
    "reference to no character": (b"ANNA", b"AN&#0;NA"),
    "message ended in a booking": (b"<GivenName>ANNA", b"</IATA_PNRGOV_NotifRQ><GivenName>ANNA"),
    "bookings ended in a booking": (b"<GivenName>ANNA", b"</PNRs><GivenName>ANNA"),
    "cut in the middle": (SECOND[80:], b""),
    "attribute twice": (b'RPH="1"', b'RPH="1" RPH="1"'),
}


def read(data: bytes) -> dict[str, list[str]]:
    """Return locator -> given names."""
    pnrs = [pnr for push in read_travel_file(data).pushes for pnr in push.pnrs]
    return {one.locator: [person.given for person in pnr.travellers] for pnr in pnrs for one in pnr.locators}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_in_one_booking_loses_no_other(damage):
    old, new = DAMAGES[damage]
    broken = SECOND.replace(old, new, 1)

    found = read(OPEN + FIRST + broken + THIRD + CLOSE)

    assert broken != SECOND
    assert (found["AAAAAA"], found["CCCCCC"]) == (["ANNA", "BO"], ["ANNA", "BO"])
    assert "BBBBBB" in found


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_reported_within_its_booking(damage):
    old, new = DAMAGES[damage]
    broken = SECOND.replace(old, new, 1)

    file = read_travel_file(OPEN + FIRST + broken + THIRD + CLOSE)

    start = len(OPEN + FIRST)
    places = [defect.offset for push in file.pushes for defect in push.defects if defect.code == "xml-damaged"]
    assert any(start <= place <= start + len(broken) for place in places)


def test_next_traveller_of_a_damaged_booking_is_not_lost():
    broken = SECOND.replace(b"ANNA</GivenName>", b"ANNA</Surname>")

    assert read(OPEN + FIRST + broken + THIRD + CLOSE)["BBBBBB"][1] == "BO"


def test_half_a_name_is_no_name():
    data = OPEN + FIRST + SECOND[: SECOND.index(b"NNA")]

    assert read(data)["BBBBBB"] == [""]


@pytest.mark.parametrize("cut", [1, 20, len(CLOSE) - 3])
def test_cut_off_file_keeps_what_came_before(cut):
    data = (OPEN + FIRST + SECOND + THIRD + CLOSE)[:-cut]

    (push,) = read_travel_file(data).pushes

    assert [defect.code for defect in push.defects].count("cut-off") == 1
    assert [len(pnr.travellers) for pnr in push.pnrs] == [2, 2, 2]


def test_booking_that_was_cut_off_is_no_cancellation():
    (pnr,) = read_travel_file(OPEN + b'<PNR><BookingRefID ID="AAAAAA"/>').pushes[0].pnrs

    assert not pnr.is_cancelled


def test_flight_of_a_damaged_head_is_still_read():
    data = OPEN.replace(b"<FlightLeg>", b"<Originator><x></Originator><FlightLeg>") + FIRST + CLOSE

    (push,) = read_travel_file(data).pushes

    assert [leg.arrival_airport for leg in push.legs] == ["BRU"]
    assert (len(push.pnrs), [defect.code for defect in push.defects][:1]) == (1, ["xml-damaged"])


def test_booking_in_a_comment_is_none():
    assert list(read(OPEN + b"<!-- " + FIRST + b" -->" + SECOND + CLOSE)) == ["BBBBBB"]


def test_comment_with_a_start_tag_ends_no_booking():
    assert read(OPEN + FIRST.replace(b"ANNA", b"AN<!-- <PNR x='1'> -->NA") + SECOND + CLOSE)["AAAAAA"] == ["ANNA", "BO"]


def test_ampersands_are_mended_and_reported_once():
    file = read_travel_file(OPEN + FIRST.replace(b"EXAMPLE", b"A & B &nbsp; C &amp; D") + CLOSE)

    assert file.pushes[0].pnrs[0].travellers[0].surname == "A & B &nbsp; C & D"
    assert [defect.code for defect in file.defects] == ["xml-mended"]


def test_instructions_do_nothing():
    data = b'<?xml-stylesheet href="http://example.org/x.xsl"?>' + OPEN + b"<?php evil ?>" + FIRST + CLOSE

    assert read(data) == {"AAAAAA": ["ANNA", "BO"]}


class TestRefused:
    """Bounds of decision record 0018: each is checked before it costs time or memory."""

    @pytest.mark.parametrize(
        ("code", "data"),
        [
            ("document-type", b'<!DOCTYPE a [<!ENTITY a "b"><!ENTITY b "&a;&a;&a;&a;&a;">]>' + OPEN + b"&b;" + CLOSE),
            ("document-type", b"<!-- a --><?b c?>\n<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'>" + OPEN + CLOSE),
            ("document-type", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "' + b"x" * 90_000 + b'">]><a>&a;&a;</a>'),
            ("too-long", OPEN + b'<PNR a="' + b"x" * 5_000 + b'"/>' + CLOSE),
            ("too-long", OPEN + b'<PNR a="' + b"x" * 2_000_000 + b'"/>' + CLOSE),
            ("too-long", OPEN + b"<PNR " + b" ".join(b'a%d=""' % number for number in range(100)) + b"/>" + CLOSE),
            ("too-long", OPEN + b"<PNR>" + b"x" * 200_000 + b"</PNR>" + CLOSE),
            ("too-long", OPEN + b"<PNR><!--" + b"x" * 2_000_000 + b"--></PNR>" + CLOSE),
            ("too-long", OPEN + b"<PNR>" + (b"<a>" + b"x" * 60_000 + b"</a>") * 80 + b"</PNR>" + CLOSE),
            ("too-many-elements", OPEN + b"<PNR>" + b"<a/>" * 200_000 + b"</PNR>" + CLOSE),
            ("too-deep", OPEN + b"<PNR>" + b"<a>" * 100_000 + CLOSE),
            ("too-deep", b"<a>" * 100_000),
            ("encoding", b'<?xml version="1.0" encoding="utf-7"?>+ADw-a/+AD4-'),
            ("encoding", b'<?xml version="1.0" encoding="IBM037"?><a/>'),
            ("encoding", "\ufeff<a/>".encode("utf-32-le")),
            ("encoding", OPEN + b"&" * 1_000_001 + CLOSE),
        ],
    )
    @pytest.mark.timeout(20)
    def test_hostile_document_is_refused(self, code, data):
        with pytest.raises(Malformed) as refusal:
            read_travel_file(data)

        assert refusal.value.code == code
        assert 0 <= refusal.value.offset <= len(data)

    def test_file_beyond_the_largest_is_refused(self):
        with pytest.raises(Malformed) as refusal:
            read_travel_file(b"<?xml version='1.0'?>" + b" " * (64 * 1024 * 1024))

        assert refusal.value.code == "too-large"

    def test_memory_stays_within_a_factor_of_the_file(self):
        data = OPEN + (FIRST + SECOND) * 2_000 + CLOSE

        tracemalloc.start()
        file = read_travel_file(data)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert (len(file.pushes[0].pnrs), peak < MEMORY_FACTOR * len(data)) == (4_000, True)

    @pytest.mark.parametrize("piece", [b"<PNR><!-- ", b"<PNR><![CDATA[ ", b"<PNR>", b"<PNR><Passenger ></x>", b"</a>"])
    @pytest.mark.timeout(60)
    def test_damage_without_end_takes_no_more_time_than_it_is_long(self, piece):
        (push,) = read_travel_file(OPEN + FIRST + piece * 10_000 + CLOSE).pushes

        assert len(push.defects) <= 1_001
        assert push.pnrs[0].locators[0].locator == "AAAAAA"
