"""Password hashing: Argon2id with the parameters that RFC 9106, section 4, recommends for memory-constrained hosts."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY


class Passwords:
    """Hashes passwords and checks them: `tournai.node.duties.ports.Passwords`."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._nobody = self._hasher.hash("the password of no account")

    def hash(self, password: str) -> str:
        """Return the encoded hash of a password, its salt and parameters within."""
        return self._hasher.hash(password)

    def is_right(self, encoded: str, password: str) -> bool:
        """Tell whether a password belongs to a hash; takes as long for an empty ``encoded``, and is then false."""
        try:
            self._hasher.verify(encoded or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return bool(encoded)
