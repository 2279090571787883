"""Decisions and selections under which intra-EU flights are kept, and the rule that applies them to a flight.

Source: Directive (EU) 2016/681, Art. 2; C-817/19; Regulation (EU) 2025/13, Art. 13: all or some flights only where a
genuine and present or foreseeable terrorist threat is decided, for a limited time and open to effective review; else
routes, patterns or airports by an assessment that is reviewed regularly. Rule PNR-02.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import Enum

import msgspec

from tournai.travel.records import Leg
from tournai.travel.selection.parts import Part
from tournai.travel.selection.territory import FlightScope, flight_scope, ways
from tournai.values import airport
from tournai.values.instants import utc


class Basis(Enum):
    """Which of the two bases of Art. 2, as read in C-817/19."""

    THREAT = "threat decision"
    """A genuine and present or foreseeable terrorist threat; of all intra-EU flights where it names no parts."""
    ASSESSMENT = "route selection"
    """Routes, travel patterns or airports, by the outcome of an assessment."""


LONGEST = {Basis.THREAT: timedelta(days=90), Basis.ASSESSMENT: timedelta(days=180)}
"""The longest that one may last; then another one is decided anew. The law says "limited to what is strictly
necessary" and "regularly reviewed"; the lengths are the node's own choice."""
REVIEW_SOON = timedelta(days=14)
"""How long before its end or review date a selection is shown as one to be seen to."""


class FlightSelection(msgspec.Struct, frozen=True, gc=False):
    """A decision or selection. ``starts``, ``ends`` and ``review_by`` are days in UTC, the last two its last day.

    ``given_at`` is ``None`` until it is approved; ``expires_at`` is the approval's; ``ended_at``: ended or annulled.
    """

    identifier: str
    basis: Basis
    parts: tuple[Part, ...]
    starts: date
    ends: date
    review_by: date
    given_at: datetime | None = None
    expires_at: datetime | None = None
    ended_at: datetime | None = None
    is_annulled: bool = False
    is_refused: bool = False
    lapses_at: datetime | None = None
    """When nobody can approve it any more, while nobody has decided."""

    @property
    def last_day(self) -> date:
        """The last day on which it applies: its end, or the day by which it must be reviewed if that is sooner."""
        return min(self.ends, self.review_by)


class DropReason(Enum):
    """Why no law allows to keep a push."""

    NOT_SELECTED = "not selected"
    """An intra-EU flight that no decision or selection in force names."""
    DOMESTIC = "domestic"
    ELSEWHERE = "elsewhere"
    UNKNOWN_AIRPORT = "unknown airport"
    """It is not known whether it is an extra-EU flight."""


class Admission(msgspec.Struct, frozen=True, gc=False):
    """Whether a push about a flight may be kept: ``reason`` says why not, ``selection`` under which one.

    An extra-EU flight has neither. ``airport``: the code that is not known, where that is the reason.
    """

    reason: DropReason | None = None
    selection: str = ""
    airport: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the law allows to keep it."""
        return self.reason is None


class SelectionState(Enum):
    """Where a decision or selection stands at an instant."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    COMING = "coming"
    CURRENT = "current"
    REVIEW_MISSED = "review missed"
    """Nobody reviewed it in time: it does not apply until someone does."""
    ENDED = "ended"
    ANNULLED = "annulled"


class SelectableFlight(msgspec.Struct, frozen=True, gc=False):
    """What the rule needs to know of a flight: carrier, local date of departure, airports of call in their order."""

    carrier: str
    departure_date: date
    calls: tuple[str, ...]


def selectable_flight(leg: Leg, legs: Sequence[Leg]) -> SelectableFlight | None:
    """Return the flight of a leg, with its other stops where the message names them; ``None`` without a date.

    Legs under other designators are other flights: the itinerary of a list makes no flight extra-EU.
    """
    day = leg.departure_date or (leg.departure.date() if leg.departure else None)
    if day is None:
        return None
    own = [one for one in legs if (one.carrier, one.number) == (leg.carrier, leg.number)] or [leg]
    calls: list[str] = []
    for one in own:
        calls += [code for code in (one.departure_airport, one.arrival_airport) if calls[-1:] != [code]]
    return SelectableFlight(leg.carrier, day, tuple(calls))


_REASONS = {
    FlightScope.INTRA_EU: DropReason.NOT_SELECTED,
    FlightScope.DOMESTIC: DropReason.DOMESTIC,
    FlightScope.ELSEWHERE: DropReason.ELSEWHERE,
    FlightScope.UNKNOWN: DropReason.UNKNOWN_AIRPORT,
}


def admit(
    selections: Iterable[FlightSelection],
    flight: SelectableFlight,
    now: datetime,
    served: frozenset[str] = frozenset(),
) -> Admission:
    """Return whether a push about a flight may be kept now.

    ``served``: the states of the authority, three letters each; a flight that calls at none of them is another
    unit's to receive (Art. 8(1)). Empty: it serves any.
    """
    scope = flight_scope(flight.calls)
    if scope is not FlightScope.UNKNOWN and served and not served & _states(flight.calls):
        return Admission(DropReason.ELSEWHERE)
    if scope is FlightScope.EXTRA_EU:
        return Admission()
    found = applies(selections, flight, now)
    if found is not None:
        return Admission(selection=found.identifier)
    unknown = next((code for code in flight.calls if airport(code) is None), "")
    return Admission(_REASONS[scope], airport=unknown if scope is FlightScope.UNKNOWN else "")


def _states(calls: Sequence[str]) -> set[str]:
    return {place.state for place in map(airport, calls) if place}


def applies(selections: Iterable[FlightSelection], flight: SelectableFlight, now: datetime) -> FlightSelection | None:
    """Return the decision or selection under which an intra-EU flight may be kept now, ``None`` where there is none.

    It is in force now, and the flight departs on one of its days. A route selection goes before a threat decision: the
    narrower basis is the one to stand on.
    """
    if flight_scope(flight.calls) is not FlightScope.INTRA_EU:
        return None
    found = [one for one in selections if _is_in_force(one, now) and _is_about(one, flight)]
    return min(found, key=lambda one: (one.basis is Basis.THREAT, one.identifier), default=None)


def selection_state(selection: FlightSelection, now: datetime) -> SelectionState:
    """Return where a decision or selection stands; its last day is within it."""
    today = utc(now).date()
    if selection.is_annulled:
        return SelectionState.ANNULLED
    if selection.is_refused:
        return SelectionState.REFUSED
    is_over = any(end is not None and now >= end for end in (selection.expires_at, selection.lapses_at))
    if selection.ended_at is not None or is_over or today > selection.ends:
        return SelectionState.ENDED
    if selection.given_at is None:
        return SelectionState.PROPOSED
    if today > selection.review_by:
        return SelectionState.REVIEW_MISSED
    return SelectionState.COMING if today < selection.starts else SelectionState.CURRENT


def _is_in_force(selection: FlightSelection, now: datetime) -> bool:
    is_given = selection.given_at is not None and selection.given_at <= now
    return is_given and selection_state(selection, now) is SelectionState.CURRENT


def _is_about(selection: FlightSelection, flight: SelectableFlight) -> bool:
    # Of a flight that left before the approval nothing may be kept, although a push may still come.
    first_day = max(selection.starts, selection.given_at.date()) if selection.given_at else selection.starts
    if not first_day <= flight.departure_date <= selection.last_day:
        return False
    if selection.basis is Basis.THREAT and not selection.parts:
        return True
    return any(_names(part, flight) for part in selection.parts)


def _names(part: Part, flight: SelectableFlight) -> bool:
    is_day = not part.days or flight.departure_date.isoweekday() in part.days
    is_carrier = part.carrier in ("", flight.carrier)
    is_way = (
        (part.airport, part.arrival_airport) in ways(flight.calls)
        if part.arrival_airport
        else part.airport in flight.calls
    )
    return is_day and is_carrier and is_way
