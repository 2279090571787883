"""The Merkle tree against the reference vectors of Certificate Transparency.

Vectors: google/certificate-transparency, merkletree/merkle_tree_test.cc, carried on by transparency-dev/merkle
(testonly): eight inputs, the root after each, and proofs between them.
"""

import pytest

from tournai.errors import Unverified
from tournai.oversight.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)

INPUTS = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
LEAVES = tuple(leaf_hash(bytes.fromhex(text)) for text in INPUTS)
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
INCLUSION = {
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
    (1, 5): (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}
CONSISTENCY = {
    (1, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}


def frontier_of(size: int) -> Frontier:
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier = frontier.append(leaf)
    return frontier


class TestRoots:
    """RFC 6962 section 2.1: the Merkle tree hash."""

    @pytest.mark.parametrize("size", range(9))
    def test_a_frontier_gives_the_reference_root(self, size: int) -> None:
        assert frontier_of(size).root().hex() == ROOTS[size]

    @pytest.mark.parametrize("size", range(9))
    def test_a_list_of_leaves_gives_the_reference_root(self, size: int) -> None:
        assert tree_root(LEAVES[:size]).hex() == ROOTS[size]

    def test_the_empty_root_is_the_hash_of_nothing(self) -> None:
        assert EMPTY_ROOT.hex() == ROOTS[0]

    def test_a_frontier_keeps_one_hash_for_each_bit_of_its_size(self) -> None:
        assert len(frontier_of(7).hashes) == 3

    def test_a_frontier_with_hashes_missing_cannot_be_made(self) -> None:
        with pytest.raises(ValueError, match="one hash for each bit"):
            Frontier(3, (LEAVES[0],))


class TestInclusion:
    """RFC 9162 section 2.1.3."""

    @pytest.mark.parametrize(("index", "size"), INCLUSION)
    def test_a_proof_is_the_reference_proof(self, index: int, size: int) -> None:
        proof = inclusion_proof(LEAVES[:size], index)

        assert tuple(step.hex() for step in proof) == INCLUSION[index, size]

    @pytest.mark.parametrize(("index", "size"), INCLUSION)
    def test_a_reference_proof_verifies(self, index: int, size: int) -> None:
        proof = [bytes.fromhex(step) for step in INCLUSION[index, size]]

        verify_inclusion(LEAVES[index], index, size, proof, bytes.fromhex(ROOTS[size]))

    @pytest.mark.parametrize("index", [0, 4, 6, 7])
    def test_a_proof_does_not_fit_another_place(self, index: int) -> None:
        proof = inclusion_proof(LEAVES, 5)

        with pytest.raises(Unverified):
            verify_inclusion(LEAVES[5], index, 8, proof, bytes.fromhex(ROOTS[8]))

    def test_a_longer_proof_is_refused(self) -> None:
        proof = (*inclusion_proof(LEAVES, 5), LEAVES[0])

        with pytest.raises(Unverified, match="longer than the tree is deep"):
            verify_inclusion(LEAVES[5], 5, 8, proof, bytes.fromhex(ROOTS[8]))

    @pytest.mark.parametrize("index", [-1, 8])
    def test_a_leaf_outside_the_tree_has_no_proof(self, index: int) -> None:
        with pytest.raises(ValueError, match="no leaf"):
            inclusion_proof(LEAVES, index)


class TestConsistency:
    """RFC 9162 section 2.1.4."""

    @pytest.mark.parametrize(("old", "new"), CONSISTENCY)
    def test_a_proof_is_the_reference_proof(self, old: int, new: int) -> None:
        proof = consistency_proof(LEAVES[:new], old)

        assert tuple(step.hex() for step in proof) == CONSISTENCY[old, new]

    @pytest.mark.parametrize("old", range(1, 9))
    def test_every_older_reference_root_is_proven(self, old: int) -> None:
        proof = consistency_proof(LEAVES, old)

        verify_consistency(old, bytes.fromhex(ROOTS[old]), 8, bytes.fromhex(ROOTS[8]), proof)

    @pytest.mark.parametrize("old", range(1, 9))
    def test_another_older_root_is_not_proven(self, old: int) -> None:
        proof = consistency_proof(LEAVES, old)

        with pytest.raises(Unverified):
            verify_consistency(old, EMPTY_ROOT, 8, bytes.fromhex(ROOTS[8]), proof)

    def test_two_roots_for_one_size_are_a_fork(self) -> None:
        with pytest.raises(Unverified, match="forked"):
            verify_consistency(4, bytes.fromhex(ROOTS[4]), 4, bytes.fromhex(ROOTS[5]), ())

    def test_a_log_that_shrank_is_refused(self) -> None:
        with pytest.raises(Unverified, match="cannot go from 5 to 4"):
            verify_consistency(5, bytes.fromhex(ROOTS[5]), 4, bytes.fromhex(ROOTS[4]), ())
