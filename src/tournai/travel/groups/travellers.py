"""Groups 2 to 4 of a PNRGOV booking: travellers, their fares, tickets and payments.

Source: IATA/WCO/ICAO PNRGOV implementation guide, groups 2 (TIF FTI IFT REF EBD FAR SSR ADD), 3 (TKT MON PTK TXD DAT)
and 4 (FOP IFT ADD).
"""

import msgspec

from tournai.travel.bookings import TicketDraft
from tournai.travel.edifact import Segment
from tournai.travel.elements import (
    component,
    element,
    read_amounts,
    read_fare,
    read_frequent_flyers,
    read_payments,
    read_prepaid_bags,
    read_pricing,
    read_taxes,
    read_ticket_number,
    read_unique_reference,
)
from tournai.travel.fare_calculations import read_fare_components
from tournai.travel.groups.booking import address_of, read_text, text_kind, times_of
from tournai.travel.groups.state import BookingState, Group
from tournai.travel.minimise import FARE_CALCULATION, Minimiser
from tournai.travel.records import Fare, Payment, Place, Pricing, Tax


def read_traveller(state: BookingState, segment: Segment) -> None:
    """TIF: a traveller begins, with type, reference and whether an infant comes along; a group's name is dropped."""
    values, place = segment.values(), segment.place
    named, person = element(values, 1), element(values, 2)
    if is_group(named, person):
        _read_group(state, named, person)
        return
    reference = state.minimiser.keep("traveller reference", component(person, 2))
    state.enter(Group.TRAVELLER)
    state.person = state.add_person(named[0], person[0], component(person, 1), reference, place)
    state.person.is_with_infant = component(person, 3) == "1"
    state.named[segment.text] = None if segment.text in state.named else state.person
    state.ticket = None


def is_group(named: list[str], person: list[str]) -> bool:
    """Whether the two elements of a TIF name a group or company, and nobody in it."""
    if person[0]:
        return False
    qualifier = component(named, 1)
    return "G" in (qualifier, component(person, 1)) or qualifier == "C"


def _read_group(state: BookingState, named: list[str], person: list[str]) -> None:
    # A group's name can tell a religion or a party: PELERINAGE. Its size is listed in Annex I point 17.
    state.minimiser.drop("TIF group name")
    booking = state.booking
    booking.is_group = True
    size = component(named, 2) or component(person, 2)
    count = state.minimiser.keep("count", size)
    booking.group_size = int(count) if count else booking.group_size


def read_loyalty(state: BookingState, segment: Segment) -> None:
    """FTI: frequent-flyer numbers and levels."""
    if state.person is not None:
        state.person.frequent_flyer += read_frequent_flyers(segment, state.minimiser)


def read_reference(state: BookingState, segment: Segment) -> None:
    """REF: the unique passenger reference."""
    if state.person is not None:
        state.person.unique_reference = read_unique_reference(segment, state.minimiser)


def read_bags_of_traveller(state: BookingState, segment: Segment) -> None:
    """EBD of a traveller: bags paid ahead."""
    if state.person is not None:
        state.person.bags += read_prepaid_bags(segment.values(), segment.place, state.minimiser)


def read_fares(state: BookingState, segment: Segment) -> None:
    """FAR: the fare's type, discount and basis."""
    fare = state.memory.recall(segment, state.minimiser, _fare)
    if fare is not None and state.person is not None:
        state.person.fares.append(msgspec.structs.replace(fare, place=segment.place))


def _fare(segment: Segment, minimiser: Minimiser) -> Fare | None:
    return read_fare(segment.values(), segment.place, minimiser)


def drop_third_party(state: BookingState, _segment: Segment) -> None:
    """ADD of a traveller: of a traveller's address only the booker's is listed; group 2 names third parties too."""
    state.minimiser.drop("ADD of a traveller")


def read_text_of_traveller(state: BookingState, segment: Segment) -> None:
    """IFT of a traveller or ticket: own contacts, and a fare calculation where all of it is codes and amounts."""
    kind = text_kind(segment)
    if kind != "4:15":
        read_text(state, segment, kind)
        return
    text = " ".join(":".join(parts) for parts in segment.values()[2:])
    components = read_fare_components(text)
    if components and state.person is not None:
        holder = state.person if state.ticket is None else state.ticket
        holder.fare_components = components
    # Amounts and taxes of the calculation stand in MON and TXD; its text is never kept.
    state.minimiser.drop(FARE_CALCULATION)


def read_ticket(state: BookingState, segment: Segment) -> None:
    """TKT: a ticket begins. A ticketless booking has an empty number; its payments are kept all the same."""
    number, type_code, booklets = read_ticket_number(segment, state.minimiser)
    state.ticket = TicketDraft(number, segment.place, type_code=type_code, booklets=booklets)
    if state.person is None:
        state.minimiser.drop("TKT of no traveller")
        return
    state.enter(Group.TICKET)
    state.person.tickets.append(state.ticket)
    state.booking.ticket_numbers.add(number)
    state.booking.is_new("ticket", state.person, number)


def drop_ticket(state: BookingState, _segment: Segment) -> None:
    """TKT where no traveller is open."""
    state.minimiser.drop("TKT of no traveller")


def read_price(state: BookingState, segment: Segment) -> None:
    """MON: amounts of the ticket."""
    if state.ticket is not None:
        state.ticket.amounts += state.memory.recall(segment, state.minimiser, read_amounts)


def read_tax(state: BookingState, segment: Segment) -> None:
    """TXD: taxes of the ticket."""
    if state.ticket is not None:
        place = segment.place
        found = state.memory.recall(segment, state.minimiser, read_taxes)
        state.ticket.taxes += [Tax(*fields, place) for fields in found]


def read_conditions(state: BookingState, segment: Segment) -> None:
    """PTK: pricing and ticketing details."""
    if state.ticket is not None:
        pricing = state.memory.recall(segment, state.minimiser, _pricing)
        state.ticket.pricing = msgspec.structs.replace(pricing, place=segment.place)


def _pricing(segment: Segment, minimiser: Minimiser) -> Pricing:
    return read_pricing(segment.values(), segment.place, minimiser)


def read_date_of_issue(state: BookingState, segment: Segment) -> None:
    """DAT of a ticket: when it was issued (710)."""
    times = state.memory.recall(segment, state.minimiser, times_of)
    if state.ticket is not None and "710" in times:
        state.ticket.issued_on = times["710"].date()


def read_payment(state: BookingState, segment: Segment) -> None:
    """FOP: forms of payment, card numbers masked; a ticket's alone are listed (Annex I point 6)."""
    if state.ticket is None:
        state.minimiser.drop("FOP of no ticket")
        return
    state.enter(Group.PAYMENT)
    state.ticket.payments += read_payments(segment, state.minimiser)


def drop_payment(state: BookingState, _segment: Segment) -> None:
    """FOP where no ticket is open."""
    state.minimiser.drop("FOP of no ticket")


def read_billing_address(state: BookingState, segment: Segment) -> None:
    """ADD of a payment: the billing address of the ticket's payments (Annex I point 6), without any name or phone."""
    payments = state.ticket.payments if state.ticket else []
    for parts in segment.values()[1:]:
        text = address_of(parts, state.minimiser) if parts[0] in ("700", "702") else ""
        if text and payments:
            _set_billing(payments, text, segment.place)
        if any(parts[7:]) or (any(parts[1:]) and not text):
            state.minimiser.drop("ADD of a payment")


def _set_billing(payments: list[Payment], text: str, place: Place) -> None:
    payments[:] = [msgspec.structs.replace(one, billing_address=text, billing_place=place) for one in payments]
