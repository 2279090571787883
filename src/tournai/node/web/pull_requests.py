"""Pull requests: a flight's data outside of the two times, asked for, approved, taken as a message."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Malformed, Refused
from tournai.node.duties import pull_requests
from tournai.node.web.desk import Desk, OfficersDesk, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of

router = APIRouter(prefix="/pull-requests")


@router.get("")
def overview(desk: OfficersDesk) -> Response:
    """Show the requests."""
    return _page(desk)


@router.post("")
def ask(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Ask for a flight's data."""
    try:
        pull_requests.ask_pull(desk.ports, desk.actor, _proposal(form))
    except (Malformed, Refused) as error:
        return _page(desk, form, slip_of(error))
    return go("/pull-requests", done="pull-asked")


@router.post("/{request_id}/decide")
def decide(desk: OfficersDesk, form: OfficerForm, request_id: str) -> Response:
    """Approve or refuse a request, as a second person."""
    try:
        is_yes = form.is_yes("approve")
        pull_requests.decide_pull(desk.ports, desk.actor, request_id, approve=is_yes, reason=form.text("reason"))
    except (Malformed, Refused) as error:
        return _page(desk, form, slip_of(error), which=request_id)
    return go("/pull-requests", done="approved" if is_yes else "refused")


@router.post("/{request_id}/message")
def message(desk: OfficersDesk, _: OfficerForm, request_id: str) -> Response:
    """Give the message to send by other means."""
    content = pull_requests.take_message(desk.ports, desk.actor, request_id)
    headers = {"Content-Disposition": 'attachment; filename="govreq.edi"'}
    return Response(content, media_type="application/edifact", headers=headers)


def _proposal(form: Answers) -> pull_requests.PullProposal:
    return pull_requests.PullProposal(
        flight=form.text("flight"),
        on=form.day("on"),
        departure_airport=form.text("from"),
        arrival_airport=form.text("to"),
        threat=form.text("threat"),
        hours=form.count("hours"),
        on_behalf_of=form.text("on_behalf_of"),
    )


def _page(desk: Desk, typed: Answers = UNFILLED, slip: Slip | None = None, *, which: str = "") -> Response:
    view = pull_requests.show_pulls(desk.ports, desk.actor)
    hours = pull_requests.HOURS
    return desk.form("/pull-requests", "pull_requests.html", typed, slip, view=view, hours=hours, which=which)
