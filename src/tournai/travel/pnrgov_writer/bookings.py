"""Group 1 and 2, split bookings and history: a booking around its travellers' tickets and its flights.

Source: PNRGOV implementation guide 13.1, section 5: SRC, RCI, SSR, DAT, ORG, ADD, EBD, TIF, FTI, REF, FAR, EQN, ABI,
SAC.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from tournai.travel.pnrgov_writer.flights import flight_segments, leg_segment, locator_element, name_segment
from tournai.travel.pnrgov_writer.formats import ADDRESS_PARTS, Segment, address_parts, moment_parts
from tournai.travel.pnrgov_writer.services import traveller_services
from tournai.travel.pnrgov_writer.tickets import ticket_segments
from tournai.travel.records import Agency, Bag, Change, Contact, Fare, Locator, Pnr

_UNITS = {"KG": "700", "LB": "701"}


def booking_segments(pnr: Pnr, reference: date | None) -> Iterator[Segment]:
    """Yield groups 1 to 12 of a booking; ``reference`` is the day against which two-digit years are read."""
    yield ("SRC",)
    yield from _locators(pnr.locators)
    if pnr.is_cancelled:
        yield from _times(pnr)
        yield ("ORG",)
        return
    yield from _times(pnr)
    if pnr.agency:
        yield _agency(pnr.agency)
    for contact in pnr.contacts:
        yield _contact(contact)
    if pnr.prepaid_bags:
        yield _prepaid(pnr.prepaid_bags)
    if pnr.is_group:
        yield ("TIF", ("", "G", "" if pnr.group_size is None else str(pnr.group_size)))
    for number in range(len(pnr.travellers)):
        yield from _traveller(pnr, number, reference)
    for number in range(len(pnr.legs)):
        yield from flight_segments(pnr, number)
    for split in pnr.splits:
        yield ("EQN", "" if split.traveller_count is None else str(split.traveller_count))
        yield from _locators(split.locators)
    for change in pnr.history:
        yield from _change(change)


def _locators(locators: Sequence[Locator]) -> Iterator[Segment]:
    if locators:
        yield ("RCI", *(locator_element(one.carrier, one.locator, *moment_parts(one.created)) for one in locators))


def _times(pnr: Pnr) -> Iterator[Segment]:
    times = (("700", pnr.last_changed), ("710", pnr.ticketed_on))
    elements = [(code, *moment_parts(moment)) for code, moment in times if moment]
    if elements:
        yield ("DAT", *elements)


def _agency(agency: Agency) -> Segment:
    return (
        "ORG", (agency.system, agency.place_code), (agency.agency_number, agency.office), "", "", agency.type_code,
        agency.state, agency.sine,
    )  # fmt: skip


def _contact(contact: Contact) -> Segment:
    """Return the ADD of a contact: an address in up to six parts, or a number or mail address behind them."""
    if contact.kind == "address":
        return ("ADD", "", ("700", *address_parts(contact.text, ADDRESS_PARTS)))
    return ("ADD", "", ("700", *[""] * ADDRESS_PARTS, contact.text))


def _prepaid(bags: Sequence[Bag]) -> Segment:
    return ("EBD", "", *(_prepaid_element(bag) for bag in bags))


def _prepaid_element(bag: Bag) -> tuple[str, ...]:
    count = "" if bag.count is None else str(bag.count)
    return (count, bag.weight, "W" if bag.weight else "N", _UNITS.get(bag.weight_unit, ""))


def _traveller(pnr: Pnr, number: int, reference: date | None) -> Iterator[Segment]:
    """Yield group 2 of a traveller, with groups 3 and 4 of the tickets."""
    traveller = pnr.travellers[number]
    yield name_segment(traveller)
    if traveller.frequent_flyer:
        yield ("FTI", *((one.carrier, one.number, "", "", one.level) for one in traveller.frequent_flyer))
    if traveller.unique_reference:
        yield ("REF", ("", traveller.unique_reference))
    prepaid = [bag for bag in traveller.bags if bag.is_prepaid and bag.count is not None]
    if prepaid:
        yield _prepaid(prepaid)
    for fare in traveller.fares:
        yield _fare(fare)
    yield from traveller_services(pnr, number, reference)
    for ticket in traveller.tickets:
        yield from ticket_segments(ticket)


def _fare(fare: Fare) -> Segment:
    return ("FAR", fare.passenger_type, "", ("", fare.percentage, "", fare.type_code), "", "", fare.fare_basis)


def _change(change: Change) -> Iterator[Segment]:
    """Yield groups 10 to 12 of one change: who and when, what was done, and the flight or name it was done to."""
    yield ("ABI", "1", ("", change.office))
    if change.at:
        day, _, clock = change.at.partition(":")
        yield ("DAT", ("T", day, clock))
    yield ("SAC", "", "", change.action)
    for name in change.names:
        given = " ".join(filter(None, (name.given, name.title)))
        yield ("TIF", name.surname, (given, name.type_code))
    for leg in change.legs:
        yield leg_segment(leg)
        if leg.status or leg.traveller_count is not None:
            yield ("RPI", "" if leg.traveller_count is None else str(leg.traveller_count), *leg.status)
    if change.subject and not change.names and not change.legs:
        yield (change.subject,)
