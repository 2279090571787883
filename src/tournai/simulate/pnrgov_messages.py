"""PNRGOV messages of invented bookings, in the shapes of real files.

Source: IATA/WCO/ICAO PNRGOV implementation guide 13.1 and 15.1, groups 1 to 12; AIRIMP, special service requests.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from tournai.simulate.bookings import INFANT, Booking, Passenger
from tournai.simulate.flights import Flight, sender_of
from tournai.simulate.people import Identity
from tournai.travel import close_message
from tournai.travel.travel_dates import MONTHS
from tournai.travel.write import Element
from tournai.values import Sex

Segment = tuple[Element, ...]

RECIPIENT = "SYNTHETIC"
FULL, UPDATE = "22", "141"
MONTH_NAMES = {number: name for name, number in MONTHS.items()}
INFANT_SEXES = {Sex.MALE: "MI", Sex.FEMALE: "FI"}
RETURN_NUMBERS = 5000
"""What is added to a flight's number for the flight back."""
CHECK_IN_OPENS = timedelta(hours=6)
"""How long before departure a push begins to tell who is checked in."""
CHECKED_IN_BEFORE = timedelta(minutes=20)
"""How long before the push the last of them did so."""
REMARK_TEXTS = {
    "OSI VIP": "SYNTHETIC VIP PASSENGER",
    "OSI ELDERLY": "SYNTHETIC ELDERLY COUPLE TRAVELLING FOR A FAMILY VISIT",
    "OSI GROUP": "SYNTHETIC MEMBER OF A SINGING GROUP",
}
"""Free texts that say what no record may keep."""


class Header(msgspec.Struct, frozen=True):
    """What an interchange says of itself: its release (``13``), its preparation (UTC) and its control reference."""

    release: str
    prepared_at: datetime
    reference: str


def pnrgov_segments(
    header: Header, flight: Flight, bookings: Sequence[Booking], cancelled: Sequence[Booking] = (), *, is_update: bool
) -> tuple[Segment, ...]:
    """Return the segments of an interchange that holds one PNRGOV message, UNB first and UNZ last.

    An update gives the bookings that are new or changed, and names those that are cancelled.
    """
    function = UPDATE if is_update else FULL
    level_0: list[Segment] = [
        ("UNH", "1", ("PNRGOV", header.release, "1", "IA"), _access_reference(flight)),
        ("MSG", ("", function)),
        ("ORG", (flight.carrier, flight.origin)),
        ("TVL", _times(flight), flight.origin, flight.destination, flight.carrier, flight.number),
        ("EQN", str(len(bookings) + len(cancelled))),
    ]
    groups = [segment for booking in bookings for segment in _booking(header, flight, booking)]
    groups += [segment for booking in cancelled for segment in _cancellation(flight, booking, header)]
    return (
        (
            "UNB", ("IATA", "1"), sender_of(flight.carrier), RECIPIENT,
            (f"{header.prepared_at:%y%m%d}", f"{header.prepared_at:%H%M}"), header.reference, "", "PNRGOV",
        ),
        *close_message([*level_0, *groups]),
        ("UNZ", "1", header.reference),
    )  # fmt: skip


def _access_reference(flight: Flight) -> str:
    return f"{flight.designator}/{flight.departure:%d%m%y/%H%M}"


def _times(flight: Flight) -> tuple[str, ...]:
    return (
        f"{flight.departure:%d%m%y}", f"{flight.departure:%H%M}",
        f"{flight.arrival:%d%m%y}", f"{flight.arrival:%H%M}",
    )  # fmt: skip


def _cancellation(flight: Flight, booking: Booking, header: Header) -> Iterator[Segment]:
    """Yield a booking of which nothing is left: an empty ORG, no traveller, no flight."""
    yield ("SRC",)
    yield ("RCI", (flight.carrier, booking.locator, "", f"{booking.created:%d%m%y}", f"{booking.created:%H%M}"))
    yield ("DAT", ("700", f"{header.prepared_at:%d%m%y}", f"{header.prepared_at:%H%M}"))
    yield ("ORG", ("", ""), ("", ""), "", "", "", "", "")


def _booking(header: Header, flight: Flight, booking: Booking) -> Iterator[Segment]:
    """Yield groups 1 to 12 of one booking."""
    created = booking.created
    yield ("SRC",)
    yield ("RCI", (flight.carrier, booking.locator, "", f"{created:%d%m%y}", f"{created:%H%M}"))
    yield from _requests(flight, booking)
    changed = ("700", f"{created:%d%m%y}", f"{created:%H%M}")
    yield ("DAT", changed, ("710", f"{created:%d%m%y}", f"{created:%H%M}"))
    yield (
        "ORG", (flight.carrier, flight.origin), (booking.agency, flight.origin), "", "", "A",
        ("BE", "EUR"), f"D{booking.agency[:6]}",
    )  # fmt: skip
    yield ("ADD", "", ("700", "1 SYNTHETIC STREET", "TESTVILLE", "", "", "BE", "", booking.phone))
    for passenger in booking.passengers:
        yield from _traveller(flight, booking, passenger)
    yield from _flight(header, flight, booking)
    if booking.days_to_return:
        yield from _return(flight, booking)
    if booking.has_history:
        yield from _history(flight, booking)


def _requests(flight: Flight, booking: Booking) -> Iterator[Segment]:
    """Yield what the booking asks for without naming a traveller."""
    for passenger in booking.passengers:
        code, text = passenger.remark[:3], passenger.remark[4:]
        if code == "SSR":
            yield ("SSR", (text, "HK", "1", flight.carrier))
        elif code == "OSI":
            yield ("IFT", ("4", "28", "", flight.carrier), REMARK_TEXTS[passenger.remark])


def _traveller(flight: Flight, booking: Booking, passenger: Passenger) -> Iterator[Segment]:
    """Yield groups 2 to 4: the traveller, passport, ticket and payment."""
    person, reference = passenger.person, str(passenger.reference)
    yield ("TIF", person.surname, (f"{person.given}{person.title}", passenger.type_code, reference))
    if passenger.type_code == INFANT:
        yield ("IFT", ("4", "28"), f"{flight.carrier} INF")
        return
    if passenger.frequent_flyer:
        yield ("FTI", (flight.carrier, passenger.frequent_flyer))
    yield ("IFT", ("4", "28", "", flight.carrier), f"CTCE {reference}.{booking.locator}//EXAMPLE.ORG")
    yield ("REF", ("", f"{int(passenger.ticket):016X}"))
    if passenger.has_documents:
        yield _docs(flight, person, person.sex.value, passenger.reference)
    if passenger.age_alone:
        text = f"UM{passenger.age_alone:02}"
        yield ("SSR", ("UMNR", "HK", "1", flight.carrier, "", "", "", "", text), ("", "", reference))
    yield from _infants(flight, booking, passenger)
    issued = f"{booking.created:%d%m%y}"
    yield ("TKT", (passenger.ticket, "T", "1"))
    yield ("MON", ("B", "300.00", "EUR"), ("T", "361.40", "EUR"))
    yield ("PTK", "NR", "", (issued, f"{booking.created:%H%M}"), flight.carrier, "999", flight.origin)
    yield ("DAT", ("710", issued))
    yield ("FOP", ("CC", "", "361.40", "VI", f"XXXXXXXXXXXX{booking.card}", "1230"))


def _infants(flight: Flight, booking: Booking, adult: Passenger) -> Iterator[Segment]:
    """Yield under the first adult what names the infants of the booking: INFT, and the passport with FI or MI."""
    if adult.reference != 1:
        return
    for passenger in booking.passengers:
        if passenger.type_code == INFANT:
            person = passenger.person
            text = f"{person.surname}/{person.given}/{_worded(person)}"
            yield ("SSR", ("INFT", "HK", "1", flight.carrier, "", "", "", "", text), ("", "", "1"))
            yield _docs(flight, person, INFANT_SEXES[person.sex], 1)


def _docs(flight: Flight, person: Identity, sex: str, reference: int) -> Segment:
    expires = f"{person.expires:%d}{MONTH_NAMES[person.expires.month]}{person.expires:%y}"
    state = person.nationality
    fields = ("", "P", state, person.document, state, _worded(person), sex, expires, person.surname, person.given)
    return ("SSR", ("DOCS", "HK", "1", flight.carrier, "", "", "", "", "/".join(fields)), ("", "", str(reference)))


def _worded(person: Identity) -> str:
    """Return a birth date as AIRIMP writes it, ``12JUL64``; empty where there is none."""
    born = person.born
    return f"{born:%d}{MONTH_NAMES[born.month]}{born:%y}" if born else ""


def _flight(header: Header, flight: Flight, booking: Booking) -> Iterator[Segment]:
    """Yield groups 5 to 7: the flight, the seats, and, close to departure, who is checked in with which bags."""
    seated = [passenger for passenger in booking.passengers if passenger.seat]
    count = str(len(seated))
    number = (flight.number, "Y")
    yield ("TVL", _times(flight), flight.origin, flight.destination, flight.carrier, number)
    yield ("RPI", count, "HK")
    yield ("APD", "738")
    between = (flight.carrier, "", "", flight.origin, flight.destination)
    yield ("SSR", ("SEAT", "HK", count, *between), *((one.seat, "", str(one.reference)) for one in seated))
    yield ("RCI", (flight.carrier, booking.locator))
    if flight.departs_at - header.prepared_at > CHECK_IN_OPENS:
        return
    checked_in_at = header.prepared_at - CHECKED_IN_BEFORE
    yield ("DAT", ("2", f"{checked_in_at:%d%m%y}", f"{checked_in_at:%H%M}"))
    for passenger in seated:
        yield from _checked_in(flight, passenger)


def _checked_in(flight: Flight, passenger: Passenger) -> Iterator[Segment]:
    person, reference = passenger.person, str(passenger.reference)
    yield ("TRI", "", (f"{passenger.reference:03}", "", "", reference))
    yield ("TIF", person.surname, (f"{person.given}{person.title}", passenger.type_code, reference))
    yield ("SSD", passenger.seat, "", "", "", "Y")
    if passenger.bags:
        tag = (flight.carrier, passenger.ticket[-6:], str(passenger.bags), flight.destination)
        yield ("TBD", "", (str(passenger.bags), str(14 * passenger.bags), "700"), "", "", tag)


def _return(flight: Flight, booking: Booking) -> Iterator[Segment]:
    """Yield group 5 of the flight back, some days later, under a number of its own."""
    back = flight.arrival + timedelta(days=booking.days_to_return)
    number = (str(int(flight.number) + RETURN_NUMBERS), "Y")
    times = (f"{back:%d%m%y}", f"{back:%H%M}")
    yield ("TVL", times, flight.destination, flight.origin, flight.carrier, number)
    yield ("RPI", str(len(booking.passengers)), "HK")


def _history(flight: Flight, booking: Booking) -> Iterator[Segment]:
    """Yield groups 10 to 12: a change of the booking."""
    yield ("ABI", "1", ("", f"{flight.origin}{flight.carrier}"), flight.origin, "", flight.carrier)
    yield ("DAT", ("T", f"{booking.created:%d%m%y}", f"{booking.created:%H%M}"))
    yield ("SAC", "", "", "A")
    yield ("SSR", ("RQST", "HK", "1", flight.carrier))


def travellers_of(bookings: Iterable[Booking]) -> int:
    """Return how many people the bookings hold, infants included."""
    return sum(len(booking.passengers) for booking in bookings)
