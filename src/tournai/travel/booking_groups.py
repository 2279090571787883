"""The groups of one PNRGOV booking: what each segment means where it stands.

The grammar is read by what a segment can mean in its group, not by position: real messages leave groups out, repeat
them and put them in another order.

Source: IATA/WCO/ICAO PNRGOV implementation guide 11.1 to 15.1 (message diagram, groups 1 to 12).
"""

from collections.abc import Callable
from datetime import date, datetime

import msgspec

from tournai.travel.bookings import Booking, Person, TicketDraft, new_person
from tournai.travel.edifact import Segment
from tournai.travel.elements import (
    component,
    element,
    operating_number,
    read_agency,
    read_amounts,
    read_checked_bags,
    read_frequent_flyers,
    read_leg,
    read_locators,
    read_payments,
    read_prepaid_bags,
    read_pricing,
    read_taxes,
    read_times,
)
from tournai.travel.minimise import FREE_TEXT_KINDS, Minimiser, read_contact
from tournai.travel.records import Change, CheckIn, Contact, Place, Pnr, Seat, SplitBooking
from tournai.travel.service_requests import ServiceRequest, settle_requests


class Group:
    """Where in a booking a segment stands; the values are the guide's groups.

    Plain numbers and no enum: they are compared several times a segment, and an enum's members are slow to look up.
    """

    BOOKING = 1
    TRAVELLER = 2
    TICKET = 3
    PAYMENT = 4
    FLIGHT = 5
    CHECK_IN = 6  # and 7
    SPLIT = 8
    LAND = 9
    HISTORY = 10  # to 12


_PERSONAL = (Group.TRAVELLER, Group.TICKET, Group.PAYMENT)
_HAS_CONTACTS = (Group.BOOKING, *_PERSONAL)
_ADDRESS_PURPOSES = {"700", "702"}
"""PNRGOV ADD: contact; delivery or billing of the booking."""
_ADDRESS_CONTACTS = {"E": "e-mail", "M": "phone", "H": "phone", "O": "phone"}
"""ADD of release 11.1: mail, mobile, home, office."""


class BookingReader:
    """Reads one booking, segment by segment: `take` each, then `finish`."""

    def __init__(self, place: Place, reference: date | None, whole: Minimiser) -> None:
        self.booking = Booking(place, whole)
        self.reference = reference
        self.minimiser: Minimiser = self.booking.minimiser
        self.group = Group.BOOKING
        self.person: Person | None = None
        self.ticket: TicketDraft | None = None
        self.leg: int | None = None
        self.checked_in: Person | None = None
        self.record: Segment | None = None
        self.checked_in_at: datetime | None = None
        self.split_count: int | None = None
        self.named: dict[str, Person | None] = {}
        self.requests: list[ServiceRequest] = []
        self.change: Change | None = None
        self.changed_at = ""
        self.changed_by = ""

    def take(self, segment: Segment) -> None:
        """Read one segment; never raises on its content."""
        tag = segment.tag
        if self.group == Group.HISTORY and tag not in _HISTORY_TAGS:
            self._take_history(segment)
            return
        reader = _READERS.get(tag)
        if reader is not None:
            reader(self, segment)
        elif tag in _DROPPED_TAGS:
            self.minimiser.drop(tag)
        else:
            self.minimiser.drop("unknown segment")
            message = "no segment of this tag belongs to a booking; it was dropped"
            self.booking.report(Place("", segment.ordinal, segment.offset), "unknown-segment", message)

    def finish(self) -> Pnr:
        """Settle what waited for the booking's end, and return the booking."""
        self._close_check_in()
        self._keep_change("")
        if self.requests:
            settle_requests(self.booking, self.requests, self.reference)
        if not self.booking.locators:
            self.booking.report(
                self.booking.place, "locator-missing", "the booking has no readable record locator (RCI)"
            )
        return self.booking.freeze()

    # Group 1, and what other groups share with it

    def _locators(self, segment: Segment) -> None:
        # A flight's RCI names the booking again; it is not read, for it says nothing new.
        if self.group == Group.BOOKING:
            self.booking.locators += read_locators(segment.values(), segment.place, self.minimiser)
        elif self.group == Group.SPLIT:
            locators = read_locators(segment.values(), segment.place, self.minimiser)
            self.booking.splits.append(SplitBooking(tuple(locators), self.split_count, segment.place))
            self.split_count = None

    def _times(self, segment: Segment) -> None:
        if self.group in (Group.FLIGHT, Group.CHECK_IN):
            self.group = Group.CHECK_IN
            self.checked_in_at = read_times(segment.values(), self.minimiser).get("2")
            return
        values = segment.values()
        if self.group == Group.HISTORY:
            moment = element(values, 1)
            self.changed_at = self.minimiser.keep("history time", ":".join(filter(None, moment[1:3])))
            return
        times = read_times(values, self.minimiser)
        if self.group == Group.BOOKING:
            self.booking.last_changed = times.get("700", self.booking.last_changed)
            self.booking.ticketed_on = times.get("710", self.booking.ticketed_on)
        elif self.group in _PERSONAL and self.ticket is not None and "710" in times:
            self.ticket.issued_on = times["710"].date()

    def _origin(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        if self.group != Group.BOOKING:
            return
        self.booking.agency = read_agency(values, place, self.minimiser)
        self.booking.has_empty_origin = self.booking.agency is None

    def _addresses(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        if self.group != Group.BOOKING:
            # Of a traveller's address only the booker's is listed; group 2 names third parties, group 4 a payer.
            self.minimiser.drop("ADD of a traveller" if self.group == Group.TRAVELLER else "ADD of a payment")
            return
        for parts in values[1:]:
            purpose = parts[0]
            if purpose in _ADDRESS_PURPOSES:
                self._address(parts, place)
            elif purpose in _ADDRESS_CONTACTS:
                self._address_contact(_ADDRESS_CONTACTS[purpose], parts[1:], place)
            elif any(parts):
                self.minimiser.drop("ADD of another purpose")

    def _address(self, parts: list[str], place: Place) -> None:
        keep = self.minimiser.keep
        kept = [keep("address part", part.strip()) for part in parts[1:7]]
        text = ", ".join(filter(None, kept))
        if text:
            self.booking.contacts.append(Contact("address", text, place))
        self._address_contact("phone", parts[7:], place)

    def _address_contact(self, kind: str, parts: list[str], place: Place) -> None:
        for part in filter(None, parts):
            is_mail = "@" in part or "//" in part
            field = "e-mail" if is_mail else kind
            text = self.minimiser.keep(field, part.strip().replace("//", "@"))
            if text:
                self.booking.contacts.append(Contact(field, text, place))

    def _free_text(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        subject = element(values, 1)
        code = f"{subject[0]}:{component(subject, 1)}"
        kind = FREE_TEXT_KINDS.get(code, "IFT other")
        if code != "4:28" or self.group not in _HAS_CONTACTS:
            self.minimiser.drop(kind)
            return
        texts = [":".join(parts) for parts in values[2:]]
        found = [contact for contact in map(read_contact, texts) if contact]
        holder = self.person.contacts if self.person else self.booking.contacts
        holder += [Contact(*contact, place) for contact in found]
        if len(found) < len(texts) or not texts:
            self.minimiser.drop(kind)

    def _bags_paid(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        bags = read_prepaid_bags(values, place, self.minimiser)
        if self.person is not None and self.group in _PERSONAL:
            self.person.bags += bags
        else:
            self.booking.prepaid_bags += bags

    def _service(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        code = element(values, 1)[0].strip()
        if not self.minimiser.keeps_service(code):
            return
        person = self.person if self.group in _PERSONAL else None
        leg = self.leg if self.group in (Group.FLIGHT, Group.CHECK_IN) else None
        self.requests.append(ServiceRequest(code, values, place, person, leg))

    # Groups 2 to 4: travellers, tickets, payments

    def _traveller(self, segment: Segment) -> None:
        if self.group in (Group.FLIGHT, Group.CHECK_IN) and (known := self.named.get(segment.text)):
            self.checked_in = known
            return
        values, place = segment.values(), segment.place
        named, person = element(values, 1), element(values, 2)
        surname, given = named[0], person[0]
        qualifier, type_code = component(named, 1), component(person, 1)
        if not given and ("G" in (qualifier, type_code) or qualifier == "C"):
            self._group_name(component(named, 2) or component(person, 2))
            return
        reference = self.minimiser.keep("traveller reference", component(person, 2))
        is_with_infant = component(person, 3) == "1"
        if self.group in (Group.FLIGHT, Group.CHECK_IN):
            self._check_in(surname, given, type_code, reference, place)
            return
        self.group = Group.TRAVELLER
        self.person = self._add(surname, given, type_code, reference, place)
        self.person.is_with_infant = is_with_infant
        self.named[segment.text] = None if segment.text in self.named else self.person
        self.ticket = None

    def _add(self, surname: str, given: str, type_code: str, reference: str, place: Place) -> Person:
        type_code = self.minimiser.keep("person type", type_code)
        return self.booking.add_person(new_person(surname, given, place, type_code=type_code, reference=reference))

    def _group_name(self, size: str) -> None:
        # A group's name can tell a religion or a party: PELERINAGE. Its size is listed in Annex I point 17.
        self.minimiser.drop("TIF group name")
        self.booking.is_group = True
        count = self.minimiser.keep("count", size)
        self.booking.group_size = int(count) if count else self.booking.group_size

    def _check_in(self, surname: str, given: str, type_code: str, reference: str, place: Place) -> None:
        known = self.booking.by_name(surname, given) or self.booking.by_reference(reference)
        if known is None and not self.booking.all_named(surname, given):
            self.booking.report(place, "traveller-not-named", "a traveller checked in who is not named in the booking")
            known = self._add(surname, given, type_code, reference, place)
        self.checked_in = known

    def _loyalty(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        if self.person is not None and self.group in _PERSONAL:
            self.person.frequent_flyer += read_frequent_flyers(values, place, self.minimiser)

    def _unique_reference(self, segment: Segment) -> None:
        values = segment.values()
        if self.person is not None and self.group in _PERSONAL:
            self.person.unique_reference = self.minimiser.keep("unique reference", component(element(values, 1), 1))

    def _open_ticket(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        number = self.minimiser.keep("ticket number", element(values, 1)[0])
        self.ticket = TicketDraft(number, place)
        self.ticket.type_code = self.minimiser.keep("qualifier", component(element(values, 1), 1))
        booklets = self.minimiser.keep("count", component(element(values, 1), 2))
        self.ticket.booklets = int(booklets) if booklets else None
        if self.person is None or self.group not in _PERSONAL:
            self.minimiser.drop("TKT of no traveller")
            return
        self.group = Group.TICKET
        # A ticketless booking has an empty number; its payments are kept all the same.
        self.person.tickets.append(self.ticket)
        self.booking.ticket_numbers.add(number)
        self.booking.is_new("ticket", self.person, number)

    def _amounts(self, segment: Segment) -> None:
        values = segment.values()
        if self.ticket is not None and self.group in _PERSONAL:
            self.ticket.amounts += read_amounts(values, self.minimiser)

    def _taxes(self, segment: Segment) -> None:
        if self.ticket is not None and self.group in _PERSONAL:
            self.ticket.taxes += read_taxes(segment.values(), segment.place, self.minimiser)

    def _pricing(self, segment: Segment) -> None:
        if self.ticket is not None and self.group in _PERSONAL:
            self.ticket.pricing = read_pricing(segment.values(), segment.place, self.minimiser)

    def _payments(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        if self.ticket is not None and self.group in _PERSONAL:
            self.group = Group.PAYMENT
            self.ticket.payments += read_payments(values, place, self.minimiser)
        else:
            self.minimiser.drop("FOP of no ticket")

    # Groups 5 to 9: flights, check-in, split bookings, other travel

    def _flight(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        if self.group == Group.LAND:
            self.minimiser.drop("GR9 hotel, car or rail")
            return
        operating = operating_number(values)
        if operating is not None:
            self._operating(self.minimiser.keep("flight number", operating))
            return
        leg = read_leg(values, place, self.minimiser)
        self._close_check_in()
        self.group, self.checked_in, self.record, self.checked_in_at = Group.FLIGHT, None, None, None
        if leg is None:
            self.leg = None
            return
        if leg.departure_date is None and element(values, 1)[0]:
            self.booking.report(place, "date-unreadable", "the flight's date is not ddmmyy")
        self.leg = self.booking.add_leg(leg)

    def _amend_leg(self, **changes: object) -> None:
        if self.leg is not None:
            self.booking.legs[self.leg] = msgspec.structs.replace(self.booking.legs[self.leg], **changes)

    def _operating(self, number: str) -> None:
        self._amend_leg(operating_number=number)

    def _operator(self, segment: Segment) -> None:
        values = segment.values()
        carrier = self.minimiser.keep("carrier", element(values, 1)[0])
        number = self.minimiser.keep("flight number", element(values, 2)[0])
        self._amend_leg(operating_carrier=carrier, operating_number=number)

    def _status(self, segment: Segment) -> None:
        values = segment.values()
        if self.group == Group.FLIGHT:
            status = tuple(filter(None, (self.minimiser.keep("status", parts[0]) for parts in values[2:])))
            count = self.minimiser.keep("count", element(values, 1)[0])
            self._amend_leg(status=status, traveller_count=int(count) if count else None)

    def _equipment(self, segment: Segment) -> None:
        values = segment.values()
        self._amend_leg(equipment=self.minimiser.keep("equipment", element(values, 1)[0]))

    def _check_in_record(self, segment: Segment) -> None:
        if self.group in (Group.FLIGHT, Group.CHECK_IN):
            self._close_check_in()
            self.group, self.checked_in, self.record = Group.CHECK_IN, None, segment

    def _close_check_in(self) -> None:
        """Note that a traveller checked in, once all is read that tells whom a TRI means."""
        if self.record is None:
            return
        holder = self._holder()
        if holder is not None:
            number = self.minimiser.keep("boarding number", element(self.record.values(), 2)[0])
            holder.check_ins.append(CheckIn(self.leg, self.checked_in_at, number, place=self.record.place))
        self.record = None

    def _holder(self) -> Person | None:
        """Return who is checked in: whom TIF names, else whom TRI refers to, else the only traveller."""
        if self.checked_in is None and self.record is not None:
            self.checked_in = self.booking.by_reference(component(element(self.record.values(), 2), 3))
        return self.checked_in or self.booking.only_person()

    def _seats(self, segment: Segment) -> None:
        if self.group != Group.CHECK_IN:
            return
        seat = element(segment.values(), 1)[0]
        if seat in ("", "XXX"):
            return
        seat = self.minimiser.keep("seat", seat).lstrip("0")
        holder = self._holder()
        if seat and holder:
            holder.seats.append(Seat(seat, self.leg, is_assigned=True, place=segment.place))

    def _bags(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        holder = self._holder()
        if self.group != Group.CHECK_IN or holder is None:
            self.minimiser.drop("TBD of no traveller")
            return
        bag = read_checked_bags(values, self.leg, place, self.minimiser)
        if bag is not None:
            holder.bags.append(bag)

    def _split(self, segment: Segment) -> None:
        self._close_check_in()
        self.group = Group.SPLIT
        count = self.minimiser.keep("count", element(segment.values(), 1)[0])
        self.split_count = int(count) if count else None

    def _land(self, segment: Segment) -> None:
        self._close_check_in()
        self.group = Group.LAND

    # Groups 10 to 12: history

    def _history(self, segment: Segment) -> None:
        values = segment.values()
        self._close_check_in()
        self.group = Group.HISTORY
        offices = [component(element(values, 2), 1), element(values, 3)[0]]
        self.changed_by = next((self.minimiser.keep("office", office) for office in offices if office), "")
        self.changed_at = ""

    def _action(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        self._keep_change("")
        self.group = Group.HISTORY
        action = self.minimiser.keep("booking class", element(values, 3)[0])
        self.change = Change(action, "", self.changed_at, self.changed_by, place)

    def _take_history(self, segment: Segment) -> None:
        if segment.tag == "SSR":
            self.minimiser.keeps_service(element(segment.values(), 1)[0].strip())
        self.minimiser.drop("history content")
        self._keep_change(segment.tag)

    def _keep_change(self, subject: str) -> None:
        if self.change is None:
            return
        known = subject if subject in _READERS else ""
        self.booking.history.append(
            Change(self.change.action, known, self.change.at, self.change.office, self.change.place)
        )
        self.change = None


_HISTORY_TAGS = {"ABI", "SAC", "DAT", "LTS"}
_DROPPED_TAGS = {"FAR", "LTS", "ERC"}
"""Segments that hold only text or what no record keeps: fare details, unstructured history."""

_READERS: dict[str, Callable[[BookingReader, Segment], None]] = {
    "RCI": BookingReader._locators,
    "SSR": BookingReader._service,
    "DAT": BookingReader._times,
    "IFT": BookingReader._free_text,
    "ORG": BookingReader._origin,
    "ADD": BookingReader._addresses,
    "EBD": BookingReader._bags_paid,
    "TIF": BookingReader._traveller,
    "FTI": BookingReader._loyalty,
    "REF": BookingReader._unique_reference,
    "TKT": BookingReader._open_ticket,
    "MON": BookingReader._amounts,
    "FOP": BookingReader._payments,
    "TXD": BookingReader._taxes,
    "PTK": BookingReader._pricing,
    "TVL": BookingReader._flight,
    "TRA": BookingReader._operator,
    "RPI": BookingReader._status,
    "APD": BookingReader._equipment,
    "TRI": BookingReader._check_in_record,
    "SSD": BookingReader._seats,
    "TBD": BookingReader._bags,
    "EQN": BookingReader._split,
    "MSG": BookingReader._land,
    "ABI": BookingReader._history,
    "SAC": BookingReader._action,
}
"""Tag -> what reads it within a booking."""
