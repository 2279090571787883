"""Passenger lists, written: what `read_paxlst` makes of them is the list that was given, its places aside.

Source: UN/EDIFACT directories D.02B to D.16B, message PAXLST, groups 1 to 5; WCO/IATA/ICAO PAXLST implementation guide
6.0 (2016), section 6; ISO 9735-1:2002, section 8 (service segments).
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TypeVar

from tournai.travel.elements import consecutive_tags
from tournai.travel.paxlst.codes import CONTACTS, LISTS, NAMELESS, PERSONS, PORTS, WEIGHT_UNITS
from tournai.travel.paxlst.variants import STANDARD, Variant
from tournai.travel.records import Bag, Leg, ListAction, ListSubject, Push, TravelDocument, Traveller
from tournai.travel.service_strings import DEFAULT, Separators
from tournai.travel.travel_dates import birth_date, expiry_date, list_time
from tournai.travel.write import Element, Unwritable, close_message, write_interchange, write_segments
from tournai.values import PartialDate, Sex
from tournai.values.wordings import say

Segment = tuple[Element, ...]
Key = TypeVar("Key")
Value = TypeVar("Value")

_CODES = {meaning: code for code, meaning in reversed(LISTS.items())}
_QUALIFIERS = {who: qualifier for qualifier, who in reversed(PERSONS.items())}
_CONTACT_CODES = {kind: code for code, kind in CONTACTS.items()}
_UNIT_CODES = {unit: code for code, unit in WEIGHT_UNITS.items()}
_COUNT_CODES = {ListSubject.CREW: "41", ListSubject.MASTER_CREW: "41"}


def write_paxlst(
    push: Push, variant: Variant = STANDARD, separators: Separators = DEFAULT, *, has_advice: bool = True
) -> bytes:
    """Return an interchange of one PAXLST message, UNA first where ``has_advice``.

    Its function follows the list's subject and action; UNH's status of transfer the push's part; CNT what the push
    declares, else what it holds. The version and references are the push's own (`flight_reference` makes one).

    Raises:
        Unwritable: The push has no time of preparation, no leg, a person without a surname where one is needed, or a
            date, action or bag for which PAXLST has no place.
    """
    segments = list_segments(push, variant)
    return write_interchange(segments, separators) if has_advice else write_segments(segments, separators)


def list_segments(push: Push, variant: Variant = STANDARD) -> tuple[Segment, ...]:
    """Return the segments of `write_paxlst`, UNB first and UNZ last; raises as that does."""
    if push.prepared_at is None:
        raise Unwritable("UNB needs the time of preparation")
    prepared = (f"{push.prepared_at:%y%m%d}", f"{push.prepared_at:%H%M}")
    parties = (_party(push.sender), _party(push.recipient))
    number, _, release = push.version.partition(".")
    message = close_message(_message(push, variant))
    header: Segment = ("UNB", ("UNOA", "4"), *parties, prepared, push.interchange_reference, "", variant.application)
    trailer: Segment = ("UNZ", "1", push.interchange_reference)
    if not variant.has_group:
        return (header, *message, trailer)
    group: Segment = ("UNG", "PAXLST", *parties, prepared, "1", "UN", (number, release))
    return (header, group, *message, ("UNE", "1", "1"), trailer)


def _party(name: str) -> Element:
    return (name, "ZZ") if name else ""


def _message(push: Push, variant: Variant) -> Iterator[Segment]:
    number, _, release = push.version.partition(".")
    kind = ("PAXLST", number, release, "UN", variant.association)
    yield _trimmed("UNH", push.message_reference, kind, push.access_reference, _part(push))
    yield _trimmed("BGM", *_function(push, variant))
    if push.transaction_reference:
        yield ("RFF", ("TN", push.transaction_reference))
    if push.reporting_party or push.reporting_contacts:
        yield ("NAD", "MS", "", "", push.reporting_party)
    for contact in push.reporting_contacts:
        yield ("COM", (contact.text, _known(_CONTACT_CODES, contact.kind, "a way to reach the carrier")))
    if not push.legs and push.list_subject is not ListSubject.MASTER_CREW:
        raise Unwritable("a list names its flight: the push has no leg")
    for leg in push.legs:
        yield from _stage(leg)
    for traveller in push.travellers:
        yield from person_segments(push, traveller, variant)
    yield from _counts(push)


def _trimmed(tag: str, *elements: Element) -> Segment:
    """Return a segment without the empty elements at its end."""
    kept = list(elements)
    while kept and not kept[-1]:
        kept.pop()
    return (tag, *kept)


def _part(push: Push) -> Element:
    if push.part is None:
        return ""
    if push.is_last_part:
        return (f"{push.part:02}", "F")
    return (f"{push.part:02}", "C") if push.part == 1 else f"{push.part:02}"


def _function(push: Push, variant: Variant) -> tuple[Element, Element]:
    meaning = (push.list_subject or ListSubject.PASSENGERS, push.list_action or ListAction.REPORT)
    name, function = _known(_CODES, meaning, "a list of this subject and action")
    return name, variant.functions.get(meaning[1], function)


def _stage(leg: Leg) -> Iterator[Segment]:
    number = f"{leg.carrier}{leg.number}{leg.operational_suffix}"
    before, after = ("125", "87") if leg.crosses_border else ("92", "92")
    yield _trimmed("TDT", "34" if leg.is_overflight else "20", number, "", "", leg.carrier)
    yield ("LOC", before, leg.departure_airport)
    if leg.departure:
        yield ("DTM", ("189", _flight_time(leg.departure), "201"))
    yield ("LOC", after, leg.arrival_airport)
    if leg.arrival:
        yield ("DTM", ("232", _flight_time(leg.arrival), "201"))


def _flight_time(instant: datetime) -> str:
    text = f"{instant:%y%m%d%H%M}"
    if list_time(text) != instant:
        raise Unwritable("a flight's time is a local minute of this century")
    return text


def person_segments(push: Push, traveller: Traveller, variant: Variant = STANDARD) -> Iterator[Segment]:
    """Yield the group of one person of a list, NAD first; raises as `write_paxlst` does."""
    yield _name(push, traveller, variant)
    if traveller.surname:
        yield ("ATT", "2", "", "U" if traveller.sex is Sex.UNKNOWN else traveller.sex.value)
    if traveller.date_of_birth:
        yield ("DTM", ("329", *_birth(push, traveller.date_of_birth)))
    yield from _measures(traveller)
    if traveller.capture_verified is not None:
        yield ("GEI", "4", "173" if traveller.capture_verified else "174")
    for bag in traveller.bags:
        yield from _tags(bag)
    for qualifier, field in PORTS.items():
        if port := getattr(traveller, field):
            yield ("LOC", qualifier, port)
    for state in traveller.nationalities:
        yield ("NAT", "2", state)
    yield from _references(traveller)
    for document in traveller.documents:
        yield from _document(push, document, variant)


def _name(push: Push, traveller: Traveller, variant: Variant) -> Segment:
    if not traveller.surname:
        if push.list_action not in NAMELESS:
            raise Unwritable("a person of the list has no surname")
        return ("NAD", "ZZZ", "", "", "")
    first, _, others = traveller.given.partition(" ")
    names = (traveller.given,) if variant.joins_given_names else (first, others)
    qualifier = _QUALIFIERS[traveller.is_crew, traveller.is_transit]
    return ("NAD", qualifier, "", "", (traveller.surname, *filter(None, names)))


def _birth(push: Push, born: PartialDate) -> tuple[str, ...]:
    day, days = born.earliest, (born.before - born.earliest).days
    month_and_day = f"{day:%m%d}" if days == 1 else f"{day:%m}00" if days < 32 else "0000"
    reference = push.prepared_at.date() if push.prepared_at else None
    for text in ((f"{day:%y}{month_and_day}",), (f"{day.year:04}{month_and_day}", "102")):
        if birth_date(text[0], reference) == born:
            return text
    raise Unwritable("a birth date is a day, a month or a year")


def _expiry(push: Push, day: date) -> tuple[str, ...]:
    reference = push.prepared_at.date() if push.prepared_at else None
    short = f"{day:%y%m%d}"
    return (short,) if expiry_date(short, reference) == day else (f"{day.year:04}{day:%m%d}", "102")


def _measures(traveller: Traveller) -> Iterator[Segment]:
    totals = [bag for bag in traveller.bags if not bag.tags]
    if len(totals) > 1 or (totals and traveller.bags[0].tags):
        raise Unwritable("a list gives one number and weight of bags a person, before the tags")
    for bag in totals:
        if bag.count is not None:
            yield ("MEA", "CT", "", ("", str(bag.count)))
        if bag.weight:
            yield ("MEA", "WT", "", (_UNIT_CODES.get(bag.weight_unit, ""), bag.weight))


def _tags(bag: Bag) -> Iterator[Segment]:
    if not bag.tags:
        return
    count = str(len(bag.tags))
    if list(bag.tags) != consecutive_tags(bag.tags[0], count):
        raise Unwritable("the tags of a bag entry follow one another, 99 at most")
    yield ("FTX", "BAG", "", "", (bag.tags[0], count) if len(bag.tags) > 1 else bag.tags[0])


def _references(traveller: Traveller) -> Iterator[Segment]:
    for locator in traveller.record_locators:
        yield ("RFF", ("AVF", locator))
    if traveller.unique_reference:
        yield ("RFF", ("ABO", traveller.unique_reference))
    for seat in traveller.seats:
        yield ("RFF", ("SEA", seat.seat))
    for ticket in traveller.tickets:
        yield ("RFF", ("YZY", ticket.number))


def _document(push: Push, document: TravelDocument, variant: Variant) -> Iterator[Segment]:
    types = variant.document_types
    is_named = document.type_code and (types is None or document.type_code in types)
    yield ("DOC", (document.type_code, *variant.agency) if is_named else "", document.number)
    if document.date_of_expiry:
        yield ("DTM", ("36", *_expiry(push, document.date_of_expiry)))
    if document.issuing_state:
        yield ("LOC", "91", document.issuing_state)


def _counts(push: Push) -> Iterator[Segment]:
    crew = sum(traveller.is_crew for traveller in push.travellers)
    passengers = len(push.travellers) - crew
    main = _COUNT_CODES.get(push.list_subject or ListSubject.OTHER, "42")
    declared = push.declared_travellers
    counted = crew if main == "41" else passengers
    yield ("CNT", (main, str(counted if declared is None else declared)))
    if main == "42" and crew:
        yield ("CNT", ("41", str(crew)))


def _known(table: Mapping[Key, Value], key: Key, what: str) -> Value:
    if key not in table:
        raise Unwritable(say("PAXLST has no code for {what}", what=what))
    return table[key]
