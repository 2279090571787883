"""Receiving a carrier's push, and processing it: parse, minimise, store, screen, in one transaction.

Source: Directive (EU) 2016/681, Art. 6(1), 8 and 13(4); rules PNR-03 to PNR-07. A body is answered only once it is
durably spooled; it is destroyed once its minimised content is stored, or goes to quarantine with a readable defect.
"""

from collections.abc import Iterator, Sequence

import msgspec

from tournai.errors import Malformed, Unavailable, Unverified
from tournai.node.duties.admission import (
    admissions,
    confirmed,
    drop_push,
    dropped_push,
    flight_of_push,
    is_done,
    keep_under,
)
from tournai.node.duties.applying import apply_criteria
from tournai.node.duties.arrivals import as_kept, content_digest, join_stored
from tournai.node.duties.boarding import apply_list, changed_identities, inherit_boarding
from tournai.node.duties.comparing import booking_values, link_values, look_ups
from tournai.node.duties.doubles import double_of
from tournai.node.duties.expectations import as_scheduled
from tournai.node.duties.flight_times import settle_times
from tournai.node.duties.following import close_and_reopen, follow_matches, settle_persons
from tournai.node.duties.origins import Origins, defects_of_origin, reach_of, read_origins, refuse_others_flights
from tournai.node.duties.overtaken import is_newer, overtaken
from tournai.node.duties.ports import DataKey, Ports, Receipt, SpoolEntry
from tournai.node.duties.recognising import as_operated, identities, travellers_named_in
from tournai.node.duties.recording import ASSESSMENT, INTAKE, NODE, Duty, permit
from tournai.node.duties.register_questions import queue_questions
from tournai.node.duties.resends import end_resent, interchange_reference, put_receipt
from tournai.node.duties.rows import (
    BlindEntry,
    Flight,
    QuarantineRow,
    StoredPush,
    StoredRecord,
    StoredTraveller,
)
from tournai.node.duties.screening import Screener, current_screener
from tournai.node.duties.sealed_records import Content, locators_of, seal_content, travellers_of
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.oversight.retention import Kept, due
from tournai.travel import read_travel_file
from tournai.travel.parts import push_of
from tournai.travel.paxlst import reported
from tournai.travel.records import Leg, MessageFormat, MessageFunction, Pnr, Push
from tournai.travel.resolution import is_operators_push, operating_designator, own_digest
from tournai.travel.selection import Admission
from tournai.travel.timing import (
    assessable_until,
    push_timing,
    scheduled_arrival,
    scheduled_departure,
)
from tournai.values import Actor, Role
from tournai.values.wordings import write_wording

PROCESS_PUSH = "process-push"
FEWEST_TOLD_APART = 10
"""From so many travellers on, what was dropped from a push is told by kind."""
KINDS_UNTOLD = "values of few travellers"
MAXIMUM_ATTEMPTS = 3
"""How often a push is tried before it goes to quarantine as one that cannot be processed."""
CURRENT, SUPERSEDED, CANCELLED, LEFT = "current", "superseded", "cancelled", "left"


def receive_push(ports: Ports, actor: Actor, body: bytes, *, channel: str) -> Receipt:
    """Spool a body durably, without its card numbers, and return its receipt; nothing is read of it yet.

    Receipts are alike whatever the body holds, and whatever later matches (rule PNR-13).

    Raises:
        Refused: The actor may not push.
        Malformed: There is nothing in it, or it is in an alphabet in which no card number can be found.
    """
    if not body.strip():
        raise Malformed("the body is empty: send the message itself", code="empty")
    is_carrier = actor.role in (Role.CARRIER, Role.CARRIER_ON_TRIAL)
    permit(ports, actor, Action.PUSH if is_carrier else Action.INGEST, INTAKE)
    return ports.spool.put(as_kept(body), sender=actor.identifier, channel=channel, received_at=ports.clock())


def adopt_spooled(ports: Ports) -> int:
    """Queue the spooled bodies that have no job yet, e.g. after a crash; return how many wait to be processed."""
    pending = ports.spool.pending()
    if pending:
        with ports.begin() as unit:
            given_up = {row.receipt for row in unit.intake.quarantined()}
            pending = [receipt for receipt in pending if receipt not in given_up]
            unit.intake.add_jobs(PROCESS_PUSH, pending, ports.clock())
    return len(pending)


def process_push(ports: Ports, receipt: str, attempts: int = 1) -> None:
    """Process a spooled body: store and screen what it holds, or put it in quarantine; then destroy the spool entry.

    Doing it again changes nothing. ``attempts`` counts this one.

    Raises:
        Unavailable: Something that the work needs is not there now; the body stays spooled.
    """
    try:
        entry = ports.spool.read(receipt)
    except Unavailable:
        if receipt in ports.spool.pending():
            raise
        _finish(ports, receipt)
        return
    except Unverified:
        _give_up(ports, receipt)
        return
    try:
        if attempts > MAXIMUM_ATTEMPTS:
            raise Malformed(
                "the message could not be processed here, and nothing of it was stored: send it again",
                code="unprocessable",
            )
        pushes = read_travel_file(entry.body).pushes
        legs = [_leg_of(push) for push in pushes]
        found = list(zip(pushes, legs, strict=True))
        refuse_others_flights(ports, entry.sender, found, [_flight("", leg, push) for push, leg in found])
    except Malformed as error:
        _quarantine(ports, receipt, entry, error)
    else:
        _store(ports, receipt, entry, found)
    ports.spool.remove(receipt)


def end_quarantine(ports: Ports) -> int:
    """Destroy the quarantined bodies whose time is over and return how many there were."""
    now = ports.clock()
    with ports.begin() as unit:
        over = [row.receipt for row in unit.intake.quarantined() if row.ends_at <= now]
        ending = Duty(unit, now, NODE, INTAKE)
        for receipt in over:
            ending.record(EventKind.QUARANTINE_ENDED, receipt)
        unit.intake.end_quarantine(over, now)
        # What a process that was killed here had ended and not yet destroyed.
        left = [one for one in ports.quarantine.pending() if _is_over(unit.intake.quarantined_body(one))]
    for receipt in {*over, *left}:
        ports.quarantine.remove(receipt)
        ports.spool.remove(receipt)
    return len(over)


def _is_over(row: QuarantineRow | None) -> bool:
    return row is not None and row.ended_at is not None


def _leg_of(push: Push) -> Leg:
    """Return the leg that a push is about: the first that has a date."""
    for leg in push.legs:
        if assessable_until(leg) is not None and leg.carrier:
            return leg
    raise Malformed(
        "a message names no flight with a date: "
        "expected TVL after ORG in PNRGOV, or TDT with LOC and DTM in PAXLST; mend it and send it again",
        code="no-flight",
    )


def _finish(ports: Ports, receipt: str) -> None:
    """End the job of a body that is gone: it was processed, and its end came between two claims."""
    with ports.begin() as unit:
        unit.intake.finish_job(PROCESS_PUSH, receipt)


def _give_up(ports: Ports, receipt: str) -> None:
    """Report a spooled body that was changed on disk. It stays where it is: a key store may yet be restored."""
    with ports.begin() as unit:
        now = ports.clock()
        row = QuarantineRow(
            receipt=receipt,
            sender="",
            channel="",
            received_at=now,
            ends_at=due(Kept.QUARANTINED_PUSH, now),
            ended_at=None,
            code="unreadable-spool-entry",
            message="the received body was changed on disk and does not open: have the carrier send it again",
            offset=None,
        )
        unit.intake.put_quarantine(row)
        Duty(unit, now, NODE, INTAKE).record(EventKind.PUSH_QUARANTINED, receipt, code=row.code)
        unit.intake.finish_job(PROCESS_PUSH, receipt)


def _record_received(receiving: Duty, receipt: str, entry: SpoolEntry) -> None:
    # Logged here and not at the door: the door answers without the database, so that a push is never turned away.
    at = entry.received_at.isoformat(timespec="milliseconds")
    receiving.record(EventKind.PUSH_RECEIVED, receipt, sender=entry.sender, channel=entry.channel, received_at=at)


def _quarantine(ports: Ports, receipt: str, entry: SpoolEntry, error: Malformed) -> None:
    ports.quarantine.put(receipt, entry)
    with ports.begin() as unit:
        now = ports.clock()
        row = QuarantineRow(
            receipt=receipt,
            sender=entry.sender,
            channel=entry.channel,
            received_at=entry.received_at,
            ends_at=due(Kept.QUARANTINED_PUSH, entry.received_at),
            ended_at=None,
            code=error.code,
            message=str(error),
            wording=write_wording(error.reason),
            offset=error.offset,
            interchange_reference=interchange_reference(entry.body),
        )
        unit.intake.put_quarantine(row)
        refusing = Duty(unit, now, NODE, INTAKE)
        _record_received(refusing, receipt, entry)
        refusing.record(EventKind.PUSH_QUARANTINED, receipt, code=error.code)
        put_receipt(refusing, receipt, entry)
        unit.intake.finish_job(PROCESS_PUSH, receipt)


def _store(ports: Ports, receipt: str, entry: SpoolEntry, pushes: Sequence[tuple[Push, Leg]]) -> None:
    before = admissions(ports, pushes)
    # Made before the transaction, and durable: a crash leaves keys that seal nothing, never a record without its key.
    kept = [push for (push, _), admission in zip(pushes, before, strict=True) if admission.is_kept]
    keys = iter(ports.keys.create_data_keys(sum(len(push.pnrs) + len(reported(push)) for push in kept), "pnr"))
    resent: list[str] = []
    while True:
        screener = current_screener(ports)
        with ports.begin() as unit:
            storing = Duty(unit, ports.clock(), NODE, INTAKE)
            if not screener.is_current(unit, storing.now):
                continue
            if not is_done(unit, receipt):
                admitted = confirmed(storing, pushes, before, ports.states)
                if any(admission.is_kept for admission in admitted):
                    _record_received(storing, receipt, entry)
                for ordinal, ((push, leg), admission) in enumerate(zip(pushes, admitted, strict=True), 1):
                    if admission.is_kept:
                        _Intake(ports, storing, screener, receipt, entry, admission).store(ordinal, push, leg, keys)
                    else:
                        row = dropped_push(receipt, ordinal, push, leg, admission, storing.now)
                        drop_push(storing, entry, row)
                resent = end_resent(storing, receipt, entry, (push.interchange_reference for push, _ in pushes))
                put_receipt(storing, receipt, entry)
            unit.intake.finish_job(PROCESS_PUSH, receipt)
            break
    for ended in resent:
        ports.quarantine.remove(ended)
    # A repeated push seals nothing.
    unused = [key.identifier for key in keys]
    if unused:
        ports.keys.destroy_data_keys(unused)


class _Intake(msgspec.Struct, frozen=True):
    """One message on its way into the tables."""

    ports: Ports
    duty: Duty
    screener: Screener
    receipt: str
    entry: SpoolEntry
    admission: Admission

    def store(self, ordinal: int, push: Push, leg: Leg, keys: Iterator[DataKey]) -> None:
        """Store a message, replace what it replaces, and screen its travellers."""
        travel = self.duty.unit.travel
        known = travel.find_push(push.sender, push.interchange_reference, self.entry.digest, ordinal)
        if known is not None:
            self.duty.record(EventKind.PUSH_REPEATED, known.push_id, receipt=self.receipt)
            return
        named = as_operated(self.duty.unit, _flight(self.ports.identifier(), leg, push))
        flight = travel.flight_of(as_scheduled(self.duty.unit, named))
        double = double_of(self.duty.unit, flight.flight_id, content_digest(self.ports.keys, push), self.entry)
        if double is not None:
            self.duty.record(EventKind.PUSH_DOUBLED, double.push_id, receipt=self.receipt)
            return
        keep_under(self.duty, flight.flight_id, flight_of_push(self.duty.unit, push, leg), self.admission)
        origins = read_origins(self.duty.unit)
        stored, flight = self._push_row(ordinal, push, leg, flight, origins)
        travel.add_push(stored)
        pushes = travel.pushes_of([flight.flight_id])
        reach = reach_of(origins, stored, flight.carrier, pushes)
        records, travellers = self._records(push, stored, keys, reach.changes)
        records, standing = self._overtake(stored, pushes, records)
        # A carrier that only sells seats of the flight lists its own bookings: it cannot tell who has left.
        is_own = is_operators_push(push, flight.carrier) and origins.may_empty(stored.account, flight.carrier)
        earlier = self._earlier_pushes(stored, pushes) if is_own else None
        replaced = self._supersede(earlier, flight, standing, reach.changes)
        travel.add_records([record for record, _ in records], travellers)
        travel.add_blind_entries(list(self._blind_entries(records, travellers)))
        travellers = settle_persons(self.duty.unit, flight.flight_id, travellers)
        inherit_boarding(self.duty.unit, flight.flight_id, stored.push_id, travellers, reach.heeds)
        apply_list(self.ports, self.duty, flight.flight_id, push, reach.changes)
        # Of what was overtaken, nobody inherits a match.
        kept = {record.record_id for record in standing}
        heirs = [row for row in travellers if row.record_id in kept]
        follow_matches(self.duty.unit, flight.flight_id, replaced, standing, heirs)
        self._record_stored(stored, push)
        if stored.is_screened:
            self._screen(flight, records, travellers)
            queue_questions(self.ports, self.duty, stored)
        close_and_reopen(self.duty, flight)
        if stored.is_screened:
            apply_criteria(self.ports, msgspec.structs.replace(self.duty, ground=ASSESSMENT), flight)

    def _overtake(
        self, stored: StoredPush, pushes: Sequence[StoredPush], records: Sequence[tuple[StoredRecord, Content]]
    ) -> tuple[list[tuple[StoredRecord, Content]], list[StoredRecord]]:
        """Return the records, superseded where a newer push came before; and those that stand."""
        past = overtaken(self.duty.unit, stored, pushes, [record for record, _ in records])
        if past:
            self.duty.record(EventKind.PUSH_OVERTAKEN, stored.push_id, records=len(past))
        marked = [
            (msgspec.structs.replace(record, state=SUPERSEDED) if record.record_id in past else record, content)
            for record, content in records
        ]
        return marked, [record for record, _ in marked if record.record_id not in past]

    def _push_row(
        self, ordinal: int, push: Push, leg: Leg, flight: Flight, origins: Origins
    ) -> tuple[StoredPush, Flight]:
        """Return the push as it is to be stored, and its flight with the times that count with this push."""
        is_list = push.format is MessageFormat.PAXLST
        # Art. 8(3) times the bookings; a passenger list comes at check-in and at closure (Regulation (EU) 2025/13).
        before = self.duty.unit.travel.pushes_of([flight.flight_id])
        earlier = [one for one in before if one.format == MessageFormat.PNRGOV.value]
        defects = (*push.defects, *defects_of_origin(origins, self.entry.sender, push, before))
        row = StoredPush(
            push_id=self.ports.identifier(),
            flight_id=flight.flight_id,
            receipt=self.receipt,
            digest=self.entry.digest,
            ordinal=ordinal,
            sender=push.sender,
            channel=self.entry.channel,
            interchange_reference=push.interchange_reference,
            format=push.format.value,
            version=push.version,
            function=push.function.value,
            received_at=self.entry.received_at,
            processed_at=self.duty.now,
            timing=push_timing(leg, self.entry.received_at, is_first=not is_list and not earlier).value,
            pnrs=len(push.pnrs),
            travellers=len(push.travellers) + sum(len(pnr.travellers) for pnr in push.pnrs),
            declared=push.declared_travellers if is_list else push.declared_pnrs,
            defects=msgspec.json.encode(defects).decode(),
            dropped=msgspec.json.encode(_told_apart(push), order="sorted").decode(),
            is_screened=False,
            access_reference=push.access_reference,
            part=push.part,
            is_last_part=bool(push.is_last_part),
            prepared_at=push.prepared_at,
            content=content_digest(self.ports.keys, push),
            account=self.entry.sender,
            departure_local=leg.departure,
            arrival_local=leg.arrival,
        )
        settled = settle_times(self.duty, self.ports.states, flight, [*before, row])
        is_assessed = self.duty.now <= settled.assessable_until and push.function is not MessageFunction.CANCEL
        return msgspec.structs.replace(row, is_screened=is_assessed), settled

    def _records(
        self, push: Push, stored: StoredPush, keys: Iterator[DataKey], within: frozenset[str]
    ) -> tuple[list[tuple[StoredRecord, Content]], list[StoredTraveller]]:
        records: list[tuple[StoredRecord, Content]] = []
        travellers: list[StoredTraveller] = []
        contents: list[Content] = [*push.pnrs, *reported(push)]
        recognised = identities(self.ports, self.duty.unit, stored.flight_id, contents, within)
        unit, flight_id = self.duty.unit, stored.flight_id
        recognised = changed_identities(self.ports, unit, flight_id, push, contents, recognised, within)
        for content, identity, key in zip(contents, recognised, keys, strict=False):
            record = self._record(content, identity, stored, key)
            records.append((record, content))
            travellers += self._travellers(content, record)
        return records, travellers

    def _record(self, content: Content, identity: bytes, stored: StoredPush, key: DataKey) -> StoredRecord:
        record_id = self.ports.identifier()
        is_pnr = isinstance(content, Pnr)
        if isinstance(content, Pnr):
            # That a meal was dropped from this booking tells what the meal would have told (rule PNR-04).
            content = msgspec.structs.replace(content, dropped={})
        return StoredRecord(
            record_id=record_id,
            kind="PNR" if is_pnr else "API",
            flight_id=stored.flight_id,
            push_id=stored.push_id,
            identity=identity,
            state=_state(content, stored),
            key_id=key.identifier,
            sealed=seal_content(self.ports.keys, key, record_id, content),
            created_at=self.duty.now,
        )

    def _travellers(self, content: Content, record: StoredRecord) -> list[StoredTraveller]:
        return [
            StoredTraveller(
                traveller_id=self.ports.identifier(),
                record_id=record.record_id,
                flight_id=record.flight_id,
                ordinal=ordinal,
                person=own_digest(name, birth),
                name=name,
                birth=birth,
                type_code=traveller.type_code,
                is_infant=traveller.is_infant,
                is_crew=traveller.is_crew,
                documents=len(traveller.documents),
                bags=sum(len(bag.tags) for bag in traveller.bags),
            )
            for ordinal, (traveller, name, birth) in enumerate(
                travellers_named_in(self.ports, record.flight_id, content)
            )
        ]

    def _blind_entries(
        self, records: Sequence[tuple[StoredRecord, Content]], travellers: Sequence[StoredTraveller]
    ) -> Iterator[BlindEntry]:
        rows = iter(travellers)
        for _, content in records:
            for ordinal, traveller in enumerate(travellers_of(content)):
                row = next(rows)
                own = look_ups(traveller, locators_of(content))
                found = [*own, *booking_values(content), *link_values(content, ordinal)]
                for kind, value in found:
                    yield BlindEntry(kind, self.ports.keys.blind("look-up", kind, value), row.traveller_id)

    def _earlier_pushes(self, stored: StoredPush, pushes: Sequence[StoredPush]) -> frozenset[str] | None:
        """Return the pushes whose bookings are gone where the push, whole now, lacks them; ``None``: it is not whole.

        What came after its first part stays: it tells what happened since.
        """
        if stored.format != MessageFormat.PNRGOV.value or stored.function != MessageFunction.FULL.value:
            return None
        by_id = {push.push_id: push for push in pushes}
        joined = push_of(join_stored(pushes), stored.push_id)
        first = by_id[joined.parts[0].name]
        own = {part.name for part in joined.parts}
        earlier = (push.push_id for push in pushes if push.push_id not in own and is_newer(first, push))
        return frozenset(earlier) if joined.holds_all_items else None

    def _supersede(
        self,
        earlier: frozenset[str] | None,
        flight: Flight,
        records: Sequence[StoredRecord],
        within: frozenset[str],
    ) -> list[StoredRecord]:
        """Replace what the message replaces: a record of the same booking or person, and its history stays.

        ``earlier`` are the pushes whose other bookings have left the flight, ``within`` those that the message may
        change. Return the records that were replaced.
        """
        travel = self.duty.unit.travel
        superseded: list[StoredRecord] = []
        kinds = {record.kind for record in records} | ({"PNR"} if earlier is not None else set())
        for kind in sorted(kinds):
            arriving = {record.identity: record.state for record in records if record.kind == kind}
            known = [one for one in travel.current_records(flight.flight_id, kind) if one.push_id in within]
            replaced = [record for record in known if record.identity in arriving]
            superseded += replaced
            travel.set_record_state([record.record_id for record in replaced], SUPERSEDED)
            for record in replaced:
                cancelled = arriving[record.identity] == CANCELLED
                self.duty.record(EventKind.PNR_CANCELLED if cancelled else EventKind.PNR_UPDATED, record.record_id)
            if earlier is not None and kind == "PNR":
                # A full push holds every active booking: one that it lacks has left the flight.
                others = (record for record in known if record.identity not in arriving)
                gone = [record.record_id for record in others if record.push_id in earlier]
                travel.set_record_state(gone, LEFT)
        return superseded

    def _record_stored(self, stored: StoredPush, push: Push) -> None:
        self.duty.record(
            EventKind.PUSH_STORED,
            stored.push_id,
            receipt=self.receipt,
            flight=stored.flight_id,
            pnrs=stored.pnrs,
            travellers=stored.travellers,
            defects=len(push.defects),
            timing=stored.timing,
        )
        if push.dropped:
            self.duty.record(EventKind.DATA_DROPPED, stored.push_id, values=sum(push.dropped.values()))

    def _screen(
        self, flight: Flight, records: Sequence[tuple[StoredRecord, Content]], travellers: Sequence[StoredTraveller]
    ) -> None:
        current = [(record, content) for record, content in records if record.state == CURRENT]
        kept = {record.record_id for record, _ in current}
        rows = [traveller for traveller in travellers if traveller.record_id in kept]
        assessing = msgspec.structs.replace(self.duty, ground=ASSESSMENT)
        self.screener.screen(assessing, flight, current, rows)


def _state(content: Content, stored: StoredPush) -> str:
    is_cancelled = isinstance(content, Pnr) and content.is_cancelled
    return CANCELLED if is_cancelled or stored.function == MessageFunction.CANCEL.value else CURRENT


def _flight(flight_id: str, leg: Leg, push: Push) -> Flight:
    until = assessable_until(leg)
    day = leg.departure_date or (leg.departure.date() if leg.departure else None)
    if until is None or day is None:
        raise Malformed("a flight needs a date of departure", code="no-flight")
    operating = operating_designator(leg, push.pnrs)
    return Flight(
        flight_id=flight_id,
        carrier=operating.carrier,
        number=operating.number + (leg.operational_suffix if operating.carrier == leg.carrier else ""),
        departure_airport=leg.departure_airport,
        arrival_airport=leg.arrival_airport,
        departure_date=day,
        departure_local=leg.departure,
        arrival_local=leg.arrival,
        departure_at=scheduled_departure(leg),
        arrival_at=scheduled_arrival(leg),
        assessable_until=until,
    )


def _told_apart(push: Push) -> dict[str, int]:
    """Return what was dropped by kind; of few travellers only how much: of one, a count tells what was dropped."""
    travellers = len(push.travellers) + sum(len(pnr.travellers) for pnr in push.pnrs)
    if travellers >= FEWEST_TOLD_APART or not push.dropped:
        return push.dropped
    return {KINDS_UNTOLD: sum(push.dropped.values())}
