"""How fast screening is, how large its index, and how both grow: 1, 2 and 5 million alerts, beside rapidfuzz.

Persons are invented (`benchmarks._invented`). Speed is CPU time of one core: a batch of travellers with a day of birth,
one without any; single calls as a door makes them, a fresh traveller each. The index is built, written, opened and
changed by a delta of 1,000 alerts as the node does it. The peer computes one score of each traveller with every name,
without births, reasons or an index: the least that a search without one costs.

``python -m benchmarks.screening 100000`` measures one size.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from benchmarks import _invented as invented
from tournai.node.duties.index_ports import MadeFrom, SourceState
from tournai.node.store.index_folder import IndexFolder
from tournai.screening import Index, PersonBatch, Snapshot, build_index, screen, snapshot_of
from tournai.screening.taking import taken

NAME = "screening"

SEED = 20261124
SIZES = (1_000_000, 2_000_000, 5_000_000)
BATCH, UNDATED_BATCH, SINGLE, PEER_TRAVELLERS = 20_000, 2_000, 2_000, 20
CHANGED, WITHDRAWN = 700, 300
ABOUT = MadeFrom((SourceState("benchmark", 1, datetime(2026, 11, 24, tzinfo=UTC)),), (), "benchmark")


def measure(sizes: tuple[int, ...] = SIZES) -> list[dict[str, object]]:
    """Return a row a size and figure."""
    return [row for size in sizes for row in _measure(size)]


def _measure(size: int) -> list[dict[str, object]]:
    alerts = invented.alerts(size, SEED)
    started = process_time()
    index = build_index(alerts, version="benchmark")
    rows = [_row(size, "build", process_time() - started, "s", f"{len(alerts.name_surname):,} names")]
    with tempfile.TemporaryDirectory() as folder:
        rows += _stored(size, Path(folder), index)
        del index
        opened = IndexFolder(Path(folder)).load("one")
        assert isinstance(opened, Index)
        rows += _speed(size, opened)
        rows += _changed(size, Path(folder), opened)
    return [*rows, _peer(size, alerts)]


def _stored(size: int, folder: Path, index: Index) -> list[dict[str, object]]:
    started = process_time()
    IndexFolder(folder).save("one", index, ABOUT)
    saved = process_time() - started
    stored = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    started = perf_counter()
    IndexFolder(folder).load("one")
    opened = perf_counter() - started
    return [
        _row(size, "write and hash", saved, "s"),
        _row(size, "size as stored", stored / 1e6, "MB"),
        _row(size, "open", opened * 1000, "ms", "wall"),
    ]


def _speed(size: int, index: Index) -> list[dict[str, object]]:
    screen(index, invented.travellers(100, SEED + 1))
    rows = []
    for what, count, with_birth in (("with a day of birth", BATCH, True), ("without a birth", UNDATED_BATCH, False)):
        batch = invented.travellers(count, SEED + 2, with_birth=with_birth)
        started = process_time()
        found = screen(index, batch)
        seconds = process_time() - started
        per_10k = 10_000 * len(np.unique(found.traveller)) / count
        rows.append(_row(size, f"batch, {what}", count / seconds, "travellers/s", f"{per_10k:.1f} matched per 10,000"))
    return rows + _single(size, index)


def _single(size: int, index: Index) -> list[dict[str, object]]:
    everybody = invented.travellers(SINGLE, SEED + 3)
    taken_one_by_one = [taken(everybody, np.array([row])) for row in range(SINGLE)]
    times = []
    for one in taken_one_by_one:
        started = process_time()
        screen(index, one)
        times.append((process_time() - started) * 1000)
    names = {"p50": 50, "p99": 99, "p99.9": 99.9}
    return [_row(size, f"single call, {name}", float(np.percentile(times, at)), "ms") for name, at in names.items()]


def _changed(size: int, folder: Path, base: Index) -> list[dict[str, object]]:
    fresh = invented.alerts(CHANGED, SEED + 4)
    keys = np.concatenate((np.arange(0, 500), np.arange(size, size + CHANGED - 500)))
    changed = PersonBatch(**{name: getattr(fresh, name) for name in PersonBatch.__struct_fields__} | {"keys": keys})
    gone = np.arange(1_000, 1_000 + WITHDRAWN)
    indexes = IndexFolder(folder)
    started = process_time()
    snapshot = snapshot_of(base, changed, gone, version="two")
    indexes.save_delta("two", snapshot, ABOUT)
    opened = IndexFolder(folder).load("two")
    seconds = process_time() - started
    assert isinstance(opened, Snapshot)
    batch = invented.travellers(BATCH, SEED + 2)
    started = process_time()
    screen(opened, batch)
    speed = BATCH / (process_time() - started)
    return [
        _row(size, "delta of 1,000 alerts", seconds, "s", "built, written, opened"),
        _row(size, "batch, base and delta", speed, "travellers/s"),
    ]


def _peer(size: int, alerts: PersonBatch) -> dict[str, object]:
    names = [f"{alerts.name_given[row]} {alerts.name_surname[row]}" for row in range(min(size, 1_000_000))]
    some = invented.travellers(PEER_TRAVELLERS, SEED + 2)
    asked = [f"{some.name_given[row]} {some.name_surname[row]}" for row in range(PEER_TRAVELLERS)]
    started = process_time()
    cdist(asked, names, scorer=JaroWinkler.similarity, dtype=np.float32, workers=1)
    speed = PEER_TRAVELLERS / (process_time() - started)
    return _row(len(names), "peer: rapidfuzz cdist, Jaro-Winkler", speed, "travellers/s", "names alone")


def _row(size: int, what: str, value: float, unit: str, note: str = "") -> dict[str, object]:
    return {"alerts": f"{size:,}", "what": what, "value": value, "unit": unit, "note": note}


if __name__ == "__main__":
    for line in measure(tuple(map(int, sys.argv[1:])) or SIZES):
        print(*line.values(), sep="\t")
