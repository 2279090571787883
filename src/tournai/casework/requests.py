"""Reasoned requests for travel data: by a competent authority, or by another passenger information unit.

Source: Directive (EU) 2016/681, Art. 6(2)(b) and 9(2): case by case, duly reasoned, on one or more data elements. Rules
PNR-01, PNR-14, PNR-22. Disclosure of stored data also needs an approval (`tournai.casework.approvals`, rule PNR-15).
"""

from datetime import date, datetime, timedelta

import msgspec

from tournai.casework.offences import OffenceGround, check_offence
from tournai.errors import Refused
from tournai.values.instants import utc
from tournai.values.partial_dates import PartialDate
from tournai.values.persons import DocumentNumber, StateCode
from tournai.values.purposes import LegalBasis, Purpose
from tournai.values.roles import Actor
from tournai.values.wordings import say

MAXIMUM_ELEMENTS = 20
"""Elements of one request: more is no longer case by case. The law gives no figure; this is the node's own."""
MAXIMUM_NECESSITY = 4000
LONGEST = timedelta(days=90)
"""How long a request stays open at most: the node's own choice."""
KEPT_WITHOUT_GROUND = timedelta(days=184)
"""Six months, at their longest."""
SHORTEST_LOCATOR = 5
WIDEST_BIRTH = timedelta(days=366)
"""A name is asked with a birth date that is known at least to the year; else it names too many."""


class ByRecordLocator(msgspec.Struct, frozen=True, gc=False, tag="record locator"):
    """A booking."""

    locator: str


class ByDocument(msgspec.Struct, frozen=True, gc=False, tag="document number"):
    """A travel document."""

    number: DocumentNumber
    issuing_state: StateCode | None = None


class ByPerson(msgspec.Struct, frozen=True, gc=False, tag="name and birth date"):
    """A person by full name and birth date."""

    surname: str
    given: str
    birth: PartialDate


class ByFlight(msgspec.Struct, frozen=True, gc=False, tag="flight"):
    """One flight on one date."""

    carrier: str
    number: str
    departure_date: date


class ByAlert(msgspec.Struct, frozen=True, gc=False, tag="alert"):
    """Whom one alert is about: the stored past is compared with it, and with nothing else (Art. 6(2)(b))."""

    source: str
    reference: str


Element = ByRecordLocator | ByDocument | ByPerson | ByFlight | ByAlert
"""What a request may ask by: a closed list."""


class ReasonedRequest(msgspec.Struct, frozen=True):
    """One request, as registered. ``number`` is the asking authority's own; ``authority`` its code in the register."""

    number: str
    authority: str
    purpose: Purpose
    offence: OffenceGround
    legal_basis: LegalBasis
    elements: tuple[Element, ...]
    necessity: str
    opened_by: Actor
    opened_at: datetime
    expires_at: datetime
    closed_at: datetime | None = None
    travel_from: date | None = None
    """The first and the last day of travel that it asks about; ``None``: see `period_of`."""
    travel_until: date | None = None
    is_urgent: bool = False
    """It cannot wait for the court: usable at once, reviewed shortly after (C-817/19)."""
    copied_to: str = ""
    """The unit of the asking authority's own State that got a copy (Art. 9(3))."""


def period_of(request: ReasonedRequest) -> tuple[date, date]:
    """Return the first and last day of departure that a request asks about.

    Where it names none: from as long ago as travel data is kept without a ground (C-817/19) to the day it ends.
    """
    first = request.travel_from or request.opened_at.date() - KEPT_WITHOUT_GROUND
    return first, request.travel_until or request.expires_at.date()


def check_request(request: ReasonedRequest) -> None:
    """Return when a request may be registered.

    Raises:
        Refused: Another purpose or basis, an offence that does not permit it (PNR-01); no authority or no person
            (PNR-14); no reasons, no element, too many, or one that names too many people (PNR-22).
        Malformed: An instant is not in UTC.
    """
    _check_origin(request)
    if request.legal_basis is not LegalBasis.REASONED_REQUEST:
        raise Refused("a request rests on Art. 6(2)(b)", rule="PNR-01")
    check_offence(request.offence, request.purpose)
    if not request.necessity.strip() or len(request.necessity) > MAXIMUM_NECESSITY:
        raise Refused(
            say(
                "say why it is necessary, in at most {most} characters",
                most=MAXIMUM_NECESSITY,
            ),
            rule="PNR-22",
        )
    if not 1 <= len(request.elements) <= MAXIMUM_ELEMENTS:
        raise Refused(
            say("a request asks by 1 to {most} elements: no bulk request", most=MAXIMUM_ELEMENTS),
            rule="PNR-22",
        )
    for element in request.elements:
        _check_element(element)
    if len(request.elements) > 1 and any(isinstance(element, ByAlert) for element in request.elements):
        raise Refused("the stored past is compared with one alert under a request of its own", rule="PNR-22")
    first, last = period_of(request)
    if last < first:
        raise Refused("the period of travel ends before it begins", rule="PNR-22")
    if not utc(request.opened_at) < utc(request.expires_at) <= request.opened_at + LONGEST:
        raise Refused(say("a request ends within {longest} days", longest=LONGEST.days), rule="PNR-22")


def check_authority(request: ReasonedRequest, register: frozenset[str]) -> None:
    """Return when the asking authority is in the register of competent authorities.

    Raises:
        Refused: It is not. Rule PNR-14 (Art. 7(1) to 7(3)).
    """
    if request.authority not in register:
        raise Refused("this authority is not in the register of competent authorities", rule="PNR-14")


def is_open(request: ReasonedRequest, now: datetime) -> bool:
    """Whether the request may be worked on now: opened, not closed, not expired."""
    return request.closed_at is None and request.opened_at <= utc(now) < request.expires_at


def close(request: ReasonedRequest, now: datetime) -> ReasonedRequest:
    """Return the request closed.

    Raises:
        Refused: It is closed already, or not yet open. Rule PNR-22.
    """
    if request.closed_at is not None or utc(now) < request.opened_at:
        raise Refused("only a request that was opened and not closed can be closed", rule="PNR-22")
    return msgspec.structs.replace(request, closed_at=now)


def _check_origin(request: ReasonedRequest) -> None:
    if not request.number.strip() or not request.authority.strip():
        raise Refused("a request names the authority and its number", rule="PNR-14")
    if not request.opened_by.role.is_human or not request.opened_by.identifier.strip():
        raise Refused("a person registers a request", rule="PNR-14")


def _check_element(element: Element) -> None:
    match element:
        case ByRecordLocator(locator):
            is_specific = len(locator) >= SHORTEST_LOCATOR and locator.isalnum()
        case ByDocument(number):
            is_specific = len(number) >= SHORTEST_LOCATOR and number.isalnum()
        case ByPerson(surname, given, birth):
            is_specific = bool(surname.strip() and given.strip()) and birth.before - birth.earliest <= WIDEST_BIRTH
        case ByFlight(carrier, number):
            is_specific = bool(carrier.strip() and number.strip())
        case ByAlert(source, reference):
            is_specific = bool(source.strip() and reference.strip())
    if not is_specific:
        raise Refused(
            say("the element '{tag}' is not specific enough", tag=element.__struct_config__.tag), rule="PNR-22"
        )
