"""Finding the travellers that the elements of a reasoned request name, and nobody else.

Source: Directive (EU) 2016/681, Art. 6(2)(b) and 6(6); rules PNR-11, PNR-22.
"""

from collections.abc import Sequence

import msgspec

from tournai.casework.requests import ByDocument, ByFlight, ByPerson, ByRecordLocator, Element, ReasonedRequest
from tournai.node.duties.comparing import name_and_birth
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.rows import StoredRecord, StoredRequest, StoredTraveller

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


def _blind(ports: Ports, kind: str, value: str) -> bytes:
    return ports.keys.blind("look-up", kind, value)
