"""Pictures of a document case: kept only where a second officer decides so, and not before.

One officer proposes it when the case is opened: the case then holds keyed digests of the pictures, no picture. Another
decides within a day. Only then the same pictures are handed over again, compared with their digests, and sealed under a
key of their own; they end with the case. Refused or lapsed: nothing was ever kept.

Source: Directive (EU) 2016/680, Art. 4, 5 and 10; rules AIA-01, AIA-05, SYS-02.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256

import msgspec

from tournai.errors import Malformed, Refused
from tournai.node.duties.document_grounds import BORDER
from tournai.node.duties.document_rows import StoredCaseBiometrics
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import Duty, Ground, duty
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, check_two_persons
from tournai.values import Actor, Reference

WAITS = timedelta(hours=24)
"""How long a proposal waits for the decision, and a decision for the pictures."""


class BiometricsState(Enum):
    """Where it stands whether pictures of a case are kept."""

    PROPOSED = "proposed"
    ALLOWED = "allowed"
    """A second officer said yes: the pictures can be handed over."""
    KEPT = "kept"
    REFUSED = "refused"
    LAPSED = "lapsed"
    """Nobody decided, or nobody handed the pictures over, within a day."""


class CaseBiometrics(msgspec.Struct, frozen=True):
    """Whether pictures of a case are kept, who said so, and the pictures where they are: by ``portrait`` and so on."""

    state: BiometricsState
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    until: datetime
    pictures: dict[str, bytes] = {}


def picture_digests(ports: Ports, pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Return keyed digests of the pictures that are there: they say nothing without this node's key."""
    return {name: _digest(ports, name, data) for name, data in pictures.items() if data}


def propose_biometrics(opening: Duty, case_id: str) -> None:
    """Propose, within the opening of a case, that its pictures be kept."""
    proposed = StoredCaseBiometrics(case_id, opening.now, opening.actor.identifier, BiometricsState.PROPOSED.value)
    opening.unit.document_cases.put_biometrics(proposed)
    opening.record(EventKind.CASE_BIOMETRICS_PROPOSED, case_id, ground=_ground(case_id))


def decide_biometrics(ports: Ports, actor: Actor, case_id: str, *, allow: bool) -> None:
    """Decide, as another officer than who proposed it, whether the pictures of a case are kept.

    Raises:
        Refused: The same officer (rule SYS-02), one who may not, or too late: it has lapsed.
        Malformed: There is no such proposal.
    """
    with duty(ports, actor, Action.DECIDE_BIOMETRICS, BORDER) as deciding:
        row = _row(deciding, case_id, BiometricsState.PROPOSED)
        check_two_persons(row.proposed_by, actor.identifier)
        state = BiometricsState.ALLOWED if allow else BiometricsState.REFUSED
        decided = msgspec.structs.replace(row, state=state.value, decided_at=deciding.now, decided_by=actor.identifier)
        deciding.unit.document_cases.put_biometrics(decided)
        kind = EventKind.CASE_BIOMETRICS_ALLOWED if allow else EventKind.CASE_BIOMETRICS_REFUSED
        deciding.record(kind, case_id, ground=_ground(case_id))


def keep_biometrics(
    ports: Ports, keeping: Duty, case_id: str, pictures: Mapping[str, bytes], digests: Mapping[str, str]
) -> None:
    """Seal the pictures of a case that are those of its check, whose ``digests`` the case holds.

    Raises:
        Refused: No second officer allowed it, or too long ago; a picture is none of the check.
        Malformed: There is no such proposal.
    """
    row = _row(keeping, case_id, BiometricsState.ALLOWED)
    handed = {name: data for name, data in pictures.items() if data}
    if not handed or any(digests.get(name) != _digest(ports, name, data) for name, data in handed.items()):
        raise Refused("these are not the pictures of the check: hand over the same files", rule="AIA-05")
    [key] = ports.keys.create_data_keys(1, "case biometrics")
    sealed = ports.keys.seal(key.material, msgspec.json.encode(handed), context=_context(case_id))
    kept = msgspec.structs.replace(row, state=BiometricsState.KEPT.value, key_id=key.identifier, sealed=sealed)
    keeping.unit.document_cases.put_biometrics(kept)
    keeping.record(EventKind.CASE_BIOMETRICS_KEPT, case_id, ground=_ground(case_id), pictures=len(handed))


def biometrics_of(ports: Ports, looking: Duty, case_id: str) -> CaseBiometrics | None:
    """Return whether pictures of a case are kept, with those that are; ``None`` where nobody proposed it."""
    row = looking.unit.document_cases.biometrics(case_id)
    if row is None:
        return None
    state, until = _state(row, looking.now), (row.decided_at or row.proposed_at) + WAITS
    keys = ports.keys.open_data_keys([row.key_id]) if row.key_id else {}
    pictures = {}
    if row.key_id in keys:
        opened = ports.keys.unseal(keys[row.key_id], row.sealed, context=_context(case_id))
        pictures = msgspec.json.decode(opened, type=dict[str, bytes])
    return CaseBiometrics(state, row.proposed_by, row.proposed_at, row.decided_by, until, pictures)


def _row(acting: Duty, case_id: str, wanted: BiometricsState) -> StoredCaseBiometrics:
    row = acting.unit.document_cases.biometrics(case_id)
    case = acting.unit.document_cases.case(case_id)
    if row is None or case is None or case.ends_at <= acting.now:
        raise Malformed("nobody proposed that pictures of this case be kept", code="no-proposal")
    if _state(row, acting.now) is not wanted:
        raise Refused("this does not wait for it: it was decided, or a day has passed", rule="AIA-05")
    return row


def _state(row: StoredCaseBiometrics, now: datetime) -> BiometricsState:
    state = BiometricsState(row.state)
    waits = state in (BiometricsState.PROPOSED, BiometricsState.ALLOWED)
    is_over = now >= (row.decided_at or row.proposed_at) + WAITS
    return BiometricsState.LAPSED if waits and is_over else state


def _digest(ports: Ports, name: str, data: bytes) -> str:
    return ports.keys.blind("case biometrics", name, sha256(data).hexdigest()).hex()


def _ground(case_id: str) -> Ground:
    return msgspec.structs.replace(BORDER, reference=Reference("document case", case_id))


def _context(case_id: str) -> bytes:
    return f"case biometrics\x00{case_id}".encode()
