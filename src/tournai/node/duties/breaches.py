"""What counts against carriers: found, told to them at once, acknowledged by them, and judged by a person.

A notice and its entry in the year's file are one: nobody is held to what it was not told. Source: Directive (EU)
2016/681, Art. 8, 14 and 16; rules PNR-05, PNR-07 and PNR-32. Nobody who travels stands in it.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from tournai.casework.approvals import MAXIMUM_REASON
from tournai.errors import Incomplete, Malformed
from tournai.node.duties.carrier_rows import BreachReview, CarrierPush, Owed, StoredBreach
from tournai.node.duties.expectations import KEPT_AFTER, KEPT_BEFORE
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.pull_requests import requested_pushes
from tournai.node.duties.recording import ASSESSMENT, INTAKE, NODE, Duty, duty, look
from tournai.node.duties.rows import QuarantineRow
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, may
from tournai.travel.conduct import BREACHES, BreachKind, Excuse, breach_of_body, breach_of_state, is_wrongly_timed
from tournai.values import Actor
from tournai.values.wordings import say

RULE = "PNR-32"
OF_STANDINGS = frozenset({BreachKind.LATE.value, BreachKind.MISSING.value})
CAME_SINCE = timedelta(days=2)
"""How far back pushes and bodies are looked at: a stopped node finds what came meanwhile."""
NOTICES_SINCE = timedelta(days=31)
"""How far back a carrier reads its notices."""
UPHELD, EXCUSED = "upheld", "excused"
COLUMNS = (
    "carrier", "kind", "flight", "departure_airport", "arrival_airport", "departure_at", "obligation", "due_by",
    "received_at", "receipt", "subject", "code", "found_at", "withdrawn_at", "acknowledged_at", "decision", "excuse",
    "reason", "reviewer", "reviewed_at",
)  # fmt: skip
"""Columns of the file of a year."""


class BreachView(msgspec.Struct, frozen=True):
    """A breach with its reviews; the last one stands."""

    breach: StoredBreach
    reviews: tuple[BreachReview, ...]

    @property
    def decision(self) -> str:
        """What stands: ``withdrawn``, ``upheld``, ``excused``, or empty while nobody has decided."""
        if self.breach.withdrawn_at:
            return "withdrawn"
        return self.reviews[-1].decision if self.reviews else ""


class BreachFile(msgspec.Struct, frozen=True):
    """A year's breaches, of all carriers or of one; ``totals``: by carrier, kind -> how many stand."""

    now: datetime
    year: int
    carrier: str
    breaches: tuple[BreachView, ...]
    totals: dict[str, dict[str, int]]
    may_review: bool


def keep_breaches(ports: Ports) -> int:
    """Find what counts against carriers now, tell them, and withdraw what is none any more; return how many changed."""
    now = ports.clock()
    with ports.look() as unit:
        wanted = _wanted(unit, now)
        # What left within the window was found within it, or up to a day later.
        held = unit.carriers.breaches(now - KEPT_BEFORE - KEPT_AFTER, now + KEPT_AFTER)
    known = {(row.subject, row.obligation): row for row in held}
    changed = [new for key, new in wanted.items() if _is_news(new, known.get(key))]
    gone = [row for key, row in known.items() if key not in wanted and _is_withdrawn(row, now)]
    if not changed and not gone:
        return 0
    with ports.begin() as unit:
        finding = Duty(unit, now, NODE, INTAKE)
        for row in changed:
            _tell(finding, ports.identifier(), row, known.get((row.subject, row.obligation)))
        for row in gone:
            unit.carriers.put_breach(msgspec.structs.replace(row, withdrawn_at=now))
            finding.record(EventKind.NOTICE_WITHDRAWN, row.breach_id, carrier=row.carrier, breach=row.kind)
    return len(changed) + len(gone)


def show_notices(ports: Ports, actor: Actor) -> list[StoredBreach]:
    """Return what a carrier is told: about the carriers that its account pushes for, and its own bodies; newest first.

    Raises:
        Refused: The actor is no carrier.
    """
    with look(ports, actor, Action.READ_NOTICES, INTAKE) as looking:
        return _notices(looking.unit, actor, looking.now)


def acknowledge_notice(ports: Ports, actor: Actor, breach_id: str) -> bool:
    """Record that a carrier has read a notice of its own; again changes nothing. ``False`` where it has no such one.

    Raises:
        Refused: The actor is no carrier.
    """
    with duty(ports, actor, Action.READ_NOTICES, INTAKE) as reading:
        own = _notices(reading.unit, actor, reading.now)
        notice = next((row for row in own if row.breach_id == breach_id), None)
        if notice is None:
            return False
        if notice.acknowledged_at is None:
            read = {"acknowledged_at": reading.now, "acknowledged_by": actor.identifier}
            reading.unit.carriers.put_breach(msgspec.structs.replace(notice, **read))
            reading.record(EventKind.NOTICE_ACKNOWLEDGED, breach_id)
        return True


def show_breaches(ports: Ports, actor: Actor, *, year: int, carrier: str = "") -> BreachFile:
    """Return a year's breaches, by when they were found, in UTC.

    Raises:
        Refused: The actor may not see the carrier desk.
        Malformed: There is no such year.
    """
    with look(ports, actor, Action.VIEW_CARRIERS, ASSESSMENT) as looking:
        views = _views(looking.unit, year, carrier)
        totals: dict[str, Counter[str]] = {}
        for view in views:
            if view.decision not in ("withdrawn", EXCUSED):
                totals.setdefault(view.breach.carrier or view.breach.account, Counter())[view.breach.kind] += 1
        return BreachFile(
            now=looking.now,
            year=year,
            carrier=carrier,
            breaches=tuple(reversed(views)),
            totals={name: dict(counts) for name, counts in sorted(totals.items())},
            may_review=may(actor.role, Action.REVIEW_BREACH, looking.ground.purpose),
        )


def review_breach(ports: Ports, actor: Actor, breach_id: str, *, excuse: str, reason: str) -> None:
    """Decide on a breach: excused on a ground (`Excuse`), or upheld where ``excuse`` is empty; with a reason.

    Raises:
        Incomplete: No reason, or too long a one.
        Malformed: There is no such breach or excuse.
        Refused: The actor may not decide.
    """
    with duty(ports, actor, Action.REVIEW_BREACH, ASSESSMENT) as reviewing:
        if excuse and excuse not in {one.value for one in Excuse}:
            raise Malformed(
                say("no such excuse; one of: {known}", known=", ".join(one.value for one in Excuse)), code="excuse"
            )
        if not reason.strip() or len(reason) > MAXIMUM_REASON:
            raise Incomplete(say("give a reason, of at most {most} characters", most=MAXIMUM_REASON), rule=RULE)
        breach = reviewing.unit.carriers.breach(breach_id)
        if breach is None or breach.withdrawn_at is not None:
            raise Malformed("there is no such breach, or it was withdrawn", code="no-breach")
        decision = EXCUSED if excuse else UPHELD
        row = BreachReview(
            ports.identifier(), breach_id, decision, excuse, reason.strip(), actor.identifier, reviewing.now
        )
        reviewing.unit.carriers.add_breach_review(row)
        reviewing.record(EventKind.BREACH_REVIEWED, breach_id, decision=decision, excuse=excuse)


def export_breaches(ports: Ports, actor: Actor, *, year: int, carrier: str = "") -> str:
    """Return a year's breaches as CSV (RFC 4180), its first line the names of the columns; the export is logged.

    Raises:
        Refused: The actor may not see the carrier desk.
        Malformed: There is no such year.
    """
    with duty(ports, actor, Action.VIEW_CARRIERS, ASSESSMENT) as exporting:
        views = _views(exporting.unit, year, carrier)
        exporting.record(EventKind.BREACHES_EXPORTED, carrier, year=year, breaches=len(views))
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_line(view) for view in views)
    return written.getvalue()


def _wanted(unit: Unit, now: datetime) -> dict[tuple[str, str], StoredBreach]:
    ties = unit.carriers.ties()
    owed = unit.carriers.owed(now - KEPT_BEFORE, now + KEPT_AFTER, states=BREACHES)
    came = unit.carriers.came(now - CAME_SINCE, now + CAME_SINCE)
    broken = unit.carriers.unreadable(now - CAME_SINCE, now + CAME_SINCE)
    requested = requested_pushes(unit, came)
    rows = [
        *(_of_standing(one, now) for one in owed),
        *(_of_push(one, now) for one in came if _is_wrongly_timed(one, requested)),
        *(_of_body(one, ties.get(one.sender, frozenset()), now) for one in broken if one.sender),
    ]
    return {(row.subject, row.obligation): row for row in rows}


def _is_wrongly_timed(push: CarrierPush, requested: frozenset[str]) -> bool:
    return is_wrongly_timed(push.format, push.function, push.timing, was_requested=push.push_id in requested)


def _of_standing(owed: Owed, now: datetime) -> StoredBreach:
    kind = breach_of_state(owed.state) or BreachKind.LATE
    return StoredBreach(
        breach_id="",
        carrier=owed.carrier,
        account="",
        kind=kind.value,
        subject=owed.flight_id,
        obligation=owed.obligation,
        flight=f"{owed.carrier} {owed.number}",
        departure_airport=owed.departure_airport,
        arrival_airport=owed.arrival_airport,
        departure_at=owed.departure_at,
        due_by=owed.due_by,
        received_at=owed.received_at,
        code="",
        found_at=now,
    )


def _of_push(push: CarrierPush, now: datetime) -> StoredBreach:
    return StoredBreach(
        breach_id="",
        carrier=push.carrier,
        account=push.account,
        kind=BreachKind.WRONGLY_TIMED.value,
        subject=push.push_id,
        obligation="",
        flight=f"{push.carrier} {push.number}",
        departure_airport=push.departure_airport,
        arrival_airport=push.arrival_airport,
        departure_at=push.departure_at,
        due_by=None,
        received_at=push.received_at,
        code=push.timing,
        found_at=now,
        receipt=push.receipt,
    )


def _of_body(row: QuarantineRow, tied: frozenset[str], now: datetime) -> StoredBreach:
    return StoredBreach(
        breach_id="",
        carrier=next(iter(tied)) if len(tied) == 1 else "",
        account=row.sender,
        kind=breach_of_body(row.code).value,
        subject=row.receipt,
        obligation="",
        flight="",
        departure_airport="",
        arrival_airport="",
        departure_at=None,
        due_by=None,
        received_at=row.received_at,
        code=row.code,
        found_at=now,
        receipt=row.receipt,
    )


def _is_news(new: StoredBreach, known: StoredBreach | None) -> bool:
    if known is None:
        return True
    return (new.kind, new.received_at, new.due_by) != (known.kind, known.received_at, known.due_by) or bool(
        known.withdrawn_at
    )


def _is_withdrawn(row: StoredBreach, now: datetime) -> bool:
    """Whether a breach that is none any more was one of an obligation that is still worked out anew."""
    is_near = row.departure_at is not None and row.departure_at >= now - KEPT_BEFORE
    return row.kind in OF_STANDINGS and is_near and row.withdrawn_at is None


def _tell(finding: Duty, breach_id: str, new: StoredBreach, known: StoredBreach | None) -> None:
    if known is not None:
        changes = {"kind": new.kind, "received_at": new.received_at, "due_by": new.due_by, "withdrawn_at": None}
        new = msgspec.structs.replace(known, **changes)
    else:
        new = msgspec.structs.replace(new, breach_id=breach_id)
    finding.unit.carriers.put_breach(new)
    about = {"carrier": new.carrier, "breach": new.kind, "obligation": new.obligation, "about": new.subject}
    finding.record(EventKind.NOTICE_MADE, new.breach_id, ground=None, **about)


def _notices(unit: Unit, actor: Actor, now: datetime) -> list[StoredBreach]:
    carriers = unit.carriers.ties().get(actor.identifier, frozenset())
    return unit.carriers.notices(actor.identifier, carriers, now - NOTICES_SINCE)


def _views(unit: Unit, year: int, carrier: str) -> list[BreachView]:
    if not 2000 <= year <= 9998:
        raise Malformed("no such year", code="year")
    found = unit.carriers.breaches(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC), carrier)
    reviews: dict[str, list[BreachReview]] = {}
    for review in unit.carriers.breach_reviews([row.breach_id for row in found]):
        reviews.setdefault(review.breach_id, []).append(review)
    return [BreachView(row, tuple(reviews.get(row.breach_id, ()))) for row in found]


def _line(view: BreachView) -> Sequence[str]:
    last = view.reviews[-1] if view.reviews else None
    values = msgspec.structs.asdict(view.breach) | {"decision": view.decision}
    values |= {name: getattr(last, name) if last else "" for name in ("excuse", "reason", "reviewer", "reviewed_at")}
    return list(_cells(values))


def _cells(values: dict[str, object]) -> Iterator[str]:
    for name in COLUMNS:
        value = values[name]
        text = value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value or "")
        # A spreadsheet would compute what begins like a formula.
        yield f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
