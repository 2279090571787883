"""The facts of a traveller's record by the element of Annex I that each belongs to, those of other people left out.

Source: Directive (EU) 2016/681, Annex I and Art. 6(6); rule PNR-11.
"""

from collections.abc import Iterable, Iterator

from tournai.casework.annex import Element
from tournai.node.duties.facts import facts_of
from tournai.node.duties.sealed_records import Content, travellers_of
from tournai.node.duties.traveller_views import FactView

OF_BOOKING = 100
"""Contacts with a group from here on are the booking's, not a traveller's."""

SECTIONS: dict[str, Element] = {
    "identity": Element.API,
    "document": Element.API,
    "ticket": Element.TICKET,
    "payment": Element.PAYMENT,
    "seat": Element.SEAT,
    "baggage": Element.BAGGAGE,
    "frequent flyer": Element.FREQUENT_FLYER,
    "contact": Element.CONTACT,
    "itinerary": Element.ITINERARY,
    "history": Element.CHANGES,
}
"""A section of the record -> its element."""

LABELS: dict[tuple[str, str], Element] = {
    ("identity", "surname"): Element.NAME,
    ("identity", "given names"): Element.NAME,
    ("identity", "title"): Element.NAME,
    ("identity", "traveller type"): Element.NAME,
    ("identity", "unique reference"): Element.RECORD_LOCATOR,
    ("identity", "record locator"): Element.RECORD_LOCATOR,
    ("identity", "journey starts"): Element.ITINERARY,
    ("identity", "first port"): Element.ITINERARY,
    ("identity", "journey ends"): Element.ITINERARY,
    ("identity", "unaccompanied minor"): Element.REMARKS,
    ("ticket", "date of issue"): Element.RESERVATION,
    ("itinerary", "departure, local"): Element.TRAVEL_DATES,
    ("itinerary", "arrival, local"): Element.TRAVEL_DATES,
    ("itinerary", "operated as"): Element.CODE_SHARE,
    ("itinerary", "status"): Element.STATUS,
    ("booking", "record locator"): Element.RECORD_LOCATOR,
    ("booking", "carrier"): Element.RECORD_LOCATOR,
    ("booking", "created"): Element.RESERVATION,
    ("booking", "ticketed on"): Element.RESERVATION,
    ("booking", "last changed"): Element.CHANGES,
    ("booking", "group size"): Element.OTHERS,
    ("booking", "agency"): Element.AGENCY,
    ("booking", "office"): Element.AGENCY,
    ("booking", "place"): Element.AGENCY,
}
"""What belongs elsewhere than its section says."""


def facts_by_element(content: Content, ordinal: int) -> dict[Element, tuple[FactView, ...]]:
    """Return the facts of one traveller of a record, by element, in the order of the Annex.

    A booking's own contacts may be another traveller's: they are left out where it has several.
    """
    travellers = travellers_of(content)
    facts = _of_one(facts_of(travellers[ordinal], content), is_alone=len(travellers) == 1)
    found: dict[Element, list[FactView]] = {}
    for fact in facts:
        found.setdefault(_element(fact), []).append(fact)
    return {element: tuple(found[element]) for element in Element if element in found}


def _element(fact: FactView) -> Element:
    # What no table knows is sent to nobody.
    return LABELS.get((fact.section, fact.label)) or SECTIONS.get(fact.section, Element.OTHERS)


def _of_one(facts: Iterable[FactView], *, is_alone: bool) -> Iterator[FactView]:
    for fact in facts:
        is_shared = fact.section == "contact" and fact.group >= OF_BOOKING
        if is_alone or not is_shared:
            yield fact
