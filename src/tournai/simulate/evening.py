"""A simulated evening at two airports: lists of persons sought, carriers' pushes in sending order, and the truth.

Everything follows from the seed; `now` moves only dates and times. All persons are invented, and every message and list
says that it is synthetic.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

import msgspec
from msgspec.structs import replace

from tournai.simulate.bookings import MOST_BOOKINGS, Booking, draw_bookings
from tournai.simulate.deliveries import Delivery, DeliveryKind
from tournai.simulate.flights import Flight, draw_flight
from tournai.simulate.paxlst_messages import paxlst_segments
from tournai.simulate.plan import AlertFile, Plan, Sighting, plan_evening
from tournai.simulate.pnrgov_messages import Header, Segment, pnrgov_segments, travellers_of
from tournai.simulate.sample_truth import planted_in_samples
from tournai.simulate.transmission import DAMAGES, LIST_DAMAGES, STYLES, Damage, Style, as_beheaded, transmit
from tournai.simulate.truth import Planted, write_planted
from tournai.values import utc

SENDING_BEGAN = timedelta(minutes=60)
BOOKINGS_SENT_IN = timedelta(minutes=40)
UPDATE_BEFORE, LISTS_BEFORE = timedelta(minutes=15), timedelta(minutes=10)
"""How long before now the carriers prepared what they send."""
RELEASES = ("13", "15", "13")
CHANGED_BOOKINGS, CANCELLED_BOOKINGS = 2, 2
BROKEN_TRAVELLERS = 20


class Evening(msgspec.Struct, frozen=True):
    """All of it. ``pushes`` stand in sending order; public samples are not among them (`sample_deliveries`).

    ``truth`` holds the planted travellers, those of the public samples last (their variants begin with ``public
    sample``). ``lookalikes`` are ordinary travellers beside an alert on someone else: a match of the two is false.
    ``travellers`` counts the different people on the synthetic flights, ``alerts`` those sought on the lists.
    """

    alert_lists: tuple[AlertFile, ...]
    pushes: tuple[Delivery, ...]
    truth: tuple[Planted, ...]
    lookalikes: tuple[Planted, ...]
    travellers: int
    alerts: int


class FlightLoad(msgspec.Struct, frozen=True):
    """One flight: its bookings, what its carrier sends, and who on it is sought or looks alike."""

    flight: Flight
    bookings: tuple[Booking, ...]
    deliveries: tuple[Delivery, ...]
    planted: tuple[Planted, ...]
    lookalikes: tuple[Planted, ...]


def make_evening(
    seed: int, now: datetime, *, flights: int = 24, travellers_per_flight: int = 90, planted: int = 220
) -> Evening:
    """Return an evening with so many flights, about so many travellers on each, and so many persons sought on board.

    One push is sent twice, one cannot be read, and one is followed by an update.

    Raises:
        Malformed: ``now`` is not in UTC.
    """
    plan = plan_evening(seed, flights=flights, travellers_per_flight=travellers_per_flight, planted=planted)
    loads = list(iterate_evening(plan, now))
    updated, update = _with_update(plan, now, loads[0])
    by_kind = [delivery for load in (updated, *loads[1:]) for delivery in load.deliveries]
    bookings = [delivery for delivery in by_kind if delivery.kind is DeliveryKind.BOOKINGS]
    lists = [delivery for delivery in by_kind if delivery.kind is DeliveryKind.PASSENGER_LIST]
    repeated = replace(bookings[-1], name=f"again-{bookings[-1].name}", kind=DeliveryKind.REPEATED)
    return Evening(
        alert_lists=plan.alert_files(now),
        pushes=(*bookings, repeated, _broken(plan, now), update, *lists),
        truth=(*(one for load in loads for one in load.planted), *planted_in_samples(now, plan.in_samples)),
        lookalikes=tuple(one for load in loads for one in load.lookalikes),
        travellers=sum(travellers_of(load.bookings) for load in loads),
        alerts=len(plan.un_alerts) + len(plan.ofac_alerts),
    )


def write_truth(evening: Evening) -> bytes:
    """Return who of the evening is sought, as CSV in UTF-8 with a header; for the evaluation, never for the node."""
    return write_planted(evening.truth)


def iterate_evening(plan: Plan, now: datetime) -> Iterator[FlightLoad]:
    """Yield the flights of a plan one by one, each made when it is asked for: a national day fits in memory."""
    for index in range(plan.flights):
        yield _load(plan, utc(now), index)


def _load(plan: Plan, now: datetime, index: int) -> FlightLoad:
    rng = _generator(plan, index)
    flight = draw_flight(rng, now, index, plan.flights)
    planted, lookalikes = plan.planted[index :: plan.flights], plan.lookalikes[index :: plan.flights]
    known = [sighting.case.traveller for sighting in (*planted, *lookalikes)]
    first_number = (plan.seed * plan.flights + index) * MOST_BOOKINGS
    bookings = draw_bookings(rng, flight, known, plan.travellers_per_flight, first_number)
    deliveries = [_bookings_delivery(rng, plan, now, index, flight, bookings)]
    if index % 6 != 5:
        deliveries.append(_list_delivery(rng, now, index, flight, bookings))
    return FlightLoad(
        flight, bookings, tuple(deliveries), _truth(flight, bookings, planted), _truth(flight, bookings, lookalikes)
    )


def _generator(plan: Plan, index: int) -> Random:
    return Random(f"{plan.seed} flight {index}")  # noqa: S311  # repeatable on purpose: invented data, no secret


def _truth(flight: Flight, bookings: Sequence[Booking], sightings: Sequence[Sighting]) -> tuple[Planted, ...]:
    locators = {booking.passengers[0].person: booking.locator for booking in bookings}
    return tuple(
        Planted(
            flight=flight.designator,
            date=flight.date,
            record_locator=locators[sighting.case.traveller],
            surname=sighting.case.traveller.surname,
            given=f"{sighting.case.traveller.given}{sighting.case.traveller.title}",
            document_number=sighting.case.traveller.document,
            source=sighting.source,
            reference=sighting.reference,
            variant=sighting.case.variant,
        )
        for sighting in sightings
    )


def _bookings_delivery(
    rng: Random, plan: Plan, now: datetime, index: int, flight: Flight, bookings: Sequence[Booking]
) -> Delivery:
    """Return the full push; every third one is damaged, each time in another way."""
    prepared_at = now - SENDING_BEGAN + BOOKINGS_SENT_IN * index / plan.flights
    header = Header(RELEASES[index % len(RELEASES)], prepared_at, _reference(rng))
    segments = pnrgov_segments(header, flight, bookings, is_update=False)
    damage = DAMAGES[(index // 3 - 1) % len(DAMAGES)] if index % 3 == 0 and index else None
    body, defects = _sent(segments, STYLES[index % len(STYLES)], damage)
    return Delivery(
        _name(flight, "pnrgov"), body, DeliveryKind.BOOKINGS, len(bookings), travellers_of(bookings), defects
    )


def _list_delivery(rng: Random, now: datetime, index: int, flight: Flight, bookings: Sequence[Booking]) -> Delivery:
    header = Header("05B", now - LISTS_BEFORE, _reference(rng))
    segments = paxlst_segments(header, flight, bookings)
    damage = LIST_DAMAGES[index // 8 % len(LIST_DAMAGES)] if index % 8 == 2 else None
    body, defects = _sent(segments, STYLES[index // 2 % len(STYLES)], damage)
    return Delivery(_name(flight, "paxlst"), body, DeliveryKind.PASSENGER_LIST, 0, travellers_of(bookings), defects)


def _sent(segments: Sequence[Segment], style: Style, damage: Damage | None) -> tuple[bytes, tuple[str, ...]]:
    if damage is None:
        return transmit(segments, style), ()
    return damage.write(segments, style), damage.codes


def _reference(rng: Random) -> str:
    return f"{rng.randrange(10**12):012}"


def _name(flight: Flight, message: str) -> str:
    return f"synthetic-{flight.designator}-{flight.date:%Y%m%d}-{flight.origin}-{flight.destination}.{message}.edi"


def _with_update(plan: Plan, now: datetime, load: FlightLoad) -> tuple[FlightLoad, Delivery]:
    """Return the first flight with one booking of a planted person held back, and the update that brings it.

    The update also changes the contact of some bookings, and cancels others, in which nobody is sought. The list at
    closure has everyone but the cancelled.
    """
    rng = _generator(plan, plan.flights)
    sought = {one.record_locator for one in (*load.planted, *load.lookalikes)}
    ordinary = [booking for booking in load.bookings if booking.locator not in sought]
    changed = [replace(one, phone=f"0000{rng.randrange(10**7):07}") for one in ordinary[:CHANGED_BOOKINGS]]
    cancelled = ordinary[CHANGED_BOOKINGS : CHANGED_BOOKINGS + CANCELLED_BOOKINGS]
    added = [
        booking for booking in load.bookings if booking.locator in {one.record_locator for one in load.planted[:1]}
    ]
    first = [booking for booking in load.bookings if booking not in added]
    last = [booking for booking in load.bookings if booking not in cancelled]
    flight = load.flight
    header = Header(RELEASES[0], now - UPDATE_BEFORE, _reference(rng))
    segments = pnrgov_segments(header, flight, [*changed, *added], cancelled, is_update=True)
    update = Delivery(
        _name(flight, "pnrgov-update"),
        transmit(segments, STYLES[0]),
        DeliveryKind.UPDATE,
        len(changed) + len(added) + len(cancelled),
        travellers_of([*changed, *added]),
    )
    deliveries = (_bookings_delivery(rng, plan, now, 0, flight, first), _list_delivery(rng, now, 0, flight, last))
    return replace(load, deliveries=deliveries), update


def _broken(plan: Plan, now: datetime) -> Delivery:
    """Return the push of one more flight of which a gateway lost the beginning: nothing in it can be read."""
    rng = _generator(plan, plan.flights + 1)
    flight = draw_flight(rng, now, plan.flights, plan.flights + 1)
    bookings = draw_bookings(rng, flight, (), BROKEN_TRAVELLERS, plan.flights * MOST_BOOKINGS)
    header = Header(RELEASES[0], now - UPDATE_BEFORE, _reference(rng))
    body = transmit(pnrgov_segments(header, flight, bookings, is_update=False), STYLES[1])
    return Delivery(_name(flight, "pnrgov-broken"), as_beheaded(body), DeliveryKind.BROKEN)
