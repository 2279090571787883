"""Signatures on elliptic curves: named curves, explicit parameters matched to them, ECDSA verified on any of them.

pyca/cryptography knows neither brainpool below 256 bits nor the twisted curves, and no key with explicit parameters.
What is verified here is public (key, digest, signature), so that nothing has to take constant time.

Source: BSI TR-03111, version 2.10, sections 4.2.1 (ECDSA), 5.2.1 (plain) and 5.2.2 (X9.62 signatures); SEC 1, version
2.0, sections 2.3.4 (points) and 4.1.4 (verifying).
"""

from collections.abc import Callable

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from tournai.documents.trust.curve_table import ROWS
from tournai.errors import Malformed, Unverified

Point = tuple[int, int, int]
"""Jacobian coordinates x, y, z; z is 0 at infinity."""

_INFINITY: Point = (1, 1, 0)


class MalformedKey(Malformed):
    """What claims to be a public key is no point of its curve."""


class MalformedSignature(Malformed):
    """What claims to be a signature is not two numbers in the form asked for."""


class BadSignature(Unverified):
    """The signature was not made over these bytes with this key."""


class Curve(msgspec.Struct, frozen=True):
    """A curve y2 = x3 + ax + b over the integers modulo the prime p, with a generator of prime order n."""

    name: str
    oid: str
    p: int
    a: int
    b: int
    generator: tuple[int, int]
    n: int

    @property
    def field_bytes(self) -> int:
        """How many bytes a coordinate takes."""
        return (self.p.bit_length() + 7) // 8

    @property
    def order_bytes(self) -> int:
        """How many bytes r or s takes in a plain signature."""
        return (self.n.bit_length() + 7) // 8

    def holds(self, x: int, y: int) -> bool:
        """Whether the point lies on the curve, its coordinates reduced."""
        return 0 <= x < self.p and 0 <= y < self.p and (y * y - x * x * x - self.a * x - self.b) % self.p == 0


class EllipticCurveKey(msgspec.Struct, frozen=True):
    """A public key: a point of a named curve. Made by ``read_point``, which checks that it lies there."""

    curve: Curve
    x: int
    y: int

    @property
    def encoded(self) -> bytes:
        """The point uncompressed: 04, x, y."""
        size = self.curve.field_bytes
        return b"\x04" + self.x.to_bytes(size, "big") + self.y.to_bytes(size, "big")


def _curve(name: str, oid: str, numbers: tuple[str, ...]) -> Curve:
    p, a, b, x, y, n = (int(number, 16) for number in numbers)
    return Curve(name, oid, p, a, b, (x, y), n)


CURVES: dict[str, Curve] = {name: _curve(name, oid, numbers) for name, oid, numbers in ROWS}
"""Every curve by its name, as SEC 2 and RFC 5639 spell it, e.g. ``secp256r1``, ``brainpoolP224r1``."""

BY_OID: dict[str, Curve] = {curve.oid: curve for curve in CURVES.values()}
"""The same curves by dotted object identifier."""

_BY_NUMBERS = {(curve.p, curve.a, curve.b, curve.generator, curve.n): curve for curve in CURVES.values()}

# With OpenSSL behind it a verification takes 0.1 ms, not 3.
_COMPILED: dict[str, Callable[[], ec.EllipticCurve]] = {
    "secp192r1": ec.SECP192R1,
    "secp224r1": ec.SECP224R1,
    "secp256r1": ec.SECP256R1,
    "secp384r1": ec.SECP384R1,
    "secp521r1": ec.SECP521R1,
    "secp256k1": ec.SECP256K1,
    "brainpoolP256r1": ec.BrainpoolP256R1,
    "brainpoolP384r1": ec.BrainpoolP384R1,
    "brainpoolP512r1": ec.BrainpoolP512R1,
}
_PREHASHED = {
    algorithm.digest_size: utils.Prehashed(algorithm)
    # SHA-1: real chips and signers still use it; who judges its strength is the caller.
    for algorithm in (hashes.SHA1(), hashes.SHA224(), hashes.SHA256(), hashes.SHA384(), hashes.SHA512())  # noqa: S303 - verifying only
}


def match_curve(p: int, a: int, b: int, generator: tuple[int, int], n: int) -> Curve | None:
    """Return the named curve that explicit parameters describe, or ``None`` where all do not agree with one.

    Only the whole equality counts: parameters with another generator let anyone forge (CVE-2020-0601).
    """
    return _BY_NUMBERS.get((p, a % p if p > 0 else a, b, generator, n))


def read_point(curve: Curve, encoded: bytes) -> EllipticCurveKey:
    """Return the key that an encoded point is: 04 x y, or 02/03 x (compressed).

    Raises:
        MalformedKey: Wrong length or form, or the point is not on the curve.
    """
    size = curve.field_bytes
    if len(encoded) == 2 * size + 1 and encoded[0] == 4:
        x, y = int.from_bytes(encoded[1 : size + 1], "big"), int.from_bytes(encoded[size + 1 :], "big")
    elif len(encoded) == size + 1 and encoded[0] in (2, 3):
        x = int.from_bytes(encoded[1:], "big")
        y = _root(curve, x, odd=encoded[0] == 3)
    else:
        raise MalformedKey(f"a point of {curve.name} takes {2 * size + 1} or {size + 1} bytes, here {len(encoded)}")
    if not curve.holds(x, y):
        raise MalformedKey(f"the point is not on {curve.name}")
    return EllipticCurveKey(curve, x, y)


def _root(curve: Curve, x: int, *, odd: bool) -> int:
    """Return the y of that parity above x, or 0 where there is none: the caller asks whether the curve holds it."""
    p, square = curve.p, (x * x * x + curve.a * x + curve.b) % curve.p
    y = pow(square, (p + 1) // 4, p) if p % 4 == 3 else _tonelli_shanks(square, p)
    return p - y if y & 1 != odd else y


def _tonelli_shanks(square: int, p: int) -> int:
    """Return a square root modulo a prime that is 1 modulo 4 (secp224r1), or 0 where there is none."""
    if pow(square, (p - 1) // 2, p) != 1:
        return 0
    q, s = p - 1, 0
    while q % 2 == 0:
        q, s = q // 2, s + 1
    z = next(z for z in range(2, p) if pow(z, (p - 1) // 2, p) == p - 1)
    m, c, t, root = s, pow(z, q, p), pow(square, q, p), pow(square, (q + 1) // 2, p)
    while t != 1:
        i, u = 0, t
        while u != 1:
            u, i = u * u % p, i + 1
        b = pow(c, 1 << (m - i - 1), p)
        m, c = i, b * b % p
        t, root = t * c % p, root * b % p
    return root


def verify_plain(key: EllipticCurveKey, digest: bytes, signature: bytes) -> None:
    """Verify a plain signature, r and s of the order's length one after the other, over a digest.

    Raises:
        MalformedSignature: Another length.
        BadSignature: It does not verify.
    """
    size = key.curve.order_bytes
    if len(signature) != 2 * size:
        raise MalformedSignature(f"a plain signature on {key.curve.name} takes {2 * size} bytes, here {len(signature)}")
    verify(key, digest, int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big"))


def verify_der(key: EllipticCurveKey, digest: bytes, signature: bytes) -> None:
    """Verify a signature in DER, SEQUENCE { r INTEGER, s INTEGER }, over a digest.

    Raises:
        MalformedSignature: Not these two numbers in DER, nothing before, between or after.
        BadSignature: It does not verify.
    """
    try:
        r, s = utils.decode_dss_signature(signature)
    except ValueError as error:
        raise MalformedSignature("the signature is no SEQUENCE of two INTEGERs in DER") from error
    verify(key, digest, r, s)


def verify(key: EllipticCurveKey, digest: bytes, r: int, s: int) -> None:
    """Verify the signature (r, s) over a digest; of a longer digest the leftmost bits count.

    Raises:
        BadSignature: It does not verify.
    """
    curve = key.curve
    if not (0 < r < curve.n and 0 < s < curve.n):
        raise BadSignature("a number of the signature is out of range")
    if curve.name in _COMPILED and len(digest) in _PREHASHED:
        _verify_compiled(key, digest, r, s)
    else:
        _verify_here(key, digest, r, s)


def agree(private: int, key: EllipticCurveKey) -> bytes:
    """Return the secret that a private number shares with the holder of a key: the x of their product, field-long.

    Outside OpenSSL's curves this does not take constant time: use a private number once.

    Raises:
        MalformedKey: The private number is not within 1 and the curve's order.
    """
    curve = key.curve
    if not 0 < private < curve.n:
        raise MalformedKey(f"a private number on {curve.name} is out of range")
    if curve.name in _COMPILED:
        kind = _COMPILED[curve.name]()
        public = ec.EllipticCurvePublicNumbers(key.x, key.y, kind).public_key()
        return ec.derive_private_key(private, kind).exchange(ec.ECDH(), public)
    x, _, z = _sum_of_multiples(curve, 0, curve.generator, private, (key.x, key.y))
    return (x * pow(z, -2, curve.p) % curve.p).to_bytes(curve.field_bytes, "big")


def public_point(private: int, curve: Curve) -> EllipticCurveKey:
    """Return the public key of a private number; as ``agree``, and for the same errors."""
    if not 0 < private < curve.n:
        raise MalformedKey(f"a private number on {curve.name} is out of range")
    if curve.name in _COMPILED:
        numbers = ec.derive_private_key(private, _COMPILED[curve.name]()).public_key().public_numbers()
        return EllipticCurveKey(curve, numbers.x, numbers.y)
    x, y, z = _sum_of_multiples(curve, private, curve.generator, 0, curve.generator)
    inverse = pow(z, -1, curve.p)
    return EllipticCurveKey(curve, x * inverse**2 % curve.p, y * inverse**3 % curve.p)


def _verify_compiled(key: EllipticCurveKey, digest: bytes, r: int, s: int) -> None:
    public = ec.EllipticCurvePublicNumbers(key.x, key.y, _COMPILED[key.curve.name]()).public_key()
    try:
        public.verify(utils.encode_dss_signature(r, s), digest, ec.ECDSA(_PREHASHED[len(digest)]))
    except InvalidSignature as error:
        raise BadSignature("the signature does not fit these bytes and this key") from error


def _verify_here(key: EllipticCurveKey, digest: bytes, r: int, s: int) -> None:
    curve = key.curve
    excess = max(0, 8 * len(digest) - curve.n.bit_length())
    e = int.from_bytes(digest, "big") >> excess
    w = pow(s, -1, curve.n)
    x, _, z = _sum_of_multiples(curve, e * w % curve.n, curve.generator, r * w % curve.n, (key.x, key.y))
    if z == 0 or x * pow(z, -2, curve.p) % curve.p % curve.n != r:
        raise BadSignature("the signature does not fit these bytes and this key")


def _sum_of_multiples(curve: Curve, u: int, g: tuple[int, int], v: int, q: tuple[int, int]) -> Point:
    """Return ug + vq, both multiples taken in one pass over their bits (Shamir's trick)."""
    points = (_INFINITY, (*g, 1), (*q, 1), _add(curve, (*g, 1), (*q, 1)))
    total = _INFINITY
    for bit in range(max(u.bit_length(), v.bit_length()) - 1, -1, -1):
        total = _double(curve, total)
        chosen = (u >> bit & 1) | (v >> bit & 1) << 1
        if chosen:
            total = _add(curve, total, points[chosen])
    return total


def _double(curve: Curve, point: Point) -> Point:
    x, y, z = point
    if z == 0 or y == 0:
        return _INFINITY
    p = curve.p
    yy, zz = y * y % p, z * z % p
    s = 4 * x * yy % p
    m = (3 * x * x + curve.a * zz * zz) % p
    x3 = (m * m - 2 * s) % p
    return x3, (m * (s - x3) - 8 * yy * yy) % p, 2 * y * z % p


def _add(curve: Curve, first: Point, second: Point) -> Point:
    (x1, y1, z1), (x2, y2, z2), p = first, second, curve.p
    if z1 == 0 or z2 == 0:
        return second if z1 == 0 else first
    zz1, zz2 = z1 * z1 % p, z2 * z2 % p
    u1, s1 = x1 * zz2 % p, y1 * z2 * zz2 % p
    h, r = (x2 * zz1 - u1) % p, (y2 * z1 * zz1 - s1) % p
    if h == 0:
        return _double(curve, first) if r == 0 else _INFINITY
    hh = h * h % p
    hhh, v = h * hh % p, u1 * hh % p
    x3 = (r * r - hhh - 2 * v) % p
    return x3, (r * (v - x3) - s1 * hhh) % p, h * z1 * z2 % p
