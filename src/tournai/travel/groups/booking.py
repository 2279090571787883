"""Group 1 of a PNRGOV booking, and what other groups share with it: locators, times, agency, addresses, services.

Source: IATA/WCO/ICAO PNRGOV implementation guide, group 1: SRC RCI SSR DAT IFT ORG ADD EBD.
"""

from datetime import datetime

import msgspec

from tournai.travel.edifact import Segment
from tournai.travel.elements import component, element, read_agency, read_locators, read_prepaid_bags, read_times
from tournai.travel.groups.state import BookingState, Group
from tournai.travel.minimise import FREE_TEXT_KINDS, OTHER_FREE_TEXT, Minimiser, read_contact
from tournai.travel.records import Agency, Contact, Place
from tournai.travel.service_requests import WaitingRequest

_ADDRESS_PURPOSES = {"700", "702"}
"""PNRGOV ADD: contact; delivery or billing of the booking."""
_ADDRESS_CONTACTS = {"E": "e-mail", "M": "phone", "H": "phone", "O": "phone"}
"""ADD of release 11.1: mail, mobile, home, office."""
_OWN_CONTACTS = "4:28"
_OF_A_TRAVELLER = {Group.TRAVELLER, Group.TICKET, Group.PAYMENT}
_OF_A_FLIGHT = {Group.FLIGHT, Group.CHECK_IN}
"""Groups whose service requests are for the traveller or the flight that is open."""


def read_locator(state: BookingState, segment: Segment) -> None:
    """RCI: the booking's locators; several where bookings were merged or more than one system holds it."""
    state.booking.locators += read_locators(segment, state.minimiser)


def read_late_locator(state: BookingState, segment: Segment) -> None:
    """RCI after the travellers: the booking's own where it had none, else it says nothing new."""
    if not state.booking.locators:
        read_locator(state, segment)
        state.booking.forget_flights_locators()


def read_changes(state: BookingState, segment: Segment) -> None:
    """DAT: when the booking was last changed (700) and ticketed (710)."""
    times = read_times(segment.values(), state.minimiser)
    booking = state.booking
    booking.last_changed = times.get("700", booking.last_changed)
    booking.ticketed_on = times.get("710", booking.ticketed_on)


def read_origin(state: BookingState, segment: Segment) -> None:
    """ORG: the agency or office that made the booking; empty where the booking was cancelled."""
    agency = state.memory.recall(segment, state.minimiser, _agency)
    booking = state.booking
    booking.agency = msgspec.structs.replace(agency, place=segment.place) if agency else None
    booking.has_empty_origin = agency is None


def _agency(segment: Segment, minimiser: Minimiser) -> Agency | None:
    return read_agency(segment.values(), segment.place, minimiser)


def read_addresses(state: BookingState, segment: Segment) -> None:
    """ADD: the booker's contact and billing address, phone and mail; other purposes are dropped."""
    place = segment.place
    for parts in segment.values()[1:]:
        purpose = parts[0]
        if purpose in _ADDRESS_PURPOSES:
            text = address_of(parts, state.minimiser)
            if text:
                state.booking.contacts.append(Contact("address", text, place))
            _add_contacts(state, "phone", parts[7:], place)
        elif purpose in _ADDRESS_CONTACTS:
            _add_contacts(state, _ADDRESS_CONTACTS[purpose], parts[1:], place)
        elif any(parts):
            state.minimiser.drop("ADD of another purpose")


def address_of(parts: list[str], minimiser: Minimiser) -> str:
    """Return the address of an ADD's C032: street, city, region, state and postcode, joined."""
    keep = minimiser.keep
    return ", ".join([kept for part in parts[1:7] if part and (kept := keep("address part", part.strip()))])


def _add_contacts(state: BookingState, kind: str, parts: list[str], place: Place) -> None:
    for part in filter(None, parts):
        is_mail = "@" in part or "//" in part
        field = "e-mail" if is_mail else kind
        text = state.minimiser.keep(field, part.strip().replace("//", "@"))
        if text:
            state.booking.contacts.append(Contact(field, text, place))


def read_contacts(state: BookingState, segment: Segment) -> None:
    """IFT: of 4:28 the booker's or traveller's own contacts are kept, all other text is dropped."""
    read_text(state, segment, text_kind(segment))


def read_text(state: BookingState, segment: Segment, kind: str) -> None:
    """Keep the contacts of an IFT of that kind, and count all else."""
    if kind != _OWN_CONTACTS:
        state.minimiser.drop(FREE_TEXT_KINDS.get(kind, OTHER_FREE_TEXT))
        return
    texts = segment.texts()
    found = 0
    holder = state.person or state.booking
    for text in texts:
        contact = read_contact(text) if "CTC" in text else None
        if contact is not None:
            holder.contacts.append(Contact(*contact, segment.place))
            found += 1
    if found < len(texts) or not texts:
        state.minimiser.drop(FREE_TEXT_KINDS[kind])


def drop_text(state: BookingState, segment: Segment) -> None:
    """IFT where no contact of a traveller can stand: dropped by its kind."""
    state.minimiser.drop(FREE_TEXT_KINDS.get(text_kind(segment), OTHER_FREE_TEXT))


def text_kind(segment: Segment) -> str:
    """Return the subject of an IFT, e.g. ``4:28``."""
    text, marks = segment.text, segment.separators
    if text[8:9] in (marks.element, marks.component) and text[5] == marks.component:
        return text[4:8].replace(marks.component, ":")
    subject = element(segment.values(), 1)
    return f"{subject[0]}:{component(subject, 1)}"


def times_of(segment: Segment, minimiser: Minimiser) -> dict[str, datetime]:
    """Return the instants of a DAT by their qualifier."""
    return read_times(segment.values(), minimiser)


def read_bags_paid(state: BookingState, segment: Segment) -> None:
    """EBD of the booking: bags paid ahead."""
    state.booking.prepaid_bags += read_prepaid_bags(segment.values(), segment.place, state.minimiser)


def read_service(state: BookingState, segment: Segment) -> None:
    """SSR: kept for the booking's end where its code is one of Annex I; else dropped before anything is split."""
    code = service_code(segment)
    if not state.minimiser.keeps_service(code):
        return
    group = state.group
    person = state.person if group in _OF_A_TRAVELLER else None
    leg = state.leg if group in _OF_A_FLIGHT else None
    state.requests.append(WaitingRequest(code, segment, person, leg))


def service_code(segment: Segment) -> str:
    """Return an SSR's code."""
    text, marks = segment.text, segment.separators
    if text[8:9] == marks.component:
        return text[4:8]
    return element(segment.values(), 1)[0].strip()
