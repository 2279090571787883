"""Criteria: written, checked, tried on the past, advised on, approved, reviewed and ended; versions compared."""

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Malformed, Refused
from tournai.node.duties import criteria
from tournai.node.duties.criteria import Checked, Draft
from tournai.node.duties.criterion_locks import Content
from tournai.node.duties.criterion_trials import ask_trial
from tournai.node.duties.criterion_views import show_criteria, show_criterion
from tournai.node.web.desk import Desk, OfficersDesk, found, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of

router = APIRouter(prefix="/criteria")
WRITE = "write"


class _Shown(msgspec.Struct, frozen=True):
    """What a form gave: why it was not taken, at which form and version, or what a checked text is."""

    typed: Answers = UNFILLED
    slip: Slip | None = None
    at: str = ""
    which: str = ""
    checked: Checked | None = None


@router.get("")
def overview(desk: OfficersDesk) -> Response:
    """Show the criteria, those that ask for something first."""
    return _criteria(desk)


@router.post("")
def write(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Propose a criterion or a new version; it waits for its trial, advice and approval."""
    criterion_id = form.text("criterion_id")
    try:
        version_id = criteria.write_version(desk.ports, desk.actor, _draft(form))
    except (Malformed, Refused) as error:
        return _back(desk, criterion_id, _Shown(form, slip_of(error), WRITE))
    return go(f"/criteria/{criterion_id or version_id}", done="criterion-written")


@router.post("/check")
def check(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Check the text alone: show it in its canonical form, with what asks for a second look."""
    criterion_id = form.text("criterion_id")
    try:
        checked = criteria.check_text(desk.ports, desk.actor, form.text("text"))
    except (Malformed, Refused) as error:
        return _back(desk, criterion_id, _Shown(form, slip_of(error), WRITE))
    return _back(desk, criterion_id, _Shown(form, at=WRITE, checked=checked))


@router.get("/{criterion_id}")
def criterion(desk: OfficersDesk, criterion_id: str) -> Response:
    """Show a criterion with its versions."""
    return _criterion(desk, criterion_id)


@router.post("/{criterion_id}/{version_id}/try")
def try_out(desk: OfficersDesk, _: OfficerForm, criterion_id: str, version_id: str) -> Response:
    """Have a version tried on the stored past."""
    ask_trial(desk.ports, desk.actor, version_id)
    return go(f"/criteria/{criterion_id}", done="criterion-trial")


@router.post("/{criterion_id}/{version_id}/advise")
def advise(desk: OfficersDesk, form: OfficerForm, criterion_id: str, version_id: str) -> Response:
    """Record the data protection officer's advice."""
    try:
        objects = form.is_yes("objects")
        criteria.advise(desk.ports, desk.actor, version_id, objects=objects, reasons=form.text("reasons"))
    except (Malformed, Refused) as error:
        return _criterion(desk, criterion_id, _Shown(form, slip_of(error), "advise", version_id))
    return go(f"/criteria/{criterion_id}", done="criterion-advised")


@router.post("/{criterion_id}/{version_id}/decide")
def decide(desk: OfficersDesk, form: OfficerForm, criterion_id: str, version_id: str) -> Response:
    """Approve or refuse a version, as a second person."""
    try:
        is_yes = form.is_yes("approve")
        criteria.decide_version(desk.ports, desk.actor, version_id, approve=is_yes, reason=form.text("reasons"))
    except (Malformed, Refused) as error:
        return _criterion(desk, criterion_id, _Shown(form, slip_of(error), "decide", version_id))
    return go(f"/criteria/{criterion_id}", done="approved" if is_yes else "refused")


@router.post("/{criterion_id}/{version_id}/review")
def review(desk: OfficersDesk, form: OfficerForm, criterion_id: str, version_id: str) -> Response:
    """Record the regular review: it continues until the next one."""
    try:
        review_by = form.day("review_by")
        criteria.review(desk.ports, desk.actor, version_id, reasons=form.text("reasons"), review_by=review_by)
    except (Malformed, Refused) as error:
        return _criterion(desk, criterion_id, _Shown(form, slip_of(error), "review", version_id))
    return go(f"/criteria/{criterion_id}", done="criterion-reviewed")


@router.post("/{criterion_id}/{version_id}/{act}")
def act(desk: OfficersDesk, form: OfficerForm, criterion_id: str, version_id: str, act: str) -> Response:
    """Suspend, resume or withdraw a version."""
    done = {"suspend": criteria.suspend, "resume": criteria.resume, "withdraw": criteria.withdraw}
    try:
        found(done.get(act))(desk.ports, desk.actor, version_id, reasons=form.text("reasons"))
    except (Malformed, Refused) as error:
        return _criterion(desk, criterion_id, _Shown(form, slip_of(error), act, version_id))
    return go(f"/criteria/{criterion_id}", done=f"criterion-{act}")


def _draft(form: Answers) -> Draft:
    content = Content(
        text=form.text("text"),
        offence=form.text("offence"),
        provision=form.text("provision"),
        penalty_years=form.count("penalty_years"),
        air_link=form.text("air_link"),
        knowledge=form.text("knowledge"),
        against=form.text("against"),
        starts=form.day("starts"),
        ends=form.day("ends"),
        review_by=form.day("review_by"),
    )
    return Draft(form.text("title"), content, form.text("criterion_id"))


def _back(desk: Desk, criterion_id: str, shown: _Shown) -> Response:
    """Return to the page that the form of a criterion stands on."""
    return _criterion(desk, criterion_id, shown) if criterion_id else _criteria(desk, shown)


def _criteria(desk: Desk, shown: _Shown | None = None) -> Response:
    view = show_criteria(desk.ports, desk.actor)
    return _page(desk, "/criteria", "criteria.html", shown or _Shown(), view)


def _criterion(desk: Desk, criterion_id: str, shown: _Shown | None = None) -> Response:
    view = found(show_criterion(desk.ports, desk.actor, criterion_id))
    return _page(desk, f"/criteria/{view.criterion_id}", "criterion.html", shown or _Shown(), view)


def _page(desk: Desk, path: str, template: str, shown: _Shown, view: object) -> Response:
    others = {"at": shown.at, "which": shown.which, "checked": shown.checked}
    return desk.form(path, template, shown.typed, shown.slip, view=view, **others)
