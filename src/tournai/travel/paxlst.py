"""PAXLST: passenger and crew lists, read into typed and minimised records.

Source: UN/EDIFACT directories D.02B, D.05B, D.12B and D.16B, message PAXLST; WCO/IATA/ICAO API guidelines, PAXLST
implementation guide; Regulation (EU) 2025/13, Art. 4(2) and (3).
"""

import re
from collections.abc import Callable
from datetime import date, datetime

import msgspec

from tournai.travel.edifact import Segment
from tournai.travel.elements import Values, component, consecutive_tags, element, state_of
from tournai.travel.interchange import Header, Message
from tournai.travel.pnrgov import bounded
from tournai.travel.records import (
    Bag,
    Defect,
    Leg,
    MessageFormat,
    MessageFunction,
    Place,
    Push,
    Seat,
    Ticket,
    TravelDocument,
    Traveller,
)
from tournai.travel.service_requests import KINDS, SEXES
from tournai.travel.travel_dates import birth_date, expiry_date, list_time
from tournai.values import DocumentKind, PartialDate, Sex, StateCode

FUNCTIONS = {
    ("745", ""): MessageFunction.FULL, ("745", "CP"): MessageFunction.UPDATE, ("745", "XR"): MessageFunction.CANCEL,
    ("745", "RP"): MessageFunction.UPDATE, ("266", "XF"): MessageFunction.CANCEL, ("266", "CF"): MessageFunction.UPDATE,
}  # fmt: skip
"""BGM document name and function -> what the list does."""
_DOCUMENTS = {
    "745": MessageFunction.FULL,
    "250": MessageFunction.CREW,
    "336": MessageFunction.CREW,
    "266": MessageFunction.CLOSE,
}
"""BGM document name -> what the list does where the function says nothing of its own (``745+C``)."""
PERSONS = {"FL": "passenger", "FM": "crew", "DDU": "passenger in transit", "DDT": "crew in transit", "ZZZ": "passenger"}
"""NAD party qualifiers that begin a person."""
_FLIGHT = re.compile(r"((?=[0-9]?[A-Z])[A-Z0-9]{2}[A-Z]?) ?([0-9]{1,4})([A-Z]?)")
_CAPTURES = {"173": True, "174": False}
_PORT_FIELDS = {"22": "first_port", "178": "journey_start", "179": "journey_end"}
_STOPS = {"125", "87", "92", "130"}
_NO_TAGS = {"NULL", "NIL", "NONE"}
_WEIGHT_UNITS = {"KGM": "KG", "LBR": "LB"}
_TICKET = re.compile(r"([0-9]{10,15})(?:C[0-9]|[0-9])?")


class Stop(msgspec.Struct, gc=False):
    """An airport of the list's flight, with its local times, while the itinerary is read."""

    airport: str
    place: Place
    departure: datetime | None = None
    arrival: datetime | None = None


class DocumentDraft(msgspec.Struct, gc=False):
    """A document while its group is read."""

    type_code: str
    number: str
    place: Place
    issuing_state: StateCode | None = None
    date_of_expiry: date | None = None
    date_of_issue: date | None = None


class Entry(msgspec.Struct, gc=False):
    """A person of the list while the group is read."""

    surname: str
    given: str
    place: Place
    is_crew: bool
    is_transit: bool
    sex: Sex = Sex.UNKNOWN
    sex_place: Place | None = None
    date_of_birth: PartialDate | None = None
    birth_place: Place | None = None
    nationalities: list[StateCode] = msgspec.field(default_factory=list)
    nationality_place: Place | None = None
    place_of_birth: str = ""
    residence: StateCode | None = None
    unique_reference: str = ""
    record_locators: list[str] = msgspec.field(default_factory=list)
    ports: dict[str, str] = msgspec.field(default_factory=dict)
    capture_verified: bool | None = None
    documents: list[DocumentDraft] = msgspec.field(default_factory=list)
    seats: list[Seat] = msgspec.field(default_factory=list)
    bags: list[Bag] = msgspec.field(default_factory=list)
    tickets: list[Ticket] = msgspec.field(default_factory=list)
    count: int | None = None
    weight: str = ""
    weight_unit: str = ""
    measure_place: Place | None = None

    def freeze(self) -> Traveller:
        """Return the traveller."""
        return Traveller(
            surname=self.surname,
            given=self.given,
            unique_reference=self.unique_reference,
            is_crew=self.is_crew,
            is_transit=self.is_transit,
            date_of_birth=self.date_of_birth,
            birth_place=self.birth_place,
            sex=self.sex,
            sex_place=self.sex_place,
            nationalities=tuple(dict.fromkeys(self.nationalities)),
            nationality_place=self.nationality_place,
            place_of_birth=self.place_of_birth,
            residence=self.residence,
            documents=tuple(self._document(draft) for draft in self.documents),
            tickets=tuple(self.tickets),
            seats=tuple(self.seats),
            bags=self._bags(),
            first_port=self.ports.get("first_port", ""),
            journey_start=self.ports.get("journey_start", ""),
            journey_end=self.ports.get("journey_end", ""),
            capture_verified=self.capture_verified,
            record_locators=tuple(self.record_locators),
            place=self.place,
        )

    def _document(self, draft: DocumentDraft) -> TravelDocument:
        return TravelDocument(
            kind=KINDS.get(draft.type_code, DocumentKind.OTHER),
            type_code=draft.type_code,
            number=draft.number,
            issuing_state=draft.issuing_state,
            date_of_expiry=draft.date_of_expiry,
            date_of_issue=draft.date_of_issue,
            source_code="DOC",
            place=draft.place,
        )

    def _bags(self) -> tuple[Bag, ...]:
        if self.count is None and not self.weight:
            return tuple(self.bags)
        total = Bag(count=self.count, weight=self.weight, weight_unit=self.weight_unit, place=self.measure_place)
        return (total, *self.bags)


def read_paxlst(header: Header, message: Message) -> Push:
    """Return the push of a PAXLST message: its itinerary and every person; never raises on its content."""
    reader = _ListReader(header, message)
    for segment in message.segments:
        reader.take(segment)
    return reader.finish()


class _ListReader:
    """Goes through a list once; what a segment means depends on the person or document that is open."""

    def __init__(self, header: Header, message: Message) -> None:
        self.header = header
        self.message = message
        self.reference = header.prepared_at.date() if header.prepared_at else None
        self.function = MessageFunction.OTHER
        self.reporting_party = ""
        self.declared: int | None = None
        self.counts: dict[str, tuple[int, int]] = {}
        self.legs: list[Leg] = []
        self.flight = ("", "", "")
        self.flight_place = Place("", 0, message.offset)
        self.stops: list[Stop] = []
        self.entry: Entry | None = None
        self.document: DocumentDraft | None = None
        self.travellers: list[Traveller] = []
        self.keep = message.minimiser.keep
        self.drop = message.minimiser.drop

    def take(self, segment: Segment) -> None:
        tag = segment.tag
        reader = _READERS.get(tag)
        if reader is not None:
            reader(self, segment.values(), Place(tag, segment.ordinal, segment.offset))
        elif tag in _DROPPED_TAGS:
            self.drop(tag)
        else:
            self.drop("unknown segment")
            self._report(segment.offset, "unknown-segment", "no segment of this tag belongs to a list; it was dropped")

    def _report(self, offset: int, code: str, text: str) -> None:
        self.message.defects.append(Defect(offset, code, text))

    # The list and its flight

    def _begin(self, values: Values, place: Place) -> None:
        name, function = element(values, 1)[0], element(values, 2)[0]
        by_name = _DOCUMENTS.get(name, MessageFunction.OTHER)
        self.function = FUNCTIONS.get((name, function), by_name)

    def _itinerary(self, values: Values, place: Place) -> None:
        if element(values, 1)[0] != "20" or self.entry is not None:
            self.drop("TDT of another stage")
            return
        self._close_stage()
        text, carrier = element(values, 2)[0].strip(), element(values, 5)[0].strip()
        match = _FLIGHT.fullmatch(text)
        if match:
            self.flight = (match[1], match[2], match[3])
        else:
            self.flight = (self.keep("carrier", carrier), self.keep("flight number", text.removeprefix(carrier)), "")
        self.flight_place = place

    def _close_stage(self) -> None:
        """Pair the stops read so far into legs: one that has a departure begins the next leg too."""
        stops, self.stops = self.stops, []
        start: Stop | None = None
        for stop in stops:
            if start is not None:
                self._add_leg(start, stop)
            start = stop if start is None or stop.departure is not None else None

    def _add_leg(self, start: Stop, end: Stop) -> None:
        carrier, number, suffix = self.flight
        departure = start.departure
        leg = Leg(
            carrier=carrier,
            number=number,
            departure_airport=start.airport,
            arrival_airport=end.airport,
            departure=departure,
            arrival=end.arrival,
            departure_date=departure.date() if departure else None,
            operational_suffix=suffix,
            place=self.flight_place,
        )
        self.legs.append(leg)

    def _party(self, values: Values, place: Place) -> None:
        self._close_person()
        qualifier = element(values, 1)[0]
        names = element(values, 4)
        if qualifier not in PERSONS:
            if qualifier == "MS":
                self.reporting_party = self.keep("reporting party", names[0] or element(values, 3)[0])
            else:
                self.drop("NAD of another party")
            return
        self._close_stage()
        if any(names[3:]):
            self.drop("NAD components after the names")
        if any(part for parts in values[5:] for part in parts):
            self.drop("NAD address")
        given = " ".join(filter(None, (part.strip() for part in names[1:3])))
        kind = PERSONS[qualifier]
        self.entry = Entry(names[0].strip(), given, place, "crew" in kind, "transit" in kind)
        if not names[0].strip():
            self._report(place.offset, "name-missing", "a person of the list has no surname")

    def _close_person(self) -> None:
        if self.entry is not None:
            self.travellers.append(self.entry.freeze())
        self.entry = self.document = None

    # Facts of a person or a stop

    def _place_of(self, values: Values, place: Place) -> None:
        qualifier, parts = element(values, 1)[0], element(values, 2)
        code = parts[0].strip()
        if self.entry is None:
            if qualifier in _STOPS:
                self.stops.append(Stop(self.keep("airport", code), place))
        elif qualifier in _PORT_FIELDS:
            self.entry.ports[_PORT_FIELDS[qualifier]] = self.keep("airport", code)
        elif qualifier == "91":
            if self.document is not None:
                self.document.issuing_state = state_of(code)
        elif qualifier == "174":
            self.entry.residence = state_of(code)
        elif qualifier == "180":
            town = self.keep("place of birth", component(parts, 3).strip())
            self.entry.place_of_birth = ", ".join(filter(None, (town, state_of(code) or "")))
        else:
            self.drop("LOC of another kind")

    def _time(self, values: Values, place: Place) -> None:
        parts = element(values, 1)
        qualifier, text = parts[0], component(parts, 1)
        if self.entry is None:
            self._stop_time(qualifier, text, place)
        elif qualifier == "329":
            self.entry.date_of_birth = birth_date(text, self.reference)
            self.entry.birth_place = place
            if text and self.entry.date_of_birth is None:
                self._report(place.offset, "date-unreadable", "the birth date is neither yymmdd nor yyyymmdd")
        elif self.document is not None and qualifier == "36":
            self.document.date_of_expiry = expiry_date(text, self.reference)
            if text and self.document.date_of_expiry is None:
                self._report(place.offset, "date-unreadable", "the date of expiry is neither yymmdd nor yyyymmdd")
        elif self.document is not None and qualifier == "182":
            self.document.date_of_issue = expiry_date(text, self.reference)

    def _stop_time(self, qualifier: str, text: str, place: Place) -> None:
        if not self.stops or qualifier not in ("189", "232"):
            return
        instant = list_time(text)
        if instant is None:
            self._report(place.offset, "date-unreadable", "the flight's time is not yymmddhhmm")
        elif qualifier == "189":
            self.stops[-1].departure = instant
            self.reference = self.reference or instant.date()
        else:
            self.stops[-1].arrival = instant

    def _sex(self, values: Values, place: Place) -> None:
        if self.entry is not None and element(values, 1)[0] == "2":
            self.entry.sex = SEXES.get(element(values, 3)[0], Sex.UNKNOWN)
            self.entry.sex_place = place

    def _nationality(self, values: Values, place: Place) -> None:
        state = state_of(element(values, 2)[0].strip())
        if self.entry is not None and state is not None:
            self.entry.nationalities.append(state)
            self.entry.nationality_place = self.entry.nationality_place or place

    def _reference_of(self, values: Values, place: Place) -> None:
        parts = element(values, 1)
        qualifier, text = parts[0], component(parts, 1).strip()
        if self.entry is None:
            return
        if qualifier == "AVF":
            locator = self.keep("locator", text)
            self.entry.record_locators += [locator] if locator else []
        elif qualifier == "ABO":
            self.entry.unique_reference = self.keep("unique reference", text)
        elif qualifier == "SEA":
            seat = self.keep("seat", text).lstrip("0")
            self.entry.seats += [Seat(seat, is_assigned=True, place=place)] if seat else []
        elif qualifier == "YZY" and (match := _TICKET.fullmatch(text)):
            self.entry.tickets.append(Ticket(match[1], place=place))
        else:
            self.drop("RFF of another kind")

    def _measure(self, values: Values, place: Place) -> None:
        if self.entry is None:
            return
        kind, measured = element(values, 1)[0], element(values, 3)
        if kind == "CT":
            # Senders differ in whether a unit component, empty here, stands before the count.
            count = self.keep("count", measured[0] or component(measured, 1))
            self.entry.count = int(count) if count else None
        elif kind == "WT":
            self.entry.weight = self.keep("weight", component(measured, 1))
            self.entry.weight_unit = _WEIGHT_UNITS.get(measured[0], "") if self.entry.weight else ""
        self.entry.measure_place = place

    def _text(self, values: Values, place: Place) -> None:
        if self.entry is None or element(values, 1)[0] != "BAG":
            self.drop("FTX free text")
            return
        for parts in values[4:]:
            first = parts[0].strip()
            if first and first not in _NO_TAGS:
                tags = self.message.minimiser.write_out(
                    consecutive_tags(self.keep("bag tag", first), component(parts, 1))
                )
                if tags:
                    self.entry.bags.append(Bag(tags=tuple(tags), tag_entries=1, place=place))

    def _capture(self, values: Values, place: Place) -> None:
        for parts in values[2:]:
            if self.entry is not None and parts[0] in _CAPTURES:
                self.entry.capture_verified = _CAPTURES[parts[0]]

    def _document_of(self, values: Values, place: Place) -> None:
        if self.entry is None:
            self.drop("DOC of no person")
            return
        type_code = self.keep("document type", element(values, 1)[0].strip())
        number = self.keep("document number", element(values, 2)[0].strip())
        self.document = DocumentDraft(type_code, number, place)
        self.entry.documents.append(self.document)

    def _count(self, values: Values, place: Place) -> None:
        self._close_person()
        parts = element(values, 1)
        text = component(parts, 1) or element(values, 2)[0]
        count = self.keep("count", text)
        if count:
            self.counts[self.keep("qualifier", parts[0])] = (int(count), place.offset)

    def finish(self) -> Push:
        self._close_person()
        self._close_stage()
        self._check_counts()
        if not self.legs:
            self._report(self.message.offset, "flight-missing", "no TDT with two LOC names the list's flight")
        declared = self.counts.get("42") or self.counts.get("41")
        message, header = self.message, self.header
        return Push(
            format=MessageFormat.PAXLST,
            version=message.version,
            function=self.function,
            sender=header.sender,
            recipient=header.recipient,
            interchange_reference=header.reference,
            message_reference=message.reference,
            access_reference=message.access_reference,
            part=message.part,
            is_last_part=message.is_last_part,
            prepared_at=header.prepared_at,
            legs=tuple(self.legs),
            travellers=tuple(self.travellers),
            reporting_party=self.reporting_party,
            declared_travellers=declared[0] if declared else None,
            dropped=dict(message.minimiser.dropped),
            defects=bounded(message.defects),
        )

    def _check_counts(self) -> None:
        """Compare CNT with the persons read; in a list sent in parts it counts all parts, so it says nothing of one."""
        if not self.message.is_alone:
            return
        crew = sum(traveller.is_crew for traveller in self.travellers)
        for qualifier, counted, who in (("42", len(self.travellers) - crew, "passengers"), ("41", crew, "crew")):
            declared, offset = self.counts.get(qualifier, (counted, 0))
            if declared != counted:
                self._report(offset, "cnt-count", f"CNT counts {declared} {who}; the list has {counted}")


_DROPPED_TAGS = {"COM", "CTA", "EMP", "CPI", "QTY", "GID", "AUT", "ERC", "ERP"}
"""Segments of which no record keeps anything: contacts, employment, charges, goods."""

_READERS: dict[str, Callable[[_ListReader, Values, Place], None]] = {
    "BGM": _ListReader._begin,
    "TDT": _ListReader._itinerary,
    "NAD": _ListReader._party,
    "LOC": _ListReader._place_of,
    "DTM": _ListReader._time,
    "ATT": _ListReader._sex,
    "NAT": _ListReader._nationality,
    "RFF": _ListReader._reference_of,
    "MEA": _ListReader._measure,
    "FTX": _ListReader._text,
    "GEI": _ListReader._capture,
    "DOC": _ListReader._document_of,
    "CNT": _ListReader._count,
}
"""Tag -> what reads it."""
