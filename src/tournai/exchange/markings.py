"""How an item is marked: handling code, evaluation, classification.

Source: the handling codes and the 4x4 evaluation that Europol and its partners use: Regulation (EU) 2016/794, Art. 19
and 29 (evaluation of source and information; restrictions that the provider sets); Council Decision 2013/488/EU, Art. 2
(levels of classification).
"""

from enum import Enum

from tournai.errors import Refused
from tournai.values.wordings import say


class HandlingCode(Enum):
    """What the owner lets be done with an item without being asked again."""

    H0 = "H0"
    """Against crime, by whoever received it, for the purposes stated."""
    H1 = "H1"
    """Not in judicial proceedings without the owner's permission."""
    H2 = "H2"
    """Not to be passed on without the owner's permission."""
    H3 = "H3"
    """Under the conditions that stand beside it."""


class SourceEvaluation(Enum):
    """How far the source is trusted."""

    A = "A"
    """No doubt of its authenticity, trustworthiness and competence, or reliable in all instances."""
    B = "B"
    """Reliable in most instances."""
    C = "C"
    """Unreliable in most instances."""
    X = "X"
    """Cannot be assessed."""


class InformationEvaluation(Enum):
    """How far the information is."""

    ONE = "1"
    """Its accuracy is not in doubt."""
    TWO = "2"
    """Known personally to the source, not to the officer who passes it on."""
    THREE = "3"
    """Not known personally to the source, but corroborated."""
    FOUR = "4"
    """Not known personally to the source, and cannot be corroborated."""


class Classification(Enum):
    """The level of classification."""

    UNCLASSIFIED = "unclassified"
    RESTRICTED = "EU restricted"
    CONFIDENTIAL = "EU confidential"
    SECRET = "EU secret"  # noqa: S105  a level, no password
    TOP_SECRET = "EU top secret"  # noqa: S105  a level, no password


LEVELS = {level: rank for rank, level in enumerate(Classification)}
"""The levels, lowest first."""


def check_accredited(level: Classification, accredited: Classification) -> None:
    """Return when a node that is accredited so far may take or send what is classified so.

    Raises:
        Refused: The level lies above the node's accreditation. Rule EXC-10.
    """
    if LEVELS[level] > LEVELS[accredited]:
        raise Refused(
            say(
                "this node is accredited up to '{accredited}' and may not hold '{level}'",
                accredited=say(accredited.value),
                level=say(level.value),
            ),
            rule="EXC-10",
        )
