"""Finding the travellers that the elements of a reasoned request name, and nobody else.

Source: Directive (EU) 2016/681, Art. 6(2)(b) and 6(6); rules PNR-11, PNR-22.
"""

from collections.abc import Iterator, Sequence

import msgspec

from tournai.casework.requests import (
    ByAlert,
    ByDocument,
    ByFlight,
    ByPerson,
    ByRecordLocator,
    Element,
    ReasonedRequest,
    period_of,
)
from tournai.node.duties.comparing import name_and_birth
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.rows import Flight, StoredRecord, StoredRequest, StoredTraveller
from tournai.node.duties.sought_in_past import sought_in_period

Found = Sequence[tuple[StoredTraveller, StoredRecord]]


def open_reasoned_request(ports: Ports, stored: StoredRequest) -> ReasonedRequest:
    """Return a request as it was registered."""
    key = ports.keys.open_data_keys([stored.key_id])[stored.key_id]
    content = ports.keys.unseal(key, stored.sealed, context=request_context(stored.number))
    return msgspec.json.decode(content, type=ReasonedRequest)


def request_context(number: str) -> bytes:
    """Return the context under which a request is sealed."""
    return f"request\x00{number}".encode()


def travellers_named(ports: Ports, unit: Unit, element: Element) -> Found:
    """Return the travellers that one element of a request finds, with their records."""
    match element:
        case ByRecordLocator(locator):
            return unit.travel.find_blind("record locator", _blind(ports, "record locator", locator))
        case ByDocument(number):
            return unit.travel.find_blind("document number", _blind(ports, "document number", number))
        case ByPerson(surname, given, birth):
            value = name_and_birth(surname, given, birth)
            return unit.travel.find_blind("name and birth date", _blind(ports, "name and birth date", value))
        case ByFlight(carrier, number, on):
            flights = unit.travel.flights_named(carrier, number, on)
            return [pair for flight in flights for pair in unit.travel.travellers_of_flight(flight.flight_id)]
        case ByAlert():
            raise ValueError("an alert names nobody: the flights of a period are compared with it")


def named_in_period(
    ports: Ports, unit: Unit, request: ReasonedRequest, element: Element
) -> Iterator[tuple[StoredTraveller, StoredRecord, Flight]]:
    """Yield the travellers that one element of a request finds on flights within its period of travel."""
    first, last = period_of(request)
    if isinstance(element, ByAlert):
        yield from sought_in_period(ports, unit, element, first, last)
        return
    for traveller, record in travellers_named(ports, unit, element):
        flight = unit.travel.flight(traveller.flight_id)
        if flight is not None and first <= flight.departure_date <= last:
            yield traveller, record, flight


def _blind(ports: Ports, kind: str, value: str) -> bytes:
    return ports.keys.blind("look-up", kind, value)
