"""What the page of a traveller shows, each value with its source; see `tournai.node.duties.views`."""

from datetime import datetime

import msgspec

from tournai.node.duties.flight_views import FlightView, PushView


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
