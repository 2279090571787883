"""A message between two authorities: who, under which law and for what, and one of a closed list of bodies."""

from typing import Annotated

import msgspec
from msgspec import Meta

from tournai.exchange.bases import ExchangeBasis, ExchangePurpose
from tournai.exchange.markings import Classification
from tournai.exchange.messages.answering import (
    Acknowledgement,
    Clarification,
    ClarificationAnswer,
    DelayNotice,
    Refusal,
    Reply,
)
from tournai.exchange.messages.asking import OwnInitiative, QueryCommitment, Request
from tournai.exchange.messages.body import Instant, InUtc
from tournai.exchange.messages.forms import MatchConfirmation, PassengerDataRequest, SireneHit
from tournai.exchange.messages.linking import Checkpoint, Receipt
from tournai.exchange.messages.owning import Consent, ConsentRequest, Correction, OnwardNotice, Withdrawal
from tournai.exchange.texts import Digest, Identifier, Language, Line, PartnerCode

Body = (
    QueryCommitment
    | Request
    | Acknowledgement
    | Clarification
    | ClarificationAnswer
    | DelayNotice
    | Reply
    | Refusal
    | OwnInitiative
    | ConsentRequest
    | Consent
    | Correction
    | Withdrawal
    | OnwardNotice
    | Receipt
    | Checkpoint
    | SireneHit
    | PassengerDataRequest
    | MatchConfirmation
)
"""What a message may be: a closed list."""

MAXIMUM_CASE = 80

CaseNumber = Annotated[str, Meta(min_length=1, max_length=MAXIMUM_CASE)]


class Earlier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The message that this one follows, bound by its digest."""

    identifier: Identifier
    digest: Digest


class Message(InUtc, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One message.

    ``sender_case`` and ``receiver_case`` are each side's own number. ``classification``: the highest of what it holds.
    ``language`` is that of its free text. ``copied_to_europol`` says whether Europol got a copy (Directive (EU)
    2023/977, Art. 12). Signatures stand beside a message, never in it.
    """

    identifier: Identifier
    sender: PartnerCode
    receiver: PartnerCode
    written_at: Instant
    basis: ExchangeBasis
    purpose: ExchangePurpose
    classification: Classification
    language: Language
    body: Body
    sender_case: CaseNumber | None = None
    receiver_case: CaseNumber | None = None
    follows: Earlier | None = None
    copied_to_europol: bool = False
    other_channel: Line | None = None
    """The channel that carried it first, where this is its confirmation."""

    @property
    def kind(self) -> str:
        """The kind of its body, as written: ``request``, ``reply``, ..."""
        return str(self.body.__struct_config__.tag)
