"""A signed-in officer's request: the ports, the actor, and the two ways to answer it."""

from typing import Annotated, TypeVar

import msgspec
from fastapi import Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tournai.node.duties.ports import Ports
from tournai.node.web.door import door_of
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.pages import Pages
from tournai.node.web.readers import Reader, reader_of
from tournai.node.web.sessions import SignedInOfficer
from tournai.node.web.slips import Slip
from tournai.values import Actor

Shown = TypeVar("Shown")


class Desk(msgspec.Struct, frozen=True):
    """What a page's function gets: whom it serves, and what it calls duties with."""

    ports: Ports
    actor: Actor
    reader: Reader
    token: str
    pages: Pages
    notice: str

    def page(self, template: str, **values: object) -> Response:
        """Return a page."""
        return self.pages.render(template, self.reader, values, notice=self.notice)

    def form(
        self, path: str, template: str, typed: Answers = UNFILLED, slip: Slip | None = None, **values: object
    ) -> Response:
        """Return a page with a form: as filled in and with its slip, under status 422, where there is one.

        ``path`` is the page's own: the form may have been sent to another, which cannot be opened.
        """
        reader = msgspec.structs.replace(self.reader, path=path)
        shown: dict[str, object] = {**values, "typed": typed, "slip": slip}
        return self.pages.render(template, reader, shown, status=422 if slip else 200, notice=self.notice)


def found(view: Shown | None) -> Shown:
    """Return what a duty found.

    Raises:
        HTTPException: It found nothing (404).
    """
    if view is None:
        raise HTTPException(404)
    return view


def go(path: str, *, done: str = "") -> Response:
    """Return the way to a page after something was done; ``done`` is a code of `words.NOTICES`."""
    return RedirectResponse(f"{path}?done={done}" if done else path, status_code=303)


def _desk(request: Request, officer: SignedInOfficer, done: str = "") -> Desk:
    door = door_of(request)
    reader = reader_of(request, officer.session)
    return Desk(door.ports, officer.actor, reader, officer.token, door.pages, done)


OfficersDesk = Annotated[Desk, Depends(_desk)]
