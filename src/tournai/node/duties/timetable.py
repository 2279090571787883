"""Timetables: loaded as a diff with a preview, typed, and worked out into the flights of the coming days.

Source: Directive (EU) 2016/681, Art. 8(3): what a carrier owes counts from the scheduled departure (rule PNR-05). The
formats are those of `tournai.travel.timetable`. A timetable says nothing about a traveller.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

import msgspec

from tournai.errors import Malformed
from tournai.node.duties.flight_times import settle_scheduled
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ASSESSMENT, INTAKE, NODE, Duty, Look, duty, look
from tournai.node.duties.rows import StoredSchedule, TimetableChange, TimetableImport
from tournai.node.duties.timetable_views import BadLineView, CarrierView, ScheduleChange, TimetablePage, TimetableReport
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, may
from tournai.travel.timetable import (
    Action as Said,
)
from tournai.travel.timetable import (
    Change,
    Remark,
    ScheduledFlight,
    Timetable,
    check_changes,
    read_timetable,
    scheduled_flights,
)
from tournai.travel.timetable.typed import read_row
from tournai.values import Actor
from tournai.values.wordings import say

DAYS_BACK, DAYS_AHEAD = 1, 14
"""The dates, around today in UTC, whose flights are worked out anew when a timetable says something."""
SHOWN_IMPORTS = 30
SHOWN_CHANGES = 200
LONGEST_SOURCE = 64
MOST_NUMBERS = 200
"""Flights that are worked out apart from the others of their carrier; for more, all are."""
TYPED = "typed"
_DESIGNATOR = re.compile(r"[A-Z0-9]{2,3}")


class _Work(msgspec.Struct, frozen=True):
    """What a carrier's timetable makes of the window: the flights to store, those that go, and what differs."""

    carrier: str
    flights: tuple[StoredSchedule, ...]
    gone: tuple[str, ...]
    differences: tuple[ScheduleChange, ...]
    unchanged: int


def preview_timetable(ports: Ports, actor: Actor, *, source: str, data: bytes) -> TimetableReport:
    """Return what a timetable would change; nothing is stored.

    Raises:
        Malformed: Nothing in it can be read, or the source has no name.
        Refused: The actor may not load timetables.
    """
    with look(ports, actor, Action.IMPORT_TIMETABLE, ASSESSMENT) as looking:
        read = _read(source, data, looking.now)
        works = _works(ports, looking.unit, looking.now, read.changes)
        report = _report(source, read, works)
        return msgspec.structs.replace(report, strange=_strange(looking.unit, source, report.carriers))


def import_timetable(ports: Ports, actor: Actor, *, source: str, data: bytes) -> TimetableReport:
    """Load a timetable: keep what it says, work the flights of the coming days out anew; return what was done.

    Raises:
        Malformed: Nothing in it can be read, or the source has no name.
        Refused: The actor may not load timetables.
    """
    with duty(ports, actor, Action.IMPORT_TIMETABLE, ASSESSMENT) as loading:
        read = _read(source, data, loading.now)
        strange = _strange(loading.unit, source, tuple(change.flight.carrier for change in read.changes))
        report = _load(ports, loading, source, read, sha256(data).digest())
        return msgspec.structs.replace(report, strange=strange)


def type_flight(ports: Ports, actor: Actor, fields: Mapping[str, str]) -> TimetableReport:
    """Take a flight or a period that somebody typed: see `tournai.travel.timetable.typed`.

    Raises:
        Malformed: A field is missing or is not what it should be.
        Refused: The actor may not type timetables.
    """
    with duty(ports, actor, Action.IMPORT_TIMETABLE, ASSESSMENT) as typing:
        change = read_row(dict(fields))
        _refuse_lost(check_changes([change]))
        return _load(ports, typing, TYPED, Timetable("CSV", (change,), (), 1), b"")


def show_timetable(ports: Ports, actor: Actor) -> TimetablePage:
    """Return which timetables were loaded, and until when each carrier's flights are known.

    Raises:
        Refused: The actor may not see the board.
    """
    with look(ports, actor, Action.VIEW_BOARD, ASSESSMENT) as looking:
        return TimetablePage(
            now=looking.now,
            carriers=tuple(_carriers(looking)),
            imports=tuple(looking.unit.timetable.imports(SHOWN_IMPORTS)),
            may_import=may(actor.role, Action.IMPORT_TIMETABLE, looking.ground.purpose),
        )


def extend_schedules(ports: Ports) -> int:
    """Work out the flights of the days that came into the window since; return for how many carriers."""
    now = ports.clock()
    with ports.look() as unit:
        _, last = _window(now)
        short = [carrier for carrier, until in unit.timetable.carriers().items() if until < last]
    for carrier in short:
        with ports.begin() as unit:
            extending = Duty(unit, now, NODE, INTAKE)
            _store(ports, extending, _work(ports, unit, now, carrier, ()))
    return len(short)


def _read(source: str, data: bytes, now: datetime) -> Timetable:
    if not source.strip() or len(source) > LONGEST_SOURCE or not source.isprintable():
        raise Malformed(
            say("a source needs a name of 1 to {most} printable characters", most=LONGEST_SOURCE),
            code="source-name",
        )
    read = read_timetable(data, now.date())
    remarks = (*read.remarks, *check_changes(read.changes))
    return msgspec.structs.replace(read, remarks=remarks)


def _strange(unit: Unit, source: str, carriers: Sequence[str]) -> tuple[str, ...]:
    """Return the carriers that a source is not known to speak for: it is another one, or spoke of one alone so far."""
    named = source.strip().upper()
    earlier = [one.carriers.split() for one in unit.timetable.imports(SHOWN_IMPORTS) if one.source == source]
    before = {name for names in earlier for name in names}
    own = {named} if _DESIGNATOR.fullmatch(named) else before
    return tuple(sorted(set(carriers) - own)) if len(own) == 1 else ()


def _refuse_lost(remarks: Sequence[Remark]) -> None:
    for remark in remarks:
        if remark.is_lost:
            raise Malformed(remark.message, code=remark.code)


def _load(ports: Ports, loading: Duty, source: str, read: Timetable, digest: bytes) -> TimetableReport:
    changes = [msgspec.structs.replace(change, announced_at=loading.now) for change in read.changes]
    works = _works(ports, loading.unit, loading.now, changes)
    number = _keep(loading, source, read, changes, digest)
    for work in works:
        _store(ports, loading, work)
    report = _report(source, read, works)
    loading.record(
        EventKind.TIMETABLE_IMPORTED,
        str(number),
        source=source,
        format=read.format,
        carriers=len(works),
        bad_lines=report.bad_lines,
        added=report.added,
        changed=report.changed + report.cancelled,
        withdrawn=report.withdrawn,
    )
    return report


def _keep(loading: Duty, source: str, read: Timetable, changes: Sequence[Change], digest: bytes) -> int:
    carriers = sorted({change.flight.carrier for change in changes})
    rows = loading.unit.timetable
    number = rows.add_import(
        TimetableImport(
            import_number=0,
            source=source,
            format=read.format,
            carriers=" ".join(carriers),
            imported_at=loading.now,
            imported_by=loading.actor.identifier,
            changes=len(changes),
            bad_lines=sum(remark.is_lost for remark in read.remarks),
            digest=digest,
        )
    )
    rows.add_changes([_row(number, change) for change in changes])
    for change in changes:
        if change.action is Said.SKD and not change.flight.number:
            rows.supersede(change.flight.carrier, change.period.first, change.period.last, by=number)
    return number


def _row(number: int, change: Change) -> TimetableChange:
    last = max(change.period.last, change.new_period.last) if change.new_period else change.period.last
    return TimetableChange(
        import_number=number,
        carrier=change.flight.carrier,
        # What renames a flight is read with every flight: it makes one out of another.
        number="" if change.new_flight else _number(change),
        first=change.period.first,
        last=last,
        is_ad_hoc=change.is_ad_hoc,
        body=msgspec.json.encode(change),
    )


def _store(ports: Ports, storing: Duty, work: _Work) -> None:
    first, last = _window(storing.now)
    storing.unit.timetable.put_schedule(work.flights, work.gone)
    storing.unit.timetable.set_worked_out(work.carrier, last)
    said = {*(flight.flight_id for flight in work.flights), *work.gone}
    pushed = storing.unit.timetable.identifiers(work.carrier, first, last)
    settle_scheduled(storing, ports.states, said & set(pushed.values()))


def _window(now: datetime) -> tuple[date, date]:
    return now.date() - timedelta(days=DAYS_BACK), now.date() + timedelta(days=DAYS_AHEAD)


def _works(ports: Ports, unit: Unit, now: datetime, changes: Iterable[Change]) -> list[_Work]:
    by_carrier: dict[str, list[Change]] = {}
    for change in changes:
        by_carrier.setdefault(change.flight.carrier, []).append(change)
    return [_work(ports, unit, now, carrier, said) for carrier, said in sorted(by_carrier.items())]


def _work(ports: Ports, unit: Unit, now: datetime, carrier: str, more: Sequence[Change]) -> _Work:
    """Work out a carrier's flights of the window with ``more`` said, beside those that are stored."""
    first, last = _window(now)
    numbers = _numbers(more)
    said = _said(unit, carrier, first, numbers)
    if any(change.new_flight for change in said):
        # A flight that took another's number is worked out with that other, and so on: then all are.
        numbers, said = (), _said(unit, carrier, first, ())
    found = {flight.key: flight for flight in scheduled_flights([*said, *more], first, last)}
    held = {flight.key: flight for flight in unit.timetable.schedule(carrier, first, last, numbers)}
    pushed = unit.timetable.identifiers(carrier, first, last)
    stored: list[StoredSchedule] = []
    differences: list[ScheduleChange] = []
    for key, flight in found.items():
        known = held.get(key)
        identifier = known.flight_id if known else pushed.get(key) or ports.identifier()
        row = _stored(identifier, flight)
        if known and not known.is_cancelled:
            # Said again it is no news: the time in advance counts from when the flight was first known.
            row = msgspec.structs.replace(row, announced_at=known.announced_at)
        if row != known:
            stored.append(row)
            differences.append(_difference(known, row))
    gone = [flight for key, flight in held.items() if key not in found]
    differences += [_difference(flight, None) for flight in gone]
    return _Work(
        carrier=carrier,
        flights=tuple(stored),
        gone=tuple(flight.flight_id for flight in gone),
        differences=tuple(differences),
        unchanged=len(found) - len(stored),
    )


def _numbers(changes: Sequence[Change]) -> tuple[str, ...]:
    """Return the flights that changes are about; none stands for all."""
    if any(change.new_flight or not change.flight.number for change in changes):
        return ()
    numbers = tuple(sorted({_number(change) for change in changes}))
    return numbers if len(numbers) <= MOST_NUMBERS else ()


def _number(change: Change) -> str:
    return change.flight.number + change.flight.suffix


def _said(unit: Unit, carrier: str, first: date, numbers: Sequence[str]) -> list[Change]:
    bodies = unit.timetable.changes(carrier, first - _REACH, numbers)
    return [msgspec.json.decode(body, type=Change) for body in bodies]


_REACH = timedelta(days=3)
"""A change of so many days ago may still be about a flight of the window, in the other time mode."""


def _stored(flight_id: str, flight: ScheduledFlight) -> StoredSchedule:
    return StoredSchedule(
        flight_id=flight_id,
        carrier=flight.carrier,
        number=flight.number,
        departure_airport=flight.departure_airport,
        arrival_airport=flight.arrival_airport,
        departure_date=flight.departure_date,
        departure_local=flight.departure_local,
        arrival_local=flight.arrival_local,
        departure_at=flight.departure_at,
        arrival_at=flight.arrival_at,
        planned_departure_at=flight.planned_departure_at,
        announced_at=flight.announced_at,
        service_type=flight.service_type,
        aircraft=flight.aircraft,
        operating=flight.operating,
        is_cancelled=flight.is_cancelled,
        calls="-".join(flight.calls),
    )


def _difference(before: StoredSchedule | None, after: StoredSchedule | None) -> ScheduleChange:
    flight = after or before
    if flight is None:
        raise AssertionError("a difference is of a flight")
    kind = _kind(before, after)
    return ScheduleChange(
        kind=kind,
        designator=f"{flight.carrier} {flight.number}",
        departure_airport=flight.departure_airport,
        arrival_airport=flight.arrival_airport,
        departure_local=flight.departure_local,
        before_local=before.departure_local if before and after and kind == "moved" else None,
    )


def _kind(before: StoredSchedule | None, after: StoredSchedule | None) -> str:
    if after is None:
        return "withdrawn"
    is_cancelled = after.is_cancelled and not (before and before.is_cancelled)
    if is_cancelled:
        return "cancelled"
    if before is None:
        return "added"
    return "moved" if before.departure_at != after.departure_at else "changed"


def _report(source: str, read: Timetable, works: Sequence[_Work]) -> TimetableReport:
    differences = sorted((one for work in works for one in work.differences), key=lambda one: one.departure_local)
    kinds = [difference.kind for difference in differences]
    return TimetableReport(
        source=source,
        format=read.format,
        carriers=tuple(work.carrier for work in works),
        lines=read.lines,
        said=len(read.changes),
        added=kinds.count("added"),
        changed=kinds.count("moved") + kinds.count("changed"),
        cancelled=kinds.count("cancelled"),
        withdrawn=kinds.count("withdrawn"),
        unchanged=sum(work.unchanged for work in works),
        bad_lines=sum(remark.is_lost for remark in read.remarks),
        remarks=tuple(BadLineView(one.line, one.offset, one.code, one.message, one.is_lost) for one in read.remarks),
        differences=tuple(differences[:SHOWN_CHANGES]),
    )


def _carriers(looking: Look) -> Iterable[CarrierView]:
    first, last = _window(looking.now)
    for carrier, until in looking.unit.timetable.carriers().items():
        flights = looking.unit.timetable.schedule(carrier, first, last)
        cancelled = sum(flight.is_cancelled for flight in flights)
        yield CarrierView(carrier, len(flights), cancelled, until)
