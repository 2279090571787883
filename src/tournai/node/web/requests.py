"""Reasoned requests (Directive (EU) 2016/681, Art. 6(2)(b)) and the search that one allows."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Malformed, Refused
from tournai.node.duties import request_desk, requests
from tournai.node.web.desk import Desk, OfficersDesk, found, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of

router = APIRouter(prefix="/requests")


@router.get("")
def overview(desk: OfficersDesk) -> Response:
    """Show the queue of requests, the most urgent first."""
    return _requests(desk)


@router.post("")
def open_request(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Register a request; it waits for its approval."""
    try:
        requests.open_request(
            desk.ports,
            desk.actor,
            authority=form.text("authority"),
            offence=form.text("offence"),
            provision=form.text("provision"),
            penalty_years=form.count("penalty_years"),
            air_link=form.text("air_link"),
            necessity=form.text("necessity"),
            elements=form.pairs("kind", "value"),
            travel_from=form.day_or_none("travel_from"),
            travel_until=form.day_or_none("travel_until"),
            is_urgent=form.text("urgent") == "yes",
            copied_to=form.text("copied_to"),
        )
    except (Malformed, Refused) as error:
        return _requests(desk, form, slip_of(error))
    return go("/requests", done="opened")


@router.get("/{number}")
def request(desk: OfficersDesk, number: str) -> Response:
    """Show one request: what it asks, how it is decided, what was sent."""
    return _request(desk, number)


@router.post("/{number}/elements/{element}")
def decide_element(desk: OfficersDesk, form: OfficerForm, number: str, element: int) -> Response:
    """Decide that an element is answered, or refused on a ground."""
    try:
        is_yes = form.is_yes("answer")
        request_desk.decide_on_element(
            desk.ports, desk.actor, number, element - 1, answer=is_yes, ground=form.text("ground")
        )
    except (Malformed, Refused) as error:
        return _request(desk, number, form, slip_of(error))
    return go(f"/requests/{number}", done="element-decided")


@router.post("/{number}/close")
def close(desk: OfficersDesk, form: OfficerForm, number: str) -> Response:
    """End a request: answered in whole or in part, nothing found, or refused."""
    try:
        request_desk.close_request(desk.ports, desk.actor, number)
    except (Malformed, Refused) as error:
        return _request(desk, number, form, slip_of(error))
    return go(f"/requests/{number}", done="request-closed")


@router.post("/{number}/decide")
def decide(desk: OfficersDesk, form: OfficerForm, number: str) -> Response:
    """Approve or refuse a request, as the independent body that reviews it."""
    is_yes = form.is_yes("approve")
    requests.decide_request(desk.ports, desk.actor, number, approve=is_yes, reason=form.text("reason"))
    return go(f"/requests/{number}", done="approved" if is_yes else "refused")


@router.post("/{number}/search")
def search(desk: OfficersDesk, _: OfficerForm, number: str) -> Response:
    """Show what an approved request's elements find. Their values never stand in an address."""
    return desk.page("search.html", view=requests.search(desk.ports, desk.actor, number=number))


def _requests(desk: Desk, typed: Answers = UNFILLED, slip: Slip | None = None) -> Response:
    view = requests.show_requests(desk.ports, desk.actor)
    return desk.form("/requests", "requests.html", typed, slip, view=view)


def _request(desk: Desk, number: str, typed: Answers = UNFILLED, slip: Slip | None = None) -> Response:
    view = found(request_desk.show_request(desk.ports, desk.actor, number))
    return desk.form(f"/requests/{number}", "request.html", typed, slip, view=view)
