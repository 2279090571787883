"""Who issued a certificate among others, and whether the signature holds: self-signed, linked, or by someone unknown.

Source: RFC 5280, section 6; ICAO Doc 9303-12, 8th edition (2021), sections 5 (link certificates) and 7.1; BSI
TR-03135-1, version 2.5, section 5.6.4.3.3 (by the key's identifier, else by name).
"""

from enum import StrEnum

from tournai.documents.trust.certificates import Certificate, verify_issued
from tournai.documents.trust.elliptic_curves import BadSignature
from tournai.documents.trust.keys import PublicKey, read_public_key
from tournai.errors import Malformed

MOST_TRIED = 32
"""Keys tried for one certificate: the largest country has some twenty; a list made to cost time has thousands."""


class SignatureState(StrEnum):
    """What a signature comes to."""

    VALID = "valid"
    """It holds."""
    BAD = "bad"
    """It does not hold: the bytes were changed, or another key made it."""
    ISSUER_UNKNOWN = "issuer unknown"
    """The certificate of who made it is not there."""


def find_issuer(certificate: Certificate, among: tuple[Certificate, ...]) -> tuple[SignatureState, Certificate | None]:
    """Return who of some certificates issued one, and whether the signature holds."""
    others = [each for each in among if each.der != certificate.der or certificate.is_self_issued]
    candidates = [each for each in others if _is_named_issuer(each, certificate)]
    for issuer in candidates[:MOST_TRIED]:
        if _is_signed_by(certificate, _key_or_none(issuer.key_info)):
            return SignatureState.VALID, issuer
    return (SignatureState.BAD if candidates else SignatureState.ISSUER_UNKNOWN), None


def _is_named_issuer(issuer: Certificate, certificate: Certificate) -> bool:
    """Whether a certificate names another as its issuer: by the key's identifier, else by name."""
    wanted, has = certificate.extensions.authority_key_id, issuer.extensions.subject_key_id
    if wanted is not None and has is not None:
        return wanted == has
    return issuer.subject.key == certificate.issuer.key


def judge_certificates(certificates: tuple[Certificate, ...]) -> tuple[SignatureState, ...]:
    """Return what the signature of each certificate of a list comes to: its own key's, or another's of the list.

    All that share the key identifier or the name of the claimed issuer are tried. Bad is one whose issuer is surely
    known: by its key's identifier, or the certificate itself. Takes about a millisecond a certificate.
    """
    by_id: dict[bytes, list[Certificate]] = {}
    by_name: dict[tuple[tuple[str, str], ...], list[Certificate]] = {}
    for each in certificates:
        by_name.setdefault(each.subject.key, []).append(each)
        if each.extensions.subject_key_id is not None:
            by_id.setdefault(each.extensions.subject_key_id, []).append(each)
    keys: dict[bytes, PublicKey | None] = {}
    return tuple(_judge_one(each, by_id, by_name, keys) for each in certificates)


def _judge_one(
    certificate: Certificate,
    by_id: dict[bytes, list[Certificate]],
    by_name: dict[tuple[tuple[str, str], ...], list[Certificate]],
    keys: dict[bytes, PublicKey | None],
) -> SignatureState:
    wanted = certificate.extensions.authority_key_id
    named = by_id.get(wanted, []) if wanted is not None else []
    is_surely_named = bool(named) or (wanted is None and certificate.is_self_issued)
    candidates = [*named, *by_name.get(certificate.issuer.key, [])]
    for key_info in list(dict.fromkeys(issuer.key_info for issuer in candidates))[:MOST_TRIED]:
        if key_info not in keys:
            keys[key_info] = _key_or_none(key_info)
        if _is_signed_by(certificate, keys[key_info]):
            return SignatureState.VALID
    # A new certificate of the same name is often signed with a key that the list no longer holds: that is no fault.
    return SignatureState.BAD if is_surely_named else SignatureState.ISSUER_UNKNOWN


def _key_or_none(key_info: bytes) -> PublicKey | None:
    try:
        return read_public_key(key_info)
    except Malformed:
        return None


def _is_signed_by(certificate: Certificate, key: PublicKey | None) -> bool:
    if key is None:
        return False
    try:
        verify_issued(certificate, key)
    except (BadSignature, Malformed):
        return False
    return True
