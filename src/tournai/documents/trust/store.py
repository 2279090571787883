"""What a check relies on: country signing CAs from master lists, revocation lists that they signed, known defects.

A store is a value: made once from what was imported, shared by all checks. Keys of the CAs are read when first needed.
"""

from collections.abc import Iterable

import msgspec

from tournai.documents.trust.certificates import Certificate
from tournai.documents.trust.crls import Crl, verify_crl
from tournai.documents.trust.defect_lists import DefectList, KnownDefect
from tournai.documents.trust.elliptic_curves import BadSignature
from tournai.documents.trust.issuers import MOST_TRIED
from tournai.documents.trust.keys import PublicKey
from tournai.documents.trust.names import Name
from tournai.errors import Malformed

NameKey = tuple[tuple[str, str], ...]


class Anchor(msgspec.Struct, frozen=True):
    """A country signing CA's certificate that is relied on, and the names of the lists that it comes from."""

    certificate: Certificate
    sources: tuple[str, ...]


class TrustStore:
    """Country signing CAs by key identifier and by name, current revocation lists, known defects of signers."""

    def __init__(
        self,
        anchors: tuple[Anchor, ...] = (),
        crls: Iterable[Crl] = (),
        defect_lists: Iterable[DefectList] = (),
    ) -> None:
        self.anchors = anchors
        self._by_key_id: dict[bytes, list[Anchor]] = {}
        self._by_name: dict[NameKey, list[Anchor]] = {}
        self._keys: dict[bytes, PublicKey | None] = {}
        for anchor in anchors:
            key_id = anchor.certificate.extensions.subject_key_id
            if key_id is not None:
                self._by_key_id.setdefault(key_id, []).append(anchor)
            self._by_name.setdefault(anchor.certificate.subject.key, []).append(anchor)
        self._crls: dict[NameKey, list[Crl]] = {}
        self.bad_crls: tuple[Crl, ...] = tuple(crl for crl in crls if not self._take(crl))
        self._defects: dict[bytes | int | None, list[KnownDefect]] = {}
        for defect in (each for one in defect_lists for each in one.defects):
            self._defects.setdefault(defect.key_id or defect.serial, []).append(defect)

    def _take(self, crl: Crl) -> bool:
        """Keep a revocation list that a CA of the store signed for its own country; return whether one did."""
        for anchor in (self.by_key_id(crl.authority_key_id) or self.by_name(crl.issuer))[:MOST_TRIED]:
            key = self.key_of(anchor)
            is_own = anchor.certificate.subject.country == crl.issuer.country
            if is_own and key is not None and _signed(crl, key):
                self._crls.setdefault(crl.issuer.key, []).append(crl)
                return True
        return False

    def by_key_id(self, key_id: bytes | None) -> list[Anchor]:
        """Return the CAs whose key has an identifier."""
        return self._by_key_id.get(key_id, []) if key_id is not None else []

    def by_name(self, name: Name) -> list[Anchor]:
        """Return the CAs of a name; the order of its parts does not count."""
        return self._by_name.get(name.key, [])

    def key_of(self, anchor: Anchor) -> PublicKey | None:
        """Return a CA's key, read once; ``None`` where it is of a kind that is not known here."""
        info = anchor.certificate.key_info
        if info not in self._keys:
            try:
                self._keys[info] = anchor.certificate.public_key
            except Malformed:
                self._keys[info] = None
        return self._keys[info]

    def crls_of(self, issuer: Name) -> list[Crl]:
        """Return the revocation lists of a CA, the newest first."""
        return sorted(self._crls.get(issuer.key, []), key=lambda crl: crl.this_update, reverse=True)

    def defects_of(self, certificate: Certificate) -> list[KnownDefect]:
        """Return the known defects of documents that a signer signed."""
        extensions = certificate.extensions
        found = (self._defects.get(name, []) for name in (extensions.subject_key_id, certificate.serial, None))
        return [defect for some in found for defect in some if defect.names(certificate)]

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries whose documents can be checked."""
        return tuple(sorted({anchor.certificate.subject.country for anchor in self.anchors} - {""}))


def _signed(crl: Crl, key: PublicKey) -> bool:
    try:
        verify_crl(crl, key)
    except (BadSignature, Malformed):
        return False
    return True


def build_store(
    lists: Iterable[tuple[str, tuple[Certificate, ...]]],
    crls: Iterable[Crl] = (),
    defect_lists: Iterable[DefectList] = (),
) -> TrustStore:
    """Return the store of some lists of certificates, each with its name; a certificate of several lists is one."""
    certificates: dict[bytes, Certificate] = {}
    sources: dict[bytes, list[str]] = {}
    for name, members in lists:
        for certificate in members:
            certificates.setdefault(certificate.der, certificate)
            named = sources.setdefault(certificate.der, [])
            if name not in named:
                named.append(name)
    anchors = tuple(Anchor(certificate, tuple(sources[der])) for der, certificate in certificates.items())
    return TrustStore(anchors, crls, defect_lists)
