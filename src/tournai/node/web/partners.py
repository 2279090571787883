"""The partner nodes: who is one, what waits for each, how the last exchanges went; nothing of what a message says."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.node.duties.partners import show_partners
from tournai.node.web.desk import OfficersDesk

router = APIRouter(prefix="/exchange/partners")


@router.get("")
def read(desk: OfficersDesk) -> Response:
    """Show the partners."""
    return desk.page("partners.html", view=show_partners(desk.ports, desk.actor))
