"""GOVREQ: an authority's request for bookings outside of the agreed pushes: by locator, by flight, or both.

    UNH  MSG  ORG  RCI  TVL*  UNT

The guide has this message and lays down its ORG; RCI and TVL are written as the same guide has them in PNRGOV. Their
order is that of PADIS's request for PNR data (PNRREQ), as a public reservation system implements it: the guide's own
diagram of GOVREQ was not to be had. Which function code stands in MSG is for the parties to agree: none is presumed.
Try a request with its carrier before you rely on it.

Source: IATA/WCO/ICAO PNRGOV implementation guide 16.1, contents and segment layouts; PADIS PNRREQ.
"""

import msgspec

from tournai.travel.elements import component, element, read_agency, read_leg, read_locators
from tournai.travel.interchange import Header, Message
from tournai.travel.pnrgov import bounded
from tournai.travel.records import Agency, Defect, Leg, Locator
from tournai.travel.replies.letters import (
    Form,
    Letter,
    Segment,
    letter_of,
    read_messages,
    trimmed,
    write_letter,
)
from tournai.travel.service_strings import DEFAULT, Separators
from tournai.travel.write import Unwritable
from tournai.values.wordings import say

MOST_LOCATORS = 9
"""Locators in one RCI."""


class Govreq(msgspec.Struct, frozen=True, gc=False):
    """A request: for the bookings with these ``locators``, on these ``legs``; one of the two may be empty."""

    letter: Letter
    version: str = "13.1"
    message_function: str = ""
    originator: Agency | None = None
    locators: tuple[Locator, ...] = ()
    legs: tuple[Leg, ...] = ()
    defects: tuple[Defect, ...] = ()


def read_govreq(data: bytes) -> tuple[Govreq, ...]:
    """Return the requests of a file.

    Raises:
        Malformed: The file is empty, too large, or holds no GOVREQ.
    """
    return tuple(_read(header, message, outside) for header, message, outside in read_messages(data, "GOVREQ"))


def _read(header: Header, message: Message, outside: list[Defect]) -> Govreq:
    minimiser = message.minimiser
    function = ""
    originator: Agency | None = None
    locators: list[Locator] = []
    legs: list[Leg] = []
    defects = [*outside, *message.defects]
    for segment in message.segments:
        values = segment.values()
        if segment.tag == "MSG":
            function = minimiser.keep("qualifier", component(element(values, 1), 1))
        elif segment.tag == "ORG":
            originator = read_agency(values, segment.place, minimiser)
        elif segment.tag == "RCI":
            locators += read_locators(segment, minimiser)
        elif segment.tag == "TVL":
            leg = read_leg(values, segment.place, minimiser)
            legs += [leg] if leg else []
        else:
            text = "no segment of this tag belongs to a request; it was skipped"
            defects.append(Defect(segment.offset, "unknown-segment", text))
    if not locators and not legs:
        text = "the request names no booking (RCI) and no flight (TVL)"
        defects.append(Defect(message.offset, "nothing-requested", text))
    return Govreq(
        letter_of(header, message),
        message.version,
        function,
        originator,
        tuple(locators),
        tuple(legs),
        bounded(defects),
    )


def write_govreq(govreq: Govreq, separators: Separators = DEFAULT) -> bytes:
    """Return a request as an interchange.

    Raises:
        Unwritable: It names neither a booking nor a flight, more than nine locators, or no time of preparation.
    """
    if not govreq.locators and not govreq.legs:
        raise Unwritable("a request names a booking or a flight")
    if len(govreq.locators) > MOST_LOCATORS:
        raise Unwritable(
            say(
                "{count} locators; a request names {most} at most",
                count=len(govreq.locators),
                most=MOST_LOCATORS,
            )
        )
    segments: list[Segment] = [trimmed("MSG", ("", govreq.message_function) if govreq.message_function else "")]
    if govreq.originator:
        segments.append(_originator(govreq.originator))
    if govreq.locators:
        segments.append(("RCI", *(_locator(locator) for locator in govreq.locators)))
    segments += [_flight(leg) for leg in govreq.legs]
    return write_letter(govreq.letter, Form("GOVREQ", govreq.version, "IA", application="GOVREQ"), segments, separators)


def _originator(agency: Agency) -> Segment:
    system, agent = (agency.system, agency.place_code), (agency.agency_number, agency.office)
    return trimmed("ORG", system, agent, "", "", agency.type_code, agency.state, agency.sine)


def _locator(locator: Locator) -> tuple[str, ...]:
    if locator.created is None:
        return (locator.carrier, locator.locator)
    return (locator.carrier, locator.locator, "", f"{locator.created:%d%m%y}", f"{locator.created:%H%M}")


def _flight(leg: Leg) -> Segment:
    times: tuple[str, ...] = ()
    if leg.departure:
        times = (f"{leg.departure:%d%m%y}", f"{leg.departure:%H%M}")
        if leg.arrival:
            times = (*times, f"{leg.arrival:%d%m%y}", f"{leg.arrival:%H%M}")
    elif leg.departure_date:
        times = (f"{leg.departure_date:%d%m%y}",)
    return trimmed("TVL", times or "", leg.departure_airport, leg.arrival_airport, leg.carrier, leg.number)
