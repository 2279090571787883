"""C40 as seals use it: the examples of BSI TR-03137-1, Annex B, and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.seals.c40 import ALPHABET, MalformedC40, decode_c40, encode_c40

texts = st.text(alphabet=ALPHABET, max_size=40)


@pytest.mark.parametrize(("text", "hexadecimal"), [("XK CD", "eb0466a9"), ("XKCD", "eb11fe45"), ("BSI01", "62d719c9")])
def test_example_of_the_guideline(text: str, hexadecimal: str) -> None:
    assert encode_c40(text).hex() == hexadecimal
    assert decode_c40(bytes.fromhex(hexadecimal)) == text


def test_filler_is_written_as_a_space() -> None:
    assert encode_c40("XK<CD") == encode_c40("XK CD")


@given(texts)
def test_what_was_written_is_read_back(text: str) -> None:
    assert decode_c40(encode_c40(text)) == text


@given(st.binary(max_size=12))
def test_what_is_read_is_written_the_same(data: bytes) -> None:
    assert read_and_write(data) in (data, None)


def read_and_write(data: bytes) -> bytes | None:
    try:
        return encode_c40(decode_c40(data))
    except MalformedC40:
        return None


@pytest.mark.parametrize("text", ["straße", "a", "A-B"])
def test_other_characters_are_not_written(text: str) -> None:
    with pytest.raises(MalformedC40):
        encode_c40(text)
