"""The yearly statistics (Directive (EU) 2016/681, Art. 20): counts alone."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.node.duties.statistics import show_statistics
from tournai.node.web.desk import OfficersDesk

router = APIRouter(prefix="/statistics")


@router.get("")
def year(desk: OfficersDesk, year: int | None = None) -> Response:
    """Show the statistics of a year."""
    return desk.page("statistics.html", view=show_statistics(desk.ports, desk.actor, year=year))
