"""Screening travellers against the alerts that travel data may be matched with.

Source: Directive (EU) 2016/681, Art. 6(2)(a) and 6(3)(a); C-817/19; rules PNR-08, PNR-10. Only travellers whose flight
has not arrived are screened; the stored past is never screened from here (Art. 6(2)(b), rule PNR-15).
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import msgspec

from tournai.alerts import Alert, Eligibility, NotEligible, eligibility_of, require_eligible
from tournai.casework.approvals import Approval, ApprovalState, approval_state
from tournai.casework.false_matches import SCORE_NOISE
from tournai.casework.reviews import MOVES, MatchState, Move
from tournai.node.duties.alert_ends import end_alerts
from tournai.node.duties.boarding import NOT_ABOARD
from tournai.node.duties.comparing import person_of
from tournai.node.duties.indexing import BUILD_INDEX, changed_index, made_from
from tournai.node.duties.known_false import settle_known
from tournai.node.duties.listed_documents import ListedDocuments, current_documents
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ALERT_MANAGEMENT, ASSESSMENT, NODE, Duty, duty
from tournai.node.duties.rows import (
    Flight,
    StoredAlert,
    StoredApproval,
    StoredEligibility,
    StoredMatch,
    StoredRecord,
    StoredTraveller,
)
from tournai.node.duties.sealed_records import Content, open_record, seal_beside, travellers_of
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.screening import (
    DEFAULT_THRESHOLD,
    WEIGHTS_VERSION,
    Feature,
    Index,
    Snapshot,
    batch_of,
    build_index,
    screen,
)
from tournai.screening.index import LAYOUT
from tournai.travel.timing import review_due
from tournai.values import Actor, Person
from tournai.values.wordings import say

SCREEN_FLIGHT = "screen-flight"
MATCHES_A_TRAVELLER = 10
"""The most matches kept of one traveller; the strongest ones."""


class Screener(msgspec.Struct, frozen=True):
    """The alerts in force, on persons and on documents, and the approvals under which travel data may be matched."""

    ports: Ports
    version: str
    index: Index | Snapshot
    documents: ListedDocuments
    approvals: tuple[tuple[Eligibility, str], ...]
    """Eligibility, and the identifier of its approval."""

    def is_current(self, unit: Unit, now: datetime) -> bool:
        """Tell whether the alerts and approvals are still those that the index was built from."""
        return index_version(unit, now) == self.version

    def screen(
        self,
        assessing: Duty,
        flight: Flight,
        records: Sequence[tuple[StoredRecord, Content]],
        travellers: Sequence[StoredTraveller],
    ) -> int:
        """Compare travellers with the alerts, store what matches, and return how many matches are new.

        ``travellers`` are those of the records, in the same order.
        """
        rows = _rows(records, travellers)
        known = {
            (match.person, match.alert): match
            for match in assessing.unit.matches.matches_of_flight(flight.flight_id)
            if match.criterion_id is None
        }
        found = self._matches(assessing, flight, rows, known)
        found = settle_known(assessing.unit, found, known, assessing.now)
        new = [match for match in found if (match.person, match.alert) not in known]
        assessing.unit.matches.add_matches(new)
        for match in found:
            _record_match(assessing, known.get((match.person, match.alert)), match)
        assessing.record(
            EventKind.FLIGHT_SCREENED,
            flight.flight_id,
            travellers=len(rows),
            matches=len(found),
            new=len(new),
            suppressed=sum(match.state == MatchState.SUPPRESSED.value for match in found),
            index=self.version,
            weights=WEIGHTS_VERSION,
        )
        return len(new)

    def _matches(
        self, assessing: Duty, flight: Flight, rows: Sequence["_Row"], known: Mapping[tuple[bytes, int], StoredMatch]
    ) -> list[StoredMatch]:
        found: dict[tuple[bytes, int], StoredMatch] = {}
        for place, alert, score, features in self._alike(assessing.unit, [row.person for row in rows]):
            row = rows[place]
            key = (row.traveller.person, alert.alert_id)
            # One person may stand in a booking and in a passenger list: the first one, the booking, is enough.
            if key not in found:
                match = self._match(assessing.now, flight, row, alert, score, features)
                found[key] = self._keep(match, known.get(key), features)
        return list(found.values())

    def _alike(self, unit: Unit, persons: Sequence[Person]) -> Iterator["_Alike"]:
        """Yield what is alike: the place of a person, the alert, the score and its reasons."""
        result = screen(
            self.index, batch_of(enumerate(persons)), threshold=DEFAULT_THRESHOLD, limit=MATCHES_A_TRAVELLER
        )
        alerts = unit.alerts.alerts([int(alert) for alert in result.alert])
        for who, number, score, features in zip(
            result.traveller, result.alert, result.score, result.features, strict=True
        ):
            yield int(who), alerts[int(number)], float(score), features
        for place, alert, reason in self.documents.find(unit, persons):
            yield place, alert, reason.weight, (reason,)

    def _keep(self, match: StoredMatch, before: StoredMatch | None, features: tuple[Feature, ...]) -> StoredMatch:
        """Return a match under the identity and in the state that it has where it is known already."""
        match_id = before.match_id if before else match.match_id
        return msgspec.structs.replace(
            match,
            match_id=match_id,
            sealed=seal_beside(self.ports.keys, match.key_id, "match", match_id, msgspec.json.encode(features)),
            state=_state_after(before, match).value if before else match.state,
            claimed_by=before.claimed_by if before else None,
            created_at=before.created_at if before else match.created_at,
        )

    def _match(
        self,
        now: datetime,
        flight: Flight,
        row: "_Row",
        alert: StoredAlert,
        score: float,
        features: tuple[Feature, ...],
    ) -> StoredMatch:
        return StoredMatch(
            match_id=self.ports.identifier(),
            flight_id=flight.flight_id,
            traveller_id=row.traveller.traveller_id,
            person=row.traveller.person,
            alert_id=alert.alert_id,
            alert_digest=alert.digest,
            approval_id=self._approval_of(alert, now.date()),
            score=score,
            threshold=DEFAULT_THRESHOLD,
            reasons=msgspec.json.encode(_reasons(features)).decode(),
            sealed=b"",
            key_id=row.key_id,
            weights_version=WEIGHTS_VERSION,
            index_version=self.index.version,
            state=MatchState.NEW.value,
            claimed_by=None,
            created_at=now,
            due_at=review_due(
                flight.departure_airport, flight.departure_at, flight.assessable_until, self.ports.states
            ),
        )

    def _approval_of(self, alert: StoredAlert, on: date) -> str:
        approvals = dict(self.approvals)
        found = eligibility_of(read_alert(alert), alert.source, approvals, on)
        if found is None:
            raise NotEligible(
                say("alert {alert_id} of {source} is not eligible", alert_id=alert.alert_id, source=alert.source),
                rule="PNR-08",
            )
        return approvals[found]


_Alike = tuple[int, StoredAlert, float, tuple[Feature, ...]]


class _Row(msgspec.Struct, frozen=True):
    traveller: StoredTraveller
    key_id: str
    person: Person


def read_alert(stored: StoredAlert) -> Alert:
    """Return an alert as its source published it."""
    return msgspec.json.decode(stored.body, type=Alert)


def index_version(unit: Unit, now: datetime) -> str:
    """Return the name of the index over the alerts in force: it changes with every import and approval, with
    another layout of the index, and with the day on which an approval's review falls due."""
    sources = [(source.source, source.version) for source in unit.alerts.sources()]
    approved = sorted(approval_id for _, approval_id in valid_eligibilities(unit, now))
    # Alerts whose last day has gone are still in the index of before: `end_alerts` ends them with the next one.
    ending = unit.alerts.count_ending(now)
    text = msgspec.json.encode([sources, approved, WEIGHTS_VERSION, LAYOUT, *([ending] if ending else [])])
    return hashlib.sha256(text).hexdigest()[:32]


def valid_eligibilities(unit: Unit, now: datetime) -> list[tuple[Eligibility, str]]:
    """Return the approvals under which travel data may be matched now, with their identifiers (rule PNR-08)."""
    asked = [(stored, read_approval(approval)) for stored, approval in unit.alerts.eligibilities()]
    return [
        (as_eligibility(stored, approval), stored.approval_id)
        for stored, approval in asked
        if approval_state(approval, now) is ApprovalState.GIVEN
        and stored.ended_at is None
        and stored.review_by >= now.date()
    ]


def read_approval(stored: StoredApproval) -> Approval:
    """Return an approval as casework has it."""
    return msgspec.json.decode(stored.body, type=Approval)


def as_eligibility(stored: StoredEligibility, approval: Approval) -> Eligibility:
    """Return a stored eligibility as the rule reads it."""
    return Eligibility(
        source=stored.source,
        category=stored.category,
        article=stored.article,
        offence=stored.offence,
        approver=approval.decided_by.identifier if approval.decided_by else "",
        approved_at=approval.decided_at or approval.asked_at,
        review_by=stored.review_by,
    )


def current_screener(ports: Ports, *, is_whole: bool = False) -> Screener:
    """Return a screener over the alerts in force; the index is brought up to date first where there is none for them.

    ``is_whole`` asks for an index without a delta: no file then holds an alert that was withdrawn.
    """
    end_alerts(ports)
    now = ports.clock()
    with ports.look() as unit:
        version = index_version(unit, now)
        approvals = valid_eligibilities(unit, now)
        index = ports.indexes.load(version)
        is_new = index is None or (is_whole and isinstance(index, Snapshot))
        if index is None or is_new:
            index = _index(ports, unit, version, approvals, now.date(), is_whole=is_whole)
        documents = _documents(ports, unit, version, approvals, now.date(), is_whole=is_whole)
    if is_new:
        _record_built(ports, version, len(approvals))
    return Screener(ports, version, index, documents, tuple(approvals))


def _index(
    ports: Ports, unit: Unit, version: str, approvals: Sequence[tuple[Eligibility, str]], on: date, *, is_whole: bool
) -> Index | Snapshot:
    approved = [approval for approval, _ in approvals]
    source = made_from(unit, [identifier for _, identifier in approvals])
    if not is_whole:
        changed = changed_index(
            ports.indexes, unit, source, lambda alert: _person_sought(alert, approved, on), version=version
        )
        if changed is not None:
            ports.indexes.save_delta(version, changed, source)
            return changed
    index = build_index(batch_of(_eligible_persons(unit, approved, on)), version=version)
    ports.indexes.save(version, index, source)
    return index


def _documents(
    ports: Ports, unit: Unit, version: str, approvals: Sequence[tuple[Eligibility, str]], on: date, *, is_whole: bool
) -> ListedDocuments:
    approved = [approval for approval, _ in approvals]
    source = made_from(unit, [identifier for _, identifier in approvals])
    return current_documents(
        ports, unit, version, source, lambda alert: person_in_force(alert, approved, on), is_whole=is_whole
    )


def _record_built(ports: Ports, version: str, approvals: int) -> None:
    with ports.begin() as unit:
        Duty(unit, ports.clock(), NODE, ALERT_MANAGEMENT).record(EventKind.INDEX_BUILT, version, approvals=approvals)


def screen_coming(ports: Ports, actor: Actor, *, source: str = "") -> int:
    """Screen all coming flights against the alerts in force; return how many flights there are.

    Raises:
        NotEligible: ``source`` is named and travel data may not be matched against it, or no source is eligible.
    """
    with duty(ports, actor, Action.RUN_SCREENING, ASSESSMENT) as asking:
        today = asking.now.date()
        approved = [approval for approval, _ in valid_eligibilities(asking.unit, asking.now)]
        names = [source] if source else [known.source for known in asking.unit.alerts.sources()]
        for name in names if source or not approved else []:
            if not any(approval.source == name for approval in approved):
                require_eligible(name, "", approved, today)
        flights = [flight.flight_id for flight in asking.unit.travel.coming_flights(asking.now)]
        asking.unit.intake.add_jobs(SCREEN_FLIGHT, flights, asking.now)
    return len(flights)


def screen_again(changing: Duty) -> None:
    """Queue what a change of the approvals, or of many alerts, asks for: a new index, and all coming travel screened.

    A few changed alerts are sought instead: see `tournai.node.duties.coming_travellers`.
    """
    coming = changing.unit.travel.coming_flights(changing.now)
    changing.unit.intake.add_jobs(BUILD_INDEX, ["alerts"], changing.now)
    changing.unit.intake.add_jobs(SCREEN_FLIGHT, [flight.flight_id for flight in coming], changing.now)


def build_current_index(ports: Ports, subject: str) -> None:
    """Build the index over the alerts in force; the files of former versions, and all that they held, are destroyed."""
    while True:
        screener = current_screener(ports, is_whole=True)
        with ports.begin() as unit:
            # Alerts that changed meanwhile are not left in the files of an index that is out of date already.
            if screener.is_current(unit, ports.clock()):
                unit.intake.finish_job(BUILD_INDEX, subject)
                return


def screen_flight(ports: Ports, flight_id: str) -> int:
    """Screen the current records of one coming flight; return how many matches are new."""
    while True:
        screener = current_screener(ports)
        with ports.begin() as unit:
            assessing = Duty(unit, ports.clock(), NODE, ASSESSMENT)
            if not screener.is_current(unit, assessing.now):
                continue
            flight = unit.travel.flight(flight_id)
            made = 0
            # What a court annulled is not compared again while it waits to be erased.
            is_based = not unit.selections.is_annulled(flight_id)
            if flight is not None and is_based and assessing.now <= flight.assessable_until:
                pairs = [pair for pair in unit.travel.travellers_of_flight(flight_id) if pair[0].boarding != NOT_ABOARD]
                records = {record.record_id: record for _, record in pairs}
                opened = [(record, open_record(ports.keys, record)) for record in records.values()]
                made = screener.screen(assessing, flight, opened, [traveller for traveller, _ in pairs])
            unit.intake.finish_job(SCREEN_FLIGHT, flight_id)
            return made


def _eligible_persons(unit: Unit, approvals: Sequence[Eligibility], on: date) -> Iterator[tuple[int, Person]]:
    for source in sorted({approval.source for approval in approvals}):
        for stored in unit.alerts.alerts_on_persons(source):
            person = _person_sought(stored, approvals, on)
            if person is not None:
                yield stored.alert_id, person


def _person_sought(stored: StoredAlert, approvals: Sequence[Eligibility], on: date) -> Person | None:
    """Return whom the index of persons holds: an alert on a document alone stands in the table of listed documents."""
    return None if stored.document is not None else person_in_force(stored, approvals, on)


def person_in_force(stored: StoredAlert, approvals: Sequence[Eligibility], on: date) -> Person | None:
    """Return the person of an alert, ``None`` where it is not in force or travel data may not be matched against it."""
    if not stored.is_active:
        return None
    alert = read_alert(stored)
    return alert.person if eligibility_of(alert, stored.source, approvals, on) else None


def _rows(records: Sequence[tuple[StoredRecord, Content]], travellers: Sequence[StoredTraveller]) -> list[_Row]:
    contents = {record.record_id: (record.key_id, travellers_of(content)) for record, content in records}
    rows = []
    for traveller in travellers:
        key_id, persons = contents[traveller.record_id]
        rows.append(_Row(traveller, key_id, person_of(persons[traveller.ordinal])))
    return rows


def _reasons(features: Sequence[Feature]) -> list[str]:
    speaking_for = sorted((feature for feature in features if feature.weight > 0), key=lambda one: -one.weight)
    return list(dict.fromkeys(feature.name for feature in speaking_for))


def _state_after(before: StoredMatch, match: StoredMatch) -> MatchState:
    """Return the state of a known match: a decided one is reopened where its alert changed or more speaks for it."""
    state = MatchState(before.state)
    has_changed = before.alert_digest != match.alert_digest or match.score > before.score + SCORE_NOISE
    return MOVES.get((state, Move.REOPEN), state) if has_changed else state


def _record_match(assessing: Duty, before: StoredMatch | None, match: StoredMatch) -> None:
    if before is None:
        assessing.record(EventKind.MATCH_MADE, match.match_id, alert=match.alert, index=match.index_version)
    else:
        assessing.unit.matches.replace_match(match)
    if match.state == MatchState.SUPPRESSED.value and (before is None or before.state != match.state):
        assessing.record(EventKind.MATCH_SUPPRESSED, match.match_id, alert=match.alert)
    elif before is not None and match.state != before.state:
        assessing.record(EventKind.MATCH_REOPENED, match.match_id, alert=match.alert)
