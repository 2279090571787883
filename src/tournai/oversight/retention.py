"""How long each kind of data is kept, from when, and the article that says so.

Rule LED-03 (Directive (EU) 2016/680, Art. 5): every kind of data has a time limit. A period that no law fixes is marked
as the node's own choice, and is the shortest that the work allows.
"""

from datetime import datetime, timedelta
from enum import Enum

import msgspec

from tournai.oversight.events import Stream
from tournai.values.instants import months_after, utc


class Kept(Enum):
    """A kind of data that the node keeps."""

    SPOOLED_PUSH = "spooled push"
    QUARANTINED_PUSH = "quarantined push"
    TRIAL = "trial"
    """Counts and codes of what a carrier tried; of the message itself nothing is kept."""
    TRAVEL_DATA = "travel data"
    """Bookings and travellers without a ground to keep them longer."""
    TRAVEL_DATA_WITH_GROUND = "travel data with ground"
    """Bookings of a person whom objective evidence links to the purposes; depersonalised meanwhile."""
    IDENTITY_ELEMENTS = "identity elements"
    """The elements of Art. 12(2), readable without approval; sealed afterwards."""
    MATCH_UNREVIEWED = "match, unreviewed"
    MATCH_REFUTED = "match, refuted"
    BREACH = "breach of a carrier"
    """What counts against a carrier, its notice and its review; nobody who travels stands in it."""
    PUSH_FACTS = "facts of a push"
    """Receipts, timetables, how pushes stood, counts of what was dropped: nobody who travels stands in them."""
    SELECTION = "flight selection"
    CRITERION = "criterion, its trials"
    REQUEST = "request"
    DISSEMINATION = "dissemination"
    """To whom what was sent, and what came of it: no value of a traveller."""
    DISSEMINATION_COPY = "copy of a dissemination"
    """What was sent, sealed; destroyed with its outcome or withdrawal, whichever comes first."""
    APPROVAL = "approval"
    DOCUMENT_CASE = "document case"
    """What a check of a document found, sealed; no picture, no biometric data."""
    CASE_BIOMETRICS = "pictures of a document case"
    """Kept only by a second officer's decision; erased with the case."""
    DISCREET_CHECK = "discreet check, reported"
    """The form for SIRENE and what it is about, sealed."""
    DISCREET_CHECK_OPEN = "discreet check, not reviewed"
    """A possible hit that nobody confirmed; one that is refuted is destroyed at once."""
    EVENT_PNR = "event, pnr"
    EVENT_BORDER = "event, border"
    EXCHANGE_EVIDENCE = "evidence of an exchange"
    """Envelopes, signatures, receipts and cosigned checkpoints: nothing of what a message says."""
    EVENT_EXCHANGE = "event, exchange"
    EVENT_NODE = "event, node"
    SESSION = "session"
    ACCOUNT_CLOSED = "account, closed"


class RetentionPeriod(msgspec.Struct, frozen=True, gc=False):
    """A period: calendar months and hours, what it counts from, and why it is what it is."""

    months: int
    hours: int
    starts: str
    article: str
    rule: str


SIX_MONTHS, FIVE_YEARS = 6, 60

RETENTION: dict[Kept, RetentionPeriod] = {
    Kept.SPOOLED_PUSH: RetentionPeriod(0, 1, "receipt", "Directive (EU) 2016/681, Art. 6(1); own choice", "PNR-03"),
    Kept.QUARANTINED_PUSH: RetentionPeriod(
        0, 24, "receipt", "Directive (EU) 2016/681, Art. 6(1); own choice", "PNR-03"
    ),
    Kept.TRIAL: RetentionPeriod(0, 1, "trial", "Directive (EU) 2016/681, Art. 1(2) and 16; own choice", "PNR-34"),
    Kept.TRAVEL_DATA: RetentionPeriod(
        SIX_MONTHS, 0, "transfer", "Directive (EU) 2016/681, Art. 12(1); C-817/19", "PNR-17"
    ),
    Kept.TRAVEL_DATA_WITH_GROUND: RetentionPeriod(
        FIVE_YEARS, 0, "transfer", "Directive (EU) 2016/681, Art. 12(1) and (4)", "PNR-19"
    ),
    Kept.IDENTITY_ELEMENTS: RetentionPeriod(SIX_MONTHS, 0, "transfer", "Directive (EU) 2016/681, Art. 12(2)", "PNR-16"),
    Kept.MATCH_UNREVIEWED: RetentionPeriod(
        SIX_MONTHS, 0, "transfer of its travel data", "Directive (EU) 2016/681, Art. 12(5)", "PNR-20"
    ),
    Kept.MATCH_REFUTED: RetentionPeriod(
        SIX_MONTHS, 0, "transfer of its travel data", "Directive (EU) 2016/681, Art. 12(5)", "PNR-20"
    ),
    Kept.BREACH: RetentionPeriod(FIVE_YEARS, 0, "finding", "Directive (EU) 2016/681, Art. 14; own choice", "PNR-32"),
    # A year's breaches are judged in the next one, by these.
    Kept.PUSH_FACTS: RetentionPeriod(24, 0, "receipt", "Directive (EU) 2016/681, Art. 8 and 14; own choice", "PNR-32"),
    Kept.SELECTION: RetentionPeriod(
        FIVE_YEARS, 0, "last day", "Directive (EU) 2016/681, Art. 13(5); C-817/19; own choice", "PNR-29"
    ),
    Kept.CRITERION: RetentionPeriod(
        FIVE_YEARS, 0, "end of the version", "Directive (EU) 2016/681, Art. 6(4) and 13(5); own choice", "PNR-09"
    ),
    Kept.REQUEST: RetentionPeriod(
        FIVE_YEARS, 0, "end of the request", "Directive (EU) 2016/681, Art. 13(5); own choice", "PNR-29"
    ),
    Kept.DISSEMINATION: RetentionPeriod(
        FIVE_YEARS, 0, "sending", "Directive (EU) 2016/681, Art. 13(5); own choice", "PNR-29"
    ),
    Kept.DISSEMINATION_COPY: RetentionPeriod(
        SIX_MONTHS, 0, "transfer of its travel data", "Directive (EU) 2016/681, Art. 12(5)", "PNR-20"
    ),
    Kept.APPROVAL: RetentionPeriod(
        FIVE_YEARS, 0, "decision", "Directive (EU) 2016/681, Art. 13(5); own choice", "PNR-29"
    ),
    Kept.EVENT_PNR: RetentionPeriod(FIVE_YEARS, 0, "event", "Directive (EU) 2016/681, Art. 13(6)", "PNR-30"),
    Kept.DOCUMENT_CASE: RetentionPeriod(
        3, 0, "opening", "Regulation (EU) 2016/399, Art. 8; Directive (EU) 2016/680, Art. 5; own choice", "AIA-05"
    ),
    Kept.CASE_BIOMETRICS: RetentionPeriod(
        3, 0, "opening of the case", "Directive (EU) 2016/680, Art. 5 and 10; own choice", "AIA-05"
    ),
    Kept.DISCREET_CHECK: RetentionPeriod(
        3, 0, "report", "Regulation (EU) 2018/1862, Art. 37; Directive (EU) 2016/680, Art. 5; own choice", "SIS-04"
    ),
    Kept.DISCREET_CHECK_OPEN: RetentionPeriod(
        0, 24, "check", "Regulation (EU) 2018/1862, Art. 37; Directive (EU) 2016/680, Art. 5; own choice", "SIS-04"
    ),
    Kept.EVENT_BORDER: RetentionPeriod(
        FIVE_YEARS, 0, "event", "Directive (EU) 2016/680, Art. 25; own choice", "LED-15"
    ),
    Kept.EXCHANGE_EVIDENCE: RetentionPeriod(
        FIVE_YEARS, 0, "receipt", "Directive (EU) 2016/680, Art. 25; own choice", "LED-15"
    ),
    Kept.EVENT_EXCHANGE: RetentionPeriod(
        FIVE_YEARS, 0, "event", "Directive (EU) 2016/680, Art. 25; own choice", "LED-15"
    ),
    # As long as the events whose actors it identifies: a shorter log of accounts would leave them without an owner.
    Kept.EVENT_NODE: RetentionPeriod(
        FIVE_YEARS, 0, "event", "Directive (EU) 2016/680, Art. 25 and 29; own choice", "LED-15"
    ),
    Kept.SESSION: RetentionPeriod(0, 12, "sign-in", "Directive (EU) 2016/680, Art. 29; own choice", "LED-17"),
    Kept.ACCOUNT_CLOSED: RetentionPeriod(
        FIVE_YEARS, 0, "closing", "Directive (EU) 2016/681, Art. 13(6); own choice", "PNR-30"
    ),
}
"""Each kind of data with its period. This table is the rule; the deletion job and the manual read it."""

STREAM_RETENTION = {
    Stream.PNR: Kept.EVENT_PNR,
    Stream.BORDER: Kept.EVENT_BORDER,
    Stream.EXCHANGE: Kept.EVENT_EXCHANGE,
    Stream.NODE: Kept.EVENT_NODE,
}
"""Which period each stream of the log has."""


def due(kind: Kept, started_at: datetime) -> datetime:
    """Return the instant from which data of that kind must be gone; calendar months, then hours.

    Raises:
        Malformed: ``started_at`` is not in UTC.
    """
    period = RETENTION[kind]
    return months_after(utc(started_at), period.months) + timedelta(hours=period.hours)


def is_due(kind: Kept, started_at: datetime, now: datetime) -> bool:
    """Whether data of that kind must be gone by now: false a second before `due`, true at it."""
    return utc(now) >= due(kind, started_at)
