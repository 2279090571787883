"""Signing in and out."""

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from tournai.errors import Refused
from tournai.node.duties import accounts
from tournai.node.web.desk import OfficersDesk, go
from tournai.node.web.door import door_of
from tournai.node.web.pages import first_page
from tournai.node.web.readers import FORM_TOKEN, Reader, reader_of, write_cookie
from tournai.node.web.sessions import OfficerForm, Visitor, VisitorForm, end_session, start_session

router = APIRouter()


@router.get("/")
def start(desk: OfficersDesk) -> Response:
    """Lead to the page that the role starts at."""
    return go(first_page(desk.reader))


@router.get("/sign-in")
def ask(request: Request, reader: Visitor, next: str = "/") -> Response:  # noqa: A002  the field's name in the address
    """Show the form."""
    if reader.session:
        return go(own_path(next))
    return _form(request, reader, next)


@router.post("/sign-in")
def sign_in(request: Request, form: VisitorForm) -> Response:
    """Open a session, or show the form again with the refusal."""
    try:
        token, session = accounts.sign_in(
            door_of(request).ports, account=form.text("account"), password=form.text("password")
        )
    except Refused as refusal:
        return _form(request, reader_of(request), form.text("next"), refusal)
    response = RedirectResponse(own_path(form.text("next")), status_code=303)
    start_session(request, response, token, session)
    return response


@router.post("/sign-out")
def sign_out(desk: OfficersDesk, _: OfficerForm) -> Response:
    """End the session."""
    accounts.sign_out(desk.ports, desk.token)
    response = go("/sign-in", done="signed-out")
    end_session(response)
    return response


def _form(request: Request, reader: Reader, after: str, refusal: Refused | None = None) -> Response:
    door = door_of(request)
    reader = msgspec.structs.replace(reader, csrf=reader.csrf or door.ports.identifier())
    values: dict[str, object] = {"after": own_path(after), "refusal": refusal}
    notice = request.query_params.get("done", "")
    status = 401 if refusal else 200
    response = door.pages.render("sign_in.html", reader, values, status=status, notice=notice)
    write_cookie(request, response, FORM_TOKEN, reader.csrf)
    return response


def own_path(path: str) -> str:
    """Return a path of this node, as given or the start page."""
    # Only a path of this node: never another host's address, however it is spelled.
    is_own = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_own and "\\" not in path else "/"
