"""Disseminations: what is sent of one identified person to one listed recipient, and what becomes of it.

Source: Directive (EU) 2016/681, Art. 6(6), 7(4) to 7(6), 9 and 12(5); Directive (EU) 2016/680, Art. 7(3) and 16(6)
(whoever got wrong data is told, and erases it). Rules PNR-10, PNR-11, PNR-13, PNR-14, SYS-06.
"""

from collections.abc import Iterable
from enum import Enum

from tournai.errors import Malformed, Refused
from tournai.values.wordings import say

RULE = "PNR-11"
MAXIMUM_NOTE = 2000
"""Characters of the officer's reasons."""


class DisseminationState(Enum):
    """Where a dissemination stands."""

    SENT = "sent"
    """It waits for the recipient's receipt."""
    RECEIVED = "received"
    """The recipient has it and acts on its own responsibility; its outcome is awaited."""
    CLOSED = "closed"
    """The recipient told what came of it. The sealed copy is destroyed."""
    WITHDRAWN = "withdrawn"
    """It should not have been sent, or not so: the recipient was told to destroy it."""
    DESTROYED = "destroyed"
    """The recipient said that it destroyed what was withdrawn."""


class Step(Enum):
    """What moves a dissemination on."""

    RECEIVE = "receive"
    REPORT = "report"
    WITHDRAW = "withdraw"
    DESTROY = "destroy"


MOVES: dict[tuple[DisseminationState, Step], DisseminationState] = {
    (DisseminationState.SENT, Step.RECEIVE): DisseminationState.RECEIVED,
    (DisseminationState.RECEIVED, Step.REPORT): DisseminationState.CLOSED,
    (DisseminationState.SENT, Step.WITHDRAW): DisseminationState.WITHDRAWN,
    (DisseminationState.RECEIVED, Step.WITHDRAW): DisseminationState.WITHDRAWN,
    (DisseminationState.CLOSED, Step.WITHDRAW): DisseminationState.WITHDRAWN,
    (DisseminationState.WITHDRAWN, Step.DESTROY): DisseminationState.DESTROYED,
}
"""Every step there is: nothing is called back unsaid, and what was withdrawn does not return."""


class Outcome(Enum):
    """What the recipient says came of it: a closed list, for the yearly statistics (rule PNR-33)."""

    USEFUL = "useful"
    """It served an inquiry."""
    ARREST = "arrest"
    MEASURE = "measure taken"
    """A check, a search, a surveillance or another measure of the authority."""
    NOTHING = "nothing"
    MISTAKEN = "mistaken"
    """The traveller was not the person sought: the match is reviewed again."""


class Withdrawal(Enum):
    """Why something that was sent is withdrawn."""

    MISTAKEN_IDENTITY = "mistaken identity"
    WRONG_RECIPIENT = "wrong recipient"
    TOO_MUCH = "more than was necessary"
    CORRECTED = "the data was wrong"
    """The carrier or the officer corrected it: what is right is sent anew."""
    NO_BASIS = "its legal basis was annulled"


class Condition(Enum):
    """How the recipient may use what it gets."""

    PURPOSE = "only for the purpose stated"
    """Art. 7(4); other offences only as Art. 7(5) allows: found in the course of that action."""
    VERIFY = "verify the identity before any measure"
    """Art. 7(6): no decision that affects a person rests on the automated processing alone."""
    NO_ONWARD = "not to be passed on without consent"
    DISCREET = "the person must not notice"
    """An alert for discreet checks: Regulation (EU) 2018/1862, Art. 36 and 37 (rule SIS-04)."""
    DESTROY = "destroy at once what is of no use"


ALWAYS = (Condition.PURPOSE, Condition.VERIFY, Condition.NO_ONWARD)
"""Conditions that go with every dissemination."""


def next_state(state: DisseminationState, step: Step) -> DisseminationState:
    """Return the state that a step leads to.

    Raises:
        Refused: There is no such step from that state. Rule PNR-11.
    """
    found = MOVES.get((state, step))
    if found is None:
        said = say("what is {state} has no step '{step}'", state=say(state.value), step=say(step.value))
        raise Refused(said, rule=RULE)
    return found


def read_conditions(names: Iterable[str]) -> tuple[Condition, ...]:
    """Return the conditions that go with a dissemination: those chosen, and those that always do.

    Raises:
        Malformed: There is no such condition.
    """
    try:
        chosen = {*ALWAYS, *(Condition(name) for name in names)}
    except ValueError as error:
        raise Malformed("there is no such condition", code="condition") from error
    return tuple(condition for condition in Condition if condition in chosen)
