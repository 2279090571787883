"""Sealing: what was sealed opens with the same key and context only."""

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tournai.errors import Unverified
from tournai.node.keys import blind, seal, unseal

KEY = bytes(range(32))


@pytest.mark.parametrize("plaintext", [b"", b"ANNA", b"x" * 63, b"x" * 64, b"\x80", b"\x80\x00\x00", b"\x00" * 200])
def test_sealed_value_opens_to_what_was_sealed(plaintext: bytes) -> None:
    sealed = seal(KEY, plaintext, context=b"pnr 1")

    assert unseal(KEY, sealed, context=b"pnr 1") == plaintext


@pytest.mark.parametrize("position", [0, 1, 12, 13, 40, -17, -16, -1])
def test_changed_byte_is_unverified(position: int) -> None:
    sealed = bytearray(seal(KEY, b"ANNA", context=b"pnr 1"))
    sealed[position] ^= 1

    with pytest.raises(Unverified):
        unseal(KEY, bytes(sealed), context=b"pnr 1")


@pytest.mark.parametrize("length", [0, 1, 13, 28, 92])
def test_cut_value_is_unverified(length: int) -> None:
    sealed = seal(KEY, b"ANNA", context=b"pnr 1")

    with pytest.raises(Unverified):
        unseal(KEY, sealed[:length], context=b"pnr 1")


def test_value_moved_to_another_record_is_unverified() -> None:
    sealed = seal(KEY, b"ANNA", context=b"pnr 1")

    with pytest.raises(Unverified):
        unseal(KEY, sealed, context=b"pnr 2")


def test_another_key_is_unverified() -> None:
    sealed = seal(KEY, b"ANNA", context=b"pnr 1")

    with pytest.raises(Unverified):
        unseal(bytes(32), sealed, context=b"pnr 1")


def test_padding_that_no_seal_writes_is_unverified() -> None:
    nonce = bytes(12)
    sealed = b"\x01" + nonce + AESGCM(KEY).encrypt(nonce, b"ANNA" + bytes(60), b"\x01pnr 1")

    with pytest.raises(Unverified, match="padding"):
        unseal(KEY, sealed, context=b"pnr 1")


def test_short_and_long_names_are_sealed_to_the_same_length() -> None:
    lengths = {len(seal(KEY, name, context=b"")) for name in (b"", b"LI", b"WOLFESCHLEGELSTEINHAUSENBERGERDORFF")}

    assert lengths == {1 + 12 + 64 + 16}


def test_same_value_is_never_sealed_twice_alike() -> None:
    assert seal(KEY, b"ANNA", context=b"") != seal(KEY, b"ANNA", context=b"")


def test_blind_index_is_hmac_sha256_of_kind_nul_and_value_cut_to_16_bytes() -> None:
    expected = hmac.new(KEY, b"record locator\x00abc123", hashlib.sha256).digest()[:16]

    assert blind(KEY, "record locator", "abc123") == expected


@pytest.mark.parametrize("spelling", ["ABC 123", "abc 123", " Abc\t123 ", "ＡＢＣ １２３"])
def test_case_width_and_spacing_do_not_change_a_blind_index(spelling: str) -> None:
    assert blind(KEY, "record locator", spelling) == blind(KEY, "record locator", "abc 123")


def test_kinds_keep_equal_values_apart() -> None:
    assert blind(KEY, "e-mail", "abc123") != blind(KEY, "record locator", "abc123")


def test_kind_with_nul_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        blind(KEY, "a\x00b", "c")
