"""The carrier desk of the demonstration: whose the pushes are, a carrier on trial, and what waits for a person.

Every step is the duty that a carrier or an officer would call.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from tournai.cli.node import administrator
from tournai.node.assembly import Node
from tournai.node.duties.breaches import acknowledge_notice, show_notices
from tournai.node.duties.carrier_desk import tie_account
from tournai.node.duties.ports import Ports
from tournai.node.duties.pull_requests import PullProposal, ask_pull, decide_pull
from tournai.node.duties.selections import Proposal, propose_selection
from tournai.node.duties.trials import show_certification, try_push
from tournai.simulate import CARRIERS, trial_deliveries
from tournai.travel.certification import Certification
from tournai.travel.timetable import PushState
from tournai.values import Actor, Role, airport

CARRIER, SAMPLES = Actor("carrier", Role.CARRIER), Actor("samples", Role.CARRIER)
TRIAL = Actor("trial", Role.CARRIER_ON_TRIAL)
ANALYST, SENIOR = Actor("analyst", Role.ANALYST), Actor("senior", Role.SENIOR_ANALYST)
PULL_HOURS = 24
PROPOSED_FOR = timedelta(days=60)
SOON = timedelta(hours=20)
"""How far ahead the flight leaves whose data is asked for: the time to push it in advance is over."""


def tie_carriers(node: Node) -> None:
    """Have the carriers' account push for the carriers of the evening: their faults are told to it."""
    for designator in CARRIERS:
        tie_account(node.ports, administrator(), account=CARRIER.identifier, carrier=designator)


class Played(msgspec.Struct, frozen=True):
    """What the desk holds: notices to the carriers' account, approved pull requests, what the trials show."""

    notices: int
    pulls: int
    trials: Certification


def play_desk(node: Node, seed: int) -> Played:
    """Play what the carrier desk is for, and return what came of it.

    A carrier is on trial; the other ones' system reads its first notice; late bookings are asked for and a second
    person approves it; a flight selection waits for the judge.
    """
    ports = node.ports
    now = ports.clock()
    for delivery in trial_deliveries(seed, now):
        try_push(ports, TRIAL, delivery.body, is_synthetic=True)
    notices = show_notices(ports, CARRIER)
    for notice in notices[-1:]:
        acknowledge_notice(ports, CARRIER, notice.breach_id)
    pulls = _pull(ports, now)
    _propose(ports, now)
    return Played(len(notices), pulls, show_certification(ports, TRIAL))


def _pull(ports: Ports, now: datetime) -> int:
    """Ask for the bookings of the first flight whose carrier is late with them; have it approved."""
    for carrier, number, on, origin, destination in _late(ports, now):
        proposal = PullProposal(
            flight=f"{carrier}{number}",
            on=on.date(),
            departure_airport=origin,
            arrival_airport=destination,
            threat="Invented for the demonstration: a warning of this week names this route and evening.",
            hours=PULL_HOURS,
        )
        asked = ask_pull(ports, ANALYST, proposal)
        decide_pull(ports, SENIOR, asked, approve=True, reason="The warning is specific and actual (demonstration).")
        return 1
    return 0


def _late(ports: Ports, now: datetime) -> Iterator[tuple[str, str, datetime, str, str]]:
    with ports.look() as unit:
        owed = unit.carriers.owed(now, now + SOON, states=(PushState.LATE.value,))
    for one in owed:
        place = airport(one.departure_airport)
        if place is not None and one.carrier in CARRIERS:
            local = one.departure_at.astimezone(place.zone)
            yield one.carrier, one.number, local, one.departure_airport, one.arrival_airport


def _propose(ports: Ports, now: datetime) -> None:
    """Propose a second selection of intra-EU routes; a judge has to decide on it."""
    today = now.date()
    proposal = Proposal(
        basis="threat decision",
        parts="LIS-BRU\nBRU-LIS",
        decided_by="An invented threat assessment body",
        assessed_on=today,
        assessment="Invented for the demonstration: a warning of this week names a journey from Lisbon.",
        starts=today,
        ends=today + PROPOSED_FOR,
        review_by=today + PROPOSED_FOR / 2,
    )
    propose_selection(ports, SENIOR, proposal)
