"""The memory of false matches: kept when a match is refuted, lost when one is confirmed or its data ends.

Source: Directive (EU) 2016/681, Art. 12(5); rule PNR-20.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from tournai.casework.false_matches import Identity, can_be_remembered
from tournai.casework.reviews import Ground, MatchState, Move, next_state
from tournai.errors import Malformed
from tournai.node.duties.boards import OPEN
from tournai.node.duties.false_match_rows import StoredFalseMatch
from tournai.node.duties.grounds import ground_of_match
from tournai.node.duties.known_false import as_known, identity_of
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import Duty, duty
from tournai.node.duties.rows import StoredMatch
from tournai.node.duties.screening import SCREEN_FLIGHT
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.oversight.retention import Kept, due
from tournai.values import Actor


def remember(deciding: Duty, match: StoredMatch, grounds: Sequence[Ground]) -> datetime | None:
    """Remember a refutation, and have the other open matches of the alert looked at again; return until when.

    ``None``: nothing can be remembered, for the grounds do not last or the person cannot be known again for certain.
    """
    unit = deciding.unit
    identity = identity_of(unit, match)
    pair = unit.travel.traveller(match.traveller_id)
    push = unit.travel.push(pair[1].push_id) if pair else None
    if push is None or not can_be_remembered(grounds, identity):
        unit.false_matches.forget([match.match_id])
        return None
    expires_at = due(Kept.MATCH_REFUTED, push.received_at)
    unit.false_matches.remember(
        StoredFalseMatch(
            match_id=match.match_id,
            alert_id=match.alert,
            alert_digest=match.alert_digest,
            names=_text(identity.names),
            documents=_text(identity.documents),
            score=match.score,
            weights_version=match.weights_version,
            remembered_at=deciding.now,
            expires_at=expires_at,
        )
    )
    others = {one.flight_id for one in unit.matches.matches(OPEN) if one.alert_id == match.alert}
    unit.intake.add_jobs(SCREEN_FLIGHT, sorted(others - {match.flight_id}), deciding.now)
    return expires_at


def forget(deciding: Duty, match: StoredMatch) -> None:
    """Forget refutations of the person of a match that was confirmed: they were mistaken, or nobody can tell."""
    person = identity_of(deciding.unit, match)
    known = deciding.unit.false_matches.known_of([match.alert])
    shared = [row.match_id for row in known if _shares(as_known(row).identity, person)]
    deciding.unit.false_matches.forget([*shared, match.match_id])


def raise_again(ports: Ports, actor: Actor, match_id: str) -> None:
    """Put a match that was not raised into the queue after all; what is remembered of the person stays.

    Raises:
        Refused: The actor may not review, or the match is in the queue or decided already (rule PNR-10).
        Malformed: There is no such match.
    """
    with duty(ports, actor, Action.CLAIM_MATCH, ground_of_match(ports, match_id)) as raising:
        match = raising.unit.matches.match(match_id)
        if match is None:
            raise Malformed("there is no such match", code="no-match")
        moved = next_state(MatchState(match.state), Move.RAISE)
        raising.unit.matches.replace_match(msgspec.structs.replace(match, state=moved.value))
        raising.record(EventKind.MATCH_REOPENED, match_id, alert=match.alert)


def known_about(unit: Unit, match: StoredMatch) -> list[StoredFalseMatch]:
    """Return the refutations of the same alert whose person shares a name with birth date, or a document, with this
    one; the match's own included."""
    person = identity_of(unit, match)
    rows = unit.false_matches.known_of([match.alert])
    return [row for row in rows if row.match_id == match.match_id or _shares(as_known(row).identity, person)]


def _shares(one: Identity, other: Identity) -> bool:
    return bool(one.names & other.names or one.documents & other.documents)


def _text(digests: frozenset[bytes]) -> str:
    return " ".join(sorted(digest.hex() for digest in digests))
