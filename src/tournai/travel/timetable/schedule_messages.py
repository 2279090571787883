"""Schedule messages: SSM, which changes a period, and ASM, which changes single dates.

Source: IATA SSIM, March 2011, sections 4.6 and 4.7 (SSM) and 5.6 and 5.7 (ASM), and the wiki of Avinor (SSM and ASM).
Recalled, not read again: without a time mode a message is in UTC; REV gives the existing period, then the new one; a
second designator follows the period of an SSM FLT; ``/M1`` is the day before.

A message is cut into sub-messages at ``//``. One that cannot be read is reported and changes nothing; the others hold.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

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
from tournai.travel.timetable.periods import MONTHS, Period, on_day, read_date, read_days
from tournai.values.wordings import say

MAXIMUM_BYTES = 4 * 1024 * 1024
MAXIMUM_REMARKS = 500
MAXIMUM_FLIGHTS = 100
"""Flight and period lines of one sub-message: it changes their product."""
ENVELOPE_LINES = 20
ANSWERS = ("ACK", "NAC", "RSD")
"""Sub-messages that answer or ask, and change nothing."""
NEED_LEGS = (Action.NEW, Action.RPL, Action.RRT, Action.TIM)
WITHDRAWS_AD_HOC = "XASM"

_FLIGHT = re.compile(r"([A-Z0-9]{2}[A-Z]?\d{1,4}[A-Z]?)(?:/(\d{2})([A-Z]{3})?(\d{2})?)?(?: (.*))?", re.ASCII)
_PERIOD = re.compile(
    r"(\d{2}[A-Z]{3}(?:\d{2})?) (\d{2}[A-Z]{3}(?:\d{2})?)(?: ([1-7]{1,7})(?:/W?([12]))?)?(?: .*)?", re.ASCII
)
_EQUIPMENT = re.compile(r"([A-Z]) ([A-Z0-9]{3})(?: .*)?", re.ASCII)
_LEG = re.compile(
    r"([A-Z]{3})(\d{4})(?:/(M?\d))?(?:/(\d{4}))? ?([A-Z]{3})(\d{4})(?:/(M?\d))?(?:/(\d{4}))?(?: (.*))?", re.ASCII
)
_SEGMENT = re.compile(r"[A-Z]{3}[A-Z]{3} (\d{1,3})(?:/(.*))?", re.ASCII)
_DEI = re.compile(r"(?:^| )(\d{1,3})/(\S+)", re.ASCII)
_ENDS = re.compile(r"[A-Z]{3}(?:/[A-Z]{3})+", re.ASCII)
_REFERENCE = re.compile(r"\d{2}[A-Z]{3}\d{5}[A-Z]\d{3}(?:/.*)?", re.ASCII)

_Line = tuple[int, int, str]
"""Number, byte offset and text of a line."""


class _SubMessage(msgspec.Struct):
    """What the lines of one sub-message said."""

    action: Action
    line: int
    withdraws_ad_hoc: bool
    flights: list[tuple[Designator, date | None]]
    periods: list[Period]
    legs: list[TimedLeg]
    ends: tuple[tuple[str, str], ...] = ()
    service_type: str = ""
    aircraft: str = ""
    operating: str = ""
    duplicates: tuple[str, ...] = ()
    renamed: Designator | None = None
    renamed_on: date | None = None


def read_schedule_message(data: bytes, near: date) -> Timetable:
    """Return what an SSM or ASM changes; ``near``: the day on which it came, for dates without a year.

    Raises:
        Malformed: It is too large, is neither message, or nothing in it can be read.
    """
    if len(data) > MAXIMUM_BYTES:
        raise Malformed(
            say("a message of at most {most} bytes was expected", most=MAXIMUM_BYTES),
            code="too-large",
        )
    lines = _lines(data)
    start = next((place for place, line in enumerate(lines[:ENVELOPE_LINES]) if line[2] in ("SSM", "ASM")), None)
    if start is None:
        raise Malformed(
            "a line SSM or ASM was expected first: this is no schedule message", code="no-message", offset=0
        )
    kind = lines[start][2]
    is_utc, rest = _heading(lines[start + 1 :])
    changes: list[Change] = []
    remarks: list[Remark] = []
    for sub_message in _cut(rest):
        _read_sub_message(sub_message, near, changes, remarks, is_ad_hoc=kind == "ASM", is_utc=is_utc)
    if not changes and any(remark.is_lost for remark in remarks):
        first = remarks[0]
        raise Malformed(
            say("nothing can be read: line {line}: {message}", line=first.line, message=first.message),
            code=first.code,
            offset=first.offset,
        )
    return Timetable(kind, tuple(changes), tuple(remarks[:MAXIMUM_REMARKS]), len(lines))


def _lines(data: bytes) -> list[_Line]:
    lines: list[_Line] = []
    offset = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        text = " ".join(line.decode("latin-1").translate(_NO_CONTROLS).split(" ")).strip().upper()
        if text:
            lines.append((number, offset, text))
        offset += len(line) + 1
    return lines


_NO_CONTROLS = dict.fromkeys([*range(32), 127], " ")


def _heading(lines: Sequence[_Line]) -> tuple[bool, Sequence[_Line]]:
    """Return whether times are UTC, and the lines after the time mode and the message's reference."""
    is_utc = True
    if lines and lines[0][2] in ("UTC", "LT"):
        is_utc, lines = lines[0][2] == "UTC", lines[1:]
    if lines and _REFERENCE.fullmatch(lines[0][2]):
        lines = lines[1:]
    return is_utc, lines


def _cut(lines: Sequence[_Line]) -> list[list[_Line]]:
    found: list[list[_Line]] = [[]]
    for line in lines:
        if line[2] == "//":
            found.append([])
        elif line[2].startswith("SI ") or line[2] == "SI":
            break  # supplementary information, free text: nothing after it is for a machine
        else:
            found[-1].append(line)
    return [each for each in found if each]


def _read_sub_message(
    lines: Sequence[_Line],
    near: date,
    changes: list[Change],
    remarks: list[Remark],
    *,
    is_ad_hoc: bool,
    is_utc: bool,
) -> None:
    number, offset, text = lines[0]
    word = text.split(" ")[0]
    if word in ANSWERS:
        note = say("{word} answers or asks: it changes nothing", word=word)
        remarks.append(Remark(number, offset, "answer", note, is_lost=False))
        return
    try:
        said = _SubMessage(_action(word), number, WITHDRAWS_AD_HOC in text, [], [], [])
        for number, offset, text in lines[1:]:
            if not _read_line(said, text, near, is_ad_hoc=is_ad_hoc):
                note = say("no line of a sub-message looks so: it was passed over")
                remarks.append(Remark(number, offset, "unknown-line", note, is_lost=False))
        changes += _changes(said, is_ad_hoc=is_ad_hoc, is_utc=is_utc)
    except Malformed as error:
        remarks.append(Remark(number, offset, error.code, error.reason))


def _action(word: str) -> Action:
    try:
        found = Action(word)
    except ValueError as error:
        raise Malformed("an action identifier was expected, such as NEW, CNL or TIM", code="action") from error
    if found is Action.ADD:
        raise Malformed("an action identifier was expected, such as NEW, CNL or TIM", code="action")
    return found


def _read_line(said: _SubMessage, text: str, near: date, *, is_ad_hoc: bool) -> bool:
    """Take what a line says; tell whether it is any line of a sub-message."""
    if found := _LEG.fullmatch(text):
        said.legs.append(_leg(found))
        _take_deis(said, found[9] or "")
    elif found := _PERIOD.fullmatch(text):
        said.periods.append(_period(found, near))
        _take_deis(said, text)
    elif found := _EQUIPMENT.fullmatch(text):
        said.service_type, said.aircraft = found[1], found[2]
        _take_deis(said, text)
    elif found := _SEGMENT.fullmatch(text):
        _take_dei(said, found[1], found[2] or "")
    elif found := _FLIGHT.fullmatch(text):
        _take_flight(said, found, near, is_ad_hoc=is_ad_hoc)
    else:
        return False
    return True


def _take_flight(said: _SubMessage, found: re.Match[str], near: date, *, is_ad_hoc: bool) -> None:
    flight = read_designator(found[1])
    rest = found[5] or ""
    if said.action is Action.FLT and not is_ad_hoc and said.periods:
        said.renamed = flight
        return
    said.flights.append((flight, _flight_date(found, near) if is_ad_hoc else None))
    first, _, after = rest.partition(" ")
    if _ENDS.fullmatch(first):
        stations = first.split("/")
        said.ends = tuple(pairwise(stations))
        first, _, after = after.partition(" ")
    new = _FLIGHT.fullmatch(first) if is_ad_hoc and said.action is Action.FLT else None
    if new:
        said.renamed, said.renamed_on = read_designator(new[1]), _flight_date(new, near) if new[2] else None
    _take_deis(said, rest)


def _flight_date(found: re.Match[str], near: date) -> date:
    if not found[2]:
        raise Malformed("a flight identifier with a date was expected, such as XT123/24MAY26", code="no-date")
    if found[3]:
        return read_date(found[2] + found[3] + (found[4] or ""), near)
    months = [MONTHS[(near.month - 2 + step) % 12] for step in range(3)]
    days = []
    for month in months:
        try:
            days.append(read_date(found[2] + month, near))
        except Malformed:
            continue  # a month without that day
    if not days:
        raise Malformed("no month near has such a day", code="date")
    return min(days, key=lambda day: abs((day - near).days))


def _period(found: re.Match[str], near: date) -> Period:
    first = read_date(found[1], near)
    last = read_date(found[2], first)
    if last < first and len(found[2]) == 5:
        last = read_date(f"{found[2]}{(first.year + 1) % 100:02}")
    if last < first:
        raise Malformed("the period ends before it begins", code="period")
    return Period(first, last, read_days(found[3] or "1234567"), int(found[4] or "1"))


def _leg(found: re.Match[str]) -> TimedLeg:
    return TimedLeg(
        departure_airport=found[1],
        arrival_airport=found[5],
        departure=read_clock(found[4] or found[2]),
        arrival=read_clock(found[8] or found[6]),
        departure_day=_days_after(found[3]),
        arrival_day=_days_after(found[7]),
    )


def _days_after(text: str | None) -> int:
    return -int(text[1:]) if text and text[0] == "M" else int(text or "0")


def _take_deis(said: _SubMessage, text: str) -> None:
    for number, value in _DEI.findall(text):
        _take_dei(said, number, value)


def _take_dei(said: _SubMessage, number: str, value: str) -> None:
    """Note who operates the flight (DEI 50, DEI 2), and under which flights others sell it (DEI 10)."""
    if number == "2" and value != "X":
        said.operating = value[:8]
    elif number == "50":
        said.operating = str(read_designator(value.split("/")[0]))
    elif number == "10":
        said.duplicates = tuple(str(read_designator(each)) for each in value.split("/") if each)


def _changes(said: _SubMessage, *, is_ad_hoc: bool, is_utc: bool) -> list[Change]:
    """Return a change for each flight and period of a sub-message."""
    if not said.flights:
        raise Malformed(say("{action} names no flight", action=said.action.value), code="no-flight")
    if said.action in NEED_LEGS and not said.legs:
        raise Malformed(
            say("{action} gives no leg: a line such as BRU0715 FCO0915 was expected", action=said.action.value),
            code="no-legs",
        )
    if said.action is Action.FLT and said.renamed is None:
        raise Malformed("FLT gives no new flight designator", code="no-flight")
    if len(said.flights) * max(len(said.periods), 1) > MAXIMUM_FLIGHTS:
        raise Malformed(
            say("a sub-message for at most {most} flights was expected", most=MAXIMUM_FLIGHTS),
            code="too-many",
        )
    base = Change(
        said.action,
        said.flights[0][0],
        Period(date.min, date.min),
        is_utc=is_utc,
        is_ad_hoc=is_ad_hoc,
        legs=tuple(_with_equipment(said, leg) for leg in said.legs),
        ends=said.ends,
        service_type=said.service_type,
        aircraft=said.aircraft,
        operating=said.operating,
        new_flight=said.renamed,
        withdraws_ad_hoc=said.withdraws_ad_hoc,
        line=said.line,
    )
    if is_ad_hoc:
        new_period = on_day(said.renamed_on) if said.renamed_on else None
        dated = [(flight, on_day(day)) for flight, day in said.flights if day]
        return [msgspec.structs.replace(base, flight=flight, period=on, new_period=new_period) for flight, on in dated]
    return [
        msgspec.structs.replace(base, flight=flight, period=period, new_period=new)
        for flight, _ in said.flights
        for period, new in _periods(said)
    ]


def _periods(said: _SubMessage) -> list[tuple[Period, Period | None]]:
    if said.action is Action.REV:
        if len(said.periods) != 2:
            raise Malformed("REV gives the existing period and the new one: two lines were expected", code="period")
        return [(said.periods[0], said.periods[1])]
    if not said.periods:
        raise Malformed(
            say("{action} gives no period such as 01APR26 24OCT26 135", action=said.action.value), code="no-period"
        )
    return [(period, None) for period in said.periods]


def _with_equipment(said: _SubMessage, leg: TimedLeg) -> TimedLeg:
    return msgspec.structs.replace(
        leg,
        service_type=said.service_type,
        aircraft=said.aircraft,
        operating=said.operating,
        duplicates=said.duplicates,
    )
