"""The last evaluation of screening: how many of those sought it finds, and how many it shows for nothing."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.node.duties.evaluations import show_evaluation
from tournai.node.web.desk import OfficersDesk
from tournai.node.web.evaluation_page import draw_det

router = APIRouter(prefix="/screening")


@router.get("/evaluation")
def read(desk: OfficersDesk) -> Response:
    """Show the last evaluation that was recorded."""
    view = show_evaluation(desk.ports, desk.actor)
    drawing = draw_det(view.report.det) if view.report else None
    return desk.page("evaluation.html", view=view, drawing=drawing)
