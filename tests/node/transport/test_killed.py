"""Killed at any instant: what was acknowledged is whole, and there is nothing else.

The writers are real processes under SIGKILL. One suite kills after a random time, the other before every line of the
code in turn, so that no instant between two steps is left to luck.
"""

import json
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tournai.node.keys import KeyStore
from tournai.node.transport import Spool

WRITER = """
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from tournai.node.keys import KeyStore
from tournai.node.transport import Spool

spool = Spool(Path(sys.argv[1], "spool"), KeyStore(Path(sys.argv[1], "keys")))
for number in range(1_000_000):
    body = f"{sys.argv[2]}-{number}-".encode() * 2000
    receipt = spool.put(body, sender="XA", channel="http", received_at=datetime.now(UTC))
    os.write(1, f"{receipt.identifier} {number}\\n".encode())
"""

KILLED_BEFORE_LINE = """
import json, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tournai.node.keys import KeyStore
from tournai.node.transport import Spool

root, act = Path(sys.argv[1]), sys.argv[2]

def counting(last):
    left = [last]
    def trace(frame, event, argument):
        if "tournai" not in frame.f_code.co_filename:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace
    return trace

def put(spool):
    return spool.put(b"UNB" * 50, sender="XA", channel="http", received_at=datetime.now(UTC)).identifier

def child(line, told):
    if act == "open":
        sys.settrace(counting(line))
        KeyStore(root / f"keys{line}").create_data_keys(1, "pnr")
        sys.settrace(None)
        os._exit(0)
    spool = Spool(root / "spool", KeyStore(root / "keys"))
    receipt = None if act == "put" else (spool.pending() or [put(spool)])[0]
    sys.settrace(counting(line))
    if act == "put":
        receipt = put(spool)
    else:
        spool.remove(receipt)
    sys.settrace(None)
    os.write(told, receipt.encode())
    os._exit(0)

outcomes = []
for line in range(1, 1000):
    read, told = os.pipe()
    process = os.fork()
    if process == 0:
        child(line, told)
    os.close(told)
    acknowledged = os.read(read, 26).decode()
    os.close(read)
    status = os.waitpid(process, 0)[1]
    outcomes.append((acknowledged, os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)))
    if not os.WIFSIGNALED(status):
        break
print(json.dumps(outcomes))
"""


@pytest.fixture(scope="module")
def killed_writers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, str, str]]]:
    """A folder that 30 writers, three at a time, wrote to until each was killed; the receipts they acknowledged."""
    root = tmp_path_factory.mktemp("killed")
    chance = random.Random(20260301)
    acknowledged = [row for start in range(0, 30, 3) for row in _kill_three(root, start, chance)]
    return root, acknowledged


def _kill_three(root: Path, start: int, chance: random.Random) -> list[tuple[str, str, str]]:
    command = [sys.executable, "-c", WRITER, str(root)]
    writers = [
        subprocess.Popen([*command, f"writer{start + number}"], stdout=subprocess.PIPE, text=True)
        for number in range(3)
    ]
    first = [writer.stdout.readline() for writer in writers]
    [_kill_after(writer, chance.uniform(0, 0.1)) for writer in writers]
    told = [line + writer.communicate()[0] for line, writer in zip(first, writers, strict=True)]
    return [(f"writer{start + number}", *line.split()) for number, text in enumerate(told) for line in _whole(text)]


def _whole(text: str) -> list[str]:
    return text[: text.rfind("\n") + 1].splitlines()


def _kill_after(writer: "subprocess.Popen[str]", seconds: float) -> None:
    time.sleep(seconds)
    writer.kill()


def kill_before_every_line(root: Path, act: str) -> list[tuple[str, int]]:
    command = [sys.executable, "-c", KILLED_BEFORE_LINE, str(root), act]
    return [tuple(row) for row in json.loads(subprocess.run(command, capture_output=True, check=True).stdout)]


class TestRandomInstants:
    """30 writers killed after a random time."""

    def test_many_were_acknowledged(self, killed_writers: tuple[Path, list[tuple[str, str, str]]]) -> None:
        assert len(killed_writers[1]) > 100

    def test_every_acknowledged_body_is_readable_whole(
        self, killed_writers: tuple[Path, list[tuple[str, str, str]]]
    ) -> None:
        root, acknowledged = killed_writers
        keys = KeyStore(root / "keys")
        spool = Spool(root / "spool", keys)

        read = [spool.read(receipt).body for _, receipt, _ in acknowledged]

        assert read == [f"{writer}-{number}-".encode() * 2000 for writer, _, number in acknowledged]
        keys.close()

    def test_every_entry_is_told_once_and_is_whole(
        self, killed_writers: tuple[Path, list[tuple[str, str, str]]]
    ) -> None:
        root, acknowledged = killed_writers
        keys = KeyStore(root / "keys")
        spool = Spool(root / "spool", keys)

        bodies = [spool.read(receipt).body for receipt in spool.pending()]

        assert len(set(bodies)) == len(bodies)
        assert len(acknowledged) <= len(bodies) <= len(acknowledged) + 30
        keys.close()

    def test_sweep_leaves_one_key_an_entry(self, killed_writers: tuple[Path, list[tuple[str, str, str]]]) -> None:
        root, _ = killed_writers
        later = datetime.now(UTC) + timedelta(hours=2)
        keys = KeyStore(root / "keys")
        spool = Spool(root / "spool", keys, clock=lambda: later)

        spool.sweep()

        assert len(keys.identifiers("spool", later)) == len(spool.pending()) == len(list((root / "spool").iterdir()))
        keys.close()


class TestEveryLine:
    """Killed before each line of a put, a removal or a first start in turn."""

    @pytest.mark.slow
    def test_key_store_whose_first_start_was_killed_starts_and_keeps_keys(self, tmp_path: Path) -> None:
        outcomes = kill_before_every_line(tmp_path, "open")
        stores = [KeyStore(tmp_path / f"keys{line}") for line in range(1, len(outcomes) + 1)]

        opened = [store.open_data_keys([store.create_data_keys(1, "pnr")[0].identifier]) for store in stores]

        assert (len(outcomes) > 100, {len(keys) for keys in opened}) == (True, {1})
        [store.close() for store in stores]

    def test_put_leaves_nothing_or_one_whole_entry(self, tmp_path: Path) -> None:
        outcomes = kill_before_every_line(tmp_path, "put")
        keys = KeyStore(tmp_path / "keys")
        spool = Spool(tmp_path / "spool", keys)

        bodies = [spool.read(receipt).body for receipt in spool.pending()]

        assert (len(outcomes) > 40, outcomes[-1][1], {signal for _, signal in outcomes[:-1]}) == (True, 0, {9})
        assert outcomes[-1][0] in spool.pending()
        assert set(bodies) == {b"UNB" * 50}
        keys.close()

    def test_removal_leaves_a_whole_entry_or_one_that_nobody_can_read(self, tmp_path: Path) -> None:
        outcomes = kill_before_every_line(tmp_path, "remove")
        keys = KeyStore(tmp_path / "keys")
        spool = Spool(tmp_path / "spool", keys)

        assert (len(outcomes) > 30, outcomes[-1][1], {signal for _, signal in outcomes[:-1]}) == (True, 0, {9})
        assert (spool.pending(), keys.identifiers("spool", datetime(2200, 1, 1, tzinfo=UTC))) == ([], [])
        keys.close()
