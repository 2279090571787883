"""What an attacker tries who holds a partner's certificate, or none, and the code with which each try must be refused.

He replays and alters what was delivered before; where the attack asks for it he even signs the request with the
partner's own key, so that what is tried is the envelope's rules and not the line's.
"""

import base64
import os
import ssl
from collections.abc import Callable
from datetime import timedelta

import httpx
import msgspec

from tournai.cli.exchange_drill.node import content_of
from tournai.errors import Malformed
from tournai.exchange.partners import HttpRequest, Member, sign_detached, sign_request, thumbprint
from tournai.exchange.partners.envelopes import Envelope, envelope_bytes, read_envelope
from tournai.exchange.partners.wire import MESSAGES, Delivery, Problem, Witnessing, read, write
from tournai.node.assembly import Node, partner_files, utc_now
from tournai.node.duties.partner_rows import OutboxRow

NOT_REACHED = "not reached"
HANDSHAKE = "handshake"


class Attacker:
    """Attacks one node in the name of its partner, of which it has all keys."""

    def __init__(self, partner: Node, target: Member, stranger: tuple[str, str]) -> None:
        """``stranger``: paths of a certificate and key of another issuer."""
        self._partner = partner
        self._target = target
        self._stranger = stranger
        self._key = partner.ports.keys.exchange_key("messages")
        files = partner_files(partner.settings)
        context = ssl.create_default_context(cafile=files.ca)
        context.load_cert_chain(files.certificate, files.key)
        self._line = httpx.Client(verify=context, trust_env=False, timeout=10)
        self._ca = files.ca

    def attack(self, code: str, row: OutboxRow) -> str:
        """Try what must be refused with a code, on a message that was delivered; return the code of the refusal.

        Empty where it was not refused; `NOT_REACHED` where the door gave no answer.
        """
        return ATTACKS[code](self, row)

    def close(self) -> None:
        """Close the line."""
        self._line.close()

    def replay(self, row: OutboxRow) -> str:
        """Send one signed request twice."""
        body = self._body(row)
        request = self._signed(body)
        first = self._post(request, body)
        return first if first == NOT_REACHED else self._post(request, body)

    def alter_body(self, row: OutboxRow) -> str:
        """Change a byte of the body under the signature."""
        body = self._body(row)
        return self._post(self._signed(body), body.replace(b'"evidence"', b'"evidencf"', 1))

    def turn_clock(self, _: OutboxRow) -> str:
        """Sign a request of ten minutes ahead."""
        body = write(Delivery(Witnessing()))
        return self._post(self._signed(body, minutes=10), body)

    def alter_content(self, row: OutboxRow) -> str:
        """Deliver other content under an envelope that was signed."""
        return self._deliver(row, content=b'{"altered":true}')

    def forge_evidence(self, row: OutboxRow) -> str:
        """Deliver a next message whose evidence is that of another."""
        envelope = self._next(row)
        return self._deliver(row, envelope=envelope_bytes(envelope))

    def reuse_identifier(self, row: OutboxRow) -> str:
        """Deliver another message, well signed, under an identifier that was used."""
        return self._signed_envelope(row, kind="refusal")

    def reuse_number(self, row: OutboxRow) -> str:
        """Deliver another message, well signed, under a number that was used."""
        return self._signed_envelope(row, message_id=self._partner.ports.identifier())

    def leave_gap(self, row: OutboxRow) -> str:
        """Deliver a message, well signed, with a number far ahead."""
        return self._signed_envelope(row, message_id=self._partner.ports.identifier(), sequence=1_000_000)

    def misdirect(self, row: OutboxRow) -> str:
        """Deliver a message that is for another node."""
        return self._signed_envelope(row, recipient="spoc.other.example")

    def pose(self, row: OutboxRow) -> str:
        """Deliver a message in the name of another node."""
        return self._signed_envelope(row, sender="spoc.other.example")

    def come_without_signature(self, row: OutboxRow) -> str:
        """Deliver with the certificate alone."""
        body = self._body(row)
        code = self._post(HttpRequest("POST", self._url, [("Content-Type", "application/json")]), body)
        return "unsigned" if code == "signature" else code

    def come_as_stranger(self, _: OutboxRow) -> str:
        """Connect with a certificate of an issuer that nobody knows."""
        context = ssl.create_default_context(cafile=self._ca)
        context.load_cert_chain(*self._stranger)
        try:
            with httpx.Client(verify=context, trust_env=False, timeout=10) as line:
                line.post(self._url, content=b"{}")
        except httpx.ConnectError:
            return NOT_REACHED
        except (httpx.TransportError, ssl.SSLError):
            return HANDSHAKE
        return ""

    @property
    def _url(self) -> str:
        return f"{self._target.address}{MESSAGES}"

    def _next(self, row: OutboxRow) -> Envelope:
        with self._partner.ports.look() as unit:
            sequence = unit.partners.state(self._target.node).sent + 1
        identifier = self._partner.ports.identifier()
        return msgspec.structs.replace(read_envelope(row.envelope), message_id=identifier, sequence=sequence)

    def _signed_envelope(self, row: OutboxRow, **changes: object) -> str:
        envelope = msgspec.structs.replace(read_envelope(row.envelope), **changes)
        written = envelope_bytes(envelope)
        evidence = sign_detached(written, self._key.public_key(), self._key.sign)
        return self._deliver(row, envelope=written, evidence=evidence)

    def _deliver(self, row: OutboxRow, **changes: object) -> str:
        body = self._body(row, **changes)
        return self._post(self._signed(body), body)

    def _body(self, row: OutboxRow, **changes: object) -> bytes:
        content = content_of(self._partner.ports.node_name, row.sequence)
        return write(msgspec.structs.replace(Delivery(Witnessing(), row.envelope, row.evidence, content), **changes))

    def _signed(self, body: bytes, minutes: int = 0) -> HttpRequest:
        request = HttpRequest("POST", self._url, [("Content-Type", "application/json")])
        created, nonce = utc_now() + timedelta(minutes=minutes), base64.urlsafe_b64encode(os.urandom(18)).decode()
        key_id = thumbprint(self._key.public_key())
        sign_request(request, body, key_id=key_id, sign=self._key.sign, created=created, nonce=nonce)
        return request

    def _post(self, request: HttpRequest, body: bytes) -> str:
        try:
            answer = self._line.post(request.url, content=body, headers=request.headers.items())
        except httpx.HTTPError:
            return NOT_REACHED
        if answer.status_code == httpx.codes.OK:
            return ""
        try:
            code = read(answer.content, Problem).code
        except Malformed:
            return NOT_REACHED
        return NOT_REACHED if code in ("unavailable", "too-many") else code


ATTACKS: dict[str, Callable[[Attacker, OutboxRow], str]] = {
    "replay": Attacker.replay,
    "signature": Attacker.alter_body,
    "clock": Attacker.turn_clock,
    "altered": Attacker.alter_content,
    "unverified": Attacker.forge_evidence,
    "conflict": Attacker.reuse_identifier,
    "sequence-used": Attacker.reuse_number,
    "sequence-gap": Attacker.leave_gap,
    "other-recipient": Attacker.misdirect,
    "other-sender": Attacker.pose,
    "unsigned": Attacker.come_without_signature,
    HANDSHAKE: Attacker.come_as_stranger,
}
"""The code of the refusal -> the try."""
