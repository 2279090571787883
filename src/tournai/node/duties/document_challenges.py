"""Questions to a chip that a remote reader passes on: a challenge, and an ephemeral key for the keys of its DG14.

What the node needs to judge the answer comes back with it, sealed for who asked; it keeps a digest of what was
answered, so that nothing is answered twice.

Source: ICAO Doc 9303-11, 8th edition (2021), sections 6.1 and 6.2; rules SYS-01, AIA-05.
"""

from datetime import datetime, timedelta

import msgspec

from tournai.documents.chip.active_authentication import CHALLENGE_BYTES
from tournai.documents.chip.chip_authentication import ChipEvidence, choose_key, ephemeral_point
from tournai.documents.chip.files import read_file
from tournai.documents.chip.modular_keys import ModularKey
from tournai.documents.chip.security_infos import read_security_infos
from tournai.documents.inspection import Challenge, ChipProof
from tournai.documents.trust.elliptic_curves import EllipticCurveKey
from tournai.documents.trust.keys import PublicKey
from tournai.errors import Malformed, Refused
from tournai.node.duties.document_grounds import BORDER
from tournai.node.duties.handed_back import opened_for, seal_for
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import permit
from tournai.oversight.permissions import Action
from tournai.values import Actor

LASTS = timedelta(minutes=2)
"""A chip answers within seconds: an answer that was recorded earlier is worth nothing."""

PRIVATE_BYTES = 64
"""Of a private number in a group modulo a prime: twice the 256 bits that the largest group is worth."""

_TICKETS = "document challenge"


class Questions(msgspec.Struct, frozen=True):
    """What the reader sends to the chip: the challenge, and the ephemeral key where its DG14 has a key for it."""

    challenge: bytes
    ephemeral_point: bytes
    ticket: str


class _Ticket(msgspec.Struct, frozen=True):
    asked_at: datetime
    challenge: bytes
    private: str


def ask_chip(ports: Ports, actor: Actor, dg14: bytes = b"") -> Questions:
    """Return questions to a chip; with its DG14 also a key for chip authentication.

    Raises:
        Refused: The actor may not check documents.
        Malformed: DG14 is none, or its key is of a kind that is not known here.
    """
    permit(ports, actor, Action.CHECK_DOCUMENT, BORDER)
    challenge, private, point = ports.random_bytes(CHALLENGE_BYTES), 0, b""
    key = choose_key(read_security_infos(read_file(dg14, "DG14")))[0] if dg14 else None
    if key is not None:
        private = _private_number(ports, key)
        point = ephemeral_point(private, key)
    ticket = seal_for(ports, actor, _TICKETS, _Ticket(ports.clock(), challenge, f"{private:x}"))
    return Questions(challenge, point, ticket)


def _private_number(ports: Ports, key: PublicKey | ModularKey) -> int:
    if isinstance(key, ModularKey):
        return int.from_bytes(ports.random_bytes(PRIVATE_BYTES), "big") | 1 << 8 * PRIVATE_BYTES - 1
    if not isinstance(key.key, EllipticCurveKey):
        raise Malformed("chip authentication takes a key of an elliptic curve")
    # Eight bytes more than the order has, so that no residue is likelier than another.
    size = key.key.curve.order_bytes + 8
    return int.from_bytes(ports.random_bytes(size), "big") % (key.key.curve.n - 1) + 1


def judge_answers(
    ports: Ports, actor: Actor, ticket: str, response: bytes, evidence: ChipEvidence | None
) -> tuple[Challenge, ChipProof | None]:
    """Return what the chip was asked with what it answered, for the check; a ticket serves once.

    Raises:
        Refused: The questions are too old, were another's, or were answered before.
        Malformed: The ticket is none.
    """
    asked = opened_for(ports, actor, _TICKETS, ticket, _Ticket)
    if asked is None:
        raise Malformed("this is no ticket of questions that you asked: ask for new ones", code="ticket")
    if not timedelta(0) <= ports.clock() - asked.asked_at <= LASTS:
        raise Refused("the chip was asked more than two minutes ago: ask again", rule="AIA-05")
    with ports.begin() as unit:
        unit.border.forget_tickets(ports.clock())
        digest = ports.keys.blind("tickets", _TICKETS, ticket)
        if not unit.border.use_ticket(digest, asked.asked_at + LASTS + timedelta(seconds=1)):
            raise Refused("these questions were answered before: ask new ones", rule="AIA-05")
    private = int(asked.private, 16)
    proof = ChipProof(private, evidence) if private else None
    return Challenge(asked.challenge, response or None), proof
