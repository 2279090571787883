"""What a campaign leaves in its folder: the corpus, the findings and how many executions there were.

``TOURNAI_FUZZ_STATE`` names the folder (else ``fuzz/state``, which is not kept in the repository). Each target has its
own part, so that two may run side by side; a run that is stopped loses nothing: the next one adds to it.
"""

import hashlib
import json
import mmap
import os
import struct
import traceback
from pathlib import Path
from types import TracebackType
from typing import TypedDict

ROOT = Path(os.environ.get("TOURNAI_FUZZ_STATE", Path(__file__).resolve().parent / "state"))


class Ledger(TypedDict):
    """One target's sums over all its runs; ``cpu_seconds`` of the process that executes."""

    executions: int
    cpu_seconds: float
    runs: int


class State:
    """The folder of one target."""

    def __init__(self, name: str) -> None:
        self.folder = ROOT / name
        self.corpus = self.folder / "corpus"
        self.findings = self.folder / "findings"
        self.ledger_file = self.folder / "ledger.json"
        self.counter_file = self.folder / "executions-of-this-run"

    def prepare(self, seeds: list[bytes]) -> None:
        """Make the folders and put the seeds among the corpus."""
        self.corpus.mkdir(parents=True, exist_ok=True)
        self.findings.mkdir(exist_ok=True)
        for seed in seeds:
            (self.corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)

    def ledger(self) -> Ledger:
        if self.ledger_file.exists():
            read: Ledger = json.loads(self.ledger_file.read_text())
            return read
        return {"executions": 0, "cpu_seconds": 0.0, "runs": 0}

    def add(self, executions: int, cpu_seconds: float) -> None:
        """Add a run to the ledger; the new file replaces the old at once."""
        ledger = self.ledger()
        ledger["executions"] += executions
        ledger["cpu_seconds"] = round(ledger["cpu_seconds"] + cpu_seconds, 1)
        ledger["runs"] += 1
        new = self.ledger_file.with_suffix(".new")
        new.write_text(json.dumps(ledger, indent=1) + "\n")
        new.replace(self.ledger_file)

    def settle(self) -> None:
        """Add what the last run counted to the ledger."""
        executions, seconds = self.take_count()
        if executions:
            self.add(executions, seconds)

    def take_count(self) -> tuple[int, float]:
        """Return executions and processor seconds that a run counted, also one that was killed, and forget them."""
        if not self.counter_file.exists():
            return 0, 0.0
        count, seconds = struct.unpack("qd", self.counter_file.read_bytes())
        self.counter_file.unlink()
        return max(count, 0), seconds

    def note(self, error: BaseException, data: bytes) -> None:
        """Keep an input that broke a rule, the shortest of each kind; a kind is the error and the function it left."""
        kind = f"{type(error).__name__}: {_function(error.__traceback__) or error}"
        name = hashlib.sha1(kind.encode()).hexdigest()[:12]
        kept = self.findings / f"{name}.input"
        if kept.exists() and kept.stat().st_size <= len(data):
            return
        kept.write_bytes(data)
        text = "".join(traceback.format_exception(error))
        (self.findings / f"{name}.txt").write_text(f"{kind}\n\n{text}")

    def note_death(self, status: int, log: Path) -> None:
        """Keep how the process died; libFuzzer leaves the input beside it."""
        text = log.read_text(errors="replace")[-8000:]
        (self.findings / "died.txt").write_text(f"the process died (status {status})\n\n{text}")

    def found(self) -> list[str]:
        """The kinds of findings, one line each."""
        return [path.read_text().split("\n", 1)[0] for path in sorted(self.findings.glob("*.txt"))]


class Counter:
    """Executions of this run in a file that outlives the process; the corpus that is read again does not count."""

    def __init__(self, path: Path, not_counted: int) -> None:
        path.write_bytes(struct.pack("qd", -not_counted, 0.0))
        with path.open("r+b") as file:
            self.memory = memoryview(mmap.mmap(file.fileno(), 16))
        self.count = self.memory[:8].cast("q")
        self.seconds = self.memory[8:].cast("d")


def _function(frames: TracebackType | None) -> str:
    places = [frame for frame in traceback.extract_tb(frames) if "tournai" in frame.filename.split(os.sep)]
    return f"{Path(places[-1].filename).name}:{places[-1].name}" if places else ""
