"""What the chip of a synthetic document answers: to a challenge, and to the ephemeral key of a reader.

It holds private keys as numbers, made from a seed: keys of no real document, and good for none.
"""

import hashlib

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from tournai.documents.chip.chip_authentication import CIPHERS, protect_answer
from tournai.documents.trust.elliptic_curves import CURVES, EllipticCurveKey, agree, public_point, read_point

_TRAILERS = {
    "sha1": b"\xbc",
    "sha224": b"\x38\xcc",
    "sha256": b"\x34\xcc",
    "sha384": b"\x36\xcc",
    "sha512": b"\x35\xcc",
}
_STATUS_OBJECT = bytes.fromhex("99029000")


class RsaPrivateKey(msgspec.Struct, frozen=True):
    """A private key: modulus and private exponent."""

    modulus: int
    private_exponent: int


def sign_challenge(key: RsaPrivateKey, hash_name: str, challenge: bytes) -> bytes:
    """Return the answer to active authentication with RSA.

    Source: ISO/IEC 9796-2:2010, scheme 1, with as much of a message as has room before the hash.
    """
    size, trailer = (key.modulus.bit_length() + 7) // 8, _TRAILERS[hash_name]
    length = size - 1 - len(trailer) - hashlib.new(hash_name).digest_size
    message = hashlib.shake_256(b"message" + challenge).digest(length)
    digest = hashlib.new(hash_name, message + challenge).digest()
    block = b"\x6a" + message + digest + trailer
    return pow(int.from_bytes(block, "big"), key.private_exponent, key.modulus).to_bytes(size, "big")


def sign_challenge_on_curve(private: int, challenge: bytes) -> bytes:
    """Return the answer to active authentication on secp256r1 with SHA-256: r and s, plain."""
    key = ec.derive_private_key(private, ec.SECP256R1())
    signature = key.sign(challenge, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    return b"".join(number.to_bytes(32, "big") for number in utils.decode_dss_signature(signature))


def answer_reader(private: int, curve: str, protocol: str, ephemeral_point: bytes) -> bytes:
    """Return the first protected answer, without data, after chip authentication with a reader's ephemeral key."""
    reader = read_point(CURVES[curve], ephemeral_point)
    return protect_answer(CIPHERS[protocol], agree(private, reader), _STATUS_OBJECT)


def chip_public_key(private: int, curve: str) -> EllipticCurveKey:
    """Return the key that DG14 or DG15 holds for a private number."""
    return public_point(private, CURVES[curve])
