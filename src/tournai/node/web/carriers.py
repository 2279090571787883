"""The carrier desk: how carriers push, one carrier's flights and pushes, and the file of a year's breaches."""

from datetime import UTC

from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Malformed, Refused
from tournai.node.duties import breaches, carrier_desk
from tournai.node.web.desk import Desk, OfficersDesk, found, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of
from tournai.travel.conduct import Excuse

router = APIRouter(prefix="/carriers")
EXCUSES = tuple(one.value for one in Excuse)


@router.get("")
def overview(desk: OfficersDesk, days: int = carrier_desk.PERIODS[1]) -> Response:
    """Show all carriers, those against which most counts first."""
    view = carrier_desk.show_carriers(desk.ports, desk.actor, days=days)
    return desk.page("carriers.html", view=view, periods=carrier_desk.PERIODS)


@router.get("/breaches")
def breach_file(desk: OfficersDesk, year: int = 0, carrier: str = "") -> Response:
    """Show a year's breaches, to judge and to print."""
    return _file(desk, year or _this_year(desk), carrier)


@router.get("/breaches.csv")
def breach_csv(desk: OfficersDesk, year: int, carrier: str = "") -> Response:
    """Export a year's breaches."""
    content = breaches.export_breaches(desk.ports, desk.actor, year=year, carrier=carrier)
    name = f"breaches-{year}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/breaches/{breach_id}/review")
def review(desk: OfficersDesk, form: OfficerForm, breach_id: str) -> Response:
    """Record whether a breach is upheld or excused."""
    try:
        breaches.review_breach(
            desk.ports, desk.actor, breach_id, excuse=form.text("excuse"), reason=form.text("reason")
        )
    except (Malformed, Refused) as error:
        return _file(desk, _this_year(desk), "", form, slip_of(error), which=breach_id)
    return go("/carriers/breaches", done="breach-reviewed")


@router.get("/{carrier}")
def carrier(desk: OfficersDesk, carrier: str, days: int = carrier_desk.PERIODS[1]) -> Response:
    """Show one carrier: its flights, its pushes, what to tell it."""
    view = found(carrier_desk.show_carrier(desk.ports, desk.actor, carrier, days=days))
    return desk.page("carrier.html", view=view, periods=carrier_desk.PERIODS)


def _file(
    desk: Desk, year: int, carrier: str, typed: Answers = UNFILLED, slip: Slip | None = None, *, which: str = ""
) -> Response:
    view = breaches.show_breaches(desk.ports, desk.actor, year=year, carrier=carrier)
    return desk.form("/carriers/breaches", "breaches.html", typed, slip, view=view, excuses=EXCUSES, which=which)


def _this_year(desk: Desk) -> int:
    return desk.ports.clock().astimezone(UTC).year
