"""Files of trust in every wrapping, and lists made to cost time (ICAO Doc 9303-12, section 8; RFC 7468; RFC 2849)."""

import base64

import pytest
from tests.fakes import documents as world

from tournai.documents.tlv import encoded
from tournai.documents.trust import judge_certificates, read_certificate
from tournai.documents.trust.defect_lists import read_defect_list
from tournai.documents.trust.deviation_lists import read_deviation_list
from tournai.documents.trust.elliptic_curves import MalformedKey
from tournai.documents.trust.issuers import MOST_TRIED, SignatureState
from tournai.documents.trust.keys import read_public_key
from tournai.documents.trust.reading import MalformedTrustFile, TrustKind, read_trust_file
from tournai.errors import Malformed
from tournai.simulate.documents.authorities import (
    DEFECT_LIST,
    DEFECT_LIST_SIGNER,
    MASTER_LIST_SIGNER,
    make_csca,
    make_list_signer,
    make_master_list,
    sign_content,
)
from tournai.simulate.documents.signing_keys import elliptic_key

DEVIATION_LIST, DEVIATION_LIST_SIGNER = "2.23.136.1.1.7", "2.23.136.1.1.8"


def master_list() -> bytes:
    signer = make_list_signer(world.csca(), elliptic_key("lists"), MASTER_LIST_SIGNER)
    return make_master_list([world.csca()], signer, world.csca())


def pem(data: bytes, name: str) -> bytes:
    text = base64.encodebytes(data)
    return b"-----BEGIN " + name.encode() + b"-----\n" + text + b"-----END " + name.encode() + b"-----\n"


def folded(data: bytes) -> bytes:
    text = base64.b64encode(data)
    return b"\n ".join(text[at : at + 60] for at in range(0, len(text), 60))


def test_several_objects_in_pem() -> None:
    file = read_trust_file(pem(world.csca().der, "CERTIFICATE") + pem(world.crl(7), "X509 CRL"))

    assert file.kinds == (TrustKind.CERTIFICATE, TrustKind.CRL)


def test_the_directory_of_icao_in_ldif() -> None:
    head = b"dn: o=ml,c=UT,dc=data,dc=download,dc=pkd,dc=icao,dc=int\nobjectClass: pkdMasterList\n"
    data = head + b"pkdMasterListContent:: " + folded(master_list()) + b"\n\nversion: 1\n"
    data += b"certificateRevocationList;binary:: " + folded(world.crl(7)) + b"\n"

    file = read_trust_file(data)

    assert file.kinds == (TrustKind.MASTER_LIST, TrustKind.CRL)
    assert not file.is_bad


def test_one_object_that_cannot_be_read_costs_no_other() -> None:
    broken = pem(world.csca().der[:-40], "CERTIFICATE")

    file = read_trust_file(broken + pem(world.csca().der, "CERTIFICATE"))

    assert (len(file.certificates), len(file.unreadable)) == (1, 1)


@pytest.mark.parametrize("data", [b"", b"hello", b"\x30\x00", pem(b"\x30\x03\x02\x01\x01", "CERTIFICATE")])
def test_what_is_none_of_them_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedTrustFile):
        read_trust_file(data)


def test_a_deviation_list_names_signers_and_what_deviates() -> None:
    key_id = world.signer().key.key_id
    documents = encoded(0x30, encoded(0x80, b"P<") + encoded(0x82, key_id))
    kind = encoded(0x30, encoded(0x13, b"country in small letters") + encoded(0x06, bytes.fromhex("67810801010701")))
    entry = encoded(0x30, documents + encoded(0x31, kind))
    content = encoded(0x30, b"\x02\x01\x00" + encoded(0x31, entry))
    signer = make_list_signer(world.csca(), elliptic_key("deviations"), DEVIATION_LIST_SIGNER)

    found = read_deviation_list(sign_content(DEVIATION_LIST, content, signer, (signer, world.csca())))

    (deviation,) = found.deviations
    assert found.signature.state is SignatureState.VALID
    assert deviation.kinds == (("2.23.136.1.1.7.1", "country in small letters"),)
    assert deviation.names(read_certificate(world.signer().der))


class TestHostile:
    def test_of_many_keys_of_one_name_only_some_are_tried(self) -> None:
        others = [make_csca("UT", elliptic_key(f"other {number}")) for number in range(MOST_TRIED + 8)]
        orphan = make_csca("UT", elliptic_key("gone"))
        body = orphan.der.replace(orphan.key.key_id, bytes(20))
        members = [read_certificate(each.der) for each in others] + [read_certificate(body)]

        assert judge_certificates(tuple(members))[-1] is not SignatureState.VALID

    def test_blanks_after_a_pem_head_hold_nothing(self) -> None:
        with pytest.raises(MalformedTrustFile):
            read_trust_file(b"-----BEGIN CERTIFICATE-----" + b" " * 1_000_000)

    def test_an_exponent_as_long_as_the_modulus_is_refused(self) -> None:
        modulus = (1 << 8191) + 1
        numbers = encoded(0x02, b"\0" + modulus.to_bytes(1024, "big")) + encoded(
            0x02, (modulus - 2).to_bytes(1025, "big")
        )
        algorithm = encoded(0x30, encoded(0x06, bytes.fromhex("2a864886f70d010101")) + b"\x05\x00")

        with pytest.raises(MalformedKey):
            read_public_key(encoded(0x30, algorithm + encoded(0x03, b"\0" + encoded(0x30, numbers))))


@pytest.mark.parametrize("identifier", [b"", encoded(0x30, b""), encoded(0x02, b"\x01")])
def test_a_defect_list_whose_signer_has_no_name_is_malformed(identifier: bytes) -> None:
    """Found by fuzzing: it was an IndexError."""
    algorithm = encoded(0x30, bytes.fromhex("0609608648016503040201"))
    entry = encoded(0x30, encoded(0x30, identifier) + encoded(0x31, b""))
    content = encoded(0x30, b"\x02\x01\x00" + algorithm + encoded(0x31, entry))
    signer = make_list_signer(world.csca(), elliptic_key("defects"), DEFECT_LIST_SIGNER)

    with pytest.raises(Malformed):
        read_defect_list(sign_content(DEFECT_LIST, content, signer, (signer, world.csca())))
