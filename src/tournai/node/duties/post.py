"""A recipient's own post at this node: what was sent to it, opened by its account, acknowledged and answered for.

Source: Directive (EU) 2016/681, Art. 6(6) and 7; rules PNR-14, SYS-06.
"""

from datetime import datetime

import msgspec

from tournai.casework.disseminations import DisseminationState, Outcome
from tournai.errors import Refused
from tournai.node.duties.disseminating import Package
from tournai.node.duties.dissemination_rows import StoredDissemination
from tournai.node.duties.disseminations import (
    FOLLOWING,
    DisseminationView,
    destroy,
    find,
    ground_of_dissemination,
    read_package,
    receive,
    report,
    view_of,
)
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import Duty, duty, look
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor

OPEN = (DisseminationState.SENT.value, DisseminationState.RECEIVED.value)


class PostPage(msgspec.Struct, frozen=True):
    """What was sent to the reader's authority, newest first; no value."""

    now: datetime
    rows: tuple[DisseminationView, ...]


class LetterPage(msgspec.Struct, frozen=True):
    """One dissemination as its recipient reads it; ``package`` is ``None`` once it is closed or withdrawn."""

    now: datetime
    view: DisseminationView
    package: Package | None
    outcomes: tuple[str, ...]


def show_post(ports: Ports, actor: Actor) -> PostPage:
    """Return what was sent to the recipients whose post the account opens.

    Raises:
        Refused: The actor opens nobody's post.
    """
    with look(ports, actor, Action.READ_POST, FOLLOWING) as looking:
        codes = sorted(looking.unit.disseminations.ties().get(actor.identifier, frozenset()))
        rows = looking.unit.disseminations.disseminations(recipients=codes) if codes else []
        register = {entry.code: entry for entry, _ in looking.unit.disseminations.recipients()}
        views = [view_of(sent, register[sent.recipient], looking.now, is_shaken=False) for sent in rows]
        return PostPage(looking.now, tuple(views))


def open_letter(ports: Ports, actor: Actor, dissemination_id: str) -> LetterPage:
    """Return what was sent, opened: logged each time.

    Raises:
        Refused: It was sent to another authority (PNR-14).
        Malformed: There is no such dissemination.
    """
    with duty(ports, actor, Action.READ_POST, ground_of_dissemination(ports, dissemination_id)) as reading:
        sent = _own(reading, dissemination_id)
        register = {entry.code: entry for entry, _ in reading.unit.disseminations.recipients()}
        view = view_of(sent, register[sent.recipient], reading.now, is_shaken=False)
        package = read_package(ports, sent) if sent.state in OPEN else None
        if package is not None:
            reading.record(EventKind.RESULT_TAKEN, dissemination_id)
        return LetterPage(reading.now, view, package, tuple(outcome.value for outcome in Outcome))


def acknowledge(ports: Ports, actor: Actor, dissemination_id: str, *, receipt: str) -> None:
    """Acknowledge the receipt.

    Raises:
        Refused: It was sent to another authority (PNR-14), or is acknowledged already (PNR-11).
        Malformed: There is no such dissemination.
    """
    with duty(ports, actor, Action.READ_POST, ground_of_dissemination(ports, dissemination_id)) as reading:
        receive(reading, _own(reading, dissemination_id), receipt)


def tell_outcome(ports: Ports, actor: Actor, dissemination_id: str, *, outcome: str) -> None:
    """Tell what came of it.

    Raises:
        Refused: It was sent to another authority (PNR-14), or is not acknowledged yet or closed (PNR-11).
        Malformed: There is no such dissemination or outcome.
    """
    with duty(ports, actor, Action.READ_POST, ground_of_dissemination(ports, dissemination_id)) as reading:
        report(ports, reading, _own(reading, dissemination_id), outcome)


def confirm_destruction(ports: Ports, actor: Actor, dissemination_id: str) -> None:
    """Confirm that what was withdrawn is destroyed.

    Raises:
        Refused: It was sent to another authority (PNR-14), or was not withdrawn (PNR-11).
        Malformed: There is no such dissemination.
    """
    with duty(ports, actor, Action.READ_POST, ground_of_dissemination(ports, dissemination_id)) as reading:
        destroy(reading, _own(reading, dissemination_id))


def _own(reading: Duty, dissemination_id: str) -> StoredDissemination:
    sent = find(reading.unit, dissemination_id)
    if sent.recipient not in reading.unit.disseminations.ties().get(reading.actor.identifier, frozenset()):
        raise Refused("this was sent to another authority", rule="PNR-14")
    return sent
