"""Simulated authorities of documents: country signing CAs, signers, revocation lists, master lists, defect lists.

All of them are of Utopia (UT, UTO) or of other invented states, and say that they are for tests.

Source: ICAO Doc 9303-12, 8th edition (2021), sections 7 and 9; written with asn1crypto, apart from Tournai's readers.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import msgspec
from asn1crypto import cms, core, crl, x509

from tournai.simulate.documents.signing_keys import SigningKey

MARK = "TEST ONLY - NO REAL DOCUMENT"
MASTER_LIST, MASTER_LIST_SIGNER = "2.23.136.1.1.2", "2.23.136.1.1.3"
DEFECT_LIST, DEFECT_LIST_SIGNER = "0.4.0.127.0.7.3.1.5", "0.4.0.127.0.7.3.1.1"
Period = tuple[datetime, datetime]


def years(first: int, last: int) -> Period:
    """Return the period from the first day of a year to the last moment of another."""
    return datetime(first, 1, 1, tzinfo=UTC), datetime(last, 12, 31, 23, 59, 59, tzinfo=UTC)


class Holder(msgspec.Struct, frozen=True):
    """Who holds a key: its certificate and the key."""

    certificate: x509.Certificate
    key: SigningKey

    @property
    def der(self) -> bytes:
        """The certificate's bytes."""
        return bytes(self.certificate.dump())


class Request(msgspec.Struct, frozen=True):
    """What a certificate shall say. ``key_id`` replaces the issuer's in the authority key identifier."""

    name: x509.Name
    key: SigningKey
    serial: int
    period: Period
    is_authority: bool = False
    usage: str = ""
    """Extended key usage, dotted; empty for none."""
    key_id: bytes | None = None


def name_of(country: str, common_name: str) -> x509.Name:
    """Return a distinguished name of a simulated state."""
    return x509.Name.build({"country_name": country, "organization_name": MARK, "common_name": common_name})


def certify(request: Request, issuer: x509.Name, key: SigningKey) -> Holder:
    """Return a certificate that a key signed in the name of an issuer, whoever that is."""
    extensions = [
        {"extn_id": "key_identifier", "extn_value": request.key.key_id},
        {"extn_id": "authority_key_identifier", "extn_value": {"key_identifier": request.key_id or key.key_id}},
        {
            "extn_id": "key_usage",
            "critical": True,
            "extn_value": {"key_cert_sign", "crl_sign"} if request.is_authority else {"digital_signature"},
        },
    ]
    if request.is_authority:
        constraints = {"ca": True, "path_len_constraint": 0}
        extensions.append({"extn_id": "basic_constraints", "critical": True, "extn_value": constraints})
    if request.usage:
        extensions.append({"extn_id": "extended_key_usage", "critical": True, "extn_value": [request.usage]})
    body = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": request.serial,
            "signature": key.algorithm,
            "issuer": issuer,
            "validity": {"not_before": _time(request.period[0]), "not_after": _time(request.period[1])},
            "subject": request.name,
            "subject_public_key_info": request.key.key_info,
            "extensions": extensions,
        }
    )
    certificate = x509.Certificate(
        {"tbs_certificate": body, "signature_algorithm": key.algorithm, "signature_value": key.sign(body.dump())}
    )
    return Holder(x509.Certificate.load(certificate.dump()), request.key)


def _time(instant: datetime) -> x509.Time:
    kind = "utc_time" if instant.year < 2050 else "general_time"
    return x509.Time(name=kind, value=instant)


def make_csca(country: str, key: SigningKey, period: Period | None = None, serial: int = 1) -> Holder:
    """Return a country signing CA, self-signed."""
    name = name_of(country, f"CSCA {country}")
    request = Request(name, key, serial, period or years(2020, 2040), is_authority=True)
    return certify(request, name, key)


def make_link(old: Holder, new: Holder, serial: int = 2) -> Holder:
    """Return the certificate by which an old CA's key vouches for the new one."""
    old_name, new_name = (each.certificate.subject for each in (old, new))
    return certify(Request(new_name, new.key, serial, years(2024, 2040), is_authority=True), old_name, old.key)


def make_signer(csca: Holder, key: SigningKey, period: Period | None = None, serial: int = 1000) -> Holder:
    """Return a document signer that a CA issued."""
    issuer = csca.certificate.subject
    name = name_of(issuer.native["country_name"], f"Document Signer {serial}")
    return certify(Request(name, key, serial, period or years(2024, 2036)), issuer, csca.key)


def make_list_signer(csca: Holder, key: SigningKey, usage: str, serial: int = 2000) -> Holder:
    """Return a signer of master lists or defect lists."""
    issuer = csca.certificate.subject
    name = name_of(issuer.native["country_name"], f"List Signer {serial}")
    return certify(Request(name, key, serial, years(2024, 2036), usage=usage), issuer, csca.key)


def make_crl(csca: Holder, revoked: Mapping[int, datetime], period: Period, number: int = 1) -> bytes:
    """Return a revocation list of a CA: serial numbers with when they were revoked, issued and followed by dates."""
    body: dict[str, object] = {
        "version": "v2",
        "signature": csca.key.algorithm,
        "issuer": csca.certificate.subject,
        "this_update": _time(period[0]),
        "next_update": _time(period[1]),
        "crl_extensions": [
            {"extn_id": "authority_key_identifier", "extn_value": {"key_identifier": csca.key.key_id}},
            {"extn_id": "crl_number", "extn_value": number},
        ],
    }
    if revoked:
        body["revoked_certificates"] = [
            {"user_certificate": serial, "revocation_date": _time(instant)} for serial, instant in revoked.items()
        ]
    signed = crl.TbsCertList(body)
    return bytes(
        crl.CertificateList(
            {
                "tbs_cert_list": signed,
                "signature_algorithm": csca.key.algorithm,
                "signature": csca.key.sign(signed.dump()),
            }
        ).dump()
    )


def make_master_list(members: Iterable[Holder], signer: Holder, csca: Holder) -> bytes:
    """Return a master list of some CAs, signed by a list signer of one of them."""
    certificates = sorted(member.der for member in members)
    content = _sequence(core.Integer(0).dump(), _set(certificates))
    return sign_content(MASTER_LIST, content, signer, (signer, csca))


def make_defect_list(defects: Iterable[tuple[Holder, str, int]], signer: Holder, csca: Holder) -> bytes:
    """Return a defect list: for each signer of documents, the kind of defect (dotted) and its status code."""
    entries = []
    for holder, kind, status in defects:
        parameter = bytes((0x0A, 1, status))
        known = _set([_sequence(core.ObjectIdentifier(kind).dump(), parameter)])
        certificate = holder.certificate
        identifier = _sequence(certificate.issuer.dump(), core.Integer(certificate.serial_number).dump())
        entries.append(_sequence(identifier, known))
    algorithm = _sequence(core.ObjectIdentifier("2.16.840.1.101.3.4.2.1").dump())
    content = _sequence(core.Integer(0).dump(), algorithm, _set(sorted(entries)))
    return sign_content(DEFECT_LIST, content, signer, (signer, csca))


def _sequence(*parts: bytes) -> bytes:
    return _element(0x30, b"".join(parts))


def _set(parts: Iterable[bytes]) -> bytes:
    return _element(0x31, b"".join(parts))


def _element(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 128:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 128 | len(length))) + length + content


def sign_content(
    content_type: str, content: bytes, signer: Holder, certificates: Iterable[Holder], *, version: int = 3
) -> bytes:
    """Return some content as a signed object (SignedData of CMS), with the certificates beside it."""
    digest = {"algorithm": signer.key.hash}
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": [content_type]},
            {"type": "message_digest", "values": [hashlib.new(signer.key.hash, content).digest()]},
        ]
    )
    certificate = signer.certificate
    names = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    signer_info = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": names}),
        "digest_algorithm": digest,
        "signed_attrs": attributes,
        "signature_algorithm": signer.key.algorithm,
        "signature": signer.key.sign(attributes.untag().dump()),
    }
    signed = cms.SignedData(
        {
            "version": f"v{version}",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": content_type, "content": core.ParsableOctetString(content)},
            "certificates": [
                cms.CertificateChoices(name="certificate", value=each.certificate) for each in certificates
            ],
            "signer_infos": [signer_info],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump())
