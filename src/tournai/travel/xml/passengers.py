"""A traveller of a booking in XML: name, contacts, loyalty, bags, tickets, fares, documents.

Source: IATA PNRGOV XML implementation guide 13.1 and 14.1; public producers; Directive (EU) 2016/681, Annex I.
"""

import re
from collections.abc import Iterator

import msgspec

from tournai.travel.bookings import Booking, Person, TicketDraft, new_person
from tournai.travel.elements import consecutive_tags, state_of
from tournai.travel.minimise import Minimiser, mask_account, read_contact
from tournai.travel.person_names import split_title
from tournai.travel.records import Bag, Contact, Fare, FrequentFlyer, Payment, Pricing, Tax
from tournai.travel.service_requests import ServiceRequest
from tournai.travel.xml.nodes import Node
from tournai.travel.xml.services import is_true, joined_address, read_documents, read_services
from tournai.travel.xml.times import instant

BAGS = ("excessbaggage", "checkedbag", "checkedbaggage", "baginfo", "baggageinfo", "baggage", "bag")
NAMES = {"givenname", "middlename", "surnameprefix", "surname", "nametitle", "nameprefix"}
OSI = ("osi", "othserviceinfo", "otherserviceinformation")

_WEIGHT_UNITS = {"K": "KG", "KG": "KG", "KGM": "KG", "700": "KG", "L": "LB", "LB": "LB", "LBR": "LB", "701": "LB"}
_USES = {"ORI": "1", "ORIGINAL": "1", "OLD": "2", "NEW": "3"}
"""PaymentUse -> FOP's indicator: the original, the old or the new ticket's."""
_CONTACT_KIND = re.compile(r"^[A-Z](?=\+)")
"""A letter before a number or address in some producers' contacts: ``M+32...``, ``E+A@B``."""
_MONTH = re.compile(r"(?:20)?([0-9]{2})-([0-9]{2})(?:-[0-9]{2})?|([0-9]{2})/(?:20)?([0-9]{2})", re.ASCII)


def read_passenger(node: Node, booking: Booking) -> tuple[Person, list[ServiceRequest]]:
    """Add a traveller to the booking; return it, and the requests that wait for the booking's end."""
    person = _named(node, booking)
    requests: list[ServiceRequest] = []
    for child in node.children:
        if child.name == "ssr":
            requests += read_services(child, booking, person, None)
        elif child.name == "docssr":
            requests += read_documents(child, booking, person, None)
        elif child.name in BAGS:
            person.bags += read_bag(child, booking.minimiser, None, is_prepaid=True)
        elif child.name in OSI:
            read_other_service(child, booking, person)
        elif child.name in _READERS:
            _READERS[child.name](child, booking, person)
        elif child.name not in NAMES:
            booking.minimiser.drop("unknown element")
    return person, requests


def _named(node: Node, booking: Booking) -> Person:
    keep = booking.minimiser.keep
    surname = " ".join(filter(None, (node.text_of("surnameprefix"), node.text_of("surname") or node.get("surname"))))
    given = node.text_of("givenname") or node.get("givenname")
    given = " ".join(filter(None, (given, node.text_of("middlename"))))
    fare = node.first("fareinfo")
    kinds = (node.get("passengertypecode", "ptccode", "ptc"), fare.get("ptccode") if fare else "")
    person = new_person(
        surname,
        given,
        node.place,
        booking.minimiser,
        type_code=next(filter(None, (keep("person type", kind) for kind in kinds if kind)), ""),
        reference=keep("traveller reference", node.get("rph")),
    )
    title = node.text_of("nametitle", "nameprefix").upper()
    if title and split_title(f"A {title}")[1]:
        person.title = title
    elif title:
        booking.minimiser.drop("title out of layout")
    person.unique_reference = keep("unique reference", node.get("surnamerefnumber"))
    person.is_with_infant = is_true(node.get("accompaniedbyinfantind"))
    return booking.add_person(person)


def _contacts(node: Node, booking: Booking, person: Person) -> None:
    # An address or a name beside a traveller's number is that of somebody else: whom to call, who fetches a child.
    if any(child.text for child in node.children):
        booking.minimiser.drop("contact with a name or address")
        return
    person.contacts += read_contacts(node, booking.minimiser)


def read_contacts(node: Node, minimiser: Minimiser) -> list[Contact]:
    """Return the phone number and mail address of a ContactInfo."""
    found = []
    for value in (node.get("phonenumber", "phone"), node.get("emailaddress", "email")):
        plain = _CONTACT_KIND.sub("", value, count=1)
        kind = "e-mail" if "@" in plain else "phone"
        text = minimiser.keep(kind, plain.removeprefix("+") if kind == "e-mail" else plain)
        if text:
            found.append(Contact(kind, text, node.place))
    return found


def read_address(node: Node, booking: Booking) -> list[Contact]:
    """Return the address of a booking's ContactInfo; a name in it is dropped."""
    minimiser = booking.minimiser
    lines: list[str] = []
    for part in (node, *node.all("address")):
        for name in ("streetnmbr", "addressline", "cityname", "stateprov", "county", "postalcode", "countryname"):
            lines += [child.text for child in part.all(name) if child.text]
    known = {"streetnmbr", "addressline", "cityname", "stateprov", "county", "postalcode", "countryname", "address"}
    others = sum(child.name not in known for child in node.children)
    if others:
        minimiser.drop("contact name or text", others)
    text = joined_address(booking, tuple(lines[:20]))
    return [Contact("address", text, node.place)] if text else []


def read_other_service(node: Node, booking: Booking, person: Person | None) -> None:
    """Keep the traveller's own contact of other service information; drop anything else of it."""
    text = node.text_of("text", "freetext") or node.text
    found = read_contact(text) if text else None
    if found is None:
        booking.minimiser.drop("other service information")
    elif booking.is_new("contact", person, found[1]):
        (person.contacts if person else booking.contacts).append(Contact(*found, node.place))


def _loyalty(node: Node, booking: Booking, person: Person) -> None:
    keep = booking.minimiser.keep
    number = keep("frequent-flyer number", node.get("membershipid"))
    if number:
        level = keep("frequent-flyer level", node.get("loyallevel", "loyaltylevel"))
        carrier = keep("carrier", node.get("programid", "vendorcode"))
        person.frequent_flyer.append(FrequentFlyer(carrier, number, level, node.place))


def read_bag(node: Node, minimiser: Minimiser, leg: int | None, *, is_prepaid: bool) -> Iterator[Bag]:
    """Yield the bag or bags of one element: their tags, number, weight and destination; none where it names none."""
    keep = minimiser.keep
    quantity, unit = node.get("unitofmeasurequantity"), _WEIGHT_UNITS.get(node.get("unitofmeasurecode").upper(), "")
    count = keep("count", node.get("numberofpieces", "numberofbags", "bagcount") or ("" if unit else quantity))
    tags: list[str] = []
    entries = 0
    for tag in (node, *node.all("bagtag")):
        first = keep("bag tag", tag.get("serialnumber", "bagtagnbr", "tagnumber"))
        run = (
            consecutive_tags(keep("carrier", tag.get("issuercode")) + first, tag.get("sequencecount")) if first else []
        )
        entries += bool(run)
        tags += minimiser.write_out(run) if run else []
    weight = keep("weight", quantity) if unit else ""
    if not (tags or count or weight):
        return
    pool = node.get("baggagepool")
    yield Bag(
        tags=tuple(tags),
        tag_entries=entries,
        count=int(count) if count else None,
        weight=weight,
        weight_unit=unit if weight else "",
        leg=leg,
        destination=keep("airport", node.get("bagdestination")),
        place=node.place,
        is_prepaid=is_prepaid,
        pool=pool if pool in ("HP", "MP") else "",
    )


def _ticket(node: Node, booking: Booking, person: Person) -> None:
    keep = booking.minimiser.keep
    number = keep("ticket number", node.get("ticketdocumentnbr", "ticketnumber").replace("-", "").replace(" ", ""))
    ticket = TicketDraft(number, node.place)
    ticket.type_code = keep("qualifier", node.get("type"))
    issued = instant(node.get("dateofissue"))
    ticket.issued_on = issued.date() if issued else None
    for child in node.children:
        if child.name in _AMOUNTS:
            _amount(child, ticket, booking.minimiser)
        elif child.name == "taxes":
            ticket.taxes += [tax for part in child.all("tax") for tax in _tax(part, booking.minimiser)]
        elif child.name == "pricinginfo":
            ticket.pricing = _pricing(child, booking.minimiser)
        elif child.name == "paymentinfo":
            ticket.payments += _payment(child, booking.minimiser)
        else:
            booking.minimiser.drop("unknown element")
    # A ticketless booking has an empty number; its payments are kept all the same.
    person.tickets.append(ticket)
    if number:
        booking.ticket_numbers.add(number)
        booking.is_new("ticket", person, number)


_AMOUNTS = {"totalfare": "T", "basefare": "B", "equivfare": "E"}
"""Element -> MON's qualifier: the ticket's total, the base fare, the fare in the currency of sale."""


def _amount(node: Node, ticket: TicketDraft, minimiser: Minimiser) -> None:
    amount = minimiser.keep("amount", node.get("amount"))
    if amount:
        ticket.amounts.append((_AMOUNTS[node.name], amount, minimiser.keep("currency", node.get("currencycode"))))


def _tax(node: Node, minimiser: Minimiser) -> Iterator[Tax]:
    amount = minimiser.keep("amount", node.get("amount"))
    if amount:
        state = state_of(node.get("isocountry", "isocountrycode", "countrycode")) or ""
        currency = minimiser.keep("currency", node.get("currencycode"))
        yield Tax(amount, state, currency, minimiser.keep("tax type", node.get("taxtype", "taxcode")), place=node.place)


def _pricing(node: Node, minimiser: Minimiser) -> Pricing:
    moment = (
        node.get("time") if "-" in node.get("time") else " ".join(filter(None, (node.get("date"), node.get("time"))))
    )
    place = minimiser.keep("airport", node.get("locationcode"))
    return Pricing(
        indicators=("NR",) if is_true(node.get("nonrefundableind")) else (),
        ticket_before=instant(moment),
        carrier=minimiser.keep("carrier", node.get("airlinecode")),
        places=(place,) if place else (),
        place=node.place,
    )


def _payment(node: Node, minimiser: Minimiser) -> Iterator[Payment]:
    keep = minimiser.keep
    form = keep("form of payment", node.get("paymenttype"))
    account = keep("card account", node.get("accountnbr", "accountnumber").replace(" ", ""))
    others = bool(node.get("cardholdername")) + len(node.children)
    if others:
        minimiser.drop("payer", others)
    if not form and not account:
        return
    expiry = node.get("expirydate")
    month = _MONTH.fullmatch(expiry)
    if month:
        expiry = month[2] + month[1] if month[1] else month[3] + month[4]
    yield Payment(
        form=form,
        amount=keep("amount", node.get("paymentamount")),
        vendor=keep("vendor", node.get("vendorcode")),
        account=mask_account(account) if account else "",
        expiry=keep("card expiry", expiry),
        place=node.place,
        indicator=_USES.get(node.get("paymentuse").upper(), ""),
    )


def _fare(node: Node, booking: Booking, person: Person) -> None:
    """FareInfo: codes alone; its passenger type is also the traveller's where he has none of his own."""
    keep = booking.minimiser.keep
    fare = Fare(
        passenger_type=keep("person type", node.get("ptccode")),
        percentage=keep("percentage", node.get("discountpercent", "discountrpercent")),
        type_code=keep("qualifier", node.get("discountedfaretype")),
        fare_basis=keep("fare basis", node.get("farebasis")),
    )
    if fare != Fare():
        person.fares.append(msgspec.structs.replace(fare, place=node.place))


_READERS = {"contactinfo": _contacts, "custloyalty": _loyalty, "ticketdocument": _ticket, "fareinfo": _fare}
