"""Password hashing: Argon2id with the parameters that RFC 9106, section 4, recommends for memory-constrained hosts."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

NOBODY = (
    f"$argon2id$v={RFC_9106_LOW_MEMORY.version}$m={RFC_9106_LOW_MEMORY.memory_cost},"
    f"t={RFC_9106_LOW_MEMORY.time_cost},p={RFC_9106_LOW_MEMORY.parallelism}${'A' * 22}${'A' * 43}"
)
"""A hash of the same parameters that no password is known for: salt and tag are zeros."""


class Passwords:
    """Hashes passwords and checks them: `tournai.node.duties.ports.Passwords`."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)

    def hash(self, password: str) -> str:
        """Return the encoded hash of a password, its salt and parameters within."""
        return self._hasher.hash(password)

    def is_right(self, encoded: str, password: str) -> bool:
        """Tell whether a password belongs to a hash; takes as long for an empty ``encoded``, and is then false."""
        try:
            self._hasher.verify(encoded or NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
        return bool(encoded)
