"""Pull requests: a flight's data outside of the two times, case by case, for a specific and actual threat.

Asked by one officer, approved by a second person, fetched by the carrier as a GOVREQ message, of use until it expires.
Source: Directive (EU) 2016/681, Art. 8(5) and 9(4); rules PNR-06 and PNR-24.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from tournai.casework.approvals import Approval, ApprovalKind, ApprovalState, Scope, approval_state, ask, decide
from tournai.errors import Malformed, Refused
from tournai.node.duties.alert_sources import stored_approval
from tournai.node.duties.carrier_rows import CarrierPush, StoredPull
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import INTAKE, Duty, Ground, duty, look
from tournai.node.duties.screening import read_approval
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, may
from tournai.travel.records import Leg
from tournai.travel.replies import Govreq, Letter, write_govreq
from tournai.values import Actor, LegalBasis, Purpose
from tournai.values.wordings import say

RULE = "PNR-06"
PULL = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.CARRIER_PUSH)
HOURS = (6, 12, 24, 48, 72)
"""How long a request may be of use, in hours."""
_FLIGHT = re.compile(r"([A-Z][A-Z0-9]|[0-9][A-Z]|[A-Z]{3})\s?([0-9]{1,4}[A-Z]?)")
_AIRPORT = re.compile(r"[A-Z]{3}")


class PullProposal(msgspec.Struct, frozen=True):
    """What is asked for: a flight, why, for how long; ``on_behalf_of``: the other unit that asked, or empty."""

    flight: str
    on: date
    departure_airport: str
    arrival_airport: str
    threat: str
    hours: int
    on_behalf_of: str = ""


class PullView(msgspec.Struct, frozen=True):
    """A pull request, its approval, how it stands, and whether the reader may decide it."""

    pull: StoredPull
    approval: Approval
    state: ApprovalState
    may_decide: bool


class PullsPage(msgspec.Struct, frozen=True):
    """The pull requests, newest first."""

    now: datetime
    pulls: tuple[PullView, ...]
    may_ask: bool


class PullMessage(msgspec.Struct, frozen=True):
    """A request as a carrier gets it."""

    pull: StoredPull
    govreq: bytes


def ask_pull(ports: Ports, actor: Actor, proposal: PullProposal) -> str:
    """Ask for a flight's data outside of the two times; return the request's identifier.

    Raises:
        Incomplete: No threat is named (rule PNR-06).
        Malformed: The flight, an airport or the hours are none.
        Refused: The actor may not ask.
    """
    with duty(ports, actor, Action.ASK_PULL, PULL) as asking:
        request_id = ports.identifier()
        pull = _pull(request_id, proposal, asking.now)
        scope = Scope(f"pull request {request_id}", PULL.purpose, actor.identifier)
        approval = ask(ApprovalKind.PULL_REQUEST, scope, actor, proposal.threat.strip(), asking.now)
        asking.unit.cases.put_approval(stored_approval(request_id, approval))
        asking.unit.carriers.put_pull(pull)
        flight = f"{pull.carrier}{pull.number}"
        asking.record(EventKind.PULL_REQUEST_ASKED, request_id, flight=flight, on=pull.departure_date.isoformat())
        return request_id


def decide_pull(ports: Ports, actor: Actor, request_id: str, *, approve: bool, reason: str) -> None:
    """Approve or refuse a request, as a second person.

    Raises:
        Refused: Whoever asked (rule SYS-02), a role that may not, or its time is over (rule PNR-06).
        Malformed: There is no such request.
    """
    with duty(ports, actor, Action.APPROVE_PULL, PULL) as deciding:
        pull, approval = _find(deciding.unit, request_id)
        ends = pull.expires_at if approve else None
        decided = decide(approval, actor, deciding.now, is_given=approve, reason=reason, expires_at=ends)
        deciding.unit.cases.put_approval(stored_approval(request_id, decided))
        deciding.record(EventKind.PULL_REQUEST_APPROVED if approve else EventKind.APPROVAL_REFUSED, request_id)


def show_pulls(ports: Ports, actor: Actor) -> PullsPage:
    """Return the pull requests.

    Raises:
        Refused: The actor may not see them.
    """
    with look(ports, actor, Action.VIEW_PULLS, PULL) as looking:
        may_decide = may(actor.role, Action.APPROVE_PULL, looking.ground.purpose)
        views = []
        for pull, stored in looking.unit.carriers.pulls():
            approval = read_approval(stored)
            state = approval_state(approval, looking.now)
            is_other = approval.asked_by.identifier != actor.identifier
            may_this = may_decide and is_other and state is ApprovalState.ASKED and looking.now < pull.expires_at
            views.append(PullView(pull, approval, state, may_this))
        return PullsPage(looking.now, tuple(views), may(actor.role, Action.ASK_PULL, looking.ground.purpose))


def fetch_pulls(ports: Ports, actor: Actor) -> list[PullMessage]:
    """Return the requests in force to the carriers that an account pushes for; the first fetch of each is logged.

    Raises:
        Refused: The actor is no carrier.
    """
    with duty(ports, actor, Action.READ_NOTICES, INTAKE) as fetching:
        carriers = fetching.unit.carriers.ties().get(actor.identifier, frozenset())
        rows = fetching.unit.carriers.pulls()
        own = [pull for pull, stored in rows if pull.carrier in carriers and _is_given(stored.body, fetching.now)]
        return [_fetch(ports, fetching, pull) for pull in own]


def take_message(ports: Ports, actor: Actor, request_id: str) -> bytes:
    """Return a request in force as a GOVREQ message, for an officer to send by other means; it is logged.

    Raises:
        Refused: The actor may not see it, or it is not in force (rule PNR-06).
        Malformed: There is no such request.
    """
    with duty(ports, actor, Action.VIEW_PULLS, PULL) as taking:
        pull, approval = _find(taking.unit, request_id)
        if approval_state(approval, taking.now) is not ApprovalState.GIVEN:
            raise Refused("it is not approved, or its time is over", rule=RULE)
        return _fetch(ports, taking, pull).govreq


def requested_pushes(unit: Unit, came: Sequence[CarrierPush]) -> frozenset[str]:
    """Return those pushes that answer a request: about its flight, after its approval, before its end."""
    flights = unit.carriers.pulled_flights()
    if not flights:
        return frozenset()
    windows = [
        (flights[pull.request_id], approval.decided_at, pull.expires_at)
        for pull, approval in ((pull, read_approval(stored)) for pull, stored in unit.carriers.pulls())
        if pull.request_id in flights and approval.is_given and approval.decided_at
    ]
    return frozenset(
        push.push_id
        for push in came
        for about, since, until in windows
        if push.flight_id in about and since <= push.received_at <= until
    )


def _pull(request_id: str, proposal: PullProposal, now: datetime) -> StoredPull:
    found = _FLIGHT.fullmatch(proposal.flight.strip().upper())
    ends = (proposal.departure_airport.strip().upper(), proposal.arrival_airport.strip().upper())
    if found is None or not all(_AIRPORT.fullmatch(place) for place in ends):
        raise Malformed("name a flight such as XX123 and two airports such as BRU", code="flight")
    if proposal.hours not in HOURS:
        raise Malformed(say("it is of use for one of {known} hours", known=", ".join(map(str, HOURS))), code="hours")
    return StoredPull(
        request_id=request_id,
        carrier=found[1],
        number=found[2].lstrip("0") or "0",
        departure_date=proposal.on,
        departure_airport=ends[0],
        arrival_airport=ends[1],
        on_behalf_of=" ".join(proposal.on_behalf_of.split())[:64],
        expires_at=now + timedelta(hours=proposal.hours),
    )


def _find(unit: Unit, request_id: str) -> tuple[StoredPull, Approval]:
    for pull, stored in unit.carriers.pulls():
        if pull.request_id == request_id:
            return pull, read_approval(stored)
    raise Malformed("there is no such pull request", code="no-pull-request")


def _is_given(body: str, now: datetime) -> bool:
    return approval_state(msgspec.json.decode(body, type=Approval), now) is ApprovalState.GIVEN


def _fetch(ports: Ports, fetching: Duty, pull: StoredPull) -> PullMessage:
    if pull.fetched_at is None:
        pull = msgspec.structs.replace(pull, fetched_at=fetching.now, fetched_by=fetching.actor.identifier)
        fetching.unit.carriers.put_pull(pull)
        fetching.record(EventKind.PULL_REQUEST_FETCHED, pull.request_id)
    leg = Leg(
        pull.carrier, pull.number, pull.departure_airport, pull.arrival_airport, departure_date=pull.departure_date
    )
    letter = Letter(ports.node_name.upper()[:35], pull.carrier, fetching.now, pull.request_id[:14].upper())
    return PullMessage(pull, write_govreq(Govreq(letter, legs=(leg,))))
