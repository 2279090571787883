"""What the pages of a traveller and of links show in tests. No person here exists."""

from datetime import date

import msgspec
from tests.node.web.flight_scenes import HOUR, LANDING, NOW, push

from tournai.node.duties.link_views import LinkedPerson, LinkedThing, LinksPage, TravelLeg
from tournai.node.duties.traveller_views import (
    AccessView,
    ComparedView,
    ComparisonView,
    FactView,
    SourceOfTraveller,
    TravellerPage,
)

ACCESS = AccessView("terrorism", "Directive (EU) 2016/681, Art. 6(5)", "match", "m4k7")

FACTS = (
    FactView("identity", "surname", "KARVONEN-ODUYA", 0, "TIF", 218, 10492),
    FactView("identity", "given names", "MIKAEL TAIWO", 0, "TIF", 218, 10492),
    FactView("identity", "traveller type", "A", 0, "TIF", 218, 10492),
    FactView("document", "document type", "P", 1, "SSR", 224, 10811),
    FactView("document", "document number", "UT4410927", 1, "SSR", 224, 10811),
    FactView("document", "issuing state", "UTO", 1, "SSR", 224, 10811),
    FactView("document", "date of birth", "1981-04-09", 1, "SSR", 224, 10811),
    FactView("document", "sex", "M", 1, "SSR", 224, 10811),
    FactView("document", "date of expiry", "2031-02-17", 1, "SSR", 224, 10811),
    FactView("ticket", "ticket number", "9991234567890", 1, "TKT", 220, 10560),
    FactView("ticket", "amount", "1284.60 EUR", 1, "TKT", 220, 10560),
    FactView("payment", "form of payment", "CC", 101, "FOP", 221, 10602),
    FactView("payment", "card number, masked", "411111******1111", 101, "FOP", 221, 10602),
    FactView("seat", "seat assigned", "27C", 1, "SSD", 240, 11920),
    FactView("baggage", "bag tags", "0999123456 0999123457", 1, "TBD", 241, 11951),
    FactView("booking", "record locator", "Q7XK2M", 1, "RCI", 214, 10380),
    FactView("booking", "created", "2026-10-30 18:22", 1, "RCI", 214, 10380),
    FactView("booking", "agency", "99887766", 0, "ORG", 216, 10420),
    FactView("itinerary", "flight", "NX 417", 1, "TVL", 232, 11402),
    FactView("itinerary", "from", "JFK", 1, "TVL", 232, 11402),
    FactView("itinerary", "to", "BRU", 1, "TVL", 232, 11402),
    FactView("itinerary", "departure, local", "2026-11-22 16:00", 1, "TVL", 232, 11402),
    FactView("contact", "phone", "+1 212 555 0117", 101, "ADD", 219, 10530),
)


def compared(label: str, agreement: str, booked: str, listed: str) -> ComparedView:
    return ComparedView(
        label, agreement, FactView("", label, booked, 0, *("SSR", 224, 10811)[: 3 * bool(booked)]),
        FactView("", label, listed, 0, *("DOC", 41, 1207)[: 3 * bool(listed)]),
    )  # fmt: skip


COMPARISON = ComparisonView(
    booked=SourceOfTraveller("tq5v8h3j", "PNR", "PNRGOV", "NX", NOW - 30 * HOUR),
    listed=SourceOfTraveller("tapi9", "API", "PAXLST", "NX", NOW - 6 * HOUR),
    reasons=("document number", "name", "record locator"),
    rows=(
        compared("surname", "same", "KARVONEN-ODUYA", "KARVONEN-ODUYA"),
        compared("given names", "spelling", "MIKAEL TAIWO", "MIKAEL"),
        compared("date of birth", "different", "1981-04-09", "1981-09-04"),
        compared("document number", "same", "UT4410927", "UT4410927"),
        compared("nationality", "only in the passenger list", "", "UTO"),
        compared("seat assigned", "only in the booking", "27C", ""),
    ),
    is_same_person=True,
)

TRAVELLER = TravellerPage(
    now=NOW,
    traveller_id="tq5v8h3j",
    record="PNR",
    flight=LANDING,
    push=push("closure", 6),
    facts=FACTS,
    companions=("tx1",),
    other_records=("tapi9",),
    earlier_versions=2,
    match_ids=("m4k7",),
    access=ACCESS,
    comparison=COMPARISON,
    may_chart=True,
)

LINKS = LinksPage(
    now=NOW,
    traveller_id="tq5v8h3j",
    flight=LANDING,
    persons=(
        LinkedPerson(0, "KARVONEN-ODUYA, MIKAEL TAIWO", ("1981-04-09",), ("UT4410927",), ("NX 417", "NX 902")),
        LinkedPerson(1, "KARVONEN-ODUYA, IRIS", ("2015-06-30",), ("UT4410931",), ("NX 417",)),
        LinkedPerson(1, "BRANDVOLD-REYES, ILSE MARGARETHA", ("1979-01-17",), ("UT9920011",), ("NX 902",)),
        LinkedPerson(1, "SZAREJKO, JÓZEF", (), (), ("NX 88",)),
        LinkedPerson(2, "AL-MARWANI, NOOR", ("1990-11-02",), ("ZZ1234567",), ("NX 1503",)),
        LinkedPerson(2, "DE WAELE, PIETER", (), (), ("NX 77",)),
        LinkedPerson(2, "OKONJO-BRANDT, ADAEZE", ("1988-02-28",), ("UT7730210",), ("NX 77", "NX 640")),
    ),
    things=(
        LinkedThing("booking", "Q7XK2M"),
        LinkedThing("payment account", "VI 411111XXXXXX1111"),
        LinkedThing("phone", "+1 212 555 0117"),
        LinkedThing("agency and day", "99887766 · 2026-10-30"),
        LinkedThing("e-mail", "ILSE.BRANDVOLD//EXAMPLE.ORG"),
        LinkedThing("frequent flyer", "NX 880012345"),
        LinkedThing("bag tag", "0999123456"),
    ),
    ties=(
        (0, 0), (1, 0), (0, 1), (2, 1), (0, 2), (2, 2), (0, 3), (3, 3), (2, 4), (4, 4), (3, 5), (5, 5), (2, 6), (6, 6),
    ),
    travel=(
        TravelLeg("NX 417", date(2026, 11, 22), "JFK", "BRU", "flight417"),
        TravelLeg("NX 902", date(2026, 11, 23), "CMN", "CRL", "flight902"),
        TravelLeg("OV 31", date(2026, 12, 4), "CRL", "LIS", ""),
    ),
    locked_legs=2,
    left_out={"agency and day": 212, "travellers": 3},
    travels_from=date(2026, 11, 21),
    travels_until=date(2027, 12, 28),
    is_coming_only=True,
    access=ACCESS,
)  # fmt: skip

NO_LINKS = msgspec.structs.replace(
    LINKS, persons=LINKS.persons[:1], things=(), ties=(), travel=LINKS.travel[:1], locked_legs=0, left_out={},
    is_coming_only=False, access=AccessView("terrorism", "Directive (EU) 2016/681, Art. 6(2)(b)", "request", "R1"),
)  # fmt: skip
