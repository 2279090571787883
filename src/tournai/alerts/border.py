"""Which alerts a document check at a border may use, and what for.

Of persons: those of Regulation (EU) 2018/1862, Art. 26, 32, 34 and 36; of documents: Art. 36 and 38, and lists of lost
and stolen documents. Refusals of entry and returns have rights of their own (Regulation (EU) 2018/1861): left out.
Nothing of travel data is in either (rules PNR-34, API-06).

Source: Regulation (EU) 2018/1862, Art. 36, 37, 38 and 44(1)(a).
"""

from enum import Enum

from tournai.alerts.interchange.lost_documents import CIRCUMSTANCES
from tournai.alerts.police_categories import is_on_object
from tournai.alerts.records import Alert, ListFormat

FORMATS = frozenset({ListFormat.POLICE, ListFormat.DOCUMENTS})
"""The formats of lists that may be used at a border: a list of sanctions says nobody is sought."""


class BorderUse(Enum):
    """What an alert is used for when a document is checked."""

    DOCUMENT = "document"
    """The document itself is sought: lost, stolen, misappropriated, invalidated."""
    HOLDER = "holder"
    """The holder is sought: whoever checks the document is told."""
    DISCREET = "discreet"
    """The holder or the document is under a discreet, inquiry or specific check: told to the entitled officer alone."""


_ON_PERSONS = {"26": BorderUse.HOLDER, "34": BorderUse.HOLDER, "36": BorderUse.DISCREET} | dict.fromkeys(
    ("32(1)(a)", "32(1)(b)", "32(1)(c)", "32(1)(d)", "32(1)(e)"), BorderUse.HOLDER
)
_ON_OBJECTS = {"36": BorderUse.DISCREET, "38": BorderUse.DOCUMENT} | dict.fromkeys(CIRCUMSTANCES, BorderUse.DOCUMENT)


def border_use(alert: Alert) -> BorderUse | None:
    """Return what an alert is used for at a border, ``None`` for one that is not used there."""
    return (_ON_OBJECTS if is_on_object(alert) else _ON_PERSONS).get(alert.category)
