"""A log's tree in memory, grown leaf by leaf: its root at any size, and the proof from one size to a later one.

Holds 64 bytes a leaf and gives a proof in as many hashes as the tree is deep; `tournai.oversight.merkle` needs all
leaves for each proof. Source: RFC 9162, section 2.1.4.1.
"""

from collections.abc import Iterable

from tournai.oversight.merkle import EMPTY_ROOT, node_hash

HASH_BYTES = 32


class GrowingTree:
    """Complete subtrees by level: level 0 holds the leaf hashes, level 1 the pairs of them, and so on."""

    def __init__(self) -> None:
        self._levels: list[bytearray] = [bytearray()]

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self._levels[0]) // HASH_BYTES

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaf hashes."""
        for leaf in leaves:
            self._append(0, leaf)

    def root(self, size: int) -> bytes:
        """Return the root of the first ``size`` leaves.

        Raises:
            ValueError: There are not so many.
        """
        self._check(size)
        return self._range(0, size) if size else EMPTY_ROOT

    def consistency_proof(self, old_size: int, new_size: int) -> tuple[bytes, ...]:
        """Return the proof that the first ``new_size`` leaves begin with the first ``old_size``.

        Raises:
            ValueError: The older tree is empty, or the newer one larger than what there is.
        """
        self._check(new_size)
        if not 0 < old_size <= new_size:
            raise ValueError(f"no consistency proof from {old_size} to {new_size} leaves")
        path, low, high, is_whole = [], 0, new_size, True
        while old_size < high:
            middle = low + (1 << ((high - low - 1).bit_length() - 1))
            if old_size <= middle:
                path.append(self._range(middle, high))
                high = middle
            else:
                path.append(self._range(low, middle))
                low, is_whole = middle, False
        if not is_whole:
            path.append(self._range(low, high))
        return tuple(reversed(path))

    def _append(self, level: int, digest: bytes) -> None:
        if level == len(self._levels):
            self._levels.append(bytearray())
        row = self._levels[level]
        row += digest
        if len(row) // HASH_BYTES % 2 == 0:
            pair = bytes(row[-2 * HASH_BYTES :])
            self._append(level + 1, node_hash(pair[:HASH_BYTES], pair[HASH_BYTES:]))

    def _range(self, low: int, high: int) -> bytes:
        """Return the root over leaves from ``low``, a multiple of the largest power of two below their count."""
        count = high - low
        level = count.bit_length() - 1
        if count == 1 << level:
            at = (low >> level) * HASH_BYTES
            return bytes(self._levels[level][at : at + HASH_BYTES])
        middle = low + (1 << level)
        return node_hash(self._range(low, middle), self._range(middle, high))

    def _check(self, size: int) -> None:
        if not 0 <= size <= self.size:
            raise ValueError(f"a tree of {self.size} leaves has no first {size}")
