"""What stands around every page: response headers, a bound on bodies, and a page for errors that nobody foresaw.

Source: W3C Content Security Policy Level 3; OWASP ASVS 4.0.3, sections 14.4 and 14.5.
"""

import logging
from collections.abc import Callable
from traceback import extract_tb

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tournai.errors import Malformed
from tournai.values.wordings import say

KIB, MIB = 1024, 1024 * 1024
MAXIMUM_FORM = 64 * KIB
MAXIMUM_LIST = 512 * MIB
"""An alert list in one upload; OFAC's, the largest official one, has about 120 MiB."""

MAXIMUM_TRUST = 64 * MIB
"""A list of whom to trust; the whole directory of ICAO has some 40 MiB."""

MAXIMUM_DOCUMENT = 24 * MIB
"""A page's picture, the files of a chip, which has 100 to 200 KiB, and a picture of the person."""

MAXIMUM_PRINT = 2 * MIB
"""A receipt and three reduced pictures, sealed."""

LARGE_BODIES = {
    "/alerts/preview": MAXIMUM_LIST + MAXIMUM_FORM,
    "/alerts/import": MAXIMUM_LIST + MAXIMUM_FORM,
    "/documents/trust/preview": MAXIMUM_TRUST + MAXIMUM_FORM,
    "/documents/trust/import": MAXIMUM_TRUST + MAXIMUM_FORM,
    "/documents/check": MAXIMUM_DOCUMENT + MAXIMUM_FORM,
    "/documents/print": MAXIMUM_PRINT,
}
"""Path -> the bytes that its body may have; every other body has at most `MAXIMUM_FORM`."""

OTHER_DOORS = ("/api/",)
"""Doors that may be mounted beside the pages; they bound their own bodies."""

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

_log = logging.getLogger("tournai.web")


class TooLarge(Malformed):
    """A body is larger than its page takes."""


class Protection:
    """ASGI middleware: adds the headers, counts the body, and answers what nobody foresaw without telling why."""

    def __init__(self, app: ASGIApp, answer_fault: Callable[[Request], Response]) -> None:
        self._app = app
        self._answer_fault = answer_fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sending = _Sending(send, scope)
        try:
            await self._app(scope, _bounded(scope, receive), sending.send)
        except Exception as error:  # noqa: BLE001  the door's one broad handler: whatever it is, the reader gets a page
            _log.error("fault %s at %s", type(error).__name__, _place(error))
            if not sending.has_started:
                await self._answer_fault(Request(scope))(scope, receive, sending.send)


class _Sending:
    def __init__(self, send: Send, scope: Scope) -> None:
        self._send = send
        self._scope = scope
        self.has_started = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_started = True
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            headers["Cache-Control"] = _caching(self._scope["path"])
            if self._scope.get("scheme") == "https":
                headers["Strict-Transport-Security"] = "max-age=31536000"
        await self._send(message)


def _caching(path: str) -> str:
    if path.startswith("/static/vendor/"):
        return "public, max-age=604800"
    return "no-cache" if path.startswith("/static/") else "no-store"


def _bounded(scope: Scope, receive: Receive) -> Receive:
    if scope["path"].startswith(OTHER_DOORS):
        return receive
    most = LARGE_BODIES.get(scope["path"], MAXIMUM_FORM)
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLarge(
                say("the body has more than {most:,} bytes, the most that this page takes", most=most), code="too-large"
            )
        return message

    return bounded


def _place(error: Exception) -> str:
    # Where, never what: a fault's own message may quote the data that it stumbled over.
    frames = extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
