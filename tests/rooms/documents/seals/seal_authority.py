"""An invented state's authority for seals: a country signing CA and a seal signer, and seals that the signer signs."""

from datetime import UTC, date, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from tournai.documents.seals.c40 import encode_c40
from tournai.documents.seals.vds import Header, append_signature, write_unsigned
from tournai.documents.trust.certificates import Certificate, read_certificate

AT = datetime(2026, 6, 1, tzinfo=UTC)
CA_KEY = ec.derive_private_key(0xCA, ec.SECP256R1())
SIGNER_KEY = ec.derive_private_key(0x51, ec.SECP256R1())
VISA = "VCUTODOE<<JANE<<<<<<<<<<<<<<<<<<<<<<" + "AB12345<<2UTO8502283F2612317"
FEATURES = ((2, encode_c40(VISA)), (4, bytes((90, 0, 0))), (5, encode_c40("XY1234567")))


def name(common_name: str, country: str = "UT") -> x509.Name:
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, country),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ]
    return x509.Name(attributes)


def certify(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    serial: int,
    *,
    is_ca: bool = False,
    ca_key: ec.EllipticCurvePrivateKey = CA_KEY,
    until: int = 2030,
) -> Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(name("UT CA"))
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(until, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=0 if is_ca else None), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(CA_KEY.public_key()), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return read_certificate(builder.sign(ca_key, hashes.SHA256()).public_bytes(Encoding.DER))


CA = certify(name("UT CA"), CA_KEY, 1, is_ca=True)
SIGNER = certify(name("TS"), SIGNER_KEY, 0x5B)


def sign(message: bytes) -> bytes:
    """Return r and s over a message, made without chance."""
    der = SIGNER_KEY.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    r, s = utils.decode_dss_signature(der)
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def visa_seal(features: tuple[tuple[int, bytes], ...] = FEATURES, state: str = "UTO") -> bytes:
    """Return a visa's seal, signed."""
    header = Header(state, "UTTS", "5B", date(2026, 2, 28), date(2026, 3, 1), 0x5D, 0x01)
    unsigned = write_unsigned(header, features)
    return append_signature(unsigned, sign(unsigned))
