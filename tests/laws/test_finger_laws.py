"""Fingers, whatever they hold: two prints give a score, no minutia pairs twice, any bytes are a print or malformed."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournai.documents.holder.fingers.comparison import compare_fingers
from tournai.documents.holder.fingers.reading import read_finger
from tournai.documents.holder.fingers.templates import Minutia
from tournai.errors import Malformed

MINUTIAE = st.builds(
    Minutia,
    st.floats(allow_nan=True, allow_infinity=True, width=32),
    st.floats(-1e6, 1e6),
    st.floats(allow_nan=True, allow_infinity=True, width=32),
    st.booleans(),
    st.floats(0, 1),
)
PRINTS = st.lists(MINUTIAE, max_size=40).map(tuple)
PLACES = st.tuples(st.integers(0, 400), st.integers(0, 400))
USUAL = st.lists(
    st.builds(lambda at, turn: Minutia(*at, turn, is_ending=True), PLACES, st.floats(0, 2 * math.pi)),
    min_size=12,
    max_size=40,
    unique_by=lambda one: (one.x, one.y),
).map(tuple)


@given(PRINTS, PRINTS)
@settings(deadline=None)
def test_any_two_prints_give_a_score(first: tuple[Minutia, ...], second: tuple[Minutia, ...]) -> None:
    assert math.isfinite(compare_fingers(first, second).score)


@given(USUAL)
@settings(deadline=None)
def test_no_minutia_is_paired_twice(minutiae: tuple[Minutia, ...]) -> None:
    paired = compare_fingers(minutiae, minutiae).paired

    assert len({one for one, _ in paired}) == len({other for _, other in paired}) == len(paired)


@given(st.binary(max_size=200).map(b"FMR\0 20\0".__add__) | st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_a_print_or_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        read_finger(data, lambda: pytest.fail("no picture"))
