"""Alerts and their sources: who or what is sought, by whom, on which basis, and whether travel data may be matched.

Source: Directive (EU) 2016/681, Art. 6(3)(a), as read in C-817/19: travel data is compared only with databases on
persons or objects sought or under alert, relevant to the purposes (rule PNR-08).
"""

from datetime import date, datetime
from enum import Enum

import msgspec

from tournai.values import Person


class Quality(Enum):
    """How far the source trusts its own identity data."""

    GOOD = "good"
    LOW = "low"
    UNKNOWN = "unknown"


class ListFormat(Enum):
    """The formats that the readers know; the value is the name on the command line."""

    UN = "un"
    OFAC = "ofac"
    OFAC_CSV = "ofac-csv"
    EU = "eu"
    EU_CSV = "eu-csv"
    UK = "uk"
    FRANCE = "france"
    BELGIUM = "belgium"
    POLICE = "police"
    DOCUMENTS = "documents"
    FOLLOW_THE_MONEY = "ftm"
    SENZING = "senzing"
    GTAS = "gtas"


class Alert(msgspec.Struct, frozen=True, omit_defaults=True):
    """One person or document sought or under alert, as its source publishes it.

    ``reference`` is the source's own stable identifier (UN reference number or data id, OFAC uid); ``category`` the
    source's own programme or list type, for a police alert its article; ``legal_basis`` the instrument that the source
    names, where it names one. ``programmes`` holds every programme of an alert that stands under several, the category
    first. An alert on a document has a person without names, who carries it.

    ``action`` is what the source asks to be done; ``decision`` the reference of the decision behind the alert;
    ``review_by`` the last day on which the source says it holds without a review, ``expires_on`` its last day at all;
    ``linked_to`` the reference of the alert on a person with which this one ends (rules SIS-01 to SIS-03).
    """

    reference: str
    category: str
    person: Person
    legal_basis: str = ""
    quality: Quality = Quality.UNKNOWN
    listed_on: date | None = None
    updated_on: date | None = None
    programmes: tuple[str, ...] = ()
    action: str = ""
    decision: str = ""
    review_by: date | None = None
    expires_on: date | None = None
    linked_to: str = ""


class BadRow(msgspec.Struct, frozen=True, gc=False):
    """An entry, or a part of one, that could not be read: where it stood, and why. It is shown, never lost in silence.

    ``position`` counts the list's entries (or a CSV file's rows) from 1; ``line`` is the line of the file where it
    begins, ``None`` where the format has no lines. ``reason`` names fields, never their text.
    """

    position: int
    reference: str
    reason: str
    line: int | None = None


class AlertList(msgspec.Struct, frozen=True):
    """A list as read: its alerts, and what was left out and why."""

    format: ListFormat
    published_on: date | None
    alerts: tuple[Alert, ...]
    bad_rows: tuple[BadRow, ...] = ()
    not_persons: int = 0
    """Entries on entities, vessels and aircraft: counted, not kept (travel data names persons)."""
    notes: tuple[BadRow, ...] = ()
    """Parts of kept alerts that could not be read: a date, a state, an identity document."""
    is_delta: bool = False
    """Whether the file holds changes only: what it does not name stays as it is."""
    deleted: tuple[str, ...] = ()
    """References that a file of changes withdraws."""


class Eligibility(msgspec.Struct, frozen=True):
    """The approval under which travel data may be matched against a source or one category of it (rule PNR-08).

    ``category`` empty means the whole source. ``article`` is the legal basis, ``offence`` the offence of Directive
    (EU) 2017/541 or Annex II of Directive (EU) 2016/681, ``approver`` the person who approved, another than who asked.
    """

    source: str
    category: str
    article: str
    offence: str
    approver: str
    approved_at: datetime
    review_by: date


class FieldChange(msgspec.Struct, frozen=True):
    """One field in which an alert changed: the values that went and those that came."""

    field: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


class AlertDiff(msgspec.Struct, frozen=True):
    """What an import changes: references added, changed, withdrawn, and how many stay as they were."""

    added: tuple[Alert, ...]
    changed: tuple[Alert, ...]
    withdrawn: tuple[str, ...]
    unchanged: int
