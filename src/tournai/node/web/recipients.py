"""The register of those who may receive travel data: proposed, listed by a second person, ended (Art. 7, 9 to 11)."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.casework.recipients import Recipient, RecipientKind
from tournai.errors import Malformed, Refused
from tournai.node.duties import recipients
from tournai.node.web.desk import Desk, OfficersDesk, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of

router = APIRouter(prefix="/recipients")


@router.get("")
def register(desk: OfficersDesk) -> Response:
    """Show the register."""
    return _page(desk)


@router.post("")
def propose(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Propose an entry."""
    try:
        recipients.propose_recipient(desk.ports, desk.actor, _recipient(form))
    except (Malformed, Refused) as error:
        return _page(desk, form, slip_of(error))
    return go("/recipients", done="proposed")


@router.post("/{code}/decide")
def decide(desk: OfficersDesk, form: OfficerForm, code: str) -> Response:
    """List a recipient as a second person, or refuse to."""
    try:
        is_yes = form.is_yes("approve")
        recipients.decide_recipient(desk.ports, desk.actor, code, approve=is_yes, reason=form.text("reason"))
    except (Malformed, Refused) as error:
        return _page(desk, form, slip_of(error), which=code)
    return go("/recipients", done="approved" if is_yes else "refused")


@router.post("/{code}/end")
def end(desk: OfficersDesk, _: OfficerForm, code: str) -> Response:
    """Take a recipient off the register."""
    recipients.end_recipient(desk.ports, desk.actor, code)
    return go("/recipients", done="recipient-ended")


def _recipient(form: Answers) -> Recipient:
    kinds = {kind.value: kind for kind in RecipientKind}
    kind = kinds.get(form.text("kind"))
    if kind is None:
        raise Malformed("choose what kind of recipient it is", code="field")
    return Recipient(
        code=form.text("code").upper(),
        kind=kind,
        name=form.text("name"),
        state=form.text("state").upper(),
        listing=form.text("listing"),
        contact=form.text("contact"),
        unit=form.text("unit"),
    )


def _page(desk: Desk, typed: Answers = UNFILLED, slip: Slip | None = None, *, which: str = "") -> Response:
    view = recipients.show_recipients(desk.ports, desk.actor)
    return desk.form("/recipients", "recipients.html", typed, slip, view=view, which=which)
