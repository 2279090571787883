"""Groups 5 to 7: a booking's flights, and who checked in for them with which seat and bags.

Source: PNRGOV implementation guide 13.1 and 14.1 (TRA), section 5: TVL, TRA, RPI, APD, RCI, DAT, TRI, SSD, TBD.
"""

from collections.abc import Iterator, Sequence

import msgspec

from tournai.travel.pnrgov_writer.formats import Segment, day_text, moment_parts
from tournai.travel.records import Bag, CheckIn, Leg, Pnr, Seat, Traveller

_UNITS = {"KG": "700", "LB": "701"}


def leg_segment(leg: Leg) -> Segment:
    """Return the TVL of a flight."""
    departs, arrives = moment_parts(leg.departure), moment_parts(leg.arrival)
    if leg.departure is None:
        departs = (day_text(leg.departure_date), "")
    if leg.arrival is None:
        arrives = (day_text(leg.arrival_date), "")
    number = (leg.number, leg.booking_class, "", leg.operational_suffix)
    carrier = (leg.carrier, "" if leg.operating_number else leg.operating_carrier)
    return ("TVL", (*departs, *arrives), leg.departure_airport, leg.arrival_airport, carrier, number)


def flight_segments(pnr: Pnr, number: int) -> Iterator[Segment]:
    """Yield groups 5 to 7 of the flight with that index."""
    leg = pnr.legs[number]
    yield leg_segment(leg)
    if leg.operating_number:
        flown = (leg.operating_number, leg.operating_class, leg.operating_suffix)
        yield ("TRA", leg.operating_carrier, flown)
    if leg.status or leg.traveller_count is not None:
        yield ("RPI", _count(leg.traveller_count), *leg.status)
    if leg.equipment:
        yield ("APD", leg.equipment)
    if leg.locators:
        yield ("RCI", *(locator_element(one.carrier, one.locator, *moment_parts(one.created)) for one in leg.locators))
    yield from _seats_asked(pnr, number)
    yield from _check_ins(pnr, number)


def locator_element(carrier: str, locator: str, day: str, clock: str) -> tuple[str, ...]:
    """Return an RCI's element: system, locator, type, date and time (UTC)."""
    return (carrier, locator, "", day, clock)


def is_asked_at_the_flight(pnr: Pnr, traveller: Traveller) -> bool:
    """Whether a seat request can stand under its flight: only where one traveller alone has the reference."""
    wanted = traveller.reference.lstrip("0")
    return bool(wanted) and sum(other.reference.lstrip("0") == wanted for other in pnr.travellers) == 1


def _seats_asked(pnr: Pnr, number: int) -> Iterator[Segment]:
    leg = pnr.legs[number]
    for traveller in pnr.travellers:
        seats = [seat for seat in traveller.seats if seat.leg == number and not seat.is_assigned]
        if seats and is_asked_at_the_flight(pnr, traveller):
            header = ("SEAT", "HK", str(len(seats)), leg.carrier, "", "", leg.departure_airport, leg.arrival_airport)
            yield ("SSR", header, *((seat.seat, "", traveller.reference) for seat in seats))


class _Record(msgspec.Struct, frozen=True):
    """What a traveller has at check-in for one flight."""

    traveller: Traveller
    check_in: CheckIn | None
    seats: Sequence[Seat]
    bags: Sequence[Bag]


def _check_ins(pnr: Pnr, number: int) -> Iterator[Segment]:
    for traveller in pnr.travellers:
        check_ins = [one for one in traveller.check_ins if one.leg == number]
        seats = [seat for seat in traveller.seats if seat.leg == number and seat.is_assigned]
        bags = [bag for bag in traveller.bags if bag.leg == number and not bag.is_prepaid]
        if check_ins or seats or bags:
            yield from _record(_Record(traveller, check_ins[0] if check_ins else None, seats, bags))
        for further in check_ins[1:]:
            yield from _record(_Record(traveller, further, (), ()))


def _record(record: _Record) -> Iterator[Segment]:
    traveller, check_in = record.traveller, record.check_in
    at = moment_parts(check_in.at if check_in else None)
    yield ("DAT", ("2", *at)) if any(at) else ("DAT",)
    if check_in:
        yield ("TRI", check_in.status, (check_in.boarding_number, "", "", traveller.reference))
    yield name_segment(traveller)
    for seat in record.seats:
        yield ("SSD", seat.seat, "", "", "", seat.cabin or (check_in.cabin if check_in else ""))
    for bag in record.bags:
        yield _bag(bag)


def name_segment(traveller: Traveller) -> Segment:
    """Return the TIF of a traveller; a title is glued to the given name with a blank."""
    given = " ".join(filter(None, (traveller.given, traveller.title)))
    accompanied = "1" if traveller.is_with_infant else ""
    return ("TIF", traveller.surname, (given, traveller.type_code, traveller.reference, accompanied))


def _bag(bag: Bag) -> Segment:
    quantity = (_count(bag.count), bag.weight, _UNITS.get(bag.weight_unit, ""))
    return ("TBD", "", quantity, "", (bag.pool, bag.pool_reference), *_tag_runs(bag))


def _tag_runs(bag: Bag) -> Iterator[tuple[str, ...]]:
    """Yield the tags as runs of consecutive numbers, as many entries as the message had where that is possible."""
    runs: list[tuple[str, int]] = []
    for tag in bag.tags:
        first, length = runs[-1] if runs else ("", 0)
        if runs and tag == _following(first, length):
            runs[-1] = (first, length + 1)
        else:
            runs.append((tag, 1))
    if len(runs) != bag.tag_entries:
        runs = [(tag, 1) for tag in bag.tags]
    for first, length in runs:
        carrier = first[:2] if first[:2].isalpha() else ""
        yield (carrier, first[len(carrier) :], str(length) if length > 1 else "", bag.destination)


def _following(first: str, steps: int) -> str:
    """Return the tag that many numbers after a first one; empty where it would be longer."""
    digits = len(first) - len(first.rstrip("0123456789"))
    stem, number = first[: len(first) - digits], first[len(first) - digits :]
    following = str(int(number) + steps).zfill(digits) if number else ""
    return stem + following if len(following) == digits else ""


def _count(count: int | None) -> str:
    return "" if count is None else str(count)
