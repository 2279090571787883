"""Minimisation: only the whitelist of Annex I reaches a record, and no text hides in a field that is kept.

Rules PNR-03 and PNR-04: Directive (EU) 2016/681, Annex I, Art. 6(1) and 13(4), as read in C-817/19.
"""

import csv

import msgspec
import pytest

from tournai.travel import read_travel_file
from tournai.travel.special_services import SPECIAL_SERVICES, Treatment

ANNA = "TIF+EXAMPLE+ANNA:A:1"
LEG = "TVL+021230:0900:021230:1130+NCE+BRU+XX+1:Y"
MARKERS = ["ZQMARKERZQXW", "ZQ1MARKER2XWZ", "Zq marker, diabetic", "zqmarker-zqmarker"]

BOOKING_PLACES = {
    "other service": (ANNA, "SSR+OTHS:HK:1:XX:::::{}"),
    "unknown service": (ANNA, "SSR+ZZZZ:HK:1:XX:::::{}"),
    "code of a service": (ANNA, "SSR+{}:HK:1:XX"),
    "meal": (ANNA, "SSR+SPML:HK:1:XX:::::{}"),
    "assistance": (ANNA, "SSR+MEDA:HK:1:XX:::::{}+{}::1"),
    "status of a service": (ANNA, "SSR+SEAT:{}:1:XX:::NCE:BRU+14C::1"),
    "carrier of a service": (ANNA, "SSR+SEAT:HK:{}:{}:{}:{}:{}:{}+14C::1"),
    "text of a seat": (ANNA, "SSR+NSST:HK:1:XX:::NCE:BRU:{}+14C::1"),
    "seat": (ANNA, "SSR+SEAT:HK:1:XX:::NCE:BRU+{}::1:{}"),
    "text of a ticket service": (ANNA, "SSR+TKNE:HK:1:XX:::NCE:BRU:{}+::1"),
    "text after a ticket service": (ANNA, "SSR+TKNE:HK:1:XX:::::TKT NBR 1392178947000 {}"),
    "text of a loyalty service": (ANNA, "SSR+FQTV:HK:1:XX:::::{}"),
    "text after a loyalty service": (ANNA, "SSR+FQTV:HK:1:XX:::::XX12345678-{}"),
    "text of an identification": (ANNA, "SSR+FOID:HK:1:XX:::::{}"),
    "text after a passport identification": (ANNA, "SSR+FOID:HK:1:XX:::::PPAB123456 {}"),
    "text of excess baggage": (ANNA, "SSR+XBAG:HK:1:XX:::::{}"),
    "text on a minor": (ANNA, "SSR+UMNR:HK:1:XX:::::UM09 {}"),
    "language of an adult": (ANNA, "SSR+LANG:HK:1:XX:::::{}"),
    "language of a minor": (ANNA, "SSR+UMNR:HK:1:XX+::1", "SSR+LANG:HK:1:XX:::::{}"),
    "text of a child": (ANNA, "SSR+CHLD:HK:1:XX:::::{}"),
    "contact that is none": (ANNA, "SSR+CTCM:HK:1:XX:::::CALL {}"),
    "check-in text": (ANNA, "SSR+CKIN:HK:1:XX:::::{}"),
    "after the names of a document": (ANNA, "SSR+DOCS:HK:1:XX:::::/P/BEL/AB123456/BEL/12JUL64/F//EXAMPLE/ANNA//{}"),
    "issuer and sex of a document": (ANNA, "SSR+DOCS:HK:1:XX:::::/{}/{}/AB123456/{}/{}/{}/{}/EXAMPLE/ANNA"),
    "places of a visa": (ANNA, "SSR+DOCO:HK:1:XX:::::/{}/V/8675309/{}/22DEC26/{}"),
    "redress number": (ANNA, "SSR+DOCO:HK:1:XX:::::/{}/R/{}/{}"),
    "birth address": (ANNA, "SSR+DOCA:HK:1:XX:::::/B/BEL/{}/{}"),
    "after an address": (ANNA, "SSR+DOCA:HK:1:XX:::::/R/BEL/1 RUE NEUVE/TOURNAI//7500/{}"),
    "remark of the booking": ("IFT+4:28::XX+{}",),
    "remark of a traveller": (ANNA, "IFT+4:28::XX+PAX IS {}+{}"),
    "agency's phone": (ANNA, "IFT+4:28::XX+CTCT BRU {}"),
    "fare calculation": (ANNA, "IFT+4:15:9+{}"),
    "payer": (ANNA, "TKT+0062120234533:T:1", "FOP+CC", "IFT+4:43+{}+{}"),
    "remark of a flight": (LEG, "IFT+4:28::XX+CTCM {}"),
    "traveller's qualifiers": ("TIF+EXAMPLE:{}:{}:{}+ANNA:{}:{}:{}:{}:{}",),
    "group name": ("TIF+{}:G:25",),
    "loyalty": (ANNA, "FTI+{}:{}:{}:{}:{}:{}"),
    "unique reference": (ANNA, "REF+{}:{}"),
    "fare": (ANNA, "FAR+{}+{}+++{}"),
    "ticket": (ANNA, "TKT+{}:{}:{}"),
    "amount": (ANNA, "TKT+0062120234533:T:1", "MON+{}:{}:{}"),
    "pricing": (ANNA, "TKT+0062120234533:T:1", "PTK+{}++{}+{}+{}+{}"),
    "tax": (ANNA, "TKT+0062120234533:T:1", "TXD+{}+3.10:::{}"),
    "payment": (ANNA, "TKT+0062120234533:T:1", "FOP+{}:{}:{}:{}:{}:{}:{}:{}"),
    "payment's free fields": (ANNA, "TKT+0062120234533:T:1", "FOP+CC::1.00:VI:4111111111111111:0231:{}:{}:{}"),
    "address of a payment": (ANNA, "TKT+0062120234533:T:1", "FOP+CC", "ADD+{}+702:1 RUE NEUVE::::BE:7500:{}:{}+ZZZ:{}"),
    "address without a payment": (ANNA, "TKT+0062120234533:T:1", "ADD++702:{}"),
    "address of a traveller": (ANNA, "ADD++700:{}:{}:{}:{}:{}:{}:{}"),
    "address of another purpose": ("ADD++ZZZ:{}",),
    "name of an address": ("ADD+{}+700:1 RUE NEUVE::::BE:7500:{}",),
    "locator": ("RCI+{}:{}:{}:{}:{}",),
    "agency": ("ORG+{}:{}:{}+{}:{}:{}+{}+{}:{}+{}+{}:{}:{}+{}+{}+{}",),
    "times": ("DAT+3:{}+700:{}:{}",),
    "prepaid bags": (ANNA, "EBD+{}:{}+{}:{}:{}:{}+{}"),
    "flight": ("TVL+{}:{}:{}:{}:{}+NCE:{}+BRU:{}+{}:{}+{}:{}:{}:{}+{}+{}+{}+{}",),
    "operating flight": (LEG, "TRA+{}+{}:{}:{}", "TVL+++++{}:M"),
    "status": (LEG, "RPI+{}+{}+{}"),
    "equipment": (LEG, "APD+{}"),
    "check-in": (ANNA, LEG, "DAT+2:{}", "ORG+{}+{}", "TRI+{}+{}::{}:1", ANNA, "SSD+{}++{}++{}"),
    "bags": (ANNA, LEG, "TRI+++1", ANNA, "TBD+{}+1:{}:{}+{}+{}:{}+{}:{}:{}:{}:{}"),
    "locator of a flight": (LEG, "RCI+XX:{}"),
    "split booking": (LEG, "EQN+{}:{}", "RCI+XX:{}"),
    "hotel": ("MSG+8:{}", "TVL+021230+NCE:{}++XX+{}"),
    "history": (
        "ABI+{}+{}:{}:{}+{}++{}",
        "DAT+ZT:{}:{}",
        "SAC+{}++{}",
        "TIF+EXAMPLE:{}:{}+ANNA:{}:{}",
        "TVL+{}:{}+NCE:{}+BRU:{}+{}:{}+{}:{}",
        "RPI+{}+{}",
        "SAC+++A",
        "TIF+{}:G:25",
        "SAC+++A",
        "IFT+4:19+{}",
        "SAC+++A",
        "SSR+{}:HK:1:XX:::::{}",
    ),
    "unstructured history": ("LTS+{}",),
    "unknown segment": ("ZZZ+{}",),
    "unknown tag": ("{}+X",),
}
LIST_PLACES = {
    "after the names": ("NAD+FL+++EXAMPLE:ANNA:MARIA:{}:{}",),
    "remark in a name": ("NAD+FL+++EXAMPLE/{}:ANNA MR/{}", "NAD+FM+++EXAMPLE*{}:ANNA({}):*{}"),
    "address": ("NAD+FL+{}+{}+EXAMPLE:ANNA+{}+{}+{}+{}+{}",),
    "other party": ("NAD+ZZ+++{}",),
    "contact of the sender": ("COM+{}:TE",),
    "contact of a traveller": ("NAD+FL+++EXAMPLE:ANNA", "COM+{}:EM"),
    "free text": ("NAD+FL+++EXAMPLE:ANNA", "FTX+AAI+++{}:{}"),
    "bag tag": ("NAD+FL+++EXAMPLE:ANNA", "FTX+BAG+++{}:{}+{}"),
    "references": ("NAD+FL+++EXAMPLE:ANNA", "RFF+AVF:{}", "RFF+ABO:{}", "RFF+SEA:{}", "RFF+ZZZ:{}", "RFF+YZY:{}"),
    "places": ("NAD+FL+++EXAMPLE:ANNA", "LOC+22+{}", "LOC+178+{}", "LOC+179+{}", "LOC+174+{}", "LOC+ZZZ+{}"),
    "codes": (
        "NAD+FL+++EXAMPLE:ANNA",
        "ATT+2++{}",
        "NAT+2+{}",
        "MEA+CT++{}",
        "MEA+WT++{}:{}",
        "GEI+4+{}",
        "DTM+329:{}",
    ),
    "birth date": ("NAD+FL+++EXAMPLE:ANNA", "DTM+329:{}"),
    "document": ("NAD+FL+++EXAMPLE:ANNA", "DOC+{}:{}+AB123456+{}", "DTM+36:{}", "LOC+91+{}:{}"),
    "employment": ("NAD+FL+++EXAMPLE:ANNA", "EMP+{}"),
    "flight": ("TDT+20+{}+++{}", "LOC+125+{}", "DTM+189:{}", "LOC+87+BRU:{}"),
    "function": ("BGM+{}+{}",),
    "count": ("CNT+{}:{}",),
    "unknown segment": ("ZZZ+{}",),
}


@pytest.mark.parametrize("marker", MARKERS)
@pytest.mark.parametrize("place", BOOKING_PLACES)
def test_no_text_planted_in_a_booking_reaches_a_record(place, marker, pnrgov_bytes):
    segments = [segment.replace("{}", marker) for segment in BOOKING_PLACES[place]]

    stored = msgspec.msgpack.encode(read_travel_file(pnrgov_bytes("SRC", "RCI+1A:ABCDEF", *segments)))

    assert marker.encode() not in stored


@pytest.mark.parametrize("marker", MARKERS)
@pytest.mark.parametrize("place", LIST_PLACES)
def test_no_text_planted_in_a_list_reaches_a_record(place, marker, paxlst):
    push = paxlst(*(segment.replace("{}", marker) for segment in LIST_PLACES[place]))

    assert marker.encode() not in msgspec.msgpack.encode(push)


@pytest.mark.parametrize("marker", MARKERS)
def test_no_text_planted_in_service_segments_reaches_a_record(marker):
    head = "UNB+IATA:1:{}+{}:{}+{}:{}+301201:0900:{}+{}+{}+{}'UNG+{}+{}+{}+{}:{}+{}+{}+{}:{}'"
    message = "UNH+{}+PNRGOV:13:1:IA:{}+{}+01:F:{}'MSG+{}:22:{}'ORG+{}+{}'TVL+{}+{}+{}+{}+{}'EQN+{}:{}'UNT+{}+{}'"
    data = (head + message + "UNE+{}+{}'UNZ+{}+{}'").replace("{}", marker)

    stored = msgspec.msgpack.encode(read_travel_file(data.encode()))

    assert marker.encode() not in stored


@pytest.mark.parametrize("code", sorted(code for code in SPECIAL_SERVICES if SPECIAL_SERVICES[code] is Treatment.DROP))
def test_dropped_service_is_counted_without_its_code_and_leaves_nothing_else(code, booking):
    segment = f"SSR+{code}:HK:1:XX:::NCE:BRU:PAX ASKS FOR {code}+ABC::1"

    with_service = booking(ANNA, segment, LEG)

    assert with_service.dropped == {"SSR outside Annex I": 1}
    assert code not in repr(with_service)
    assert msgspec.structs.replace(with_service, dropped={}).travellers[0].minor_remarks == ()
    assert f"ASKS FOR {code}" not in repr(with_service)


@pytest.mark.shared
def test_each_listed_code_is_treated_as_the_list_says(shared):
    with (shared / "providers" / "tables" / "pnr_ssr_codes.csv").open(newline="") as table:
        listed = {row["code"]: row["treatment"].split()[0] for row in csv.DictReader(table)}
    # LANG is dropped but for unaccompanied minors, whom the table's own exception names.
    kept = {code for code in listed if SPECIAL_SERVICES[code] is Treatment.KEEP} - {"LANG"}

    assert kept == {code for code, treatment in listed.items() if treatment == "KEEP"}


def test_unknown_service_is_counted_without_its_code(booking):
    assert booking(ANNA, "SSR+HALA:HK:1:XX").dropped == {"SSR outside Annex I": 1}


class TestKept:
    """What Annex I lists is kept, in its structured part."""

    @pytest.mark.parametrize(
        ("text", "contact"),
        [
            ("CTCE ANNA..EXAMPLE//EXAMPLE.ORG", ("e-mail", "ANNA_EXAMPLE@EXAMPLE.ORG")),
            ("CTCE ANNA./EXAMPLE//EXAMPLE.ORG", ("e-mail", "ANNA-EXAMPLE@EXAMPLE.ORG")),
            ("YY CTCM 0032470000000", ("phone", "0032470000000")),
            ("CTCP 0032 470 00 00 00-1EXAMPLE/ANNA", ("phone", "0032 470 00 00 00")),
        ],
    )
    def test_travellers_own_contact_is_kept(self, text, contact, booking):
        (kept,) = booking(ANNA, f"IFT+4:28::XX+{text}").travellers[0].contacts

        assert (kept.kind, kept.text) == contact

    @pytest.mark.parametrize(
        "segment",
        ["SSR+CTCE:HK:1:XX:::::/ANNA//EXAMPLE.ORG+::1", "SSR+CTCE:HK:1:XX:::::ANNA//EXAMPLE.ORG+::1"],
    )
    def test_contact_of_a_service_is_kept(self, segment, booking):
        (kept,) = booking(ANNA, segment).travellers[0].contacts

        assert (kept.kind, kept.text) == ("e-mail", "ANNA@EXAMPLE.ORG")

    def test_minor_keeps_age_and_language_code(self, booking):
        segments = ("SSR+LANG:HK:1:XX:::::FR+::1", "SSR+UMNR:HK:1:XX:::::UM09 GUARDIAN MRS MUSTER+::1")

        (traveller,) = booking(ANNA, *segments).travellers

        assert traveller.minor_remarks == ("unaccompanied minor", "age 9", "language FR")
        assert "MUSTER" not in repr(traveller)

    def test_home_address_of_a_traveller_is_kept(self, booking):
        (kept,) = booking(ANNA, "SSR+DOCA:HK:1:XX:::::/R/BEL/1 RUE NEUVE/TOURNAI//7500+::1").travellers[0].contacts

        assert (kept.kind, kept.text) == ("address", "1 RUE NEUVE, TOURNAI, 7500, BEL")

    def test_passport_number_of_an_identification_is_kept(self, booking):
        (document,) = booking(ANNA, "SSR+FOID:HK:1:XX:::::PPAB123456-1EXAMPLE/ANNA+::1").travellers[0].documents

        assert (document.type_code, document.number) == ("PP", "AB123456")

    @pytest.mark.parametrize(
        ("text", "count", "weight"), [("TTL20KG1PC", 1, "20"), ("2PC", 2, ""), ("23K", None, "23")]
    )
    def test_excess_baggage_is_kept(self, text, count, weight, booking):
        (bag,) = booking(ANNA, f"SSR+XBAG:HK:1:XX:::::{text}+::1").travellers[0].bags

        assert (bag.count, bag.weight) == (count, weight)

    @pytest.mark.parametrize(
        ("account", "masked"),
        [
            ("4111111111111111", "411111XXXXXX1111"),
            ("372395XXXXX9581", "372395XXXXX9581"),
            ("41111111", "XXXX1111"),
            ("4111********1111", "4111XXXXXXXX1111"),
        ],
    )
    def test_card_keeps_its_first_six_and_last_four_characters(self, account, masked, booking):
        (ticket,) = booking(ANNA, "TKT+0062120234533:T:1", f"FOP+CC:::VI:{account}").travellers[0].tickets

        assert ticket.payments[0].account == masked
