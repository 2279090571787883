"""A key in two halves, each with an authority of its own: neither can evaluate, or rebuild a set, without the other.

The halves add up to the key. Each authority evaluates the same batch with its half and proves it against its own public
key; the asker verifies both proofs and adds the results. When a set is built, the second authority is sent blinded
elements, as by any asker, and learns nothing of the records.
"""

from collections.abc import Sequence

from tournai.exchange.hit_no_hit.voprf import BadProof, Evaluated, Suite


def split_key(suite: Suite, key: bytes, random: bytes) -> tuple[bytes, bytes]:
    """Return two halves of a key; ``random``: 64 fresh random bytes. Either half alone tells nothing of the key."""
    half = suite.group.scalar_from_uniform(random)
    return half, suite.group.subtract_scalars(key, half)


def joint_public_key(suite: Suite, public_keys: tuple[bytes, bytes]) -> bytes:
    """Return the public key of the whole, out of those of the halves."""
    return suite.group.add(*public_keys)


def joint_evaluation(
    suite: Suite, public_keys: tuple[bytes, bytes], blinded: Sequence[bytes], parts: tuple[Evaluated, Evaluated]
) -> tuple[bytes, ...]:
    """Return the batch evaluated with the whole key, in order, once both proofs hold.

    Raises:
        BadProof: One of the authorities did not use its half.
    """
    for public_key, part in zip(public_keys, parts, strict=True):
        suite.verify(public_key, blinded, part.elements, part.proof)
    if {len(part.elements) for part in parts} != {len(blinded)}:
        raise BadProof("each authority evaluates the whole batch")
    return tuple(suite.group.add(*pair) for pair in zip(parts[0].elements, parts[1].elements, strict=True))
