"""Speed of reading PNRGOV to typed, minimised records, beside the bare segment tree and a peer that only tokenises.

The messages repeat the bookings of a public sample (47 bookings, 55 segments each) to 200 and to 800. Speed is bookings
(PNR) per second of CPU time on one core, the best of several runs: the machine is shared. The peer runs in its own
environment, ``benchmarks/peers/pydifact/.venv``, made from the lock file beside it.
"""

import re
import subprocess
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from time import process_time

from tournai.travel import read_interchanges, read_travel_file

NAME = "travel-parse"

SIZES = (200, 800)
RUNS = 9
PEER = Path(__file__).parent / "peers" / "pydifact"
SEGMENT = re.compile(r"([^'?]*(?:\?.[^'?]*)*)'", re.DOTALL)


def measure() -> list[dict[str, object]]:
    """Return one row a reader and size."""
    rows = []
    for size in SIZES:
        data = message(size)
        rows += [
            _row("tournai: typed, minimised records", size, data, _best(lambda data=data: read_travel_file(data))),
            _row("tournai: segments only", size, data, _best(lambda data=data: read_interchanges(data))),
            _row("floor: untyped tree by one pattern", size, data, _best(lambda data=data: tree(data))),
            _peer_row(size, data),
        ]
    return rows


def message(bookings: int) -> bytes:
    """Return one interchange with so many bookings."""
    sample = (files("tournai") / "simulate" / "samples" / "gtas" / "bigbigPnr.txt").read_text()
    head, *repeated = sample[: sample.index("UNT+")].split("SRC'")
    body = "".join("SRC'" + repeated[number % len(repeated)] for number in range(bookings))
    return f"{head}{body}UNT+{(head + body).count(chr(39))}+1'UNZ+1+473128452405'".encode()


def tree(data: bytes) -> list[list[list[str]]]:
    """Return elements and components without types, places, releases or checks: what pure Python can do at best."""
    segments = SEGMENT.findall(data.decode("latin-1"))
    return [[element.split(":") for element in segment.strip().split("+")] for segment in segments]


def _best(read: Callable[[], object]) -> float:
    seconds = float("inf")
    for _ in range(RUNS):
        start = process_time()
        read()
        seconds = min(seconds, process_time() - start)
    return seconds


def _peer_row(size: int, data: bytes) -> dict[str, object]:
    subject = "pydifact 0.2.3: tokens only"
    python = PEER / ".venv" / "bin" / "python"
    if not python.exists():
        return _row(subject, size, data, None, note="absent: no .venv in benchmarks/peers/pydifact")
    command = [str(python), str(PEER / "measure.py")]
    result = subprocess.run(command, input=data, capture_output=True, check=True, timeout=600)
    return _row(subject, size, data, float(result.stdout))


def _row(subject: str, size: int, data: bytes, seconds: float | None, note: str = "") -> dict[str, object]:
    return {
        "subject": subject,
        "PNR a message": size,
        "bytes": len(data),
        "PNR per CPU second": round(size / seconds) if seconds else None,
        "note": note,
    }
