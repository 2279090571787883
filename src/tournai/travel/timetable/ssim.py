"""The schedule data set of SSIM chapter 7, read and written: records of 200 bytes.

Source: IATA SSIM, March 2011, chapter 7 (record types 1 header, 2 carrier, 3 flight leg, 4 segment data, 5 trailer);
byte places checked against the sample file and the reader of anilkulkarnistk/ssim. Recalled, not read again: the
letters of a date variation (``A`` is the day before).
"""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from tournai.errors import Malformed
from tournai.travel.timetable.changes import (
    Action,
    Change,
    Designator,
    Remark,
    TimedLeg,
    Timetable,
    read_clock,
    read_designator,
)
from tournai.travel.timetable.periods import Period, read_date, read_days, write_date, write_days
from tournai.values.wordings import say

RECORD = 200
MAXIMUM_BYTES = 64 * 1024 * 1024
MAXIMUM_REMARKS = 500
MAXIMUM_RECORDS = 1_000_000
"""Records of a data set, padding left out: three times what fits into the most bytes at 200 bytes a record."""
SHORTEST_LEG = 75
"""Up to the aircraft type: what a flight leg needs."""
TITLE = "AIRLINE STANDARD SCHEDULE DATA SET"
PADDING = 4
"""Lines of zeros after records 1, 2 and before 5, from the days of tapes: blocks of five records."""
ANY_STATION = "QQQ"
"""Stands for every board point of a flight in record type 4."""

# Field -> first and last byte, counted from 1 as the standard does.
CARRIER_RECORD = {"time mode": (2, 2), "carrier": (3, 5), "first": (15, 21), "last": (22, 28), "serial": (195, 200)}
LEG_RECORD = {
    "suffix": (2, 2), "carrier": (3, 5), "number": (6, 9), "variation": (10, 11), "leg": (12, 13), "service": (14, 14),
    "first": (15, 21), "last": (22, 28), "days": (29, 35), "frequency": (36, 36),
    "from": (37, 39), "departure": (40, 43), "aircraft departure": (44, 47), "departure variation": (48, 52),
    "to": (55, 57), "aircraft arrival": (58, 61), "arrival": (62, 65), "arrival variation": (66, 70),
    "aircraft": (73, 75), "variation overflow": (128, 128), "departure day": (193, 193), "arrival day": (194, 194),
}  # fmt: skip
SEGMENT_RECORD = {
    "suffix": (2, 2), "carrier": (3, 5), "number": (6, 9), "variation": (10, 11), "variation overflow": (28, 28),
    "dei": (31, 33), "from": (34, 36), "to": (37, 39), "data": (40, 194),
}  # fmt: skip

_Key = tuple[Designator, str]


class _Leg(msgspec.Struct, frozen=True):
    key: _Key
    period: Period
    leg: TimedLeg
    line: int


class _Reading(msgspec.Struct):
    """What was read so far."""

    changes: list[Change]
    remarks: list[Remark]
    legs: list[_Leg]
    places: dict[_Key, list[int]]
    """Where in `legs` the legs of a flight's itinerary variation stand."""
    carrier: str = ""
    is_utc: bool = False
    has_header: bool = False
    has_trailer: bool = False
    serial: int = 0


def read_ssim(data: bytes) -> Timetable:
    """Return the timetable of a data set: for each carrier, the withdrawal of what it had, then its flight legs.

    A line that cannot be read is reported and the others are kept.

    Raises:
        Malformed: It is too large, does not begin with record type 1, or no flight leg in it can be read.
    """
    if len(data) > MAXIMUM_BYTES:
        raise Malformed(
            say("a data set of at most {most} bytes was expected", most=MAXIMUM_BYTES),
            code="too-large",
        )
    reading = _Reading([], [], [], {})
    count = 0
    for count, (offset, line) in enumerate(_lines(data), 1):
        if count > MAXIMUM_RECORDS:
            raise Malformed(
                say("a data set of at most {most} records was expected", most=MAXIMUM_RECORDS),
                code="too-large",
            )
        if not reading.has_header and not line.startswith("1"):
            raise Malformed("record type 1 was expected first: this is no SSIM data set", code="no-header", offset=0)
        try:
            _read_record(reading, count, offset, line)
        except Malformed as error:
            _remark(reading, Remark(count, offset, error.code, error.reason))
    _finish_carrier(reading)
    if not any(change.action is Action.ADD for change in reading.changes):
        first = reading.remarks[0].message if reading.remarks else say("there is no record type 3")
        raise Malformed(say("no flight leg can be read: {first}", first=first), code="no-legs", offset=0)
    if not reading.has_trailer:
        text = "record type 5 was expected last: the data set may be cut off"
        _remark(reading, Remark(count, len(data), "no-trailer", text, is_lost=False))
    return Timetable("SSIM", tuple(reading.changes), tuple(reading.remarks), count)


def write_ssim(changes: Sequence[Change], created_on: date) -> bytes:
    """Return one carrier's data set: its withdrawal first, then its flight legs, as `read_ssim` gives them.

    Raises:
        Malformed: The first change is no withdrawal of all flights of a carrier.
    """
    start = changes[0] if changes else None
    if start is None or start.action is not Action.SKD or start.flight.number:
        raise Malformed("a data set begins with the withdrawal of a carrier's flights", code="no-carrier")
    records = [f"1{TITLE}     1", *_padding(), _carrier_record(start, created_on), *_padding()]
    for number, change in enumerate(changes[1:]):
        records += _leg_records(change, f"{number % 99 + 1:02}", "" if number < 99 else chr(64 + number // 99 % 27))
    records += [f"5 {start.flight.carrier:3}{write_date(created_on)}", *_padding()]
    return "".join(f"{line}\r\n" for line in _numbered(records)).encode("ascii")


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield the byte offset and text of the lines that are not blank nor padding."""
    offset = 0
    for line in data.split(b"\n"):
        text = line.rstrip(b"\r\x1a").decode("latin-1")
        if text.strip(" 0"):
            yield offset, text
        offset += len(line) + 1


def _read_record(reading: _Reading, number: int, offset: int, line: str) -> None:
    kind = line[0]
    if kind not in "12345":
        raise Malformed("a record type 1 to 5 was expected", code="record-type")
    if len(line) != RECORD:
        text = say("a record of {record} bytes was expected, here are {count}", record=RECORD, count=len(line))
        _remark(reading, Remark(number, offset, "record-length", text, is_lost=False))
    _check_serial(reading, number, offset, line)
    if kind == "1":
        reading.has_header = True
    elif kind == "2":
        _read_carrier(reading, number, line)
    elif kind == "3":
        _read_leg(reading, number, line)
    elif kind == "4":
        _read_segment(reading, line)
    else:
        reading.has_trailer = True


def _check_serial(reading: _Reading, number: int, offset: int, line: str) -> None:
    text = line[194:200]
    if not (text.isascii() and text.isdigit()):
        return
    serial = int(text)
    # It goes from 999999 to 000002 (the header alone is 000001).
    expected = reading.serial + 1 if reading.serial < 999_999 else 2
    if line[0] != "5" and reading.serial and serial != expected:
        text = say(
            "record serial number {expected:06} was expected, here is {serial:06}: a record may be missing",
            expected=expected,
            serial=serial,
        )
        _remark(reading, Remark(number, offset, "serial", text, is_lost=False))
    reading.serial = serial


def _read_carrier(reading: _Reading, number: int, line: str) -> None:
    _finish_carrier(reading)
    field = _fields(line, CARRIER_RECORD)
    if field["time mode"] not in ("L", "U"):
        raise Malformed("the time mode must be L or U in byte 2 of record type 2", code="time-mode")
    reading.carrier, reading.is_utc = field["carrier"], field["time mode"] == "U"
    period = Period(read_date(field["first"]), read_date(field["last"]))
    read_designator(f"{reading.carrier}1")
    reading.changes.append(
        Change(Action.SKD, Designator(reading.carrier, ""), period, is_utc=reading.is_utc, line=number)
    )


def _read_leg(reading: _Reading, number: int, line: str) -> None:
    if not reading.carrier:
        raise Malformed("record type 2 was expected before record type 3", code="no-carrier")
    if len(line) < SHORTEST_LEG:
        raise Malformed("the record ends before the flight leg is told", code="record-length")
    field = _fields(line, LEG_RECORD)
    flight = _flight(reading, field)
    period = Period(
        read_date(field["first"]), read_date(field["last"]), read_days(field["days"]), _weeks(field["frequency"])
    )
    if period.first > period.last:
        raise Malformed("the period ends before it begins", code="period")
    leg = TimedLeg(
        departure_airport=_station(field["from"]),
        arrival_airport=_station(field["to"]),
        departure=read_clock(field["departure"]),
        arrival=read_clock(field["arrival"]),
        departure_day=_days_after(field["departure day"]),
        arrival_day=_days_after(field["arrival day"]),
        departure_variation=_utc_variation(field["departure variation"]),
        arrival_variation=_utc_variation(field["arrival variation"]),
        service_type=field["service"],
        aircraft=field["aircraft"],
    )
    key = (flight, field["variation"] + field["variation overflow"])
    reading.places.setdefault(key, []).append(len(reading.legs))
    reading.legs.append(_Leg(key, period, leg, number))


def _flight(reading: _Reading, field: dict[str, str]) -> Designator:
    if field["carrier"] != reading.carrier:
        raise Malformed("the carrier of record type 2 was expected", code="carrier")
    return read_designator(f"{field['carrier']}{field['number']}{field['suffix']}")


def _read_segment(reading: _Reading, line: str) -> None:
    """Note who operates a leg (DEI 50, DEI 2), and under which flights others sell it (DEI 10)."""
    field = _fields(line, SEGMENT_RECORD)
    if field["dei"].lstrip("0") not in ("2", "10", "50"):
        return
    key = (_flight(reading, field), field["variation"] + field["variation overflow"])
    named = tuple("".join(part.split()) for part in field["data"].split("/") if part.strip())
    for place in reading.places.get(key, ()):
        held = reading.legs[place]
        if field["from"] in ("", ANY_STATION, held.leg.departure_airport):
            reading.legs[place] = msgspec.structs.replace(held, leg=_shared(held.leg, field["dei"].lstrip("0"), named))


def _shared(leg: TimedLeg, dei: str, named: tuple[str, ...]) -> TimedLeg:
    if dei == "10":
        return msgspec.structs.replace(leg, duplicates=(*leg.duplicates, *map(_plain, named)))
    operating = named[0][:8] if named and named[0] != "X" else ""
    return msgspec.structs.replace(leg, operating=_plain(operating) if dei == "50" else operating)


def _plain(text: str) -> str:
    """Return a flight designator without the zeros that fill it."""
    return str(read_designator(text)) if text else ""


def _finish_carrier(reading: _Reading) -> None:
    for held in reading.legs:
        flight, _ = held.key
        reading.changes.append(
            Change(Action.ADD, flight, held.period, is_utc=reading.is_utc, legs=(held.leg,), line=held.line)
        )
    reading.legs.clear()
    reading.places.clear()
    reading.carrier = ""


def _fields(line: str, record: dict[str, tuple[int, int]]) -> dict[str, str]:
    return {name: line[first - 1 : last].strip() for name, (first, last) in record.items()} | {
        name: line[first - 1 : last] for name, (first, last) in record.items() if name == "days"
    }


def _station(text: str) -> str:
    if len(text) != 3 or not (text.isascii() and text.isalpha() and text.isupper()):
        raise Malformed("a station of three letters was expected", code="station")
    return text


def _weeks(text: str) -> int:
    if text not in ("", "0", "1", "2"):
        raise Malformed("the frequency rate must be blank or 2", code="frequency")
    return 2 if text == "2" else 1


def _days_after(text: str) -> int:
    if text in ("A", "J"):
        return -1
    if text and text not in "01234567":
        raise Malformed("a date variation must be blank, A, or 0 to 7", code="date-variation")
    return int(text or "0")


def _utc_variation(text: str) -> int | None:
    if not text:
        return None
    if text[0] not in "+-" or len(text) != 5:
        raise Malformed("a UTC variation was expected, such as +0100", code="utc-variation")
    minutes = read_clock(text[1:])
    return minutes if text[0] == "+" else -minutes


def _remark(reading: _Reading, remark: Remark) -> None:
    if len(reading.remarks) < MAXIMUM_REMARKS:
        reading.remarks.append(remark)


def _padding() -> list[str]:
    return ["0" * RECORD] * PADDING


def _carrier_record(start: Change, created_on: date) -> str:
    mode = "U" if start.is_utc else "L"
    dates = write_date(start.period.first) + write_date(start.period.last) + write_date(created_on)
    return f"2{mode}{start.flight.carrier:3}         {dates}{'':36}P"


def _leg_records(change: Change, variation: str, overflow: str) -> list[str]:
    [leg] = change.legs
    flight = change.flight
    number = f"{flight.suffix:1}{flight.carrier:3}{flight.number:>4}{variation}01{leg.service_type:1}"
    period = write_date(change.period.first) + write_date(change.period.last) + write_days(change.period.days)
    departure = f"{_clock(leg.departure) * 2}{_signed(leg.departure_variation)}"
    arrival = f"{_clock(leg.arrival) * 2}{_signed(leg.arrival_variation)}"
    record = (
        f"3{number}{period}{'2' if change.period.every_weeks == 2 else ' '}"
        f"{leg.departure_airport}{departure}  {leg.arrival_airport}{arrival}  {leg.aircraft:3}"
    )
    record = f"{record:127}{overflow:1}{'':64}{_day(leg.departure_day)}{_day(leg.arrival_day)}"
    segments = [f"010{leg.departure_airport}{leg.arrival_airport}{'/'.join(leg.duplicates)}"] if leg.duplicates else []
    if leg.operating:
        dei = "050" if any(char.isdigit() for char in leg.operating[2:]) else "002"
        segments.append(f"{dei}{leg.departure_airport}{leg.arrival_airport}{leg.operating}")
    return [record, *(f"4{number}{'':13}{overflow:1}AB{segment}" for segment in segments)]


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}{minutes % 60:02}"


def _signed(variation: int | None) -> str:
    if variation is None:
        return " " * 5
    return ("-" if variation < 0 else "+") + _clock(abs(variation))


def _day(days: int) -> str:
    return "A" if days == -1 else str(days) if days else " "


def _numbered(records: Sequence[str]) -> Iterator[str]:
    serial = 0
    for record in records:
        if record[0] == "0":
            yield record
            continue
        if record[0] == "5":
            yield f"{record:187}{serial:06}E{serial + 1:06}"
            continue
        serial = serial + 1 if serial < 999_999 else 2
        yield f"{record:194}{serial:06}"
