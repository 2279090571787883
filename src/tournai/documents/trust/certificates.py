"""Certificates of country signing CAs, document signers and list signers, as they are: strict where it matters.

A fifth of the real ones break a rule. Each extension is read alone, so that one that is malformed costs nothing but
itself and a recorded defect.

Source: RFC 5280, section 4; ICAO Doc 9303-12, 8th edition (2021), section 7.1.
"""

import hashlib
from datetime import UTC, datetime

import msgspec

from tournai.documents.tlv import BIT_STRING, BOOLEAN, INTEGER, OCTET_STRING, SEQUENCE, MalformedTlv, Tlv, read_tlv
from tournai.documents.trust.algorithms import SignatureAlgorithm, read_signature_algorithm
from tournai.documents.trust.keys import PublicKey, read_public_key
from tournai.documents.trust.keys import verify as verify_signature
from tournai.documents.trust.names import Name, read_name
from tournai.errors import Malformed

SUBJECT_KEY_ID, AUTHORITY_KEY_ID = "2.5.29.14", "2.5.29.35"
KEY_USAGE, BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE = "2.5.29.15", "2.5.29.19", "2.5.29.37"
DOCUMENT_TYPES = "2.23.136.1.1.6.2"
MASTER_LIST_SIGNER = "2.23.136.1.1.3"
DEVIATION_LIST_SIGNER = "2.23.136.1.1.8"
DEFECT_LIST_SIGNER = "0.4.0.127.0.7.3.1.1"
KNOWN_EXTENSIONS = frozenset(
    {
        SUBJECT_KEY_ID,
        AUTHORITY_KEY_ID,
        KEY_USAGE,
        BASIC_CONSTRAINTS,
        EXTENDED_KEY_USAGE,
        DOCUMENT_TYPES,
        "2.5.29.16",  # private key usage period
        "2.5.29.17",  # subject alternative name
        "2.5.29.18",  # issuer alternative name
        "2.5.29.31",  # where revocation lists are
        "2.5.29.32",  # certificate policies
        "2.23.136.1.1.6.1",  # name change
    }
)
MAXIMUM_BYTES = 64 * 1024
_KEY_CERT_SIGN = 5


class MalformedCertificate(Malformed):
    """Bytes that are no certificate."""


class Extensions(msgspec.Struct, frozen=True):
    """What a certificate's extensions say; ``None`` or empty where it has none of the kind."""

    subject_key_id: bytes | None = None
    authority_key_id: bytes | None = None
    authority_serial: int | None = None
    is_ca: bool | None = None
    path_length: int | None = None
    key_usage: frozenset[int] | None = None
    """Bits of RFC 5280, section 4.2.1.3."""
    extended_key_usage: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()


class Certificate(msgspec.Struct, frozen=True):
    """A certificate. ``der``: its bytes; ``signed``: those that its issuer signed; ``key_info``: the key's.

    ``defects`` are stable words for what breaks a standard in it.
    """

    der: bytes
    signed: bytes
    serial: int
    issuer: Name
    subject: Name
    not_before: datetime
    not_after: datetime
    key_info: bytes
    algorithm: SignatureAlgorithm | None
    """``None``: one that is not known here."""
    signature: bytes
    extensions: Extensions
    defects: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of its bytes, in hexadecimal: what tells two certificates apart."""
        return hashlib.sha256(self.der).hexdigest()

    @property
    def country(self) -> str:
        """The country of the issuer, in capitals."""
        return self.issuer.country or self.subject.country

    @property
    def is_self_issued(self) -> bool:
        """Whether issuer and subject are the same name."""
        return self.issuer.key == self.subject.key

    @property
    def public_key(self) -> PublicKey:
        """The key, read anew each time.

        Raises:
            Malformed: It is of no kind or curve that is known here.
        """
        return read_public_key(self.key_info)

    def is_valid_at(self, instant: datetime) -> bool:
        """Whether an instant lies within the certificate's validity, its two ends included."""
        return self.not_before <= instant <= self.not_after


def read_certificate(data: bytes) -> Certificate:
    """Return a certificate from its DER; what follows it is not looked at.

    Raises:
        MalformedCertificate: It is none.
        MalformedTlv: It is cut off or of other elements.
    """
    return certificate_of(read_tlv(data))


def certificate_of(element: Tlv) -> Certificate:
    """Return the certificate that an element is; errors are those of `read_certificate`."""
    outer = element.expect(SEQUENCE).children()
    if len(outer) != 3 or element.stop - element.start > MAXIMUM_BYTES:
        raise MalformedCertificate("a certificate of three parts was expected")
    parts = outer[0].expect(SEQUENCE).children()
    defects = [] if parts and parts[0].tag == 0xA0 else ["certificate-version-1"]
    fields = parts[0 if defects else 1 :]
    if len(fields) < 6:
        raise MalformedCertificate("a certificate without serial number, names, validity or key")
    serial, algorithm, issuer, validity, subject, key = fields[:6]
    if algorithm.raw != outer[1].raw:
        defects.append("two-signature-algorithms")
    start, end = _read_validity(validity)
    extensions = _read_extensions(next((field for field in fields[6:] if field.tag == 0xA3), None))
    return Certificate(
        der=element.raw,
        signed=outer[0].raw,
        serial=serial.expect(INTEGER).integer(),
        issuer=read_name(issuer),
        subject=read_name(subject),
        not_before=start,
        not_after=end,
        key_info=key.raw,
        algorithm=_algorithm(outer[1], defects),
        signature=outer[2].bits(),
        extensions=extensions,
        defects=(*defects, *extensions.defects),
    )


def _algorithm(element: Tlv, defects: list[str]) -> SignatureAlgorithm | None:
    try:
        return read_signature_algorithm(element)
    except Malformed:
        defects.append("unknown-signature-algorithm")
        return None


def _read_validity(element: Tlv) -> tuple[datetime, datetime]:
    times = element.expect(SEQUENCE).children()
    if len(times) != 2:
        raise MalformedCertificate("a validity of two instants was expected")
    return read_instant(times[0]), read_instant(times[1])


def read_instant(element: Tlv) -> datetime:
    """Return a UTCTime or GeneralizedTime; seconds may be left out. Two digits of a year from 50 on are of 19..

    Raises:
        MalformedCertificate: It is neither.
    """
    text = element.expect(0x17, 0x18).value.decode("latin-1")
    digits = text.removesuffix("Z").removesuffix("+0000").partition(".")[0]
    if element.tag == 0x17:
        digits = ("19" if digits[:2] >= "50" else "20") + digits
    try:
        return datetime.strptime(digits.ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise MalformedCertificate("an instant that is none, in a certificate or list") from error


def _read_extensions(element: Tlv | None) -> Extensions:
    if element is None:
        return Extensions()
    found: dict[str, object] = {}
    defects: list[str] = []
    for extension in element.only().children():
        try:
            _read_extension(extension, found, defects)
        except Malformed:
            defects.append("malformed-extension")
    return Extensions(**found, defects=tuple(dict.fromkeys(defects)))  # type: ignore[arg-type]  # rows of _READERS


def _read_extension(element: Tlv, found: dict[str, object], defects: list[str]) -> None:
    parts = element.expect(SEQUENCE).children()
    if len(parts) < 2:
        raise MalformedTlv("an extension of two parts was expected", offset=element.start)
    identifier = parts[0].oid()
    is_critical = parts[1].tag == BOOLEAN and parts[1].value != b"\0"
    reader = _READERS.get(identifier)
    if reader is not None:
        found.update(reader(read_tlv(parts[-1].expect(OCTET_STRING).value)))
    elif is_critical and identifier not in KNOWN_EXTENSIONS:
        defects.append("unknown-critical-extension")


def _subject_key(element: Tlv) -> dict[str, object]:
    return {"subject_key_id": element.expect(OCTET_STRING).value}


def _authority_key(element: Tlv) -> dict[str, object]:
    parts = {part.tag: part for part in element.expect(SEQUENCE).children()}
    found: dict[str, object] = {}
    if 0x80 in parts:
        found["authority_key_id"] = parts[0x80].value
    if 0x82 in parts:
        found["authority_serial"] = parts[0x82].integer()
    return found


def _basic_constraints(element: Tlv) -> dict[str, object]:
    parts = element.expect(SEQUENCE).children()
    length = next((part.integer() for part in parts if part.tag == INTEGER), None)
    return {"is_ca": any(part.tag == BOOLEAN and part.value != b"\0" for part in parts), "path_length": length}


def _key_usage(element: Tlv) -> dict[str, object]:
    value = element.expect(BIT_STRING).value
    bits = {8 * at + bit for at, byte in enumerate(value[1:3]) for bit in range(8) if byte & 0x80 >> bit}
    return {"key_usage": frozenset(bits)}


def _extended_key_usage(element: Tlv) -> dict[str, object]:
    return {"extended_key_usage": tuple(part.oid() for part in element.expect(SEQUENCE).children())}


_READERS = {
    SUBJECT_KEY_ID: _subject_key,
    AUTHORITY_KEY_ID: _authority_key,
    BASIC_CONSTRAINTS: _basic_constraints,
    KEY_USAGE: _key_usage,
    EXTENDED_KEY_USAGE: _extended_key_usage,
}


def may_issue(certificate: Certificate) -> bool:
    """Whether a certificate's extensions allow it to issue others; those that say nothing do (old CAs)."""
    extensions = certificate.extensions
    return extensions.is_ca is not False and (extensions.key_usage is None or _KEY_CERT_SIGN in extensions.key_usage)


def verify_issued(certificate: Certificate, key: PublicKey) -> tuple[str, ...]:
    """Verify that a key signed a certificate and return the defects found on the way.

    Raises:
        BadSignature: It did not.
        Malformed: The signature has not the form of its kind, or its algorithm is not known.
    """
    algorithm = certificate.algorithm
    if algorithm is None:
        algorithm = read_signature_algorithm(read_tlv(certificate.der).children()[1])
    return verify_signature(key, algorithm, certificate.signed, certificate.signature)
