"""Typed values out of PNRGOV's data elements: flights, locators, agencies, tickets, payments, bags, loyalty.

Each reader takes a segment as elements of components (element 0 is the tag), keeps what Annex I allows in the shape it
must have, and gives a record with the segment's place.

Source: IATA/WCO/ICAO PNRGOV implementation guide 13.1, section 5 (segment layouts).
"""

from datetime import datetime, timedelta
from functools import lru_cache

from tournai.travel.composites import Composite, Row, read_composites
from tournai.travel.edifact import Segment
from tournai.travel.minimise import Minimiser, mask_account
from tournai.travel.records import Agency, Bag, Fare, FrequentFlyer, Leg, Locator, Payment, Place, Pricing
from tournai.travel.travel_dates import day_of, local_time, universal_time
from tournai.values import StateCode, state_code

Values = list[list[str]]
"""A segment: its elements, each a list of components; the tag is element 0."""

MOST_CONSECUTIVE_TAGS = 99
"""More bags than one traveller can check in; a larger count is damage."""

_WEIGHT_UNITS = {"700": "KG", "701": "LB", "K": "KG", "L": "LB", "KG": "KG", "LB": "LB", "KGM": "KG", "LBR": "LB"}
_POOLS = {"HP", "MP"}
"""TBD: the head and a member of a pool of bags."""
_NO_COMPONENTS: list[str] = [""]


def element(values: Values, number: int) -> list[str]:
    """Return the components of an element, ``[""]`` where the segment is shorter."""
    return values[number] if number < len(values) else _NO_COMPONENTS


def component(components: list[str], number: int) -> str:
    """Return a component, ``""`` where the element is shorter."""
    return components[number] if number < len(components) else ""


@lru_cache(maxsize=1024)
def state_of(text: str) -> StateCode | None:
    """Return the state of a two- or three-letter code (or the one letter ``D``); ``None`` for anything else."""
    return state_code(text) if 1 <= len(text) <= 3 and text.isalpha() else None


def read_leg(values: Values, place: Place, minimiser: Minimiser) -> Leg | None:
    """Return the flight of a TVL; ``None`` for one that names no airport, such as ARNK."""
    departs, arrives = element(values, 2)[0], element(values, 3)[0]
    if not departs and not arrives:
        return None
    keep = minimiser.keep
    times = element(values, 1)
    departure = local_time(times[0], component(times, 1))
    arrival = _arrival(times, departure)
    carriers, flight = element(values, 4), element(values, 5)
    operating = component(carriers, 1)
    booking_class, suffix = component(flight, 1), component(flight, 3)
    return Leg(
        carrier=keep("carrier", carriers[0]),
        number=keep("flight number", flight[0]),
        departure_airport=keep("airport", departs),
        arrival_airport=keep("airport", arrives),
        departure=departure,
        arrival=arrival,
        departure_date=day_of(times[0]),
        operational_suffix=keep("flight suffix", suffix) if suffix else "",
        operating_carrier=keep("carrier", operating) if operating else "",
        booking_class=keep("booking class", booking_class) if booking_class else "",
        place=place,
        arrival_date=None if arrival else day_of(component(times, 2)),
    )


def _arrival(times: list[str], departure: datetime | None) -> datetime | None:
    day, clock = component(times, 2), component(times, 3)
    if len(day) == 4 and not clock:
        day, clock = "", day  # date:time:time, as level 0 is often written
    if day:
        return local_time(day, clock)
    if departure is None:
        return None
    arrival = local_time(times[0], clock)
    if arrival is None or arrival >= departure:
        return arrival
    # No arrival date, and a clock time before the departure's: the guide leaves the day out only when it is implied.
    return arrival + timedelta(days=1)


def operating_flight(values: Values) -> tuple[str, str] | None:
    """Return number and class from a TVL that names nothing else (``TVL+++++972:M``), a codeshare's; else ``None``."""
    if len(values) < 6 or any(map(any, values[1:5])) or any(map(any, values[6:])):
        return None
    flight = values[5]
    # ``TVL+++++ARNK`` has no number: it tells of a journey by land.
    return (flight[0], component(flight, 1)) if flight[0].isdecimal() else None


def read_fare(values: Values, place: Place, minimiser: Minimiser) -> Fare | None:
    """Return the fare of a FAR: type, discount, kind of fare and basis; ``None`` where it says none of them.

    The age that may stand beside the type is dropped: a traveller's birth date is API, an age is no element of Annex I.
    """
    keep = minimiser.keep
    discount = element(values, 3)
    if element(values, 2)[0]:
        minimiser.drop("FAR age")
    passenger_type = keep("qualifier", element(values, 1)[0])
    percentage = keep("percentage", component(discount, 1))
    kind = keep("qualifier", component(discount, 3))
    basis = keep("fare basis", element(values, 6)[0])
    if not (passenger_type or percentage or kind or basis):
        return None
    return Fare(passenger_type, percentage, kind, basis, place)


_LOCATORS = Composite("RCI", ("system", "locator", "locator type", "day or clock", "clock"))
_DATE_LENGTH = 6


def read_locators(segment: Segment, minimiser: Minimiser) -> list[Locator]:
    """Return the locators of an RCI; a date may stand in the place of the type."""
    _, rows = read_composites(segment, _LOCATORS, minimiser)
    place = segment.place
    return [Locator(row[0], row[1], _created(row) if row[2] or row[3] else None, place) for row in rows if row[1]]


def _created(row: Row) -> datetime | None:
    _, _, kind, day, clock = row
    if len(kind) == _DATE_LENGTH:
        return universal_time(kind, day)
    return universal_time(day, clock) if day else None


def read_agency(values: Values, place: Place, minimiser: Minimiser) -> Agency | None:
    """Return the agency of an ORG; ``None`` where the segment is empty."""
    if not any(part for parts in values[1:] for part in parts):
        return None
    keep = minimiser.keep
    system, agent = element(values, 1), element(values, 2)
    state = element(values, 6)[0]
    return Agency(
        system=keep("system", system[0]),
        place_code=keep("airport", component(system, 1)),
        agency_number=keep("agency number", agent[0]),
        office=keep("office", component(agent, 1)),
        type_code=keep("status", element(values, 5)[0]),
        state=state_of(state) or "",
        sine=keep("sine", element(values, 7)[0]),
        place=place,
    )


def read_times(values: Values, minimiser: Minimiser) -> dict[str, datetime]:
    """Return the instants of a DAT by their qualifier (700 last change, 710 ticket issue, 2 check-in)."""
    found: dict[str, datetime] = {}
    for parts in values[1:]:
        day = component(parts, 1)
        if not day:
            continue
        instant = universal_time(day, component(parts, 2))
        if instant is None:
            minimiser.drop("DAT without a date")
        else:
            found[parts[0]] = instant
    return found


_LOYALTY = Composite("FTI", ("carrier", "frequent-flyer number", "", "", "frequent-flyer level"))
_AMOUNTS = Composite("MON", ("qualifier", "amount", "currency"))
_PAYMENTS = Composite("FOP", ("form of payment", "qualifier", "amount", "vendor", "card account", "card expiry"))
_TAXES = Composite("TXD", ("amount", "state", "currency", "tax type"), leading=("qualifier",))
_TICKET = Composite("TKT", ("ticket number", "qualifier", "count"))
_REFERENCE = Composite("REF", ("", "unique reference"))


def read_frequent_flyers(segment: Segment, minimiser: Minimiser) -> list[FrequentFlyer]:
    """Return the frequent-flyer numbers of an FTI, each with its level."""
    _, rows = read_composites(segment, _LOYALTY, minimiser)
    place = segment.place
    return [FrequentFlyer(carrier, number, level, place) for carrier, number, _, _, level in rows if number]


def read_amounts(segment: Segment, minimiser: Minimiser) -> list[tuple[str, str, str]]:
    """Return (qualifier, amount, currency) of each amount of a MON."""
    _, rows = read_composites(segment, _AMOUNTS, minimiser)
    return [row for row in rows if row[1]]  # type: ignore[misc]  # three fields, as the layout says


def read_payments(segment: Segment, minimiser: Minimiser) -> list[Payment]:
    """Return the forms of payment of a FOP, card numbers masked."""
    _, rows = read_composites(segment, _PAYMENTS, minimiser)
    place = segment.place
    return [
        Payment(form, amount, vendor, mask_account(account) if account else "", expiry, place, indicator)
        for form, indicator, amount, vendor, account, expiry in rows
        if form or account
    ]


TaxFields = tuple[str, str, str, str, str]
"""Amount, state, currency, type and category."""


def read_taxes(segment: Segment, minimiser: Minimiser) -> list[TaxFields]:
    """Return the fields of each `Tax` of a TXD, but its place; an exemption or a percentage alone is none."""
    (category,), rows = read_composites(segment, _TAXES, minimiser)
    return [
        (amount, (state_of(state) or "") if state else "", currency, kind, category)
        for amount, state, currency, kind in rows
        if amount
    ]


def read_ticket_number(segment: Segment, minimiser: Minimiser) -> tuple[str, str, int | None]:
    """Return the number, type and number of booklets of a TKT."""
    _, rows = read_composites(segment, _TICKET, minimiser)
    number, type_code, booklets = rows[0] if rows else ("", "", "")
    return number, type_code, int(booklets) if booklets else None


def read_unique_reference(segment: Segment, minimiser: Minimiser) -> str:
    """Return the unique passenger reference of a REF."""
    _, rows = read_composites(segment, _REFERENCE, minimiser)
    return rows[0][1] if rows else ""


def read_pricing(values: Values, place: Place, minimiser: Minimiser) -> Pricing:
    """Return how a ticket is priced: a PTK's indicators, deadline, validating carrier and places of sale."""
    keep = minimiser.keep
    deadline = element(values, 3)
    return Pricing(
        indicators=tuple(filter(None, [keep("qualifier", part) for part in element(values, 1)])),
        ticket_before=universal_time(deadline[0], component(deadline, 1)) if deadline[0] else None,
        carrier=keep("carrier", element(values, 4)[0]),
        airline_number=keep("airline number", element(values, 5)[0]),
        places=tuple(filter(None, [keep("airport", parts[0]) for parts in values[6:]])),
        place=place,
    )


def read_checked_bags(values: Values, leg: int | None, place: Place, minimiser: Minimiser) -> Bag | None:
    """Return the checked baggage of a TBD with every tag number written out; ``None`` where it names none."""
    keep = minimiser.keep
    quantity = element(values, 2)
    count = keep("count", quantity[0])
    weight = keep("weight", component(quantity, 1))
    tags: list[str] = []
    entries = 0
    destination = ""
    for parts in values[5:]:
        first = keep("bag tag", component(parts, 1).strip())
        run = consecutive_tags(keep("carrier", parts[0]) + first, component(parts, 2)) if first else []
        if run:
            entries += 1
            tags += minimiser.write_out(run)
            destination = destination or keep("airport", component(parts, 3))
    if not tags and not count:
        return None
    return Bag(
        tags=tuple(tags),
        tag_entries=entries,
        count=int(count) if count else None,
        weight=weight,
        weight_unit=_WEIGHT_UNITS.get(component(quantity, 2), ""),
        leg=leg,
        destination=destination,
        place=place,
        pool=pool if (pool := element(values, 4)[0]) in _POOLS else "",
        pool_reference=keep("pool reference", component(element(values, 4), 1).replace(" ", "")),
    )


def consecutive_tags(first: str, count: str) -> list[str]:
    """Return the tag numbers of a run: the first, and as many that follow it as the count says.

    >>> consecutive_tags("BA987654", "3")
    ['BA987654', 'BA987655', 'BA987656']
    """
    prefix = first.rstrip("0123456789")
    digits = first[len(prefix) :]
    if not digits:
        return []
    number = int(count) if count.isdecimal() and count.isascii() and len(count) <= 3 else 1
    if not 1 <= number <= MOST_CONSECUTIVE_TAGS:
        number = 1
    return [prefix + str(int(digits) + step).zfill(len(digits)) for step in range(number)]


def read_prepaid_bags(values: Values, place: Place, minimiser: Minimiser) -> list[Bag]:
    """Return the prepaid baggage of an EBD: how many, and their weight where it counts weight."""
    found = []
    if any(element(values, 1)):
        minimiser.drop("EBD charge")  # a payment, but no ticket's (Annex I point 6)
    for parts in values[2:]:
        count = minimiser.keep("count", parts[0])
        kind = component(parts, 2)
        if not count:
            continue
        weight = minimiser.keep("weight", component(parts, 1))
        unit = _WEIGHT_UNITS.get(component(parts, 3), "") if kind == "W" or weight else ""
        found.append(Bag(count=int(count), weight=weight, weight_unit=unit, place=place, is_prepaid=True))
    return found
