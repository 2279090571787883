"""The facts of travellers that criteria are judged by: what the bookings and lists of a flight say of each person.

A criterion knows no travel record and a record no criterion: here the two meet. A person's facts come from the booking,
and of a document also from the passenger list. What the data does not tell is `None`, never a guess.

Source: Directive (EU) 2016/681, Annex I, points 2, 3, 5 to 7, 9, 11 to 13 and 16 to 19; the facts are those of
`tournai.screening.criteria.facts`. IATA PADIS code set 9888 (forms of payment).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import msgspec

from tournai.node.duties.rows import Flight, StoredTraveller
from tournai.node.duties.sealed_records import Content, travellers_of
from tournai.screening.criteria import TravelFacts
from tournai.screening.criteria.facts import FACTS
from tournai.travel.records import Leg, Pnr, Ticket, TravelDocument, Traveller
from tournai.travel.resolution import LinkKind, links_of
from tournai.travel.resolution.links import contact_value
from tournai.values import DocumentKind

PAYMENT_FORMS = {
    "CA": "cash", "CC": "card", "DC": "card", "CK": "cheque", "CQ": "cheque", "VO": "voucher", "EX": "voucher",
    "GR": "account", "SGR": "account", "IN": "account", "AGT": "account", "DP": "account",
}  # fmt: skip
"""A form of payment as carriers code it -> as the language says it; any other is ``other``."""
DOCUMENTS = {DocumentKind.PASSPORT: "passport", DocumentKind.IDENTITY_CARD: "identity-card"}
CONTACTS = frozenset({LinkKind.PHONE.value, LinkKind.EMAIL.value, LinkKind.ADDRESS.value})
CARDS = frozenset({LinkKind.ACCOUNT.value})
MOST_SHARING = 5
"""Bookings of a flight: a contact that stands in more of them is an agency's or carrier's own, and tells nothing."""
_MINUTE = timedelta(minutes=1)


class Aboard(msgspec.Struct, frozen=True):
    """A traveller of a current record of a flight: its row, the record's data key, and what the record holds."""

    row: StoredTraveller
    key_id: str
    content: Content


class Person(msgspec.Struct, frozen=True):
    """A person on a flight: the record that a match is tied to, the booking's where there is one, and the facts."""

    aboard: Aboard
    traveller: Traveller
    facts: TravelFacts


def persons_of(flight: Flight, aboard: Sequence[Aboard]) -> list[Person]:
    """Return the persons of a flight with their facts; several records of one person are one."""
    shared = _shared(aboard)
    known: dict[bytes, list[Aboard]] = {}
    for one in aboard:
        if not one.row.is_crew:
            known.setdefault(one.row.person, []).append(one)
    return [_person(flight, records, shared) for records in known.values()]


def _person(flight: Flight, records: Sequence[Aboard], shared: Mapping[tuple[str, str], int]) -> Person:
    first = next((one for one in records if isinstance(one.content, Pnr)), records[0])
    traveller = travellers_of(first.content)[first.row.ordinal]
    documents = [document for one in records for document in travellers_of(one.content)[one.row.ordinal].documents]
    facts = _of_documents(flight, documents)
    facts |= (
        _of_booking(flight, first.content, traveller) if isinstance(first.content, Pnr) else _of_list(flight, traveller)
    )
    if isinstance(first.content, Pnr):
        facts |= {
            "contact": _is_shared(first.content, CONTACTS, shared),
            "payment_card": _is_shared(first.content, CARDS, shared),
        }
    return Person(first, traveller, TravelFacts(departure_date=flight.departure_date, **facts))  # type: ignore[arg-type]  # the names are those of the struct: a law compares them


_Facts = dict[str, object]


def _of_booking(flight: Flight, pnr: Pnr, traveller: Traveller) -> _Facts:
    airports = _airports(pnr.legs)
    is_return = airports is not None and len(pnr.legs) > 1 and airports[0] == airports[-1]
    payments = [payment for ticket in _tickets(pnr, traveller) for payment in ticket.payments]
    forms = {PAYMENT_FORMS.get(payment.form, "other") for payment in payments if payment.form}
    currencies = {amount[2] for ticket in traveller.tickets for amount in ticket.amounts}
    return {
        "routing": airports,
        "journey": None if airports is None else (("return",) if is_return else ("one-way",)),
        "stay": _longest_stay(pnr.legs) if is_return else None,
        "lead_time": _before(flight, _earliest(locator.created for locator in pnr.locators)),
        "ticket_lead_time": _before(flight, _ticketed(pnr, traveller)),
        "last_change": _before(flight, _latest([pnr.last_changed, *(change.changed_at for change in pnr.history)])),
        "changes": len(pnr.history) or None,
        "flight_changes": sum(bool(change.legs) for change in pnr.history) if pnr.history else None,
        "name_changes": sum(bool(change.names) for change in pnr.history) if pnr.history else None,
        "payment": _known(forms),
        "payment_currency": _known(code for code in currencies if _is_code("payment currency", code)),
        "billing_address": _billing(pnr, traveller),
        "party_size": max(len(pnr.travellers), pnr.group_size or 0) or None,
        "booking": ("split",) if pnr.splits or pnr.split_from else ("whole",),
        "bags": _bags(traveller),
        "agency": _agency(pnr),
        "minor": ("unaccompanied",) if traveller.minor_remarks else ("none",),
    }


def _of_list(flight: Flight, traveller: Traveller) -> _Facts:
    """Return what a passenger list tells of a journey: the airports on the way, where it names them."""
    stops = [traveller.journey_start, flight.departure_airport, flight.arrival_airport, traveller.journey_end]
    return {"routing": _chain(stops), "bags": _bags(traveller)}


def _of_documents(flight: Flight, documents: Iterable[TravelDocument]) -> _Facts:
    # A visa has dates too; the facts are about what somebody travels on.
    travelled_on = [document for document in documents if document.kind in DOCUMENTS]
    issued = [document.date_of_issue for document in travelled_on if document.date_of_issue]
    expires = [document.date_of_expiry for document in travelled_on if document.date_of_expiry]
    return {
        "document": _known(DOCUMENTS[document.kind] for document in travelled_on),
        "document_age": _days(max(issued), flight.departure_date) if issued else None,
        "document_validity": _days(flight.departure_date, max(expires)) if expires else None,
    }


# --- shared contacts and cards ---


def _shared(aboard: Sequence[Aboard]) -> dict[tuple[str, str], int]:
    """Return (kind, value) -> in how many bookings of the flight it stands."""
    bookings = {one.row.record_id: one.content for one in aboard if isinstance(one.content, Pnr)}
    found: dict[tuple[str, str], int] = {}
    for booking in bookings.values():
        for value in _values(booking, CONTACTS | CARDS):
            found[value] = found.get(value, 0) + 1
    return found


def _values(booking: Pnr, kinds: frozenset[str]) -> set[tuple[str, str]]:
    links = (link for traveller in booking.travellers for link in links_of(traveller, booking))
    return {(link.kind, link.value) for link in links if link.kind in kinds}


def _is_shared(booking: Pnr, kinds: frozenset[str], shared: Mapping[tuple[str, str], int]) -> tuple[str, ...] | None:
    values = {value for value in _values(booking, kinds) if kinds is CARDS or shared[value] <= MOST_SHARING}
    if not values:
        return None
    return ("shared",) if any(shared[value] > 1 for value in values) else ("own",)


# --- journeys, times, payment ---


def _airports(legs: Sequence[Leg]) -> tuple[str, ...] | None:
    if not legs or not all(leg.departure_airport and leg.arrival_airport for leg in legs):
        return None
    return _chain(airport for leg in legs for airport in (leg.departure_airport, leg.arrival_airport))


def _chain(airports: Iterable[str]) -> tuple[str, ...] | None:
    chain: list[str] = []
    for airport in airports:
        if airport and chain[-1:] != [airport]:
            chain.append(airport)
    return tuple(chain) or None


def _longest_stay(legs: Sequence[Leg]) -> int | None:
    """Return the longest time between two flights at one airport, both in its local time."""
    stays = [
        (after.departure - before.arrival) // _MINUTE
        for before, after in pairwise(legs)
        if before.arrival and after.departure and before.arrival_airport == after.departure_airport
    ]
    return max((stay for stay in stays if stay >= 0), default=None)


def _before(flight: Flight, moment: datetime | None) -> int | None:
    """Return the minutes from a moment to the departure; one that lies after it is an error of the data."""
    if moment is None or flight.departure_at is None or moment > flight.departure_at:
        return None
    return (flight.departure_at - moment) // _MINUTE


def _days(first: date, last: date) -> int | None:
    return (last - first) // _MINUTE if first <= last else None


def _earliest(moments: Iterable[datetime | None]) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)


def _latest(moments: Iterable[datetime | None]) -> datetime | None:
    return max((moment for moment in moments if moment), default=None)


def _ticketed(pnr: Pnr, traveller: Traveller) -> datetime | None:
    issued = (ticket.issued_on for ticket in traveller.tickets if ticket.issued_on)
    return _earliest([pnr.ticketed_on, *(datetime.combine(day, time.min, UTC) for day in issued)])


def _tickets(pnr: Pnr, traveller: Traveller) -> tuple[Ticket, ...]:
    """Return the traveller's tickets; where there are none, those of the booking: one pays for all."""
    return traveller.tickets or tuple(ticket for one in pnr.travellers for ticket in one.tickets)


def _billing(pnr: Pnr, traveller: Traveller) -> tuple[str, ...] | None:
    paid = {
        contact_value("address", payment.billing_address)
        for ticket in _tickets(pnr, traveller)
        for payment in ticket.payments
        if payment.billing_address
    }
    contacts = [*pnr.contacts, *(contact for one in pnr.travellers for contact in one.contacts)]
    own = {contact_value("address", contact.text) for contact in contacts if contact.kind == "address"}
    if not paid or not own:
        return None
    return ("own",) if paid & own else ("other",)


def _bags(traveller: Traveller) -> int | None:
    """Return the checked bags; none of somebody who has checked in is none, of somebody who has not it is unknown."""
    if traveller.bags:
        return sum(bag.count if bag.count is not None else len(bag.tags) for bag in traveller.bags)
    return 0 if traveller.check_ins else None


def _agency(pnr: Pnr) -> tuple[str, ...] | None:
    number = pnr.agency.agency_number if pnr.agency else ""
    return (number,) if _is_code("agency", number) else None


def _is_code(fact: str, value: str) -> bool:
    return re.fullmatch(FACTS[fact].layout, value) is not None


def _known(values: Iterable[str]) -> tuple[str, ...] | None:
    return tuple(sorted(set(values))) or None
