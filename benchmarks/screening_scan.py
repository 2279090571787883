"""Whether the index finds what a scan finds: travellers against every alert, at the usual threshold.

Alerts and travellers are those of the reference population (`tournai.screening.evaluation`), half of the travellers on
an alert. 10,000 travellers are compared with every alert of a compatible date, 1,000 with every alert without a date,
200 with every alert of another date; the share is of the pairs that the scan finds. A match on a document is not
counted: the index reaches all of them.

``python -m benchmarks.screening_scan 1000000`` measures one number of alerts.
"""

import sys
from time import process_time

import numpy as np

from tournai.screening import build_index, screen
from tournai.screening.evaluation import Labelled, Part, make_base, make_negatives, make_positives
from tournai.screening.evaluation.labelled import OF_THE_LISTS
from tournai.screening.evaluation.scan import Reach, scanned
from tournai.screening.taking import taken
from tournai.screening.weights import DEFAULT_THRESHOLD
from tournai.simulate.attested import read_tables

NAME = "screening-scan"

ALERTS, A_CLASS, NEGATIVES = 100_000, 65, 5_000
TRAVELLERS = {Reach.DATED: 10_000, Reach.UNDATED: 1_000, Reach.OTHER_DATE: 200}
MOST = 10_000
"""Matches of one traveller."""


def measure(alerts: int = ALERTS) -> list[dict[str, object]]:
    """Return a row a kind of alerts."""
    tables = read_tables()
    base = make_base(tables, alerts)
    negatives = [case for case in make_negatives(tables, NEGATIVES, Part.TRAIN).cases if case.kind == OF_THE_LISTS]
    cases = make_positives(tables, base, A_CLASS, Part.TRAIN).cases + negatives
    order = np.random.default_rng(20261124).permutation(len(cases))
    travellers = Labelled.of([cases[at] for at in order]).travellers
    index = build_index(base.alerts, version="benchmark")
    rows: list[dict[str, object]] = []
    for reach, count in TRAVELLERS.items():
        some = taken(travellers, np.arange(min(count, len(travellers))))
        started = process_time()
        sought = scanned(index, some, DEFAULT_THRESHOLD, reach)
        seconds = process_time() - started
        matches = screen(index, some, limit=MOST)
        found = sought & set(zip(matches.traveller.tolist(), matches.alert.tolist(), strict=True))
        rows.append({
            "alerts": f"{len(index):,}",
            "compared with": reach.name.lower().replace("_", " "),
            "travellers": len(some),
            "pairs of the scan": len(sought),
            "found by the index": len(found),
            "share": len(found) / len(sought) if sought else None,
            "CPU s of the scan": seconds,
        })  # fmt: skip
    return rows


if __name__ == "__main__":
    for line in measure(*map(int, sys.argv[1:])):
        print(*line.values(), sep="\t")
