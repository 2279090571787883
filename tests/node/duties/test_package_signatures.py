"""Detached signatures over a package, made by the library `cryptography`: whose counts, and what each fault says."""

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from tests.rooms.providers.evidence.packages import ORDER, Held, package

from tournai.documents.tlv import read_whole
from tournai.documents.trust.certificates import Certificate, certificate_of
from tournai.node.duties.package_signatures import check_signatures
from tournai.providers.evidence.delivery import verify_package

SIGNED = "tagmanifest-sha512.txt"
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
OPTIONS = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]


def issue(key: Key, serial: int = 7) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Messenger Ireland evidence")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2028, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )


def read(certificate: x509.Certificate) -> Certificate:
    return certificate_of(read_whole(certificate.public_bytes(serialization.Encoding.DER)))


def sign(data: bytes, key: Key, certificate: x509.Certificate) -> bytes:
    builder = pkcs7.PKCS7SignatureBuilder().set_data(data).add_signer(certificate, key, hashes.SHA512())
    return builder.sign(serialization.Encoding.DER, OPTIONS)


KEY = ec.generate_private_key(ec.SECP256R1())
CERTIFICATE = issue(KEY)
FILES = package()
PINNED = [read(CERTIFICATE)]


def codes(files: dict[str, bytes], pinned: list[Certificate] = PINNED) -> list[str]:
    return [finding.code for finding in check_signatures(verify_package(Held(files), ORDER), pinned)]


@pytest.mark.parametrize("key", [KEY, rsa.generate_private_key(65537, 2048)], ids=["EC", "RSA"])
def test_signature_of_the_provider_is_taken(key: Key) -> None:
    certificate = issue(key)

    assert codes(FILES | {f"{SIGNED}.p7s": sign(FILES[SIGNED], key, certificate)}, [read(certificate)]) == []


def test_signed_package_is_otherwise_whole() -> None:
    files = FILES | {f"{SIGNED}.p7s": sign(FILES[SIGNED], KEY, CERTIFICATE)}

    assert verify_package(Held(files), ORDER).findings == ()


def test_nobody_is_asked_to_sign_where_no_certificate_is_held() -> None:
    assert codes(FILES, []) == []


def test_package_without_signature_is_refused() -> None:
    assert codes(FILES) == ["not-signed"]


def test_signature_over_another_manifest_is_refused() -> None:
    assert codes(FILES | {f"{SIGNED}.p7s": sign(FILES[SIGNED] + b" ", KEY, CERTIFICATE)}) == ["bad-signature"]


def test_signature_of_somebody_else_is_refused() -> None:
    other = ec.generate_private_key(ec.SECP256R1())

    assert codes(FILES | {f"{SIGNED}.p7s": sign(FILES[SIGNED], other, issue(other, 8))}) == ["other-signer"]


def test_signature_in_the_name_of_the_provider_is_refused() -> None:
    other = ec.generate_private_key(ec.SECP256R1())

    assert codes(FILES | {f"{SIGNED}.p7s": sign(FILES[SIGNED], other, issue(other))}) == ["bad-signature"]


@pytest.mark.parametrize("signature", [b"", b"\x30\x80", b"no signature", b"\x30\x03\x02\x01\x01"])
def test_signature_that_cannot_be_read_is_refused(signature: bytes) -> None:
    assert codes(FILES | {f"{SIGNED}.p7s": signature}) == ["signature"]
