"""Public samples moved to another day: dates in place, everything else as published."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from tournai.simulate import DeliveryKind, move_dates, sample_deliveries
from tournai.simulate.redate import NoDeparture, first_departure
from tournai.travel import Summary, read_travel_file, summarise

NOW = datetime(2031, 5, 14, 16, 20, tzinfo=UTC)
TARGET = datetime(2031, 12, 24, 20, 0)
SAMPLES = sorted(
    f"{folder}/{entry.name}"
    for folder in ("gtas", "ediclean")
    for entry in files("tournai.simulate").joinpath("samples", folder).iterdir()
    if entry.name != "LICENSE.txt"
)


def read_sample(name: str) -> bytes:
    return files("tournai.simulate").joinpath("samples", name).read_bytes()


def counts(body: bytes) -> Summary:
    return summarise(read_travel_file(body))


@pytest.mark.parametrize("name", SAMPLES)
class TestMoveDates:
    def test_first_flight_departs_on_the_target_day(self, name: str) -> None:
        assert TARGET.date() == first_departure(move_dates(read_sample(name), TARGET)).date()

    def test_counts_and_defects_stay(self, name: str) -> None:
        body = read_sample(name)

        assert counts(body) == counts(move_dates(body, TARGET))

    def test_only_digits_change_and_none_is_added(self, name: str) -> None:
        body = read_sample(name)

        moved = move_dates(body, TARGET)

        changed = [(old, new) for old, new in zip(body, moved, strict=True) if old != new]
        assert changed
        assert all(chr(old).isdigit() and chr(new).isdigit() for old, new in changed)

    def test_moving_back_gives_the_published_bytes(self, name: str) -> None:
        body = read_sample(name)

        assert body == move_dates(move_dates(body, TARGET), first_departure(body))

    def test_documents_and_tickets_stay(self, name: str) -> None:
        body = read_sample(name)

        assert numbers(body) == numbers(move_dates(body, TARGET))


def numbers(body: bytes) -> list[tuple[str, ...]]:
    pushes = read_travel_file(body).pushes
    people = [one for push in pushes for group in (push, *push.pnrs) for one in group.travellers]
    return [(*(one.number for one in who.documents), *(one.number for one in who.tickets)) for who in people]


class TestPlaces:
    def test_date_broken_by_a_line_end_is_moved(self) -> None:
        body = b"UNB+IATA:1+XT++311201:0900+1'UNH+1+PNRGOV:13:1:IA'TVL+01\r\n1231:0900+BRU+IST+XT+1'UNT+3+1'UNZ+1+1'"

        moved = move_dates(body, datetime(2031, 12, 3))

        assert b"311203:0900" in moved
        assert b"TVL+03\r\n1231:0900" in moved

    def test_other_separators_are_followed(self) -> None:
        body = b"UNA-*.? #UNB*IATA-1*XT**311201-0900*1#UNH*1*PNRGOV-13-1-IA#TVL*011231-0900-021231-0100*BRU*IST*XT*1#"

        assert b"TVL*311231-0900-010132-0100*" in move_dates(body, datetime(2031, 12, 31))

    def test_times_of_a_list_are_moved_and_births_are_not(self) -> None:
        body = (
            b"UNB+UNOA:4+XT+ZZ+311201:0900+1'UNH+1+PAXLST:D:05B:UN:IATA'TDT+20+XT1'LOC+125+BRU'DTM+189:3112010900:201'"
            b"LOC+87+IST'DTM+232:203112020100:203'NAD+FL+++TESTIN:ORVAL'DTM+329:311201'"
        )

        moved = move_dates(body, datetime(2032, 1, 1))

        assert b"DTM+189:3201010900:201'" in moved
        assert b"DTM+232:203201020100:203'" in moved
        assert b"DTM+329:311201'" in moved

    @pytest.mark.parametrize(
        ("written", "moved"),
        [
            ("311201", "320101"),
            ("20311201", "20320101"),
            ("3112010900", "3201010900"),
            ("203112010900", "203201010900"),
        ],
    )
    def test_every_length_of_a_time_is_moved(self, written: str, moved: str) -> None:
        text = (
            "UNB+UNOA:4+XT+ZZ+311201:0900+1'UNH+1+PAXLST:D:05B:UN:IATA'TDT+20+XT1'LOC+125+BRU'"
            f"DTM+189:{written}'LOC+87+IST'"
        )

        assert f"DTM+189:{moved}'".encode() in move_dates(text.encode(), datetime(2032, 1, 1))

    def test_message_without_a_flight_is_refused(self) -> None:
        with pytest.raises(NoDeparture):
            move_dates(b"UNB+IATA:1+XT++311201:0900+1'UNH+1+PNRGOV:13:1:IA'UNT+2+1'UNZ+1+1'", TARGET)


class TestSampleDeliveries:
    def test_all_messages_are_there_and_labelled(self) -> None:
        found = sample_deliveries(NOW)

        assert len(found) == 15
        assert {DeliveryKind.PUBLIC_SAMPLE} == {delivery.kind for delivery in found}
        assert {"US-CBP/GTAS", "janotaz/ediclean"} == {delivery.name.rpartition("/")[0] for delivery in found}

    def test_flights_depart_within_a_week_and_never_in_the_past(self) -> None:
        departures = [first_departure(delivery.body) for delivery in sample_deliveries(NOW)]

        start = NOW.replace(tzinfo=None)
        # Airports lie up to half a day from UTC.
        assert start - timedelta(hours=12) < min(departures)
        assert max(departures) < start + timedelta(days=7)

    def test_no_two_push_the_same_flight_on_the_same_day(self) -> None:
        legs = [read_travel_file(delivery.body).pushes[0].legs[0] for delivery in sample_deliveries(NOW)]
        flights = [(leg.carrier, leg.number, leg.departure_date) for leg in legs]

        assert len(flights) == len(set(flights))
