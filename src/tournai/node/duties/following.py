"""Following a person through the pushes of a flight: one person, one match, for as long as the person is aboard.

Source: Directive (EU) 2016/681, Art. 8(3) and 8(4): a flight is pushed several times. A later push may name a date of
birth that an earlier one lacked, or lack a booking that has left. What the machine closes or reopens here is no
decision: a person's stands (Art. 6(5)).
"""

from collections.abc import Sequence

import msgspec

from tournai.casework.reviews import MOVES, MatchState, Move
from tournai.node.duties.boarding import NOT_ABOARD
from tournai.node.duties.ports import Unit
from tournai.node.duties.recording import Duty
from tournai.node.duties.rows import Flight, StoredMatch, StoredRecord, StoredTraveller
from tournai.oversight.events import EventKind
from tournai.travel.resolution import Aboard, persons_aboard

DOCUMENT = "document number"
"""The kind of blind entry that finds a document again."""
_DECIDED = frozenset({MatchState.CONFIRMED.value, MatchState.REFUTED.value, MatchState.UNDETERMINED.value})


def settle_persons(unit: Unit, flight_id: str, arriving: Sequence[StoredTraveller]) -> list[StoredTraveller]:
    """Settle which records of a flight are one person, those that arrived and were stored now included.

    Return the arriving travellers, each under its person.
    """
    alike = _alike(unit, flight_id, arriving)
    documents = unit.resolution.digests_of(DOCUMENT, [row.traveller_id for row, _ in alike])
    persons = persons_aboard(
        [
            Aboard(
                identifier=row.traveller_id,
                source=record.kind,
                name=row.name,
                birth=row.birth,
                documents=documents.get(row.traveller_id, frozenset()),
                is_infant=row.is_infant,
            )
            for row, record in alike
            if row.name is not None
        ]
    )
    before = {row.traveller_id: row.person for row, _ in alike}
    unit.resolution.set_persons({one: person for one, person in persons.items() if person != before[one]})
    return [msgspec.structs.replace(row, person=persons.get(row.traveller_id, row.person)) for row in arriving]


def follow_matches(
    unit: Unit,
    flight_id: str,
    replaced: Sequence[StoredRecord],
    arrived: Sequence[StoredRecord],
    travellers: Sequence[StoredTraveller],
) -> None:
    """Keep each match of a flight on its person, e.g. when a date of birth is known only now.

    In the record that replaces another, the person is who bears the same name, where that is one person.
    """
    known = unit.matches.matches_of_flight(flight_id)
    held = {(match.person, match.sought) for match in known}
    gone = {record.record_id: record.identity for record in replaced}
    heirs = _heirs(arrived, travellers) if known else {}
    # A match that a person decided keeps its person where two matches turn out to be one person's.
    for match in sorted(known, key=lambda one: one.state not in _DECIDED):
        person = _person_now(unit, match, gone, heirs)
        if person is not None and (person, match.sought) not in held:
            unit.matches.replace_match(msgspec.structs.replace(match, person=person))
            held.add((person, match.sought))


def close_and_reopen(duty: Duty, flight: Flight) -> None:
    """Close the open matches of a flight whose person no current record has, and reopen those whose person is back."""
    known = duty.unit.matches.matches_of_flight(flight.flight_id)
    aboard = duty.unit.resolution.persons_aboard(flight.flight_id, [match.person for match in known])
    for match in known:
        move = Move.REOPEN if match.person in aboard else Move.CLOSE
        is_returning = match.state == MatchState.CLOSED.value and duty.now <= flight.assessable_until
        if move is Move.REOPEN and not is_returning:
            continue
        state = MOVES.get((MatchState(match.state), move))
        if state is not None:
            duty.unit.matches.replace_match(msgspec.structs.replace(match, state=state.value, claimed_by=None))
            kind = EventKind.MATCH_CLOSED if move is Move.CLOSE else EventKind.MATCH_REOPENED
            duty.record_match(kind, match)


def whereabouts(unit: Unit, match: StoredMatch) -> str:
    """Return why no current record of the flight has a match's person on board, ``""`` while one has.

    ``left``: absent from a later full push; ``cancelled``; ``not aboard``: the list that closed the flight says so;
    ``same person``: the person of another match.
    """
    if match.person in unit.resolution.persons_aboard(match.flight_id, [match.person]):
        return ""
    pair = unit.travel.traveller(match.traveller_id)
    if pair is not None and pair[0].boarding == NOT_ABOARD:
        return NOT_ABOARD
    last = unit.resolution.last_version(match.flight_id, pair[1].identity) if pair else None
    return {"left": "left", "cancelled": "cancelled"}.get(last.state if last else "left", "same person")


def _alike(
    unit: Unit, flight_id: str, arriving: Sequence[StoredTraveller]
) -> list[tuple[StoredTraveller, StoredRecord]]:
    """Return the current records that could be of an arriving person: of the same name, or of the same document."""
    numbers = unit.resolution.digests_of(DOCUMENT, [row.traveller_id for row in arriving])
    digests = sorted({digest for found in numbers.values() for digest in found})
    holders = [(row, record) for _, row, record in unit.resolution.found_aboard(flight_id, DOCUMENT, digests)]
    names = {row.name for row in [*arriving, *(row for row, _ in holders)] if row.name is not None}
    named = unit.resolution.named_aboard(flight_id, sorted(names))
    return list({row.traveller_id: (row, record) for row, record in [*holders, *named]}.values())


def _heirs(
    arrived: Sequence[StoredRecord], travellers: Sequence[StoredTraveller]
) -> dict[tuple[bytes, bytes | None], set[bytes]]:
    """Return (identity of a record, digest of a name) -> the persons of that name in the record that arrived."""
    identities = {record.record_id: record.identity for record in arrived}
    heirs: dict[tuple[bytes, bytes | None], set[bytes]] = {}
    for row in travellers:
        heirs.setdefault((identities[row.record_id], row.name), set()).add(row.person)
    return heirs


def _person_now(
    unit: Unit, match: StoredMatch, gone: dict[str, bytes], heirs: dict[tuple[bytes, bytes | None], set[bytes]]
) -> bytes | None:
    pair = unit.travel.traveller(match.traveller_id)
    if pair is None:
        return None
    row, record = pair
    if record.record_id not in gone:
        return row.person
    found = heirs.get((gone[record.record_id], row.name), set())
    return next(iter(found)) if len(found) == 1 else None
