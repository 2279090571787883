"""The messages with which an invented carrier is certified: it shows all scenarios but one, and has one to mend."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from tournai.simulate.bookings import Booking, draw_bookings
from tournai.simulate.deliveries import Delivery, DeliveryKind
from tournai.simulate.flights import ROUTES, Flight, flight_between
from tournai.simulate.paxlst_messages import paxlst_segments
from tournai.simulate.pnrgov_messages import Header, Segment, pnrgov_segments
from tournai.simulate.transmission import DAMAGES, STYLES, as_beheaded, transmit
from tournai.values import utc

APPLICANT = "ZX"
"""The designator of the carrier on trial."""
TRAVELLERS = 6
FIRST_BOOKING = 900_000
"""Its record locators are those of no other flight of the evening."""
IN_ADVANCE, BETWEEN, AT_CLOSURE = timedelta(hours=36), timedelta(hours=8), timedelta(minutes=20)
"""How long after the trial its flights depart."""


def trial_deliveries(seed: int, now: datetime) -> tuple[Delivery, ...]:
    """Return what a carrier on trial sends, in order; no push of it comes in parts.

    First bookings with a wrong count of them, then right ones; an update with a cancellation; a file that lost its
    beginning, and the same one whole; the list at closure.
    """
    rng = Random(f"{seed} trial")  # noqa: S311  # repeatable on purpose: invented data, no secret
    at = utc(now)
    advance, between, closure = (
        _flight(number, at + after) for number, after in ((11, IN_ADVANCE), (12, BETWEEN), (13, AT_CLOSURE))
    )
    full, changed, last = (
        draw_bookings(rng, one, (), TRAVELLERS, FIRST_BOOKING) for one in (advance, between, closure)
    )
    bookings = _bookings(advance, full, at)
    update = pnrgov_segments(_header(between, at), between, changed[1:], changed[:1], is_update=True)
    at_closure = transmit(_bookings(closure, last, at), STYLES[0])
    listed = transmit(paxlst_segments(_header(closure, at, "05B"), closure, last), STYLES[0])
    wrong_count = next(damage for damage in DAMAGES if damage.codes == ("eqn-count",))
    return (
        Delivery("wrong count", wrong_count.write(bookings, STYLES[0]), DeliveryKind.BOOKINGS, defects=("eqn-count",)),
        Delivery("advance", transmit(bookings, STYLES[0]), DeliveryKind.BOOKINGS),
        Delivery("update", transmit(update, STYLES[0]), DeliveryKind.UPDATE),
        Delivery("broken", as_beheaded(at_closure), DeliveryKind.BROKEN),
        Delivery("closure", at_closure, DeliveryKind.BOOKINGS),
        Delivery("list", listed, DeliveryKind.PASSENGER_LIST),
    )


def _flight(number: int, departs_at: datetime) -> Flight:
    route = ROUTES[number % len(ROUTES)]
    return flight_between(
        route, (route.airport, "BRU"), departs_at.replace(second=0, microsecond=0), (APPLICANT, str(number))
    )


def _header(flight: Flight, at: datetime, release: str = "13") -> Header:
    return Header(release, at, f"TRIAL{flight.number}")


def _bookings(flight: Flight, bookings: Sequence[Booking], at: datetime) -> tuple[Segment, ...]:
    return pnrgov_segments(_header(flight, at), flight, bookings, is_update=False)
