"""Bodies of whoever starts: the commitment of a private query, a request, information nobody asked for.

Source: Directive (EU) 2023/977, Art. 4 (requests) and 7 (own initiative).
"""

from enum import Enum
from typing import Annotated

import msgspec
from msgspec import Meta

from tournai.exchange.item import Item, PersonCategory
from tournai.exchange.messages.body import MessageBody
from tournai.exchange.texts import MAXIMUM_LIST, Count, Digest, Line, Note, Remark, Text


class UrgencyGround(Enum):
    """Why a request is urgent: a closed list (Art. 4(4))."""

    PUBLIC_SECURITY = "immediate and serious threat to public security"
    LIFE = "imminent threat to life or physical integrity"
    LIBERTY = "decision on deprivation of liberty"
    LOSS_OF_RELEVANCE = "imminent loss of relevance of important information"


class NoCopyReason(Enum):
    """Why one's own single point of contact gets no copy of a direct request: a closed list (Art. 4(2))."""

    SENSITIVE_INVESTIGATION = "ongoing highly sensitive investigation"
    TERRORISM = "terrorism case without emergency"
    SAFETY = "safety of a person"


class SubjectKind(Enum):
    """What a request is about."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VEHICLE = "vehicle"
    TELEPHONE = "telephone"
    ACCOUNT = "account"
    DOCUMENT = "document"
    WEAPON = "weapon"
    ADDRESS = "address"
    EVENT = "event"


class Subject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whom or what a request is about. ``name`` is in Latin letters, ``original`` in its own script where it has one.

    ``born`` is a date, a month or a year as ISO 8601 writes it. ``link``: what ties it to the purpose (Art. 4(5)(d)).
    """

    kind: SubjectKind
    name: Line
    link: Text
    category: PersonCategory = PersonCategory.NOBODY
    original: Note = ""
    born: Annotated[str, Meta(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")] = ""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is asked, by its number: replies and refusals go by part (Art. 6(1))."""

    number: Annotated[int, Meta(ge=1, le=MAXIMUM_LIST)]
    asked: Text


class QueryCommitment(MessageBody, frozen=True, tag="query-commitment"):
    """A private query, by what the asked side may know of it: the digest of its blinded batch, its size, its key."""

    batch: Digest
    elements: Count
    view: Line
    epoch: Line


class Request(MessageBody, frozen=True, kw_only=True, tag="request"):
    """A request. What the law wants in it is checked by `tournai.exchange.requests`: here only the shape is.

    ``offence`` names the underlying offence; ``penalty_months`` its highest penalty, where known. ``held_because``: the
    objective reasons to believe that the asked State has it; ``hit`` the reference of a private query that says so.
    """

    parts: Annotated[tuple[Part, ...], Meta(max_length=MAXIMUM_LIST)]
    subjects: Annotated[tuple[Subject, ...], Meta(max_length=MAXIMUM_LIST)]
    offence: Note
    facts: Remark
    necessity: Remark
    held_because: Remark
    penalty_months: Annotated[int, Meta(ge=0, le=1200)] | None = None
    hit: Note = ""
    urgency: Annotated[tuple[UrgencyGround, ...], Meta(max_length=len(UrgencyGround))] = ()
    urgency_reasons: Remark = ""
    restrictions: Remark = ""
    directly_to_authority: bool = False
    """Whether it went past the asked State's single point of contact (Art. 8)."""
    no_copy: NoCopyReason | None = None


class OwnInitiative(MessageBody, frozen=True, kw_only=True, tag="own-initiative"):
    """Information that nobody asked for. ``is_duty``: sent under Art. 7(2), for a serious offence."""

    offence: Line
    relevance: Text
    items: Annotated[tuple[Item, ...], Meta(min_length=1, max_length=MAXIMUM_LIST)]
    is_duty: bool = False
