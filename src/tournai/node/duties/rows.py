"""What duties store and get back: a struct for each kind of record, its fields named as the tables name them."""

from datetime import date, datetime

import msgspec

from tournai.values.wordings import read_wording


class Account(msgspec.Struct, frozen=True):
    """Someone or something that may sign in. ``account`` is the identifier that events name.

    ``is_router``: what it delivers comes from the eu-LISA router (Regulation (EU) 2025/13), not from one carrier.
    """

    account: str
    display_name: str
    role: str
    language: str
    password_hash: str
    is_active: bool
    failed: int
    locked_until: datetime | None
    created_at: datetime
    is_router: bool = False


class Session(msgspec.Struct, frozen=True):
    """A signed-in session; the token itself is kept nowhere, only its digest."""

    token_digest: bytes
    account: str
    csrf: str
    created_at: datetime
    expires_at: datetime


class StoredCertificate(msgspec.Struct, frozen=True):
    """A client certificate that stands for an account, by its SHA-256 fingerprint."""

    fingerprint: str
    account: str
    added_at: datetime
    revoked_at: datetime | None


class Flight(msgspec.Struct, frozen=True):
    """One operating flight on one date. ``assessable_until``: see `tournai.travel.timing.assessable_until`."""

    flight_id: str
    carrier: str
    number: str
    departure_airport: str
    arrival_airport: str
    departure_date: date
    departure_local: datetime | None
    arrival_local: datetime | None
    departure_at: datetime | None
    arrival_at: datetime | None
    assessable_until: datetime


class StoredPush(msgspec.Struct, frozen=True):
    """One message of a carrier, as stored: counts, defects and what was dropped; ``defects`` and ``dropped`` JSON.

    ``part`` and ``is_last_part`` as UNH numbers the messages of one push; ``content`` is a keyed digest of what the
    message says, whoever sent it. ``account`` brought it, whatever ``sender`` UNB names. ``departure_local`` and
    ``arrival_local``: the times that it gives its flight.
    """

    push_id: str
    flight_id: str
    receipt: str
    digest: bytes
    ordinal: int
    sender: str
    channel: str
    interchange_reference: str
    format: str
    version: str
    function: str
    received_at: datetime
    processed_at: datetime
    timing: str
    pnrs: int
    travellers: int
    declared: int | None
    defects: str
    dropped: str
    is_screened: bool
    access_reference: str = ""
    part: int | None = None
    is_last_part: bool = False
    prepared_at: datetime | None = None
    content: bytes = b""
    account: str = ""
    departure_local: datetime | None = None
    arrival_local: datetime | None = None


class StoredRecord(msgspec.Struct, frozen=True):
    """One booking (``PNR``) or one person of a passenger list (``API``), sealed under its own data key.

    ``identity`` is a keyed digest: of the record locators for a PNR, of the person for API. ``state``: ``current``,
    ``superseded`` by a later push, ``cancelled``, or ``left`` (absent from a later full push).
    """

    record_id: str
    kind: str
    flight_id: str
    push_id: str
    identity: bytes
    state: str
    key_id: str
    sealed: bytes
    created_at: datetime


class StoredTraveller(msgspec.Struct, frozen=True):
    """A person in a record: its ordinal there, keyed digests that find the person again, and counts.

    ``name`` and ``birth`` are digests of the name and the date of birth on that flight (``birth``: ``None`` where it is
    not known); ``person`` is one for all records of the flight that are one person, see `travel.resolution`.
    """

    traveller_id: str
    record_id: str
    flight_id: str
    ordinal: int
    person: bytes
    name: bytes | None
    birth: bytes | None
    type_code: str
    is_infant: bool
    is_crew: bool
    documents: int
    bags: int
    boarding: str = ""
    """``aboard`` or ``not aboard``, once a list that closed the flight said so (Annex I point 10)."""


class Window(msgspec.Struct, frozen=True):
    """Which flights may be looked at: those that depart on days of ``first`` to ``last``, and, where ``after`` is
    given, may still be assessed then (Art. 6(2)(a))."""

    first: date
    last: date
    after: datetime | None = None


class BlindEntry(msgspec.Struct, frozen=True):
    """A keyed digest under which a traveller can be looked up exactly."""

    kind: str
    digest: bytes
    traveller_id: str


class TimetableImport(msgspec.Struct, frozen=True):
    """A timetable that was loaded or typed. ``carriers``: their designators with blanks between."""

    import_number: int
    source: str
    format: str
    carriers: str
    imported_at: datetime
    imported_by: str
    changes: int
    bad_lines: int
    digest: bytes


class TimetableChange(msgspec.Struct, frozen=True):
    """A change of a timetable to be written; ``body`` is the JSON of `tournai.travel.timetable.Change`."""

    import_number: int
    carrier: str
    number: str
    first: date
    last: date
    is_ad_hoc: bool
    body: bytes


class StoredSchedule(msgspec.Struct, frozen=True):
    """A flight of the timetable on one date: see `tournai.travel.timetable.ScheduledFlight`.

    ``flight_id`` is that of the `Flight` that pushes make, whichever came first.
    """

    flight_id: str
    carrier: str
    number: str
    departure_airport: str
    arrival_airport: str
    departure_date: date
    departure_local: datetime
    arrival_local: datetime
    departure_at: datetime
    arrival_at: datetime
    planned_departure_at: datetime | None
    announced_at: datetime | None
    service_type: str
    aircraft: str
    operating: str
    is_cancelled: bool
    calls: str
    """The airports of call of the whole flight, with hyphens between: a stop in a third country makes it extra-EU."""

    @property
    def key(self) -> tuple[str, str, date, str, str]:
        """What makes it one flight."""
        return self.carrier, self.number, self.departure_date, self.departure_airport, self.arrival_airport


class PushArrival(msgspec.Struct, frozen=True):
    """When a push of a flight came, and in which format; cancellations are none."""

    flight_id: str
    format: str
    received_at: datetime


class PushStanding(msgspec.Struct, frozen=True):
    """How one push that is owed for a flight stands, as it was last worked out; ``since``: when it came to stand so.

    ``state``, ``obligation`` and ``exemption`` are those of `tournai.travel.timetable`.
    """

    flight_id: str
    obligation: str
    carrier: str
    departure_at: datetime
    state: str
    exemption: str
    due_by: datetime | None
    received_at: datetime | None
    since: datetime


class StoredSource(msgspec.Struct, frozen=True):
    """An alert source; ``version`` grows with each import.

    ``copy_ends_at``: when this copy of another authority's data is destroyed, ``None`` where the source is none.
    ``held_approval``: the question whether the alerts that the latest edition lacks are withdrawn, empty for none.
    """

    source: str
    format: str
    published_on: date | None
    imported_at: datetime
    imported_by: str
    bad_rows: int
    not_persons: int
    version: int
    copy_ends_at: datetime | None = None
    held_approval: str = ""


class StoredAlert(msgspec.Struct, frozen=True):
    """An alert as imported; ``body`` is the JSON of `tournai.alerts.Alert`.

    ``ends_at``: when it ends by itself. ``linked_to``: the alert of the same source with which it ends.
    ``missing_since``: the latest edition lacks it, and its withdrawal waits for a second person. ``document``: of an
    alert on a document alone, the keyed hash under which the table of listed documents finds it.
    """

    alert_id: int
    source: str
    reference: str
    category: str
    digest: str
    is_active: bool
    changed_at: datetime
    body: bytes
    ends_at: datetime | None = None
    linked_to: str = ""
    missing_since: datetime | None = None
    document: int | None = None


class NewAlert(msgspec.Struct, frozen=True):
    """An alert to be written: what `StoredAlert` has before it has a number."""

    source: str
    reference: str
    category: str
    digest: str
    is_active: bool
    changed_at: datetime
    body: bytes
    ends_at: datetime | None = None
    linked_to: str = ""
    missing_since: datetime | None = None
    document: int | None = None


class AlertExtension(msgspec.Struct, frozen=True):
    """One assessment by which an alert lasts longer (rule SIS-01)."""

    alert_id: int
    assessed_at: datetime
    assessed_by: str
    until: date
    reason: str


class StoredApproval(msgspec.Struct, frozen=True):
    """An approval; ``body`` is the JSON of `tournai.casework.Approval`, ``record`` what it is bound to."""

    approval_id: str
    kind: str
    record: str
    asked_at: datetime
    body: str


class StoredEligibility(msgspec.Struct, frozen=True):
    """What an approval of kind eligibility is about: source, category, article and offence (rule PNR-08)."""

    approval_id: str
    source: str
    category: str
    article: str
    offence: str
    review_by: date
    ended_at: datetime | None
    ended_by: str


class StoredSelection(msgspec.Struct, frozen=True):
    """What an approval of a flight selection is about (rule PNR-02): `tournai.travel.selection.FlightSelection`.

    ``selection_id`` is its approval's; ``parts`` one a line; ``decided_by`` whoever judged the threat or assessed it.
    """

    selection_id: str
    basis: str
    parts: str
    decided_by: str
    assessed_on: date
    assessment: str
    starts: date
    ends: date
    review_by: date
    ended_at: datetime | None = None
    ended_by: str = ""
    is_annulled: bool = False


class StoredSelectionReview(msgspec.Struct, frozen=True):
    """A review of a flight selection, regular or by a court; added, never changed. ``review_by``: the next one."""

    review_id: str
    selection_id: str
    kind: str
    outcome: str
    reviewer: str
    role: str
    reasons: str
    reviewed_at: datetime
    review_by: date | None


class SelectedFlight(msgspec.Struct, frozen=True):
    """That a flight's data is kept under a selection; ``calls`` its airports in order: ``CDG-BRU``."""

    flight_id: str
    selection_id: str
    calls: str
    kept_at: datetime


class DroppedPush(msgspec.Struct, frozen=True):
    """What is left of a push that no law allows to keep: counts. ``airport``: one that is not known, else empty."""

    receipt: str
    ordinal: int
    day: date
    carrier: str
    reason: str
    airport: str
    pnrs: int
    travellers: int


class DroppedCount(msgspec.Struct, frozen=True):
    """What was dropped of a carrier on a day, for a reason."""

    day: date
    carrier: str
    reason: str
    airport: str
    pushes: int
    pnrs: int
    travellers: int


class StoredRequest(msgspec.Struct, frozen=True):
    """A reasoned request (Art. 6(2)(b)) and the approval that it waits for or has.

    ``sealed`` holds the JSON of `tournai.casework.ReasonedRequest`, under a data key of its own.
    """

    number: str
    opened_by: str
    opened_at: datetime
    expires_at: datetime
    closed_at: datetime | None
    approval_id: str
    sealed: bytes
    key_id: str
    is_urgent: bool = False
    answer: str = ""
    """How it ended: `tournai.casework.answers.Answer`."""
    lapsed_at: datetime | None = None
    """When an urgent access was withdrawn, for nobody had reviewed it in time."""


class StoredDecision(msgspec.Struct, frozen=True):
    """What was decided on one element of a request, by its ordinal; ``ground`` is empty where it is answered."""

    number: str
    element: int
    is_answered: bool
    ground: str
    decided_by: str
    decided_at: datetime


class StoredMatch(msgspec.Struct, frozen=True):
    """A match: who (by identifier), which alert, how strong; ``sealed`` holds the compared values.

    ``reasons`` is a JSON list of the names of the features that speak for it; ``approval_id`` the eligibility under
    which travel data was compared. A match with a criterion has ``criterion_id`` and ``version_id`` in place of alert
    and eligibility, no score, and the version's digest in ``index_version``; its ``reasons`` are names of facts.
    """

    match_id: str
    flight_id: str
    traveller_id: str
    person: bytes
    alert_id: int | None
    alert_digest: str
    approval_id: str | None
    score: float
    threshold: float
    reasons: str
    sealed: bytes
    key_id: str
    weights_version: str
    index_version: str
    state: str
    claimed_by: str | None
    created_at: datetime
    due_at: datetime
    criterion_id: str | None = None
    version_id: str | None = None

    @property
    def alert(self) -> int:
        """The alert's number, of a match with an alert."""
        if self.alert_id is None:
            raise LookupError("a match with a criterion has no alert")
        return self.alert_id

    @property
    def sought(self) -> int | str:
        """What the person was matched with: an alert's number or a criterion's identifier."""
        return self.alert if self.criterion_id is None else self.criterion_id


class StoredReview(msgspec.Struct, frozen=True):
    """A review that a person made; added, never changed. ``grounds`` is a JSON list of ground names."""

    review_id: str
    match_id: str
    reviewer: str
    role: str
    decision: str
    grounds: str
    sealed_note: bytes
    key_id: str
    decided_at: datetime


class QuarantineRow(msgspec.Struct, frozen=True):
    """A body that could not be read, its defect, and until when it waits for the resend."""

    receipt: str
    sender: str
    channel: str
    received_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    code: str
    message: str
    offset: int | None
    interchange_reference: str = ""
    wording: str = ""
    """What the message was made of, see `tournai.values.wordings.write_wording`."""

    @property
    def said(self) -> str:
        """The message, as a sentence that a door can say in another language."""
        return read_wording(self.message, self.wording)


class ReceiptRow(msgspec.Struct, frozen=True):
    """A body that was dealt with: stored, found to be known already, or put in quarantine."""

    receipt: str
    account: str
    received_at: datetime
    processed_at: datetime


class Job(msgspec.Struct, frozen=True):
    """A piece of work: a push or a flight, never a traveller. ``attempts`` counts the times it was claimed."""

    job_id: int
    kind: str
    subject: str
    attempts: int


class FlightCounts(msgspec.Struct, frozen=True):
    """What the board counts of one flight; records are those that are current."""

    pnrs: int = 0
    travellers: int = 0
    listed: int = 0
    matches: dict[str, int] = {}
    """State -> how many."""
    boarding: dict[str, int] = {}
    """``aboard``, ``not aboard`` -> how many persons."""


class CheckpointRow(msgspec.Struct, frozen=True):
    """A signed statement of a stream's size and root; ``previous`` is the digest of the checkpoint before it."""

    stream: str
    size: int
    root: bytes
    at: datetime
    previous: bytes
    signature: bytes


class EventRow(msgspec.Struct, frozen=True):
    """An event as stored: its commitment always, its payload and key until they are erased on their date."""

    stream: str
    sequence: int
    payload: bytes | None
    commitment_key: bytes | None
    commitment: bytes
