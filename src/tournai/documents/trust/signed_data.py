"""Signed objects: EF.SOD, master lists, defect and deviation lists are all SignedData of CMS.

Source: RFC 5652, sections 5 and 11; ICAO Doc 9303-10, section 4.6.2 and 9303-12, section 9.
"""

import hashlib

import msgspec

from tournai.documents.tlv import INTEGER, OCTET_STRING, SEQUENCE, SET, MalformedTlv, Tlv, encoded, in_der, read_tlv
from tournai.documents.trust.algorithms import HASHES, SignatureAlgorithm, read_hash, read_signature_algorithm
from tournai.documents.trust.certificates import Certificate, certificate_of, read_instant
from tournai.documents.trust.elliptic_curves import BadSignature
from tournai.documents.trust.keys import PublicKey
from tournai.documents.trust.keys import verify as verify_signature
from tournai.documents.trust.names import Name, read_name
from tournai.errors import Malformed
from tournai.values.wordings import say

SIGNED_DATA = "1.2.840.113549.1.7.2"
CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.5"
_CERTIFICATES, _CRLS, _KEY_ID, _ATTRIBUTES = 0xA0, 0xA1, 0x80, 0xA0


class MalformedSignedData(Malformed):
    """Bytes that are no SignedData, or lack a part that it needs."""


class Signer(msgspec.Struct, frozen=True):
    """One signer (SignerInfo). Its certificate is named by issuer and serial number, or by the key's identifier.

    ``attributes``: the signed attributes as elements, by dotted type; ``signed``: their bytes as they were signed,
    ``None`` where the content itself is signed.
    """

    version: int
    issuer: Name | None
    serial: int | None
    key_id: bytes | None
    digest_hash: str
    signed: bytes | None
    attributes: dict[str, Tlv]
    algorithm: SignatureAlgorithm
    signature: bytes
    defects: tuple[str, ...] = ()


class SignedData(msgspec.Struct, frozen=True):
    """A signed object: what was signed (``content``, of ``content_type``), by whom, and the certificates beside it."""

    version: int
    digest_hashes: tuple[str, ...]
    content_type: str
    content: bytes
    certificates: tuple[Certificate, ...]
    crls: tuple[bytes, ...]
    signers: tuple[Signer, ...]
    defects: tuple[str, ...] = ()


def read_signed_data(element: Tlv, detached: bytes | None = None) -> SignedData:
    """Return the SignedData of a ContentInfo.

    Args:
        element: The ContentInfo.
        detached: What was signed, where it is kept apart from its signature.

    Raises:
        MalformedSignedData: It is none, its content is neither within it nor handed in, or is both.
        UnknownAlgorithm: A signer's algorithm is not known here.
        MalformedTlv: It is cut off or of other elements.
    """
    outer = element.expect(SEQUENCE).children()
    if len(outer) < 2 or outer[0].oid() != SIGNED_DATA:
        raise MalformedSignedData("no signed object: the content type is not signedData", code="content-type")
    body = outer[1].only().expect(SEQUENCE)
    parts = body.children()
    if len(parts) < 4:
        raise MalformedSignedData("a signed object of four parts or more was expected")
    others = parts[3:]
    content = parts[2].expect(SEQUENCE).children()
    if len(content) < 2 and detached is None:
        raise MalformedSignedData("the signed content is not within the object", code="detached")
    if len(content) > 1 and detached is not None:
        raise MalformedSignedData("a signature apart from its content was expected", code="attached")
    strange = element.is_indefinite or body.is_indefinite
    defects = ["indefinite-length"] if strange else []
    return SignedData(
        version=parts[0].expect(INTEGER).integer(),
        digest_hashes=_hashes(parts[1]),
        content_type=content[0].oid(),
        content=content[1].only().octets() if detached is None else detached,
        certificates=_certificates([part for part in others if part.tag == _CERTIFICATES], defects),
        crls=tuple(crl.raw for part in others if part.tag == _CRLS for crl in part.children()),
        signers=tuple(_signer(signer) for part in others if part.tag == SET for signer in part.children()),
        defects=tuple(defects),
    )


def _hashes(element: Tlv) -> tuple[str, ...]:
    oids = (algorithm.only().oid() for algorithm in element.expect(SET).children())
    return tuple(HASHES.get(oid, oid) for oid in oids)


def _certificates(parts: list[Tlv], defects: list[str]) -> tuple[Certificate, ...]:
    found = []
    for certificate in (each for part in parts for each in part.children()):
        try:
            found.append(certificate_of(certificate))
        except Malformed:
            defects.append("malformed-certificate")
    return tuple(found)


def _signer(element: Tlv) -> Signer:
    parts = element.expect(SEQUENCE).children()
    if len(parts) < 5:
        raise MalformedSignedData("a signer of five parts or more was expected")
    version, identifier, digest = parts[0].expect(INTEGER).integer(), parts[1], read_hash(parts[2])
    has_attributes = parts[3].tag == _ATTRIBUTES
    algorithm, signature = parts[4:6] if has_attributes and len(parts) > 5 else parts[3:5]
    issuer, serial, key_id = _identify(identifier)
    attributes, defects = _attributes(parts[3]) if has_attributes else ({}, ())
    return Signer(
        version=version,
        issuer=issuer,
        serial=serial,
        key_id=key_id,
        digest_hash=digest,
        signed=_as_signed(parts[3]) if has_attributes else None,
        attributes=attributes,
        algorithm=_completed(read_signature_algorithm(algorithm), digest),
        signature=signature.expect(OCTET_STRING).octets(),
        defects=defects,
    )


def _identify(element: Tlv) -> tuple[Name | None, int | None, bytes | None]:
    if element.tag == _KEY_ID:
        return None, None, element.value
    parts = element.expect(SEQUENCE).children()
    if len(parts) != 2:
        raise MalformedSignedData("a signer named by issuer and serial number was expected")
    return read_name(parts[0]), parts[1].expect(INTEGER).integer(), None


def _attributes(element: Tlv) -> tuple[dict[str, Tlv], tuple[str, ...]]:
    found: dict[str, Tlv] = {}
    defects = []
    for attribute in element.children():
        parts = attribute.expect(SEQUENCE).children()
        values = parts[1].expect(SET).children() if len(parts) == 2 else []
        if len(values) != 1:
            raise MalformedSignedData("a signed attribute of one value was expected")
        if parts[0].oid() in found:
            defects.append("attribute-twice")
        found.setdefault(parts[0].oid(), values[0])
    return found, tuple(defects)


def _as_signed(element: Tlv) -> bytes:
    """Return the attributes as a SET in DER, which is what is signed (RFC 5652, section 5.4)."""
    return bytes((SET,)) + (in_der(element) if element.is_indefinite else element.raw)[1:]


def _completed(algorithm: SignatureAlgorithm, digest: str) -> SignatureAlgorithm:
    return algorithm if algorithm.hash else msgspec.structs.replace(algorithm, hash=digest)


def find_certificate(signer: Signer, certificates: tuple[Certificate, ...]) -> tuple[Certificate | None, str]:
    """Return the certificate that a signer names, and a defect: a stable word, empty where the name is exact.

    Names are compared as sets. Where no certificate has the name, the only one there is taken, with a defect.
    """
    if signer.key_id is not None:
        named = [each for each in certificates if each.extensions.subject_key_id == signer.key_id]
        return (named[0] if named else None), ""
    if signer.issuer is None:
        return None, ""
    same_serial = [each for each in certificates if each.serial == signer.serial]
    for certificate in same_serial:
        if certificate.issuer.der == signer.issuer.der:
            return certificate, ""
    for certificate in same_serial:
        if certificate.issuer.key == signer.issuer.key:
            return certificate, "reordered-name" if _has_other_order(certificate, signer.issuer) else ""
    return (same_serial[0], "other-issuer-name") if len(same_serial) == 1 else (None, "")


def _has_other_order(certificate: Certificate, name: Name) -> bool:
    return [kind for kind, _ in certificate.issuer.attributes] != [kind for kind, _ in name.attributes]


def check_digest(signed_data: SignedData, signer: Signer) -> None:
    """Compare the content's hash with the one that was signed, and the content's type with the one that was signed.

    Raises:
        BadSignature: They differ.
        MalformedSignedData: The signed attributes lack one of them.
    """
    if signer.signed is None:
        return
    digest, kind = signer.attributes.get(MESSAGE_DIGEST), signer.attributes.get(CONTENT_TYPE)
    if digest is None:
        raise MalformedSignedData("the signed attributes hold no hash of the content", code="message-digest")
    if hashlib.new(signer.digest_hash, signed_data.content).digest() != digest.octets():
        raise BadSignature("the content has another hash than the one that was signed")
    if kind is not None and kind.oid() != signed_data.content_type:
        raise BadSignature("the content is of another type than the one that was signed")


def verify_signer(signed_data: SignedData, signer: Signer, key: PublicKey) -> tuple[str, ...]:
    """Verify that a key made a signer's signature and return the defects found on the way.

    The hash of the content is compared apart, by `check_digest`.

    Raises:
        BadSignature: It did not.
        Malformed: The signature has not the form of its kind, or an algorithm is not known.
    """
    message = signed_data.content if signer.signed is None else signer.signed
    try:
        return verify_signature(key, signer.algorithm, message, signer.signature)
    except BadSignature:
        if signer.signed is None or (ordered := _in_order(signer.signed)) == signer.signed:
            raise
        return ("unordered-attributes", *verify_signature(key, signer.algorithm, ordered, signer.signature))


def _in_order(attributes: bytes) -> bytes:
    """Return attributes sorted as DER sorts a SET: some write them in another order than they signed them."""
    return encoded(SET, b"".join(sorted(child.raw for child in read_tlv(attributes).children())))


def signing_time(signer: Signer) -> str:
    """Return when a signer says that it signed, as RFC 3339; empty where it does not, or says no instant."""
    element = signer.attributes.get(SIGNING_TIME)
    if element is None:
        return ""
    try:
        return read_instant(element).isoformat().replace("+00:00", "Z")
    except (Malformed, MalformedTlv):
        return ""


def expect_type(signed_data: SignedData, wanted: str) -> None:
    """Make sure that the content is of a type.

    Raises:
        MalformedSignedData: It is of another.
    """
    if signed_data.content_type != wanted:
        raise MalformedSignedData(
            say("content of type {found} where {wanted} was expected", found=signed_data.content_type, wanted=wanted),
            code="content-type",
        )
