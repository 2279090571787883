"""What changed between two lists of certificates: came, went, and whose countries they are."""

from collections.abc import Iterable

import msgspec

from tournai.documents.trust.certificates import Certificate


class CertificateChange(msgspec.Struct, frozen=True):
    """The certificates that only the newer list has, and those that only the older has."""

    added: tuple[Certificate, ...]
    removed: tuple[Certificate, ...]

    @property
    def countries(self) -> dict[str, tuple[int, int]]:
        """Country -> how many came and how many went."""
        came, went = ([each.subject.country for each in some] for some in (self.added, self.removed))
        return {country: (came.count(country), went.count(country)) for country in sorted({*came, *went})}


def changed_certificates(older: Iterable[Certificate], newer: Iterable[Certificate]) -> CertificateChange:
    """Return what changed from one list to another; certificates are the same where their bytes are."""
    before, after = ({each.der: each for each in some} for some in (older, newer))
    return CertificateChange(
        tuple(each for der, each in after.items() if der not in before),
        tuple(each for der, each in before.items() if der not in after),
    )
