"""What a reader chooses: language, theme, keyboard keys; and the help page."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from tournai.errors import Malformed
from tournai.node.duties import accounts
from tournai.node.web.door import door_of
from tournai.node.web.readers import PREFERENCES, SESSION, keep_preference
from tournai.node.web.sessions import Visitor, VisitorForm
from tournai.node.web.sign_in import own_path
from tournai.values.wordings import say

router = APIRouter()


@router.post("/preferences")
def choose(request: Request, reader: Visitor, form: VisitorForm) -> Response:
    """Keep a preference and lead back to the page where it was chosen."""
    response = RedirectResponse(own_path(form.text("next")), status_code=303)
    chosen = {name: form.text(name) for name in PREFERENCES if form.text(name)}
    for name, value in chosen.items():
        if value not in PREFERENCES[name]:
            raise Malformed(
                say("{name} must be one of {known}", name=name, known=", ".join(PREFERENCES[name])), code="field"
            )
        keep_preference(request, response, name, value)
    if "language" in chosen and reader.session:
        _keep_language(request, chosen["language"])
    return response


@router.get("/help")
def explain(request: Request, reader: Visitor) -> Response:
    """Show what the words mean and which keys there are."""
    return door_of(request).pages.render("help.html", reader, {})


def _keep_language(request: Request, language: str) -> None:
    ports = door_of(request).ports
    actor, _ = accounts.resume(ports, request.cookies[SESSION])
    accounts.choose_language(ports, actor, language)
