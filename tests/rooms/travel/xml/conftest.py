"""Small PNRGOV XML messages, composed around a few elements in the shape that public producers give them."""

from collections.abc import Callable

import pytest

from tournai.travel import Pnr, Push, read_travel_file

NAMESPACE = "http://www.iata.org/IATA/2007/00"
HEAD = (
    '<Originator AirlineCode="XX" SystemCode="1A" AirlineContactInfo="desk@example.org"/>'
    '<FlightLeg CarrierCode="XX" FlightNumber="1" DepartureDateTime="2030-12-02T09:00:00" '
    'ArrivalDateTime="2030-12-02T11:30:00" DateChangeNbr="0">'
    '<DepartureAirport LocationCode="NCE"/><ArrivalAirport LocationCode="BRU"/></FlightLeg>'
)
LOCATOR = '<BookingRefID ID="ABCDEF"><CompanyName Code="1A"/></BookingRefID>'
FLIGHT = (
    '<Flight DepartureDateTime="2030-12-02T09:00:00" ArrivalDateTime="2030-12-02T11:30:00" Status="HK" '
    'FlightNumber="1"><DepartureAirport LocationCode="NCE"/><ArrivalAirport LocationCode="BRU"/>'
    '<MarketingAirline Code="XX"/>{}</Flight>'
)


@pytest.fixture
def message() -> Callable[..., bytes]:
    """Compose a message prepared on 1 December 2030 around the bookings given (each from ``<PNR`` on)."""

    def compose(*pnrs: str, attributes: str = "", head: str = HEAD) -> bytes:
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><IATA_PNRGOV_NotifRQ xmlns="{NAMESPACE}" Version="13.1" '
            f'TimeStamp="2030-12-01T09:00:00Z"{attributes}>{head}'
            f'<PNRs NumberOfPnrs="{len(pnrs)}">{"".join(pnrs)}</PNRs></IATA_PNRGOV_NotifRQ>'
        ).encode()

    return compose


@pytest.fixture
def push(message: Callable[..., bytes]) -> Callable[..., Push]:
    """Read the one push of a message with the bookings given."""
    return lambda *pnrs, **kinds: read_travel_file(message(*pnrs, **kinds)).pushes[0]


@pytest.fixture
def booking(push: Callable[..., Push]) -> Callable[..., Pnr]:
    """Read one booking, ABCDEF of system 1A, with the elements given after its locator."""
    return lambda *elements: push(f"<PNR>{LOCATOR}{''.join(elements)}</PNR>").pnrs[0]


@pytest.fixture
def anna() -> Callable[..., str]:
    """Write the traveller Anna Example, reference 1, with the elements given in her."""

    def write(*elements: str, attributes: str = 'RPH="1"') -> str:
        names = "<GivenName>ANNA</GivenName><Surname>EXAMPLE</Surname>"
        return f"<Passenger {attributes}>{names}{''.join(elements)}</Passenger>"

    return write


@pytest.fixture
def flight() -> Callable[..., str]:
    """Write flight XX1 from NCE to BRU with the elements given in it."""
    return lambda *elements: FLIGHT.format("".join(elements))
