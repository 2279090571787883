"""Typed travel records: what a push holds once it is read and minimised.

Every value that came out of a message stands in a struct with a `Place`: the tag, ordinal and byte offset of its
segment, never the segment's text (rules PNR-03, PNR-04). Values are as the carrier sent them, released and joined;
dates and codes are typed where they could be read, and `None` where they could not.

Source: Directive (EU) 2016/681, Annex I; IATA/WCO/ICAO PNRGOV implementation guide 10.1 to 17.1; UN/EDIFACT PAXLST
D.02B to D.16B.
"""

from datetime import date, datetime
from enum import Enum

import msgspec

from tournai.values import DocumentKind, PartialDate, Sex, StateCode
from tournai.values.wordings import Wording, say


class MessageFormat(Enum):
    """The formats that a push comes in."""

    PNRGOV = "PNRGOV"
    PAXLST = "PAXLST"


class MessageSyntax(Enum):
    """How a message was written."""

    EDIFACT = "EDIFACT"
    XML = "XML"


class MessageFunction(Enum):
    """What a message does to what was sent before it."""

    FULL = "full"
    """PNRGOV 22, PAXLST 745: all active bookings; one that is absent has left the flight."""
    UPDATE = "update"
    """PNRGOV 141: only what is new, changed or cancelled."""
    CANCEL = "cancel"
    CLOSE = "close"
    CREW = "crew"
    OTHER = "other"


class ListSubject(Enum):
    """Whom or what a passenger list is about (BGM document name)."""

    PASSENGERS = "passengers"
    CREW = "crew"
    MASTER_CREW = "master crew list"
    """A carrier's standing list of crew, of no single flight."""
    FLIGHT = "flight"
    GATE_PASSES = "gate passes"
    OTHER = "other"


class ListAction(Enum):
    """What a passenger list says of the persons that it names, or of their flight (BGM function)."""

    REPORT = "report"
    """They travel."""
    CHANGE = "change"
    """Their data, sent before, change to these."""
    ADD = "add"
    REMOVE = "remove"
    """They no longer travel: a reservation is cancelled, or the list is reduced by them."""
    CLOSE = "close"
    """The flight is closed."""
    ABOARD = "aboard"
    """The flight is closed, and these are on board: named by references, often without names."""
    NOT_ABOARD = "not aboard"
    """The flight is closed, and these did not board, though they were reported."""
    CANCEL_FLIGHT = "cancel flight"
    CHANGE_FLIGHT = "change flight"
    OTHER = "other"


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a value stood: its segment's tag, ordinal (the first segment of the file is 1) and byte offset."""

    tag: str
    ordinal: int
    offset: int


class Defect(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Something in a message that breaks its grammar; the rest of the message was read all the same.

    ``offset`` counts bytes from the start of the file. ``code`` is a stable word, e.g. ``unt-count``; ``message`` says
    what was found and expected, and never holds a value of the message that could be personal.
    """

    offset: int
    code: str
    message: str
    template: str = ""
    """The message with a name in braces for each of its ``values``; left out where it has none."""
    values: dict[str, int | str] = {}
    """What is filled in, by name; left out where there is nothing."""

    def __post_init__(self) -> None:
        """Keep what the message was made of beside it."""
        if isinstance(self.message, Wording):
            if self.message.values:
                kept = {name: one if isinstance(one, int) else str(one) for name, one in self.message.values.items()}
                msgspec.structs.force_setattr(self, "template", self.message.template)
                msgspec.structs.force_setattr(self, "values", kept)
            msgspec.structs.force_setattr(self, "message", str(self.message))

    @property
    def wording(self) -> str:
        """The message, as a sentence that a door can say in another language."""
        words = {name: one if isinstance(one, int) else say(one) for name, one in self.values.items()}
        return say(self.template, **words) if self.template else self.message


class Locator(msgspec.Struct, frozen=True, gc=False):
    """A record locator and the system that gave it (RCI)."""

    carrier: str
    locator: str
    created: datetime | None = None
    place: Place | None = None


class Leg(msgspec.Struct, frozen=True, gc=False):
    """One flight between two airports on one date, as a message names it; times are local to each airport.

    A codeshare has the flight as it was sold in ``carrier`` and ``number``, and the flight that is flown in
    ``operating_carrier`` and ``operating_number`` (Annex I point 15), whichever way the release writes it.
    """

    carrier: str
    number: str
    departure_airport: str
    arrival_airport: str
    departure: datetime | None = None
    arrival: datetime | None = None
    departure_date: date | None = None
    operational_suffix: str = ""
    operating_carrier: str = ""
    operating_number: str = ""
    booking_class: str = ""
    status: tuple[str, ...] = ()
    """RPI: the reservation's status codes as sent, e.g. ``HK`` confirmed, ``HL`` waiting (Annex I point 10)."""
    equipment: str = ""
    place: Place | None = None
    arrival_date: date | None = None
    operating_class: str = ""
    operating_suffix: str = ""
    traveller_count: int | None = None
    """RPI: how many of the booking's travellers hold this flight."""
    locators: tuple[Locator, ...] = ()
    """The booking's locators in the systems of this flight's carriers (group 5 RCI), where the message has them."""
    crosses_border: bool = False
    """PAXLST: from the last departure before the border (LOC 125) to the first arrival after it (LOC 87)."""
    is_overflight: bool = False
    """PAXLST: the state is only flown over (TDT 34)."""


class TravelDocument(msgspec.Struct, frozen=True, gc=False):
    """A travel document that the message names (SSR DOCS, DOCO; PAXLST DOC): any part may be missing.

    ``type_code`` is the carrier's own code, e.g. ``P``, ``IP``, ``AC``; ``kind`` is what it means.
    """

    kind: DocumentKind = DocumentKind.UNKNOWN
    type_code: str = ""
    number: str = ""
    issuing_state: StateCode | None = None
    nationality: StateCode | None = None
    date_of_birth: PartialDate | None = None
    sex: Sex = Sex.UNKNOWN
    date_of_expiry: date | None = None
    date_of_issue: date | None = None
    surname: str = ""
    given: str = ""
    place_of_birth: str = ""
    place_of_issue: str = ""
    is_infants: bool = False
    source_code: str = ""
    """What named it: ``DOCS``, ``DOCO`` or ``FOID`` of an SSR, ``DOC`` of a passenger list."""
    place: Place | None = None


class Contact(msgspec.Struct, frozen=True, gc=False):
    """One way to reach the traveller or booker (Annex I point 5). ``kind``: phone, e-mail or address; of a carrier also
    fax."""

    kind: str
    text: str
    place: Place | None = None


class Payment(msgspec.Struct, frozen=True, gc=False):
    """A form of payment of a ticket (Annex I point 6). A card number is kept masked: first six and last four."""

    form: str
    amount: str = ""
    vendor: str = ""
    account: str = ""
    expiry: str = ""
    place: Place | None = None
    indicator: str = ""
    """FOP: the form of the original (``1``), the old (``2``) or the new ticket (``3``)."""
    billing_address: str = ""
    billing_place: Place | None = None


class Fare(msgspec.Struct, frozen=True, gc=False):
    """The fare of a traveller (Annex I point 13, FAR): codes as sent, no text."""

    passenger_type: str = ""
    percentage: str = ""
    """The discount or charge in per cent of the full fare."""
    type_code: str = ""
    fare_basis: str = ""
    place: Place | None = None


class Tax(msgspec.Struct, frozen=True, gc=False):
    """One tax, fee or charge of a ticket (Annex I point 13, TXD); ``category`` as sent, e.g. ``700`` a current tax."""

    amount: str
    state: str = ""
    currency: str = ""
    type_code: str = ""
    category: str = ""
    place: Place | None = None


class Pricing(msgspec.Struct, frozen=True, gc=False):
    """How a ticket was priced (Annex I point 13, PTK): indicators such as ``NR``, the deadline, who validates it."""

    indicators: tuple[str, ...] = ()
    ticket_before: datetime | None = None
    carrier: str = ""
    airline_number: str = ""
    places: tuple[str, ...] = ()
    """Where it was sold and is ticketed: city or airport codes."""
    place: Place | None = None


class FareComponent(msgspec.Struct, frozen=True, gc=False):
    """One step of a ticket's fare calculation (IFT 4:15), read into codes and amounts; its text is never kept."""

    departure: str
    arrival: str
    carrier: str = ""
    amount: str = ""
    fare_basis: str = ""


class Ticket(msgspec.Struct, frozen=True, gc=False):
    """A ticket (Annex I point 13). ``amounts`` are (qualifier, amount, currency) as in MON."""

    number: str
    issued_on: date | None = None
    amounts: tuple[tuple[str, str, str], ...] = ()
    payments: tuple[Payment, ...] = ()
    place: Place | None = None
    type_code: str = ""
    """TKT: ``T`` a ticket, ``700`` ticketless and other codes as sent."""
    booklets: int | None = None
    taxes: tuple[Tax, ...] = ()
    pricing: Pricing | None = None
    fare_components: tuple[FareComponent, ...] = ()


class FrequentFlyer(msgspec.Struct, frozen=True, gc=False):
    """Frequent-flyer status and number (Annex I point 8)."""

    carrier: str
    number: str
    level: str = ""
    place: Place | None = None


class Seat(msgspec.Struct, frozen=True, gc=False):
    """A seat on one leg (Annex I point 14); ``is_assigned`` tells a seat given at check-in from one requested."""

    seat: str
    leg: int | None = None
    """Index into the booking's `legs`; ``None`` where the message ties it to no leg."""
    is_assigned: bool = False
    place: Place | None = None
    cabin: str = ""


class CheckIn(msgspec.Struct, frozen=True, gc=False):
    """That a traveller checked in for one leg (Annex I point 10): when, and under which number."""

    leg: int | None = None
    """Index into the booking's `legs`; ``None`` where the message ties it to no leg."""
    at: datetime | None = None
    boarding_number: str = ""
    """TRI: the sequence or boarding number."""
    status: str = ""
    """A code of check-in or boarding as sent, where the message has one."""
    cabin: str = ""
    place: Place | None = None


class Bag(msgspec.Struct, frozen=True, gc=False):
    """Checked baggage (Annex I point 16): ``tags`` lists every tag number, runs of consecutive tags written out."""

    tags: tuple[str, ...] = ()
    tag_entries: int = 0
    """How many entries of the message gave the tags; a run of consecutive tags is one entry."""
    count: int | None = None
    weight: str = ""
    weight_unit: str = ""
    leg: int | None = None
    destination: str = ""
    place: Place | None = None
    is_prepaid: bool = False
    """EBD, SSR XBAG: paid or asked for ahead; else checked in."""
    pool: str = ""
    """TBD: ``HP`` heads a pool of bags, ``MP`` is a member of one; ``pool_reference`` tells which."""
    pool_reference: str = ""


class Traveller(msgspec.Struct, frozen=True, gc=False):
    """A person in a booking or list: passenger, infant or crew member."""

    surname: str
    given: str = ""
    title: str = ""
    type_code: str = ""
    reference: str = ""
    unique_reference: str = ""
    is_infant: bool = False
    is_crew: bool = False
    is_transit: bool = False
    date_of_birth: PartialDate | None = None
    birth_place: Place | None = None
    """Where the date of birth stood in the message."""
    sex: Sex = Sex.UNKNOWN
    sex_place: Place | None = None
    nationalities: tuple[StateCode, ...] = ()
    nationality_place: Place | None = None
    place_of_birth: str = ""
    residence: StateCode | None = None
    documents: tuple[TravelDocument, ...] = ()
    contacts: tuple[Contact, ...] = ()
    frequent_flyer: tuple[FrequentFlyer, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    seats: tuple[Seat, ...] = ()
    bags: tuple[Bag, ...] = ()
    first_port: str = ""
    journey_start: str = ""
    journey_end: str = ""
    capture_verified: bool | None = None
    """PAXLST GEI: captured by a reader (`True`), typed in by hand (`False`), not said (`None`)."""
    record_locators: tuple[str, ...] = ()
    """PAXLST RFF+AVF: the bookings that the list ties the person to; in a PNR see `Pnr.locators`."""
    minor_remarks: tuple[str, ...] = ()
    """The unaccompanied-minor items of Annex I point 12 that C-817/19 leaves; coded items only, no free text."""
    place: Place | None = None
    """Where the name stood."""
    check_ins: tuple[CheckIn, ...] = ()
    fares: tuple[Fare, ...] = ()
    accompanied_by: int | None = None
    """Of an infant: index into the booking's `travellers` of whom the message ties it to; ``None`` where to nobody."""
    is_with_infant: bool = False
    """Whether the message says that an infant accompanies this traveller (TIF; SSR INFT)."""


class Agency(msgspec.Struct, frozen=True, gc=False):
    """The travel agency or office that made the booking (Annex I point 9, ORG)."""

    system: str = ""
    place_code: str = ""
    agency_number: str = ""
    office: str = ""
    type_code: str = ""
    state: str = ""
    sine: str = ""
    place: Place | None = None


class ChangedName(msgspec.Struct, frozen=True, gc=False):
    """A person's name that a change took away or brought (TIF in a booking's history); never a group's."""

    surname: str
    given: str = ""
    title: str = ""
    type_code: str = ""
    place: Place | None = None


class Change(msgspec.Struct, frozen=True, gc=False):
    """One change in a booking's history (Annex I point 19): when, by which office, what was done to which segment.

    ``action`` is SAC's code (A added, X cancelled, C changed); ``subject`` a segment tag, never its text. Of
    flights and names the change itself is kept, in ``legs`` and ``names``; of anything else only the tag.
    """

    action: str
    subject: str
    at: str = ""
    """The time as sent, ``ddmmyy:hhmm``."""
    office: str = ""
    place: Place | None = None
    changed_at: datetime | None = None
    """The same as an instant (UTC); ``None`` where it could not be read."""
    legs: tuple[Leg, ...] = ()
    names: tuple[ChangedName, ...] = ()


class SplitBooking(msgspec.Struct, frozen=True, gc=False):
    """A booking that this one was divided from, or that was divided from it (Annex I point 11, group 8)."""

    locators: tuple[Locator, ...] = ()
    traveller_count: int | None = None
    """EQN: how many travellers went from one booking to the other."""
    place: Place | None = None


class Pnr(msgspec.Struct, frozen=True, gc=False):
    """One booking of a PNRGOV push, whole and minimised."""

    locators: tuple[Locator, ...]
    travellers: tuple[Traveller, ...] = ()
    legs: tuple[Leg, ...] = ()
    last_changed: datetime | None = None
    ticketed_on: datetime | None = None
    agency: Agency | None = None
    contacts: tuple[Contact, ...] = ()
    split_from: tuple[Locator, ...] = ()
    """The locators of ``splits``, all together."""
    prepaid_bags: tuple[Bag, ...] = ()
    history: tuple[Change, ...] = ()
    group_size: int | None = None
    is_cancelled: bool = False
    dropped: dict[str, int] = {}
    """What minimisation removed from this booking: kind of content -> how often. Never the content."""
    place: Place | None = None
    splits: tuple[SplitBooking, ...] = ()
    is_group: bool = False
    """Whether the booking is one of a group; its name is never kept, its size is ``group_size``."""
    declared_travellers: int | None = None
    """How many travellers the message says that the booking has, where it says so (PNRGOV XML)."""


class Push(msgspec.Struct, frozen=True, gc=False):
    """One message of a carrier, read, typed and minimised.

    A PNRGOV message fills ``pnrs``; a PAXLST message fills ``travellers`` (and ``crew`` through their flag).
    ``legs`` are the flights that the message itself is about: the pushed flight, or the itinerary of a passenger list.
    """

    format: MessageFormat
    version: str
    function: MessageFunction = MessageFunction.OTHER
    sender: str = ""
    recipient: str = ""
    interchange_reference: str = ""
    message_reference: str = ""
    access_reference: str = ""
    part: int | None = None
    is_last_part: bool | None = None
    prepared_at: datetime | None = None
    legs: tuple[Leg, ...] = ()
    pnrs: tuple[Pnr, ...] = ()
    travellers: tuple[Traveller, ...] = ()
    reporting_party: str = ""
    declared_pnrs: int | None = None
    declared_travellers: int | None = None
    dropped: dict[str, int] = {}
    """What minimisation removed from the whole message, its bookings included: kind of content -> how often."""
    defects: tuple[Defect, ...] = ()
    syntax: MessageSyntax = MessageSyntax.EDIFACT
    list_subject: ListSubject | None = None
    """PAXLST: whom or what the list is about; ``None`` in a PNRGOV message."""
    list_action: ListAction | None = None
    transaction_reference: str = ""
    """PAXLST RFF+TN: what an answer (CUSRES) repeats."""
    reporting_contacts: tuple[Contact, ...] = ()
    """How the carrier's desk is reached (Regulation (EU) 2025/13, Art. 4(3)(h))."""


class TravelFile(msgspec.Struct, frozen=True, gc=False):
    """Everything that one file or body of bytes held: its messages and the defects outside of them."""

    pushes: tuple[Push, ...]
    defects: tuple[Defect, ...] = ()
