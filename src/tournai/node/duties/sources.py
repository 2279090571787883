"""One traveller in two sources of a flight, the booking and the passenger list, side by side."""

from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.rows import StoredRecord, StoredTraveller
from tournai.node.duties.sealed_records import Content, locators_of, open_record, travellers_of
from tournai.node.duties.traveller_views import ComparedView, ComparisonView, FactView, SourceOfTraveller
from tournai.travel.records import Pnr, Traveller
from tournai.travel.resolution import Booked, Difference, Value, agreements, differences, pair_travellers

Held = tuple[StoredTraveller, StoredRecord, Content]
LOCATOR = "record locator"
"""The kind of blind entry under which bookings, and persons of a list that names their booking, are found."""
MOST_OPENED = 40
"""Records of a booking's other source that are opened at most, to find the one of the same traveller."""


def comparison_of(ports: Ports, unit: Unit, traveller: StoredTraveller, record: StoredRecord) -> ComparisonView | None:
    """Return the same traveller in the flight's other source, field by field; ``None`` where the other has none.

    The other is a current record of the same person; else the best of those under the same record locator.
    """
    held = traveller, record, open_record(ports.keys, record)
    other = _same_person(ports, unit, held) or _same_locator(ports, unit, held)
    if other is None:
        return None
    booked, listed = (held, other) if record.kind == "PNR" else (other, held)
    one, two = _person(booked), _person(listed)
    return ComparisonView(
        booked=_source(unit, booked),
        listed=_source(unit, listed),
        reasons=tuple(reason.value for reason in agreements(Booked(one, locators_of(booked[2])), two)),
        rows=tuple(_row(difference) for difference in differences(one, two)),
        is_same_person=traveller.person == other[0].person,
    )


def _same_person(ports: Ports, unit: Unit, held: Held) -> Held | None:
    traveller, record, _ = held
    found = [
        pair for pair in unit.travel.same_person(record.flight_id, traveller.person) if pair[1].kind != record.kind
    ]
    return (*found[-1], open_record(ports.keys, found[-1][1])) if found else None


def _same_locator(ports: Ports, unit: Unit, held: Held) -> Held | None:
    _, record, content = held
    digests = [ports.keys.blind("look-up", LOCATOR, locator) for locator in locators_of(content)]
    found = unit.resolution.found_aboard(record.flight_id, LOCATOR, digests)
    pairs = {row.traveller_id: (row, one) for _, row, one in found if one.kind != record.kind}
    opened = {one.record_id: open_record(ports.keys, one) for _, one in list(pairs.values())[:MOST_OPENED]}
    others = [(row, one, opened[one.record_id]) for row, one in pairs.values() if one.record_id in opened]
    booked, listed = ([held], others) if isinstance(content, Pnr) else (others, [held])
    for pair in pair_travellers(
        [Booked(_person(one), locators_of(one[2])) for one in booked], [_person(one) for one in listed]
    ):
        return listed[pair.listed] if isinstance(content, Pnr) else booked[pair.booked]
    return None


def _person(held: Held) -> Traveller:
    return travellers_of(held[2])[held[0].ordinal]


def _source(unit: Unit, held: Held) -> SourceOfTraveller:
    push = unit.travel.push(held[1].push_id)
    if push is None:
        raise LookupError("a record without its push")
    return SourceOfTraveller(held[0].traveller_id, held[1].kind, push.format, push.sender, push.received_at)


def _row(difference: Difference) -> ComparedView:
    return ComparedView(
        label=difference.field,
        agreement=difference.agreement.value,
        booked=_value(difference.field, difference.booked),
        listed=_value(difference.field, difference.listed),
    )


def _value(field: str, value: Value) -> FactView:
    place = value.place
    where = (place.tag, place.ordinal, place.offset) if place and value.text else ("", 0, 0)
    return FactView("", field, value.text, 0, *where)
