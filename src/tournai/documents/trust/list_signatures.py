"""The own signature of a list: of a master list, a defect list or a deviation list.

Source: ICAO Doc 9303-12, 8th edition (2021), section 9; BSI TR-03129-2, version 1.4, section 7.
"""

import msgspec

from tournai.documents.trust.certificates import Certificate
from tournai.documents.trust.elliptic_curves import BadSignature
from tournai.documents.trust.issuers import SignatureState, find_issuer
from tournai.documents.trust.signed_data import (
    SignedData,
    check_digest,
    find_certificate,
    signing_time,
    verify_signer,
)
from tournai.errors import Malformed

DEFECTS = {
    "algorithm-parameters": "the signature's algorithm has parameters where there are none",
    "certificate-version-1": "a certificate of version 1",
    "digest-info-without-null": "the RSA signature's DigestInfo leaves out NULL (RFC 8017, appendix A.2.4)",
    "explicit-curve": "the key spells out its curve's parameters in place of the curve's name",
    "hash-not-told": "DG14 does not say with which hash the chip signs; the one that fits was found",
    "indefinite-length": "encoded with indefinite lengths, not in DER",
    "malformed-certificate": "a certificate beside the signature cannot be read",
    "malformed-extension": "an extension of the certificate cannot be read",
    "no-list-signer": "the signer's certificate does not say that it signs such lists",
    "attribute-twice": "a signed attribute stands twice; the first counts",
    "other-issuer-name": "the signer is found by its serial number alone",
    "plain-signature": "an ECDSA signature in plain form under the name of the other",
    "reordered-name": "the signer's issuer is named in another order than in its certificate",
    "several-signers": "several signers; the first counts",
    "short-key": "the key is shorter than the standard asks for",
    "signature-in-der": "the chip answered in DER, not in plain form",
    "two-signature-algorithms": "the certificate names two signature algorithms",
    "unknown-critical-extension": "a critical extension that is not known here",
    "unknown-signature-algorithm": "the certificate's signature algorithm is not known here",
    "unordered-attributes": "the signed attributes are not in the order in which they were signed",
    "unusable-key": "the key is of a kind or curve that is not known here",
    "weak-hash": "signed with SHA-1",
    "wrong-signer-identifier": "no certificate has the name of the signer; the key of one of them made the signature",
    "trailing-bytes": "bytes follow after the end of the file",
}
"""Stable word -> what a person reads: what breaks a standard in a signed object and was accepted all the same."""


class ListSignature(msgspec.Struct, frozen=True):
    """Who signed a list: the signature's state, the signer's and its issuer's name, and whether that issued it."""

    state: SignatureState
    reason: str
    signer: str
    issuer_state: SignatureState
    issuer: str
    signed_at: str = ""


def judge_list(
    signed_data: SignedData, issuers: tuple[Certificate, ...], usage: str
) -> tuple[ListSignature, tuple[str, ...]]:
    """Return what a list's own signature comes to, and the defects found on the way, as stable words.

    ``issuers`` are certificates that may have issued the signer's, beside those that the list brings along; ``usage``
    is the extended key usage that the signer's certificate must have.
    """
    unknown = SignatureState.ISSUER_UNKNOWN
    if len(signed_data.signers) != 1:
        return ListSignature(SignatureState.BAD, "one signer was expected", "", unknown, ""), ()
    signer = signed_data.signers[0]
    certificate, defect = find_certificate(signer, signed_data.certificates)
    found = tuple(word for word in (*signed_data.defects, *signer.defects, defect) if word)
    if certificate is None:
        return ListSignature(unknown, "the signer's certificate is not in the list", "", unknown, ""), found
    name = certificate.subject.text
    try:
        check_digest(signed_data, signer)
        found += verify_signer(signed_data, signer, certificate.public_key)
    except (BadSignature, Malformed) as error:
        return ListSignature(SignatureState.BAD, str(error.reason), name, unknown, ""), found
    if usage not in certificate.extensions.extended_key_usage:
        found += ("no-list-signer",)
    state, issuer = find_issuer(certificate, (*signed_data.certificates, *issuers))
    issuer_name = issuer.subject.text if issuer else ""
    return ListSignature(SignatureState.VALID, "", name, state, issuer_name, signing_time(signer)), found
