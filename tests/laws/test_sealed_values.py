"""Laws of sealing: what was sealed comes back; any other bytes are `Unverified`, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.errors import Unverified
from tournai.node.keys import blind, seal, unseal

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS, st.binary(max_size=300), st.binary(max_size=40))
def test_what_was_sealed_comes_back(key: bytes, plaintext: bytes, context: bytes) -> None:
    assert unseal(key, seal(key, plaintext, context=context), context=context) == plaintext


@given(KEYS, st.binary(max_size=300))
def test_a_length_tells_only_how_many_blocks_of_64_there_are(key: bytes, plaintext: bytes) -> None:
    assert len(seal(key, plaintext, context=b"")) == 29 + (len(plaintext) // 64 + 1) * 64


@given(KEYS, st.binary(max_size=300))
def test_any_bytes_are_unverified(key: bytes, sealed: bytes) -> None:
    with pytest.raises(Unverified):
        unseal(key, sealed, context=b"")


@given(KEYS, st.binary(max_size=100), st.data())
def test_any_changed_bit_is_unverified(key: bytes, plaintext: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(key, plaintext, context=b"pnr"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(Unverified):
        unseal(key, bytes(sealed), context=b"pnr")


@given(KEYS, st.text(max_size=40))
def test_folding_a_value_again_changes_no_blind_index(key: bytes, value: str) -> None:
    assert blind(key, "name", value.casefold()) == blind(key, "name", value)
