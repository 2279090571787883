"""Known false matches at screening: a match that a person refuted before is not raised again.

The person is known again by the digests of the look-ups: full name with birth date, and document number. A traveller of
whom no document is known yet is raised: a namesake would look the same. Source: Directive (EU) 2016/681, Art. 12(5);
rule PNR-20.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from tournai.casework.false_matches import Found, Identity, KnownFalse, is_contradicted, is_known_false
from tournai.casework.reviews import MOVES, MatchState, Move
from tournai.node.duties.false_match_rows import StoredFalseMatch
from tournai.node.duties.ports import Unit
from tournai.node.duties.rows import StoredMatch

NAME, DOCUMENT = "name and birth date", "document number"
"""The kinds of blind entries by which a person is known again."""


def settle_known(
    unit: Unit, found: Sequence[StoredMatch], before: Mapping[tuple[bytes, int], StoredMatch], now: datetime
) -> list[StoredMatch]:
    """Return the matches with the states that the memory gives them: not raised again, or raised after all."""
    memory: dict[int, list[StoredFalseMatch]] = {}
    for row in unit.false_matches.known_of(sorted({match.alert for match in found})):
        memory.setdefault(row.alert_id, []).append(row)
    return [
        _settle(unit, match, before.get((match.person, match.alert)), memory[match.alert], now)
        if match.alert in memory
        else match
        for match in found
    ]


def identity_of(unit: Unit, match: StoredMatch) -> Identity:
    """Return the digests of the person of a match: of all current records of the flight that are this person."""
    rows = [row.traveller_id for row, _ in unit.travel.same_person(match.flight_id, match.person)]
    travellers = sorted({match.traveller_id, *rows})
    names, documents = (unit.resolution.digests_of(kind, travellers) for kind in (NAME, DOCUMENT))
    return Identity(_joined(names.values()), _joined(documents.values()))


def as_known(row: StoredFalseMatch) -> KnownFalse:
    """Return what is remembered as the rule reads it."""
    identity = Identity(_digests(row.names), _digests(row.documents))
    return KnownFalse(identity, row.alert_digest, row.score, row.weights_version, row.expires_at)


def _settle(
    unit: Unit, match: StoredMatch, before: StoredMatch | None, memory: Sequence[StoredFalseMatch], now: datetime
) -> StoredMatch:
    found = Found(identity_of(unit, match), match.alert_digest, match.score, match.weights_version)
    move = _move(match, before, [(row.match_id, as_known(row)) for row in memory], found, now)
    state = MOVES.get((MatchState(match.state), move)) if move else None
    return msgspec.structs.replace(match, state=state.value) if state else match


def _move(
    match: StoredMatch,
    before: StoredMatch | None,
    memory: Sequence[tuple[str, KnownFalse]],
    found: Found,
    now: datetime,
) -> Move | None:
    if match.state == MatchState.REFUTED.value:
        own = (known for match_id, known in memory if match_id == match.match_id)
        return Move.REOPEN if any(is_contradicted(known, found) for known in own) else None
    is_known = any(is_known_false(known, found, now) for _, known in memory)
    if is_known and match.state == MatchState.NEW.value:
        return Move.SUPPRESS
    was_suppressed = before is not None and match.state == MatchState.SUPPRESSED.value
    return Move.REOPEN if was_suppressed and not is_known else None


def _joined(digests: Iterable[frozenset[bytes]]) -> frozenset[bytes]:
    return frozenset().union(*digests)


def _digests(text: str) -> frozenset[bytes]:
    return frozenset(bytes.fromhex(word) for word in text.split())
