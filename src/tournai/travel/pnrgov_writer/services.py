"""Special service requests: what a traveller is known by, is reached at, sits on and carries, in AIRIMP's texts.

Each stands under its traveller, and names the reference where one traveller alone has it.

Source: AIRIMP, special service requests (DOCS, DOCO, DOCA, FOID, INFT, CHLD, UMNR, LANG, CTCE, CTCM, XBAG, SEAT).
"""

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from tournai.travel.pnrgov_writer.flights import is_asked_at_the_flight
from tournai.travel.pnrgov_writer.formats import (
    INFANT_SEX_CODES,
    SEX_CODES,
    Segment,
    address_parts,
    mail_text,
    worded_birth,
    worded_day,
)
from tournai.travel.records import Contact, Pnr, Seat, TravelDocument, Traveller

_STREET_PARTS = 4
"""DOCA: street, city, state, postcode."""
_MINOR_AGE, _MINOR_LANGUAGE = "age ", "language "


class _Subject(msgspec.Struct, frozen=True):
    """A traveller of a booking, and how the booking's requests name him."""

    pnr: Pnr
    traveller: Traveller
    reference: date | None
    """The day against which two-digit years are read."""

    @property
    def carrier(self) -> str:
        return self.pnr.legs[0].carrier if self.pnr.legs else "YY"

    @property
    def named(self) -> tuple[tuple[str, ...], ...]:
        """The data element that names the traveller, where one alone has the reference."""
        is_named = is_asked_at_the_flight(self.pnr, self.traveller)
        return (("", "", self.traveller.reference),) if is_named else ()

    def request(self, code: str, text: str) -> Segment:
        """Return the request of that code and text."""
        return ("SSR", (code, "HK", "1", self.carrier, "", "", "", "", text), *self.named)


def traveller_services(pnr: Pnr, number: int, reference: date | None) -> Iterator[Segment]:
    """Yield the requests of one traveller (group 2), and those that name an infant who travels with him."""
    subject = _Subject(pnr, pnr.travellers[number], reference)
    for infant in pnr.travellers:
        if infant.accompanied_by == number:
            yield _infant_named(subject, infant)
    yield from _birth(subject)
    yield from _minor(subject)
    for document in subject.traveller.documents:
        yield _DOCUMENTS.get(document.source_code, _passport)(subject, document)
    for contact in subject.traveller.contacts:
        yield _contact(subject, contact)
    yield from _bags(subject)
    yield from _seats(subject)


def _infant_named(adult: _Subject, infant: Traveller) -> Segment:
    born = worded_birth(infant.date_of_birth, adult.reference)
    return adult.request("INFT", "/".join(filter(None, (infant.surname, infant.given, born))))


def _birth(subject: _Subject) -> Iterator[Segment]:
    """Yield the birth date where no document has it, and no INFT."""
    traveller = subject.traveller
    is_told = any(document.date_of_birth == traveller.date_of_birth for document in traveller.documents)
    if traveller.date_of_birth and not is_told and traveller.accompanied_by is None:
        yield subject.request("CHLD", worded_birth(traveller.date_of_birth, subject.reference))


def _minor(subject: _Subject) -> Iterator[Segment]:
    remarks = subject.traveller.minor_remarks
    if not remarks:
        return
    ages = [remark.removeprefix(_MINOR_AGE) for remark in remarks if remark.startswith(_MINOR_AGE)]
    yield subject.request("UMNR", f"UM{ages[0].zfill(2)}" if ages else "")
    for remark in remarks:
        if remark.startswith(_MINOR_LANGUAGE):
            yield subject.request("LANG", remark.removeprefix(_MINOR_LANGUAGE))


def _passport(subject: _Subject, document: TravelDocument) -> Segment:
    codes = INFANT_SEX_CODES if document.is_infants else SEX_CODES
    fields = (
        "", document.type_code, document.issuing_state or "", document.number, document.nationality or "",
        worded_birth(document.date_of_birth, subject.reference), codes[document.sex],
        worded_day(document.date_of_expiry, subject.reference), document.surname, document.given,
    )  # fmt: skip
    return subject.request("DOCS", "/".join(fields))


def _visa(subject: _Subject, document: TravelDocument) -> Segment:
    issued = worded_day(document.date_of_issue, subject.reference)
    fields = ("", "", document.type_code, document.number, "", issued, document.issuing_state or "")
    return subject.request("DOCO", "/".join(fields))


def _identification(subject: _Subject, document: TravelDocument) -> Segment:
    return subject.request("FOID", document.type_code + document.number)


_DOCUMENTS: dict[str, Callable[[_Subject, TravelDocument], Segment]] = {"DOCO": _visa, "FOID": _identification}


def _contact(subject: _Subject, contact: Contact) -> Segment:
    if contact.kind == "address":
        parts = address_parts(contact.text, _STREET_PARTS)
        return subject.request("DOCA", "/".join(("", "R", "", *parts)))
    is_mail = contact.kind == "e-mail"
    text = mail_text(contact.text) if is_mail else contact.text
    return subject.request("CTCE" if is_mail else "CTCM", text)


def _bags(subject: _Subject) -> Iterator[Segment]:
    """Yield the baggage paid ahead of which the message told the weight alone; EBD has the rest."""
    for bag in subject.traveller.bags:
        if bag.is_prepaid and bag.count is None and bag.weight:
            yield subject.request("XBAG", f"{bag.weight}{bag.weight_unit}")


def _seats(subject: _Subject) -> Iterator[Segment]:
    for seat in subject.traveller.seats:
        if not seat.is_assigned and (seat.leg is None or not subject.named):
            yield _seat(subject, seat)


def _seat(subject: _Subject, seat: Seat) -> Segment:
    leg = subject.pnr.legs[seat.leg] if seat.leg is not None else None
    between = (leg.departure_airport, leg.arrival_airport) if leg else ("", "")
    header = ("SEAT", "HK", "1", subject.carrier, "", "", *between)
    return ("SSR", header, (seat.seat, "", *(subject.named[0][2:] if subject.named else ("",))))
