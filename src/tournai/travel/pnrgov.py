"""PNRGOV: bookings pushed by a carrier, read group by group into typed and minimised records.

The grammar is read by what a segment can mean where it stands, not by position: real messages leave groups out, repeat
them and put them in another order, and one booking's damage must not cost another booking.

Source: IATA/WCO/ICAO PNRGOV implementation guide 11.1 to 15.1 (message diagram, groups 1 to 12).
"""

from collections.abc import Callable
from datetime import date
from enum import IntEnum

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
    read_times,
)
from tournai.travel.interchange import Header, Message
from tournai.travel.minimise import FREE_TEXT_KINDS, Minimiser, read_contact
from tournai.travel.records import Change, Contact, Defect, Leg, MessageFormat, MessageFunction, Place, Pnr, Push, Seat
from tournai.travel.service_requests import ServiceRequest, settle_requests


class Group(IntEnum):
    """Where in a booking a segment stands; the numbers of the guide's groups stand behind the names."""

    BOOKING = 1
    TRAVELLER = 2
    TICKET = 3
    PAYMENT = 4
    FLIGHT = 5
    CHECK_IN = 6  # and 7
    SPLIT = 8
    LAND = 9
    HISTORY = 10  # to 12


_FUNCTIONS = {"22": MessageFunction.FULL, "141": MessageFunction.UPDATE}
_PERSONAL = (Group.TRAVELLER, Group.TICKET, Group.PAYMENT)
_ADDRESS_PURPOSES = {"700", "702"}
"""PNRGOV ADD: contact; delivery or billing of the booking."""
_ADDRESS_CONTACTS = {"E": "e-mail", "M": "phone", "H": "phone", "O": "phone"}
"""ADD of release 11.1: mail, mobile, home, office."""
MOST_DEFECTS = 1_000
"""Defects that a message reports; the rest is counted in the last one."""


def read_pnrgov(header: Header, message: Message) -> Push:
    """Return the push of a PNRGOV message: every booking in it, typed and minimised; never raises on its content."""
    reader = _MessageReader(header, message)
    for segment in message.segments:
        if segment.tag != "SRC" and reader.booking is not None:
            reader.booking.take(segment)
        else:
            reader.take(segment)
    return reader.finish()


class _MessageReader:
    """Level 0: what the push is, and where its bookings begin."""

    def __init__(self, header: Header, message: Message) -> None:
        self.header = header
        self.message = message
        self.reference = header.prepared_at.date() if header.prepared_at else None
        self.function = MessageFunction.OTHER
        self.legs: list[Leg] = []
        self.declared: int | None = None
        self.declared_at = message.offset
        self.booking: _BookingReader | None = None
        self.pnrs: list[Pnr] = []
        self.defects = message.defects
        self.minimiser = message.minimiser

    def take(self, segment: Segment) -> None:
        tag = segment.tag
        if tag == "SRC":
            self._open(segment)
        elif tag in ("RCI", "TIF"):
            self.defects.append(Defect(segment.offset, "src-missing", f"{tag} before any SRC: read as a booking"))
            self._open(segment).take(segment)
        else:
            self._take_header(segment)

    def _open(self, segment: Segment) -> "_BookingReader":
        self._close()
        self.booking = _BookingReader(segment.place, self.reference)
        return self.booking

    def _take_header(self, segment: Segment) -> None:
        values = segment.values()
        if segment.tag == "MSG":
            self.function = _FUNCTIONS.get(component(element(values, 1), 1), MessageFunction.OTHER)
        elif segment.tag == "TVL":
            leg = read_leg(values, segment.place, self.minimiser)
            self.legs += [leg] if leg else []
            if leg and self.reference is None:
                self.reference = leg.departure_date
        elif segment.tag == "EQN":
            count = self.minimiser.keep("count", element(values, 1)[0])
            self.declared, self.declared_at = int(count) if count else None, segment.offset
        elif segment.tag != "ORG":
            self.minimiser.drop("unknown segment")
            self.defects.append(Defect(segment.offset, "unknown-segment", "no segment of this tag is expected here"))

    def _close(self) -> None:
        if self.booking is not None:
            self.pnrs.append(self.booking.finish())
            self.defects += self.booking.booking.defects
            for kind, times in self.booking.booking.minimiser.dropped.items():
                self.minimiser.drop(kind, times)

    def finish(self) -> Push:
        self._close()
        if self.declared is not None and self.declared != len(self.pnrs) and self.message.is_alone:
            text = f"EQN counts {self.declared} PNRs; the message has {len(self.pnrs)}"
            self.defects.append(Defect(self.declared_at, "eqn-count", text))
        if not self.legs:
            self.defects.append(
                Defect(self.message.offset, "flight-missing", "no TVL at level 0 names the pushed flight")
            )
        message, header = self.message, self.header
        return Push(
            format=MessageFormat.PNRGOV,
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
            pnrs=tuple(self.pnrs),
            declared_pnrs=self.declared,
            dropped=dict(self.minimiser.dropped),
            defects=bounded(self.defects),
        )


def bounded(defects: list[Defect]) -> tuple[Defect, ...]:
    """Return the defects in the order of their places, and one that counts the rest where there are too many."""
    ordered = sorted(defects, key=lambda defect: defect.offset)
    if len(ordered) <= MOST_DEFECTS:
        return tuple(ordered)
    rest = len(ordered) - MOST_DEFECTS
    more = Defect(ordered[MOST_DEFECTS].offset, "more-defects", f"{rest} more defects from here on are not listed")
    return (*ordered[:MOST_DEFECTS], more)


class _BookingReader:
    """Groups 1 to 12: one booking, segment by segment."""

    def __init__(self, place: Place, reference: date | None) -> None:
        self.booking = Booking(place)
        self.reference = reference
        self.minimiser: Minimiser = self.booking.minimiser
        self.group = Group.BOOKING
        self.person: Person | None = None
        self.ticket: TicketDraft | None = None
        self.leg: int | None = None
        self.checked_in: Person | None = None
        self.is_after_tri = False
        self.requests: list[ServiceRequest] = []
        self.change: Change | None = None
        self.changed_at = ""
        self.changed_by = ""

    def take(self, segment: Segment) -> None:
        tag = segment.tag
        if self.group is Group.HISTORY and tag not in _HISTORY_TAGS:
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
        if self.group is Group.BOOKING:
            self.booking.locators += read_locators(segment.values(), segment.place, self.minimiser)
        elif self.group is Group.SPLIT:
            self.booking.split_from += read_locators(segment.values(), segment.place, self.minimiser)

    def _times(self, segment: Segment) -> None:
        if self.group in (Group.FLIGHT, Group.CHECK_IN):
            self.group = Group.CHECK_IN
            return
        values = segment.values()
        if self.group is Group.HISTORY:
            moment = element(values, 1)
            self.changed_at = self.minimiser.keep("history time", ":".join(filter(None, moment[1:3])))
            return
        times = read_times(values, self.minimiser)
        if self.group is Group.BOOKING:
            self.booking.last_changed = times.get("700", self.booking.last_changed)
            self.booking.ticketed_on = times.get("710", self.booking.ticketed_on)
        elif self.group in _PERSONAL and self.ticket is not None and "710" in times:
            self.ticket.issued_on = times["710"].date()

    def _origin(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        if self.group is not Group.BOOKING:
            return
        self.booking.agency = read_agency(values, place, self.minimiser)
        self.booking.has_empty_origin = self.booking.agency is None

    def _addresses(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        if self.group is not Group.BOOKING:
            # Of a traveller's address only the booker's is listed; group 2 names third parties, group 4 a payer.
            self.minimiser.drop("ADD of a traveller" if self.group is Group.TRAVELLER else "ADD of a payment")
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
        holder = self.person.contacts if self.person and self.group in _PERSONAL else self.booking.contacts
        kept = 0
        texts = [":".join(parts) for parts in values[2:]]
        if code == "4:28" and self.group in (Group.BOOKING, *_PERSONAL):
            for contact in filter(None, map(read_contact, texts)):
                kept += 1
                holder.append(Contact(*contact, place))
        if kept < len(texts) or not texts:
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
        values, place = segment.values(), segment.place
        named, person = element(values, 1), element(values, 2)
        surname, given = named[0], person[0]
        qualifier, type_code = component(named, 1), component(person, 1)
        if not given and ("G" in (qualifier, type_code) or qualifier == "C"):
            self._group_name(component(named, 2) or component(person, 2))
            return
        reference = self.minimiser.keep("traveller reference", component(person, 2))
        if self.group in (Group.FLIGHT, Group.CHECK_IN):
            self._check_in(surname, given, type_code, reference, place)
            return
        self.group = Group.TRAVELLER
        self.person = self._add(surname, given, type_code, reference, place)
        self.ticket = None

    def _add(self, surname: str, given: str, type_code: str, reference: str, place: Place) -> Person:
        type_code = self.minimiser.keep("person type", type_code)
        person = new_person(surname, given, place, type_code=type_code, reference=reference)
        return self.booking.add_person(person, (surname, given))

    def _group_name(self, size: str) -> None:
        # A group's name can tell a religion or a party: PELERINAGE. Its size is listed in Annex I point 17.
        self.minimiser.drop("TIF group name")
        count = self.minimiser.keep("count", size)
        self.booking.group_size = int(count) if count else self.booking.group_size

    def _check_in(self, surname: str, given: str, type_code: str, reference: str, place: Place) -> None:
        known = self.booking.by_spelling(surname, given) or self.booking.by_name(surname, given)
        known = known or self.booking.by_reference(reference)
        if known is None:
            self.booking.report(place, "traveller-not-named", "a traveller checked in who is not named in the booking")
            known = self._add(surname, given, type_code, reference, place)
        self.checked_in = known
        self.is_after_tri = False

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
        if self.group is Group.LAND:
            self.minimiser.drop("GR9 hotel, car or rail")
            return
        operating = operating_number(values)
        if operating is not None:
            self._operating(self.minimiser.keep("flight number", operating))
            return
        leg = read_leg(values, place, self.minimiser)
        self.group, self.checked_in = Group.FLIGHT, None
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
        if self.group is Group.FLIGHT:
            status = tuple(filter(None, (self.minimiser.keep("status", parts[0]) for parts in values[2:])))
            self._amend_leg(status=status)

    def _equipment(self, segment: Segment) -> None:
        values = segment.values()
        self._amend_leg(equipment=self.minimiser.keep("equipment", element(values, 1)[0]))

    def _check_in_record(self, segment: Segment) -> None:
        values = segment.values()
        if self.group not in (Group.FLIGHT, Group.CHECK_IN):
            return
        self.group, self.is_after_tri = Group.CHECK_IN, True
        self.checked_in = self.booking.by_reference(component(element(values, 2), 3))

    def _seats(self, segment: Segment) -> None:
        if self.group is not Group.CHECK_IN:
            return
        seat = element(segment.values(), 1)[0]
        if seat in ("", "XXX"):
            return
        seat = self.minimiser.keep("seat", seat).lstrip("0")
        holder = self.checked_in or self.booking.only_person()
        if seat and holder:
            holder.seats.append(Seat(seat, self.leg, is_assigned=True, place=segment.place))

    def _bags(self, segment: Segment) -> None:
        values, place = segment.values(), segment.place
        holder = self.checked_in or self.booking.only_person()
        if self.group is not Group.CHECK_IN or holder is None:
            self.minimiser.drop("TBD of no traveller")
            return
        bag = read_checked_bags(values, self.leg, place, self.minimiser)
        if bag is not None:
            holder.bags.append(bag)

    def _split(self, segment: Segment) -> None:
        self.group = Group.SPLIT

    def _land(self, segment: Segment) -> None:
        self.group = Group.LAND

    # Groups 10 to 12: history

    def _history(self, segment: Segment) -> None:
        values = segment.values()
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
_DROPPED_TAGS = {"FAR", "PTK", "TXD", "LTS", "ERC"}
"""Segments that hold only text or what no record keeps: fare details, deadlines, taxes, unstructured history."""

_READERS: dict[str, Callable[[_BookingReader, Segment], None]] = {
    "RCI": _BookingReader._locators,
    "SSR": _BookingReader._service,
    "DAT": _BookingReader._times,
    "IFT": _BookingReader._free_text,
    "ORG": _BookingReader._origin,
    "ADD": _BookingReader._addresses,
    "EBD": _BookingReader._bags_paid,
    "TIF": _BookingReader._traveller,
    "FTI": _BookingReader._loyalty,
    "REF": _BookingReader._unique_reference,
    "TKT": _BookingReader._open_ticket,
    "MON": _BookingReader._amounts,
    "FOP": _BookingReader._payments,
    "TVL": _BookingReader._flight,
    "TRA": _BookingReader._operator,
    "RPI": _BookingReader._status,
    "APD": _BookingReader._equipment,
    "TRI": _BookingReader._check_in_record,
    "SSD": _BookingReader._seats,
    "TBD": _BookingReader._bags,
    "EQN": _BookingReader._split,
    "MSG": _BookingReader._land,
    "ABI": _BookingReader._history,
    "SAC": _BookingReader._action,
}
"""Tag -> what reads it within a booking."""
