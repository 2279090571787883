"""Events: one line of the log each: who did what to which data, when, for which purpose.

Source: Directive (EU) 2016/681, Art. 13(6); Directive (EU) 2016/680, Art. 25. An event holds identifiers, never a name
or any other personal data of a traveller, so that the log can be read by those who check it.
"""

from datetime import datetime
from enum import Enum

import msgspec

from tournai.errors import Malformed, Refused
from tournai.values.instants import utc
from tournai.values.purposes import LegalBasis, Purpose, Reference
from tournai.values.roles import Role
from tournai.values.wordings import say

MAXIMUM_DETAILS = 32
MAXIMUM_TEXT = 256
"""Characters of one text of an event: an event points at data, it does not carry it."""


class Operation(Enum):
    """What the law calls an act on personal data. The first six: Directive (EU) 2016/680, Art. 25(1)."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    ADMINISTRATION = "administration"
    """No operation on travellers' data: an act that the security of the node needs on record (Art. 29)."""


NEEDS_PURPOSE = frozenset(Operation) - {Operation.ADMINISTRATION}


class Stream(Enum):
    """A log of its own, one for each legal regime and its retention (rule of `facts`: one stream each)."""

    PNR = "pnr"
    """Every act on travel data: Directive (EU) 2016/681, Art. 13(6); five years."""
    BORDER = "border"
    """Checks of documents at a border: Regulation (EU) 2016/399, Art. 8; Directive (EU) 2016/680, Art. 25."""
    EXCHANGE = "exchange"
    """What authorities ask one another: Directive (EU) 2023/977, Art. 16; Directive (EU) 2016/680, Art. 25."""
    NODE = "node"
    """Accounts, access and settings: Directive (EU) 2016/680, Art. 25 and 29."""


class EventKind(Enum):
    """What happened, ``subject:action``. A name never changes its meaning; a new meaning gets a new name."""

    PUSH_RECEIVED = "push:received"
    """A carrier's bytes arrived and were durably spooled, sealed."""
    PUSH_STORED = "push:stored"
    """A push was read, minimised and stored; its spool entry destroyed."""
    PUSH_DROPPED = "push:dropped"
    """A push about a flight that no law allows to keep was destroyed; the event counts it (Art. 2)."""
    PUSH_REPEATED = "push:repeated"
    """The same push came again and changed nothing."""
    PUSH_DOUBLED = "push:doubled"
    """A message came by the router and directly; the second was removed at once (Regulation (EU) 2025/13, Art. 16)."""
    PUSH_OVERTAKEN = "push:overtaken"
    """A push came after one that was prepared later: its records of which that one spoke were stored as past."""
    PUSH_QUARANTINED = "push:quarantined"
    """A push could not be read; it waits, sealed, for the resend."""
    QUARANTINE_ENDED = "quarantine:ended"
    """A quarantined push was destroyed: resent, or 24 hours old."""
    NOTICE_MADE = "notice:made"
    """A carrier was told that a push is late, missing, unreadable or at a wrong time (Art. 8, 14)."""
    NOTICE_WITHDRAWN = "notice:withdrawn"
    """What a carrier had been told of was none of its faults, e.g. the flight was cancelled."""
    NOTICE_ACKNOWLEDGED = "notice:acknowledged"
    """A carrier said that it has read a notice."""
    BREACH_REVIEWED = "breach:reviewed"
    """A person decided whether a carrier's breach is upheld or excused (Art. 14)."""
    BREACHES_EXPORTED = "breaches:exported"
    """The file of a year's breaches was exported."""
    PULL_REQUEST_ASKED = "pull-request:asked"
    """An officer asked for a flight's data outside of the two times (Art. 8(5))."""
    PULL_REQUEST_APPROVED = "pull-request:approved"
    """A second person allowed it; the carrier may fetch it."""
    PULL_REQUEST_FETCHED = "pull-request:fetched"
    """The carrier fetched it, or an officer took the message to send it."""
    TRIAL_EXAMINED = "trial:examined"
    """A carrier tried a message of synthetic data; counts and codes stay for an hour, of the message nothing."""
    TRIAL_ERASED = "trial:erased"
    """The counts and codes of trials were destroyed: an hour had passed."""
    PNR_UPDATED = "pnr:updated"
    """A later push replaced what was known of a booking."""
    PNR_CANCELLED = "pnr:cancelled"
    """A carrier cancelled a booking."""
    FLIGHT_CLOSED = "flight:closed"
    """A carrier's list said who is on board and who is not; the event counts them (Annex I point 10)."""
    TRAVELLER_NOT_ABOARD = "traveller:not-aboard"
    """A person who was reported did not board."""
    PNR_DEPERSONALISED = "pnr:depersonalised"
    """A booking's identity elements were sealed at six months (Art. 12(2))."""
    PNR_UNSEALED = "pnr:unsealed"
    """Sealed identity elements were opened under an approval (Art. 12(3))."""
    PNR_DELETED = "pnr:deleted"
    """A booking's data key was destroyed (Art. 12(4), C-817/19)."""
    DATA_DROPPED = "data:dropped"
    """Content outside Annex I, or sensitive, was dropped at the door; the event counts it and never quotes it."""
    FLIGHT_SCREENED = "flight:screened"
    """A flight's travellers were compared with the alerts in force."""
    MATCH_MADE = "match:made"
    """Screening found that a traveller resembles an alert."""
    MATCH_OPENED = "match:opened"
    """An officer looked at a match."""
    MATCH_CLAIMED = "match:claimed"
    """An officer took a match to review it."""
    MATCH_RELEASED = "match:released"
    """An officer gave a claimed match back without deciding."""
    MATCH_REOPENED = "match:reopened"
    """A match returned to the queue: its alert or booking changed, or its person is on the flight again."""
    MATCH_CLOSED = "match:closed"
    """An open match left the queue undecided: its person is not on the flight any more, or is another match's."""
    MATCH_SUPPRESSED = "match:suppressed"
    """A match was not raised: a person refuted it before for the same person and the same alert (Art. 12(5))."""
    REVIEW_DECIDED = "review:decided"
    """A person decided on a match, with grounds (Art. 6(5))."""
    RESULT_SENT = "result:sent"
    """A confirmed match was transmitted to a competent authority (Art. 6(6))."""
    RESULT_TAKEN = "result:taken"
    """The copy of what was sent was opened: by an officer to convey it, or by the recipient."""
    RESULT_RECEIVED = "result:received"
    """The recipient has what was sent."""
    RESULT_REPORTED = "result:reported"
    """The recipient told what came of it; the copy was destroyed (Art. 12(5))."""
    RESULT_WITHDRAWN = "result:withdrawn"
    """What was sent was withdrawn: the recipient is to destroy it (Directive (EU) 2016/680, Art. 7(3))."""
    RESULT_DESTROYED = "result:destroyed"
    """The recipient destroyed what was withdrawn."""
    OFFICER_TOLD = "officer:told"
    """The data protection officer was told of a transfer to Europol or a third country (Art. 10(4), 11(4))."""
    RECIPIENT_PROPOSED = "recipient:proposed"
    """An officer proposed that an authority be listed as a recipient (Art. 7(1))."""
    RECIPIENT_LISTED = "recipient:listed"
    """A second person listed it."""
    RECIPIENT_ENDED = "recipient:ended"
    """It was taken off the register."""
    FLIGHT_CONSULTED = "flight:consulted"
    """An officer looked at a flight's travellers."""
    TRAVELLER_CONSULTED = "traveller:consulted"
    """An officer looked at a traveller's data."""
    LINKS_CHARTED = "links:charted"
    """An officer had a traveller's links computed, from a hit or under a request; nothing of them is kept."""
    SEARCH_MADE = "search:made"
    """An officer searched stored travel data under a request."""
    REQUEST_OPENED = "request:opened"
    """A reasoned request was registered (Art. 6(2)(b), 9(2))."""
    REQUEST_ANSWERED = "request:answered"
    """Data or a negative answer was sent to the authority that asked."""
    REQUEST_DECIDED = "request:decided"
    """An officer decided on an element of a request: it is answered, or refused under a rule."""
    REQUEST_CLOSED = "request:closed"
    """A request ended."""
    APPROVAL_ASKED = "approval:asked"
    """A second person or an independent body was asked to decide."""
    APPROVAL_GIVEN = "approval:given"
    """They allowed it."""
    APPROVAL_LAPSED = "approval:lapsed"
    """Nobody reviewed an urgent access in time: it is withdrawn (C-817/19)."""
    APPROVAL_REFUSED = "approval:refused"
    """They refused it."""
    ALERTS_IMPORTED = "alerts:imported"
    """A version of an alert source was loaded."""
    WITHDRAWAL_HELD = "withdrawal:held"
    """An edition lacked so many alerts that their withdrawal waits for a second person."""
    ALERTS_WITHDRAWN = "alerts:withdrawn"
    """A second person let the alerts that an edition lacked be withdrawn."""
    ALERTS_KEPT = "alerts:kept"
    """A second person kept the alerts that an edition lacked: the file was at fault."""
    ALERTS_ENDED = "alerts:ended"
    """Alerts ended by themselves and were destroyed: review, expiry, or the time that a copy may live."""
    ALERT_EXTENDED = "alert:extended"
    """An alert was assessed again and lasts longer."""
    REGISTER_ASKED = "register:asked"
    """A register of alerts was asked about a person or a document."""
    TIMETABLE_IMPORTED = "timetable:imported"
    """A timetable, or a change of one, was loaded or typed."""
    ALERTS_CONSULTED = "alerts:consulted"
    """An officer looked at alerts."""
    ALERT_SOURCE_PROPOSED = "alert-source:proposed"
    """An officer proposed that travel data be matched against a source."""
    ALERT_SOURCE_ELIGIBLE = "alert-source:eligible"
    """A source was approved for matching travel data (Art. 6(3)(a))."""
    ALERT_SOURCE_ENDED = "alert-source:ended"
    """A source is no longer matched against."""
    SELECTION_PROPOSED = "selection:proposed"
    """An officer proposed that intra-EU flights be kept (Art. 2)."""
    SELECTION_APPROVED = "selection:approved"
    """A court or independent body allowed it."""
    SELECTION_REVIEWED = "selection:reviewed"
    """A person reviewed a decision or selection: it continues."""
    SELECTION_UPHELD = "selection:upheld"
    """A court or independent body reviewed it and found it lawful (C-817/19)."""
    SELECTION_ANNULLED = "selection:annulled"
    """A court or independent body annulled it: what was kept under it is destroyed."""
    SELECTION_ENDED = "selection:ended"
    """It was ended before its time: what was kept of flights to come is destroyed."""
    CRITERION_WRITTEN = "criterion:written"
    """A person proposed a criterion, or a new version of one (Art. 6(4))."""
    CRITERION_TRIED = "criterion:tried"
    """A version was tried on the stored past; counts came back, no person (Art. 6(2)(c))."""
    CRITERION_ADVISED = "criterion:advised"
    """The data protection officer said whether anything stands against a version (Art. 5)."""
    CRITERION_APPROVED = "criterion:approved"
    """A second person approved a version; the event names its digest."""
    CRITERION_SUSPENDED = "criterion:suspended"
    """A version is not applied until it is resumed."""
    CRITERION_RESUMED = "criterion:resumed"
    """A suspended version is applied again."""
    CRITERION_REVIEWED = "criterion:reviewed"
    """A person reviewed a version: it continues."""
    CRITERION_WITHDRAWN = "criterion:withdrawn"
    """A version was ended for good."""
    CRITERION_REPLACED = "criterion:replaced"
    """A version ended because a later one was approved."""
    CRITERION_ALTERED = "criterion:altered"
    """What is stored of a version is not what was approved: it was locked and is never applied again."""
    CRITERION_MET = "criterion:met"
    """A traveller's journey met a criterion in force (Art. 6(3)(b))."""
    CRITERIA_APPLIED = "criteria:applied"
    """A flight's travellers were judged by the criteria in force."""
    FLIGHT_ERASED = "flight:erased"
    """A flight that was kept under an annulled or ended selection was destroyed, with its matches."""
    INDEX_BUILT = "index:built"
    """A screening index was built from the alerts in force."""
    ALERTS_SOUGHT = "alerts:sought"
    """New or changed alerts were sought among coming travellers; the flights that may carry them were screened."""
    TRAVELLERS_INDEXED = "travellers:indexed"
    """The travellers of a coming day were indexed, so that new alerts are sought among them at once."""
    INFORMATION_ASKED = "information:asked"
    """A request for information went to a partner; its content was complete (Directive (EU) 2023/977, Art. 4)."""
    INFORMATION_REQUESTED = "information:requested"
    """A partner's request was taken over from the inbox; its clock runs since the receipt (Art. 5)."""
    INFORMATION_CONSULTED = "information:consulted"
    """An officer opened the file of a request."""
    INFORMATION_STEPPED = "information:stepped"
    """A step on a request's course: clarification, authorisation, delay told, lateness explained, a search."""
    INFORMATION_GIVEN = "information:given"
    """Items went to a partner, in reply to its request."""
    INFORMATION_DENIED = "information:denied"
    """Parts of a request were refused on listed grounds, by two persons (Art. 6)."""
    INFORMATION_USED = "information:used"
    """An item of a partner was used as its owner allows: in an inquiry, in proceedings, passed on."""
    INFORMATION_TOLD = "information:told"
    """A partner answered, refused, asked or told a delay about a request of this node."""
    INFORMATION_NOT_TAKEN = "information:not-taken"
    """A partner's message was not taken over: it cannot be read, answers nothing, or lies above the accreditation."""
    PARTNERS_IMPORTED = "partners:imported"
    """A signed list of partner nodes came into force."""
    EXCHANGE_QUEUED = "exchange:queued"
    """A message to a partner was handed over for delivery, in the transaction of what it tells."""
    EXCHANGE_DELIVERED = "exchange:delivered"
    """A partner's signed receipt of a message came: it is durably stored there."""
    EXCHANGE_RECEIVED = "exchange:received"
    """A partner's message was stored, and its receipt signed."""
    EXCHANGE_REFUSED = "exchange:refused"
    """The partners' door refused something: a signature, a clock, a replay, an order; the event says why."""
    EXCHANGE_CONFLICT = "exchange:conflict"
    """A partner sent other content under an identifier or number that was used: a security event."""
    PARTNER_LOG_BROKEN = "partner-log:broken"
    """A partner's log does not continue what it showed before: it was not cosigned."""
    ACCOUNT_CREATED = "account:created"
    """An account was made."""
    ACCOUNT_CHANGED = "account:changed"
    """An account's role, factor or state changed."""
    ACCOUNT_SIGNED_IN = "account:signed-in"
    """An account opened a session."""
    ACCOUNT_SIGN_IN_REFUSED = "account:sign-in-refused"
    """A sign-in failed, or, with a number, as many more within the minute; what was typed is not kept."""
    ACCOUNT_SIGNED_OUT = "account:signed-out"
    """A session ended."""
    ACCESS_REFUSED = "access:refused"
    """A permission, purpose or condition was missing; the event names the rule."""
    DOCUMENT_CHECKED = "document:checked"
    """A travel document was checked at the desk; the event says how it ended, nothing of the document."""
    DOCUMENT_CASE_OPENED = "document-case:opened"
    """What a check found was kept, sealed, because something in it failed."""
    DOCUMENT_CASE_CONSULTED = "document-case:consulted"
    DOCUMENT_CASES_ERASED = "document-cases:erased"
    """Document cases whose time was over were destroyed."""
    CASE_BIOMETRICS_PROPOSED = "case-biometrics:proposed"
    """An officer proposed that pictures of a document case be kept; none is kept yet."""
    CASE_BIOMETRICS_ALLOWED = "case-biometrics:allowed"
    """A second officer decided that they may be."""
    CASE_BIOMETRICS_REFUSED = "case-biometrics:refused"
    """A second officer decided that they may not."""
    CASE_BIOMETRICS_KEPT = "case-biometrics:kept"
    """The pictures were handed over again and kept, sealed under a key of their own."""
    DOCUMENT_VERDICT_EXPORTED = "document-verdict:exported"
    """An officer took the verdict on a document along as PDF."""
    BORDER_SOURCE_PROPOSED = "border-source:proposed"
    """An officer proposed that checks of documents use an alert source."""
    BORDER_SOURCE_APPROVED = "border-source:approved"
    """A second person allowed it (Regulation (EU) 2018/1862, Art. 44(1)(a))."""
    BORDER_SOURCE_REFUSED = "border-source:refused"
    """A second person did not allow it."""
    BORDER_SOURCE_ENDED = "border-source:ended"
    """Checks of documents use a source no more."""
    BORDER_INDEX_BUILT = "border-index:built"
    """The index of alerts for checks of documents was built from those in force."""
    DISCREET_CHECK_MET = "discreet-check:met"
    """A document that was checked resembles an alert for a discreet, inquiry or specific check (rule SIS-04)."""
    DISCREET_CHECK_CONSULTED = "discreet-check:consulted"
    """An entitled officer looked at one."""
    DISCREET_CHECK_REPORTED = "discreet-check:reported"
    """An entitled officer confirmed one and wrote the form for SIRENE."""
    DISCREET_CHECK_REFUTED = "discreet-check:refuted"
    """An entitled officer found that it is another person or document; what was kept of it was destroyed."""
    DISCREET_CHECKS_ERASED = "discreet-checks:erased"
    """Those whose time was over were destroyed."""
    TRUST_PROPOSED = "trust:proposed"
    """A list of whom checks of documents would rely on was handed in; it waits for a second person."""
    TRUST_IMPORTED = "trust:imported"
    """A list of whom checks of documents rely on came in force: how many certificates came and went."""
    TRUST_REFUSED = "trust:refused"
    """A second person did not approve a list of whom to trust."""
    EVALUATION_RECORDED = "evaluation:recorded"
    """An evaluation of screening was kept: with which weights, how many were sought, found, shown for nothing."""
    LOG_READ = "log:read"
    """Someone read the log: reading it is itself logged (Directive (EU) 2016/680, Art. 25)."""
    LOG_EXPORTED = "log:exported"
    """The log was exported with its checkpoints."""
    LOG_ERASED = "log:erased"
    """Payloads of events past their retention were erased; their commitments stay."""


class Standing(msgspec.Struct, frozen=True, gc=False):
    """Where an event kind belongs: the operation of the law, and the stream that keeps it."""

    operation: Operation
    stream: Stream = Stream.PNR


_NODE = Standing(Operation.ADMINISTRATION, Stream.NODE)
STANDINGS: dict[EventKind, Standing] = {
    EventKind.PUSH_RECEIVED: Standing(Operation.COLLECTION),
    EventKind.PUSH_STORED: Standing(Operation.COLLECTION),
    EventKind.PUSH_DROPPED: Standing(Operation.ERASURE),
    EventKind.PUSH_REPEATED: Standing(Operation.COLLECTION),
    EventKind.PUSH_DOUBLED: Standing(Operation.ERASURE),
    EventKind.PUSH_OVERTAKEN: Standing(Operation.ALTERATION),
    EventKind.PUSH_QUARANTINED: Standing(Operation.COLLECTION),
    EventKind.QUARANTINE_ENDED: Standing(Operation.ERASURE),
    EventKind.PNR_UPDATED: Standing(Operation.ALTERATION),
    EventKind.PNR_CANCELLED: Standing(Operation.ALTERATION),
    EventKind.FLIGHT_CLOSED: Standing(Operation.COLLECTION),
    EventKind.TRAVELLER_NOT_ABOARD: Standing(Operation.ALTERATION),
    EventKind.PNR_DEPERSONALISED: Standing(Operation.ALTERATION),
    EventKind.PNR_UNSEALED: Standing(Operation.DISCLOSURE),
    EventKind.PNR_DELETED: Standing(Operation.ERASURE),
    EventKind.DATA_DROPPED: Standing(Operation.ERASURE),
    EventKind.FLIGHT_SCREENED: Standing(Operation.COMBINATION),
    EventKind.MATCH_MADE: Standing(Operation.COMBINATION),
    EventKind.MATCH_OPENED: Standing(Operation.CONSULTATION),
    EventKind.MATCH_CLAIMED: Standing(Operation.ALTERATION),
    EventKind.MATCH_RELEASED: Standing(Operation.ALTERATION),
    EventKind.MATCH_REOPENED: Standing(Operation.ALTERATION),
    EventKind.MATCH_CLOSED: Standing(Operation.ALTERATION),
    EventKind.MATCH_SUPPRESSED: Standing(Operation.COMBINATION),
    EventKind.REVIEW_DECIDED: Standing(Operation.ALTERATION),
    EventKind.RESULT_SENT: Standing(Operation.DISCLOSURE),
    EventKind.RESULT_TAKEN: Standing(Operation.DISCLOSURE),
    EventKind.RESULT_RECEIVED: Standing(Operation.DISCLOSURE),
    EventKind.RESULT_REPORTED: Standing(Operation.ERASURE),
    EventKind.RESULT_WITHDRAWN: Standing(Operation.ERASURE),
    EventKind.RESULT_DESTROYED: Standing(Operation.ERASURE),
    EventKind.OFFICER_TOLD: Standing(Operation.DISCLOSURE),
    EventKind.RECIPIENT_PROPOSED: Standing(Operation.ADMINISTRATION),
    EventKind.RECIPIENT_LISTED: Standing(Operation.ADMINISTRATION),
    EventKind.RECIPIENT_ENDED: Standing(Operation.ADMINISTRATION),
    EventKind.FLIGHT_CONSULTED: Standing(Operation.CONSULTATION),
    EventKind.TRAVELLER_CONSULTED: Standing(Operation.CONSULTATION),
    EventKind.LINKS_CHARTED: Standing(Operation.CONSULTATION),
    EventKind.SEARCH_MADE: Standing(Operation.CONSULTATION),
    EventKind.REQUEST_OPENED: Standing(Operation.COLLECTION),
    EventKind.REQUEST_ANSWERED: Standing(Operation.DISCLOSURE),
    EventKind.REQUEST_DECIDED: Standing(Operation.ALTERATION),
    EventKind.APPROVAL_LAPSED: Standing(Operation.ALTERATION),
    EventKind.REQUEST_CLOSED: Standing(Operation.ALTERATION),
    EventKind.APPROVAL_ASKED: Standing(Operation.CONSULTATION),
    EventKind.APPROVAL_GIVEN: Standing(Operation.CONSULTATION),
    EventKind.APPROVAL_REFUSED: Standing(Operation.CONSULTATION),
    EventKind.ALERTS_IMPORTED: Standing(Operation.COLLECTION),
    EventKind.TIMETABLE_IMPORTED: Standing(Operation.ADMINISTRATION),
    EventKind.ALERTS_CONSULTED: Standing(Operation.CONSULTATION),
    EventKind.ALERT_SOURCE_PROPOSED: Standing(Operation.ADMINISTRATION),
    EventKind.ALERT_SOURCE_ELIGIBLE: Standing(Operation.ADMINISTRATION),
    EventKind.ALERT_SOURCE_ENDED: Standing(Operation.ADMINISTRATION),
    EventKind.WITHDRAWAL_HELD: Standing(Operation.COLLECTION),
    EventKind.ALERTS_WITHDRAWN: Standing(Operation.ALTERATION),
    EventKind.ALERTS_KEPT: Standing(Operation.ADMINISTRATION),
    EventKind.ALERTS_ENDED: Standing(Operation.ERASURE),
    EventKind.ALERT_EXTENDED: Standing(Operation.ALTERATION),
    EventKind.REGISTER_ASKED: Standing(Operation.CONSULTATION),
    EventKind.SELECTION_PROPOSED: Standing(Operation.ADMINISTRATION),
    EventKind.SELECTION_APPROVED: Standing(Operation.ADMINISTRATION),
    EventKind.SELECTION_REVIEWED: Standing(Operation.ADMINISTRATION),
    EventKind.SELECTION_UPHELD: Standing(Operation.ADMINISTRATION),
    EventKind.SELECTION_ANNULLED: Standing(Operation.ADMINISTRATION),
    EventKind.SELECTION_ENDED: Standing(Operation.ADMINISTRATION),
    EventKind.CRITERION_WRITTEN: Standing(Operation.ADMINISTRATION),
    EventKind.CRITERION_TRIED: Standing(Operation.COMBINATION),
    EventKind.CRITERION_ADVISED: Standing(Operation.ADMINISTRATION),
    EventKind.CRITERION_APPROVED: Standing(Operation.ADMINISTRATION),
    EventKind.CRITERION_SUSPENDED: Standing(Operation.ADMINISTRATION),
    EventKind.CRITERION_RESUMED: Standing(Operation.ADMINISTRATION),
    EventKind.CRITERION_REVIEWED: Standing(Operation.ADMINISTRATION),
    EventKind.CRITERION_WITHDRAWN: Standing(Operation.ADMINISTRATION),
    EventKind.CRITERION_REPLACED: Standing(Operation.ADMINISTRATION),
    EventKind.CRITERION_ALTERED: Standing(Operation.ADMINISTRATION),
    EventKind.CRITERION_MET: Standing(Operation.COMBINATION),
    EventKind.CRITERIA_APPLIED: Standing(Operation.COMBINATION),
    EventKind.FLIGHT_ERASED: Standing(Operation.ERASURE),
    EventKind.INDEX_BUILT: Standing(Operation.COMBINATION),
    EventKind.ALERTS_SOUGHT: Standing(Operation.COMBINATION),
    EventKind.TRAVELLERS_INDEXED: Standing(Operation.COMBINATION),
    EventKind.NOTICE_MADE: _NODE,
    EventKind.NOTICE_WITHDRAWN: _NODE,
    EventKind.NOTICE_ACKNOWLEDGED: _NODE,
    EventKind.BREACH_REVIEWED: _NODE,
    EventKind.BREACHES_EXPORTED: _NODE,
    EventKind.PULL_REQUEST_ASKED: Standing(Operation.ADMINISTRATION),
    EventKind.PULL_REQUEST_APPROVED: Standing(Operation.ADMINISTRATION),
    EventKind.PULL_REQUEST_FETCHED: Standing(Operation.ADMINISTRATION),
    EventKind.TRIAL_EXAMINED: _NODE,
    EventKind.TRIAL_ERASED: _NODE,
    EventKind.INFORMATION_ASKED: Standing(Operation.DISCLOSURE, Stream.EXCHANGE),
    EventKind.INFORMATION_REQUESTED: Standing(Operation.COLLECTION, Stream.EXCHANGE),
    EventKind.INFORMATION_CONSULTED: Standing(Operation.CONSULTATION, Stream.EXCHANGE),
    EventKind.INFORMATION_STEPPED: Standing(Operation.ALTERATION, Stream.EXCHANGE),
    EventKind.INFORMATION_GIVEN: Standing(Operation.DISCLOSURE, Stream.EXCHANGE),
    EventKind.INFORMATION_DENIED: Standing(Operation.ALTERATION, Stream.EXCHANGE),
    EventKind.INFORMATION_USED: Standing(Operation.CONSULTATION, Stream.EXCHANGE),
    EventKind.INFORMATION_TOLD: Standing(Operation.COLLECTION, Stream.EXCHANGE),
    EventKind.INFORMATION_NOT_TAKEN: Standing(Operation.ADMINISTRATION, Stream.EXCHANGE),
    EventKind.PARTNERS_IMPORTED: Standing(Operation.ADMINISTRATION, Stream.EXCHANGE),
    EventKind.EXCHANGE_QUEUED: Standing(Operation.DISCLOSURE, Stream.EXCHANGE),
    EventKind.EXCHANGE_DELIVERED: Standing(Operation.DISCLOSURE, Stream.EXCHANGE),
    EventKind.EXCHANGE_RECEIVED: Standing(Operation.COLLECTION, Stream.EXCHANGE),
    EventKind.EXCHANGE_REFUSED: Standing(Operation.ADMINISTRATION, Stream.EXCHANGE),
    EventKind.EXCHANGE_CONFLICT: Standing(Operation.ADMINISTRATION, Stream.EXCHANGE),
    EventKind.PARTNER_LOG_BROKEN: Standing(Operation.ADMINISTRATION, Stream.EXCHANGE),
    EventKind.ACCOUNT_CREATED: _NODE,
    EventKind.ACCOUNT_CHANGED: _NODE,
    EventKind.ACCOUNT_SIGNED_IN: _NODE,
    EventKind.ACCOUNT_SIGN_IN_REFUSED: _NODE,
    EventKind.ACCOUNT_SIGNED_OUT: _NODE,
    # Kept as long as what it guards: an attempt to reach travel data belongs to the regime of travel data.
    EventKind.ACCESS_REFUSED: Standing(Operation.ADMINISTRATION),
    EventKind.DOCUMENT_CHECKED: Standing(Operation.CONSULTATION, Stream.BORDER),
    EventKind.DOCUMENT_CASE_OPENED: Standing(Operation.COLLECTION, Stream.BORDER),
    EventKind.DOCUMENT_CASE_CONSULTED: Standing(Operation.CONSULTATION, Stream.BORDER),
    EventKind.DOCUMENT_CASES_ERASED: Standing(Operation.ERASURE, Stream.BORDER),
    EventKind.CASE_BIOMETRICS_PROPOSED: Standing(Operation.ADMINISTRATION, Stream.BORDER),
    EventKind.CASE_BIOMETRICS_ALLOWED: Standing(Operation.ADMINISTRATION, Stream.BORDER),
    EventKind.CASE_BIOMETRICS_REFUSED: Standing(Operation.ADMINISTRATION, Stream.BORDER),
    EventKind.CASE_BIOMETRICS_KEPT: Standing(Operation.COLLECTION, Stream.BORDER),
    EventKind.DOCUMENT_VERDICT_EXPORTED: Standing(Operation.DISCLOSURE, Stream.BORDER),
    EventKind.BORDER_SOURCE_PROPOSED: Standing(Operation.ADMINISTRATION, Stream.BORDER),
    EventKind.BORDER_SOURCE_APPROVED: Standing(Operation.ADMINISTRATION, Stream.BORDER),
    EventKind.BORDER_SOURCE_REFUSED: Standing(Operation.ADMINISTRATION, Stream.BORDER),
    EventKind.BORDER_SOURCE_ENDED: Standing(Operation.ADMINISTRATION, Stream.BORDER),
    EventKind.BORDER_INDEX_BUILT: Standing(Operation.COMBINATION, Stream.BORDER),
    EventKind.DISCREET_CHECK_MET: Standing(Operation.COMBINATION, Stream.BORDER),
    EventKind.DISCREET_CHECK_CONSULTED: Standing(Operation.CONSULTATION, Stream.BORDER),
    EventKind.DISCREET_CHECK_REPORTED: Standing(Operation.COLLECTION, Stream.BORDER),
    EventKind.DISCREET_CHECK_REFUTED: Standing(Operation.ERASURE, Stream.BORDER),
    EventKind.DISCREET_CHECKS_ERASED: Standing(Operation.ERASURE, Stream.BORDER),
    EventKind.TRUST_PROPOSED: _NODE,
    EventKind.TRUST_IMPORTED: _NODE,
    EventKind.TRUST_REFUSED: _NODE,
    EventKind.EVALUATION_RECORDED: Standing(Operation.ADMINISTRATION),
    EventKind.LOG_READ: Standing(Operation.ADMINISTRATION),
    EventKind.LOG_EXPORTED: Standing(Operation.ADMINISTRATION),
    EventKind.LOG_ERASED: Standing(Operation.ADMINISTRATION),
}
"""Each event kind with the operation of Art. 25 that it records and the stream that keeps it."""


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that happened.

    ``actor`` is an account's identifier; ``role`` is ``None`` where nobody was signed in. ``subject`` is the identifier
    of the record acted on, never a name. ``details`` are counts, codes and identifiers: no personal data.

    Raises:
        Malformed: The instant is not UTC, or a text is too long for an event.
        Refused: An operation on personal data without purpose and legal basis (rule SYS-01).
    """

    kind: EventKind
    at: datetime
    actor: str
    role: Role | None
    purpose: Purpose | None
    legal_basis: LegalBasis | None
    reference: Reference | None = None
    subject: str = ""
    details: dict[str, str | int] = {}

    def __post_init__(self) -> None:
        utc(self.at)
        texts = [self.actor, self.subject, *self.details, *(v for v in self.details.values() if isinstance(v, str))]
        if len(self.details) > MAXIMUM_DETAILS or any(len(text) > MAXIMUM_TEXT for text in texts):
            raise Malformed("an event holds identifiers and counts, not content: shorten it", code="event-too-long")
        if self.operation in NEEDS_PURPOSE and not (self.actor and self.purpose and self.legal_basis):
            raise Refused(
                say("{kind} needs an actor, a purpose and a legal basis", kind=self.kind.value), rule="SYS-01"
            )

    @property
    def operation(self) -> Operation:
        """The operation of the law that the event records."""
        return STANDINGS[self.kind].operation

    @property
    def stream(self) -> Stream:
        """The stream that keeps the event."""
        return STANDINGS[self.kind].stream


def canonical(event: Event) -> bytes:
    """Return the one encoding of an event: JSON, UTF-8, keys sorted, no white space."""
    return msgspec.json.encode(event, order="sorted")


def parse_event(payload: bytes) -> Event:
    """Return the event that `canonical` wrote.

    Raises:
        Malformed: The bytes are no event, or another encoding of one (code ``event``).
    """
    try:
        event = msgspec.json.decode(payload, type=Event)
    except (msgspec.DecodeError, UnicodeDecodeError, Refused) as error:
        # What may not be recorded was never written: here it is damage, and no refusal of anybody.
        raise Malformed("these bytes are no event of the log", code="event") from error
    if canonical(event) != payload:
        raise Malformed("the event is not in its canonical encoding", code="event")
    return event
