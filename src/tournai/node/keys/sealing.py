"""Sealing of data under a key, and keyed digests for exact look-ups.

A sealed value is one version byte, a random nonce of 96 bits, then AES-256-GCM's ciphertext with its tag of 128 bits.
The plaintext is padded first, so that a sealed name does not tell how long the name is.

Source: NIST SP 800-38D (GCM), sections 7 and 8.3: one key seals at most 2**32 values under random nonces; here each key
seals one record. Padding: ISO/IEC 9797-1, padding method 2. Digest: RFC 2104 (HMAC) with SHA-256.
"""

import hmac
import os
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tournai.errors import Unverified
from tournai.values.wordings import say

VERSION = b"\x01"
NONCE_BYTES = 12
TAG_BYTES = 16
PADDED_TO_BYTES = 64
BLIND_BYTES = 16


def seal(key: bytes, plaintext: bytes, *, context: bytes) -> bytes:
    """Return the plaintext sealed under a key of 32 bytes; it opens only with the same key and context.

    ``context`` is authenticated, not kept: give what the value belongs to, so that it cannot be moved elsewhere.
    The result is 29 bytes longer than the plaintext padded to the next multiple of 64 (at least one byte of padding).
    """
    nonce = os.urandom(NONCE_BYTES)
    padding = b"\x80".ljust(PADDED_TO_BYTES - len(plaintext) % PADDED_TO_BYTES, b"\x00")
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plaintext + padding, VERSION + context)


def unseal(key: bytes, sealed: bytes, *, context: bytes) -> bytes:
    """Return the plaintext of a sealed value.

    Raises:
        Unverified: A byte was changed or cut, or the key or the context is another one.
    """
    if sealed[:1] != VERSION or len(sealed) < 1 + NONCE_BYTES + TAG_BYTES:
        said = "no sealed value: {count} bytes that do not begin with version {version}"
        raise Unverified(say(said, count=len(sealed), version=VERSION[0]))
    nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        padded = AESGCM(key).decrypt(nonce, ciphertext, VERSION + context)
    except InvalidTag as error:
        raise Unverified("a sealed value does not open: it was changed, or its key or context is another") from error
    plaintext, mark, zeros = padded.rpartition(b"\x80")
    if not mark or zeros.strip(b"\x00"):
        raise Unverified("a sealed value opens but its padding is not ISO/IEC 9797-1 method 2")
    return plaintext


def blind(key: bytes, kind: str, value: str) -> bytes:
    """Return the 16 bytes under which a value is looked up without being stored.

    Equal values of one kind give equal bytes, whatever their case, width or spacing (Unicode NFKC, case folded, spaces
    run together); without the key nothing can be tried out. ``kind`` names what the value is, e.g. ``record locator``.
    """
    if "\x00" in kind:
        raise ValueError("the kind of a blind index may not hold NUL: it separates kind and value")
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", value).casefold())
    message = f"{kind}\x00{' '.join(folded.split())}".encode("utf-8", "surrogatepass")
    return hmac.digest(key, message, "sha256")[:BLIND_BYTES]
