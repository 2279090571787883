"""A recipient's own post: what was sent to it, acknowledged and answered for."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Malformed, Refused
from tournai.node.duties import post
from tournai.node.web.desk import Desk, OfficersDesk, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of

router = APIRouter(prefix="/post")


@router.get("")
def overview(desk: OfficersDesk) -> Response:
    """Show what was sent to the reader's authority."""
    return desk.page("post.html", view=post.show_post(desk.ports, desk.actor))


@router.get("/{dissemination_id}")
def letter(desk: OfficersDesk, dissemination_id: str) -> Response:
    """Open what was sent."""
    return _letter(desk, dissemination_id)


@router.post("/{dissemination_id}/receipt")
def receipt(desk: OfficersDesk, form: OfficerForm, dissemination_id: str) -> Response:
    """Acknowledge the receipt."""
    try:
        post.acknowledge(desk.ports, desk.actor, dissemination_id, receipt=form.text("receipt"))
    except (Malformed, Refused) as error:
        return _letter(desk, dissemination_id, form, slip_of(error))
    return go(f"/post/{dissemination_id}", done="receipt")


@router.post("/{dissemination_id}/outcome")
def outcome(desk: OfficersDesk, form: OfficerForm, dissemination_id: str) -> Response:
    """Tell what came of it."""
    try:
        post.tell_outcome(desk.ports, desk.actor, dissemination_id, outcome=form.text("outcome"))
    except (Malformed, Refused) as error:
        return _letter(desk, dissemination_id, form, slip_of(error))
    return go(f"/post/{dissemination_id}", done="outcome")


@router.post("/{dissemination_id}/destroyed")
def destroyed(desk: OfficersDesk, _: OfficerForm, dissemination_id: str) -> Response:
    """Confirm that what was withdrawn is destroyed."""
    post.confirm_destruction(desk.ports, desk.actor, dissemination_id)
    return go(f"/post/{dissemination_id}", done="destroyed")


def _letter(desk: Desk, dissemination_id: str, typed: Answers = UNFILLED, slip: Slip | None = None) -> Response:
    view = post.open_letter(desk.ports, desk.actor, dissemination_id)
    return desk.form(f"/post/{dissemination_id}", "letter.html", typed, slip, view=view)
