"""An invented carrier: messages about one flight, written with the package's own EDIFACT writer."""

from datetime import date

import msgspec

from tournai.travel.write import close_interchange

Segment = tuple[str | tuple[str, ...], ...]
FULL, UPDATE = "22", "141"
SOURCE = ("IATA", "1")


class Flight(msgspec.Struct, frozen=True):
    """XX 717 from Nice to Brussels: departs at 10:00 UTC and arrives at 11:55 UTC."""

    number: str = "717"
    departs: str = "011226:1100"
    arrives: str = "011226:1255"
    origin: str = "NCE"
    destination: str = "BRU"
    carriers: tuple[str, ...] = ("XX",)
    """The carrier that sells the seats, and the one that operates where it is another (C306)."""

    @property
    def leg(self) -> Segment:
        """The flight as PNRGOV names it."""
        times = (*self.departs.split(":"), *self.arrives.split(":"))
        return ("TVL", times, self.origin, self.destination, self.carriers, self.number)


FLIGHT = Flight()
ARRIVED = Flight(departs="281126:1100", arrives="281126:1255")


class Passenger(msgspec.Struct, frozen=True):
    """An invented traveller. ``extra``: segments of the traveller's own."""

    surname: str
    given: str
    birth: date | None = None
    number: str = ""
    sex: str = "M"
    state: str = "BEL"
    extra: tuple[Segment, ...] = ()


class Booking(msgspec.Struct, frozen=True):
    """A booking: its locator and who travels. A cancelled one holds nothing else (PNRGOV guide: an empty ORG)."""

    locator: str
    passengers: tuple[Passenger, ...]
    extra: tuple[Segment, ...] = ()
    is_cancelled: bool = False
    also: tuple[tuple[str, ...], ...] = ()
    """Further locators of the booking, each with its system."""
    system: str = "1A"
    created: tuple[str, ...] = ()
    """Day and time of creation, as RCI has them: ``011026``, ``1200``."""


def pnrgov(*bookings: Booking, reference: str = "R1", function: str = FULL, flight: Flight = FLIGHT) -> bytes:
    """Return a PNRGOV message with these bookings."""
    header: Segment = ("UNB", SOURCE, flight.carriers[0], "GOV", ("261130", "0900"), reference)
    body = [segment for booking in bookings for segment in _booking(booking)]
    message: list[Segment] = [
        ("UNH", "1", ("PNRGOV", "13", "1", "IA"), f"XX{flight.number}/011226/1100"),
        ("MSG", ("", function)),
        ("ORG", ("XX", flight.origin)),
        flight.leg,
        ("EQN", str(len(bookings))),
        *body,
    ]
    return close_interchange(header, [message])


def paxlst(*passengers: Passenger, reference: str = "L1", flight: Flight = FLIGHT, function: str = "") -> bytes:
    """Return a passenger list with these persons; ``function``: ``XR`` they cancelled, ``CP`` they changed."""
    persons = [_listed(passenger) for passenger in passengers]
    return _list(("BGM", "745", *filter(None, [function])), persons, reference, flight)


def closing(function: str, *named: Segment, reference: str = "C1", flight: Flight = FLIGHT) -> bytes:
    """Return the list that closes a flight (``CLOB`` who is on board, ``CLNB`` who is not): a reference for each."""
    return _list(("BGM", "266", function), [[("NAD", "FL"), one] for one in named], reference, flight)


def _list(begin: Segment, persons: list[list[Segment]], reference: str, flight: Flight) -> bytes:
    header: Segment = ("UNB", ("UNOA", "4"), "XX", "GOV", ("261130", "0900"), reference)
    message: list[Segment] = [
        ("UNH", "1", ("PAXLST", "D", "05B", "UN", "IATA"), f"XX{flight.number}/261201/1100"),
        begin,
        ("TDT", "20", f"XX{flight.number}"),
        ("LOC", "125", flight.origin),
        ("DTM", ("189", _list_time(flight.departs), "201")),
        ("LOC", "87", flight.destination),
        ("DTM", ("232", _list_time(flight.arrives), "201")),
        *(segment for person in persons for segment in person),
        ("CNT", ("42", str(len(persons)))),
    ]
    return close_interchange(header, [message])


def _booking(booking: Booking) -> list[Segment]:
    segments: list[Segment] = [("SRC",), ("RCI", _locator(booking), *booking.also)]
    if booking.is_cancelled:
        return [*segments, ("ORG",)]
    segments += booking.extra
    for number, passenger in enumerate(booking.passengers, 1):
        segments.append(("TIF", passenger.surname, (passenger.given, "A", str(number))))
        segments += [] if passenger.birth is None else [_docs(passenger, number)]
        segments += passenger.extra
    return segments


def _locator(booking: Booking) -> tuple[str, ...]:
    return (booking.system, booking.locator, *(("", *booking.created) if booking.created else ()))


def _docs(passenger: Passenger, number: int) -> Segment:
    fields = (
        "", "P", passenger.state, passenger.number, passenger.state, _day(passenger.birth), passenger.sex, "01JAN30",
        passenger.surname, passenger.given,
    )  # fmt: skip
    return ("SSR", ("DOCS", "HK", "1", "XX", "", "", "", "", "/".join(fields)), ("", "", str(number)))


def _listed(passenger: Passenger) -> list[Segment]:
    segments: list[Segment] = [
        ("NAD", "FL", "", "", (passenger.surname, passenger.given)),
        ("ATT", "2", "", passenger.sex),
    ]
    if passenger.birth:
        segments.append(("DTM", ("329", passenger.birth.strftime("%y%m%d"))))
    if passenger.number:
        segments += [("DOC", "P", passenger.number), ("LOC", "91", passenger.state)]
    return segments + list(passenger.extra)


MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def _day(day: date | None) -> str:
    return f"{day.day:02}{MONTHS[day.month - 1]}{day.year % 100:02}" if day else ""


def _list_time(moment: str) -> str:
    day, _, time = moment.partition(":")
    return day[4:] + day[2:4] + day[:2] + time
