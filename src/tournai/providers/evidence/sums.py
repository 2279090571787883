"""Hashes of files: which ones prove something, and reading a file once for all of them.

Source: Implementing Regulation (EU) 2025/1550, Annex, 3.3.3(a): at least one cryptographically strong hash without a
publicly known weakness, e.g. SHA-512, SHA3-512, BLAKE2; RFC 8493, section 2.4, for the names in file names.
"""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

STRONG = {
    "sha256": "sha256", "sha384": "sha384", "sha512": "sha512", "sha3256": "sha3_256", "sha3384": "sha3_384",
    "sha3512": "sha3_512", "blake2b": "blake2b", "blake2b512": "blake2b", "blake2s": "blake2s",
    "blake2s256": "blake2s",
}  # fmt: skip
"""Normalised name -> what Python calls it."""
WEAK = frozenset({"md5", "sha1", "sha", "md4", "md2"})


class Measured(msgspec.Struct, frozen=True, gc=False):
    """What one reading of a file gave: its bytes, and its hashes, lower-case hexadecimal, by normalised name."""

    size: int
    hashes: dict[str, str]


def normalise(algorithm: str) -> str:
    """Return an algorithm's name as BagIt writes it: lower case, letters and digits alone.

    >>> normalise("SHA3-512")
    'sha3512'
    """
    return "".join(filter(str.isalnum, algorithm.lower()))


def measure(chunks: Iterable[bytes], algorithms: Iterable[str]) -> Measured:
    """Read a file once; ``algorithms``: normalised names of `STRONG`."""
    hashers = {name: hashlib.new(STRONG[name]) for name in algorithms}
    size = 0
    for chunk in chunks:
        size += len(chunk)
        for hasher in hashers.values():
            hasher.update(chunk)
    return Measured(size, {name: hasher.hexdigest() for name, hasher in hashers.items()})


def collected(chunks: Iterator[bytes], most: int) -> bytes | None:
    """Return a file's bytes; ``None`` where there are more than ``most``."""
    found = bytearray()
    for chunk in chunks:
        found += chunk
        if len(found) > most:
            return None
    return bytes(found)
