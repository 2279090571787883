"""The elements of travel data that an officer may find necessary for a recipient: Annex I, point by point.

Source: Directive (EU) 2016/681, Annex I and Art. 6(6): case by case, the data of the identified person alone.
Rule PNR-11.
"""

from collections.abc import Iterable
from enum import Enum

from tournai.errors import Incomplete, Malformed, Refused
from tournai.values.purposes import Purpose

RULE = "PNR-11"


class Element(Enum):
    """A point of Annex I, in its order."""

    RECORD_LOCATOR = "record locator"
    RESERVATION = "dates of reservation and issue"
    TRAVEL_DATES = "dates of travel"
    NAME = "name"
    CONTACT = "address and contact"
    PAYMENT = "payment"
    ITINERARY = "itinerary"
    FREQUENT_FLYER = "frequent flyer"
    AGENCY = "travel agency"
    STATUS = "travel status"
    SPLIT = "split or divided booking"
    REMARKS = "remarks on an unaccompanied minor"
    TICKET = "ticket"
    SEAT = "seat"
    CODE_SHARE = "code share"
    BAGGAGE = "baggage"
    OTHERS = "number and names of other travellers"
    API = "advance passenger information"
    CHANGES = "changes of the booking"

    @property
    def point(self) -> int:
        """The point of Annex I."""
        return _POINTS[self]


_POINTS = {element: point for point, element in enumerate(Element, 1)}

OF_OTHERS = frozenset({Element.OTHERS})
"""What is about other people: it is in no dissemination (Art. 6(6))."""

_TO_FIND_THE_PERSON = (
    Element.RECORD_LOCATOR,
    Element.TRAVEL_DATES,
    Element.NAME,
    Element.ITINERARY,
    Element.API,
)
DEFAULTS: dict[Purpose, frozenset[Element]] = {
    Purpose.TERRORISM: frozenset({*_TO_FIND_THE_PERSON, Element.STATUS, Element.SEAT, Element.BAGGAGE}),
    Purpose.SERIOUS_CRIME: frozenset({*_TO_FIND_THE_PERSON, Element.BAGGAGE}),
}
"""Purpose -> what is ticked at first: what it takes to find the person at the airport. The officer decides."""


def read_elements(names: Iterable[str]) -> tuple[Element, ...]:
    """Return the elements that an officer ticked, in the order of the Annex.

    Raises:
        Malformed: There is no such element.
        Incomplete: None is ticked. Rule PNR-11.
        Refused: One is about other people. Rule PNR-11.
    """
    try:
        chosen = {Element(name) for name in names}
    except ValueError as error:
        raise Malformed("there is no such element of Annex I", code="element") from error
    if not chosen:
        raise Incomplete("tick the elements that are necessary for this recipient", rule=RULE)
    if chosen & OF_OTHERS:
        raise Refused("data of other travellers is not sent: they are not the identified person", rule=RULE)
    return tuple(element for element in Element if element in chosen)
