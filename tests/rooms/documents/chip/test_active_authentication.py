"""Active authentication: ICAO Doc 9303-11, section 6.1."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.chip.active_authentication import check_active_authentication, verify_response
from tournai.documents.tlv import read_tlv
from tournai.documents.trust.elliptic_curves import BadSignature, MalformedSignature
from tournai.documents.trust.keys import PublicKey, RsaKey, WeakSignature, read_public_key
from tournai.documents.verdict import Outcome
from tournai.errors import TournaiError
from tournai.simulate.documents.chip_answers import (
    RsaPrivateKey,
    chip_public_key,
    sign_challenge,
    sign_challenge_on_curve,
)

CHALLENGE = bytes(range(8))
HASHES = ("sha1", "sha224", "sha256", "sha384", "sha512")
CURVE_PRIVATE = 0xC41B
CURVE_KEY = PublicKey(chip_public_key(CURVE_PRIVATE, "secp256r1"))

# Two Mersenne primes: a key of no document.
FIRST, SECOND = (1 << 521) - 1, (1 << 607) - 1
MODULUS = FIRST * SECOND
PRIVATE = RsaPrivateKey(MODULUS, pow(65537, -1, (FIRST - 1) * (SECOND - 1)))
KEY = PublicKey(RsaKey(MODULUS, 65537))


@pytest.mark.parametrize("name", HASHES)
def test_chip_with_the_key_passes(name: str) -> None:
    verify_response(KEY, "", CHALLENGE, sign_challenge(PRIVATE, name, CHALLENGE))


def test_smaller_of_the_two_signatures_passes_too() -> None:
    signature = int.from_bytes(sign_challenge(PRIVATE, "sha256", CHALLENGE), "big")
    other = (MODULUS - signature).to_bytes((MODULUS.bit_length() + 7) // 8, "big")

    assert verify_response(KEY, "", CHALLENGE, other) == ()


def test_sha_1_is_a_defect() -> None:
    assert verify_response(KEY, "", CHALLENGE, sign_challenge(PRIVATE, "sha1", CHALLENGE)) == ("weak-hash",)


@given(st.sampled_from(HASHES), st.data())
def test_any_changed_bit_is_refused(name: str, data: st.DataObject) -> None:
    answer = sign_challenge(PRIVATE, name, CHALLENGE)
    both = bytearray(CHALLENGE + answer)
    both[data.draw(st.integers(0, len(both) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(TournaiError):
        verify_response(KEY, "", bytes(both[:8]), bytes(both[8:]))


@given(st.data())
def test_any_changed_bit_on_a_curve_is_refused(data: st.DataObject) -> None:
    both = bytearray(CHALLENGE + sign_challenge_on_curve(CURVE_PRIVATE, CHALLENGE))
    both[data.draw(st.integers(0, len(both) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(TournaiError):
        verify_response(CURVE_KEY, "sha256", bytes(both[:8]), bytes(both[8:]))


@pytest.mark.parametrize(("told", "defects"), [("sha256", ()), ("", ("hash-not-told",))])
def test_chip_with_the_key_on_a_curve_passes(told: str, defects: tuple[str, ...]) -> None:
    answer = sign_challenge_on_curve(CURVE_PRIVATE, CHALLENGE)

    assert verify_response(CURVE_KEY, told, CHALLENGE, answer) == defects


@pytest.mark.parametrize("challenge", [b"", bytes(7), bytes(9)])
def test_challenge_of_another_length_is_refused(challenge: bytes) -> None:
    with pytest.raises(MalformedSignature):
        verify_response(KEY, "", challenge, sign_challenge(PRIVATE, "sha256", challenge))


def test_answer_to_another_challenge_is_refused() -> None:
    with pytest.raises(BadSignature):
        verify_response(KEY, "", bytes(8), sign_challenge(PRIVATE, "sha256", CHALLENGE))


def test_short_key_proves_nothing() -> None:
    small = rsa.RSAPublicNumbers(65537, ((1 << 89) - 1) * ((1 << 107) - 1))

    with pytest.raises(WeakSignature):
        verify_response(PublicKey(RsaKey(small.n, small.e)), "", CHALLENGE, bytes(25))


@pytest.mark.parametrize(
    ("key", "challenge", "response", "outcome"),
    [
        (None, CHALLENGE, b"", Outcome.NOT_DONE),
        (KEY, b"", b"", Outcome.NOT_DONE),
        (KEY, CHALLENGE, None, Outcome.UNDETERMINED),
        (KEY, CHALLENGE, b"", Outcome.FAILED),
        (KEY, CHALLENGE, sign_challenge(PRIVATE, "sha256", bytes(8)), Outcome.FAILED),
        (KEY, CHALLENGE, sign_challenge(PRIVATE, "sha256", CHALLENGE), Outcome.PASSED),
    ],
)
def test_step_says_how_it_ended(
    key: PublicKey | None, challenge: bytes, response: bytes | None, outcome: Outcome
) -> None:
    assert check_active_authentication(key, "", challenge, response)[0].outcome is outcome


@pytest.mark.parametrize("number", range(3))
@given(data=st.data())
def test_real_answer_passes_and_any_changed_bit_of_it_does_not(shared: Path, number: int, data: st.DataObject) -> None:
    vector = json.loads((shared / "documents" / "data-groups" / "active_authentication.json").read_text())[number]
    key = read_public_key(read_tlv(bytes.fromhex(vector["key_hex"])).only().raw)
    challenge, answer = bytes.fromhex(vector["challenge_hex"]), bytes.fromhex(vector["signature_hex"])
    altered = bytearray(answer)
    altered[data.draw(st.integers(0, len(answer) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    verify_response(key, "", challenge, answer)
    with pytest.raises(TournaiError):
        verify_response(key, "", challenge, bytes(altered))
