"""The chart of a traveller's links: computed for the reader, from a hit or an approved request, and kept nowhere."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Refused
from tournai.node.duties import linking
from tournai.node.web.desk import OfficersDesk, found
from tournai.node.web.link_chart import draw
from tournai.values import Reference

router = APIRouter()


@router.get("/travellers/{traveller_id}/links")
def links(desk: OfficersDesk, traveller_id: str, match: str = "", request: str = "") -> Response:
    """Show a traveller's links."""
    if not match and not request:
        raise Refused("links are charted from a hit, or under a request", rule="SYS-01")
    reference = Reference("match", match) if match else Reference("request", request)
    view = found(linking.show_links(desk.ports, desk.actor, traveller_id, reference))
    return desk.page("links.html", view=view, drawing=draw(view))
