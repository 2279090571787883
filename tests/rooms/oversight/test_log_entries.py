"""Entries, commitments and checkpoints. Forms: C2SP tlog-checkpoint and signed-note; RFC 2104 and 4231 for HMAC."""

import base64
from datetime import datetime
from hashlib import sha256

import msgspec
import pytest
from tests.rooms.oversight.logs import ORIGIN, PUBLIC_KEY, START, checkpoints, entries, event, sign

from tournai.errors import Malformed, Unverified
from tournai.oversight.events import Stream, canonical
from tournai.oversight.log import (
    TreeHead,
    checkpoint_body,
    commit,
    digest,
    erased,
    key_id,
    log_entry,
    parse_note,
    verify_checkpoint,
    write_note,
)

ROOT = sha256(b"").digest()
FIRST = sign(0, ROOT, START)
NOTE = write_note(FIRST)


class TestCommitment:
    def test_it_is_hmac_sha256(self) -> None:
        """RFC 4231 test case 2, its key of four bytes zero-padded, which HMAC does itself."""
        key = b"Jefe".ljust(32, b"\0")

        found = commit(b"what do ya want for nothing?", key)

        assert found.hex() == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

    @pytest.mark.parametrize("length", [0, 4, 31, 33, 64])
    def test_a_key_of_another_length_is_refused(self, length: int) -> None:
        with pytest.raises(Malformed):
            commit(b"payload", bytes(length))

    def test_equal_events_commit_differently_under_their_own_keys(self) -> None:
        payload = canonical(event())

        assert commit(payload, bytes(32)) != commit(payload, bytes([1] * 32))


class TestEntry:
    def test_erasing_keeps_the_leaf_and_nothing_else_of_the_event(self) -> None:
        entry = entries(1)[0]

        left = erased(entry)

        assert (left.payload, left.key, left.is_erased) == (None, None, True)
        assert left.leaf == entry.leaf

    def test_a_commitment_fits_one_place_of_one_stream(self) -> None:
        payload, key = canonical(event()), bytes(32)
        places = [(Stream.PNR, 0), (Stream.PNR, 1), (Stream.NODE, 0)]

        assert len({log_entry(stream, number, payload, key).leaf for stream, number in places}) == 3


class TestCheckpoint:
    def test_its_body_is_origin_size_root_and_two_extension_lines(self) -> None:
        body = checkpoint_body(TreeHead(ORIGIN, 20852163, ROOT, START))

        assert body.decode().split("\n") == [
            "piu.example/log/pnr",
            "20852163",
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "time 2026-03-01T08:00:00Z",
            "previous AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "",
        ]

    def test_its_note_ends_in_a_blank_line_and_a_signature_line(self) -> None:
        body, signature = NOTE.split("\n\n")

        assert body.startswith("piu.example/log/pnr\n0\n")
        assert signature.startswith("— piu.example/log/pnr ")
        assert len(base64.b64decode(signature.split()[2])) == 4 + 64

    def test_its_key_is_named_as_signed_note_does(self) -> None:
        named = sha256(ORIGIN.encode() + b"\n\x01" + PUBLIC_KEY).digest()

        assert key_id(ORIGIN, PUBLIC_KEY) == named[:4]

    def test_a_note_is_read_back(self) -> None:
        assert parse_note(NOTE) == FIRST

    def test_its_signature_verifies(self) -> None:
        verify_checkpoint(FIRST, PUBLIC_KEY)

    def test_another_key_does_not_verify(self) -> None:
        with pytest.raises(Unverified):
            verify_checkpoint(FIRST, bytes(32))

    @pytest.mark.parametrize(
        "changes",
        [{"size": 1}, {"root": bytes(32)}, {"at": START.replace(hour=9)}, {"previous": bytes([1] * 32)}],
    )
    def test_nothing_of_it_can_change(self, changes: dict[str, object]) -> None:
        changed = msgspec.structs.replace(FIRST, head=msgspec.structs.replace(FIRST.head, **changes))

        with pytest.raises(Unverified):
            verify_checkpoint(changed, PUBLIC_KEY)

    def test_it_names_the_one_before(self) -> None:
        row = checkpoints(entries(2), 0, 2)

        assert row[1].head.previous == digest(row[0]) == sha256(checkpoint_body(row[0].head)).digest()

    @pytest.mark.parametrize(
        "text",
        [
            "",
            NOTE[:-1],
            NOTE + "\n",
            NOTE.replace("\n0\n", "\n00\n"),
            NOTE.replace("\n0\n", "\n٠\n"),
            NOTE.replace("\n0\n", "\n-1\n"),
            NOTE.replace("08:00:00Z", "09:00:00+01:00"),
            NOTE.replace("08:00:00Z", "08:00:00"),
            NOTE.replace("time ", ""),
            NOTE.replace("—", "-"),
            NOTE.replace("=\n", "\n"),
            "x" * 5000,
        ],
    )
    def test_what_is_no_canonical_note_is_refused(self, text: str) -> None:
        with pytest.raises(Malformed):
            parse_note(text)

    @pytest.mark.parametrize("origin", ["", "two words", "a+b", "line\nfeed", "nbsp\u00a0"])
    def test_an_origin_is_a_name_without_spaces_or_plus(self, origin: str) -> None:
        with pytest.raises(Malformed):
            TreeHead(origin, 0, ROOT, START)

    def test_a_naive_instant_is_refused(self) -> None:
        with pytest.raises(Malformed):
            TreeHead(ORIGIN, 0, ROOT, datetime(2026, 3, 1))
