"""Laws of the log: whatever is done to an export is found, by the package and by the stand-alone verifier alike."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rooms.oversight.logs import PUBLIC_KEY, checkpoints, entries, event

import tournai.oversight
from tournai.errors import TournaiError, Unverified
from tournai.oversight.events import canonical, parse_event
from tournai.oversight.export import export_lines, read_export, verify_export
from tournai.oversight.log import erased
from tournai.oversight.merkle import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)

_SPEC = importlib.util.spec_from_file_location(
    "verify_log", Path(tournai.oversight.__file__).parent / "standalone" / "verify_log.py"
)
assert _SPEC is not None
assert _SPEC.loader is not None
SCRIPT = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(SCRIPT)

FIVE_YEARS = 5 * 366
LOG = entries(7)
ROW = checkpoints(LOG, 0, 3, 7, days=FIVE_YEARS)
LINES = tuple(export_lines((*(erased(entry) for entry in LOG[:2]), *LOG[2:]), ROW, PUBLIC_KEY))
EXPORT = b"".join(LINES)

positions = st.integers(0, len(EXPORT) - 1)
places = st.integers(0, len(LINES) - 1)
leaves = st.lists(st.binary(max_size=4).map(leaf_hash), min_size=1, max_size=40)
slow = settings(max_examples=300, deadline=None)


def assert_found(lines: list[bytes]) -> None:
    with pytest.raises(TournaiError):
        verify_export(lines)
    with pytest.raises((SCRIPT.BrokenLogError, ValueError)):
        SCRIPT.verify(iter(lines))


def as_lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def test_the_export_that_these_laws_change_holds() -> None:
    assert verify_export(LINES, PUBLIC_KEY).erased == 2
    assert "7 entries, 2 of them erased, 3 checkpoints" in SCRIPT.verify(iter(LINES), PUBLIC_KEY)


class TestTampering:
    """Rule SYS-03: delete, edit, reorder, truncate."""

    @slow
    @given(positions, st.integers(1, 255))
    def test_any_changed_byte_is_found(self, position: int, change: int) -> None:
        changed = bytes([EXPORT[position] ^ change])

        assert_found(as_lines(EXPORT[:position] + changed + EXPORT[position + 1 :]))

    @slow
    @given(positions)
    def test_any_removed_byte_is_found(self, position: int) -> None:
        assert_found(as_lines(EXPORT[:position] + EXPORT[position + 1 :]))

    @slow
    @given(st.integers(0, len(EXPORT)), st.binary(min_size=1, max_size=3))
    def test_any_added_bytes_are_found(self, position: int, added: bytes) -> None:
        assert_found(as_lines(EXPORT[:position] + added + EXPORT[position:]))

    @given(positions)
    @slow
    def test_any_truncation_is_found(self, position: int) -> None:
        assert_found(as_lines(EXPORT[:position]))

    @pytest.mark.parametrize("place", range(len(LINES)))
    def test_any_deleted_line_is_found(self, place: int) -> None:
        assert_found([*LINES[:place], *LINES[place + 1 :]])

    @pytest.mark.parametrize("place", range(len(LINES)))
    def test_any_repeated_line_is_found(self, place: int) -> None:
        assert_found([*LINES[:place], LINES[place], *LINES[place:]])

    @slow
    @given(st.lists(places, min_size=2, max_size=2, unique=True))
    def test_any_two_swapped_lines_are_found(self, pair: list[int]) -> None:
        lines = list(LINES)
        lines[pair[0]], lines[pair[1]] = lines[pair[1]], lines[pair[0]]

        assert_found(lines)


@given(st.lists(st.binary(max_size=200), max_size=5))
def test_any_bytes_are_a_log_or_an_error_of_ours(lines: list[bytes]) -> None:
    with pytest.raises(TournaiError):
        list(read_export(lines).entries)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=40) | st.integers(-(2**62), 2**62), max_size=8))
def test_any_event_is_read_back_as_it_was_written(details: dict[str, str | int]) -> None:
    written = event(details=details)

    assert parse_event(canonical(written)) == written


@given(st.text(max_size=60))
def test_the_two_verifiers_agree_on_any_text_in_an_event(text: str) -> None:
    log = entries(1, details={"text": text})
    lines = list(export_lines(log, checkpoints(log, 1), PUBLIC_KEY))

    assert verify_export(lines).entries == 1
    assert "1 entries" in SCRIPT.verify(iter(lines))


class TestTree:
    """RFC 9162 sections 2.1.3 and 2.1.4."""

    @given(leaves)
    def test_the_frontier_and_the_list_give_one_root(self, given_leaves: list[bytes]) -> None:
        frontier = Frontier()
        for leaf in given_leaves:
            frontier = frontier.append(leaf)

        assert frontier.root() == tree_root(given_leaves)

    @given(leaves, st.data())
    def test_every_leaf_is_proven(self, given_leaves: list[bytes], data: st.DataObject) -> None:
        index = data.draw(st.integers(0, len(given_leaves) - 1))
        proof = inclusion_proof(given_leaves, index)

        verify_inclusion(given_leaves[index], index, len(given_leaves), proof, tree_root(given_leaves))

    @given(leaves, st.data())
    def test_another_leaf_is_not_proven(self, given_leaves: list[bytes], data: st.DataObject) -> None:
        index = data.draw(st.integers(0, len(given_leaves) - 1))
        proof = inclusion_proof(given_leaves, index)

        with pytest.raises(Unverified):
            verify_inclusion(leaf_hash(b"other"), index, len(given_leaves), proof, tree_root(given_leaves))

    @given(leaves, st.data())
    def test_every_older_tree_is_proven(self, given_leaves: list[bytes], data: st.DataObject) -> None:
        size = data.draw(st.integers(1, len(given_leaves)))
        roots = tree_root(given_leaves[:size]), tree_root(given_leaves)

        verify_consistency(size, roots[0], len(given_leaves), roots[1], consistency_proof(given_leaves, size))

    @given(leaves, st.data())
    def test_no_tree_with_an_older_leaf_changed_is_proven(self, given_leaves: list[bytes], data: st.DataObject) -> None:
        size = data.draw(st.integers(1, len(given_leaves)))
        changed = [leaf_hash(b"other"), *given_leaves[1:]]
        proof = consistency_proof(changed, size)

        with pytest.raises(Unverified):
            verify_consistency(size, tree_root(given_leaves[:size]), len(changed), tree_root(changed), proof)
