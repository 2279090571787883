"""Speed and memory of reading PNRGOV to typed, minimised records, beside the bare segment tree and a peer's tokens.

The messages repeat the bookings of a public sample (47 bookings, 55 segments each) to 20, 200, 800 and 5,000; every
repetition has its own locator, names, birth date, passport, ticket and card, so that nothing can be remembered from the
one before that a real push would not repeat: flights, offices, forms of fare, amounts and taxes recur as they do in the
sample, and the reader remembers them within the message; contacts and addresses recur too, and it reads each anew.
Dates it remembers for as long as the process lives: a node reads half a million travellers on a busy day, and the birth
dates of ninety years are 33,000. So a warm process is what a node is, and the best of several runs is its speed; the
first message of a new process takes twice as long for 20 bookings, a fifth longer for 200, and no longer for 800. The
20 are the sample's first, and have more travellers than the rest: 2.2 each, not 1.9.

Speed is bookings (PNR) and megabytes per second of CPU time on one core, the best of several runs that take turns,
since the machine is shared: what counts is the ratio to the bare tree of the same run. Peak memory is what Python
allocates while reading, in multiples of the message's length.

Before each run the garbage of the one before is collected, which leaves the processor's caches cold: 20 bookings then
cost 7 microseconds more each than in a row, in a process that has imported this subject alone, and 40 more in one with
220,000 other objects to walk through. A node has as many, and does not collect before a push.

The peer runs in its own environment, ``benchmarks/peers/pydifact/.venv``, made from the lock file beside it.
"""

import gc
import re
import subprocess
import tracemalloc
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from random import Random
from time import process_time

from tournai.travel import read_interchanges, read_travel_file

NAME = "travel-parse"

SIZES = {20: 60, 200: 20, 800: 8, 5_000: 3}
"""Bookings a message -> runs."""
PEER = Path(__file__).parent / "peers" / "pydifact"
PEER_BOOKINGS = 800
"""The peer is not asked for more: it takes minutes."""
SEGMENT = re.compile(r"([^'?]*(?:\?.[^'?]*)*)'", re.DOTALL)
IDENTITY = re.compile(r"(?<=[+/:])(?:[A-Z]{2,}|[0-9]{7,}|(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6})(?=[+/:'])")
"""Names, locators, numbers of documents, tickets and cards within the segments of `PERSONAL`."""
PERSONAL = re.compile(r"^(?:RCI|TIF|TKT|REF|FTI)\+[^']*'|^SSR\+DOCS[^']*'", re.MULTILINE)
KEPT = {"DOCS", "HK"}
DATES = re.compile(r"/[0-9]{2}[A-Z]{3}[0-9]{2}/([A-Z]*)/[0-9]{2}[A-Z]{3}([0-9]{2}/)")
"""Birth date, sex and date of expiry of an SSR DOCS."""
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
READERS: dict[str, Callable[[bytes], object]] = {
    "tournai: typed, minimised records": read_travel_file,
    "tournai: segments only": read_interchanges,
    "floor: untyped tree by one pattern": lambda data: tree(data),
}


def measure() -> list[dict[str, object]]:
    """Return one row a reader and size."""
    rows = []
    for size, runs in SIZES.items():
        data = message(size)
        seconds = _best(data, runs)
        factor = _memory_factor(data)
        for subject in READERS:
            is_ours = subject.startswith("tournai: typed")
            rows.append(_row(subject, size, data, seconds[subject], factor=factor if is_ours else None))
        if size <= PEER_BOOKINGS:
            rows.append(_peer_row(size, data))
    return rows


def message(bookings: int) -> bytes:
    """Return one interchange with so many bookings, no two of the same people."""
    rng = Random(2016_681)
    sample = (files("tournai") / "simulate" / "samples" / "gtas" / "bigbigPnr.txt").read_text()
    head, *repeated = sample[: sample.index("UNT+")].split("SRC'")
    body = "".join("SRC'" + _other_people(repeated[number % len(repeated)], rng) for number in range(bookings))
    return f"{head}{body}UNT+{(head + body).count(chr(39))}+1'UNZ+1+473128452405'".encode()


def _other_people(booking: str, rng: Random) -> str:
    """Return a booking with other letters and digits in what tells people apart, each the same wherever it stands."""
    others: dict[str, str] = {}
    table = {letter: rng.choice("ABCDEFGHIKLMNOPRSTUVW") for letter in "ABCDEFGHIKLMNOPRSTUVW"}
    digits = {digit: rng.choice("123456789") for digit in "0123456789"}
    letters = str.maketrans(table | digits)

    def other(match: re.Match[str]) -> str:
        word = match[0]
        return word if word in KEPT else others.setdefault(word, word.translate(letters))

    def day() -> str:
        return f"{rng.randint(1, 28):02}{rng.choice(MONTHS)}"

    named = PERSONAL.sub(lambda segment: IDENTITY.sub(other, segment[0]), booking)
    return DATES.sub(lambda dates: f"/{day()}{rng.randint(30, 99)}/{dates[1]}/{day()}{dates[2]}", named)


def tree(data: bytes) -> list[list[list[str]]]:
    """Return elements and components without types, places, releases or checks: what pure Python can do at best."""
    segments = SEGMENT.findall(data.decode("latin-1"))
    return [[element.split(":") for element in segment.strip().split("+")] for segment in segments]


def _best(data: bytes, runs: int) -> dict[str, float]:
    seconds = dict.fromkeys(READERS, float("inf"))
    for _ in range(runs):
        for subject, read in READERS.items():
            gc.collect()
            start = process_time()
            read(data)
            seconds[subject] = min(seconds[subject], process_time() - start)
    return seconds


def _memory_factor(data: bytes) -> float:
    gc.collect()
    tracemalloc.start()
    read_travel_file(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / len(data)


def _peer_row(size: int, data: bytes) -> dict[str, object]:
    subject = "pydifact 0.2.3: tokens only"
    python = PEER / ".venv" / "bin" / "python"
    if not python.exists():
        return _row(subject, size, data, None, note="absent: no .venv in benchmarks/peers/pydifact")
    command = [str(python), str(PEER / "measure.py")]
    result = subprocess.run(command, input=data, capture_output=True, check=True, timeout=600)
    return _row(subject, size, data, float(result.stdout))


def _row(
    subject: str, size: int, data: bytes, seconds: float | None, *, factor: float | None = None, note: str = ""
) -> dict[str, object]:
    return {
        "subject": subject,
        "PNR a message": size,
        "bytes": len(data),
        "PNR per CPU second": round(size / seconds) if seconds else None,
        "MB per CPU second": round(len(data) / seconds / 1e6, 1) if seconds else None,
        "microseconds a PNR": round(seconds / size * 1e6) if seconds else None,
        "peak memory / message": round(factor, 1) if factor else None,
        "note": note,
    }
