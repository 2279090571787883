"""Groups 5 to 7 of a PNRGOV booking: flights with their operating flight and status, check-in, seats and bags.

Source: IATA/WCO/ICAO PNRGOV implementation guide, groups 5 (TVL TRA RPI APD SSR RCI IFT), 6 (DAT ORG) and 7 (TRI TIF
SSD TBD).
"""

import msgspec

from tournai.travel.edifact import Segment
from tournai.travel.elements import (
    component,
    element,
    operating_flight,
    read_checked_bags,
    read_leg,
    read_locators,
)
from tournai.travel.groups.booking import times_of
from tournai.travel.groups.state import BookingState, Group
from tournai.travel.groups.travellers import is_group, read_traveller
from tournai.travel.minimise import Minimiser
from tournai.travel.records import Leg, Locator, Seat


def read_flight(state: BookingState, segment: Segment) -> None:
    """TVL: a flight of the itinerary, or, where it names a number alone, the other flight of a codeshare."""
    found = state.memory.recall(segment, state.minimiser, _flight)
    if isinstance(found, tuple):
        number, booking_class = found
        state.amend_leg(operating_number=number, operating_class=booking_class)
        return
    state.enter(Group.FLIGHT)
    state.checked_in, state.checked_in_at = None, None
    if found is None:
        state.leg = None
        return
    place = segment.place
    if found.departure_date is None and element(segment.values(), 1)[0]:
        state.booking.report(place, "date-unreadable", "the flight's date is not ddmmyy")
    state.begin_leg(found, place)


def _flight(segment: Segment, minimiser: Minimiser) -> Leg | tuple[str, str] | None:
    values = segment.values()
    operating = operating_flight(values)
    if operating is None:
        return read_leg(values, segment.place, minimiser)
    number, booking_class = operating
    return minimiser.keep("flight number", number), minimiser.keep("booking class", booking_class)


def read_operator(state: BookingState, segment: Segment) -> None:
    """TRA: the flight that is flown, from release 14.1 on."""
    carrier, number, booking_class, suffix = state.memory.recall(segment, state.minimiser, _operator)
    state.amend_leg(
        operating_carrier=carrier, operating_number=number, operating_class=booking_class, operating_suffix=suffix
    )


def _operator(segment: Segment, minimiser: Minimiser) -> tuple[str, str, str, str]:
    values, keep = segment.values(), minimiser.keep
    flight = element(values, 2)
    return (
        keep("carrier", element(values, 1)[0]),
        keep("flight number", flight[0]),
        keep("booking class", component(flight, 1)),
        keep("flight suffix", component(flight, 2)),
    )


def told_apart(leg: Leg, pushed: Leg) -> Leg:
    """Return a codeshare with its two flights told apart, given the flight that the message is about.

    Before release 14.1 the sold and the flown number stand in two TVL, and senders differ in which comes first: where
    the first is the pushed flight's own, which its carrier flies, the second is the one that was sold.
    """
    is_swapped = (
        leg.operating_number
        and leg.operating_carrier == pushed.carrier != leg.carrier
        and leg.number.lstrip("0") == pushed.number.lstrip("0") != leg.operating_number.lstrip("0")
        and (leg.departure_airport, leg.arrival_airport) == (pushed.departure_airport, pushed.arrival_airport)
    )
    if not is_swapped:
        return leg
    return msgspec.structs.replace(
        leg,
        number=leg.operating_number,
        operating_number=leg.number,
        booking_class=leg.operating_class or leg.booking_class,
        operating_class=leg.booking_class,
    )


def read_status(state: BookingState, segment: Segment) -> None:
    """RPI: the status codes of the flight and how many travellers hold it."""
    count, status = state.memory.recall(segment, state.minimiser, status_of)
    state.amend_leg(status=status, traveller_count=count)


def status_of(segment: Segment, minimiser: Minimiser) -> tuple[int | None, tuple[str, ...]]:
    """Return how many travellers an RPI counts, and its status codes."""
    values, keep = segment.values(), minimiser.keep
    count = keep("count", element(values, 1)[0])
    status = tuple([kept for parts in values[2:] if (kept := keep("status", parts[0]))])
    return (int(count) if count else None), status


def read_equipment(state: BookingState, segment: Segment) -> None:
    """APD: the aircraft."""
    state.amend_leg(equipment=state.memory.recall(segment, state.minimiser, _equipment))


def _equipment(segment: Segment, minimiser: Minimiser) -> str:
    return minimiser.keep("equipment", element(segment.values(), 1)[0])


def read_locator_of_flight(state: BookingState, segment: Segment) -> None:
    """RCI of a flight: the booking's locators with its carriers; the booking's own, repeated, are left out."""
    if state.leg is None:
        return
    fresh = state.booking.locators_of_flights.get(segment.text)
    if fresh is None:
        fresh = _fresh_locators(state, segment)
    elif fresh:
        place = segment.place
        fresh = [Locator(one.carrier, one.locator, one.created, place) for one in fresh]
    if fresh:
        state.amendments[state.leg].setdefault("locators", []).extend(fresh)


def _fresh_locators(state: BookingState, segment: Segment) -> list[Locator]:
    booking, minimiser = state.booking, state.minimiser
    drops = minimiser.drops
    read = read_locators(segment, minimiser)
    known = [(one.carrier, one.locator) for one in booking.locators]
    fresh = [one for one in read if (one.carrier, one.locator) not in known]
    # What says something new and loses something is read, and counted, each time anew.
    if not fresh or minimiser.drops == drops:
        booking.locators_of_flights[segment.text] = fresh
    return fresh


def read_time_of_check_in(state: BookingState, segment: Segment) -> None:
    """DAT of a flight: when the travellers of the records that follow checked in (2)."""
    state.enter(Group.CHECK_IN)
    text = segment.text
    if len(text) > 4:
        state.checked_in_at = state.memory.recall(segment, state.minimiser, times_of).get("2")


def drop_desk(state: BookingState, segment: Segment) -> None:
    """ORG of a check-in: who checked the traveller in is not in Annex I."""
    if any(part for parts in segment.values()[1:] for part in parts):
        state.minimiser.drop("ORG of a check-in")


def read_check_in(state: BookingState, segment: Segment) -> None:
    """TRI: a traveller checked in: the sequence number, and the traveller's reference."""
    number, reference = state.memory.recall(segment, state.minimiser, _check_in)
    state.enter(Group.CHECK_IN)
    state.checked_in, state.record = None, (number, reference, segment.place)


def _check_in(segment: Segment, minimiser: Minimiser) -> tuple[str, str]:
    record = element(segment.values(), 2)
    return minimiser.keep("boarding number", record[0].replace(" ", "")), component(record, 3)


def read_traveller_checked_in(state: BookingState, segment: Segment) -> None:
    """TIF of a check-in: whom it is for; a person whom the booking did not name is one more traveller."""
    known = state.named.get(segment.text)
    if known is not None:
        state.checked_in = known
        return
    values, place = segment.values(), segment.place
    named, person = element(values, 1), element(values, 2)
    if is_group(named, person):
        read_traveller(state, segment)
        return
    surname = named[0]
    given, type_code = person[0], component(person, 1)
    reference = state.minimiser.keep("traveller reference", component(person, 2))
    booking = state.booking
    known = booking.by_name(surname, given) or booking.by_reference(reference)
    if known is None and not booking.all_named(surname, given):
        booking.report(place, "traveller-not-named", "a traveller checked in who is not named in the booking")
        known = state.add_person(surname, given, type_code, reference, place)
    state.checked_in = known


def read_seat(state: BookingState, segment: Segment) -> None:
    """SSD: the seat and cabin given at check-in; seat characteristics are dropped, for some tell of health."""
    found = state.memory.recall(segment, state.minimiser, _seat)
    holder = state.holder() if found is not None else None
    if found is not None and holder is not None:
        seat, cabin = found
        holder.seats.append(Seat(seat, state.leg, is_assigned=True, place=segment.place, cabin=cabin))


def _seat(segment: Segment, minimiser: Minimiser) -> tuple[str, str] | None:
    values = segment.values()
    written = element(values, 1)[0]
    if any(part for parts in values[2:5] for part in parts):
        minimiser.drop("seat characteristics")
    seat = minimiser.keep("seat", written).lstrip("0") if written not in ("", "XXX") else ""
    return (seat, minimiser.keep("booking class", element(values, 5)[0])) if seat else None


def read_bags(state: BookingState, segment: Segment) -> None:
    """TBD: the bags checked in."""
    holder = state.holder()
    if holder is None:
        drop_bags(state, segment)
        return
    bag = read_checked_bags(segment.values(), state.leg, segment.place, state.minimiser)
    if bag is not None:
        holder.bags.append(bag)


def drop_bags(state: BookingState, _segment: Segment) -> None:
    """TBD of nobody."""
    state.minimiser.drop("TBD of no traveller")
