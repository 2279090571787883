"""Special service requests of a booking: each goes to its traveller, in the structured part that is kept.

Source: AIRIMP, special service requests; PNRGOV implementation guide, SSR; Directive (EU) 2016/681, Annex I.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from tournai.travel.bookings import Booking, Person, TicketDraft, new_person, plain_name
from tournai.travel.edifact import Segment
from tournai.travel.elements import Values, component, element, state_of
from tournai.travel.field_layouts import FIELD_LAYOUTS
from tournai.travel.minimise import OUT_OF_LAYOUT, SERVICE_NOT_KEPT, Minimiser, read_contact
from tournai.travel.person_names import name_key
from tournai.travel.records import Bag, Contact, FrequentFlyer, Place, Seat, TravelDocument
from tournai.travel.travel_dates import birth_date, expiry_date
from tournai.values import DocumentKind, Sex


class ServiceRequest(msgspec.Struct, frozen=True, gc=False):
    """One SSR of a code that is kept, and where in the booking it stood."""

    code: str
    values: Values
    place: Place
    person: Person | None = None
    leg: int | None = None

    def split(self) -> "ServiceRequest":
        """Return the request itself: its elements are apart."""
        return self

    @property
    def text(self) -> str:
        """The request's text: unreleased colons inside it are put back."""
        header = self.values[1]
        length = len(header)
        return header[8].strip() if length == 9 else ":".join(header[8:]).strip() if length > 9 else ""

    @property
    def reference(self) -> str:
        """The traveller's reference, as the first data element gives it."""
        return component(self.values[2], 2) if len(self.values) > 2 else ""


class WaitingRequest(msgspec.Struct, frozen=True, gc=False):
    """One SSR as it stands in a message; split when its turn comes, for split it takes fifty times the memory."""

    code: str
    segment: Segment
    person: Person | None = None
    leg: int | None = None

    def split(self) -> ServiceRequest:
        """Return the request, its elements apart."""
        segment = self.segment
        return ServiceRequest(self.code, segment.values(), segment.place, self.person, self.leg)


KINDS = {
    "P": DocumentKind.PASSPORT, "PP": DocumentKind.PASSPORT, "PD": DocumentKind.PASSPORT, "PO": DocumentKind.PASSPORT,
    "PS": DocumentKind.PASSPORT, "PM": DocumentKind.PASSPORT, "PT": DocumentKind.PASSPORT,
    "I": DocumentKind.IDENTITY_CARD, "ID": DocumentKind.IDENTITY_CARD, "NI": DocumentKind.IDENTITY_CARD,
    "IP": DocumentKind.IDENTITY_CARD, "V": DocumentKind.VISA, "A": DocumentKind.RESIDENCE_PERMIT,
    "C": DocumentKind.RESIDENCE_PERMIT, "R": DocumentKind.RESIDENCE_PERMIT, "AC": DocumentKind.CREW,
    "": DocumentKind.UNKNOWN,
}  # fmt: skip
"""Document code of DOCS, DOCO and PAXLST DOC -> what it is; any other code is another document."""

SEXES = {
    "M": Sex.MALE, "F": Sex.FEMALE, "MI": Sex.MALE, "FI": Sex.FEMALE, "X": Sex.UNSPECIFIED, "XI": Sex.UNSPECIFIED,
}  # fmt: skip

_UNKNOWN, _OTHER = Sex.UNKNOWN, DocumentKind.OTHER
_MOST_DOCS_FIELDS = 11
_DOCS_FIELDS = [""] * _MOST_DOCS_FIELDS
_INFANT_SEXES = {"MI", "FI", "XI", "UI"}
_ORDER = {"INFT": 0, "UMNR": 1, "DOCS": 1, "LANG": 3}
"""Infants first, so that their documents find them; a language last, for it is kept for a known minor alone."""
_NAME_SUFFIX = re.compile(r"-[0-9][^\W\d_][^/]*(?:/[^/]*)?$")
_TICKET = re.compile(r"(INF)?([0-9]{10,15})(?:C[0-9]{1,2})?")
_WORDED_TICKET = re.compile(r"TKT NBR ([0-9]{10,15})\b")
_FREQUENT_FLYER = re.compile(r"/?([A-Z0-9]{2}) ?([0-9]{6,16})(?:[-/. ].*)?", re.DOTALL)
_IDENTIFICATION = re.compile(r"/?(PP|NI|ID) ?([A-Z0-9]{5,15})(?:[-/. ].*)?", re.DOTALL)
_BAGGAGE = re.compile(r"(?:TTL)?([0-9]{1,3})(KG|LB|K)(?:([0-9]{1,2})(?:PC|P))?|([0-9]{1,2})(?:PC|P)")
_AGE = re.compile(r"\b(?:UM|AGE) ?(0?[1-9]|1[0-7])(?:YRS?)?\b")
_LANGUAGE = re.compile(r"/?([A-Z]{2,3})")
_CHILD = re.compile(r"/?([0-9]{2}[A-Z]{3}[0-9]{2,4})(?:[-/. ].*)?", re.DOTALL)


def settle_requests(
    booking: Booking, requests: Sequence[ServiceRequest | WaitingRequest], reference: date | None
) -> None:
    """Give every request to its traveller; ``reference`` is the day against which two-digit years are read."""
    for request in sorted(requests, key=_rank):
        _READERS[request.code](booking, request.split(), reference)


def _rank(request: ServiceRequest | WaitingRequest) -> int:
    return _ORDER.get(request.code, 2)


def _holder(booking: Booking, request: ServiceRequest) -> Person | None:
    """Return the traveller that a request is for: by reference, else by place, else the only one."""
    if reference := request.reference:
        named = booking.by_reference(reference)
        if named is not None:
            return named
    return request.person or booking.only_person()


def _passport(booking: Booking, request: ServiceRequest, reference: date | None) -> None:
    document = read_docs(request.text, request.place, booking.minimiser, reference)
    holder = _infant(booking, request, document) if document.is_infants else _adult(booking, request, document)
    if document.is_infants:
        _tie(holder, _holder(booking, request))
    _add_document(booking, holder, document)


def _tie(infant: Person, adult: Person | None) -> None:
    """Note whom a request ties an infant to: the traveller under whom it stands."""
    if adult is not None and not adult.is_infant and infant.is_infant and infant.accompanied_by is None:
        infant.accompanied_by = adult
        adult.is_with_infant = True


def tie_infants(booking: Booking) -> None:
    """Tie each infant that no request ties to anybody to a traveller of whom TIF says that an infant comes along.

    It is the one whom the infant's name follows, else the only one; else nobody, for a guess would make a family.
    """
    alone = [person for person in _infants(booking) if person.accompanied_by is None]
    if not alone:
        return
    free = [person for person in booking.people[:MOST_IN_BOOKING] if person.is_with_infant and not person.is_infant]
    for before, infant in pairwise([None, *booking.people[:MOST_IN_BOOKING]]):
        if infant is not None and infant.is_infant and infant.accompanied_by is None:
            follows = before if before is not None and any(before is one for one in free) else None
            infant.accompanied_by = follows or (free[0] if len(free) == 1 else None)


def read_docs(text: str, place: Place, minimiser: Minimiser, reference: date | None) -> TravelDocument:
    """Return the document of a DOCS text: ``/P/GBR/123456789/GBR/12JUL64/M/23AUG19/SMITH/JOHN``, any field empty."""
    if text[:1] != "/":
        text = "/" + text
    if "-" in text:
        text = _NAME_SUFFIX.sub("", text)
    fields = [field.strip() for field in text.split("/")] if " " in text else text.split("/")
    if len(fields) < _MOST_DOCS_FIELDS:
        fields += _DOCS_FIELDS[len(fields) :]
    elif len(fields) > _MOST_DOCS_FIELDS:
        if any(field not in ("", "H") for field in fields[_MOST_DOCS_FIELDS:]):
            minimiser.drop("SSR DOCS trailing text")
        del fields[_MOST_DOCS_FIELDS:]
    _, kind, state, number, national, born, sex, expires, surname, given, second = fields
    type_code = minimiser.keep("document type", kind)
    surname, given, _ = plain_name(surname, given, minimiser)
    if second:
        given = f"{given} {plain_name('', second, minimiser)[1]}".strip()
    birth = birth_date(born, reference) if born else None
    if born and birth is None:
        minimiser.drop("SSR DOCS unreadable date")
    # By position, in the order of the record: by name it takes three times as long.
    return TravelDocument(
        KINDS.get(type_code, _OTHER),
        type_code,
        minimiser.keep("document number", number),
        state_of(state),
        state_of(national),
        birth,
        SEXES.get(sex, _UNKNOWN),
        expiry_date(expires, reference) if expires else None,
        None,  # date_of_issue
        surname,
        given,
        "",  # place_of_birth
        "",  # place_of_issue
        sex in _INFANT_SEXES,
        "DOCS",
        place,
    )


def _adult(booking: Booking, request: ServiceRequest, document: TravelDocument) -> Person:
    holder = _holder(booking, request)
    if holder is not None:
        surname, given = document.surname, document.given
        # Mostly written as in TIF, often with a second name: then no spelling need be compared.
        if surname == holder.surname and given.startswith(holder.given):
            return holder
        if not surname or holder.is_named(name_key(surname), name_key(given)):
            return holder
    # The name decides only where it fits another traveller; a married name must not part a person from a document.
    named = booking.all_named(document.surname, document.given) if document.surname else []
    if len(named) == 1 or (named and holder is None):
        # Of namesakes that nothing tells apart: who has this document already, else who has none yet.
        having = [person for person in named if _has_number(person, document.number)]
        return next(iter(having), None) or next((person for person in named if not person.documents), named[0])
    return holder or _add_named_only(booking, document)


def _has_number(person: Person, number: str) -> bool:
    return any(held.number == number for held in person.documents[:MOST_COMPARED])


def _infant(booking: Booking, request: ServiceRequest, document: TravelDocument) -> Person:
    """Return the infant that a document under an adult is for: by name, birth date, the adult's own, else a new one."""
    holder = _holder(booking, request)
    named = booking.by_name(document.surname, document.given) if document.surname else None
    if named and named.is_infant:
        return named
    born = [infant for infant in _infants(booking) if infant.date_of_birth == document.date_of_birth is not None]
    if len(born) == 1:
        return born[0]
    return _infant_of(booking, holder) or _add_named_only(booking, document)


def _infants(booking: Booking) -> list[Person]:
    return [person for person in booking.people[:MOST_IN_BOOKING] if person.is_infant]


def _infant_of(booking: Booking, adult: Person | None) -> Person | None:
    """Return an adult's infant: himself, the booking's only one, the one named right after him, else ``None``."""
    if adult is not None and adult.is_infant:
        return adult
    infants = _infants(booking)
    if len(infants) == 1:
        return infants[0]
    for person, following in pairwise(booking.people[:MOST_IN_BOOKING]):
        if person is adult and following.is_infant:
            return following
    return None


MOST_COMPARED = 20
"""Documents of one traveller that are compared; more are no person's, and time must stay linear."""
MOST_IN_BOOKING = 500
"""Among how many travellers an infant without a name is looked for; the largest group bookings hold fewer."""


def _add_named_only(booking: Booking, document: TravelDocument) -> Person:
    assert document.place is not None  # noqa: S101  # `read_docs` gives every document its place
    booking.report(
        document.place, "traveller-not-named", "a document names a person who is no traveller of the booking"
    )
    type_code = "IN" if document.is_infants else ""
    return booking.add_person(
        new_person(document.surname, document.given, document.place, booking.minimiser, type_code=type_code)
    )


def _add_document(booking: Booking, holder: Person, document: TravelDocument) -> None:
    same = (document.source_code, document.type_code, document.number, document.surname, document.given)
    if booking.is_new("document", holder, same, document.issuing_state, document.date_of_expiry):
        holder.documents.append(document)


def _other_document(booking: Booking, request: ServiceRequest, reference: date | None) -> None:
    """DOCO: ``/place of birth/type/number/place of issue/date/country/I``; places and redress numbers are not kept."""
    holder = _holder(booking, request)
    text = request.text if request.text.startswith("/") else f"/{request.text}"
    fields = [field.strip() for field in text.split("/")]
    fields += [""] * (8 - len(fields))
    minimiser = booking.minimiser
    if holder is None or fields[2] != "V":
        minimiser.drop("SSR DOCO")
        return
    if fields[1] or fields[4]:
        minimiser.drop("SSR DOCO places")
    if fields[7] == "I":
        holder = _infant_of(booking, holder) or holder
    document = TravelDocument(
        kind=DocumentKind.VISA,
        type_code="V",
        number=minimiser.keep("document number", fields[3]),
        issuing_state=state_of(fields[6]),
        date_of_issue=expiry_date(fields[5], reference) if fields[5] else None,
        source_code="DOCO",
        place=request.place,
    )
    _add_document(booking, holder, document)


def _address(booking: Booking, request: ServiceRequest, _reference: date | None) -> None:
    """DOCA: ``/R/country/street/city/state/zip``: home or address of stay are kept, a birth address is not."""
    holder = _holder(booking, request)
    fields = [field.strip() for field in request.text.split("/")]
    if holder is None or len(fields) < 3 or fields[1] not in ("R", "D"):
        booking.minimiser.drop("SSR DOCA")
        return
    parts = [booking.minimiser.keep("address part", field) for field in (*fields[3:7], fields[2])]
    text = ", ".join(filter(None, parts))
    if text and booking.is_new("contact", holder, text):
        holder.contacts.append(Contact("address", text, request.place))


def _infant_named(booking: Booking, request: ServiceRequest, reference: date | None) -> None:
    """INFT: ``SURNAME/GIVEN/10AUG11``: gives the infant's birth date, and the infant where no TIF did."""
    fields = [field.strip() for field in _NAME_SUFFIX.sub("", request.text).strip("/").split("/")]
    surname, given = fields[0], component(fields, 1)
    birth = birth_date(component(fields, 2), reference) if component(fields, 2) else None
    if not surname or (not given and birth is None):
        booking.minimiser.drop("SSR INFT without a name")
        return
    infant = booking.by_name(surname, given)
    if infant is None or not infant.is_infant:
        infant = _infant_of(booking, _holder(booking, request))
    if infant is None:
        infant = booking.add_person(new_person(surname, given, request.place, booking.minimiser, type_code="IN"))
    _tie(infant, _holder(booking, request))
    if infant.date_of_birth is None:
        infant.date_of_birth, infant.birth_place = birth, request.place if birth else None


def _child(booking: Booking, request: ServiceRequest, reference: date | None) -> None:
    holder = _holder(booking, request)
    match = _CHILD.fullmatch(request.text)
    birth = birth_date(match[1], reference) if match else None
    if holder is None or birth is None:
        booking.minimiser.drop("SSR CHLD without a date")
    elif holder.date_of_birth is None:
        holder.date_of_birth, holder.birth_place = birth, request.place


def _ticket(booking: Booking, request: ServiceRequest, _reference: date | None) -> None:
    match = _TICKET.fullmatch(request.text)
    worded = None if match else _WORDED_TICKET.match(request.text)
    number = match[2] if match else worded[1] if worded else ""
    if worded or not number:
        booking.minimiser.drop("SSR TKNE text")
    holder = _holder(booking, request)
    if match and match[1]:
        holder = _infant_of(booking, holder)
    if holder is None or not number:
        return
    # A ticket in words names no traveller, so it counts only where no TKT has its number.
    if booking.is_new("ticket", holder, number) and (match or number not in booking.ticket_numbers):
        booking.ticket_numbers.add(number)
        holder.tickets.append(TicketDraft(number, request.place))


def _seats(booking: Booking, request: ServiceRequest, _reference: date | None) -> None:
    header = element(request.values, 1)
    if request.text:
        booking.minimiser.drop(f"SSR {request.code} text")
    leg = request.leg
    if leg is None:
        leg = booking.leg_between(component(header, 6), component(header, 7))
    out_of_layout = 0
    is_seat = FIELD_LAYOUTS["seat"]
    for parts in request.values[2:]:
        seat = parts[0].strip()
        if not seat or seat == "XXX":
            continue
        if is_seat(seat):
            _add_seat(booking, request, leg, seat.lstrip("0"), component(parts, 2))
        else:
            out_of_layout += 1  # counted at once: a body may hold millions
    if out_of_layout:
        booking.minimiser.drop(OUT_OF_LAYOUT["seat"], out_of_layout)


def _add_seat(booking: Booking, request: ServiceRequest, leg: int | None, seat: str, reference: str) -> None:
    named = booking.by_reference(reference) if reference else None
    holder = named or request.person or booking.only_person()
    if holder is None:
        booking.minimiser.drop(f"SSR {request.code} of no traveller")
    else:
        holder.seats.append(Seat(seat, leg, place=request.place))


def _loyalty(booking: Booking, request: ServiceRequest, _reference: date | None) -> None:
    holder = _holder(booking, request)
    match = _FREQUENT_FLYER.fullmatch(request.text)
    if holder is None or match is None:
        booking.minimiser.drop("SSR FQTV out of layout")
    elif all((known.carrier, known.number) != (match[1], match[2]) for known in holder.frequent_flyer[:20]):
        holder.frequent_flyer.append(FrequentFlyer(match[1], match[2], place=request.place))


def _contact(booking: Booking, request: ServiceRequest, _reference: date | None) -> None:
    found = read_contact(f"{request.code} {request.text}")
    if found is None:
        booking.minimiser.drop(f"SSR {request.code} out of layout")
        return
    holder = _holder(booking, request)
    if booking.is_new("contact", holder, found[1]):
        contacts = holder.contacts if holder else booking.contacts
        contacts.append(Contact(*found, request.place))


def _identification(booking: Booking, request: ServiceRequest, _reference: date | None) -> None:
    """FOID: a passport or identity card number; a card, a licence or a frequent-flyer number is no document data."""
    holder = _holder(booking, request)
    match = _IDENTIFICATION.fullmatch(request.text)
    number = booking.minimiser.keep("document number", match[2]) if match else ""
    if holder is None or match is None or not number:
        booking.minimiser.drop("SSR FOID")
        return
    kind = KINDS[match[1]]
    _add_document(booking, holder, TravelDocument(kind, match[1], number, source_code="FOID", place=request.place))


def _excess_baggage(booking: Booking, request: ServiceRequest, _reference: date | None) -> None:
    match = _BAGGAGE.fullmatch(request.text.strip("/ "))
    if match is None:
        booking.minimiser.drop("SSR XBAG out of layout")
        return
    holder = _holder(booking, request)
    count = match[3] or match[4]
    unit = {"KG": "KG", "K": "KG", "LB": "LB"}.get(match[2] or "", "")
    bag = Bag(count=int(count) if count else None, weight=match[1] or "", weight_unit=unit, place=request.place)
    (holder.bags if holder else booking.prepaid_bags).append(bag)


def _minor(booking: Booking, request: ServiceRequest, _reference: date | None) -> None:
    """UMNR: that the traveller is an unaccompanied minor, and the age; never the text, which names third parties."""
    holder = _holder(booking, request)
    if holder is None:
        booking.minimiser.drop("SSR UMNR of no traveller")
        return
    if request.text:
        booking.minimiser.drop("SSR UMNR text")
    if booking.is_new("minor", holder):
        holder.minor_remarks.append("unaccompanied minor")
    age = _AGE.search(request.text[:200])
    if age and booking.is_new("age", holder):
        holder.minor_remarks.append(f"age {int(age[1])}")


def _language(booking: Booking, request: ServiceRequest, _reference: date | None) -> None:
    """LANG: kept as a code, and only for an unaccompanied minor; of anyone else it can reveal origin."""
    holder = _holder(booking, request)
    match = _LANGUAGE.fullmatch(request.text)
    if holder is None or match is None or not holder.minor_remarks:
        booking.minimiser.drop(SERVICE_NOT_KEPT)
    elif booking.is_new("language", holder):
        holder.minor_remarks.append(f"language {match[1]}")


_READERS: dict[str, Callable[[Booking, ServiceRequest, date | None], None]] = {
    "DOCS": _passport, "DOCO": _other_document, "DOCA": _address, "FOID": _identification, "INFT": _infant_named,
    "CHLD": _child, "TKNE": _ticket, "SEAT": _seats, "NSST": _seats, "NSSA": _seats, "NSSW": _seats, "NSSB": _seats,
    "RQST": _seats, "FQTV": _loyalty, "CTCE": _contact, "CTCM": _contact, "CTCP": _contact, "CTCH": _contact,
    "CTCB": _contact, "XBAG": _excess_baggage, "UMNR": _minor, "LANG": _language,
}  # fmt: skip
"""Code -> what reads it; the codes are those that `special_services` keeps."""
