"""A new or changed alert against coming travel, at once: by an index of the travellers of each coming day.

The index says which flights may carry the person; those are screened by the one duty that screens flights, as are the
flights that were pushed since their day was indexed. So nothing rests on the index but speed. A day's index is sealed
under a key of its own and dropped when its last flight can be assessed no more, or one of its flights is erased.

Source: Directive (EU) 2016/681, Art. 6(2)(a); rules PNR-08, PNR-15: the stored past is not sought in from here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice

import msgspec
import numpy as np

from tournai.node.duties.boarding import NOT_ABOARD
from tournai.node.duties.coming_ports import KnownDay, KnownFlights
from tournai.node.duties.comparing import person_of
from tournai.node.duties.indexing import BUILD_INDEX
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ASSESSMENT, NODE, Duty
from tournai.node.duties.screening import (
    SCREEN_FLIGHT,
    Screener,
    current_screener,
    person_in_force,
    screen_again,
    screen_flight,
    valid_eligibilities,
)
from tournai.node.duties.sealed_records import open_records, travellers_of
from tournai.oversight.events import EventKind
from tournai.screening import Bearers, Snapshot, batch_of, build_index
from tournai.screening.batches import PersonBatch
from tournai.screening.sought import screen_days
from tournai.screening.stolen_documents import with_check_digit
from tournai.screening.taking import joined_persons
from tournai.values import Person

SEEK_ALERTS, INDEX_TRAVELLERS = "seek-alerts", "index-travellers"
MOST_SOUGHT = 500
"""Changed alerts up to which seeking them is faster than screening every coming flight."""

SOUGHT_AT_ONCE = 20
"""Alerts that are sought together: of more, seeking takes longer than one after the other."""

SCREENED_AT_ONCE = 20
"""Flights that are screened within the job; more of them have jobs of their own."""

FRESH = 10
"""A day is indexed anew once one in so many of its flights was pushed since."""

Flights = Mapping[str, int]
"""Flight -> how many pushes it has."""


def seek_again(changing: Duty, changed: int) -> None:
    """Queue what a change of so many alerts in force asks for: they are sought in coming travel, the index is built.

    The index is built also where nobody travels: a withdrawn alert ends with the former index.
    """
    if changed > MOST_SOUGHT:
        screen_again(changing)
        return
    intake = changing.unit.intake
    if changed:
        intake.add_jobs(SEEK_ALERTS, [changing.now.isoformat()], changing.now)
    intake.add_jobs(BUILD_INDEX, ["alerts"], changing.now)


def seek_alerts(ports: Ports, subject: str) -> int:
    """Seek the alerts that changed since an instant in coming travel; return how many flights are screened for it."""
    screener = current_screener(ports)
    with ports.look() as unit:
        sought = _sought(unit, screener, datetime.fromisoformat(subject), ports.clock().date())
        coming = _coming(unit, ports.clock())
        flights = _flights_for(ports, unit, screener, sought, coming)
    for flight_id in flights[:SCREENED_AT_ONCE]:
        screen_flight(ports, flight_id)
    with ports.begin() as unit:
        seeking = Duty(unit, ports.clock(), NODE, ASSESSMENT)
        unit.intake.add_jobs(SCREEN_FLIGHT, flights[SCREENED_AT_ONCE:], seeking.now)
        seeking.record(
            EventKind.ALERTS_SOUGHT, screener.version, alerts=len(sought), days=len(coming), flights=len(flights)
        )
        unit.intake.finish_job(SEEK_ALERTS, subject)
    return len(flights)


def index_travellers(ports: Ports, subject: str) -> None:
    """Index the travellers of a coming day of departure anew."""
    day = date.fromisoformat(subject)
    with ports.look() as unit:
        flights = _coming(unit, ports.clock()).get(day, {})
        known = _known_day(ports, unit, flights)
    if flights:
        ports.coming.save(day, known)
    with ports.begin() as unit:
        indexing = Duty(unit, ports.clock(), NODE, ASSESSMENT)
        travellers = known.flights.travellers
        indexing.record(EventKind.TRAVELLERS_INDEXED, subject, flights=len(flights), travellers=travellers)
        unit.intake.finish_job(INDEX_TRAVELLERS, subject)
    # What was erased meanwhile must not have come back.
    _drop_erased(ports)


def keep_days(ports: Ports) -> int:
    """Drop the days that are over, and queue those to be indexed anew; return how many are queued.

    Where travel data may be matched with no source, nobody is sought and no day is kept.
    """
    _drop_erased(ports)
    known = ports.coming.days()
    with ports.look() as unit:
        coming = _coming(unit, ports.clock()) if valid_eligibilities(unit, ports.clock()) else {}
    for day in set(known) - set(coming):
        ports.coming.drop(day)
    due = [day.isoformat() for day, flights in coming.items() if _is_stale(flights, known.get(day))]
    if due:
        with ports.begin() as unit:
            unit.intake.add_jobs(INDEX_TRAVELLERS, due, ports.clock())
    return len(due)


def forget_flight(ports: Ports, flight_id: str) -> None:
    """Drop each day whose index holds travellers of a flight: what is erased is in no index any more."""
    for day, flights in ports.coming.days().items():
        if flight_id in flights.pushes:
            ports.coming.drop(day)


def _drop_erased(ports: Ports) -> None:
    for day, flights in ports.coming.days().items():
        with ports.look() as unit:
            there = unit.travel.count_pushes(list(flights.pushes))
        if set(flights.pushes) - set(there):
            ports.coming.drop(day)


def _sought(unit: Unit, screener: Screener, since: datetime, on: date) -> list[tuple[int, Person]]:
    approvals = [approval for approval, _ in screener.approvals]
    sought: dict[int, Person] = {}
    for source in sorted({approval.source for approval in approvals}):
        for stored in unit.alerts.changed_since(source, since, limit=MOST_SOUGHT + 1):
            person = person_in_force(stored, approvals, on)
            if person is not None:
                documents = with_check_digit(person.documents)
                sought[stored.alert_id] = msgspec.structs.replace(person, documents=documents)
    return sorted(sought.items(), key=lambda one: one[0])


def _coming(unit: Unit, now: datetime) -> dict[date, dict[str, int]]:
    """Return the coming flights by day of departure, with how many pushes each has; not what a court annulled."""
    days: dict[date, dict[str, int]] = {}
    flights = [one for one in unit.travel.coming_flights(now) if not unit.selections.is_annulled(one.flight_id)]
    pushes = unit.travel.count_pushes([flight.flight_id for flight in flights])
    for flight in flights:
        days.setdefault(flight.departure_date, {})[flight.flight_id] = pushes.get(flight.flight_id, 0)
    return days


def _flights_for(
    ports: Ports, unit: Unit, screener: Screener, sought: Sequence[tuple[int, Person]], coming: Mapping[date, Flights]
) -> list[str]:
    """Return the coming flights that may carry a sought person, and those of a known match with one of the alerts."""
    every = {flight_id for flights in coming.values() for flight_id in flights}
    if not sought or len(sought) > MOST_SOUGHT:
        return sorted(every) if sought else []
    found = every & set(unit.matches.flights_matched([alert_id for alert_id, _ in sought]))
    for day, flights in sorted(coming.items()):
        known = ports.coming.load(day)
        found |= _fresh(flights, known.flights if known else None)
        if known is not None:
            found |= _carrying(known, screener, sought) & set(flights)
    return sorted(found)


def _fresh(flights: Flights, known: KnownFlights | None) -> set[str]:
    """Return the flights that were pushed since their day was indexed, or after."""
    before = known.pushes if known else {}
    return {flight_id for flight_id, pushes in flights.items() if before.get(flight_id) != pushes}


def _is_stale(flights: Flights, known: KnownFlights | None) -> bool:
    return len(_fresh(flights, known)) * FRESH > len(flights)


def _carrying(known: KnownDay, screener: Screener, sought: Iterable[tuple[int, Person]]) -> set[str]:
    rows: set[int] = set()
    rest = iter(sought)
    while some := list(islice(rest, SOUGHT_AT_ONCE)):
        index = build_index(batch_of(some), version=screener.version, bearers=_bearers(screener))
        rows |= set(screen_days(index, [known.index]).traveller.tolist())
    places = list(known.flights.pushes)
    return {places[place] for place in known.of_rows[sorted(rows)].tolist()} if rows else set()


def _bearers(screener: Screener) -> Bearers:
    """Return how rare names are among all alerts: a few alone cannot tell."""
    index = screener.index
    return index.base.bearers if isinstance(index, Snapshot) else index.bearers


def _known_day(ports: Ports, unit: Unit, flights: Flights) -> KnownDay:
    batches = [_travellers(ports, unit, flight_id) for flight_id in flights]
    lengths = [len(batch) for batch in batches]
    of_rows = np.repeat(np.arange(len(batches), dtype=np.int32), lengths)
    joined = joined_persons([batch for batch in batches if len(batch)]) if of_rows.size else batch_of(())
    persons = msgspec.structs.replace(joined, keys=np.arange(len(joined), dtype=np.int64))
    index = build_index(persons, version="coming travellers")
    return KnownDay(KnownFlights(dict(flights), len(persons)), index, of_rows)


def _travellers(ports: Ports, unit: Unit, flight_id: str) -> PersonBatch:
    pairs = [pair for pair in unit.travel.travellers_of_flight(flight_id) if pair[0].boarding != NOT_ABOARD]
    contents = open_records(ports.keys, list({record.record_id: record for _, record in pairs}.values()))
    persons = [
        person_of(travellers_of(contents[record.record_id])[row.ordinal])
        for row, record in pairs
        if record.record_id in contents
    ]
    return batch_of(enumerate(persons))
