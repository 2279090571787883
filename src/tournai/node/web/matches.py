"""The match queue and the review of a match: a person decides (Directive (EU) 2016/681, Art. 6(5))."""

from fastapi import APIRouter
from starlette.responses import Response

from tournai.errors import Malformed, Refused
from tournai.node.duties import false_matches, matches
from tournai.node.web.desk import Desk, OfficersDesk, found, go
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.sessions import OfficerForm
from tournai.node.web.slips import Slip, slip_of

router = APIRouter(prefix="/matches")


@router.get("")
def queue(desk: OfficersDesk, show: str = "open", by: str = "urgency", source: str = "", flight: str = "") -> Response:
    """Show the queue, most urgent first, or the strongest first; of one source, of one flight or airport."""
    chosen = {"show": show, "by": by, "source": source, "flight": flight}
    view = matches.show_queue(desk.ports, desk.actor, **chosen)
    return desk.page("queue.html", view=view, of_criteria=matches.OF_CRITERIA, **chosen)


@router.get("/{match_id}")
def match(desk: OfficersDesk, match_id: str) -> Response:
    """Show traveller and alert side by side."""
    return _review(desk, match_id)


@router.post("/{match_id}/claim")
def claim(desk: OfficersDesk, _: OfficerForm, match_id: str) -> Response:
    """Take a match to review it."""
    matches.claim_match(desk.ports, desk.actor, match_id)
    return go(f"/matches/{match_id}", done="claimed")


@router.post("/{match_id}/release")
def release(desk: OfficersDesk, _: OfficerForm, match_id: str) -> Response:
    """Give a match back to the queue, undecided."""
    matches.release_match(desk.ports, desk.actor, match_id)
    return go("/matches", done="released")


@router.post("/{match_id}/raise")
def raise_again(desk: OfficersDesk, _: OfficerForm, match_id: str) -> Response:
    """Put a known false match into the queue after all."""
    false_matches.raise_again(desk.ports, desk.actor, match_id)
    return go(f"/matches/{match_id}", done="raised")


@router.post("/{match_id}/decide")
def decide(desk: OfficersDesk, form: OfficerForm, match_id: str) -> Response:
    """Record a decision with its grounds."""
    decision, grounds, note = form.text("decision"), form.texts("grounds"), form.text("note")
    try:
        matches.decide_match(desk.ports, desk.actor, match_id, decision=decision, grounds=grounds, note=note)
    except (Malformed, Refused) as error:
        return _review(desk, match_id, form, slip_of(error))
    return go("/matches", done="decided")


def _review(desk: Desk, match_id: str, typed: Answers = UNFILLED, slip: Slip | None = None) -> Response:
    view = found(matches.open_match(desk.ports, desk.actor, match_id))
    return desk.form(f"/matches/{match_id}", "match.html", typed, slip, view=view)
