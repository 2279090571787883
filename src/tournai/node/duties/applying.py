"""Applying the criteria in force to a flight that may still be assessed: what meets one goes into the review queue.

Source: Directive (EU) 2016/681, Art. 6(2)(a), 6(3)(b) and 6(5); C-817/19; rules PNR-09, PNR-10. The stored past is
never judged from here: of it, a criterion gives counts alone (`criterion_trials`).
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import msgspec

from tournai.casework.reviews import MOVES, MatchState, Move
from tournai.node.duties.boarding import NOT_ABOARD
from tournai.node.duties.criterion_facts import Aboard, Person, persons_of
from tournai.node.duties.criterion_locks import Version, lock_of_act, next_act_id, read_versions
from tournai.node.duties.criterion_matches import FoundFacts
from tournai.node.duties.criterion_rows import StoredAct
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import ASSESSMENT, NODE, Duty, Ground
from tournai.node.duties.rows import Flight, StoredMatch
from tournai.node.duties.sealed_records import open_record, seal_beside
from tournai.oversight.events import EventKind
from tournai.screening.criteria import Judgement, judge, not_known, reasons_of
from tournai.screening.criteria.life import Act, VersionState
from tournai.travel.timing import review_due
from tournai.values import LegalBasis, Purpose

APPLY_CRITERIA = "apply-criteria"
CRITERIA = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.CRITERIA)
ALTERED = "what is stored is not what was approved"


def apply_criteria(ports: Ports, assessing: Duty, flight: Flight) -> int:
    """Judge the persons on a flight by the criteria in force; return how many matches are new.

    Persons are judged over all current records of the flight, so that what a later push adds counts.
    """
    versions = versions_in_force(ports, assessing)
    if not versions or assessing.now > flight.assessable_until:
        return 0
    pairs = assessing.unit.travel.travellers_of_flight(flight.flight_id)
    records = {record.record_id: record for _, record in pairs}
    contents = {record_id: open_record(ports.keys, record) for record_id, record in records.items()}
    aboard = [
        Aboard(row, record.key_id, contents[record.record_id]) for row, record in pairs if row.boarding != NOT_ABOARD
    ]
    persons = persons_of(flight, aboard)
    applying = _Applying(ports, assessing, flight)
    made = [applying.judge(version, persons) for version in versions]
    assessing.record(
        EventKind.CRITERIA_APPLIED,
        flight.flight_id,
        travellers=len(persons),
        criteria=len(versions),
        versions=hashlib.sha256(" ".join(one.stored.digest for one in versions).encode()).hexdigest()[:32],
        new=sum(made),
    )
    return sum(made)


def apply_to_flight(ports: Ports, flight_id: str) -> int:
    """Judge one coming flight; return how many matches are new."""
    with ports.begin() as unit:
        assessing = Duty(unit, ports.clock(), NODE, ASSESSMENT)
        flight = unit.travel.held_flight(flight_id)
        # What a court annulled is not judged while it waits to be erased.
        is_based = flight is not None and not unit.selections.is_annulled(flight_id)
        made = apply_criteria(ports, assessing, flight) if flight is not None and is_based else 0
        unit.intake.finish_job(APPLY_CRITERIA, flight_id)
        return made


def keep_criteria(ports: Ports) -> int:
    """Queue coming travel to be judged by versions that came into force since the last time; lock what was altered.

    Return how many versions came into force.
    """
    with ports.look() as unit:
        is_quiet = not any(_asks(version) for version in read_versions(unit, ports.keys, ports.clock()))
    if is_quiet:
        return 0
    with ports.begin() as unit:
        keeping = Duty(unit, ports.clock(), NODE, CRITERIA)
        fresh = [one for one in versions_in_force(ports, keeping) if one.stored.applied_since is None]
        for version in fresh:
            since = msgspec.structs.replace(version.stored, applied_since=keeping.now)
            unit.criteria.replace_version(since)
        if fresh:
            flights = [flight.flight_id for flight in unit.travel.coming_flights(keeping.now)]
            unit.intake.add_jobs(APPLY_CRITERIA, flights, keeping.now)
        return len(fresh)


def versions_in_force(ports: Ports, duty: Duty) -> list[Version]:
    """Return the versions to apply now. One that was altered since its approval is locked for good, with an event."""
    versions = read_versions(duty.unit, ports.keys, duty.now)
    for version in versions:
        if _is_to_lock(version):
            _lock(ports, duty, version)
    return [version for version in versions if version.state is VersionState.IN_FORCE]


def _asks(version: Version) -> bool:
    return _is_to_lock(version) or (version.state is VersionState.IN_FORCE and version.stored.applied_since is None)


def _is_to_lock(version: Version) -> bool:
    return version.state is VersionState.ALTERED and all(act.act != Act.LOCK.value for act in version.acts)


def _lock(ports: Ports, duty: Duty, version: Version) -> None:
    act = StoredAct(
        act_id=next_act_id(ports, duty.unit, version.stored.version_id),
        version_id=version.stored.version_id,
        act=Act.LOCK.value,
        outcome="",
        actor=NODE.identifier,
        role=NODE.role.value,
        reasons=ALTERED,
        acted_at=duty.now,
        review_by=None,
        lock=b"",
    )
    duty.unit.criteria.add_act(msgspec.structs.replace(act, lock=lock_of_act(ports.keys, act)))
    duty.record(EventKind.CRITERION_ALTERED, version.stored.version_id, ground=CRITERIA, digest=version.stored.digest)


class _Applying(msgspec.Struct, frozen=True):
    """One flight under judgement."""

    ports: Ports
    duty: Duty
    flight: Flight

    def judge(self, version: Version, persons: Sequence[Person]) -> int:
        """Judge persons by a version, store who meets it, and return how many matches are new."""
        criterion, criterion_id = version.criterion, version.stored.criterion_id
        matches = self.duty.unit.matches
        known = {
            match.person: match
            for match in matches.matches_of_flight(self.flight.flight_id)
            if match.criterion_id == criterion_id
        }
        met = [person for person in persons if judge(criterion, person.facts) is Judgement.MET]
        for person in met:
            before = known.get(person.aboard.row.person)
            match = self._match(version, person, before)
            if before is None:
                matches.add_matches([match])
                self.duty.record(
                    EventKind.CRITERION_MET, match.match_id, criterion=criterion_id, version=version.stored.number,
                    digest=version.stored.digest,
                )  # fmt: skip
                continue
            matches.replace_match(match)
            if match.state != before.state:
                self.duty.record_match(EventKind.MATCH_REOPENED, match)
        return len({person.aboard.row.person for person in met} - set(known))

    def _match(self, version: Version, person: Person, before: StoredMatch | None) -> StoredMatch:
        match_id = before.match_id if before else self.ports.identifier()
        criterion, aboard = version.criterion, person.aboard
        found = FoundFacts(reasons_of(criterion, person.facts), not_known(criterion, person.facts))
        facts = list(dict.fromkeys(reason.fact for reason in found.reasons))
        match = StoredMatch(
            match_id=match_id,
            flight_id=self.flight.flight_id,
            traveller_id=aboard.row.traveller_id,
            person=aboard.row.person,
            alert_id=None,
            alert_digest="",
            approval_id=None,
            score=0.0,
            threshold=0.0,
            reasons=msgspec.json.encode(facts).decode(),
            sealed=seal_beside(self.ports.keys, aboard.key_id, "match", match_id, msgspec.json.encode(found)),
            key_id=aboard.key_id,
            weights_version="",
            index_version=version.stored.digest,
            state=MatchState.NEW.value,
            claimed_by=None,
            created_at=self.duty.now,
            due_at=self._due_at(),
            criterion_id=version.stored.criterion_id,
            version_id=version.stored.version_id,
        )
        return match if before is None else _kept(match, before)

    def _due_at(self) -> datetime:
        flight = self.flight
        return review_due(flight.departure_airport, flight.departure_at, flight.assessable_until, self.ports.states)


def _kept(match: StoredMatch, before: StoredMatch) -> StoredMatch:
    """Return a match that is known as it now is; a decided one is reopened where other facts, or a later version, were
    met: a number that only moved on with the clock reopens nothing."""
    state = MatchState(before.state)
    has_changed = (match.reasons, match.version_id) != (before.reasons, before.version_id)
    moved = MOVES.get((state, Move.REOPEN), state) if has_changed else state
    return msgspec.structs.replace(match, state=moved.value, claimed_by=before.claimed_by, created_at=before.created_at)
