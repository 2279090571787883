"""The trial door: a carrier's message of synthetic data is cut and read as a real one is, and nothing of it is kept.

The body never leaves memory: it is not spooled, stored, screened or quarantined. Counts and codes stay for an hour,
sealed under a key of their own, so that several trials together certify a carrier; then key and row are destroyed.
Source: Directive (EU) 2016/681, Art. 1(2), 6(1), 8 and 16; rules PNR-03, PNR-07 and PNR-34.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from tournai.errors import Incomplete, Malformed, Unavailable
from tournai.node.duties.arrivals import as_kept
from tournai.node.duties.carrier_rows import StoredTrial
from tournai.node.duties.ports import Keys, Ports
from tournai.node.duties.recording import NODE, Duty, Ground, duty, look
from tournai.node.duties.resends import interchange_reference
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.oversight.retention import Kept, due
from tournai.travel import read_travel_file
from tournai.travel.certification import Certification, Tried, TriedMessage, certify, tried_message
from tournai.travel.records import Defect, Push, TravelFile
from tournai.values import Actor, LegalBasis, Purpose
from tournai.values.wordings import say

TRIAL = Ground(Purpose.ADMINISTRATION, LegalBasis.CARRIER_PUSH)
RULE = "PNR-34"
MOST_TRIALS = 500
"""Trials of one account that are remembered at a time."""
AHEAD = timedelta(minutes=1)
"""How long before its hour is over a trial is erased: as often as the house is kept."""
NOT_DECLARED = (
    "the data must be synthetic: no real person's data may be tried. Declare it with the header Tournai-Synthetic: yes"
)


class ExaminedMessage(msgspec.Struct, frozen=True):
    """A message of a trial as it was read: what is remembered of it, and its defects with their places."""

    tried: TriedMessage
    defects: tuple[Defect, ...]


class TrialReport(msgspec.Struct, frozen=True):
    """What a carrier is told of one trial. ``fault``: why nothing of the body could be read."""

    trial_id: str
    erased_at: datetime
    messages: tuple[ExaminedMessage, ...] = ()
    outside: tuple[Defect, ...] = ()
    fault: Defect | None = None


def try_push(ports: Ports, actor: Actor, body: bytes, *, is_synthetic: bool) -> TrialReport:
    """Read a body as a push is read, and return what a carrier should know of it; nothing of it is kept.

    Raises:
        Refused: The actor may not try messages.
        Incomplete: The data is not declared as synthetic (rule PNR-34).
        Unavailable: Too many trials within the hour.
    """
    with look(ports, actor, Action.TRY_PUSH, TRIAL) as looking:
        known = len(looking.unit.trials.trials(actor.identifier, after=looking.now))
    if not is_synthetic:
        raise Incomplete(NOT_DECLARED, rule=RULE)
    if known >= MOST_TRIALS:
        raise Unavailable(say("{most} messages were tried within the hour: go on when it is over", most=MOST_TRIALS))
    at = ports.clock()
    found = _examine(body)
    if isinstance(found, Malformed):
        tried = Tried(at, unreadable=found.code, references=_digests(ports.keys, [_reference(body)]))
        trial_id = _remember(ports, actor, tried)
        fault = Defect(found.offset or 0, found.code, found.reason)
        return TrialReport(trial_id, due(Kept.TRIAL, at), fault=fault)
    tried = _tried(ports.keys, found, at)
    trial_id = _remember(ports, actor, tried)
    examined = zip(tried.messages, found.pushes, strict=True)
    messages = tuple(ExaminedMessage(message, push.defects) for message, push in examined)
    return TrialReport(trial_id, due(Kept.TRIAL, at), messages, found.defects)


def show_certification(ports: Ports, actor: Actor) -> Certification:
    """Return what the actor's trials of the last hour show together.

    Raises:
        Refused: The actor may not try messages.
    """
    with look(ports, actor, Action.TRY_PUSH, TRIAL) as looking:
        rows = looking.unit.trials.trials(actor.identifier, after=looking.now)
    keys = ports.keys.open_data_keys([row.key_id for row in rows])
    # A key that is gone was destroyed a moment ago, with what it sealed.
    return certify([_open(ports.keys, keys[row.key_id], row) for row in rows if row.key_id in keys])


def end_trials(ports: Ports) -> int:
    """Destroy what is remembered of trials whose hour is over; return how many there were."""
    with ports.look() as unit:
        if not unit.trials.over(ports.clock() + AHEAD):
            return 0
    with ports.begin() as unit:
        ending = Duty(unit, ports.clock(), NODE, TRIAL)
        over = unit.trials.over(ending.now + AHEAD)
        # The keys first: where this is killed, nothing opens any more, and doing it again deletes the rows.
        ports.keys.destroy_data_keys([row.key_id for row in over])
        unit.trials.erase([row.trial_id for row in over])
        for account, number in sorted(Counter(row.account for row in over).items()):
            ending.record(EventKind.TRIAL_ERASED, account, trials=number)
    return len(over)


def _examine(body: bytes) -> TravelFile | Malformed:
    """Return what a body holds, or why it cannot be read; card numbers are cut first, as at the real door."""
    try:
        if not body.strip():
            raise Malformed("the body is empty: send the message itself", code="empty")
        return read_travel_file(as_kept(body))
    except Malformed as error:
        return error


def _reference(body: bytes) -> str:
    return interchange_reference(body) if body.strip() else ""


def _tried(keys: Keys, found: TravelFile, at: datetime) -> Tried:
    def keyed(value: str) -> str:
        return keys.blind("trial", "group", value).hex()

    return Tried(
        at,
        messages=tuple(tried_message(push, at, keyed) for push in found.pushes),
        references=_digests(keys, _references(found.pushes)),
        defects=dict(Counter(defect.code for defect in found.defects)),
    )


def _references(pushes: Sequence[Push]) -> list[str]:
    return sorted({push.interchange_reference for push in pushes})


def _digests(keys: Keys, references: Sequence[str]) -> tuple[str, ...]:
    return tuple(keys.blind("trial", "reference", one).hex() for one in references if one)


def _remember(ports: Ports, actor: Actor, tried: Tried) -> str:
    trial_id = ports.identifier()
    [key] = ports.keys.create_data_keys(1, "trial")
    sealed = ports.keys.seal(key.material, msgspec.json.encode(tried), context=_context(trial_id))
    row = StoredTrial(trial_id, actor.identifier, tried.at, due(Kept.TRIAL, tried.at), key.identifier, sealed)
    with duty(ports, actor, Action.TRY_PUSH, TRIAL) as trying:
        trying.unit.trials.add(row)
        trying.record(
            EventKind.TRIAL_EXAMINED,
            trial_id,
            messages=len(tried.messages),
            travellers=sum(message.travellers for message in tried.messages),
            unreadable=int(bool(tried.unreadable)),
        )
    return trial_id


def _open(keys: Keys, key: bytes, row: StoredTrial) -> Tried:
    return msgspec.json.decode(keys.unseal(key, row.sealed, context=_context(row.trial_id)), type=Tried)


def _context(trial_id: str) -> bytes:
    return f"trial\x00{trial_id}".encode()
