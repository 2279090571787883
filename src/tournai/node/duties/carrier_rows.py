"""What duties store of carriers, besides their pushes: a struct for each kind of record, its fields named as the
tables name them."""

from datetime import date, datetime

import msgspec


class StoredTrial(msgspec.Struct, frozen=True):
    """What a carrier tried; ``sealed`` holds the JSON of `tournai.travel.certification.Tried`: counts and codes."""

    trial_id: str
    account: str
    tried_at: datetime
    ends_at: datetime
    key_id: str
    sealed: bytes


class Owed(msgspec.Struct, frozen=True):
    """A push that is owed for a flight, as it was last worked out, with the flight's designator and route."""

    flight_id: str
    obligation: str
    carrier: str
    number: str
    departure_airport: str
    arrival_airport: str
    departure_at: datetime
    state: str
    due_by: datetime | None
    received_at: datetime | None
    since: datetime


class CarrierPush(msgspec.Struct, frozen=True):
    """A push with the carrier of its flight and the account that it came from; ``defects`` is JSON."""

    push_id: str
    receipt: str
    flight_id: str
    carrier: str
    number: str
    account: str
    channel: str
    format: str
    function: str
    received_at: datetime
    timing: str
    pnrs: int
    travellers: int
    defects: str
    departure_airport: str = ""
    arrival_airport: str = ""
    departure_at: datetime | None = None


class Completeness(msgspec.Struct, frozen=True):
    """How many travellers of a carrier's flights came with what; for information, and counted for nothing."""

    travellers: int = 0
    with_birth: int = 0
    with_document: int = 0


class StoredBreach(msgspec.Struct, frozen=True):
    """What counts against a carrier, and the notice of it; ``subject`` is a flight, a push or a receipt, by ``kind``.

    ``carrier`` is empty where nobody can say whose an unreadable body was. ``withdrawn_at``: it turned out to be none,
    e.g. the flight was cancelled. ``code``: of a body that could not be read, why.
    """

    breach_id: str
    carrier: str
    account: str
    kind: str
    subject: str
    obligation: str
    flight: str
    departure_airport: str
    arrival_airport: str
    departure_at: datetime | None
    due_by: datetime | None
    received_at: datetime | None
    code: str
    found_at: datetime
    withdrawn_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    receipt: str = ""
    """Of the body that it is about, where there is one."""


class BreachReview(msgspec.Struct, frozen=True):
    """What a person decided on a breach: upheld or excused, with a reason; added, never changed."""

    review_id: str
    breach_id: str
    decision: str
    excuse: str
    reason: str
    reviewer: str
    reviewed_at: datetime


class StoredPull(msgspec.Struct, frozen=True):
    """What an approval of a pull request is about (rule PNR-06): a flight's data, outside of the two times.

    ``request_id`` is its approval's; ``on_behalf_of`` another passenger information unit that asked (rule PNR-24).
    """

    request_id: str
    carrier: str
    number: str
    departure_date: date
    departure_airport: str
    arrival_airport: str
    on_behalf_of: str
    expires_at: datetime
    fetched_at: datetime | None = None
    fetched_by: str = ""
