"""Special services of a booking in XML, as the requests that EDIFACT makes of them: one reading for both.

``DOC_SSR`` has the fields of DOCS, DOCO and DOCA as attributes; they are put into the order that AIRIMP writes.

Source: IATA PNRGOV XML implementation guide 13.1 and 14.1; AIRIMP; what public producers write.
"""

from collections.abc import Iterator

from tournai.travel.bookings import Booking, Person
from tournai.travel.field_layouts import FIELD_LAYOUTS
from tournai.travel.records import Contact
from tournai.travel.service_requests import ServiceRequest
from tournai.travel.xml.nodes import Node
from tournai.travel.xml.times import document_date

_SEAT_CODES = {"SEAT", "NSST", "NSSA", "NSSW", "NSSB", "RQST"}
_GENDERS = {"MALE": "M", "FEMALE": "F", "UNSPECIFIED": "X"}

_TYPE = ("traveldoctype", "doctype", "documenttype")
_NUMBER = ("traveldocnbr", "traveldocnumber", "docnumber", "docnbr", "documentnumber")


def read_services(node: Node, booking: Booking, person: Person | None, leg: int | None) -> Iterator[ServiceRequest]:
    """Yield the requests of an SSR, one for each traveller that it refers to; none where its code is not kept."""
    code = node.get("ssrcode", "code")
    if not booking.minimiser.keeps_service(code):
        return
    text = node.text_of("text", "freetext") or node.text
    seats: list[str] = []
    if code in _SEAT_CODES:
        seats, text = _seats(node, text)
    header = [code, "", "", "", "", "", node.get("boardpoint"), node.get("offpoint"), text]
    for reference in node.get("rph").split()[:99] or [""]:
        holders = [[seat, "", reference] for seat in seats] or [["", "", reference]]
        yield ServiceRequest(code, [["SSR"], header, *holders], node.place, person, leg)


def _seats(node: Node, text: str) -> tuple[list[str], str]:
    """Return the seats that a request names, and the text that is left."""
    words = text.replace(",", " ").replace("/", " ").split()
    named = [child.text for child in node.all("seatnumber", "seat") if child.text]
    seats = [word for word in words if FIELD_LAYOUTS["seat"](word)]
    return named + seats, "" if len(seats) == len(words) else text


def read_documents(node: Node, booking: Booking, person: Person | None, leg: int | None) -> Iterator[ServiceRequest]:
    """Yield the requests of a ``DOC_SSR``; an address (DOCA) goes to its traveller at once."""
    code = node.get("ssrcode", "code")
    if not booking.minimiser.keeps_service(code):
        return
    reference = node.get("rph").split()[:1]
    holder = person or (booking.by_reference(reference[0]) if reference else booking.only_person())
    found = False
    for child in node.all("docs", "doco", "doca"):
        found = True
        if child.name == "doca":
            _address(child, booking, holder)
        else:
            text = _docs_text(child) if child.name == "docs" else _doco_text(child)
            header = [child.name.upper(), "", "", "", "", "", "", "", text]
            yield ServiceRequest(header[0], [["SSR"], header, ["", "", *reference]], child.place, person, leg)
    if not found:
        yield from read_services(node, booking, person, leg)


def _docs_text(node: Node) -> str:
    gender = node.get("gender", "sex").upper()
    gender = _GENDERS.get(gender, gender)
    is_infants = is_true(node.get("infantind")) and not gender.endswith("I")
    fields = (
        node.get(*_TYPE),
        node.get("issuingloc", "issuingcountry", "issuingstate"),
        node.get(*_NUMBER),
        node.get("paxnationality", "nationality"),
        document_date(node.get("dateofbirth", "birthdate")),
        (gender or "U") + "I" if is_infants else gender,
        document_date(node.get("expirydate", "expirationdate", "dateofexpiry")),
        node.get("surname"),
        node.get("firstgivenname", "givenname"),
        node.get("secondgivenname", "middlename"),
    )
    return _joined(fields).rstrip("/") or "/"


def _doco_text(node: Node) -> str:
    fields = (
        node.get("birthlocation"),
        node.get(*_TYPE),
        node.get(*_NUMBER),
        node.get("placeofissue"),
        document_date(node.get("dateofissue")),
        node.get("countrystate", "country"),
        "I" if is_true(node.get("infantind")) else "",
    )
    return _joined(fields)


def _joined(fields: tuple[str, ...]) -> str:
    return "".join("/" + field.replace("/", " ") for field in fields)


def _address(node: Node, booking: Booking, holder: Person | None) -> None:
    """DOCA: home or address of stay are kept, a birth address is not."""
    if holder is None or node.get("addresstype").upper() not in ("R", "D"):
        booking.minimiser.drop("SSR DOCA")
        return
    parts = (
        node.get("address", "addressline", "streetaddress"),
        node.get("cityname", "city"),
        node.get("stateprovcounty", "stateprov", "state"),
        node.get("postalcode", "zip"),
        node.get("country", "countryname"),
    )
    text = joined_address(booking, parts)
    if text and booking.is_new("contact", holder, text):
        holder.contacts.append(Contact("address", text, node.place))


def joined_address(booking: Booking, parts: tuple[str, ...]) -> str:
    """Return an address in one line, out of the parts that have an address's layout."""
    kept = [booking.minimiser.keep("address part", part) for part in parts]
    return ", ".join(filter(None, kept))


def is_true(text: str) -> bool:
    """Whether an indicator says yes, as XML Schema or a person would write it."""
    return text.lower() in ("true", "1", "y", "yes")
