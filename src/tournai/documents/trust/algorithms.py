"""Hash and signature algorithms by their object identifiers, and which of them are too weak to prove anything.

Source: RFC 8017, appendix A.2; RFC 5758, section 3; RFC 4055; BSI TR-03111, version 2.10, section 5.2; ICAO Doc
9303-12, section 4.4.
"""

from enum import StrEnum

import msgspec

from tournai.documents.tlv import NULL, Tlv
from tournai.errors import Malformed
from tournai.values.wordings import say

HASHES = {
    "1.2.840.113549.2.2": "md2",
    "1.2.840.113549.2.5": "md5",
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
    "2.16.840.1.101.3.4.2.4": "sha224",
}
"""Dotted identifier -> name, as ``hashlib`` spells it."""

BROKEN_HASHES = frozenset({"md2", "md5"})
"""Anyone can make a second text with the same hash: what is signed with them proves nothing."""
WEAK_HASHES = frozenset({"sha1"})
"""Against the standard since 2011, yet genuine documents in force use it: accepted with a recorded defect."""


class Scheme(StrEnum):
    """How a signature is made."""

    RSA = "rsa"
    """RSASSA-PKCS1-v1_5."""
    RSA_PSS = "rsa-pss"
    """RSASSA-PSS."""
    ECDSA = "ecdsa"
    """ECDSA, r and s in DER."""
    ECDSA_PLAIN = "ecdsa-plain"
    """ECDSA, r and s one after the other (BSI TR-03111)."""


class UnknownAlgorithm(Malformed):
    """An algorithm that this version does not know: nothing can be said about the signature."""


class SignatureAlgorithm(msgspec.Struct, frozen=True):
    """How something was signed. ``hash`` is empty where the identifier leaves it to the digest algorithm beside it.

    ``mask_hash`` and ``salt_bytes`` are those of RSASSA-PSS. ``defect`` is a stable word for strange parameters.
    """

    scheme: Scheme
    hash: str
    mask_hash: str = ""
    salt_bytes: int = 0
    defect: str = ""

    @property
    def name(self) -> str:
        """Scheme and hash for a person, e.g. ``ecdsa sha256``."""
        return f"{self.scheme.value} {self.hash}".strip()


_RSA, _PLAIN = "1.2.840.113549.1.1.", "0.4.0.127.0.7.1.1.4.1."
_SCHEMES: dict[str, tuple[Scheme, str]] = {
    f"{_RSA}1": (Scheme.RSA, ""),
    f"{_RSA}2": (Scheme.RSA, "md2"),
    f"{_RSA}4": (Scheme.RSA, "md5"),
    f"{_RSA}5": (Scheme.RSA, "sha1"),
    f"{_RSA}14": (Scheme.RSA, "sha224"),
    f"{_RSA}11": (Scheme.RSA, "sha256"),
    f"{_RSA}12": (Scheme.RSA, "sha384"),
    f"{_RSA}13": (Scheme.RSA, "sha512"),
    "1.2.840.10045.2.1": (Scheme.ECDSA, ""),
    "1.2.840.10045.4.1": (Scheme.ECDSA, "sha1"),
    "1.2.840.10045.4.3.1": (Scheme.ECDSA, "sha224"),
    "1.2.840.10045.4.3.2": (Scheme.ECDSA, "sha256"),
    "1.2.840.10045.4.3.3": (Scheme.ECDSA, "sha384"),
    "1.2.840.10045.4.3.4": (Scheme.ECDSA, "sha512"),
    f"{_PLAIN}1": (Scheme.ECDSA_PLAIN, "sha1"),
    f"{_PLAIN}2": (Scheme.ECDSA_PLAIN, "sha224"),
    f"{_PLAIN}3": (Scheme.ECDSA_PLAIN, "sha256"),
    f"{_PLAIN}4": (Scheme.ECDSA_PLAIN, "sha384"),
    f"{_PLAIN}5": (Scheme.ECDSA_PLAIN, "sha512"),
}
"""Dotted identifier -> scheme and hash; old signers write ``rsaEncryption`` or ``id-ecPublicKey`` for a signature."""
_PSS = f"{_RSA}10"
_MASK_1 = f"{_RSA}8"


def read_hash(element: Tlv) -> str:
    """Return the hash that an AlgorithmIdentifier names.

    Raises:
        UnknownAlgorithm: It is none that is known here.
        MalformedTlv: It is no AlgorithmIdentifier.
    """
    found = element.expect(0x30).children()[:1]
    name = HASHES.get(found[0].oid()) if found else None
    if name is None:
        raise UnknownAlgorithm(say("an unknown hash: {oid}", oid=found[0].oid() if found else "-"), code="hash")
    return name


def read_signature_algorithm(element: Tlv) -> SignatureAlgorithm:
    """Return the signature algorithm that an AlgorithmIdentifier names.

    Raises:
        UnknownAlgorithm: It is none that is known here.
        MalformedTlv: It is no AlgorithmIdentifier.
    """
    parts = element.expect(0x30).children()
    identifier = parts[0].oid() if parts else "-"
    if identifier == _PSS:
        return _read_pss(parts[1:])
    if identifier not in _SCHEMES:
        raise UnknownAlgorithm(say("an unknown signature algorithm: {oid}", oid=identifier), code="signature-algorithm")
    scheme, hash_name = _SCHEMES[identifier]
    is_strange = scheme in (Scheme.ECDSA, Scheme.ECDSA_PLAIN) and any(part.tag != NULL for part in parts[1:])
    return SignatureAlgorithm(scheme, hash_name, defect="algorithm-parameters" if is_strange else "")


def _read_pss(parameters: list[Tlv]) -> SignatureAlgorithm:
    """Return the algorithm of RSASSA-PSS-params; what is left out is SHA-1 and 20 bytes (RFC 4055, section 3.1)."""
    hash_name = mask_hash = "sha1"
    salt, trailer = 20, 1
    for part in parameters[0].children() if parameters and parameters[0].tag == 0x30 else []:
        inner = part.only()
        if part.tag == 0xA0:
            hash_name = read_hash(inner)
        elif part.tag == 0xA1:
            mask_hash = _read_mask(inner)
        elif part.tag == 0xA2:
            salt = inner.integer()
        elif part.tag == 0xA3:
            trailer = inner.integer()
    if trailer != 1 or not 0 <= salt <= 512:
        raise UnknownAlgorithm("parameters of RSASSA-PSS that nobody uses", code="signature-algorithm")
    return SignatureAlgorithm(Scheme.RSA_PSS, hash_name, mask_hash, salt)


def _read_mask(element: Tlv) -> str:
    parts = element.children()
    if len(parts) < 2 or parts[0].oid() != _MASK_1:
        raise UnknownAlgorithm("a mask generation that is not MGF1", code="signature-algorithm")
    return read_hash(parts[1])
