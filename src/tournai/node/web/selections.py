"""Flight selections: which intra-EU flights are kept, under which decision, and what is dropped for want of one."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Malformed, Refused
from tournai.node.duties import selections
from tournai.node.duties.selection_views import show_selections
from tournai.node.web.desk import Desk, OfficersDesk, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of

router = APIRouter(prefix="/selections")
PROPOSE, DECIDE, REVIEW, JUDGE, END = "propose", "decide", "review", "judge", "end"


@router.get("")
def overview(desk: OfficersDesk) -> Response:
    """Show the selections, those that ask for something first."""
    return _selections(desk)


@router.post("")
def propose(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Propose a decision or selection; it waits for a court or independent body."""
    try:
        selections.propose_selection(desk.ports, desk.actor, _proposal(form))
    except (Malformed, Refused) as error:
        return _selections(desk, form, slip_of(error), at=PROPOSE)
    return go("/selections", done="selection-proposed")


@router.post("/{selection_id}/decide")
def decide(desk: OfficersDesk, form: OfficerForm, selection_id: str) -> Response:
    """Approve or refuse a proposal, as the court or independent body that it waits for."""
    try:
        is_yes = form.is_yes("approve")
        selections.decide_selection(desk.ports, desk.actor, selection_id, approve=is_yes, reason=form.text("reasons"))
    except (Malformed, Refused) as error:
        return _selections(desk, form, slip_of(error), at=DECIDE, which=selection_id)
    return go("/selections", done="approved" if is_yes else "refused")


@router.post("/{selection_id}/review")
def review(desk: OfficersDesk, form: OfficerForm, selection_id: str) -> Response:
    """Record the regular review: it continues until the next one."""
    try:
        selections.review_selection(
            desk.ports, desk.actor, selection_id, reasons=form.text("reasons"), review_by=form.day("review_by")
        )
    except (Malformed, Refused) as error:
        return _selections(desk, form, slip_of(error), at=REVIEW, which=selection_id)
    return go("/selections", done="selection-reviewed")


@router.post("/{selection_id}/judge")
def judge(desk: OfficersDesk, form: OfficerForm, selection_id: str) -> Response:
    """Record what a court or independent body found: upheld or annulled."""
    try:
        is_yes = form.is_yes("uphold")
        selections.judge_selection(desk.ports, desk.actor, selection_id, uphold=is_yes, reasons=form.text("reasons"))
    except (Malformed, Refused) as error:
        return _selections(desk, form, slip_of(error), at=JUDGE, which=selection_id)
    return go("/selections", done="selection-upheld" if is_yes else "selection-annulled")


@router.post("/{selection_id}/end")
def end(desk: OfficersDesk, form: OfficerForm, selection_id: str) -> Response:
    """End a decision or selection before its time."""
    try:
        selections.end_selection(desk.ports, desk.actor, selection_id, reasons=form.text("reasons"))
    except (Malformed, Refused) as error:
        return _selections(desk, form, slip_of(error), at=END, which=selection_id)
    return go("/selections", done="selection-ended")


def _proposal(form: Answers) -> selections.Proposal:
    return selections.Proposal(
        basis=form.text("basis"),
        parts=form.text("parts"),
        decided_by=form.text("decided_by"),
        assessed_on=form.day("assessed_on"),
        assessment=form.text("assessment"),
        starts=form.day("starts"),
        ends=form.day("ends"),
        review_by=form.day("review_by"),
    )


def _selections(
    desk: Desk, typed: Answers = UNFILLED, slip: Slip | None = None, *, at: str = "", which: str = ""
) -> Response:
    """Show the page; ``at`` and ``which`` name the form that was not taken, and its selection."""
    view = show_selections(desk.ports, desk.actor)
    return desk.form("/selections", "selections.html", typed, slip, view=view, at=at, which=which)
