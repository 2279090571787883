"""Answers to reasoned requests: decided element by element, given in whole, in part, or refused under a rule.

Source: Directive (EU) 2016/681, Art. 6(2)(b), 9(2) and 9(3); C-817/19. Rules PNR-01, PNR-14, PNR-15, PNR-18, PNR-22 and
PNR-23.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum

import msgspec

from tournai.casework.recipients import Recipient, RecipientKind
from tournai.errors import Incomplete, Refused

RULE = "PNR-22"


class RefusalGround(Enum):
    """Why an element is refused: a closed list, each with its rule."""

    PURPOSE = "neither terrorism nor serious crime"
    REASONS = "not duly reasoned"
    TOO_WIDE = "it names more people than it needs to"
    NECESSITY = "not necessary for the offence"
    RECIPIENT = "whoever asks may not receive it"
    COURT = "the court or independent body refused"
    MASKED = "masked, and not approved for this record"


REFUSALS: dict[RefusalGround, str] = {
    RefusalGround.PURPOSE: "PNR-01",
    RefusalGround.REASONS: "PNR-22",
    RefusalGround.TOO_WIDE: "PNR-22",
    RefusalGround.NECESSITY: "PNR-11",
    RefusalGround.RECIPIENT: "PNR-14",
    RefusalGround.COURT: "PNR-15",
    RefusalGround.MASKED: "PNR-18",
}
"""Each ground with the rule that the authority is told."""


class Answer(Enum):
    """How a request ended."""

    WHOLE = "answered in whole"
    PART = "answered in part"
    NOTHING = "nothing found"
    """Whatever may be told: no stored data has what it names. A negative answer is an answer."""
    REFUSED = "refused"


class ElementDecision(msgspec.Struct, frozen=True):
    """What was decided on one element: answered, or refused on a ground."""

    is_answered: bool
    ground: RefusalGround | None
    decided_by: str
    decided_at: datetime


def check_asker(
    asker: Recipient, own_states: frozenset[str], *, is_emergency: bool, copied_to: Recipient | None
) -> None:
    """Return when an authority may ask this unit. ``copied_to``: the unit of its own State that got a copy.

    Raises:
        Refused: An authority of another State asks outside of an emergency, or without a copy to its own unit (Art.
            9(3)). Rule PNR-23. Where the node serves no State by name, every authority is its own.
    """
    is_foreign = asker.kind is RecipientKind.AUTHORITY and bool(own_states) and asker.state not in own_states
    if not is_foreign:
        return
    is_own_unit = copied_to is not None and copied_to.kind is RecipientKind.UNIT and copied_to.state == asker.state
    if not is_emergency or not is_own_unit:
        raise Refused(
            "an authority of another State asks directly in an emergency alone, with a copy to its own unit",
            rule="PNR-23",
        )


def decide_element(*, is_answered: bool, ground: RefusalGround | None, by: str, now: datetime) -> ElementDecision:
    """Return the decision on one element.

    Raises:
        Incomplete: A refusal without a ground, or an answer with one. Rule PNR-22.
    """
    if is_answered is (ground is not None):
        raise Incomplete("an element is answered, or refused on one of the grounds", rule=RULE)
    return ElementDecision(is_answered, ground, by, now)


def answer_of(decisions: Mapping[int, ElementDecision], elements: int, found: Mapping[int, int], sent: int) -> Answer:
    """Return how a request ends. ``found``: how many records each answered element finds; ``sent``: disseminations.

    Raises:
        Refused: An element is undecided, or something was found and nothing of it sent. Rule PNR-22.
    """
    if any(number not in decisions for number in range(elements)):
        raise Incomplete("decide on each element first: answered, or refused on a ground", rule=RULE)
    answered = [number for number, decision in decisions.items() if decision.is_answered]
    if not answered:
        return Answer.REFUSED
    if sum(found.get(number, 0) for number in answered) and not sent:
        raise Incomplete("something was found: send what is necessary of it, or refuse the element", rule=RULE)
    if len(answered) < elements:
        return Answer.PART
    return Answer.WHOLE if sent else Answer.NOTHING
