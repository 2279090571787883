"""Active authentication: the chip signs a challenge with the private key of DG15, so that it is no copy.

Source: ICAO Doc 9303-11, 8th edition (2021), section 6.1; ISO/IEC 9796-2:2010, scheme 1 (RSA, part of the message
recovered); BSI TR-03111, version 2.10, section 5.2.1 (ECDSA, r and s plain).
"""

import hashlib

from tournai.documents.trust.algorithms import WEAK_HASHES
from tournai.documents.trust.elliptic_curves import (
    BadSignature,
    EllipticCurveKey,
    MalformedSignature,
    verify_der,
    verify_plain,
)
from tournai.documents.trust.keys import LEAST_EC_BITS, LEAST_RSA_BITS, PublicKey, RsaKey, WeakSignature
from tournai.documents.verdict import Check, Step, failed, not_done, passed, undetermined
from tournai.errors import Malformed
from tournai.values.wordings import say

CHALLENGE_BYTES = 8

_HEADER = 0x6A
"""A part of the message stands in the signature, as much as has room (9796-2, 8.1.2)."""
_SHA_1_TRAILER = 0xBC
_TRAILER = 0xCC
_HASHES = {0x33: "sha1", 0x34: "sha256", 0x35: "sha512", 0x36: "sha384", 0x38: "sha224"}
"""The octet before CC -> the hash (ISO/IEC 10118-3)."""
_TRIED = ("sha256", "sha1", "sha224", "sha384", "sha512")


def verify_response(key: PublicKey, hash_name: str, challenge: bytes, response: bytes) -> tuple[str, ...]:
    """Verify a chip's answer to a challenge and return the defects met on the way, as stable words.

    Args:
        key: That of DG15, which passive authentication has proved.
        hash_name: DG14's, for ECDSA; empty where DG14 does not say: then each is tried, with a defect.
        challenge: The eight bytes that the checking side chose for this chip and this time.
        response: What the chip answered.

    Raises:
        BadSignature: The chip did not make the answer with this key for this challenge.
        WeakSignature: The key is so short that anyone could have.
        MalformedSignature: The answer has another length, or the challenge is not of eight bytes.
    """
    if len(challenge) != CHALLENGE_BYTES:
        raise MalformedSignature(say("a challenge has {count} bytes", count=CHALLENGE_BYTES))
    if key.bits < (LEAST_RSA_BITS if isinstance(key.key, RsaKey) else LEAST_EC_BITS):
        raise WeakSignature(say("a key of {bits} bits proves nothing", bits=key.bits))
    if isinstance(key.key, RsaKey):
        return _verify_rsa(key.key, challenge, response)
    return _verify_ecdsa(key.key, hash_name, challenge, response)


def _verify_rsa(key: RsaKey, challenge: bytes, response: bytes) -> tuple[str, ...]:
    size = (key.modulus.bit_length() + 7) // 8
    number = int.from_bytes(response, "big")
    if len(response) != size or number >= key.modulus:
        raise MalformedSignature(say("an answer of this key has {count} bytes", count=size))
    opened = pow(number, key.exponent, key.modulus)
    # The signer may give the smaller of J and n - J; the last digit C tells which it was (9796-2, B.6).
    block = (opened if opened % 16 == 0xC else key.modulus - opened).to_bytes(size, "big")
    name, trailer = _read_trailer(block)
    length = hashlib.new(name).digest_size
    recovered, digest = block[1 : size - trailer - length], block[size - trailer - length : size - trailer]
    if block[0] != _HEADER or hashlib.new(name, recovered + challenge).digest() != digest:
        raise BadSignature("the answer does not fit the challenge and the key of DG15")
    return ("weak-hash",) if name in WEAK_HASHES else ()


def _read_trailer(block: bytes) -> tuple[str, int]:
    """Return the hash that the trailer names, and how many octets it takes."""
    if block[-1] == _SHA_1_TRAILER:
        return "sha1", 1
    if block[-1] == _TRAILER and block[-2] in _HASHES:
        return _HASHES[block[-2]], 2
    raise BadSignature("the answer does not fit the challenge and the key of DG15")


def _verify_ecdsa(key: EllipticCurveKey, name: str, challenge: bytes, response: bytes) -> tuple[str, ...]:
    # Some chips answer in DER, against the standard.
    is_plain = len(response) == 2 * key.curve.order_bytes
    verify, found = (verify_plain, ()) if is_plain else (verify_der, ("signature-in-der",))
    for tried in (name,) if name else _TRIED:
        try:
            verify(key, hashlib.new(tried, challenge).digest(), response)
        except BadSignature:
            continue
        return found if name else (*found, "hash-not-told")
    raise BadSignature("the answer does not fit the challenge and the key of DG15")


def check_active_authentication(
    key: PublicKey | None, hash_name: str, challenge: bytes, response: bytes | None
) -> tuple[Step, tuple[str, ...]]:
    """Return the step of active authentication, and the defects met, as stable words.

    Args:
        key: That of DG15; ``None`` where the chip has none.
        hash_name: DG14's, or empty.
        challenge: What the checking side chose; empty where it asked nothing.
        response: What the chip answered; ``None`` where it did not.
    """
    check, source = Check.ACTIVE_AUTHENTICATION, "DG15"
    if key is None:
        return not_done(check, say("the chip has no key for it (DG15)"), source), ()
    if not challenge:
        return not_done(check, say("no challenge was sent to the chip"), source), ()
    if response is None:
        return undetermined(check, say("the chip did not answer the challenge"), source), ()
    try:
        defects = verify_response(key, hash_name, challenge, response)
    except (BadSignature, MalformedSignature) as error:
        return failed(check, say("the chip may be a copy: {reason}", reason=say(error.reason)), source), ()
    except Malformed as error:
        return undetermined(check, say("the key cannot be used: {reason}", reason=say(error.reason)), source), ()
    return passed(check, say("the chip signed the challenge with the key of DG15"), source), defects
