"""What a duty hands to a door to show. Doors compute nothing: what a page or an answer holds stands here.

Instants are aware and UTC; ``*_local`` times are the airport's own. An identifier is the node's own, never a name,
locator or document number, so that it may stand in an address.
"""

from datetime import date, datetime

import msgspec

from tournai.node.duties.rows import TimetableImport
from tournai.screening.batches import Feature


class PushView(msgspec.Struct, frozen=True):
    """One push as the board and the carrier desk see it."""

    push_id: str
    format: str
    version: str
    function: str
    sender: str
    channel: str
    received_at: datetime
    timing: str
    """Rule PNR-05: ``early``, ``advance`` (48-24 h), ``late``, ``closure``, ``after arrival`` or ``unknown``."""
    pnrs: int
    travellers: int
    declared: int | None
    defects: tuple["DefectView", ...] = ()
    dropped: dict[str, int] = {}
    is_screened: bool = False
    parts: "PartsView | None" = None
    """Where the push came in parts: what is known of the whole."""


class PartsView(msgspec.Struct, frozen=True):
    """The part of a push that a message is, and which of the others are missing: the first twenty of them.

    ``total`` is ``None`` while the last part has not come. ``completeness``: see `tournai.travel.parts.Completeness`.
    """

    number: int
    total: int | None
    missing: tuple[int, ...]
    completeness: str
    is_repeated: bool = False


class DefectView(msgspec.Struct, frozen=True):
    """A located defect of a push, in words that a carrier could act on."""

    offset: int
    code: str
    message: str


class StandingView(msgspec.Struct, frozen=True):
    """How one push that is owed for a flight stands: the words of `tournai.travel.timetable`."""

    obligation: str
    """``advance``, ``closure`` or ``list``."""
    state: str
    due_by: datetime | None = None
    received_at: datetime | None = None
    is_alarm: bool = False
    exemption: str = ""


class FlightView(msgspec.Struct, frozen=True):
    """A flight on the board, with its pushes."""

    flight_id: str
    carrier: str
    number: str
    departure_airport: str
    arrival_airport: str
    departure_local: datetime | None
    arrival_local: datetime | None
    departure_at: datetime | None
    arrival_at: datetime | None
    pnrs: int
    travellers: int
    listed: int
    """Persons in passenger lists (PAXLST), where the carrier sent one."""
    matches_new: int
    matches_claimed: int
    matches_decided: int
    pushes: tuple[PushView, ...] = ()
    standing: str = ""
    """One word for what is owed: ``expected``, ``on time``, ``late``, ``missing``, ``cancelled``, ``not owed``."""
    standings: tuple[StandingView, ...] = ()
    is_alarm: bool = False
    exemption: str = ""
    """Why nothing is owed, where nothing is."""
    is_scheduled: bool = True
    """Whether a timetable has it; else only pushes do."""
    planned_departure_at: datetime | None = None
    """When it was to leave before an ad hoc message moved it."""
    operating: str = ""
    aboard: int = 0
    """Persons on board, as the list that closed the flight says (Annex I point 10)."""
    not_aboard: int = 0

    @property
    def designator(self) -> str:
        """The carrier and flight number as printed on a ticket."""
        return f"{self.carrier} {self.number}"


class QuarantineView(msgspec.Struct, frozen=True):
    """A body that could not be read: kept sealed until the carrier sends again, or for 24 hours."""

    receipt: str
    sender: str
    channel: str
    received_at: datetime
    ends_at: datetime
    code: str
    message: str
    offset: int | None


class BoardView(msgspec.Struct, frozen=True):
    """The flight board."""

    now: datetime
    flights: tuple[FlightView, ...]
    quarantine: tuple[QuarantineView, ...]
    waiting: int
    """Bodies received and not yet processed."""
    total: int
    """Flights that answer the filter; ``flights`` holds one page of them."""
    standings: dict[str, int] = {}
    """Standing -> flights of this time, whatever else is filtered; ``alarm`` counts those to call about."""
    carriers: tuple[str, ...] = ()
    """The carriers of this time."""


class BadLineView(msgspec.Struct, frozen=True):
    """A line of a timetable that breaks its format; ``is_lost``: what it says was not taken."""

    line: int
    offset: int
    code: str
    message: str
    is_lost: bool


class ScheduleChange(msgspec.Struct, frozen=True):
    """What a timetable changes of one flight: ``added``, ``moved``, ``changed``, ``cancelled`` or ``withdrawn``."""

    kind: str
    designator: str
    departure_airport: str
    arrival_airport: str
    departure_local: datetime
    before_local: datetime | None = None
    """When it was to leave, where it was moved."""


class TimetableReport(msgspec.Struct, frozen=True):
    """What a timetable changes, or changed, of the flights of the coming days."""

    source: str
    format: str
    carriers: tuple[str, ...]
    lines: int
    said: int
    """Flights and periods that it speaks of."""
    added: int
    changed: int
    cancelled: int
    withdrawn: int
    unchanged: int
    bad_lines: int
    remarks: tuple[BadLineView, ...] = ()
    differences: tuple[ScheduleChange, ...] = ()
    """The first of them, by departure."""


class CarrierView(msgspec.Struct, frozen=True):
    """A carrier with a timetable: its flights of the coming days, and the last day that is worked out."""

    carrier: str
    flights: int
    cancelled: int
    until: date


class TimetablePage(msgspec.Struct, frozen=True):
    """The timetables that were loaded."""

    now: datetime
    carriers: tuple[CarrierView, ...]
    imports: tuple[TimetableImport, ...]
    may_import: bool


class ManifestRow(msgspec.Struct, frozen=True):
    """A traveller on a flight's page: nothing that identifies; a name needs a match or a request (rule SYS-01)."""

    traveller_id: str
    record: str
    """``PNR`` or ``API``."""
    booking: int
    """The booking's ordinal on this page: travellers with the same number travel together."""
    type_code: str
    is_infant: bool
    is_crew: bool
    documents: int
    bags: int
    match_ids: tuple[str, ...]
    boarding: str = ""
    """``aboard`` or ``not aboard``, once the flight is closed."""


class FlightPage(msgspec.Struct, frozen=True):
    """A flight's page."""

    now: datetime
    flight: FlightView
    manifest: tuple[ManifestRow, ...]
    selections: tuple[str, ...] = ()
    """The flight selections under which it is kept: intra-EU flights alone have any (rule PNR-02)."""


class FactView(msgspec.Struct, frozen=True):
    """One value of a traveller and where it stood: segment tag, ordinal and byte offset in the push."""

    section: str
    """``identity``, ``document``, ``contact``, ``ticket``, ``payment``, ``itinerary``, ``seat``, ``baggage``,
    ``frequent flyer``, ``booking``, ``history``."""
    label: str
    """The value's name, e.g. ``surname``; doors translate it."""
    value: str
    group: int = 0
    """Facts of one section with the same number belong together, e.g. to one document."""
    tag: str = ""
    ordinal: int = 0
    offset: int = 0


class AccessView(msgspec.Struct, frozen=True):
    """Under what this page was opened: shown on it, and recorded with the access."""

    purpose: str
    legal_basis: str
    reference_kind: str
    reference: str


class SourceOfTraveller(msgspec.Struct, frozen=True):
    """Where a traveller's record came from."""

    traveller_id: str
    record: str
    """``PNR`` or ``API``."""
    format: str
    sender: str
    received_at: datetime


class ComparedView(msgspec.Struct, frozen=True):
    """One field of a traveller in a booking and in a passenger list."""

    label: str
    agreement: str
    """``same``, ``spelling``, ``different``, ``only in the booking`` or ``only in the passenger list``."""
    booked: FactView
    listed: FactView


class ComparisonView(msgspec.Struct, frozen=True):
    """One traveller in a booking and in a passenger list of the flight, side by side."""

    booked: SourceOfTraveller
    listed: SourceOfTraveller
    reasons: tuple[str, ...]
    """What both agree on: why they are taken for one traveller."""
    rows: tuple[ComparedView, ...]
    is_same_person: bool
    """Whether the node holds them for one person; else the booking's locator suggests it."""

    @property
    def differing(self) -> int:
        """How many fields do not agree."""
        return sum(row.agreement != "same" for row in self.rows)


class TravellerPage(msgspec.Struct, frozen=True):
    """A traveller, with the source of every value."""

    now: datetime
    traveller_id: str
    record: str
    flight: FlightView
    push: PushView
    facts: tuple[FactView, ...]
    companions: tuple[str, ...]
    """Identifiers of the travellers of the same booking."""
    other_records: tuple[str, ...]
    """Identifiers of this person's records in other pushes of the flight (PNR beside API)."""
    earlier_versions: int
    match_ids: tuple[str, ...]
    access: AccessView
    comparison: ComparisonView | None = None
    """The same traveller in the flight's other source, where it has one."""
    may_chart: bool = False
    """Whether the reader may ask for the traveller's links from here."""


class LinkedPerson(msgspec.Struct, frozen=True):
    """A traveller on a chart of links, of however many records. ``hop`` 0 is whom the chart is about."""

    hop: int
    name: str
    births: tuple[str, ...]
    documents: tuple[str, ...]
    flights: tuple[str, ...]


class LinkedThing(msgspec.Struct, frozen=True):
    """What ties travellers: its kind, see `travel.resolution.LinkKind`, and its value, a card number masked."""

    kind: str
    value: str


class TravelLeg(msgspec.Struct, frozen=True):
    """A leg of the traveller's; ``flight_id`` is empty where only the booking's itinerary names it."""

    designator: str
    departs_on: date
    departure_airport: str
    arrival_airport: str
    flight_id: str


class LinksPage(msgspec.Struct, frozen=True):
    """The chart of one traveller's links, two hops at most. It is kept nowhere."""

    now: datetime
    traveller_id: str
    flight: FlightView
    persons: tuple[LinkedPerson, ...]
    things: tuple[LinkedThing, ...]
    ties: tuple[tuple[int, int], ...]
    """(position of a person, position of a thing)."""
    travel: tuple[TravelLeg, ...]
    locked_legs: int
    """Legs that the booking names and that the reference does not open (rule PNR-15)."""
    left_out: dict[str, int]
    """Kind of link, ``links`` or ``travellers`` -> how many were not followed or shown."""
    travels_from: date
    travels_until: date
    is_coming_only: bool
    """From a hit: only flights that are still to come."""
    access: AccessView


class MatchRow(msgspec.Struct, frozen=True):
    """A match in the queue. It shows what is sought, not the traveller's own data."""

    match_id: str
    state: str
    score: float
    sought: str
    """The alert's name."""
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


class QueuePage(msgspec.Struct, frozen=True):
    """The match queue: most urgent first."""

    now: datetime
    matches: tuple[MatchRow, ...]
    counts: dict[str, int]
    """State -> how many."""


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


class MatchPage(msgspec.Struct, frozen=True):
    """Traveller and alert side by side, every reason, and what an officer may decide."""

    now: datetime
    match: MatchRow
    features: tuple[Feature, ...]
    weights_version: str
    index_version: str
    threshold: float
    flight: FlightView
    traveller_id: str
    facts: tuple[FactView, ...]
    alert: AlertView
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


class AlertsPage(msgspec.Struct, frozen=True):
    """The alert sources, and one page of the alerts of one of them."""

    now: datetime
    sources: tuple[SourceView, ...]
    alerts: tuple[AlertView, ...] = ()
    total: int = 0
    may_propose: bool = False
    may_approve: bool = False
    may_import: bool = False
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


class BadRowView(msgspec.Struct, frozen=True):
    """An entry of a list that could not be read, shown so that it is not lost."""

    position: int
    reference: str
    reason: str


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


class RequestsPage(msgspec.Struct, frozen=True):
    """The requests, newest first."""

    now: datetime
    requests: tuple[RequestView, ...]
    offences: tuple[tuple[str, str], ...]
    may_open: bool


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
