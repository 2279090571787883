"""The life of a version of a criterion: from its proposal to its end, as tables.

Source: Directive (EU) 2016/681, Art. 6(4): criteria are set and regularly reviewed; C-817/19. Rules PNR-09, SYS-02.
"""

from datetime import date, datetime, timedelta
from enum import Enum

import msgspec

from tournai.errors import Refused
from tournai.screening.criteria.grounds import RULE
from tournai.values.wordings import say

LONGEST = timedelta(days=180)
"""How long an approved version may be applied; then it is proposed anew."""
LONGEST_UNREVIEWED = timedelta(days=90)
"""The longest time between two reviews: "regularly" is the law's, the length our choice."""
REVIEW_SOON = timedelta(days=14)


class VersionState(Enum):
    """Where a version stands. Only one that is in force is applied."""

    PROPOSED = "proposed"
    """It waits for its trial, the data protection officer and a second person."""
    REFUSED = "refused"
    COMING = "coming"
    """Approved; its first day is to come."""
    IN_FORCE = "in force"
    SUSPENDED = "suspended"
    REVIEW_MISSED = "review missed"
    """It is not applied until somebody has reviewed it."""
    EXPIRED = "expired"
    REPLACED = "replaced"
    """A later version was approved."""
    WITHDRAWN = "withdrawn"
    ALTERED = "altered"
    """What is stored is not what was approved: it is never applied again."""


class Act(Enum):
    """What a person, or the node, does with a version after its approval."""

    SUSPEND = "suspend"
    RESUME = "resume"
    REVIEW = "review"
    WITHDRAW = "withdraw"
    REPLACE = "replace"
    """The node's own, when a later version is approved."""
    LOCK = "lock"
    """The node's own, when it finds that a version was altered."""


_STANDING = (VersionState.COMING, VersionState.IN_FORCE, VersionState.REVIEW_MISSED)
ACTS: dict[Act, tuple[VersionState, ...]] = {
    Act.SUSPEND: _STANDING,
    Act.RESUME: (VersionState.SUSPENDED,),
    Act.REVIEW: (*_STANDING, VersionState.SUSPENDED),
    Act.WITHDRAW: (VersionState.PROPOSED, *_STANDING, VersionState.SUSPENDED),
    Act.REPLACE: (*_STANDING, VersionState.SUSPENDED),
    Act.LOCK: (*_STANDING, VersionState.SUSPENDED),
}
"""From which states each act is possible; no act leads back from an end."""

_LEADS_TO = {
    Act.SUSPEND: VersionState.SUSPENDED,
    Act.WITHDRAW: VersionState.WITHDRAWN,
    Act.REPLACE: VersionState.REPLACED,
    Act.LOCK: VersionState.ALTERED,
}


class Term(msgspec.Struct, frozen=True):
    """When a version may be applied: its days, both included, when it must be reviewed, and until when it is approved.

    ``is_given``: whether it was approved, ``None`` while nobody decided. ``acts``: oldest first.
    """

    starts: date
    ends: date
    review_by: date
    is_given: bool | None
    approved_until: datetime | None
    acts: tuple[Act, ...] = ()


def version_state(term: Term, now: datetime) -> VersionState:
    """Return where a version stands at an instant; days are those of UTC."""
    ended = [_LEADS_TO[act] for act in term.acts if act in (Act.LOCK, Act.WITHDRAW, Act.REPLACE)]
    if ended:
        return ended[0]
    today = now.date()
    if term.is_given is None:
        return VersionState.PROPOSED if today <= term.ends else VersionState.EXPIRED
    if not term.is_given:
        return VersionState.REFUSED
    if today > term.ends or (term.approved_until is not None and now >= term.approved_until):
        return VersionState.EXPIRED
    stops = [act for act in term.acts if act in (Act.SUSPEND, Act.RESUME)]
    if stops and stops[-1] is Act.SUSPEND:
        return VersionState.SUSPENDED
    if today > term.review_by:
        return VersionState.REVIEW_MISSED
    return VersionState.COMING if today < term.starts else VersionState.IN_FORCE


def check_act(act: Act, state: VersionState) -> None:
    """Return when an act is possible from a state.

    Raises:
        Refused: It is not. Rule PNR-09.
    """
    if state not in ACTS[act]:
        raise Refused(
            say("a criterion that is {state} has no act '{act}'", state=say(state.value), act=say(act.value)), rule=RULE
        )
