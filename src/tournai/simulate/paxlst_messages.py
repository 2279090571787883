"""PAXLST messages of invented travellers: the list that a carrier sends when check-in is closed.

Source: UN/EDIFACT D.05B, PAXLST; WCO/IATA/ICAO API guidelines, PAXLST implementation guide.
"""

from collections.abc import Sequence

from tournai.simulate.bookings import Booking, Passenger
from tournai.simulate.flights import Flight, sender_of
from tournai.simulate.pnrgov_messages import RECIPIENT, Header, Segment
from tournai.travel import (
    Bag,
    Contact,
    Leg,
    ListAction,
    ListSubject,
    MessageFormat,
    Push,
    Seat,
    TravelDocument,
    Traveller,
)
from tournai.travel.elements import consecutive_tags
from tournai.travel.paxlst import flight_reference, list_segments
from tournai.values import PartialDate

REFERENCE = "PAX001"


def paxlst_segments(header: Header, flight: Flight, bookings: Sequence[Booking]) -> tuple[Segment, ...]:
    """Return the segments of an interchange that holds one PAXLST message, UNB first and UNZ last."""
    leg = Leg(
        carrier=flight.carrier,
        number=flight.number,
        departure_airport=flight.origin,
        arrival_airport=flight.destination,
        departure=flight.departure,
        arrival=flight.arrival,
        crosses_border=True,
    )
    push = Push(
        format=MessageFormat.PAXLST,
        version="D.05B",
        sender=sender_of(flight.carrier),
        recipient=RECIPIENT,
        interchange_reference=header.reference,
        message_reference=REFERENCE,
        access_reference=flight_reference(leg),
        part=1,
        is_last_part=True,
        prepared_at=header.prepared_at,
        legs=(leg,),
        travellers=tuple(_traveller(flight, booking, one) for booking in bookings for one in booking.passengers),
        reporting_party="SYNTHETIC HELP DESK",
        list_subject=ListSubject.PASSENGERS,
        list_action=ListAction.REPORT,
        reporting_contacts=(Contact("phone", "000 555 0100"),),
    )
    return list_segments(push)


def _traveller(flight: Flight, booking: Booking, passenger: Passenger) -> Traveller:
    person = passenger.person
    tags = consecutive_tags(f"{flight.carrier}{passenger.ticket[-6:]}", str(passenger.bags))
    passport = TravelDocument(
        type_code="P",
        number=person.document,
        issuing_state=person.nationality,
        date_of_expiry=person.expires,
    )
    return Traveller(
        surname=person.surname,
        given=person.given,
        sex=person.sex,
        date_of_birth=PartialDate.on(person.born) if person.born else None,
        bags=(Bag(count=passenger.bags), Bag(tags=tuple(tags))) if passenger.bags else (),
        journey_start=flight.origin,
        journey_end=flight.destination,
        nationalities=(person.nationality,),
        record_locators=(booking.locator,),
        seats=(Seat(passenger.seat),) if passenger.seat else (),
        documents=(passport,),
    )
