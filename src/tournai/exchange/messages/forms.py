"""Bodies of the other instruments: a SIRENE hit, a request between passenger information units, a confirmed match.

Source: Regulation (EU) 2018/1862 and its SIRENE manual (form G, a hit); Directive (EU) 2016/681, Art. 9; Regulation
(EU) 2024/982, Art. 47. The SIRENE form's fields are named, not numbered: no official sample is public.
"""

from enum import Enum
from typing import Annotated

import msgspec
from msgspec import Meta

from tournai.exchange.messages.body import Instant, MessageBody
from tournai.exchange.texts import MAXIMUM_LIST, Digest, Line, Note, Remark, State, Text


class SisCategory(Enum):
    """The article of Regulation (EU) 2018/1862 that an alert was entered under."""

    ARREST = "26"
    MISSING = "32"
    JUDICIAL = "34"
    CHECKS = "36"
    INFORMATION = "37a"
    OBJECTS = "38"


class SireneHit(MessageBody, frozen=True, kw_only=True, tag="sirene-hit"):
    """A hit on another State's alert, told to the State that entered it."""

    schengen_id: Annotated[str, Meta(pattern="^[A-Z0-9.]{5,40}$")]
    issuing_state: State
    category: SisCategory
    hit_at: Instant
    place: Line
    authority: Line
    identity_confirmed: bool
    action_taken: bool
    circumstances: Text
    action_not_taken: Remark = ""
    """Why the requested action was not possible."""
    terrorism: bool = False
    further_sheet: Note = ""


class PassengerElement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One element that a passenger information unit is asked by."""

    name: Line
    value: Line


class PassengerDataRequest(MessageBody, frozen=True, kw_only=True, tag="passenger-data-request"):
    """A unit asks another unit (Art. 9(2)), or an authority asks it at once in an emergency (Art. 9(3)).

    ``approval``: the reference of the approval for data that is masked by depersonalisation (Art. 12(3)).
    """

    elements: Annotated[tuple[PassengerElement, ...], Meta(max_length=MAXIMUM_LIST)]
    offence: Note
    reasons: Remark
    masked_data: bool = False
    approval: Note = ""
    emergency: Remark = ""
    copied_to_unit: bool = True


class MatchConfirmation(MessageBody, frozen=True, kw_only=True, tag="match-confirmation"):
    """A match that a qualified person confirmed, with what opens the core data (Regulation (EU) 2024/982, Art. 47)."""

    match: Digest
    confirmed_by: Note
    """The confirming person's account at the asking node, never a name."""
    qualification: Note
    facts: Remark
    offence: Note
