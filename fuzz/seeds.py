"""Where fuzzing starts: small inputs of invented people, written here or by the simulator from fixed numbers."""

import json
from base64 import encodebytes
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fuzz.isolation import AFTER, BEFORE, DAMAGED, HEAD, TAIL
from tournai.alerts import Alert
from tournai.oversight.events import Event, EventKind, Stream, canonical
from tournai.oversight.export import export_lines
from tournai.oversight.log import NO_CHECKPOINT, TreeHead, digest, log_entry, log_origin, sign_checkpoint, write_note
from tournai.oversight.merkle import Frontier
from tournai.simulate.deliveries import DeliveryKind
from tournai.simulate.evening import iterate_evening
from tournai.simulate.lists import write_ofac_list, write_un_list
from tournai.simulate.plan import plan_evening
from tournai.travel import read_travel_file
from tournai.travel.xml import write_pnrgov_xml
from tournai.values import (
    Document,
    DocumentKind,
    DocumentNumber,
    LegalBasis,
    Name,
    NameKind,
    PartialDate,
    Person,
    Purpose,
    Reference,
    Role,
    Sex,
    StateCode,
)

NOW = datetime(2030, 12, 1, 9, 0, tzinfo=UTC)
RICH_PNR = (
    b"SRC'RCI+1A:BBBBBB'RCI+XX:DDDDDD::011230:0900'SSR+AVML:HK:2:XX'DAT+700:011230:0900+710:011230:0901'"
    b"IFT+4:28::XX+CTCR 032'ORG+XX:BRU+52519950:BRU+++A+UT:EUR+D050517'"
    b"ADD++702:1 LONG STREET:TOWN:REGION::UT:1000:0032'EBD+EUR:40.00+4::N'TIF+SECOND:I+BRUNOMR:A:1'"
    b"FTI+XX:1234567890:::ELITE'IFT+4:15:9+NCE XX BRU EUR'REF+:38739393AN8739P'FAR+N+++++MIL24'"
    b"SSR+DOCS:HK:1:XX:::::/P/UTO/B2/UTO/12JUL64/M/23AUG35/SECOND/BRUNO+::1'"
    b"SSR+DOCO:HK:1:XX:::::/NICE/V/V2/BRU/01JAN30/UT'TKT+0062120234533:T:1'MON+B:288.00:EUR+T:295.94:EUR'"
    b"PTK+NR++011230:1010+XX+006+BRU'TXD++3.10:::AY6+8.50:::YQ'DAT+710:011230:1200'FOP+CC:::VI:XXXXXXXX1186:0233'"
    b"IFT+4:43+BRUNO SECOND+1 LONG STREET'TIF+SECOND:I+INA:IN:2'TVL+021230:0900:021230:1130+NCE+BRU+XX:YY+1:B'"
    b"TVL+++++972:M'RPI+2+HK'APD+320'SSR+SEAT:HK:2:XX:::NCE:BRU+15A::1+15B::2'DAT+2:021230:0700'TRI++108:::1'"
    b"TIF+SECOND:I+BRUNOMR:A:1'SSD+15A++++Y'TBD++2:20:700++HP:1+618:0123456789:2:BRU'EQN+1'RCI+XX:EEEEEE'MSG+8'"
    b"TVL+021230:1500:051230+BRU:HOTEL++VN+67576:ROH'ABI+1+:BRURR+BRU++XX'DAT+ZT:011230:1010'SAC+++X'"
    b"TVL+011230:0915::1230+NCE+BRU+XX+1:B'RPI+2+K'SAC+++A'SSR+AVML:HK:2:XX'LTS+0/O/NM/SECOND/BRUNOMR'"
)
RICH_LIST = (
    b"UNA:+.? 'UNB+UNOA:4+XX+GOV+301201:0900+1++APIS'UNG+PAXLST+XX+GOV+301201:0900+1+UN+D:15B'"
    b"UNH+PAX1+PAXLST:D:15B:UN:IATA+XX1/301202/0900+01:F'BGM+745+CP'RFF+TN:1234567890:::1'NAD+MS+++DESK:ANNA'"
    b"COM+32 2 0:TE+32 2 1:FX'TDT+20+XX1+++XX'LOC+125+NCE'DTM+189:3012020900:201'LOC+87+BRU'"
    b"DTM+232:3012021130:201'NAD+FL+++FIRST:ANNA:EVA+1 LONG STREET+TOWN+UT+1000+UTO'ATT+2++F'DTM+329:800101'"
    b"MEA+CT++:2'MEA+WT++KGM:20'GEI+4+173'FTX+BAG+++XX012345:3'LOC+22+BRU'LOC+174+UTO'LOC+178+NCE'LOC+179+BRU'"
    b"LOC+180+UTO:::TOWN'COM+32 3:TE'EMP+1+CR1:110:111'NAT+2+UTO'RFF+AVF:AAAAAA'RFF+ABO:REF1'RFF+SEA:15A'"
    b"RFF+YZY:2981212121212C1'DOC+P:110:111+A1'DTM+36:350101'LOC+91+UTO'DOC+V:110:111+V1'DTM+36:350101'LOC+91+UTO'"
    b"NAD+FM+++SECOND:BRUNO'ATT+2++M'DTM+329:640712:102'CNT+42:1'UNT+40+PAX1'UNE+1+1'UNZ+1+1'"
)


XML_HEAD = (
    b'<IATA_PNRGOV_NotifRQ xmlns="http://www.iata.org/IATA/2007/00" TimeStamp="2030-12-01T09:00:00Z"><FlightLeg '
    b'CarrierCode="XX" FlightNumber="1" DepartureDateTime="2030-12-02T09:00:00"><DepartureAirport LocationCode="NCE"/>'
    b'</FlightLeg><PNRs NumberOfPnrs="1"><PNR NumberOfPassengers="1"><BookingRefID ID="ABCDEF"/>'
)
XML_TAIL = b"</PNR></PNRs></IATA_PNRGOV_NotifRQ>"
XML_TRAVELLER = (
    b'<Passenger RPH="1" SurnameRefNumber="1" AccompaniedByInfantInd="false"><GivenName>ANNA</GivenName><Surname>FIRST'
    b'</Surname><CustLoyalty ProgramID="XX" MembershipID="1"/><DOC_SSR SSRCode="DOCS" ServiceQuantity="1" Status="HK">'
    b'<FlightInfo Code="XX"/><DOCS TravelDocType="P" IssuingLoc="BEL" TravelDocNbr="A1" PaxNationality="BEL" '
    b'DateOfBirth="1980-01-01" Gender="F" ExpiryDate="2035-01-01" Surname="FIRST" FirstGivenName="ANNA"/></DOC_SSR>'
    b'<DOC_SSR SSR_Code="DOCO"><DOCO TravelDocType="V" TravelDocNbr="V1" DateOfIssue="2029-12-22" CountryState="FRA"/>'
    b'</DOC_SSR><ExcessBaggage/><SSR SSRCode="SEAT"><Text>15A</Text></SSR></Passenger>'
)
XML_TICKET = (
    b'<Passenger RPH="2"><Surname>SECOND</Surname><TicketDocument TicketDocumentNbr="006-2120234533" Type="T">'
    b'<TotalFare Amount="1.45" CurrencyCode="EUR"/><PricingInfo Date="2030-11-03" Time="10:00:00" LocationCode="BRU"/>'
    b'<Taxes><Tax Amount="1.30" ISOCountry="BE" CurrencyCode="EUR" TaxType="BK"/></Taxes><PaymentInfo PaymentType="CC" '
    b'PaymentAmount="1.45" VendorCode="VI" AccountNbr="411111XXXXXX1111"/></TicketDocument></Passenger>'
)
XML_FLIGHT = (
    b'<Flight DepartureDateTime="2030-12-02T09:00:00" FlightNumber="4711" ResBookDesigCode="Y" NumberInParty="2" '
    b'Status="HK"><DepartureAirport LocationCode="NCE"/><ArrivalAirport LocationCode="BRU"/><OperatingAirline '
    b'Code="YY" FlightNumber="12"/><Equipment AirEquipType="CR9"/><MarketingAirline Code="XX"/>'
    b"<SSR SSRCode='DOCS' RPH='1'><Airline Code='XX'/><Text>/P/UTO/A1/UTO/01JAN80/F/01JAN35/FIRST/ANNA</Text></SSR>"
    b'<CheckInInfo Time="2030-12-02T07:16:00"><BoardingNumber Number="NCE-032" RPH="1"><Passenger><GivenName>ANNA'
    b'</GivenName><Surname>FIRST</Surname></Passenger><SeatNumber CabinClass="M">006F</SeatNumber></BoardingNumber>'
    b"</CheckInInfo></Flight>"
)
XML_CONTACT = (
    b'<ContactInfo PhoneNumber="0032" EmailAddress="a@example.org"><AddressLine>1 STREET</AddressLine><CityName>TOWN'
    b'</CityName></ContactInfo><POS><Source AgentSine="1AB" PseudoCityCode="BRU1A" ISOCountry="BE"><RequestorID '
    b'ID="1"/></Source></POS><SplitPNR NumberOfPassengers="1"><BookingRefID ID="GHJKLM"/></SplitPNR>'
)


def pnrgov() -> list[bytes]:
    """Whole messages, and short ones of one PNR with six of the segments that a rich one has."""
    head, parts = b"UNB+IATA:1+XX+GOV+301201:0900+1'UNH+1+PNRGOV:13:1:IA'SRC'RCI+1A:BBBBBB'", _parts(RICH_PNR, 6)
    return [HEAD + BEFORE + AFTER + TAIL, *(head + part for part in parts), *_deliveries(DeliveryKind.BOOKINGS)]


def pnrgov_xml() -> list[bytes]:
    """A message in XML with most of what a booking has, its parts alone, and what the writer makes of others."""
    parts = [XML_TRAVELLER, XML_TICKET, XML_FLIGHT, XML_CONTACT]
    bodies = [b"".join(parts), *parts]
    written = [write_pnrgov_xml(push) for push in read_travel_file(HEAD + BEFORE + AFTER + TAIL).pushes]
    return [*(XML_HEAD + body + XML_TAIL for body in bodies), *written]


def cusres() -> list[bytes]:
    head = b"UNB+SIRE:4+GOV+XX+301201:0900+1'UNH+1+CUSRES:D:05B:UN:IATA+1569+01:F'BGM+962'RFF+TN:1'"
    flight = b"RFF+AF:XX1'DTM+189:3012020900:201'DTM+232:3012021130:201'LOC+125+NCE'LOC+87+BRU'"
    points = b"ERP+1'ERC+0'ERP+2'RFF+AVF:AAAAAA'RFF+ABO:1'ERC+0Z'FTX+AAP+++OK TO BOARD'ERP+2'RFF+ABO:2'ERC+1Z'"
    return [head + flight + points + b"UNT+17+1'UNZ+1+1'", head.replace(b"962", b"312") + b"UNT+3+1'UNZ+1+1'"]


def ackres() -> list[bytes]:
    head = b"UNB+IATA:1+GOV+XX+301201:0900+1'UNH+1+ACKRES:13:1:IA+XX1/021230/0900'MSG+:22+3'"
    return [head + b"UNT+3+1'UNZ+1+1'", head + b"ERC+103'ERC+114'UNT+5+1'UNZ+1+1'"]


def govreq() -> list[bytes]:
    head = b"UNB+IATA:1+GOV+XX+301201:0900+1'UNH+1+GOVREQ:13:1:IA'MSG+:22'ORG+GV:BRU'"
    return [head + b"RCI+XX:ABCDEF+1A:GHIJKL'TVL+021230:0900:021230:1130+NCE+BRU+XX+1'UNT+6+1'UNZ+1+1'"]


def selections() -> list[bytes]:
    return [b"MAD", b"mad-bru XX 57", b"NCE-BRU, FCO\nFCO-BRU XX"]


def damage() -> list[bytes]:
    return [b"", RICH_PNR.removeprefix(DAMAGED), BEFORE, b"TIF+SECOND+BRUNO:A:1", RICH_PNR.replace(b"'", b"")]


def paxlst() -> list[bytes]:
    head = b"UNB+UNOA:4+XX+GOV+301201:0900+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+XX1'NAD+FL+++A:B'"
    return [*(head + part for part in _parts(RICH_LIST, 6)), *_deliveries(DeliveryKind.PASSENGER_LIST)]


def type_b() -> list[bytes]:
    """Messages in Type B envelopes, their lines broken at 64 characters, with a trailer; and in mails."""
    trailer = b"\x03\r\n\x0c\r\n 01DEC30 0900Z\r\nDisclaimer.\r\n"
    heading = b"\x01QD BRUPIXH\r\n.NCEOOXX 010900\r\n\x02"
    telegrams = [heading + _broken(message, 64) + trailer for message in (RICH_LIST, HEAD + BEFORE + TAIL)]
    quoted = HEAD.replace(b"+", b"=2B") + b"=\r\n" + BEFORE
    return [
        *telegrams,
        MAIL + b"Content-Transfer-Encoding: base64\r\n\r\n" + encodebytes(HEAD + BEFORE + TAIL),
        MAIL + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted,
        MAIL.replace(b"text/plain", b"multipart/mixed; boundary=B")
        + b"\r\n--B\r\n"
        + MAIL
        + b"\r\n"
        + HEAD
        + b"\r\n--B--\r\n",
    ]


def un_list() -> list[bytes]:
    return [write_un_list(_alerts(), NOW)]


def ofac_list() -> list[bytes]:
    return [write_ofac_list(_alerts(), NOW.date())]


def ofac_csv() -> list[bytes]:
    remarks = (
        "DOB circa 1962; alt. DOB 03 Mar 1963; POB Town, Belgium; nationality Iraq; citizen Ecuador; Gender Female; "
        "Passport L 123456 (Iran) issued 28 Feb 1996 expires 27 Feb 2031; Cedula No. 123456 (Ecuador); a.k.a. 'EVA'."
    )
    row = f'7,"FIRST, Anna Eva","individual","SDGT",{"-0- ," * 7}"{remarks}"\r\n\x1a'
    return [row.encode()]


def eu_list() -> list[bytes]:
    return [
        (
            b'<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-03-04T10:00:00.000+01:00">'
            b'<sanctionEntity euReferenceNumber="EU.1.1" logicalId="1" designationDate="2025-12-01">'
            b'<regulation programme="TST" numberTitle="2026/1" publicationDate="2026-01-02"/>'
            b'<subjectType code="person" classificationCode="P"/>'
            b'<nameAlias firstName="Anna" middleName="Eva" lastName="FIRST" wholeName="Anna Eva FIRST" gender="F"/>'
            b'<nameAlias wholeName="Eva" strong="false"/><citizenship countryIso2Code="BE"/>'
            b'<birthdate circa="true" calendarType="GREGORIAN" city="Town" year="1962" monthOfYear="3"/>'
            b'<birthdate calendarType="ISLAMIC" yearRangeFrom="1960" yearRangeTo="1962" birthdate="1962-03-03"/>'
            b'<identification identificationTypeCode="passport" number="L 123456" validTo="2031-02-27"/>'
            b"</sanctionEntity></export>"
        )
    ]


def eu_csv() -> list[bytes]:
    columns = (
        b"Entity_logical_id;Subject_type;Leba_numtitle;Leba_publication_date;Programme;Naal_lastname;Naal_firstname;"
        b"Naal_wholename;Naal_gender;Birt_date;Birt_place;Iden_number;Iden_country;Citi_country;EU_ref_num"
    )
    rows = b"1;P;2026/1;2026-01-02;TST;FIRST;Anna;Anna FIRST;F;1962-03-03;Town;L 1 (passport-x) (y);BEL;FRA;EU.1.1\r\n"
    return [columns + b"\r\n" + rows, b'"' + columns + b'\t"\r\n"' + rows.strip() + b'\t"\r\n']


def uk_list() -> list[bytes]:
    columns = (
        b"Name 6,Name 1,Name Non-Latin Script,DOB,Town of Birth,Country of Birth,Nationality,Passport Number,"
        b"Passport Details,NI Number,Group Type,Alias Type,Alias Quality,Regime,Listed On,Last Updated,Group ID\r\n"
    )
    row = (
        b"FIRST,Anna,\xd0\x90,00/03/1962,(1) Town (2) Ville,(1)-(2) Mali,(1) Belgian (2) Malian,,"
        b'"(1) A123456 (Malian). Issued on 14 Feb 1995. Expired on 13 Feb 2000. (2) B234567",(1) Fiscal 12 (2) 34,'
        b"Individual,Prime Alias,Low,Testland,01/12/2025,02/01/2026,7001\r\n"
    )
    return [b"Last Updated,04/03/2026\r\n" + columns + row + row.replace(b"FIRST", b"SECOND")]


def french_register() -> list[bytes]:
    fields = (
        ("PRENOM", {"Prenom": "Anna"}),
        ("ALIAS", {"Alias": "Eva FIRST"}),
        ("SEXE", {"Sexe": "F\u00e9minin"}),
        ("DATE_DE_NAISSANCE", {"Jour": "03", "Mois": "03", "Annee": "1962", "Commentaire": "vers"}),
        ("LIEU_DE_NAISSANCE", {"Lieu": "Town", "Pays": "BELGIQUE"}),
        ("NATIONALITE", {"Pays": "BELGIQUE"}),
        ("PASSEPORT", {"NumeroPasseport": "s\u00e9rie 1808 n\u00b0 123456"}),
        ("AUTRE_IDENTITE", {"NumeroCarte": "3444", "Commentaire": "carte"}),
        ("FONDEMENT_JURIDIQUE", {"FondementJuridiqueLabel": "(UE) 2026/1 (UE Testland - R (UE) 1/2026)"}),
    )
    details = [{"TypeChamp": kind, "Valeur": [value]} for kind, value in fields]
    entry = {"IdRegistre": 1, "Nature": "Personne physique", "Nom": "FIRST", "RegistreDetail": details}
    publications = {"DatePublication": "2026-03-04T00:00:00", "PublicationDetail": [entry]}
    return [json.dumps({"Publications": publications}).encode()]


def belgian_list() -> list[bytes]:
    return [
        (
            b"type;Wholename;Lastname;Firstname;Gender;Birth date;Birth place;Birth country;Number;Embargos;Regulation;"
            b'Publication date\r\nperson;"Anna FIRST\nEva";"FIRST\nB";"Anna\nA";F;"03-03-62\n1962";Town;BELGIUM;'
            b'"L 1 (passport-x)\n2";TERR;AR 1;02-01-15\r\n'
        )
    ]


def police_alerts() -> list[bytes]:
    return [
        (
            b"alert_id,category,surname,given_names,name_kind,birth_date,sex,nationality,document_number,document_kind,"
            b"document_country,reason,action,decision,entered_on,reviewed_on,review_by,expires_on,linked_to\r\n"
            b"BE-1,36,FIRST,ANNA,,1962-03-03,F,BEL,L1,P,BEL,reason,check,D-1,2026-03-01,2026-03-02,2030-01-01,,BE-2\r\n"
            b"BE-1,36,SECOND,,weak,~1962,,,,,,,check,D-1,2026-03-01,,,,\r\n"
        )
    ]


def lost_documents() -> list[bytes]:
    return [
        (
            b"document_number,document_kind,issuing_state,circumstance,reported_on,alert_id,expires_on,linked_to\r\n"
            b"L123456,P,BEL,stolen,2026-03-01,,2030-01-01,BE-1\r\nL123457,I,D,lost,2026-03-01,B-2,,\r\n"
        )
    ]


def ftm_entities() -> list[bytes]:
    properties = {
        "name": ["Anna FIRST"],
        "alias": ["Eva"],
        "lastName": ["First"],
        "birthDate": ["1962-03"],
        "gender": ["female"],
        "nationality": ["be"],
        "passportNumber": ["L123456"],
        "topics": ["wanted"],
    }
    person = {"id": "A", "schema": "Person", "properties": properties, "datasets": ["x"], "last_change": "2026-01-02"}
    passport = {"id": "P", "schema": "Passport", "properties": {"holder": ["A"], "number": ["M1"], "country": ["be"]}}
    changes = [{"op": "ADD", "entity": person}, {"op": "DEL", "entity": {"id": "B"}}]
    return ["\n".join(map(json.dumps, lines)).encode() for lines in ([passport, person], changes)]


def senzing_records() -> list[bytes]:
    record = {
        "DATA_SOURCE": "X",
        "RECORD_ID": "A",
        "RECORD_TYPE": "PERSON",
        "NAMES": [{"NAME_TYPE": "ALIAS", "NAME_LAST": "FIRST", "NAME_FIRST": "Anna"}],
        "DATES": [{"DATE_OF_BIRTH": "1962"}],
        "COUNTRIES": [{"NATIONALITY": "be"}],
        "GENDER": "F",
        "PASSPORT_NUMBER": "L123456",
        "RISKS": [{"TOPIC": "wanted"}],
    }
    return [json.dumps(record).encode()]


def gtas_list() -> list[bytes]:
    return [
        (
            b"firstname,lastname,middlename,dob,documentcountry,documentnumber,documenttype,coc,phone,email\r\n"
            b"Anna,FIRST,Eva,02-12-1965,BEL,L123456,P,FRA,1,a@b.test\r\n,,,,BEL,L123457,V,,,\r\n"
        )
    ]


def dates() -> list[bytes]:
    return [
        b"1960", b"circa 1960", b"03 Mar 1963", b"Between Aug. and Sep. 1977", b"1960-1962", b"1963-03-03", b"Mar 1963",
        b"approximately 1972",
    ]  # fmt: skip


MAIL = b"Subject: APIS\r\nContent-Type: text/plain; charset=us-ascii\r\n"
SSM = (
    b"QU BRUXXXX\n.NCEOOXX 010900\nSSM\nLT\n01DEC00001E001\nNEW\nXX123/4\n01JUN31 30JUN31 135 2/YY456\n"
    b"J 320 CY.CY12Y100\nBRU0715/0700 NCE0915/0930/1 7/M\n//\nRPL\nXX124\n01JUN31 30JUN31 1234567\nJ 320\n"
    b"NCE1000 BRU1200\n//\nSKD\nXX125\n01JUN31\n"
)
ASM = (
    b"ASM\nUTC\n01DEC00002E001\nCNL WEAT\nXX123/02DEC30\n//\nTIM\nXX124/03 BRU/NCE\nBRU0800 NCE1000\n"
    b"//\nRIN\nXX125/04DEC\n//\nRRT\nXX126/05DEC30\nBRU0800 LYS0930\nLYS1000 NCE1100\n//\n"
    b"FLT\nXX127/06DEC30 XX128\n//\nEQT\nXX123/07DEC30\nJ 321\n//\nCON\nXX123/08DEC30\nJ 321\n//\n"
    b"ADM\nXX1/09DEC30\n7/M\n"
)
TABLE = (
    b"flight,from,to,first,last,days,departure,arrival,arrival_day,service,operating,cancelled\n"
    b"XX123,BRU,NCE,2031-06-01,2031-06-30,135,07:15,09:15,1,J,YY1,\nXX9,BRU,NCE,2031-06-01,,,0715,0915,,,,yes\n"
)


def schedule_messages() -> list[bytes]:
    return [SSM, ASM]


def ssim() -> list[bytes]:
    """A data set of one carrier and two legs, and its records alone."""
    header, carrier = "1AIRLINE STANDARD SCHEDULE DATA SET", "2LXX          01JUN3130JUN3101DEC30"
    there = "3 XX  1230101J01JUN3130JUN311 3 5   BRU07150715+0200  NCE09150915+0200  320"
    back = "3 XX  1240101J01JUN3130JUN311234567 NCE22302230+0200  BRU00300030+0200  320"
    shared = "4 XX  1230101J              AB010BRUNCEYY456/ZZ7"
    records = [header, carrier, there, shared, f"{back:192}1", "5 XX 01DEC30"]
    lines = [f"{record:194}{serial:06}" for serial, record in enumerate(records, 1)]
    return ["\r\n".join(chosen).encode() for chosen in (lines, lines[:3], [lines[0], lines[1], lines[4], lines[5]])]


def timetables() -> list[bytes]:
    row = b"XX 123;BRU;NCE;2031-06-01;2031-06-30;1234567;0715;0915"
    return [TABLE, b"flight;from;to;first;last;days;departure;arrival\r\n" + row]


def events() -> list[bytes]:
    return [canonical(_event(number)) for number in range(3)]


def checkpoints() -> list[bytes]:
    return [write_note(_log()[1][0]).encode()]


def log_exports() -> list[bytes]:
    entries, row, key = _log()
    return [b"".join(export_lines(entries[:size], row[: max(size, 1)], key)) for size in (0, 1, 2)]


def _parts(message: bytes, size: int) -> list[bytes]:
    """Cut a message into runs of so many segments."""
    segments = message.split(b"'")
    return [b"'".join([*segments[at : at + size], b""]) for at in range(0, len(segments), size)]


def _deliveries(kind: DeliveryKind) -> list[bytes]:
    found = [delivery.body for delivery in _evening() if delivery.kind is kind]
    return sorted(found, key=len)[:2]


@cache
def _evening() -> list:  # type: ignore[type-arg]  # of the deliveries of small flights
    plan = plan_evening(7, flights=12, travellers_per_flight=1, planted=1)
    return [delivery for load in iterate_evening(plan, NOW) for delivery in load.deliveries]


def _broken(message: bytes, width: int) -> bytes:
    return b"\r\n".join(message[at : at + width] for at in range(0, len(message), width))


def _alerts() -> list[Alert]:
    passport = Document(DocumentNumber("A1"), DocumentKind.PASSPORT, StateCode("BEL"), PartialDate.on(date(2035, 1, 1)))
    person = Person(
        names=(Name("FIRST", "Anna Eva"), Name("ERSTE", "Anna", NameKind.ALIAS)),
        sex=Sex.FEMALE,
        births=(PartialDate.on(date(1980, 1, 1)),),
        nationalities=(StateCode("BEL"),),
        documents=(passport,),
    )
    return [Alert("7", "Testland", person, programmes=("Testland",))]


def _event(number: int) -> Event:
    return Event(
        kind=EventKind.MATCH_OPENED,
        at=NOW + timedelta(minutes=number),
        actor="officer-1",
        role=Role.ANALYST,
        purpose=Purpose.TERRORISM,
        legal_basis=LegalBasis.INDIVIDUAL_REVIEW,
        reference=Reference("match", f"M-{number}"),
        subject=f"match-{number}",
        details={"flight": "XX 12", "count": number},
    )


@cache
def _log():  # type: ignore[no-untyped-def]  # entries, a checkpoint after each, the public key
    signer = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    key = signer.public_key().public_bytes_raw()
    entries = [
        log_entry(Stream.PNR, number, canonical(_event(number)), sha256(b"%d" % number).digest()) for number in (0, 1)
    ]
    frontier, row, previous = Frontier(), [], NO_CHECKPOINT
    for number, entry in enumerate(entries, 1):
        frontier = frontier.append(entry.leaf)
        head = TreeHead(
            log_origin("piu.example", Stream.PNR), number, frontier.root(), NOW + timedelta(days=number), previous
        )
        row.append(sign_checkpoint(head, key, signer.sign))
        previous = digest(row[-1])
    return entries, row, key
