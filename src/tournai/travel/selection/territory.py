"""Which airports lie in the Union, and what that makes of a flight: extra-EU, intra-EU, domestic or none of these.

Source: Directive (EU) 2016/681, Art. 3(2) and (3); TEU, Art. 52; TFEU, Art. 349 and 355 and Annex II; Protocol 22.
"""

from collections.abc import Sequence
from enum import Enum

from tournai.values import StateCode, airport

MEMBER_STATES = frozenset(
    map(
        StateCode,
        (
            "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL", "ITA",
            "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE",
        ),
    )
)  # fmt: skip
"""The 27 Member States (TEU, Art. 52). Denmark is one of them, although the Directive does not bind it (Protocol 22):
a flight from there is no flight from a third country, so it stays under the stricter rule of intra-EU flights."""

OUTERMOST_REGIONS = {
    StateCode(code): StateCode(state)
    for code, state in {
        "GLP": "FRA", "GUF": "FRA", "MTQ": "FRA", "MYT": "FRA", "REU": "FRA", "MAF": "FRA", "ALA": "FIN",
    }.items()
}  # fmt: skip
"""Parts of a Member State that ISO 3166-1 codes apart: outermost regions (TFEU, Art. 349) and the Aland Islands (Art.
355(4)). The Azores, Madeira and the Canary Islands have their state's own code. Not here, because the Treaties do not
apply as to Member States: the countries and territories of Annex II (New Caledonia, Greenland, Aruba, ...) and the
Faroes (Art. 355(2) and (5)(a)): flights from and to them are extra-EU."""

_NOWHERE = StateCode("XXX")


class FlightScope(Enum):
    """What a flight is to the Directive."""

    EXTRA_EU = "extra-EU"
    """From or to a third country, or with a stop there (Art. 3(2))."""
    INTRA_EU = "intra-EU"
    """From one Member State to one or more others, with no stop in a third country (Art. 3(3))."""
    DOMESTIC = "domestic"
    """Within one Member State: neither of the two, so no basis to keep it."""
    ELSEWHERE = "elsewhere"
    """It calls at no Member State: neither of the two."""
    UNKNOWN = "unknown"
    """An airport is not known, and what is known does not settle it."""


def member_state_of(code: str) -> StateCode | None:
    """Return the Member State in which an airport lies, ``None`` where it lies in none or is not known.

    >>> member_state_of("CDG"), member_state_of("PTP"), member_state_of("NOU")
    ('FRA', 'FRA', None)
    """
    place = airport(code)
    if place is None:
        return None
    state = OUTERMOST_REGIONS.get(place.state, place.state)
    return state if state in MEMBER_STATES else None


def flight_scope(calls: Sequence[str]) -> FlightScope:
    """Return what a flight is, from the IATA codes of the airports at which it calls, in any order.

    A call in a third country and one in a Member State settle it, whatever the others are (Art. 3(2): stop-overs).

    >>> flight_scope(["CDG", "BRU"]), flight_scope(["CDG", "IST", "BRU"])
    (<FlightScope.INTRA_EU: 'intra-EU'>, <FlightScope.EXTRA_EU: 'extra-EU'>)
    """
    states = {_state_or_none(code) for code in calls}
    members = states & MEMBER_STATES
    if members and states - MEMBER_STATES - {None}:
        return FlightScope.EXTRA_EU
    if None in states or not states:
        # Strictly: that the law allows to keep a flight must be known, not likely.
        return FlightScope.UNKNOWN
    if not members:
        return FlightScope.ELSEWHERE
    return FlightScope.INTRA_EU if len(members) > 1 else FlightScope.DOMESTIC


def is_inside_union(calls: Sequence[str]) -> bool:
    """Tell whether a flight calls at airports of Member States alone: it is intra-EU or domestic."""
    return flight_scope(calls) in (FlightScope.INTRA_EU, FlightScope.DOMESTIC)


def is_between_two_states(departure: str, arrival: str) -> bool:
    """Tell whether two airports lie in two different Member States."""
    return flight_scope([departure, arrival]) is FlightScope.INTRA_EU


def ways(calls: Sequence[str]) -> set[tuple[str, str]]:
    """Return every way that a flight carries travellers between two of its calls, in order."""
    return {(start, end) for number, start in enumerate(calls, 1) for end in calls[number:]}


def _state_or_none(code: str) -> StateCode | None:
    place = airport(code)
    if place is None or place.state == _NOWHERE:
        return None
    return member_state_of(code) or place.state
