"""What a timetable says, in the order in which it was said: every format is read into the same changes.

Source: IATA SSIM, March 2011, sections 4.7 (SSM sub-messages), 5.7 (ASM sub-messages) and 7 (schedule data set).
"""

import re
from datetime import datetime
from enum import Enum

import msgspec

from tournai.errors import Malformed
from tournai.travel.timetable.periods import Period

_DESIGNATOR = re.compile(r"([A-Z][A-Z0-9]|[0-9][A-Z])([A-Z])? *(\d{1,4})([A-Z])?", re.ASCII)


class Action(Enum):
    """What a change does. All but ``ADD`` are action identifiers of the standard."""

    ADD = "ADD"
    """A flight leg of a data set: it joins the other legs of its flight."""
    NEW = "NEW"
    CNL = "CNL"
    RIN = "RIN"
    RPL = "RPL"
    RRT = "RRT"
    TIM = "TIM"
    EQT = "EQT"
    CON = "CON"
    ADM = "ADM"
    FLT = "FLT"
    REV = "REV"
    SKD = "SKD"


class Designator(msgspec.Struct, frozen=True, gc=False, order=True):
    """A flight designator: carrier, number without leading zeros, operational suffix."""

    carrier: str
    number: str
    suffix: str = ""

    def __str__(self) -> str:
        """Return it as printed: ``XT123``."""
        return f"{self.carrier}{self.number}{self.suffix}"


class TimedLeg(msgspec.Struct, frozen=True, gc=False):
    """One leg of a flight. Times are minutes of a day that is so many days after the flight's date.

    ``*_variation``: what the message says that local time is ahead of UTC, in minutes; ``None`` where it does not say.
    ``operating``: the flight that operates this leg, where it is another (DEI 50), or its carrier (DEI 2).
    ``duplicates``: the flights under which others sell this leg (DEI 10).
    """

    departure_airport: str
    arrival_airport: str
    departure: int
    arrival: int
    departure_day: int = 0
    arrival_day: int = 0
    departure_variation: int | None = None
    arrival_variation: int | None = None
    service_type: str = ""
    aircraft: str = ""
    operating: str = ""
    duplicates: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[str, str]:
        """Where it leaves from and goes to."""
        return self.departure_airport, self.arrival_airport


class Change(msgspec.Struct, frozen=True, gc=False):
    """One thing that a timetable says about a flight.

    Without a number, it is about every flight of the carrier (a data set begins so). ``is_utc``: its dates and times
    are UTC, else local. ``is_ad_hoc``: it stands above the basic schedule, as an ASM does. ``ends``: the only legs
    that are meant. ``announced_at``: when the node heard of it; readers leave it empty.
    """

    action: Action
    flight: Designator
    period: Period
    is_utc: bool
    is_ad_hoc: bool = False
    legs: tuple[TimedLeg, ...] = ()
    ends: tuple[tuple[str, str], ...] = ()
    service_type: str = ""
    aircraft: str = ""
    operating: str = ""
    new_flight: Designator | None = None
    new_period: Period | None = None
    withdraws_ad_hoc: bool = False
    line: int = 0
    announced_at: datetime | None = None


class Remark(msgspec.Struct, frozen=True, gc=False):
    """Something in a timetable that breaks its format; ``is_lost``: what the line says was not taken.

    ``line`` counts from 1, ``offset`` bytes from the start of the file.
    """

    line: int
    offset: int
    code: str
    message: str
    is_lost: bool = True


class Timetable(msgspec.Struct, frozen=True, gc=False):
    """Everything that one file or message said. ``format``: ``SSIM``, ``SSM``, ``ASM`` or ``CSV``."""

    format: str
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...] = ()
    lines: int = 0


def read_designator(text: str) -> Designator:
    """Return a flight designator.

    Raises:
        Malformed: It is none.

    >>> str(read_designator("XT 0123"))
    'XT123'
    """
    found = _DESIGNATOR.fullmatch(text)
    if found is None:
        raise Malformed("a flight designator was expected, such as XT123", code="designator")
    return Designator(found[1] + (found[2] or ""), found[3].lstrip("0") or "0", found[4] or "")


def read_clock(text: str) -> int:
    """Return minutes of the day of a time such as ``0715``; ``2400`` ends a day.

    Raises:
        Malformed: It is no time.
    """
    is_time = len(text) == 4 and text.isascii() and text.isdigit()
    if not is_time or int(text[2:]) > 59 or int(text) > 2400:
        raise Malformed("a time was expected: four digits, 0000 to 2400", code="time")
    return int(text[:2]) * 60 + int(text[2:])
