"""What the page of flight selections shows; nobody who travels stands in it.

Source: Regulation (EU) 2025/13, Art. 13 (documentation of the selection); C-817/19; rules PNR-02 and PNR-29.
"""

from datetime import date, datetime, timedelta
from enum import Enum

import msgspec

from tournai.casework.approvals import Approval, ApprovalState, approval_state
from tournai.node.duties.admission import as_selection
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import Look, look
from tournai.node.duties.rows import DroppedCount, StoredSelection, StoredSelectionReview
from tournai.node.duties.screening import read_approval
from tournai.node.duties.selections import SELECTION, STANDING
from tournai.oversight.permissions import Action, may
from tournai.travel.selection import (
    LONGEST,
    REVIEW_SOON,
    DropReason,
    FlightSelection,
    SelectionState,
    selection_state,
)
from tournai.values import Actor

DROPPED_DAYS = timedelta(days=30)


class Alarm(Enum):
    """Why a selection should be seen to."""

    REVIEW_SOON = "review soon"
    REVIEW_MISSED = "review missed"
    ENDS_SOON = "ends soon"


class SelectionReviewView(msgspec.Struct, frozen=True):
    """A review of a selection: ``kind`` regular or court, its outcome, who, when and why."""

    kind: str
    outcome: str
    reviewer: str
    role: str
    reasons: str
    reviewed_at: datetime
    review_by: date | None


class SelectionView(msgspec.Struct, frozen=True):
    """A decision or selection with its state, its reviews, and what the reader may do with it."""

    selection_id: str
    basis: str
    state: str
    alarm: str
    parts: tuple[str, ...]
    decided_by: str
    assessed_on: date
    assessment: str
    starts: date
    ends: date
    review_by: date
    asked_by: str
    asked_at: datetime
    approved_by: str
    approved_at: datetime | None
    decision_reason: str
    ended_at: datetime | None
    ended_by: str
    flights: int
    reviews: tuple[SelectionReviewView, ...]
    may_decide: bool
    may_review: bool
    may_judge: bool
    may_end: bool


class SelectionsPage(msgspec.Struct, frozen=True):
    """The selections, those that ask for something first, and what was dropped in the last 30 days."""

    now: datetime
    selections: tuple[SelectionView, ...]
    dropped: tuple[DroppedCount, ...]
    may_propose: bool
    longest: dict[str, int]
    """Basis -> the most days that one may last."""
    states: tuple[str, ...] = ()
    """The states that the authority serves; none are named where it serves any flight."""

    @property
    def drop_reasons(self) -> tuple[str, ...]:
        """The reasons for which something was dropped."""
        return tuple(sorted({row.reason for row in self.dropped}))

    @property
    def are_flights_kept(self) -> bool:
        """Whether any intra-EU flight may be kept now."""
        return any(one.state == SelectionState.CURRENT.value for one in self.selections)

    @property
    def are_airports_unknown(self) -> bool:
        """Whether something was dropped because an airport is not known: the carrier can mend that."""
        return any(row.reason == DropReason.UNKNOWN_AIRPORT.value for row in self.dropped)


def show_selections(ports: Ports, actor: Actor) -> SelectionsPage:
    """Return the flight selections, and counts of what was dropped for want of one.

    Raises:
        Refused: The actor may not see them.
    """
    with look(ports, actor, Action.VIEW_SELECTIONS, SELECTION) as looking:
        reviews = looking.unit.selections.reviews()
        flights = looking.unit.selections.flights_kept()
        views = [
            _view(looking, as_selection(stored, asked), stored, read_approval(asked), reviews, flights)
            for stored, asked in looking.unit.selections.selections()
        ]
        return SelectionsPage(
            now=looking.now,
            selections=tuple(sorted(views, key=lambda view: _ORDER.index(view.state))),
            dropped=tuple(looking.unit.selections.dropped_counts(looking.now.date() - DROPPED_DAYS)),
            may_propose=may(actor.role, Action.PROPOSE_SELECTION, looking.ground.purpose),
            longest={basis.value: length.days for basis, length in LONGEST.items()},
            states=tuple(sorted(ports.states)),
        )


_ORDER = [
    state.value
    for state in (
        SelectionState.REVIEW_MISSED,
        SelectionState.PROPOSED,
        SelectionState.CURRENT,
        SelectionState.COMING,
        SelectionState.ENDED,
        SelectionState.ANNULLED,
        SelectionState.REFUSED,
    )
]


def alarm_of(selection: FlightSelection, state: SelectionState, today: date) -> Alarm | None:
    """Return why a selection should be seen to now; ``None`` where it need not."""
    if state is SelectionState.REVIEW_MISSED:
        return Alarm.REVIEW_MISSED
    if state is not SelectionState.CURRENT:
        return None
    if selection.ends - today <= REVIEW_SOON:
        return Alarm.ENDS_SOON
    return Alarm.REVIEW_SOON if selection.review_by - today <= REVIEW_SOON else None


def _view(
    looking: Look,
    selection: FlightSelection,
    stored: StoredSelection,
    approval: Approval,
    reviews: list[StoredSelectionReview],
    flights: dict[str, int],
) -> SelectionView:
    state = selection_state(selection, looking.now)
    alarm = alarm_of(selection, state, looking.now.date())
    own = tuple(_review(one) for one in reviews if one.selection_id == stored.selection_id)
    allowed = _offers(looking, approval, state)
    return SelectionView(
        selection_id=stored.selection_id,
        basis=stored.basis,
        state=state.value,
        alarm=alarm.value if alarm else "",
        parts=tuple(map(str, selection.parts)),
        decided_by=stored.decided_by,
        assessed_on=stored.assessed_on,
        assessment=stored.assessment,
        starts=stored.starts,
        ends=stored.ends,
        review_by=stored.review_by,
        asked_by=approval.asked_by.identifier,
        asked_at=approval.asked_at,
        approved_by=approval.decided_by.identifier if approval.decided_by else "",
        approved_at=approval.decided_at,
        decision_reason=approval.decision_reason,
        ended_at=stored.ended_at,
        ended_by=stored.ended_by,
        flights=flights.get(stored.selection_id, 0),
        reviews=own,
        may_decide=Action.APPROVE_SELECTION in allowed,
        may_review=Action.REVIEW_SELECTION in allowed,
        may_judge=Action.JUDGE_SELECTION in allowed,
        may_end=Action.END_SELECTION in allowed,
    )


def _offers(looking: Look, approval: Approval, state: SelectionState) -> set[Action]:
    """Return what a page may offer the reader: the duties check it again."""
    reader, purpose = looking.actor, looking.ground.purpose
    is_own = approval.asked_by.identifier == reader.identifier
    has_decided = approval.decided_by is not None and approval.decided_by.identifier == reader.identifier
    is_waiting = approval_state(approval, looking.now) is ApprovalState.ASKED and state is SelectionState.PROPOSED
    is_judged = bool(approval.is_given) and state is not SelectionState.ANNULLED
    offered = {
        Action.APPROVE_SELECTION: is_waiting and not is_own,
        Action.REVIEW_SELECTION: state in STANDING and not is_own,
        Action.JUDGE_SELECTION: is_judged and not is_own and not has_decided,
        Action.END_SELECTION: state in STANDING,
    }
    return {action for action, is_open in offered.items() if is_open and may(reader.role, action, purpose)}


def _review(stored: StoredSelectionReview) -> SelectionReviewView:
    return SelectionReviewView(
        stored.kind, stored.outcome, stored.reviewer, stored.role, stored.reasons, stored.reviewed_at, stored.review_by
    )
