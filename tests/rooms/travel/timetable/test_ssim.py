"""The schedule data set: SSIM, chapter 7. The legs of XX are lines of the public sample of Avionworx/Gna.Iata."""

from datetime import date

import pytest

from tournai.errors import Malformed
from tournai.travel.timetable.changes import Action, Change, Designator
from tournai.travel.timetable.periods import Period
from tournai.travel.timetable.ssim import read_ssim, write_ssim

HEADER = f"{'1AIRLINE STANDARD SCHEDULE DATA SET':194}000001"
CARRIER = f"{'2LXX          09JUN0529OCT0511JAN24':188}0914  000002"[:194] + "000002"
TO_MAURITIUS = (
    "3 XX  1020101J23MAY0513JUN051 3 56  RUN08000800+0400  MRU08400840+0400  735Y"
    f"{'':61}XX  103{'':28}Y118VV118             000003"
)
TO_MAYOTTE = (
    "3 XX   410101F09JUN0509JUN05   4    RUN21302130+0400  DZA22402240+0300  733"
    f"{'':62}XX   42{'':28}W18Y112VVCGO          000004"
)
TRAILER = f"{'5 XX 11JAN24':187}000004E000005"


def data_set(*records: str) -> bytes:
    return "".join(f"{record}\r\n" for record in records).encode()


def legs(read) -> list[Change]:
    return [change for change in read.changes if change.action is Action.ADD]


@pytest.fixture
def sample():
    return read_ssim(data_set(HEADER, "0" * 200, CARRIER, "0" * 200, TO_MAURITIUS, TO_MAYOTTE, "0" * 200, TRAILER))


class TestFlightLegRecord:
    """Record type 3."""

    def test_a_sample_holds_no_surprise(self, sample):
        assert sample.remarks == ()

    def test_a_leg_has_its_flight_and_period(self, sample):
        first = legs(sample)[0]

        assert (first.flight, first.period) == (
            Designator("XX", "102"),
            Period(date(2005, 5, 23), date(2005, 6, 13), (1, 3, 5, 6)),
        )

    def test_a_leg_has_its_airports_and_minutes_of_the_day(self, sample):
        [leg] = legs(sample)[0].legs

        assert (*leg.ends, leg.departure, leg.arrival) == ("RUN", "MRU", 480, 520)

    def test_a_leg_has_its_service_and_aircraft(self, sample):
        [leg] = legs(sample)[1].legs

        assert (leg.service_type, leg.aircraft) == ("F", "733")

    def test_a_leg_has_what_it_says_of_utc(self, sample):
        [leg] = legs(sample)[1].legs

        assert (leg.departure_variation, leg.arrival_variation) == (240, 180)

    def test_a_fortnight_is_read_from_byte_36(self):
        record = TO_MAURITIUS[:35] + "2" + TO_MAURITIUS[36:]

        [leg] = legs(read_ssim(data_set(HEADER, CARRIER, record, TRAILER)))

        assert leg.period.every_weeks == 2

    def test_the_next_day_of_an_arrival_is_read_from_byte_194(self):
        record = TO_MAURITIUS[:193] + "1" + TO_MAURITIUS[194:]

        [change] = legs(read_ssim(data_set(HEADER, CARRIER, record, TRAILER)))

        assert (change.legs[0].departure_day, change.legs[0].arrival_day) == (0, 1)

    @pytest.mark.parametrize(
        ("first", "text", "code"),
        [
            (15, "31FEB05", "date"),
            (29, "       ", "days"),
            (36, "7", "frequency"),
            (37, "R1N", "station"),
            (40, "0861", "time"),
        ],
    )
    def test_a_bad_field_costs_its_line_and_no_other(self, first, text, code):
        bad = TO_MAURITIUS[: first - 1] + text + TO_MAURITIUS[first - 1 + len(text) :]

        read = read_ssim(data_set(HEADER, CARRIER, bad, TO_MAYOTTE, TRAILER))

        assert [(remark.line, remark.offset, remark.code) for remark in read.remarks] == [(3, 404, code)]
        assert [change.flight.number for change in legs(read)] == ["41"]


class TestCarrierRecord:
    """Record type 2."""

    def test_a_data_set_withdraws_what_the_carrier_had_in_its_period(self, sample):
        first = sample.changes[0]

        assert (first.action, first.flight, first.period.first, first.period.last) == (
            Action.SKD,
            Designator("XX", ""),
            date(2005, 6, 9),
            date(2005, 10, 29),
        )

    @pytest.mark.parametrize(("mode", "is_utc"), [("L", False), ("U", True)])
    def test_the_time_mode_is_that_of_every_leg(self, mode, is_utc):
        carrier = f"2{mode}{CARRIER[2:]}"

        read = read_ssim(data_set(HEADER, carrier, TO_MAURITIUS, TRAILER))

        assert [change.is_utc for change in read.changes] == [is_utc, is_utc]

    def test_a_leg_of_another_carrier_is_reported(self):
        other = TO_MAYOTTE.replace("3 XX", "3 YY", 1)

        read = read_ssim(data_set(HEADER, CARRIER, TO_MAURITIUS, other, TRAILER))

        assert [remark.code for remark in read.remarks] == ["carrier"]


class TestSegmentRecord:
    """Record type 4: data element identifiers 2, 10 and 50 of section 2.6."""

    def segment(self, dei: str, data: str) -> str:
        return f"{'4 XX  1020101J':28}AB{dei}RUNMRU{data:155}000004"

    @pytest.mark.parametrize(("dei", "data", "operating"), [("050", "YY  345", "YY345"), ("002", "YY", "YY")])
    def test_a_leg_that_another_carrier_operates_says_so(self, dei, data, operating):
        read = read_ssim(data_set(HEADER, CARRIER, TO_MAURITIUS, self.segment(dei, data), TRAILER))

        assert legs(read)[0].legs[0].operating == operating

    def test_a_leg_names_the_flights_under_which_others_sell_it(self):
        segment = self.segment("010", "YY 132 /ZZ4621")

        read = read_ssim(data_set(HEADER, CARRIER, TO_MAURITIUS, segment, TRAILER))

        assert legs(read)[0].legs[0].duplicates == ("YY132", "ZZ4621")


class TestSequence:
    """Serial numbers, header and trailer."""

    def test_a_missing_record_is_noticed_and_costs_nothing(self):
        read = read_ssim(data_set(HEADER, CARRIER, TO_MAYOTTE, TRAILER))

        assert [(remark.code, remark.is_lost) for remark in read.remarks] == [("serial", False)]

    def test_a_data_set_without_its_trailer_may_be_cut_off(self):
        read = read_ssim(data_set(HEADER, CARRIER, TO_MAURITIUS))

        assert [remark.code for remark in read.remarks] == ["no-trailer"]

    def test_what_does_not_begin_with_a_header_is_no_data_set(self):
        with pytest.raises(Malformed) as refused:
            read_ssim(data_set(CARRIER, TO_MAURITIUS))

        assert refused.value.code == "no-header"

    def test_a_data_set_without_a_leg_is_refused(self):
        with pytest.raises(Malformed) as refused:
            read_ssim(data_set(HEADER, CARRIER, TRAILER))

        assert refused.value.code == "no-legs"


def test_every_written_record_has_200_bytes(sample):
    written = write_ssim(sample.changes, date(2024, 1, 11))

    assert {len(line) for line in written.split(b"\r\n")[:-1]} == {200}


def test_data_set_of_more_records_than_fit_into_it_is_refused():
    with pytest.raises(Malformed) as refusal:
        read_ssim(b"1AIRLINE STANDARD SCHEDULE DATA SET\n" + b"3\n" * 1_000_001)

    assert refusal.value.code == "too-large"
