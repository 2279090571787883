"""Bodies about an item that lies with another authority: consent, correction, withdrawal, onward notice.

Source: Directive (EU) 2023/977, Art. 3(d) (the State that made information available consents to its transfer) and
1(4) (evidence); Directive (EU) 2016/680, Art. 7(3) and 16(5) to 16(6) (whoever got wrong data is told).
"""

from enum import Enum
from typing import Annotated

from msgspec import Meta

from tournai.exchange.item import Item
from tournai.exchange.messages.body import Instant, MessageBody
from tournai.exchange.texts import MAXIMUM_LIST, Digest, Identifier, Line, PartnerCode, Remark, Text

Items = Annotated[tuple[Identifier, ...], Meta(min_length=1, max_length=MAXIMUM_LIST)]


class Use(Enum):
    """What a holder may want to do with an item."""

    INQUIRY = "inquiry of the receiving authority"
    NATIONAL = "another authority of the same State"
    PROCEEDINGS = "evidence in proceedings"
    ONWARD_MEMBER = "transfer to another Member State"
    ONWARD_THIRD = "transfer to a third country or organisation"
    OTHER_PURPOSE = "another purpose"


class WithdrawalReason(Enum):
    """Why an item is called back."""

    WRONG = "it was wrong"
    UNLAWFUL = "it was unlawfully transmitted"
    ERASED = "the owner had to erase it"
    MISTAKEN_IDENTITY = "it was about another person"


class ConsentRequest(MessageBody, frozen=True, tag="consent-request"):
    """A holder asks an item's owner for one use. ``recipient``: the court, authority or State that would get it."""

    items: Items
    use: Use
    recipient: Line
    reasons: Text


class Consent(MessageBody, frozen=True, kw_only=True, tag="consent"):
    """The owner's decision: for these items, this use, this recipient, until then; or no. Valid only when signed."""

    items: Items
    use: Use
    recipient: Line
    given: bool
    valid_until: Instant
    limits: Remark = ""
    """What more the owner demands, or why it says no."""


class Correction(MessageBody, frozen=True, tag="correction"):
    """An item in its next version: every holder replaces theirs and passes the correction on."""

    item: Item
    reasons: Text


class Withdrawal(MessageBody, frozen=True, tag="withdrawal"):
    """Items that every holder erases and calls back from whoever got them."""

    items: Items
    reason: WithdrawalReason


class OnwardNotice(MessageBody, frozen=True, tag="onward-notice"):
    """A holder tells the owner that an item went on, under which consent."""

    items: Items
    recipient: PartnerCode
    consent: Digest
