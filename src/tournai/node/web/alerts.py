"""Alert sources: what they hold, imports in two steps, and whether travel data may be matched against them."""

import hmac
from hashlib import sha256

from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Malformed, Refused
from tournai.node.duties import alert_ends, alert_sources, held_withdrawals
from tournai.node.web.desk import Desk, OfficersDesk, go
from tournai.node.web.flights import PageNumber
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.list_words import FORMATS
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of

router = APIRouter(prefix="/alerts")


@router.get("")
def sources(desk: OfficersDesk, source: str = "", page: PageNumber = 1) -> Response:
    """Show the sources, and the alerts of one of them."""
    return _sources(desk, source, page)


@router.post("/preview")
def preview(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Show what a list would change; nothing is stored."""
    data = form.data("file")
    report = alert_sources.preview_import(
        desk.ports,
        desk.actor,
        source=form.text("source"),
        format=form.text("format"),
        data=data,
        keep_hours=_hours(form),
    )
    digest = sha256(data).hexdigest()
    return desk.page("import.html", report=report, digest=digest, keep_hours=form.text("keep_hours"), is_done=False)


@router.post("/import")
def import_list(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Load the list that was previewed, and no other."""
    data = form.data("file")
    digest = sha256(data).hexdigest()
    if not hmac.compare_digest(form.text("digest").encode(), digest.encode()):
        raise Malformed("this is not the file that was previewed: preview it first", code="not-previewed")
    report = alert_sources.import_alerts(
        desk.ports,
        desk.actor,
        source=form.text("source"),
        format=form.text("format"),
        data=data,
        keep_hours=_hours(form),
    )
    return desk.page("import.html", report=report, digest=digest, keep_hours="", is_done=True)


@router.post("/withdrawal")
def decide_withdrawal(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Withdraw the alerts that the latest edition of a source lacks, or keep them in force."""
    is_yes = form.is_yes("withdraw")
    held_withdrawals.decide_withdrawal(desk.ports, desk.actor, form.text("source"), withdraw=is_yes)
    return go("/alerts", done="alerts-withdrawn" if is_yes else "alerts-kept")


@router.post("/{alert_id}/extend")
def extend(desk: OfficersDesk, form: OfficerForm, alert_id: int) -> Response:
    """Let one of the authority's own alerts last longer, after an assessment."""
    alert_ends.extend_alert(desk.ports, desk.actor, alert_id, until=form.day("until"), reason=form.text("reason"))
    return go("/alerts", done="alert-extended")


@router.post("/eligibilities")
def propose(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Propose that travel data be matched against a source or one of its categories."""
    try:
        alert_sources.propose_eligibility(
            desk.ports,
            desk.actor,
            source=form.text("source"),
            category=form.text("category"),
            article=form.text("article"),
            offence=form.text("offence"),
            review_by=form.day("review_by"),
        )
    except (Malformed, Refused) as error:
        return _sources(desk, typed=form, slip=slip_of(error))
    return go("/alerts", done="proposed")


@router.post("/eligibilities/{approval_id}/decide")
def decide(desk: OfficersDesk, form: OfficerForm, approval_id: str) -> Response:
    """Approve or refuse a proposal that another person made."""
    is_yes = form.is_yes("approve")
    alert_sources.decide_eligibility(desk.ports, desk.actor, approval_id, approve=is_yes)
    return go("/alerts", done="approved" if is_yes else "refused")


@router.post("/eligibilities/{approval_id}/end")
def end(desk: OfficersDesk, _: OfficerForm, approval_id: str) -> Response:
    """End an eligibility: travel data is no longer matched against what it names."""
    alert_sources.end_eligibility(desk.ports, desk.actor, approval_id)
    return go("/alerts", done="ended")


def _hours(form: Answers) -> int | None:
    return form.count("keep_hours") if form.text("keep_hours") else None


def _sources(
    desk: Desk, source: str = "", page: int = 1, typed: Answers = UNFILLED, slip: Slip | None = None
) -> Response:
    view = alert_sources.show_alerts(desk.ports, desk.actor, source=source or None, page=page)
    size = alert_sources.ALERTS_A_PAGE
    return desk.form(
        "/alerts", "alerts.html", typed, slip, view=view, source=source, page=page, size=size, formats=FORMATS
    )
