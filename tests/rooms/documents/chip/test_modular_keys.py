"""Chip authentication over DH (BSI TR-03110-3, A.2.3): keys and secrets are those of OpenSSL."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric import dh
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.chip.chip_authentication import DH, ChipEvidence, choose_key, ephemeral_point, verify_evidence
from tournai.documents.chip.files import read_file
from tournai.documents.chip.modular_keys import MalformedModularKey, read_modular_key
from tournai.documents.chip.security_infos import read_security_infos
from tournai.documents.tlv import encoded, read_tlv
from tournai.documents.trust.elliptic_curves import BadSignature
from tournai.errors import Malformed

PRIME = int(
    "ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695a9e13641146433fbcc939dce249b3ef9"
    "7d2fe363630c75d8f681b202aec4617ad3df1ed5d5fd65612433f51f5f066ed0856365553ded1af3b557135e7f57c935"
    "984f0c70e0e68b77e2a689daf3efe8721df158a136ade73530acca4f483a797abc0ab182b324fb61d108a94bb2c8e3fb"
    "b96adab760d7f4681d4f42a3de394df4ae56ede76372bb190b07a7c8ee0a6d709e02fce1cdf7e2ecc03404cd28342f61"
    "9172fe9ce98583ff8e4f1232eef28183c3fe3b1b4c6fad733bb5fcbc2ec22005c58ef1837d1683b2c6f34a26c1b2effa"
    "886b423861285c97ffffffffffffffff",
    16,
)
"""Of the group ffdhe2048 (RFC 7919, appendix A.1); its generator is 2."""
ORDER = (PRIME - 1) // 2
CHIP, READER = 0xC0FFEE, 0x5EED << 500
GROUPS = {"PKCS 3": (PRIME, 2), "X9.42": (PRIME, 2, ORDER)}
pytestmark = pytest.mark.filterwarnings("ignore:Diffie-Hellman")
STATUS = bytes.fromhex("99029000")


def pair(number: int, group: str = "X9.42"):
    return dh.DHPrivateNumbers(
        number, dh.DHPublicNumbers(pow(2, number, PRIME), dh.DHParameterNumbers(*GROUPS[group]))
    ).private_key()


def key_info(group: str = "X9.42") -> bytes:
    return pair(CHIP, group).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def dg14(protocol: str = "04007f00070202030102", group: str = "X9.42") -> bytes:
    info = encoded(0x30, encoded(0x06, bytes.fromhex(protocol)) + encoded(0x02, b"\x01"))
    public = encoded(0x30, encoded(0x06, bytes.fromhex("04007f000702020101")) + key_info(group))
    return encoded(0x6E, encoded(0x31, info + public))


def answer(chip: int = CHIP) -> bytes:
    """Return what a chip answers with AES-128: the code of OpenSSL under the secret that OpenSSL agrees on."""
    secret = pair(chip).exchange(pair(READER).public_key())
    code = CMAC(AES(hashlib.sha1(secret + bytes.fromhex("00000002")).digest()[:16]))
    code.update((2).to_bytes(16, "big") + STATUS + b"\x80" + bytes(11))
    return STATUS + b"\x8e\x08" + code.finalize()[:8] + b"\x90\x00"


def chosen(group: str = "X9.42"):
    return choose_key(read_security_infos(read_file(dg14(group=group))))


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_chip_with_the_key_passes(group: str) -> None:
    key, protocol = chosen(group)

    verify_evidence(key, protocol, READER, ChipEvidence(ephemeral_point(READER, key), answer()))


def test_the_public_number_is_that_of_openssl() -> None:
    key, protocol = chosen()

    assert protocol == f"{DH}.2"
    assert int.from_bytes(ephemeral_point(READER, key), "big") == pair(READER).public_key().public_numbers().y
    assert key.agreed(READER).lstrip(b"\0") == pair(READER).exchange(pair(CHIP).public_key()).lstrip(b"\0")


def test_copied_chip_without_the_private_key_is_refused() -> None:
    key, protocol = chosen()

    with pytest.raises(BadSignature, match="not protected"):
        verify_evidence(key, protocol, READER, ChipEvidence(ephemeral_point(READER, key), answer(CHIP + 1)))


def test_evidence_of_another_session_is_refused() -> None:
    key, protocol = chosen()

    with pytest.raises(BadSignature, match="another ephemeral key"):
        verify_evidence(key, protocol, READER + 1, ChipEvidence(ephemeral_point(READER, key), answer()))


@pytest.mark.parametrize("public", [0, 1, PRIME - 1, PRIME], ids=["0", "1", "p-1", "p"])
def test_numbers_that_prove_nothing_are_refused(public: int) -> None:
    """RFC 2631, 2.1.5."""
    group = read_tlv(key_info()).children()[0].raw
    number = encoded(0x02, public.to_bytes(257, "big"))

    with pytest.raises(MalformedModularKey, match="proves anything"):
        read_modular_key(encoded(0x30, group + encoded(0x03, b"\0" + number)))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_key_or_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        read_modular_key(data)
