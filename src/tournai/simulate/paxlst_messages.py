"""PAXLST messages of invented travellers: the list that a carrier sends when check-in is closed.

Source: UN/EDIFACT D.05B, PAXLST; WCO/IATA/ICAO API guidelines, PAXLST implementation guide.
"""

from collections.abc import Iterator, Sequence

from tournai.simulate.bookings import Booking, Passenger
from tournai.simulate.flights import Flight, sender_of
from tournai.simulate.pnrgov_messages import RECIPIENT, Header, Segment
from tournai.travel import close_message

ALL_PASSENGERS = "745"
REFERENCE = "PAX001"


def paxlst_segments(header: Header, flight: Flight, bookings: Sequence[Booking]) -> tuple[Segment, ...]:
    """Return the segments of an interchange that holds one PAXLST message, UNB first and UNZ last."""
    sender = (sender_of(flight.carrier), "ZZ")
    prepared = (f"{header.prepared_at:%y%m%d}", f"{header.prepared_at:%H%M}")
    passengers = [(booking, passenger) for booking in bookings for passenger in booking.passengers]
    message: list[Segment] = [
        (
            "UNH", REFERENCE, ("PAXLST", "D", "05B", "UN", "IATA"),
            f"{flight.designator}/{flight.departure:%y%m%d/%H%M}", ("01", "F"),
        ),
        ("BGM", ALL_PASSENGERS),
        ("NAD", "MS", "", "", "SYNTHETIC HELP DESK"),
        ("COM", ("000 555 0100", "TE")),
        ("TDT", "20", flight.designator, "", "", flight.carrier),
        ("LOC", "125", flight.origin),
        ("DTM", ("189", f"{flight.departure:%y%m%d%H%M}", "201")),
        ("LOC", "87", flight.destination),
        ("DTM", ("232", f"{flight.arrival:%y%m%d%H%M}", "201")),
        *(segment for booking, passenger in passengers for segment in _traveller(flight, booking, passenger)),
        ("CNT", ("42", str(len(passengers)))),
    ]  # fmt: skip
    return (
        ("UNB", ("UNOA", "4"), sender, (RECIPIENT, "ZZ"), prepared, header.reference, "", "APIS"),
        ("UNG", "PAXLST", sender, (RECIPIENT, "ZZ"), prepared, "1", "UN", ("D", "05B")),
        *close_message(message),
        ("UNE", "1", "1"),
        ("UNZ", "1", header.reference),
    )


def _traveller(flight: Flight, booking: Booking, passenger: Passenger) -> Iterator[Segment]:
    person = passenger.person
    first, *others = person.given.split()
    yield ("NAD", "FL", "", "", (person.surname, first, " ".join(others)) if others else (person.surname, first))
    yield ("ATT", "2", "", person.sex.value)
    if person.born:
        yield ("DTM", ("329", f"{person.born:%y%m%d}"))
    if passenger.bags:
        yield ("MEA", "CT", "", ("", str(passenger.bags)))
        yield ("FTX", "BAG", "", "", (f"{flight.carrier}{passenger.ticket[-6:]}", str(passenger.bags)))
    yield ("LOC", "178", flight.origin)
    yield ("LOC", "179", flight.destination)
    yield ("NAT", "2", person.nationality)
    yield ("RFF", ("AVF", booking.locator))
    if passenger.seat:
        yield ("RFF", ("SEA", passenger.seat))
    yield ("DOC", ("P", "110", "111"), person.document)
    yield ("DTM", ("36", f"{person.expires:%y%m%d}"))
    yield ("LOC", "91", person.nationality)
