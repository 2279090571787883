"""CUSRES: the answer of interactive API, passenger by passenger: board, do not board, or something between.

The library reads and writes every code, so that carriers can test and other states' answers can be read. **A node of
Tournai sends none**: no traveller is denied boarding by a machine (rule PNR-13; Directive (EU) 2016/681, Art. 6(9) and
7(6)), and Regulation (EU) 2025/13 gives carriers no such answer. An import contract keeps this module out of the node.

    UNH  BGM  RFF+TN  {RFF+AF DTM+189 DTM+232 LOC+125 LOC+87}*  {ERP RFF+AVF RFF+ABO ERC FTX}*  UNT

Source: WCO/IATA/ICAO API response message (CUSRES) implementation guide, April 2013; UN/EDIFACT D.05B, CUSRES, groups 3
and 4; codes as China's interactive API sends them and a public departure-control system reads them (ASTRA,
``iapi_interaction.h``); CBP message implementation guideline 2099001 v4.2 for the second character's place.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import Enum

import msgspec

from tournai.travel.edifact import Segment
from tournai.travel.elements import Values, component, element
from tournai.travel.interchange import Header, Message
from tournai.travel.minimise import Minimiser
from tournai.travel.paxlst.itinerary import Stage, name_flight
from tournai.travel.pnrgov import bounded
from tournai.travel.records import Defect, Leg, Place
from tournai.travel.replies.letters import Form, Letter, letter_of, read_messages, write_letter
from tournai.travel.replies.letters import Segment as Written
from tournai.travel.service_strings import DEFAULT, Separators
from tournai.travel.travel_dates import list_time

LONGEST_TEXT = 512
"""Characters of a free text (C108 4440); a longer one is dropped."""


class AnswerKind(Enum):
    """What a message is, by BGM's document name."""

    ANSWER = "962"
    CHANGE = "132"
    """Unasked: an earlier answer is withdrawn for another."""
    RECEIPT = "312"
    """The carrier's acknowledgement of a change."""
    OTHER = ""


class Directive(Enum):
    """What a carrier is told to do with a passenger, by the first character of ERC."""

    BOARD = "0"
    DO_NOT_BOARD = "1"
    ADVISORY = "2"
    """Further screening first; in the United States a selectee."""
    INSUFFICIENT = "4"
    """More data are needed."""
    ERROR = "X"
    """The data could not be used."""
    OTHER = ""


class PassengerAnswer(msgspec.Struct, frozen=True, gc=False):
    """The answer about one passenger (ERP+2), named by references as in the list that is answered.

    ``code`` is ERC as written: the directive's character, and a second one with the status of a travel authorisation
    (``Z``: none applies), whose other values are each state's own.
    """

    code: str
    locator: str = ""
    reference: str = ""
    text: str = ""
    place: Place | None = None

    @property
    def directive(self) -> Directive:
        """What the code's first character says."""
        first = self.code[:1]
        return Directive(first) if first in {one.value for one in Directive} else Directive.OTHER

    @property
    def status(self) -> str:
        """The code's second character, ``""`` where it has none."""
        return self.code[1:2]


class MessageStatus(msgspec.Struct, frozen=True, gc=False):
    """The answer about the message as a whole (ERP+1): ``0`` accepted, ``1`` not, or an application error (9321)."""

    code: str
    text: str = ""
    place: Place | None = None


class Cusres(msgspec.Struct, frozen=True, gc=False):
    """An answer: to which list (``transaction_reference``, RFF+TN), about which flights, and what."""

    letter: Letter
    kind: AnswerKind = AnswerKind.ANSWER
    version: str = "D.05B"
    transaction_reference: str = ""
    legs: tuple[Leg, ...] = ()
    statuses: tuple[MessageStatus, ...] = ()
    answers: tuple[PassengerAnswer, ...] = ()
    defects: tuple[Defect, ...] = ()


def read_cusres(data: bytes) -> tuple[Cusres, ...]:
    """Return the answers of a file.

    Raises:
        Malformed: The file is empty, too large, or holds no CUSRES.
    """
    return tuple(_read(header, message, outside) for header, message, outside in read_messages(data, "CUSRES"))


def _read(header: Header, message: Message, outside: list[Defect]) -> Cusres:
    reader = _AnswerReader(message, [*outside, *message.defects])
    for segment in message.segments:
        reader.take(segment)
    return reader.finish(letter_of(header, message))


class _Point(msgspec.Struct, gc=False):
    """Group 4 while it is read."""

    is_whole: bool
    place: Place
    code: str = ""
    locator: str = ""
    reference: str = ""
    text: str = ""


class _Flight(msgspec.Struct, gc=False):
    """Group 3 while it is read."""

    stage: Stage
    departure: datetime | None = None
    arrival: datetime | None = None
    airports: list[str] = msgspec.field(default_factory=list)

    def leg(self) -> Leg:
        start, end = (*self.airports, "", "")[:2]
        return Leg(
            carrier=self.stage.carrier,
            number=self.stage.number,
            departure_airport=start,
            arrival_airport=end,
            departure=self.departure,
            arrival=self.arrival,
            departure_date=self.departure.date() if self.departure else None,
            operational_suffix=self.stage.suffix,
            crosses_border=True,
            place=self.stage.place,
        )


class _AnswerReader:
    """Goes through an answer once; what a segment means depends on the group that is open."""

    def __init__(self, message: Message, defects: list[Defect]) -> None:
        self.version = message.version
        self.minimiser: Minimiser = message.minimiser
        self.keep = message.minimiser.keep
        self.defects = defects
        self.kind = AnswerKind.OTHER
        self.transaction_reference = ""
        self.flights: list[_Flight] = []
        self.points: list[_Point] = []

    def take(self, segment: Segment) -> None:
        reader = _READERS.get(segment.tag)
        if reader is None:
            self._report(
                segment.offset, "unknown-segment", "no segment of this tag belongs to an answer; it was skipped"
            )
        else:
            reader(self, segment.values(), segment.place)

    def _report(self, offset: int, code: str, text: str) -> None:
        self.defects.append(Defect(offset, code, text))

    def _begin(self, values: Values, _place: Place) -> None:
        name = element(values, 1)[0]
        self.kind = AnswerKind(name) if name in {one.value for one in AnswerKind} else AnswerKind.OTHER

    def _reference_of(self, values: Values, place: Place) -> None:
        parts = element(values, 1)
        qualifier, text = parts[0], component(parts, 1).strip()
        if qualifier == "TN":
            self.transaction_reference = self.keep("transaction reference", text)
        elif qualifier == "AF":
            flight = _Flight(Stage(place))
            name_flight(flight.stage, text, "", self.minimiser)
            self.flights.append(flight)
        elif self.points and qualifier == "AVF":
            self.points[-1].locator = self.keep("locator", text)
        elif self.points and qualifier == "ABO":
            self.points[-1].reference = self.keep("unique reference", text)

    def _time(self, values: Values, place: Place) -> None:
        parts = element(values, 1)
        if not self.flights or parts[0] not in ("189", "232"):
            return
        instant = list_time(component(parts, 1))
        if instant is None:
            self._report(place.offset, "date-unreadable", "the flight's time is not yymmddhhmm")
        elif parts[0] == "189":
            self.flights[-1].departure = instant
        else:
            self.flights[-1].arrival = instant

    def _place_of(self, values: Values, _place: Place) -> None:
        if self.flights:
            self.flights[-1].airports.append(self.keep("airport", element(values, 2)[0].strip()))

    def _point(self, values: Values, place: Place) -> None:
        self.points.append(_Point(element(values, 1)[0] == "1", place))

    def _code(self, values: Values, place: Place) -> None:
        if self.points:
            self.points[-1].code = self.keep("qualifier", element(values, 1)[0])
        else:
            self._report(place.offset, "answer-outside", "ERC without an ERP before it: about whom is not said")

    def _text(self, values: Values, _place: Place) -> None:
        text = " ".join(filter(None, (part.strip() for part in element(values, 4))))
        if self.points and len(text) <= LONGEST_TEXT:
            self.points[-1].text = text

    def finish(self, letter: Letter) -> Cusres:
        statuses = [MessageStatus(one.code, one.text, one.place) for one in self.points if one.is_whole]
        answers = [
            PassengerAnswer(one.code, one.locator, one.reference, one.text, one.place)
            for one in self.points
            if not one.is_whole
        ]
        return Cusres(
            letter=letter,
            kind=self.kind,
            version=self.version,
            transaction_reference=self.transaction_reference,
            legs=tuple(flight.leg() for flight in self.flights),
            statuses=tuple(statuses),
            answers=tuple(answers),
            defects=bounded(self.defects),
        )


_READERS: dict[str, Callable[[_AnswerReader, Values, Place], None]] = {
    "BGM": _AnswerReader._begin,
    "RFF": _AnswerReader._reference_of,
    "DTM": _AnswerReader._time,
    "LOC": _AnswerReader._place_of,
    "ERP": _AnswerReader._point,
    "ERC": _AnswerReader._code,
    "FTX": _AnswerReader._text,
}
"""Tag -> what reads it."""


def write_cusres(cusres: Cusres, separators: Separators = DEFAULT) -> bytes:
    """Return an answer as an interchange, with UNG and UNE; raises `Unwritable` without a time of preparation.

    For carriers' tests and for simulators alone: a node sends no such answer (rule PNR-13).
    """
    form = Form("CUSRES", cusres.version, "UN", "IATA", ("UNOA", "4"), "IAPI", has_group=True)
    return write_letter(cusres.letter, form, _segments(cusres), separators)


def _segments(cusres: Cusres) -> Iterator[Written]:
    yield ("BGM", cusres.kind.value) if cusres.kind.value else ("BGM",)
    if cusres.transaction_reference:
        yield ("RFF", ("TN", cusres.transaction_reference))
    for leg in cusres.legs:
        yield from _flight(leg)
    for status in cusres.statuses:
        yield ("ERP", "1")
        yield from _outcome(status.code, status.text)
    for answer in cusres.answers:
        yield ("ERP", "2")
        if answer.locator:
            yield ("RFF", ("AVF", answer.locator))
        if answer.reference:
            yield ("RFF", ("ABO", answer.reference))
        yield from _outcome(answer.code, answer.text)


def _flight(leg: Leg) -> Iterator[Written]:
    yield ("RFF", ("AF", f"{leg.carrier}{leg.number}{leg.operational_suffix}"))
    if leg.departure:
        yield ("DTM", ("189", f"{leg.departure:%y%m%d%H%M}", "201"))
    if leg.arrival:
        yield ("DTM", ("232", f"{leg.arrival:%y%m%d%H%M}", "201"))
    yield ("LOC", "125", leg.departure_airport)
    yield ("LOC", "87", leg.arrival_airport)


def _outcome(code: str, text: str) -> Iterator[Written]:
    if code:
        yield ("ERC", code)
    if text:
        yield ("FTX", "AAP", "", "", text)
