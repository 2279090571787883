"""What ties travellers to one another: a booking, a contact, a payment, an agency, a document, a bag, a journey.

A link's value is normalised, so that two carriers' spellings of one telephone number are one; what is shown is as the
carrier sent it, with a card number masked as it is kept.

Source: Directive (EU) 2016/681, Annex I, points 1, 5, 6, 7, 8, 9, 16 and 18; IATA AIRIMP: in service information ``//``
stands for ``@``, ``..`` for ``_`` and ``./`` for ``-``.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum

import msgspec

from tournai.travel.records import Contact, Payment, Pnr, Traveller
from tournai.values import document_number

SHORTEST_PHONE = 6
"""Digits: fewer are an extension, and tie strangers to one another."""
SEPARATOR = "\x1f"


class LinkKind(Enum):
    """What two travellers can have in common; the value is the kind's name in the blind index."""

    BOOKING = "booking"
    SPLIT = "split booking"
    DOCUMENT = "document number"
    PHONE = "phone"
    EMAIL = "e-mail"
    ADDRESS = "address"
    ACCOUNT = "payment account"
    FLYER = "frequent flyer"
    BAG = "bag tag"
    JOURNEY = "journey"
    AGENCY = "agency and day"


OF_A_PERSON = frozenset({LinkKind.DOCUMENT, LinkKind.FLYER, LinkKind.BAG})
"""What belongs to one traveller. The rest belongs to a booking, and to all who travel in it."""
WEAK = frozenset({LinkKind.JOURNEY, LinkKind.AGENCY})
"""What strangers have in common as well: it leads to a traveller, and not on from one."""
_CONTACTS = {"phone": LinkKind.PHONE, "e-mail": LinkKind.EMAIL, "address": LinkKind.ADDRESS}
_SERVICE_SIGNS = (("//", "@"), ("..", "_"), ("./", "-"))


class Link(msgspec.Struct, frozen=True, order=True):
    """One thing that ties travellers: its kind's name, its value as compared, and as shown."""

    kind: str
    value: str
    shown: str = ""


def links_of(traveller: Traveller, booking: Pnr | None) -> tuple[Link, ...]:
    """Return what ties a traveller to others, each once; ``booking`` is ``None`` for a person of a passenger list."""
    found = [*_own(traveller), *(_bookings(booking) if booking else ())]
    return tuple({(link.kind, link.value): link for link in found if link.value}.values())


def _own(traveller: Traveller) -> Iterator[Link]:
    for document in traveller.documents:
        yield Link(LinkKind.DOCUMENT.value, str(document_number(document.number)), document.number)
    for flyer in traveller.frequent_flyer:
        number = _signs(flyer.number)
        if number:
            yield Link(LinkKind.FLYER.value, f"{flyer.carrier}{SEPARATOR}{number}", f"{flyer.carrier} {flyer.number}")
    for bag in traveller.bags:
        for tag in bag.tags:
            yield Link(LinkKind.BAG.value, _signs(tag), tag)
    yield from _contacts(traveller.contacts)
    for ticket in traveller.tickets:
        yield from _accounts(ticket.payments)


def _bookings(booking: Pnr) -> Iterator[Link]:
    for locator in booking.locators:
        yield Link(LinkKind.BOOKING.value, f"{locator.carrier}:{locator.locator}", locator.locator)
    parents = [*booking.split_from, *(one for split in booking.splits for one in split.locators)]
    for locator in {(one.carrier, one.locator): one for one in [*parents, *booking.locators]}.values():
        # A booking stands under its own locator too, so that its parts find it and one another.
        yield Link(LinkKind.SPLIT.value, f"{locator.carrier}:{locator.locator}", locator.locator)
    yield from _contacts(booking.contacts)
    for traveller in booking.travellers:
        for ticket in traveller.tickets:
            yield from _accounts(ticket.payments)
    yield from _journey(booking)
    yield from _agency(booking)


def _contacts(contacts: tuple[Contact, ...]) -> Iterator[Link]:
    for contact in contacts:
        kind = _CONTACTS.get(contact.kind)
        if kind is not None:
            yield Link(kind.value, contact_value(contact.kind, contact.text), contact.text)


def contact_value(kind: str, text: str) -> str:
    """Return a contact as it is compared, ``""`` where it is too short to tell anyone.

    >>> contact_value("phone", "+32 2 555.01.23"), contact_value("phone", "0032 2 5550123")
    ('3225550123', '3225550123')
    >>> contact_value("e-mail", "A..B//Example.org")
    'A_B@EXAMPLE.ORG'
    """
    if kind == "phone":
        digits = "".join(char for char in text if char.isdigit())
        digits = digits.removeprefix("00")
        return digits if len(digits) >= SHORTEST_PHONE else ""
    if kind == "e-mail":
        plain = text.upper().strip()
        for written, meant in _SERVICE_SIGNS:
            plain = plain.replace(written, meant)
        return plain if "@" in plain else ""
    return _signs(text)


def _accounts(payments: tuple[Payment, ...]) -> Iterator[Link]:
    for payment in payments:
        if payment.account:
            # First six and last four are shared by many cards: vendor and expiry tell most of them apart.
            value = SEPARATOR.join((payment.vendor, payment.account, payment.expiry))
            yield Link(LinkKind.ACCOUNT.value, value, f"{payment.vendor} {payment.account}".strip())


def _journey(booking: Pnr) -> Iterator[Link]:
    legs = [(leg.carrier, leg.number.lstrip("0"), leg.departure_airport, leg.arrival_airport, _day_of(booking, number))
            for number, leg in enumerate(booking.legs)]  # fmt: skip
    if len(legs) > 1:
        shown = " · ".join(f"{carrier} {number}" for carrier, number, *_ in legs)
        yield Link(LinkKind.JOURNEY.value, SEPARATOR.join(sorted("/".join(leg) for leg in legs)), shown)


def _day_of(booking: Pnr, number: int) -> str:
    leg = booking.legs[number]
    return str(leg.departure_date or (leg.departure.date() if leg.departure else ""))


def _agency(booking: Pnr) -> Iterator[Link]:
    agency, day = booking.agency, _created_on(booking)
    name = (agency.agency_number or agency.office) if agency else ""
    if agency and name and day:
        yield Link(LinkKind.AGENCY.value, f"{name}{SEPARATOR}{agency.office}{SEPARATOR}{day}", f"{name} · {day}")


def _created_on(booking: Pnr) -> date | None:
    return min((one.created.date() for one in booking.locators if one.created), default=None)


def _signs(text: str) -> str:
    return "".join(char for char in text.upper() if char.isalnum())
