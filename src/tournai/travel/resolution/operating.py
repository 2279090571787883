"""The operating flight of a leg: in a codeshare, several carriers sell seats of one flight under numbers of their own.

Source: Directive (EU) 2016/681, Art. 8(1): where a flight is code-shared, the carrier that operates it transfers the
data. IATA/WCO/ICAO PNRGOV implementation guide 13.1, TVL: C306 holds the marketing and the operating carrier.
"""

import re
from collections.abc import Iterable

import msgspec

from tournai.travel.records import Leg, Pnr, Push

_DESIGNATOR = re.compile(r"([A-Z0-9]{2}) ?/?([0-9]{1,4})[A-Z]?")
"""A designator of IATA SSIM: carrier, flight number, operational suffix."""


class Designator(msgspec.Struct, frozen=True, gc=False):
    """A carrier and a flight number."""

    carrier: str
    number: str


def operating_designator(leg: Leg, bookings: Iterable[Pnr] = ()) -> Designator:
    """Return the carrier and number that operate a leg: as the leg says, else as the message's bookings agree.

    A leg that names no other operating carrier, or a carrier without its number that no booking completes, operates
    under its own designator.
    """
    named = _operating(leg)
    if named is not None:
        return named
    completed = {
        found
        for booking in bookings
        for one in booking.legs
        if is_same_leg(one, leg) and (found := _operating(one)) is not None
    }
    if len(completed) == 1 and (not leg.operating_carrier or leg.operating_carrier == next(iter(completed)).carrier):
        return completed.pop()
    return Designator(leg.carrier, flight_number(leg.number))


def read_designator(text: str) -> Designator | None:
    """Return the designator that a timetable names a flight by, ``None`` where it names a carrier alone.

    >>> read_designator("XX 0717"), read_designator("XX")
    (Designator(carrier='XX', number='717'), None)
    """
    found = _DESIGNATOR.fullmatch(text.strip())
    return Designator(found[1], flight_number(found[2])) if found else None


def is_operators_push(push: Push, carrier: str) -> bool:
    """Whether a push is the operating carrier's own, and not that of a carrier that only sells seats of the flight."""
    return push.sender == carrier or any(leg.carrier == carrier for leg in push.legs)


def flight_number(number: str) -> str:
    """Return a flight number without leading zeros.

    >>> flight_number("0717")
    '717'
    """
    return number.lstrip("0") or number


def is_same_leg(one: Leg, other: Leg) -> bool:
    """Whether two legs of one message are the same: designator, airports, and day where both have it."""
    days = {_day(one), _day(other)} - {None}
    named = (one.carrier, flight_number(one.number), one.departure_airport, one.arrival_airport)
    return named == (other.carrier, flight_number(other.number), other.departure_airport, other.arrival_airport) and (
        len(days) <= 1
    )


def _day(leg: Leg) -> object:
    return leg.departure_date or (leg.departure.date() if leg.departure else None)


def _operating(leg: Leg) -> Designator | None:
    if not leg.operating_number:
        same = leg.operating_carrier in ("", leg.carrier)
        return Designator(leg.carrier, flight_number(leg.number)) if same and leg.operating_carrier else None
    return Designator(leg.operating_carrier or leg.carrier, flight_number(leg.operating_number))
