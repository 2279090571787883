"""A traveller's record as facts to show: each value with its section, its name and its place in the message."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from tournai.node.duties.sealed_records import Content
from tournai.node.duties.traveller_views import FactView
from tournai.travel.records import (
    Bag,
    FrequentFlyer,
    Leg,
    Place,
    Pnr,
    Seat,
    Ticket,
    TravelDocument,
    Traveller,
)
from tournai.values import Sex

Shown = str | int | date | datetime | None


def facts_of(traveller: Traveller, content: Content) -> tuple[FactView, ...]:
    """Return every kept value of a traveller and of the booking that the traveller is in; empty ones are left out."""
    found = [*_identity(traveller)]
    for group, document in enumerate(traveller.documents, 1):
        found += _document(document, group)
    for group, ticket in enumerate(traveller.tickets, 1):
        found += _ticket(ticket, group)
    for group, seat in enumerate(traveller.seats, 1):
        found += _seat(seat, group)
    for group, bag in enumerate(traveller.bags, 1):
        found += _bag(bag, group)
    for group, flyer in enumerate(traveller.frequent_flyer, 1):
        found += _frequent_flyer(flyer, group)
    for group, contact in enumerate(traveller.contacts, 1):
        found += _facts("contact", group, contact.place, {contact.kind: contact.text})
    if isinstance(content, Pnr):
        found += _booking(content)
    return tuple(found)


def _identity(traveller: Traveller) -> Iterator[FactView]:
    names = {"surname": traveller.surname, "given names": traveller.given, "title": traveller.title}
    yield from _facts("identity", 0, traveller.place, names)
    birth = str(traveller.date_of_birth) if traveller.date_of_birth else ""
    yield from _facts("identity", 0, traveller.birth_place, {"date of birth": birth})
    sex = "" if traveller.sex is Sex.UNKNOWN else traveller.sex.value
    yield from _facts("identity", 0, traveller.sex_place, {"sex": sex})
    nationalities = {"nationality": " ".join(traveller.nationalities)}
    yield from _facts("identity", 0, traveller.nationality_place, nationalities)
    others = {
        "place of birth": traveller.place_of_birth,
        "state of residence": traveller.residence,
        "traveller type": traveller.type_code,
        "unique reference": traveller.unique_reference,
        "journey starts": traveller.journey_start,
        "first port": traveller.first_port,
        "journey ends": traveller.journey_end,
        "record locator": " ".join(traveller.record_locators),
        "unaccompanied minor": " ".join(traveller.minor_remarks),
    }
    yield from _facts("identity", 0, traveller.place, others)


def _document(document: TravelDocument, group: int) -> Iterator[FactView]:
    birth = str(document.date_of_birth) if document.date_of_birth else ""
    values = {
        "document type": document.type_code or document.kind.value,
        "document number": document.number,
        "issuing state": document.issuing_state,
        "date of expiry": document.date_of_expiry,
        "date of issue": document.date_of_issue,
        "place of issue": document.place_of_issue,
        "surname": document.surname,
        "given names": document.given,
        "nationality": document.nationality,
        "date of birth": birth,
        "sex": "" if document.sex is Sex.UNKNOWN else document.sex.value,
        "place of birth": document.place_of_birth,
    }
    return _facts("document", group, document.place, values)


def _ticket(ticket: Ticket, group: int) -> Iterator[FactView]:
    amounts = ", ".join(f"{amount} {currency}" for _, amount, currency in ticket.amounts)
    values = {"ticket number": ticket.number, "date of issue": ticket.issued_on, "amount": amounts}
    yield from _facts("ticket", group, ticket.place, values)
    for number, payment in enumerate(ticket.payments, 1):
        paid = {
            "form of payment": payment.form,
            "amount": payment.amount,
            "card issuer": payment.vendor,
            "card number, masked": payment.account,
        }
        yield from _facts("payment", group * 100 + number, payment.place, paid)


def _seat(seat: Seat, group: int) -> Iterator[FactView]:
    label = "seat assigned" if seat.is_assigned else "seat requested"
    return _facts("seat", group, seat.place, {label: seat.seat})


def _bag(bag: Bag, group: int) -> Iterator[FactView]:
    weight = f"{bag.weight} {bag.weight_unit}".strip() if bag.weight else ""
    values = {"bag tags": " ".join(bag.tags), "bags": bag.count, "weight": weight, "destination": bag.destination}
    return _facts("baggage", group, bag.place, values)


def _frequent_flyer(flyer: FrequentFlyer, group: int) -> Iterator[FactView]:
    values = {"carrier": flyer.carrier, "number": flyer.number, "level": flyer.level}
    return _facts("frequent flyer", group, flyer.place, values)


def _booking(pnr: Pnr) -> Iterator[FactView]:
    for group, locator in enumerate(pnr.locators, 1):
        values = {"record locator": locator.locator, "carrier": locator.carrier, "created": locator.created}
        yield from _facts("booking", group, locator.place, values)
    changed = {"last changed": pnr.last_changed, "ticketed on": pnr.ticketed_on, "group size": pnr.group_size}
    yield from _facts("booking", 0, pnr.place, changed)
    if pnr.agency:
        agency = {"agency": pnr.agency.agency_number, "office": pnr.agency.office, "place": pnr.agency.place_code}
        yield from _facts("booking", 0, pnr.agency.place, agency)
    for group, contact in enumerate(pnr.contacts, 1):
        yield from _facts("contact", 100 + group, contact.place, {contact.kind: contact.text})
    for group, leg in enumerate(pnr.legs, 1):
        yield from _leg(leg, group)
    for group, change in enumerate(pnr.history, 1):
        what = {"action": change.action, "segment": change.subject, "at": change.at}
        yield from _facts("history", group, change.place, what)


def _leg(leg: Leg, group: int) -> Iterator[FactView]:
    operating = f"{leg.operating_carrier} {leg.operating_number}".strip()
    values = {
        "flight": f"{leg.carrier} {leg.number}{leg.operational_suffix}".strip(),
        "operated as": operating,
        "from": leg.departure_airport,
        "to": leg.arrival_airport,
        "departure, local": leg.departure or leg.departure_date,
        "arrival, local": leg.arrival,
        "booking class": leg.booking_class,
        "status": " ".join(leg.status),
    }
    return _facts("itinerary", group, leg.place, values)


def _facts(section: str, group: int, place: Place | None, values: Mapping[str, Shown]) -> Iterator[FactView]:
    where = (place.tag, place.ordinal, place.offset) if place else ("", 0, 0)
    for label, value in values.items():
        if value not in (None, ""):
            yield FactView(section, label, _text(value), group, *where)


def _text(value: Shown) -> str:
    return value.isoformat(sep=" ", timespec="minutes") if isinstance(value, datetime) else str(value)
