"""Chip authentication by evidence: ICAO Doc 9303-11, sections 6.2 and 9.8."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.chip.chip_authentication import (
    CIPHERS,
    ECDH,
    ChipEvidence,
    check_chip_authentication,
    ephemeral_point,
    verify_evidence,
)
from tournai.documents.trust.elliptic_curves import BadSignature, MalformedSignature
from tournai.documents.trust.keys import PublicKey, RsaKey
from tournai.documents.verdict import Outcome
from tournai.errors import Malformed, TournaiError
from tournai.simulate.documents.chip_answers import answer_reader, chip_public_key

CHIP, READER = 0xC0FFEE, 0x5EED
PROTOCOL = f"{ECDH}.2"
KEYS = {curve: PublicKey(chip_public_key(CHIP, curve)) for curve in ("secp256r1", "brainpoolP224r1")}


def evidence(curve: str = "secp256r1", protocol: str = PROTOCOL, chip: int = CHIP) -> ChipEvidence:
    point = ephemeral_point(READER, KEYS[curve])
    return ChipEvidence(point, answer_reader(chip, curve, protocol, point))


@pytest.mark.parametrize("protocol", sorted(CIPHERS))
@pytest.mark.parametrize("curve", sorted(KEYS))
def test_chip_with_the_key_passes(curve: str, protocol: str) -> None:
    verify_evidence(KEYS[curve], protocol, READER, evidence(curve, protocol))


@given(st.sampled_from(sorted(CIPHERS)), st.data())
def test_any_changed_bit_is_refused(protocol: str, data: st.DataObject) -> None:
    genuine = evidence(protocol=protocol)
    both = bytearray(genuine.ephemeral_point + genuine.answer)
    both[data.draw(st.integers(0, len(both) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(TournaiError):
        verify_evidence(KEYS["secp256r1"], protocol, READER, ChipEvidence(bytes(both[:65]), bytes(both[65:])))


def test_copied_chip_without_the_private_key_is_refused() -> None:
    with pytest.raises(BadSignature, match="not protected"):
        verify_evidence(KEYS["secp256r1"], PROTOCOL, READER, evidence(chip=CHIP + 1))


def test_evidence_of_another_session_is_refused() -> None:
    with pytest.raises(BadSignature, match="another ephemeral key"):
        verify_evidence(KEYS["secp256r1"], PROTOCOL, READER + 1, evidence())


def test_answer_with_another_code_is_refused() -> None:
    later = ChipEvidence(evidence().ephemeral_point, bytes.fromhex("990290008e080000000000000000") + b"\x90\x00")

    with pytest.raises(BadSignature):
        verify_evidence(KEYS["secp256r1"], PROTOCOL, READER, later)


@pytest.mark.parametrize("answer", ["", "9000", "6300", "8e0800000000000000009000", "990263008e0800000000000000009000"])
def test_other_answers_are_malformed(answer: str) -> None:
    with pytest.raises(MalformedSignature):
        verify_evidence(
            KEYS["secp256r1"], PROTOCOL, READER, ChipEvidence(evidence().ephemeral_point, bytes.fromhex(answer))
        )


@given(st.binary(max_size=40))
def test_any_answer_is_refused_or_malformed(answer: bytes) -> None:
    with pytest.raises(TournaiError):
        verify_evidence(KEYS["secp256r1"], PROTOCOL, READER, ChipEvidence(evidence().ephemeral_point, answer))


@pytest.mark.parametrize(("key", "protocol"), [(KEYS["secp256r1"], "1.2.3"), (PublicKey(RsaKey(15, 3)), PROTOCOL)])
def test_what_is_not_known_here_is_said_so(key: PublicKey, protocol: str) -> None:
    with pytest.raises(Malformed):
        verify_evidence(key, protocol, READER, evidence())


@pytest.mark.parametrize(
    ("key", "private", "brought", "outcome"),
    [
        (None, READER, evidence(), Outcome.NOT_DONE),
        (KEYS["secp256r1"], None, evidence(), Outcome.NOT_DONE),
        (KEYS["secp256r1"], READER, None, Outcome.UNDETERMINED),
        (KEYS["secp256r1"], READER, evidence(chip=7), Outcome.FAILED),
        (PublicKey(RsaKey(15, 3)), READER, evidence(), Outcome.UNDETERMINED),
        (KEYS["secp256r1"], READER, evidence(), Outcome.PASSED),
    ],
)
def test_step_says_how_it_ended(
    key: PublicKey | None, private: int | None, brought: ChipEvidence | None, outcome: Outcome
) -> None:
    assert check_chip_authentication(key, PROTOCOL, private, brought).outcome is outcome
