"""What the page of the evaluation shows in tests: counts of invented travellers."""

from datetime import UTC, datetime

from tournai.node.duties.evaluations import EvaluationLine, EvaluationView
from tournai.node.web.evaluation_page import draw_det
from tournai.screening.evaluation.intervals import share_of
from tournai.screening.evaluation.metrics import DetPoint
from tournai.screening.evaluation.report import GroupRates, Rates, Report

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


def rates(per_10k: float, found: int, false: int) -> Rates:
    return Rates(per_10k, 4.2, share_of(found, 1_000), share_of(found, found + false), share_of(false, 20_000))


REPORT = Report(
    weights_version="2026-11-a",
    alerts=100_000,
    sought=1_000,
    others=20_000,
    usual=rates(9.5, 940, 19),
    budgets=(rates(1, 870, 2), rates(10, 941, 20), rates(100, 985, 200)),
    det=(DetPoint(1, 0.13), DetPoint(10, 0.059), DetPoint(100, 0.015)),
    judged_at=10,
    by_kind=(
        GroupRates("exact", share_of(500, 500), share_of(0, 0)),
        GroupRates("typo", share_of(441, 500), share_of(0, 0)),
    ),
    by_script=(),
    by_origin=(
        GroupRates("Maghreb", share_of(380, 400), share_of(12, 9_000)),
        GroupRates("Turkey", share_of(561, 600), share_of(8, 11_000)),
    ),
    by_regime=(),
)
LINES = (
    EvaluationLine(NOW, "invented travellers of autumn", "2026-11-a"),
    EvaluationLine(NOW, "a first try", "2026-10"),
)
VIEW = EvaluationView(NOW, "2026-11-a", 2.2, REPORT, LINES)
OLDER = EvaluationView(NOW, "2026-12-b", 2.2, REPORT, LINES[:1])
NONE = EvaluationView(NOW, "2026-11-a", 2.2, None, ())
DRAWING = draw_det(REPORT.det)

PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "evaluation": ("/screening/evaluation", "evaluation.html", {"view": VIEW, "drawing": DRAWING}),
    "evaluation-older": ("/screening/evaluation", "evaluation.html", {"view": OLDER, "drawing": DRAWING}),
    "evaluation-none": ("/screening/evaluation", "evaluation.html", {"view": NONE, "drawing": None}),
}
