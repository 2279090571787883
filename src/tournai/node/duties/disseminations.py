"""What was sent, and what becomes of it: receipt, outcome, withdrawal, destruction, each with its clock.

Source: Directive (EU) 2016/681, Art. 6(6), 12(5) and 20; Directive (EU) 2016/680, Art. 7(3) and 16(6); rules PNR-11,
PNR-20.
"""

from datetime import datetime, timedelta

import msgspec

from tournai.casework.clocks import Clock, ClockKind, start, state
from tournai.casework.disseminations import DisseminationState, Outcome, Step, Withdrawal, next_state
from tournai.casework.recipients import KINDS, RecipientKind
from tournai.casework.reviews import MatchState, Move
from tournai.casework.reviews import next_state as next_match_state
from tournai.errors import Malformed, Unavailable
from tournai.node.duties.disseminating import Package, package_context, withdraw_now
from tournai.node.duties.dissemination_rows import StoredDissemination, StoredRecipient
from tournai.node.duties.grounds import UNKNOWN
from tournai.node.duties.occasions import HIT
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import Duty, Ground, Look, duty, look
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, may
from tournai.values import Actor, LegalBasis, Purpose, Reference
from tournai.values.wordings import say

FOLLOWING = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.DISSEMINATION)
WITHOUT_FLIGHT = timedelta(hours=24)
"""By when a receipt is awaited where no flight is to land."""
LONGEST_RECEIPT = 64
BY_OFFICERS = tuple(each for each in Withdrawal if each is not Withdrawal.NO_BASIS)
"""Why an officer withdraws something; an annulled basis withdraws by itself."""


class DisseminationView(msgspec.Struct, frozen=True):
    """What was sent to whom, how it stands, and its clock: receipt, then outcome, then destruction."""

    sent: StoredDissemination
    recipient: StoredRecipient
    article: str
    elements: tuple[str, ...]
    conditions: tuple[str, ...]
    clock: str
    """What is awaited: a `ClockKind`, empty where nothing is."""
    clock_state: str
    latest_at: datetime | None
    is_shaken: bool
    """The match behind it is no hit any more: its review was reopened."""


class DisseminationsPage(msgspec.Struct, frozen=True):
    """What was sent, what is awaited first."""

    now: datetime
    rows: tuple[DisseminationView, ...]
    counts: dict[str, int]
    """State -> how many."""


class DisseminationPage(msgspec.Struct, frozen=True):
    """One dissemination, and what the reader may do with it."""

    now: datetime
    view: DisseminationView
    corrected_by: str
    outcomes: tuple[str, ...]
    withdrawals: tuple[str, ...]
    may_receive: bool
    may_report: bool
    may_withdraw: bool
    may_destroy: bool
    may_correct: bool
    may_take: bool


def show_disseminations(ports: Ports, actor: Actor, *, show: str = "awaited") -> DisseminationsPage:
    """Return what was sent: ``awaited`` (something is to come), ``transfers`` (Europol, third countries), or ``all``.

    Raises:
        Refused: The actor may not see it.
    """
    with look(ports, actor, Action.VIEW_DISSEMINATIONS, FOLLOWING) as looking:
        rows = looking.unit.disseminations.disseminations()
        counts: dict[str, int] = {}
        for sent in rows:
            counts[sent.state] = counts.get(sent.state, 0) + 1
        views = [_view(looking.unit, sent, looking.now) for sent in rows]
        shown = [view for view in views if _is_shown(view, show)]
        shown.sort(key=lambda view: (not view.clock, view.latest_at or looking.now))
        return DisseminationsPage(looking.now, tuple(shown), counts)


def show_dissemination(ports: Ports, actor: Actor, dissemination_id: str) -> DisseminationPage | None:
    """Return one dissemination, no value of it; ``None`` where there is none.

    Raises:
        Refused: The actor may not see it.
    """
    with look(ports, actor, Action.VIEW_DISSEMINATIONS, FOLLOWING) as looking:
        sent = looking.unit.disseminations.dissemination(dissemination_id)
        return _page(looking, sent) if sent else None


def take_package(ports: Ports, actor: Actor, dissemination_id: str) -> bytes:
    """Return the copy of what was sent, as JSON, for an officer to convey it; logged each time.

    Raises:
        Refused: The actor may not.
        Unavailable: Its outcome is known, or it was withdrawn: the copy is destroyed.
        Malformed: There is no such dissemination.
    """
    with duty(ports, actor, Action.DISSEMINATE, ground_of_dissemination(ports, dissemination_id)) as taking:
        sent = find(taking.unit, dissemination_id)
        content = open_package(ports, sent)
        taking.record(EventKind.RESULT_TAKEN, dissemination_id)
        return content


def record_receipt(ports: Ports, actor: Actor, dissemination_id: str, *, receipt: str) -> None:
    """Record that the recipient has it, as it said by other means; ``receipt`` is its own reference.

    Raises:
        Refused: It is not awaited (PNR-11), or the actor may not.
        Malformed: There is no such dissemination, or the reference is too long.
    """
    with duty(ports, actor, Action.FOLLOW_DISSEMINATION, ground_of_dissemination(ports, dissemination_id)) as following:
        receive(following, find(following.unit, dissemination_id), receipt)


def record_outcome(ports: Ports, actor: Actor, dissemination_id: str, *, outcome: str) -> None:
    """Record what the recipient says came of it; the copy is destroyed, and a mistake is reviewed again.

    Raises:
        Refused: It is not received yet, or closed (PNR-11), or the actor may not.
        Malformed: There is no such dissemination or outcome.
    """
    with duty(ports, actor, Action.FOLLOW_DISSEMINATION, ground_of_dissemination(ports, dissemination_id)) as following:
        report(ports, following, find(following.unit, dissemination_id), outcome)


def withdraw(ports: Ports, actor: Actor, dissemination_id: str, *, reason: str) -> None:
    """Withdraw what was sent: the recipient is to destroy it.

    Raises:
        Refused: It is withdrawn already (PNR-11), or the actor may not.
        Malformed: There is no such dissemination or reason.
    """
    with duty(ports, actor, Action.DISSEMINATE, ground_of_dissemination(ports, dissemination_id)) as withdrawing:
        sent = find(withdrawing.unit, dissemination_id)
        why = next((each for each in BY_OFFICERS if each.value == reason), None)
        if why is None:
            raise Malformed("there is no such reason to withdraw", code="withdrawal")
        withdraw_now(ports, withdrawing, sent, why)
        if why is Withdrawal.MISTAKEN_IDENTITY:
            review_again(withdrawing, sent)


def record_destruction(ports: Ports, actor: Actor, dissemination_id: str) -> None:
    """Record that the recipient destroyed what was withdrawn.

    Raises:
        Refused: It was not withdrawn, or this is known (PNR-11), or the actor may not.
        Malformed: There is no such dissemination.
    """
    with duty(ports, actor, Action.FOLLOW_DISSEMINATION, ground_of_dissemination(ports, dissemination_id)) as following:
        destroy(following, find(following.unit, dissemination_id))


def ground_of_dissemination(ports: Ports, dissemination_id: str) -> Ground:
    """Return why a dissemination is worked on: for the purpose that it was sent for."""
    with ports.look() as unit:
        sent = unit.disseminations.dissemination(dissemination_id)
    if sent is None:
        return msgspec.structs.replace(FOLLOWING, reference=Reference("dissemination", UNKNOWN))
    return Ground(Purpose(sent.purpose), LegalBasis.DISSEMINATION, Reference("dissemination", dissemination_id))


def find(unit: Unit, dissemination_id: str) -> StoredDissemination:
    """Return a dissemination.

    Raises:
        Malformed: There is none.
    """
    sent = unit.disseminations.dissemination(dissemination_id)
    if sent is None:
        raise Malformed("there is no such dissemination", code="no-dissemination")
    return sent


def open_package(ports: Ports, sent: StoredDissemination) -> bytes:
    """Return the copy of what was sent.

    Raises:
        Unavailable: It is destroyed.
    """
    key = ports.keys.open_data_keys([sent.key_id]).get(sent.key_id)
    if key is None:
        raise Unavailable("the copy of what was sent is destroyed: its outcome is known, or it was withdrawn")
    return ports.keys.unseal(key, sent.sealed, context=package_context(sent.dissemination_id))


def read_package(ports: Ports, sent: StoredDissemination) -> Package:
    """Return the copy of what was sent, read."""
    return msgspec.json.decode(open_package(ports, sent), type=Package)


def receive(following: Duty, sent: StoredDissemination, receipt: str) -> None:
    """Move a dissemination on: the recipient has it."""
    if len(receipt) > LONGEST_RECEIPT:
        said = say("a receipt is a reference of at most {most} characters", most=LONGEST_RECEIPT)
        raise Malformed(said, code="receipt")
    moved = next_state(DisseminationState(sent.state), Step.RECEIVE)
    _replace(following, sent, moved, received_at=following.now, received_by=following.actor.identifier, receipt=receipt)
    following.record(EventKind.RESULT_RECEIVED, sent.dissemination_id)


def report(ports: Ports, following: Duty, sent: StoredDissemination, outcome: str) -> None:
    """Move a dissemination on: the recipient told what came of it; its copy is destroyed."""
    try:
        found = Outcome(outcome)
    except ValueError as error:
        raise Malformed("there is no such outcome", code="outcome") from error
    moved = next_state(DisseminationState(sent.state), Step.REPORT)
    _replace(
        following,
        sent,
        moved,
        outcome=found.value,
        outcome_at=following.now,
        outcome_by=following.actor.identifier,
    )
    ports.keys.destroy_data_keys([sent.key_id])
    following.record(EventKind.RESULT_REPORTED, sent.dissemination_id, outcome=found.value)
    if found is Outcome.MISTAKEN:
        review_again(following, sent)


def destroy(following: Duty, sent: StoredDissemination) -> None:
    """Move a dissemination on: the recipient destroyed what was withdrawn."""
    moved = next_state(DisseminationState(sent.state), Step.DESTROY)
    _replace(following, sent, moved, destroyed_at=following.now)
    following.record(EventKind.RESULT_DESTROYED, sent.dissemination_id)


def review_again(following: Duty, sent: StoredDissemination) -> None:
    """Put the match of a hit that was a mistake back into the queue: a person decides on it again."""
    match = following.unit.matches.match(sent.reference) if sent.occasion == HIT else None
    if match is not None and match.state == MatchState.CONFIRMED.value:
        moved = next_match_state(MatchState.CONFIRMED, Move.REOPEN)
        following.unit.matches.replace_match(msgspec.structs.replace(match, state=moved.value))
        following.record(EventKind.MATCH_REOPENED, match.match_id, dissemination=sent.dissemination_id)


def clock_of(sent: StoredDissemination) -> Clock | None:
    """Return the clock of what is awaited of a dissemination; ``None`` where nothing is."""
    if sent.state == DisseminationState.SENT.value:
        ends = sent.lands_at if sent.lands_at and sent.lands_at > sent.sent_at else sent.sent_at + WITHOUT_FLIGHT
        return start(ClockKind.RECEIPT, sent.sent_at, ends)
    if sent.state == DisseminationState.RECEIVED.value and sent.received_at:
        return start(ClockKind.OUTCOME, sent.received_at)
    if sent.state == DisseminationState.WITHDRAWN.value and sent.withdrawn_at:
        return start(ClockKind.DESTRUCTION, sent.withdrawn_at)
    return None


def view_of(
    sent: StoredDissemination, recipient: StoredRecipient, now: datetime, *, is_shaken: bool
) -> DisseminationView:
    """Return a dissemination as pages show it."""
    clock = clock_of(sent)
    return DisseminationView(
        sent=sent,
        recipient=recipient,
        article=KINDS[RecipientKind(sent.kind)].legal_basis.value,
        elements=tuple(msgspec.json.decode(sent.elements, type=list[str])),
        conditions=tuple(msgspec.json.decode(sent.conditions, type=list[str])),
        clock=clock.kind.value if clock else "",
        clock_state=state(clock, now).value if clock else "",
        latest_at=clock.latest_at if clock else None,
        is_shaken=is_shaken,
    )


def _replace(following: Duty, sent: StoredDissemination, moved: DisseminationState, **changes: object) -> None:
    changed = msgspec.structs.replace(sent, state=moved.value, **changes)
    following.unit.disseminations.replace(changed)


def _is_shown(view: DisseminationView, show: str) -> bool:
    if show == "transfers":
        return KINDS[RecipientKind(view.sent.kind)].tells_officer
    return bool(view.clock) or view.is_shaken if show == "awaited" else True


def _view(unit: Unit, sent: StoredDissemination, now: datetime) -> DisseminationView:
    register = {entry.code: entry for entry, _ in unit.disseminations.recipients()}
    return view_of(sent, register[sent.recipient], now, is_shaken=_is_shaken(unit, sent))


def _is_shaken(unit: Unit, sent: StoredDissemination) -> bool:
    if sent.occasion != HIT or sent.state in (DisseminationState.WITHDRAWN.value, DisseminationState.DESTROYED.value):
        return False
    match = unit.matches.match(sent.reference)
    return match is not None and match.state != MatchState.CONFIRMED.value


def _page(looking: Look, sent: StoredDissemination) -> DisseminationPage:
    unit, role, purpose = looking.unit, looking.actor.role, looking.ground.purpose
    follows = may(role, Action.FOLLOW_DISSEMINATION, purpose)
    sends = may(role, Action.DISSEMINATE, purpose)
    at = DisseminationState(sent.state)
    is_out = at in (DisseminationState.WITHDRAWN, DisseminationState.DESTROYED)
    later = [one for one in unit.disseminations.of_reference(sent.reference) if one.corrects == sent.dissemination_id]
    return DisseminationPage(
        now=looking.now,
        view=_view(unit, sent, looking.now),
        corrected_by=later[-1].dissemination_id if later else "",
        outcomes=tuple(outcome.value for outcome in Outcome),
        withdrawals=tuple(why.value for why in BY_OFFICERS),
        may_receive=follows and at is DisseminationState.SENT,
        may_report=follows and at is DisseminationState.RECEIVED,
        may_withdraw=sends and not is_out,
        may_destroy=follows and at is DisseminationState.WITHDRAWN,
        may_correct=sends and not later and sent.withdrawal != Withdrawal.MISTAKEN_IDENTITY.value,
        may_take=sends and at in (DisseminationState.SENT, DisseminationState.RECEIVED),
    )
