"""Trying a version of a criterion on the lawfully stored past: counts are what comes back, never persons.

Source: Directive (EU) 2016/681, Art. 6(2)(c) and 6(4); C-817/19; rules PNR-09, PNR-17 and SYS-08. Read are records that
are still stored, of flights that departed within the six months for which travel data may be kept at all. They are
opened in memory, judged, counted and let go; nothing of them is written.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec
import numpy as np

from tournai.errors import Malformed
from tournai.node.duties.applying import CRITERIA
from tournai.node.duties.criterion_facts import Aboard, Person, persons_of
from tournai.node.duties.criterion_locks import find_version
from tournai.node.duties.criterion_rows import StoredTrial
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import NODE, Duty, Ground, duty
from tournai.node.duties.rows import Flight
from tournai.node.duties.sealed_records import open_records
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.screening.criteria import Trial, TrialCounts, columns_of, parse_criterion
from tournai.screening.criteria.life import VersionState
from tournai.screening.criteria.trials import NOT_GIVEN, Labels
from tournai.travel.records import Traveller
from tournai.values import Actor, LegalBasis, Purpose, Sex

TRY_CRITERION = "try-criterion"
TRIAL = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.MAKING_CRITERIA)
PAST = timedelta(days=182)
BATCH = 20_000
"""Travellers whose facts are in memory at once."""
AGES = ((18, "under 18"), (30, "18 to 29"), (45, "30 to 44"), (65, "45 to 64"), (200, "65 and over"))
"""Age at departure below which somebody belongs to a group. Groups are counted and never a condition of a criterion."""
DIMENSIONS = ("age", "nationality", "sex")


def ask_trial(ports: Ports, actor: Actor, version_id: str) -> str:
    """Have a version tried on the stored past; return the trial's identifier. It is counted in the background.

    Raises:
        Refused: The actor may not try criteria (rule PNR-09).
        Malformed: There is no such version, or one that was altered.
    """
    with duty(ports, actor, Action.TRY_CRITERION, CRITERIA) as asking:
        version = find_version(asking.unit, ports.keys, version_id, asking.now)
        if version.state is VersionState.ALTERED:
            raise Malformed("what is stored is not what was written: write a new version", code="no-criterion")
        trial_id = ports.identifier()
        stored = StoredTrial(trial_id, version_id, version.stored.digest, actor.identifier, asking.now)
        asking.unit.criteria.put_trial(stored)
        asking.unit.intake.add_jobs(TRY_CRITERION, [trial_id], asking.now)
        return trial_id


def run_trial(ports: Ports, trial_id: str) -> TrialCounts | None:
    """Count a trial that was asked for; ``None`` where there is none. Doing it again gives the same."""
    with ports.look() as unit:
        stored = unit.criteria.trial(trial_id)
        pair = unit.criteria.version(stored.version_id) if stored else None
        counts = None
        if stored is not None and pair is not None:
            text = find_version(unit, ports.keys, stored.version_id, ports.clock()).content.text
            counts = _count(ports, unit, Trial(parse_criterion(text)))
    with ports.begin() as unit:
        trying = Duty(unit, ports.clock(), NODE, TRIAL)
        if stored is not None and counts is not None:
            done = msgspec.structs.replace(stored, ended_at=trying.now, counts=msgspec.json.encode(counts).decode())
            unit.criteria.put_trial(done)
            trying.record(
                EventKind.CRITERION_TRIED,
                stored.version_id,
                digest=stored.digest,
                travellers=counts.travellers,
                days=counts.days,
            )
        unit.intake.finish_job(TRY_CRITERION, trial_id)
    return counts


def _count(ports: Ports, unit: Unit, trial: Trial) -> TrialCounts:
    now = ports.clock()
    days: set[date] = set()
    batch: list[tuple[Person, date]] = []
    for flight in unit.criteria.past_flights(now.date() - PAST, now):
        # What a court annulled is not read while it waits to be erased.
        if unit.selections.is_annulled(flight.flight_id):
            continue
        persons = persons_of(flight, list(_aboard(ports, unit, flight)))
        days |= {flight.departure_date} if persons else set()
        batch += [(person, flight.departure_date) for person in persons]
        if len(batch) >= BATCH:
            _add(trial, batch)
            batch = []
    _add(trial, batch)
    return trial.counts(len(days))


def _aboard(ports: Ports, unit: Unit, flight: Flight) -> Iterator[Aboard]:
    pairs = unit.travel.travellers_of_flight(flight.flight_id)
    records = {record.record_id: record for _, record in pairs}
    contents = open_records(ports.keys, list(records.values()))
    for row, record in pairs:
        # Of a record whose key is destroyed nothing is left to count.
        if record.record_id in contents:
            yield Aboard(row, record.key_id, contents[record.record_id])


def _add(trial: Trial, batch: Sequence[tuple[Person, date]]) -> None:
    columns = columns_of([person.facts for person, _ in batch], trial.facts)
    groups = [_groups(person.traveller, day) for person, day in batch]
    trial.add(columns, {name: _labels([one[place] for one in groups]) for place, name in enumerate(DIMENSIONS)})


def _groups(traveller: Traveller, day: date) -> tuple[str, str, str]:
    """Return the groups of a traveller, in the order of `DIMENSIONS`."""
    documents = traveller.documents
    nationalities = [*traveller.nationalities, *(one.nationality for one in documents if one.nationality)]
    sexes = [one for one in (traveller.sex, *(document.sex for document in documents)) if one is not Sex.UNKNOWN]
    return (
        _age(traveller, day),
        nationalities[0] if nationalities else NOT_GIVEN,
        sexes[0].value if sexes else NOT_GIVEN,
    )


def _age(traveller: Traveller, day: date) -> str:
    births = (traveller.date_of_birth, *(document.date_of_birth for document in traveller.documents))
    birth = next((one for one in births if one is not None and one.is_exact), None)
    if birth is None:
        return NOT_GIVEN
    born = birth.earliest
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return next(word for limit, word in AGES if years < limit)


def _labels(words: Sequence[str]) -> Labels:
    numbers: dict[str, int] = {}
    coded = np.fromiter((numbers.setdefault(word, len(numbers)) for word in words), np.int64, len(words))
    return coded, tuple(numbers)
