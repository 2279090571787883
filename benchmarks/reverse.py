"""A new alert against travellers who are known already: one million and ten million, by day of departure.

Persons are invented (`benchmarks._invented`); a day has 55,000 travellers with a day of birth. Alerts have a day of
birth, a year, or none; the rarity of names is judged by an index of 100,000 alerts. Times are CPU seconds of one core:
the median and the longest of `ALERTS` alerts of a kind, the days held in memory. The peer screens the travellers in
the ordinary direction against an index of the one alert; it is timed on one day, and told for all.
"""

import sys
from statistics import median
from time import process_time

import numpy as np

from benchmarks import _invented as invented
from tournai.screening import Index, PersonBatch, build_index, index_arrays, screen
from tournai.screening.sought import screen_days
from tournai.screening.taking import taken

NAME = "reverse"

SEED = 20261124
SIZES = (1_000_000, 10_000_000)
A_DAY, ALERTS, JUDGES = 55_000, 9, 100_000
KINDS = ("a day of birth", "a year", "no birth")


def measure(sizes: tuple[int, ...] = SIZES) -> list[dict[str, object]]:
    """Return a row a size and kind of alert."""
    judges = invented.alerts(JUDGES, SEED)
    bearers = build_index(judges, version="benchmark").bearers
    rows = []
    for size in sizes:
        started = process_time()
        days = [
            build_index(
                invented.travellers(min(A_DAY, size - first), SEED + day + 1, first_key=first), version=f"{day}"
            )
            for day, first in enumerate(range(0, size, A_DAY))
        ]
        built = process_time() - started
        held = sum(array.nbytes for array in index_arrays(days[0]).values()) / len(days[0])
        note = f"{len(days)} days; {built / size * 1e6:.0f} microseconds and {held:.0f} bytes a traveller to build"
        for kind in KINDS:
            chosen = [row for row in range(JUDGES) if _kind(judges, row) == kind][:ALERTS]
            alerts = [build_index(taken(judges, np.array([row])), version="one", bearers=bearers) for row in chosen]
            rows.append(_row(size, kind, days, alerts, note))
    return rows


def _row(size: int, kind: str, days: list[Index], alerts: list[Index], note: str) -> dict[str, object]:
    screen_days(alerts[0], days[:1])
    times, found = [], 0
    for alert in alerts:
        started = process_time()
        found += len(screen_days(alert, days))
        times.append(process_time() - started)
    started = process_time()
    screen(alerts[0], days[0].alerts)
    peer = (process_time() - started) * size / len(days[0])
    return {
        "travellers": f"{size:,}",
        "alert with": kind,
        "median s": median(times),
        "longest s": max(times),
        "matches": found,
        "peer: ordinary direction, s": peer,
        "note": note,
    }


def _kind(alerts: PersonBatch, row: int) -> str:
    births = range(int(alerts.birth_offsets[row]), int(alerts.birth_offsets[row + 1]))
    if not len(births):
        return "no birth"
    return "a day of birth" if alerts.birth_before[births[0]] - alerts.birth_earliest[births[0]] == 1 else "a year"


if __name__ == "__main__":
    for line in measure(tuple(map(int, sys.argv[1:])) or SIZES):
        print(*line.values(), sep="\t")
