"""ECDSA on every named curve, against Wycheproof's and OpenSSL's signatures (tests/vectors/documents/SOURCES.md)."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.trust import elliptic_curves
from tournai.documents.trust.elliptic_curves import (
    CURVES,
    BadSignature,
    EllipticCurveKey,
    MalformedKey,
    MalformedSignature,
    match_curve,
    read_point,
    verify_der,
    verify_plain,
)
from tournai.errors import TournaiError

VECTORS = json.loads((Path(__file__).parents[3] / "vectors" / "documents" / "ecdsa.json").read_text())
VERIFIERS = {"plain": verify_plain, "DER": verify_der}
VALID = [vector for vector in VECTORS if vector["valid"]]
INVALID = [vector for vector in VECTORS if not vector["valid"]]


def named(vector: dict[str, object]) -> str:
    return f"{vector['curve']}-{vector['form']}-{vector['origin']}"


def key_of(vector: dict[str, str]) -> EllipticCurveKey:
    return read_point(CURVES[vector["curve"]], bytes.fromhex(vector["public_key"]))


def verify(vector: dict[str, str], signature: bytes) -> None:
    digest = hashlib.new(vector["hash"], bytes.fromhex(vector["message"])).digest()
    VERIFIERS[vector["form"]](key_of(vector), digest, signature)


@pytest.fixture(params=["with OpenSSL", "alone"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of verifying: curves that OpenSSL verifies for us, and all of them by our own arithmetic."""
    kept = elliptic_curves._COMPILED if request.param == "with OpenSSL" else {}
    monkeypatch.setattr(elliptic_curves, "_COMPILED", kept)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("vector", VALID, ids=named)
def test_public_signature_verifies(vector: dict[str, str]) -> None:
    verify(vector, bytes.fromhex(vector["signature"]))


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("vector", INVALID, ids=named)
def test_public_forgery_is_refused(vector: dict[str, str]) -> None:
    with pytest.raises((BadSignature, MalformedSignature)):
        verify(vector, bytes.fromhex(vector["signature"]))


def test_every_curve_has_a_public_signature() -> None:
    assert set(CURVES) == {vector["curve"] for vector in VALID}


@given(st.sampled_from(VALID), st.data())
def test_any_changed_bit_of_a_signature_is_refused(vector: dict[str, str], data: st.DataObject) -> None:
    signature = bytearray.fromhex(vector["signature"])
    bit = data.draw(st.integers(0, 8 * len(signature) - 1))

    signature[bit // 8] ^= 1 << bit % 8

    with pytest.raises(TournaiError):
        verify(vector, bytes(signature))


@given(st.sampled_from(VALID))
def test_compressed_point_is_the_same_key(vector: dict[str, str]) -> None:
    key = key_of(vector)
    compressed = bytes([2 + (key.y & 1)]) + key.x.to_bytes(key.curve.field_bytes, "big")

    assert key == read_point(key.curve, compressed)
    assert key.encoded == bytes.fromhex(vector["public_key"])


@given(st.sampled_from(sorted(CURVES)), st.binary(min_size=1, max_size=140))
def test_any_bytes_are_a_point_or_malformed(name: str, encoded: bytes) -> None:
    with pytest.raises(MalformedKey):
        read_point(CURVES[name], b"\x04" + encoded)


@pytest.mark.parametrize("name", sorted(CURVES))
def test_explicit_parameters_are_matched_to_their_curve(name: str) -> None:
    curve = CURVES[name]

    assert match_curve(curve.p, curve.a, curve.b, curve.generator, curve.n) is curve


def test_parameters_with_another_generator_match_no_curve() -> None:
    curve = CURVES["secp256r1"]
    x, y = curve.generator

    assert match_curve(curve.p, curve.a, curve.b, (x, curve.p - y), curve.n) is None
