"""VDS-NC, against the example of ICAO's report and another public one (tests/vectors/documents/SOURCES.md)."""

import hashlib
import json
from pathlib import Path

import pytest
from asn1crypto import x509
from hypothesis import given
from hypothesis import strategies as st

from tournai.documents.seals.vds_nc import MalformedVdsNc, VdsNc, canonical, read_vds_nc
from tournai.documents.trust.elliptic_curves import CURVES, read_point, verify_plain
from tournai.errors import TournaiError

VECTORS = {
    name: text.encode()
    for name, text in json.loads((Path(__file__).parents[3] / "vectors/documents/vds_nc.json").read_text()).items()
}


def verify(seal: VdsNc) -> None:
    key = x509.Certificate.load(seal.certificate).public_key["public_key"].contents[1:]
    verify_plain(read_point(CURVES["secp256r1"], key), hashlib.sha256(seal.signed).digest(), seal.signature)


@pytest.mark.parametrize("name", VECTORS)
def test_public_seal_is_read_and_verifies(name: str) -> None:
    seal = read_vds_nc(VECTORS[name])

    verify(seal)
    assert (seal.header.kind, seal.header.version, seal.header.issuing_state) == ("icao.vacc", 1, "UTO")
    assert dict(seal.fields)["pid.n"] == "Smith Bill"
    assert dict(seal.fields)["ve.1.vd.2.lot"] == "VC87540"


@given(st.sampled_from(sorted(VECTORS)), st.data())
def test_any_changed_bit_of_data_or_signature_is_refused(name: str, data: st.DataObject) -> None:
    altered = bytearray(VECTORS[name])
    covered = [
        place
        for place in range(len(altered))
        if not 0 <= place - altered.index(b'"sig"') < altered.index(b'"sigvl"') - altered.index(b'"sig"')
    ]
    place = data.draw(st.sampled_from(covered))
    altered[place] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(TournaiError):
        verify(read_vds_nc(bytes(altered)))


def test_order_and_white_space_of_members_do_not_count() -> None:
    shuffled = json.dumps(json.loads(VECTORS["path-check"]), indent=2, sort_keys=True).encode()

    verify(read_vds_nc(shuffled))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"[" * 20 + b"]" * 20, "too-deep"),
        (b'{"data": {}, "data": {}}', "repeated-member"),
        (b'{"data": {"hdr": {"t": "a", "v": 1.5, "is": "UTO"}}}', "no-integer"),
        (b'{"data": 12345678901234567890}', "no-integer"),
        (b'{"data": {}}', "no-member"),
        (b"\xff", "no-json"),
        (b'{"data": {"hdr": {"t": 1}, "msg": {}}, "sig": {"alg": "ES256", "sigvl": ""}}', "no-header"),
    ],
)
def test_other_json_is_malformed(text: bytes, code: str) -> None:
    with pytest.raises(MalformedVdsNc) as refused:
        read_vds_nc(text)

    assert code == refused.value.code


def test_algorithm_that_the_report_does_not_know_is_refused() -> None:
    with pytest.raises(MalformedVdsNc, match="ES256"):
        read_vds_nc(VECTORS["path-check"].replace(b"ES256", b"none!"))


def test_members_are_sorted_by_their_utf_16_units() -> None:
    # RFC 8785, section 3.2.3: the euro sign, then an emoji (D83D DE00), then the letter at FB33.
    assert canonical({"\ufb33": 1, "\u20ac": 2, "\U0001f600": 3}).decode() == '{"\u20ac":2,"\U0001f600":3,"\ufb33":1}'
