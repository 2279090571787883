"""An evidence package of 5 GB verified: CPU time and memory, beside sha256sum and sha512sum over the same files.

Each runs in a process of its own. A folder is read as it lies; a zip archive holds the files unpacked, as evidence that
is packed or encrypted already would lie in one. ``TOURNAI_EVIDENCE_GB`` (5) makes it smaller.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

from tournai.node.transport.evidence_files import opened_package
from tournai.providers.evidence.delivery import verify_package
from tournai.providers.evidence.order_manifest import Means
from tournai.providers.evidence.sums import measure as measure_file
from tournai.providers.evidence.tag_files import Information
from tournai.providers.evidence.writing import ALGORITHMS, Sending, manifest_of, tag_files

NAME = "evidence"
GIGABYTES = float(os.environ.get("TOURNAI_EVIDENCE_GB", "5"))
FILES = 5
PIECE = 4 * 1024 * 1024
PIECES = int(GIGABYTES * 1e9 / FILES / PIECE)
AT = datetime(2026, 9, 3, 10, tzinfo=UTC)
VERIFY = "import sys; from benchmarks.evidence import verify; verify(sys.argv[1])"


def measure() -> list[dict[str, object]]:
    """Return a row a program."""
    with tempfile.TemporaryDirectory() as folder:
        bag = _make(Path(folder) / "delivery")
        payload = sorted(str(path) for path in (bag / "data").iterdir())
        rows = [
            _row("folder, SHA-256 and SHA-512", [sys.executable, "-c", VERIFY, str(bag)]),
            _row("sha256sum", ["sha256sum", *payload]),
            _row("sha512sum", ["sha512sum", *payload]),
        ]
        rows.append(_row("zip, SHA-256 and SHA-512", [sys.executable, "-c", VERIFY, str(_zipped(bag))]))
    return rows


def verify(path: str) -> None:
    with opened_package(Path(path)) as package:
        found = verify_package(package, None)
    if found.findings and any(finding.refuses for finding in found.findings):
        raise SystemExit(f"refused: {found.findings[0].code}")
    print(found.size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _make(bag: Path) -> Path:
    (bag / "data").mkdir(parents=True)
    chance = random.Random(2016)
    measured = {}
    for number in range(FILES):
        path = bag / "data" / f"{number}.bin"
        with path.open("wb") as file:
            for _ in range(PIECES):
                file.write(chance.randbytes(PIECE))
        with path.open("rb") as file:
            measured[path.name] = measure_file(iter(lambda: file.read(PIECE), b""), ALGORITHMS)
    sending = Sending("Messenger", "Court", "EPOC-FR-IE-2026-09-01-0001-1", AT, Means.DOWNLOAD, date(2026, 9, 23))
    for name, data in tag_files(measured, manifest_of(sending, measured, {}), Information()).items():
        (bag / name).write_bytes(data)
    return bag


def _zipped(bag: Path) -> Path:
    target = bag.parent / "delivery.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(bag.rglob("*")):
            archive.write(path, path.relative_to(bag.parent))
            if path.is_file():
                path.unlink()
    return target


def _row(subject: str, command: list[str]) -> dict[str, object]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = FILES * PIECES * PIECE
    peak = f"{int(done.stdout.split()[1]) / 1024:.0f}" if command[0] == sys.executable else ""
    return {"subject": subject, "GB": size / 1e9, "CPU s": used, "MB/s of CPU": size / 1e6 / used, "peak MB": peak}
