"""Laws of PNRGOV XML: what is written is read as it was, any bytes give a file or `Malformed`, damage stays at home."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tournai.errors import Malformed
from tournai.travel import (
    Agency,
    Bag,
    CheckIn,
    Contact,
    FrequentFlyer,
    Leg,
    Locator,
    MessageFormat,
    MessageFunction,
    MessageSyntax,
    Payment,
    Pnr,
    Pricing,
    Push,
    Seat,
    Tax,
    Ticket,
    TravelDocument,
    TravelFile,
    Traveller,
    read_travel_file,
    summarise,
    write_pnrgov_xml,
)
from tournai.values import DocumentKind, PartialDate, Sex

ROUTES = [("NCE", "BRU"), ("BRU", "JFK"), ("JFK", "BRU")]
NAMES = st.from_regex(r"[A-ZÀ-ÖØ-Ý][A-Z'ŠŽ]{3,12}X", fullmatch=True)
INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
DAYS = st.dates(date(1930, 1, 1), date(2029, 12, 31))
TIMES = st.datetimes(datetime(2030, 1, 1), datetime(2031, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
CODES = st.from_regex(r"[A-Z]{2}", fullmatch=True)
AMOUNTS = st.from_regex(r"[1-9][0-9]{0,4}\.[0-9]{2}", fullmatch=True)
LOCATORS = st.builds(Locator, CODES, st.from_regex(r"[A-Z0-9]{6}", fullmatch=True))
PHONES = st.from_regex(r"\+?[0-9]{8,12}", fullmatch=True).map(lambda text: Contact("phone", text))
MAILS = st.from_regex(r"[a-z]{3,8}\+?[a-z]@[a-z]{3,8}\.org", fullmatch=True).map(lambda text: Contact("e-mail", text))
ADDRESSES = st.lists(st.from_regex(r"[1-9A-ZÉ][0-9A-ZÉ' /&.]{1,20}[A-Z]", fullmatch=True), min_size=2, max_size=5).map(
    lambda parts: Contact("address", ", ".join(" ".join(part.split()) for part in parts))
)
TAXES = st.builds(Tax, AMOUNTS, st.sampled_from(["", "BEL"]), st.just("EUR"), CODES)
PRICING = st.builds(
    Pricing,
    indicators=st.sampled_from([(), ("NR",)]),
    ticket_before=st.none() | INSTANTS,
    carrier=CODES,
    places=st.sampled_from([(), ("BRU",)]),
)
PAYMENTS = st.builds(
    Payment,
    form=st.sampled_from(["CC", "CA"]),
    amount=AMOUNTS,
    vendor=CODES,
    account=st.sampled_from(["", "411111XXXXXX1111"]),
    expiry=st.sampled_from(["", "0231"]),
    indicator=st.sampled_from(["", "1", "2", "3"]),
)
TICKETS = st.builds(
    Ticket,
    number=st.from_regex(r"[0-9]{13}", fullmatch=True),
    issued_on=st.none() | DAYS,
    amounts=st.lists(st.tuples(st.sampled_from("TBE"), AMOUNTS, st.just("EUR")), max_size=3).map(tuple),
    payments=st.lists(PAYMENTS, max_size=2).map(tuple),
    type_code=st.sampled_from(["", "T"]),
    taxes=st.lists(TAXES, max_size=3).map(tuple),
    pricing=st.none() | PRICING,
)
BIRTHS = st.none() | DAYS.map(PartialDate.on) | st.integers(1930, 2020).map(PartialDate.in_year)
BIRTHS |= st.builds(PartialDate.in_month, st.integers(1930, 2020), st.integers(1, 12))
BAGS = st.builds(
    lambda first, runs, **rest: Bag(
        tags=tuple(f"{first + 200 * run + step:010}" for run, length in enumerate(runs) for step in range(length)),
        tag_entries=len(runs),
        **rest,
    ),
    first=st.integers(0, 10**9),
    runs=st.lists(st.integers(1, 4), min_size=1, max_size=3),
    count=st.none() | st.integers(1, 9),
    destination=st.sampled_from(["", "BRU"]),
    pool=st.sampled_from(["", "HP", "MP"]),
)


def weighed(bags: st.SearchStrategy[Bag], **kinds: object) -> st.SearchStrategy[tuple[Bag, ...]]:
    weights = st.sampled_from([("", ""), ("20", "KG"), ("44", "LB")])
    heavy = st.builds(
        lambda bag, weight: msgspec.structs.replace(bag, weight=weight[0], weight_unit=weight[1], **kinds),
        bags,
        weights,
    )
    return st.lists(heavy, max_size=2).map(tuple)


@st.composite
def legs(draw: st.DrawFn) -> tuple[Leg, ...]:
    return tuple(draw(leg(route)) for route in draw(st.sampled_from([ROUTES[:0], ROUTES[:1], ROUTES])))


@st.composite
def leg(draw: st.DrawFn, route: tuple[str, str]) -> Leg:
    departure = draw(TIMES)
    arrival = draw(st.sampled_from([None, departure + timedelta(hours=2)]))
    is_shared = draw(st.booleans())
    return Leg(
        carrier=draw(CODES),
        number=draw(st.from_regex(r"[0-9]{1,4}", fullmatch=True)),
        departure_airport=route[0],
        arrival_airport=route[1],
        departure=departure,
        arrival=arrival,
        arrival_date=None if arrival else draw(st.sampled_from([None, departure.date()])),
        departure_date=departure.date(),
        operational_suffix=draw(st.sampled_from(["", "A"])),
        operating_carrier=draw(CODES) if is_shared else "",
        operating_number=draw(st.from_regex(r"[1-9][0-9]{0,3}", fullmatch=True)) if is_shared else "",
        booking_class=draw(st.sampled_from(["", "Y"])),
        status=draw(st.sampled_from([(), ("HK",)])),
        equipment=draw(st.sampled_from(["", "CR9"])),
        operating_class=draw(st.sampled_from(["", "B"])) if is_shared else "",
        traveller_count=draw(st.none() | st.integers(1, 9)),
        locators=tuple(draw(st.lists(LOCATORS, max_size=1))),
    )


@st.composite
def document(draw: st.DrawFn, surname: str, given: str) -> TravelDocument:
    code, kind = draw(st.sampled_from([("P", DocumentKind.PASSPORT), ("I", DocumentKind.IDENTITY_CARD)]))
    return TravelDocument(
        kind=kind,
        type_code=code,
        number=draw(st.from_regex(r"[A-Z]{2}[0-9]{6}", fullmatch=True)),
        issuing_state=draw(st.sampled_from([None, "BEL", "FRA"])),
        nationality=draw(st.sampled_from([None, "BEL", "FRA"])),
        date_of_birth=draw(BIRTHS),
        sex=draw(st.sampled_from([Sex.UNKNOWN, Sex.MALE, Sex.FEMALE, Sex.UNSPECIFIED])),
        date_of_expiry=draw(st.none() | DAYS),
        surname=surname,
        given=given,
        source_code="DOCS",
    )


@st.composite
def traveller(draw: st.DrawFn, number: int, flights: int) -> Traveller:
    surname, given = f"{draw(NAMES)}{'ABC'[number]}", draw(NAMES)
    documents = tuple(draw(st.lists(document(surname, given), max_size=2, unique_by=lambda one: one.number)))
    births = [one.date_of_birth for one in documents if one.date_of_birth]
    sexes = [one.sex for one in documents if one.sex is not Sex.UNKNOWN]
    some = st.sets(st.integers(0, flights - 1), max_size=2) if flights else st.just(set())
    seats = [Seat("6F", leg, is_assigned=True, cabin="Y") for leg in sorted(draw(some))]
    seats += [Seat("14C", leg) for leg in sorted(draw(some))]
    checked = [bag for leg in range(flights) for bag in draw(weighed(BAGS, leg=leg)) if draw(st.booleans())]
    return Traveller(
        surname=surname,
        given=given,
        title=draw(st.sampled_from(["", "MRS"])),
        type_code=draw(st.sampled_from(["", "ADT"])),
        reference=str(number + 1),
        unique_reference=draw(st.sampled_from(["", "20058F6D0002E3B8"])),
        date_of_birth=births[0] if births else None,
        sex=sexes[0] if sexes else Sex.UNKNOWN,
        nationalities=tuple(dict.fromkeys(one.nationality for one in documents if one.nationality)),
        documents=documents,
        contacts=(*draw(st.lists(PHONES | MAILS, max_size=2)), *draw(st.lists(ADDRESSES, max_size=1))),
        frequent_flyer=draw(st.sampled_from([(), (FrequentFlyer("XX", "12345678", "GOLD"),)])),
        tickets=tuple(draw(st.lists(TICKETS, max_size=2))),
        seats=tuple(seats),
        bags=(*draw(weighed(BAGS, is_prepaid=True)), *checked),
        check_ins=tuple(CheckIn(leg, draw(INSTANTS), "032") for leg in sorted(draw(some))),
        minor_remarks=draw(st.sampled_from([(), ("unaccompanied minor", "age 9", "language FR")])),
        is_with_infant=draw(st.booleans()),
    )


@st.composite
def pnrs(draw: st.DrawFn) -> Pnr:
    flights = draw(legs())
    people = tuple(draw(traveller(number, len(flights))) for number in range(draw(st.integers(1, 3))))
    first = msgspec.structs.replace(draw(LOCATORS), created=draw(st.none() | INSTANTS))
    agency = Agency("1A", "BRU", "00123456", "BRU1A098", "T", "BEL", "1234AB")
    return Pnr(
        locators=(first, *draw(st.lists(LOCATORS, max_size=1))),
        travellers=people,
        legs=flights,
        last_changed=draw(st.none() | INSTANTS),
        ticketed_on=draw(st.none() | INSTANTS),
        agency=draw(st.sampled_from([None, agency])),
        contacts=tuple(draw(st.lists(PHONES | MAILS | ADDRESSES, max_size=3))),
        prepaid_bags=draw(weighed(BAGS, is_prepaid=True)),
        declared_travellers=len(people),
    )


@st.composite
def pushes(draw: st.DrawFn) -> Push:
    bookings = tuple(draw(st.lists(pnrs(), max_size=2)))
    part = draw(st.none() | st.integers(1, 9))
    flown = msgspec.structs.replace(draw(leg(ROUTES[0])), locators=())
    return Push(
        format=MessageFormat.PNRGOV,
        syntax=MessageSyntax.XML,
        version=draw(st.sampled_from(["13.1", "14.1", "2016.1"])),
        function=draw(st.sampled_from([MessageFunction.FULL, MessageFunction.UPDATE, MessageFunction.OTHER])),
        sender="XX",
        interchange_reference=draw(st.sampled_from(["", "00000000000123"])),
        message_reference=draw(st.sampled_from(["", "1"])),
        access_reference=draw(st.sampled_from(["XX1/021230/0900", *([""] if part is None else [])])),
        part=part,
        is_last_part=None if part is None else draw(st.booleans()),
        prepared_at=draw(st.none() | INSTANTS),
        legs=(flown,),
        pnrs=bookings,
        declared_pnrs=len(bookings),
        reporting_contacts=draw(st.sampled_from([(), (Contact("e-mail", "desk@example.org"),)])),
    )


PLACES = {"place", "birth_place", "sex_place", "nationality_place", "billing_place", "dropped"}


def without_places(value: object) -> object:
    """Return a record as plain values, its places left out, and the counts of what was dropped."""
    if isinstance(value, msgspec.Struct):
        names = [name for name in value.__struct_fields__ if name not in PLACES]
        return {name: without_places(getattr(value, name)) for name in names}
    return [without_places(one) for one in value] if isinstance(value, tuple) else value


PIECES = st.sampled_from(
    [b"<", b">", b'"', b"&", b"</", b"/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?", b"<PNR>", b"</PNR>", b"\xff"]
) | st.binary(max_size=4)
EDITS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 12), PIECES), min_size=1, max_size=8)
SAMPLE = write_pnrgov_xml(
    Push(
        format=MessageFormat.PNRGOV,
        version="13.1",
        legs=(Leg("XX", "1", "NCE", "BRU"),),
        pnrs=tuple(
            Pnr((Locator("1A", locator),), (Traveller("EXAMPLE", "ANNA", reference="1"), Traveller("OTHER", "BO")))
            for locator in ("AAAAAA", "BBBBBB", "CCCCCC")
        ),
    )
)
SECOND = slice(SAMPLE.index(b"<PNR ", SAMPLE.index(b"AAAAAA")), SAMPLE.index(b"</PNR>", SAMPLE.index(b"BBBBBB")) + 6)


def edited(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in edits:
        start = int(place * (len(data) + 1))
        data = data[:start] + piece + data[start + length :]
    return data


@given(pushes())
@settings(max_examples=50, deadline=None)
def test_push_written_as_xml_and_read_back_is_equal(push):
    file = read_travel_file(write_pnrgov_xml(push))

    assert (file.defects, set(file.pushes[0].dropped) - {"SSR UMNR text"}) == ((), set())
    assert [without_places(read) for read in file.pushes] == [without_places(push)]


@given(pushes())
@settings(max_examples=15, deadline=None)
def test_what_is_written_twice_is_the_same(push):
    once = write_pnrgov_xml(push)

    assert write_pnrgov_xml(read_travel_file(once).pushes[0]) == once


@given(
    st.binary(max_size=200), st.sampled_from([b"<?xml version='1.0'?>", b"<IATA_PNRGOV_NotifRQ><PNR>", b"<!DOCTYPE "])
)
def test_any_bytes_after_an_opening_give_a_file_or_malformed(data, opening):
    with suppress(Malformed):
        assert isinstance(read_travel_file(opening + data), TravelFile)


@given(EDITS, st.sampled_from(["utf-8", "utf-16", "latin-1"]))
@settings(max_examples=200, deadline=None)
def test_damaged_message_gives_a_file_or_malformed_with_places_inside_it(edits, codec):
    data = edited(SAMPLE.replace(b"UTF-8", codec.encode()).decode().encode(codec), edits)

    with suppress(Malformed):
        assert all(0 <= defect.offset <= len(data) for defect in summarise(read_travel_file(data)).defects)


@given(EDITS)
@settings(max_examples=200, deadline=None)
def test_damage_in_one_booking_never_loses_another(edits):
    data = SAMPLE[: SECOND.start] + edited(SAMPLE[SECOND], edits) + SAMPLE[SECOND.stop :]

    pnrs = [pnr for push in read_travel_file(data).pushes for pnr in push.pnrs]

    found = {one.locator: [person.given for person in pnr.travellers] for pnr in pnrs for one in pnr.locators}
    assert (found["AAAAAA"], found["CCCCCC"]) == (["ANNA", "BO"], ["ANNA", "BO"])
