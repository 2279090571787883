"""Look-ups of document numbers among 50 million listed ones, beside a Python set and SQLite's primary key.

Numbers are invented: two letters or digits and seven digits, of eight states, from a fixed seed. Half of what is asked
is listed, half is not. A set of 50 million Python strings asks for about 5 GB and SQLite for hours of building on a
small machine: both peers hold `PEER_DOCUMENTS`. Time is CPU time of one core, normalising and hashing included.
"""

import resource
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import numpy as np

from tournai.node.store.document_folder import DocumentFolder
from tournai.screening.batches import TextColumn
from tournai.screening.stolen_documents import (
    DocumentBatch,
    DocumentSnapshot,
    document_records,
    look_up,
    wrong_hit_rate,
)

NAME = "stolen-documents"
SEED = 20261124
DOCUMENTS, ASKED, BATCH, PEER_DOCUMENTS = 50_000_000, 1_000_000, 500_000, 2_000_000
KEY = bytes(range(16))
STATES = np.array([b"UTO", b"XOM", b"XPO", b"XXA", b"XXB", b"XXC", b"EUE", b"UNO"])
LETTERS = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", np.uint8)
CHARACTERS = 9


def measure(documents: int = DOCUMENTS) -> list[dict[str, object]]:
    """Return a row a subject: how long the table takes to build, its bytes a document, microseconds a look-up."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [_tournai(Path(folder), documents)]
        listed, asked = _texts(_listed(min(documents, PEER_DOCUMENTS))), _texts([_asked(PEER_DOCUMENTS)])
        rows += [_set(listed, asked), _sqlite(Path(folder) / "peer.sqlite", listed, asked)]
    return rows


def _tournai(folder: Path, documents: int) -> dict[str, object]:
    tables = DocumentFolder(folder / "tables")
    started = process_time()
    name = tables.build((document_records(batch, key=KEY)[0] for batch in _listed(documents)), sources=["benchmark"])
    built = process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = process_time()
    snapshot = DocumentSnapshot.of(tables.open(name))
    opened = process_time() - started
    asked = _asked(documents)
    look_up(snapshot, asked, key=KEY)
    started = process_time()
    hits = look_up(snapshot, asked, key=KEY)
    seconds = process_time() - started
    size = sum(path.stat().st_size for path in (folder / "tables" / name).iterdir())
    note = f"opened in {opened * 1000:.1f} ms, peak {peak:.0f} MB, wrong hits {wrong_hit_rate(snapshot.table):.1e}"
    return _row("tournai", documents, built, size / documents, seconds / ASKED, len(hits), note)


def _set(listed: list[str], asked: list[str]) -> dict[str, object]:
    started = process_time()
    known = set(listed)
    built = process_time() - started
    started = process_time()
    hits = sum(number in known for number in asked)
    return _row("Python set", len(listed), built, None, (process_time() - started) / len(asked), hits)


def _sqlite(path: Path, listed: list[str], asked: list[str]) -> dict[str, object]:
    with sqlite3.connect(path) as database:
        database.execute("create table listed (number text primary key) without rowid")
        started = process_time()
        database.executemany("insert or ignore into listed values (?)", ((number,) for number in sorted(listed)))
        database.commit()
        built = process_time() - started
        started = process_time()
        query = "select 1 from listed where number = ?"
        hits = sum(database.execute(query, (number,)).fetchone() is not None for number in asked)
        seconds = process_time() - started
    return _row("SQLite primary key", len(listed), built, path.stat().st_size / len(listed), seconds / len(asked), hits)


def _listed(documents: int) -> Iterator[DocumentBatch]:
    random = np.random.default_rng(SEED)
    for start in range(0, documents, BATCH):
        yield _batch(random, min(BATCH, documents - start))


def _asked(documents: int) -> DocumentBatch:
    """Return numbers of which the first half is listed, from a batch in the middle, and the other half is new."""
    listed = next(batch for number, batch in enumerate(_listed(documents)) if number == documents // BATCH // 2)
    half = min(ASKED // 2, len(listed))
    new = _batch(np.random.default_rng(SEED + 1), ASKED - half)
    known = listed.rows(0, half)
    return DocumentBatch(
        numbers=_joined(known.numbers, new.numbers, CHARACTERS),
        states=_joined(known.states, new.states, 3),
        kinds=np.zeros(ASKED, np.int8),
        check_digits=np.full(ASKED, -1, np.int8),
    )


def _joined(one: TextColumn, other: TextColumn, width: int) -> TextColumn:
    data = np.concatenate((one.data[: len(one) * width], other.data))
    return TextColumn(np.arange(0, len(data) + 1, width, dtype=np.int32), data)


def _batch(random: np.random.Generator, count: int) -> DocumentBatch:
    numbers = np.empty((count, CHARACTERS), np.uint8)
    numbers[:, :2] = LETTERS[random.integers(0, 36, (count, 2))]
    numbers[:, 2:] = LETTERS[random.integers(0, 10, (count, CHARACTERS - 2))]
    states = STATES[random.integers(0, len(STATES), count)].view(np.uint8)
    return DocumentBatch(
        numbers=TextColumn(np.arange(0, count * CHARACTERS + 1, CHARACTERS, dtype=np.int32), numbers.reshape(-1)),
        states=TextColumn(np.arange(0, count * 3 + 1, 3, dtype=np.int32), states),
        kinds=np.zeros(count, np.int8),
        check_digits=np.full(count, -1, np.int8),
    )


def _texts(batches: Iterator[DocumentBatch] | list[DocumentBatch]) -> list[str]:
    return [batch.states[row] + batch.numbers[row] for batch in batches for row in range(len(batch))]


def _row(
    subject: str, documents: int, built: float, size: float | None, seconds: float, hits: int, note: str = ""
) -> dict[str, object]:
    return {
        "subject": subject,
        "documents": documents,
        "build, CPU s": round(built, 1),
        "bytes a document": size,
        "microseconds a look-up": round(seconds * 1e6, 3),
        "hits": hits,
        "note": note,
    }
