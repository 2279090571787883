"""Which flights are locked: those that left, for whoever holds no approved request.

Source: Directive (EU) 2016/681, Art. 6(2)(a) and 12(3); C-817/19: disclosure after arrival needs the prior review of a
court or an independent body. Rule PNR-15.
"""

from datetime import datetime

from tournai.casework.reviews import MatchState
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import Ground
from tournai.node.duties.rows import Flight
from tournai.travel.timing import review_due


def may_chart(ports: Ports, unit: Unit, ground: Ground, flight: Flight, now: datetime) -> bool:
    """Whether a page may offer the chart: under a request, or under a hit on a flight that is still to come."""
    reference = ground.reference
    if reference is None or reference.kind != "match":
        return reference is not None and reference.kind == "request"
    match = unit.matches.match(reference.identifier)
    return match is not None and match.state == MatchState.CONFIRMED.value and not is_locked(ports, flight, now)


def is_locked(ports: Ports, flight: Flight, now: datetime) -> bool:
    """Whether a flight's data is closed but to an approved request: it has departed from, or arrived in, the State."""
    return now > review_due(flight.departure_airport, flight.departure_at, flight.assessable_until, ports.states)
