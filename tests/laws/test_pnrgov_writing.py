"""Laws of PNRGOV written: what is written is read back as it was, places aside."""

from datetime import UTC, date, datetime

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tournai.travel import (
    Agency,
    Bag,
    Change,
    CheckIn,
    Contact,
    FrequentFlyer,
    Leg,
    Locator,
    MessageFormat,
    MessageFunction,
    Payment,
    Pnr,
    Push,
    Seat,
    SplitBooking,
    Tax,
    Ticket,
    TravelDocument,
    Traveller,
    read_travel_file,
    write_pnrgov,
)
from tournai.travel.records import ChangedName, Pricing
from tournai.travel.service_strings import Separators
from tournai.values import DocumentKind, PartialDate, Sex, StateCode

SEPARATORS = [
    Separators(),
    Separators(release="\\", repetition="*"),
    Separators(component=":", element="*", terminator="$"),
]

LETTERS = "ABEGHIJKLNOPQUWXZ"
"""Without letters that every title has one of: a given name that ends in MR is no given name to a reservation."""
NAMES = st.text(LETTERS, min_size=3, max_size=12)
MINUTES = st.datetimes(datetime(2030, 6, 1), datetime(2031, 5, 1)).map(lambda at: at.replace(second=0, microsecond=0))
INSTANTS = MINUTES.map(lambda at: at.replace(tzinfo=UTC))
CARRIERS = st.sampled_from(["XX", "ZZ", "3Q"])
SYSTEMS = st.sampled_from(["XX", "1A", "1V"])
AIRPORTS = st.sampled_from(["NCE", "BRU", "CDG", "CMN", "JFK"])
LOCATORS = st.builds(Locator, SYSTEMS, st.from_regex(r"[A-Z0-9]{6}", fullmatch=True), INSTANTS)
FLIGHT_LOCATORS = LOCATORS.map(lambda one: msgspec.structs.replace(one, carrier="9W"))
"""In a system that no booking here is of: a flight's locator that repeats the booking's says nothing new."""
AMOUNTS = st.from_regex(r"[1-9][0-9]{0,4}\.[0-9]{2}", fullmatch=True)
STATES = st.sampled_from([StateCode("BEL"), StateCode("FRA"), StateCode("MAR")])
COUNTS = st.integers(1, 99)
BIRTHS = st.dates(date(1930, 1, 1), date(2030, 5, 1)).map(PartialDate.on) | st.integers(1940, 2029).map(
    PartialDate.in_year
)


@st.composite
def legs(draw):
    departure, arrival = draw(MINUTES), draw(st.none() | MINUTES)
    return Leg(
        carrier=draw(CARRIERS),
        number=str(draw(st.integers(1, 9999))),
        departure_airport=draw(AIRPORTS),
        arrival_airport=draw(AIRPORTS),
        departure=departure,
        arrival=arrival,
        departure_date=departure.date(),
        arrival_date=None if arrival else draw(st.none() | st.just(departure.date())),
        booking_class=draw(st.sampled_from(["", "Y"])),
        operational_suffix=draw(st.sampled_from(["", "B"])),
        status=tuple(draw(st.sampled_from([[], ["HK"], ["HL", "TK"]]))),
        traveller_count=draw(st.none() | COUNTS),
        equipment=draw(st.sampled_from(["", "738"])),
        locators=tuple(draw(st.lists(FLIGHT_LOCATORS, max_size=1))),
    )


@st.composite
def documents(draw):
    return TravelDocument(
        kind=DocumentKind.PASSPORT,
        type_code="P",
        number=draw(st.from_regex(r"[A-Z]{2}[0-9]{7}", fullmatch=True)),
        issuing_state=draw(STATES),
        nationality=draw(STATES),
        date_of_birth=draw(BIRTHS),
        sex=draw(st.sampled_from([Sex.MALE, Sex.FEMALE, Sex.UNSPECIFIED])),
        date_of_expiry=draw(st.none() | st.dates(date(2030, 1, 1), date(2040, 1, 1))),
        source_code="DOCS",
    )


@st.composite
def tickets(draw):
    billed = draw(st.sampled_from(["", "1 RUE DES EXEMPLES, VILLE, FR"]))
    payment = Payment(
        "CC",
        draw(AMOUNTS),
        "VI",
        "411111XXXXXX1111",
        "1232",
        indicator=draw(st.sampled_from(["", "3"])),
        billing_address=billed,
    )
    pricing = Pricing(("NR",), draw(INSTANTS), "XX", "999", ("BRU",))
    taxes = st.builds(Tax, AMOUNTS, st.sampled_from(["", "FRA"]), st.just("EUR"), st.sampled_from(["", "9"]))
    return Ticket(
        number=draw(st.from_regex(r"999[0-9]{10}", fullmatch=True)),
        issued_on=draw(st.none() | st.dates(date(2030, 1, 1), date(2031, 1, 1))),
        amounts=(("B", draw(AMOUNTS), "EUR"), ("T", draw(AMOUNTS), "EUR")),
        payments=tuple(
            draw(st.sampled_from([(), (payment,), (Payment("CA", "12.50", billing_address=billed), payment)]))
        ),
        type_code="T",
        booklets=draw(st.none() | st.integers(1, 4)),
        taxes=tuple(draw(st.lists(taxes, max_size=3))),
        pricing=draw(st.none() | st.just(pricing)),
    )


@st.composite
def travellers(draw, number, flights):
    document = draw(documents())
    leg = draw(st.sampled_from(range(flights)))
    asked = draw(st.lists(st.builds(Seat, st.just("14C"), st.sampled_from(range(flights))), max_size=1))
    bag = Bag(("XX123456", "XX123457"), 1, 2, "30", "KG", leg, "BRU", pool="HP", pool_reference="7")
    checked = draw(st.booleans())
    return Traveller(
        surname=f"EXEMPL{LETTERS[number]}{draw(NAMES)}",
        given=draw(NAMES),
        title=draw(st.sampled_from(["", "MR", "MRS"])),
        type_code=draw(st.sampled_from(["A", "C"])),
        reference=str(number + 1),
        unique_reference=draw(st.from_regex(r"[0-9A-F]{16}", fullmatch=True)),
        date_of_birth=document.date_of_birth,
        sex=document.sex,
        nationalities=(document.nationality,),
        documents=(document,),
        contacts=tuple(
            draw(
                st.lists(
                    st.sampled_from(
                        [
                            Contact("e-mail", "anna_e-x@example.org"),
                            Contact("phone", "+3225550100"),
                            Contact("address", "1 RUE DES EXEMPLES, VILLE, 1000, BE"),
                        ]
                    ),
                    unique=True,
                    max_size=3,
                )
            )
        ),
        frequent_flyer=tuple(draw(st.lists(st.just(FrequentFlyer("XX", "123456789", "GOLD")), max_size=1))),
        tickets=tuple(draw(st.lists(tickets(), max_size=2, unique_by=lambda ticket: ticket.number))),
        seats=(*((Seat("20A", leg, is_assigned=True),) if checked else ()), *asked),
        bags=(bag,) if checked else (),
        minor_remarks=draw(st.sampled_from([(), ("unaccompanied minor", "age 9", "language FR")])),
        check_ins=(CheckIn(leg, draw(INSTANTS), "017"),) if checked else (),
    )


@st.composite
def bookings(draw):
    flights = tuple(draw(st.lists(legs(), min_size=1, max_size=3)))
    people = tuple(draw(travellers(number, len(flights))) for number in range(draw(st.integers(1, 3))))
    locators = tuple(draw(st.lists(LOCATORS, min_size=1, max_size=2)))
    splits = tuple(draw(st.lists(st.builds(SplitBooking, st.tuples(LOCATORS), COUNTS), max_size=1)))
    return Pnr(
        locators=locators,
        travellers=people,
        legs=flights,
        last_changed=draw(st.none() | INSTANTS),
        ticketed_on=draw(st.none() | INSTANTS),
        agency=Agency("XX", "BRU", "12345678", "BRUXX", "A", "BEL", "D1234"),
        contacts=(Contact("address", "1 RUE DES EXEMPLES, VILLE"), Contact("phone", "+3225550101")),
        prepaid_bags=draw(st.sampled_from([(), (Bag(count=2, is_prepaid=True),)])),
        history=tuple(draw(st.lists(changes(), max_size=2))),
        split_from=tuple(locator for split in splits for locator in split.locators),
        splits=splits,
        is_group=(grouped := draw(st.booleans())),
        group_size=25 if grouped else None,
    )


@st.composite
def changes(draw):
    at = draw(INSTANTS)
    name = ChangedName(draw(NAMES), draw(NAMES))
    subject, names = draw(st.sampled_from([("TIF", (name,)), ("SSR", ())]))
    text = f"{at:%d%m%y}:{at:%H%M}"
    action = draw(st.sampled_from(["A", "X"]))
    return Change(action, subject, text, "BRUXX", changed_at=at, names=names)


PUSHES = st.builds(
    Push,
    format=st.just(MessageFormat.PNRGOV),
    version=st.sampled_from(["11.1", "13.1", "15.1"]),
    function=st.sampled_from([MessageFunction.FULL, MessageFunction.UPDATE]),
    sender=st.just("XX"),
    recipient=st.just("GOV"),
    interchange_reference=st.just("123456789012"),
    message_reference=st.just("1"),
    access_reference=st.just("XX1/021230/0900"),
    part=st.just(2),
    is_last_part=st.booleans(),
    prepared_at=st.just(datetime(2030, 12, 1, 9, 0, tzinfo=UTC)),
    legs=legs().map(
        lambda leg: (msgspec.structs.replace(leg, status=(), traveller_count=None, equipment="", locators=()),)
    ),
    pnrs=st.lists(bookings(), max_size=3).map(tuple),
    declared_pnrs=st.integers(0, 99),
)


def without_places(value):
    """Return records as plain values, without where they stood and what was dropped."""
    return _bare(msgspec.to_builtins(value))


def _bare(value):
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if not key.endswith("place") and key != "dropped"}
    return [_bare(one) for one in value] if isinstance(value, list | tuple) else value


@settings(max_examples=60, deadline=None)
@given(push=PUSHES, separators=st.sampled_from(SEPARATORS))
def test_written_push_is_read_back_as_it_was(push, separators):
    (found,) = read_travel_file(write_pnrgov(push, separators)).pushes

    assert without_places(push) == without_places(found)
