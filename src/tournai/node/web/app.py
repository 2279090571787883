"""The application: routes, static files, protection and the one table from error to answer."""

from datetime import UTC, tzinfo
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from tournai.errors import Malformed, Refused, TournaiError, Unavailable, Unverified
from tournai.node.duties.ports import Ports
from tournai.node.web import (
    alerts,
    carriers,
    criteria,
    discreet,
    disseminations,
    documents,
    evaluation,
    flights,
    links,
    log,
    matches,
    partners,
    post,
    preferences,
    pull_requests,
    recipients,
    requests,
    selections,
    sign_in,
    statistics,
    timetable,
    trust,
)
from tournai.node.web.door import Door, door_of
from tournai.node.web.pages import Pages
from tournai.node.web.protection import Protection
from tournai.node.web.readers import reader_of
from tournai.node.web.sessions import SignedOut, end_session

STATIC = Path(__file__).parent / "static"

ROUTERS = (
    sign_in,
    preferences,
    flights,
    timetable,
    carriers,
    pull_requests,
    links,
    matches,
    alerts,
    criteria,
    requests,
    disseminations,
    documents,
    discreet,
    evaluation,
    recipients,
    post,
    statistics,
    selections,
    trust,
    partners,
    log,
)

STATUSES: tuple[tuple[type[TournaiError], int], ...] = (
    (SignedOut, 401),
    (Malformed, 400),
    (Refused, 403),
    (Unverified, 409),
    (Unavailable, 503),
    (TournaiError, 500),
)
"""Error family -> HTTP status; the first that fits."""


def create_app(ports: Ports, *, zone: tzinfo = UTC) -> FastAPI:
    """Return the web application of a node. Instants are shown in ``zone``, whose name stands beside each."""
    app = FastAPI(title="Tournai", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.door = Door(ports, Pages(zone))
    for pages in ROUTERS:
        app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=STATIC))
    for kind in (TournaiError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, answer_error)
    app.add_middleware(Protection, answer_fault=answer_fault)
    return app


async def answer_error(request: Request, error: Exception) -> Response:
    """Return the page that says what went wrong, under which rule, and what to do."""
    if isinstance(error, SignedOut) and request.method == "GET":
        return _to_sign_in(request)
    if isinstance(error, TournaiError):
        status = next(status for family, status in STATUSES if isinstance(error, family))
        rule = error.rule if isinstance(error, Refused) else ""
        return _error_page(request, status, error.reason, rule)
    # Their own words may quote the request: a page never repeats them.
    return _error_page(request, error.status_code if isinstance(error, HTTPException) else 400)


def answer_fault(request: Request) -> Response:
    """Return the page for an error that nobody foresaw; it says nothing about it."""
    return _error_page(request, 500)


def _error_page(request: Request, status: int, message: str = "", rule: str = "") -> Response:
    reader = reader_of(request, getattr(request.state, "session", None))
    values: dict[str, object] = {"status": status, "message": message, "rule": rule}
    return door_of(request).pages.render("error.html", reader, values, status=status)


def _to_sign_in(request: Request) -> Response:
    response = RedirectResponse(f"/sign-in?next={quote(request.url.path, safe='')}", status_code=303)
    end_session(response)
    return response
