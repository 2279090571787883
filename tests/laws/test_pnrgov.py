"""Laws of PNRGOV: damage in a booking is never another's, and what no record may hold is in none."""

import re
from importlib.resources import files

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rooms.travel.test_minimise import BOOKING_PLACES

from tournai.travel import Pnr, read_interchanges, read_travel_file
from tournai.travel.composites import Composite, read_composites
from tournai.travel.field_layouts import LAYOUTS
from tournai.travel.minimise import Minimiser
from tournai.travel.special_services import SENSITIVE_CODES

SAMPLE = (files("tournai") / "simulate" / "samples" / "gtas" / "bigbigPnr.txt").read_bytes()
HEAD, *GROUPS = SAMPLE[: SAMPLE.index(b"UNT+")].split(b"SRC'")
BOOKINGS = [group for group in GROUPS if len(group) < 4_000]
PNRGOV_HEAD = (
    "UNB+IATA:1+XX+GOV+301201:0900+1'UNH+1+PNRGOV:13:1:IA'MSG+:22'ORG+XX:BRU'"
    "TVL+021230:0900:021230:1130+NCE+BRU+XX+1'SRC'RCI+1A:ABCDEF'"
)
PLACES = sorted(BOOKING_PLACES)
SERVICE_WORDS = re.compile(rb"U\s*N|S\s*R\s*C", re.IGNORECASE)
"""What begins or ends messages and bookings: a sender who writes these in a booking's middle has written another."""


def message(groups: list[bytes]) -> bytes:
    return HEAD + b"".join(b"SRC'" + group for group in groups) + b"UNT+1+1'UNZ+1+1'"


def bookings(data: bytes) -> list[object]:
    """Return the bookings without the ordinals of their segments, which more or fewer segments before them move.

    Where a booking itself begins is left out too: a damaged trigger before it is no more its place.
    """
    (push,) = read_travel_file(data).pushes
    contents = [msgspec.json.encode(msgspec.structs.replace(pnr, place=None)) for pnr in push.pnrs]
    return [re.sub(rb'"ordinal":\d+', b"", content) for content in contents]


def people(pnr: Pnr) -> list[tuple[object, ...]]:
    travellers = pnr.travellers
    return [(t.surname, t.given, t.date_of_birth, len(t.documents), len(t.tickets), len(t.seats)) for t in travellers]


def planted(segments: list[str]) -> bytes:
    data = PNRGOV_HEAD + "".join(f"{segment}'" for segment in segments) + "UNT+1+1'UNZ+1+1'"
    return msgspec.json.encode(read_travel_file(data.encode()))


@settings(max_examples=300, deadline=None)
@given(
    groups=st.lists(st.sampled_from(BOOKINGS), min_size=3, max_size=3),
    edits=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=6)), max_size=6),
)
def test_damage_inside_one_booking_leaves_all_others_the_same(groups, edits):
    before, hurt, after = groups
    damaged = bytearray(hurt)
    for place, piece in edits:
        start = int(place * len(damaged))
        damaged[start : start + len(piece)] = piece[: len(damaged) - start]
    whole = bytes(damaged) if not SERVICE_WORDS.search(bytes(damaged)) else hurt

    found = bookings(message([before, whole, after]))

    first, *_, last = bookings(message(groups))
    assert (first, last) == (found[0], found[-1])


@pytest.mark.parametrize("end", [b"", b"?'", b"+", b":", b"?", b"'?"])
def test_damaged_end_of_a_booking_leaves_the_next_the_same(end):
    first, second = BOOKINGS[:2]

    (push,) = read_travel_file(message([first.rstrip()[:-1] + end, second])).pushes

    (whole,) = read_travel_file(message([first, second])).pushes
    assert people(whole.pnrs[1]) == people(push.pnrs[-1])
    assert [leg.departure for leg in whole.pnrs[1].legs] == [leg.departure for leg in push.pnrs[-1].legs]


@settings(max_examples=300, deadline=None)
@given(
    places=st.lists(st.sampled_from(PLACES), min_size=1, max_size=6),
    marker=st.from_regex(r"\AZQ[A-Z]{8,12}QZ\Z"),
)
def test_marker_planted_in_free_places_of_a_booking_is_nowhere_in_what_is_kept(places, marker):
    segments = [segment.replace("{}", marker) for place in places for segment in BOOKING_PLACES[place]]

    assert marker.encode() not in planted(segments)


@settings(max_examples=500, deadline=None)
@given(places=st.lists(st.sampled_from(PLACES), min_size=1, max_size=3), code=st.sampled_from(sorted(SENSITIVE_CODES)))
def test_sensitive_code_in_any_place_of_a_booking_is_nowhere_in_what_is_kept(places, code):
    segments = [segment.replace("{}", code) for place in places for segment in BOOKING_PLACES[place]]

    assert code.encode() not in planted(segments)


@given(
    name=st.sampled_from(["EXAMPLE+ANNA{}:A:1", "EXAMPLE{}+ANNA:A:1", "EXAMPLE+ANNA MR{}", "EXAMPLE/ANNA{}"]),
    tail=st.sampled_from(["/{}", " {}", "-{}", "({})", "*{}", "/INF {}", " 1{}", "/ {}"]),
    code=st.sampled_from(sorted(SENSITIVE_CODES)),
)
def test_code_that_hangs_on_a_name_is_cut_and_the_name_stays(name, tail, code):
    kept = planted(["TIF+" + name.replace("{}", tail.replace("{}", code))])

    assert b"EXAMPLE" in kept
    assert b"ANNA" in kept
    assert code.encode() not in kept


FIELDS = ["amount", "currency", "qualifier", "carrier", "ticket number", "locator", "count"]
VALUES = st.sampled_from(["", "12.50", "EUR", "T", "XX", "1234567890", "ABCDEF", "7", "KSML", "no layout", "é"])


@given(
    rows=st.lists(st.lists(VALUES, min_size=1, max_size=5), max_size=4),
    fields=st.lists(st.sampled_from(FIELDS), min_size=2, max_size=4).map(tuple),
    lead=VALUES,
)
def test_repeated_elements_give_the_same_read_by_pattern_or_one_by_one(rows, fields, lead):
    text = "+".join(["ZZZ", lead, *(":".join(row) for row in rows)])
    (read,) = read_interchanges(f"UNB+IATA:1+XX'{text}'UNZ+1+1'".encode())
    composite = Composite("ZZZ", fields, leading=("qualifier",))
    keep = Minimiser().keep

    found = read_composites(read.segments[1], composite, Minimiser())

    padded = [(row + [""] * 4)[: len(fields)] for row in rows]
    assert found == (
        (keep("qualifier", lead),),
        [tuple(keep(field, value) for field, value in zip(fields, row, strict=True)) for row in padded],
    )


def test_every_field_of_a_layout_has_one():
    assert set(FIELDS) <= set(LAYOUTS)
