"""The Merkle tree of a log: roots, inclusion proofs, consistency proofs.

Source: RFC 6962 section 2.1; RFC 9162 sections 2.1.1 to 2.1.4 (the same tree, with the verification algorithms).
"""

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from tournai.errors import Unverified

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256 of 0x00 and the leaf's data."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256 of 0x01, the left hash and the right hash."""
    return sha256(b"\x01" + left + right).digest()


class Frontier(msgspec.Struct, frozen=True):
    """The right edge of a tree: all that is needed to append and to know the root.

    ``hashes`` holds the root of each complete subtree, largest first: one for each bit set in ``size``.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise ValueError("a frontier holds one hash for each bit set in its size")

    def append(self, leaf: bytes) -> "Frontier":
        """Return the frontier of the tree with one more leaf hash; costs one hash on average."""
        hashes, size = list(self.hashes), self.size
        while size & 1:
            leaf = node_hash(hashes.pop(), leaf)
            size >>= 1
        return Frontier(self.size + 1, (*hashes, leaf))

    def root(self) -> bytes:
        """Return the root of the tree: 32 bytes."""
        if not self.hashes:
            return EMPTY_ROOT
        *larger, root = self.hashes
        for left in reversed(larger):
            root = node_hash(left, root)
        return root


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes in order."""
    return _subtree_root(leaves, 0, len(leaves)) if leaves else EMPTY_ROOT


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the audit path of one leaf, from the leaf's sibling up. Source: RFC 9162 section 2.1.3.1.

    Raises:
        ValueError: There is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ValueError(f"no leaf {index} in a tree of {len(leaves)}")
    path, low, high = [], 0, len(leaves)
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_subtree_root(leaves, middle, high))
            high = middle
        else:
            path.append(_subtree_root(leaves, low, middle))
            low = middle
    return tuple(reversed(path))


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Return the proof that a tree grew from its first ``old_size`` leaves. Source: RFC 9162 section 2.1.4.1.

    Raises:
        ValueError: The older tree is empty or larger than the newer.
    """
    if not 0 < old_size <= len(leaves):
        raise ValueError(f"no consistency proof from {old_size} to {len(leaves)} leaves")
    path, low, high, is_whole = [], 0, len(leaves), True
    while old_size < high:
        middle = low + _split(high - low)
        if old_size <= middle:
            path.append(_subtree_root(leaves, middle, high))
            high = middle
        else:
            path.append(_subtree_root(leaves, low, middle))
            low, is_whole = middle, False
    if not is_whole:
        path.append(_subtree_root(leaves, low, high))
    return tuple(reversed(path))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Return when the proof leads from the leaf hash to the root. Source: RFC 9162 section 2.1.3.2.

    Raises:
        Unverified: It does not.
    """
    if not 0 <= index < size:
        raise Unverified(f"no leaf {index} in a tree of {size}")
    _check_lengths(leaf, root, *proof)
    number, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise Unverified("the inclusion proof is longer than the tree is deep")
        if number & 1 or number == last:
            found = node_hash(sibling, found)
            number, last = _climb_from_right(number, last)
        else:
            found = node_hash(found, sibling)
        number, last = number >> 1, last >> 1
    if last or found != root:
        raise Unverified(f"leaf {index} is not in the tree of {size} leaves with this root")


def verify_consistency(old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Return when the newer tree begins with the older one. Source: RFC 9162 section 2.1.4.2.

    Raises:
        Unverified: It does not: something that was logged has been changed or removed.
    """
    if not 0 < old_size <= new_size:
        raise Unverified(f"a log cannot go from {old_size} to {new_size} entries")
    _check_lengths(old_root, new_root, *proof)
    if old_size == new_size:
        if proof or old_root != new_root:
            raise Unverified(f"two roots for one size, {old_size}: the log was forked")
        return
    path = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    if not path or _replay(path, old_size - 1, new_size - 1) != (old_root, new_root):
        raise Unverified(f"the log of {new_size} entries does not begin with the log of {old_size}")


def _check_lengths(*hashes: bytes) -> None:
    """Refuse what is no hash: two empty byte strings would else be equal and prove each other."""
    if any(len(each) != len(EMPTY_ROOT) for each in hashes):
        raise Unverified("a hash of the tree has 32 bytes")


def _replay(path: Sequence[bytes], number: int, last: int) -> tuple[bytes, bytes] | None:
    while number & 1:
        number, last = number >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if number & 1 or number == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            number, last = _climb_from_right(number, last)
        else:
            new = node_hash(new, sibling)
        number, last = number >> 1, last >> 1
    return None if last else (old, new)


def _climb_from_right(number: int, last: int) -> tuple[int, int]:
    """Skip the levels on which a right-edge node has no sibling: it rises there unchanged."""
    while number and not number & 1:
        number, last = number >> 1, last >> 1
    return number, last


def _split(count: int) -> int:
    """Return the largest power of two below a count above one."""
    return 1 << ((count - 1).bit_length() - 1)


def _subtree_root(leaves: Sequence[bytes], low: int, high: int) -> bytes:
    frontier = Frontier()
    for position in range(low, high):
        frontier = frontier.append(leaves[position])
    return frontier.root()
