"""Information that nobody asked for: when it may go, when it must, and why it did not.

Source: Directive (EU) 2023/977, Art. 7. Rule EXC-05.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tournai.errors import Incomplete, Refused
from tournai.exchange.messages.answering import RefusalGround
from tournai.exchange.offences import exchange_offence
from tournai.values.instants import utc
from tournai.values.roles import Actor

RULE = "EXC-05"
AGAINST_DUTY = frozenset(
    {
        RefusalGround.AUTHORISATION_REFUSED,
        RefusalGround.NATIONAL_SECURITY,
        RefusalGround.INVESTIGATION_OR_SAFETY,
        RefusalGround.LEGAL_PERSON,
    }
)
"""What lifts the duty of Art. 7(2): the grounds (c) and (f) of Art. 6(1), and no other."""


class NotSent(msgspec.Struct, frozen=True):
    """Why information that had to go did not: for one State, on which ground, with reasons, by whom, when."""

    state: str
    ground: RefusalGround
    reasons: str
    by: Actor
    at: datetime


def states_owed(offence: str, own_state: str, linked_states: Iterable[str]) -> tuple[str, ...]:
    """Return the States that must be told: those whom the matter of a serious offence touches (Art. 7(2)).

    ``linked_states``: for whom there are objective reasons that the information could be relevant.

    Raises:
        Incomplete: There is no such offence. Rule EXC-03.
    """
    if not exchange_offence(offence).serious:
        return ()
    return tuple(sorted(set(linked_states) - {own_state}))


def prompts(owed: Iterable[str], told: Iterable[str], recorded: Iterable[NotSent]) -> tuple[str, ...]:
    """Return the States for which an officer must still send, or say why not."""
    settled = {*told, *(each.state for each in recorded)}
    return tuple(state for state in owed if state not in settled)


def check_not_sent(decided: NotSent) -> None:
    """Return when a decision not to send is one.

    Raises:
        Refused: Another ground than the law leaves. Rule EXC-05.
        Incomplete: No reasons. Rule EXC-05.
        Malformed: The instant is not in UTC.
    """
    utc(decided.at)
    if decided.ground not in AGAINST_DUTY:
        raise Refused("only the grounds (c) and (f) lift the duty to inform", rule=RULE)
    if not decided.reasons.strip():
        raise Incomplete("say why the other State is not informed", rule=RULE)
