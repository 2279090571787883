"""HTTP for machines: ``POST /pushes`` for carriers, ``GET /health`` for a monitor.

A carrier signs in by its client certificate, or with HTTP Basic (RFC 7617) over TLS. The answer to a push is a receipt,
alike in content whatever the body holds and whatever later matches (rule PNR-13).
"""

import base64
import binascii
import hashlib
import threading
import time
from collections.abc import Callable

import msgspec
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tournai import __version__
from tournai.errors import Malformed, Refused, TournaiError, Unavailable, Unverified
from tournai.node.api.acknowledgements import acknowledge, wants_edifact
from tournai.node.api.carrier_notices import add_notices
from tournai.node.api.documents import add_documents
from tournai.node.api.notices import notice
from tournai.node.api.pull_requests import add_pull_requests
from tournai.node.api.tls import client_certificate
from tournai.node.api.trials import add_trial_door
from tournai.node.duties.accounts import SignInRefused, authenticate
from tournai.node.duties.certificates import authenticate_certificate
from tournai.node.duties.channels import channel_of
from tournai.node.duties.ports import Ports
from tournai.node.duties.pushes import receive_push
from tournai.node.duties.resends import ReceiptState, ReceiptView, show_receipt
from tournai.values import Actor

MAXIMUM_BODY = 64 * 1024 * 1024
"""Bytes of one push; the largest public sample has 0.07 million."""
REMEMBERED_SECONDS = 60.0
"""How long checked credentials are trusted: passwords are slow to check by design, and carriers push in bursts."""
MOST_REMEMBERED = 1000

STATUSES: tuple[tuple[type[TournaiError], int], ...] = (
    (Malformed, 400),
    (SignInRefused, 401),
    (Refused, 403),
    (Unverified, 409),
    (Unavailable, 503),
    (TournaiError, 500),
)
"""Error family -> HTTP status; the first that fits."""


class TooLarge(Malformed):
    """A body over the limit."""


def create_api(ports: Ports, *, certificate_only: bool = False) -> FastAPI:
    """Return the machines' application of a node; ``certificate_only``: no account signs in with a password."""
    app = FastAPI(title="Tournai", version=__version__, docs_url=None, redoc_url=None)
    door = _Credentials(ports, certificate_only=certificate_only)

    @app.post("/pushes", status_code=202)
    async def push(request: Request) -> Response:
        """Take one push: the message itself as the body, in any content type."""
        actor = await run_in_threadpool(door.actor_of, request)
        protocol = request.headers.get("tournai-protocol", "").lower()
        is_fallback = request.headers.get("tournai-fallback", "").lower() == "true"
        channel = channel_of("http", protocol=protocol, is_fallback=is_fallback)
        body = await _read_body(request)
        receipt = await run_in_threadpool(receive_push, ports, actor, body, channel=channel)
        if wants_edifact(request.headers.get("accept", "")):
            return _acknowledge(ports, actor, ReceiptView(receipt.identifier, ReceiptState.RECEIVED), 202)
        return JSONResponse({"receipt": receipt.identifier}, status_code=202)

    @app.get("/pushes/{receipt}")
    async def tell(request: Request, receipt: str) -> Response:
        """Tell a carrier what became of a push of its own."""
        actor = await run_in_threadpool(door.actor_of, request)
        view = await run_in_threadpool(show_receipt, ports, actor, receipt)
        if view is not None and wants_edifact(request.headers.get("accept", "")):
            return _acknowledge(ports, actor, view, 200)
        return _told(view, request.headers.get("accept-language", ""))

    @app.get("/health")
    def health() -> Response:
        """Tell anybody whether the node can reach its database, and nothing of its work.

        What waits would time the work on a push (rule PNR-13).
        """
        with ports.look() as unit:
            unit.accounts.account("")
        return JSONResponse({"status": "ok", "version": __version__})

    add_pull_requests(app, ports, door.actor_of)
    add_notices(app, ports, door.actor_of)
    add_documents(app, ports, door.actor_of, _read_body)
    add_trial_door(app, ports, door.actor_of, _read_body)
    app.add_exception_handler(TournaiError, _answer_error)
    return app


def _acknowledge(ports: Ports, actor: Actor, view: ReceiptView, status: int) -> Response:
    parties = {"node": ports.node_name, "carrier": actor.identifier}
    return acknowledge(view.receipt, view.state, at=ports.clock(), status=status, **parties)


def _told(view: ReceiptView | None, accept_language: str) -> Response:
    if view is None:
        return JSONResponse({"error": "no push of yours has this receipt"}, status_code=404)
    language, text = notice(view, accept_language)
    content = {
        "receipt": view.receipt,
        "status": view.state.value,
        "notice": text,
        "defects": [msgspec.to_builtins(defect) for defect in view.defects],
    }
    return JSONResponse(content, headers={"Content-Language": language})


class _Credentials:
    """Who is behind a request: by its client certificate, else by its Authorization header.

    What was checked just now is not checked again.
    """

    def __init__(self, ports: Ports, *, certificate_only: bool) -> None:
        self._ports = ports
        self._certificate_only = certificate_only
        self._known: dict[bytes, tuple[float, Actor]] = {}
        self._lock = threading.Lock()

    def actor_of(self, request: Request) -> Actor:
        """Return the actor; raise `SignInRefused` where there is none."""
        certificate = client_certificate(request.scope)
        header = request.headers.get("authorization", "")
        if certificate is not None:
            return self._remembered(b"certificate" + certificate, lambda: self._by_certificate(certificate))
        if self._certificate_only:
            raise SignInRefused("connect with your client certificate", rule="SYS-01")
        return self._remembered(header.encode("utf-8", "replace"), lambda: self._by_password(header))

    def _by_certificate(self, certificate: bytes) -> Actor:
        return authenticate_certificate(self._ports, certificate)

    def _by_password(self, header: str) -> Actor:
        account, password = _read_basic(header)
        return authenticate(self._ports, account=account, password=password)

    def _remembered(self, proof: bytes, check: Callable[[], Actor]) -> Actor:
        key, now = hashlib.sha256(proof).digest(), time.monotonic()
        with self._lock:
            checked_at, actor = self._known.get(key, (-REMEMBERED_SECONDS, None))
        if actor is not None and now - checked_at < REMEMBERED_SECONDS:
            return actor
        actor = check()
        with self._lock:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[key] = (now, actor)
        return actor


def _read_basic(header: str) -> tuple[str, str]:
    scheme, _, encoded = header.partition(" ")
    try:
        account, colon, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        scheme = ""
    if scheme.lower() != "basic" or not colon:
        raise SignInRefused("send your account and password as HTTP Basic authentication", rule="SYS-01")
    return account, password


async def _read_body(request: Request, most: int = MAXIMUM_BODY) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise TooLarge(f"a body has at most {most} bytes here: send it in parts", code="too-large")
    return bytes(body)


def _answer_error(_: Request, error: Exception) -> Response:
    if isinstance(error, TooLarge):
        return _answer(413, error)
    status = next(status for family, status in STATUSES if isinstance(error, family))
    return _answer(status, error)


def _answer(status: int, error: Exception) -> Response:
    content = {"error": str(error)}
    if isinstance(error, Refused):
        content = {"error": error.reason, "rule": error.rule}
    headers = {"WWW-Authenticate": 'Basic realm="Tournai", charset="UTF-8"'} if status == 401 else {}
    return JSONResponse(content, status_code=status, headers=headers)
