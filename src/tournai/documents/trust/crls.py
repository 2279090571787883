"""Certificate revocation lists of country signing CAs.

Source: RFC 5280, section 5; ICAO Doc 9303-12, 8th edition (2021), section 7.2 (at least every 90 days).
"""

from datetime import datetime

import msgspec

from tournai.documents.tlv import INTEGER, OCTET_STRING, OID, SEQUENCE, Tlv, read_tlv
from tournai.documents.trust.algorithms import SignatureAlgorithm, read_signature_algorithm
from tournai.documents.trust.certificates import AUTHORITY_KEY_ID, read_instant
from tournai.documents.trust.keys import PublicKey, verify
from tournai.documents.trust.names import Name, read_name
from tournai.errors import Malformed
from tournai.values.wordings import say

MAXIMUM_BYTES = 16 * 1024 * 1024
CRL_NUMBER, REASON = "2.5.29.20", "2.5.29.21"
REASONS = {
    0: "unspecified",
    1: "key compromise",
    2: "CA compromise",
    3: "affiliation changed",
    4: "superseded",
    5: "cessation of operation",
    6: "certificate hold",
    8: "removed from the list",
    9: "privilege withdrawn",
    10: "AA compromise",
}
_TIMES = (0x17, 0x18)


class MalformedCrl(Malformed):
    """Bytes that are no certificate revocation list."""


class Revocation(msgspec.Struct, frozen=True):
    """When a certificate was revoked, and why, where the list says so."""

    revoked_at: datetime
    reason: str = ""


class Crl(msgspec.Struct, frozen=True):
    """A revocation list: whose, when issued and until when to be followed by another, and what it revokes by serial."""

    issuer: Name
    this_update: datetime
    next_update: datetime | None
    revoked: dict[int, Revocation]
    authority_key_id: bytes | None
    number: int | None
    signed: bytes
    algorithm: SignatureAlgorithm
    signature: bytes

    def is_current_at(self, instant: datetime) -> bool:
        """Whether no newer list was due at an instant."""
        return self.next_update is None or instant <= self.next_update


def read_crl(data: bytes) -> Crl:
    """Return a revocation list; whether its signature holds is asked apart (`verify_crl`).

    Raises:
        MalformedCrl: It is none, or larger than any.
        UnknownAlgorithm: The signature's algorithm is not known here.
        MalformedTlv: It is cut off or of other elements.
    """
    if len(data) > MAXIMUM_BYTES:
        raise MalformedCrl(say("larger than {most} bytes", most=MAXIMUM_BYTES), code="too-large")
    outer = read_tlv(data).expect(SEQUENCE).children()
    if len(outer) != 3:
        raise MalformedCrl("a revocation list of three parts was expected")
    parts = outer[0].expect(SEQUENCE).children()
    if parts and parts[0].tag == INTEGER:
        parts = parts[1:]
    if len(parts) < 3:
        raise MalformedCrl("a revocation list without issuer or instant")
    times = [part for part in parts[2:4] if part.tag in _TIMES]
    if not times:
        raise MalformedCrl("a revocation list without an instant of issue")
    entries = next((part for part in parts[3:] if part.tag == SEQUENCE), None)
    extensions = _extensions(next((part for part in parts[3:] if part.tag == 0xA0), None))
    return Crl(
        issuer=read_name(parts[1]),
        this_update=read_instant(times[0]),
        next_update=read_instant(times[1]) if len(times) == 2 else None,
        revoked=dict(_revocation(entry) for entry in entries.children()) if entries else {},
        authority_key_id=_key_id(extensions.get(AUTHORITY_KEY_ID)),
        number=extensions[CRL_NUMBER].integer() if CRL_NUMBER in extensions else None,
        signed=outer[0].raw,
        algorithm=read_signature_algorithm(outer[1]),
        signature=outer[2].bits(),
    )


def _extensions(element: Tlv | None) -> dict[str, Tlv]:
    found = {}
    for extension in element.only().children() if element else []:
        parts = extension.expect(SEQUENCE).children()
        if len(parts) >= 2 and parts[0].tag == OID and parts[-1].tag == OCTET_STRING:
            found[parts[0].oid()] = read_tlv(parts[-1].value)
    return found


def _revocation(element: Tlv) -> tuple[int, Revocation]:
    parts = element.expect(SEQUENCE).children()
    if len(parts) < 2:
        raise MalformedCrl("a revoked certificate without serial number or instant")
    reason = ""
    for extension in parts[2].children() if len(parts) > 2 else []:
        pieces = extension.children()
        if len(pieces) >= 2 and pieces[0].oid() == REASON:
            reason = REASONS.get(read_tlv(pieces[-1].value).integer(), "")
    return parts[0].expect(INTEGER).integer(), Revocation(read_instant(parts[1]), reason)


def _key_id(element: Tlv | None) -> bytes | None:
    parts = element.children() if element else []
    return next((part.value for part in parts if part.tag == 0x80), None)


def verify_crl(crl: Crl, key: PublicKey) -> tuple[str, ...]:
    """Verify that a key signed a revocation list and return the defects found on the way.

    Raises:
        BadSignature: It did not.
        Malformed: The signature has not the form of its kind.
    """
    return verify(key, crl.algorithm, crl.signed, crl.signature)
