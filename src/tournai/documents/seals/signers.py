"""Whose seals are relied on: the authorities that issue signers' certificates, and these certificates themselves.

They stand apart from the country signing CAs: an authority of seals, often a company, vouches for no passport.

Source: ICAO Doc 9303-13, 8th edition (2021), section 2 (signers of VDS); BSI TR-03135-1, version 2.5, section 5.9.1.3.
"""

import msgspec

from tournai.documents.seals.trust_list import read_trust_list
from tournai.documents.trust.certificates import Certificate
from tournai.documents.trust.reading import TrustKind, read_trust_file
from tournai.documents.trust.store import TrustStore
from tournai.documents.verdict import Defect
from tournai.errors import Malformed

TRUST_LIST = "2D-Doc trust list"


class SealSigners(msgspec.Struct, frozen=True):
    """What a file says about signers of seals. ``list_signer``: who signed it, empty where it is no signed list."""

    kind: str
    authorities: tuple[Certificate, ...] = ()
    signers: tuple[Certificate, ...] = ()
    list_signer: str = ""
    defects: tuple[Defect, ...] = ()

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """All of them: those of authorities, then those of signers."""
        return (*self.authorities, *self.signers)


class SealTrust(msgspec.Struct, frozen=True):
    """The authorities that checks of seals rely on, country signing CAs among them, and the signers at hand."""

    store: TrustStore = msgspec.field(default_factory=TrustStore)
    signers: tuple[Certificate, ...] = ()


def read_seal_signers(data: bytes) -> SealSigners:
    """Return the signers of a file: the signed list of 2D-Doc, or certificates in DER, PEM or LDIF.

    Raises:
        Malformed: It is neither.
        BadSignature: The list's own signature does not hold.
    """
    if data.lstrip().startswith(b"<"):
        found = read_trust_list(data)
        granted = {each.certificate.der: each.certificate for each in found.authorities if each.is_granted}
        return SealSigners(TRUST_LIST, tuple(granted.values()), list_signer=found.signer.subject.text)
    file = read_trust_file(data)
    if set(file.kinds) != {TrustKind.CERTIFICATE}:
        raise Malformed("certificates or a 2D-Doc trust list are expected for seals", code="seal-signers")
    signers = [each for each in file.certificates if not each.extensions.is_ca]
    authorities = [each for each in file.certificates if each.extensions.is_ca]
    return SealSigners(TrustKind.CERTIFICATE.value, tuple(authorities), tuple(signers), defects=file.defects)
