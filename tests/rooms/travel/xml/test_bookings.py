"""What of a booking in XML reaches a record, element by element."""

from datetime import UTC, date, datetime

import pytest

from tournai.values import DocumentKind, Sex

DOCS = (
    '<DOC_SSR SSRCode="DOCS" ServiceQuantity="1" Status="HK"><FlightInfo Code="XX"/><DOCS TravelDocType="P" '
    'IssuingLoc="BEL" TravelDocNbr="AB123456" PaxNationality="BEL" DateOfBirth="1964-07-12" Gender="F" '
    'ExpiryDate="2035-08-23" Surname="EXAMPLE" FirstGivenName="ANNA" SecondGivenName="MARIE"/></DOC_SSR>'
)
CODESHARE = (
    '<Flight DepartureDateTime="2030-12-02T09:00:00" FlightNumber="4711" ResBookDesigCode="Y" NumberInParty="2">'
    '<DepartureAirport LocationCode="NCE"/><ArrivalAirport LocationCode="BRU"/>'
    '<OperatingAirline Code="YY" FlightNumber="12" ResBookDesigCode="B"/><Equipment AirEquipType="CR9"/>'
    '<MarketingAirline Code="XX"/></Flight>'
)
CHECK_IN = (
    '<CheckInInfo Time="2030-12-02T07:16:00"><BoardingNumber Number="NCE-032" {}><Passenger><GivenName>ANNA</GivenName>'
    '<Surname>EXAMPLE</Surname></Passenger><SeatNumber CabinClass="M">006F</SeatNumber></BoardingNumber></CheckInInfo>'
)
TICKET = (
    '<TicketDocument TicketDocumentNbr="006-2120234533" Type="T" DateOfIssue="2030-11-02">'
    '<TotalFare Amount="123.45" CurrencyCode="EUR"/><PricingInfo Date="2030-11-03" Time="10:00:00" LocationCode="BRU" '
    'NonRefundableInd="TRUE"/><Taxes><Tax Amount="12.30" ISOCountry="BE" CurrencyCode="EUR" TaxType="BK"/></Taxes>'
    '<PaymentInfo PaymentType="CC" PaymentUse="NEW" PaymentAmount="123.45" VendorCode="VI" '
    'AccountNbr="4111111111111111" ExpiryDate="2031-02" CardHolderName="SOMEBODY ELSE"/></TicketDocument>'
)


def test_locators_agency_and_times_of_a_booking_are_read(push):
    read = push(
        '<PNR NumberOfPassengers="0" PNR_TransDate="2030-11-01T10:00:00" PNR_CreationDate="2030-10-01T08:00:00+02:00" '
        'LastTktDate="2030-11-02"><BookingRefID ID="Q3BQ9I"><CompanyName TravelSector="1" Code="1A"/></BookingRefID>'
        '<BookingRefID Type="O" ID="RQAX6T"><CompanyName Code="F1"/></BookingRefID><POS><Source AgentSine="1234AB" '
        'PseudoCityCode="BRU1A098" ISOCOuntry="BE" AgentDutyCode="T" AirlineVendorID="1A" AirportCode="BRU">'
        '<RequestorID Type="5" ID="00123456"/></Source></POS></PNR>'
    )
    (pnr,) = read.pnrs

    first, second = pnr.locators
    agency = pnr.agency
    assert (first.carrier, first.locator, second.carrier, second.locator) == ("1A", "Q3BQ9I", "F1", "RQAX6T")
    assert first.created == datetime(2030, 10, 1, 6, tzinfo=UTC)
    assert (pnr.last_changed, pnr.ticketed_on) == (
        datetime(2030, 11, 1, 10, tzinfo=UTC),
        datetime(2030, 11, 2, tzinfo=UTC),
    )
    assert (agency.system, agency.place_code, agency.agency_number) == ("1A", "BRU", "00123456")
    assert (agency.office, agency.state, agency.sine) == ("BRU1A098", "BEL", "1234AB")


def test_traveller_has_name_references_and_document(booking, anna):
    attributes = 'RPH="1" SurnameRefNumber="20058F6D0002E3B8" AccompaniedByInfantInd="true"'

    (traveller,) = booking(anna(DOCS, "<NameTitle>MRS</NameTitle>", attributes=attributes)).travellers

    (document,) = traveller.documents
    assert (traveller.surname, traveller.given, traveller.title) == ("EXAMPLE", "ANNA", "MRS")
    assert (traveller.reference, traveller.unique_reference) == ("1", "20058F6D0002E3B8")
    assert traveller.is_with_infant
    assert (document.kind, document.number, document.issuing_state) == (DocumentKind.PASSPORT, "AB123456", "BEL")
    assert (traveller.date_of_birth.earliest, traveller.sex) == (date(1964, 7, 12), Sex.FEMALE)
    assert (document.date_of_expiry, document.given) == (date(2035, 8, 23), "ANNA MARIE")


def test_document_in_the_text_of_a_flights_service_goes_to_its_traveller(booking, anna, flight):
    text = "/P/POL/BA5345321/POL/30DEC02/F/30AUG27/EXAMPLE/ANNA"
    ssr = f'<SSR SSRCode="DOCS" ServiceQuantity="1" Status="HK" RPH="1"><Airline Code="XX"/><Text>{text}</Text></SSR>'

    (traveller,) = booking(anna(), flight(ssr)).travellers

    assert [document.number for document in traveller.documents] == ["BA5345321"]


def test_document_of_an_infant_under_an_adult_makes_an_infant(booking, anna):
    document = DOCS.replace('Gender="F"', 'Gender="FI"').replace("ANNA", "CLEO").replace("1964", "2030")

    adult, infant = booking(anna(document)).travellers

    assert (adult.documents, infant.given, infant.is_infant) == ((), "CLEO MARIE", True)


def test_visa_keeps_its_number_and_loses_its_places(booking, anna):
    doco = (
        '<DOC_SSR SSR_Code="DOCO"><DOCO BirthLocation="LILLE" TravelDocType="V" TravelDocNbr="8675309" '
        'PlaceOfIssue="PARIS" DateOfIssue="2029-12-22" CountryState="FRA"/></DOC_SSR>'
    )

    pnr = booking(anna(doco))

    (visa,) = pnr.travellers[0].documents
    assert (visa.kind, visa.number, visa.issuing_state) == (DocumentKind.VISA, "8675309", "FRA")
    assert visa.date_of_issue == date(2029, 12, 22)
    assert pnr.dropped == {"SSR DOCO places": 1}


def test_home_address_is_kept_and_a_birth_address_is_not(booking, anna):
    doca = (
        '<DOC_SSR SSRCode="DOCA"><DOCA AddressType="{}" Address="1 RUE NEUVE" CityName="TOURNAI" PostalCode="7500" '
        'Country="BEL"/></DOC_SSR>'
    )

    pnr = booking(anna(doca.format("R"), doca.format("B")))

    assert [contact.text for contact in pnr.travellers[0].contacts] == ["1 RUE NEUVE, TOURNAI, 7500, BEL"]
    assert pnr.dropped == {"SSR DOCA": 1}


def test_contacts_of_booking_and_traveller_are_read(booking, anna):
    bookers = (
        '<ContactInfo PhoneNumber="-" PhoneType="4" EmailAddress="anna@example.org">'
        "<AddressLine>1 RUE NEUVE</AddressLine>"
        "<CityName>TOURNAI</CityName><PostalCode>7500</PostalCode><CountryName>BELGIUM</CountryName></ContactInfo>"
    )
    mail, phone = (f'<ContactInfo Type="8" PhoneNumber="{text}"/>' for text in ("E+ANNA@EXAMPLE.ORG", "M+32470000000"))

    pnr = booking(bookers, anna(mail, phone))

    assert [(one.kind, one.text) for one in pnr.contacts] == [
        ("e-mail", "anna@example.org"),
        ("address", "1 RUE NEUVE, TOURNAI, 7500, BELGIUM"),
    ]
    assert [(one.kind, one.text) for one in pnr.travellers[0].contacts] == [
        ("e-mail", "ANNA@EXAMPLE.ORG"),
        ("phone", "+32470000000"),
    ]


def test_contact_of_somebody_else_at_a_traveller_is_dropped(booking, anna):
    contact = '<ContactInfo PhoneNumber="0032470000000"><Name>MR GUARDIAN</Name></ContactInfo>'

    pnr = booking(anna(contact))

    assert (pnr.travellers[0].contacts, pnr.dropped) == ((), {"contact with a name or address": 1})


def test_ticket_has_amounts_taxes_pricing_and_a_masked_card(booking, anna):
    pnr = booking(anna(TICKET))

    (ticket,) = pnr.travellers[0].tickets
    (payment,) = ticket.payments
    (tax,) = ticket.taxes
    assert (ticket.number, ticket.issued_on, ticket.type_code) == ("0062120234533", date(2030, 11, 2), "T")
    assert ticket.amounts == (("T", "123.45", "EUR"),)
    assert (tax.amount, tax.state, tax.currency, tax.type_code) == ("12.30", "BEL", "EUR", "BK")
    assert (ticket.pricing.indicators, ticket.pricing.places) == (("NR",), ("BRU",))
    assert ticket.pricing.ticket_before == datetime(2030, 11, 3, 10, tzinfo=UTC)
    assert (payment.form, payment.vendor, payment.account) == ("CC", "VI", "411111XXXXXX1111")
    assert (payment.expiry, payment.indicator) == ("0231", "3")
    assert pnr.dropped == {"payer": 1}


def test_codeshare_names_the_flight_sold_and_the_flight_flown(booking, anna):
    (leg,) = booking(anna(), CODESHARE).legs

    assert (leg.carrier, leg.number, leg.booking_class) == ("XX", "4711", "Y")
    assert (leg.operating_carrier, leg.operating_number, leg.operating_class) == ("YY", "12", "B")
    assert (leg.equipment, leg.traveller_count) == ("CR9", 2)


@pytest.mark.parametrize("reference", ['RPH="1"', ""])
def test_check_in_goes_to_its_traveller_by_reference_or_name(reference, booking, anna, flight):
    other = '<Passenger RPH="2"><GivenName>BO</GivenName><Surname>OTHER</Surname></Passenger>'

    first, second = booking(anna(), other, flight(CHECK_IN.format(reference))).travellers

    (seat,), (check_in,) = first.seats, first.check_ins
    assert (seat.seat, seat.leg, seat.is_assigned, seat.cabin) == ("6F", 0, True, "M")
    assert (check_in.at, check_in.boarding_number) == (datetime(2030, 12, 2, 7, 16, tzinfo=UTC), "NCE-032")
    assert (second.seats, second.check_ins) == ((), ())


def test_traveller_named_only_at_check_in_is_not_lost(push, anna, flight):
    someone = CHECK_IN.format("").replace("ANNA", "DIA").replace("EXAMPLE", "LATE")

    read = push(f'<PNR><BookingRefID ID="ABCDEF"/>{anna()}{anna()}{flight(someone)}</PNR>')

    assert [traveller.given for traveller in read.pnrs[0].travellers] == ["ANNA", "ANNA", "DIA"]
    assert [defect.code for defect in read.defects] == ["traveller-not-named"]


def test_seat_asked_for_is_tied_to_its_leg(booking, anna, flight):
    ssr = '<SSR SSRCode="SEAT" BoardPoint="NCE" OffPoint="BRU" RPH="1"><Text>14C</Text></SSR>'

    (traveller,) = booking(anna(), flight(ssr)).travellers

    assert [(seat.seat, seat.leg, seat.is_assigned) for seat in traveller.seats] == [("14C", 0, False)]


def test_bags_have_tags_weight_and_destination(booking, anna, flight):
    prepaid = '<PrepaidBag UnitOfMeasureQuantity="2" UnitOfMeasureCode="PC" BagDestination="BRU"/>'
    excess = (
        '<ExcessBaggage IssuerCode="BA" SerialNumber="987654" SequenceCount="3" BaggagePool="MP" '
        'UnitOfMeasureQuantity="20" UnitOfMeasureCode="Kg"/>'
    )

    pnr = booking(prepaid, anna(excess))

    (bag,) = pnr.travellers[0].bags
    assert (pnr.prepaid_bags[0].count, pnr.prepaid_bags[0].destination) == (2, "BRU")
    assert (bag.tags, bag.tag_entries) == (("BA987654", "BA987655", "BA987656"), 1)
    assert (bag.weight, bag.weight_unit, bag.pool) == ("20", "KG", "MP")


def test_fare_keeps_its_codes(booking, anna):
    fare = '<FareInfo PTC_Code="CHD" DiscountedFareType="D50" DiscountPercent="50" CountryCode="BE" FareBasis="YOW"/>'

    (traveller,) = booking(anna(fare)).travellers

    (kept,) = traveller.fares
    assert (kept.passenger_type, kept.percentage, kept.type_code, kept.fare_basis) == ("CHD", "50", "D50", "YOW")
    assert traveller.type_code == "CHD"


def test_loyalty_number_is_kept(booking, anna):
    (flyer,) = booking(anna('<CustLoyalty ProgramID="XX" MembershipID="12345678"/>')).travellers[0].frequent_flyer

    assert (flyer.carrier, flyer.number) == ("XX", "12345678")


def test_minor_keeps_age_and_language(booking, anna):
    services = '<SSR SSRCode="LANG"><Text>FR</Text></SSR><SSR SSRCode="UMNR"><Text>UM09 GUARDIAN MRS X</Text></SSR>'

    assert booking(anna(services)).travellers[0].minor_remarks == ("unaccompanied minor", "age 9", "language FR")


def test_own_contact_in_other_service_information_is_kept(booking, anna):
    pnr = booking(anna(), "<OSI><Text>XX CTCM 0032470000000</Text></OSI>", "<OSI><Text>VIP DIABETIC</Text></OSI>")

    assert [contact.text for contact in pnr.contacts] == ["0032470000000"]
    assert pnr.dropped == {"other service information": 1}


def test_group_keeps_its_size_and_not_its_name(booking, anna):
    pnr = booking('<Group Name="PILGRIMS" Size="25"/>', anna())

    assert (pnr.is_group, pnr.group_size, pnr.dropped) == (True, 25, {"group name": 1})


def test_split_booking_is_named(booking, anna):
    split = (
        '<SplitPNR NumberOfPassengers="1"><BookingRefID ID="GHJKLM"><CompanyName Code="1A"/></BookingRefID></SplitPNR>'
    )

    pnr = booking(split, anna())

    assert [one.locator for one in pnr.split_from] == ["GHJKLM"]


@pytest.mark.parametrize(("declared", "codes"), [("1", []), ("2", []), ("3", ["passenger-count"]), ("many", [])])
def test_declared_travellers_are_compared_infants_counted_or_not(declared, codes, push, anna):
    infant = '<Passenger RPH="2" PassengerTypeCode="INF"><Surname>EXAMPLE</Surname></Passenger>'

    read = push(f'<PNR NumberOfPassengers="{declared}"><BookingRefID ID="ABCDEF"/>{anna()}{infant}</PNR>')

    assert [defect.code for defect in read.defects] == codes


def test_booking_with_nothing_but_its_locator_is_cancelled(booking):
    assert booking().is_cancelled


def test_booking_with_a_traveller_is_not_cancelled(booking, anna):
    assert not booking(anna()).is_cancelled


def test_land_travel_history_and_the_unknown_are_dropped_and_counted_by_kind(booking):
    pnr = booking("<Hotel Name='X'/>", "<CarInfo/>", "<PNRHistory>X</PNRHistory>", "<Remark>X</Remark>", "<Strange/>")

    assert pnr.dropped == {"hotel, car or rail": 2, "history content": 1, "remark": 1, "unknown element": 1}


def test_flight_whose_date_is_unreadable_is_a_defect(push, flight):
    broken = flight().replace("2030-12-02T09:00:00", "2 DECEMBER")

    read = push(f'<PNR><BookingRefID ID="ABCDEF"/>{broken}</PNR>')

    assert [defect.code for defect in read.defects] == ["date-unreadable"]
