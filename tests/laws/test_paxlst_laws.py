"""Laws of passenger lists: what was written is read back, in every variant and with any separators."""

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from tournai.travel import (
    Bag,
    Contact,
    Leg,
    ListAction,
    ListSubject,
    MessageFormat,
    MessageFunction,
    Push,
    Seat,
    Separators,
    Ticket,
    TravelDocument,
    Traveller,
    Unwritable,
    read_travel_file,
)
from tournai.travel.paxlst import VARIANTS, flight_reference, write_paxlst
from tournai.travel.service_requests import KINDS
from tournai.values import DocumentKind, PartialDate, Sex

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SEPARATORS = st.sampled_from(
    [Separators(), Separators(element="*", terminator="#"), Separators(release="\\", repetition="*")]
)
AIRPORTS = st.text(LETTERS, min_size=3, max_size=3)
STATES = st.sampled_from(["BEL", "FRA", "USA", "CHN"])
NAMES = st.text(LETTERS + "'+:?-éøŁ", min_size=1, max_size=12).map(lambda text: f"A{text}B")
DAYS = st.dates(date(1920, 1, 1), date(2030, 12, 1))
BIRTHS = (
    DAYS.map(PartialDate.on)
    | st.integers(1920, 2029).map(PartialDate.in_year)
    | st.tuples(st.integers(1920, 2029), st.integers(1, 12)).map(lambda parts: PartialDate.in_month(*parts))
)
INSTANTS = st.datetimes(datetime(2030, 1, 1), datetime(2030, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
TYPES = st.sampled_from(["", "P", "I", "V", "AC", "F"])


@st.composite
def documents(draw):
    code = draw(TYPES)
    return TravelDocument(
        kind=KINDS.get(code, DocumentKind.OTHER),
        type_code=code,
        number=draw(st.from_regex(r"[A-Z]{2}[0-9]{6}", fullmatch=True)),
        issuing_state=draw(st.none() | STATES),
        date_of_expiry=draw(st.none() | st.dates(date(1995, 1, 1), date(2065, 1, 1))),
        source_code="DOC",
    )


@st.composite
def bags(draw):
    total = Bag(count=draw(st.integers(0, 9)), weight=draw(st.sampled_from(["", "13"])))
    total = replace(total, weight_unit=draw(st.sampled_from(["KG", "LB", ""])) if total.weight else "")
    runs = draw(st.lists(st.tuples(st.integers(0, 900_000), st.integers(1, 4)), max_size=3))
    tagged = [Bag(tags=tuple(f"XX{first + step:06}" for step in range(count)), tag_entries=1) for first, count in runs]
    return (*draw(st.sampled_from([(), (total,)])), *tagged)


@st.composite
def travellers(draw, *, is_crew: bool):
    return Traveller(
        surname=draw(NAMES),
        given=draw(st.lists(NAMES, max_size=3).map(" ".join)),
        unique_reference=draw(st.sampled_from(["", "ABC123"])),
        is_crew=is_crew,
        is_transit=draw(st.booleans()),
        date_of_birth=draw(st.none() | BIRTHS),
        sex=draw(st.sampled_from(Sex)),
        nationalities=tuple(draw(st.lists(STATES, unique=True, max_size=2))),
        documents=tuple(draw(st.lists(documents(), max_size=2))),
        tickets=tuple(Ticket(number) for number in draw(st.lists(st.just("1234567890123"), max_size=1))),
        seats=tuple(Seat(seat, is_assigned=True) for seat in draw(st.lists(st.just("12C"), max_size=2))),
        bags=draw(bags()),
        first_port=draw(st.just("") | AIRPORTS),
        journey_start=draw(st.just("") | AIRPORTS),
        journey_end=draw(st.just("") | AIRPORTS),
        capture_verified=draw(st.sampled_from([True, False, None])),
        record_locators=tuple(draw(st.lists(st.sampled_from(["TYR123", "ABCDEF"]), max_size=2))),
    )


@st.composite
def legs(draw):
    departure = draw(st.none() | INSTANTS)
    return Leg(
        carrier=draw(st.sampled_from(["XX", "U2", "9W", "DLH"])),
        number=draw(st.sampled_from(["1", "0012", "1234"])),
        departure_airport=draw(AIRPORTS),
        arrival_airport=draw(AIRPORTS),
        departure=departure,
        arrival=draw(st.none() | INSTANTS),
        departure_date=departure.date() if departure else None,
        operational_suffix=draw(st.sampled_from(["", "A"])),
        crosses_border=draw(st.booleans()),
        is_overflight=draw(st.booleans()),
    )


LISTS = st.sampled_from(
    [
        (ListSubject.PASSENGERS, ListAction.REPORT, MessageFunction.FULL, False),
        (ListSubject.PASSENGERS, ListAction.CHANGE, MessageFunction.UPDATE, False),
        (ListSubject.PASSENGERS, ListAction.REMOVE, MessageFunction.CANCEL, False),
        (ListSubject.CREW, ListAction.REPORT, MessageFunction.CREW, True),
        (ListSubject.CREW, ListAction.CHANGE, MessageFunction.CREW, True),
        (ListSubject.MASTER_CREW, ListAction.ADD, MessageFunction.CREW, True),
        (ListSubject.MASTER_CREW, ListAction.REMOVE, MessageFunction.CANCEL, True),
        (ListSubject.FLIGHT, ListAction.CLOSE, MessageFunction.CLOSE, False),
        (ListSubject.FLIGHT, ListAction.ABOARD, MessageFunction.CLOSE, False),
        (ListSubject.FLIGHT, ListAction.NOT_ABOARD, MessageFunction.CANCEL, False),
        (ListSubject.FLIGHT, ListAction.CANCEL_FLIGHT, MessageFunction.CANCEL, False),
        (ListSubject.FLIGHT, ListAction.CHANGE_FLIGHT, MessageFunction.UPDATE, False),
        (ListSubject.GATE_PASSES, ListAction.REPORT, MessageFunction.OTHER, False),
    ]
)


@st.composite
def pushes(draw):
    subject, action, function, is_crew = draw(LISTS)
    people = tuple(draw(st.lists(travellers(is_crew=is_crew), max_size=4)))
    part, is_last = draw(st.sampled_from([(None, None), (1, True), (1, False), (2, False), (3, True)]))
    return Push(
        format=MessageFormat.PAXLST,
        version=draw(st.sampled_from(["D.02B", "D.05B", "D.12B", "D.16B"])),
        function=function,
        sender="XT SYSTEM",
        recipient="GOV",
        interchange_reference="301201",
        message_reference="PAX001",
        access_reference=draw(st.sampled_from(["", "XX1/301202/0900"])),
        part=part,
        is_last_part=is_last,
        prepared_at=datetime(2030, 12, 1, 9, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 800))),
        legs=tuple(draw(st.lists(legs(), min_size=1, max_size=3))),
        travellers=people,
        reporting_party=draw(st.sampled_from(["", "HELP DESK"])),
        declared_travellers=len(people),
        list_subject=subject,
        list_action=action,
        transaction_reference=draw(st.sampled_from(["", "AJYTR1070219"])),
        reporting_contacts=tuple(draw(st.lists(st.sampled_from(CONTACTS), max_size=3))),
    )


CONTACTS = [Contact("phone", "000 555 0100"), Contact("fax", "000-555-0101"), Contact("e-mail", "desk@example.org")]


def without_places(value):
    """Return a record as plain values, where everything stood and what was wrong with it left out."""
    if hasattr(value, "__struct_fields__"):
        fields = asdict(value).items()
        return {name: without_places(one) for name, one in fields if name != "defects" and not name.endswith("place")}
    return [without_places(one) for one in value] if isinstance(value, tuple) else value


@given(push=pushes(), separators=SEPARATORS, has_advice=st.booleans())
@settings(max_examples=150)
def test_written_list_is_read_back_whole_and_without_defects(push, separators, has_advice):
    written = write_paxlst(push, separators=separators, has_advice=has_advice or separators != Separators())

    (read,) = read_travel_file(written).pushes

    assert without_places(push) == without_places(read)
    assert read.defects == ()


SAMPLES = files("tournai") / "simulate" / "samples"
REAL = ["gtas/apisMessage.txt", "gtas/tamr_flight1.txt", "ediclean/A.original.txt", "ediclean/C.original.txt"]


@pytest.mark.parametrize("name", REAL)
def test_real_list_is_written_as_it_was_read(name):
    (push,) = read_travel_file(SAMPLES.joinpath(name).read_bytes()).pushes

    (again,) = read_travel_file(write_paxlst(push)).pushes

    assert without_places(replace(push, dropped={})) == without_places(again)
    assert again.defects == ()


@pytest.mark.shared
def test_real_list_of_260_persons_is_written_as_it_was_read(shared):
    (push,) = read_travel_file((shared / "travel" / "paxlst" / "Test3.txt").read_bytes()).pushes

    (again,) = read_travel_file(write_paxlst(push)).pushes

    assert len(again.travellers) == 260
    assert without_places(replace(push, dropped={})) == without_places(again)


@pytest.mark.parametrize("name", sorted(VARIANTS))
@given(push=pushes())
@settings(max_examples=25)
def test_variant_changes_the_form_and_no_person(name, push):
    (read,) = read_travel_file(write_paxlst(push, VARIANTS[name])).pushes

    assert [(one.surname, one.given, one.date_of_birth, one.bags) for one in _placeless(push)] == [
        (one.surname, one.given, one.date_of_birth, one.bags) for one in _placeless(read)
    ]
    assert read.defects == ()


def _placeless(push):
    return [replace(one, bags=tuple(replace(bag, place=None) for bag in one.bags)) for one in push.travellers]


@given(push=pushes(), name=st.sampled_from(sorted(VARIANTS)))
def test_flight_reference_of_a_variant_is_kept_when_it_is_read(push, name):
    reference = flight_reference(push.legs[0], VARIANTS[name])

    (read,) = read_travel_file(write_paxlst(replace(push, access_reference=reference), VARIANTS[name])).pushes

    assert reference == read.access_reference


@given(push=pushes())
def test_list_that_names_nobody_by_name_is_written_where_references_are_enough(push):
    nameless = replace(push, list_subject=ListSubject.FLIGHT, list_action=ListAction.ABOARD)
    nameless = replace(nameless, travellers=tuple(_reference_only(one) for one in push.travellers))

    (read,) = read_travel_file(write_paxlst(nameless)).pushes

    assert [one.record_locators for one in nameless.travellers] == [one.record_locators for one in read.travellers]
    assert "name-missing" not in [defect.code for defect in read.defects]


def _reference_only(traveller):
    return Traveller("", record_locators=traveller.record_locators, unique_reference=traveller.unique_reference)


EMPTY = Push(MessageFormat.PAXLST, "D.05B", prepared_at=datetime(2030, 12, 1, tzinfo=UTC))
LEG = Leg("XX", "1", "NCE", "BRU")


@pytest.mark.parametrize(
    "push",
    [
        EMPTY,
        replace(EMPTY, legs=(LEG,), prepared_at=None),
        replace(EMPTY, legs=(LEG,), travellers=(Traveller(""),)),
        replace(EMPTY, legs=(LEG,), list_subject=ListSubject.CREW, list_action=ListAction.ABOARD),
        replace(EMPTY, legs=(replace(LEG, departure=datetime(1999, 1, 1)),)),
        replace(EMPTY, legs=(LEG,), travellers=(Traveller("A", bags=(Bag(tags=("XX100", "XX200")),)),)),
        replace(EMPTY, legs=(LEG,), travellers=(Traveller("A", date_of_birth=PartialDate.in_years(1970, 1972)),)),
    ],
)
def test_list_that_the_format_cannot_say_is_not_written(push):
    with pytest.raises(Unwritable):
        write_paxlst(push)
