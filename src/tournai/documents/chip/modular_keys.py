"""Keys of DG14 in a group of numbers modulo a prime: chip authentication over DH, as older chips have it.

Source: BSI TR-03110-3, version 2.21, A.2.3 and A.4.1 (key agreement), D.2 (keys); RFC 2631, section 2.1.5 (checks);
PKCS #3, version 1.4, section 9; RFC 3279, section 2.3.3 (X9.42).
"""

import msgspec

from tournai.documents.tlv import INTEGER, SEQUENCE, read_tlv
from tournai.errors import Malformed

X9_42, PKCS_3 = "1.2.840.10046.2.1", "1.2.840.113549.1.3.1"
LEAST_BITS, MOST_BITS = 1024, 8192
"""Below the first a proof is none; above the second one check costs seconds."""


class MalformedModularKey(Malformed):
    """A key that is none of a group modulo a prime, or of one in which agreeing proves nothing."""


class ModularKey(msgspec.Struct, frozen=True):
    """A public number in the group that a generator makes modulo a prime."""

    prime: int
    generator: int
    public: int

    @property
    def size(self) -> int:
        """How many bytes a number of the group takes."""
        return (self.prime.bit_length() + 7) // 8

    def published(self, private: int) -> bytes:
        """Return the public number of a private one, as it is sent to a chip."""
        return pow(self.generator, private, self.prime).to_bytes(self.size, "big")

    def agreed(self, private: int) -> bytes:
        """Return the secret that a private number has in common with the key's holder."""
        return pow(self.public, private, self.prime).to_bytes(self.size, "big")


def read_modular_key(data: bytes) -> ModularKey:
    """Return the key of a SubjectPublicKeyInfo.

    Raises:
        MalformedModularKey: It is none, or of a group or a number that proves nothing.
        MalformedTlv: It is no whole element.
    """
    parts = read_tlv(data).expect(SEQUENCE).children()
    algorithm = parts[0].expect(SEQUENCE).children() if len(parts) == 2 else []
    if len(algorithm) != 2 or algorithm[0].oid() not in (X9_42, PKCS_3):
        raise MalformedModularKey("a key modulo a prime, with its group, was expected")
    group = algorithm[1].expect(SEQUENCE).children()
    if len(group) < 2:
        raise MalformedModularKey("a group of a prime and a generator was expected")
    prime, generator = (number.expect(INTEGER).integer() for number in group[:2])
    public = read_tlv(parts[1].bits()).expect(INTEGER).integer()
    if not LEAST_BITS <= prime.bit_length() <= MOST_BITS or prime % 2 == 0:
        raise MalformedModularKey("the prime of the group has too few bits, too many, or is even")
    # One and minus one make groups of two numbers: anyone guesses the secret.
    if not all(1 < number < prime - 1 for number in (generator, public)):
        raise MalformedModularKey("the generator or the key is no number of the group that proves anything")
    return ModularKey(prime, generator, public)
