"""Flights and periods as people write them: a table with a header, or the fields of a form.

No standard: the columns are Tournai's own. A row with one date is a single flight and stands above the basic schedule;
a row with a period belongs to it.
"""

import csv
from datetime import date, timedelta

from tournai.errors import Malformed
from tournai.travel.timetable.changes import Action, Change, Remark, TimedLeg, Timetable, read_clock, read_designator
from tournai.travel.timetable.periods import Period, on_day, read_days
from tournai.values.wordings import say

COLUMNS = ("flight", "from", "to", "first", "last", "days", "departure", "arrival")
"""What a row needs; ``last`` and ``days`` may be empty: then it is the flight of one date."""
MORE_COLUMNS = ("arrival_day", "service", "operating", "cancelled")
MAXIMUM_BYTES = 16 * 1024 * 1024
MAXIMUM_FIELD = 64
MAXIMUM_REMARKS = 500
LONGEST_PERIOD = timedelta(days=2 * 366)


def read_table(data: bytes) -> Timetable:
    """Return the changes of a table: CSV in UTF-8, with a comma or a semicolon, and a header that names the columns.

    Raises:
        Malformed: It is too large, has no such header, or no row can be read.
    """
    if len(data) > MAXIMUM_BYTES:
        raise Malformed(say("a table of at most {most} bytes was expected", most=MAXIMUM_BYTES), code="too-large")
    lines = data.decode("utf-8-sig", errors="replace").replace("\r", "\n").replace("\x00", " ").split("\n")
    place = next((number for number, line in enumerate(lines) if line.strip()), 0)
    header = [name.strip().lower() for name in lines[place].replace(";", ",").split(",")]
    lacking = [name for name in COLUMNS if name not in header]
    if lacking:
        raise Malformed(
            say("a header with the columns {known} was expected", known=", ".join(COLUMNS)), code="no-header", offset=0
        )
    changes: list[Change] = []
    remarks: list[Remark] = []
    offset = sum(len(line.encode()) + 1 for line in lines[: place + 1])
    for number, line in enumerate(lines[place + 1 :], place + 2):
        if line.strip(" ,;"):
            try:
                changes.append(read_row(dict(zip(header, _cells(line), strict=False)), number))
            except Malformed as error:
                remarks.append(Remark(number, offset, error.code, error.reason))
        offset += len(line.encode()) + 1
    if not changes:
        first = remarks[0].message if remarks else say("there is none")
        raise Malformed(say("no row can be read: {first}", first=first), code="no-rows", offset=0)
    return Timetable("CSV", tuple(changes), tuple(remarks[:MAXIMUM_REMARKS]), len(lines))


def read_row(row: dict[str, str], line: int = 1) -> Change:
    """Return the change that one row or form means; times are local to the airports.

    Raises:
        Malformed: A field is missing or is not what it should be.
    """
    field = {name: row.get(name, "").strip()[:MAXIMUM_FIELD] for name in (*COLUMNS, *MORE_COLUMNS)}
    period = _period(field)
    is_single = period.first == period.last
    flight = read_designator(field["flight"].upper())
    ends = _station(field["from"], "from"), _station(field["to"], "to")
    if field["cancelled"].lower() in ("yes", "y", "1", "x"):
        return Change(Action.CNL, flight, period, is_utc=False, is_ad_hoc=is_single, ends=(ends,), line=line)
    departure, arrival = _clock(field["departure"]), _clock(field["arrival"])
    days = int(field["arrival_day"]) if field["arrival_day"] in ("1", "2") else int(arrival < departure)
    operating = field["operating"].upper()[:8]
    leg = TimedLeg(*ends, departure, arrival, 0, days, service_type=field["service"].upper()[:1], operating=operating)
    return Change(Action.NEW, flight, period, is_utc=False, is_ad_hoc=is_single, legs=(leg,), line=line)


def _cells(line: str) -> list[str]:
    try:
        return next(iter(csv.reader([line], delimiter=";" if line.count(";") > line.count(",") else ",")), [])
    except csv.Error as error:
        raise Malformed("the row cannot be read as CSV", code="row") from error


def _period(field: dict[str, str]) -> Period:
    first = _day(field["first"], "first")
    if not field["last"] and not field["days"]:
        return on_day(first)
    last = _day(field["last"], "last")
    if not first <= last <= first + LONGEST_PERIOD:
        raise Malformed("the last date must be after the first, and within two years", code="period")
    return Period(first, last, read_days(field["days"] or "1234567"))


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Malformed(say("{name} must be a date such as 2027-05-31", name=name), code="date") from error


def _clock(text: str) -> int:
    hours, colon, minutes = text.partition(":")
    return read_clock(f"{hours:>02}{minutes}" if colon else text)


def _station(text: str, name: str) -> str:
    code = text.upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise Malformed(say("{name} must be an airport of three letters, such as BRU", name=name), code="station")
    return code
