"""A booking in XML: its locators, agency, contacts, travellers, flights, check-in and splits.

Source: IATA PNRGOV XML implementation guide 13.1 and 14.1; public producers; Directive (EU) 2016/681, Annex I.
"""

import re
from datetime import date, datetime

import msgspec

from tournai.travel.bookings import Booking, Person
from tournai.travel.elements import state_of
from tournai.travel.minimise import Minimiser
from tournai.travel.records import Agency, CheckIn, Defect, Leg, Locator, Pnr, Seat, SplitBooking
from tournai.travel.service_requests import ServiceRequest, settle_requests
from tournai.travel.xml.nodes import Node
from tournai.travel.xml.passengers import (
    BAGS,
    OSI,
    read_address,
    read_bag,
    read_contacts,
    read_other_service,
    read_passenger,
)
from tournai.travel.xml.services import read_documents, read_services
from tournai.travel.xml.times import day_at, instant, time_at
from tournai.values.wordings import say

_SPLITS = ("splitpnr", "pnrsplit", "split", "dividedpnr")
_GROUPS = ("group", "groupinfo", "groupname")
_DROPPED = {
    "remark": "remark", "remarks": "remark", "generalremark": "remark", "text": "remark", "history": "history content",
    "pnrhistory": "history content", "hotel": "hotel, car or rail", "hotelinfo": "hotel, car or rail",
    "car": "hotel, car or rail", "carinfo": "hotel, car or rail", "vehicle": "hotel, car or rail",
    "rail": "hotel, car or rail", "railinfo": "hotel, car or rail", "nonairsegment": "hotel, car or rail",
    "sponsorinfo": "payer",
}  # fmt: skip
"""Element -> how its dropping is counted; nothing in it is read."""

_NUMBER = re.compile(r"([0-9]{1,4})([A-Z]?)", re.ASCII)


def read_pnr(node: Node, reference: date | None, whole: Minimiser, *, is_damaged: bool) -> tuple[Pnr, list[Defect]]:
    """Return a booking, minimised, and what was wrong in it; a damaged one is never read as a cancellation.

    ``reference`` is the day against which two-digit years are read.
    """
    return _PnrReader(node, reference, whole).read(is_damaged=is_damaged)


class _PnrReader:
    """Reads one booking: its own elements first, then its flights, which name its travellers."""

    def __init__(self, node: Node, reference: date | None, whole: Minimiser) -> None:
        self.node = node
        self.booking = Booking(node.place, whole)
        self.minimiser = self.booking.minimiser
        changed = instant(node.get("pnrtransdate"))
        self.reference = reference or (changed.date() if changed else None)
        self.requests: list[ServiceRequest] = []

    def read(self, *, is_damaged: bool) -> tuple[Pnr, list[Defect]]:
        node, booking = self.node, self.booking
        booking.last_changed = instant(node.get("pnrtransdate"))
        booking.ticketed_on = instant(node.get("lasttktdate"))
        for child in node.children:
            if child.name != "flight":
                self._take(child)
        for child in node.all("flight"):
            self._flight(child)
        settle_requests(booking, self.requests, self.reference)
        booking.has_empty_origin = booking.agency is None and not is_damaged
        if not booking.locators:
            booking.report(node.place, "locator-missing", "the booking has no readable record locator (BookingRefID)")
        declared = self._declared()
        return msgspec.structs.replace(booking.freeze(), declared_travellers=declared), booking.defects

    def _declared(self) -> int | None:
        """Return how many travellers the booking says it has; some producers leave infants out of the number."""
        count = self.minimiser.keep("count", self.node.get("numberofpassengers"))
        people = self.booking.people
        seated = sum(not person.is_infant for person in people)
        if count and int(count) not in (len(people), seated) and not self.booking.is_group and not self._is_empty():
            message = say(
                "NumberOfPassengers is {declared}; the booking has {counted}", declared=int(count), counted=len(people)
            )
            self.booking.report(self.node.place, "passenger-count", message)
        return int(count) if count else None

    def _is_empty(self) -> bool:
        return not self.booking.people and not self.booking.legs

    def _take(self, child: Node) -> None:
        name, booking = child.name, self.booking
        if name == "passenger":
            self.requests += read_passenger(child, booking)[1]
        elif name == "bookingrefid":
            created = None if booking.locators else instant(self.node.get("pnrcreationdate"))
            booking.locators += _locators([child], self.minimiser, created=created)
        elif name == "pos":
            booking.agency = next(
                filter(None, (_agency(source, self.minimiser) for source in child.all("source"))), None
            )
        elif name == "contactinfo":
            booking.contacts += [*read_contacts(child, self.minimiser), *read_address(child, booking)]
        elif name == "prepaidbag" or name in BAGS:
            booking.prepaid_bags += read_bag(child, self.minimiser, None, is_prepaid=True)
        elif name == "ssr":
            self.requests += read_services(child, booking, None, None)
        elif name == "docssr":
            self.requests += read_documents(child, booking, None, None)
        else:
            self._take_other(child)

    def _take_other(self, child: Node) -> None:
        if child.name in _SPLITS:
            locators = _locators(list(child.all("bookingrefid")), self.minimiser)
            count = self.minimiser.keep("count", child.get("numberofpassengers", "numberinparty"))
            self.booking.splits.append(SplitBooking(tuple(locators), int(count) if count else None, child.place))
        elif child.name in _GROUPS:
            # A group's name can tell a religion or a party; its size is listed in Annex I point 17.
            self.minimiser.drop("group name")
            self.booking.is_group = True
            count = self.minimiser.keep("count", child.get("size", "numberofpassengers", "numberinparty"))
            self.booking.group_size = int(count) if count else None
        elif child.name in OSI:
            read_other_service(child, self.booking, None)
        else:
            self.minimiser.drop(_DROPPED.get(child.name, "unknown element"))

    def _flight(self, node: Node) -> None:
        leg = read_flight(node, self.minimiser)
        index = self.booking.add_leg(leg) if leg else None
        if leg and leg.departure_date is None and node.get("departuredatetime"):
            message = "the flight's DepartureDateTime is no date and time"
            self.booking.report(node.place, "date-unreadable", message)
        for child in node.children:
            if child.name == "checkininfo":
                self._check_in(child, index)
            elif child.name == "ssr":
                self.requests += read_services(child, self.booking, None, index)
            elif child.name == "docssr":
                self.requests += read_documents(child, self.booking, None, index)
            elif child.name in OSI:
                read_other_service(child, self.booking, None)
            elif child.name not in _FLIGHT_PARTS:
                self.minimiser.drop(_DROPPED.get(child.name, "unknown element"))

    def _check_in(self, node: Node, leg: int | None) -> None:
        for record in node.all("boardingnumber"):
            person = self._checked_in(record)
            if person is None:
                self.minimiser.drop("check-in of no traveller")
                continue
            self._check_in_of(person, record, instant(node.get("time")), leg)
        others = sum(child.name != "boardingnumber" for child in node.children)
        if others:
            self.minimiser.drop("unknown element", others)

    def _check_in_of(self, person: Person, node: Node, at: datetime | None, leg: int | None) -> None:
        number = self.minimiser.keep("boarding number", node.get("number"))
        if at or number:
            person.check_ins.append(CheckIn(leg, at, number, place=node.place))
        for child in node.children:
            if child.name == "seatnumber":
                self._seat(person, child, leg)
            elif child.name in BAGS:
                person.bags += read_bag(child, self.minimiser, leg, is_prepaid=False)
            elif child.name != "passenger":
                self.minimiser.drop("unknown element")

    def _checked_in(self, node: Node) -> Person | None:
        """Return who checked in: by reference, else by name, else the only traveller; one not named is added."""
        named = node.first("passenger")
        person = self.booking.by_reference(node.get("rph"))
        if person is not None or named is None:
            return person or self.booking.only_person()
        surname, given = named.text_of("surname"), named.text_of("givenname")
        known = self.booking.all_named(surname, given)
        if known or not surname:
            return known[0] if len(known) == 1 else None
        message = "a traveller checked in who is not named in the booking"
        self.booking.report(named.place, "traveller-not-named", message)
        return read_passenger(named, self.booking)[0]

    def _seat(self, person: Person, node: Node, leg: int | None) -> None:
        seat = self.minimiser.keep("seat", node.text or node.get("number")).lstrip("0")
        if seat:
            cabin = self.minimiser.keep("booking class", node.get("cabinclass"))
            person.seats.append(Seat(seat, leg, is_assigned=True, place=node.place, cabin=cabin))


_FLIGHT_PARTS = {
    "departureairport", "arrivalairport", "operatingairline", "marketingairline", "equipment", "bookingrefid",
}  # fmt: skip


def read_flight(node: Node, minimiser: Minimiser) -> Leg | None:
    """Return the flight of a Flight or FlightLeg; ``None`` for one that names no airport."""
    keep = minimiser.keep
    departs = keep("airport", node.code_of("departureairport", "locationcode"))
    arrives = keep("airport", node.code_of("arrivalairport", "locationcode"))
    if not departs and not arrives:
        return None
    marketing, operating = node.code_of("marketingairline", "code"), node.code_of("operatingairline", "code")
    carrier = node.get("carriercode") or marketing or operating
    sold = node.get("flightnumber") or node.code_of("marketingairline", "flightnumber")
    flown = node.code_of("operatingairline", "flightnumber")
    number, suffix = _flight_number(sold or flown, carrier, minimiser)
    departing, arriving = node.get("departuredatetime"), node.get("arrivaldatetime")
    arrival = time_at(arriving, arrives)
    count = keep("count", node.get("numberinparty"))
    return Leg(
        carrier=keep("carrier", carrier),
        number=number,
        departure_airport=departs,
        arrival_airport=arrives,
        departure=time_at(departing, departs),
        arrival=arrival,
        arrival_date=None if arrival else day_at(arriving, arrives),
        departure_date=day_at(departing, departs),
        operational_suffix=keep("flight suffix", node.get("operationalsuffix")) or suffix,
        operating_carrier=keep("carrier", operating) if marketing or node.get("carriercode") else "",
        operating_number=_flight_number(flown, operating, minimiser)[0] if sold else "",
        booking_class=keep("booking class", node.get("resbookdesigcode")),
        status=tuple(filter(None, [keep("status", node.get("status"))])),
        equipment=keep("equipment", node.code_of("equipment", "airequiptype")),
        place=node.place,
        operating_class=keep("booking class", node.code_of("operatingairline", "resbookdesigcode")),
        traveller_count=int(count) if count else None,
        locators=tuple(_locators(list(node.all("bookingrefid")), minimiser)),
    )


def _flight_number(text: str, carrier: str, minimiser: Minimiser) -> tuple[str, str]:
    """Return a flight's number and suffix; some producers write the carrier before, or the suffix after it."""
    plain = text.removeprefix(carrier).strip() if carrier else text
    match = _NUMBER.fullmatch(plain)
    return (match[1], match[2]) if match else (minimiser.keep("flight number", plain), "")


def _locators(nodes: list[Node], minimiser: Minimiser, *, created: datetime | None = None) -> list[Locator]:
    found = []
    for node in nodes:
        locator = minimiser.keep("locator", node.get("id"))
        if locator:
            system = minimiser.keep("system", node.code_of("companyname", "code"))
            found.append(Locator(system, locator, created, node.place))
    return found


def _agency(node: Node, minimiser: Minimiser) -> Agency | None:
    keep = minimiser.keep
    requestor = node.first("requestorid")
    agency = Agency(
        system=keep("system", node.get("airlinevendorid")),
        place_code=keep("airport", node.get("airportcode")),
        agency_number=keep("agency number", requestor.get("id") if requestor else ""),
        office=keep("office", node.get("pseudocitycode")),
        type_code=keep("status", node.get("agentdutycode")),
        state=state_of(node.get("isocountry", "isocountrycode")) or "",
        sine=keep("sine", node.get("agentsine")),
    )
    return msgspec.structs.replace(agency, place=node.place) if agency != Agency() else None
