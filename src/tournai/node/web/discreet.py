"""Possible hits with alerts for discreet checks, for the entitled officer alone, and the sources that checks use."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.casework.sirene_forms import Circumstances
from tournai.errors import Malformed, Refused
from tournai.node.duties.border_sources import decide_border_source, end_border_source, propose_border_source
from tournai.node.duties.discreet_checks import refute_discreet, report_discreet, show_discreet
from tournai.node.web.desk import Desk, OfficersDesk, found, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of

router = APIRouter(prefix="/documents/second-line")


@router.get("")
def read(desk: OfficersDesk) -> Response:
    """Show the possible hits and the sources."""
    return _list(desk)


@router.get("/{check_id}")
def read_one(desk: OfficersDesk, check_id: str) -> Response:
    """Show one: alert and holder, what is to be done, the form for SIRENE."""
    return _one(desk, check_id)


@router.post("/{check_id}/report")
def report(desk: OfficersDesk, form: OfficerForm, check_id: str) -> Response:
    """Write the form for SIRENE."""
    seen = Circumstances(**{name: form.text(name) for name in Circumstances.__struct_fields__})
    try:
        report_discreet(desk.ports, desk.actor, check_id, seen)
    except Refused as error:
        return _one(desk, check_id, form, slip_of(error))
    return go(f"/documents/second-line/{check_id}", done="form-written")


@router.post("/{check_id}/refute")
def refute(desk: OfficersDesk, _: OfficerForm, check_id: str) -> Response:
    """Say that it is another person or document."""
    refute_discreet(desk.ports, desk.actor, check_id)
    return go("/documents/second-line", done="check-refuted")


@router.post("/sources/propose")
def propose(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Propose that checks of documents use a source."""
    try:
        propose_border_source(desk.ports, desk.actor, form.text("source"), form.text("reason"))
    except (Malformed, Refused) as error:
        return _list(desk, form, slip_of(error))
    return go("/documents/second-line", done="proposed")


@router.post("/sources/{approval_id}/decide")
def decide(desk: OfficersDesk, form: OfficerForm, approval_id: str) -> Response:
    """Decide on a proposal."""
    approve = form.is_yes("approve")
    try:
        decide_border_source(desk.ports, desk.actor, approval_id, approve=approve, reason=form.text("reason"))
    except Refused as error:
        return _list(desk, form, slip_of(error))
    return go("/documents/second-line", done="approved" if approve else "refused")


@router.post("/sources/{approval_id}/end")
def end(desk: OfficersDesk, _: OfficerForm, approval_id: str) -> Response:
    """End the use of a source."""
    end_border_source(desk.ports, desk.actor, approval_id)
    return go("/documents/second-line", done="border-source-ended")


def _list(desk: Desk, typed: Answers = UNFILLED, slip: Slip | None = None) -> Response:
    view = show_discreet(desk.ports, desk.actor)
    return desk.form("/documents/second-line", "second_line.html", typed, slip, view=view)


def _one(desk: Desk, check_id: str, typed: Answers = UNFILLED, slip: Slip | None = None) -> Response:
    view = show_discreet(desk.ports, desk.actor, only=(check_id,))
    line = found(next(iter(view.checks), None))
    path = f"/documents/second-line/{check_id}"
    return desk.form(path, "second_line_check.html", typed, slip, line=line, now=view.now)
