"""The copy to Europol, and why it is withheld.

Source: Directive (EU) 2023/977, Art. 12: what is sent under it is copied to Europol as far as the offence is in its
mandate; Regulation (EU) 2016/794, Art. 7(7): the three reasons against it. Rule EXC-08.
"""

from enum import Enum

import msgspec

from tournai.errors import Incomplete
from tournai.exchange.offences import exchange_offence


class Withheld(Enum):
    """Why Europol gets no copy: a closed list."""

    SECURITY = "essential security interests"
    INVESTIGATION = "would jeopardise an ongoing investigation or a person's safety"
    INTELLIGENCE = "would disclose the work of intelligence services"
    OTHER_OWNER = "its owner in another State has not agreed"


class EuropolCopy(msgspec.Struct, frozen=True):
    """What was decided: sent, or withheld for a reason; ``None`` and not sent where the offence is not its own."""

    sent: bool
    withheld: Withheld | None = None


def is_in_mandate(offence: str) -> bool:
    """Whether the offence is one of Europol's.

    Raises:
        Incomplete: There is no such offence. Rule EXC-03.
    """
    return exchange_offence(offence).europol


def check_copy(offence: str, decided: EuropolCopy) -> None:
    """Return when a decision on the copy is one.

    Raises:
        Incomplete: In the mandate and neither sent nor withheld for a reason, both, or sent outside of it. EXC-08.
    """
    if decided.sent and (decided.withheld is not None or not is_in_mandate(offence)):
        raise Incomplete("a copy goes to Europol only in its mandate, and where nothing withholds it", rule="EXC-08")
    if not decided.sent and decided.withheld is None and is_in_mandate(offence):
        raise Incomplete("the offence is in Europol's mandate: send a copy, or say why not", rule="EXC-08")
