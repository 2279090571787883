"""When a push came, and until when its travellers may be assessed.

Source: Directive (EU) 2016/681, Art. 8(3) (pushes 24 to 48 hours before departure and at flight closure) and Art.
6(2)(a) (assessment before the scheduled arrival in or departure from the Member State); rules PNR-05 and PNR-15.
"""

from datetime import UTC, datetime, timedelta
from enum import Enum

from tournai.travel.records import Leg
from tournai.values import airport

EARLIEST = timedelta(hours=48)
ADVANCE_UNTIL = timedelta(hours=24)
CLOSURE = timedelta(hours=2)
"""How long before and after the scheduled departure a push counts as the one at closure: carriers close a flight when
nobody can board or leave any more, and delays are common."""
LONGEST_FLIGHT = timedelta(hours=24)
"""The assessable time after departure where a message gives no time of arrival, or one that no flight takes."""


class Timing(Enum):
    """When a push came, seen from the scheduled departure."""

    EARLY = "early"
    """More than 48 hours before: not one of the two times of Art. 8(3)."""
    ADVANCE = "advance"
    """48 to 24 hours before, as Art. 8(3)(a) has it."""
    BETWEEN = "between"
    """Between the two times: an update of what came in advance (Art. 8(4)), or a passenger list at check-in."""
    LATE = "late"
    """The first bookings of a flight, after the advance time; or anything after closure."""
    CLOSURE = "closure"
    """At flight closure, as Art. 8(3)(b) has it."""
    AFTER_ARRIVAL = "after arrival"
    """Too late for an assessment under Art. 6(2)(a)."""
    UNKNOWN = "unknown"
    """The message gives no time of departure, or names no airport that is known."""


def scheduled_departure(leg: Leg) -> datetime | None:
    """Return the scheduled departure as an instant in UTC; ``None`` where the time or the airport is not known."""
    return _instant(leg.departure, leg.departure_airport)


def scheduled_arrival(leg: Leg) -> datetime | None:
    """Return the scheduled arrival as an instant in UTC; ``None`` where the time or the airport is not known."""
    return _instant(leg.arrival, leg.arrival_airport)


def assessable_until(leg: Leg) -> datetime | None:
    """Return until when travellers of a leg may be assessed under Art. 6(2)(a); ``None`` where no date is known.

    It is the scheduled arrival; where that is not given, or cannot be, a day after departure; where only the date is
    known, the end of the next day in UTC.
    """
    arrival, departure = scheduled_arrival(leg), scheduled_departure(leg)
    # A year mistyped in the arrival must not open a flight to assessment for a year.
    if arrival and (departure is None or departure <= arrival <= departure + LONGEST_FLIGHT):
        return arrival
    if departure:
        return departure + LONGEST_FLIGHT
    day = leg.departure_date or (leg.departure.date() if leg.departure else None)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=2) if day else None


def review_due(
    departure_airport: str, departure_at: datetime | None, until: datetime, states: frozenset[str]
) -> datetime:
    """Return by when a match on a flight must be reviewed.

    Art. 6(2)(a) has it before the scheduled arrival in the Member State or departure from it: so before departure where
    the flight leaves one of the authority's ``states``, and before ``until``, its arrival, elsewhere.
    """
    place = airport(departure_airport)
    is_leaving = place is not None and place.state in states
    return departure_at if departure_at and is_leaving else until


def push_timing(leg: Leg, received_at: datetime, *, is_first: bool) -> Timing:
    """Return when a push came, seen from its leg's schedule.

    ``is_first``: no bookings of the flight had come before, so that one between the two times missed the first of them.
    """
    until = assessable_until(leg)
    departure = scheduled_departure(leg)
    if until and received_at > until:
        return Timing.AFTER_ARRIVAL
    if departure is None:
        return Timing.UNKNOWN
    ahead = departure - received_at
    if abs(ahead) <= CLOSURE:
        return Timing.CLOSURE
    if ahead < ADVANCE_UNTIL:
        return Timing.LATE if is_first or ahead < -CLOSURE else Timing.BETWEEN
    return Timing.EARLY if ahead > EARLIEST else Timing.ADVANCE


def _instant(local: datetime | None, code: str) -> datetime | None:
    place = airport(code)
    return local.replace(tzinfo=place.zone).astimezone(UTC) if local and place else None
