"""Interchanges are cut into segments whatever a carrier's systems did to their bytes."""

import time

import pytest

from tournai.errors import Malformed
from tournai.travel import Interchange, read_interchanges, read_travel_file, write_segments

BODY = "UNB+IATA:1+XX+GOV+301201:0900+1'UNH+1+PNRGOV:13:1:IA'{}UNT+3+1'UNZ+1+1'"


def only(data: str | bytes) -> Interchange:
    (found,) = read_interchanges(data.encode() if isinstance(data, str) else data)
    return found


def tags(interchange: Interchange) -> list[str]:
    return [segment.tag for segment in interchange.segments]


def codes(interchange: Interchange) -> list[str]:
    return [defect.code for defect in interchange.defects]


class TestServiceString:
    """ISO 9735-1, section 9.1: UNA and six characters; without it, the syntax's defaults."""

    @pytest.mark.parametrize(
        ("advice", "body"),
        [
            (":+.? '", "UNB+IATA:1+XX'UNH+1+PNRGOV:13:1'"),
            (":+.?*'", "UNB+IATA:1+XX'UNH+1+PNRGOV:13:1'"),
            (":*.? #", "UNB*IATA:1*XX#UNH*1*PNRGOV:13:1#"),
            (":-.? $", "UNB-IATA:1-XX$UNH-1-PNRGOV:13:1$"),
            (":(.) -", "UNB(IATA:1(XX-UNH(1(PNRGOV:13:1-"),
        ],
    )
    def test_advised_separators_are_used(self, advice, body):
        found = only(f"UNA{advice}{body}")

        assert tags(found) == ["UNB", "UNH"]
        assert found.segments[1].elements[1] == (("PNRGOV", "13", "1"),)

    def test_defaults_hold_without_advice(self):
        assert tags(only(BODY.format(""))) == ["UNB", "UNH", "UNT", "UNZ"]

    def test_double_quote_ends_segments_where_nothing_advises(self):
        assert tags(only(BODY.format("").replace("'", '"'))) == ["UNB", "UNH", "UNT", "UNZ"]

    @pytest.mark.parametrize("advice", [":+.?'", ":+.? \u2019"])
    def test_damaged_advice_is_mended_and_reported(self, advice):
        found = only(f"UNA{advice}{BODY.format('')}")

        assert tags(found) == ["UNB", "UNH", "UNT", "UNZ"]
        assert codes(found)[:1] == ["una-damaged"] or "\u2019" in advice

    def test_typographic_quotes_end_segments(self):
        found = only(("UNA:+.? '" + BODY.format("SRC'")).replace("'", "\u2019"))

        assert tags(found) == ["UNB", "UNH", "SRC", "UNT", "UNZ"]
        assert codes(found) == ["una-damaged"]

    def test_repetitions_are_told_from_components(self):
        segment = only("UNA:+.?*'" + BODY.format("SSR+SEAT+15A::1*15B::2'")).segments[2]

        assert segment.elements == ((("SEAT",),), (("15A", "", "1"), ("15B", "", "2")))


class TestRelease:
    """ISO 9735-1, section 9.2: the release character makes the next one plain, itself included."""

    @pytest.mark.parametrize(
        ("written", "meant"),
        [("A?+B", "A+B"), ("A?'B", "A'B"), ("A??", "A?"), ("A???'B", "A?'B"), ("A?:B", "A:B"), ("A?B", "AB")],
    )
    def test_released_character_is_plain(self, written, meant):
        segment = only(BODY.format(f"FTX+{written}'")).segments[2]

        assert (((meant,),),) == segment.elements

    def test_released_release_does_not_release_the_terminator(self):
        assert tags(only(BODY.format("FTX+A??'SRC'"))) == ["UNB", "UNH", "FTX", "SRC", "UNT", "UNZ"]

    def test_backslash_can_be_the_release_character(self):
        segment = only("UNA:+.\\*'" + BODY.format("FTX+A\\+B'")).segments[2]

        assert segment.elements == ((("A+B",),),)

    def test_line_end_between_release_and_terminator_changes_nothing(self):
        segment = only(BODY.format("FTX+A?\r\n'B'")).segments[2]

        assert segment.elements == ((("A'B",),),)


class TestDamage:
    """Carriers' files: lines broken anywhere, terminators missing, text around the interchange."""

    @pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
    def test_line_ends_within_a_segment_are_removed(self, line_end):
        segment = only(BODY.format(f"TIF+SMI{line_end}TH'")).segments[2]

        assert segment.elements == ((("SMITH",),),)

    def test_line_end_within_a_tag_is_removed(self):
        assert "RCI" in tags(only(BODY.format("R\r\nCI+1A:ABCDEF'")))

    def test_blanks_before_segments_are_removed(self):
        assert tags(only(BODY.format("  SRC'").replace("'", "' \r\n "))) == ["UNB", "UNH", "SRC", "UNT", "UNZ"]

    def test_segment_after_a_missing_terminator_is_recovered(self):
        data = BODY.format("SRC'RPI+1+HKIFT+4:19+TEXT'")

        found = only(data)

        assert tags(found) == ["UNB", "UNH", "SRC", "RPI", "IFT", "UNT", "UNZ"]
        assert [("missing-terminator", data.index("IFT+"))] == [(d.code, d.offset) for d in found.defects]

    def test_booking_trigger_after_a_missing_terminator_is_recovered(self):
        assert tags(only(BODY.format("SRC'RCI+1A:ABCDEF'APD+737SRC'RCI+1A:GHIJKL'"))).count("SRC") == 2

    @pytest.mark.parametrize("segment", ["TIF+DUSSAC+ADAM", "TVL+301202:0900+WDH+ADD+ET+1", "TIF+CONDAT+ANNE"])
    def test_names_and_airports_that_end_like_tags_are_not_parted(self, segment):
        assert ["UNB", "UNH", segment[:3], "UNT", "UNZ"] == tags(only(BODY.format(f"{segment}'")))

    def test_last_segment_without_terminator_is_read_and_reported(self):
        found = only(BODY.format("")[:-1])

        assert tags(found)[-1] == "UNZ"
        assert codes(found) == ["unterminated"]

    def test_text_after_the_interchange_is_skipped_and_located(self):
        data = "QK BRUPIXX\r\n.NCEXXXX 011200\r\n" + BODY.format("") + "\r\nThis mail is confidential"

        found = only(data)

        assert [("text-outside", data.index("This"))] == [(d.code, d.offset) for d in found.defects]

    def test_offsets_count_bytes_of_the_file_as_it_came(self):
        data = ("mail \xe9\r\n" + BODY.format("TIF+M\xfcLLER'\r\nSRC'")).encode()

        segments = {segment.tag: segment for segment in only(data).segments}

        assert data.index(b"SRC'") == segments["SRC"].offset
        assert segments["TIF"].text == "TIF+M\xfcLLER"

    def test_bytes_that_are_no_utf_8_are_read_as_latin_1(self):
        segment = only(BODY.format("TIF+M{}LLER'").encode("latin-1").replace(b"{}", b"\xdc")).segments[2]

        assert segment.text == "TIF+M\xdcLLER"

    def test_two_interchanges_of_different_separators_are_both_read(self):
        first = "UNA:+.? '" + BODY.format("")
        second = "UNA:*.? #" + BODY.format("").replace("+", "*").replace("'", "#")

        found = read_interchanges(f"{first}\r\n{second}".encode())

        assert [tags(interchange) for interchange in found] == [["UNB", "UNH", "UNT", "UNZ"]] * 2
        assert [segment.ordinal for each in found for segment in each.segments] == [1, 2, 3, 4, 5, 6, 7, 8]


class TestNothingToRead:
    """A file is refused only when nothing in it can be read."""

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "empty"),
            (b" \r\n", "empty"),
            (b"Dear colleague, the list follows.", "no-interchange"),
            (b"UNB+IATA:1+XX+GOV+301201:0900+1'UNZ+0+1'", "no-message"),
            (b"UNB+IATA:1+XX+GOV+301201:0900+1'UNH+1+CUSRES:D:05B:UN'UNT+2+1'UNZ+1+1'", "unknown-message"),
            (b"UNB+IATA:1+" + b"X" * (64 * 1024 * 1024), "too-large"),
        ],
        ids=["empty", "blank", "prose", "no message", "other message", "too large"],
    )
    def test_file_without_a_readable_message_is_malformed(self, data, code):
        with pytest.raises(Malformed) as raised:
            read_travel_file(data)

        assert code == raised.value.code

    def test_message_of_another_type_beside_a_readable_one_is_a_defect(self):
        message = "UNH+1+CUSRES:D:05B:UN'UNT+2+1'UNH+2+PNRGOV:13:1:IA'UNT+2+2'"
        data = f"UNB+IATA:1+XX+GOV+301201:0900+1'{message}UNZ+2+1'"

        file = read_travel_file(data.encode())

        assert [("unknown-message", data.index("UNH"))] == [(d.code, d.offset) for d in file.defects]


@pytest.mark.parametrize(
    "unit",
    ["SRC'RCI+1A:ABCDEF'TIF+SMITH+JOHN:A:1'", "RPI+1+HKIFT+4:19+X'", "FTX+A?'", "+", "UNA:+.? 'UNH"],
    ids=["bookings", "missing terminators", "releases", "separators", "service strings"],
)
def test_time_grows_no_faster_than_the_file(unit):
    small, large = (BODY.format(unit * times).encode() for times in (2_000, 16_000))

    def seconds(data: bytes) -> float:
        start = time.process_time()
        read_travel_file(data)
        return time.process_time() - start

    assert min(seconds(large) for _ in range(2)) < 40 * min(seconds(small) for _ in range(3)) + 0.2


class TestWriting:
    """Segments are written so that they can be read again."""

    def test_service_characters_in_values_are_released(self):
        assert write_segments([("IFT", ("4", "28"), "A+B'C?")]) == b"IFT+4:28+A?+B?'C??'"

    def test_repetition_without_a_separator_for_it_is_refused(self):
        with pytest.raises(ValueError, match="repetitions"):
            write_segments([("SSR", (("A", "1"), ("B", "2")))])


@pytest.mark.parametrize("run", ["?\r\n??'", "??\r\n?'", "?\n?\r?'", "?\r\n'", "???'"])
def test_line_end_within_a_run_of_releases_releases_nothing_else(run):
    segments = only(BODY.format(f"TIF+EXAMPLE{run}S+ANNA'")).segments

    assert [segment.tag for segment in segments][2:4] == ["TIF", "UNT"]
    assert segments[2].values()[1][0].endswith("'S")
    assert segments[2].values()[2] == ["ANNA"]


@pytest.mark.parametrize("run", ["?\r\n?'", "??\r\n??'", "????'"])
def test_terminator_after_an_even_run_of_releases_ends_its_segment(run):
    segments = only(BODY.format(f"TIF+EXAMPLE+ANNA{run}RCI+1A:ABCDEF'")).segments

    assert [segment.tag for segment in segments][2:5] == ["TIF", "RCI", "UNT"]
