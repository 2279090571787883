"""The step after a match of biometric data: a person confirms, then a person gives the core data.

Source: Regulation (EU) 2024/982, Art. 47: within 48 hours once there is a match, its manual confirmation by a qualified
person of the asking State, and the facts with the offence; core data is a closed list, given by a human decision.
Rules PRU-01, PRU-03, PRU-04.
"""

from collections.abc import Mapping

from tournai.errors import Incomplete, Refused
from tournai.exchange.messages.forms import MatchConfirmation
from tournai.exchange.offences import EXCHANGE_OFFENCES
from tournai.values.roles import Role
from tournai.values.wordings import listed, say

PERSON_DATA = (
    "first names",
    "family names",
    "aliases and former names",
    "date of birth",
    "nationalities",
    "place and country of birth",
    "sex",
    "date and place of acquisition",
    "offence of acquisition",
    "case number",
    "responsible authority",
)
"""The core data of an identified person: Art. 47(4)."""
TRACE_DATA = ("date and place of acquisition", "offence of acquisition", "case number", "responsible authority")
"""The core data of a trace: Art. 47(5)."""


def check_confirmation(form: MatchConfirmation) -> None:
    """Return when a confirmation opens the core data, and starts the 48 hours.

    Raises:
        Incomplete: Who confirmed, by which qualification, the facts or the offence is missing. Rule PRU-01.
    """
    demands = {
        "the person who confirmed it": form.confirmed_by.strip(),
        "the qualification": form.qualification.strip(),
        "the facts": form.facts.strip(),
        "the offence": form.offence in EXCHANGE_OFFENCES,
    }
    lacking = [what for what, holds in demands.items() if not holds]
    if lacking:
        raise Incomplete(say("the confirmation lacks: {what}", what=listed(lacking)), rule="PRU-01")


def check_core_data(data: Mapping[str, str], decided_by: Role, *, is_trace: bool) -> None:
    """Return when core data may be given.

    Raises:
        Refused: A machine decided (PRU-04), or something stands outside of the closed list (PRU-03).
    """
    if not decided_by.is_human:
        raise Refused("core data is given by the decision of a person", rule="PRU-04")
    if not set(data) <= set(TRACE_DATA if is_trace else PERSON_DATA):
        raise Refused("core data is a closed list", rule="PRU-03")
