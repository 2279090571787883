"""One duty: permission first, then one transaction with its events; a refused access is an event too.

Rules SYS-01 (purpose and legal basis with every access), SYS-07 (a refusal names its rule), PNR-30 (logs).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import msgspec

from tournai.errors import Incomplete, Refused
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.rows import StoredMatch
from tournai.oversight.events import Event, EventKind
from tournai.oversight.permissions import Action, check
from tournai.values import Actor, LegalBasis, Purpose, Reference, Role

NODE = Actor("node", Role.NODE)
"""The node itself, when its workers act."""


class Ground(msgspec.Struct, frozen=True):
    """Why an act is allowed: its purpose, its legal basis, and the match, request or push that it belongs to."""

    purpose: Purpose
    legal_basis: LegalBasis
    reference: Reference | None = None


INTAKE = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.CARRIER_PUSH)
ASSESSMENT = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.ASSESSMENT_BEFORE_ARRIVAL)
REVIEW = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.INDIVIDUAL_REVIEW)
ALERT_MANAGEMENT = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.ALERT_MANAGEMENT)
OVERSIGHT = Ground(Purpose.OVERSIGHT, LegalBasis.LOGGING)
ADMINISTRATION = Ground(Purpose.ADMINISTRATION, LegalBasis.SECURITY)


class Look(msgspec.Struct, frozen=True):
    """A look at what identifies nobody: its transaction, which only reads, its one instant, who looks and why."""

    unit: Unit
    now: datetime
    actor: Actor
    ground: Ground


class Duty(Look, frozen=True):
    """A duty under way: its transaction, its one instant, who acts and why."""

    def record(self, kind: EventKind, subject: str = "", *, ground: Ground | None = None, **details: str | int) -> None:
        """Append an event to the log; ``ground`` where it is another than the duty's own."""
        self._append(kind, subject, ground or self.ground, details)

    def record_match(self, kind: EventKind, match: StoredMatch, traveller: str = "") -> None:
        """Append an event about a match: it names the alert or the criterion that the match is with."""
        details: dict[str, str | int] = {"traveller": traveller} if traveller else {}
        details["alert" if match.criterion_id is None else "criterion"] = match.sought
        self._append(kind, match.match_id, self.ground, details)

    def _append(self, kind: EventKind, subject: str, why: Ground, details: dict[str, str | int]) -> None:
        self.unit.events.append(
            Event(
                kind=kind,
                at=self.now,
                actor=self.actor.identifier,
                role=self.actor.role,
                purpose=why.purpose,
                legal_basis=why.legal_basis,
                reference=why.reference,
                subject=subject,
                details=details,
            )
        )


def ground_of(actor: Actor, ground: Ground) -> Ground:
    """Return why an actor acts: those who check the node do so under their own purpose, with the same reference."""
    if actor.role in (Role.DATA_PROTECTION_OFFICER, Role.SUPERVISOR):
        return Ground(Purpose.OVERSIGHT, LegalBasis.DATA_PROTECTION_OFFICER, ground.reference)
    return ground


def permit(ports: Ports, actor: Actor, action: Action, ground: Ground) -> None:
    """Return when the actor may do the action; a refusal is logged and raised.

    Raises:
        Refused: The permission table says no.
    """
    with _refusals_logged(ports, actor, action, ground):
        check(actor.role, action, ground.purpose)


@contextmanager
def duty(ports: Ports, actor: Actor, action: Action, ground: Ground) -> Iterator[Duty]:
    """Open a duty: check the permission, then one transaction; whatever refuses it is logged and raised on.

    What is `Incomplete` is raised on and not logged.

    Raises:
        Refused: The permission table, or a rule within the duty, says no.
    """
    why = ground_of(actor, ground)
    with _refusals_logged(ports, actor, action, why):
        check(actor.role, action, why.purpose)
        with ports.begin() as unit:
            yield Duty(unit, ports.clock(), actor, why)


@contextmanager
def look(ports: Ports, actor: Actor, action: Action, ground: Ground) -> Iterator[Look]:
    """Open a look: check the permission, then read. For counts and states: whoever sees a person opens a `duty`.

    Raises:
        Refused: The permission table says no; that is logged.
    """
    why = ground_of(actor, ground)
    permit(ports, actor, action, why)
    with ports.look() as unit:
        yield Look(unit, ports.clock(), actor, why)


@contextmanager
def _refusals_logged(ports: Ports, actor: Actor, action: Action, ground: Ground) -> Iterator[None]:
    try:
        yield
    except Incomplete:
        # Who may act was settled before: a slip in a form, logged as refused access, would bury the real ones.
        raise
    except Refused as refusal:
        with ports.begin() as unit:
            refused = Duty(unit, ports.clock(), actor, ground)
            refused.record(EventKind.ACCESS_REFUSED, action=action.value, rule=refusal.rule)
        raise
