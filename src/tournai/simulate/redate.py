"""Public sample messages, moved to another day: only travel dates change, in place, and all damage stays.

Where the samples come from and under which licences: ``samples/SOURCES.md``. Their authors invented their persons.

Source: PNRGOV implementation guide 13.1, TVL (C310, ddmmyy); UN/EDIFACT D.05B, DTM (C507: 189 departure, 232 arrival);
ISO 9735-1:2002, UNB (S004, yymmdd).
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable

from tournai.errors import Malformed
from tournai.simulate.deliveries import Delivery, DeliveryKind
from tournai.travel import Leg, Segment, read_interchanges, read_travel_file
from tournai.travel.travel_dates import day_of
from tournai.values import airport, utc

ORIGINS = {"gtas": "US-CBP/GTAS", "ediclean": "janotaz/ediclean"}
"""Folder -> the repository that published its files."""
NOT_MESSAGES = ("LICENSE.txt", ".reference.txt")
"""Licences, and what a cleaner should give for the message of the same name."""
SOON = timedelta(hours=1)
LONGEST_HEAD = 200
"""How much of a segment is looked at: the dates stand at its beginning."""
MOVED_TIMES = {"189", "232"}
_DAY = re.compile(r"\d{6}", re.ASCII)
_MOMENT = re.compile(r"(?:\d{2})?(\d{6})(?:\d{4})?", re.ASCII)
_PREPARED = re.compile(r"(?:\d{2})?(\d{6})", re.ASCII)


class NoDeparture(Malformed):
    """The message names no departure date, so it cannot be moved to another."""


def move_dates(body: bytes, to: datetime) -> bytes:
    """Return the body with its travel dates moved so that its first flight departs on the day of ``to``.

    Moved by the same number of days: the dates of every TVL, the departures and arrivals of a passenger list (DTM 189
    and 232) and the interchange's day of preparation. All other bytes stay, and so does the length.

    Raises:
        Malformed: Nothing in the body can be read.
        NoDeparture: It names no flight with a date.
    """
    days = timedelta(days=(to.date() - first_departure(body).date()).days)
    moved = bytearray(body)
    for interchange in read_interchanges(body):
        for segment in interchange.segments:
            places = _DATES.get(segment.tag)
            if places is not None:
                _move(moved, segment, places(segment), days)
    return bytes(moved)


def first_departure(body: bytes) -> datetime:
    """Return when the first flight of a message departs, local to its airport; midnight where no time is given.

    Raises:
        NoDeparture: It names no flight with a date.
    """
    for push in read_travel_file(body).pushes:
        for leg in push.legs:
            if leg.departure_date is not None:
                day = leg.departure_date
                return leg.departure or datetime(day.year, day.month, day.day)  # noqa: DTZ001  # local to its airport
    raise NoDeparture("the message names no flight with a date of departure", code="no-departure")


def sample_deliveries(now: datetime) -> tuple[Delivery, ...]:
    """Return every packaged sample message, named by repository and file, its flight moved to tonight.

    Tonight is the first day on which it departs at least an hour after ``now``. Where several samples push the same
    flight, each later one takes the next day: a full push would withdraw the bookings of the one before it.
    """
    taken: set[tuple[str, str, date]] = set()
    found = []
    for folder, repository in ORIGINS.items():
        for file in sorted(_messages(folder), key=lambda file: file.name):
            body = file.read_bytes()
            departure = _tonight(body, utc(now))
            while (key := (*_flight(body), departure.date())) in taken:
                departure += timedelta(days=1)
            taken.add(key)
            moved = move_dates(body, departure)
            found.append(Delivery(f"{repository}/{file.name}", moved, DeliveryKind.PUBLIC_SAMPLE))
    return tuple(found)


def _messages(folder: str) -> list[Traversable]:
    entries = files("tournai.simulate").joinpath("samples", folder).iterdir()
    return [entry for entry in entries if not entry.name.endswith(NOT_MESSAGES)]


def _leg(body: bytes) -> Leg:
    return read_travel_file(body).pushes[0].legs[0]


def _flight(body: bytes) -> tuple[str, str]:
    leg = _leg(body)
    return leg.carrier, leg.number


def _tonight(body: bytes, now: datetime) -> datetime:
    """Return the first departure, at the sample's time of day, that is far enough away; local to its airport."""
    departure = first_departure(body)
    place = airport(_leg(body).departure_airport)
    local = (now.astimezone(place.zone) if place else now).replace(tzinfo=None) + SOON
    tonight = datetime.combine(local.date(), departure.time())
    return tonight if tonight >= local else tonight + timedelta(days=1)


def _flight_dates(segment: Segment) -> Iterator[tuple[int, Callable[[str], date | None]]]:
    """Yield where in a TVL's text a date stands, and what reads it."""
    start = 4
    for part in _element(segment, 1).split(segment.separators.component):
        if _DAY.fullmatch(part):
            yield start, day_of if day_of(part) else _year_first
        start += len(part) + 1


def _list_times(segment: Segment) -> Iterator[tuple[int, Callable[[str], date | None]]]:
    qualifier, _, rest = _element(segment, 1).partition(segment.separators.component)
    text = rest.split(segment.separators.component)[0]
    match = _MOMENT.fullmatch(text) if qualifier in MOVED_TIMES else None
    if match:
        yield 4 + len(qualifier) + 1 + match.start(1), _year_first


def _preparation(segment: Segment) -> Iterator[tuple[int, Callable[[str], date | None]]]:
    element = segment.separators.element
    before = element.join(segment.text.split(element)[:4]) + element
    text = _element(segment, 4).split(segment.separators.component)[0]
    match = _PREPARED.fullmatch(text)
    if match:
        yield len(before) + match.start(1), _year_first


_DATES = {"TVL": _flight_dates, "DTM": _list_times, "UNB": _preparation}
"""Tag -> what finds its dates."""


def _element(segment: Segment, number: int) -> str:
    parts = segment.text.split(segment.separators.element)
    return parts[number] if number < len(parts) else ""


def _year_first(text: str) -> date | None:
    return day_of(text[4:] + text[2:4] + text[:2])


def _move(
    body: bytearray, segment: Segment, places: Iterator[tuple[int, Callable[[str], date | None]]], days: timedelta
) -> None:
    """Write the moved dates of one segment over the old ones."""
    offsets = _offsets(body, segment)
    for start, read in places:
        where = offsets[start : start + 6]
        old = "".join(chr(body[offset]) for offset in where)
        day = read(old)
        if day is None or segment.text[start : start + 6] != old:
            continue
        form = "%d%m%y" if read is day_of else "%y%m%d"
        for offset, digit in zip(where, (day + days).strftime(form).encode(), strict=True):
            body[offset] = digit


def _offsets(body: bytearray, segment: Segment) -> list[int]:
    """Return where in the body each character of a segment's beginning stands; line ends may break it anywhere."""
    window = range(segment.offset, min(segment.offset + LONGEST_HEAD, len(body)))
    return [offset for offset in window if body[offset] >= 32 and body[offset] != 127]
