"""The flight board, a flight, a traveller."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from tournai.errors import Refused
from tournai.node.duties import boards, travellers
from tournai.node.web.desk import OfficersDesk, found
from tournai.values import Reference

router = APIRouter()

PageNumber = Annotated[int, Query(ge=1, le=100_000)]


@router.get("/flights")
def board(desk: OfficersDesk, show: str = "coming", page: PageNumber = 1) -> Response:
    """Show the board."""
    view = boards.show_board(desk.ports, desk.actor, show=show, page=page)
    return desk.page("board.html", view=view, show=show, page=page, size=boards.FLIGHTS_A_PAGE)


@router.get("/flights/{flight_id}")
def flight(desk: OfficersDesk, flight_id: str) -> Response:
    """Show a flight: its pushes, defects and travellers without names."""
    return desk.page("flight.html", view=found(boards.show_flight(desk.ports, desk.actor, flight_id)))


@router.get("/travellers/{traveller_id}")
def traveller(desk: OfficersDesk, traveller_id: str, match: str = "", request: str = "") -> Response:
    """Show a traveller, opened from a match or under a request."""
    if not match and not request:
        raise Refused("open a traveller from a match, or under a request", rule="SYS-01")
    reference = Reference("match", match) if match else Reference("request", request)
    view = travellers.consult_traveller(desk.ports, desk.actor, traveller_id, reference)
    return desk.page("traveller.html", view=found(view))
