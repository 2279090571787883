"""The itinerary of a passenger list: stages (TDT) with their stops (LOC, DTM), paired into legs.

Senders write a stage as one pair of stops, as pairs that repeat the airport between them, or as a chain in which a stop
ends one leg and begins the next.

Source: UN/EDIFACT PAXLST, groups 2 and 3; WCO/IATA/ICAO PAXLST implementation guide 6.0, TDT and LOC (groups 2, 3).
"""

import re
from datetime import datetime

import msgspec

from tournai.travel.minimise import Minimiser
from tournai.travel.records import Leg, Place

_FLIGHT = re.compile(r"((?=[0-9]?[A-Z])[A-Z0-9]{2}[A-Z]?) ?([0-9]{1,4})([A-Z]?)")
_NUMBER = re.compile(r" ?([0-9]{1,4})([A-Z]?)")


class Stop(msgspec.Struct, gc=False):
    """An airport of a stage, with its local times, while the itinerary is read."""

    qualifier: str
    airport: str
    departure: datetime | None = None
    arrival: datetime | None = None


class Stage(msgspec.Struct, gc=False):
    """One TDT with its stops, while the itinerary is read; of one that is not kept no leg comes."""

    place: Place
    carrier: str = ""
    number: str = ""
    suffix: str = ""
    is_overflight: bool = False
    is_kept: bool = True
    stops: list[Stop] = msgspec.field(default_factory=list)


def name_flight(stage: Stage, text: str, carrier: str, minimiser: Minimiser) -> None:
    """Part a designator (``DLH12``, ``U2 123A``) into the stage's carrier, number and suffix.

    Carriers glue the number to the code, whose length only the separate carrier tells for certain.
    """
    after = _NUMBER.fullmatch(text.removeprefix(carrier)) if len(carrier) in (2, 3) else None
    if after and minimiser.keep("carrier", carrier):
        stage.carrier, stage.number, stage.suffix = carrier, after[1], after[2]
    elif match := _FLIGHT.fullmatch(text):
        stage.carrier, stage.number, stage.suffix = match[1], match[2], match[3]
    else:
        stage.carrier = minimiser.keep("carrier", carrier)
        stage.number = minimiser.keep("flight number", text.removeprefix(carrier))


def legs_of(stage: Stage) -> list[Leg]:
    """Return the legs between a stage's stops, in their order."""
    legs: list[Leg] = []
    start: Stop | None = None
    is_called = False
    for stop in stage.stops if stage.is_kept else ():
        if start is None or (is_called and _begins_anew(start, stop)):
            start, is_called = stop, False
        else:
            legs.append(_leg(stage, start, stop))
            start, is_called = stop, True
    return legs


def _begins_anew(end: Stop, stop: Stop) -> bool:
    """Whether a stop after a leg's end begins another pair: it repeats the airport, or only departs."""
    return stop.airport == end.airport or (end.departure is None and stop.departure is not None and not stop.arrival)


def _leg(stage: Stage, start: Stop, end: Stop) -> Leg:
    return Leg(
        carrier=stage.carrier,
        number=stage.number,
        departure_airport=start.airport,
        arrival_airport=end.airport,
        departure=start.departure,
        arrival=end.arrival,
        departure_date=start.departure.date() if start.departure else None,
        operational_suffix=stage.suffix,
        crosses_border=start.qualifier == "125" or end.qualifier == "87",
        is_overflight=stage.is_overflight,
        place=stage.place,
    )
