"""Who signed an evidence package: detached signatures over its tag manifest, held against a provider's certificate.

Whoever signs the tag manifest signs every file, for it lists the manifests that list them.

Source: RFC 5652 (2009), section 5; Implementing Regulation (EU) 2025/1550, Annex, 3.3.3.
"""

from collections.abc import Sequence

from tournai.documents.tlv import read_whole
from tournai.documents.trust.certificates import Certificate
from tournai.documents.trust.signed_data import check_digest, find_certificate, read_signed_data, verify_signer
from tournai.errors import Malformed, TournaiError
from tournai.providers.evidence.delivery import Verification
from tournai.providers.evidence.findings import Finding
from tournai.providers.evidence.sums import STRONG, normalise
from tournai.values.wordings import say


def check_signatures(verification: Verification, pinned: Sequence[Certificate]) -> tuple[Finding, ...]:
    """Return what is wrong with the signatures of a package.

    A signature counts where a certificate that the authority holds for the provider made it: certificates that come
    with a package prove nothing.

    Args:
        verification: The package.
        pinned: The provider's certificates; empty: whether it is signed is not asked.
    """
    if not pinned:
        return ()
    signed = {name: data for name, data in verification.signatures.items() if name in verification.tag_manifests}
    if not signed:
        return (Finding("not-signed", say("no signature of the provider over a tag manifest")),)
    found = [_fault(name, verification.tag_manifests[name], signed[name], pinned) for name in sorted(signed)]
    return tuple(finding for finding in found if finding is not None)


def _fault(name: str, content: bytes, signature: bytes, pinned: Sequence[Certificate]) -> Finding | None:
    path = f"{name}.p7s"
    if normalise(name.removeprefix("tagmanifest-").removesuffix(".txt")) not in STRONG:
        return Finding("weak-hash", say("a signature over a tag manifest whose hash is weak"), path)
    try:
        signed = read_signed_data(read_whole(signature), content)
        if not signed.signers:
            return Finding("not-signed", say("a signature without a signer"), path)
        for signer in signed.signers:
            certificate, _ = find_certificate(signer, tuple(pinned))
            if certificate is None:
                return Finding("other-signer", say("signed by somebody whose certificate is not held here"), path)
            check_digest(signed, signer)
            verify_signer(signed, signer, certificate.public_key)
    except Malformed as error:
        return Finding("signature", say("no signature that can be read: {fault}", fault=error.reason), path)
    except TournaiError:
        return Finding("bad-signature", say("the signature does not fit the package"), path)
    return None
