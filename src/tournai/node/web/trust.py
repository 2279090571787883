"""Whom checks of documents and seals rely on: sources, coverage, and lists that two persons bring in."""

import hmac
from hashlib import sha256

from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Malformed, Unverified
from tournai.node.duties.trust_imports import decide_trust, preview_trust, propose_trust, show_edition
from tournai.node.duties.trusting import show_trust
from tournai.node.web.desk import Desk, OfficersDesk, found, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip

router = APIRouter(prefix="/documents/trust")


@router.get("")
def read(desk: OfficersDesk) -> Response:
    """Show the sources, what waits, and the countries."""
    return _page(desk)


@router.post("/preview")
def preview(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Show what a list would change; nothing is stored."""
    try:
        report = preview_trust(
            desk.ports, desk.actor, source=form.text("source"), data=form.data("file"), used_for=form.text("used_for")
        )
    except (Malformed, Unverified) as error:
        return _page(desk, form, Slip(error.reason))
    return desk.page("trust_import.html", report=report, edition=None)


@router.post("/import")
def take(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Propose the list that was previewed, and no other."""
    data = form.data("file")
    if not hmac.compare_digest(form.text("digest").encode(), sha256(data).hexdigest().encode()):
        raise Malformed("this is not the file that was previewed: preview it first", code="not-previewed")
    proposed = propose_trust(
        desk.ports, desk.actor, source=form.text("source"), data=data, used_for=form.text("used_for")
    )
    return desk.page("trust_import.html", report=proposed.report, edition=proposed, slip=None)


@router.get("/editions/{edition_id}")
def edition(desk: OfficersDesk, edition_id: str) -> Response:
    """Show what an edition changed, or would."""
    return _edition(desk, edition_id)


@router.post("/editions/{edition_id}")
def decide(desk: OfficersDesk, form: OfficerForm, edition_id: str) -> Response:
    """Approve an edition as a second person, or not."""
    try:
        is_yes = form.is_yes("approve")
        decide_trust(desk.ports, desk.actor, edition_id, approve=is_yes)
    except Unverified as error:
        return _edition(desk, edition_id, Slip(error.reason))
    return go("/documents/trust", done="approved" if is_yes else "refused")


def _edition(desk: Desk, edition_id: str, slip: Slip | None = None) -> Response:
    view = found(show_edition(desk.ports, desk.actor, edition_id))
    path = f"/documents/trust/editions/{edition_id}"
    return desk.form(path, "trust_import.html", slip=slip, report=view.report, edition=view)


def _page(desk: Desk, typed: Answers = UNFILLED, slip: Slip | None = None) -> Response:
    return desk.form("/documents/trust", "trust.html", typed, slip, view=show_trust(desk.ports, desk.actor))
