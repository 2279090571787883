"""Minimisation of XML: no text hides in an element or attribute that is kept (rules PNR-03 and PNR-04)."""

import msgspec
import pytest

from tournai.travel import read_travel_file
from tournai.travel.special_services import SPECIAL_SERVICES, Treatment

MARKERS = ["ZQMARKERZQXW", "ZQ1MARKER2XWZ", "Zq marker, diabetic", "zqmarker-zqmarker"]
DROPPED = sorted(code for code in SPECIAL_SERVICES if SPECIAL_SERVICES[code] is Treatment.DROP)

BOOKING_PLACES = {
    "attributes of the booking": '<PNR NumberOfPassengers="{}" PNR_TransDate="{}" PNR_CreationDate="{}" x="{}"/>',
    "text of the booking": "<PNR>{}</PNR>",
    "locator": '<PNR><BookingRefID ID="{}" Type="{}"><CompanyName Code="{}" TravelSector="{}">{}</CompanyName>'
    "</BookingRefID></PNR>",
    "agency": '<PNR><POS><Source AgentSine="{}" PseudoCityCode="{}" ISOCountry="{}" '
    'ISOCurrency="{}" AgentDutyCode="{}" AirlineVendorID="{}" AirportCode="{}">'
    '<RequestorID Type="{}" ID="{}"><CompanyName Code="{}"/></RequestorID>'
    "</Source></POS></PNR>",
    "booker's contact": '<PNR><ContactInfo PhoneNumber="{}" EmailAddress="{}" PhoneType="{}"><Name>{}</Name>'
    "<Text>{}</Text></ContactInfo></PNR>",
    "prepaid bag": '<PNR><PrepaidBag UnitOfMeasureQuantity="{}" UnitOfMeasureCode="{}" Amount="{}" CurrencyCode="{}" '
    'BagDestination="{}"/></PNR>',
    "other service information": "<PNR><OSI><Text>{}</Text></OSI><OSI>{}</OSI></PNR>",
    "remark": "<PNR><Remark>{}</Remark><GeneralRemark>{}</GeneralRemark><Text>{}</Text></PNR>",
    "history": '<PNR><PNRHistory Time="{}"><Item>{}</Item></PNRHistory></PNR>',
    "land travel": '<PNR><Hotel Name="{}"/><CarInfo>{}</CarInfo><Rail Code="{}"/></PNR>',
    "group": '<PNR><Group Name="{}" Size="{}">{}</Group></PNR>',
    "split": '<PNR><SplitPNR NumberOfPassengers="{}"><BookingRefID ID="{}"/></SplitPNR></PNR>',
    "unknown element": '<PNR><Zz a="{}">{}<Zy>{}</Zy></Zz></PNR>',
    "comment and instruction": "<PNR><!-- {} --><?z {}?></PNR>",
}
TRAVELLER_PLACES = {
    "title": "<NameTitle>{}</NameTitle>",
    "contact": '<ContactInfo PhoneNumber="{}" EmailAddress="{}" Type="{}"/>',
    "somebody else's contact": '<ContactInfo PhoneNumber="0032470000000"><Name>{}</Name></ContactInfo>',
    "loyalty": '<CustLoyalty ProgramID="{}" MembershipID="{}" LoyalLevel="{}" RPH="{}"/>',
    "bag": '<ExcessBaggage IssuerCode="{}" SerialNumber="{}" SequenceCount="{}" BaggagePool="{}" '
    'UnitOfMeasureQuantity="{}" UnitOfMeasureCode="{}" BagDestination="{}"/>',
    "fare": '<FareInfo PTC_Code="{}" DiscountedFareType="{}" FareBasis="{}" CountryCode="{}">'
    "<Text>{}</Text></FareInfo>",
    "ticket": '<TicketDocument TicketDocumentNbr="{}" Type="{}" DateOfIssue="{}" TicketLocation="{}"><TotalFare '
    'Amount="{}" CurrencyCode="{}"/><TotalFare Amount="1.00" CurrencyCode="{}"/><PricingInfo Date="{}" Time="{}" '
    'LocationCode="{}" AirlineCode="{}"/><Taxes><Tax Amount="1.00" ISOCountry="{}" CurrencyCode="{}" TaxType="{}"/>'
    "</Taxes><Text>{}</Text></TicketDocument>",
    "payment": '<TicketDocument TicketDocumentNbr="0062120234533"><PaymentInfo PaymentType="CC" PaymentUse="{}" '
    'PaymentAmount="{}" VendorCode="{}" AccountNbr="4111111111111111" ExpiryDate="{}" CardHolderName="{}">'
    "<SponsorInfo>{}</SponsorInfo></PaymentInfo></TicketDocument>",
    "card number": '<TicketDocument><PaymentInfo PaymentType="{}" AccountNbr="{}"/></TicketDocument>',
    "document": '<DOC_SSR SSRCode="DOCS"><DOCS TravelDocType="{}" IssuingLoc="{}" TravelDocNbr="A1" '
    'PaxNationality="{}" DateOfBirth="{}" Gender="{}" ExpiryDate="{}" Surname="EXAMPLE" '
    'FirstGivenName="ANNA" Other="{}"/></DOC_SSR>',
    "visa": '<DOC_SSR SSRCode="DOCO"><DOCO BirthLocation="{}" TravelDocType="V" TravelDocNbr="A1" PlaceOfIssue="{}" '
    'DateOfIssue="{}" CountryState="{}"/></DOC_SSR>',
    "redress number": '<DOC_SSR SSRCode="DOCO"><DOCO TravelDocType="R" TravelDocNbr="{}"/></DOC_SSR>',
    "birth address": '<DOC_SSR SSRCode="DOCA"><DOCA AddressType="B" Address="{}" Country="{}"/></DOC_SSR>',
    "code of a service": '<SSR SSRCode="{}"><Text>{}</Text></SSR><DOC_SSR SSR_Code="{}"><DOCS/></DOC_SSR>',
    "text of a seat": '<SSR SSRCode="SEAT" Status="{}" BoardPoint="{}" OffPoint="{}"><Airline Code="{}"/>'
    "<Text>{}</Text><SeatNumber>{}</SeatNumber></SSR>",
    "text of a ticket": '<SSR SSRCode="TKNE"><Text>{}</Text></SSR>',
    "text on a minor": '<SSR SSRCode="UMNR"><Text>UM09 {}</Text></SSR>',
    "text of other service information": "<OSI><Text>CTCM {}</Text></OSI>",
    "unknown element": '<Zz a="{}">{}</Zz>',
}
FLIGHT_PLACES = {
    "attributes of a flight": '<Flight DepartureDateTime="{}" ArrivalDateTime="{}" ResBookDesigCode="{}" Status="{}" '
    'NumberInParty="{}" FlightNumber="{}" OperationalSuffix="{}"><DepartureAirport LocationCode="NCE"/>'
    '<ArrivalAirport LocationCode="BRU"/><Equipment AirEquipType="{}"/><MarketingAirline Code="{}"/>'
    '<OperatingAirline Code="{}" FlightNumber="{}" ResBookDesigCode="{}"/></Flight>',
    "airports": '<Flight><DepartureAirport LocationCode="{}"/><ArrivalAirport LocationCode="{}"/></Flight>',
    "check-in": '<Flight><ArrivalAirport LocationCode="BRU"/><CheckInInfo Time="{}" AgentSine="{}"><BoardingNumber '
    'Number="{}" RPH="1"><SeatNumber CabinClass="{}">{}</SeatNumber><Text>{}</Text></BoardingNumber><Text>{}</Text>'
    "</CheckInInfo></Flight>",
    "remark of a flight": "<Flight><Remark>{}</Remark><OSI>{}</OSI><Zz>{}</Zz>{}</Flight>",
}


@pytest.mark.parametrize("marker", MARKERS)
@pytest.mark.parametrize("place", BOOKING_PLACES)
def test_no_text_planted_in_a_booking_reaches_a_record(place, marker, message):
    data = message(BOOKING_PLACES[place].replace("{}", marker))

    assert marker.encode() not in msgspec.json.encode(read_travel_file(data))


@pytest.mark.parametrize("marker", MARKERS)
@pytest.mark.parametrize("place", TRAVELLER_PLACES)
def test_no_text_planted_at_a_traveller_reaches_a_record(place, marker, message, anna):
    data = message(f"<PNR>{anna(TRAVELLER_PLACES[place].replace('{}', marker))}</PNR>")

    assert marker.encode() not in msgspec.json.encode(read_travel_file(data))


@pytest.mark.parametrize("marker", MARKERS)
@pytest.mark.parametrize("place", FLIGHT_PLACES)
def test_no_text_planted_in_a_flight_reaches_a_record(place, marker, message, anna):
    data = message(f"<PNR>{anna()}{FLIGHT_PLACES[place].replace('{}', marker)}</PNR>")

    assert marker.encode() not in msgspec.json.encode(read_travel_file(data))


@pytest.mark.parametrize("marker", MARKERS)
def test_no_text_planted_in_the_message_reaches_a_record(marker):
    text = (
        '<W a="{}"><IATA_PNRGOV_NotifRQ Version="{}" TimeStamp="{}" TransactionIdentifier="{}" EchoToken="{}" '
        'MessageFunction="{}" SequenceNmbr="{}" TransactionStatusCode="{}">{}<Originator AirlineCode="{}" '
        'SystemCode="{}" AirlineContactInfo="{}">{}</Originator><FlightLeg CarrierCode="{}" FlightNumber="{}" '
        'DepartureDateTime="{}">'
        '<ArrivalAirport LocationCode="BRU"/>{}</FlightLeg><Zz>{}</Zz><PNRs NumberOfPnrs="{}">{}</PNRs>'
        "</IATA_PNRGOV_NotifRQ></W>"
    )

    file = read_travel_file(text.replace("{}", marker).encode())

    assert marker.encode() not in msgspec.json.encode(file)


@pytest.mark.parametrize("code", DROPPED)
def test_dropped_service_is_counted_without_its_code_and_leaves_nothing_else(code, booking, anna, flight):
    ssr = f'<SSR SSRCode="{code}" RPH="1"><Text>PAX ASKS FOR {code}</Text></SSR>'

    pnr = booking(ssr, anna(ssr), flight(ssr))

    assert pnr.dropped == {"SSR outside Annex I": 3}
    assert code.encode() not in msgspec.json.encode(pnr)
