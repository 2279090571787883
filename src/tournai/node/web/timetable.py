"""Timetables: which were loaded, imports in two steps, and flights that somebody types."""

import hmac
from hashlib import sha256

from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Malformed
from tournai.node.duties import timetable
from tournai.node.web.desk import Desk, OfficersDesk, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of
from tournai.travel.timetable.typed import COLUMNS, MORE_COLUMNS

router = APIRouter(prefix="/timetable")


@router.get("")
def timetables(desk: OfficersDesk) -> Response:
    """Show carriers and imports."""
    return _page(desk)


@router.post("/preview")
def preview(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Show what a timetable would change; nothing is stored."""
    data = form.data("file")
    report = timetable.preview_timetable(desk.ports, desk.actor, source=form.text("source"), data=data)
    return desk.page("timetable_import.html", report=report, digest=sha256(data).hexdigest(), is_done=False)


@router.post("/import")
def import_timetable(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Load the timetable that was previewed, and no other."""
    data = form.data("file")
    digest = sha256(data).hexdigest()
    if not hmac.compare_digest(form.text("digest").encode(), digest.encode()):
        raise Malformed("this is not the file that was previewed: preview it first", code="not-previewed")
    report = timetable.import_timetable(desk.ports, desk.actor, source=form.text("source"), data=data)
    return desk.page("timetable_import.html", report=report, digest=digest, is_done=True)


@router.post("/flights")
def type_flight(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Take a flight or a period that somebody typed."""
    fields = {name: form.text(name) for name in (*COLUMNS, *MORE_COLUMNS)}
    try:
        timetable.type_flight(desk.ports, desk.actor, fields | {"days": "".join(form.texts("days"))})
    except Malformed as error:
        return _page(desk, typed=form, slip=slip_of(error))
    return go("/timetable", done="timetable-typed")


def _page(desk: Desk, typed: Answers = UNFILLED, slip: Slip | None = None) -> Response:
    view = timetable.show_timetable(desk.ports, desk.actor)
    return desk.form("/timetable", "timetable.html", typed, slip, view=view)
