"""Witnessing another node's log: what is cosigned, what is refused."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.oversight.logs import PUBLIC_KEY, checkpoints, entries

from tournai.errors import Malformed, Unverified
from tournai.oversight.cosigning import (
    LogTurnedBack,
    continues,
    cosign,
    cosigner_id,
    parse_cosigned,
    verify_cosignature,
    write_cosigned,
)
from tournai.oversight.growing_tree import GrowingTree
from tournai.oversight.log import write_note

LOG = entries(9)
EMPTY, FOUR, NINE = checkpoints(LOG, 0, 4, 9)
TREE = GrowingTree()
TREE.extend(entry.leaf for entry in LOG)
WITNESS, KEY = "spoc.fr.example", Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
WITNESS_KEY = KEY.public_key().public_bytes_raw()
AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
COSIGNED = cosign(NINE, WITNESS, WITNESS_KEY, KEY.sign, AT)


class TestContinues:
    """C2SP tlog-witness: consistency is checked before a checkpoint is cosigned."""

    def test_first_checkpoint_is_believed(self):
        assert continues(FOUR, None, (), PUBLIC_KEY)

    def test_proven_growth_is_cosigned(self):
        assert continues(NINE, FOUR, TREE.consistency_proof(4, 9), PUBLIC_KEY)

    def test_any_log_continues_an_empty_one(self):
        assert continues(NINE, EMPTY, (), PUBLIC_KEY)

    def test_older_checkpoint_that_was_overtaken_is_not_cosigned(self):
        assert not continues(FOUR, NINE, (), PUBLIC_KEY)

    @pytest.mark.parametrize("proof", [(), TREE.consistency_proof(5, 9), TREE.consistency_proof(4, 9)[:-1]])
    def test_growth_without_its_proof_is_refused(self, proof):
        with pytest.raises(Unverified):
            continues(NINE, FOUR, proof, PUBLIC_KEY)

    def test_log_that_shows_less_later_was_cut(self):
        cut = checkpoints(LOG, 0, 9, 9)[-1]
        [*_, later] = checkpoints(LOG, 0, 4)
        seen = msgspec.structs.replace(cut, head=msgspec.structs.replace(cut.head, at=later.head.at - timedelta(1)))

        with pytest.raises(LogTurnedBack):
            continues(later, seen, (), PUBLIC_KEY)

    def test_checkpoint_of_another_key_is_refused(self):
        with pytest.raises(Unverified):
            continues(FOUR, None, (), WITNESS_KEY)

    def test_other_entries_under_the_same_size_are_a_fork(self):
        forked = checkpoints(entries(4, subject="other"), 0, 4)[-1]

        with pytest.raises(Unverified):
            continues(forked, FOUR, (), PUBLIC_KEY)


class TestCosignature:
    """C2SP tlog-cosignature v1, Ed25519."""

    def test_message_is_header_time_and_body(self):
        body = write_note(NINE).split("\n\n")[0] + "\n"

        KEY.public_key().verify(COSIGNED.signature, f"cosignature/v1\ntime 1796029200\n{body}".encode())

    def test_cosignature_holds(self):
        verify_cosignature(NINE, COSIGNED, WITNESS, WITNESS_KEY)

    @pytest.mark.parametrize(
        ("checkpoint", "cosignature", "witness", "key"),
        [
            (FOUR, COSIGNED, WITNESS, WITNESS_KEY),
            (NINE, COSIGNED, "other.example", WITNESS_KEY),
            (NINE, COSIGNED, WITNESS, PUBLIC_KEY),
            (NINE, msgspec.structs.replace(COSIGNED, at=AT + timedelta(seconds=1)), WITNESS, WITNESS_KEY),
            (
                NINE,
                msgspec.structs.replace(COSIGNED, key_id=cosigner_id(WITNESS, PUBLIC_KEY)),
                WITNESS,
                PUBLIC_KEY,
            ),
        ],
    )
    def test_other_statements_are_refused(self, checkpoint, cosignature, witness, key):
        with pytest.raises(Unverified):
            verify_cosignature(checkpoint, cosignature, witness, key)

    def test_key_id_of_the_specifications_example(self):
        """The witness line of C2SP's example begins with the key's four bytes and the time 1679315147."""
        example = (
            "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=="
        )
        note = write_note(NINE) + f"— witness.example.com/w1 {example}\n"

        [found] = parse_cosigned(note)[1]

        assert (found.witness, found.at) == ("witness.example.com/w1", datetime.fromtimestamp(1679315147, UTC))

    def test_what_was_written_is_read(self):
        assert parse_cosigned(write_cosigned(NINE, [COSIGNED])) == (NINE, (COSIGNED,))

    @given(st.text(max_size=300))
    def test_any_text_is_refused_as_malformed(self, text):
        with pytest.raises(Malformed):
            parse_cosigned(text)

    @pytest.mark.parametrize("line", ["— w", "— w AAAA", f"— {WITNESS} {'A' * 104}=", "x", "— w =="])
    def test_line_that_is_no_cosignature_is_refused(self, line):
        with pytest.raises(Malformed):
            parse_cosigned(f"{write_note(NINE)}{line}\n")
