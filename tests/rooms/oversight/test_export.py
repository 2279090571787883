import json

import pytest
from tests.rooms.oversight.logs import ORIGIN, PUBLIC_KEY, checkpoints, entries

from tournai.errors import Malformed, Unverified
from tournai.oversight.export import export_lines, read_export, verify_export
from tournai.oversight.log import LogEntry, Stream, commit

LOG = entries(3)
ROW = checkpoints(LOG, 0, 3)
LINES = tuple(export_lines(LOG, ROW, PUBLIC_KEY))


class TestWriting:
    def test_a_header_comes_first_then_checkpoints_then_entries(self) -> None:
        kinds = [json.loads(line)["type"] for line in LINES]

        assert kinds == ["header", "checkpoint", "checkpoint", "entry", "entry", "entry"]

    def test_an_export_needs_a_checkpoint(self) -> None:
        with pytest.raises(Malformed):
            list(export_lines(LOG, (), PUBLIC_KEY))

    def test_a_payload_that_is_no_text_is_refused(self) -> None:
        entry = LogEntry(Stream.PNR, 0, b"\xff", bytes(32), commit(b"\xff", bytes(32)))

        with pytest.raises(Malformed):
            list(export_lines((entry,), ROW, PUBLIC_KEY))


class TestReading:
    def test_it_gives_back_what_was_written(self) -> None:
        export = read_export(LINES)

        assert (export.origin, export.public_key, export.checkpoints) == (ORIGIN, PUBLIC_KEY, ROW)
        assert tuple(export.entries) == LOG

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (b'"format":"tournai-log 1"', b'"format":"tournai-log 2"'),
            (b'"checkpoints":2', b'"checkpoints":0'),
            (b'"checkpoints":2', b'"checkpoints":9'),
            (b'"checkpoints":2', b'"checkpoints":2.0'),
            (b'"checkpoints":2', b'"checkpoints": 2'),
            (b'"checkpoints":2', b'"checkpoints":2,"extra":1'),
            (b'"checkpoints":2', b'"checkpoints":2,"checkpoints":2'),
            (ORIGIN.encode(), b"piu.other/log/pnr"),
        ],
    )
    def test_another_header_is_refused(self, old: bytes, new: bytes) -> None:
        with pytest.raises(Malformed):
            read_export([LINES[0].replace(old, new), *LINES[1:]])

    def test_a_line_that_is_too_long_is_refused(self) -> None:
        long = LINES[3].replace(b"officer-0", b"x" * 70_000)

        with pytest.raises(Malformed, match="longer than"):
            list(read_export([*LINES[:3], long]).entries)

    def test_entries_are_read_only_when_asked_for(self) -> None:
        assert read_export([*LINES[:3], b"not an entry\n"]).checkpoints == ROW


class TestVerifying:
    def test_an_export_that_holds_is_counted(self) -> None:
        assert verify_export(LINES, PUBLIC_KEY).entries == 3

    def test_an_export_of_another_key_is_refused(self) -> None:
        with pytest.raises(Unverified, match="another public key"):
            verify_export(LINES, bytes(32))
