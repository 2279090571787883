"""Public keys as certificates write them, and the signatures that they verify.

Keys of EC with explicit parameters are matched to the named curve that they spell out: a fifth of all country signing
CAs write them so. RSA blocks without NULL in DigestInfo are accepted with a defect: ICAO's own list has one.

Source: RFC 3279, section 2.3; RFC 5480; RFC 8017, sections 8.1.2, 8.2.2 and 9.2; ICAO Doc 9303-12, section 4.4.
"""

import hashlib

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa, utils

from tournai.documents.tlv import OCTET_STRING, OID, SEQUENCE, Tlv, encoded, read_tlv
from tournai.documents.trust.algorithms import (
    BROKEN_HASHES,
    HASHES,
    WEAK_HASHES,
    Scheme,
    SignatureAlgorithm,
    UnknownAlgorithm,
)
from tournai.documents.trust.elliptic_curves import (
    BY_OID,
    BadSignature,
    Curve,
    EllipticCurveKey,
    MalformedKey,
    MalformedSignature,
    match_curve,
    read_point,
    verify_der,
    verify_plain,
)
from tournai.values.wordings import say

RSA_KEYS = {"1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10"}
"""rsaEncryption and id-RSASSA-PSS."""
EC_KEY = "1.2.840.10045.2.1"
PRIME_FIELD = "1.2.840.10045.1.1"
LEAST_RSA_BITS, LEAST_EC_BITS, LEAST_PROPER_RSA_BITS, LEAST_PROPER_EC_BITS = 1024, 160, 2048, 224
"""Below the first two a signature proves nothing; below the others it breaks the standard (Doc 9303-12, 4.4)."""
MOST_RSA_BITS, MOST_EXPONENT_BITS = 16384, 64
"""A longer exponent makes one verification cost seconds; nobody uses one."""

_DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),  # noqa: S303 - verifying old signers, with a recorded defect
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_HASH_IDENTIFIERS = {name: oid for oid, name in HASHES.items()}


class WeakSignature(BadSignature):
    """The hash or the key is so weak that anyone could have made the signature."""


class RsaKey(msgspec.Struct, frozen=True):
    """An RSA public key."""

    modulus: int
    exponent: int


class PublicKey(msgspec.Struct, frozen=True):
    """A public key. ``is_explicit``: it spelled its curve's parameters out, and they are those of a named curve."""

    key: RsaKey | EllipticCurveKey
    is_explicit: bool = False

    @property
    def bits(self) -> int:
        """The length of the modulus or of the curve's order."""
        return (self.key.modulus if isinstance(self.key, RsaKey) else self.key.curve.n).bit_length()

    @property
    def name(self) -> str:
        """The kind of key for a person, e.g. ``RSA 4096`` or ``EC brainpoolP384r1``."""
        return f"RSA {self.bits}" if isinstance(self.key, RsaKey) else f"EC {self.key.curve.name}"

    @property
    def is_short(self) -> bool:
        """Whether it is shorter than the standard asks for."""
        return self.bits < (LEAST_PROPER_RSA_BITS if isinstance(self.key, RsaKey) else LEAST_PROPER_EC_BITS)


def read_public_key(data: bytes) -> PublicKey:
    """Return the key of a SubjectPublicKeyInfo.

    Raises:
        MalformedKey: It is none, of an unknown kind, or on a curve that has no name.
        MalformedTlv: It is no whole element.
    """
    parts = read_tlv(data).expect(SEQUENCE).children()
    algorithm = parts[0].expect(SEQUENCE).children() if len(parts) == 2 else []
    if not algorithm:
        raise MalformedKey("a public key of two parts was expected")
    kind = algorithm[0].oid()
    if kind in RSA_KEYS:
        return PublicKey(_read_rsa(parts[1].bits()))
    if kind != EC_KEY:
        raise MalformedKey(say("an unknown kind of key: {oid}", oid=kind))
    if len(algorithm) < 2:
        raise MalformedKey("a key that names no curve")
    curve = read_curve(algorithm[1])
    return PublicKey(read_point(curve, parts[1].bits()), is_explicit=algorithm[1].tag == SEQUENCE)


def _read_rsa(data: bytes) -> RsaKey:
    numbers = read_tlv(data).expect(SEQUENCE).children()
    if len(numbers) != 2:
        raise MalformedKey("an RSA key of two numbers was expected")
    # A modulus whose first bit is set and that lacks the zero before it reads as negative: its bytes are meant.
    modulus, exponent = (int.from_bytes(number.expect(2).value, "big") for number in numbers)
    is_odd = modulus & 1 and exponent & 1
    fits = modulus.bit_length() <= MOST_RSA_BITS and exponent.bit_length() <= MOST_EXPONENT_BITS
    if not is_odd or not fits or not 3 <= exponent < modulus:
        raise MalformedKey("no RSA key has such a modulus and exponent")
    return RsaKey(modulus, exponent)


def read_curve(element: Tlv) -> Curve:
    """Return the curve of EC parameters: a name, or numbers that are those of a named curve.

    Raises:
        MalformedKey: No curve of the table.
        MalformedTlv: It is no EcpkParameters.
    """
    if element.tag == OID:
        curve = BY_OID.get(element.oid())
        if curve is None:
            raise MalformedKey(say("an unknown curve: {oid}", oid=element.oid()))
        return curve
    parts = element.expect(SEQUENCE).children()
    if len(parts) < 5:
        raise MalformedKey("curve parameters of five parts were expected")
    field = parts[1].children()
    numbers = parts[2].children()
    if len(field) < 2 or field[0].oid() != PRIME_FIELD or len(numbers) < 2:
        raise MalformedKey("a curve over a field that is not prime")
    p = field[1].integer()
    a, b = (int.from_bytes(number.octets(), "big") for number in numbers[:2])
    matched = _match(p, a, b, parts[3].expect(OCTET_STRING).octets(), parts[4].integer())
    if matched is None:
        raise MalformedKey("explicit parameters of no named curve")
    return matched


def _match(p: int, a: int, b: int, generator: bytes, n: int) -> Curve | None:
    size = (p.bit_length() + 7) // 8
    if len(generator) == 2 * size + 1 and generator[:1] == b"\x04":
        point = int.from_bytes(generator[1 : size + 1], "big"), int.from_bytes(generator[size + 1 :], "big")
        return match_curve(p, a, b, point, n)
    if len(generator) == size + 1 and generator[0] in (2, 3):
        x, odd = int.from_bytes(generator[1:], "big"), generator[0] & 1
        named = (c for c in BY_OID.values() if c.p == p and c.generator[0] == x and c.generator[1] & 1 == odd)
        return next((match_curve(p, a, b, curve.generator, n) for curve in named), None)
    return None


def verify(key: PublicKey, algorithm: SignatureAlgorithm, message: bytes, signature: bytes) -> tuple[str, ...]:
    """Verify a signature over a message and return the defects that were found on the way, as stable words.

    Raises:
        BadSignature: It was not made over these bytes with this key.
        WeakSignature: Whatever it says, anyone could have made it.
        MalformedSignature: It does not have the form of its kind, or is not of the key's kind.
        UnknownAlgorithm: The hash is not known.
    """
    if algorithm.hash in BROKEN_HASHES:
        raise WeakSignature(say("signed with {hash}, which proves nothing", hash=algorithm.hash))
    if key.bits < (LEAST_RSA_BITS if isinstance(key.key, RsaKey) else LEAST_EC_BITS):
        raise WeakSignature(say("a key of {bits} bits proves nothing", bits=key.bits))
    if algorithm.hash not in _DIGESTS:
        raise UnknownAlgorithm("the signature names no hash", code="hash")
    if isinstance(key.key, RsaKey):
        if algorithm.scheme not in (Scheme.RSA, Scheme.RSA_PSS):
            raise MalformedSignature("a signature of another kind than the key")
        found = _verify_rsa(key.key, algorithm, message, signature)
    elif algorithm.scheme in (Scheme.ECDSA, Scheme.ECDSA_PLAIN):
        found = _verify_ecdsa(key.key, algorithm, message, signature)
    else:
        raise MalformedSignature("a signature of another kind than the key")
    named = (
        algorithm.defect,
        "weak-hash" if algorithm.hash in WEAK_HASHES else "",
        "short-key" if key.is_short else "",
    )
    return (*found, *(defect for defect in named if defect))


def _verify_ecdsa(
    key: EllipticCurveKey, algorithm: SignatureAlgorithm, message: bytes, signature: bytes
) -> tuple[str, ...]:
    digest = hashlib.new(algorithm.hash, message).digest()
    looks_plain = len(signature) == 2 * key.curve.order_bytes
    if algorithm.scheme is Scheme.ECDSA_PLAIN:
        verify_plain(key, digest, signature)
        return ()
    try:
        verify_der(key, digest, signature)
    except MalformedSignature:
        # Chips sign plainly, and some signers write so too under the name of the other form.
        if not looks_plain:
            raise
        verify_plain(key, digest, signature)
        return ("plain-signature",)
    return ()


def _verify_rsa(key: RsaKey, algorithm: SignatureAlgorithm, message: bytes, signature: bytes) -> tuple[str, ...]:
    digest = hashlib.new(algorithm.hash, message).digest()
    scheme = _padding(algorithm)
    try:
        public = rsa.RSAPublicNumbers(key.exponent, key.modulus).public_key()
        public.verify(signature, digest, scheme, utils.Prehashed(_DIGESTS[algorithm.hash]))
    except InvalidSignature as error:
        if algorithm.scheme is Scheme.RSA and _is_without_null(key, algorithm.hash, digest, signature):
            return ("digest-info-without-null",)
        raise BadSignature("the signature does not fit these bytes and this key") from error
    except ValueError as error:
        raise MalformedSignature("a signature that this RSA key cannot have made") from error
    return ()


def _padding(algorithm: SignatureAlgorithm) -> padding.AsymmetricPadding:
    if algorithm.scheme is Scheme.RSA:
        return padding.PKCS1v15()
    if algorithm.mask_hash not in _DIGESTS:
        raise UnknownAlgorithm("an unknown hash in the mask generation", code="hash")
    return padding.PSS(padding.MGF1(_DIGESTS[algorithm.mask_hash]), algorithm.salt_bytes)


def _is_without_null(key: RsaKey, hash_name: str, digest: bytes, signature: bytes) -> bool:
    """Whether the block is the one whose DigestInfo leaves NULL out: it is built and compared, never parsed."""
    identifier = encoded(SEQUENCE, encoded(OID, _oid_bytes(_HASH_IDENTIFIERS[hash_name])))
    info = encoded(SEQUENCE, identifier + encoded(OCTET_STRING, digest))
    size = (key.modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature, "big")
    if len(signature) != size or number >= key.modulus or size < len(info) + 11:
        return False
    block = pow(number, key.exponent, key.modulus).to_bytes(size, "big")
    return block == b"\0\1" + b"\xff" * (size - len(info) - 3) + b"\0" + info


def _oid_bytes(identifier: str) -> bytes:
    first, second, *others = map(int, identifier.split("."))
    encoded_numbers = bytearray()
    for number in (40 * first + second, *others):
        pieces = [number & 0x7F]
        while number := number >> 7:
            pieces.append(number & 0x7F | 0x80)
        encoded_numbers += bytes(reversed(pieces))
    return bytes(encoded_numbers)
