"""Sending what is necessary of one identified person to one listed recipient: case by case, by a person's decision.

What is sent is put together at this moment from the elements that the officer ticked, sealed under a key of its own,
and kept until its outcome is known; the log keeps which elements there were, and a digest. Source: Directive (EU)
2016/681, Art. 6(6), 7, 9 to 11; rules PNR-10, PNR-11, PNR-14, PNR-25, PNR-26.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from tournai.casework.annex import DEFAULTS, OF_OTHERS, Element, read_elements
from tournai.casework.disseminations import (
    ALWAYS,
    MAXIMUM_NOTE,
    RULE,
    Condition,
    DisseminationState,
    Step,
    Withdrawal,
    next_state,
    read_conditions,
)
from tournai.casework.recipients import KINDS, Recipient, Transfer, check_transfer
from tournai.errors import Incomplete, Malformed, Refused
from tournai.node.duties.boards import flight_views
from tournai.node.duties.dissemination_rows import StoredDissemination
from tournai.node.duties.flight_views import FlightView
from tournai.node.duties.grounds import ground_of_reference
from tournai.node.duties.occasions import ANSWER, HIT, Occasion, Sought, facts_to_send, occasion_of
from tournai.node.duties.ports import Ports
from tournai.node.duties.recipients import listed, require_listed
from tournai.node.duties.recording import Duty, Ground, duty
from tournai.node.duties.traveller_views import AccessView, FactView
from tournai.node.duties.travellers import access_view
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.travel.timing import review_due
from tournai.values import Actor, Reference
from tournai.values.offences import offence_of
from tournai.values.wordings import say

SALT_BYTES = 16


class SentFact(msgspec.Struct, frozen=True):
    """One value that is sent: its name and itself."""

    label: str
    value: str


class Package(msgspec.Struct, frozen=True):
    """What a recipient gets: the person's necessary data, why, and how it may be used."""

    dissemination: str
    sender: str
    recipient: str
    sent_at: datetime
    legal_basis: str
    purpose: str
    offence: str
    reference: str
    necessity: str
    conditions: tuple[str, ...]
    flight: str
    lands_at: datetime | None
    elements: dict[str, tuple[SentFact, ...]]
    sought: Sought | None
    corrects: str
    salt: str
    """Random: without it nobody can try values against the digest."""


class ElementView(msgspec.Struct, frozen=True):
    """An element that could be sent, with its values; ``is_default``: ticked at first for this purpose."""

    name: str
    point: int
    facts: tuple[FactView, ...]
    is_default: bool
    is_of_others: bool


class DraftPage(msgspec.Struct, frozen=True):
    """What may be sent of a person, before anything is."""

    now: datetime
    occasion: str
    reference: Reference
    traveller_id: str
    flight: FlightView
    purpose: str
    offence: str
    recipients: tuple[Recipient, ...]
    chosen: Recipient | None
    needs_transfer: bool
    has_assurance: bool
    """Whether the chosen recipient is of a third country: it takes assurances (Art. 11)."""
    elements: tuple[ElementView, ...]
    conditions: tuple[str, ...]
    always: tuple[str, ...]
    corrects: str
    earlier: tuple[StoredDissemination, ...]
    """What was sent before on the same occasion."""
    access: AccessView


class Proposal(msgspec.Struct, frozen=True):
    """What an officer decided to send."""

    reference: Reference
    traveller_id: str
    recipient: str
    elements: tuple[str, ...]
    conditions: tuple[str, ...]
    necessity: str
    transfer: Transfer = Transfer("")
    corrects: str = ""


def draft_dissemination(
    ports: Ports, actor: Actor, reference: Reference, traveller_id: str = "", *, recipient: str = "", corrects: str = ""
) -> DraftPage:
    """Return what may be sent of a person from a hit or under a request; opening it is logged.

    Raises:
        Refused: Nothing may be sent on this occasion (see `occasion_of`), or the actor may not send.
        Malformed: There is no such match or traveller.
    """
    with duty(ports, actor, Action.DISSEMINATE, ground_of_reference(ports, reference)) as drafting:
        occasion = occasion_of(ports, drafting, reference, traveller_id)
        facts = facts_to_send(ports, drafting.unit, occasion)
        drafting.record(EventKind.TRAVELLER_CONSULTED, occasion.traveller.traveller_id)
        return _page(drafting, occasion, facts, recipient or occasion.recipient, corrects)


def send_dissemination(ports: Ports, actor: Actor, proposal: Proposal) -> str:
    """Send what an officer decided is necessary, and return the dissemination's identifier.

    Raises:
        Refused: The occasion allows nothing (see `occasion_of`), the recipient is not listed (PNR-14), elements of
            others are ticked (PNR-11), or a condition of the recipient's kind is missing (PNR-25, PNR-26).
        Incomplete: No element or no reason (PNR-11).
        Malformed: There is no such element, condition, match or traveller.
    """
    with duty(ports, actor, Action.DISSEMINATE, ground_of_reference(ports, proposal.reference)) as sending:
        occasion = occasion_of(ports, sending, proposal.reference, proposal.traveller_id)
        recipient = require_listed(sending.unit, proposal.recipient, sending.now)
        _check(occasion, recipient, proposal)
        corrected = _superseded(sending, proposal.corrects, occasion)
        package = _package(ports, sending, occasion, recipient, proposal)
        sent = _put(ports, sending, occasion, recipient, package)
        if corrected is not None:
            withdraw_now(ports, sending, corrected, Withdrawal.CORRECTED)
        _record(sending, recipient, sent, package)
        return sent.dissemination_id


def withdraw_now(ports: Ports, acting: Duty, sent: StoredDissemination, why: Withdrawal) -> None:
    """Withdraw what was sent: its copy's key is destroyed, and the recipient is told to destroy it."""
    moved = next_state(DisseminationState(sent.state), Step.WITHDRAW)
    acting.unit.disseminations.replace(
        msgspec.structs.replace(
            sent,
            state=moved.value,
            withdrawal=why.value,
            withdrawn_at=acting.now,
            withdrawn_by=acting.actor.identifier,
        )
    )
    ports.keys.destroy_data_keys([sent.key_id])
    acting.record(EventKind.RESULT_WITHDRAWN, sent.dissemination_id, reason=why.value, recipient=sent.recipient)


def withdraw_all(ports: Ports, acting: Duty, rows: Iterable[StoredDissemination]) -> None:
    """Withdraw what was sent on a basis that is gone; what is withdrawn already stays so."""
    gone = (DisseminationState.WITHDRAWN.value, DisseminationState.DESTROYED.value)
    for sent in rows:
        if sent.state not in gone:
            withdraw_now(ports, acting, sent, Withdrawal.NO_BASIS)


def package_context(dissemination_id: str) -> bytes:
    """Return the context under which a copy is sealed."""
    return f"dissemination\x00{dissemination_id}".encode()


def ground_of_sending(sending: Ground, recipient: Recipient) -> Ground:
    """Return why something is sent to a recipient: under the article of its kind."""
    return msgspec.structs.replace(sending, legal_basis=KINDS[recipient.kind].legal_basis)


def _check(occasion: Occasion, recipient: Recipient, proposal: Proposal) -> None:
    if not proposal.necessity.strip() or len(proposal.necessity) > MAXIMUM_NOTE:
        raise Incomplete(
            say("say why this recipient needs it, in at most {most} characters", most=MAXIMUM_NOTE), rule=RULE
        )
    if occasion.kind == ANSWER and recipient.code != occasion.recipient:
        raise Refused("an answer goes to the authority that asked, and to nobody else", rule="PNR-14")
    check_transfer(recipient.kind, msgspec.structs.replace(proposal.transfer, necessity=proposal.necessity))


def _superseded(sending: Duty, corrects: str, occasion: Occasion) -> StoredDissemination | None:
    """Return the dissemination that a new one corrects, where it still has to be withdrawn."""
    if not corrects:
        return None
    sent = sending.unit.disseminations.dissemination(corrects)
    if sent is None or (sent.reference, sent.flight_id) != (occasion.reference.identifier, occasion.flight.flight_id):
        raise Malformed("what is corrected was sent on another occasion", code="no-dissemination")
    is_withdrawn = sent.state in (DisseminationState.WITHDRAWN.value, DisseminationState.DESTROYED.value)
    return None if is_withdrawn else sent


def _package(ports: Ports, sending: Duty, occasion: Occasion, recipient: Recipient, proposal: Proposal) -> Package:
    facts = facts_to_send(ports, sending.unit, occasion)
    chosen = read_elements(proposal.elements)
    flight = occasion.flight
    return Package(
        dissemination=ports.identifier(),
        sender=ports.node_name,
        recipient=recipient.code,
        sent_at=sending.now,
        legal_basis=KINDS[recipient.kind].legal_basis.value,
        purpose=offence_of(occasion.offence).purpose.value,
        offence=occasion.offence,
        reference=occasion.reference.identifier,
        necessity=proposal.necessity.strip(),
        conditions=tuple(condition.value for condition in read_conditions(proposal.conditions)),
        flight=f"{flight.carrier} {flight.number} {flight.departure_date}",
        lands_at=_ends(ports, occasion),
        elements={
            element.value: tuple(SentFact(fact.label, fact.value) for fact in facts[element])
            for element in chosen
            if element in facts
        },
        sought=occasion.sought,
        corrects=proposal.corrects,
        salt=ports.random_bytes(SALT_BYTES).hex(),
    )


def _put(
    ports: Ports, sending: Duty, occasion: Occasion, recipient: Recipient, package: Package
) -> StoredDissemination:
    content = msgspec.json.encode(package)
    [key] = ports.keys.create_data_keys(1, "dissemination")
    sent = StoredDissemination(
        dissemination_id=package.dissemination,
        occasion=occasion.kind,
        reference=package.reference,
        flight_id=occasion.flight.flight_id,
        traveller_id=occasion.traveller.traveller_id,
        recipient=recipient.code,
        kind=recipient.kind.value,
        state=DisseminationState.SENT.value,
        purpose=package.purpose,
        offence=package.offence,
        elements=msgspec.json.encode(list(package.elements)).decode(),
        conditions=msgspec.json.encode(package.conditions).decode(),
        digest=hashlib.sha256(content).digest(),
        sealed=ports.keys.seal(key.material, content, context=package_context(package.dissemination)),
        key_id=key.identifier,
        sent_by=sending.actor.identifier,
        sent_at=sending.now,
        lands_at=package.lands_at,
        corrects=package.corrects,
    )
    sending.unit.disseminations.add(sent)
    return sent


def _record(sending: Duty, recipient: Recipient, sent: StoredDissemination, package: Package) -> None:
    ground = ground_of_sending(sending.ground, recipient)
    points = " ".join(str(Element(name).point) for name in package.elements)
    sending.record(
        EventKind.RESULT_SENT if sent.occasion == HIT else EventKind.REQUEST_ANSWERED,
        sent.dissemination_id,
        ground=ground,
        recipient=recipient.code,
        recipient_kind=recipient.kind.value,
        annex_points=points,
        offence=sent.offence,
        digest=sent.digest.hex(),
        corrects=sent.corrects,
    )
    if KINDS[recipient.kind].tells_officer:
        sending.record(
            EventKind.OFFICER_TOLD, sent.dissemination_id, ground=ground, rule=KINDS[recipient.kind].rule,
            recipient=recipient.code,
        )  # fmt: skip


def _ends(ports: Ports, occasion: Occasion) -> datetime | None:
    flight = occasion.flight
    if occasion.kind != HIT:
        return None
    return review_due(flight.departure_airport, flight.departure_at, flight.assessable_until, ports.states)


def _page(
    drafting: Duty,
    occasion: Occasion,
    facts: Mapping[Element, tuple[FactView, ...]],
    recipient: str,
    corrects: str,
) -> DraftPage:
    offence = offence_of(occasion.offence)
    register = listed(drafting.unit, drafting.now)
    chosen = register.get(recipient)
    offered = [chosen] if occasion.kind == ANSWER and chosen else register.values()
    return DraftPage(
        now=drafting.now,
        occasion=occasion.kind,
        reference=occasion.reference,
        traveller_id=occasion.traveller.traveller_id,
        flight=flight_views(drafting.unit, [occasion.flight])[0],
        purpose=offence.purpose.value,
        offence=offence.identifier,
        recipients=tuple(offered),
        chosen=chosen,
        needs_transfer=chosen is not None and KINDS[chosen.kind].tells_officer,
        has_assurance=chosen is not None and KINDS[chosen.kind].rule == "PNR-26",
        elements=tuple(
            ElementView(
                name=element.value,
                point=element.point,
                facts=some,
                is_default=element in DEFAULTS[offence.purpose],
                is_of_others=element in OF_OTHERS,
            )
            for element, some in facts.items()
        ),
        conditions=tuple(condition.value for condition in Condition if condition not in ALWAYS),
        always=tuple(condition.value for condition in ALWAYS),
        corrects=corrects,
        earlier=tuple(drafting.unit.disseminations.of_reference(occasion.reference.identifier)),
        access=access_view(drafting.ground),
    )
