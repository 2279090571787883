"""Recognising a booking that the node holds already: over the pushes of a flight, and over carriers of a codeshare.

A record keeps its identity for as long as it is the same booking. Only a booking of whose names none is known is
opened to be compared: it may be another one under a locator that its system used again.
"""

from collections.abc import Iterator, Sequence

import msgspec

from tournai.node.duties.comparing import BOOKING, booking_values, name_on_flight, person_key, record_key
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.rows import Flight, StoredRecord
from tournai.node.duties.sealed_records import Content, open_record, travellers_of
from tournai.travel.records import Pnr, Traveller
from tournai.travel.resolution import Sameness, read_designator, same_booking

_ONE = frozenset({Sameness.SAME, Sameness.LIKELY})


class _Known(msgspec.Struct):
    """A current booking of the flight, the locators it was found by, and the names in it: all digests."""

    record: StoredRecord
    locators: set[bytes]
    names: set[bytes | None]


def as_operated(unit: Unit, flight: Flight) -> Flight:
    """Return a flight that a seller's push names as the one that the timetable says operates it."""
    known = unit.timetable.scheduled_like(flight)
    operating = read_designator(known.operating) if known else None
    if operating is None:
        return flight
    return msgspec.structs.replace(flight, carrier=operating.carrier, number=operating.number)


def identities(
    ports: Ports, unit: Unit, flight_id: str, contents: Sequence[Content], within: frozenset[str]
) -> list[bytes]:
    """Return the identity of each record of a push: a booking's as recognised, a listed person's by name and birth.

    ``within``: the pushes that this one may change; what others brought is no former version of its bookings.
    """
    booked = [content for content in contents if isinstance(content, Pnr)]
    bookings = iter(recognise(ports, unit, flight_id, booked, within))
    return [
        next(bookings) if isinstance(content, Pnr) else _blind_identity(ports, flight_id, person_key(content))
        for content in contents
    ]


def travellers_named_in(
    ports: Ports, flight_id: str, content: Content
) -> Iterator[tuple[Traveller, bytes, bytes | None]]:
    """Yield the travellers of a record with the digests of their name and date of birth on the flight."""
    for traveller in travellers_of(content):
        born = traveller.date_of_birth
        birth = ports.keys.blind("persons", "birth", f"{flight_id}\x1f{born}") if born else None
        yield traveller, _name_digest(ports, flight_id, traveller), birth


def recognise(ports: Ports, unit: Unit, flight_id: str, bookings: Sequence[Pnr], within: frozenset[str]) -> list[bytes]:
    """Return the identity of each booking on a flight: that of the record that it is a later version of, or a new one.

    Records that turn out to be one booking, e.g. because a push names the locators of both, get one identity.
    """
    own = [_own_identity(ports, flight_id, pnr) for pnr in bookings]
    locators = [{ports.keys.blind("look-up", kind, value) for kind, value in booking_values(pnr)} for pnr in bookings]
    known = [one for one in _known(unit, flight_id, locators) if one.record.push_id in within]
    identities = list(own)
    # Whoever has all the same locators comes first: a record is the former version of one booking.
    order = sorted(range(len(bookings)), key=lambda number: own[number] not in {one.record.identity for one in known})
    for number in order:
        alike = [one for one in known if one.locators & locators[number]]
        same = [one for one in alike if _is_same(ports, flight_id, bookings[number], one)]
        if same:
            identities[number] = same[0].record.identity
            unit.resolution.set_identity([one.record.record_id for one in same[1:]], identities[number])
            known = [one for one in known if one not in same]
        elif any(one.record.identity == own[number] for one in alike):
            identities[number] = _blind_identity(ports, flight_id, ports.identifier())
    return identities


def _is_same(ports: Ports, flight_id: str, pnr: Pnr, known: _Known) -> bool:
    names = {_name_digest(ports, flight_id, one) for one in pnr.travellers}
    if names & known.names:
        return True
    held = open_record(ports.keys, known.record)
    return isinstance(held, Pnr) and same_booking(pnr, held) in _ONE


def _known(unit: Unit, flight_id: str, locators: Sequence[set[bytes]]) -> list[_Known]:
    digests = sorted(set().union(*locators)) if locators else []
    found: dict[str, _Known] = {}
    for digest, row, record in unit.resolution.found_aboard(flight_id, BOOKING, digests):
        one = found.setdefault(record.record_id, _Known(record, set(), set()))
        one.locators.add(digest)
        one.names.add(row.name)
    return sorted(found.values(), key=lambda one: (one.record.created_at, one.record.record_id))


def _own_identity(ports: Ports, flight_id: str, pnr: Pnr) -> bytes:
    # A booking without a locator is a record of its own: nothing says that another one is the same.
    return _blind_identity(ports, flight_id, record_key(pnr) or ports.identifier())


def _blind_identity(ports: Ports, flight_id: str, text: str) -> bytes:
    return ports.keys.blind("records", "record", f"{flight_id}\x1f{text}")


def _name_digest(ports: Ports, flight_id: str, traveller: Traveller) -> bytes:
    return ports.keys.blind("persons", "name", f"{flight_id}\x1f{name_on_flight(traveller)}")
