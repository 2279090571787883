"""Whether a seal is genuine, step by step: its contents, its signer, its signature, its country.

Source: BSI TR-03135-1, version 2.5, sections 5.9.1 (seals) and 5.7.7 (zone against seal).
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from tournai.documents.seals.reading import Seal
from tournai.documents.seals.two_d_doc import TwoDDoc
from tournai.documents.seals.vds import VisibleSeal
from tournai.documents.seals.vds_nc import HASHES, VdsNc
from tournai.documents.trust.certificates import Certificate, read_certificate
from tournai.documents.trust.elliptic_curves import BadSignature, EllipticCurveKey, MalformedSignature, verify_plain
from tournai.documents.trust.signers import check_signer
from tournai.documents.trust.store import TrustStore
from tournai.documents.verdict import (
    Check,
    Defect,
    Outcome,
    Step,
    Verdict,
    failed,
    not_done,
    overall,
    passed,
    undetermined,
    verdict_of,
)
from tournai.errors import Malformed
from tournai.values.places import state_code
from tournai.values.wordings import as_wording, say

KINDS: dict[type[Seal], str] = {VisibleSeal: "VDS", VdsNc: "VDS-NC", TwoDDoc: "2D-Doc"}

_COMMON_NAME = "2.5.4.3"
_UNDECIDED = frozenset({"unknown-kind"})
"""Defects that say only that more cannot be told."""


def check_seal(seal: Seal, certificates: Iterable[Certificate], store: TrustStore, at: datetime) -> Verdict:
    """Return the verdict on a seal.

    Args:
        seal: As read.
        certificates: Signers' certificates at hand; a VDS-NC brings its own.
        store: The authorities that are relied on: country signing CAs, and those of 2D-Doc's list.
        at: The instant of the check.
    """
    signer = find_signer(seal, certificates)
    defects = list(seal.defects) if isinstance(seal, VisibleSeal) else []
    steps = [
        passed(Check.SEAL_READABILITY, say("a seal of kind {kind} was read", kind=KINDS[type(seal)]), "seal"),
        _check_contents(defects),
    ]
    if signer is None:
        missing = say("no certificate of the signer that the seal names is at hand")
        steps += [undetermined(Check.SEAL_SIGNER, missing, "seal"), not_done(Check.SEAL_SIGNATURE, missing, "seal")]
        return verdict_of([*steps, not_done(Check.SEAL_COUNTRY, missing, "seal")], defects)
    signer_check = check_signer(signer, store, at)
    steps += [_sum_up(signer_check.steps), _check_signature(seal, signer), _check_country(seal, signer)]
    return verdict_of(steps, [*defects, *signer_check.defects])


def find_signer(seal: Seal, certificates: Iterable[Certificate]) -> Certificate | None:
    """Return the certificate of the signer that a seal names or brings; ``None`` where none is at hand."""
    if isinstance(seal, VdsNc) and seal.certificate is not None:
        try:
            return read_certificate(seal.certificate)
        except Malformed:
            return None
    return next((certificate for certificate in certificates if _is_named(seal, certificate)), None)


def _is_named(seal: Seal, certificate: Certificate) -> bool:
    subject, issuer = _common_name(certificate.subject.attributes), _common_name(certificate.issuer.attributes)
    if isinstance(seal, TwoDDoc):
        return (subject, issuer) == (seal.certificate, seal.authority)
    if isinstance(seal, VisibleSeal):
        named = certificate.subject.country + subject.upper() == seal.signer.strip()
        return named and _reference(seal) == certificate.serial
    return False


def _common_name(attributes: Sequence[tuple[str, str]]) -> str:
    return next((value for kind, value in attributes if kind == _COMMON_NAME), "")


def _reference(seal: VisibleSeal) -> int | None:
    """Return the serial number that a certificate reference is, in hexadecimal (9303-13, 2.2)."""
    try:
        return int(seal.certificate_reference, 16)
    except ValueError:
        return None


def _check_contents(defects: list[Defect]) -> Step:
    check = Check.SEAL_INTEGRITY
    wrong = [defect for defect in defects if defect.code not in _UNDECIDED]
    if wrong:
        return failed(check, as_wording(wrong[0].wording), "seal", wrong[0].where)
    if defects:
        return undetermined(check, as_wording(defects[0].wording), "seal")
    return passed(check, say("it holds what its kind asks for"), "seal")


def _sum_up(steps: tuple[Step, ...]) -> Step:
    """Return the steps about a signer's certificate as one: the worst outcome, with the first reason for it."""
    outcome = overall(steps)
    told = next(step for step in steps if step.outcome is outcome)
    makers = {Outcome.PASSED: passed, Outcome.FAILED: failed, Outcome.UNDETERMINED: undetermined}
    return makers.get(outcome, not_done)(Check.SEAL_SIGNER, as_wording(told.wording), told.source)


def _check_signature(seal: Seal, signer: Certificate) -> Step:
    check, source = Check.SEAL_SIGNATURE, "seal"
    try:
        verify_seal(seal, signer)
    except (BadSignature, MalformedSignature) as error:
        return failed(check, say(error.reason), source)
    except Malformed as error:
        return undetermined(check, say("the signer's key cannot be used: {reason}", reason=error.reason), source)
    return passed(check, say("the signature fits the contents and the signer's key"), source)


def verify_seal(seal: Seal, signer: Certificate) -> None:
    """Verify a seal's signature with the key of a certificate; whom it belongs to is not asked.

    Raises:
        BadSignature: It does not fit.
        Malformed: The key is none of an elliptic curve, or the signature has another length.
    """
    key = signer.public_key.key
    if not isinstance(key, EllipticCurveKey):
        raise Malformed("seals are signed on elliptic curves")
    name = HASHES[seal.algorithm] if isinstance(seal, VdsNc) else _hash_for(key)
    if isinstance(seal, TwoDDoc):
        _verify_one_of(key, name, seal.signed, seal.signature)
    else:
        verify_plain(key, hashlib.new(name, seal.signed).digest(), seal.signature)


def _hash_for(key: EllipticCurveKey) -> str:
    """Return the hash that goes with a key's length (9303-13, 2.4; ANTS 2D-Doc, 3.5)."""
    bits = key.curve.n.bit_length()
    return next((f"sha{size}" for size in (224, 256, 384) if bits <= size), "sha512")


def _verify_one_of(key: EllipticCurveKey, name: str, signed: tuple[bytes, ...], signature: bytes) -> None:
    for one in signed[:-1]:
        try:
            return verify_plain(key, hashlib.new(name, one).digest(), signature)
        except BadSignature:
            continue
    return verify_plain(key, hashlib.new(name, signed[-1]).digest(), signature)


def _check_country(seal: Seal, signer: Certificate) -> Step:
    check, state = Check.SEAL_COUNTRY, issuing_state(seal)
    country = signer.subject.country or signer.country
    if _is_same_state(state, country):
        return passed(check, say("seal and signer are of {country}", country=country), "seal")
    return failed(check, say("the seal is of {state}, its signer of {country}", state=state, country=country), "seal")


def issuing_state(seal: Seal) -> str:
    """Return the code of the state that issued a seal, as the seal writes it."""
    if isinstance(seal, VdsNc):
        return seal.header.issuing_state
    return seal.country if isinstance(seal, TwoDDoc) else seal.issuing_state


def _is_same_state(state: str, country: str) -> bool:
    """Whether a code of two or three letters and one of two are of one state; UT stands for UTO of examples."""
    known, other = state_code(state), state_code(country)
    if known is not None and other is not None:
        return known == other
    return bool(country) and state[:2] == country[:2]


def compare_with_zone(seal: Seal, lines: Sequence[str]) -> Step:
    """Return whether the printed zone and the seal's say the same; what a visa's seal leaves out is not compared."""
    check = Check.MRZ_AND_SEAL
    text = seal.text("mrz") if isinstance(seal, VisibleSeal | TwoDDoc) else None
    if text is None:
        return not_done(check, say("the seal holds no zone"), "seal")
    sealed = text.replace("\n", "")
    printed = "".join(lines)
    if isinstance(seal, VisibleSeal) and seal.kind == "visa":
        kept = len(lines[0]) + 28 if lines else 0
        sealed, printed = sealed[:kept], printed[:kept]
    if sealed == printed and printed:
        return passed(check, say("the seal and the printed zone agree in every character"), "seal")
    return failed(check, say("the seal and the printed zone differ"), "seal")
