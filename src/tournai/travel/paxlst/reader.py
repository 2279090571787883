"""Passenger and crew lists, read into typed and minimised records.

Source: UN/EDIFACT directories D.02B, D.05B, D.12B and D.16B, message PAXLST; WCO/IATA/ICAO API guidelines, PAXLST
implementation guide; Regulation (EU) 2025/13, Art. 4(2) and (3).
"""

import re
from collections.abc import Callable

from tournai.errors import Malformed
from tournai.travel.bounds import MOST_OF_A_KIND, MOST_PERSONS, MOST_SEGMENTS_OF_PERSON
from tournai.travel.edifact import Segment
from tournai.travel.elements import Values, component, consecutive_tags, element, state_of
from tournai.travel.interchange import Header, Message
from tournai.travel.paxlst.codes import (
    CAPTURES,
    CONTACTS,
    DROPPED_TAGS,
    FUNCTIONS,
    LISTS,
    NAMELESS,
    NO_TAGS,
    NOT_KEPT,
    PERSONS,
    PORTS,
    STAGES,
    STOPS,
    SUBJECT_FUNCTIONS,
    SUBJECTS,
    WEIGHT_UNITS,
)
from tournai.travel.paxlst.entries import DocumentDraft, Entry
from tournai.travel.paxlst.itinerary import Stage, Stop, legs_of, name_flight
from tournai.travel.person_names import cut_remark
from tournai.travel.pnrgov import bounded
from tournai.travel.records import (
    Bag,
    Contact,
    Defect,
    Leg,
    ListAction,
    ListSubject,
    MessageFormat,
    MessageFunction,
    Place,
    Push,
    Seat,
    Ticket,
    Traveller,
)
from tournai.travel.service_requests import SEXES
from tournai.travel.travel_dates import birth_date, expiry_date, list_time
from tournai.values import Sex
from tournai.values.wordings import say

_TICKET = re.compile(r"([0-9]{10,15})(?:C[0-9])?")


def read_paxlst(header: Header, message: Message) -> Push:
    """Return the push of a PAXLST message: its itinerary and every person.

    Raises:
        Malformed: It holds more persons than the list of a flight does (``too-many-persons``).
    """
    reader = _ListReader(header, message)
    for segment in message.segments:
        reader.take(segment)
    return reader.finish()


class _ListReader:
    """Goes through a list once; what a segment means depends on the person or document that is open."""

    def __init__(self, header: Header, message: Message) -> None:
        self.header = header
        self.message = message
        self.reference = header.prepared_at.date() if header.prepared_at else None
        self.subject, self.action = ListSubject.OTHER, ListAction.OTHER
        self.transaction_reference = ""
        self.reporting_party = ""
        self.reporting_contacts: list[Contact] = []
        self.counts: dict[str, tuple[int, int]] = {}
        self.legs: list[Leg] = []
        self.stage = Stage(Place("", 0, message.offset))
        self.entry: Entry | None = None
        self.document: DocumentDraft | None = None
        self.inside = 0
        """How many segments the person, or the list's header, has had."""
        self.travellers: list[Traveller] = []
        self.keep = message.minimiser.keep
        self.drop = message.minimiser.drop

    def take(self, segment: Segment) -> None:
        tag = segment.tag
        reader = _READERS.get(tag)
        self.inside += 1
        if self.inside > MOST_SEGMENTS_OF_PERSON and tag not in ("NAD", "CNT"):
            self._drop_excess(segment)
        elif reader is not None:
            reader(self, segment.values(), Place(tag, segment.ordinal, segment.offset))
        elif tag in DROPPED_TAGS:
            self.drop(tag)
        else:
            self.drop("unknown segment")
            self._report(segment.offset, "unknown-segment", "no segment of this tag belongs to a list; it was dropped")

    def _report(self, offset: int, code: str, text: str) -> None:
        self.message.defects.append(Defect(offset, code, text))

    def _drop_excess(self, segment: Segment) -> None:
        self.drop("segment beyond a bound")
        if self.inside == MOST_SEGMENTS_OF_PERSON + 1:
            text = say(
                "more than {most} segments of one person, or of the list; the rest was dropped",
                most=MOST_SEGMENTS_OF_PERSON,
            )
            self._report(segment.offset, "too-many-parts", text)

    def _drop_other(self, tag: str, qualifier: str) -> None:
        self.drop(NOT_KEPT.get((tag, qualifier), f"{tag} of another kind"))

    # The list and its flight

    def _begin(self, values: Values, place: Place) -> None:
        name, function = element(values, 1)[0], element(values, 2)[0]
        unknown = (SUBJECTS.get(name, ListSubject.OTHER), ListAction.OTHER)
        self.subject, self.action = LISTS.get((name, function), unknown)

    def _itinerary(self, values: Values, place: Place) -> None:
        if self.entry is not None:
            self.drop("TDT of a person")
            return
        if self.stage.place.tag:
            self._close_stage()
        elif self.stage.stops:
            # D.12B has places of the list as a whole before its first flight.
            self.message.minimiser.drop("LOC before the flight", len(self.stage.stops))
        code = element(values, 1)[0]
        self.stage = Stage(place, is_overflight=STAGES.get(code, False), is_kept=code in STAGES)
        if self.stage.is_kept:
            text, carrier = element(values, 2)[0].strip(), element(values, 5)[0].strip()
            name_flight(self.stage, text, carrier, self.message.minimiser)
        else:
            self.drop("TDT of another stage")

    def _close_stage(self) -> None:
        self.legs += legs_of(self.stage)
        self.stage.stops = []

    def _party(self, values: Values, place: Place) -> None:
        self._close_person()
        qualifier = element(values, 1)[0]
        names = element(values, 4)
        if qualifier not in PERSONS:
            if qualifier == "MS":
                self.reporting_party = self.keep("reporting party", names[0] or element(values, 3)[0])
            else:
                self.drop("NAD of another party")
            return
        self._close_stage()
        if any(names[3:]):
            self.drop("NAD components after the names")
        if any(part for parts in values[5:] for part in parts):
            self.drop("NAD address")
        surname, given = self._name(names)
        is_crew, is_transit = PERSONS[qualifier]
        self.entry = Entry(surname, given, place, is_crew, is_transit)
        self.inside = 0
        if not names[0].strip() and self.action not in NAMELESS:
            self._report(place.offset, "name-missing", "a person of the list has no surname")

    def _name(self, names: list[str]) -> tuple[str, str]:
        """Return surname and given names without the remarks that hang on them, which are counted."""
        cut = [cut_remark(name.strip()) for name in names[:3]]
        if any(has_remark for _, has_remark in cut):
            self.drop("remark in a name")
        (surname, _), *others = cut
        return surname, " ".join(filter(None, (name for name, _ in others)))

    def _close_person(self) -> None:
        if self.entry is not None:
            if len(self.travellers) == MOST_PERSONS:
                message = say(
                    "a list of more than {most} persons: send the list of one flight, in parts",
                    most=MOST_PERSONS,
                )
                raise Malformed(message, code="too-many-persons", offset=self.entry.place.offset)
            self.travellers.append(self.entry.freeze())
            self.inside = 0
        self.entry = self.document = None

    def _contact(self, values: Values, place: Place) -> None:
        for parts in values[1:]:
            kind = CONTACTS.get(component(parts, 1))
            # The law lists the carrier's contact, and no contact of a person.
            text = self.keep("e-mail" if kind == "e-mail" else "phone", parts[0].strip()) if kind else ""
            has_room = len(self.reporting_contacts) < MOST_OF_A_KIND
            if kind and text and self.entry is None and has_room:
                self.reporting_contacts.append(Contact(kind, text, place))
            elif not kind or text:
                self.drop("COM")

    # Facts of a person or a stop

    def _place_of(self, values: Values, place: Place) -> None:
        qualifier, parts = element(values, 1)[0], element(values, 2)
        code = parts[0].strip()
        if self.entry is None:
            if qualifier in STOPS:
                self.stage.stops.append(Stop(qualifier, self.keep("airport", code)))
            else:
                self._drop_other("LOC", qualifier)
        elif qualifier in PORTS:
            self.entry.ports[PORTS[qualifier]] = self.keep("airport", code)
        elif qualifier == "91":
            if self.document is not None:
                self.document.issuing_state = state_of(code)
        else:
            self._drop_other("LOC", qualifier)

    def _time(self, values: Values, place: Place) -> None:
        parts = element(values, 1)
        qualifier, text = parts[0], component(parts, 1)
        if self.entry is None:
            self._stop_time(qualifier, text, place)
        elif qualifier == "329":
            self.entry.date_of_birth = birth_date(text, self.reference)
            self.entry.birth_place = place
            if text and self.entry.date_of_birth is None:
                self._report(place.offset, "date-unreadable", "the birth date is neither yymmdd nor yyyymmdd")
        elif self.document is not None and qualifier == "36":
            self.document.date_of_expiry = expiry_date(text, self.reference)
            if text and self.document.date_of_expiry is None:
                self._report(place.offset, "date-unreadable", "the date of expiry is neither yymmdd nor yyyymmdd")
        else:
            self._drop_other("DTM", qualifier)

    def _stop_time(self, qualifier: str, text: str, place: Place) -> None:
        stops = self.stage.stops
        if not stops or qualifier not in ("189", "232"):
            self._drop_other("DTM", qualifier)
            return
        instant = list_time(text)
        if instant is None:
            self._report(place.offset, "date-unreadable", "the flight's time is not yymmddhhmm")
        elif qualifier == "189":
            stops[-1].departure = instant
            self.reference = self.reference or instant.date()
        else:
            stops[-1].arrival = instant

    def _sex(self, values: Values, place: Place) -> None:
        if self.entry is not None and element(values, 1)[0] == "2":
            self.entry.sex = SEXES.get(element(values, 3)[0], Sex.UNKNOWN)
            self.entry.sex_place = place

    def _nationality(self, values: Values, place: Place) -> None:
        state = state_of(element(values, 2)[0].strip())
        if self.entry is not None and state is not None:
            self.entry.nationalities.append(state)
            self.entry.nationality_place = self.entry.nationality_place or place

    def _reference_of(self, values: Values, place: Place) -> None:
        parts = element(values, 1)
        qualifier, text = parts[0], component(parts, 1).strip()
        if self.entry is None:
            if qualifier == "TN":
                self.transaction_reference = self.keep("transaction reference", text)
            else:
                self._drop_other("RFF", qualifier)
        elif qualifier == "AVF":
            locator = self.keep("locator", text)
            self.entry.record_locators += [locator] if locator else []
        elif qualifier == "ABO":
            self.entry.unique_reference = self.keep("unique reference", text)
        elif qualifier == "SEA":
            seat = self.keep("seat", text).lstrip("0")
            self.entry.seats += [Seat(seat, is_assigned=True, place=place)] if seat else []
        elif qualifier == "YZY" and (match := _TICKET.fullmatch(text)):
            self.entry.tickets.append(Ticket(match[1], place=place))
        else:
            self._drop_other("RFF", qualifier)

    def _measure(self, values: Values, place: Place) -> None:
        if self.entry is None:
            return
        kind, measured = element(values, 1)[0], element(values, 3)
        if kind == "CT":
            # Senders differ in whether a unit component, empty here, stands before the count.
            count = self.keep("count", measured[0] or component(measured, 1))
            self.entry.count = int(count) if count else None
        elif kind == "WT":
            self.entry.weight = self.keep("weight", component(measured, 1))
            self.entry.weight_unit = WEIGHT_UNITS.get(measured[0], "") if self.entry.weight else ""
        self.entry.measure_place = place

    def _text(self, values: Values, place: Place) -> None:
        if self.entry is None or element(values, 1)[0] != "BAG":
            self.drop("FTX free text")
            return
        for parts in values[4:]:
            first = parts[0].strip()
            if first and first not in NO_TAGS and len(self.entry.bags) < MOST_OF_A_KIND:
                run = consecutive_tags(self.keep("bag tag", first), component(parts, 1))
                tags = self.message.minimiser.write_out(run)
                if tags:
                    self.entry.bags.append(Bag(tags=tuple(tags), tag_entries=1, place=place))

    def _capture(self, values: Values, place: Place) -> None:
        for parts in values[2:]:
            if self.entry is not None and parts[0] in CAPTURES:
                self.entry.capture_verified = CAPTURES[parts[0]]

    def _document_of(self, values: Values, place: Place) -> None:
        if self.entry is None:
            self.drop("DOC of no person")
            return
        type_code = self.keep("document type", element(values, 1)[0].strip())
        number = self.keep("document number", element(values, 2)[0].strip())
        self.document = DocumentDraft(type_code, number, place)
        self.entry.documents.append(self.document)

    def _count(self, values: Values, place: Place) -> None:
        self._close_person()
        parts = element(values, 1)
        text = component(parts, 1) or element(values, 2)[0]
        count = self.keep("count", text)
        if count:
            self.counts[self.keep("qualifier", parts[0])] = (int(count), place.offset)

    def finish(self) -> Push:
        self._close_person()
        self._close_stage()
        self._check_counts()
        if not self.legs and self.subject is not ListSubject.MASTER_CREW:
            self._report(self.message.offset, "flight-missing", "no TDT with two LOC names the list's flight")
        declared = self.counts.get("42") or self.counts.get("41")
        by_subject = SUBJECT_FUNCTIONS.get(self.subject, MessageFunction.OTHER)
        message, header = self.message, self.header
        return Push(
            format=MessageFormat.PAXLST,
            version=message.version,
            function=FUNCTIONS.get((self.subject, self.action), by_subject),
            sender=header.sender,
            recipient=header.recipient,
            interchange_reference=header.reference,
            message_reference=message.reference,
            access_reference=message.access_reference,
            part=message.part,
            is_last_part=message.is_last_part,
            prepared_at=header.prepared_at,
            legs=tuple(self.legs),
            travellers=tuple(self.travellers),
            reporting_party=self.reporting_party,
            declared_travellers=declared[0] if declared else None,
            dropped=dict(message.minimiser.dropped),
            defects=bounded(message.defects),
            list_subject=self.subject,
            list_action=self.action,
            transaction_reference=self.transaction_reference,
            reporting_contacts=tuple(self.reporting_contacts),
        )

    def _check_counts(self) -> None:
        """Compare CNT with the persons read; in a list sent in parts it counts all parts, so it says nothing of one."""
        if not self.message.is_alone:
            return
        crew = sum(traveller.is_crew for traveller in self.travellers)
        for qualifier, counted, who in (
            ("42", len(self.travellers) - crew, "passengers"),
            ("41", crew, "crew members"),
        ):
            declared, offset = self.counts.get(qualifier, (counted, 0))
            if declared != counted:
                self._report(
                    offset,
                    "cnt-count",
                    say(
                        "CNT counts {declared} {who}; the list has {counted}",
                        declared=declared,
                        who=who,
                        counted=counted,
                    ),
                )


_READERS: dict[str, Callable[[_ListReader, Values, Place], None]] = {
    "BGM": _ListReader._begin,
    "TDT": _ListReader._itinerary,
    "NAD": _ListReader._party,
    "COM": _ListReader._contact,
    "LOC": _ListReader._place_of,
    "DTM": _ListReader._time,
    "ATT": _ListReader._sex,
    "NAT": _ListReader._nationality,
    "RFF": _ListReader._reference_of,
    "MEA": _ListReader._measure,
    "FTX": _ListReader._text,
    "GEI": _ListReader._capture,
    "DOC": _ListReader._document_of,
    "CNT": _ListReader._count,
}
"""Tag -> what reads it."""
