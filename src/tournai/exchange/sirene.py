"""The hit form between SIRENE bureaux, and its hours.

Source: Regulation (EU) 2018/1862, Art. 8(3), 26, 32, 34, 36, 37a, 38; the SIRENE manual's form on a hit. Rules SIS-04,
SIS-07. Only a node's own model of the form: the official numbered fields are not public, and no connection to SIS is
claimed.
"""

from tournai.errors import Incomplete
from tournai.exchange.clocks.limits import Answer
from tournai.exchange.messages.forms import SireneHit, SisCategory
from tournai.values.wordings import say

DISCREET = frozenset({SisCategory.CHECKS, SisCategory.INFORMATION})
"""The person must not notice: nothing of the hit is told at the place of the check (Art. 37)."""


def answer_due(form: SireneHit) -> Answer:
    """Return the clock that runs: 12 hours; at once for terrorism."""
    return Answer.SIRENE_TERRORISM if form.terrorism else Answer.SIRENE


def is_discreet(form: SireneHit) -> bool:
    """Whether the person must not notice."""
    return form.category in DISCREET


def check_hit(form: SireneHit) -> None:
    """Return when a hit form may be sent.

    Raises:
        Incomplete: The identity was not confirmed by a person, or the action was neither taken nor its impossibility
            explained. Rule SIS-07.
    """
    if not form.identity_confirmed:
        raise Incomplete("a hit is told once a person has confirmed the identity", rule="SIS-07")
    if form.action_taken is bool(form.action_not_taken.strip()):
        raise Incomplete(
            say("say that the action of Art. {article} was taken, or why not", article=form.category.value),
            rule="SIS-07",
        )
