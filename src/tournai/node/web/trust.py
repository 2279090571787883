"""Whom checks of documents rely on: the sources, the world's coverage, and imports in two steps."""

import hmac
from hashlib import sha256

from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Malformed, Unverified
from tournai.node.duties.trusting import import_trust, preview_trust, show_trust
from tournai.node.web.desk import Desk, OfficersDesk
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip

router = APIRouter(prefix="/documents/trust")


@router.get("")
def read(desk: OfficersDesk) -> Response:
    """Show the sources and the countries."""
    return _page(desk)


@router.post("/preview")
def preview(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Show what a list would change; nothing is stored."""
    try:
        report = preview_trust(desk.ports, desk.actor, source=form.text("source"), data=form.data("file"))
    except (Malformed, Unverified) as error:
        return _page(desk, form, Slip(error.reason))
    return desk.page("trust_import.html", report=report, is_done=False)


@router.post("/import")
def take(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Import the list that was previewed, and no other."""
    data = form.data("file")
    if not hmac.compare_digest(form.text("digest").encode(), sha256(data).hexdigest().encode()):
        raise Malformed("this is not the file that was previewed: preview it first", code="not-previewed")
    report = import_trust(desk.ports, desk.actor, source=form.text("source"), data=data)
    return desk.page("trust_import.html", report=report, is_done=True)


def _page(desk: Desk, typed: Answers = UNFILLED, slip: Slip | None = None) -> Response:
    return desk.form("/documents/trust", "trust.html", typed, slip, view=show_trust(desk.ports, desk.actor))
