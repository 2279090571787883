"""``POST /messages``: a partner node delivers a message, or shows its log, and gets a signed answer.

Who is not on the member list learns nothing but that. Nothing of what the node holds stands in an error: a code and one
of few sentences. Every refusal is an event.
"""

import msgspec
from cryptography import x509
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from tournai.errors import Malformed, Refused, TournaiError, Unavailable, Unverified
from tournai.exchange.partners import (
    HttpRequest,
    HttpResponse,
    Member,
    sign_response,
    thumbprint,
    verify_request,
)
from tournai.exchange.partners.wire import CONTENT_TYPE, MAXIMUM_BODY, MESSAGES, Answer, Delivery, Problem, read, write
from tournai.node.api.partners.limits import Limits
from tournai.node.api.tls import client_certificate
from tournai.node.duties.certificates import fingerprint_of, refuse_certificate
from tournai.node.duties.inbox import Caller, caller_of, receive_delivery, refuse_delivery
from tournai.node.duties.ports import Ports
from tournai.node.transport.partner_lines import pin_of

STATUSES: tuple[tuple[type[TournaiError], int, str], ...] = (
    (Malformed, 400, "the delivery cannot be read"),
    (Refused, 403, "the delivery is refused"),
    (Unverified, 409, "the delivery is not proven, or not the next one"),
    (Unavailable, 503, "not now: try again later"),
    (TournaiError, 500, "the delivery cannot be taken"),
)
"""Error family -> HTTP status and sentence; the first that fits."""


class _Refusal(Malformed):
    """What the door itself refuses: too much, or too long."""


class _Peer(msgspec.Struct, frozen=True):
    """A caller whose certificate is on the list, this node's own entry, and the certificate."""

    member: Member
    own: Member
    certificate: x509.Certificate


def create_partners_door(ports: Ports, limits: Limits | None = None) -> FastAPI:
    """Return the partners' door of a node."""
    app = FastAPI(title="Tournai, partners' door", docs_url=None, redoc_url=None, openapi_url=None)
    buckets = limits or Limits()

    @app.post(MESSAGES)
    async def take(request: Request) -> Response:
        """Take one delivery."""
        peer = await run_in_threadpool(_peer, ports, client_certificate(request.scope))
        if peer is None:
            return _problem(401, "unknown-node", "this certificate is of no partner node")
        try:
            if not buckets.take(peer.member.node):
                return await run_in_threadpool(_too_fast, ports, buckets, peer)
            body = await _read_body(request)
            lines = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw]
            signed = HttpRequest("POST", f"{peer.own.address}{MESSAGES}", lines)
            return await run_in_threadpool(_take, ports, peer, signed, body)
        except TournaiError as error:
            return await run_in_threadpool(_refuse, ports, peer, error)

    return app


def _peer(ports: Ports, certificate: bytes | None) -> _Peer | None:
    try:
        member, own = caller_of(ports, pin_of(certificate or b""))
        return _Peer(member, own, x509.load_der_x509_certificate(certificate or b""))
    except TournaiError:
        refuse_certificate(ports, "unknown", fingerprint_of(certificate or b""))
        return None


def _take(ports: Ports, peer: _Peer, request: HttpRequest, body: bytes) -> Response:
    now = ports.clock()
    proven = verify_request(request, body, peer.member.keys_at(now), now)
    caller = Caller(peer.member, proven.nonce, peer.certificate.not_valid_after_utc)
    return _answer(ports, request, receive_delivery(ports, caller, read(body, Delivery)))


def _answer(ports: Ports, request: HttpRequest, answer: Answer) -> Response:
    body, key = write(answer), ports.keys.exchange_key("messages")
    response = HttpResponse(200, [("Content-Type", CONTENT_TYPE)], request)
    key_id = thumbprint(key.public_key())
    lines = sign_response(response, body, key_id=key_id, sign=key.sign, created=ports.clock())
    return Response(body, headers=dict(lines))


def _refuse(ports: Ports, peer: _Peer, error: TournaiError) -> Response:
    if isinstance(error, Unavailable):
        return _problem(503, "unavailable", "not now: try again later")
    code = refuse_delivery(ports, peer.member.node, error)
    status, sentence = next((status, said) for family, status, said in STATUSES if isinstance(error, family))
    return _problem(413 if code == "too-large" else status, code, sentence)


def _too_fast(ports: Ports, buckets: Limits, peer: _Peer) -> Response:
    if buckets.is_news(peer.member.node):
        refuse_delivery(ports, peer.member.node, _Refusal("too many requests", code="too-many"))
    return _problem(429, "too-many", "too many requests: slow down")


def _problem(status: int, code: str, sentence: str) -> Response:
    return Response(write(Problem(code, sentence)), status_code=status, media_type=CONTENT_TYPE)


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > MAXIMUM_BODY:
                raise _Refusal("the body is too long", code="too-large")
    except ClientDisconnect as error:
        raise Unavailable("the connection ended before the body did") from error
    return bytes(body)
