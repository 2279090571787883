"""Laws of the reader of elements (ITU-T X.690, section 8.1): whatever was written is read back; nothing else raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.tlv import MAXIMUM_DEPTH, MalformedTlv, dotted, encoded, in_der, read_tlv, read_whole

TAGS = st.sampled_from([0x02, 0x04, 0x0C, 0x80, 0x5F1F, 0x5F2E])
LEAVES = st.builds(encoded, TAGS, st.binary(max_size=300))
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(lambda parts: encoded(0x30, b"".join(parts)), st.lists(inner, max_size=4)),
    max_leaves=20,
)


@given(TAGS, st.binary(max_size=70_000))
def test_what_was_written_is_read_back(tag: int, value: bytes) -> None:
    element = read_whole(encoded(tag, value))

    assert (element.tag, element.value) == (tag, value)


@given(TREES)
def test_der_is_its_own_der(data: bytes) -> None:
    assert in_der(read_whole(data)) == data


@given(st.lists(TREES, max_size=4))
def test_an_open_length_holds_the_same_elements(parts: list[bytes]) -> None:
    open_ended = read_whole(b"\x30\x80" + b"".join(parts) + b"\0\0")

    assert [child.raw for child in open_ended.children()] == parts
    assert in_der(open_ended) == encoded(0x30, b"".join(parts))


@given(TREES, st.integers(min_value=1, max_value=50))
def test_an_element_that_is_cut_off_is_refused(data: bytes, cut: int) -> None:
    with pytest.raises(MalformedTlv):
        read_tlv(data[: max(len(data) - cut, 0)])


def test_elements_too_deep_are_refused() -> None:
    data = b"\x30\x80" * (MAXIMUM_DEPTH + 2)

    with pytest.raises(MalformedTlv, match="deeper"):
        read_tlv(data)


@pytest.mark.parametrize(
    ("data", "text"),
    [("2a8648ce3d0201", "1.2.840.10045.2.1"), ("88 37 03", "2.999.3"), ("678108010101", "2.23.136.1.1.1")],
)
def test_an_identifier_is_dotted_as_the_standard_does(data: str, text: str) -> None:
    assert dotted(bytes.fromhex(data)) == text
