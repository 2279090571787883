"""Proof that an authority signed an order's content: Ed25519 over the content's hash and who signs as what, when.

Source: RFC 8032. The private key stays behind a function that is handed in. A qualified signature (Regulation (EU)
2023/1543, Art. 21(2)) is made by the authority's own means over the same bytes.
"""

from collections.abc import Callable, Mapping

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tournai.errors import Unverified
from tournai.providers.orders.signing import Signature, SignedOrder, SigningPart
from tournai.values.wordings import say

ALGORITHM = "Ed25519"
_DOMAIN = "tournai-order-signature/1"


def signed_bytes(signature: Signature) -> bytes:
    """Return the bytes that a signature is made over: a line each of domain, part, authority, person, time and hash."""
    lines = (
        _DOMAIN,
        signature.part.value,
        signature.authority.value,
        signature.person,
        signature.signed_at.isoformat(),
        signature.content_hash,
    )
    return "\n".join(lines).encode()


def prove(signed: SignedOrder, signature: Signature, sign: Callable[[bytes], bytes]) -> SignedOrder:
    """Return the order with one signature more, made over its present content."""
    value = sign(signed_bytes(signature))
    proven = msgspec.structs.replace(signature, algorithm=ALGORITHM, value=value)
    return msgspec.structs.replace(signed, signatures=(*signed.signatures, proven))


def verify(signatures: tuple[Signature, ...], keys: Mapping[SigningPart, bytes]) -> None:
    """Return when, for each part that a key is given for, there is a signature, and every one of them holds.

    Args:
        signatures: Those of a rendering.
        keys: The public key of each part's authority, 32 bytes.

    Raises:
        Unverified: One is missing or does not hold.
    """
    for part, key in keys.items():
        made = [one for one in signatures if one.part is part]
        if not made:
            raise Unverified(say("no signature of the {part} authority", part=say(part.value)))
        for one in made:
            _check(one, key)


def _check(one: Signature, key: bytes) -> None:
    try:
        if one.algorithm != ALGORITHM or "\n" in one.person:
            raise InvalidSignature
        Ed25519PublicKey.from_public_bytes(key).verify(one.value, signed_bytes(one))
    except (InvalidSignature, ValueError) as error:
        raise Unverified(
            say("the signature of the {part} authority does not hold", part=say(one.part.value))
        ) from error
