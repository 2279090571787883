"""Laws of EDIFACT: what was written is read again, and any bytes give interchanges or `Malformed`."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from tournai.errors import Malformed
from tournai.travel import DEFAULT, Interchange, Separators, read_interchanges, write_interchange

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)
COMPONENTS = st.lists(TEXT, min_size=1, max_size=4).map(tuple)
ELEMENTS = st.lists(COMPONENTS, max_size=5).map(tuple)
REPEATED = st.lists(st.lists(COMPONENTS, min_size=1, max_size=3).map(tuple), max_size=4).map(tuple)
TAGS = st.sampled_from(["SRC", "RCI", "TIF", "IFT", "NAD", "FTX", "ZZZ"])
HEADER = ("UNB", ("IATA", "1"), "XX", "GOV", ("301201", "0900"), "1")
FOOTER = ("UNZ", "0", "1")
WITH_REPETITION = Separators(component=":", element="+", repetition="*")
OTHERS = Separators(component="-", element="*", release="\\", terminator="#")


def inside(interchanges: tuple[Interchange, ...]) -> list[tuple[object, ...]]:
    (found,) = interchanges
    return [(segment.tag, *segment.elements) for segment in found.segments[1:-1]]


@given(segments=st.lists(st.tuples(TAGS, ELEMENTS), max_size=6), separators=st.sampled_from([DEFAULT, OTHERS]))
def test_reading_what_was_written_gives_the_same_segments(segments, separators):
    written = write_interchange([HEADER, *((tag, *elements) for tag, elements in segments), FOOTER], separators)

    read = inside(read_interchanges(written))

    assert [(tag, *((element,) for element in elements)) for tag, elements in segments] == read


@given(segments=st.lists(st.tuples(TAGS, REPEATED), max_size=6))
def test_reading_what_was_written_gives_the_same_repetitions(segments):
    written = write_interchange([HEADER, *((tag, *elements) for tag, elements in segments), FOOTER], WITH_REPETITION)

    assert [(tag, *elements) for tag, elements in segments] == inside(read_interchanges(written))


@given(segments=st.lists(st.tuples(TAGS, ELEMENTS), max_size=4), data=st.data())
def test_line_ends_anywhere_change_no_segment(segments, data):
    written = write_interchange([HEADER, *((tag, *elements) for tag, elements in segments), FOOTER]).decode()
    places = data.draw(st.lists(st.integers(9, len(written)), max_size=5))
    wrapped = "".join(char if place not in places else "\r\n" + char for place, char in enumerate(written))

    assert inside(read_interchanges(written.encode())) == inside(read_interchanges(wrapped.encode()))


@given(st.binary(max_size=400))
def test_any_bytes_give_interchanges_or_malformed(data):
    with suppress(Malformed):
        read_interchanges(data)


@given(st.binary(max_size=200))
def test_any_bytes_between_segments_give_interchanges(data):
    found = read_interchanges(b"UNB+IATA:1+XX'UNH+1+PNRGOV:13:1'" + data)

    assert found[0].segments[0].tag == "UNB"
