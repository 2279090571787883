"""PNRGOV XML out: a push as the bytes that a carrier would send.

What the schema has no public name for is not written: history, split and group data, status beyond the first code,
fare components. A push that came out of EDIFACT loses them here, and nothing else.

Source: IATA PNRGOV XML implementation guide 13.1 and 14.1; the spellings of public producers; `MessageFunction`,
``CheckedBag`` and ``NumberOfPieces`` are Tournai's own (docs/standards/pnrgov-xml.md).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from tournai.travel.records import (
    Agency,
    Bag,
    Contact,
    Fare,
    Leg,
    Locator,
    MessageFunction,
    Payment,
    Pnr,
    Pricing,
    Push,
    Ticket,
    TravelDocument,
    Traveller,
)
from tournai.values import PartialDate, Sex

NAMESPACE = "http://www.iata.org/IATA/2007/00"

_FUNCTION_CODES = {MessageFunction.FULL: "22", MessageFunction.UPDATE: "141"}
_GENDERS = {Sex.MALE: "M", Sex.FEMALE: "F", Sex.UNSPECIFIED: "X"}
_AMOUNTS = {"T": "TotalFare", "B": "BaseFare", "E": "EquivFare"}
_USES = {"1": "ORI", "2": "OLD", "3": "NEW"}
_ADDRESS = ("Address", "CityName", "StateProvCounty", "PostalCode", "Country")
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {
    ord(char): f"&#{ord(char)};" for char in "\t\n\r"
} | {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}  # fmt: skip


def write_pnrgov_xml(push: Push) -> bytes:
    """Return a push as an ``IATA_PNRGOV_NotifRQ`` in UTF-8; its counts are those of what is written."""
    ending = {True: "End", False: "InSeries", None: ""}[push.is_last_part]
    document = _element(
        "IATA_PNRGOV_NotifRQ",
        {
            "xmlns": NAMESPACE,
            "Version": push.version,
            "EchoToken": push.message_reference,
            "TimeStamp": _moment(push.prepared_at),
            "TransactionIdentifier": push.interchange_reference,
            "CorrelationID": push.access_reference,
            "SequenceNmbr": _number(push.part),
            "TransactionStatusCode": ending if push.part is not None else "",
            "MessageFunction": _FUNCTION_CODES.get(push.function, ""),
        },
        [
            _element("Originator", {"AirlineCode": push.sender, "AirlineContactInfo": _contact_text(push)}),
            *[_flight("FlightLeg", leg, []) for leg in push.legs],
            _element("PNRs", {"NumberOfPnrs": str(len(push.pnrs))}, [_pnr(pnr) for pnr in push.pnrs]),
        ],
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'.encode()


def _element(name: str, attributes: dict[str, str], content: Iterable[str] | str = ()) -> str:
    """Return an element; attributes without a value are left out. Content is elements, or one text."""
    written = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items() if value)
    inside = _escaped(content) if isinstance(content, str) else "".join(content)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def _escaped(text: str) -> str:
    return _NOT_ALLOWED.sub(" ", text).translate(_ESCAPES)


def _text(name: str, text: str) -> list[str]:
    return [_element(name, {}, text)] if text else []


def _moment(moment: datetime | None) -> str:
    return moment.isoformat().replace("+00:00", "Z") if moment else ""


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _contact_text(push: Push) -> str:
    return push.reporting_contacts[0].text if push.reporting_contacts else ""


def _pnr(pnr: Pnr) -> str:
    created = pnr.locators[0].created if pnr.locators else None
    return _element(
        "PNR",
        {
            "NumberOfPassengers": str(len(pnr.travellers)) if pnr.travellers else "",
            "PNR_TransDate": _moment(pnr.last_changed),
            "PNR_CreationDate": _moment(created),
            "LastTktDate": _moment(pnr.ticketed_on),
        },
        [
            *_locators(pnr.locators),
            *([_agency(pnr.agency)] if pnr.agency else []),
            *[_contact(contact) for contact in pnr.contacts],
            *[_bag("PrepaidBag", bag) for bag in pnr.prepaid_bags],
            *[_passenger(traveller, pnr) for traveller in pnr.travellers],
            *[_flight("Flight", leg, _check_ins(pnr, index)) for index, leg in enumerate(pnr.legs)],
        ],
    )


def _locators(locators: Iterable[Locator]) -> list[str]:
    return [
        _element("BookingRefID", {"ID": one.locator}, [_element("CompanyName", {"Code": one.carrier})])
        for one in locators
    ]


def _agency(agency: Agency) -> str:
    attributes = {
        "AgentSine": agency.sine,
        "PseudoCityCode": agency.office,
        "ISOCountry": agency.state,
        "AgentDutyCode": agency.type_code,
        "AirlineVendorID": agency.system,
        "AirportCode": agency.place_code,
    }
    requestor = [_element("RequestorID", {"ID": agency.agency_number})] if agency.agency_number else []
    return _element("POS", {}, [_element("Source", attributes, requestor)])


def _contact(contact: Contact) -> str:
    if contact.kind == "address":
        return _element("ContactInfo", {}, [_element("AddressLine", {}, part) for part in contact.text.split(", ")])
    name = "EmailAddress" if contact.kind == "e-mail" else "PhoneNumber"
    return _element("ContactInfo", {name: contact.text})


def _bag(name: str, bag: Bag) -> str:
    runs = _runs(list(bag.tags), bag.tag_entries)
    return _element(
        name,
        {
            "NumberOfPieces": _number(bag.count),
            "UnitOfMeasureQuantity": bag.weight,
            "UnitOfMeasureCode": bag.weight_unit,
            "BagDestination": bag.destination,
            "BaggagePool": bag.pool,
        },
        [_element("BagTag", {"SerialNumber": first, "SequenceCount": str(count)}) for first, count in runs],
    )


def _runs(tags: list[str], entries: int) -> list[tuple[str, int]]:
    """Return tags as runs of consecutive numbers (first, how many), in as many entries as the message had."""
    runs: list[list[str]] = []
    for tag in tags:
        if runs and tag == _next_tag(runs[-1][-1]) and len(runs[-1]) < 99:
            runs[-1].append(tag)
        else:
            runs.append([tag])
    while len(runs) < entries and (longest := max(runs, key=len)) and len(longest) > 1:
        place = runs.index(longest)
        runs[place : place + 1] = [longest[:1], longest[1:]]
    return [(run[0], len(run)) for run in runs]


def _next_tag(tag: str) -> str:
    prefix = tag.rstrip("0123456789")
    digits = tag[len(prefix) :]
    return prefix + str(int(digits) + 1).zfill(len(digits)) if digits else ""


def _passenger(traveller: Traveller, pnr: Pnr) -> str:
    return _element(
        "Passenger",
        {
            "RPH": traveller.reference,
            "SurnameRefNumber": traveller.unique_reference,
            "PassengerTypeCode": traveller.type_code,
            "AccompaniedByInfantInd": "true" if traveller.is_with_infant else "",
        },
        [
            *_text("GivenName", traveller.given),
            *_text("Surname", traveller.surname),
            *_text("NameTitle", traveller.title),
            *[_contact(contact) for contact in traveller.contacts if contact.kind != "address"],
            *[_loyalty(flyer.carrier, flyer.number, flyer.level) for flyer in traveller.frequent_flyer],
            *[_bag("ExcessBaggage", bag) for bag in traveller.bags if bag.leg is None],
            *[_fare(fare) for fare in traveller.fares],
            *_services(traveller, pnr),
            *[_ticket(ticket) for ticket in traveller.tickets],
            *[_document(document) for document in traveller.documents],
            *[_address(contact) for contact in traveller.contacts if contact.kind == "address"],
        ],
    )


def _loyalty(carrier: str, number: str, level: str) -> str:
    return _element("CustLoyalty", {"ProgramID": carrier, "MembershipID": number, "LoyalLevel": level})


def _fare(fare: Fare) -> str:
    return _element(
        "FareInfo",
        {
            "PTC_Code": fare.passenger_type,
            "DiscountedFareType": fare.type_code,
            "DiscountPercent": fare.percentage,
            "FareBasis": fare.fare_basis,
        },
    )


def _ssr(code: str, text: str, **attributes: str) -> str:
    return _element("SSR", {"SSRCode": code, "ServiceQuantity": "1", "Status": "HK", **attributes}, _text("Text", text))


def _services(traveller: Traveller, pnr: Pnr) -> Iterator[str]:
    born = next((document.date_of_birth for document in traveller.documents if document.date_of_birth), None)
    if traveller.date_of_birth and traveller.date_of_birth != born:
        yield _ssr("CHLD", f"{traveller.date_of_birth.earliest:%d%b%Y}".upper())
    for seat in traveller.seats:
        if not seat.is_assigned:
            leg = pnr.legs[seat.leg] if seat.leg is not None else None
            points = {"BoardPoint": leg.departure_airport, "OffPoint": leg.arrival_airport} if leg else {}
            yield _ssr("SEAT", seat.seat, **points)
    for remark in traveller.minor_remarks:
        if remark.startswith("language "):
            yield _ssr("LANG", remark.removeprefix("language "))
    if "unaccompanied minor" in traveller.minor_remarks:
        ages = [remark.removeprefix("age ") for remark in traveller.minor_remarks if remark.startswith("age ")]
        yield _ssr("UMNR", f"UM{ages[0]:0>2}" if ages else "")


def _ticket(ticket: Ticket) -> str:
    taxes = [
        _element("Tax", {"Amount": t.amount, "ISOCountry": t.state, "CurrencyCode": t.currency, "TaxType": t.type_code})
        for t in ticket.taxes
    ]
    issued = ticket.issued_on.isoformat() if ticket.issued_on else ""
    return _element(
        "TicketDocument",
        {"TicketDocumentNbr": ticket.number, "Type": ticket.type_code, "DateOfIssue": issued},
        [
            *[
                _element(_AMOUNTS[qualifier], {"Amount": amount, "CurrencyCode": currency})
                for qualifier, amount, currency in ticket.amounts
                if qualifier in _AMOUNTS
            ],
            *([_pricing(ticket.pricing)] if ticket.pricing else []),
            *([_element("Taxes", {}, taxes)] if taxes else []),
            *[_payment(payment) for payment in ticket.payments],
        ],
    )


def _pricing(pricing: Pricing) -> str:
    before = pricing.ticket_before
    return _element(
        "PricingInfo",
        {
            "Date": before.date().isoformat() if before else "",
            "Time": before.time().isoformat() if before else "",
            "AirlineCode": pricing.carrier,
            "LocationCode": pricing.places[0] if pricing.places else "",
            "NonRefundableInd": "true" if "NR" in pricing.indicators else "",
        },
    )


def _payment(payment: Payment) -> str:
    attributes = {
        "PaymentType": payment.form,
        "PaymentUse": _USES.get(payment.indicator, ""),
        "PaymentAmount": payment.amount,
        "VendorCode": payment.vendor,
        "AccountNbr": payment.account,
        "ExpiryDate": payment.expiry,
    }
    return _element("PaymentInfo", attributes)


def _document(document: TravelDocument) -> str:
    if document.source_code == "FOID":
        return _ssr("FOID", document.type_code + document.number)
    if document.source_code == "DOCO":
        return _doc_ssr("DOCO", _visa(document))
    gender = _GENDERS.get(document.sex, "")
    attributes = {
        "TravelDocType": document.type_code,
        "TravelDocNbr": document.number,
        "IssuingLoc": document.issuing_state or "",
        "PaxNationality": document.nationality or "",
        "DateOfBirth": _partial(document.date_of_birth),
        "Gender": (gender or "U") + "I" if document.is_infants else gender,
        "ExpiryDate": _day(document.date_of_expiry),
        "Surname": document.surname,
        "FirstGivenName": document.given,
    }
    return _doc_ssr("DOCS", attributes)


def _visa(document: TravelDocument) -> dict[str, str]:
    return {
        "TravelDocType": document.type_code,
        "TravelDocNbr": document.number,
        "DateOfIssue": _day(document.date_of_issue),
        "CountryState": document.issuing_state or "",
    }


def _address(contact: Contact) -> str:
    """Return an address as DOCA; a sixth part and more stay with the first."""
    parts = contact.text.split(", ")
    first = max(1, len(parts) - len(_ADDRESS) + 1)
    parts = [", ".join(parts[:first]), *parts[first:]]
    return _doc_ssr("DOCA", {"AddressType": "R", **dict(zip(_ADDRESS, parts, strict=False))})


def _doc_ssr(code: str, attributes: dict[str, str]) -> str:
    content = [_element(code, attributes)]
    return _element("DOC_SSR", {"SSRCode": code, "ServiceQuantity": "1", "Status": "HK"}, content)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _partial(day: PartialDate | None) -> str:
    """Return a date as far as it is known: a day, a month or a year."""
    if day is None:
        return ""
    known = (day.before - day.earliest).days
    return day.earliest.isoformat()[: 10 if known == 1 else 7 if known <= 31 else 4]


def _flight(name: str, leg: Leg, check_ins: list[str]) -> str:
    is_pushed = name == "FlightLeg"
    operating = {
        "Code": leg.operating_carrier,
        "FlightNumber": leg.operating_number,
        "ResBookDesigCode": leg.operating_class,
    }
    return _element(
        name,
        {
            "CarrierCode": leg.carrier if is_pushed else "",
            "DepartureDateTime": _moment(leg.departure) or _day(leg.departure_date),
            "ArrivalDateTime": _moment(leg.arrival) or _day(leg.arrival_date),
            "ResBookDesigCode": leg.booking_class,
            "NumberInParty": _number(leg.traveller_count),
            "Status": leg.status[0] if leg.status else "",
            "FlightNumber": leg.number,
            "OperationalSuffix": leg.operational_suffix,
        },
        [
            _element("DepartureAirport", {"LocationCode": leg.departure_airport}),
            _element("ArrivalAirport", {"LocationCode": leg.arrival_airport}),
            *([_element("OperatingAirline", operating)] if any(operating.values()) else []),
            *([_element("Equipment", {"AirEquipType": leg.equipment})] if leg.equipment else []),
            *([] if is_pushed else [_element("MarketingAirline", {"Code": leg.carrier})]),
            *check_ins,
            *_locators(leg.locators),
        ],
    )


def _check_ins(pnr: Pnr, leg: int) -> list[str]:
    """Return what each traveller has at check-in for one flight: the record, seats and bags."""
    found = []
    for traveller in pnr.travellers:
        records = [(one.at, one.boarding_number) for one in traveller.check_ins if one.leg == leg]
        held = [
            *[_seat(one.seat, one.cabin) for one in traveller.seats if one.is_assigned and one.leg == leg],
            *[_bag("CheckedBag", bag) for bag in traveller.bags if bag.leg == leg],
        ]
        for number, (at, boarding_number) in enumerate(records or ([(None, "")] if held else [])):
            named = [*_text("GivenName", traveller.given), *_text("Surname", traveller.surname)]
            attributes = {"Number": boarding_number, "RPH": traveller.reference}
            content = [_element("Passenger", {}, named), *(held if number == 0 else [])]
            record = _element("BoardingNumber", attributes, content)
            found.append(_element("CheckInInfo", {"Time": _moment(at)}, [record]))
    return found


def _seat(seat: str, cabin: str) -> str:
    return _element("SeatNumber", {"CabinClass": cabin}, seat)
