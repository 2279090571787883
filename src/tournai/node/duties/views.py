"""What a duty hands to a door to show. Doors compute nothing: what a page or an answer holds stands here.

Instants are aware and UTC; ``*_local`` times are the airport's own. An identifier is the node's own, never a name,
locator or document number, so that it may stand in an address.
"""

from datetime import date, datetime

import msgspec

from tournai.alerts import FieldChange
from tournai.node.duties.dissemination_rows import StoredDissemination
from tournai.node.duties.flight_views import FlightView
from tournai.node.duties.traveller_views import AccessView, ComparisonView, FactView
from tournai.screening.batches import Feature
from tournai.screening.criteria import Reason


class MatchRow(msgspec.Struct, frozen=True):
    """A match in the queue. It shows what is sought, not the traveller's own data."""

    match_id: str
    state: str
    score: float
    sought: str
    """The alert's name, or the criterion's title."""
    source: str
    category: str
    reasons: tuple[str, ...]
    """The names of the features that speak for the match, strongest first."""
    flight_id: str
    designator: str
    departure_airport: str
    arrival_airport: str
    due_at: datetime | None
    """The review's legal latest: the scheduled arrival, else departure (Art. 6(2)(a))."""
    clock: str
    """The clock's state, see `casework.clocks`."""
    claimed_by: str | None
    created_at: datetime
    version: int | None = None
    """Of a match with a criterion: the number of its version; ``sought`` is its title."""
    is_withdrawn: bool = False
    """Whether the alert is no longer in force."""


class QueuePage(msgspec.Struct, frozen=True):
    """The match queue: most urgent first."""

    now: datetime
    matches: tuple[MatchRow, ...]
    counts: dict[str, int]
    """State -> how many."""
    sources: tuple[tuple[str, int], ...] = ()
    """Of the matches before a source or flight was chosen: each source, and how many."""


class ReviewView(msgspec.Struct, frozen=True):
    """A review that was made. Reviews are added, never changed."""

    reviewer: str
    role: str
    decision: str
    grounds: tuple[str, ...]
    note: str
    decided_at: datetime


class AlertFact(msgspec.Struct, frozen=True):
    """One value of an alert."""

    label: str
    value: str


class AlertView(msgspec.Struct, frozen=True):
    """An alert as its source publishes it."""

    alert_id: str
    source: str
    reference: str
    category: str
    name: str
    legal_basis: str
    quality: str
    listed_on: date | None
    updated_on: date | None
    state: str
    """``active`` or ``withdrawn``."""
    facts: tuple[AlertFact, ...] = ()
    last_day: date | None = None
    """When it ends by itself."""
    is_on_document: bool = False
    """Whether it is on a document, whoever carries it."""


class KnownFalseView(msgspec.Struct, frozen=True):
    """That a person refuted a match, and until when the same one is not raised again (Art. 12(5))."""

    match_id: str
    reviewer: str
    remembered_at: datetime
    grounds: tuple[str, ...]
    expires_at: datetime
    is_over: bool


class CriterionMatchView(msgspec.Struct, frozen=True):
    """The criterion that a traveller's journey met: its text, the reasons, what is not known, what speaks against it.

    ``digest``: of the version that was met; ``state``: how that version stands now.
    """

    criterion_id: str
    number: int
    title: str
    text: str
    digest: str
    state: str
    reasons: tuple[Reason, ...]
    not_known: tuple[str, ...]
    against: str
    knowledge: str


class MatchPage(msgspec.Struct, frozen=True):
    """Traveller and alert side by side, every reason, and what an officer may decide.

    Of a match with a criterion, ``criterion`` stands in place of ``alert`` and ``features``.
    """

    now: datetime
    match: MatchRow
    features: tuple[Feature, ...]
    weights_version: str
    index_version: str
    threshold: float
    flight: FlightView
    traveller_id: str
    facts: tuple[FactView, ...]
    alert: AlertView | None
    article: str
    offence: str
    approver: str
    reviews: tuple[ReviewView, ...]
    may_claim: bool
    may_decide: bool
    incriminating: tuple[str, ...]
    exonerating: tuple[str, ...]
    decisions: tuple[str, ...]
    access: AccessView
    next_match_id: str | None
    """The next match in the queue that is not decided."""
    comparison: ComparisonView | None = None
    """The same traveller in the flight's other source, where it has one."""
    may_chart: bool = False
    """Whether the reader may ask for the traveller's links from here."""
    gone: str = ""
    """Why no current record has the person: ``left``, ``cancelled``, ``same person``; empty while one has."""
    known_false: tuple[KnownFalseView, ...] = ()
    """Refutations of the same alert for a person of this name and birth date, or of this document."""
    chance: float | None = None
    """How many of 10,000 travellers on no list would reach this score by chance, in as many alerts as were searched."""
    chance_of_threshold: float | None = None
    """How many would reach the threshold."""
    may_send: bool = False
    """Whether the reader may send of it to a recipient: a hit on a flight that is still to come."""
    sent: tuple[StoredDissemination, ...] = ()
    """What was sent of it."""
    may_raise: bool = False
    """Whether the reader may put a match that was not raised into the queue after all."""
    criterion: CriterionMatchView | None = None
    others: tuple[MatchRow, ...] = ()
    """The other matches of the same person on this flight, the strongest first."""


class EligibilityView(msgspec.Struct, frozen=True):
    """Whether, and under whose approval, travel data may be matched against a source or category (rule PNR-08)."""

    approval_id: str
    category: str
    """Empty: the whole source."""
    article: str
    offence: str
    asked_by: str
    asked_at: datetime
    state: str
    """``asked``, ``given``, ``refused``, ``expired`` or ``ended``."""
    decided_by: str
    decided_at: datetime | None
    review_by: date


class SourceView(msgspec.Struct, frozen=True):
    """An alert source and what it holds."""

    name: str
    format: str
    published_on: date | None
    imported_at: datetime
    imported_by: str
    active: int
    withdrawn: int
    bad_rows: int
    not_persons: int
    categories: dict[str, int]
    eligibilities: tuple[EligibilityView, ...]
    is_eligible: bool
    copy_ends_at: datetime | None = None
    """When this copy of another authority's data is destroyed; ``None`` where the source is none."""
    held: "HeldWithdrawal | None" = None


class HeldWithdrawal(msgspec.Struct, frozen=True):
    """Alerts that the latest edition lacks, still in force until a second person decides."""

    alerts: int
    asked_by: str
    asked_at: datetime


class AlertsPage(msgspec.Struct, frozen=True):
    """The alert sources, and one page of the alerts of one of them."""

    now: datetime
    sources: tuple[SourceView, ...]
    alerts: tuple[AlertView, ...] = ()
    total: int = 0
    may_propose: bool = False
    may_approve: bool = False
    may_import: bool = False
    may_decide: bool = False
    """Whether the reader may decide on a withdrawal that waits."""
    may_extend: bool = False
    """Whether the reader may let the alerts shown last longer: the authority's own police alerts."""
    offences: tuple[tuple[str, str], ...] = ()
    """The closed list an eligibility may name: identifier and English name."""


class ImportReport(msgspec.Struct, frozen=True):
    """What an import changes, or would change."""

    source: str
    format: str
    published_on: date | None
    persons: int
    added: int
    changed: int
    withdrawn: int
    unchanged: int
    not_persons: int
    bad_rows: tuple["BadRowView", ...]
    is_eligible: bool
    """Whether travel data may be matched against any part of the source now."""
    known: int = 0
    """Alerts of the source in force before."""
    is_held: bool = False
    """Whether the withdrawals wait for a second person: so many that the file may have been cut short."""
    ended: int = 0
    """Entries of the file that are past their last day, or end with an alert that is gone: not taken."""
    notes: tuple["BadRowView", ...] = ()
    note_count: int = 0
    added_alerts: tuple["AlertLine", ...] = ()
    changed_alerts: tuple["AlertLine", ...] = ()
    withdrawn_alerts: tuple["AlertLine", ...] = ()
    """The first of each."""
    copy_ends_at: datetime | None = None


class AlertLine(msgspec.Struct, frozen=True):
    """One alert of a diff, as an officer recognises it."""

    reference: str
    name: str
    births: tuple[str, ...]
    category: str
    changes: tuple[FieldChange, ...] = ()


class BadRowView(msgspec.Struct, frozen=True):
    """An entry of a list, or a part of one, that could not be read, shown so that it is not lost."""

    position: int
    reference: str
    reason: str
    line: int | None = None


class EventView(msgspec.Struct, frozen=True):
    """One line of the event log."""

    stream: str
    sequence: int
    at: datetime
    kind: str
    actor: str
    role: str
    purpose: str
    legal_basis: str
    reference: str
    subject: str
    details: dict[str, str | int]


class LogPage(msgspec.Struct, frozen=True):
    """The event log, newest first, with its latest signed checkpoints."""

    now: datetime
    events: tuple[EventView, ...]
    total: int
    checkpoints: tuple["CheckpointView", ...]
    public_key: str


class CheckpointView(msgspec.Struct, frozen=True):
    """A signed statement of a log's size and root."""

    stream: str
    size: int
    root: str
    at: datetime


class ElementView(msgspec.Struct, frozen=True):
    """What a request asks by: ``record locator``, ``document number``, ``name and birth date`` or ``flight``."""

    kind: str
    value: str


class RequestView(msgspec.Struct, frozen=True):
    """A reasoned request (Art. 6(2)(b)): what allows a look-up that no match asked for."""

    number: str
    authority: str
    purpose: str
    offence: str
    provision: str
    penalty_years: int
    air_link: str
    necessity: str
    elements: tuple[ElementView, ...]
    state: str
    """``asked``, ``given``, ``refused``, ``expired`` or ``closed``."""
    opened_by: str
    opened_at: datetime
    expires_at: datetime
    decided_by: str
    may_decide: bool = False
    may_search: bool = False
    decided_at: datetime | None = None
    decision_reason: str = ""
    """The reasons of the court or independent body, with the reference of its decision."""
    travels_from: date | None = None
    travels_until: date | None = None
    """The days of departure that it asks about."""
    authority_name: str = ""
    is_urgent: bool = False
    urgent_until: datetime | None = None
    """Until when an urgent request is used without its review."""
    lapsed_at: datetime | None = None
    copied_to: str = ""
    clock: str = ""
    """The clock's state, see `casework.clocks`: by when it is answered."""
    answer_by: datetime | None = None
    answer: str = ""
    """How it ended, see `casework.answers`."""
    closed_at: datetime | None = None


class RequestsPage(msgspec.Struct, frozen=True):
    """The requests: those that wait for an answer first, the most urgent at the top."""

    now: datetime
    requests: tuple[RequestView, ...]
    offences: tuple[tuple[str, str], ...]
    may_open: bool
    recipients: tuple[tuple[str, str], ...] = ()
    """Who is listed, and so may ask: code and name."""
    units: tuple[tuple[str, str], ...] = ()
    """Units of other States: code and name."""


class ElementAnswer(msgspec.Struct, frozen=True):
    """An element of a request and what was decided on it; ``rule`` is that of a refusal."""

    element: ElementView
    is_decided: bool
    is_answered: bool
    ground: str
    rule: str
    decided_by: str


class RequestPage(msgspec.Struct, frozen=True):
    """One request at the desk: what it asks, how each element is decided, what was sent, what the reader may do."""

    now: datetime
    request: RequestView
    elements: tuple[ElementAnswer, ...]
    sent: tuple[StoredDissemination, ...]
    grounds: tuple[str, ...]
    may_answer: bool
    access: AccessView


class FoundRow(msgspec.Struct, frozen=True):
    """A traveller that a search under a request found."""

    traveller_id: str
    record: str
    flight: FlightView
    element: ElementView
    is_current: bool


class SearchPage(msgspec.Struct, frozen=True):
    """The answer to a search under a request: what its elements find."""

    now: datetime
    request: RequestView
    found: tuple[FoundRow, ...]


class SignedIn(msgspec.Struct, frozen=True):
    """A session: who, with what role, until when, and the token that forms carry against forgery."""

    account: str
    display_name: str
    role: str
    language: str
    csrf: str
    expires_at: datetime
    actions: frozenset[str]
    """The actions that the permission table gives this role: what a door may offer."""
