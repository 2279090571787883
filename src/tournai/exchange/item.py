"""An item: one piece of information with its owner, its marks and the conditions of its use.

Source: Directive (EU) 2023/977, Art. 10 (categories, accuracy, reliability); Directive (EU) 2016/680, Art. 5 (time
limits), 6 (categories of persons), 7(1) (facts apart from assessments), 9(3) (conditions told to the recipient).
"""

from datetime import date
from enum import Enum
from typing import Annotated

import msgspec
from msgspec import Meta

from tournai.exchange.bases import ExchangePurpose
from tournai.exchange.markings import Classification, HandlingCode, InformationEvaluation, SourceEvaluation
from tournai.exchange.texts import Identifier, Language, Line, Note, PartnerCode, Remark, State, Text


class PersonCategory(Enum):
    """What a person is to the matter: Directive (EU) 2016/680, Art. 6. ``NOBODY``: the item is about no person."""

    SUSPECT = "suspect"
    CONVICT = "convict"
    VICTIM = "victim"
    WITNESS = "witness"
    CONTACT = "contact or associate"
    OTHER = "other party"
    NOBODY = "nobody"


class Nature(Enum):
    """Whether it is known or thought: Directive (EU) 2016/680, Art. 7(1)."""

    FACT = "fact"
    ASSESSMENT = "assessment"


class ItemKind(Enum):
    """What an item tells, in groups of Regulation (EU) 2016/794, Annex II.B (rule EXC-06): a closed list."""

    PERSONAL_DETAILS = "personal details"
    PHYSICAL_DESCRIPTION = "physical description"
    IDENTIFICATION = "identification"
    """Documents, photographs, prints, profiles."""
    OCCUPATION = "occupation and skills"
    FINANCES = "economic and financial information"
    BEHAVIOUR = "behavioural data"
    CONTACTS = "contacts and associates"
    COMMUNICATIONS = "means of communication"
    TRANSPORT = "means of transport"
    INVOLVEMENT = "criminal activities"
    OTHER_SYSTEMS = "references to other systems"
    OBJECT = "object"
    """A thing, and nobody: a weapon, a stolen document, a technical indicator."""


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One piece of information.

    ``owner`` is the authority whose consent counts, wherever a copy lies; ``version`` grows with each correction.
    ``keep_until``: the day on which the recipient reviews or erases it. ``third_state``: the State that it came from
    first, and ``third_state_agreed`` whether that State let it be passed on (ground (h) of Art. 6(1)).
    ``evidence_allowed``: the owner's permission for proceedings, given with the item.
    """

    identifier: Identifier
    owner: PartnerCode
    kind: ItemKind
    category: PersonCategory
    nature: Nature
    content: Text
    source: Line
    language: Language
    source_evaluation: SourceEvaluation
    information_evaluation: InformationEvaluation
    handling: HandlingCode
    classification: Classification
    purposes: Annotated[tuple[ExchangePurpose, ...], Meta(min_length=1, max_length=len(ExchangePurpose))]
    keep_until: date
    version: Annotated[int, Meta(ge=1, le=10**6)] = 1
    conditions: Remark = ""
    third_state: State | None = None
    third_state_agreed: bool = False
    evidence_allowed: bool = False
    about: Note = ""
    """Which subject of the request it is about, by the words of the request."""
