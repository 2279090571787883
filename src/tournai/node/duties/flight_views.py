"""What the board and a flight's page show; see `tournai.node.duties.views`."""

from datetime import datetime

import msgspec


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
