"""Evidence that outlives a connection: a detached JSON Web Signature over a canonical message, Ed25519.

There is one header and one encoding: what is not written byte for byte as here is refused, so that nothing of the
header has to be believed.

Source: RFC 7515 (JWS), appendix F (detached content); RFC 8037, appendix A; RFC 9864 (the algorithm's name);
RFC 7638 (thumbprints as names of keys).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tournai.errors import Unverified

THUMBPRINT_CHARACTERS = 43
MAXIMUM_EVIDENCE = 512
"""Characters; ours has about 210."""

Sign = Callable[[bytes], bytes]
"""Gives an Ed25519 signature of 64 bytes; the private key stays behind it."""


def thumbprint(public_key: bytes) -> str:
    """Return the name of an Ed25519 key: the SHA-256 of its JWK, base64url, 43 characters.

    Source: RFC 7638; RFC 8037, appendix A.3.
    """
    jwk = f'{{"crv":"Ed25519","kty":"OKP","x":"{_encode(public_key)}"}}'
    return _encode(sha256(jwk.encode()).digest())


def sign_detached(payload: bytes, public_key: bytes, sign: Sign) -> str:
    """Return the evidence for a payload: header and signature, the payload left out between two dots."""
    header = _header(thumbprint(public_key))
    return f"{header}..{_encode(sign(_signing_input(header, payload)))}"


def verify_detached(evidence: str, payload: bytes, keys: Mapping[str, bytes]) -> str:
    """Return the thumbprint of the key that signed, out of those given by their thumbprints.

    Raises:
        Unverified: The evidence is not in its one form, of another payload, or of another key.
    """
    header, dots, signature = evidence[:MAXIMUM_EVIDENCE].partition("..")
    found = next((name for name in keys if _header(name) == header), None)
    if found is None or not dots:
        raise Unverified("the evidence names no key that stands for the signer")
    try:
        Ed25519PublicKey.from_public_bytes(keys[found]).verify(_decode(signature), _signing_input(header, payload))
    except (InvalidSignature, ValueError) as error:
        raise Unverified("the evidence is of other content, or of another key than it names") from error
    return found


def _header(key_id: str) -> str:
    return _encode(f'{{"alg":"Ed25519","kid":"{key_id}"}}'.encode())


def _signing_input(header: str, payload: bytes) -> bytes:
    return f"{header}.{_encode(payload)}".encode()


def _encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _encode(data) != text:
        raise ValueError("base64url is not canonical")
    return data
