"""Whether a signer's certificate may be relied on: its issuer, validity, revocation, and what is known against it.

Source: BSI TR-03135-1, version 2.5, sections 5.6.4.3.3 to 5.6.4.3.6; ICAO Doc 9303-11, 8th edition (2021), section 5.1.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tournai.documents.trust.certificates import (
    DEFECT_LIST_SIGNER,
    DEVIATION_LIST_SIGNER,
    MASTER_LIST_SIGNER,
    Certificate,
    may_issue,
    verify_issued,
)
from tournai.documents.trust.defect_lists import NOT_TRUSTED, DefectKind, KnownDefect
from tournai.documents.trust.elliptic_curves import BadSignature
from tournai.documents.trust.issuers import MOST_TRIED
from tournai.documents.trust.keys import WeakSignature
from tournai.documents.trust.list_signatures import DEFECTS
from tournai.documents.trust.store import Anchor, TrustStore
from tournai.documents.verdict import Check, Defect, Outcome, Step, failed, not_done, passed, undetermined
from tournai.errors import Malformed
from tournai.values.wordings import say

OTHER_USES = frozenset({MASTER_LIST_SIGNER, DEVIATION_LIST_SIGNER, DEFECT_LIST_SIGNER})
"""Extended key usages of certificates that a CSCA issues for something else than documents (Doc 9303-12, 7.1.1.3)."""


class SignerCheck(msgspec.Struct, frozen=True):
    """The steps about a signer's certificate, the CA that issued it where one was found, and the defects."""

    steps: tuple[Step, ...]
    issuer: Anchor | None
    defects: tuple[Defect, ...]


def check_signer(certificate: Certificate, store: TrustStore, at: datetime) -> SignerCheck:
    """Return whether a document signer may be relied on at an instant."""
    known = store.defects_of(certificate)
    signature, issuer, words = _check_issuer(certificate, store, at)
    steps = (
        signature,
        _check_csca_validity(issuer, known, at),
        _check_validity(certificate, known, at),
        _check_revocation(certificate, store, known, at),
    )
    defects = [Defect(word, "DS certificate", DEFECTS[word]) for word in (*certificate.defects, *words)]
    defects += [
        Defect("known-defect", "defect list", say("known defect: {kind}", kind=defect.kind.name)) for defect in known
    ]
    return SignerCheck((*steps, _assess(steps)), issuer, tuple(defects))


def _check_issuer(
    certificate: Certificate, store: TrustStore, at: datetime
) -> tuple[Step, Anchor | None, tuple[str, ...]]:
    check = Check.DS_CERTIFICATE_SIGNATURE
    named = store.by_key_id(certificate.extensions.authority_key_id)
    candidates = (named or store.by_name(certificate.issuer))[:MOST_TRIED]
    if not candidates:
        reason = say("no CSCA of {country} with this key or name is in the trust store", country=_country(certificate))
        return undetermined(check, reason, "trust store"), None, ()
    weak = None
    # Several certificates hold one key, self-signed and linked: the one that is valid at the instant is taken.
    for anchor in sorted(candidates, key=lambda each: not each.certificate.is_valid_at(at)):
        try:
            words = _verify(certificate, anchor, store)
        except WeakSignature as error:
            weak = error.reason
        except (BadSignature, Malformed):
            continue
        else:
            return (*_judge_issuer(certificate, anchor), words)
    if weak is not None:
        return failed(check, say("the CSCA's signature is too weak: {why}", why=weak), "trust store"), None, ()
    if named:
        reason = say("the CSCA with the key that the certificate names did not sign it")
        return failed(check, reason, ", ".join(named[0].sources)), None, ()
    # By name alone nothing says which key was meant: a newer one may be missing here (TR-03135-1, footnote 7).
    return undetermined(check, say("no CSCA of the issuer's name signed the certificate"), "trust store"), None, ()


def _verify(certificate: Certificate, anchor: Anchor, store: TrustStore) -> tuple[str, ...]:
    key = store.key_of(anchor)
    if key is None:
        raise Malformed("the CSCA's key is of a kind that is not known here")
    return verify_issued(certificate, key)


def _judge_issuer(certificate: Certificate, anchor: Anchor) -> tuple[Step, Anchor]:
    check, source, ca = Check.DS_CERTIFICATE_SIGNATURE, ", ".join(anchor.sources), anchor.certificate
    if ca.subject.country != certificate.issuer.country:
        return failed(check, say("the CSCA that signed it is of another country"), source), anchor
    if not may_issue(ca):
        return failed(check, say("what signed it is no certification authority"), source), anchor
    if OTHER_USES & set(certificate.extensions.extended_key_usage):
        return failed(check, say("the signer's certificate is for signing lists, not documents"), source), anchor
    if certificate.extensions.is_ca:
        return failed(check, say("the signer's certificate is one of an authority, not of a signer"), source), anchor
    reason = say("signed by {name}, valid until {day}", name=ca.subject.text, day=f"{ca.not_after:%Y-%m-%d}")
    return passed(check, reason, source), anchor


def _country(certificate: Certificate) -> str:
    return certificate.country or "-"


def _is_known(known: Iterable[KnownDefect], *codes: int) -> bool:
    return any(each.kind is DefectKind.VALIDITY_INCORRECT and set(codes) & set(each.status) for each in known)


def _check_csca_validity(issuer: Anchor | None, known: list[KnownDefect], at: datetime) -> Step:
    check = Check.CSCA_VALIDITY
    if issuer is None:
        return not_done(check, say("no CSCA was found"), "trust store")
    return _check_period(check, issuer.certificate, at, "trust store", is_known=_is_known(known, 0, 2))


def _check_validity(certificate: Certificate, known: list[KnownDefect], at: datetime) -> Step:
    return _check_period(Check.DS_VALIDITY, certificate, at, "EF.SOD", is_known=_is_known(known, 1, 2))


def _check_period(check: Check, certificate: Certificate, at: datetime, source: str, *, is_known: bool) -> Step:
    start, end = f"{certificate.not_before:%Y-%m-%d}", f"{certificate.not_after:%Y-%m-%d}"
    if certificate.is_valid_at(at):
        return passed(check, say("valid from {start} to {end}", start=start, end=end), source)
    if is_known:
        return undetermined(check, say("its validity is known to be wrong (defect list)"), source)
    reason = (
        say("expired on {end}", end=end) if at > certificate.not_after else say("not valid before {day}", day=start)
    )
    return failed(check, reason, source)


def _check_revocation(certificate: Certificate, store: TrustStore, known: list[KnownDefect], at: datetime) -> Step:
    check = Check.DS_REVOCATION
    codes = [code for each in known if each.kind is DefectKind.SIGNER_REVOKED for code in (each.status or (0,))]
    if NOT_TRUSTED & set(codes):
        return failed(check, say("revoked by a defect list"), "defect list")
    if codes:
        return undetermined(check, say("under suspicion by a defect list"), "defect list")
    lists = store.crls_of(certificate.issuer)
    if not lists:
        return not_done(check, say("no revocation list of this issuer is there"), "trust store")
    revocation = next((crl.revoked[certificate.serial] for crl in lists if certificate.serial in crl.revoked), None)
    if revocation is not None and revocation.reason != "removed from the list":
        day = f"{revocation.revoked_at:%Y-%m-%d}"
        return failed(check, say("revoked on {day}: {why}", day=day, why=revocation.reason or "-"), "revocation list")
    issued = f"{lists[0].this_update:%Y-%m-%d}"
    if not lists[0].is_current_at(at):
        return undetermined(check, say("the newest revocation list, of {day}, is outdated", day=issued), "trust store")
    return passed(check, say("not on the revocation list of {day}", day=issued), "revocation list")


def _assess(steps: tuple[Step, ...]) -> Step:
    """Return the trust status: trusted only with a CSCA that signed it, valid, and nothing known against it."""
    check, outcomes = Check.TRUST_STATUS, [step.outcome for step in steps]
    if Outcome.FAILED in outcomes:
        return failed(check, say("the document signer is not trusted"), "trust store")
    if Outcome.UNDETERMINED in outcomes:
        return undetermined(check, say("nothing proves that the document signer may be trusted"), "trust store")
    return passed(check, say("the document signer is trusted"), "trust store")
