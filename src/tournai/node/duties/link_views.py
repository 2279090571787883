"""What a chart of links shows; see `tournai.node.duties.views`."""

from datetime import date, datetime

import msgspec

from tournai.node.duties.flight_views import FlightView
from tournai.node.duties.traveller_views import AccessView


class LinkedPerson(msgspec.Struct, frozen=True):
    """A traveller on a chart of links, of however many records. ``hop`` 0 is whom the chart is about."""

    hop: int
    name: str
    births: tuple[str, ...]
    documents: tuple[str, ...]
    flights: tuple[str, ...]


class LinkedThing(msgspec.Struct, frozen=True):
    """What ties travellers: its kind, see `travel.resolution.LinkKind`, and its value, a card number masked."""

    kind: str
    value: str


class TravelLeg(msgspec.Struct, frozen=True):
    """A leg of the traveller's; ``flight_id`` is empty where only the booking's itinerary names it."""

    designator: str
    departs_on: date
    departure_airport: str
    arrival_airport: str
    flight_id: str


class LinksPage(msgspec.Struct, frozen=True):
    """The chart of one traveller's links, two hops at most. It is kept nowhere."""

    now: datetime
    traveller_id: str
    flight: FlightView
    persons: tuple[LinkedPerson, ...]
    things: tuple[LinkedThing, ...]
    ties: tuple[tuple[int, int], ...]
    """(position of a person, position of a thing)."""
    travel: tuple[TravelLeg, ...]
    locked_legs: int
    """Legs that the booking names and that the reference does not open (rule PNR-15)."""
    left_out: dict[str, int]
    """Kind of link, ``links`` or ``travellers`` -> how many were not followed or shown."""
    travels_from: date
    travels_until: date
    is_coming_only: bool
    """From a hit: only flights that are still to come."""
    access: AccessView
