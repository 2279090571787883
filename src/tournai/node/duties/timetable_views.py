"""What the pages of timetables show; see `tournai.node.duties.views`."""

from datetime import date, datetime

import msgspec

from tournai.node.duties.rows import TimetableImport


class BadLineView(msgspec.Struct, frozen=True):
    """A line of a timetable that breaks its format; ``is_lost``: what it says was not taken."""

    line: int
    offset: int
    code: str
    message: str
    is_lost: bool


class ScheduleChange(msgspec.Struct, frozen=True):
    """What a timetable changes of one flight: ``added``, ``moved``, ``changed``, ``cancelled`` or ``withdrawn``."""

    kind: str
    designator: str
    departure_airport: str
    arrival_airport: str
    departure_local: datetime
    before_local: datetime | None = None
    """When it was to leave, where it was moved."""


class TimetableReport(msgspec.Struct, frozen=True):
    """What a timetable changes, or changed, of the flights of the coming days."""

    source: str
    format: str
    carriers: tuple[str, ...]
    lines: int
    said: int
    """Flights and periods that it speaks of."""
    added: int
    changed: int
    cancelled: int
    withdrawn: int
    unchanged: int
    bad_lines: int
    remarks: tuple[BadLineView, ...] = ()
    differences: tuple[ScheduleChange, ...] = ()
    """The first of them, by departure."""
    strange: tuple[str, ...] = ()
    """Carriers that it speaks of, and that the source is not known to speak for."""


class CarrierView(msgspec.Struct, frozen=True):
    """A carrier with a timetable: its flights of the coming days, and the last day that is worked out."""

    carrier: str
    flights: int
    cancelled: int
    until: date


class TimetablePage(msgspec.Struct, frozen=True):
    """The timetables that were loaded."""

    now: datetime
    carriers: tuple[CarrierView, ...]
    imports: tuple[TimetableImport, ...]
    may_import: bool
