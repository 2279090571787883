"""Documents at the desk: a check, its verdict with the evidence side by side, and cases where something failed."""

import base64

from fastapi import APIRouter
from starlette.responses import Response

from tournai.documents.holder.shown import as_shown
from tournai.documents.inspection import Challenge
from tournai.errors import Malformed
from tournai.forms import typeset
from tournai.node.duties import document_cases, document_checks, document_prints
from tournai.node.duties.case_biometrics import decide_biometrics
from tournai.node.web.desk import Desk, OfficersDesk, found, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of
from tournai.node.web.verdict_form import verdict_form

MOST_SHOWN = 8 * 1024 * 1024

router = APIRouter(prefix="/documents")


@router.get("")
def read(desk: OfficersDesk) -> Response:
    """Show the form, and the newest cases."""
    return _desk_page(desk)


@router.post("/check")
def check(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Check what was handed over, and show what was found; nothing of it stays in the node."""
    page = form.data_or_none("page") or b""
    try:
        handed = document_checks.Handed(
            zone=form.text("zone"),
            page=page,
            chip=form.data_or_none("chip") or b"",
            seal=form.text("seal"),
            live=form.data_or_none("live") or b"",
            challenge=_answered(form.text("answer")),
        )
        checked = document_checks.check_document(desk.ports, desk.actor, handed)
    except Malformed as error:
        return _desk_page(desk, form, slip_of(error))
    pictures = {"portrait": checked.portrait, "page": page, "live": handed.live}
    return desk.page(
        "document.html",
        findings=checked.findings,
        portrait=_shown(checked.portrait),
        page=_shown(page),
        live=_shown(handed.live),
        receipt=checked.receipt,
        pictures=document_prints.seal_pictures(desk.ports, desk.actor, checked.receipt, pictures),
        discreet=checked.discreet,
        biometrics=None,
        case=None,
    )


@router.post("/print")
def put_on_paper(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Give the verdict of a check as PDF."""
    receipt, pictures = form.text("receipt"), form.text("pictures")
    return _paper(desk, document_prints.print_verdict(desk.ports, desk.actor, receipt, pictures))


@router.post("/cases/{case_id}/print")
def put_case_on_paper(desk: OfficersDesk, _: OfficerForm, case_id: str) -> Response:
    """Give the verdict of a case as PDF."""
    return _paper(desk, found(document_prints.print_case(desk.ports, desk.actor, case_id)))


@router.post("/cases")
def open_case(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Open a case with what a check found."""
    with_pictures = form.text("with_pictures") == "yes"
    case_id = document_cases.open_case(desk.ports, desk.actor, form.text("receipt"), with_pictures=with_pictures)
    return go(f"/documents/cases/{case_id}", done="case-opened")


@router.get("/cases/{case_id}")
def read_case(desk: OfficersDesk, case_id: str) -> Response:
    """Show a case."""
    case = found(document_cases.show_case(desk.ports, desk.actor, case_id))
    kept = case.biometrics.pictures if case.biometrics else {}
    return desk.page(
        "document.html",
        findings=case.findings,
        portrait=_shown(kept.get("portrait", b"")),
        page=_shown(kept.get("page", b"")),
        live=_shown(kept.get("live", b"")),
        receipt="",
        biometrics=case.biometrics,
        pictures="",
        discreet=(),
        case=case.line,
    )


@router.post("/cases/{case_id}/pictures/decide")
def decide_pictures(desk: OfficersDesk, form: OfficerForm, case_id: str) -> Response:
    """Decide whether the pictures of a case are kept."""
    allow = form.is_yes("approve")
    decide_biometrics(desk.ports, desk.actor, case_id, allow=allow)
    return go(f"/documents/cases/{case_id}", done="approved" if allow else "refused")


@router.post("/cases/{case_id}/pictures")
def keep_pictures(desk: OfficersDesk, form: OfficerForm, case_id: str) -> Response:
    """Keep the pictures of a case, handed over again."""
    page, chip, live = (form.data_or_none(name) or b"" for name in ("page", "chip", "live"))
    document_cases.keep_pictures(
        desk.ports, desk.actor, case_id, document_checks.Handed(page=page, chip=chip, live=live)
    )
    return go(f"/documents/cases/{case_id}", done="pictures-kept")


def _shown(picture: bytes) -> str:
    """Return a picture within its page, gone with it; empty for one that is large or cannot be read."""
    kind, shown = as_shown(picture)
    return f"data:{kind};base64,{base64.b64encode(shown).decode()}" if kind and len(shown) <= MOST_SHOWN else ""


def _answered(text: str) -> Challenge | None:
    """Return the challenge and the chip's answer, written one after the other; ``None`` where there is nothing."""
    if not text:
        return None
    try:
        challenge, response = map(bytes.fromhex, text.split())
    except ValueError as error:
        raise Malformed("write the challenge and then the answer of the chip, in hexadecimal", code="field") from error
    return Challenge(challenge, response)


def _paper(desk: Desk, printed: document_prints.PrintedVerdict) -> Response:
    content = typeset(verdict_form(printed, desk.reader.language, desk.pages.zone))
    name = f"document-check-{printed.at:%Y%m%d-%H%M%S}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)


def _desk_page(desk: OfficersDesk, typed: Answers = UNFILLED, slip: Slip | None = None) -> Response:
    view = document_cases.show_cases(desk.ports, desk.actor)
    return desk.form("/documents", "documents.html", typed, slip, view=view)
