"""The flights of some days, out of everything that a timetable said: each change in its order, the ad hoc ones last.

Source: IATA SSIM, March 2011, sections 4.7 (what each SSM sub-message does), 5.7 (ASM) and 7 (data set).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

import msgspec

from tournai.errors import Malformed
from tournai.travel.timetable.changes import Action, Change, Designator, Remark, TimedLeg
from tournai.travel.timetable.local_times import Moment, from_local, from_utc
from tournai.travel.timetable.periods import Period
from tournai.values.wordings import say

MOST_LEGS = 12
MARGIN = timedelta(days=3)
"""A flight's date, in its time mode, is at most so far from the local date of one of its legs."""


class ScheduledFlight(msgspec.Struct, frozen=True, gc=False):
    """One leg of a flight on one date, as the timetable has it now. ``*_local`` are the airports' own times.

    ``departure_date`` is the local date on which it was to leave: a delay past midnight makes no other flight of it.
    ``operating``: the other flight or carrier that operates it. ``planned_departure_at``:
    the departure before an ad hoc message moved it, else the same. ``announced_at``: when an ad hoc message made the
    flight; ``None`` where the basic schedule has it.
    """

    carrier: str
    number: str
    departure_airport: str
    arrival_airport: str
    departure_date: date
    departure_local: datetime
    arrival_local: datetime
    departure_at: datetime
    arrival_at: datetime
    service_type: str = ""
    aircraft: str = ""
    operating: str = ""
    duplicates: tuple[str, ...] = ()
    is_cancelled: bool = False
    planned_departure_at: datetime | None = None
    announced_at: datetime | None = None
    calls: tuple[str, ...] = ()
    """The airports of call of the whole flight, in their order."""

    @property
    def key(self) -> tuple[str, str, date, str, str]:
        """What makes it one flight: carrier, number, planned local date of departure, airports."""
        return self.carrier, self.number, self.departure_date, self.departure_airport, self.arrival_airport


class _Leg(msgspec.Struct):
    """A leg of a flight on one date, on its way through the changes."""

    leg: TimedLeg
    day: date
    is_utc: bool
    is_cancelled: bool = False
    planned_at: datetime | None = None
    announced_at: datetime | None = None


class _Flight(msgspec.Struct):
    flight: Designator
    legs: list[_Leg]

    def is_on(self, change: Change) -> bool:
        """Tell whether a change's period holds the flight's date, in the change's own time mode."""
        return change.period.holds(_day_in(self.legs[0], change))


_Flights = dict[Designator, list[_Flight]]


def scheduled_flights(changes: Iterable[Change], first: date, last: date) -> list[ScheduledFlight]:
    """Return the legs that depart on local dates between two, both included, by instant of departure.

    A cancelled one is among them and says so. A leg whose airport is not known, nor its difference from UTC, is left
    out: `check_changes` reports it.
    """
    basic, ad_hoc = _layers(changes)
    flights: _Flights = {}
    for change in (*basic, *ad_hoc):
        _ACTIONS[change.action](flights, change, first - MARGIN, last + MARGIN)
    found = (each for held in flights.values() for flight in held for each in _resolved(flight))
    legs = {leg.key: leg for leg in found if first <= leg.departure_date <= last}
    return sorted(_marked(legs.values()), key=lambda leg: (leg.departure_at, leg.key))


def check_changes(changes: Iterable[Change]) -> list[Remark]:
    """Return what is odd about the times of changes: airports unknown, other differences from UTC than the zone's."""
    remarks: dict[tuple[str, str], Remark] = {}
    for change in changes:
        for leg in change.legs:
            for remark in _odd(change, leg):
                remarks.setdefault((remark.code, remark.message), remark)
    return list(remarks.values())


def _layers(changes: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """Return the basic and the ad hoc changes; an XASM takes away the ad hoc ones that came before it."""
    basic: list[Change] = []
    ad_hoc: list[Change] = []
    for change in changes:
        if change.is_ad_hoc:
            ad_hoc.append(change)
            continue
        basic.append(change)
        if change.withdraws_ad_hoc:
            ad_hoc = [one for one in ad_hoc if one.flight != change.flight or not change.period.holds(one.period.first)]
    return basic, ad_hoc


def _add(flights: _Flights, change: Change, first: date, last: date) -> None:
    held = {flight.legs[0].day: flight for flight in flights.get(change.flight, ())}
    for day in change.period.dates(first, last):
        if day not in held:
            _put(flights, change, day)
            continue
        known = [leg for leg in held[day].legs if leg.leg.ends != change.legs[0].ends]
        held[day].legs = known + _legs(change, day)


def _new(flights: _Flights, change: Change, first: date, last: date) -> None:
    _withdraw(flights, change, first, last)
    for day in change.period.dates(first, last):
        _put(flights, change, day)


def _withdraw(flights: _Flights, change: Change, _first: date, _last: date) -> None:
    # Of a carrier's every flight where the change names no number: so a data set begins.
    named = (
        [change.flight] if change.flight.number else [one for one in flights if one.carrier == change.flight.carrier]
    )
    for flight in named:
        flights[flight] = [one for one in flights.get(flight, []) if not one.is_on(change)]


def _cancel(flights: _Flights, change: Change, _first: date, _last: date) -> None:
    for leg in _meant(flights, change):
        leg.is_cancelled = True


def _reinstate(flights: _Flights, change: Change, _first: date, _last: date) -> None:
    for leg in _meant(flights, change):
        leg.is_cancelled = False


def _replace(flights: _Flights, change: Change, _first: date, _last: date) -> None:
    for flight in _on(flights, change):
        former = {leg.leg.ends: leg for leg in flight.legs}
        kept = [leg for leg in flight.legs if change.ends and leg.leg.ends not in change.ends]
        legs = _legs(change, _day_in(flight.legs[0], change))
        for leg in legs:
            _inherit(leg, former.get(leg.leg.ends) or flight.legs[0], is_ad_hoc=change.is_ad_hoc)
        flight.legs = kept + legs


def _retime(flights: _Flights, change: Change, _first: date, _last: date) -> None:
    times = {leg.ends: leg for leg in change.legs}
    for flight in _on(flights, change):
        day = _day_in(flight.legs[0], change)
        for leg in flight.legs:
            new = times.get(leg.leg.ends)
            if new is not None:
                _move(leg, new, day, change)


def _move(leg: _Leg, new: TimedLeg, day: date, change: Change) -> None:
    if change.is_ad_hoc and leg.planned_at is None:
        leg.planned_at = _departure(leg)
    old = leg.leg
    leg.leg = msgspec.structs.replace(
        new,
        service_type=new.service_type or old.service_type,
        aircraft=new.aircraft or old.aircraft,
        operating=new.operating or old.operating,
        duplicates=new.duplicates or old.duplicates,
    )
    leg.day, leg.is_utc = day, change.is_utc


def _equip(flights: _Flights, change: Change, _first: date, _last: date) -> None:
    for leg in _meant(flights, change):
        leg.leg = msgspec.structs.replace(
            leg.leg,
            service_type=change.service_type or leg.leg.service_type,
            aircraft=change.aircraft or leg.leg.aircraft,
            operating=change.operating or leg.leg.operating,
        )


def _rename(flights: _Flights, change: Change, _first: date, _last: date) -> None:
    if change.new_flight is None:
        return
    moved = _on(flights, change)
    flights[change.flight] = [one for one in flights.get(change.flight, []) if one not in moved]
    for flight in moved:
        if change.new_period is not None:
            for leg in flight.legs:
                leg.day = change.new_period.first
        flights.setdefault(change.new_flight, []).append(_Flight(change.new_flight, flight.legs))


def _revise(flights: _Flights, change: Change, first: date, last: date) -> None:
    """Move a flight from one period to another, with the legs that it has in the first of them."""
    held = _on(flights, change)
    if not held or change.new_period is None:
        return
    pattern = [leg.leg for leg in held[0].legs]
    is_utc = held[0].legs[0].is_utc
    _withdraw(flights, change, first, last)
    for day in change.new_period.dates(first, last):
        legs = [_Leg(leg, day, is_utc) for leg in pattern]
        flights.setdefault(change.flight, []).append(_Flight(change.flight, legs))


_ACTIONS: dict[Action, Callable[[_Flights, Change, date, date], None]] = {
    Action.ADD: _add,
    Action.NEW: _new,
    Action.SKD: _withdraw,
    Action.CNL: _cancel,
    Action.RIN: _reinstate,
    Action.RPL: _replace,
    Action.RRT: _replace,
    Action.TIM: _retime,
    Action.EQT: _equip,
    Action.CON: _equip,
    Action.ADM: _equip,
    Action.FLT: _rename,
    Action.REV: _revise,
}


def _on(flights: _Flights, change: Change) -> list[_Flight]:
    return [flight for flight in flights.get(change.flight, ()) if flight.legs and flight.is_on(change)]


def _meant(flights: _Flights, change: Change) -> Iterator[_Leg]:
    for flight in _on(flights, change):
        for leg in flight.legs:
            if not change.ends or leg.leg.ends in change.ends:
                yield leg


def _put(flights: _Flights, change: Change, day: date) -> None:
    flights.setdefault(change.flight, []).append(_Flight(change.flight, _legs(change, day)))


def _legs(change: Change, day: date) -> list[_Leg]:
    announced = change.announced_at if change.is_ad_hoc and change.action is Action.NEW else None
    return [_Leg(leg, day, change.is_utc, announced_at=announced) for leg in change.legs]


def _day_in(leg: _Leg, change: Change) -> date:
    """Return the flight's date in the time mode of a change; as it is, where its airports are not known."""
    if leg.is_utc == change.is_utc:
        return leg.day
    try:
        departure, _ = _moments(leg)
    except Malformed:
        return leg.day
    return departure.at.date() if change.is_utc else departure.local.date()


def _inherit(leg: _Leg, former: _Leg, *, is_ad_hoc: bool) -> None:
    """Keep of the leg that was replaced what its replacement does not say."""
    old, new = former.leg, leg.leg
    if is_ad_hoc and old.departure_airport == new.departure_airport:
        leg.planned_at = former.planned_at or _departure(former)
    leg.announced_at = former.announced_at
    is_same = old.ends == new.ends
    leg.leg = msgspec.structs.replace(
        new,
        service_type=new.service_type or old.service_type,
        operating=new.operating or (old.operating if is_same else ""),
        duplicates=new.duplicates or (old.duplicates if is_same else ()),
    )


def _departure(leg: _Leg) -> datetime | None:
    try:
        return _moments(leg)[0].at
    except Malformed:
        return None


def _moments(leg: _Leg) -> tuple[Moment, Moment]:
    """Return departure and arrival; an arrival before the departure is on the next day, whatever the message says."""
    read = from_utc if leg.is_utc else from_local
    said = leg.leg
    departure = read(_at(leg.day, said.departure_day, said.departure), said.departure_airport, said.departure_variation)
    arrives = _at(leg.day, said.arrival_day, said.arrival)
    arrival = read(arrives, said.arrival_airport, said.arrival_variation)
    if arrival.at <= departure.at:
        arrival = read(arrives + timedelta(days=1), said.arrival_airport, said.arrival_variation)
    return departure, arrival


def _planned(leg: _Leg, departure: Moment) -> Moment:
    if leg.planned_at is None:
        return departure
    return from_utc(leg.planned_at.replace(tzinfo=None), leg.leg.departure_airport, leg.leg.departure_variation)


def _at(day: date, days: int, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(days=days, minutes=minutes)


def _resolved(flight: _Flight) -> Iterator[ScheduledFlight]:
    calls = _calls(flight)
    for leg in flight.legs:
        try:
            departure, arrival = _moments(leg)
        except Malformed:
            continue
        said = leg.leg
        yield ScheduledFlight(
            carrier=flight.flight.carrier,
            number=flight.flight.number + flight.flight.suffix,
            departure_airport=said.departure_airport,
            arrival_airport=said.arrival_airport,
            departure_date=_planned(leg, departure).local.date(),
            departure_local=departure.local,
            arrival_local=arrival.local,
            departure_at=departure.at,
            arrival_at=arrival.at,
            service_type=said.service_type,
            aircraft=said.aircraft,
            operating=said.operating,
            duplicates=said.duplicates,
            is_cancelled=leg.is_cancelled,
            planned_departure_at=leg.planned_at or departure.at,
            announced_at=leg.announced_at,
            calls=calls,
        )


def _calls(flight: _Flight) -> tuple[str, ...]:
    """Return where a flight calls; legs that do not follow one another are each by themselves, one after the other."""
    ordered = sorted(flight.legs, key=lambda leg: (leg.leg.departure_day, leg.leg.departure))
    calls: list[str] = []
    for leg in ordered[:MOST_LEGS]:
        calls += [code for code in leg.leg.ends if calls[-1:] != [code]]
    return tuple(calls)


def _marked(legs: Iterable[ScheduledFlight]) -> Iterator[ScheduledFlight]:
    """Yield legs; one that another names as its duplicate (DEI 10) says who operates it."""
    held = list(legs)
    sold = {
        (name, leg.departure_airport, leg.departure_date): f"{leg.carrier}{leg.number}"
        for leg in held
        for name in leg.duplicates
    }
    for leg in held:
        operating = sold.get((f"{leg.carrier}{leg.number}", leg.departure_airport, leg.departure_date), "")
        yield msgspec.structs.replace(leg, operating=operating) if operating and not leg.operating else leg


def _odd(change: Change, leg: TimedLeg) -> Iterator[Remark]:
    for day in _sampled(change.period):
        try:
            moments: Sequence[Moment] = _moments(_Leg(leg, day, change.is_utc))
        except Malformed as error:
            yield Remark(change.line, 0, error.code, error.reason)
            return
        for moment, code in zip(moments, leg.ends, strict=True):
            if moment.remark:
                yield Remark(
                    change.line,
                    0,
                    moment.remark,
                    say("{code}: {remark}", code=code, remark=say(_REMARKS[moment.remark])),
                    is_lost=False,
                )


def _sampled(period: Period) -> list[date]:
    """Return the days on which the clocks may differ: those around each end, and one a week between."""
    first = next(period.dates(period.first, period.first + timedelta(days=13)), None)
    if first is None:
        return []
    weeks = min((period.last - first).days // 7, 60)
    days = [first + timedelta(days=7 * number) for number in range(weeks + 1)]
    return [day for day in days if period.holds(day)]


_REMARKS = {
    "variation": "another difference from UTC is stated than the airport's zone has; the zone was taken",
    "nonexistent": "a local time is skipped when the clocks go forward; it was read an hour later",
    "ambiguous": "a local time comes twice when the clocks go back; the first was taken",
}
