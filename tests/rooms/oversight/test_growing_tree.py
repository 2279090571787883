"""The tree that grows in memory, against the reference vectors and the tree that is computed from all leaves."""

import json
from base64 import b64decode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.errors import Unverified
from tournai.oversight.growing_tree import GrowingTree
from tournai.oversight.merkle import EMPTY_ROOT, tree_root, verify_consistency, verify_inclusion

LEAVES = [sha256(bytes([number])).digest() for number in range(140)]


def grown(leaves) -> GrowingTree:
    tree = GrowingTree()
    tree.extend(leaves)
    return tree


TREE = grown(LEAVES)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 63, 64, 65, 140])
def test_root_is_that_of_the_leaves_at_every_size(size):
    assert TREE.root(size) == tree_root(LEAVES[:size])


@given(st.integers(1, 140), st.integers(1, 140))
def test_proof_holds_between_any_two_sizes(one, other):
    old, new = sorted((one, other))

    verify_consistency(old, TREE.root(old), new, TREE.root(new), TREE.consistency_proof(old, new))


@given(st.integers(1, 139), st.integers(1, 140))
def test_proof_of_another_history_does_not_hold(one, other):
    old, new = sorted((one, other))
    forked = grown([bytes(32), *LEAVES[1:]])

    with pytest.raises(Unverified):
        verify_consistency(old, TREE.root(old), new, forked.root(new), forked.consistency_proof(old, new))


@pytest.mark.parametrize(("old", "new"), [(0, 5), (6, 5), (1, 141)])
def test_no_proof_where_there_is_none(old, new):
    with pytest.raises(ValueError, match="leaves"):
        TREE.consistency_proof(old, new)


def test_empty_tree_has_the_empty_root():
    assert GrowingTree().root(0) == EMPTY_ROOT


def vectors(shared, kind):
    return [json.loads(path.read_text()) for path in sorted((shared / "exchange/merkle" / kind).rglob("*.json"))]


def outcome(check) -> bool:
    try:
        check()
    except Unverified:
        return True
    return False


def decoded(proof):
    return [b64decode(each) for each in proof or ()]


@pytest.mark.shared
class TestReferenceVectors:
    """RFC 6962, section 2.1.4: the vectors of transparency-dev/merkle."""

    def test_inclusion(self, shared):
        found = [
            (
                one["desc"],
                outcome(
                    lambda one=one: verify_inclusion(
                        b64decode(one["leafHash"]), one["leafIdx"], one["treeSize"], decoded(one["proof"]),
                        b64decode(one["root"]),
                    )
                ),
            )
            for one in vectors(shared, "inclusion")
        ]  # fmt: skip

        assert found == [(one["desc"], one["wantErr"]) for one in vectors(shared, "inclusion")]

    def test_consistency(self, shared):
        found = [
            (
                one["desc"],
                outcome(
                    lambda one=one: verify_consistency(
                        one["size1"], b64decode(one["root1"] or ""), one["size2"], b64decode(one["root2"] or ""),
                        decoded(one["proof"]),
                    )
                ),
            )
            for one in vectors(shared, "consistency")
        ]  # fmt: skip

        # A log of no entries is consistent with any, and RFC 9162 has no proof for it: our verifier takes none.
        assert found == [(one["desc"], one["wantErr"] or one["size1"] == 0) for one in vectors(shared, "consistency")]
