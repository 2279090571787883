"""An evaluation of screening as a page and a drawing: the same in the node and in a file of its own."""

from datetime import UTC
from math import log10

import msgspec

from tournai.node.web.pages import Pages
from tournai.screening.evaluation.metrics import DetPoint
from tournai.screening.evaluation.report import Report

LEFT, TOP, WIDTH, HEIGHT = 84, 16, 540, 320
FALSE_TICKS = (0.1, 1.0, 10.0, 100.0, 300.0)
"""False matches per 10,000 travellers, from left to right."""
MISSED_TICKS = (0.001, 0.01, 0.1, 1.0)
"""Shares missed, from the bottom to the top."""


class Tick(msgspec.Struct, frozen=True):
    """A line of the grid: where it is, and what it says."""

    at: float
    value: float


class DetDrawing(msgspec.Struct, frozen=True):
    """The detection error trade-off, drawn: both axes logarithmic, the better the nearer to the lower left corner."""

    points: tuple[tuple[float, float], ...]
    false_ticks: tuple[Tick, ...]
    missed_ticks: tuple[Tick, ...]
    left: int = LEFT
    top: int = TOP
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def line(self) -> str:
        """The curve as the points of an SVG polyline."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)


def draw_det(points: tuple[DetPoint, ...]) -> DetDrawing:
    """Return the drawing of a curve; what is missed less often than the axis shows is drawn on the axis."""
    return DetDrawing(
        points=tuple((_across(point.per_10k), _up(point.missed)) for point in points),
        false_ticks=tuple(Tick(_across(value), value) for value in FALSE_TICKS),
        missed_ticks=tuple(Tick(_up(value), value) for value in MISSED_TICKS),
    )


def _across(per_10k: float) -> float:
    return LEFT + WIDTH * _part(per_10k, FALSE_TICKS[0], FALSE_TICKS[-1])


def _up(missed: float) -> float:
    return TOP + HEIGHT * (1 - _part(missed, MISSED_TICKS[0], MISSED_TICKS[-1]))


def _part(value: float, least: float, most: float) -> float:
    kept = min(max(value, least), most)
    return (log10(kept) - log10(least)) / (log10(most) - log10(least))


def report_page(report: Report, language: str) -> str:
    """Return an evaluation as a page of its own: styles within, no script, nothing loaded."""
    return Pages(UTC).document("evaluation_report.html", language, _values(report))


def report_drawing(report: Report, language: str) -> str:
    """Return the curve as an SVG file."""
    return Pages(UTC).document("evaluation_det.svg", language, _values(report))


def _values(report: Report) -> dict[str, object]:
    return {"report": report, "drawing": draw_det(report.det)}
