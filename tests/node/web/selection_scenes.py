"""What the page of flight selections shows in tests: invented decisions of invented bodies."""

from datetime import UTC, date, datetime, timedelta

from starlette.datastructures import FormData

from tournai.node.duties.rows import DroppedCount
from tournai.node.duties.selection_views import SelectionReviewView, SelectionsPage, SelectionView
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.slips import Slip

NOW = datetime(2026, 11, 23, 3, 10, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
REGULAR = SelectionReviewView(
    "regular", "continues", "h.lambert", "senior analyst", "Two of the three journeys were seen again.",
    NOW - 20 * DAY, TODAY + 9 * DAY,
)  # fmt: skip
JUDGED = SelectionReviewView(
    "court", "annulled", "court-1", "judge", "Judgment 2026/118: the threat was not foreseeable.", NOW - 5 * DAY, None
)


def selection(state: str, **changes: object) -> SelectionView:
    values: dict[str, object] = {
        "selection_id": f"sel{state[:4]}",
        "basis": "route selection",
        "state": state,
        "alarm": "",
        "parts": ("MAD-BRU", "BRU-MAD", "ATH XX 57", "LIS", "OPO-CRL"),
        "decided_by": "Coordination unit for threat analysis",
        "assessed_on": TODAY - 40 * DAY,
        "assessment": "Three journeys of a network are known on these routes, on Fridays and Sundays, within a year.",
        "starts": TODAY - 30 * DAY,
        "ends": TODAY + 100 * DAY,
        "review_by": TODAY + 9 * DAY,
        "asked_by": "e.vermeulen",
        "asked_at": NOW - 35 * DAY,
        "approved_by": "" if state == "proposed" else "court-1",
        "approved_at": None if state == "proposed" else NOW - 31 * DAY,
        "decision_reason": "" if state == "proposed" else "Order 2026/77: limited to what the assessment names.",
        "ended_at": None,
        "ended_by": "",
        "flights": 214,
        "reviews": (),
        "may_decide": state == "proposed",
        "may_review": state in ("current", "review missed"),
        "may_judge": state == "current",
        "may_end": state in ("current", "review missed"),
    }
    return SelectionView(**(values | changes))  # type: ignore[arg-type]


def dropped(day: int, carrier: str, reason: str, pushes: int, airport: str = "") -> DroppedCount:
    return DroppedCount(TODAY - day * DAY, carrier, reason, airport, pushes, 41 * pushes, 57 * pushes)


SELECTIONS = SelectionsPage(
    now=NOW,
    selections=(
        selection("review missed", parts=("ATH",), review_by=TODAY - DAY),
        selection("proposed", basis="threat decision", parts=(), flights=0),
        selection("current", alarm="review soon", reviews=(REGULAR,)),
        selection("annulled", basis="threat decision", parts=(), flights=0, reviews=(JUDGED,), ended_at=NOW - 5 * DAY,
                  ended_by="court-1"),
    ),
    dropped=(
        dropped(0, "NX", "not selected", 12),
        dropped(0, "NX", "unknown airport", 1, "ZZQ"),
        dropped(1, "XT", "domestic", 3),
        dropped(2, "", "elsewhere", 1),
    ),
    may_propose=True,
    longest={"threat decision": 90, "route selection": 180},
)  # fmt: skip
NONE_YET = SelectionsPage(NOW, (), (), may_propose=False, longest={"threat decision": 90, "route selection": 180})
BLANK: dict[str, object] = {"typed": UNFILLED, "slip": None, "at": "", "which": ""}
MENDED_PROPOSAL: dict[str, object] = {
    "typed": Answers(
        FormData([("basis", "route selection"), ("parts", "CDG-NCE"), ("starts", f"{date(2026, 12, 1)}")])
    ),
    "slip": Slip("CDG-NCE stays within one Member State: no law keeps it"),
    "at": "propose",
    "which": "",
}
MENDED_REVIEW: dict[str, object] = {
    "typed": Answers(FormData([("reasons", "known"), ("review_by", "2030-01-01")])),
    "slip": Slip("the next review is on a day to come, and not after its end", "PNR-02"),
    "at": "review",
    "which": "selcurr",
}

PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "selections": ("/selections", "selections.html", {"view": SELECTIONS} | BLANK),
    "selections-mended": ("/selections", "selections.html", {"view": SELECTIONS} | MENDED_PROPOSAL),
    "selections-review-mended": ("/selections", "selections.html", {"view": SELECTIONS} | MENDED_REVIEW),
    "selections-empty": ("/selections", "selections.html", {"view": NONE_YET} | BLANK),
}
