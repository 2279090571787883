"""What SIRENE is told of a hit with an alert for a discreet, inquiry or specific check, and by when.

The officer fills in what the check brought to light without the person noticing; the numbered form is kept for the
authority's SIRENE bureau to send.

Source: Regulation (EU) 2018/1862, Art. 37(1) (what is collected) and 8(3) (twelve hours); SIRENE Manual, form G (as
remembered, not verified); rules SIS-04, SIS-07.
"""

from datetime import datetime, timedelta
from enum import Enum

import msgspec

from tournai.errors import Incomplete
from tournai.values.wordings import say

REPORT_WITHIN = timedelta(hours=12)
"""By when SIRENE answers: Regulation (EU) 2018/1862, Art. 8(3)."""

LONGEST = 2000
"""Characters of one answer of the form."""
RULE = "SIS-04"


class CheckState(Enum):
    """Where a possible hit with such an alert stands. One that is refuted is destroyed and has no state."""

    NEW = "new"
    REPORTED = "reported"
    """An entitled officer confirmed it, and wrote the form."""


class Circumstances(msgspec.Struct, frozen=True):
    """What the officer saw, by the letters of Art. 37(1); empty where there was nothing to see."""

    place: str
    """(b) Where the check was; the time stands beside it."""
    route: str = ""
    """(c) The journey and where it goes."""
    companions: str = ""
    """(d) Who travels with the person."""
    description: str = ""
    """(e) The person as seen, where another identity was revealed."""
    vehicle: str = ""
    """(f) Vehicle, vessel, aircraft: registration or flight."""
    objects: str = ""
    """(g) What is carried, travel documents included."""
    circumstances: str = ""
    """(h) How the person was found."""


class SireneForm(msgspec.Struct, frozen=True):
    """A form: whom it is to, what it is about, what was seen."""

    number: str
    """``G`` and the form's own number at this node."""
    alert: str
    """The alert's reference at its source."""
    source: str
    category: str
    action: str
    met_at: datetime
    reported_at: datetime
    reported_by: str
    document: str
    seen: Circumstances


def check_circumstances(seen: Circumstances) -> None:
    """Return when what was seen can be sent.

    Raises:
        Incomplete: The place is missing, or an answer is too long.
    """
    if not seen.place.strip():
        raise Incomplete("say where the check was: SIRENE needs the place", rule=RULE)
    if any(len(text) > LONGEST for text in msgspec.structs.astuple(seen)):
        raise Incomplete(say("an answer of the form has at most {most} characters", most=LONGEST), rule=RULE)


def form_number(met_at: datetime, identifier: str) -> str:
    """Return a form's number: it tells the day and names one form, and not how many there were.

    >>> from datetime import UTC
    >>> form_number(datetime(2026, 11, 24, tzinfo=UTC), "k2p7qabcdefg")
    'G-20261124-K2P7QABC'
    """
    return f"G-{met_at:%Y%m%d}-{identifier[:8].upper()}"
