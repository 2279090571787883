"""Who reads: the session, the language, the theme, and the proof that a form was ours.

Source: OWASP ASVS 4.0.3, sections 3.4 (cookies) and 4.2.2 (forged requests); Fetch Metadata (W3C), section 2.3.
"""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from tournai.errors import Refused
from tournai.node.duties import accounts
from tournai.node.duties.views import SignedIn
from tournai.node.web.door import door_of
from tournai.node.web.forms import Answers, read_answers
from tournai.node.web.readers import SESSION, Reader, reader_of, write_cookie
from tournai.values import Actor


class SignedOut(Refused):
    """Nobody is signed in, or the session has ended."""


class ForgedForm(Refused):
    """A form was not sent from a page of this node."""


class Officer(msgspec.Struct, frozen=True):
    """A signed-in session: who acts, and the token to end it."""

    actor: Actor
    session: SignedIn
    token: str


def require_officer(request: Request) -> Officer:
    """Return who is signed in.

    Raises:
        SignedOut: Nobody is, or no longer.
    """
    token = request.cookies.get(SESSION, "")
    if not token:
        raise SignedOut("sign in first", rule="SYS-01")
    try:
        actor, session = accounts.resume(door_of(request).ports, token)
    except Refused as refusal:
        raise SignedOut("your session has ended: sign in again", rule=refusal.rule) from refusal
    request.state.session = session
    return Officer(actor, session, token)


SignedInOfficer = Annotated[Officer, Depends(require_officer)]


async def read_form(request: Request, _: SignedInOfficer) -> AsyncIterator[Answers]:
    """Yield the answers of a form that a page of this node sent; its body is read after the session was checked.

    Raises:
        ForgedForm: Another site sent it, or its token is not the session's.
        Malformed: The form cannot be read.
    """
    async with _own_answers(request, reader_of(request, request.state.session)) as answers:
        yield answers


async def read_visitor_form(request: Request) -> AsyncIterator[Answers]:
    """Yield the answers of a form that may come before sign-in, such as the sign-in itself.

    Raises:
        ForgedForm: Another site sent it, or its token is not the one of the cookie or session.
    """
    async with _own_answers(request, await visitor(request)) as answers:
        yield answers


async def visitor(request: Request) -> Reader:
    """Return who reads, signed in or not."""
    try:
        officer = await run_in_threadpool(require_officer, request)
    except SignedOut:
        return reader_of(request)
    return reader_of(request, officer.session)


@asynccontextmanager
async def _own_answers(request: Request, reader: Reader) -> AsyncIterator[Answers]:
    _check_origin(request)
    answers = await read_answers(request)
    try:
        if not reader.csrf or not hmac.compare_digest(answers.text("csrf").encode(), reader.csrf.encode()):
            raise ForgedForm("the form has expired: open its page again and repeat", rule="SYS-01")
        yield answers
    finally:
        await answers.close()


def _check_origin(request: Request) -> None:
    # Under `Referrer-Policy: no-referrer` browsers send `Origin: null` with our own forms: fetch metadata goes first.
    site = request.headers.get("sec-fetch-site")
    origin = urlsplit(request.headers.get("origin", ""))
    is_own = site == "same-origin" if site else origin.netloc == request.url.netloc
    if not is_own:
        raise ForgedForm("the form was not sent from a page of this node", rule="SYS-01")


def start_session(request: Request, response: Response, token: str, session: SignedIn) -> None:
    """Set the session's cookie; the browser drops it when it closes."""
    write_cookie(request, response, SESSION, token)
    write_cookie(request, response, "tournai_language", session.language)


def end_session(response: Response) -> None:
    """Take the session's cookie back."""
    response.delete_cookie(SESSION, path="/", httponly=True, samesite="strict")


VisitorForm = Annotated[Answers, Depends(read_visitor_form)]
OfficerForm = Annotated[Answers, Depends(read_form)]
Visitor = Annotated[Reader, Depends(visitor)]
