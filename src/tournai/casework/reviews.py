"""Reviews: the individual, non-automated examination of a match, with uniform grounds and a reason.

Source: Directive (EU) 2016/681, Art. 6(5) and 6(6); C-817/19: review follows clear and precise criteria, the same for
all, with incriminating as well as exonerating circumstances. Rules PNR-10, PNR-13, PNR-20.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

import msgspec

from tournai.errors import Incomplete, Refused
from tournai.values.instants import utc
from tournai.values.roles import Actor, Role, check_two_persons
from tournai.values.wordings import say

MAXIMUM_NOTE = 2000
"""Characters of a reviewer's note."""

REVIEWERS = frozenset({Role.ANALYST, Role.SENIOR_ANALYST})


class MatchState(Enum):
    """Where a match stands."""

    NEW = "new"
    CLAIMED = "claimed"
    """An officer reviews it."""
    SECOND_OPINION = "second opinion"
    """The first review left it undetermined; another officer must look."""
    SECOND_CLAIMED = "second claimed"
    CONFIRMED = "confirmed"
    """A person found that the traveller is the one sought: a hit."""
    REFUTED = "refuted"
    UNDETERMINED = "undetermined"
    """Two persons could not tell. It is not sent, and ends with its travel data."""
    REOPENED = "reopened"
    """The alert or the booking changed after the decision, or the person is on the flight again."""
    CLOSED = "closed"
    """No decision: the person is not on the flight any more, or is the person of another match."""
    SUPPRESSED = "suppressed"
    """Not raised: a person refuted it before, for the same person and the same alert (`casework.false_matches`)."""


class Move(Enum):
    """What moves a match from one state to another."""

    CLAIM = "claim"
    RELEASE = "release"
    CONFIRM = "confirm"
    REFUTE = "refute"
    LEAVE_UNDETERMINED = "leave undetermined"
    REOPEN = "reopen"
    CLOSE = "close"
    """The machine's own: no current record of the flight has the person."""
    SUPPRESS = "suppress"
    """The machine's own: a known false match, nothing of which has changed."""
    RAISE = "raise again"
    """A person puts a known false match into the queue after all."""


MOVES: dict[tuple[MatchState, Move], MatchState] = {
    (MatchState.NEW, Move.CLAIM): MatchState.CLAIMED,
    (MatchState.CLAIMED, Move.RELEASE): MatchState.NEW,
    (MatchState.CLAIMED, Move.CONFIRM): MatchState.CONFIRMED,
    (MatchState.CLAIMED, Move.REFUTE): MatchState.REFUTED,
    (MatchState.CLAIMED, Move.LEAVE_UNDETERMINED): MatchState.SECOND_OPINION,
    (MatchState.SECOND_OPINION, Move.CLAIM): MatchState.SECOND_CLAIMED,
    (MatchState.SECOND_CLAIMED, Move.RELEASE): MatchState.SECOND_OPINION,
    (MatchState.SECOND_CLAIMED, Move.CONFIRM): MatchState.CONFIRMED,
    (MatchState.SECOND_CLAIMED, Move.REFUTE): MatchState.REFUTED,
    (MatchState.SECOND_CLAIMED, Move.LEAVE_UNDETERMINED): MatchState.UNDETERMINED,
    (MatchState.CONFIRMED, Move.REOPEN): MatchState.REOPENED,
    (MatchState.REFUTED, Move.REOPEN): MatchState.REOPENED,
    (MatchState.UNDETERMINED, Move.REOPEN): MatchState.REOPENED,
    (MatchState.REOPENED, Move.CLAIM): MatchState.CLAIMED,
    (MatchState.NEW, Move.CLOSE): MatchState.CLOSED,
    (MatchState.CLAIMED, Move.CLOSE): MatchState.CLOSED,
    (MatchState.SECOND_OPINION, Move.CLOSE): MatchState.CLOSED,
    (MatchState.SECOND_CLAIMED, Move.CLOSE): MatchState.CLOSED,
    (MatchState.REOPENED, Move.CLOSE): MatchState.CLOSED,
    (MatchState.CLOSED, Move.REOPEN): MatchState.REOPENED,
    (MatchState.NEW, Move.SUPPRESS): MatchState.SUPPRESSED,
    (MatchState.SUPPRESSED, Move.REOPEN): MatchState.REOPENED,
    (MatchState.SUPPRESSED, Move.RAISE): MatchState.REOPENED,
}
"""Every move there is. None leads from a machine's finding to a decision without a claim by a person; none closes what
a person decided."""


class Decision(Enum):
    """What a reviewer decides."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    UNDETERMINED = "undetermined"


MOVE_OF_DECISION = {
    Decision.CONFIRMED: Move.CONFIRM,
    Decision.REFUTED: Move.REFUTE,
    Decision.UNDETERMINED: Move.LEAVE_UNDETERMINED,
}


class Side(Enum):
    """What a ground speaks for."""

    INCRIMINATING = "incriminating"
    """That the traveller is the one sought."""
    EXONERATING = "exonerating"
    """That they are not, or that nothing is sought any more."""


class MatchedWith(Enum):
    """What a match is with."""

    ALERT = "alert"
    CRITERION = "criterion"
    """A pre-determined criterion (Art. 6(3)(b)): nobody is sought, a journey is."""


class Ground(Enum):
    """A reason for a decision: a closed list, the same for every reviewer."""

    SAME_DOCUMENT_NUMBER = "same document number"
    SAME_NAME_AND_BIRTH_DATE = "same full name and birth date"
    SAME_NAME = "same full name"
    BIRTHPLACE_AGREES = "birthplace agrees"
    NATIONALITY_AGREES = "nationality agrees"
    PHOTO_AGREES = "photo agrees"
    OTHER_SOURCE_CONFIRMS = "other source confirms"
    ALERT_OWNER_CONFIRMS = "alert's owner confirms"
    DIFFERENT_DOCUMENT = "different document of the same state and period"
    DIFFERENT_BIRTH_DATE = "different birth date"
    DIFFERENT_NAME = "different name"
    DIFFERENT_BIRTHPLACE = "different birthplace"
    DIFFERENT_SEX = "different sex"
    PHOTO_DIFFERS = "photo differs"
    PHYSICALLY_ELSEWHERE = "person sought was elsewhere"
    KNOWN_FALSE_MATCH = "known false match"
    IDENTITY_MISUSED = "identity misused by the person sought"
    ALERT_OWNER_EXCLUDES = "alert's owner excludes"
    ALERT_WITHDRAWN = "alert withdrawn or expired"
    NO_LINK_TO_PURPOSE = "no link with the offences or with air travel"
    FACTS_VERIFIED = "facts verified"
    POINTS_TO_OFFENCE = "circumstances point to the offence"
    FACTS_WRONG = "facts wrong or out of date"
    INNOCENT_EXPLANATION = "innocent explanation"
    CRITERION_SPEAKS_AGAINST = "what the criterion says against it holds"


class GroundRule(msgspec.Struct, frozen=True, gc=False):
    """What a ground counts for.

    ``decides``: it can carry a decision; another ground only supports one. ``opposite``: cannot stand beside it.
    ``bars_confirmation``: no confirmation is possible beside it. ``of``: what the match is with.
    """

    side: Side
    decides: bool = True
    opposite: Ground | None = None
    bars_confirmation: bool = False
    of: frozenset[MatchedWith] = frozenset({MatchedWith.ALERT})


_ANY = frozenset(MatchedWith)
_CRITERION = frozenset({MatchedWith.CRITERION})
_FOR, _AGAINST = Side.INCRIMINATING, Side.EXONERATING
GROUNDS: dict[Ground, GroundRule] = {
    Ground.SAME_DOCUMENT_NUMBER: GroundRule(_FOR, opposite=Ground.DIFFERENT_DOCUMENT),
    Ground.SAME_NAME_AND_BIRTH_DATE: GroundRule(_FOR, opposite=Ground.DIFFERENT_BIRTH_DATE),
    # A name is shared by thousands, a nationality by millions: they support, they do not identify.
    Ground.SAME_NAME: GroundRule(_FOR, decides=False, opposite=Ground.DIFFERENT_NAME),
    Ground.BIRTHPLACE_AGREES: GroundRule(_FOR, decides=False, opposite=Ground.DIFFERENT_BIRTHPLACE),
    Ground.NATIONALITY_AGREES: GroundRule(_FOR, decides=False),
    Ground.PHOTO_AGREES: GroundRule(_FOR, opposite=Ground.PHOTO_DIFFERS),
    Ground.OTHER_SOURCE_CONFIRMS: GroundRule(_FOR, of=_ANY),
    Ground.ALERT_OWNER_CONFIRMS: GroundRule(_FOR, opposite=Ground.ALERT_OWNER_EXCLUDES),
    Ground.DIFFERENT_DOCUMENT: GroundRule(_AGAINST, opposite=Ground.SAME_DOCUMENT_NUMBER),
    Ground.DIFFERENT_BIRTH_DATE: GroundRule(_AGAINST, opposite=Ground.SAME_NAME_AND_BIRTH_DATE),
    Ground.DIFFERENT_NAME: GroundRule(_AGAINST, opposite=Ground.SAME_NAME),
    Ground.DIFFERENT_BIRTHPLACE: GroundRule(_AGAINST, opposite=Ground.BIRTHPLACE_AGREES),
    Ground.DIFFERENT_SEX: GroundRule(_AGAINST),
    Ground.PHOTO_DIFFERS: GroundRule(_AGAINST, opposite=Ground.PHOTO_AGREES),
    Ground.PHYSICALLY_ELSEWHERE: GroundRule(_AGAINST, bars_confirmation=True),
    Ground.KNOWN_FALSE_MATCH: GroundRule(_AGAINST, bars_confirmation=True),
    Ground.IDENTITY_MISUSED: GroundRule(_AGAINST, bars_confirmation=True),
    Ground.ALERT_OWNER_EXCLUDES: GroundRule(_AGAINST, opposite=Ground.ALERT_OWNER_CONFIRMS, bars_confirmation=True),
    Ground.ALERT_WITHDRAWN: GroundRule(_AGAINST, bars_confirmation=True),
    Ground.NO_LINK_TO_PURPOSE: GroundRule(_AGAINST, bars_confirmation=True, of=_ANY),
    # That the data is right says that the machine counted well: it needs a person's own finding beside it.
    Ground.FACTS_VERIFIED: GroundRule(_FOR, decides=False, opposite=Ground.FACTS_WRONG, of=_CRITERION),
    Ground.POINTS_TO_OFFENCE: GroundRule(_FOR, opposite=Ground.INNOCENT_EXPLANATION, of=_CRITERION),
    Ground.FACTS_WRONG: GroundRule(_AGAINST, opposite=Ground.FACTS_VERIFIED, bars_confirmation=True, of=_CRITERION),
    Ground.INNOCENT_EXPLANATION: GroundRule(_AGAINST, opposite=Ground.POINTS_TO_OFFENCE, of=_CRITERION),
    Ground.CRITERION_SPEAKS_AGAINST: GroundRule(_AGAINST, of=_CRITERION),
}
"""The uniform review criteria. This table is the rule; the review page and the manual are drawn from it."""

_SIDE_NEEDED = {Decision.CONFIRMED: _FOR, Decision.REFUTED: _AGAINST}


class Review(msgspec.Struct, frozen=True):
    """What a person decided on a match, why, and when. Added, never changed: a mistake is mended by another review."""

    match: str
    reviewer: Actor
    decision: Decision
    grounds: tuple[Ground, ...]
    note: str
    decided_at: datetime


def next_state(state: MatchState, move: Move) -> MatchState:
    """Return the state that a move leads to.

    Raises:
        Refused: There is no such move from that state. Rule PNR-10.
    """
    found = MOVES.get((state, move))
    if found is None:
        raise Refused(
            say("a match that is {state} has no move '{move}'", state=say(state.value), move=say(move.value)),
            rule="PNR-10",
        )
    return found


def check_may_be_sent(state: MatchState) -> None:
    """Return when a match may be transmitted: a person confirmed it.

    Raises:
        Refused: It may not. Rule PNR-10.
    """
    if state is not MatchState.CONFIRMED:
        raise Refused(
            say("a match that is {state} is not sent: a person must confirm it first", state=say(state.value)),
            rule="PNR-10",
        )


def check_review(
    review: Review, earlier: Sequence[Review] = (), *, matched_with: MatchedWith = MatchedWith.ALERT
) -> None:
    """Return when a review is one: by a person, with uniform grounds that fit its decision.

    ``earlier`` are the reviews since the match was last new or reopened: a second opinion is another person's.

    Raises:
        Refused: No person or no reviewer (PNR-10), or the same person again (SYS-02).
        Incomplete: No ground, grounds against the decision (PNR-13), no note where one is needed or too long a note
            (PNR-10).
        Malformed: The instant is not in UTC.
    """
    utc(review.decided_at)
    _check_reviewer(review.reviewer)
    for first in earlier:
        check_two_persons(first.reviewer.identifier, review.reviewer.identifier)
    if any(matched_with not in GROUNDS[ground].of for ground in review.grounds):
        raise Incomplete(
            say("one of the grounds is none of a match with: {matched_with}", matched_with=say(matched_with.value)),
            rule="PNR-13",
        )
    _check_grounds(review.decision, review.grounds)
    _check_note(review)


def _check_reviewer(reviewer: Actor) -> None:
    if not reviewer.role.is_human or not reviewer.identifier.strip():
        raise Refused("a match is reviewed by a person, by non-automated means", rule="PNR-10")
    if reviewer.role not in REVIEWERS:
        raise Refused(say("the role {role} does not review matches", role=say(reviewer.role.value)), rule="PNR-10")


def _check_grounds(decision: Decision, grounds: Sequence[Ground]) -> None:
    chosen = set(grounds)
    if len(chosen) != len(grounds):
        raise Incomplete("a ground is given once", rule="PNR-13")
    for ground in grounds:
        if GROUNDS[ground].opposite in chosen:
            raise Incomplete(
                say("'{ground}' and its contrary cannot both hold", ground=say(ground.value)), rule="PNR-13"
            )
    if decision is Decision.CONFIRMED and any(GROUNDS[ground].bars_confirmation for ground in grounds):
        raise Incomplete("one of the grounds rules a confirmation out", rule="PNR-13")
    side = _SIDE_NEEDED.get(decision)
    if side and not any(GROUNDS[ground].side is side and GROUNDS[ground].decides for ground in grounds):
        message = say(
            "a match is {decision} on at least one {side} ground that can carry the decision",
            decision=say(decision.value),
            side=say(side.value),
        )
        raise Incomplete(message, rule="PNR-13")


def _check_note(review: Review) -> None:
    if len(review.note) > MAXIMUM_NOTE:
        raise Incomplete(say("a note has at most {most} characters", most=MAXIMUM_NOTE), rule="PNR-10")
    if review.decision is Decision.UNDETERMINED and not review.note.strip():
        raise Incomplete("say in the note what is missing to decide", rule="PNR-10")
