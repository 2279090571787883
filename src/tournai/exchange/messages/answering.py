"""Bodies of whoever was asked: acknowledgement, clarification, delay, reply, refusal.

Source: Directive (EU) 2023/977, Art. 5 and 6.
"""

from enum import Enum
from typing import Annotated

import msgspec
from msgspec import Meta

from tournai.exchange.item import Item
from tournai.exchange.messages.body import Instant, MessageBody
from tournai.exchange.texts import MAXIMUM_LIST, Line, Remark, Text

PartNumber = Annotated[int, Meta(ge=1, le=MAXIMUM_LIST)]
PartNumbers = Annotated[tuple[PartNumber, ...], Meta(min_length=1, max_length=MAXIMUM_LIST)]


class Accessibility(Enum):
    """How the asked information can be had: Art. 2(6) and (7)."""

    DIRECT = "directly accessible"
    """In a database that the single point of contact or the asked authority reaches itself."""
    INDIRECT = "indirectly accessible"
    """Held by other authorities or by private parties, without coercive measures."""


class RefusalGround(Enum):
    """Why part of a request is refused: the closed list of Art. 6(1), by its letters."""

    NOT_AVAILABLE = "a"
    NOT_MEETING_ARTICLE_4 = "b"
    AUTHORISATION_REFUSED = "c"
    OTHER_DATA = "d"
    """Personal data outside of the categories of Art. 10(b)."""
    INACCURATE = "e"
    NATIONAL_SECURITY = "f-i"
    INVESTIGATION_OR_SAFETY = "f-ii"
    LEGAL_PERSON = "f-iii"
    MINOR_OFFENCE = "g-i"
    """Punishable by at most one year."""
    NO_OFFENCE = "g-ii"
    OTHER_STATE = "h"
    """It came from another State, which has not agreed."""


class Extent(Enum):
    """How much of what was asked a reply gives."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    """Nothing is held."""


class RefusedPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One part that is refused, on one ground. ``explanation`` is what the asker reads; it may stay empty for (f)."""

    part: PartNumber
    ground: RefusalGround
    explanation: Remark = ""


_Refused = Annotated[tuple[RefusedPart, ...], Meta(max_length=MAXIMUM_LIST)]


class Acknowledgement(MessageBody, frozen=True, kw_only=True, tag="acknowledgement"):
    """A request was received. ``received_at`` starts the clock (Art. 5(1)); ``answer_by`` is the legal latest."""

    received_at: Instant
    answer_by: Instant
    accessibility: Accessibility | None = None
    """``None``: not known yet; the shorter limit then holds."""


class Clarification(MessageBody, frozen=True, tag="clarification"):
    """What must be made clear before some parts can be answered (Art. 6(3))."""

    parts: PartNumbers
    question: Text


class ClarificationAnswer(MessageBody, frozen=True, tag="clarification-answer"):
    """What was asked to be made clear."""

    parts: PartNumbers
    answer: Text


class DelayNotice(MessageBody, frozen=True, tag="delay-notice"):
    """A judicial authorisation is needed: by when an answer is expected, and why it takes so long (Art. 5(2))."""

    parts: PartNumbers
    expected_at: Instant
    reasons: Text
    authority: Line
    """What kind of authority decides: a court, a prosecutor."""


class Reply(MessageBody, frozen=True, kw_only=True, tag="reply"):
    """An answer: the items, the parts that are refused, and whether more will follow."""

    extent: Extent
    items: Annotated[tuple[Item, ...], Meta(max_length=MAXIMUM_LIST)] = ()
    refused: _Refused = ()
    pending: Annotated[tuple[PartNumber, ...], Meta(max_length=MAXIMUM_LIST)] = ()
    remark: Remark = ""


class Refusal(MessageBody, frozen=True, tag="refusal"):
    """A request of which every part is refused."""

    refused: Annotated[tuple[RefusedPart, ...], Meta(min_length=1, max_length=MAXIMUM_LIST)]
