"""The event log: reading it, and exporting it for an offline check."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from tournai.node.duties import log
from tournai.node.web.desk import OfficersDesk
from tournai.node.web.sessions import OfficerForm

router = APIRouter(prefix="/log")

Sequence = Annotated[int | None, Query(ge=0, le=2**62)]


@router.get("")
def read(desk: OfficersDesk, stream: str = "pnr", before: Sequence = None) -> Response:
    """Show one page of a stream, newest first."""
    return desk.page("log.html", view=log.show_log(desk.ports, desk.actor, stream=stream, before=before), stream=stream)


@router.post("/export")
def export(desk: OfficersDesk, form: OfficerForm) -> Response:
    """Send a stream with its checkpoints, as `tournai log verify` reads it."""
    lines = log.export_log(desk.ports, desk.actor, stream=form.text("stream"))
    headers = {"Content-Disposition": 'attachment; filename="tournai-log.jsonl"'}
    return StreamingResponse(lines, media_type="application/jsonl", headers=headers)
