"""Passive authentication: the data groups are those that were signed, by a signer that a country signing CA issued.

Source: ICAO Doc 9303-11, 8th edition (2021), section 5.1; BSI TR-03135-1, version 2.5, sections 5.6.4.2 to 5.6.4.4.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

import msgspec

from tournai.documents.chip.files import PROTECTED, SOD, ChipFile
from tournai.documents.chip.security_object import SecurityObject, check_form, read_security_object
from tournai.documents.trust.algorithms import BROKEN_HASHES, WEAK_HASHES
from tournai.documents.trust.certificates import Certificate
from tournai.documents.trust.defect_lists import DefectKind, KnownDefect
from tournai.documents.trust.elliptic_curves import BadSignature
from tournai.documents.trust.list_signatures import DEFECTS
from tournai.documents.trust.signed_data import (
    SignedData,
    Signer,
    check_digest,
    find_certificate,
    verify_signer,
)
from tournai.documents.trust.signers import check_signer
from tournai.documents.trust.store import TrustStore
from tournai.documents.verdict import Check, Defect, Outcome, Step, failed, not_done, passed, undetermined
from tournai.errors import Malformed
from tournai.values.wordings import say

MOST_CERTIFICATES = 8
HOLDS_PERSON = frozenset({1, 2})
PROVES_CHIP = frozenset({14, 15})
"""Keys of the chip: who copies one leaves them out, since a copy cannot prove that it has them."""


class Authentication(msgspec.Struct, frozen=True):
    """The steps of passive authentication, the defects, and what was read on the way.

    ``signer``: the document signer's certificate, ``None`` where none was found; ``sound``: the data groups whose
    content is the one that was signed by a signer whose signature holds (trust in the signer is a step of its own).
    """

    steps: tuple[Step, ...]
    defects: tuple[Defect, ...]
    security_object: SecurityObject | None = None
    signer: Certificate | None = None
    sound: frozenset[int] = frozenset()


def authenticate(
    sod: ChipFile, groups: Mapping[int, ChipFile], store: TrustStore, at: datetime, *, is_lone: bool = False
) -> Authentication:
    """Return what passive authentication at an instant comes to. ``is_lone``: EF.SOD was handed over by itself.

    Nothing that a chip may hold raises: what cannot be read is a step that failed.
    """
    try:
        security_object = read_security_object(sod)
    except Malformed as error:
        return Authentication(_unread(error), ())
    return _authenticate(sod, security_object, groups, store, at, is_lone=is_lone)


def _unread(error: Malformed) -> tuple[Step, ...]:
    later = (Check.SECURITY_OBJECT_HASH, Check.SECURITY_OBJECT_SIGNATURE, Check.DS_CERTIFICATE_SIGNATURE)
    reason = say("EF.SOD cannot be read")
    return (
        failed(Check.SECURITY_OBJECT_FORM, say("EF.SOD cannot be read: {why}", why=error.reason), SOD),
        *(not_done(check, reason, SOD) for check in later),
    )


def _authenticate(
    sod: ChipFile,
    security_object: SecurityObject,
    groups: Mapping[int, ChipFile],
    store: TrustStore,
    at: datetime,
    *,
    is_lone: bool,
) -> Authentication:
    signed_data = security_object.signed_data
    form = _check_form(security_object)
    if not signed_data.signers:
        return Authentication((form,), (), security_object)
    signer = signed_data.signers[0]
    signature, certificate, words = _check_signature(signed_data, signer)
    defects = [Defect(word, SOD, DEFECTS[word]) for word in (*_strange(sod, security_object), *words)]
    steps = [form, _check_hash(signed_data, signer), signature]
    known: list[KnownDefect] = []
    if certificate is not None:
        trust = check_signer(certificate, store, at)
        known = store.defects_of(certificate)
        steps = [*(_soften(step, known) for step in steps), *trust.steps]
        defects += trust.defects
    else:
        steps.append(undetermined(Check.DS_CERTIFICATE_SIGNATURE, say("no certificate of the signer is there"), SOD))
    integrity = _check_groups(security_object, groups)
    delivered = [] if is_lone else [_check_delivered(security_object, groups)]
    is_signed = all(step.outcome is Outcome.PASSED for step in steps[1:3])
    sound = frozenset(int(step.subject[2:]) for step in integrity if is_signed and step.outcome is Outcome.PASSED)
    return Authentication((*steps, *integrity, *delivered), tuple(defects), security_object, certificate, sound)


def _strange(sod: ChipFile, security_object: SecurityObject) -> tuple[str, ...]:
    signed_data = security_object.signed_data
    words = ["trailing-bytes"] if sod.trailing else []
    if len(signed_data.signers) > 1:
        words.append("several-signers")
    if security_object.hash in WEAK_HASHES:
        words.append("weak-hash")
    return (*words, *signed_data.defects, *(word for signer in signed_data.signers[:1] for word in signer.defects))


def _check_form(security_object: SecurityObject) -> Step:
    check = Check.SECURITY_OBJECT_FORM
    try:
        check_form(security_object)
    except Malformed as error:
        return failed(check, say("EF.SOD breaks its form: {why}", why=error.reason), SOD)
    groups = ", ".join(str(number) for number in sorted(security_object.hashes))
    reason = say("version {version}, data groups {groups}", version=security_object.version, groups=groups)
    return passed(check, reason, SOD)


def _check_hash(signed_data: SignedData, signer: Signer) -> Step:
    check = Check.SECURITY_OBJECT_HASH
    try:
        check_digest(signed_data, signer)
    except (BadSignature, Malformed) as error:
        return failed(check, say("{why}", why=error.reason), SOD)
    return passed(check, say("the hash of the list is the one that was signed ({hash})", hash=signer.digest_hash), SOD)


def _check_signature(signed_data: SignedData, signer: Signer) -> tuple[Step, Certificate | None, tuple[str, ...]]:
    """Return the step, the signer's certificate and the defects; where no certificate has the name, each is tried."""
    check = Check.SECURITY_OBJECT_SIGNATURE
    certificate, defect = find_certificate(signer, signed_data.certificates)
    if certificate is None:
        for other in signed_data.certificates[:MOST_CERTIFICATES]:
            step, words = _verify(signed_data, signer, other)
            if step.outcome is Outcome.PASSED:
                return step, other, ("wrong-signer-identifier", *words)
        return undetermined(check, say("no certificate of the signer is there"), SOD), None, ()
    step, words = _verify(signed_data, signer, certificate)
    return step, certificate, (*((defect,) if defect else ()), *words)


def _verify(signed_data: SignedData, signer: Signer, certificate: Certificate) -> tuple[Step, tuple[str, ...]]:
    check = Check.SECURITY_OBJECT_SIGNATURE
    try:
        key = certificate.public_key
        words = verify_signer(signed_data, signer, key)
    except (BadSignature, Malformed) as error:
        return failed(check, say("{why}", why=error.reason), SOD), ()
    if key.is_explicit:
        words = (*words, "explicit-curve")
    reason = say("signed by {name} ({algorithm})", name=certificate.subject.text, algorithm=signer.algorithm.name)
    return passed(check, reason, SOD), words


def _soften(step: Step, known: list[KnownDefect]) -> Step:
    """Return a failed step as undetermined where the signer's documents are known for it (TR-03135-1, 5.8.2.2.2)."""
    is_known = any(each.kind is DefectKind.SECURITY_OBJECT_MALFORMED for each in known)
    if step.outcome is not Outcome.FAILED or not is_known:
        return step
    return undetermined(step.step, say("failed, as documents of this signer are known to (defect list)"), step.source)


def _check_groups(security_object: SecurityObject, groups: Mapping[int, ChipFile]) -> list[Step]:
    return [_check_group(security_object, number, groups[number]) for number in sorted(groups)]


def _check_group(security_object: SecurityObject, number: int, file: ChipFile) -> Step:
    check, subject = Check.DATA_GROUP_INTEGRITY, f"DG{number}"
    wanted, name = security_object.hashes.get(number), security_object.hash
    if wanted is None:
        return failed(check, say("EF.SOD lists no hash of it: it was never signed"), SOD, subject)
    if name in BROKEN_HASHES:
        return failed(check, say("{hash} proves nothing", hash=name), SOD, subject)
    if not hmac.compare_digest(hashlib.new(name, file.data).digest(), wanted):
        return failed(check, say("it has another hash than the one that was signed"), SOD, subject)
    return passed(check, say("it has the hash that was signed ({hash})", hash=name), SOD, subject)


def _check_delivered(security_object: SecurityObject, groups: Mapping[int, ChipFile]) -> Step:
    check, listed = Check.DATA_GROUPS_DELIVERED, set(security_object.hashes)
    absent = sorted(listed - set(groups) - PROTECTED)
    named = ", ".join(f"DG{number}" for number in absent)
    if PROVES_CHIP & set(absent):
        reason = say("EF.SOD lists {groups}, not handed over: a copied chip hides that it has no key so", groups=named)
        return failed(check, reason, SOD)
    if HOLDS_PERSON & set(absent):
        return failed(check, say("EF.SOD lists {groups}, not handed over", groups=named), SOD)
    if absent:
        return undetermined(check, say("EF.SOD lists {groups}, not handed over", groups=named), SOD)
    return passed(check, say("every data group that may be read was handed over"), SOD)
