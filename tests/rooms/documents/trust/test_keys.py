"""Signatures by keys as certificates write them (RFC 8017; RFC 3279; ICAO Doc 9303-12, section 4.4)."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.tlv import encoded
from tournai.documents.trust.algorithms import Scheme, SignatureAlgorithm
from tournai.documents.trust.elliptic_curves import BadSignature, MalformedKey
from tournai.documents.trust.keys import PublicKey, WeakSignature, read_public_key, verify
from tournai.simulate.documents.signing_keys import SigningKey, elliptic_key, rsa_key

MESSAGE = b"Utopia"
RSA = rsa_key()
RSA_SHA_256 = SignatureAlgorithm(Scheme.RSA, "sha256")
SHA_256_WITHOUT_NULL = bytes.fromhex("300b0609608648016503040201")


def public(key: SigningKey) -> PublicKey:
    return read_public_key(key.key_info.dump())


def raw_rsa(key: SigningKey, info: bytes) -> bytes:
    """Return the PKCS#1 v1.5 signature over a DigestInfo of any form."""
    numbers = key.private.private_numbers()
    size = (numbers.public_numbers.n.bit_length() + 7) // 8
    block = b"\0\1" + b"\xff" * (size - len(info) - 3) + b"\0" + info
    return pow(int.from_bytes(block, "big"), numbers.d, numbers.public_numbers.n).to_bytes(size, "big")


def digest_info(algorithm: bytes) -> bytes:
    return encoded(0x30, algorithm + encoded(0x04, hashlib.sha256(MESSAGE).digest()))


def test_a_digest_info_without_null_is_accepted_with_a_defect() -> None:
    signature = raw_rsa(RSA, digest_info(SHA_256_WITHOUT_NULL))

    assert verify(public(RSA), RSA_SHA_256, MESSAGE, signature) == ("digest-info-without-null",)


def test_a_digest_info_with_anything_more_is_refused() -> None:
    signature = raw_rsa(RSA, digest_info(SHA_256_WITHOUT_NULL) + b"\0")

    with pytest.raises(BadSignature):
        verify(public(RSA), RSA_SHA_256, MESSAGE, signature)


def test_md5_proves_nothing() -> None:
    with pytest.raises(WeakSignature, match="md5"):
        verify(public(RSA), SignatureAlgorithm(Scheme.RSA, "md5"), MESSAGE, b"")


@pytest.mark.parametrize("curve", ["secp256r1", "secp384r1", "secp521r1", "brainpoolP256r1", "brainpoolP384r1"])
def test_explicit_parameters_are_those_of_a_named_curve(curve: str) -> None:
    named, explicit = elliptic_key("k", curve), elliptic_key("k", curve, explicit=True)

    assert public(explicit) == PublicKey(public(named).key, is_explicit=True)
    assert verify(public(explicit), SignatureAlgorithm(Scheme.ECDSA, "sha256"), MESSAGE, explicit.sign(MESSAGE)) == ()


def test_explicit_parameters_with_another_generator_are_refused() -> None:
    """CVE-2020-0601: whoever chooses the generator has the private key of any public one."""
    info = elliptic_key("k", explicit=True).key_info
    info["algorithm"]["parameters"].chosen["base"] = info["public_key"].native

    with pytest.raises(MalformedKey, match="no named curve"):
        read_public_key(info.dump(force=True))


@given(st.integers(0, 255), st.integers(0, 7))
def test_one_bit_of_an_rsa_signature_changes_all(place: int, bit: int) -> None:
    signature = bytearray(RSA.sign(MESSAGE))
    signature[place] ^= 1 << bit

    with pytest.raises(BadSignature):
        verify(public(RSA), RSA_SHA_256, MESSAGE, bytes(signature))
