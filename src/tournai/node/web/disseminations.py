"""What is sent of an identified person, and what becomes of it (Directive (EU) 2016/681, Art. 6(6), 7, 9 to 11)."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.casework.recipients import Transfer
from tournai.errors import Malformed, Refused
from tournai.node.duties import disseminating, disseminations
from tournai.node.web.desk import Desk, OfficersDesk, found, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of
from tournai.values import Reference

router = APIRouter(prefix="/disseminations")
CONDITIONS = ("strict", "assurance", "consent", "urgent")
"""The boxes of a transfer, in the order of `Transfer`."""


@router.get("")
def overview(desk: OfficersDesk, show: str = "awaited") -> Response:
    """Show what was sent, what is awaited first."""
    view = disseminations.show_disseminations(desk.ports, desk.actor, show=show)
    return desk.page("disseminations.html", view=view, show=show)


@router.get("/new")
def draft(
    desk: OfficersDesk, match: str = "", request: str = "", traveller: str = "", recipient: str = "", corrects: str = ""
) -> Response:
    """Show what may be sent of a person, before anything is."""
    reference = _reference(match, request)
    return _draft(desk, reference, traveller, recipient=recipient, corrects=corrects)


@router.post("/new")
def send(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Send what the officer ticked."""
    reference = _reference(form.text("match"), form.text("request"))
    proposal = disseminating.Proposal(
        reference=reference,
        traveller_id=form.text("traveller"),
        recipient=form.text("recipient"),
        elements=form.texts("elements"),
        conditions=form.texts("conditions"),
        necessity=form.text("necessity"),
        transfer=Transfer(
            "", *(name in form.texts("transfer") for name in ("strict", "assurance", "consent", "urgent"))
        ),
        corrects=form.text("corrects"),
    )
    try:
        sent = disseminating.send_dissemination(desk.ports, desk.actor, proposal)
    except (Malformed, Refused) as error:
        slip, where = slip_of(error), (proposal.recipient, proposal.corrects)
        return _draft(desk, reference, proposal.traveller_id, form, slip, recipient=where[0], corrects=where[1])
    return go(f"/disseminations/{sent}", done="sent")


@router.get("/{dissemination_id}")
def one(desk: OfficersDesk, dissemination_id: str) -> Response:
    """Show one dissemination: no value of it."""
    return _one(desk, dissemination_id)


@router.post("/{dissemination_id}/package")
def package(desk: OfficersDesk, _: OfficerForm, dissemination_id: str) -> Response:
    """Give the copy, to be conveyed by the unit's own channel."""
    content = disseminations.take_package(desk.ports, desk.actor, dissemination_id)
    headers = {"Content-Disposition": f'attachment; filename="dissemination-{dissemination_id[:8]}.json"'}
    return Response(content, media_type="application/json", headers=headers)


@router.post("/{dissemination_id}/receipt")
def receipt(desk: OfficersDesk, form: OfficerForm, dissemination_id: str) -> Response:
    """Record that the recipient has it."""
    try:
        disseminations.record_receipt(desk.ports, desk.actor, dissemination_id, receipt=form.text("receipt"))
    except (Malformed, Refused) as error:
        return _one(desk, dissemination_id, form, slip_of(error))
    return go(f"/disseminations/{dissemination_id}", done="receipt")


@router.post("/{dissemination_id}/outcome")
def outcome(desk: OfficersDesk, form: OfficerForm, dissemination_id: str) -> Response:
    """Record what came of it."""
    try:
        disseminations.record_outcome(desk.ports, desk.actor, dissemination_id, outcome=form.text("outcome"))
    except (Malformed, Refused) as error:
        return _one(desk, dissemination_id, form, slip_of(error))
    return go(f"/disseminations/{dissemination_id}", done="outcome")


@router.post("/{dissemination_id}/withdraw")
def withdraw(desk: OfficersDesk, form: OfficerForm, dissemination_id: str) -> Response:
    """Withdraw what was sent."""
    try:
        disseminations.withdraw(desk.ports, desk.actor, dissemination_id, reason=form.text("reason"))
    except (Malformed, Refused) as error:
        return _one(desk, dissemination_id, form, slip_of(error))
    return go(f"/disseminations/{dissemination_id}", done="withdrawn")


@router.post("/{dissemination_id}/destroyed")
def destroyed(desk: OfficersDesk, _: OfficerForm, dissemination_id: str) -> Response:
    """Record that the recipient destroyed what was withdrawn."""
    disseminations.record_destruction(desk.ports, desk.actor, dissemination_id)
    return go(f"/disseminations/{dissemination_id}", done="destroyed")


def _reference(match: str, request: str) -> Reference:
    if not match and not request:
        raise Refused("something is sent from a hit or under a request", rule="SYS-01")
    return Reference("match", match) if match else Reference("request", request)


def _draft(
    desk: Desk,
    reference: Reference,
    traveller: str,
    typed: Answers = UNFILLED,
    slip: Slip | None = None,
    *,
    recipient: str = "",
    corrects: str = "",
) -> Response:
    view = disseminating.draft_dissemination(
        desk.ports, desk.actor, reference, traveller, recipient=recipient, corrects=corrects
    )
    path = f"/matches/{reference.identifier}" if reference.kind == "match" else "/requests"
    return desk.form(path, "dissemination_draft.html", typed, slip, view=view)


def _one(desk: Desk, dissemination_id: str, typed: Answers = UNFILLED, slip: Slip | None = None) -> Response:
    view = found(disseminations.show_dissemination(desk.ports, desk.actor, dissemination_id))
    return desk.form(f"/disseminations/{dissemination_id}", "dissemination.html", typed, slip, view=view)
