"""What a carrier owes for a flight, and how it stands at an instant: one table of limits, one function.

Source: Directive (EU) 2016/681, Art. 8(3) (bookings 48 to 24 hours before the scheduled departure, and at flight
closure), Art. 2 and 3(2)-(3) (which flights), Art. 8(1) (in a codeshare the operating carrier); Regulation (EU)
2025/13, Art. 5(3) (passenger lists at check-in, not earlier than 48 hours before, and right after closure); rules
PNR-02, PNR-05, API-02. Closure itself is announced by nobody: it is taken to be within two hours of the scheduled
departure, as `tournai.travel.timing` takes it.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum

import msgspec

HOURS = timedelta(hours=1)


class Obligation(Enum):
    """What is owed for a flight."""

    ADVANCE = "advance"
    """The bookings in advance: Art. 8(3)(a)."""
    CLOSURE = "closure"
    """The bookings at flight closure: Art. 8(3)(b)."""
    LIST = "list"
    """The passenger list at closure: Regulation (EU) 2025/13, Art. 5(3)(b)."""


class PushState(Enum):
    """How an obligation stands."""

    NOT_DUE = "not due"
    DUE = "due"
    """It may come now; nothing is late."""
    ON_TIME = "on time"
    RECEIVED_LATE = "received late"
    LATE = "late"
    """Its time is over, and it is not there; it would still be of use."""
    MISSING = "missing"
    """It is not there, and of no use any more."""
    NOT_OWED = "not owed"


class Exemption(Enum):
    """Why nothing is owed."""

    NONE = ""
    CANCELLED = "cancelled"
    NO_PASSENGERS = "no passengers"
    """By its service type: see `NO_PASSENGER_SERVICES`."""
    CODESHARE = "codeshare"
    """Another carrier operates it, and owes its pushes (rule PNR-05)."""
    DOMESTIC = "domestic"
    """Within one state: not a flight of Art. 3(2) or 3(3)."""
    NOT_SELECTED = "not selected"
    """Between Member States, under no threat decision and no selection (rule PNR-02)."""
    ELSEWHERE = "elsewhere"
    """It touches no state that the authority serves."""
    UNKNOWN_AIRPORT = "unknown airport"
    """It is not known whether the law reaches it."""
    NO_NOTICE = "short notice"
    """Announced when the time in advance was over: nothing in advance is owed."""
    NO_TIME = "no time"
    """Its scheduled departure is not known: nothing can be late."""


class Limits(msgspec.Struct, frozen=True, gc=False):
    """An obligation's times, from the scheduled departure; negative is before.

    ``opens`` to ``due_by``: on time. From ``alarm`` on, somebody calls the carrier. ``final``: from then on it is
    missing; ``None`` stands for the arrival, the end of the assessment (Art. 6(2)(a)).
    """

    opens: timedelta
    due_by: timedelta
    alarm: timedelta
    final: timedelta | None


LIMITS: dict[Obligation, Limits] = {
    Obligation.ADVANCE: Limits(-48 * HOURS, -24 * HOURS, -23 * HOURS, timedelta()),
    Obligation.CLOSURE: Limits(-2 * HOURS, 2 * HOURS, 0.5 * HOURS, None),
    Obligation.LIST: Limits(-2 * HOURS, 2 * HOURS, 0.5 * HOURS, None),
}
"""Every limit of the board. A closure later than the schedule is common: the alarm asks before anything is late."""

NO_PASSENGER_SERVICES = frozenset("FVMAHPTKXUEDWI")
"""Service types under which no air carrier carries passengers: cargo and mail (F, V, M, A, H), positioning, technical,
training (P, T, K, X), by road (U), of states, armed forces or private owners (E, D, W, I). Source: SSIM, appendix C, as
the wiki of Avinor and the ACI data dictionary list it. Any other owes its pushes."""


class Expected(msgspec.Struct, frozen=True, gc=False):
    """What of a flight decides on its pushes. Instants in UTC."""

    departure_at: datetime | None
    arrival_at: datetime
    planned_departure_at: datetime | None = None
    """The departure that was announced before the present one: a push on time for it is on time."""
    announced_at: datetime | None = None
    exemption: Exemption = Exemption.NONE


class Received(msgspec.Struct, frozen=True, gc=False):
    """A push that came: bookings (PNRGOV), or a passenger list (PAXLST)."""

    at: datetime
    is_list: bool = False


class Standing(msgspec.Struct, frozen=True, gc=False):
    """How one obligation stands. ``received_at``: the push that settled it, or was nearest to it."""

    obligation: Obligation
    state: PushState
    due_by: datetime | None = None
    received_at: datetime | None = None
    is_alarm: bool = False
    exemption: Exemption = Exemption.NONE
    changes_at: datetime | None = None
    """When time alone changes it; ``None`` where only a push can, or nothing."""


def states(flight: Expected, received: Sequence[Received], now: datetime) -> tuple[Standing, ...]:
    """Return how each obligation of a flight stands at an instant; ``received`` in any order."""
    return tuple(_standing(obligation, limits, flight, received, now) for obligation, limits in LIMITS.items())


def exemption_of(
    service_type: str,
    ends: tuple[str, str],
    states_served: frozenset[str],
    *,
    is_cancelled: bool = False,
    operating: str = "",
    dropped: str = "",
) -> Exemption:
    """Return why nothing is owed for a flight, or `Exemption.NONE`.

    ``ends``: the states of departure and arrival (three letters). ``states_served``: those of the authority; empty
    where it serves any. ``dropped``: why a push about it could not be kept, as `tournai.travel.selection` says (rule
    PNR-02): what may not be kept is not owed.
    """
    reasons = (
        (Exemption.CANCELLED, is_cancelled),
        (Exemption.NO_PASSENGERS, service_type in NO_PASSENGER_SERVICES),
        (Exemption.CODESHARE, bool(operating)),
        (Exemption.DOMESTIC, ends[0] == ends[1] != ""),
        (Exemption.ELSEWHERE, bool(states_served) and not states_served & set(ends)),
    )
    return next((exemption for exemption, holds in reasons if holds), Exemption(dropped))


def worst(standings: Sequence[Standing]) -> str:
    """Return one word for a flight: ``cancelled``, ``not owed``, ``missing``, ``late``, ``on time`` or ``expected``.

    A push that came late counts as late. ``on time``: at least one came, all that were due came in time.
    """
    if any(standing.exemption is Exemption.CANCELLED for standing in standings):
        return "cancelled"
    found = {standing.state for standing in standings}
    if found <= {PushState.NOT_OWED}:
        return "not owed"
    for state, word in _WORDS:
        if state in found:
            return word
    return "expected"


_WORDS = (
    (PushState.MISSING, "missing"),
    (PushState.LATE, "late"),
    (PushState.RECEIVED_LATE, "late"),
    (PushState.ON_TIME, "on time"),
)


def _standing(
    obligation: Obligation, limits: Limits, flight: Expected, received: Sequence[Received], now: datetime
) -> Standing:
    exemption = _exemption(obligation, limits, flight)
    if flight.departure_at is None or exemption is not Exemption.NONE:
        return Standing(obligation, PushState.NOT_OWED, exemption=exemption)
    departures = {flight.departure_at, flight.planned_departure_at or flight.departure_at}
    due_by = max(departures) + limits.due_by
    is_list = obligation is Obligation.LIST
    came = sorted(push.at for push in received if push.is_list is is_list and push.at <= now)
    if came:
        windows = [(departure + limits.opens, departure + limits.due_by) for departure in departures]
        in_time = [at for at in came if any(opens <= at <= due for opens, due in windows)]
        if in_time:
            return Standing(obligation, PushState.ON_TIME, due_by, in_time[-1])
        until = _useful_until(obligation, departures)
        late = next((at for at in came if due_by < at < until), None)
        if late:
            return Standing(obligation, PushState.RECEIVED_LATE, due_by, late)
    state, is_alarm, changes_at = _waiting(limits, flight.departure_at, flight, due_by, now)
    early = came[-1] if came else None
    return Standing(obligation, state, due_by, early, is_alarm, changes_at=changes_at)


def _useful_until(obligation: Obligation, departures: Iterable[datetime]) -> datetime:
    """Return until when a push settles an obligation late: bookings that come at closure are not those in advance."""
    if obligation is Obligation.ADVANCE:
        return min(departures) + LIMITS[Obligation.CLOSURE].opens
    return datetime.max.replace(tzinfo=UTC)


def _exemption(obligation: Obligation, limits: Limits, flight: Expected) -> Exemption:
    if flight.exemption is not Exemption.NONE:
        return flight.exemption
    if flight.departure_at is None:
        return Exemption.NO_TIME
    if obligation is Obligation.ADVANCE and flight.announced_at is not None:
        is_short = flight.announced_at > flight.departure_at + limits.due_by
        return Exemption.NO_NOTICE if is_short else Exemption.NONE
    return Exemption.NONE


def _waiting(
    limits: Limits, departure: datetime, flight: Expected, due_by: datetime, now: datetime
) -> tuple[PushState, bool, datetime | None]:
    """Return the state of what did not come, whether somebody should call, and when time changes either."""
    final = max(departure + limits.final if limits.final is not None else flight.arrival_at, due_by)
    alarm = due_by + (limits.alarm - limits.due_by)
    opens = departure + limits.opens
    coming = [instant for instant in (opens, alarm, due_by + _TICK, final + _TICK) if instant > now]
    changes_at = min(coming) if coming else None
    if now > final:
        return PushState.MISSING, False, changes_at
    if now > due_by:
        return PushState.LATE, now >= alarm, changes_at
    return (PushState.DUE if now >= opens else PushState.NOT_DUE), now >= alarm, changes_at


_TICK = timedelta.resolution
"""A limit's own instant is still in time."""
