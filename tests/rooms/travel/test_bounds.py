"""What no carrier sends is refused before it costs time or memory; what is too much in one booking costs that alone."""

import subprocess
import sys

import pytest

from tournai.errors import Malformed
from tournai.travel import read_travel_file

BEGIN = "UNB+IATA:1+XX+GOV+301201:0900+1'"
PUSH = f"{BEGIN}UNH+1+PNRGOV:13:1:IA'MSG+:22'TVL+301201:1000:301201:1200+AMS+BRU+XX+12'"
LIST = f"{BEGIN}UNH+1+PAXLST:D:05B:UN'BGM+745'TDT+20+XX12+++XX'LOC+125+AMS'LOC+87+BRU'"
XML = '<?xml version="1.0"?><IATA_PNRGOV_NotifRQ><PNRs>{}</PNRs></IATA_PNRGOV_NotifRQ>'
BOOKING = "SRC'RCI+XX:ABCDEF'TIF+SAMPLE+ANNA:A:1'"
MEMORY_FACTOR = 40
"""Peak memory in lengths of the longest file."""
MEASURE = """
import resource, sys
from tournai.errors import Malformed
from tournai.travel import read_travel_file
body = (sys.argv[1].encode() + sys.argv[2].encode() * (62 * 2**20))[:62 * 2**20]
try:
    read_travel_file(body)
except Malformed as error:
    print(error.code, end=" ")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // len(body))
"""


def refusal_of(text):
    with pytest.raises(Malformed) as refusal:
        read_travel_file(text.encode())
    return refusal.value.code


def defects_of(read, code):
    return [defect for defect in read.defects if defect.code == code]


class TestFile:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (BEGIN * 1_001, "too-many-interchanges"),
            (PUSH + "'" * 4_000_001, "too-many-segments"),
            (PUSH + "SRC'" + ("TIF" + "+" * 16_000 + "'") * 1_300, "too-many-elements"),
            (BEGIN + "UNH+1+PNRGOV:13:1:IA'SRC'RCI+XX:ABCDEF'UNT+4+1'" * 2_001, "too-many-messages"),
            (BEGIN + "UNH+1+CUSRES:D:05B:UN'UNT+2+1'" * 4_001, "too-many-messages"),
            (PUSH + "SRC'TIF+A" + "9TIF+A" * 100_001, "too-many-segments"),
        ],
        ids=["interchanges", "terminators", "separators", "messages", "other messages", "missing terminators"],
    )
    def test_file_with_more_parts_than_a_carrier_sends_is_refused(self, text, code):
        assert refusal_of(text) == code

    def test_overlong_segment_is_read_as_its_tag_alone(self):
        text = f"{PUSH}SRC'RCI+XX:ABCDEF'IFT+{'+' * 70_000}'TIF+SAMPLE+ANNA:A:1'"

        file = read_travel_file(text.encode())

        (defect,) = defects_of(file, "segment-too-long")
        assert (defect.offset, file.pushes[0].pnrs[0].travellers[0].surname) == (text.index("IFT"), "SAMPLE")


class TestMessage:
    def test_more_bookings_than_a_push_holds_are_refused(self):
        assert refusal_of(PUSH + "SRC'RCI+XX:ABCDEF'" * 20_001) == "too-many-bookings"

    def test_more_bookings_of_xml_than_a_push_holds_are_refused(self):
        assert refusal_of(XML.format('<PNR><BookingRefID ID="ABCDEF"/></PNR>' * 20_001)) == "too-many-bookings"

    def test_more_persons_than_a_list_holds_are_refused(self):
        assert refusal_of(LIST + "NAD+FL+++SAMPLE:ANNA'" * 20_001) == "too-many-persons"

    def test_as_many_persons_as_a_list_holds_are_read(self):
        (push,) = read_travel_file((LIST + "NAD+FL+++SAMPLE:ANNA'" * 20_000).encode()).pushes

        assert len(push.travellers) == 20_000

    def test_more_travellers_than_the_bookings_of_a_flight_have_are_refused(self):
        booking = BOOKING + "TIF+SAMPLE+OTTO:A:1'" * 1_999

        assert refusal_of(PUSH + booking * 51) == "too-many-persons"

    def test_bookings_of_nothing_leave_no_record(self):
        (push,) = read_travel_file((PUSH + "SRC'" * 19_000 + BOOKING).encode()).pushes

        assert (len(push.pnrs), push.defects[-1].code) == (1, "more-defects")

    def test_booking_with_nothing_under_it_is_a_defect_at_its_place(self):
        text = f"{PUSH}{BOOKING}SRC'{BOOKING}"

        (push,) = read_travel_file(text.encode()).pushes

        (defect,) = defects_of(push, "empty-booking")
        assert (len(push.pnrs), defect.offset) == (2, text.index("SRC'SRC"))

    def test_booking_of_xml_with_nothing_in_it_is_a_defect(self):
        (push,) = read_travel_file(XML.format('<PNR/><PNR><BookingRefID ID="ABCDEF"/></PNR>').encode()).pushes

        assert (len(push.pnrs), len(defects_of(push, "empty-booking"))) == (1, 1)


class TestBooking:
    """What is too much in one booking is dropped and reported; the others of the flight are read."""

    @pytest.mark.parametrize(
        ("repeated", "kept"),
        [
            ("TIF+SAMPLE+OTTO:A:1'" * 2_500, {"travellers": 2_000, "legs": 0}),
            ("TVL+301201:1000:301201:1200+AMS+BRU+XX+12'" * 600, {"travellers": 1, "legs": 500}),
            ("TIF+SAMPLE+OTTO:A:1'" * 60_000, {"travellers": 2_000, "legs": 0}),
        ],
    )
    def test_rest_is_dropped_and_the_next_booking_read(self, repeated, kept):
        text = f"{PUSH}{BOOKING}{repeated}SRC'RCI+XX:GHIJKL'TIF+OTHER+EVA:A:1'"

        (push,) = read_travel_file(text.encode()).pushes

        first, second = push.pnrs
        assert {name: len(getattr(first, name)) for name in kept} == kept
        assert (second.travellers[0].surname, bool(defects_of(push, "too-many-parts"))) == ("OTHER", True)

    def test_segments_beyond_the_bound_of_a_listed_person_are_dropped(self):
        text = LIST + "NAD+FL+++SAMPLE:ANNA'" + "DOC+P+X1234567'" * 1_500 + "NAD+FL+++OTHER:EVA'"

        (push,) = read_travel_file(text.encode()).pushes

        assert [len(one.documents) for one in push.travellers] == [1_000, 0]
        assert len(defects_of(push, "too-many-parts")) == 1


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("head", "repeated"),
    [(PUSH, "'"), ("", "UNB+"), (PUSH + "SRC'TVL+", "+"), (PUSH + "SRC'TIF+", ":"), (PUSH + "SRC'TIF+", "A"),
     (PUSH, "SRC'")],
    ids=["terminators", "service tags", "elements", "components", "one text", "bookings"],
)  # fmt: skip
def test_memory_of_the_longest_file_stays_within_a_factor(head, repeated):
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, head, repeated], capture_output=True, text=True, check=True, timeout=110
    )

    assert int(done.stdout.split()[-1]) < MEMORY_FACTOR
