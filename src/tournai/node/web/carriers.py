"""The carrier desk: how carriers push, and one carrier's flights and pushes."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.node.duties import carrier_desk
from tournai.node.web.desk import OfficersDesk, found

router = APIRouter(prefix="/carriers")


@router.get("")
def overview(desk: OfficersDesk, days: int = carrier_desk.PERIODS[1]) -> Response:
    """Show all carriers, those against which most counts first."""
    view = carrier_desk.show_carriers(desk.ports, desk.actor, days=days)
    return desk.page("carriers.html", view=view, periods=carrier_desk.PERIODS)


@router.get("/{carrier}")
def carrier(desk: OfficersDesk, carrier: str, days: int = carrier_desk.PERIODS[1]) -> Response:
    """Show one carrier: its flights, its pushes, what to tell it."""
    view = found(carrier_desk.show_carrier(desk.ports, desk.actor, carrier, days=days))
    return desk.page("carrier.html", view=view, periods=carrier_desk.PERIODS)
