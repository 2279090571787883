"""Flights of a simulated evening at Brussels and Paris: real airports, carriers and flight numbers invented."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import msgspec

from tournai.errors import Malformed
from tournai.values import airport

CARRIERS = ("XT", "ZY")
"""Designators of no carrier that flies from here; what they send is marked as synthetic besides (`sender_of`)."""
HOMES = ("BRU", "CDG")
FIRST_NUMBER = 101
FIRST_DEPARTURE = timedelta(minutes=70)
LAST_DEPARTURE = timedelta(hours=14)

_ARABIC = ("Maghreb", "Maghreb", "Levant and Gulf", "French", "Dutch")
_AFRICAN = ("West Africa", "West Africa", "French", "Maghreb", "Dutch")
_ATLANTIC = ("English", "English", "French", "Spanish", "German", "South and East Asia")
_EASTERN = ("Slavic, in Cyrillic", "Balkans and Central Europe", "Turkey", "German", "French")
_ASIAN = ("South and East Asia", "South and East Asia", "Levant and Gulf", "English", "French")


class Route(msgspec.Struct, frozen=True):
    """An airport flown to and from, how long that takes, and the naming practices of those who fly."""

    airport: str
    minutes: int
    practices: tuple[str, ...]


ROUTES = (
    Route("IST", 205, ("Turkey", "Turkey", "Turkey", *_EASTERN)),
    Route("TUN", 155, _ARABIC),
    Route("CMN", 190, _ARABIC),
    Route("CAI", 270, ("Levant and Gulf", "Levant and Gulf", "French", "English")),
    Route("JFK", 480, _ATLANTIC),
    Route("DXB", 400, ("Levant and Gulf", *_ASIAN)),
    Route("ALG", 150, _ARABIC),
    Route("BEG", 140, ("Balkans and Central Europe", "Balkans and Central Europe", *_EASTERN)),
    Route("ABJ", 380, _AFRICAN),
    Route("BEY", 260, ("Levant and Gulf", "French", "English")),
    Route("MAD", 140, ("Spanish", "Spanish", "French", "English")),
    Route("TBS", 260, ("Slavic, in Cyrillic", *_EASTERN)),
    Route("DEL", 510, _ASIAN),
    Route("DSS", 340, _AFRICAN),
    Route("YUL", 440, _ATLANTIC),
    Route("SAW", 210, ("Turkey", "Turkey", *_EASTERN)),
    Route("FRA", 70, ("German", "German", "English", "Dutch")),
    Route("FIH", 490, _AFRICAN),
    Route("BOG", 640, ("Spanish", "Spanish", "Spanish", "English")),
    Route("RUH", 360, ("Levant and Gulf", *_ASIAN)),
)


class Flight(msgspec.Struct, frozen=True):
    """One flight: ``departure`` and ``arrival`` are local to their airports, ``departs_at`` is the instant (UTC)."""

    carrier: str
    number: str
    origin: str
    destination: str
    departs_at: datetime
    departure: datetime
    arrival: datetime
    practices: tuple[str, ...]
    duration: timedelta = timedelta()

    @property
    def designator(self) -> str:
        """Carrier and number: ``XT123``."""
        return f"{self.carrier}{self.number}"

    @property
    def date(self) -> date:
        """The day of departure at the airport of departure."""
        return self.departure.date()


def draw_flight(rng: Random, now: datetime, index: int, flights: int) -> Flight:
    """Return the flight with that index of an evening of so many; departures are spread over the hours to come."""
    route = ROUTES[index % len(ROUTES)]
    home = rng.choice(HOMES)
    is_departure = rng.random() < 0.5
    ends = (home, route.airport) if is_departure else (route.airport, home)
    step = (LAST_DEPARTURE - FIRST_DEPARTURE) / flights
    departs_at = _five_minutes(now + FIRST_DEPARTURE + step * (index + rng.random()))
    number = str(FIRST_NUMBER + index // len(CARRIERS))
    return flight_between(route, ends, departs_at, (CARRIERS[index % len(CARRIERS)], number))


def flight_between(route: Route, ends: tuple[str, str], departs_at: datetime, named: tuple[str, str]) -> Flight:
    """Return the flight on a route from one end to the other at an instant; ``named``: its carrier and number."""
    arrives_at = departs_at + timedelta(minutes=route.minutes)
    return Flight(
        carrier=named[0],
        number=named[1],
        origin=ends[0],
        destination=ends[1],
        departs_at=departs_at,
        departure=_local(departs_at, ends[0]),
        arrival=_local(arrives_at, ends[1]),
        practices=route.practices,
        duration=timedelta(minutes=route.minutes),
    )


def sender_of(carrier: str) -> str:
    """Return the party that sends for a carrier, marked: ``SYNTHETICXT``."""
    return f"SYNTHETIC{carrier}"


def _five_minutes(moment: datetime) -> datetime:
    moment = moment.astimezone(UTC)
    return moment.replace(minute=moment.minute - moment.minute % 5, second=0, microsecond=0)


def _local(moment: datetime, code: str) -> datetime:
    found = airport(code)
    if found is None:
        raise Malformed("a route names an airport that is not known", code="unknown-airport")
    return moment.astimezone(found.zone).replace(tzinfo=None)
