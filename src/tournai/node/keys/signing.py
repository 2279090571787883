"""The key that signs the event log's checkpoints: Ed25519, RFC 8032."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class SigningKey:
    """Signs messages; never shows its private part.

    Args:
        seed: The private key, 32 bytes (RFC 8032, section 5.1.5).
    """

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)

    def sign(self, message: bytes) -> bytes:
        """Return the signature, 64 bytes."""
        return self._private.sign(message)

    def public_key(self) -> bytes:
        """Return the public key, 32 bytes as RFC 8032 encodes it."""
        return self._private.public_key().public_bytes_raw()
