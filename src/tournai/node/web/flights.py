"""The flight board, a flight, a traveller."""

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from tournai.errors import Refused
from tournai.node.duties import boards, travellers
from tournai.node.web.desk import OfficersDesk, found
from tournai.values import Reference

router = APIRouter()

PageNumber = Annotated[int, Query(ge=1, le=100_000)]
Word = Annotated[str, Query(max_length=32)]


@router.get("/flights")
def board(
    desk: OfficersDesk,
    show: str = "coming",
    standing: Word = "",
    carrier: Word = "",
    text: Word = "",
    on: Word = "",
    page: PageNumber = 1,
) -> Response:
    """Show the board: of another day, of one carrier, or what stands badly, where that is asked for."""
    chosen = boards.BoardFilter(show, standing, carrier, text, _day(on))
    view = boards.show_board(desk.ports, desk.actor, chosen=chosen, page=page)
    query = urlencode({"show": show, "carrier": carrier, "text": text, "on": chosen.on or ""})
    return desk.page("board.html", view=view, chosen=chosen, query=query, page=page, size=boards.FLIGHTS_A_PAGE)


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


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
