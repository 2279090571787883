"""Laws of replies and requests: what was written is read back; any bytes give a value or `Malformed`."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from tournai.errors import Malformed
from tournai.travel import Agency, Leg, Locator, Separators
from tournai.travel.replies import Ackres, Govreq, Letter, read_ackres, read_govreq, write_ackres, write_govreq
from tournai.travel.replies.cusres import (
    AnswerKind,
    Cusres,
    MessageStatus,
    PassengerAnswer,
    read_cusres,
    write_cusres,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SEPARATORS = st.sampled_from(
    [Separators(), Separators(element="*", terminator="#"), Separators(release="\\", repetition="*")]
)
INSTANTS = st.integers(0, 500_000).map(lambda minutes: datetime(2030, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
LOCAL_TIMES = INSTANTS.map(lambda at: at.replace(tzinfo=None))
LETTER = st.builds(
    Letter,
    st.sampled_from(["GOV", "NIAC", "XT SYSTEM"]),
    st.sampled_from(["XT", "GOV"]),
    INSTANTS,
    st.sampled_from(["42", "301201"]),
    st.sampled_from(["1", "PAX001"]),
    st.sampled_from(["", "XT1/301202/0900"]),
)
AIRPORTS = st.text(LETTERS, min_size=3, max_size=3)
LOCATORS = st.text(LETTERS + "0123456789", min_size=6, max_size=6)
REFERENCES = st.sampled_from(["", "ABC123", "1234567"])
CODES = st.sampled_from(["0Z", "1Z", "2", "2Z", "4Z", "X", "0A", "118", "0", "1"])
TEXTS = st.text(LETTERS + "'+:?*#\\ ,.", max_size=40).map(lambda text: " ".join(text.split()))


def _without_places(value):
    if hasattr(value, "__struct_fields__"):
        fields = asdict(value).items()
        return {name: _without_places(one) for name, one in fields if name != "defects" and name != "place"}
    return [_without_places(one) for one in value] if isinstance(value, tuple) else value


@st.composite
def legs(draw):
    departure = draw(LOCAL_TIMES)
    return Leg(
        draw(st.sampled_from(["XT", "9W", "DLH"])),
        draw(st.sampled_from(["1", "0012", "1234"])),
        draw(AIRPORTS),
        draw(AIRPORTS),
        departure,
        draw(LOCAL_TIMES),
        departure.date(),
        crosses_border=True,
    )


ANSWERS = st.builds(
    Cusres,
    LETTER,
    st.sampled_from(AnswerKind),
    st.just("D.05B"),
    st.sampled_from(["", "0000100"]),
    st.lists(legs(), max_size=2).map(tuple),
    st.lists(st.builds(MessageStatus, CODES, TEXTS), max_size=2).map(tuple),
    st.lists(st.builds(PassengerAnswer, CODES, st.just("") | LOCATORS, REFERENCES, TEXTS), max_size=4).map(tuple),
)
ACKNOWLEDGEMENTS = st.builds(
    Ackres,
    LETTER,
    st.sampled_from(["11.1", "13.1", "16.1"]),
    st.sampled_from(["", "22", "141"]),
    st.sampled_from(["", "3", "7"]),
    st.lists(st.sampled_from(["103", "114", "118"]), max_size=4).map(tuple),
)
CREATED = st.none() | INSTANTS
ORIGINATORS = st.none() | st.builds(
    Agency, st.just("GV"), st.just("") | AIRPORTS, st.sampled_from(["", "12345678"]), st.sampled_from(["", "BRUGV"])
)


@st.composite
def requests(draw):
    flights = draw(st.lists(legs(), max_size=2))
    flights = [Leg(*[getattr(one, name) for name in Leg.__struct_fields__[:7]]) for one in flights]
    locators = draw(st.lists(st.builds(Locator, st.just("XT"), LOCATORS, CREATED), min_size=1, max_size=9))
    return Govreq(
        draw(LETTER),
        draw(st.sampled_from(["13.1", "16.1"])),
        draw(st.sampled_from(["", "22"])),
        draw(ORIGINATORS),
        tuple(locators),
        tuple(flights),
    )


@given(cusres=ANSWERS, separators=SEPARATORS)
def test_written_answer_is_read_back(cusres, separators):
    (read,) = read_cusres(write_cusres(cusres, separators))

    assert _without_places(cusres) == _without_places(read)
    assert read.defects == ()


@given(ackres=ACKNOWLEDGEMENTS, separators=SEPARATORS)
def test_written_acknowledgement_is_read_back(ackres, separators):
    assert read_ackres(write_ackres(ackres, separators)) == (ackres,)


@given(govreq=requests(), separators=SEPARATORS)
def test_written_request_is_read_back(govreq, separators):
    (read,) = read_govreq(write_govreq(govreq, separators))

    assert _without_places(govreq) == _without_places(read)
    assert read.defects == ()


SEGMENTS = st.sampled_from(
    [
        *(f"UNH+1+{kind}:13:1:IA'" for kind in ("CUSRES", "ACKRES", "GOVREQ")),
        *("UNT+2+1'", "UNZ+1+1'", "BGM+962'", "RFF+AF:XT1'", "RFF+ABO:12'", "DTM+189:301201'", "LOC+125+'", "ERP+2'"),
        *("ERC+0Z'", "FTX+AAP+++A:B'", "MSG+:22+'", "ORG+'", "RCI+XT'", "RCI+:ABCDEF'", "TVL+021230++BRU'", "ZZZ'"),
    ]
)


@pytest.mark.parametrize("read", [read_cusres, read_ackres, read_govreq])
@given(data=st.lists(SEGMENTS | st.text(max_size=8), max_size=12).map("".join))
def test_any_bytes_give_a_value_or_malformed(read, data):
    with suppress(Malformed):
        assert read(b"UNB+IATA:1+GOV+XT+301201:0900+42'" + data.encode())


@pytest.mark.parametrize("read", [read_cusres, read_ackres, read_govreq])
@given(data=st.binary(max_size=100))
def test_binary_noise_gives_a_value_or_malformed(read, data):
    with suppress(Malformed):
        assert read(data)


def test_day_of_a_flight_is_that_of_its_departure():
    leg = Leg("XT", "1", "NCE", "BRU", datetime(2030, 12, 2, 9), datetime(2030, 12, 2, 11), date(2030, 12, 2))
    letter = Letter("GOV", "XT", datetime(2030, 12, 1, tzinfo=UTC), "1")

    (read,) = read_govreq(write_govreq(Govreq(letter, legs=(leg,))))

    assert read.legs[0].departure_date == date(2030, 12, 2)
